"""An official letter (công văn) in the layout of NĐ 30/2020: subject below the number, to whom, what."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from xhht_analysis.base.areas import Area
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.office_layout import add_letterhead, add_signature
from xhht_analysis.publishing.office_package import repack
from xhht_analysis.publishing.office_paper import Paper
from xhht_analysis.publishing.office_styles import BODY, new_document
from xhht_analysis.publishing.office_words import unbroken


@dataclass(frozen=True, slots=True)
class Letter:
    """``subject``: ``V/v …``; ``to``: who gets it; ``lines``: a paragraph each; ``day``: when it was "
    "drawn up."""

    subject: str
    to: str
    lines: Sequence[str]
    day: dt.date


def letter(area: Area, paper: Paper, what: Letter) -> bytes:
    """The letter, the same bytes for the same facts; number and day are left to be written by hand."""
    blank = replace(paper, number="", date=None)
    document = new_document(title=plain(f"{what.subject}: {what.to}"), day=what.day, mark="")
    add_letterhead(document, area, blank, subject=what.subject)
    to = document.add_paragraph()
    to.alignment = ALIGN.CENTER
    to.add_run(plain(f"Kính gửi: {what.to}"))
    for line in what.lines:
        document.add_paragraph(unbroken(plain(line)), style=BODY)
    add_signature(document, replace(area, recipients=("Như trên",)), blank)
    made = io.BytesIO()
    document.save(made)
    return repack(made.getvalue())
