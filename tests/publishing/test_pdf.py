"""PDF by the machine's browser: the same bytes each time, no day of making, looked over by the gate."""

from __future__ import annotations

import io
import shutil

import pandas as pd
import pytest
from pypdf import PdfReader

from xhht_analysis.base.errors import InputError
from xhht_analysis.publishing import pdf
from xhht_analysis.publishing.gate import Gate
from xhht_analysis.publishing.gate_people import COLUMNS, people_of
from xhht_analysis.publishing.gate_text import TextRules

PAGE = """\
<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xóa mù chữ</title></head>
<body><h1>Xóa mù chữ</h1><p>Biết chữ: 90,74% (11.921/13.137 người), Nguyễn Thị Thử</p></body></html>
"""
needs_browser = pytest.mark.skipif(
    not any(map(shutil.which, pdf._COMMANDS)), reason="no browser that prints"
)  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    page = tmp_path_factory.mktemp("printed") / "xoa-mu-chu.html"
    page.write_text(PAGE, encoding="utf-8")
    return [pdf.printed(page, pdf.find_browser()) for _ in range(2)]


@needs_browser
@pytest.mark.slow
def test_same_page_same_bytes_and_nothing_of_the_day_or_the_program(printed):
    one, again = printed
    assert one == again
    assert not any(word in one for word in (b"CreationDate", b"ModDate", b"Producer", b"Creator", b"/ID"))
    assert PdfReader(io.BytesIO(one)).metadata is None
    assert pdf.settled([one, again]) == pdf.settled([again, one])
    assert len(PdfReader(io.BytesIO(pdf.settled([one, again]))).pages) == 2


@needs_browser
@pytest.mark.slow
def test_its_words_are_read_whole_and_a_person_in_them_is_found(printed):
    (text,) = pdf.texts_of(printed[0])
    assert "Biết chữ: 90,74% (11.921/13.137 người), Nguyễn Thị Thử" in text
    assert Gate().faults("xoa-mu-chu.pdf", printed[0]) == []
    rows = pd.DataFrame([("a.xlsx › DATA", 7, "Nguyễn Thị Thử", "Khóm 1", None, None)], columns=COLUMNS)
    told = Gate(TextRules(people_of([rows]))).faults("xoa-mu-chu.pdf", printed[0])
    assert [str(fault) for fault in told] == ["có họ tên của một người"]


def test_what_is_no_pdf_is_refused():
    assert [str(fault) for fault in Gate().faults("a.pdf", b"%PDF-1.4")] == ["không mở được như tệp PDF"]


def test_without_a_browser_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda command: None)
    monkeypatch.setattr(pdf, "_PLACES", ())
    with pytest.raises(InputError, match="máy không có Chrome, Edge hay Chromium") as error:
        pdf.find_browser()
    assert "\n" not in error.value.vi


def test_a_browser_that_fails_is_one_sentence(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(PAGE, encoding="utf-8")
    with pytest.raises(InputError, match="không in được trang a.html"):
        pdf.printed(page, str(tmp_path / "nowhere"))
