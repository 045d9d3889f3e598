"""What the whole counts decide is said only where it would be so with one person more or fewer."""

import csv
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from tests.small_commune import REGISTER, REPOSITORY, write_commune
from tests.views.made_up import cell, report_of
from xhht_analysis.disclosure.described import OFFICIALS, persons
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.periods import Period
from xhht_analysis.pipeline import process_period
from xhht_analysis.release import decide
from xhht_analysis.report import open_report
from xhht_analysis.store import COUNTS_FILE, DECISIONS_FILE, Store, read_json

GRADE_1 = [("th", level, "th_grade1_at_6") for level in (1, 2, 3)]


def outcomes(tmp_path, number, known, *, withheld=True):
    """The outcomes of the three conditions on grade 1 (90, 95, 98 %) that are told."""
    report = report_of(tmp_path, cell("th_grade1_at_6", number, known))
    left = report.counts.astype(dict.fromkeys(COUNTS, "Int64"))
    if withheld:
        left["numerator"] = pd.NA
    told = decide(replace(report, whole=True), left, {}, threshold=5).conditions
    return [told.get(key, "not told") for key in GRADE_1]


@pytest.mark.parametrize(
    ("number", "known", "expected"),
    [
        (1_997, 2_000, [True, True, True]),
        (9, 10, ["not told", False, False]),
        (10, 10, [True, "not told", "not told"]),
        (19, 20, [True, "not told", False]),
        (37, 40, [True, False, False]),
        (2, 40, [False, False, False]),
    ],
)
def test_an_outcome_that_hangs_on_one_person_is_not_told(tmp_path, number, known, expected):
    assert outcomes(tmp_path, number, known) == expected


def test_where_nothing_is_withheld_all_is_told(tmp_path):
    assert outcomes(tmp_path, 9, 10, withheld=False) == [True, False, False]


def test_a_level_of_everybody_that_hangs_on_one_person_is_not_told(tmp_path):
    report = report_of(tmp_path, cell("mn5_in_class", 100, 100))
    both = {"mn5_in_class": Figure(95, 100), "mn5_finished": Figure(90, 100)}
    for everybody, told in ((both, False), (both | {"mn5_in_class": Figure(99, 100)}, True)):
        levels = decide(replace(report, whole=True), report.counts, everybody, threshold=5).everybody
        assert ("mn5" in levels) == told


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    """The small commune with the usual threshold."""
    root = write_commune(tmp_path_factory.mktemp("withheld"))
    area = root / "data" / "raw" / REGISTER[0] / "area.toml"
    area.write_text(area.read_text("utf-8").replace("smallest_count = 1\n", ""), encoding="utf-8")
    shutil.copy(REPOSITORY / "data" / "raw" / "phu-my" / "plan-2024.toml", area.parent)
    store = Store(root)
    process_period(store, REGISTER[0], Period.parse(REGISTER[1]))
    return store


def test_no_small_count_of_persons_leaves_private(processed):
    folder = processed.processed(REGISTER[0], Period.parse(REGISTER[1]))
    with (folder / COUNTS_FILE).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] in persons() - OFFICIALS.keys()]
    assert rows
    shown = [row["numerator"] for row in rows if row["numerator"] != "[c]"]
    assert [number for number in shown if 0 < int(number) < 5] == []
    rest = [int(r["denominator"]) - int(r["numerator"]) for r in rows if "[c]" not in r.values()]
    assert [number for number in rest if 0 < number < 5] == []


def test_the_whole_counts_stay_in_private(processed):
    period = Period.parse(REGISTER[1])
    whole = open_report(*REGISTER, root=processed.root, whole=True)
    left = open_report(*REGISTER, root=processed.root)
    assert whole.counts[COUNTS].notna().all(axis=None)
    assert left.counts[COUNTS].isna().any(axis=None)
    small = whole.counts["numerator"].between(1, 4) & whole.counts["indicator"].isin(persons())
    both = whole.counts[small].merge(left.counts, on=["indicator", *KEYS], suffixes=("", "_left"))
    assert len(both) and both["numerator_left"].isna().all()
    assert set(read_json(processed.processed(REGISTER[0], period) / DECISIONS_FILE)) == {
        "conditions", "everybody", "verdicts",
    }  # fmt: skip
