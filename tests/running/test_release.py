"""What the whole counts decide is said only where it would be so with one person more or fewer."""

import csv
import io
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from tests.report.made_up import report_of
from tests.support.indicators_by_hand import OFFICIALS, PERSONS
from tests.support.small_commune import REGISTER, REPOSITORY, write_commune
from tests.support.unit_report import cell
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import (
    COUNTS_FILE,
    DECISIONS_FILE,
    SUMMARY_FILE,
    Store,
    read_json,
    write_json,
    write_text,
)
from xhht_analysis.indicators.counts import COUNTS, KEYS, write_counts
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.report.report import open_report
from xhht_analysis.running.pipeline import process_period
from xhht_analysis.running.release import decide, release

RISES = """
[[target]]
id = "B1"
clause = "II.2b"
name = "Năng lực thông tin"
direction = "rises"
indicator = "information_competence"
"""
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


def test_a_level_of_everybody_is_told_only_with_that_of_the_others(tmp_path):
    """Grade 1 hangs on one person: neither level is told, though of everybody it would hang on nobody."""
    cells = [cell("th_grade1_at_6", 10, 10), cell("th_finished_to_14", 100, 100)]
    report = report_of(tmp_path, *cells, cell("th_finished_at_11", 100, 100))
    report = replace(report, whole=True)
    left = report.counts.astype(dict.fromkeys(COUNTS, "Int64"))
    everybody = {c["indicator"]: Figure(1_000, 1_000) for c in cells} | {
        "th_finished_at_11": Figure(1_000, 1_000), "th_others_at_11_in_primary": Figure(0, 0),
    }  # fmt: skip
    assert "th" in decide(report, left, everybody, threshold=5).everybody
    left.loc[left["indicator"] == "th_grade1_at_6", "numerator"] = pd.NA
    assert "th" not in decide(report, left, everybody, threshold=5).everybody


@pytest.mark.parametrize("withheld", [False, True])
def test_a_comparison_with_a_withheld_figure_is_not_told(tmp_path, withheld):
    store = Store(tmp_path)
    area = store.raw_area("xa-thu")
    area.mkdir(parents=True)
    (area / "area.toml").write_text('name = "Thử"\n', encoding="utf-8")
    (area / "plan-2024.toml").write_text(RISES, encoding="utf-8")
    for year, number in ((2023, 60), (2024, 70)):
        period = Period(year)
        store.raw_period("xa-thu", period).mkdir()
        counts = report_of(tmp_path, cell("information_competence", number, 100)).counts
        folder = store.processed("xa-thu", period)
        write_json(folder / SUMMARY_FILE, {"survey_years": [year], "door": "none"})
        write_text(store.private("xa-thu", period) / COUNTS_FILE, write_counts(counts))
        release(store, "xa-thu", period, everybody={})
        if withheld and year == 2023:
            counts = counts.astype(dict.fromkeys(COUNTS, "Int64"))
            counts.loc[counts["indicator"] == "information_competence", "numerator"] = pd.NA
            write_text(folder / COUNTS_FILE, write_counts(counts))
    told = read_json(store.processed("xa-thu", Period(2024)) / DECISIONS_FILE)["verdicts"]
    assert told == ({} if withheld else {"B1": "đạt"})


@pytest.mark.parametrize(("number", "kept"), [(60, True), (3, False), (98, False)])
def test_a_lower_bound_of_few_persons_is_none(tmp_path, number, kept):
    """Neither the bound nor a verdict that rests on it leaves private/."""
    store, period = Store(tmp_path), Period(2024)
    area = store.raw_area("xa-thu")
    area.mkdir(parents=True)
    (area / "area.toml").write_text('name = "Thử"\n', encoding="utf-8")
    plan = RISES.replace("rises", "at_least") + "target = 100\n"
    (area / "plan-2024.toml").write_text(plan, encoding="utf-8")
    store.raw_period("xa-thu", period).mkdir()
    counts = report_of(tmp_path, cell("information_competence", number, 100)).counts
    write_json(
        store.processed("xa-thu", period) / SUMMARY_FILE,
        {
            "survey_years": [2024], "door": "none", "partial": ["information_competence"],
            "lacking": {"information_competence": ["Khóm 2 (trang «A»: chưa gửi tệp)"]},
        },
    )  # fmt: skip
    write_text(store.private("xa-thu", period) / COUNTS_FILE, write_counts(counts))
    release(store, "xa-thu", period, everybody={})
    left = open_report("xa-thu", "2024", root=tmp_path)
    assert left.partial == ({"information_competence": Figure(number, 100, 0)} if kept else {})
    assert [v.verdict for v in left.verdicts] == ["chưa đạt" if kept else "chưa có số liệu"]
    told = read_json(store.processed("xa-thu", period) / DECISIONS_FILE)
    assert told["verdicts"] == {"B1": "chưa đạt" if kept else "chưa có số liệu"}


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
        rows = [row for row in csv.DictReader(file) if PERSONS.get(row["indicator"], OFFICIALS) != OFFICIALS]
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
    small = whole.counts["numerator"].between(1, 4) & whole.counts["indicator"].isin(PERSONS)
    both = whole.counts[small].merge(left.counts, on=["indicator", *KEYS], suffixes=("", "_left"))
    assert len(both) and both["numerator_left"].isna().all()
    assert set(read_json(processed.processed(REGISTER[0], period) / DECISIONS_FILE)) == {
        "conditions", "everybody", "kept_back", "verdicts",
    }  # fmt: skip


def test_every_clause_has_its_row_and_a_total_that_did_not_leave_is_marked(processed):
    report = open_report(*REGISTER, root=processed.root)
    rows = list(csv.DictReader(io.StringIO(indicator_csv(report))))
    assert {row["clause"] for row in rows} - {""} == {target.id for target in report.plan.targets}
    gone = {indicator for indicator, by in report.decisions.kept_back if not by}
    totals = [row for row in rows if not (row["khom"] or row["sex"] or row["group"])]
    counts = {row["indicator"]: [row[c] for c in COUNTS] for row in totals if row["indicator"] in gone}
    assert gone
    assert counts == dict.fromkeys(gone, ["[c]"] * 3)


def test_what_does_not_leave_is_withheld_and_never_nobody(processed):
    """A row that is not there would be read as a count of nobody."""
    whole = open_report(*REGISTER, root=processed.root, whole=True)
    left = open_report(*REGISTER, root=processed.root)
    both = whole.counts.merge(left.counts, on=["indicator", *KEYS], how="left", suffixes=("", "_left"))
    gone = both[both["numerator_left"].isna() & (both["denominator"] > 0)]
    for row in gone.itertuples():
        keys = {key: getattr(row, key) for key in KEYS if getattr(row, key)}
        assert left.figure(row.indicator, **keys).withheld, (row.indicator, keys)
    assert left.decisions.kept_back
