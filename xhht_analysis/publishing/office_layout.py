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
from xhht_analysis.charts.tables import UNITS, Column, Table
from xhht_analysis.publishing.office_paper import PEOPLES_COMMITTEE, Paper
from xhht_analysis.publishing.office_styles import (
    CAPTION,
    CELL,
    NOTE,
    TEXT_WIDTH,
    add_borders,
    child,
)
from xhht_analysis.publishing.office_words import date_words, legend, unbroken, without_sign

BLANK = "…"
DOTS = BLANK * 8  # where a post or a name is written by hand
BLANK_DATE = f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
_LEFT, _RIGHT = 6.6, 9.4  # cm of the letterhead's columns
_MOTTO_WIDTH = 5.3  # cm of "Độc lập - Tự do - Hạnh phúc" in bold 13 pt
_CAPITAL_WIDTH = 0.58  # of the size: a bold capital of Times New Roman on the average


def add_letterhead(
    document: Document, area: Area, paper: Paper, *, draft: bool = False, subject: str = ""
) -> None:
    """Who sends it, the nation's name and motto, the number, place and day; of a draft that it is one.

    ``subject``: of a letter, which has no title of its own.
    """
    table = _bare_table(document, rows=2, widths=(_LEFT, _RIGHT))
    left, right = table.rows[0].cells
    if area.superior:
        _centred(left, area.superior.upper(), size=12)
    lines = _issuer_lines(paper.issuer)
    for line in lines:
        _centred(left, line, size=12, bold=True)
    _rule(left.add_paragraph(), length=0.4 * _width_of(lines[-1], 12, _LEFT), within=_LEFT)
    _centred(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    _centred(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    _rule(right.add_paragraph(), length=_MOTTO_WIDTH, within=_RIGHT)
    left, right = table.rows[1].cells
    _centred(left, paper.letter_sign if subject else paper.sign, size=13)
    if subject:
        _centred(left, subject, size=12)
    if draft:
        _centred(left, "DỰ THẢO", size=13, bold=True)
    day = date_words(paper.date) if paper.date else BLANK_DATE
    _centred(right, f"{area.name}, {day}", size=13, italic=True)


def add_title(document: Document, subject: Sequence[str], *, draft: bool = False) -> None:
    """``BÁO CÁO``, what it is about (one line each), and the rule below."""
    for number, line in enumerate(["BÁO CÁO (DỰ THẢO)" if draft else "BÁO CÁO", *subject]):
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_before = Pt(0 if number else 18)
        paragraph.add_run(plain(line)).bold = True
    length = 0.4 * min(len(subject[-1]) * 14 * 0.5 / 72 * 2.54, TEXT_WIDTH)
    rule = document.add_paragraph()
    _rule(rule, length=length, within=TEXT_WIDTH)
    rule.paragraph_format.space_after = Pt(12)


def add_table(document: Document, table: Table, *, number: int, widths: Sequence[float]) -> None:
    """A table with its numbered caption, headings repeated on each page, notes below.

    ``widths``: parts of the text's width, one a column.
    """
    document.add_paragraph(plain(f"Bảng {number}. {table.caption}"), style=CAPTION)
    texts = table.texts()
    shares = [TEXT_WIDTH * width / sum(widths) for width in widths]
    made = document.add_table(rows=1 + len(texts), cols=len(shares), style="Table Grid")
    _fix(made, shares)
    child(made._tbl.tblPr, "w:tblCaption", val=plain(table.caption))
    child(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    rows = [[_heading(column) for column in table.columns], *texts]
    last = len(texts) if table.total is not None else None
    style = document.styles[CELL].style_id  # by name it would be looked for in every cell
    for place, (row, line) in enumerate(zip(made.rows, rows, strict=True)):
        _never_split(row)
        for cell, text, column in zip(row.cells, line, table.columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = style
            paragraph.add_run(unbroken(without_sign(plain(text)))).bold = place == 0 or place == last
            if place == 0:
                paragraph.alignment = ALIGN.CENTER
            elif column.kind != "text":
                paragraph.alignment = ALIGN.RIGHT
    for note in [*table.notes, *legend(text for line in texts for text in line)]:
        document.add_paragraph(plain(note), style=NOTE)


def add_signature(document: Document, area: Area, paper: Paper) -> None:
    """Who receives it at the left; on whose behalf, in what post and who signs at the right."""
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = _bare_table(document, rows=1, widths=(8.0, 8.0))
    _never_split(table.rows[0])
    left, right = table.rows[0].cells
    run = _first(left).add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    for line in [*(f"- {name};" for name in area.recipients), "- Lưu: VT."]:
        left.add_paragraph().add_run(plain(line)).font.size = Pt(11)
    on_behalf = ["TM. " + PEOPLES_COMMITTEE.upper()] if paper.by_committee else []
    titles = [title.strip().upper() for title in paper.signer_title.split("/") if title.strip()]
    for line in [*on_behalf, *(titles or [DOTS])]:
        _centred(right, line, size=14, bold=True)
    for _ in range(4):
        right.add_paragraph()
    _centred(right, paper.signer_name or DOTS, size=14, bold=True)
    _end(document)


def _end(document: Document) -> None:
    """The paragraph that Word wants after a last table, too low to begin a page of its own."""
    layout = document.add_paragraph().paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def _issuer_lines(issuer: str) -> list[str]:
    """A people's committee over its place's name, as letterheads have it."""
    name = plain(issuer).upper()
    head = PEOPLES_COMMITTEE.upper()
    return [head, name.removeprefix(head).strip()] if name.startswith(f"{head} ") else [name]


def _bare_table(document: Document, *, rows: int, widths: Sequence[float]) -> DocxTable:
    """A table without lines and without room around the text, to set things side by side."""
    table: DocxTable = document.add_table(rows=rows, cols=len(widths))
    _fix(table, widths)
    room = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        child(room, f"w:{side}", w="0", type="dxa")
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(room)
    return table


def _fix(table: DocxTable, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _never_split(row: Row) -> None:
    child(row._tr.get_or_add_trPr(), "w:cantSplit")


def _first(cell: Cell) -> Paragraph:
    """The empty paragraph that every new cell has, or a further one."""
    there: list[Paragraph] = cell.paragraphs
    return there[0] if not cell.text and len(there) == 1 else cell.add_paragraph()


def _centred(cell: Cell, text: str, *, size: float, bold: bool = False, italic: bool = False) -> None:
    paragraph = _first(cell)
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run(plain(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _rule(paragraph: Paragraph, *, length: float, within: float) -> None:
    """A line of ``length`` cm in the middle of ``within`` cm: the upper border of an empty paragraph."""
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Cm((within - length) / 2)
    layout.space_before, layout.space_after = Pt(2), Pt(4)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    add_borders(paragraph, "top")


def _width_of(text: str, size: float, most: float) -> float:
    """About how wide a line of bold capitals is, in cm."""
    return min(len(text) * size * _CAPITAL_WIDTH / 72 * 2.54, most)


def _heading(column: Column) -> str:
    unit = column.unit or UNITS.get(column.kind, "")
    return f"{column.header} ({unit})" if unit else column.header
