"""The gate: a sound file of each kind passes, and each thing that must not be published is told apart."""

import io
import json
import unicodedata

import pandas as pd
import pytest
import xlsxwriter

from xhht_analysis.base.messages import speaking
from xhht_analysis.publishing.gate import PAGE_LIMIT, Gate, Refusal
from xhht_analysis.publishing.gate_people import COLUMNS, people_of
from xhht_analysis.publishing.gate_places import Piece
from xhht_analysis.publishing.gate_text import TextRules
from xhht_analysis.publishing.page import CSP, render_page

TABLE = (
    "<table><caption>Bảng 1. Biết chữ</caption><thead><tr><th scope='col'>Khóm</th><th scope='col'>Người</th>"
    "</tr></thead><tbody><tr><th scope='row'>Khóm 1</th><td>1.234</td></tr></tbody></table>"
)
PICTURE = '<svg role="img" aria-label="Biểu đồ: 92,5%" viewBox="0 0 9 9"><path d="M1 123456789"/></svg>'
PAGE = render_page(
    f'<h2 id="a">Một</h2><p>92,5%</p>{TABLE}<h3 id="b">Hai</h3>{PICTURE}', {"title": "Báo cáo"}
)
IDENTITY = "có số 9 hoặc 12 chữ số giống số định danh"
LEFTOVER = "có chữ “NaN” do chương trình để sót"
MARK = "<p>92,5%</p>"
HEADINGS = "area,period,clause,indicator,khom,sex,group,numerator,denominator,unknown,percent,target,verdict"


def faults(content, name="tong-hop.html", rules=None):
    content = content if isinstance(content, bytes) else content.encode()
    return [fault.vi for fault in Gate(rules or TextRules()).faults(name, content)]


def row(**cells):
    return HEADINGS + "\n" + ",".join(cells.get(name, "") for name in HEADINGS.split(",")) + "\n"


def test_sound_files_pass():
    assert faults(PAGE) == []
    assert (
        faults(row(area="a", indicator="xmc2_15_60", numerator="12", percent="92.50"), "chi-tieu.csv") == []
    )
    assert faults(json.dumps({"a": ["một", 1, None]}), "manifest.json") == []


def test_a_refusal_says_file_reasons_and_remedy_in_both_languages():
    page = (
        PAGE.replace('<html lang="vi">', "<html>")
        .replace(MARK, "<p>NaN</p>")
        .replace("</svg>", "</svg><br id='a'>")
    )
    with pytest.raises(Refusal) as refused:
        Gate().admit("tong-hop.html", page.encode())
    assert str(refused.value) == (
        "Tệp tong-hop.html không được công bố: thiếu ngôn ngữ của trang (lang); có hai phần tử cùng id; "
        "có chữ “NaN” do chương trình để sót (dưới đề mục thứ 1). Hãy sửa trong tệp nguồn ô đã đưa "
        "nội dung ấy vào báo cáo, rồi chạy lại xhht run; nếu không phải do tệp nguồn, hãy báo người giữ "
        "chương trình."
    )
    with speaking("en"):
        assert str(refused.value).startswith(
            "tong-hop.html is not published: it does not say its language (lang)"
        )


SECRET = "Lê Thị Bí Mật"


def rules_for(*given):
    table = pd.DataFrame([("Bà Lan.xlsx › Tổ 3", 7, SECRET, "Khóm 1", None, None)], columns=COLUMNS)
    return TextRules(people_of([table]), given=given)


def book(*texts):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        for name in ("Bìa", "Theo khóm"):
            sheet = workbook.add_worksheet(name)
            for row, text in enumerate(texts if name == "Theo khóm" else ()):
                sheet.write_string(row, 2, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("tong-hop.html", PAGE.replace("Khóm 1</th>", f"{SECRET}</th>"), "bảng thứ 1, dòng 2"),
        ("tong-hop.html", PAGE.replace(MARK, f"<dl><dt>Liên hệ</dt><dd>{SECRET}</dd></dl>"), "mục “Liên hệ”"),
        ("tong-hop.html", PAGE.replace("<p>92,5%", f"<p>Bà {SECRET}"), "dưới đề mục thứ 1"),
        ("tong-hop.html", PAGE.replace("Biểu đồ:", f"{SECRET}:"), "dưới đề mục thứ 2"),
        ("chi-tieu.csv", row(khom="Khóm 2") + row(khom=SECRET).splitlines()[1] + "\n", "dòng 3, cột “khom”"),
        ("manifest.json", json.dumps({"a": {"b": [{}, {"role": SECRET}]}}), "mục “a.b[2].role”"),
        ("chi-tieu.xlsx", book("a", "b", SECRET), "trang “Theo khóm”, ô C3"),
    ],
    ids=["table", "term", "text", "picture", "csv", "json", "xlsx"],
)  # fmt: skip
def test_a_refusal_says_where_without_repeating_a_person(name, content, place):
    given = (
        Piece("Khóm 1", ("given", "area.toml", "khom[1]")),
        Piece(f"Bà {SECRET}, 0912 345 678", ("given", "area.toml", "contact")),
    )
    with pytest.raises(Refusal) as refused:
        Gate(rules_for(*given)).admit(name, content if isinstance(content, bytes) else content.encode())
    said = str(refused.value)
    assert said.startswith(
        f"Tệp {name} không được công bố: có họ tên của một người ({place}; do mục “contact” trong area.toml; "
        "trong số liệu: dòng 7, Bà Lan.xlsx › Tổ 3). Hãy sửa"
    )
    assert "Bí Mật" not in said
    assert str(refused.value.outward) == f"Tệp {name} không được công bố: có họ tên của một người."


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("file", "phiếu điều tra 1"), "tên của tệp “phiếu điều tra 1”"),
        (("khom", ""), "tên khóm trong phiếu điều tra, tệp khảo sát"),
    ],
)
def test_what_brings_it_there_is_said(place, words):
    rules = rules_for(Piece(f"{SECRET} 2024.xlsx", place))
    with pytest.raises(Refusal, match=f"do {words}; trong số liệu"):
        Gate(rules).admit("tong-hop.html", PAGE.replace(MARK, f"<p>{SECRET}</p>").encode())


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (CSP.replace("'", "&#39;"), "default-src *", "thiếu hoặc khác chính sách nội dung (CSP)"),
        (MARK, "<script>alert(1)</script>", "có thẻ <script>"),
        (MARK, "<p onclick='x()'>a</p>", "thẻ <p> chạy mã (onclick)"),
        (MARK, "<svg aria-hidden='true'><animate/></svg>", "có thẻ <animate>"),
        (MARK, "<svg aria-hidden='true' onload='x()'></svg>", "thẻ <svg> chạy mã (onload)"),
        (MARK, "<iframe></iframe>", "có thẻ <iframe>"),
        (MARK, '<meta http-equiv="refresh" content="0">', "có thẻ <meta http-equiv> lạ (refresh)"),
        (MARK, '<img alt="a" src="https://a.vn/a.png">', "thẻ <img> tải từ ngoài (src)"),
        (MARK, '<img alt="a" src="a.png">', "thẻ <img> tải từ ngoài (src)"),
        (MARK, '<img alt=" " src="data:image/png;base64,AA==">', "có hình thiếu lời mô tả (alt)"),
        (MARK, '<a href="https://a.vn/">a</a>', "thẻ <a> dẫn ra ngoài"),
        (MARK, '<a href="//a.vn/">a</a>', "thẻ <a> dẫn ra ngoài"),
        (MARK, '<a href=" java&#10;script:x()">a</a>', "thẻ <a> dẫn ra ngoài"),
        (MARK, '<a href="#c">a</a>', "có liên kết tới mục không có trong trang"),
        (MARK, "<svg aria-hidden='true'><use href='a.svg#b'/></svg>", "thẻ <use> dẫn ra ngoài"),
        (MARK, "<p style='background:url(a.png)'>a</p>", "thẻ <p> tải từ ngoài (style)"),
        ("<style>", "<style>@import 'a.css';", "kiểu trình bày tải tệp từ ngoài"),
        (MARK, "<p id='b'>a</p>", "có hai phần tử cùng id"),
        (MARK, "<p class='a' class='b'>a</p>", "có thẻ <p> lặp một thuộc tính"),
        (MARK, "<div><p>a</div>", "thẻ </div> không đóng đúng chỗ"),
        (MARK, "<!-- Nguyễn Văn A -->", "có ghi chú ẩn"),
        (MARK, "<h1>Hai</h1>", "không có đúng một thẻ <h1>"),
        ('<h2 id="a">Một</h2>', '<h3 id="a">Một</h3>', "đề mục nhảy bậc tới h3"),
        ("<caption>Bảng 1. Biết chữ</caption>", "<caption></caption>", "có bảng thiếu tên (caption)"),
        ("<th scope='row'>", "<th>", "có ô tiêu đề bảng thiếu scope"),
        (' aria-label="Biểu đồ: 92,5%"', "", "có hình thiếu lời mô tả (aria-label)"),
        ("<!DOCTYPE html>", "", "không bắt đầu bằng <!DOCTYPE html>"),
        ("Báo cáo", unicodedata.normalize("NFD", "Báo cáo"), "có chữ không theo dạng Unicode NFC"),
        (MARK, "<p>a\u202eb</p>", "có ký tự điều khiển hoặc ẩn"),
        (MARK, f"<p>{'a' * PAGE_LIMIT}</p>", "lớn hơn 150 KB"),
    ],
)  # fmt: skip
def test_what_a_page_must_not_hold(old, new, reason):
    assert old in PAGE
    assert reason in faults(PAGE.replace(old, new))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("NaN", LEFTOVER),
        ("nan", "có chữ “nan” do chương trình để sót"),
        ("Kết quả: None.", "có chữ “None” do chương trình để sót"),
        ("Traceback (most recent call last)", "có chữ “Traceback” do chương trình để sót"),
        ("FutureWarning: x", "có chữ “FutureWarning” do chương trình để sót"),
        ("/home/an/data", "có đường dẫn của máy tính"),
        ("ở C:\\Users\\an", "có đường dẫn của máy tính"),
        ("file:///a", "có đường dẫn của máy tính"),
        ("\\\\may-chu\\chung", "có đường dẫn của máy tính"),
        ("CMND 351234567", IDENTITY),
        ("089 203 001 234", IDENTITY),
        ("(089203001234)", IDENTITY),
        ("gọi 0912.345.678", "có số giống số điện thoại"),
        ("+84912345678", "có số giống số điện thoại"),
    ],
)
def test_what_a_text_must_not_hold(text, reason):
    inside = text.replace("<", "&lt;")
    assert faults(PAGE.replace(MARK, f"<p>{inside}</p>")) == [reason]
    assert faults(PAGE.replace("92,5%</p>", f"92,5%</p><p title='{inside}'>a</p>")) == [reason]
    assert reason in faults(row(group=text), "chi-tieu.csv")
    assert faults(json.dumps({"a": [{"b": text}]}), "manifest.json") == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "nan giải, None2, and/home/x, 19:30",
        "150.000.000 đồng; 1.234.567.890.123; 92,123456789%",
        "bao cao 202406051230.xlsx",
        "a1b2c3d4e5f6" + "123456789",
        "0912345678" + "ab" * 27,
        "QĐ 123456789/QĐ-UBND",
        "20/2014/NĐ-CP, 2023-2024",
    ],
)
def test_what_only_looks_like_it(text):
    assert faults(PAGE.replace(MARK, f"<p>{text}</p>")) == []


def test_words_of_the_data_and_numbers_of_the_office_are_theirs():
    page = PAGE.replace(MARK, "<p>Khóm NaN, file:///a, liên hệ 0912 345 678</p>")
    assert len(faults(page)) == 3
    assert (
        faults(page, rules=TextRules(labels="Khóm NaN\nfile:///a,", public='contact = "0912.345.678"')) == []
    )


def test_amounts_of_money_are_no_identity_numbers():
    money = dict.fromkeys(("numerator", "judged", "before"), "214300000")
    assert faults(row(indicator="money_raised", **money), "chi-tieu.csv") == []
    assert faults(row(indicator="xmc2_15_60", numerator="214300000"), "chi-tieu.csv") == [IDENTITY]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_cell_is_never_a_formula(cell):
    assert faults(row(khom=cell), "chi-tieu.csv") == ["có ô mà bảng tính sẽ chạy như công thức"]


def test_a_table_out_of_line_bytes_and_strange_kinds():
    assert faults(HEADINGS + "\na,b\n", "chi-tieu.csv") == ["có dòng lệch số cột"]
    assert faults("<!DOCTYPE html>\n", "chi-tieu.csv") == ["dòng đầu không phải tên các cột"]
    assert faults(b"\xff\xfe", "chi-tieu.csv") == ["không phải chữ UTF-8"]
    assert faults(b"", "a.exe") == ["không phải loại tệp được công bố"]
    assert faults("{", "manifest.json") == ["không phải tệp JSON"]
