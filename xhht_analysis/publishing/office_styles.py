"""An empty Word document that already looks as NĐ 30/2020 (annex I) asks: page, letters, page numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from xhht_analysis.charts.blocks import plain

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
TEXT_WIDTH = 16.0  # cm between the margins of A4: 21 − 3 − 2
BODY, CELL, NOTE, CAPTION = "Body Text", "Table Text", "Table Note", "Caption"
#: The heading of an annex, which begins a page; the sentence that ends the paper before it is signed.
ANNEX, CLOSING = "Annex", "Closing"
#: style → size, bold, italic, alignment, first line (cm), space before and after (pt), kept with the next
_STYLES = {
    "Normal": (14, False, False, ALIGN.LEFT, 0, 0, 0, False),
    BODY: (14, False, False, ALIGN.JUSTIFY, 1.27, 0, 6, False),
    "Heading 1": (14, True, False, ALIGN.LEFT, 1.27, 12, 6, True),
    "Heading 2": (14, True, False, ALIGN.LEFT, 1.27, 6, 6, True),
    CAPTION: (13, True, False, ALIGN.CENTER, 0, 6, 4, True),
    CLOSING: (14, False, False, ALIGN.JUSTIFY, 1.27, 0, 6, True),
    ANNEX: (14, True, False, ALIGN.CENTER, 0, 12, 6, True),
    CELL: (11, False, False, ALIGN.LEFT, 0, 1, 1, False),
    NOTE: (11, False, True, ALIGN.JUSTIFY, 0, 2, 2, False),
    "Header": (13, False, False, ALIGN.CENTER, 0, 0, 0, False),
}


def new_document(*, title: str, day: dt.date, mark: str) -> DocxDocument:
    """A4 with the margins and letters of NĐ 30/2020; ``mark`` stands at the head of every page.

    ``day`` is the day of making that the file tells; it names no author.
    """
    document = Document()
    _set_page(document, mark)
    _set_language(document)
    for name, look in _STYLES.items():
        there = name in document.styles
        style = document.styles[name] if there else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_style(style, *look)
    document.styles[ANNEX].paragraph_format.page_break_before = True
    facts = document.core_properties
    facts.title, facts.language, facts.revision = plain(title), LANGUAGE, 1
    facts.author = facts.last_modified_by = facts.comments = facts.subject = facts.keywords = ""
    facts.created = facts.modified = dt.datetime.combine(day, dt.time())
    _drop_picture_of_template(document)
    return document


def write(document: DocxDocument, text: str, style: str) -> Paragraph:
    """A new paragraph at the end."""
    paragraph = document.add_paragraph(text)
    set_style(document, paragraph, style)
    return paragraph


def set_style(document: DocxDocument, paragraph: Paragraph, style: str) -> None:
    """By its name, any but "Normal"; docx itself looks each time through all styles for the default one."""
    paragraph._p.style = document.styles[style].style_id


def style_names(document: DocxDocument) -> Callable[[Paragraph], str]:
    """What tells a paragraph's style by name; docx itself looks through all styles for each paragraph."""
    styles = [style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
    names = {style.style_id: style.name or "" for style in reversed(styles)}
    usual = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    without = (usual.name or "") if usual is not None else ""
    return lambda paragraph: names.get(paragraph._p.style or "", without)


def child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    """A new element below ``parent``; attributes in Word's own namespace."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def add_borders(paragraph: Paragraph, *sides: str, space: int = 0) -> None:
    """Thin lines at these sides of a paragraph, ``space`` points from its text."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        child(borders, f"w:{side}", val="single", sz="6", space=str(space), color="000000")
    # The schema fixes an order: borders before all of these.
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _set_page(document: DocxDocument, mark: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    section.different_first_page_header_footer = True
    _add_page_number(section.header.paragraphs[0])
    if mark:
        _add_mark(section.first_page_header.paragraphs[0], mark)
        _add_mark(section.header.add_paragraph(), mark)


def _add_page_number(paragraph: Paragraph) -> None:
    field = child(paragraph._p, "w:fldSimple", instr="PAGE")
    child(child(field, "w:r"), "w:t").text = "2"


def _add_mark(paragraph: Paragraph, mark: str) -> None:
    paragraph.style, run = "Header", paragraph.add_run(plain(mark).upper())
    run.bold, run.font.size = True, Pt(12)
    paragraph.paragraph_format.space_after = Pt(6)
    add_borders(paragraph, "top", "left", "bottom", "right", space=3)


def _set_language(document: DocxDocument) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_fonts(defaults)
    language = defaults.find(qn("w:lang"))
    for part in ("val", "eastAsia"):
        language.set(qn(f"w:{part}"), LANGUAGE)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    for setting in settings.find(qn("w:compat")).findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word opens it as a paper of an older Word


def _set_fonts(properties: BaseOxmlElement) -> None:
    """Times New Roman for every script; a font of the theme would win over it."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_style(
    style: ParagraphStyle, size: float, bold: bool, italic: bool, align: ALIGN,
    first_line: float, before: float, after: float, kept: bool,
) -> None:  # fmt: skip
    _set_fonts(style.element.get_or_add_rPr())
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    layout = style.paragraph_format
    layout.alignment, layout.keep_with_next = align, kept
    layout.left_indent, layout.first_line_indent = Cm(0), Cm(first_line)
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _drop_picture_of_template(document: DocxDocument) -> None:
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            package.rels.pop(name)
