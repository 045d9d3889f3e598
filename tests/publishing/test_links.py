"""From the index to a group, its communes and their khóm, and back."""

from lxml import html

from tests.support.group import good, write_area, write_commune
from xhht_analysis.base.groups import groups_of, groups_shown
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.group_page import group_facts
from xhht_analysis.publishing.index import root_index
from xhht_analysis.publishing.reports import REPORTS, page_facts
from xhht_analysis.report.group import open_group
from xhht_analysis.report.overview_communes import communes_table
from xhht_analysis.report.report import open_report
from xhht_analysis.running.groups import folders_of


def entry(area, period="năm 2024", **more):
    return {"area": area, "period": period, "href": f"{area}/2024/index.html", **more}


def rows(page):
    return [tr.xpath("string(./th|./td[1])").strip() for tr in html.fromstring(page).xpath("//tbody/tr")]


def test_the_index_has_areas_below_their_groups():
    page = root_index(
        [
            entry("xã C", within="huyện B"),
            entry("tỉnh A"),
            entry("huyện B", within="tỉnh A"),
            entry("xã A", within="tỉnh A", khom="xã A/2024/xoa-mu-chu.html#theo-khom", word="ấp"),
            entry("xã Lẻ"),
        ]
    )
    assert rows(page) == ["Tỉnh A", "Huyện B", "Xã C", "Xã A", "Xã Lẻ"]
    tree = html.fromstring(page)
    assert [s.text for s in tree.xpath("//*[@class='within-2']")] == ["Xã C"]
    (khom,) = tree.xpath("//a[text()='Từng ấp']")
    assert khom.get("href").endswith("xoa-mu-chu.html#theo-khom")


def test_a_circle_of_groups_is_told_once_each():
    assert len(rows(root_index([entry("a", within="b"), entry("b", within="a")]))) == 2


def test_a_commune_leads_to_its_group_and_a_publication_does_not(tmp_path):
    store = Store(tmp_path)
    write_area(store, "tinh", 'name = "Thử"\nkind = "tỉnh"\nmembers = ["a", "b"]\n')
    for area in ("a", "b"):
        write_commune(store, area, "2024", good(10))
    when = Period(2024)
    assert [group.id for group in groups_of(store, "a", when)] == ["tinh"]
    assert groups_of(store, "tinh", when) == []
    never_run = page_facts(open_report("a", "2024", root=tmp_path), REPORTS[0])
    assert never_run["groups"] == []
    with folders_of(store, [("tinh", when)]):
        facts = page_facts(open_report("a", "2024", root=tmp_path), REPORTS[0])
    assert not store.output("tinh", when).exists()  # it was not made after all
    assert facts["groups"] == [{"href": "../../tinh/2024/tong-quan.html", "text": "tỉnh Thử"}]
    whole = page_facts(open_report("a", "2024", root=tmp_path, whole=True), REPORTS[0])
    assert whole["groups"] == []


def test_a_group_leads_to_its_periods(tmp_path):
    store = Store(tmp_path)
    write_area(store, "tinh", 'name = "Thử"\nkind = "tỉnh"\nmembers = ["a"]\n')
    write_commune(store, "a", "2024", good(10))
    facts = group_facts(
        open_group("tinh", "2024", root=tmp_path), current="tong-quan.html", beside=["2023", "2025"]
    )
    assert facts["home"] == "../../index.html"
    assert facts["previous"] == {"href": "../2023/tong-quan.html", "text": "năm 2023"}
    assert facts["next"] == {"href": "../2025/tong-quan.html", "text": "năm 2025"}


def test_a_group_leads_to_pages_that_are_there(tmp_path):
    """No link leads to a commune that has no pages, nor to a wider group that was never run."""
    store, when = Store(tmp_path), Period(2024)
    write_area(store, "huyen", 'name = "Giữa"\nkind = "huyện"\nmembers = ["a", "b"]\n')
    write_area(store, "tinh", 'name = "Trên"\nkind = "tỉnh"\nmembers = ["huyen"]\n')
    for area in ("a", "b"):
        write_commune(store, area, "2024", good(10))
    page = store.output("b", when) / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    table = html.fromstring(communes_table(open_group("huyen", "2024", root=tmp_path)).html)
    leads = {a.get("href") for a in table.xpath("//tbody//a")}
    assert leads == {"../../b/2024/index.html", "../../b/2024/xoa-mu-chu.html#theo-khom"}
    assert groups_shown(store, "huyen", when) == []
    with folders_of(store, [("tinh", when)]):
        assert [group.id for group in groups_shown(store, "huyen", when)] == ["tinh"]
