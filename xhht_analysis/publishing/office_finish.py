"""What every paper gets once its fields are filled in, whatever its template: marks, numbers, no gaps."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from xhht_analysis.base.khom_word import in_own_words
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.office_package import repack
from xhht_analysis.publishing.office_styles import (
    ANNEX,
    BODY,
    CAPTION,
    CLOSING,
    LANGUAGE,
    NOTE,
    add_borders,
    style_names,
)

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_NUMBER = re.compile(r"^\s*(?:[IVX]+|\d+)[.)]\s+")
_TEXT = 99
#: Texts that are left out where nothing filled them; a blank line of another style is the office's own.
_OURS = {BODY, NOTE, "List Bullet"}


def finish(
    document: Document, *, title: str, day: dt.date, marks: Sequence[str], word: str, note: str
) -> bytes:
    """The document as a file: the same bytes for the same document.

    ``marks``: what stands at the head of every page. ``word``: what the area calls its khóm. ``note``: below
    each table that uses its mark ("(*)").
    """
    _drop_empty(document)
    _keep_headings(document)
    _number(document)
    _explain(document, note)
    for text in document.element.body.iter(qn("w:t")):
        text.text = in_own_words(text.text or "", word)
    for caption in document.element.body.iter(qn("w:tblCaption")):
        caption.set(qn("w:val"), in_own_words(caption.get(qn("w:val"), ""), word))
    if marks:
        _mark(document, ". ".join(marks))
    _state_facts(document, title, day)
    made = io.BytesIO()
    document.save(made)
    return repack(made.getvalue())


def _blocks(document: Document) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables of the body, in their order."""
    yield from document.iter_inner_content()


def _styles(document: Document) -> Callable[[Paragraph | Table], str]:
    """What tells the name of a block's style; of a table, none."""
    name_of = style_names(document)
    return lambda block: name_of(block) if isinstance(block, Paragraph) else ""


def _remove(block: Paragraph | Table) -> None:
    element: BaseOxmlElement = block._element
    element.getparent().remove(element)


def _drop_empty(document: Document) -> None:
    """Without tables that have no row but their heading, texts without a word, and headings of nothing."""
    style_of = _styles(document)
    for block in list(_blocks(document)):
        if isinstance(block, Table):
            is_empty = _has_heading(block) and len(block.rows) == 1
        else:
            is_empty = style_of(block) in _OURS and not block.text.strip()
        if is_empty:
            _remove(block)
    below: int = 0  # the level of what follows: of a heading, of a text, of the paper's end
    following: Paragraph | Table | None = None
    for block in reversed(list(_blocks(document))):
        style = style_of(block)
        level = _level(style)
        needs_table = style == CAPTION and not isinstance(following, Table)
        if level is not None and (needs_table or below <= level):
            _remove(block)
            continue
        if (
            isinstance(following, Paragraph)
            and style_of(following) == CLOSING
            and isinstance(block, Paragraph)
        ):
            block.paragraph_format.keep_with_next = True  # else the signature may stand on a page alone
        if level is not None:
            below = level
        elif style == CLOSING:
            below = 0
        elif _is_something(block):
            below = _TEXT
        else:
            continue
        following = block


def _keep_headings(document: Document) -> None:
    """The heading of a table with its first row; LibreOffice else loses rows below one that ends a page."""
    for table in filter(_has_heading, document.tables):
        for cell in table.rows[0].cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _level(style: str) -> int | None:
    if style == CAPTION:
        return 9
    if style == ANNEX:
        return 1
    found = re.fullmatch(r"Heading (\d)", style)
    return int(found[1]) if found else None


def _is_something(block: Paragraph | Table) -> bool:
    return isinstance(block, Table) or bool(block.text.strip())


def _has_heading(table: Table) -> bool:
    first = table.rows[0]._tr.trPr if len(table.rows) else None
    return first is not None and first.find(qn("w:tblHeader")) is not None


def _number(document: Document) -> None:
    """Headings I., 1., annexes and tables by number, so that nothing that is left out leaves a gap."""
    style_of = _styles(document)
    parts = sections = tables = annexes = 0
    for block in _blocks(document):
        if not isinstance(block, Paragraph):
            continue
        match style_of(block):
            case "Heading 1":
                parts, sections = parts + 1, 0
                _begin(block, f"{_ROMAN[min(parts, len(_ROMAN)) - 1]}. ")
            case "Heading 2":
                sections += 1
                _begin(block, f"{sections}. ")
            case style if style == CAPTION:
                tables += 1
                _begin(block, f"Bảng {tables}. ", re.compile(r"^\s*Bảng \d+\.\s+"))
            case style if style == ANNEX:
                annexes += 1
                _begin(block, f"PHỤ LỤC {annexes}. ", re.compile(r"^\s*PHỤ LỤC \d+\.\s+"))


def _begin(paragraph: Paragraph, words: str, old: re.Pattern[str] = _NUMBER) -> None:
    """The words before the text, in place of a number that the office typed itself."""
    typed = old.match(paragraph.text)
    left = len(typed[0]) if typed else 0
    for run in paragraph.runs:
        text = run.text
        run.text, left = text[left:], max(left - len(text), 0)
    if paragraph.runs:
        paragraph.runs[0].text = words + paragraph.runs[0].text


def _explain(document: Document, note: str) -> None:
    """Under each table that keeps a number back, what its mark says."""
    mark = note.partition(" ")[0]
    for block in list(_blocks(document)):
        if isinstance(block, Table) and any(mark in cell.text for row in block.rows for cell in row.cells):
            below = Paragraph(document.add_paragraph(note, style=NOTE)._p, block._parent)
            block._tbl.addnext(below._p)


def _mark(document: Document, mark: str) -> None:
    """The mark in a frame at the head of every page, of the first and of even ones too."""
    for section in document.sections:
        heads = [section.header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        for head in heads:
            there = head.paragraphs
            free = len(there) == 1 and not there[0]._p.xpath("./w:r | ./w:fldSimple | .//w:instrText")
            paragraph = there[0] if free else head.add_paragraph()
            paragraph.style = document.styles["Header"]
            run = paragraph.add_run(plain(mark).upper())
            run.bold, run.font.size = True, Pt(12)
            paragraph.paragraph_format.space_after = Pt(6)
            add_borders(paragraph, "top", "left", "bottom", "right", space=3)


def _state_facts(document: Document, title: str, day: dt.date) -> None:
    """What the file says of itself: title, language, day; not who edited the template, and when."""
    facts = document.core_properties
    for fact in list(facts._element):
        facts._element.remove(fact)
    facts.title, facts.language, facts.revision = plain(title), LANGUAGE, 1
    facts.author = facts.last_modified_by = facts.comments = facts.subject = facts.keywords = ""
    facts.created = facts.modified = dt.datetime.combine(day, dt.time())
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype in (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES):
            package.rels.pop(name)
    rels, settings = document.part.part_related_by(RT.SETTINGS).rels, document.settings
    for name, relation in list(rels.items()):
        if relation.reltype.endswith("/attachedTemplate"):
            rels.pop(name)
    for tag in ("w:attachedTemplate", "w:rsids", "w:trackRevisions"):
        for element in settings.element.findall(qn(tag)):
            settings.element.remove(element)
