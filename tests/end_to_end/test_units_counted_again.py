"""Every number of every chi-tieu.csv of the sample, registers and units' workbooks counted a second time.

Two communes, years and half years, the law of 2024 and that of 2026. What is counted again shares nothing
with the package; nothing that is published is left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.end_to_end.recount_of_people import INDICATORS, count, people_of, percent_of
from tests.end_to_end.recount_of_units import COUNTED, Counts, Folder, Units
from tests.support.sample import published_sample
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.report.report import open_report

#: Area and period, the year of the survey in the folder, the day due by the plan (or, without one, the area).
SAMPLE = {
    ("phu-my", "2023"): (None, dt.date(2023, 12, 5)),
    ("phu-my", "2024-H1"): (2023, dt.date(2024, 6, 5)),
    ("phu-my", "2024"): (2024, dt.date(2024, 12, 5)),
    ("phu-tan", "2025"): (None, None),
    ("phu-tan", "2026-H1"): (2025, dt.date(2026, 6, 15)),
    ("phu-tan", "2026"): (2026, dt.date(2026, 11, 25)),
}
#: Standards and clauses: no counts of their own. Nothing else is left out.
NOT_COUNTED = {"", "xmc", "mn5", "mn35", "th", "thcs"}
#: Of persons from 15 on: the register's to 60, and those from 61 that the khóm tell.
WITH_ELDERS = {
    "cmkt_15_plus": ("cmkt_15_60", "Có trình độ chuyên môn kỹ thuật"),
    "university_15_plus": ("university_15_60", "Đại học trở lên"),
}
Cell = tuple[str, str, str, str]  # indicator, khóm, sex, group


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with both communes of the sample, every period published."""
    return published_sample(tmp_path_factory)


def units_of(folder: Path) -> Units:
    told = tomllib.loads((folder / "area.toml").read_text(encoding="utf-8"))
    khom: Units = {name: ("khom", ()) for name in told["khom"]}
    return khom | {one["name"]: (one["kind"], tuple(one.get("levels", ()))) for one in told["unit"]}


@cache
def counted_again(root: Path, area: str, period: str) -> dict[Cell, tuple[int, int | None, int]]:
    """Everything that the folder of a period tells, by indicator, khóm, sex and group."""
    survey, due = SAMPLE[area, period]
    folder = root / "data" / "raw" / area / period
    reports = Folder(folder, units_of(folder.parent), due, int(period[:4]))
    found: dict[Cell, tuple[int, int | None, int]] = {}
    if survey is not None:
        counted = count(register(folder, survey)).items()
        found |= {(of, own_word(khom, area), *rest): tuple(n) for (of, khom, *rest), n in counted}
        need = found["xmc2_15_60", "", "", ""]
        found |= of_units("literacy_class_learners", reports.studied(need[1] - need[0], need[2]))
        for name, (of_register, heading) in WITH_ELDERS.items():
            of_age = {
                cell[1:]: n for cell, n in found.items() if cell[0] == of_register and "tuổi" not in cell[3]
            }
            elders = reports.by_khom("Dân số 61 tuổi trở lên", heading, "Số người")
            found = {cell: n for cell, n in found.items() if cell[0] != name}
            found |= {(name, *cell): n for cell, n in with_elders(of_age, elders).items()}
    for name, counting in COUNTED.items():
        found = {cell: n for cell, n in found.items() if cell[0] != name}
        found |= of_units(name, counting(reports))
    return found


def own_word(khom: str, area: str) -> str:
    """Whom nobody knows the khóm of, in the word of the place."""
    return "Không rõ ấp" if (khom, area) == ("Không rõ khóm", "phu-tan") else khom


def of_units(name: str, counts: Counts) -> dict[Cell, tuple[int, int | None, int]]:
    return {(name, khom, "", group): numbers for (khom, group), numbers in counts.items()}


def with_elders(of_age: dict, elders: Counts) -> dict:
    """The khóm tell neither sex nor ethnicity of those from 61 on."""
    found = dict(of_age)
    for (khom, _), numbers in elders.items():
        cells = [(khom, "", ""), (khom, "chưa rõ", "")]
        cells += [] if khom else [("", "", "chưa rõ"), ("", "chưa rõ", "chưa rõ")]
        for cell in cells:
            found[cell] = tuple(a + b for a, b in zip(found.get(cell, (0, 0, 0)), numbers, strict=True))
    return found


def register(folder: Path, survey: int) -> list[dict]:
    for path in sorted(folder.glob("*.xlsx")):
        book = CalamineWorkbook.from_path(str(path))
        if "DATA" in book.sheet_names:
            return people_of(book.get_sheet_by_name("DATA").to_python(skip_empty_area=False), survey)
    raise AssertionError("no register in the folder")


@cache
def rows_of(root: Path, area: str, period: str, *, whole: bool) -> list[dict[str, str]]:
    text = indicator_csv(open_report(area, period, root=root, whole=whole))
    return [row for row in csv.DictReader(io.StringIO(text)) if row["indicator"] not in NOT_COUNTED]


@pytest.mark.parametrize(("area", "period"), list(SAMPLE))
def test_every_published_number_is_counted_again_from_the_files(project, area, period):
    again = counted_again(project, area, period)
    compared, wrong = 0, []
    for whole in (True, False):
        for row in rows_of(project, area, period, whole=whole):
            cell = row["indicator"], row["khom"], row["sex"], row["group"]
            told = [row[key] for key in ("numerator", "denominator", "unknown")]
            if told == [""] * 3:
                continue  # a clause without a figure, or the row of an index
            numbers = again.get(cell)
            counted = None if numbers is None else ["" if n is None else str(n) for n in numbers]
            if counted and row["indicator"] == "preschool_teachers_of_norm":  # counted in tenths
                counted = [f"{int(n) / 10:.1f}" for n in counted]
            if counted is None or any(t not in ("[c]", c) for t, c in zip(told, counted, strict=True)):
                wrong.append((whole, *cell, told, counted))
                continue
            # part of an amount: of the whole amount
            of = again[row["indicator"], "", "", ""][0] if numbers[1] is None else numbers[1]
            if row["percent"] not in ("", "[c]") and of:
                assert row["percent"].startswith(percent_of(numbers[0], of)[:-1]), cell
            compared += 1
    assert wrong == []
    assert compared > 300


@pytest.mark.parametrize(("area", "period"), list(SAMPLE))
def test_no_indicator_is_left_out(project, area, period):
    names = {row["indicator"] for row in rows_of(project, area, period, whole=True)}
    assert names <= {*INDICATORS, *COUNTED, *WITH_ELDERS, "literacy_class_learners"}
    assert len(names) > 45


def test_the_recount_sees_what_is_untidy_in_the_workbooks(project):
    """Blank cells, a unit that is silent and a copied file are there to be counted wrongly."""
    half = counted_again(project, "phu-my", "2024-H1")
    assert half["own_plans", "", "", ""] == (9, 11, 1)
    assert counted_again(project, "phu-my", "2024")["life_skills", "", "", ""] == (4695, 11471, 1524)


#: Every clause that is behind in June 2024, and why an official would say so too. By hand:
#: what was (of what), what is (of what), what the plan wants, and how many units of it are due by then.
#: Not behind, since nobody is half a school or half a cadre: C1, still one of four schools where two are
#: wanted by December; C2, five of eleven cadres, of whom eleven are trained by December.
BEHIND_IN_JUNE = {
    # equipment of the centre, a stock: from 76,25 % a year ago to 100 % at year's end 70,5 of 80 are due
    "G1": ("centre_equipment", (61, 80), (66, 80), Fraction(100, 100), 70),
}


def test_what_is_behind_in_june_is_behind(project):
    report = open_report("phu-my", "2024-H1", root=project)
    said = {verdict.target.id for verdict in report.verdicts if verdict.verdict == "chậm"}
    assert said == set(BEHIND_IN_JUNE)
    before, now = (counted_again(project, "phu-my", period) for period in ("2023", "2024-H1"))
    for name, was, is_now, wanted, due in BEHIND_IN_JUNE.values():
        assert now[name, "", "", ""][:2] == is_now
        assert before[name, "", "", ""][:2] == was
        start = Fraction(*was)
        assert (start + (wanted - start) / 2) * is_now[1] // 1 == due
        assert is_now[0] < due
