"""A period opened as a notebook does: what it is compared with, which rules and which plan it has."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tests.indicators.clean_tables import random_people
from tests.report.made_up import report_of
from tests.support.unit_report import cell
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, Store, write_json, write_text
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.disclosure.kept_back import as_json, read_kept_back
from xhht_analysis.indicators.counts import count_people
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report, open_report

AREA = """name = "Thử"
kind = "thị trấn"
superior = "UBND huyện"
[[change]]
date = 2022-03-01
superior = "UBND huyện mới"
[[change]]
date = 2025-07-01
name = "Mới"
kind = "xã"
"""
PLAN = """[[target]]
id = "G2"
clause = "II.1"
name = "Mù chữ"
direction = "falls"
indicator = "illiterate_15_60"
[[target]]
id = "A1"
clause = "II.2a"
name = "Xóa mù chữ"
direction = "level"
standard = "xmc"
target = 2
[[target]]
id = "A2"
clause = "II.2a"
name = "Cân bằng"
direction = "balanced"
indicator = "xmc2_15_60"
low = "0.5"
high = 2
[[target]]
id = "D1"
clause = "II.2d"
name = "Gia đình học tập"
direction = "rises"
"""


@pytest.fixture(scope="module")
def counts():
    """The counts of 200 people, whatever the period."""
    return count_people(random_people(4, 200))


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "data" / "raw" / "xa-thu"
    folder.mkdir(parents=True)
    (folder / "area.toml").write_text(AREA, encoding="utf-8")
    return tmp_path


@pytest.fixture
def process(project, counts):
    """Process periods: every file but the people."""

    def made(*periods: str, plan: str = "") -> Path:
        for name in periods:
            folder = Store(project).processed("xa-thu", Period.parse(name))
            write_text(folder / COUNTS_FILE, counts.to_csv(index=False, lineterminator="\n"))
            write_json(folder / SUMMARY_FILE, {"survey_years": [2023], "door": "register"})
            write_json(folder / DECISIONS_FILE, as_json(()))
            if plan:
                path = Store(project).raw_area("xa-thu") / f"plan-{name[:4]}.toml"
                path.write_text(plan, encoding="utf-8")
        return project

    return made


def opened(root: Path, period: str) -> Report:
    return open_report("xa-thu", period, root=root)


@pytest.mark.parametrize(
    ("period", "processed", "earlier"),
    [
        ("2024", (), None),
        ("2024", ("2023",), "2023"),
        ("2024", ("2024-H1",), "2024-H1"),
        ("2024", ("2023", "2024-H1", "2023-H1"), "2023"),
        ("2024", ("2022", "2023-H1", "2025"), None),
        ("2024-H1", ("2023-H1", "2023"), "2023-H1"),
        ("2024-H1", ("2023",), "2023"),
        ("2024-H1", ("2024",), None),
        # a change of the superior office alone is none of the area
        ("2022", ("2021",), "2021"),
        # the town became a commune on 1/7/2025
        ("2025-H1", ("2024",), "2024"),
        ("2025", ("2024", "2025-H1"), None),
        ("2026-H1", ("2025-H1",), None),
        ("2026-H1", ("2025-H1", "2025"), "2025"),
        ("2026", ("2025",), "2025"),
    ],
)
def test_the_earlier_period(process, period, processed, earlier):
    found = opened(process(period, *processed), period).comparable
    assert (str(found[0].period) if found else None) == earlier


def test_what_an_older_program_left_is_not_compared_with(process):
    """Its counts have not been through disclosure control."""
    root = process("2023", "2024")
    (Store(root).processed("xa-thu", Period(2023)) / DECISIONS_FILE).unlink()
    assert opened(root, "2024").comparable == []
    with pytest.raises(InputError, match="Chưa có số liệu đã xử lý của xa-thu, kỳ 2023"):
        opened(root, "2023")


def test_clauses_are_compared_with_the_earlier_period(process):
    root = process("2023", "2024", plan=PLAN)
    report = opened(root, "2024")

    assert [v.target.id for v in report.verdicts] == ["G2", "A1", "A2", "D1"]
    first, last = report.verdicts[0], report.verdicts[-1]
    assert first.figure == report.figures["illiterate_15_60"]
    # both periods hold the register of 2023
    assert (first.verdict, first.remark) == ("theo dõi", "Số liệu năm 2023, có trước kỳ báo cáo.")
    assert (last.figure, last.verdict) == (None, "chưa có số liệu")
    assert opened(root, "2023").verdicts[0].verdict == "không so sánh"


def test_a_standard_and_a_balance_rest_on_the_periods_own_figures(process):
    report = opened(process("2024", plan=PLAN), "2024")
    by_id = {v.target.id: v for v in report.verdicts}
    women, men = (report.figure("xmc2_15_60", sex=sex) for sex in ("nữ", "nam"))

    assert women.denominator and men.denominator
    assert report.judged["xmc"].proven == 0
    assert by_id["A1"].remark.startswith("Hiện ")
    assert by_id["A2"].remark.startswith("Chỉ số cân bằng ")


def test_a_period_before_the_rules_is_computed_and_not_judged(process):
    report = opened(process("1976", "1975", plan=PLAN), "1976")

    assert (report.rules, report.judged) == (None, {})
    assert report.figures["xmc1_15_35"].denominator > 0
    assert [str(other.period) for other in report.comparable] == ["1975"]
    assert {v.target.id: v.verdict for v in report.verdicts}["A1"] == "chưa có số liệu"


def test_a_breakdown_that_did_not_leave_is_withheld_and_one_that_counts_nobody_is_nothing(process):
    kept = frozenset({("xmc1_15_25", ("khom", "sex"))})
    report = replace(opened(process("2024"), "2024"), kept_back=kept)
    assert read_kept_back(as_json(kept)) == kept
    assert report.keeps_back("xmc1_15_25", "sex", "khom")
    assert not report.keeps_back("xmc1_15_25", "sex")
    nowhere = {"khom": "Khóm 99", "sex": "nữ"}
    assert report.figure("xmc1_15_25", **nowhere) == Figure(WITHHELD, WITHHELD, WITHHELD)
    assert report.figure("xmc1_15_35", **nowhere) == Figure(0, 0)


def test_what_is_kept_back_stands_in_the_same_order_whatever_the_order_of_a_set(process):
    """Sets of texts have another order in each process; files made from figures would differ."""
    names = ["xmc2_15_60", "at_school_3_18", "mn5_finished", "thcs_upper_15_18", "cmkt_15_plus", "a"]
    kept = frozenset((name, ()) for name in names)
    report = replace(opened(process("2024"), "2024"), kept_back=kept)
    assert [*report.figures][: len(names)] == sorted(names)


@pytest.mark.parametrize("by", [("age",), ("sex", "age")])
def test_single_ages_of_a_narrower_span_are_read_from_the_widest(process, by):
    report = opened(process("2024"), "2024")
    told = report.counts["indicator"].eq("xmc1_15_35") & report.counts["age"].ne("")
    without = replace(report, counts=report.counts[~told].reset_index(drop=True))
    ages = without.cells("xmc1_15_35", *by)
    own = report.counts[told & report.counts["sex"].ne("").eq("sex" in by)]
    own = own[own["khom"].eq("") & own["age"].str.isdigit()].reset_index(drop=True)
    assert not own.empty and ages.equals(own)
    assert without.figure("xmc1_15_35", age="35") == report.figure("xmc1_15_60", age="35")
    assert without.figure("xmc1_15_35", age="36") == Figure(0, 0)


def test_single_ages_are_kept_back_where_those_of_the_widest_span_are(process):
    report = opened(process("2024"), "2024")
    kept = replace(report, kept_back=frozenset({("xmc1_15_60", ("age",))}))
    own = replace(report, kept_back=frozenset({("xmc1_15_35", ("age",))}))
    assert [r.keeps_back("xmc1_15_35", "age") for r in (report, kept, own)] == [False, True, False]


def test_an_area_without_a_plan_has_no_verdicts(process):
    report = opened(process("2024"), "2024")
    assert (report.plan, report.verdicts) == (None, [])
    assert list(report.judged) == ["mn5", "th", "thcs", "xmc"]


def test_the_area_is_that_of_the_periods_end(process):
    root = process("2025-H1", "2025", "2021")
    assert opened(root, "2025-H1").area.title == "thị trấn Thử"
    assert opened(root, "2025").area.title == "xã Mới"
    assert opened(root, "2021").area.superior == "UBND huyện"


def test_figures_and_cells(process, counts):
    report = opened(process("2024"), "2024")

    assert report.counts.equals(counts)
    cells = report.cells("cmkt_15_plus", "sex")
    assert report.figure("cmkt_15_plus") == report.figures["cmkt_15_plus"]
    of_women = cells[cells["sex"] == "nữ"].iloc[0]
    assert report.figure("cmkt_15_plus", sex="nữ") == Figure(
        int(of_women.numerator), int(of_women.denominator), int(of_women.unknown)
    )
    assert report.figure("cmkt_15_plus", khom="Khóm 77") == Figure(0, 0)


def test_a_figure_of_which_nothing_is_known_is_not_usable():
    figures = {"a": Figure(0, 0, 3), "b": Figure(0, 0), "c": Figure(1, 2, 3), "d": Figure(0, 2)}
    assert list(Report.usable(figures)) == ["b", "c", "d"]


def test_the_names_are_checked(process):
    root = process("2024")
    for area, period, said in (
        ("Xã Thử", "2024", "Tên thư mục địa bàn “Xã Thử” không dùng được"),
        ("xa-thu", "2024-H2", "Kỳ báo cáo “2024-H2” không đúng dạng"),
        ("xa-thu", "2023", "Hãy chạy: xhht run xa-thu --period 2023"),
    ):
        with pytest.raises(InputError) as refused:
            open_report(area, period, root=root)
        assert said in str(refused.value)


@pytest.mark.parametrize(
    ("indicator", "normal", "hardship"),
    [
        ("xmc2_15_60", 90, 90),  # communes in hardship are asked of those up to 35
        ("thcs_graduated_15_18", 95, 90),
        ("th_finished_at_11", 90, 80),
        ("th_grade1_at_6", 98, 98),
        ("disabled_access", 60, 60),
        ("at_school_3_18", None, None),
    ],
)
def test_the_highest_threshold_is_that_of_the_decree(tmp_path, indicator, normal, hardship):
    report = report_of(tmp_path, cell("xmc2_15_60", 9, 10))
    expected = tuple(None if n is None else Fraction(n, 100) for n in (normal, hardship))
    assert tuple(report.rules.threshold(indicator, hardship=poor) for poor in (False, True)) == expected
    assert report.threshold(indicator) == expected[0]
