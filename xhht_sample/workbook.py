"""The workbook of a commune: the sheets DATA, DuLieu, MaTruong and THONG_TIN."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_sample.communes import Commune
from xhht_sample.layout import COLUMNS, NUMBERED
from xhht_sample.register import OldFontText, Row
from xhht_sample.schools import SCHOOLS

_FIRST_ROW = 4  # row 5, counted from 0
_UNIX = 3  # as zip archives number the systems
_LISTS = {
    "Bậc tốt nghiệp": ("MN", "TH", "THCS", "THPT"),
    "Bậc TN nghề": ("Sơ cấp", "THCN", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ"),
    "Dân tộc": ("Kinh", "Hoa", "Chăm", "Khmer"),
    "Tôn giáo": ("Không", "Phật giáo", "Phật giáo Hòa Hảo", "Công giáo", "Cao Đài"),
    "Hoàn cảnh": ("chuyển đến", "chuyển đi", "chết", "HN", "CĐDC", "TB"),
}


def write_workbook(
    path: Path, rows: Sequence[Row], *, commune: Commune, year: int, year_as_text: bool
) -> None:
    """Write one register; equal arguments give equal bytes.

    ``year_as_text`` puts "Năm 2024" into A2 and lets the numbers of row 4 skip the hidden columns,
    as one of the layouts in use does.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties(
        {
            "title": f"Mẫu nhập liệu PCGD-XMC năm {year}. {SYNTHETIC_MARK}",
            "comments": SYNTHETIC_MARK,
            "author": "",
            "created": dt.datetime(year, 10, 3),
        }
    )
    _write_data(book, rows, year=year, year_as_text=year_as_text)
    _write_lists(book)
    _write_schools(book)
    _write_information(book, commune, year)
    book.close()
    _repack(made, path)


def _repack(made: io.BytesIO, path: Path) -> None:
    """Write the archive with entries that do not tell which system they were made on."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as archive:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = _UNIX
            archive.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED, compresslevel=6)


def _write_data(book: xlsxwriter.Workbook, rows: Sequence[Row], *, year: int, year_as_text: bool) -> None:
    sheet = book.add_worksheet("DATA")
    heading = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True})
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, None, {"hidden": column.hidden})
    _write_groups(sheet, heading)
    sheet.write(1, 0, f"Năm {year}" if year_as_text else year, heading)
    shown = [c for c in range(NUMBERED) if not (year_as_text and COLUMNS[c].hidden)]
    for number, place in enumerate(shown, start=1):
        sheet.write_number(3, place, number, heading)
    sheet.freeze_panes(_FIRST_ROW, 4)

    date = book.add_format({"num_format": "dd/mm/yyyy"})
    old_font = book.add_format({"font_name": ".VnTime"})
    places = {column.field: place for place, column in enumerate(COLUMNS)}
    for line, row in enumerate(rows, start=_FIRST_ROW):
        for field, value in row.items():
            place = places[field]
            if isinstance(value, OldFontText):
                sheet.write_string(line, place, str(value), old_font)
            elif isinstance(value, str):
                sheet.write_string(line, place, value)
            elif isinstance(value, dt.date):
                sheet.write_datetime(line, place, dt.datetime(value.year, value.month, value.day), date)
            else:
                sheet.write_number(line, place, value)


def _write_groups(sheet: Worksheet, heading: Format) -> None:
    numbered = list(enumerate(COLUMNS))
    for group, members in groupby(numbered, key=lambda item: item[1].group):
        places = [place for place, _ in members]
        _merge(sheet, (0, places[0], 0, places[-1]), group, heading)
    for (_, text, has_lower), members in groupby(
        numbered, key=lambda item: (item[1].group, item[1].heading, bool(item[1].lower))
    ):
        places = [place for place, _ in members]
        bottom = 1 if has_lower else 2
        _merge(sheet, (1, places[0], bottom, places[-1]), text, heading)
    for place, column in numbered:
        if column.lower:
            sheet.write_string(2, place, column.lower, heading)


def _merge(sheet: Worksheet, area: tuple[int, int, int, int], text: str, heading: Format) -> None:
    if not text:
        return
    top, left, bottom, right = area
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text, heading)
    else:
        sheet.merge_range(top, left, bottom, right, text, heading)


def _write_lists(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("DuLieu")
    for place, (title, values) in enumerate(_LISTS.items()):
        sheet.write_column(0, place, [title, *values])


def _write_schools(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("MaTruong")
    sheet.write_row(0, 0, ["Mã", "Tên đơn vị", "Cấp"])
    for line, school in enumerate(SCHOOLS, start=1):
        for place, text in enumerate((school.code, school.name, school.level)):
            sheet.write_string(line, place, text)


def _write_information(book: xlsxwriter.Workbook, commune: Commune, year: int) -> None:
    sheet = book.add_worksheet("THONG_TIN")
    for line, (title, value) in enumerate(
        (
            ("Đơn vị", f"{commune.kind} {commune.name}"),
            ("Năm điều tra", year),
            ("Thời điểm", f"30/9/{year}"),
            ("Ghi chú", SYNTHETIC_MARK),
        )
    ):
        sheet.write(line, 0, title)
        sheet.write(line, 1, value)
