"""A commune of three years for the analyst's desk: 61 people a year, counted by hand, and its units' sheets.

Of 2024: khóm, sex, age, people, of them literate at level 2, ethnicity:

    Khóm 1  nữ   20  10   8  Kinh        Khóm 2  nữ   40  20  12  Kinh  (and 1 of whom nothing can be read)
    Khóm 1  nam  30  12   9  Kinh        Khóm 2  nam  50  18  15  Khmer

In the years before fewer were literate in Khóm 2 (women: 10 in 2023, 6 in 2022).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.cleaning.registers import register_rows, write_workbook
from tests.support.once import once
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.forms.writer import write_workbook as write_unit
from xhht_analysis.running.pipeline import process_period

AREA_ID, YEARS = "an-ban", ("2022", "2023", "2024")
#: A name that nothing but private frames may hold.
MARK = "Zkdesk"
_AREA = """\
name = "An Bàn"
kind = "xã"
province = "tỉnh Thử"
synthetic = true
khom = ["Khóm 1", "Khóm 2", "Khóm 10"]
[[unit]]
name = "TTHTCĐ An Bàn"
kind = "centre"
"""
_PLAN = """\
title = "Kế hoạch thử"
year = {year}
[[target]]
id = "A1"
clause = "II.2a"
name = "Biết chữ mức độ 2"
direction = "at_least"
target = 90
indicator = "xmc2_15_60"
"""
_CLASSES = [
    {"topic": "Trồng lúa", "kind": "chuyển giao kỹ thuật", "state": "đã mở", "learners": 30, "farmers": 20},
    {"topic": "Nuôi cá", "kind": "chuyển giao kỹ thuật", "state": "đã mở", "learners": 25, "farmers": 15},
    {"topic": "Luật Đất đai", "kind": "pháp luật", "state": "đã mở", "learners": 40, "farmers": 5},
]
#: Khóm → farmers, farmers who have learned at the centre.
_FARMERS = {"Khóm 1": (30, 12), "Khóm 2": (50, 35)}


def _people(year: int) -> list[dict[str, object]]:
    women = {2024: 12, 2023: 10, 2022: 6}[year]
    cells = [
        ("Khóm 1", "x", 20, 10, 8, ""),
        ("Khóm 1", "", 30, 12, 9, ""),
        ("Khóm 2", "x", 40, 20, women, ""),
        ("Khóm 2", "", 50, 18, 15, "Khmer"),
    ]
    lines: list[dict[str, object]] = []
    for khom, female, age, number, literate, ethnicity in cells:
        for n in range(number):
            # of those who lack level 2 the first has left grade 4, the others grade 3
            lacks = {"grade_left": "4" if n == literate else "3", "grade_finished": "3"}
            schooling = {"level": "THCS"} if n < literate else lacks
            lines.append(
                {"khom": khom, "female": female, "birth_year": year - age, "ethnicity": ethnicity} | schooling
            )
    lines.append({"khom": "Khóm 2", "female": "x", "birth_year": year - 40, "grade_finished": "??"})
    return [
        {"number": n, "family_name": MARK, "given_name": f"Người {n}", "form_number": f"{n:03d}"} | line
        for n, line in enumerate(lines, start=1)
    ]


def write_desk_commune(root: Path) -> Path:
    """The project's folder with three processed years, without any page."""
    store = Store(root)
    (root / "notebooks").mkdir(parents=True)
    folder = store.raw / AREA_ID
    for year in map(int, YEARS):
        period = Period(year)
        raw = folder / str(year)
        raw.mkdir(parents=True)
        (folder / "area.toml").write_text(_AREA, encoding="utf-8")
        (folder / f"plan-{year}.toml").write_text(_PLAN.format(year=year), encoding="utf-8")
        write_workbook(raw / "PCGD.xlsx", {"DATA": register_rows(_people(year), year=year)})
        if year == 2024:
            _write_units(raw, folder, period)
        process_period(store, AREA_ID, period)
    return root


def _write_units(raw: Path, folder: Path, period: Period) -> None:
    area = load_area(folder, period.reference_date)
    for unit in area.units:
        values: dict[str, list[dict[str, object]]] = {}
        if unit.kind == "centre":
            values = {"classes": [{"date": dt.date(2024, 3, 1)} | row for row in _CLASSES]}
        elif unit.name in _FARMERS:
            farmers, learned = _FARMERS[unit.name]
            values = {"workers": [{"farmers": farmers, "farmers_at_centre": learned}]}
        if values:
            write_unit(
                raw / f"{unit.id}.xlsx", area=area, unit=unit, period=period, values=values,
                reported=dt.date(2024, 11, 20),
            )  # fmt: skip


def desk_commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once in a whole run, to be looked at only."""
    return once(tmp_path_factory, "bàn làm việc", write_desk_commune)
