"""Data-entry workbooks: one a unit, with the sheets that it owes, guarded against slips of the hand."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import write_atomically
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.forms.book import Book
from xhht_analysis.forms.definition import as_of_version, sheets_of, version
from xhht_analysis.forms.entry_sheet import write_entry_sheet
from xhht_analysis.forms.guide import write_guide
from xhht_analysis.forms.layout import CARRIED, COVER, KIND_WORDS, LABELS, NOTE

#: The sheet for indicators of a plan's own.
OWN_SHEET = "own_indicators"
#: Sheet id → rows, each column id → value.
Values = Mapping[str, Sequence[Mapping[str, object]]]

#: Strings stay strings: what looks like a formula or an address in a value is text. Nothing is put aside.
_OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True
}  # fmt: skip


def write_templates(
    area: Area,
    period: Period,
    folder: Path,
    *,
    before: Mapping[str, Values] | None = None,
    due: dt.date | None = None,
    filled: Mapping[str, Values] | None = None,
    own: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
) -> list[Path]:
    """Write a blank workbook for every unit of the area into ``folder``, and return the new ones' paths.

    A file is called ``<unit's id>.xlsx``. One that is there already stays: somebody may have filled it in.
    ``before``: by unit what it reported for the like period before (``last_period.values_before``).
    ``filled``: by unit what is filled in since it mostly stays as it was; a cell that is changed shows it.
    ``own``: by unit the lines that the plan adds to the sheet “Chỉ tiêu khác” (``indicators.own.rows_of``).
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for unit in area.units:
        path = folder / f"{unit.id}.xlsx"
        if not path.exists():
            values = (before or {}).get(unit.id)
            write_workbook(
                path,
                area=area,
                unit=unit,
                period=period,
                before=values,
                due=due,
                values=(filled or {}).get(unit.id),
                filled=True,
                own=(own or {}).get(unit.id, ()),
            )
            written.append(path)
    return written


def write_workbook(
    path: Path,
    *,
    area: Area,
    unit: Unit,
    period: Period,
    values: Values | None = None,
    totals: Mapping[str, Mapping[str, object]] | None = None,
    before: Values | None = None,
    reported: dt.date | None = None,
    note: str = "",
    as_version: int | None = None,
    due: dt.date | None = None,
    filled: bool = False,
    own: Sequence[Mapping[str, object]] = (),
) -> None:
    """Write the workbook of one unit: blank, or filled in with ``values``; the same input, the same bytes.

    ``values``: sheet id → rows, each column id → value as the clerk would enter it (a number, a date, True or
    False for a yes/no column, any text). Rows of fixed items and of khóm are told by ``item`` and ``khom``.
    ``totals``: sheet id → what is typed into the row "Tổng cộng" of a list. ``before``: as ``values``, what
    is printed, locked, beside fixed rows and below the unit's own. ``note`` stands on the cover.
    ``filled``: the values are those of a period ago, and a cell that no longer holds its value shows it.
    ``own``: lines that the sheet “Chỉ tiêu khác” begins with, locked. ``as_version``: as an earlier version
    of the workbooks was. Raises ValueError for a sheet that the unit does not owe, a column or an item that
    the form does not have.
    """
    number = version() if as_version is None else as_version
    owed = [form for sheet in sheets_of(unit) if (form := as_of_version(sheet, number))]
    if strange := ({*(values or {}), *(totals or {})} - {sheet.id for sheet in owed}):
        raise ValueError(f"{unit.id} does not owe the sheets {sorted(strange)}")

    made = io.BytesIO()
    owed = [sheet.in_words_of(area.word) for sheet in owed]
    with xlsxwriter.Workbook(made, _OPTIONS) as workbook:
        title = f"Báo cáo của {unit.name}, {period.label}"
        book = Book(workbook, title=title, created=period.reference_date)
        carried = filled and bool(values)
        _write_cover(book, area, unit, period, reported, note, number, due, carried)
        write_guide(book, owed, area=area, unit=unit, period=period)
        for sheet in owed:
            rows = (values or {}).get(sheet.id, ())
            typed, last = (totals or {}).get(sheet.id, {}), (before or {}).get(sheet.id, ())
            given = own if sheet.id == OWN_SHEET else ()
            write_entry_sheet(
                book,
                sheet,
                area=area,
                unit=unit,
                period=period,
                rows=rows,
                totals=typed,
                before=last,
                carried=carried,
                given=given,
            )
    write_atomically(path, lambda part: part.write_bytes(made.getvalue()))


def _write_cover(
    book: Book,
    area: Area,
    unit: Unit,
    period: Period,
    reported: dt.date | None,
    note: str,
    number: int,
    due: dt.date | None,
    carried: bool,
) -> None:
    sheet = book.add_sheet(COVER)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 70)
    values: dict[str, object] = {
        "area": area.place,
        "unit": unit.name,
        "kind": in_words_of(KIND_WORDS[unit.kind], area.word),
        "period": period.label,
        "reported": reported,
        "version": number,
        "due": f"trước ngày {format_date(due)}" if due else "",
    }
    sheet.write_string(0, 0, "BÁO CÁO SỐ LIỆU CỦA ĐƠN VỊ", book.look("title"))
    for line, (id, label) in enumerate(LABELS.items(), start=2):
        sheet.write_string(line, 0, label, book.look("label"))
        if id == "reported":
            book.write(sheet, line, 1, values[id], "date")
            book.validate_date(sheet, (line, 1, line, 1), period.year, period.year + 1)
        else:
            book.write(sheet, line, 1, values[id], "fact")
    line = len(LABELS) + 3
    for text in (
        "Ghi “Ngày lập” khi đã nhập xong: từ đó trang danh sách để trống được hiểu là không có mục nào.",
        f"Gửi tệp về {area.contact}." if area.contact else "",
        CARRIED if carried else "",
        "Ô không biết thì để trống, không ghi 0. Cách ghi từng cột ở trang “Hướng dẫn”.",
    ):
        if text:
            sheet.write_string(line, 0, text, book.look("plain"))
            line += 1
    if note:
        sheet.write_string(line + 1, 0, NOTE, book.look("label"))
        sheet.write_string(line + 1, 1, note, book.look("fact"))
