"""By hand: at how many communes a district and a province have a level, and what lacks; each edge."""

import io

import pytest
from docx import Document

from tests.support.group import good, write_area
from xhht_analysis.base.areas import Area
from xhht_analysis.base.members import Member
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.publishing.group_paper import group_paper
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.group_levels import gap_to, gap_to_next, proven_level, shares_of
from xhht_analysis.report.group_places import Place
from xhht_analysis.report.members import MemberReport
from xhht_analysis.report.overview import level_sentences, main_points, shares_table
from xhht_analysis.standards.engine import judge
from xhht_analysis.standards.rules import load_rules

#: Without literacy at level 2, level 3 of lower secondary, preschool: 50 of 100 and more.
NO_XMC2 = {"xmc2_15_60": (50, 100), "xmc2_15_35": (50, 100)}
NO_XMC1 = {**NO_XMC2, "xmc1_15_35": (50, 100), "xmc1_15_25": (50, 100)}
NO_THCS3 = {"thcs_upper_15_18": (50, 100)}
NO_THCS2 = {"thcs_graduated_15_18": (85, 100)}


def commune(id, period, counts, *, district=""):
    """A commune by its figures; one without any has not sent."""
    place = Place(Member(id, name=f"xã {id}"), None, district)
    figures = {name: Figure(*two) for name, two in counts.items()}
    rules = load_rules(Period.parse(period).reference_date)
    return MemberReport(place, "typed" if counts else "", figures, judge(rules, figures, hardship=False))


def grouped(kind, period, members, tmp_path):
    area = Area(id="nhom", name="Thử", kind=kind, members=tuple(one.place.member for one in members))
    return GroupReport(Store(tmp_path), area, Period.parse(period), tuple(members))


def group(tmp_path, kind, period, reached, of, lack, *, silent=0):
    """``of`` communes of which ``reached`` have every level, ``silent`` sent nothing, and the others lack."""
    told = [good(n, **({} if n < reached else lack)) for n in range(of - silent)] + [{}] * silent
    return grouped(kind, period, [commune(f"x{n:02d}", period, one) for n, one in enumerate(told)], tmp_path)


DISTRICT = [
    # 90 % of 10 and of 13: 9, 12; THCS 2 95 % of 20: 19; THCS 3 every one
    ("xmc", 2, 9, 10, NO_XMC2, True), ("xmc", 2, 8, 10, NO_XMC2, False),
    ("xmc", 2, 12, 13, NO_XMC2, True), ("xmc", 2, 11, 13, NO_XMC2, False),
    ("thcs", 3, 13, 13, NO_THCS3, True), ("thcs", 3, 12, 13, NO_THCS3, False),
    ("thcs", 2, 19, 20, NO_THCS2, True), ("thcs", 2, 18, 20, NO_THCS2, False),
]  # fmt: skip


@pytest.mark.parametrize(("standard", "level", "reached", "of", "lack", "holds"), DISTRICT)
def test_a_district_of_2024(tmp_path, standard, level, reached, of, lack, holds):
    shares = shares_of(group(tmp_path, "huyện", "2024", reached, of, lack))
    share = next(s for s in shares if (s.result.standard, s.result.level) == (standard, level))
    assert share.result.outcome is holds
    assert (share.lacking == 0) is holds
    assert len(share.behind) == of - reached
    assert (proven_level(shares, standard)[0] >= level) is holds


PROVINCE = [
    # NĐ 142/2025: XMC 1 81 %, XMC 2 90 %, THCS 3 all
    ("xmc", 1, 17, 21, NO_XMC1, False), ("xmc", 1, 18, 21, NO_XMC1, True),
    ("xmc", 2, 18, 20, NO_XMC2, True), ("xmc", 2, 17, 20, NO_XMC2, False),
    ("thcs", 2, 19, 20, NO_THCS2, True), ("thcs", 2, 18, 20, NO_THCS2, False),
    ("thcs", 3, 20, 20, NO_THCS3, True), ("thcs", 3, 19, 20, NO_THCS3, False),
]  # fmt: skip


@pytest.mark.parametrize(("standard", "level", "reached", "of", "lack", "holds"), PROVINCE)
def test_a_province_of_2025_by_its_communes(tmp_path, standard, level, reached, of, lack, holds):
    shares = shares_of(group(tmp_path, "tỉnh", "2025", reached, of, lack))
    share = next(s for s in shares if (s.result.standard, s.result.level) == (standard, level))
    assert share.result.outcome is holds


def test_without_communes_in_hardship_nothing_is_said_of_them(tmp_path):
    """MN5 of 2025: 90 % of communes in hardship, all others; this province has none of the first."""
    shares = shares_of(group(tmp_path, "tỉnh", "2025", 3, 3, NO_XMC2))
    assert {share.result.hardship for share in shares} <= {None, False}
    assert {s.result.figure.denominator + s.result.figure.unknown for s in shares} == {3}


def test_what_lacks_in_communes_and_in_people(tmp_path):
    """18 of 20 are needed and 16 have it: two more, who lack 40 people each (90 of 100, 50 literate)."""
    found = group(tmp_path, "huyện", "2024", 16, 20, NO_XMC2)
    share = next(s for s in shares_of(found) if (s.result.standard, s.result.level) == ("xmc", 2))
    assert (share.lacking, share.people) == (2, 80)
    assert [one.id for one in share.behind] == ["x16", "x17", "x18", "x19"]
    assert "còn thiếu 2 xã (gần nhất: 80 người)" in " ".join(level_sentences(found, shares_of(found)))


def test_one_that_has_not_sent_leaves_open_what_hangs_on_it(tmp_path):
    found = group(
        tmp_path, "huyện", "2024", 8, 10, NO_XMC2, silent=1
    )  # 8 have it, one has not, one is silent
    shares = shares_of(found)
    share = next(s for s in shares if (s.result.standard, s.result.level) == ("xmc", 2))
    assert share.result.outcome is None
    assert [one.id for one in share.unknown] == ["x09"]
    assert proven_level(shares, "xmc") == (0, 2) or proven_level(shares, "xmc") == (1, 2)


def test_until_june_2025_a_province_is_counted_by_districts_which_must_be_told(tmp_path):
    found = group(tmp_path, "tỉnh", "2024", 3, 3, NO_XMC2)
    assert shares_of(found) == []
    assert "theo huyện" in main_points(found).html


@pytest.mark.parametrize(("bad", "holds"), [(0, True), (1, False)])
def test_six_of_seven_districts_are_not_a_province(tmp_path, bad, holds):
    told = [good(n, **(NO_XMC2 if n < bad else {})) for n in range(7)]
    members = [commune(f"x{n}", "2024", one, district=f"huyện {n}") for n, one in enumerate(told)]
    shares = shares_of(grouped("tỉnh", "2024", members, tmp_path))
    share = next(s for s in shares if (s.result.standard, s.result.level) == ("xmc", 2))
    assert share.result.outcome is holds
    assert share.result.figure.numerator == 7 - bad


def test_a_district_after_june_2025_and_a_group_are_not_judged(tmp_path):
    assert shares_of(group(tmp_path / "a", "huyện", "2025", 2, 2, {})) == []
    assert shares_of(group(tmp_path / "b", "cụm", "2024", 2, 2, {})) == []


def test_the_gap_of_a_commune_counts_required_levels_and_each_indicator_once(tmp_path):
    found = group(tmp_path, "huyện", "2024", 0, 1, {**NO_XMC1, "thcs_graduated_15_18": (70, 100)})
    one = found.members[0]
    assert gap_to(one, "thcs", 1).needed == {"thcs_graduated_15_18": 10, "xmc1_15_35": 40}
    assert gap_to_next(one).people == 10 + 40


def test_a_table_by_districts_names_districts(tmp_path):
    """Districts of ten need nine: 0 has eight, 1 seven, 2 nine, of 3 nothing is known."""
    members = []
    for n, bad in enumerate((2, 3, 1)):
        told = [good(i, **(NO_XMC2 if i < bad else {})) for i in range(10)]
        members += [commune(f"x{n}{i}", "2024", one, district=f"huyện {n}") for i, one in enumerate(told)]
    members.append(commune("x30", "2024", {}, district="huyện 3"))
    found = grouped("tỉnh", "2024", members, tmp_path)
    table = shares_table(found)
    assert table.caption == "Mức độ của tỉnh Thử theo số huyện"
    assert [column.header for column in table.columns][-2:] == [
        "Huyện chưa đạt, gần nhất trước", "Huyện chưa rõ",
    ]  # fmt: skip
    row = next(row for row in table.texts() if row[0] == "Xóa mù chữ, mức 2")
    assert row == [
        "Xóa mù chữ, mức 2", "1/4", "100%", "chưa đạt", "3 huyện", "chưa tính được", "huyện 0, huyện 1",
        "huyện 3",
    ]  # fmt: skip
    # which a paper opens a year before, too
    write_area(found.store, "nhom", 'name = "Thử"\nkind = "tỉnh"\nmembers = [{ area = "x", name = "X" }]\n')
    paper = Document(io.BytesIO(group_paper(found)))
    cells = [c.text.replace("\u00a0", " ") for t in paper.tables for row in t.rows for c in row.cells]
    assert "Huyện chưa đạt, gần nhất trước" in cells and "Xã chưa đạt, gần nhất trước" not in cells
    assert "huyện 0, huyện 1" in cells
