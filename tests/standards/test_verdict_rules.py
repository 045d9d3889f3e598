"""Verdicts that a vice chairman can defend: each line a case that was once judged wrongly, or nearly."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Before, Observation
from xhht_analysis.standards.engine import judge
from xhht_analysis.standards.rules import load_rules
from xhht_analysis.standards.target import Part, Target
from xhht_analysis.standards.verdicts import Evidence, Verdict, judge_target

YEAR, JUNE = Period(2024), Period(2024, is_half=True)
LAST_AUTUMN = dt.date(2023, 9, 30)
SKILLS, FAMILIES, FARMERS = "trained_workers", "learning_families", "farmers_at_centre"


NOTHING = Before()


def percent(number: float | str) -> Fraction:
    return Fraction(str(number)) / 100


def target(direction: str, indicator: str = SKILLS, **facts: object) -> Target:
    return Target("X", "I", "Tên", direction, indicator=indicator, **facts)


def after(part: int, of: int, label: str = "năm 2023", way: Fraction = Fraction(1, 2)) -> Before:
    return Before(Figure(part, of), label, way=way)


def verdict(
    one: Target, *counts: int, period: Period = YEAR, before: Before = NOTHING, **facts: object
) -> Verdict:
    figure = Figure(*counts) if counts else Figure()
    seen = Observation(one.indicator, figure, before=before, **facts)
    return judge_target(one, Evidence(lambda _: seen, {}), period)


def said(*args: object, **facts: object) -> tuple[str, str]:
    found = verdict(*args, **facts)
    return found.verdict, found.remark


@pytest.mark.parametrize(
    ("one", "now", "before", "word", "remark"),
    [
        # at the ceiling nothing is left to rise, at nought nothing is left to fall
        (target("rises"), (10, 10), (10, 10), "giữ vững (đạt)", "So với năm 2023 (100,00%): giữ vững 100%."),
        (target("rises"), (14, 14), (13, 13), "giữ vững (đạt)", "So với năm 2023 (100,00%): giữ vững 100%."),
        (target("falls"), (0, 90), (0, 100), "giữ vững (đạt)", "So với năm 2023 (0,00%): giữ vững 0%."),
        # the national goal that is met stands beside what has not risen
        (target("rises", FAMILIES), (998, 1000), (10, 10), "chưa đạt",
         "So với năm 2023 (100,00%): giảm 0,20 điểm phần trăm. "
         "Đã tới mục tiêu quốc gia năm 2025: 70% (QĐ 387)."),
        # as many decimals as show the difference
        (target("rises"), (71529, 100000), (71526, 100000), "đạt",
         "So với năm 2023 (71,526%): tăng 0,003 điểm phần trăm."),
        # equal and not at the ceiling
        (target("rises"), (1, 2), (50, 100), "giữ nguyên (chưa đạt)",
         "So với năm 2023 (50,00%): giữ nguyên."),
        (target("rises"), (51, 100), (50, 100), "đạt", "So với năm 2023 (50,00%): tăng 1,00 điểm phần trăm."),
        (target("falls"), (51, 100), (50, 100), "chưa đạt",
         "So với năm 2023 (50,00%): tăng 1,00 điểm phần trăm."),
        (target("rises", by=percent(2)), (51, 100), (50, 100), "chưa đạt",
         "So với năm 2023 (50,00%): tăng 1,00 điểm phần trăm; cần tăng 2 điểm phần trăm."),
        (target("rises", by=percent(2)), (52, 100), (50, 100), "đạt",
         "So với năm 2023 (50,00%): tăng 2,00 điểm phần trăm."),
        (target("keep"), (1, 2), (50, 100), "giữ vững (đạt)", "So với năm 2023 (50,00%): giữ nguyên."),
        (target("keep"), (49, 100), (50, 100), "chưa đạt",
         "So với năm 2023 (50,00%): giảm 1,00 điểm phần trăm."),
    ],
)  # fmt: skip
def test_rising_and_falling_over_a_year(one, now, before, word, remark):
    assert said(one, *now, before=after(*before)) == (word, remark)


ABOUT = target("about", FARMERS, low=percent(25), high=percent(35), accumulates=True)


@pytest.mark.parametrize(
    ("counts", "year", "june"),
    [
        ((36, 100), "vượt", "vượt sớm"),
        ((45, 100), "vượt", "vượt sớm"),
        ((35, 100), "đạt", "đúng tiến độ"),
        ((25, 100), "đạt", "đúng tiến độ"),
        ((24, 100), "chưa đạt", "đúng tiến độ"),
        # half of 25 is 12,5: nobody is half a person
        ((12, 100), "chưa đạt", "đúng tiến độ"),
        ((11, 100), "chưa đạt", "chậm"),
    ],
)
def test_more_than_about_is_no_miss(counts, year, june):
    assert verdict(ABOUT, *counts).verdict == year
    assert verdict(ABOUT, *counts, period=JUNE).verdict == june


@pytest.mark.parametrize(
    ("tolerance", "counts", "word"),
    [(2, (40, 100), "đạt"), (2, (44, 100), "đạt"), (2, (45, 100), "vượt"), (2, (39, 100), "chưa đạt")],
)
def test_about_a_number_with_its_own_tolerance(tolerance, counts, word):
    one = target("about", target=percent(42), tolerance=percent(tolerance))
    assert verdict(one, *counts).verdict == word


@pytest.mark.parametrize(
    ("one", "now", "word", "remark"),
    [
        # 2 points in a year: in June 1 point, and that is what is said to be due
        (target("rises", by=percent(2)), (504, 1000), "chậm",
         "tăng 0,40 điểm phần trăm; đến nay cần tăng 1 điểm phần trăm."),
        (target("rises", by=percent(2)), (510, 1000), "đúng tiến độ", "tăng 1,00 điểm phần trăm."),
        # five households fewer in a year: 2,5 by June, and there is no half a household
        (target("falls", FAMILIES, unit="count", by=Fraction(5)), (498, 1000), "chậm",
         "giảm 2 hộ; đến nay cần giảm 3 hộ."),
        (target("falls", FAMILIES, unit="count", by=Fraction(5)), (497, 1000), "đúng tiến độ", "giảm 3 hộ."),
    ],
)  # fmt: skip
def test_what_is_due_by_june_of_a_rise_or_a_fall_is_said(one, now, word, remark):
    found = verdict(one, *now, period=JUNE, before=after(500, 1000))
    assert found.verdict == word
    assert found.remark.endswith(remark)


def test_a_difference_says_that_it_leaves_out_others_than_before():
    """300 of 900 known against 320 of 1.000: the share rose, and nobody knows whether the people did."""
    found = verdict(target("rises"), 300, 900, 100, before=after(320, 1000))
    assert found.verdict == "chưa kết luận được"
    assert found.remark.startswith(
        "So với năm 2023 (32,00%): tăng 1,33 điểm phần trăm; tính trên số đã rõ (chưa rõ: kỳ trước 0, "
        "kỳ này 100)."
    )


@pytest.mark.parametrize(
    ("first", "months", "told"),
    [
        (1, 5, "So với 5/12 chỉ tiêu cả năm (đến hết tháng 5). Đến nay cần 25 / 100 người."),
        (3, 5, "So với 3/10 chỉ tiêu cả năm (đến hết tháng 5). Đến nay cần 18 / 100 người."),
        (1, 6, "So với một nửa chỉ tiêu cả năm. Đến nay cần 30 / 100 người."),
    ],
)
def test_of_an_area_founded_in_the_year_as_much_is_due_as_it_has_had_months(first, months, told):
    one = target("at_least", FARMERS, target=percent(60), accumulates=True)
    assert verdict(one, 9, 100, period=JUNE, months=months, first_month=first).remark == told


def test_what_is_recognised_at_the_years_end_is_not_due_in_june():
    one = target("rises", FAMILIES, accumulates=True, when=12)
    assert said(one, 0, 5095, period=JUNE, before=Before(why_not="kỳ trước là cả năm")) == (
        "chưa đến hạn", "Đến hạn tháng 12.",
    )  # fmt: skip
    rating = target("done", "centre_rated_good", when=12)
    assert verdict(rating, 0, 1, period=JUNE).verdict == "chưa đến hạn"
    assert verdict(rating, period=JUNE).verdict == "chưa đến hạn"


B1 = target("at_least", target=percent(40))


@pytest.mark.parametrize(
    ("counts", "before", "word", "remark"),
    [
        ((38, 100), after(34, 100), "đúng tiến độ",
         "Từ 34,00% (năm 2023) tới 40%: đến nay cần 37,00%."),
        ((37, 100), after(34, 100), "đúng tiến độ", "Từ 34,00% (năm 2023) tới 40%: đến nay cần 37,00%."),
        ((36, 100), after(34, 100), "chậm", "Từ 34,00% (năm 2023) tới 40%: đến nay cần 37,00%."),
        ((38, 100), after(34, 100, "6 tháng đầu năm 2023", Fraction(2, 3)), "đúng tiến độ",
         "Từ 34,00% (6 tháng đầu năm 2023) tới 40%: đến nay cần 38,00%."),
        ((38, 100), Before(why_not="chưa có số liệu năm 2023"), "theo dõi",
         "Không xét tiến độ: chưa có số liệu năm 2023."),
        # what is reached already needs no line, nor may it sink to one
        ((40, 100), Before(why_not="chưa có số liệu năm 2023"), "đúng tiến độ", "Đã đạt mức của cả năm."),
        ((41, 100), after(50, 100), "đúng tiến độ", "Đã đạt mức của cả năm."),
        ((39, 100), after(50, 100), "chậm", "Từ 50,00% (năm 2023) tới 40%: đến nay cần 40,00%."),
    ],
)  # fmt: skip
def test_a_stock_in_june_stands_on_the_line_from_last_year(counts, before, word, remark):
    assert said(B1, *counts, period=JUNE, before=before) == (word, remark)


@pytest.mark.parametrize(
    ("share", "now", "before", "word", "remark"),
    [
        # of four schools 30 % are two by December; on the way from one to two, one is enough
        (30, (1, 4), (1, 4), "đúng tiến độ", "Từ 25,00% (năm 2023) tới 30%: đến nay cần 25,00% (1 / 4)."),
        # 60 % are three; half the way from one to three is two
        (60, (1, 4), (1, 4), "chậm", "Từ 25,00% (năm 2025) tới 60%: đến nay cần 50,00% (2 / 4)."),
        (60, (2, 4), (1, 4), "đúng tiến độ", "Từ 25,00% (năm 2023) tới 60%: đến nay cần 50,00% (2 / 4)."),
        (100, (66, 80), (61, 80), "chậm", "Từ 76,25% (năm 2023) tới 100%: đến nay cần 87,50% (70 / 80)."),
        (100, (10, 11), (9, 11), "đúng tiến độ", "Từ 81,82% (năm 2023) tới 100%: đến nay cần 90,91%."),
    ],
)  # fmt: skip
def test_the_line_of_a_stock_asks_for_whole_units(share, now, before, word, remark):
    one = target("at_least", "digital_schools", target=percent(share))
    label = remark[remark.index("(") + 1 : remark.index(")")]
    assert said(one, *now, period=JUNE, before=after(*before, label)) == (word, remark)


@pytest.mark.parametrize(
    ("share", "now", "months", "word", "remark"),
    [
        # half of eleven is five and a half: five will do, and with five months told of four
        (100, (5, 11), 6, "đúng tiến độ", "So với một nửa chỉ tiêu cả năm. Đến nay cần 5 / 11 người."),
        (100, (4, 11), 6, "chậm", "So với một nửa chỉ tiêu cả năm. Đến nay cần 5 / 11 người."),
        (100, (4, 11), 5, "đúng tiến độ",
         "So với 5/12 chỉ tiêu cả năm (đến hết tháng 5). Đến nay cần 4 / 11 người."),
        (100, (3, 11), 5, "chậm", "So với 5/12 chỉ tiêu cả năm (đến hết tháng 5). Đến nay cần 4 / 11 người."),
        # 93 % of twelve are all twelve
        (93, (6, 12), 6, "đúng tiến độ", "So với một nửa chỉ tiêu cả năm. Đến nay cần 6 / 12 người."),
        (93, (5, 12), 6, "chậm", "So với một nửa chỉ tiêu cả năm. Đến nay cần 6 / 12 người."),
        # 62 % of 2.116 people by the end of May
        (62, (654, 2116), 5, "đúng tiến độ",
         "So với 5/12 chỉ tiêu cả năm (đến hết tháng 5). Đến nay cần 546 / 2.116 người."),
        (93, (12, 12), 6, "đúng tiến độ", "Đã đạt mức của cả năm."),
    ],
)  # fmt: skip
def test_what_is_counted_up_over_the_year_is_due_by_months_in_whole_units(share, now, months, word, remark):
    one = target("at_least", "officials_compulsory", target=percent(share), accumulates=True)
    assert said(one, *now, period=JUNE, months=months) == (word, remark)


def test_an_amount_on_its_way_says_how_much_is_due():
    one = target("at_least", "learners", target=Fraction(5000), unit="count", accumulates=True)
    assert said(one, 2499, 0, period=JUNE) == (
        "chậm", "So với một nửa chỉ tiêu cả năm. Đến nay cần 2.500 lượt người.",
    )  # fmt: skip
    assert said(one, 2083, 0, period=JUNE, months=5) == (
        "đúng tiến độ", "So với 5/12 chỉ tiêu cả năm (đến hết tháng 5). Đến nay cần 2.083 lượt người.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "word", "remark"),
    [
        ((51, 100), "đúng tiến độ", "So với năm 2023 (50,00%): tăng 1,00 điểm phần trăm."),
        ((50, 100), "chậm", "So với năm 2023 (50,00%): giữ nguyên."),
        ((49, 100), "chậm", "So với năm 2023 (50,00%): giảm 1,00 điểm phần trăm."),
    ],
)
def test_a_stock_that_is_to_rise_stands_in_june_against_last_years_end(now, word, remark):
    assert said(target("rises"), *now, period=JUNE, before=after(50, 100)) == (word, remark)


OLD = {"reference_date": LAST_AUTUMN, "survey_year": 2023}


@pytest.mark.parametrize(
    ("one", "counts", "word"),
    [
        (target("at_least", "cmkt_15_plus", target=percent(15)), (14, 100), "theo dõi"),
        (target("at_least", "cmkt_15_plus", target=percent(15)), (15, 100), "đạt"),
        (target("falls", "illiterate_15_60"), (3, 100), "theo dõi"),
        (target("rises", "cmkt_15_plus"), (60, 100), "theo dõi"),
        (target("at_most", "illiterate_15_60", target=percent(2)), (2, 100), "đạt"),
        (target("at_most", "illiterate_15_60", target=percent(2)), (3, 100), "theo dõi"),
    ],
)
def test_a_figure_older_than_its_period_is_neither_on_its_way_nor_behind(one, counts, word):
    for before in (NOTHING, after(50, 100)):
        found = verdict(one, *counts, period=JUNE, before=before, **OLD)
        assert (found.verdict, found.remark) == (word, "Số liệu ngày 30/9/2023, có trước kỳ báo cáo.")


def test_women_against_men_in_a_register_of_last_autumn():
    one = target("balanced", "xmc2_15_60", low=Fraction(97, 100), high=Fraction(103, 100))
    for women, word in ((99, "đạt"), (90, "theo dõi")):
        seen = Observation("xmc2_15_60", Figure(90 + women, 200), **OLD)
        sexes = {"xmc2_15_60": {"nữ": Figure(women, 100), "nam": Figure(100, 100)}}
        found = judge_target(one, Evidence(lambda _, seen=seen: seen, {}, sexes), JUNE)
        assert found.verdict == word
        assert "Số liệu ngày 30/9/2023" in found.remark


@pytest.mark.parametrize(("level", "word"), [(1, "đạt"), (2, "theo dõi")])
def test_a_level_in_a_register_of_last_autumn(level, word):
    figures = {"xmc1_15_35": Figure(95, 100), "xmc2_15_60": Figure(80, 100)}
    judged = judge(load_rules(dt.date(2024, 6, 30)), figures, hardship=False)
    one = Target("A1", "II", "Tên", "level", standard="xmc", target=Fraction(level))
    seen = Observation("", Figure(), **OLD)
    found = judge_target(one, Evidence(lambda _: seen, judged), JUNE)
    assert (found.verdict, found.remark) == (
        word, "Hiện đạt mức độ 1. Số liệu ngày 30/9/2023, có trước kỳ báo cáo.",
    )  # fmt: skip


def test_topics_of_the_centre_fall_due_within_the_year_and_those_held_are_named():
    one = target("done", "centre_topics", when=12)
    parts = {
        "chuyển giao kỹ thuật": Figure(0, 1), "pháp luật": Figure(1, 1), "sức khỏe": Figure(1, 1),
        "môi trường": Figure(0, 1),
    }  # fmt: skip
    remark = "Đến hạn tháng 12. Đã có: pháp luật, sức khỏe; chưa có: chuyển giao kỹ thuật, môi trường."
    assert said(one, 2, 4, period=JUNE, parts=parts) == ("chưa đến hạn", remark)
    assert said(one, 2, 4, parts=parts) == ("chưa đạt", remark.removeprefix("Đến hạn tháng 12. "))
    assert verdict(one, 1, 4, period=JUNE).verdict == "chưa đến hạn"
    assert verdict(one, 4, 4, period=JUNE).verdict == "đúng tiến độ"


def test_a_month_with_too_few_is_not_one_without_any():
    months = target("done", "broadcast_months", per_month=2)
    parts = {"tháng 6": Figure(2, 2), "tháng 7": Figure(1, 2), "tháng 8": Figure(0, 2)}
    assert said(months, 1, 3, parts=parts) == (
        "chưa đạt", "Đã có: tháng 6; chưa đủ: tháng 7 (1 lần); chưa có: tháng 8.",
    )  # fmt: skip


def test_a_missed_day_cannot_be_caught_up():
    one = target("at_least", "reports_in_time", target=percent(100), each_period=True)
    assert verdict(one, 19, 22, period=JUNE).verdict == "chưa đạt (đợt sơ kết)"
    assert verdict(one, 22, 22, period=JUNE).verdict == "đúng tiến độ"
    assert verdict(one, 19, 19, 3, period=JUNE).verdict == "chưa kết luận được"  # of three it is not known
    assert verdict(one, 19, 22).verdict == "chưa đạt"
    months = target("done", "broadcast_months", per_month=2)
    assert verdict(months, 4, 5, period=JUNE).verdict == "chưa đạt (đợt sơ kết)"
    assert verdict(months, 5, 5, period=JUNE).verdict == "đúng tiến độ"


@pytest.mark.parametrize(
    ("due", "counts", "june"),
    [
        (dt.date(2024, 3, 31), (0, 1), "chưa đạt"), (dt.date(2024, 3, 31), (1, 1), "đạt"),
        (dt.date(2024, 9, 30), (0, 1), "chưa đến hạn"),
    ],
)  # fmt: skip
def test_a_thing_to_be_done_by_a_day(due, counts, june):
    one = target("done", "own_plans", due=due)
    assert verdict(one, *counts, period=JUNE).verdict == june


GONE = "Khóm 4 (trang “Lao động và năng lực”: chưa gửi tệp)"


def test_a_silent_unit_leaves_a_lower_bound_that_decides_where_it_can():
    raised = target("at_least", "money_raised", target=Fraction(500_000_000), unit="dong")
    known = {"missing": (GONE,)}
    assert said(raised, 510_000_000, 0, **known) == ("đạt", f"Ít nhất 510.000.000 đồng, thiếu: {GONE}.")
    assert said(raised, 214_000_000, 0, **known) == (
        "chưa kết luận được", f"Ít nhất 214.000.000 đồng, thiếu: {GONE}.",
    )  # fmt: skip
    rises = target("rises", "money_raised", accumulates=True, unit="dong")
    assert verdict(rises, 210, 0, before=after(200, 0), **known).verdict == "đạt"
    assert verdict(rises, 190, 0, before=after(200, 0), **known).verdict == "chưa kết luận được"
    # one who was missed among those told is enough for a hundred per cent not to be reached
    everybody = target("at_least", target=percent(100))
    assert verdict(everybody, 89, 90, **known).verdict == "chưa đạt"
    assert verdict(everybody, 90, 90, **known).verdict == "chưa kết luận được"
    assert verdict(B1, 89, 90, **known).verdict == "chưa kết luận được"


def test_a_blank_that_decides_is_named():
    blank = "Khóm 4 (trang “Lao động và năng lực”: cột “Có năng lực thông tin” để trống)"
    assert said(B1, 30, 90, 10, blank_at=(blank,)) == (
        "chưa kết luận được", f"Chưa rõ 10 người: {blank}.",
    )  # fmt: skip
    assert said(B1, 30, 90, 10) == ("chưa kết luận được", "Chưa rõ 10 người.")
    assert verdict(B1, 50, 90, 10, blank_at=(blank,)).verdict == "đạt"


def test_of_twelve_people_93_percent_are_all_twelve():
    one = target("at_least", "officials_compulsory", target=percent(93))
    assert said(one, 11, 12) == ("chưa đạt", "Với 12 người, 93% nghĩa là cả 12.")
    assert said(one, 12, 12) == ("đạt", "")
    assert said(one, 92, 100) == ("chưa đạt", "")


def test_coming_down_to_a_maximum_is_no_miss():
    one = target("rises", "preschool_teachers_of_norm", ceiling=Fraction(1))
    assert said(one, 590, 600, before=after(630, 600)) == (
        "đạt", "59,0 giáo viên; định mức tối đa 60,0. So với năm 2023 (105,00%): đã về trong mức tối đa.",
    )  # fmt: skip
    assert verdict(one, 590, 600, before=after(580, 600)).verdict == "đạt"
    assert verdict(one, 580, 600, before=after(590, 600)).verdict == "chưa đạt"


def test_pupils_are_all_of_them_and_workers_rise():
    one = target(
        "at_least", "life_skill_pupils", target=percent(100),
        part=(Part(name="Người lao động", direction="rises", indicator="life_skill_workers"),),
    )  # fmt: skip

    def judged(pupils: tuple[int, int], workers: tuple[int, int]) -> Verdict:
        seen = {
            "life_skill_pupils": Observation("life_skill_pupils", Figure(*pupils), before=after(60, 100)),
            "life_skill_workers": Observation("life_skill_workers", Figure(*workers), before=after(12, 100)),
        }
        return judge_target(one, Evidence(lambda t: seen[t.indicator], {}), YEAR)

    rose = judged((78, 100), (13, 100))
    assert rose.verdict == "chưa đạt"
    assert [(v.verdict, v.figure) for v in rose.parts] == [
        ("chưa đạt", Figure(78, 100)), ("đạt", Figure(13, 100)),
    ]  # fmt: skip
    assert rose.remark == (
        "Học sinh học kỹ năng sống: chưa đạt. Người lao động: đạt. "
        "So với năm 2023 (12,00%): tăng 1,00 điểm phần trăm."
    )
    both = judged((100, 100), (13, 100))
    assert (both.verdict, both.remark) == (
        "đạt", "Người lao động: So với năm 2023 (12,00%): tăng 1,00 điểm phần trăm.",
    )  # fmt: skip
    assert judged((100, 100), (12, 100)).verdict == "giữ nguyên (chưa đạt)"


def test_a_full_group_does_not_hide_the_other():
    one = target(
        "at_least", "disadvantaged_at_school", target=percent(100), group="6–10 tuổi",
        part=(Part(name="11–14 tuổi", group="11–14 tuổi"),),
    )  # fmt: skip
    counts = {"6–10 tuổi": (52, 52), "11–14 tuổi": (30, 32)}
    seen = {group: Observation(one.indicator, Figure(*of_group)) for group, of_group in counts.items()}
    found = judge_target(one, Evidence(lambda t: seen[t.group], {}), YEAR)
    assert (found.verdict, [v.verdict for v in found.parts]) == ("chưa đạt", ["đạt", "chưa đạt"])


@pytest.mark.parametrize(
    "why",
    [
        "kỳ trước là cả năm, kỳ này là 6 tháng", "cùng một cuộc điều tra năm 2023",
        "tuổi được tính khác nhau",
    ],
)  # fmt: skip
def test_unlike_is_not_compared_and_the_reason_is_said(why):
    one = target("rises", accumulates=True)
    for period in (YEAR, JUNE):
        assert said(one, 51, 100, period=period, before=Before(why_not=why)) == (
            "không so sánh", f"Không so sánh: {why}.",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "counts", "wanted", "unit", "word"),
    [
        ("learners", (2760, 0), 5000, "count", "chưa đạt"),
        ("learners", (5000, 0), 5000, "count", "đạt"),
        ("money_raised", (214_000_000, 0), 500_000_000, "dong", "chưa đạt"),
        ("money_raised", (500_000_000, 0), 500_000_000, "dong", "đạt"),
        ("classes_held", (51, 60), 51, "count", "đạt"),
        ("classes_held", (50, 50), 51, "count", "chưa đạt"),
        ("own_plans", (13, 13), 13, "count", "đạt"),
    ],
)
def test_the_unit_of_a_target(indicator, counts, wanted, unit, word):
    assert verdict(target("at_least", indicator, target=Fraction(wanted), unit=unit), *counts).verdict == word


@pytest.mark.parametrize(
    ("direction", "counts", "word"),
    [
        ("above", (985, 1000), "chưa đạt"), ("above", (986, 1000), "đạt"),
        ("below", (985, 1000), "chưa đạt"), ("below", (984, 1000), "đạt"),
        ("exactly", (985, 1000), "đạt"), ("exactly", (986, 1000), "chưa đạt"),
        ("keep", (985, 1000), "giữ vững (đạt)"), ("keep", (984, 1000), "chưa đạt"),
    ],
)  # fmt: skip
def test_the_edges_of_a_number(direction, counts, word):
    assert verdict(target(direction, target=Fraction(985, 1000)), *counts).verdict == word


def test_a_later_horizon_is_not_due_yet():
    one = target("at_least", target=percent(70), horizon=2030)
    assert said(one, 60, 100) == ("chưa đến hạn", "Chỉ tiêu đến năm 2030. Còn 10,00 điểm phần trăm.")
    assert verdict(one, 70, 100).verdict == "đạt"


def test_what_is_withheld_is_not_concluded():
    one = target("at_least", target=percent(40))
    seen = Observation(one.indicator, Figure(WITHHELD, 100))
    found = judge_target(one, Evidence(lambda _: seen, {}), YEAR)
    assert (found.verdict, found.remark) == (
        "chưa kết luận được", "Số người quá ít nên không công bố.",
    )  # fmt: skip


def test_without_data_the_sheet_is_named():
    seen = Observation(SKILLS, Figure(), missing=(GONE,))
    found = judge_target(B1, Evidence(lambda _: seen, {}), YEAR)
    assert (found.verdict, found.remark) == ("chưa có số liệu", f"Thiếu: {GONE}.")


def test_coverage_is_said_where_most_is_unknown():
    one = target("at_least", target=percent(10))
    assert said(one, 220, 220, 1333) == ("đạt", "Mới rõ 220/1.553.")
