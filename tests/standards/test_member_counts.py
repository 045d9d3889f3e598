"""Published results of districts and provinces: counts of members, each rule inside its scope alone."""

import pytest

from xhht_analysis.standards.levels import levels_text

HEAD = "area;period;indicator;numerator;denominator;percent;kind\n"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        # NĐ 20/2014: a district where 90 % of its communes have it, a province by all of its districts.
        ("Huyện A;2024;xmc 2;;;13/13 xã;", True),
        ("Huyện A;2024;communes_xmc_2;9;10;;", True),
        ("Huyện A;2024;Xã đạt chuẩn xóa mù chữ mức độ 2;89;100;;", False),
        ("Huyện A;2024;communes_xmc_2;;;98,5 %;", True),
        ("Huyện A;2024;communes_xmc_2;;;trên 89%;", None),
        ("Tỉnh A;2024;xmc_2;6/7 huyện;;;", False),
        ("Tỉnh A;2024;xmc_2;7/7 huyện;;;", True),
        # By communes since July 2025; before, communes of a province decide nothing.
        ("Tỉnh A;2024;communes_xmc_2;100;100;;", None),
        ("Tỉnh A;2025;communes_xmc_2;90;100;;", True),
        ("Tỉnh A;2025;communes_xmc_2;89;100;;", False),
        ("A;2025;communes_xmc_2;90;100;;tỉnh", True),
    ],
)
def test_counts_of_members_are_judged_by_the_rule_of_their_area(judged, line, level):
    figures, wider = judged(line)
    assert figures["levels"]["xmc"] == {"proven": None, "possible": None}
    (share,) = [s for s in wider["shares"] if (s["standard"], s["level"]) == ("xmc", 2)]
    assert share["outcome"] == {True: "holds", False: "fails", None: "unknown"}[level]
    assert wider["levels"]["xmc"]["proven"] == (2 if level else 0)
    assert levels_text([figures, wider])


@pytest.mark.parametrize("area", ["Huyện A;;", "Tỉnh A;;", "A;cả nước", "Thành phố A;;", "A;huyện"])
def test_the_rules_of_a_commune_are_not_applied_to_others(judged, area):
    name, kind, *_ = area.split(";")
    (entry,) = judged(f"{name};2024;xmc1_15_35;95;100;;{kind}")
    assert {level["proven"] for level in entry["levels"].values()} == {None}
    assert entry["notes"] and "Đạt" not in levels_text([entry])


def test_counts_of_members_say_nothing_of_a_commune(judged):
    (entry,) = judged("A;2024;communes_xmc_1;13;13;;")
    assert entry["levels"]["xmc"]["proven"] == 0
    assert entry["notes"] == ["Số xã, số huyện đạt chuẩn chỉ xét cho huyện, tỉnh."]
