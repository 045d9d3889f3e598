"""What every unit of the sample did besides, says of it and will do next; where and who learnt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import sheets
from xhht_sample.units_intended import intended, total
from xhht_sample.units_khom import Values
from xhht_sample.units_spread import spread

#: How many of each task a unit does in a year, in the order of the form; half as many by June.
_MANY = (6, 8, 12, 4, 2, 6, 4, 3, 1, 2, 6, 4, 12, 14, 5, 3)
_TEXTS = ("Kế hoạch và thông báo gửi các bộ phận", "Họp giao ban hằng quý", "", "Ngày hội đọc sách", "")
_GOOD = ("Vận động người dân ra lớp kịp thời.", "Phối hợp tốt với TTHTCĐ.", "Đọc sách thành nếp ở đơn vị.")
_HARD = ("Nhiều người đi làm ăn xa.", "Thiếu người dạy buổi tối.", "Trang thiết bị còn thiếu.")
_WHY = ("Lớp mở vào mùa thu hoạch.", "Kinh phí cấp chậm.", "Chưa phân công cụ thể.")
_ASK = ("Mở lớp vào buổi tối.", "Bổ sung máy tính cho TTHTCĐ.", "Tập huấn người lập báo cáo.")
_NEXT = ("Rà soát người chưa biết chữ", "Mở lớp theo kế hoạch", "Đăng ký danh hiệu học tập")
_GROUPS = (
    "persons at the centre", "women at the centre", "poor at the centre", "disabled at the centre",
    "homemakers at the centre", "past working age at the centre", "policy learners at the centre",
)  # fmt: skip
#: Provider, its kind, classes a year, seats and persons as shares of what the centre has, in percent.
_PROVIDERS = (
    ("khuyến nông", "Trạm Khuyến nông", 6, 9),
    ("GDNN", "Trung tâm GDNN-GDTX", 3, 4),
    ("đoàn thể", "Lớp của hội viên", 4, 6),
)
#: As the khóm are large, without the last ones.
_OF_KHOM = (150, 140, 130, 125, 115, 105, 105, 95, 90, 20)


def task_values(units: Sequence[Unit], khom: Sequence[str], period: Period) -> dict[str, Values]:
    """Unit id → sheet id → rows of the sheets that came with the second version of the workbooks."""
    values: dict[str, Values] = {}
    for place, unit in enumerate(units):
        values[unit.id] = {
            "tasks": _tasks(unit, place, period),
            "remarks": _remarks(place),
            "next_tasks": [_next_task(place, period)],
        }
    others = [unit for unit in units if unit.kind in ("department", "town")]
    for unit, provider in zip(others, _PROVIDERS, strict=False):
        values[unit.id]["providers"] = [_provider(*provider, period)]
    for unit in units:
        if unit.kind == "centre":
            items = zip(sheets()["learner_groups"].items, _GROUPS, strict=True)
            values[unit.id]["learner_groups"] = [
                {"item": item, "persons": total(name, period)} for item, name in items
            ]
            persons, women = (total(name, period) for name in _GROUPS[:2])
            values[unit.id]["learners_by_khom"] = _by_khom(khom, persons, women)
    taught = [u for u in units if u.kind == "school" and {"TH", "THCS"} & set(u.levels)]
    ever = intended("literacy_class_learners", period).numerator
    for unit, persons in zip(taught, spread(ever, [1] * len(taught)) if taught else (), strict=True):
        values[unit.id]["learners_by_khom"] = _by_khom(khom, persons, persons * 58 // 100)
    return values


def _tasks(unit: Unit, place: int, period: Period) -> list[dict[str, object]]:
    """A unit in five leaves one task untold, and one in four has not done another."""
    rows: list[dict[str, object]] = []
    labels = [item.label for item in sheets()["tasks"].item]
    for number, label in enumerate(sheets()["tasks"].items_of(unit)):
        many = _MANY[labels.index(label)] + (place + number) % 3
        many = many // 2 if period.is_half else many
        if (place + number) % 20 == 7:
            rows.append({"item": label})
        elif many == 0 or (place * 3 + number) % 16 == 5:
            rows.append({"item": label, "done": False, "number": 0})
        else:
            text = _TEXTS[number % len(_TEXTS)]
            rows.append({"item": label, "done": True, "number": many} | ({"text": text} if text else {}))
    return rows


def _remarks(place: int) -> list[dict[str, object]]:
    said = [texts[place % len(texts)] for texts in (_GOOD, _HARD, _WHY, _ASK)]
    items = sheets()["remarks"].items
    return [{"item": item, "text": text} for item, text in zip(items, said, strict=False)]


def _next_task(place: int, period: Period) -> dict[str, object]:
    due = dt.date(period.year, 9, 30) if period.is_half else dt.date(period.year + 1, 3, 31)
    return {"task": _NEXT[place % len(_NEXT)], "who": "Người phụ trách của đơn vị", "due": due}


def _provider(kind: str, name: str, classes: int, percent: int, period: Period) -> dict[str, object]:
    seats = intended("learners", period).numerator * percent // 100
    persons = seats * 8 // 10
    return {
        "kind": kind,
        "name": name,
        "classes": classes // 2 if period.is_half else classes,
        "attendances": seats,
        "persons": persons,
        "women": persons * 47 // 100,
        "rural_workers": persons * 9 // 10,
        "farmers": persons * 4 // 10,
    }


def _by_khom(khom: Sequence[str], persons: int, women: int) -> list[dict[str, object]]:
    if not khom:
        return []
    weights = [_OF_KHOM[place % len(_OF_KHOM)] for place in range(len(khom))]
    parts = zip(khom, spread(persons, weights), spread(women, weights), strict=True)
    return [{"khom": name, "persons": part, "women": of_them} for name, part, of_them in parts]
