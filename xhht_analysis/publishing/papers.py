"""The files beside the pages: the table of indicators as csv and Excel, the report as Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from xhht_analysis.base.store import FORMS_FILE
from xhht_analysis.base.vietnamese import format_number

if TYPE_CHECKING:  # whoever only asks which papers there are needs no library
    from xhht_analysis.report.report import Report


def _word(report: Report) -> bytes:
    from xhht_analysis.publishing.office_paper import paper_of
    from xhht_analysis.publishing.office_report import fields_of, office_report
    from xhht_analysis.publishing.office_untold import note_untold

    paper = paper_of(report.area, report.period, due=report.duty.units)
    fields = fields_of(report, paper)
    made = office_report(report, paper=paper, fields=fields)
    if not report.whole:
        note_untold(report, fields)
    return made


def _excel(report: Report) -> bytes:
    from xhht_analysis.publishing.workbook_export import indicator_workbook

    return indicator_workbook(report)


def _csv(report: Report) -> bytes:
    from xhht_analysis.publishing.indicator_csv import indicator_csv

    return indicator_csv(report).encode("utf-8-sig")  # Excel tells UTF-8 by its mark


def _codebook(report: Report) -> bytes:
    from xhht_analysis.base.khom_word import in_words_of
    from xhht_analysis.publishing.codebook import codebook

    return in_words_of(codebook(), report.area.word).encode("utf-8-sig")


def _description(report: Report) -> bytes:
    from xhht_analysis.publishing.codebook import csv_metadata

    return csv_metadata(f"Bảng chỉ tiêu, {report.area.place}, {report.period.label}").encode()


def _forms(report: Report) -> bytes:
    from xhht_analysis.publishing.forms_workbook import forms_workbook, in_place_words
    from xhht_analysis.report.public_forms import public_forms

    forms = in_place_words(public_forms(report), report.area.word)
    place, period, edition = report.area.place, report.period.label, report.edition.words
    return forms_workbook(forms, place=place, period=period, private=report.whole, edition=edition)


#: The report to be signed, and what stands in its place while a file of the period is not read.
REPORT, DRAFT = "bao-cao.docx", "bao-cao-du-thao.docx"
#: The table of indicators; of all areas of a period one lies above those of each.
TABLE = "chi-tieu.csv"
#: file name → (what it is, how its bytes are made)
PAPERS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    REPORT: ("Báo cáo (Word)", _word),
    "chi-tieu.xlsx": ("Bảng chỉ tiêu (Excel)", _excel),
    FORMS_FILE: ("Biểu thống kê (Excel)", _forms),
    TABLE: ("Bảng chỉ tiêu (CSV)", _csv),
    "bang-ma.csv": ("Bảng mã của bảng chỉ tiêu (CSV)", _codebook),
    "csv-metadata.json": ("Mô tả bảng chỉ tiêu cho máy đọc (JSON)", _description),
}
_DRAFT = ("Báo cáo dự thảo (Word)", _word)


def papers(*, draft: bool) -> dict[str, tuple[str, Callable[[Report], bytes]]]:
    """The papers of a period: with the report, or while it is a draft with the draft."""
    return {DRAFT: _DRAFT, **{n: p for n, p in PAPERS.items() if n != REPORT}} if draft else PAPERS


def any_paper(name: str) -> tuple[str, Callable[[Report], bytes]]:
    """What a paper is and how its bytes are made, whether or not it is a draft."""
    return papers(draft=name == DRAFT)[name]


def downloads(folder: Path, names: Iterable[str] = (*PAPERS, DRAFT)) -> list[dict[str, str]]:
    """The papers that lie in a folder, as a page links to them."""
    return [
        {"href": name, "text": any_paper(name)[0], "size": f"{format_number(-(-size // 1024))} KB"}
        for name in names
        if (folder / name).is_file() and (size := (folder / name).stat().st_size)
    ]
