"""Parts of the paper that nobody filled: they are left out of it, and the clerk hears whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xhht_analysis.base.store import UNTOLD_FILE, WORDS_FILE, read_json, write_json
from xhht_analysis.forms.definition import sheets
from xhht_analysis.report.report import Report

#: A heading of the template, the fields that fill it, and the sheet that tells it ("": the survey).
_PARTS = (
    ("Công tác chỉ đạo", ("chi_dao",), "tasks"),
    ("Công tác tuyên truyền", ("tuyen_truyen",), "tasks"),
    ("Củng cố trung tâm học tập cộng đồng", ("cung_co",), "equipment"),
    ("Xóa mù chữ, phổ cập giáo dục", ("bang_muc_do", "bang_biet_chu"), ""),
    ("Năng lực, trình độ của người dân và cán bộ", ("bang_nang_luc", "nang_luc"), "workers"),
    ("Lớp học và người học", ("lop_hoc", "bang_lop"), "classes"),
    ("Danh hiệu học tập, công dân học tập", ("bang_danh_hieu", "cong_dan"), "titles"),
    ("Cộng đồng học tập, xếp loại TTHTCĐ", ("bang_cong_dong", "xep_loai"), "ratings"),
    ("Khuyến học, kinh phí", ("bang_nguon", "bang_muc_dich", "kinh_phi"), "money"),
    ("Việc làm tốt", ("viec_tot",), "remarks"),
    ("Khó khăn", ("kho_khan",), "remarks"),
    ("Nguyên nhân", ("nguyen_nhan",), "remarks"),
    ("Nhiệm vụ các đơn vị đăng ký", ("bang_viec",), "next_tasks"),
    ("Kiến nghị, đề xuất", ("kien_nghi", "de_nghi_giao"), "remarks"),
)
_NAMED = 3


def note_untold(report: Report, fields: Mapping[str, Any]) -> None:
    """Write into private/ which parts are left out, and which units' sentences name or count somebody."""
    told = {"parts": untold(report, fields), "kept": _kept(report)}
    write_json(report.store.private(report.area.id, report.period) / UNTOLD_FILE, told, mode=0o600)


def untold(report: Report, fields: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each part that nothing fills: its heading, the sheet that would, the units that have it."""
    return [
        {"part": heading, "sheet": sheets()[sheet].title if sheet else "", "units": _units(report, sheet)}
        for heading, names, sheet in _PARTS
        if not any(fields[name] for name in names)
    ]


def _units(report: Report, sheet: str) -> str:
    names = [unit.name for unit in report.area.units if sheet and sheets()[sheet].owed_by(unit)]
    more = f" và {len(names) - _NAMED} đơn vị khác" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _kept(report: Report) -> list[str]:
    """Units of whose sentences one does not leave: ``Khóm 3 (“Việc làm tốt”)``."""
    path = report.store.private(report.area.id, report.period) / WORDS_FILE
    written = read_json(path).get("remarks", []) if path.is_file() else []
    leaves = {(one["unit"], one["item"]) for one in report.summary.get("remarks", [])}
    return [
        f"{one['unit']} (“{one['item']}”)"
        for one in written
        if "text" in one and (one["unit"], one["item"]) not in leaves
    ]
