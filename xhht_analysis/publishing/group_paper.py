"""``tong-quan.docx``: the overview of a group as a paper that the Office edits, signs and sends on."""

from __future__ import annotations

import datetime as dt
import functools
import io
from typing import Any

from docx.document import Document

from xhht_analysis.base.vietnamese import capitalised
from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.tables import Table
from xhht_analysis.publishing.office_default import letterhead, signature, title
from xhht_analysis.publishing.office_finish import finish
from xhht_analysis.publishing.office_package import repack
from xhht_analysis.publishing.office_paper import BLANK_DATE, DOTS, issuer_lines, paper_of
from xhht_analysis.publishing.office_pieces import Column, add_list, add_rows, part
from xhht_analysis.publishing.office_styles import CLOSING, new_document
from xhht_analysis.publishing.office_template import fill
from xhht_analysis.publishing.office_words import date_words, unbroken
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.group_levels import member_word
from xhht_analysis.report.overview import main_sentences, shares_table, silent_table, totals_table
from xhht_analysis.report.overview_communes import changes_table, worst_table
from xhht_analysis.sources.marks import SYNTHETIC_MARK

#: Of each table its caption, its field, and of its columns the heading (``{members}`` in it: communes or
#: districts), the width and the place on the page.
_TABLES: tuple[tuple[str, str, tuple[Column, ...]], ...] = (
    ("Mức độ của {{ dia_ban }} theo số {{ thanh_vien }}", "bang_muc_do", (
        ("Tiêu chuẩn", 4, "chi_so"), ("Số đạt", 1.8, "c1"), ("Cần", 1.6, "c2"),
        ("Kết quả", 2.6, "ket_qua"), ("Còn thiếu", 1.8, "c4"),
        ("{members} chưa đạt, gần nhất trước", 4.2, "don_vi"),
    )),
    ("Xã của {{ dia_ban }} còn thiếu nhiều người nhất để lên mức kế tiếp", "bang_thieu", (
        ("Xã", 3.4, "chi_so"), ("Còn thiếu (người)", 2.2, "c1"), ("Thiếu ở đâu", 10.4, "don_vi"),
    )),
    ("Số liệu chung của {{ dia_ban }}: cộng các xã", "bang_cong", (
        ("Chỉ số", 5.4, "chi_so"), ("Số người", 2.2, "c1"), ("Trên tổng số", 2.2, "c2"), ("Tỷ lệ", 1.8, "c3"),
        ("Tính từ", 2.6, "ket_qua"), ("Chưa có", 1.8, "don_vi"),
    )),
    ("Xã của {{ dia_ban }} đổi mức độ so với năm trước", "bang_doi", (
        ("Xã", 5, "chi_so"), ("Tiêu chuẩn", 5, "don_vi"), ("Năm trước", 3, "c2"), ("Kỳ này", 3, "c3"),
    )),
    ("Xã của {{ dia_ban }} chưa có số liệu của kỳ này", "bang_chua_gui", (
        ("Xã", 6, "chi_so"), ("Số dân (người)", 4, "c1"), ("Số liệu năm trước", 6, "ket_qua"),
    )),
)  # fmt: skip
#: Which cells of a row on the page stand in the columns above.
_PLACES = {
    "bang_muc_do": (0, 1, 2, 3, 4, 6), "bang_thieu": (0, 1, 2), "bang_cong": (0, 1, 2, 3, 4, 5),
    "bang_doi": (0, 1, 2, 3), "bang_chua_gui": (0, 1, 2),
}  # fmt: skip
#: A paper is read in minutes: so many rows of a table.
_MOST = 20
_MORE = "Mỗi bảng nêu nhiều nhất 20 dòng; bảng đủ ở trang tổng quan."
_BLANKS = (
    "Xếp theo số người còn thiếu, không theo tỷ lệ. Người không có ghi chép học tập được tính là mù chữ; rà "
    "soát lại có thể đổi kết quả."
)


def group_paper(group: GroupReport) -> bytes:
    """The paper in the layout of NĐ 30/2020, the same bytes for the same group."""
    synthetic = any(bool(one.report.summary["synthetic"]) for one in group.members if one.report)
    paper = paper_of(group.area, group.period)
    return finish(
        fill(_template(member_word(group)), fields_of(group)),
        title=f"Tổng quan phổ cập giáo dục, xóa mù chữ {group.period.label}, {group.area.title}",
        day=paper.date or group.period.reference_date,
        marks=[SYNTHETIC_MARK] if synthetic else [],
        word="khóm",
        note="",
    )


def fields_of(group: GroupReport) -> dict[str, Any]:
    """Every field of the template, from what the page shows and nothing else."""
    area, paper = group.area, paper_of(group.area, group.period)
    posts = [post.strip().upper() for post in paper.signer_title.split("/") if post.strip()]
    on_behalf = ["TM. ỦY BAN NHÂN DÂN"] if paper.by_committee else []
    tables = {
        "bang_muc_do": shares_table(group), "bang_thieu": worst_table(group),
        "bang_cong": totals_table(group), "bang_doi": changes_table(group),
        "bang_chua_gui": silent_table(group),
    }  # fmt: skip
    fields: dict[str, Any] = {
        "co_quan_cap_tren": [area.superior.upper()] if area.superior else [],
        "co_quan": issuer_lines(paper.issuer),
        "so_bao_cao": paper.sign,
        "noi_ngay": f"{area.name}, {date_words(paper.date) if paper.date else BLANK_DATE}",
        "du_thao": [],
        "dia_ban": area.title,
        "thanh_vien": member_word(group),
        "ten_loai": "BÁO CÁO",
        "trich_yeu": [
            f"Tổng quan phổ cập giáo dục, xóa mù chữ {group.period.label}",
            f"trên địa bàn {area.title}",
        ],
        "noi_dung_chinh": main_sentences(group),
        "cach_xep": [_BLANKS, _MORE],
        "can_cu": [f"Mức độ được xét theo {group.rules.source}."] if group.rules else [],
        "ket_thuc": f"Trên đây là báo cáo tổng quan {group.period.label} của {paper.issuer}./.",
        "noi_nhan": [*(f"- {name};" for name in area.recipients), "- Lưu: VT."],
        "chuc_vu": [*on_behalf, *(posts or [DOTS])],
        "nguoi_ky": paper.signer_name or DOTS,
        **{field: _rows(field, tables[field], columns) for _, field, columns in _TABLES},
    }
    return {name: _plain(value) for name, value in fields.items()}


def _rows(field: str, table: object, columns: tuple[Column, ...]) -> list[dict[str, str]]:
    if not isinstance(table, Table):
        return []
    keys = [key for _, _, key in columns]
    rows = [[_short(cell) for cell in row] for row in table.texts()]
    return [
        {key: row[place] for key, place in zip(keys, _PLACES[field], strict=True)} for row in rows[:_MOST]
    ]


def _short(text: str) -> str:
    """Without the names of what is not known: the page has them."""
    told, sign, hidden = text.partition("chưa rõ: ")
    return f"{told}chưa rõ {hidden.count(', ') + 1} chỉ số khác" if sign else text


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unbroken(plain(value))
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value]


@functools.cache
def _template(members: str) -> bytes:
    document = new_document(title="Tổng quan", day=dt.date(2024, 1, 1), mark="")
    letterhead(document)
    title(document)
    part(document, "NỘI DUNG CHÍNH")
    add_list(document, "noi_dung_chinh")
    for heading, chosen, words in (
        ("MỨC ĐỘ CỦA ĐỊA BÀN", ("bang_muc_do",), "can_cu"),
        ("XÃ CÒN THIẾU", ("bang_thieu",), "cach_xep"),
        ("SỐ LIỆU CỘNG CÁC XÃ, THAY ĐỔI", ("bang_cong", "bang_doi"), ""),
        ("XÃ CHƯA GỬI", ("bang_chua_gui",), ""),
    ):
        _part(document, heading, chosen, words, members)
    document.add_paragraph("{{ ket_thuc }}", style=CLOSING)
    signature(document)
    made = io.BytesIO()
    document.save(made)
    return repack(made.getvalue())


def _part(document: Document, heading: str, chosen: tuple[str, ...], words: str, members: str) -> None:
    part(document, heading)
    if words:
        add_list(document, words)
    for caption, field, columns in _TABLES:
        if field in chosen:
            # not a field: what is filled in would change the bytes of the papers of communes
            named = [(name.format(members=capitalised(members)), width, key) for name, width, key in columns]
            add_rows(document, caption, field, named)
