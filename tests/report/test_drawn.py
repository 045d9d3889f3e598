"""The chart of targets and the table beside it print one figure."""

from fractions import Fraction

import pytest

from tests.report.made_up import withheld
from tests.support.small_commune import REPOSITORY
from tests.support.unit_report import cell, unit_report
from xhht_analysis.base.periods import Period
from xhht_analysis.charts.bullets import plot_bullets
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report import decision
from xhht_analysis.report.clauses import clause_table
from xhht_analysis.report.drawn import bullet_rows, targets_headline
from xhht_analysis.report.learning_models import LEARNING_MODELS
from xhht_analysis.report.plan_rows import clauses_on
from xhht_analysis.report.result_words import result_words
from xhht_analysis.report.training import TRAINING
from xhht_analysis.standards.plan import load_plan

PLAN = 'title = "Kế hoạch thử"\nyear = 2024\n[[target]]\nid = "X"\nclause = "II"\nname = "Tên"\n'


@pytest.mark.parametrize(
    ("asked", "now", "before", "printed"),
    [
        # 71,529 % after 71,526 %: with two decimals both would be 71,53 %
        ('direction = "rises"', (71529, 100_000), (71526, 100_000), "71,529%"),
        ('direction = "rises"', (72, 100), (71, 100), "72,00%"),
        # within 25 to 35 %, and just above it
        ('direction = "band"\nlow = 25\nhigh = 35', (34999, 100_000), None, "34,999%"),
        ('direction = "band"\nlow = 25\nhigh = 35', (350_001, 1_000_000), None, "35,0001%"),
        ('direction = "band"\nlow = 25\nhigh = 35', (249_999, 1_000_000), None, "24,9999%"),
        ('direction = "at_least"\ntarget = 15', (14999, 100_000), None, "14,999%"),
        ('direction = "at_least"\ntarget = 15', (15, 100), None, "15,00%"),
    ],
)  # fmt: skip
def test_as_many_decimals_as_the_table_has(tmp_path, asked, now, before, printed):
    plan = f'{PLAN}indicator = "trained_workers"\n{asked}\n'
    report = unit_report(tmp_path, cell("trained_workers", *now), plan=plan)
    if before is not None:
        earlier = unit_report(tmp_path, cell("trained_workers", *before), plan=plan, period="2023")
        report.__dict__["comparable"] = [earlier]
    [verdict] = report.verdicts
    assert (result_words(report, verdict) or "").partition(" (")[0] == printed
    chart = plot_bullets(bullet_rows([verdict]), headline="Tên", subtitle="Tên")
    [row] = chart.data_table.texts()
    assert row[1] + "%" == printed
    assert f"{printed} " in chart.alt or f"{printed}," in chart.alt


SEVERAL = """
[[target]]
id = "Y"
clause = "II"
name = "Nông dân"
direction = "band"
low = 25
high = 35
indicator = "farmers_at_centre"
[[target]]
id = "Z"
clause = "II"
name = "Tuần lễ"
direction = "done"
indicator = "learning_week"
[[target]]
id = "W"
clause = "II"
name = "Tiền"
direction = "at_least"
target = 5
unit = "dong"
indicator = "money_raised"
"""


def test_the_headline_counts_what_is_drawn_and_says_what_is_not(tmp_path):
    """By hand: X reached, Y not, both drawn, also the one without a share to reach; Z and W are not."""
    plan = f'{PLAN}indicator = "trained_workers"\ndirection = "at_least"\ntarget = 15\n{SEVERAL}'
    cells = [
        cell("trained_workers", 2, 10), cell("farmers_at_centre", 4, 10), cell("learning_week", 1, 1),
        cell("money_raised", 9, 0),
    ]  # fmt: skip
    report = unit_report(tmp_path, *cells, plan=plan)
    assert len(bullet_rows(report.verdicts)) == 2
    expected = "Đạt 1/2 chỉ tiêu trong hình; 2 chỉ tiêu khác không vẽ được, xem bảng"
    assert targets_headline(report, report.verdicts) == expected
    assert targets_headline(report, report.verdicts[:2]) == "Đạt 1/2 chỉ tiêu trong hình"
    assert targets_headline(report, report.verdicts[:2], report.verdicts) == expected


def test_no_tile_of_change_where_nothing_is_compared(tmp_path):
    report = unit_report(tmp_path, cell("trained_workers", 7, 10), plan="")
    assert decision.change_tiles(report, "trained_workers").html == ""


def test_a_suppressed_share_is_so_in_both(tmp_path):
    plan = f'{PLAN}indicator = "trained_workers"\ndirection = "at_least"\ntarget = 15\n'
    report = withheld(
        unit_report(tmp_path, cell("trained_workers", 3, 100), plan=plan), indicator="trained_workers"
    )
    [verdict] = report.verdicts
    [row] = plot_bullets(bullet_rows([verdict]), headline="Tên", subtitle="Tên").data_table.texts()
    assert (row[1], (result_words(report, verdict) or "")[:3]) == ("[c]", "[c]")


def test_a_tile_tells_its_share_from_the_one_before(tmp_path):
    report = unit_report(tmp_path, cell("trained_workers", 71529, 100_000), plan="")
    earlier = unit_report(tmp_path, cell("trained_workers", 71526, 100_000), plan="", period="2023")
    report.__dict__["comparable"] = [earlier]
    html = decision.change_tiles(report, "trained_workers").html
    assert "71,529%" in html
    assert "năm 2023: 71,526%; tăng 0,003 điểm phần trăm" in html
    assert Fraction(71529, 100_000) == report.figure("trained_workers").rate


@pytest.mark.parametrize(
    ("asked", "now", "printed"),
    [
        # 20.001 of a million are more than 2 %, and 20.000 are not
        ("at_most", 20_001, "2,0001% (20.001 / 1.000.000)"),
        ("at_most", 20_000, "2,00% (20.000 / 1.000.000)"),
        ("exactly", 20_001, "2,0001% (20.001 / 1.000.000)"),
        ("exactly", 19_999, "1,9999% (19.999 / 1.000.000)"),
        ("at_least", 20_001, "2,00% (20.001 / 1.000.000)"),
    ],
)
def test_rounding_never_puts_a_share_on_its_limit(tmp_path, asked, now, printed):
    plan = f'{PLAN}indicator = "trained_workers"\ndirection = "{asked}"\ntarget = 2\n'
    report = unit_report(tmp_path, cell("trained_workers", now, 1_000_000), plan=plan)
    [verdict] = report.verdicts
    assert result_words(report, verdict) == printed


@pytest.mark.parametrize(
    ("page", "indicators"), [("training", TRAINING), ("learning_models", LEARNING_MODELS)]
)
def test_a_clause_has_one_name_on_a_page(tmp_path, page, indicators):
    """In the chart and in the table below it; of the sample's plan those of both pages."""
    plan = (REPOSITORY / "data" / "raw" / "phu-my" / "plan-2024.toml").read_text("utf-8")
    cells = [
        cell(name, 5, 10) for name in (*TRAINING, *LEARNING_MODELS) if catalogue()[name].unit != "có/không"
    ]
    report = unit_report(tmp_path, *cells, plan=plan)
    drawn = [row.label for row in bullet_rows(clauses_on(report, page), report.judged)]
    told = [row[0] for row in clause_table(report, *indicators, caption="Chỉ tiêu", page=page).texts()]
    assert len(drawn) >= 3
    assert [label for label in drawn if label not in told] == []
    if page == "training":
        assert told[:2] == [
            "B1. Người trong độ tuổi lao động có năng lực thông tin",
            "B2. Người trong độ tuổi lao động có kỹ năng sống",
        ]
    else:
        assert {
            "T1. Phát thanh về học tập ít nhất 2 lần mỗi tháng",
            "G1. Trang thiết bị của TTHTCĐ: đã có so với nhu cầu",
        } <= set(told)


def test_the_samples_clauses_are_called_as_their_indicators():
    """So that tables of indicators, which know no clause, name them alike."""
    for area, year in (("phu-my", 2024), ("phu-tan", 2026)):
        plan = load_plan(REPOSITORY / "data" / "raw" / area, Period(year))
        called = {t.id: (t.name, catalogue()[t.indicator].name) for t in plan.targets if t.indicator}
        assert [called[id] for id in ("B1", "B2", "B3", "B4", "G1") if len(set(called[id])) > 1] == []
