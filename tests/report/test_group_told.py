"""Communes of a group that typed levels and no figures: how each is counted, shown and told."""

import pytest

from tests.support.group import good, write_area, write_commune
from xhht_analysis.base.store import Store, write_text
from xhht_analysis.report.group import open_group
from xhht_analysis.report.group_levels import proven_level, shares_of
from xhht_analysis.report.overview import level_tiles, main_sentences, silent_table, totals_table
from xhht_analysis.report.overview_communes import (
    changes_table,
    communes_table,
    level_mark,
    rates_table,
    worst_table,
)

GROUP = """\
name = "Thử"
kind = "huyện"
members = [
    "a", "b", { area = "d", name = "xã Đông" }, { area = "e", name = "xã Tây" },
    { area = "g", name = "xã Nam" },
]
"""
HEAD = "area;period;indicator;percent\n"


@pytest.fixture
def store(tmp_path):
    """A has every level, B lacks 200 persons to literacy at level 2; Đông, Tây, Nam sent no figures."""
    store = Store(tmp_path)
    write_area(store, "nhom", GROUP)
    write_commune(store, "a", "2024", good(10))
    write_commune(store, "b", "2024", good(20, xmc2_15_60=(700, 1000)))
    return store


def typed(store, *rows, period="2024"):
    text = HEAD + "".join(f"{row}\n" for row in rows)
    write_text(store.raw / "nhom" / period / "muc-do.csv", text)
    return open_group("nhom", period, root=store.root)


def literacy(group, level=2):
    """Of literacy at a level: how many have it, of how many that are known, and how many are not known."""
    shares = shares_of(group)
    share = next(s for s in shares if (s.result.standard, s.result.level) == ("xmc", level))
    figure = share.result.figure
    return share, (figure.numerator, figure.denominator, figure.unknown)


def test_a_recognised_level_alone_counts_in_the_levels_and_in_no_figure(store):
    group = typed(store, "xã Đông;2024;Được công nhận xóa mù chữ;mức độ 2")
    assert [one.source for one in group.members] == ["counted", "counted", "levels", "", ""]
    assert [one.id for one in group.sent] == ["a", "b"]
    assert [one.id for one in group.levels_only] == ["d"]
    assert [one.id for one in group.silent] == ["e", "g"]
    assert literacy(group)[1] == (2, 3, 2)  # A and Đông have it, B has not; Tây and Nam are not known
    assert [one.id for one in group.total("xmc2_15_60").missing] == ["d", "e", "g"]
    said = main_sentences(group)
    assert said[0] == "Huyện Thử: có số liệu của 2/5 xã."
    assert said[1:4] == [
        "Chỉ gửi mức độ, chưa gửi số liệu: xã Đông.",
        "Chưa có số liệu: xã Tây, xã Nam.",
        "1 xã có mức độ tính theo quyết định công nhận hoặc theo tệp ghi, vì thiếu số liệu để xét.",
    ]
    assert "2/5" in level_tiles(group).html
    assert [row[0] for row in silent_table(group).texts()] == ["Xã Nam", "Xã Tây"]
    assert totals_table(group).texts()[0][4] == "2/5 xã"
    assert [row[0] for row in rates_table(group, "xmc2_15_60").texts()] == ["Xã A", "Xã B"]
    assert [row[0] for row in worst_table(group).texts()] == ["Xã B"]


def test_its_level_stands_in_the_table_of_communes_with_how_it_is_known(store):
    group = typed(
        store,
        "xã Đông;2024;Được công nhận xóa mù chữ;mức độ 2",
        "xã Tây;2024;Xóa mù chữ;mức độ 1",
        "xã Nam;2024;Đăng ký xóa mù chữ;mức độ 2",
    )
    marks = [level_mark(one, "xmc") for one in group.members[2:]]
    assert marks == [
        "✓ được công nhận mức độ 2",
        "✓ tệp ghi mức độ 1",
        "○ đăng ký mức độ 2; chưa ghi được công nhận",
    ]
    assert level_mark(group.members[2], "th") == "○ chưa có"
    html = communes_table(group).html
    assert "Xã Đông (chỉ gửi mức độ)" in html and "✓ được công nhận mức độ 2" in html
    assert "do nơi gửi ghi, không tính từ số liệu" in html
    assert "Chưa gửi (0)" in html and "Xóa mù chữ: dưới mức 2 (3)" in html  # B, Tây, Nam
    # Registering reaches nothing: Nam is not known. Of level 1 it is not, either.
    share, counts = literacy(group)
    assert counts == (2, 4, 1) and [one.id for one in share.unknown] == ["g"]
    assert literacy(group, 1)[1] == (4, 4, 1)
    assert proven_level(shares_of(group), "xmc")[0] == 0


def test_what_lacks_in_one_without_figures_is_not_nought(store):
    """90 % of five is five, two have it: three more are needed, of which B alone tells how many lack."""
    group = typed(
        store,
        "xã Đông;2024;Được công nhận xóa mù chữ;mức độ 2",
        "xã Tây;2024;Xóa mù chữ;mức độ 1",
        "xã Nam;2024;Được công nhận xóa mù chữ;mức độ 1",
    )
    share, counts = literacy(group)
    assert counts == (2, 5, 0) and share.result.outcome is False
    assert [one.id for one in share.behind] == ["b", "g", "e"]
    assert (share.lacking, share.people) == (3, None)


def test_figures_decide_and_where_the_decision_differs_it_is_not_known(store):
    group = typed(
        store, "B;2024;Được công nhận xóa mù chữ;mức độ 2", "xã Đông;2024;Xóa mù chữ;chưa đạt"
    )
    assert group.members[1].source == "counted"
    assert level_mark(group.members[1], "xmc") == "✓ mức 1; được công nhận mức độ 2"
    share, counts = literacy(group)
    assert counts == (1, 2, 3)  # A has it, Đông has not even level 1; B, Tây, Nam are not known
    assert "b" in [one.id for one in share.unknown]


def test_a_level_of_a_year_later_is_a_change_of_level_and_not_of_who_tells_it(store):
    typed(store, "xã Đông;2023;Xóa mù chữ;mức độ 1", "xã Tây;2023;Xóa mù chữ;mức độ 2", period="2023")
    group = typed(
        store, "xã Đông;2024;Xóa mù chữ;mức độ 2", "xã Tây;2024;Được công nhận xóa mù chữ;mức độ 2"
    )
    assert changes_table(group).texts() == [
        ["Xã Đông", "Xóa mù chữ", "✓ tệp ghi mức độ 1", "✓ tệp ghi mức độ 2"]
    ]
    assert silent_table(group).texts() == [["Xã Nam", "[x]", "chưa có"]]
