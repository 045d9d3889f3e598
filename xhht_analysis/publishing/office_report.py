"""``bao-cao.docx``: the report that an office signs and sends, to be edited in Word.

While a file of the period is not read it is a draft, and says so at the head of every page.
"""

from __future__ import annotations

import io

from docx.document import Document
from docx.oxml.ns import qn

from xhht_analysis.base.file_states import DRAFT_MARK
from xhht_analysis.base.khom_word import in_own_words
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import capitalised, format_date
from xhht_analysis.charts.blocks import Block, plain
from xhht_analysis.charts.tables import Column, Table, cell_text
from xhht_analysis.publishing.office_layout import add_letterhead, add_signature, add_table, add_title
from xhht_analysis.publishing.office_package import repack
from xhht_analysis.publishing.office_paper import Paper, paper_of
from xhht_analysis.publishing.office_styles import BODY, new_document
from xhht_analysis.publishing.office_words import late_units, listed, silent_units, tasks, unbroken
from xhht_analysis.report import quality, summary
from xhht_analysis.report.levels import gaps_table, levels_table
from xhht_analysis.report.recognised import recognitions
from xhht_analysis.report.report import Report
from xhht_analysis.sources.marks import SYNTHETIC_MARK


def office_report(report: Report, *, paper: Paper | None = None) -> bytes:
    """The report in the layout of NĐ 30/2020, the same bytes for the same report and paper.

    ``paper``: number, day and signer, by default as ``area.toml`` has them. What is not there stays blank.
    """
    paper = paper or paper_of(report.area, report.period, due=report.duty.units)
    subject = [f"Kết quả xây dựng xã hội học tập {report.period.label}", f"trên địa bàn {report.area.title}"]
    draft = report.is_draft
    title = f"Báo cáo kết quả xây dựng xã hội học tập {report.period.label}, {report.area.title}"
    marks = [DRAFT_MARK] * draft + [SYNTHETIC_MARK] * bool(report.summary["synthetic"])
    document = new_document(
        title=f"Dự thảo: {title}" if draft else title,
        day=paper.date or report.period.reference_date,
        mark=". ".join(marks),
    )
    add_letterhead(document, report.area, paper, draft=draft)
    add_title(document, subject, draft=draft)
    body = _Body(document)
    if draft:
        body.say("Dự thảo, chưa ký: số liệu trong báo cáo này có thể thiếu hoặc sai.", *report.unread_words)
    _opening(body, report, paper)
    _achieved(body, report)
    _lacking(body, report)
    _limits(body, report)
    _tasks(body, report)
    _closing(body, report, paper)
    add_signature(document, report.area, paper)
    for text in document.element.body.iter(qn("w:t")):
        text.text = in_own_words(text.text or "", report.area.word)
    made = io.BytesIO()
    document.save(made)
    return repack(made.getvalue())


class _Body:
    """The running text: paragraphs, headings and numbered tables one below the other."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tables = 0

    def part(self, text: str) -> None:
        self._document.add_paragraph(plain(text), style="Heading 1")

    def section(self, text: str) -> None:
        self._document.add_paragraph(plain(text), style="Heading 2")

    def say(self, *sentences: str, kept: bool = False) -> None:
        for sentence in sentences:
            paragraph = self._document.add_paragraph(unbroken(plain(sentence)), style=BODY)
            paragraph.paragraph_format.keep_with_next = kept or None

    def show(self, table: Table | Block, *, widths: tuple[float, ...]) -> None:
        """The table, or the sentence that says why there is none."""
        if isinstance(table, Block):
            self.say(cell_text(table, Column("Nội dung")))
            return
        self._tables += 1
        fitting = widths if len(widths) == len(table.columns) else (1.0,) * len(table.columns)
        add_table(self._document, table, number=self._tables, widths=fitting)


def _opening(body: _Body, report: Report, paper: Paper) -> None:
    what = f"báo cáo kết quả xây dựng xã hội học tập {report.period.label} như sau:"
    if report.plan is None:
        body.say(f"{paper.issuer} {what}")
    else:
        body.say(f"Thực hiện {report.plan.title}, {paper.issuer} {what}")


def _achieved(body: _Body, report: Report) -> None:
    body.part("I. KẾT QUẢ THỰC HIỆN")
    body.section("1. Kết quả chính")
    body.say(*(f"- {sentence}" for sentence in summary.main_points(report)))
    body.section("2. Mức độ phổ cập giáo dục, xóa mù chữ")
    widths = (2.8, 2.5, 2.5, 3.4, 2.4, 2.4) if recognitions(report) else (3.6, 3.2, 3.2, 3.0, 3.0)
    body.show(levels_table(report), widths=widths)
    if report.plan is None:
        body.section("3. Kết quả các chỉ số")
        body.show(summary.scoreboard(report), widths=(7.2, 4.4, 4.4))
    else:
        body.section("3. Kết quả từng chỉ tiêu của kế hoạch")
        body.show(summary.scoreboard(report), widths=(4.9, 2.0, 3.6, 2.1, 3.4))


def _lacking(body: _Body, report: Report) -> None:
    body.part("II. CÒN THIẾU ĐỂ ĐẠT MỨC TIẾP THEO")
    body.show(gaps_table(report), widths=(2.8, 3.6, 2.0, 4.0, 3.6))


def _limits(body: _Body, report: Report) -> None:
    body.part("III. SỐ LIỆU VÀ HẠN CHẾ")
    status = f"Số liệu trong báo cáo là số liệu {report.area.status}."
    body.say(*dict.fromkeys([report.survey_words, status, *quality.main_points(report)]))
    if founded := report.area.founding_words(report.period):
        body.say(f"{capitalised(report.area.title)} được thành lập {founded}.")
    if report.edition.day:
        body.say(f"{report.edition.words}.")
    if late := late_units(report):
        body.say(f"Đơn vị gửi báo cáo trễ hạn: {listed(late)}.")
    if silent := silent_units(report):
        body.say(f"Đơn vị chưa gửi báo cáo: {listed(silent)}.")
    if report.duty.words:
        body.say(f"Kết quả được xét {report.duty.words}.")
    if report.rules:
        body.say(f"Mức độ được xét theo {report.rules.source}.")
    body.say("Số đạt, tổng số, cách tính và căn cứ của từng chỉ tiêu ở tệp chi-tieu.xlsx kèm theo.")


def _tasks(body: _Body, report: Report) -> None:
    body.part("IV. NHIỆM VỤ VÀ KIẾN NGHỊ")
    found = tasks(report)
    for number, (sentence, lines) in enumerate(found, start=1):
        body.say(f"{number}. {sentence}", kept=True)
        body.say(*(f"- {line}" for line in lines))
    if report.plan is None:
        body.say("Chưa có tệp kế hoạch của năm này nên chưa nêu được nhiệm vụ theo từng chỉ tiêu.")
    elif not found:
        body.say("Số liệu của kỳ không cho thấy chỉ tiêu nào chậm hoặc thiếu số liệu.")
    year_end = report.plan and report.plan.due.or_else(report.area.due).units.day(Period(report.period.year))
    if year_end and report.period.is_half:
        body.say(f"Các đơn vị gửi báo cáo cả năm trước ngày {format_date(year_end)}.")


def _closing(body: _Body, report: Report, paper: Paper) -> None:
    body.say(
        f"Trên đây là báo cáo kết quả xây dựng xã hội học tập {report.period.label} của {paper.issuer}./.",
        kept=True,
    )
