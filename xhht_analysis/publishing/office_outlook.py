"""Parts IV to VI of the paper and its annexes: what went well, what did not, what comes next, proposals."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

from xhht_analysis.base.vietnamese import capitalised, format_date, inside_sentence, listed
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Table
from xhht_analysis.forms.commendation import COMMEND, REMIND
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.publishing.office_figures import (
    clause_name,
    count,
    in_paper,
    known,
    rate,
    result,
    result_before,
)
from xhht_analysis.publishing.office_opening import OF_PRAISE, due_day, task_words
from xhht_analysis.publishing.office_words import silent_units, tasks, without_sign
from xhht_analysis.report.khom import known_khom
from xhht_analysis.report.levels import nearest_gaps
from xhht_analysis.report.report import Report
from xhht_analysis.report.reporting import commended_and_reminded, reports_sentence
from xhht_analysis.standards.target_words import NO_TARGET
from xhht_analysis.standards.verdict_words import BAD, GOOD, SHOWN, VERDICTS
from xhht_analysis.standards.verdicts import Verdict

GOOD_WORK, HARD, WHY, PROPOSALS, TO_COMMEND = (
    "Việc làm tốt", "Việc còn khó khăn", "Nguyên nhân", "Đề xuất, kiến nghị", "Tập thể đề nghị khen",
)  # fmt: skip
#: Of the plan, in the lists of tasks: told as a proposal to those above.
_NO_NUMBER = "Đề nghị cấp có thẩm quyền giao chỉ tiêu bằng con số:"
_COUNTED = {NO_TARGET: "chưa được giao bằng con số", SHOWN: "chỉ theo dõi"}
#: What an office does at its own desk and no paper to others says.
_AT_HOME = "Lưu số liệu kỳ này làm căn cứ so sánh cho kỳ sau:"
#: What the table of targets tells already.
_IN_A_TABLE = "Tiếp tục thực hiện các chỉ tiêu chậm so với tiến độ hoặc chưa đạt:"
_OF_CLAUSES = re.compile(r"(chưa )?đạt ")
#: Who does what a sheet tells of, as papers call them.
_WHO = {
    "khom": "các khóm", "school": "các trường", "department": "các ban ngành, đoàn thể",
    "centre": "TTHTCĐ", "town": "UBND",
}  # fmt: skip


def outlook(report: Report) -> dict[str, Any]:
    """The fields of parts IV to VI."""
    verdicts = report.verdicts
    good = [v for v in verdicts if v.verdict in GOOD]
    bad = [v for v in verdicts if v.verdict in BAD]
    found = dict(tasks(report))
    no_number = found.pop(_NO_NUMBER, [])
    for told in (_AT_HOME, _IN_A_TABLE):
        found.pop(told, None)
    commended, reminded = _listed(report, COMMEND), _listed(report, REMIND)
    praised = [
        *_said(report, TO_COMMEND),
        *filter(None, (task_words(report, name) for name in OF_PRAISE)),
    ]
    return {
        "dat_duoc": [
            *_counted(verdicts),
            *_named(f"Chỉ tiêu đạt{' hoặc đúng tiến độ' if report.period.is_half else ''}", good),
        ],
        "viec_tot": _said(report, GOOD_WORK),
        "chua_dat": [
            f"{clause_name(v.target)}: {result(report, v)}; mục tiêu: {in_paper(v.target.words)}."
            for v in bad
        ],
        "kho_khan": _said(report, HARD),
        "nguyen_nhan": _said(report, WHY),
        "bieu_duong": commended,
        "khen_thuong": praised,
        "gui_bao_cao": _reporting(report),
        "nhac_nho": reminded,
        "khen": [*(f"{COMMEND}: {line}" for line in commended), *praised],
        "nhac": [*_reporting(report), *(f"{REMIND}: {line}" for line in reminded)],
        "chi_tieu_toi": nearest_gaps(report),
        "bang_chi_tieu_toi": [_next_goal(report, v) for v in bad if not v.target.every_period],
        "nhiem_vu": [{"viec": words, "cac_dong": lines} for words, lines in found.items()],
        "bang_viec": _next_tasks(report),
        "han_ke_tiep": [f"Các đơn vị gửi báo cáo cả năm trước ngày {day}."]
        if (day := due_day(report))
        else [],
        "kien_nghi": _said(report, PROPOSALS),
        "de_nghi_giao": [
            f"Đề nghị cấp có thẩm quyền giao chỉ tiêu bằng con số: {line}" for line in no_number
        ],
        "bang_chi_tieu": _board(report),
        **_by_khom(report),
    }


def _counted(verdicts: list[Verdict]) -> list[str]:
    """How many clauses have which verdict."""
    counts = Counter(v.verdict for v in verdicts)
    if not counts:
        return []
    said = [
        f"{counts[word]} chỉ tiêu {_COUNTED.get(word, in_paper(word))}" for word in VERDICTS if counts[word]
    ]
    return [f"Kế hoạch có {len(verdicts)} chỉ tiêu: {', '.join(said)}. Kết quả từng chỉ tiêu ở Phụ lục 1."]


def _named(what: str, verdicts: list[Verdict]) -> list[str]:
    names = [inside_sentence(clause_name(v.target)) for v in verdicts]
    return [f"{what}: {'; '.join(names)}."] if names else []


def _said(report: Report, item: str) -> list[str]:
    """What units wrote of one thing, each text once with who wrote it."""
    by_text: dict[str, list[str]] = {}
    for one in report.summary.get("remarks", []):
        if one["item"] == item:
            by_text.setdefault(one["text"].rstrip(" .;"), []).append(one["unit"])
    return [f"{capitalised(text)} ({_units(units)})." for text, units in by_text.items()]


def _units(units: list[str]) -> str:
    return listed(units) if len(units) <= 4 else f"{', '.join(units[:3])} và {len(units) - 3} đơn vị khác"


def _listed(report: Report, group: str) -> list[str]:
    """Units to commend or to remind, those with the same reasons together."""
    table = commended_and_reminded(report)
    if not isinstance(table, Table):
        return []
    by_reason: dict[str, list[str]] = {}
    for row in table.texts():
        if row[0].startswith(group) and row[2] != "–":
            by_reason.setdefault(row[2], []).append(row[1])
    return [f"{listed(units)} ({in_paper(_by_name(report, reason))})." for reason, units in by_reason.items()]


def _by_name(report: Report, reasons: str) -> str:
    """Why a unit is on a list, its clauses by their names: ``đạt “Lớp đã mở”, “Tuần lễ …”``."""
    names = {v.target.id: v.target.name for v in report.verdicts}
    of = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    told = re.compile(rf"(?<=[ ,])({of})(?=,|;|$| \()") if of else None
    said = [
        told.sub(lambda found: f"“{names[found[1]]}”", one) if told and _OF_CLAUSES.match(one) else one
        for one in reasons.split("; ")
    ]
    return "; ".join(said)


def _reporting(report: Report) -> list[str]:
    said = reports_sentence(report)
    silent = silent_units(report) if report.duty.units_due else []
    return [*([said.replace(" đúng hạn.", " đơn vị đúng hạn.")] if said else []),
            *([f"Đơn vị chưa gửi báo cáo: {listed(silent)}."] if silent else [])]  # fmt: skip


def _next_goal(report: Report, verdict: Verdict) -> dict[str, str]:
    """What is still to be reached: how far it is now, by whom and until when."""
    target, period = verdict.target, report.period
    entries = [catalogue()[name] for name in target.indicators if name in catalogue()]
    kinds = [kind for entry in entries for sheet in entry.sheets for kind in sheets()[sheet].kinds]
    who = dict.fromkeys(_WHO[kind] for kind in kinds)
    return {
        "chi_tieu": clause_name(target),
        "hien_nay": result(report, verdict),
        "muc_tieu": in_paper(target.words),
        "don_vi": capitalised(", ".join(who) or "UBND"),
        "han": f"hết năm {period.year if period.is_half else period.year + 1}",
    }


def _next_tasks(report: Report) -> list[dict[str, str]]:
    """Tasks that units set themselves: what, which units, who, by when; the same of several together."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for one in report.summary.get("next_tasks", []):
        key = (one.get("task", ""), one.get("who", ""), one.get("due", ""))
        if key[0]:
            together.setdefault(key, []).append(one["unit"])
    return [
        {
            "viec": capitalised(task),
            "don_vi": _units(units),
            "nguoi": who or "Đơn vị",
            "han": _day(due) if due else "trong kỳ tới",
        }
        for (task, who, due), units in sorted(together.items(), key=lambda one: (one[0][2] or "9", one[0]))
    ]


def _day(due: str) -> str:
    return f"trước ngày {format_date(dt.date.fromisoformat(due))}"


def _board(report: Report) -> list[dict[str, str]]:
    """Every clause of the plan: target, result, before, verdict."""
    return [
        {
            "chi_tieu": clause_name(v.target),
            "muc_tieu": in_paper(v.target.words),
            "ket_qua": result(report, v),
            "ky_truoc": result_before(v),
            "danh_gia": in_paper(without_sign(v.verdict)),
        }
        for v in report.verdicts
    ]


def _by_khom(report: Report) -> dict[str, list[dict[str, str]]]:
    """The tables by khóm: literacy, lower-secondary graduates, learning families; those published alone."""
    tables = {
        "khom_biet_chu": "xmc2_15_60", "khom_thcs": "thcs_graduated_15_18",
        "khom_gia_dinh": "learning_families",
    }  # fmt: skip
    found = {}
    for field, name in tables.items():
        cells = named(known_khom(report.cells(name, "khom")), "khom") if known(report, name) else []
        found[field] = [
            {
                "khom": khom,
                "tong_so": count(figure.denominator),
                "so_dat": count(figure.numerator),
                "ty_le": rate(figure),
            }
            for khom, figure in cells
        ]
    return found
