"""The pieces of a template: headings, texts that repeat over a list, tables with a row for each of a list."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.table import Table as DocxTable
from docx.table import _Cell as Cell

from xhht_analysis.publishing.office_layout import fix_widths, never_split
from xhht_analysis.publishing.office_styles import (
    BODY,
    CAPTION,
    CELL,
    NOTE,
    TEXT_WIDTH,
    child,
    set_style,
    write,
)

#: Heading, width, and the field of a row that stands below.
Column = tuple[str, float, str]
#: Fields whose cells are words, set to the left.
_WORDS = {
    "tieu_chuan", "ket_qua", "cong_nhan", "dieu_kien", "nhom", "chi_so", "muc_tieu", "loai", "noi_hoc",
    "danh_hieu", "noi_dung", "muc_1", "muc_2", "can_cu", "nguon", "muc_dich", "viec", "don_vi", "nguoi",
    "han", "chi_tieu", "danh_gia", "khom", "dvt", "hien_nay",
}  # fmt: skip


def part(document: Document, text: str) -> None:
    write(document, text, "Heading 1")


def section(document: Document, text: str) -> None:
    write(document, text, "Heading 2")


def add_list(document: Document, field: str, *, sign: str = "", style: str = BODY) -> None:
    """A paragraph for each text of the field."""
    for text in (f"{{%p for cau in {field} %}}", f"{sign}{{{{ cau }}}}", "{%p endfor %}"):
        write(document, text, style)


def lead(document: Document, field: str, words: str) -> None:
    """Words before a list, where there is one."""
    for text in (f"{{%p if {field} %}}", words, "{%p endif %}"):
        write(document, text, BODY).paragraph_format.keep_with_next = True
    add_list(document, field, sign="- ")


def add_rows(
    document: Document, caption: str, field: str, columns: Sequence[Column], *, notes: str = ""
) -> None:
    """A table with its caption, a row for each of the field; its heading is repeated on every page."""
    write(document, caption, CAPTION)
    whole = sum(width for _, width, _ in columns)
    table: DocxTable = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    fix_widths(table, [TEXT_WIDTH * width / whole for _, width, _ in columns])
    child(table._tbl.tblPr, "w:tblCaption", val=caption)
    child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for row in table.rows:
        never_split(row)
    _fill(document, table.rows[1].cells[0], f"{{%tr for d in {field} %}}")
    _fill(document, table.rows[3].cells[0], "{%tr endfor %}")
    for cell, (heading, _, _) in zip(table.rows[0].cells, columns, strict=True):
        _fill(document, cell, heading, bold=True)
        cell.paragraphs[0].alignment = ALIGN.CENTER
    for cell, (_, _, key) in zip(table.rows[2].cells, columns, strict=True):
        _fill(document, cell, f"{{{{ d.{key} }}}}")
        if key not in _WORDS:
            cell.paragraphs[0].alignment = ALIGN.RIGHT
    if notes:
        add_list(document, notes, style=NOTE)


def _fill(document: Document, cell: Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    set_style(document, paragraph, CELL)
    paragraph.add_run(text).bold = bold
