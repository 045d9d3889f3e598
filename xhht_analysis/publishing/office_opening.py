"""The head of the paper and its first two parts: what place it is, what was done to direct and to spread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import capitalised, format_date, format_number
from xhht_analysis.forms.definition import sheets
from xhht_analysis.publishing.office_figures import told
from xhht_analysis.publishing.office_paper import BLANK_DATE, DOTS, PEOPLES_COMMITTEE, Paper, issuer_lines
from xhht_analysis.publishing.office_words import date_words
from xhht_analysis.report.report import Report
from xhht_analysis.report.survey_words import rests_on_forms
from xhht_analysis.standards.plan import Plan

_SCHOOLS = {
    "MN": "trường mầm non, mẫu giáo",
    "TH": "trường tiểu học",
    "THCS": "trường THCS",
    "THPT": "trường THPT",
}
#: Tasks of “Việc đã làm” by the part of the paper that tells them; every other stands with the directing.
_SPREADING = (
    "Chuyên mục, bài tuyên truyền", "Bản tin, tài liệu tuyên truyền", "Mít tinh, hội thi",
    "Hoạt động đọc sách, thư viện, tủ sách",
)  # fmt: skip
_OF_THE_CENTRE = (
    "Đơn vị phối hợp, liên kết mở lớp", "Hình thức học tập linh hoạt", "Mô hình học tập đã tham quan",
    "Tài liệu dạy và học đã biên soạn, sử dụng", "Lớp chuyên đề do trường mở",
)  # fmt: skip
OF_LEARNERS = ("Người học diện chính sách được hỗ trợ", "Người được vận động ra lớp xóa mù chữ")
OF_PRAISE = ("Tập thể được khen", "Cá nhân được khen")
_WRITTEN = re.compile(r"^Kế hoạch(?: số)? \S*\d\S*(?:,? ngày \d{1,2}/\d{1,2}/\d{4})?")


def head(report: Report, paper: Paper) -> dict[str, Any]:
    """Letterhead, title, opening and closing sentence, recipients, signature."""
    area, draft = report.area, report.is_draft
    day = date_words(paper.date) if paper.date else BLANK_DATE
    kind = "Sơ kết" if report.period.is_half else "Tổng kết"
    on_behalf = ["TM. " + PEOPLES_COMMITTEE.upper()] if paper.by_committee else []
    posts = [post.strip().upper() for post in paper.signer_title.split("/") if post.strip()]
    work = f"công tác xây dựng xã hội học tập {report.period.label}"
    return {
        "co_quan_cap_tren": [area.superior.upper()] if area.superior else [],
        "co_quan": issuer_lines(paper.issuer),
        "so_bao_cao": paper.sign,
        "noi_ngay": f"{area.name}, {day}",
        "du_thao": ["DỰ THẢO"] if draft else [],
        "ten_loai": "BÁO CÁO (DỰ THẢO)" if draft else "BÁO CÁO",
        "trich_yeu": [f"{kind} {work}", f"trên địa bàn {area.title}"],
        "mo_dau": [_opening(report, paper, work)],
        "luu_y": [
            "Dự thảo, chưa ký: số liệu trong báo cáo này có thể thiếu hoặc sai.", *report.unread_words
        ] if draft else [],
        "ket_thuc": f"Trên đây là báo cáo {kind.lower()} {work} của {paper.issuer}./.",
        "noi_nhan": [*(f"- {name};" for name in area.recipients), "- Lưu: VT."],
        "chuc_vu": [*on_behalf, *(posts or [DOTS])],
        "nguoi_ky": paper.signer_name or DOTS,
        "ten_khom": area.word.upper(),
    }  # fmt: skip


def plan_words(plan: Plan) -> str:
    """A plan by number and day, as papers cite it: ``Kế hoạch số 7/KH-UBND ngày 16 tháng 4 năm 2024 …``."""
    if not plan.number:
        return plan.title
    about = _WRITTEN.sub("", plan.title).strip() if _WRITTEN.match(plan.title) else ""
    day = f" {date_words(plan.date)}" if plan.date else ""
    return f"Kế hoạch số {plan.number}{day} {about}".strip()


def _opening(report: Report, paper: Paper, work: str) -> str:
    what = f"{paper.issuer} báo cáo kết quả {work} như sau:"
    return what if report.plan is None else f"Thực hiện {plan_words(report.plan)}, {what}"


def situation(report: Report) -> list[str]:
    """Place, khóm, schools, people, what the figures rest on."""
    area = report.area
    schools = [unit for unit in area.units if unit.kind == "school"]
    kinds = Counter(_SCHOOLS[u.levels[0]] if len(u.levels) == 1 else "trường nhiều cấp học" for u in schools)
    by_kind = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    centres = sum(unit.kind == "centre" for unit in area.units)
    parts = [
        *([f"{len(area.khom)} khóm"] if area.khom else []),
        *([f"{len(schools)} trường học ({by_kind})"] if schools else []),
        *([f"{centres} trung tâm học tập cộng đồng"] if centres else []),
    ]
    said = [f"{capitalised(area.place)} có {_and(parts)}."] if parts else []
    if founded := area.founding_words(report.period):
        said.append(f"{capitalised(area.title)} được thành lập {founded}.")
    if report.has_survey:
        survey = "điều tra dân số" if report.summary["door"] == "survey" else "phiếu điều tra PCGD-XMC"
        number = format_number(report.summary["rows_kept"])
        said.append(f"Theo {survey} {report.survey_day_words}, số người được điều tra là {number} người.")
        if report.survey_is_older:
            said.append(f"Số liệu điều tra có trước kỳ báo cáo {report.period.label}.")
    elif rests_on_forms(report):
        said.append(f"Số liệu phổ cập giáo dục, xóa mù chữ lấy từ biểu thống kê {report.survey_day_words}.")
    households, working = report.figure("learning_families"), report.figure("information_competence")
    counted = [
        f"{format_number(figure.denominator)} {unit}"
        for figure, unit in ((households, "hộ"), (working, "người trong độ tuổi lao động"))
        if isinstance(figure.denominator, int) and figure.denominator
    ]
    if counted:
        said.append(f"Theo báo cáo của các khóm, địa bàn có {_and(counted)}.")
    if said:
        said.append(f"Số liệu trong báo cáo là số liệu {area.status}.")
    return said


def work_done(report: Report) -> dict[str, list[str]]:
    """What units did, by the parts of the paper."""
    found = {name: words for name in _items() if (words := task_words(report, name))}
    apart = {*_SPREADING, *_OF_THE_CENTRE, *OF_LEARNERS, *OF_PRAISE}
    return {
        "chi_dao": [words for name, words in found.items() if name not in apart],
        "tuyen_truyen": [
            *(found[name] for name in _SPREADING if name in found),
            *_broadcasts(report),
            *told(report, "learning_week"),
        ],
        "cung_co": [
            *told(report, "centre_equipment", "Trang thiết bị của TTHTCĐ so với nhu cầu"),
            *(found[name] for name in _OF_THE_CENTRE if name in found),
        ],
    }


def task_words(report: Report, name: str) -> str:
    """``Văn bản chỉ đạo: 138 văn bản (20/22 đơn vị đã thực hiện); năm 2023: 120 văn bản.``"""
    now = _total(report, name)
    if now is None:
        return ""
    many, done = now
    unit = _items()[name]
    given = sum(name in _names(one.kind) for one in report.area.units)
    same = next((one for one in report.comparable if one.period.is_half == report.period.is_half), None)
    earlier, _ = (same and _total(same, name)) or (0, 0)
    was = f"; {same.period.label}: {format_number(earlier)} {unit}" if same and earlier else ""
    units = f"{done}/{given} đơn vị đã thực hiện"
    if many is None:
        return f"{name}: không công bố số {unit} ({units}){was}."
    return f"{name}: {f'{format_number(many)} {unit} ({units})' if many else units}{was}."


def _total(report: Report, name: str) -> tuple[int | None, int] | None:
    """How many in all (0: not told; None: suppressed), and units that did it; None where nobody did."""
    entries = [one for one in report.summary.get("tasks", []) if one["item"] == name]
    done = sum(one["done"] is True for one in entries)
    if not done:
        return None
    if any(one["withheld"] for one in entries):
        return None, done
    return sum(one["number"] for one in entries if one["number"] is not None), done


def _items() -> Mapping[str, str]:
    return {item.name: item.unit for item in sheets()["tasks"].item}


def _names(kind: str) -> set[str]:
    return {item.name for item in sheets()["tasks"].item if kind in item.kinds}


def _broadcasts(report: Report) -> list[str]:
    return told(report, "broadcast_months", "Phát thanh về học tập hằng tháng")


def _and(parts: list[str]) -> str:
    return " và ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def due_day(report: Report) -> str:
    """The day before which units report for the year, told at mid-year; nothing where none is set."""
    due = report.plan.due.or_else(report.area.due) if report.plan else report.area.due
    day = due.units.day(Period(report.period.year))
    return format_date(day) if day and report.period.is_half else ""
