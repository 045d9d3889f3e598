"""Reminders of a period: a letter to each unit that owes a report, a list to each of what it must mend.

Both are private: they name units, and a list tells what stands in the cells of a unit's own workbook.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from xhht_analysis.base.areas import Area, known_area, load_area
from xhht_analysis.base.findings import TO_MEND, Finding
from xhht_analysis.base.khom_word import in_words_of
from xhht_analysis.base.periods import Period
from xhht_analysis.base.renewal import renew
from xhht_analysis.base.store import Store
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.charts.blocks import plain
from xhht_analysis.forms.book import Book
from xhht_analysis.forms.discipline import LATE, NOT_RECEIVED, UnitStatus, report_status
from xhht_analysis.intake.cleaned import received_reports, unit_reports
from xhht_analysis.intake.clerk_rows import Links, list_row, order_of_work
from xhht_analysis.intake.cross_checks import check_sources
from xhht_analysis.publishing.office_letter import Letter, letter
from xhht_analysis.publishing.office_paper import paper_of
from xhht_analysis.standards.duty import load_duty

FOLDER = "nhac"
_COLUMNS = (("Trang", 26), ("Ô", 8), ("Điều nhận thấy", 52), ("Đang ghi", 18), ("Cần ghi", 36))


@dataclass(frozen=True)
class Reminders:
    """The folder, and by unit what was written: a letter, a list, or both. ``kept``: files of before that
    somebody had changed, which stay beside.
    """

    folder: Path
    written: Mapping[str, tuple[str, ...]]
    kept: tuple[str, ...] = ()


def remind(store: Store, area_id: str, period: Period, *, as_of: dt.date) -> Reminders:
    """Write letters and lists below ``private/nhac``; those of before go, unless somebody changed them.

    A unit is written to when its day due has come and its report has not, or lacks sheets; before that day
    nobody is. Raises InputError where there is no such area.
    """
    facts = load_area(store.raw_area(known_area(store.raw, area_id)), period.reference_date)
    reports, _ = received_reports(store, facts, period)
    duty = load_duty(store.raw_area(area_id), facts, period, as_of=as_of)
    statuses = report_status(facts, period, reports, duty, as_of=as_of)
    earlier = None if period.is_half else unit_reports(store, facts, Period(period.year, True))
    findings = [*reports.findings, *check_sources(reports, None, area=facts, period=period, earlier=earlier)]
    folder = store.private(area_id, period) / FOLDER
    files: dict[str, bytes] = {}
    written: dict[str, tuple[str, ...]] = {}
    for status in statuses:
        names = []
        if owed := _owed(status):
            names.append(f"nhac-{status.unit.id}.docx")
            files[names[-1]] = _letter(facts, period, status, owed, as_of)
        file = reports.files.get(status.unit.id)
        own = [f for f in findings if file and f.file == file.file and f.severity in TO_MEND]
        if own or (file and status.missing):
            names.append(f"can-sua-{status.unit.id}.xlsx")
            files[names[-1]] = _list(facts, period, status, own, folder)
        if names:
            written[status.unit.id] = tuple(names)
    return Reminders(folder, written, tuple(renew(folder, files)))


def _owed(status: UnitStatus) -> list[str]:
    """What a unit is reminded of, in sentences; nothing before its day due."""
    if not status.is_due or status.due is None:
        return []
    before = f"hạn gửi: trước ngày {format_date(status.due)}"
    if status.state == NOT_RECEIVED:
        return [f"Chưa nhận được báo cáo của đơn vị ({before})."]
    owed = []
    if status.missing:
        titles = ", ".join(f"“{title}”" for title in status.missing)
        owed.append(f"Báo cáo đã gửi còn thiếu hoặc bỏ trống trang {titles}.")
    if owed and status.state == LATE:
        owed.append(f"Báo cáo gửi sau hạn ({before}).")
    return owed


def _letter(area: Area, period: Period, status: UnitStatus, owed: Sequence[str], as_of: dt.date) -> bytes:
    contact = f" về {area.contact}" if area.contact else ""
    lines = [
        f"Đến ngày {format_date(as_of)}, đối với báo cáo xây dựng xã hội học tập {period.label}:",
        *owed,
        f"Đề nghị {status.unit.name} hoàn thành và gửi báo cáo theo biểu mẫu{contact} trước ngày …; nếu có "
        "khó khăn "
        "thì báo ngay để cùng giải quyết. Ô không biết thì để trống, không ghi 0.",
    ]
    paper = paper_of(area, period, due=status.due)
    subject = f"V/v nhắc gửi báo cáo xây dựng xã hội học tập {period.label}"
    return letter(
        area,
        paper,
        Letter(subject, status.unit.name, tuple(in_words_of(line, area.word) for line in lines), as_of),
    )


def _list(area: Area, period: Period, status: UnitStatus, findings: Sequence[Finding], folder: Path) -> bytes:
    """What one unit must mend in its own workbook: missing sheets first, then cell by cell."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    ) as workbook:
        title = f"Những chỗ {status.unit.name} cần sửa, {period.label}"
        book = Book(workbook, title=title, created=period.reference_date)
        sheet = book.add_sheet("Cần sửa")
        sheet.write_string(0, 0, plain(title), book.look("title"))
        sheet.write_string(1, 0, "Sửa trong tệp của đơn vị rồi gửi lại cả tệp.", book.look("plain"))
        for place, (heading, width) in enumerate(_COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(3, place, heading, book.look("heading"))
        rows = [(name, "", "Thiếu hoặc bỏ trống trang này", "", "Điền trang này") for name in status.missing]
        links = Links(folder, start=folder)  # a unit has no raw files to go to
        for finding in order_of_work(findings):
            row = list_row(finding, links=links, khom=area.khom)
            rows.append((row.sheet, row.cell, row.what, row.found, row.suggestion or row.expected))
        for line, texts in enumerate(rows, start=4):
            for place, text in enumerate(texts):
                said = text if place == 3 else in_words_of(text, area.word)
                sheet.write_string(line, place, plain(said), book.look("row_name"))
            book.set_height(sheet, line, [(t, w) for t, (_, w) in zip(texts, _COLUMNS, strict=True)])
        sheet.freeze_panes(4, 0)
        sheet.repeat_rows(3)
    return made.getvalue()
