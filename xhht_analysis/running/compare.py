"""What the national system's forms print beside ours: which cells differ, and whom to look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import PEOPLE_FILE, Store, write_atomically
from xhht_analysis.intake.compare_forms import Difference, compare, numbers_of, who_may_explain
from xhht_analysis.intake.printed_forms import form_sheets
from xhht_analysis.intake.private_workbook import PrivateWorkbook, written
from xhht_analysis.running.official_forms import whole_forms
from xhht_analysis.sources.inbox import open_inbox

NAME = "doi-chieu.xlsx"
_CELLS = (
    ("Biểu", "Form", 10, False), ("Trang", "Sheet", 16, False), ("Ô", "Cell", 8, False),
    ("Nội dung", "What it counts", 52, False), ("Biểu ghi", "Printed", 12, True),
    ("Tính ở đây", "Ours", 12, True),
    ("Chênh lệch", "Difference", 12, True),
)  # fmt: skip
_PEOPLE = (
    ("Khóm", "Khóm", 18, False), ("Họ tên", "Name", 28, False), ("Năm sinh", "Born", 10, False),
    ("Lý do cần xem", "Why", 46, False), ("Ô khác nhau", "Cells", 30, False), ("Ở đâu", "Where", 30, False),
    ("Dòng", "Line", 8, True),
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """How many cells stand on both sides, how many differ, how many are not counted here, how many people may
    explain it, and where the list lies.
    """

    cells: int
    differ: int
    not_here: int
    people: int
    path: Path


def compare_with(store: Store, area_id: str, period: Period, file: Path) -> Compared:
    """Lay a file of printed forms beside the period's own and write what differs below private/, 0600.

    Raises InputError for a file that holds no form, and for a period of which no person was counted.
    """
    area = load_area(store.raw_area(area_id), period.reference_date)
    inbox = open_inbox([file])
    for one in inbox.files:
        if one.refusal is not None:
            raise one.refusal
    sheets = [sheet for one in inbox.readable for sheet in form_sheets(one, area)]
    if not sheets:
        raise InputError(
            "Tệp “{name}” không có biểu thống kê nào đọc được (CMC-1 … 4, TH, THCS, MN).", name=file.name
        )
    cells, differences = compare(sheets, numbers_of(whole_forms(store, area, period), area.khom))
    found = store.processed(area_id, period) / "private" / PEOPLE_FILE
    there = area.scope == "commune" and found.is_file()
    people = who_may_explain(pd.read_parquet(found), differences) if there else pd.DataFrame()
    folder = store.private(area_id, period)
    content = written(folder, NAME, lambda book: _fill(book, differences, people))
    write_atomically(folder / NAME, lambda part: part.write_bytes(content), mode=0o600)
    told = [one for one in differences if one.ours is not None]
    return Compared(cells, len(told), len(differences) - len(told), len(people), folder / NAME)


def _fill(book: PrivateWorkbook, differences: list[Difference], people: pd.DataFrame) -> None:
    lines = [
        (
            (
                one.theirs.form, one.theirs.sheet, one.theirs.cell, one.words, one.theirs.value,
                "[x]" if one.ours is None else one.ours,
                "" if one.ours is None else one.ours - one.theirs.value,
            ),
            "",
        )
        for one in differences
    ]  # fmt: skip
    book.table(say("Ô khác nhau"), _CELLS, lines)
    columns = ("khom", "name", "birth_year", "reason", "cells", "source")
    texts = [["" if pd.isna(one) else str(one) for one in people[name]] for name in columns if len(people)]
    lines_of = people["row"].tolist() if len(people) else []
    rows = [((*told, int(line)), "") for *told, line in zip(*texts, lines_of, strict=True)]
    book.table(say("Người cần xem"), _PEOPLE, rows)
