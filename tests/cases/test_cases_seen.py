"""Small communes read as a person would: crossed out, merged, in sections, headings on each page."""

import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.intake.cleaned import Cleaned, clean_period

CASES = Path(__file__).parent


@pytest.fixture
def read(tmp_path):
    def read(case: str) -> Cleaned:
        folder = tmp_path / "data" / "raw" / "thu"
        shutil.copytree(CASES / case, folder)
        return clean_period(Store(tmp_path), "thu", Period(2024))

    return read


def kinds(cleaned: Cleaned) -> Counter:
    found = Counter()
    for finding in cleaned.clean.findings:
        found[finding.kind] += finding.count
    return found


def to_mend(cleaned: Cleaned) -> list[str]:
    return [f.kind for f in cleaned.clean.findings if f.severity in ("mend", "unusable")]


def test_people_crossed_out_are_set_aside_with_their_cells(read):
    clean = read("F04-struck-out-people").clean
    assert (len(clean.people), clean.aside) == (50, {"row_struck": 10})
    assert [f.cell for f in clean.findings if f.kind == "row_struck"] == [f"D{line}" for line in range(5, 15)]


def test_headings_repeated_on_each_page_are_no_people(read):
    clean = read("F06-repeated-headings").clean
    assert (len(clean.people), clean.aside) == (60, {"row_heading": 6})
    assert [f.kind for f in clean.findings if f.severity == "mend"] == []


@pytest.mark.parametrize("case", ["F12-merged-khom", "F12b-khom-as-section-row"])
def test_a_khom_written_once_is_that_of_its_people(read, case):
    cleaned = read(case)
    assert dict(cleaned.clean.people["khom"].value_counts()) == {"Khóm 1": 20, "Khóm 2": 20, "Khóm 3": 20}
    assert to_mend(cleaned) == []
    told = kinds(cleaned)
    assert (told["merged_held"], told["row_section"]) == ((57, 0) if case == "F12-merged-khom" else (0, 3))


def test_numbers_with_a_nought_behind_the_point_are_whole(read):
    people = read("F13b-register-csv-1965.0").clean.people
    assert len(people) == 60
    assert people["birth_date"].iat[0].isoformat() == "1965-01-01T00:00:00"
    assert people["birth_date"].notna().all()


def test_grades_that_a_spreadsheet_made_days(read):
    cleaned = read("F18-9-12-as-date")
    grades = cleaned.clean.people["grade_finished"].tolist()
    # 9/12, 9/12 as a day, 7/10, 12/12, 5/12 as a day, 10/10, 9/12 BTVH, lớp 9/12, hết lớp 5, lớp 4 cũ,
    # 5 (hệ 10 năm), III, and 4,5, which nobody can tell
    assert grades[:12] == [9, 9, 7, 12, 5, 10, 9, 9, 5, 4, 5, 3]
    assert grades[12] is pd.NA
    assert to_mend(cleaned) == ["grade_unreadable"]
    assert kinds(cleaned)["grade_from_date"] == 2
