"""What the sample's learning centre, town office and departments report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import cycle

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import sheets
from xhht_sample.units_classes import class_rows
from xhht_sample.units_intended import column, due_day, intended
from xhht_sample.units_khom import Values
from xhht_sample.units_schools import online_split
from xhht_sample.units_spread import first_ones, spread

#: Item, needed, had at the end of each period; one is had in greater number than is needed.
_EQUIPMENT = (
    ("Bàn học", 12, (12, 12, 12)),
    ("Ghế", 40, (32, 34, 38)),
    ("Máy tính nối mạng", 10, (4, 6, 9)),
    ("Máy chiếu", 1, (1, 1, 1)),
    ("Bộ loa, micro", 2, (3, 3, 3)),
    ("Tủ sách", 5, (4, 4, 5)),
    ("Bảng viết", 3, (3, 3, 3)),
    ("Bộ tài liệu chuyên đề", 7, (3, 4, 4)),
)
_COMMUNITY_NOT_MET = ("Thư viện có thiết bị công nghệ thông tin", "Nhà văn hóa có câu lạc bộ")
_EVIDENCE = ("Kế hoạch của UBND", "Biên bản kiểm tra", "Hồ sơ lưu tại TTHTCĐ", "")
_TALKS = (
    "Học tập suốt đời trong mỗi gia đình",
    "Gương học tập ở khóm",
    "Lịch mở lớp của TTHTCĐ",
    "Vì sao người lớn cũng học chữ",
    "Tủ sách gia đình",
    "Dòng họ học tập",
    "An toàn khi dùng mạng",
)
#: Days of the month on which the town's loudspeakers speak of learning; from May to November one talk more.
_TALK_DAYS = (9, 23)
#: What each source's money goes to, in the order of the units and their sources.
_PURPOSES = (
    "lớp học, chuyên đề",
    "trang thiết bị",
    "tuyên truyền",
    "học bổng, khen thưởng",
    "hỗ trợ người học",
)
#: Money is shared out in steps of 100.000 đồng.
_STEP = 100_000


def office_values(units: Sequence[Unit], period: Period) -> dict[str, Values]:
    """Unit id → sheet id → rows for centre, town and departments, and ``own_plan`` of the schools."""
    values: dict[str, Values] = {unit.id: {} for unit in units if unit.kind != "khom"}
    for unit in units:
        if unit.kind == "centre":
            values[unit.id] = _centre(period)
        elif unit.kind == "town":
            values[unit.id] = _town(period)
    _fill_money(values, [u for u in units if u.kind in ("centre", "town", "department")], period)
    _fill_plans(values, [u for u in units if u.kind != "khom"], period)
    return values


def _centre(period: Period) -> Values:
    now = column(period)
    held, rated = intended("learning_week", period).numerator, intended("self_ratings", period).numerator
    return {
        "classes": class_rows(period),
        "equipment": [
            {
                "item": item,
                "needed": needed,
                "had": had[now],
                "added": had[now] - had[0],
            }
            for item, needed, had in _EQUIPMENT
        ],
        "events": [
            {
                "item": sheets()["events"].items[0],
                "held": bool(held),
                "date": dt.date(period.year, 10, 5) if held else None,
            }
        ],
        "ratings": [
            {"item": item, "done": done} | (rating if done else {})
            for (item, rating), done in zip(_ratings(period).items(), first_ones(rated, 2), strict=True)
        ],
        "community": [
            {
                "item": item,
                "met": item not in _COMMUNITY_NOT_MET and not (period.is_half and "Tuần lễ" in item),
                "evidence": evidence,
            }
            for item, evidence in zip(sheets()["community"].items, cycle(_EVIDENCE), strict=False)
        ],
    }


def _ratings(period: Period) -> dict[str, dict[str, object]]:
    """The centre rates itself "khá", so that the clause that wants "tốt" is missed."""
    day = dt.date(period.year, 11, 28)
    return {
        "TTHTCĐ": {"points": 84 if column(period) else 80, "band": "khá", "date": day},
        "Cộng đồng học tập": {"points": 79 if column(period) else 76, "band": "khá", "date": day},
    }


def _town(period: Period) -> Values:
    cadres, officials = intended("cadres_trained", period), intended("officials_compulsory", period)
    qualified = intended("cadres_qualified", period).numerator
    return {
        "officials": [
            {
                "item": "Cán bộ",
                "all": cadres.denominator,
                "trained": cadres.numerator,
                "qualified": qualified,
                "compulsory": cadres.numerator,
            },
            {
                "item": "Công chức",
                "all": officials.denominator,
                "trained": officials.numerator,
                "qualified": officials.denominator,
                "compulsory": officials.numerator,
            },
        ],  # fmt: skip
        "disadvantaged": [
            {"item": item, "all": children.denominator, "at_school": children.numerator}
            for item, children in (
                ("6–10 tuổi", intended("disadvantaged_6_10_at_school", period)),
                ("11–14 tuổi", intended("disadvantaged_11_14_at_school", period)),
            )
        ],
        "broadcasts": _broadcasts(period),
    }


def _broadcasts(period: Period) -> list[dict[str, object]]:
    """Talks until the report is made; in July of a year only one, so that the year misses its clause."""
    topics = cycle(_TALKS)
    rows = []
    for month in range(1, due_day(period).month):
        days = _TALK_DAYS[:1] if month == 7 else (*_TALK_DAYS, 30) if month >= 5 else _TALK_DAYS
        rows += [{"date": dt.date(period.year, month, day), "topic": next(topics)} for day in days]
    return rows


def _fill_money(values: dict[str, Values], units: Sequence[Unit], period: Period) -> None:
    """Budget of the town and the centre, what the centre and the departments raise."""
    lines = [(unit, source, weights) for unit in units for source, weights in _sources(unit)]
    if not lines:
        return
    spent = intended("money_spent", period)
    raised = intended("money_raised", period).numerator
    cash, kind = spread(raised // _STEP, (82, 18))
    amounts = {"planned": spent.denominator // _STEP, "spent": spent.numerator // _STEP,
               "raised_cash": cash, "raised_kind": kind}  # fmt: skip
    weights = {"planned": 0, "spent": 0, "raised_cash": 1, "raised_kind": 1}
    parts = {
        name: spread(amount, [line[2][weights[name]] for line in lines]) for name, amount in amounts.items()
    }
    for place, (unit, source, _) in enumerate(lines):
        row: dict[str, object] = {"source": source, "purpose": _PURPOSES[place % len(_PURPOSES)]}
        row |= {name: part[place] * _STEP for name, part in parts.items()}
        values[unit.id].setdefault("money", []).append(row)


def _sources(unit: Unit) -> tuple[tuple[str, tuple[int, int]], ...]:
    """The sources of a unit's money, with weights of what it spends and of what it raises."""
    if unit.kind == "town":
        return (("ngân sách", (60, 0)),)
    if unit.kind == "centre":
        return ("ngân sách", (16, 0)), ("xã hội hóa", (6, 30))
    if "khuyen-hoc" in unit.id:
        return (("quỹ khuyến học", (9, 46)),)
    return (("khác", (3, 8)),)


def _fill_plans(values: dict[str, Values], units: Sequence[Unit], period: Period) -> None:
    plans = first_ones(intended("own_plans", period).numerator, len(units))
    others = [unit for unit in units if unit.kind != "school"]
    shares = spread(online_split(period)[2], [1] * len(others)) if others else []
    materials = dict(zip((unit.id for unit in others), shares, strict=True))
    for number, (unit, has_plan) in enumerate(zip(units, plans, strict=True), start=1):
        text = f"{number + 3}/KH ngày {number + 8}/01/{period.year}" if has_plan else ""
        row = {"has_plan": has_plan, "number": text, "materials": materials.get(unit.id, 0)}
        values[unit.id]["own_plan"] = [row]
