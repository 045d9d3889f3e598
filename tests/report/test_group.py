"""A group of communes: sums, coverage, whom they leave out, and what other offices sent."""

import pytest

from tests.support.group import good, table, write_area, write_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, write_text
from xhht_analysis.publishing.group_csv import group_csv
from xhht_analysis.report.group import open_group
from xhht_analysis.report.overview import coverage_words, main_sentences, shares_table, totals_table
from xhht_analysis.report.overview_communes import changes_table, communes_table, rates_table, worst_table

MEMBERS = 'name = "Thử"\nkind = "huyện"\nmembers = ["a", "b", "c"]\n'


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    write_area(store, "nhom", MEMBERS)
    write_commune(store, "a", "2024", {"xmc2_15_60": (900, 1000, 3)}, people=1500)
    write_commune(store, "b", "2024", {"xmc2_15_60": (50, 100)}, people=200)
    write_commune(store, "c", "2024", {"xmc2_15_60": (300, 400, 1)}, people=600)
    return store


def row(group, name="xmc2_15_60"):
    total = group.total(name)
    return total.at_least, total.figure and total.figure.pair, total.is_total, [m.id for m in total.missing]


def opened(store, period="2024"):
    return open_group("nhom", period, root=store.root)


def test_counts_are_added_and_rates_never_averaged(store):
    total = opened(store).total("xmc2_15_60")
    assert (total.figure.numerator, total.figure.denominator, total.figure.unknown) == (1250, 1500, 4)
    assert total.is_total
    assert float(total.figure.rate) == pytest.approx(1250 / 1500)  # the mean of the rates is 0,717


@pytest.mark.parametrize("left_out", ["a", "b", "c"])
def test_without_a_commune_a_sum_is_a_lower_bound_and_names_it(store, left_out):
    for path in store.processed(left_out, Period(2024)).iterdir():
        if path.is_file():
            path.unlink()
    group = opened(store)
    whole = {"a": (900, 1000), "b": (50, 100), "c": (300, 400)}
    del whole[left_out]
    part, of = map(sum, zip(*whole.values(), strict=True))
    assert row(group) == (part, (part, of), False, [left_out])
    assert [m.id for m in group.silent] == [left_out]
    shown = totals_table(group).texts()[0]
    assert shown[1].startswith("ít nhất ") and left_out.upper() in shown[5]


def test_each_table_and_sentence_says_of_which_area_it_is(store):
    """A reader must not take a district's sum for a commune's figure."""
    group = opened(store)
    tables = [
        shares_table(group), totals_table(group), worst_table(group), rates_table(group, "xmc2_15_60"),
    ]  # fmt: skip
    assert [table.caption for table in tables] == [
        "Mức độ của huyện Thử theo số xã",
        "Số liệu chung của huyện Thử: cộng các xã",
        "Hai mươi xã của huyện Thử còn thiếu nhiều người nhất",
        "Số người và tỷ lệ của từng xã của huyện Thử",
    ]
    assert "Từng xã của huyện Thử, thiếu nhiều người nhất trước" in communes_table(group).html
    first, *_, literacy = main_sentences(group)
    assert first == "Huyện Thử: có số liệu của 3/3 xã, 2.300/2.300 người."
    assert literacy.startswith("Xóa mù chữ của huyện Thử: ")
    seen = group.observed("xmc2_15_60")
    assert (seen.scope, seen.figure.pair, seen.sources) == (
        "district",
        (1250, 1500),
        ("xã A", "xã B", "xã C"),
    )
    lines = group_csv(group).splitlines()
    assert [line.rpartition(",")[2] for line in lines] == ["scope", *["commune"] * 3, "district"]


def test_where_no_level_has_changed_one_sentence_says_so(store):
    for area, counts in (("a", (900, 1000, 3)), ("b", (51, 100)), ("c", (310, 400, 1))):
        write_commune(store, area, "2023", {"xmc2_15_60": counts})
    said = changes_table(opened(store))
    assert said.html.count("<li>") == 1
    assert "Không xã nào đổi mức độ so với năm 2023." in said.html


def test_counts_of_every_commune_are_not_folded_away(store):
    """What is folded is not printed."""
    table = rates_table(opened(store), "xmc2_15_60")
    assert table.texts() == [
        ["Xã A", "900 / 1.000 (90,00%)"], ["Xã B", "50 / 100 (50,00%)"], ["Xã C", "300 / 400 (75,00%)"],
    ]  # fmt: skip
    assert "<details" not in table._repr_html_()


def test_coverage_counts_communes_and_people(store):
    group = opened(store)
    assert coverage_words(group, group.sent) == "3/3 xã, 2.300/2.300 người"
    write_area(store, "nhom", MEMBERS.replace('"c"]', '"c", { area = "d", name = "xã D", people = 700 }]'))
    group = opened(store)
    assert coverage_words(group, group.sent) == "3/4 xã, 2.300/3.000 người"
    write_area(store, "nhom", MEMBERS.replace('"c"]', '"c", { area = "d", name = "xã D" }]'))
    assert coverage_words(opened(store), []) == "0/4 xã"  # of one nobody knows how many people it has


def test_a_commune_that_withholds_leaves_a_lower_bound_with_its_name(store):
    write_commune(store, "b", "2024", {"xmc2_15_60": (98, 100)})
    total = opened(store).total("xmc2_15_60")
    assert not total.is_total
    assert [m.id for m in total.withheld] == ["b"]
    assert total.at_least == 1200
    line = group_csv(opened(store)).splitlines()[-1].split(",")
    assert (line[7], line[10], line[11]) == ("1200", "", "1")
    assert line[12:] == ["3", "3", "xã B", "district"]


def test_members_of_the_day_alone_are_counted(store):
    write_area(
        store,
        "nhom",
        'name = "Thử"\nkind = "huyện"\nmembers = ["a", { area = "b", until = 2023-12-31 }, '
        '{ area = "c", since = 2024-12-31 }]\n',
    )
    assert [m.id for m in opened(store).members] == ["a", "c"]


def test_a_merged_commune_takes_the_place_of_the_old_ones(store):
    write_area(
        store,
        "nhom",
        'name = "Thử"\nmembers = [{ area = "a", until = 2025-06-30 }, { area = "b", until = 2025-06-30 }, '
        '{ area = "moi", since = 2025-07-01 }, "c"]\n',
    )
    write_commune(store, "moi", "2025", {"xmc2_15_60": (960, 1100)}, description="since = 2025-07-01\n")
    write_commune(store, "c", "2025", {"xmc2_15_60": (300, 400)})
    assert row(opened(store))[0] == 1250
    assert row(opened(store, "2025"))[:3] == (1260, (1260, 1500), True)
    assert [m.id for m in opened(store, "2025-H1").members] == ["a", "b", "c"]


def test_communes_of_districts_are_those_of_the_province_each_once(store):
    write_area(store, "tinh", 'name = "T"\nkind = "tỉnh"\nmembers = ["nhom"]\n')
    group = open_group("tinh", "2024", root=store.root)
    assert [(m.id, m.place.district) for m in group.members] == [(i, "huyện Thử") for i in "abc"]
    write_area(store, "tinh", 'name = "T"\nkind = "tỉnh"\nmembers = ["nhom", "a"]\n')
    with pytest.raises(InputError, match="hai lần"):
        open_group("tinh", "2024", root=store.root)
    write_area(store, "nhom", 'name = "Thử"\nkind = "huyện"\nmembers = ["tinh"]\n')
    with pytest.raises(InputError, match="chính nó"):
        open_group("tinh", "2024", root=store.root)


def test_who_is_nowhere_must_have_a_name(store):
    write_area(store, "nhom", 'name = "Thử"\nmembers = ["a", "bb"]\n')
    with pytest.raises(InputError, match="“bb”"):
        opened(store)
    with pytest.raises(InputError, match="members"):
        open_group("a", "2024", root=store.root)


def test_a_merged_csv_of_another_office_gives_the_same_figures(store, tmp_path):
    write_commune(store, "b", "2024", {"xmc2_15_60": (98, 100), "xmc1_15_60": (100, 100)})
    sent = group_csv(opened(store))
    other = Store(tmp_path / "other")
    write_area(
        other,
        "nhom",
        MEMBERS.replace(
            '["a", "b", "c"]', '[{area="a",name="xã A"},{area="b",name="xã B"},{area="c",name="xã C"}]'
        ),
    )
    write_text(other.raw / "nhom" / "2024" / "xa.csv", sent)
    there, here = opened(other), opened(store)
    assert [m.source for m in there.members] == ["sent"] * 3
    assert row(there) == row(here)
    assert there.members[1].figures["xmc2_15_60"].withheld
    assert group_csv(there).splitlines()[-2:] == sent.splitlines()[-2:]


def test_typed_figures_stand_for_a_commune_and_a_percentage_alone_adds_nothing(store):
    write_area(
        store,
        "nhom",
        MEMBERS.replace('"c"]', '"c", { area = "d", name = "xã Đông" }, { area = "e", name = "xã Tây" }]'),
    )
    write_text(
        store.raw / "nhom" / "2024" / "FIGURES.csv",
        "area;period;indicator;numerator;denominator;percent\n"
        "Xã Đông;2024;xmc2_15_60;450;500;\nxã Tây;2024;xmc2_15_60;;;90,71\nxã Đông;2023;xmc2_15_60;1;500;\n",
    )
    group = opened(store)
    assert [m.source for m in group.members] == ["counted"] * 3 + ["typed"] * 2
    assert row(group) == (1700, (1700, 2000), False, ["e"])
    assert group.members[4].judged["xmc"].outcomes[1] is True


def test_a_wrong_row_of_typed_figures_is_refused_alone_and_told(store):
    members = '"c", { area = "d", name = "xã Đông" }, { area = "e", name = "xã Tây" }]'
    write_area(store, "nhom", MEMBERS.replace('"c"]', members))
    text = (
        "area;period;indicator;numerator;denominator;percent;hardship\n"
        "Xã Đông;2024;xmc2_15_60;450;500;;\nxã Tây;2024;xmc2_15_60;501;500;;\nxã Tây;2024;xmc;x;;;\n"
    )
    write_text(store.raw / "nhom" / "2024" / "FIGURES.csv", text)
    group = opened(store)
    assert [m.source for m in group.members] == ["counted"] * 3 + ["typed", ""]
    assert row(group) == (1700, (1700, 2000), False, ["e"])
    said = main_sentences(group)
    assert "2 dòng số liệu gõ từ biểu không đọc được, coi như chưa có; nơi gửi cần sửa." in said
    # Whether it is in hardship stood in a refused row: no level of it is told.
    write_text(store.raw / "nhom" / "2024" / "FIGURES.csv", text + "Xã Đông;2024;xmc1_15_35;95;100;;?\n")
    assert opened(store).members[3].judged == {}
    assert row(opened(store)) == (1700, (1700, 2000), False, ["e"])


def test_a_file_that_is_no_table_of_figures_is_told(store):
    write_text(store.raw / "nhom" / "2024" / "la.csv", "ho ten;nam sinh\nX;1990\n")
    with pytest.raises(InputError):
        opened(store)


def test_other_towns_of_nearly_the_same_name_are_others(store):
    write_area(store, "nhom", 'name = "Thử"\nmembers = [{ area = "t", name = "xã Phú Thạnh" }]\n')
    write_text(
        store.raw / "nhom" / "2024" / "FIGURES.csv",
        "area;period;indicator;numerator;denominator\nxã Phú Thành;2024;xmc2_15_60;450;500\n",
    )
    assert opened(store).members[0].source == ""


def test_the_same_group_a_year_ago(store):
    assert opened(store).before is None
    write_commune(store, "a", "2023", good(1))
    assert [m.id for m in opened(store).before.sent] == ["a"]
    assert table(good(1)).shape[0] == 13
