"""The package's own reports: which notebook makes which page, and what every page says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xhht_analysis.base.file_states import with_state
from xhht_analysis.base.groups import groups_shown, periods_beside
from xhht_analysis.base.publications import OFFICE_MARK
from xhht_analysis.base.vietnamese import format_date

if TYPE_CHECKING:  # whoever only asks which reports there are needs no library
    import datetime as dt

    from xhht_analysis.base.errors import InputError
    from xhht_analysis.base.periods import Period
    from xhht_analysis.report.report import Report
    from xhht_analysis.standards.plan import Plan


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A notebook, the page it becomes, and its title; ``fault``: why it becomes none. ``breakdowns``: what it
    declares (``indicators.declared``).
    """

    notebook: str
    page: str
    title: str
    sentence: str
    fault: InputError | None = None
    breakdowns: frozenset[tuple[str, tuple[str, ...]]] = frozenset()


REPORTS = (
    ReportKind(
        "summary",
        "tong-hop",
        "Báo cáo tổng hợp",
        "Mọi chỉ tiêu của kế hoạch, mức độ đạt được, còn thiếu gì.",
    ),
    ReportKind(
        "literacy",
        "xoa-mu-chu",
        "Xóa mù chữ",
        "Biết chữ theo tuổi, giới tính, dân tộc và khóm.",
    ),
    ReportKind(
        "universal_education",
        "pho-cap-giao-duc",
        "Phổ cập giáo dục",
        "Mầm non 5 tuổi, tiểu học, trung học cơ sở.",
    ),
    ReportKind(
        "training",
        "dao-tao-nang-luc",
        "Đào tạo, năng lực",
        "Năng lực và trình độ của người dân, trường học, cán bộ, lao động, lớp của TTHTCĐ.",
    ),
    ReportKind(
        "learning_models",
        "mo-hinh-hoc-tap",
        "Mô hình học tập",
        "Danh hiệu học tập, Cộng đồng học tập, TTHTCĐ, kinh phí, chế độ báo cáo.",
    ),
    ReportKind(
        "data_quality",
        "so-lieu",
        "Chất lượng số liệu",
        "Đã đọc gì, cần sửa gì, tính từng chỉ số thế nào.",
    ),
)


def page_facts(
    report: Report,
    kind: ReportKind | None,
    *,
    downloads: Sequence[dict[str, str]] = (),
    kinds: Sequence[ReportKind] = REPORTS,
) -> dict[str, Any]:
    """What a page says of itself (see ``publishing.page``); ``kind`` None for the index of the period.

    ``kinds``: the reports that it leads to.
    """
    from xhht_analysis.report.predecessors import origin_sentences
    from xhht_analysis.report.units_days import days_of_units, days_words  # only whoever makes a page

    area, period = report.area, report.period
    before, after = periods_beside(report.store, area.id, period, draft=report.edition.day is None)
    page = "index" if kind is None else kind.page
    days = days_of_units(report.summary, period)
    return {
        "title": f"{kind.title if kind else 'Các báo cáo'} – {period.label}",
        "area": area.place,
        "khom": area.word,
        "founded": area.founding_words(period),
        "before": " ".join(origin_sentences(report)),
        "status": area.status,
        "data_date": None if days else format_date(period.reference_date),
        "reported": days_words(days) if days else None,
        "due": _due_words(report.duty.units),
        "office_due": _due_words(report.duty.office),
        "next_due": _due_words(_next_due(report)),
        "judged": report.duty.words,
        "contact": area.contact,
        "synthetic": bool(report.summary["synthetic"]),
        "survey": report.survey_words,
        "unread": report.unread_words,
        "nav": [
            {"href": "index.html", "text": "Mục lục", "current": kind is None},
            *({"href": f"{k.page}.html", "text": k.title, "current": k == kind} for k in kinds),
        ],
        "home": "../../index.html",
        "groups": _groups(report),
        # beside the office's own copy lie no pages of other periods
        "previous": _link_to(before, page) if before and not report.whole else None,
        "next": _link_to(after, page) if after and not report.whole else None,
        "downloads": list(downloads),
        "files": _files(report) if kind is None else [],
        "files_at": "index.html" if kind and report.summary["files"] else None,
        "rules": [report.rules.source] if report.rules else [],
        "version": report.summary["version"],
        "plan": _plan_words(report.plan),
        "edition": report.edition.words,
        "office": OFFICE_MARK.upper() if report.whole else "",
    }


def _groups(report: Report) -> list[dict[str, str]]:
    """The overviews of the groups that the area is a part of: drafts, to which no publication leads."""
    if report.whole or report.edition.day is not None:
        return []
    return [
        {"href": f"../../{group.id}/{report.period}/tong-quan.html", "text": group.title}
        for group in groups_shown(report.store, report.area.id, report.period)
    ]


def _link_to(period: Period, page: str) -> dict[str, str]:
    return {"href": f"../{period}/{page}.html", "text": period.label}


def _files(report: Report) -> list[dict[str, str]]:
    """What was received, on the index alone: every page tells the same of it."""
    return [{"role": with_state(f), **report.fingerprint(f.get("sha256"))} for f in report.summary["files"]]


def _next_due(report: Report) -> dt.date | None:
    """Before which day the next report is owed after this period's, by the plan's days, else the area's."""
    days = report.plan.due.or_else(report.area.due) if report.plan else report.area.due
    this = report.period
    after = type(this)(this.year if this.is_half else this.year + 1, not this.is_half)
    return days.office.day(after) or days.office.day(type(this)(after.year))


def _due_words(day: dt.date | None) -> str | None:
    return f"trước ngày {format_date(day)}" if day else None


def _plan_words(plan: Plan | None) -> str | None:
    return plan.title if plan else None
