"""Districts and provinces: each share at its edge, one member below it, and members that are not known."""

from __future__ import annotations

import datetime as dt

import pytest

from xhht_analysis.base.messages import speaking
from xhht_analysis.standards.levels import levels_report, levels_text
from xhht_analysis.standards.rules import load_rules
from xhht_analysis.standards.wider_areas import Member, judge_wider, levels_of

END_OF_2024, JUNE_2025, JULY_2025 = dt.date(2024, 12, 31), dt.date(2025, 6, 30), dt.date(2025, 7, 1)
END_OF_2025 = dt.date(2025, 12, 31)


def members(standard: str, level: int, reached: int, of: int, *, unknown: int = 0, hardship: bool = False):
    """So many of them have the level and those below it, so many have none, so many are not known."""
    told = [tuple([True] * level)] * reached + [tuple([False] * level)] * (of - reached - unknown)
    told += [tuple([None] * level)] * unknown
    return [Member({standard: outcomes}, hardship) for outcomes in told]


def level_of(day: dt.date, scope: str, standard: str, level: int, found: list[Member]) -> bool | None:
    return levels_of(judge_wider(load_rules(day), scope, found))[standard][level - 1]


#: How many members of 100 must have a level: NĐ 20/2014; from July 2025 a province by NĐ 142/2025.
DISTRICT = {
    ("mn5", 1): 90, ("th", 1): 90, ("th", 2): 90, ("th", 3): 90, ("thcs", 1): 90, ("thcs", 2): 95,
    ("thcs", 3): 100, ("xmc", 1): 90, ("xmc", 2): 90,
}  # fmt: skip
BY_DISTRICTS = dict.fromkeys(DISTRICT, 100) | {("xmc", 1): 90}
BY_COMMUNES = {key: share for key, share in DISTRICT.items() if key[0] != "mn5"} | {("xmc", 1): 81}
SHARES = [
    (scope, day, *key, share)
    for scope, day, shares in (
        ("district", END_OF_2024, DISTRICT), ("district", JUNE_2025, DISTRICT),
        ("province", END_OF_2024, BY_DISTRICTS), ("province", JUNE_2025, BY_DISTRICTS),
        ("province", JULY_2025, BY_COMMUNES), ("province", END_OF_2025, BY_COMMUNES),
    )
    for key, share in shares.items()
]  # fmt: skip


@pytest.mark.parametrize(("scope", "day", "standard", "level", "share"), SHARES)
def test_each_share_at_its_edge(scope, day, standard, level, share):
    def held(reached, unknown=0):
        return level_of(day, scope, standard, level, members(standard, level, reached, 100, unknown=unknown))

    assert held(share) is True
    assert held(share - 1) is False
    assert held(share - 1, unknown=1) is None
    assert held(share - 2, unknown=1) is False


def test_communes_in_hardship_are_counted_apart_for_preschool_of_3_to_5():
    def held(ordinary, poor):
        found = members("mn35", 1, ordinary, 100) + members("mn35", 1, poor, 20, hardship=True)
        return level_of(END_OF_2025, "province", "mn35", 1, found)

    assert held(90, 17) is True
    assert held(89, 20) is False
    assert held(100, 16) is False
    # Where no commune is in hardship, that group asks nothing.
    assert level_of(END_OF_2025, "province", "mn35", 1, members("mn35", 1, 9, 10)) is True


@pytest.mark.parametrize(
    ("day", "scopes", "standards"),
    [
        (END_OF_2024, {"district", "province"}, {"mn5", "th", "thcs", "xmc"}),
        (JUNE_2025, {"district", "province"}, {"mn5", "th", "thcs", "xmc"}),
        # No districts any more; the new share of preschool for 5-year-olds is not known, so none is judged.
        (JULY_2025, {"province"}, {"th", "thcs", "xmc"}),
        (END_OF_2025, {"province"}, {"mn35", "th", "thcs", "xmc"}),
    ],
)
def test_what_is_counted_on_a_day(day, scopes, standards):
    areas = load_rules(day).areas
    assert {area.scope for area in areas} == scopes
    assert {share.standard for area in areas for share in area.shares} == standards


FILE = """\
area;period;indicator;numerator;denominator;huyện;tỉnh
a;2024;xmc1_15_35;90;100;huyện Một;tỉnh Thử
b;2024;xmc1_15_35;89;100;huyện Hai;tỉnh Thử
c;2024;xmc1_15_35;99;100;huyện Hai;Tỉnh Thử
d;2024;xmc1_15_35;99;100;;tỉnh Thử
a;2026;xmc1_15_35;90;100;;tỉnh Thử
b;2026;xmc1_15_35;89;100;;tỉnh Thử
"""


def test_a_file_of_communes_tells_of_its_districts_and_provinces(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(FILE, encoding="utf-8")
    entries = levels_report(path)
    assert [(e["area"], e["period"]) for e in entries if "scope" not in e] == [
        ("a", "2024"), ("b", "2024"), ("c", "2024"), ("d", "2024"), ("a", "2026"), ("b", "2026"),
    ]  # fmt: skip
    wider = [entry for entry in entries if "scope" in entry]
    assert [(e["scope"], e["area"], e["period"], e["of"], e["levels"]["xmc"]["proven"]) for e in wider] == [
        ("district", "huyện Một", "2024", "commune", 1),
        ("district", "huyện Hai", "2024", "commune", 0),
        ("province", "tỉnh Thử", "2024", "district", 0),
        ("province", "tỉnh Thử", "2026", "commune", 0),
    ]
    level_1 = {"standard": "xmc", "level": 1, "hardship": None, "unknown": 0, "outcome": "fails"}
    shares = [next(s for s in e["shares"] if (s["standard"], s["level"]) == ("xmc", 1)) for e in wider[2:]]
    assert shares == [
        level_1 | {"threshold": 90, "numerator": 1, "denominator": 2},
        level_1 | {"threshold": 81, "numerator": 1, "denominator": 2},
    ]
    assert [entry["notes"] for entry in wider[2:]] == [
        ["1 xã không ghi huyện nên không tính được vào tỉnh."], [],
    ]  # fmt: skip
    text = levels_text(entries)
    assert "huyện Hai – năm 2024 (tính theo xã có trong tệp)\n" in text
    assert "    - mức độ 1: 1/2 đạt, cần 81%\n" in text
    with speaking("en"):
        assert "    - level 1: 1 of 2 reached it, 81% needed\n" in levels_text(levels_report(path))


def test_a_commune_belongs_to_one_district(tmp_path):
    path = tmp_path / "figures.csv"
    rows = "a;2024;xmc1_15_35;90;100;huyện Một;\na;2024;xmc2_15_60;90;100;huyện Hai;\n"
    path.write_text(FILE.splitlines()[0] + "\n" + rows, encoding="utf-8")
    entry, *_ = levels_report(path)  # the row that says otherwise is refused alone
    assert entry["levels"]["xmc"] == {"proven": 1, "possible": 2}
    assert entry["notes"] == [
        "Dòng 3 bị loại: cột “district”: khác với dòng 2 của cùng địa bàn và kỳ; hãy ghi như nhau."
    ]
