"""Two sources side by side: near figures say nothing, two too far apart are one finding with both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import pytest

from tests.indicators.unit_tables import AREA, ROWS, changed, reports_of, tables_of
from xhht_analysis.base.areas import Unit
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.schema import COLUMNS, blank_people
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.reader import UnitReports
from xhht_analysis.intake.cross_checks import check_sources, differ

HALF, YEAR = Period(2024, True), Period(2024)


def people(*groups: tuple[int, dict]) -> pd.DataFrame:
    """So many people of each kind; what is not named is not known."""
    rows = [values for number, values in groups for _ in range(number)]
    table = blank_people(pd.RangeIndex(len(rows)))
    for column in {name for values in rows for name in values}:
        values = [row.get(column) for row in rows]
        table[column] = pd.Series(values, dtype=object).astype(COLUMNS[column])
    return table


def pupils(grade: int, age: int) -> dict:
    return {
        "khom": "Không rõ khóm", "sex": "nam", "birth_year": 2024 - age, "age": age, "attending": True,
        "grade_now": grade, "literacy_class_now": 0,
    }  # fmt: skip


def grown(khom: str, birth_year: int, **values: object) -> dict:
    return {
        "khom": khom, "sex": "nam", "birth_year": birth_year, "age": 2024 - birth_year, "attending": False,
        "grade_now": -1, "literacy_class_now": 0,
    } | values  # fmt: skip


#: A register that agrees with the units' reports: of each khóm the people of working age and the adults.
AGREEING = (
    (20, pupils(0, 2)), (60, pupils(0, 4)), (40, pupils(0, 5)), (300, pupils(3, 8)), (200, pupils(7, 12)),
    (9, grown("Khóm 1", 1990, literacy_class_now=3)), (71, grown("Khóm 1", 1990)),
    (20, grown("Khóm 1", 2008)), (160, grown("Khóm 2", 1980)), (40, grown("Khóm 2", 2008)),
    (240, grown("Khóm 3", 1980)), (60, grown("Khóm 3", 2008)),
)  # fmt: skip


def check(rows=None, register: Iterable = AGREEING, **more) -> list[Finding]:
    return check_sources(reports_of(rows), people(*register), area=AREA, period=HALF, **more)


def differing(sheet: str, unit: str, detail: str) -> Finding:
    return Finding("sources_differ", unit, sheet, detail=detail)


def test_sources_that_agree_say_nothing():
    assert check() == []


def test_without_a_register_and_without_reports_nothing_is_compared():
    assert check_sources(reports_of(), None, area=AREA, period=HALF) == []
    silent = UnitReports(tables_of({}))
    assert check_sources(silent, people(*AGREEING), area=AREA, period=HALF) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (0, 0, False), (0, 2, False), (0, 3, True), (3, 0, True), (100, 95, False), (95, 100, False),
        (100, 94, True), (1000, 950, False), (1000, 949, True), (40, 38, False), (40, 37, True),
    ],
)  # fmt: skip
def test_two_figures_differ_from_more_than_2_and_more_than_5_percent_on(one, other, apart):
    assert differ(one, other) is apart


@pytest.mark.parametrize(
    ("sheet", "place", "values", "finding"),
    [
        ("literacy_classes", 0, {"learners": 11},
         differing("Lớp XMC và GDTTSKBC", "tieu-hoc.xlsx, thcs.xlsx",
                   "người học lớp xóa mù chữ: đơn vị báo cáo 14, phiếu điều tra 9")),
        ("school", 1, {"pupils": 1300},
         differing("Trường học", "tieu-hoc.xlsx",
                   "học sinh, trẻ TH: đơn vị báo cáo 1.300, phiếu điều tra 300")),
        ("school", 2, {"pupils": 150},
         differing("Trường học", "thcs.xlsx", "học sinh, trẻ THCS: đơn vị báo cáo 150, phiếu điều tra 200")),
        ("school", 0, {"pupils": 100},
         differing("Trường học", "mam-non.xlsx", "học sinh, trẻ MN: đơn vị báo cáo 100, phiếu điều tra 120")),
        ("under5", 0, {"in_class": 30},
         differing("Trẻ dưới 5 tuổi", "mam-non.xlsx",
                   "trẻ 0–2 tuổi đang học: đơn vị báo cáo 30, phiếu điều tra 20")),
        ("under5", 1, {"in_class": 50},
         differing("Trẻ dưới 5 tuổi", "mam-non.xlsx",
                   "trẻ 3–4 tuổi đang học: đơn vị báo cáo 50, phiếu điều tra 60")),
        ("workers", 1, {"working_age": 230},
         differing("Lao động và năng lực", "khom-2.xlsx",
                   "người trong độ tuổi lao động: đơn vị báo cáo 230, phiếu điều tra 200")),
        ("citizens", 2, {"adults": 300},
         differing("Công dân học tập", "khom-3.xlsx",
                   "người từ 18 tuổi: đơn vị báo cáo 300, phiếu điều tra 270")),
        ("workers", 1, {"farmers_at_centre": 40},
         Finding("persons_exceed_seats", "tthtcd.xlsx", "Lớp chuyên đề",
                 detail="“Nông dân đã học tại TTHTCĐ”: các khóm ghi 60 người, các lớp của TTHTCĐ chỉ có "
                        "55 lượt")),
        # seven seats of the poor in the classes held
        ("learner_groups", 2, {"persons": 8},
         Finding("persons_exceed_seats", "tthtcd.xlsx", "Người học theo nhóm",
                 detail="“Người nghèo”: ghi 8 người, các lớp chỉ có 7 lượt")),
        ("learner_groups", 0, {"persons": 81},
         Finding("persons_exceed_seats", "tthtcd.xlsx", "Người học theo nhóm",
                 detail="“Tất cả người học”: ghi 81 người, các lớp chỉ có 80 lượt")),
    ],
)  # fmt: skip
def test_a_figure_too_far_from_the_other_source_is_one_finding(sheet, place, values, finding):
    assert check(changed(sheet, place, **values)) == [finding]


@pytest.mark.parametrize(
    ("sheet", "place", "values"),
    [
        ("literacy_classes", 0, {"learners": 8}), ("literacy_classes", 0, {"learners": None}),
        ("school", 1, {"pupils": 315}), ("school", 1, {"pupils": None}), ("under5", 0, {"in_class": None}),
        ("workers", 1, {"working_age": None}), ("elders", 1, {"population": None}),
        ("workers", 1, {"farmers_at_centre": None}), ("classes", 0, {"farmers": 1000}),
        ("classes", 0, {"farmers": None}), ("literacy_classes", 3, {"learners": None}),
    ],
)  # fmt: skip
def test_near_figures_and_blanks_are_not_findings(sheet, place, values):
    assert check(changed(sheet, place, **values)) == []


def test_a_unit_that_has_not_reported_leaves_the_sum_uncompared():
    reports = reports_of(changed("literacy_classes", 0, learners=50), without="thcs")

    assert check_sources(reports, people(*AGREEING), area=AREA, period=HALF) == []


def test_people_of_whom_it_is_not_known_leave_it_uncompared():
    unreadable = (100, grown("Khóm 1", 1990) | {"literacy_class_now": None, "birth_year": None, "age": None})
    rows = changed("literacy_classes", 0, learners=50)

    assert [finding.sheet for finding in check(rows)] == ["Lớp XMC và GDTTSKBC"]
    assert check(rows, (*AGREEING, unreadable)) == []


def test_levels_that_one_school_teaches_are_compared_together():
    both = Unit("THCS", "school", ("TH", "THCS"))
    area = replace(AREA, unit=tuple(both if unit.name == "THCS" else unit for unit in AREA.unit))
    rows = changed("school", 1, pupils=200)
    rows["school"][2] = ("thcs", rows["school"][2][1] | {"pupils": 300})
    register = people(*AGREEING)

    assert check_sources(reports_of(rows), register, area=area, period=HALF) == []
    rows["school"][2] = ("thcs", rows["school"][2][1] | {"pupils": 400})
    assert check_sources(reports_of(rows), register, area=area, period=HALF) == [
        differing(
            "Trường học",
            "tieu-hoc.xlsx, thcs.xlsx",
            "học sinh, trẻ TH, THCS: đơn vị báo cáo 600, phiếu điều tra 500",
        )
    ]


# --- the whole year beside its first half


def fallen(rows, earlier=None) -> list[Finding]:
    return check_sources(reports_of(rows), None, area=AREA, period=YEAR, earlier=reports_of(earlier))


@pytest.mark.parametrize(
    ("sheet", "place", "values", "file", "detail"),
    [
        ("money", 3, {"raised_cash": 1200}, "hoi-nong-dan.xlsx",
         "“Vận động được bằng tiền (đồng)”: 6 tháng đầu năm 1.200, cả năm 5"),
        ("school", 2, {"online_classes": 6}, "thcs.xlsx",
         "“Lớp học trực tuyến”: 6 tháng đầu năm 6, cả năm 5"),
        ("own_plan", 3, {"materials": 5}, "hoi-nong-dan.xlsx",
         "“Tài liệu đưa lên mạng”: 6 tháng đầu năm 5, cả năm 4"),
        ("workers", 0, {"life_skill_workers": 11}, "khom-1.xlsx",
         "“Lao động học kỹ năng sống”: 6 tháng đầu năm 11, cả năm 10"),
        ("classes", 0, {"learners": 51}, "tthtcd.xlsx", "số người học: 6 tháng đầu năm 81, cả năm 80"),
        ("classes", 2, {"state": "đã mở", "learners": 0}, "tthtcd.xlsx",
         "số lớp đã mở: 6 tháng đầu năm 3, cả năm 2"),
    ],
)  # fmt: skip
def test_what_is_counted_up_from_january_cannot_fall(sheet, place, values, file, detail):
    earlier = changed(sheet, place, **values)

    assert fallen(None, earlier) == [Finding("accumulated_fell", file, sheets()[sheet].title, detail=detail)]
    assert fallen(earlier) == []
    assert check_sources(reports_of(), None, area=AREA, period=HALF, earlier=reports_of(earlier)) == []


def test_fewer_broadcasts_in_the_year_than_in_june():
    year = ROWS | {"broadcasts": ROWS["broadcasts"][:2]}

    assert fallen(year) == [
        Finding(
            "accumulated_fell",
            "ubnd.xlsx",
            "Phát thanh",
            detail="số lần phát thanh: 6 tháng đầu năm 9, cả năm 2",
        )
    ]


def test_an_unsent_report_of_either_period_is_not_compared():
    more = changed("school", 2, online_classes=6)
    now, then = reports_of(without="thcs"), reports_of(more)

    assert check_sources(now, None, area=AREA, period=YEAR, earlier=then) == []
    assert check_sources(reports_of(), None, area=AREA, period=YEAR, earlier=reports_of(without="ubnd")) == []


def test_findings_say_both_figures_in_a_sentence():
    (finding,) = check(changed("school", 1, pupils=1300))

    assert finding.sentence() == (
        "tieu-hoc.xlsx › Trường học: Báo cáo của đơn vị và phiếu điều tra cho hai số khác nhau: "
        "học sinh, trẻ TH: đơn vị báo cáo 1.300, phiếu điều tra 300 → mỗi chỉ tiêu dùng nguồn của nó; "
        "hãy đối chiếu."
    )
