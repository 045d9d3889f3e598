"""What is told of a period follows from its published counts, whatever the suppressed ones are."""

import csv
import io
import shutil

import pandas as pd
import pytest

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
from xhht_analysis.report.conditions import conditions_table
from xhht_analysis.report.levels import levels_table
from xhht_analysis.report.report import open_report
from xhht_analysis.running.pipeline import process_period
from xhht_analysis.running.release import release

AREA = 'name = "Thử"\n'
CLAUSE = """
[[target]]
id = "B1"
clause = "II.2b"
name = "Năng lực thông tin"
direction = "{direction}"
target = {target}
indicator = "information_competence"
"""
GRADE_1 = [("th", level, "th_grade1_at_6") for level in (1, 2, 3)]


def released(root, *cells, year=2024, plan="", partial=(), **summary):
    """The report of counts written by hand, as they are released."""
    store, period = Store(root), Period(year)
    folder = store.raw_area("xa-thu")
    store.raw_period("xa-thu", period).mkdir(parents=True, exist_ok=True)
    (folder / "area.toml").write_text(AREA, encoding="utf-8")
    if plan:
        (folder / f"plan-{year}.toml").write_text(plan, encoding="utf-8")
    counts = pd.DataFrame(cells, columns=["indicator", *KEYS, *COUNTS])
    write_text(store.private("xa-thu", period) / COUNTS_FILE, write_counts(counts))
    told = release(store, "xa-thu", period, partial=partial)
    facts = {"survey_years": [year], "door": "register", "partial": told} | summary
    write_json(store.processed("xa-thu", period) / SUMMARY_FILE, facts)
    return open_report("xa-thu", str(year), root=root)


def outcomes(report):
    """The outcomes of the three conditions on grade 1 (90, 95, 98 %) that are told."""
    told = {(c.standard, c.level, c.indicator): c.outcome for c in report.judged["th"].conditions}
    return [told[key] for key in GRADE_1]


@pytest.mark.parametrize("known", [11, 40])
def test_what_is_told_follows_from_what_is_published(tmp_path, known):
    """Whoever tries every number learns nothing from what is told beside the counts, nor from its silence."""
    told = {}
    for number in sorted({*range(6), known // 2, *range(known - 5, known + 1)}):
        report = released(tmp_path, cell("th_grade1_at_6", number, known), plan=CLAUSE.format(
            direction="at_least", target=90).replace("information_competence", "th_grade1_at_6"))  # fmt: skip
        seen = report.counts[report.counts["indicator"] == "th_grade1_at_6"].to_csv()
        said = outcomes(report), [(v.verdict, v.remark) for v in report.verdicts], report.kept_back
        assert told.setdefault(seen, said) == said
    assert 1 < len(told) <= known + 1 - 7  # 1 to 4, and all but 1 to 4, look alike


def test_of_ten_of_eleven_neither_threshold_is_told(tmp_path):
    """90 % undecided and 95 % missed would be true of ten alone."""
    assert outcomes(released(tmp_path, cell("th_grade1_at_6", 10, 11))) == [None, None, None]
    assert outcomes(released(tmp_path, cell("th_grade1_at_6", 11, 11))) == [True, True, True]


def test_the_page_says_of_ten_of_eleven_what_it_would_say_of_one(tmp_path):
    for number in (1, 10):
        report = released(tmp_path, cell("th_grade1_at_6", number, 11))
        asked = [row[1:] for row in conditions_table(report, "th").texts() if "vào lớp 1" in row[0]]
        assert asked == [
            ["[c]", "[c] / 11", n, "chưa kết luận được", "[c]"] for n in ("90,00", "95,00", "98,00")
        ]
        rows = {row[0]: row[1:4] for row in levels_table(report).texts()}
        assert rows["Phổ cập tiểu học"][:2] == ["chưa kết luận được", "đạt mức độ 3"]


def test_what_published_counts_imply_is_told(tmp_path):
    """2.997 of 3.000 are literate at level 1; 2.900 at level 2 are published."""
    cells = [cell("xmc1_15_35", 2_997, 3_000), cell("xmc2_15_35", 2_900, 3_000)]
    for told, levels in ((cells, (1, 2)), (cells[:1], (0, 2))):
        judged = released(tmp_path, *told).judged["xmc"]
        (first,) = [c for c in judged.conditions if c.indicator == "xmc1_15_35"]
        assert first.figure.withheld and first.outcome is (True if len(told) == 2 else None)
        assert (judged.proven, judged.possible) == levels


def test_a_comparison_with_a_withheld_figure_is_told_where_every_number_gives_it(tmp_path):
    """Other people were asked: of the same, what was withheld before is withheld again."""
    rises = CLAUSE.format(direction="rises", target=40).replace("target = 40\n", "")
    for before, now, word in (
        (60, 140, "đạt"), (2, 140, "chưa kết luận được"), (60, 3, "chưa kết luận được"),
        (2, 200, "đạt"), (98, 0, "chưa đạt"), (0, 198, "chưa kết luận được"),
    ):  # fmt: skip
        released(tmp_path, cell("information_competence", before, 100), year=2023)
        report = released(tmp_path, cell("information_competence", now, 200), plan=rises)
        assert [v.verdict for v in report.verdicts] == [word], (before, now)


@pytest.mark.parametrize(("number", "kept"), [(60, True), (3, False), (98, False)])
def test_a_lower_bound_of_few_persons_is_none(tmp_path, number, kept):
    """Neither the bound, nor its name, nor a verdict that rests on it leaves private/."""
    left = released(
        tmp_path, cell("information_competence", number, 100), door="none",
        plan=CLAUSE.format(direction="at_least", target=100), partial=["information_competence"],
        lacking={"information_competence": ["Khóm 2 (trang “A”: chưa gửi tệp)"]},
    )  # fmt: skip
    assert left.summary["partial"] == (["information_competence"] if kept else [])
    assert left.partial == ({"information_competence": Figure(number, 100, 0)} if kept else {})
    assert [v.verdict for v in left.verdicts] == ["chưa đạt" if kept else "chưa có số liệu"]


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
    assert set(read_json(processed.processed(REGISTER[0], period) / DECISIONS_FILE)) == {"kept_back"}


def test_every_clause_has_its_row_and_a_total_that_did_not_leave_is_marked(processed):
    report = open_report(*REGISTER, root=processed.root)
    rows = list(csv.DictReader(io.StringIO(indicator_csv(report))))
    assert {row["clause"] for row in rows} - {""} == {target.id for target in report.plan.targets}
    gone = {indicator for indicator, by in report.kept_back if not by}
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
    assert left.kept_back
