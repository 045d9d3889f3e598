"""The sample's chi-tieu.csv, counted a second time from the workbooks with nothing in common.

What is counted again stands in ``recount_of_people`` and ``recount_of_units``; here is the side under test.
"""

from __future__ import annotations

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from tests.end_to_end.recount_of_people import INDICATORS, SINCE_2025, count, people_of, percent_of
from tests.support.sample import sample_project
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.report.report import open_report

# --- the two sides


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    return sample_project(tmp_path_factory)


@pytest.fixture(scope="session")
def written(project) -> list[dict]:
    """The rows of chi-tieu.csv as it would be if nothing were withheld."""
    return rows_of(open_report("phu-my", "2024", root=project, whole=True))


def rows_of(report) -> list[dict]:
    return list(csv.DictReader(io.StringIO(indicator_csv(report))))


@pytest.fixture(scope="session")
def recounted(project) -> dict[tuple, list[int]]:
    (path,) = (project / "data" / "raw" / "phu-my" / "2024").glob("*.xlsx")
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("DATA")
    return count(people_of(sheet.to_python(skip_empty_area=False), 2024))


def test_every_number_of_the_csv_is_counted_again_from_the_workbook(written, recounted):
    # The index of women and men is judged in a row of its own, without counts.
    cells = [row for row in written if row["indicator"] in INDICATORS and row["denominator"]]

    told = {
        (row["indicator"], row["khom"], row["sex"], row["group"]): (
            row["numerator"], row["denominator"], row["unknown"], row["percent"],
        )
        for row in cells
    }  # fmt: skip
    again = {
        cell: (*map(str, numbers), percent_of(*numbers[:2]))
        for cell, numbers in recounted.items()
        if cell[0] not in SINCE_2025
    }

    assert len(told) == len(cells)
    assert {c: (told.get(c), again.get(c)) for c in told | again if told.get(c) != again.get(c)} == {}


def test_what_is_published_is_withheld_or_the_same(project, recounted):
    cells = [
        row
        for row in rows_of(open_report("phu-my", "2024", root=project))
        if row["indicator"] in INDICATORS and row["numerator"]
    ]
    wrong, withheld = [], 0
    for row in cells:
        numbers = recounted[row["indicator"], row["khom"], row["sex"], row["group"]]
        again = (*map(str, numbers), percent_of(*numbers[:2]))
        told = [row[name] for name in ("numerator", "denominator", "unknown", "percent")]
        withheld += "[c]" in told
        wrong += [row for one, other in zip(told, again, strict=True) if one not in ("[c]", other)]
    assert wrong == []
    assert len(cells) > 5 * withheld > 0


def test_every_indicator_is_in_the_csv_and_every_other_row_is_a_clause_without_counts(written):
    assert {row["indicator"] for row in written} >= {*INDICATORS, "xmc", "mn5", "th", "thcs"} - {*SINCE_2025}
    for row in written:
        if row["indicator"] not in INDICATORS:
            assert row["clause"]
            assert [row[key] for key in ("numerator", "denominator", "unknown", "percent")] == [""] * 4


def test_the_recount_finds_people_of_every_kind(recounted):
    """The comparison would say nothing of cells that nobody is in."""
    totals = {name: recounted[name, "", "", ""] for name in INDICATORS}
    assert all(sum(numbers[1:]) for numbers in totals.values())
    keys = {cell[1:] for cell in recounted}
    assert {khom for khom, _, _ in keys} == {"", "Không rõ khóm", *(f"Khóm {n}" for n in range(1, 11))}
    assert {sex for _, sex, _ in keys} == {"", "nam", "nữ", "chưa rõ"}
    assert totals["at_school_3_18"][2] == 9  # five with a school but no class, four with “??” for a class
