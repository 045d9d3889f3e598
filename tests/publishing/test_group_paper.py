"""The overview of a group as a paper: what the page says, under the Office's letterhead."""

import io

import pytest
from docx import Document

from tests.support.group import good, write_area, write_commune
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.gate import Gate
from xhht_analysis.publishing.group_paper import group_paper
from xhht_analysis.report.group import open_group
from xhht_analysis.report.overview import main_sentences

GROUP = """\
name = "Thử"
kind = "tỉnh"
issuer = "Sở Giáo dục và Đào tạo"
superior = "Ủy ban nhân dân tỉnh Thử"
members = ["a", "b", { area = "c", name = "xã C" }]
"""


@pytest.fixture
def group(tmp_path):
    store = Store(tmp_path)
    write_area(store, "tinh", GROUP)
    write_commune(store, "a", "2025", good(10))
    write_commune(store, "b", "2025", good(20, xmc2_15_60=(700, 1000)))
    return open_group("tinh", "2025", root=tmp_path)


def test_the_paper_says_what_the_page_says(group):
    content = group_paper(group)
    document = Document(io.BytesIO(content))
    text = "\n".join(p.text.replace("\u00a0", " ") for p in document.paragraphs)
    assert all(sentence in text for sentence in main_sentences(group))
    assert "Số liệu chung của tỉnh Thử: cộng các xã" in text and "{{" not in text
    assert "Chưa có số liệu: xã C." in text and "không theo tỷ lệ" in text
    cells = [c.text.replace("\u00a0", " ") for t in document.tables for row in t.rows for c in row.cells]
    assert "SỞ GIÁO DỤC VÀ ĐÀO TẠO" in cells[0] and "Xã C" in cells
    lacks = cells[cells.index("Thiếu ở đâu") + 1 :][:3]
    assert lacks[0] == "Xã B" and lacks[1].endswith("200")
    assert "Biết chữ mức độ 2, 15–60 tuổi: 200 người" in lacks[2]
    Gate().admit("tong-quan.docx", content)


def test_the_same_group_has_the_same_bytes(group):
    assert group_paper(group) == group_paper(group)
