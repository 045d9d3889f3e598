import nbformat
import pytest
import soupsieve
from bs4 import BeautifulSoup
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from xhht_analysis.base.errors import InputError
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.publishing.exporter import ReportExporter, export
from xhht_analysis.publishing.page import TEMPLATES

FACTS = {
    "title": "Xóa mù chữ",
    "area": "Thị trấn Phú Mỹ, tỉnh An Giang",
    "status": "Sơ bộ",
    "data_date": "2024-06-05",
    "due": "2024-12-05",
    "contact": "UBND thị trấn",
    "synthetic": True,
    "survey": "Sổ đăng ký: 10 dòng.",
    "nav": [
        {"href": "index.html", "text": "Kỳ báo cáo", "current": False},
        {"href": "xoa-mu-chu.html", "text": "Xóa mù chữ", "current": True},
    ],
    "home": "../../index.html",
    "previous": None,
    "next": {"href": "số liệu.html", "text": "Số liệu"},
    "downloads": [{"href": "chi-tieu.csv", "text": "chi-tieu.csv", "size": "12 KB"}],
    "files": [{"role": "phiếu điều tra 1", "fingerprint": "ab" * 32}],
    "rules": ["NĐ 20/2014/NĐ-CP"],
    "version": "1.0",
    "plan": "322/KH-UBND",
}
TABLE = Table("Theo khóm", [Column("Khóm"), Column("Người", "count")], [["Khóm 1", 3]])._repr_html_()


def shown(markup, *, kind="execute_result", count=1, tags=()):
    extra = {"execution_count": count} if kind == "execute_result" else {}
    output = new_output(kind, data={"text/html": markup, "text/plain": "plain"}, **extra)
    return new_code_cell("secret_code()", execution_count=count, outputs=[output], metadata={"tags": [*tags]})


def page(*cells, **facts):
    return BeautifulSoup(export(new_notebook(cells=list(cells)), {**FACTS, **facts}), "html.parser")


def test_the_shell_of_a_page():
    soup = page(new_markdown_cell("## Đầu\n\nChữ"), shown(TABLE))
    assert soup.html["lang"] == "vi"
    assert soup.title.get_text() == "Xóa mù chữ – Thị trấn Phú Mỹ, tỉnh An Giang"
    assert soup.find("meta", attrs={"http-equiv": True})["content"] == (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [h.get_text() for h in soup.find_all("h1")] == ["Xóa mù chữ"]
    assert [tag.name for tag in soup.body.find_all(True, recursive=False)] == [
        "a",
        "header",
        "main",
        "footer",
    ]
    assert soup.select_one(".synthetic").get_text() == (
        "Dữ liệu mẫu: những người trong báo cáo này không có thật."
    )
    assert [div.get_text(": ", strip=True) for div in soup.select(".about div")] == [
        "Tình trạng số liệu: Sơ bộ",
        "Kỳ báo cáo đến ngày: 05/6/2024",
        "Hạn các đơn vị gửi báo cáo: 05/12/2024",
        "Liên hệ: UBND thị trấn",
    ]
    assert soup.select_one("[aria-current=page]").get_text() == "Xóa mù chữ"
    assert [a.get_text() for a in soup.select("header .turn a")] == ["Danh sách địa bàn", "Kỳ sau: Số liệu →"]
    assert soup.select_one("[rel=next]")["href"] == "s%E1%BB%91%20li%E1%BB%87u.html"
    assert [li.get_text().replace("\n", " ").strip() for li in soup.select(".provenance > ul > li")] == [
        "Kế hoạch 322/KH-UBND",
        "Quy định áp dụng: NĐ 20/2014/NĐ-CP",
        "Lập bằng xhht-analysis phiên bản 1.0",
        "1 tệp đầu vào, mỗi tệp với tám chữ đầu của mã đối chiếu:  phiếu điều tra 1 (abababab)",
    ]
    assert soup.select_one(".provenance details code").get_text() == "ab" * 32


def test_a_draft_names_its_files_and_tells_no_hash():
    soup = page(files=[{"role": "phiếu điều tra 1"}, {"role": "tệp khác 1"}])
    *_, files = soup.select(".provenance > ul > li")
    assert files.get_text(" ", strip=True) == "2 tệp đầu vào: phiếu điều tra 1 tệp khác 1"
    assert soup.select(".provenance code, .provenance details") == []


def test_real_people_bring_no_banner_and_missing_facts_leave_no_empty_place():
    soup = BeautifulSoup(export(new_notebook(cells=[]), {"title": "Trống"}), "html.parser")
    assert soup.select(".synthetic, .about, .survey, .provenance, .glossary, nav") == []


def test_headings_begin_at_h2_skip_none_and_have_ascii_ids():
    soup = page(new_markdown_cell("# Xóa mù chữ\n\n# Đầu\n\n#### Sâu\n\n## Đầu\n\n## Từ viết tắt"))
    found = [(h.name, h["id"], h.get_text()) for h in soup.select("main h2, main h3")]
    assert found[:4] == [
        ("h2", "dau", "Đầu"),
        ("h3", "sau", "Sâu"),
        ("h2", "dau-2", "Đầu"),
        ("h2", "tu-viet-tat-2", "Từ viết tắt"),
    ]
    listed = [a["href"] for a in soup.select(".contents a")]
    assert listed == ["#dau", "#dau-2", "#tu-viet-tat-2", "#nguon-goc", "#tu-viet-tat"]
    assert all(soup.find(id=href[1:]) for href in listed)


@pytest.mark.parametrize("kind", ["execute_result", "display_data"])
def test_tables_arrive_with_a_number(kind):
    soup = page(shown(TABLE, kind=kind), shown(TABLE, kind=kind))
    assert [c.get_text() for c in soup.find_all("caption")] == ["Bảng 1. Theo khóm", "Bảng 2. Theo khóm"]
    assert [r["aria-label"] for r in soup.select("[role=region]")] == [
        "Bảng 1. Theo khóm",
        "Bảng 2. Theo khóm",
    ]


def test_the_table_of_a_figure_goes_by_its_number():
    figure = f'<figure class="chart"><p class="subtitle">Biết chữ</p><details>{TABLE}</details></figure>'
    soup = page(shown(figure), shown(TABLE), shown(figure))
    assert [c.get_text() for c in soup.find_all("caption")] == [
        "Số liệu của Hình 1. Theo khóm",
        "Bảng 1. Theo khóm",
        "Số liệu của Hình 2. Theo khóm",
    ]
    assert len({r["aria-label"] for r in soup.select("[role=region]")}) == 3


def test_a_page_is_made_where_selectors_cannot_be_parsed(monkeypatch):
    """As soupsieve 3.0 cannot on Python 3.11.2."""
    figure = f'<figure class="wide chart"><p class="subtitle">Biết chữ</p>{TABLE}</figure>'
    cells = [new_markdown_cell("## Đầu\n\nXMC"), shown(figure), shown(TABLE)]

    def unparsed(*_, **__):
        raise ValueError("Invalid character 'f' position 0")

    with monkeypatch.context() as old:
        for how in ("compile", "select", "iselect", "select_one"):
            old.setattr(soupsieve, how, unparsed)
        made = export(new_notebook(cells=cells), FACTS)
    assert "Hình 1. Biết chữ" in made
    assert made == export(new_notebook(cells=cells), FACTS)


def test_no_line_ends_within_ages_counts_levels_and_names_of_khom():
    text = "Khóm 3: 45; 15–60 tuổi, 16 tuổi: 21; ở 6–10, 1.298 / 1.313, mức độ 2 (mục II.2a); "
    text += "151.200.000 / 168.000.000"
    paragraph = page(shown(f"<p>{text}</p><p><code>15–60</code></p>")).select("main > p")[-2:]
    assert [p.get_text() for p in paragraph] == [text, "15–60"]
    assert [[span.get_text() for span in p.select(".whole")] for p in paragraph] == [
        ["Khóm 3: 45", "15–60 tuổi", "16 tuổi: 21", "6–10", "1.298 / 1.313", "mức độ 2", "mục II.2a"],
        [],
    ]


def test_pictures_keep_their_spelling_and_get_ids_of_their_own():
    mark = '<defs><path id="h0123abcd-m0" d="M0 0z"/></defs><use href="#h0123abcd-m0"/>'
    svg = f'<svg viewBox="0 0 1 1">{mark}</svg>'
    html = export(new_notebook(cells=[shown(svg), shown(svg)]), FACTS)
    assert svg.replace("h0123abcd", "h1") in html
    assert svg.replace("h0123abcd", "h2") in html


def test_code_warnings_and_hidden_cells_never_reach_the_page():
    noisy = new_code_cell(
        "secret_code()",
        execution_count=1,
        outputs=[new_output("stream", name="stderr", text="Warning: /home/an/x.py")],
    )
    hidden = [
        shown("<p>kept back</p>", tags=[tag]) for tag in ("parameters", "injected-parameters", "private")
    ]
    private = new_markdown_cell("kept back", metadata={"tags": ["private"]})
    text = str(page(noisy, *hidden, private))
    for word in ("secret_code", "Warning", "/home", "kept back"):
        assert word not in text


def test_markdown_is_text():
    soup = page(new_markdown_cell("<script>alert(1)</script> và [x](javascript:alert(1))"))
    assert soup.script is None
    assert "javascript:" not in [a["href"].lower()[:11] for a in soup.find_all("a")]


def test_facts_are_text():
    hostile = '"><script>alert(1)</script>'
    soup = page(
        **{name: hostile for name in ("title", "area", "status", "contact", "survey", "plan", "version")},
        rules=[hostile],
        files=[{"role": hostile, "fingerprint": hostile}],
    )
    assert soup.script is None
    assert soup.h1.get_text() == hostile


@pytest.mark.parametrize("href", ["https://example.org/", "//example.org", "javascript:alert(1)", "/etc"])
def test_a_link_that_leaves_the_folder_is_refused(href):
    with pytest.raises(ValueError, match="not a relative address"):
        page(next={"href": href, "text": "x"})


def test_abbreviations_are_explained_once_and_listed():
    soup = page(
        new_markdown_cell("## XMC\n\nChuẩn XMC và XMC, theo NĐ 20/2014/NĐ-CP; XMCX."), plan=None, rules=[]
    )
    assert [(a.get_text(), a["title"]) for a in soup.find_all("abbr")] == [
        ("XMC", "xóa mù chữ"),
        ("NĐ", "nghị định"),
    ]
    assert [dt.get_text() for dt in soup.select(".glossary dt")] == ["NĐ", "XMC"]


def test_a_failed_notebook_yields_no_page():
    failed = new_code_cell("1/0", execution_count=1)
    failed.outputs = [
        new_output("error", ename="ZeroDivisionError", evalue="/home/an 123", traceback=["/home"])
    ]
    with pytest.raises(InputError) as caught:
        page(new_markdown_cell("a"), failed)
    assert caught.value.vi == (
        "Ô thứ 2 của sổ tay bị lỗi ZeroDivisionError: chưa lập được trang. Hãy sửa lỗi rồi chạy lại sổ tay."
    )


def test_a_cell_that_was_not_run_yields_no_page():
    with pytest.raises(InputError, match="Ô thứ 1 của sổ tay chưa được chạy"):
        page(new_code_cell("x = 1"))
    assert page(new_code_cell("")).h1.get_text() == "Xóa mù chữ"


def test_a_picture_without_words_is_refused():
    picture = new_output("display_data", data={"image/png": "aGk=", "text/plain": "<Figure>"})
    with pytest.raises(InputError, match="hình không có lời mô tả"):
        page(new_code_cell("plt.show()", execution_count=1, outputs=[picture]))


@pytest.mark.parametrize(
    "markup",
    [
        "<script>1</script>",
        "<style>b{}</style>",
        '<p onclick="x">a</p>',
        '<img src="https://example.org/a.png" alt="a">',
        '<a href=" JavaScript:alert(1)">a</a>',
        "<svg><script>1</script></svg>",
        '<svg onload="x"></svg>',
        '<meta http-equiv="refresh" content="0">',
        "<iframe></iframe>",
    ],
)
def test_what_runs_or_loads_is_refused(markup):
    with pytest.raises(InputError, match="không được chứa"):
        page(shown(markup))


def test_the_working_directory_cannot_change_a_page(tmp_path, monkeypatch):
    notebook = new_notebook(cells=[new_markdown_cell("## A"), shown(TABLE)])
    notebook.metadata["xhht"] = FACTS
    expected = ReportExporter().from_notebook_node(notebook)[0]
    for name in ("xhht", "base", "."):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for file in ("index.html.j2", "null.j2", "page.html.j2"):
            (folder / file).write_text("REPLACED", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert ReportExporter().from_notebook_node(notebook)[0] == expected


def test_nbconvert_knows_the_format():
    assert get_exporter("xhht") is ReportExporter


def test_from_a_file_and_again_the_same(tmp_path):
    notebook = new_notebook(cells=[new_markdown_cell("## A"), shown(TABLE)])
    before = nbformat.writes(notebook)
    path = tmp_path / "sổ tay.ipynb"
    nbformat.write(notebook, path)
    assert export(path, FACTS) == export(str(path), FACTS) == export(notebook, FACTS)
    assert nbformat.writes(notebook) == before


def test_the_template_travels_with_the_package():
    assert sorted(path.name for path in (TEMPLATES / "xhht").iterdir()) == [
        "conf.json",
        "index.html.j2",
        "page.html.j2",
        "style.css",
    ]
