"""Words of published results: a threshold is told only where they decide it, complements exactly."""

from decimal import Decimal

import pytest

from tests.support.typed import read_figures
from xhht_analysis.base.errors import InputError
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.figure_cells import read_indicator, read_period

HEAD = "area;period;indicator;numerator;denominator;percent\n"


# Level 1 of literacy asks 90 % (NĐ 20/2014, Điều 20), and level 1 of lower secondary asks for it.


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("trên 94%", True), ("Trên 94 %", True), ("hơn 90%", True), ("đạt trên 90%", True), (">90%", True),
        ("từ 90% trở lên", True), ("ít nhất 90%", True), ("không dưới 90", True), ("90% trở lên", True),
        ("trên 89,9%", None), ("gần 100%", None), ("dưới 95%", None), ("không quá 90%", None),
        ("dưới 90%", False), ("gần 90%", False), ("chưa đến 90%", False), ("<90%", False),
        ("không quá 89,99%", False), ("89–91%", None), ("từ 90 đến 95%", True), ("85% đến dưới 90%", False),
        ("dưới 2% mù chữ", True), ("trên 10% mù chữ", False), ("không quá 10% mù chữ", True),
        ("dưới 11% mù chữ", None), ("10% mù chữ", True), ("10,01 % mù chữ", False),
    ],
)  # fmt: skip
def test_words_decide_a_threshold_or_leave_it_open(judged, words, outcome):
    (entry,) = judged(f"a;2024;xmc1_15_35;;;{words}", "a;2024;xmc2_15_60;;;95%")
    undecided = {place["level"] for place in entry["undecided_for"].get("xmc1_15_35", ())}
    assert undecided == ({1} if outcome is None else set())
    thcs = entry["levels"]["thcs"]["possible"]  # it asks for level 1 of literacy
    assert thcs == (0 if outcome is False else 3)
    assert (entry["levels"]["xmc"]["proven"], entry["levels"]["xmc"]["possible"]) == (2, 2)
    assert "xmc1_15_35" not in entry["missing"]


def test_what_the_words_leave_open_is_said(judged):
    (entry,) = judged("a;2024;xmc1_15_35;;;gần 100%")
    assert entry["notes"] == [
        "“Người 15–35 tuổi biết chữ mức độ 1”: số liệu ghi “gần 100%”, cần 90%: chưa kết luận được."
    ]
    assert entry["levels"]["xmc"] == {"proven": 0, "possible": 2}


@pytest.mark.parametrize("words", ["khoảng 94%", "trên dưới 90%", "từ 95 đến 90%", "trên 0,9", "trên 101%"])
def test_words_that_say_no_one_thing_are_refused(judged, words):
    with pytest.raises(InputError, match="cột “percent”"):
        judged(f"a;2024;xmc1_15_35;;;{words}")


def test_counts_decide_beside_words_that_fit_and_words_that_do_not_are_refused(judged):
    (entry,) = judged("a;2024;xmc1_15_35;95;100;trên 89%")
    assert entry["levels"]["xmc"]["proven"] == 1
    with pytest.raises(InputError, match="không khớp với “trên 95%”"):
        judged("a;2024;xmc1_15_35;95;100;trên 95%")


def test_the_counts_of_the_others_are_turned_exactly(tmp_path):
    path = tmp_path / "figures.csv"
    lines = [
        "a;2024;Người 15–60 tuổi mù chữ mức độ 2;230;10.000;2,3%",
        "a;2024;xmc1_15_35;;;2,3 % mù chữ",
        "a;2024;Tỷ lệ mù chữ mức độ 1 trong độ tuổi 15-60;;;0,5%",
    ]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    (told,) = read_figures(path)
    assert told.figures == {
        "xmc1_15_35": Figure(percent=Decimal("97.7")),
        "xmc1_15_60": Figure(percent=Decimal("99.5")),
        "xmc2_15_60": Figure(9770, 10000, percent=Decimal("97.7")),
    }


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("ages", [25, 35, 60])
@pytest.mark.parametrize(
    ("words", "part"),
    [("", ""), ("Nữ ", "women"), ("Dân tộc thiểu số ", "minorities"), ("Nữ dân tộc ", "minority_women")],
)
def test_every_cell_of_cmc_1(level, ages, words, part):
    code = f"xmc{level}_15_{ages}"
    assert read_indicator(f"{words}15–{ages} tuổi biết chữ mức độ {level}") == (code, False, part)
    assert read_indicator(f"{code}_{part}" if part else code) == (code, False, part)


def test_women_are_not_judged_as_all_and_not_more_than_all(judged):
    (entry,) = judged("a;2024;xmc1_15_35_women;95;100;")
    assert "xmc1_15_35" in entry["missing"] and entry["levels"]["xmc"]["proven"] == 0
    (entry,) = judged("a;2024;xmc1_15_35;90;100;", "a;2024;xmc1_15_35_women;30;41;")
    assert entry["notes"] == ["Dòng 3: số của nữ hoặc dân tộc thiểu số nhiều hơn số chung ở dòng 2."]


@pytest.mark.parametrize(
    "text", ["xmc1_16_60", "xmc_15_60", "xmc1_15_6o", "biết chữ mức độ 1", "xmc 1 15 60 tuổi", "xmc1"]
)
def test_a_suggestion_never_turns_level_1_into_level_2(text):
    with pytest.raises(InputError) as refused:
        read_indicator(text)
    assert "xmc2" not in refused.value.vi


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("năm 2024", "2024"), ("Năm 2024", "2024"), ("cả năm 2024", "2024"), ("tháng 12/2024", "2024"),
        ("12/2024", "2024"), ("31/12/2024", "2024"), ("tháng 12 năm 2024", "2024"), ("2024-H1", "2024-H1"),
        ("6 tháng đầu năm 2024", "2024-H1"), ("6 tháng năm 2024", "2024-H1"), ("6T/2024", "2024-H1"),
        ("tháng 6/2024", "2024-H1"), ("30/6/2024", "2024-H1"), ("đến 31/12/2024", "2024"),
    ],
)  # fmt: skip
def test_periods_as_offices_write_them(text, period):
    assert str(read_period(text)) == period


@pytest.mark.parametrize(
    "text",
    ["tháng 11/2024", "2023-2024", "năm học 2023-2024", "2024-6", "9 tháng 2024", "quý 3/2024", "30/12/2024"],
)
def test_a_period_that_ends_otherwise_is_refused(text):
    with pytest.raises(InputError):
        read_period(text)
