"""Excel and Word before the gate: ours pass; formulas, links, macros, authors and persons do not."""

import io
import zipfile

import docx
import pytest
import xlsxwriter

from tests.publishing.hand_report import hand_report
from xhht_analysis.publishing.gate import Gate
from xhht_analysis.publishing.papers import PAPERS

IDENTITY = "có số 9 hoặc 12 chữ số giống số định danh"
OWNER = "thuộc tính tệp có tên người lập"


def faults(name, package):
    return [fault.vi for fault in Gate().faults(name, package)]


def workbook(fill):
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    fill(book, book.add_worksheet("Chỉ tiêu"))
    book.close()
    return made.getvalue()


def document(fill):
    made = io.BytesIO()
    paper = docx.Document()
    paper.core_properties.author = paper.core_properties.comments = ""
    fill(paper)
    paper.save(made)
    return _without(made.getvalue(), "docProps/thumbnail.jpeg")


def _without(package, *names, **more):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as archive:
        for name in source.namelist():
            if name not in names:
                archive.writestr(name, source.read(name))
        for name, content in more.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("name", list(PAPERS))
def test_our_own_pass(name, tmp_path):
    assert faults(name, PAPERS[name][1](hand_report(tmp_path))) == []


@pytest.mark.parametrize(
    ("fill", "reason"),
    [
        (lambda book, sheet: sheet.write_formula(0, 0, "=1+1"), "có công thức"),
        (lambda book, sheet: sheet.write_url(0, 0, "https://a.vn/", string="a"), "có liên kết ra ngoài"),
        (lambda book, sheet: book.set_properties({"author": "an"}), OWNER),
        (lambda book, sheet: book.set_properties({"company": "an"}), OWNER),
        (lambda book, sheet: book.define_name("a", "=1"), "có tên định nghĩa lạ"),
        (lambda book, sheet: sheet.write_comment(0, 0, "a"), "có phần lạ (xl/comments1.xml)"),
        (lambda book, sheet: sheet.write_string(0, 0, "NaN"), "có chữ “NaN” do chương trình để sót"),
        (lambda book, sheet: sheet.write_string(0, 0, "351234567"), IDENTITY),
        (lambda book, sheet: sheet.write_number(0, 0, 351234567), IDENTITY),
        (lambda book, sheet: book.add_worksheet("Trang NaN"), "có chữ “NaN” do chương trình để sót"),
        (lambda book, sheet: sheet.set_header("&LC:/a, D:\\a"), "có đường dẫn của máy tính"),
    ],
)  # fmt: skip
def test_what_a_workbook_must_not_hold(fill, reason):
    assert reason in faults("chi-tieu.xlsx", workbook(fill))


def test_amounts_of_money_in_a_workbook():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["Nguồn lực", "đồng", 214300000])

    assert faults("chi-tieu.xlsx", workbook(fill)) == []


@pytest.mark.parametrize(
    ("fill", "reason"),
    [
        (lambda paper: setattr(paper.core_properties, "last_modified_by", "an"), OWNER),
        (lambda paper: paper.add_paragraph("Gọi 0912345678"), "có số giống số điện thoại"),
        (
            lambda paper: paper.part.relate_to("https://a.vn/", "http://a/hyperlink", is_external=True),
            "có liên kết ra ngoài",
        ),
        (lambda paper: [paper.add_paragraph("CMND 351").add_run("234567")], IDENTITY),
    ],
)  # fmt: skip
def test_what_a_document_must_not_hold(fill, reason):
    assert faults("bao-cao.docx", document(lambda paper: None)) == []
    assert reason in faults("bao-cao.docx", document(fill))


def test_strange_parts_and_what_is_no_package():
    package = document(lambda paper: None)
    assert faults("bao-cao.docx", _without(package, **{"word/vbaProject.bin": b""})) == [
        "có phần lạ (word/vbaProject.bin)"
    ]
    assert faults("bao-cao.docx", _without(package, **{"a.xml": b"<!DOCTYPE a><a/>"})) == ["có khai báo DTD"]
    assert faults("bao-cao.docx", b"PK") == ["không mở được như tệp Excel, Word"]
