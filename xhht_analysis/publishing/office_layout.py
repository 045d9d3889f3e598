"""The parts of an official paper (NĐ 30/2020, annex I): letterhead, rules, tables, signature."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

from xhht_analysis.base.areas import Area
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.office_paper import BLANK_DATE, DOTS, PEOPLES_COMMITTEE, Paper, issuer_lines
from xhht_analysis.publishing.office_styles import add_borders, child
from xhht_analysis.publishing.office_words import date_words

_LEFT, _RIGHT = 6.6, 9.4  # cm of the letterhead's columns
_MOTTO_WIDTH = 5.3  # cm of "Độc lập - Tự do - Hạnh phúc" in bold 13 pt
_CAPITAL_WIDTH = 0.58  # of the size: a bold capital of Times New Roman on the average


def add_letterhead(document: Document, area: Area, paper: Paper, *, subject: str) -> None:
    """Who sends it, the nation's name and motto, the number, what it is about, place and day."""
    table = bare_table(document, rows=2, widths=(_LEFT, _RIGHT))
    left, right = table.rows[0].cells
    if area.superior:
        centred(left, area.superior.upper(), size=12)
    lines = issuer_lines(paper.issuer)
    for line in lines:
        centred(left, line, size=12, bold=True)
    rule(left.add_paragraph(), length=0.4 * _width_of(lines[-1], 12, _LEFT), within=_LEFT)
    motto(right, within=_RIGHT)
    left, right = table.rows[1].cells
    centred(left, paper.letter_sign, size=13)
    centred(left, subject, size=12)
    day = date_words(paper.date) if paper.date else BLANK_DATE
    centred(right, f"{area.name}, {day}", size=13, italic=True)


def add_signature(document: Document, area: Area, paper: Paper) -> None:
    """Who receives it at the left; on whose behalf, in what post and who signs at the right."""
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = bare_table(document, rows=1, widths=(8.0, 8.0))
    never_split(table.rows[0])
    left, right = table.rows[0].cells
    run = first_paragraph(left).add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    for line in [*(f"- {name};" for name in area.recipients), "- Lưu: VT."]:
        left.add_paragraph().add_run(plain(line)).font.size = Pt(11)
    on_behalf = ["TM. " + PEOPLES_COMMITTEE.upper()] if paper.by_committee else []
    titles = [title.strip().upper() for title in paper.signer_title.split("/") if title.strip()]
    for line in [*on_behalf, *(titles or [DOTS])]:
        centred(right, line, size=14, bold=True)
    for _ in range(4):
        right.add_paragraph()
    centred(right, paper.signer_name or DOTS, size=14, bold=True)
    add_end(document)


def add_end(document: Document) -> None:
    """The paragraph that Word wants after a last table, too low to begin a page of its own."""
    layout = document.add_paragraph().paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def motto(cell: Cell, *, within: float) -> None:
    """The nation's name and motto over a rule as long as the motto."""
    centred(cell, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    centred(cell, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    rule(cell.add_paragraph(), length=_MOTTO_WIDTH, within=within)


def bare_table(document: Document, *, rows: int, widths: Sequence[float]) -> DocxTable:
    """A table without lines and without room around the text, to set things side by side."""
    table: DocxTable = document.add_table(rows=rows, cols=len(widths))
    fix_widths(table, widths)
    room = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        child(room, f"w:{side}", w="0", type="dxa")
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(room)
    return table


def fix_widths(table: DocxTable, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def never_split(row: Row) -> None:
    child(row._tr.get_or_add_trPr(), "w:cantSplit")


def first_paragraph(cell: Cell) -> Paragraph:
    """The empty paragraph that every new cell has, or a further one."""
    there: list[Paragraph] = cell.paragraphs
    return there[0] if not cell.text and len(there) == 1 else cell.add_paragraph()


def centred(cell: Cell, text: str, *, size: float, bold: bool = False, italic: bool = False) -> None:
    paragraph = first_paragraph(cell)
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run(plain(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def rule(paragraph: Paragraph, *, length: float, within: float) -> None:
    """A line of ``length`` cm in the middle of ``within`` cm: the upper border of an empty paragraph."""
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Cm((within - length) / 2)
    layout.space_before, layout.space_after = Pt(2), Pt(4)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    add_borders(paragraph, "top")


def _width_of(text: str, size: float, most: float) -> float:
    """About how wide a line of bold capitals is, in cm."""
    return min(len(text) * size * _CAPITAL_WIDTH / 72 * 2.54, most)
