import pytest
from bs4 import BeautifulSoup

from xhht_analysis.publishing.index import area_index, bundle_index, root_index

FACTS = {"title": "Báo cáo năm 2024", "area": "Thị trấn Phú Mỹ", "synthetic": True}


def read(page):
    return BeautifulSoup(page, "html.parser")


def test_area_index_lists_reports_and_failures():
    soup = read(
        area_index(
            FACTS,
            [
                {"title": "Tổng hợp", "href": "tong-hop.html", "sentence": "9 chỉ tiêu đạt."},
                {"title": "Đào tạo", "failed": True},
                {"title": "Số liệu <b>", "failed": "thiếu tệp"},
            ],
        )
    )
    assert [(a.get_text(), a["href"]) for a in soup.select(".cards a")] == [("Tổng hợp", "tong-hop.html")]
    assert soup.select_one(".cards p").get_text() == "9 chỉ tiêu đạt."
    assert [li.get_text() for li in soup.select(".failures li")] == [
        "Báo cáo “Đào tạo” chưa lập được",
        "Báo cáo “Số liệu <b>” chưa lập được: thiếu tệp",
    ]
    assert soup.h1.get_text() == "Báo cáo năm 2024"
    assert soup.select_one(".synthetic") is not None


def test_area_index_without_reports():
    assert "Chưa có báo cáo nào." in read(area_index(FACTS, [])).main.get_text()


def test_root_index_is_areas_by_periods():
    entries = [
        {"area": "Xã Đông", "period": "Năm 2024", "href": "xã đông/2024/index.html", "failed": ["a", "b"]},
        {"area": "Xã An", "period": "2024-H1", "href": "xa-an/2024-H1/index.html", "synthetic": True}
        | {"edition": "DỰ THẢO"},
    ]
    soup = read(root_index(entries))
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]
    assert rows == [
        ["Địa bàn", "2024-H1", "Năm 2024"],
        ["Xã An", "Xem báo cáo (DỰ THẢO; dữ liệu mẫu)", "chưa lập"],
        ["Xã Đông", "chưa lập", "Xem báo cáo (2 báo cáo chưa lập được)"],
    ]
    assert [a["href"] for a in soup.select("td a")] == [
        "xa-an/2024-H1/index.html",
        "x%C3%A3%20%C4%91%C3%B4ng/2024/index.html",
    ]
    assert soup.select_one(".synthetic") is not None


def test_root_index_before_the_first_run():
    soup = read(root_index([]))
    assert soup.main.p.get_text() == "Chưa có kỳ báo cáo nào. Hãy chạy lệnh xhht run."
    assert soup.select(".synthetic") == []


@pytest.mark.parametrize("page", [area_index(FACTS, []), root_index([])])
def test_index_pages_share_the_shell(page):
    soup = read(page)
    assert soup.html["lang"] == "vi"
    assert soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"}) is not None
    assert soup.find("script") is None


def bundled(area, folder, *names, edition="Công bố lần 1, ngày 15/01/2025"):
    downloads = [{"href": f"{folder}/{name}", "text": name.upper(), "size": "9 KB"} for name in names]
    return {"area": area, "href": f"{folder}/index.html", "downloads": downloads, "edition": edition}


def test_bundle_index_is_areas_by_files():
    entries = [
        bundled("Xã Tây", "tay/2024", "a.csv"),
        bundled("Xã Đông", "dong/2024", "a.csv", "b.docx", edition="Công bố lần 2, ngày 16/01/2025"),
    ]
    soup = read(bundle_index(entries, period="năm 2024", synthetic=True))
    heads, *rows = [[cell.get_text() for cell in row.select("th, td")] for row in soup.select("table tr")]
    assert heads == ["Địa bàn", "Các trang", "A.CSV", "B.DOCX"]
    assert rows == [
        ["Xã Đông", "Xem báo cáo (Công bố lần 2, ngày 16/01/2025)", "Tải về (9 KB)", "Tải về (9 KB)"],
        ["Xã Tây", "Xem báo cáo (Công bố lần 1, ngày 15/01/2025)", "Tải về (9 KB)", "chưa lập"],
    ]
    links = [(a["href"], a["aria-label"]) for a in soup.select("table a")][:2]
    assert links == [
        ("dong/2024/index.html", "Xem báo cáo Xã Đông, năm 2024"),
        ("dong/2024/a.csv", "Tải A.CSV, Xã Đông"),
    ]
    assert soup.h1.get_text() == "Báo cáo xây dựng xã hội học tập – năm 2024"
    assert soup.select_one(".synthetic") is not None


def test_bundle_index_says_when_pages_lead_to_other_bundles():
    sentence = "Liên kết sang kỳ trước, kỳ sau"
    entries = [bundled("Xã Tây", "tay/2024", "a.csv")]
    assert sentence not in bundle_index(entries, period="năm 2024")
    assert sentence in bundle_index(entries, period="năm 2024", leads_out=True)
