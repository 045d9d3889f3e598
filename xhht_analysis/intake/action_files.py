"""The lists to act on as workbooks: one of the whole commune, one a khóm, one a school. Private."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from xhht_analysis.base.areas import Area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import file_name
from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.messages import say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.renewal import renew
from xhht_analysis.base.store import PEOPLE_FILE, Store, make_private
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.cleaning.schema import COLUMNS
from xhht_analysis.intake.action_lists import ActionList, Lines, action_lists, listed
from xhht_analysis.intake.cleaned import Cleaned
from xhht_analysis.intake.private_workbook import Column, PrivateWorkbook, written
from xhht_analysis.intake.two_years import compare_people
from xhht_analysis.sources.people import RawPeople

FOLDER = "danh-sach"
WHOLE = "ca-xa.xlsx"
_COMPARED = "so-sanh-"
#: The fields of a register's line that lists print as they are written there.
_FIELDS = (
    "khom", "full_name", "family_name", "given_name", "birth_year", "form_number", "head_family_name",
    "head_given_name", "address", "phone", "school",
)  # fmt: skip
#: Column of a list → heading, width. What nobody of a list has is left out, but for the first three.
_COLUMNS: dict[str, Column] = {
    "name": ("Họ và tên", "Name", 24, False),
    "born": ("Sinh", "Born", 11, False),
    "sex": ("Giới tính", "Sex", 8, False),
    "household": ("Số phiếu (hộ)", "Household", 11, False),
    "head": ("Chủ hộ", "Head of household", 20, False),
    "address": ("Địa chỉ", "Address", 20, False),
    "phone": ("Điện thoại", "Telephone", 13, False),
    "schooling": ("Đã học đến đâu", "Schooling", 26, False),
    "change": ("Thay đổi", "Changed", 36, False),
    "ask": ("Cần hỏi", "To ask", 28, False),
    "school": ("Trường ghi trong phiếu", "School in the register", 20, False),
    "file": ("Tệp", "File", 22, False),
    "sheet": ("Trang", "Sheet", 10, False),
    "row": ("Dòng", "Row", 7, False),
}
_ALWAYS = ("name", "born", "sex", "file", "row")
_DONE: Column = ("Kết quả vận động", "Outcome", 22, False)


class Written(NamedTuple):
    """The files, and the names of those that somebody had changed, which stay beside them."""

    paths: list[Path]
    kept: list[str]


def as_written(raw: RawPeople | None) -> Lines:
    """What the register itself says of each person, by source and row; nothing where there is no register."""
    if raw is None or raw.rows.empty:
        return {}
    names = [f"{one.sheet.file} › {one.sheet.name}" for one in raw.sheets]
    rows = raw.rows
    columns = [rows[name] for name in _FIELDS]
    return {
        (names[sheet], int(row)): dict(zip(_FIELDS, line, strict=True))
        for sheet, row, *line in zip(rows["sheet"], rows["row"], *columns, strict=True)
    }


def write_lists(store: Store, cleaned: Cleaned) -> Written:
    """Write every list of a period anew, readable by its owner alone; lists of khóm without anybody go.

    Raises InputError while Excel on Windows holds one of them open.
    """
    folder = store.private(cleaned.area.id, cleaned.period) / FOLDER
    make_private(folder)
    names = KhomNames(cleaned.area.khom, cleaned.area.alias)
    people, findings = cleaned.clean.people, cleaned.clean.findings
    found = action_lists(people, as_written(cleaned.raw), findings, khom=names)
    files = {
        name: written(folder, place, _filled(some, place, cleaned.area, cleaned.period))
        for name, place, some in _workbooks(found, cleaned.area)
    }
    kept = renew(folder, files, replaces=lambda name: not name.startswith(_COMPARED))
    return Written([folder / name for name in files], kept)


def write_comparison(store: Store, cleaned: Cleaned, before: Period) -> Written:
    """Write who is new, gone or changed since an earlier period that was processed on this computer.

    Raises InputError where its clean table is not here.
    """
    path = store.processed(cleaned.area.id, before) / "private" / PEOPLE_FILE
    if not path.is_file():
        raise InputError(
            "Chưa có số liệu đã làm sạch của kỳ {before}. Hãy chạy: xhht run {area} --period {before}",
            before=str(before), area=cleaned.area.id,
        )  # fmt: skip
    told = compare_people(pd.read_parquet(path).astype(COLUMNS), cleaned.clean.people)
    counted = say(
        "Có ở cả hai kỳ: {staying} người; trùng họ tên và năm sinh nên không phân biệt được: {unclear} dòng.",
        staying=told.staying, unclear=told.unclear,
    )  # fmt: skip
    lines = as_written(cleaned.raw)
    since = [
        (say("Mới có"), say("Người mới có so với kỳ {before}", before=str(before)), told.new, lines),
        (say("Không còn"), say("Người không còn so với kỳ {before}", before=str(before)), told.gone, {}),
        (
            say("Thay đổi"),
            say("Người có thay đổi so với kỳ {before}", before=str(before)),
            told.changed,
            lines,
        ),
    ]
    found = [
        ActionList(sheet, title, counted, listed(some, written_there))
        for sheet, title, some, written_there in since
    ]
    folder = store.private(cleaned.area.id, cleaned.period) / FOLDER
    make_private(folder)
    name = f"{_COMPARED}{before}.xlsx"
    made = written(
        folder, cleaned.area.place, _filled(found, cleaned.area.place, cleaned.area, cleaned.period)
    )
    return Written([folder / name], renew(folder, {name: made}, replaces=name.__eq__))


def delete_lists(store: Store, area: str, period: Period) -> int:
    """Remove a period's lists; how many files went."""
    folder = store.processed(area, period) / "private" / FOLDER
    gone = len(list(folder.glob("*.xlsx")))
    if folder.is_dir():
        shutil.rmtree(folder)
    return gone


def _workbooks(found: list[ActionList], area: Area) -> Iterator[tuple[str, str, list[ActionList]]]:
    """File name, for whom, and the lists of each workbook; none that would be empty."""
    if not found:
        return
    yield WHOLE, area.place, found
    khom = pd.concat([one.people["khom"] for one in found]).unique()
    for name in khom:
        yield f"{file_name(slug(name))}.xlsx", name, _those(found, "khom", (name,))
    for unit in area.units:
        if unit.kind == "school" and (some := _those(found, "level", unit.levels)):
            yield f"{unit.id}.xlsx", unit.name, some


def _those(found: list[ActionList], column: str, wanted: Collection[str]) -> list[ActionList]:
    """The lists with those alone who have one of the wanted values; none that is empty then."""
    cut = [replace(one, people=one.people[one.people[column].isin(wanted)]) for one in found]
    return [one for one in cut if len(one.people)]


def _filled(
    some: list[ActionList], place: str, area: Area, period: Period
) -> Callable[[PrivateWorkbook], None]:
    def fill(book: PrivateWorkbook) -> None:
        for one in some:
            columns = {
                name: column
                for name, column in _columns(area).items()
                if name in _ALWAYS or (one.people[name].astype("str") != "").any()
            }
            change = one.people["change"].map(lambda text: in_words_of(text, area.word))
            told = one.people.assign(change=change)[list(columns)]
            rows = told.astype({"row": "str"}).to_dict("records")
            above = [
                f"{one.title}: {place}, {period.label}",
                _warning(),
                one.what_to_do,
            ]
            book.table(
                one.sheet,
                [*columns.values(), _DONE],
                (((*(row[name] for name in columns), ""), "") for row in rows),
                above=above,
            )

    return fill


def _columns(area: Area) -> dict[str, Column]:
    word = area.word.capitalize()
    return {"khom": (word, word, 14, False), **_COLUMNS}


def _warning() -> str:
    return say(
        "Danh sách riêng để vận động, có thông tin của từng người: không đăng, không gửi qua mạng xã hội; "
        "xong việc thì xóa tệp, hủy bản in."
    )
