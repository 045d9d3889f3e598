"""A frame as a workbook, in a private folder that git ignores."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import file_name
from xhht_analysis.base.store import Store, make_private, write_atomically
from xhht_analysis.base.vietnamese import slug

FOLDER = "_desk"  # no area can be called so
_SHARES = ("rate", "low", "high")


def private_folder(store: Store) -> Path:
    """Where the desk writes: below data/processed, for its owner alone."""
    folder = store.root / "data" / "processed" / FOLDER
    make_private(folder)
    return folder


def to_excel(store: Store, frame: pd.DataFrame, name: str) -> Path:
    """Write a frame with headings to filter by, shares as percent; where it lies.

    ``name``: a file name without a folder; the same name is written over.
    """
    plain = Path(name).name
    if plain != name or not slug(Path(plain).stem):
        raise InputError('Tên tệp Excel không kèm thư mục: desk.to_excel(bảng, "ten-bang").')
    path = private_folder(store) / f"{file_name(slug(Path(plain).stem))}.xlsx"
    table = frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index()
    texts = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(texts, engine="xlsxwriter", engine_kwargs={"options": safe}) as writer:
        table.to_excel(writer, sheet_name="Bảng", index=False, freeze_panes=(1, 0))
        sheet, percent = writer.sheets["Bảng"], writer.book.add_format({"num_format": "0.00%"})
        for place, column in enumerate(table.columns):
            longest = table[column].astype("str").str.len().max() if len(table) else 0
            width = min(60, max(len(str(column)), int(longest or 0)) + 2)
            sheet.set_column(place, place, width, percent if column in _SHARES else None)
        if len(table.columns):
            sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
    write_atomically(path, lambda part: part.write_bytes(texts.getvalue()), mode=0o600)
    return path
