"""``bao-cao.docx``: the report that an office signs and sends, from the area's template or the program's own.

While a file of the period is not read it is a draft, and says so at the head of every page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xhht_analysis.base.file_states import DRAFT_MARK
from xhht_analysis.base.files import TEMPLATE_FILE
from xhht_analysis.base.publications import OFFICE_MARK
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.office_default import default_template
from xhht_analysis.publishing.office_figures import kept_note, without_sheets
from xhht_analysis.publishing.office_finish import finish
from xhht_analysis.publishing.office_opening import head, situation, work_done
from xhht_analysis.publishing.office_outlook import outlook
from xhht_analysis.publishing.office_paper import Paper, paper_of
from xhht_analysis.publishing.office_results import results
from xhht_analysis.publishing.office_template import fill
from xhht_analysis.publishing.office_words import unbroken
from xhht_analysis.report.report import Report
from xhht_analysis.sources.marks import SYNTHETIC_MARK


def office_report(
    report: Report, *, paper: Paper | None = None, fields: Mapping[str, Any] | None = None
) -> bytes:
    """The report in the layout of NĐ 30/2020, the same bytes for the same report, paper and template.

    ``paper``: number, day and signer, by default as ``area.toml`` has them. What is not there stays blank.
    ``fields``: as ``fields_of`` gives them. Raises InputError for a template that cannot be filled.
    """
    paper = paper or paper_of(report.area, report.period, due=report.duty.units)
    own = report.store.raw_area(report.area.id) / TEMPLATE_FILE
    fields = fields or fields_of(report, paper)
    document = fill(own.read_bytes() if own.is_file() else default_template(), fields)
    title = f"Báo cáo kết quả xây dựng xã hội học tập {report.period.label}, {report.area.title}"
    draft = report.is_draft
    return finish(
        document,
        title=f"Dự thảo: {title}" if draft else title,
        day=paper.date or report.period.reference_date,
        marks=[
            *([OFFICE_MARK] if report.whole else []),
            *([DRAFT_MARK] if draft else []),
            *([SYNTHETIC_MARK] if report.summary["synthetic"] else []),
        ],
        word=report.area.word,
        note=kept_note(report),
    )


def fields_of(report: Report, paper: Paper) -> dict[str, Any]:
    """Every field of a template: a text, a list of texts, or a list of rows."""
    fields = {
        **head(report, paper),
        "tinh_hinh": situation(report),
        **work_done(report),
        **results(report),
        **outlook(report),
    }
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unbroken(without_sheets(plain(value)))
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value]
