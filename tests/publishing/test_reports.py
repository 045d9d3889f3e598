"""What every page says of itself, and where it leads."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.report.made_up import report_of
from tests.support.small_commune import processed_commune
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Edition
from xhht_analysis.publishing.reports import REPORTS, page_facts
from xhht_analysis.report.report import open_report
from xhht_analysis.running.groups import folders_of


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return processed_commune(tmp_path_factory)


def test_the_pages_of_the_contract():
    contract = {"tong-hop", "xoa-mu-chu", "pho-cap-giao-duc", "so-lieu"}
    assert contract <= {kind.page for kind in REPORTS}
    assert REPORTS[0].page == "tong-hop"


def test_facts_of_a_report_with_a_plan(root):
    report = open_report("an-thu", "2024", root=root)
    facts = page_facts(report, REPORTS[1], downloads=[{"href": "a.csv"}])
    assert facts["title"] == "Xóa mù chữ – năm 2024"
    assert (facts["area"], facts["status"], facts["synthetic"]) == ("xã An Thử, tỉnh Thử", "sơ bộ", True)
    assert facts["data_date"] == "31/12/2024"
    assert facts["due"] == "trước ngày 05/12/2024"
    assert (facts["files"], facts["files_at"]) == ([], "index.html")
    index = page_facts(report, None)
    assert (index["files"], index["files_at"]) == ([{"role": "phiếu điều tra 1"}], None)
    assert facts["home"] == "../../index.html"
    assert [rule[:10] for rule in facts["rules"]] == [report.rules.source[:10]]
    assert facts["plan"] == "Kế hoạch 322/KH-UBND ngày 16/4/2024 về xây dựng xã hội học tập năm 2024"
    assert (facts["previous"], facts["next"], facts["downloads"]) == (None, None, [{"href": "a.csv"}])
    assert [item["href"] for item in facts["nav"]] == ["index.html", *(f"{k.page}.html" for k in REPORTS)]
    assert [item["text"] for item in facts["nav"] if item["current"]] == ["Xóa mù chữ"]


@pytest.mark.parametrize(("period", "said"), [("2024", True), ("2024-H1", False), ("2025", False)])
def test_the_year_in_which_a_commune_was_founded_is_not_all_its_own(tmp_path, period, said):
    report = report_of(tmp_path, period=period, files=[], version="1")
    report = replace(report, area=replace(report.area, since=dt.date(2024, 7, 1)))
    words = "ngày 01/7/2024; số liệu trước ngày đó là của các đơn vị hành chính cũ"
    assert page_facts(report, None)["founded"] == (words if said else "")
    assert report.area.is_there(report.period.reference_date) == (period != "2024-H1")


def test_facts_of_an_index_without_plan_before_the_rules(root):
    facts = page_facts(open_report("ben-thu", "1999", root=root), None)
    assert facts["title"] == "Các báo cáo – năm 1999"
    assert (facts["due"], facts["rules"], facts["plan"], facts["synthetic"]) == (None, [], None, False)
    assert [item["href"] for item in facts["nav"] if item["current"]] == ["index.html"]


def test_a_file_that_was_not_used_says_so(tmp_path):
    files = [{"role": "tệp khác 1", "sha256": "0", "state": "set_aside"}]
    facts = page_facts(report_of(tmp_path, files=files, version="1"), None)
    role = "tệp khác 1 (không tính: theo files.toml hoặc đã có bản sau)"
    assert facts["files"] == [{"role": role}]


def test_neighbours_are_periods_that_were_read(tmp_path):
    report = report_of(tmp_path, period="2024", version="1")
    for period in ("2022", "2023", "2024", "2025"):
        folder = report.store.raw / "an-thu" / period
        folder.mkdir()
        (folder / "a.xlsx").touch()
    for period in ("2023", "2024"):
        folder = tmp_path / "data" / "processed" / "an-thu" / period
        folder.mkdir(parents=True)
        (folder / "summary.json").touch()
    facts = page_facts(report, REPORTS[0])
    assert (facts["previous"], facts["next"]) == (None, None)  # 2023 was counted, and has no pages
    with folders_of(report.store, [("an-thu", Period(2023))]):  # which it is given in this run
        facts = page_facts(report, REPORTS[0])
    assert facts["previous"] == {"href": "../2023/tong-hop.html", "text": "năm 2023"}
    assert facts["next"] is None
    assert not report.store.output("an-thu", Period(2023)).parent.exists()
    # A publication is made of the raw files and the record, whatever pages happen to lie here.
    published = replace(report, edition=Edition(1, dt.date(2025, 1, 15)))
    assert page_facts(published, REPORTS[0])["previous"] == facts["previous"]
