"""The classes of the sample's learning centre, from January to November."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from xhht_analysis.base.periods import Period
from xhht_sample.units_intended import due_day, intended
from xhht_sample.units_spread import spread

_TECHNIQUE, _LAW, _HEALTH, _ENVIRONMENT = "chuyển giao kỹ thuật", "pháp luật", "sức khỏe", "môi trường"
_TRADE, _INFORMATION, _SKILLS, _OTHER = "dạy nghề", "năng lực thông tin", "kỹ năng sống", "khác"


class _Class(NamedTuple):
    month: int
    day: int
    kind: str
    topic: str
    size: int  # as a weight
    planned: bool = True


_CLASSES = (
    _Class(1, 11, _LAW, "Luật Hôn nhân và gia đình", 60),
    _Class(1, 18, _TECHNIQUE, "Phòng trừ rầy nâu trên lúa đông xuân", 85),
    _Class(1, 25, _HEALTH, "Chăm sóc sức khỏe người cao tuổi dịp Tết", 70),
    _Class(2, 22, _TECHNIQUE, "Kỹ thuật trồng nấm rơm trong nhà", 55),
    _Class(2, 28, _LAW, "Luật Giao thông đường bộ", 90),
    _Class(3, 6, _SKILLS, "Kỹ năng phòng tránh đuối nước cho phụ huynh", 75),
    _Class(3, 8, _HEALTH, "Dinh dưỡng cho bà mẹ mang thai", 65),
    _Class(3, 14, _TRADE, "May công nghiệp căn bản", 30),
    _Class(3, 21, _TECHNIQUE, "Nuôi lươn không bùn", 60),
    _Class(3, 28, _INFORMATION, "Dịch vụ công trực tuyến cho người dân", 80),
    _Class(4, 4, _LAW, "Luật Đất đai: những điều hộ nông dân cần biết", 95),
    _Class(4, 11, _TECHNIQUE, "Ủ phân hữu cơ từ rơm rạ", 70),
    _Class(4, 16, _SKILLS, "Chi tiêu trong gia đình", 60),
    _Class(4, 24, _TRADE, "Đan lát lục bình", 28),
    _Class(4, 26, _HEALTH, "Phòng bệnh tay chân miệng", 75),
    _Class(5, 8, _INFORMATION, "Dùng điện thoại thông minh an toàn", 85),
    _Class(5, 15, _TECHNIQUE, "Tưới ngập khô xen kẽ", 80),
    _Class(5, 22, _LAW, "Phòng chống bạo lực gia đình", 70),
    _Class(5, 29, _OTHER, "Đọc sách cùng con", 45),
    _Class(6, 20, _TECHNIQUE, "Chọn giống lúa vụ hè thu", 85),
    _Class(6, 27, _HEALTH, "Phòng bệnh sốt xuất huyết", 90),
    _Class(7, 11, _ENVIRONMENT, "Phân loại rác tại nguồn", 95),
    _Class(7, 18, _TRADE, "Sửa máy nông nghiệp", 25),
    _Class(7, 25, _INFORMATION, "Thanh toán không dùng tiền mặt", 80),
    _Class(8, 8, _TECHNIQUE, "Chăn nuôi gà thả vườn an toàn sinh học", 65),
    _Class(8, 15, _LAW, "Luật Trẻ em", 60),
    _Class(8, 22, _SKILLS, "Nói chuyện với con tuổi mới lớn", 75),
    _Class(9, 5, _ENVIRONMENT, "Thu gom vỏ chai thuốc bảo vệ thực vật", 90),
    _Class(9, 12, _TECHNIQUE, "Bảo quản lúa sau thu hoạch", 70),
    _Class(9, 19, _HEALTH, "Tầm soát tăng huyết áp, đái tháo đường", 85),
    _Class(9, 26, _INFORMATION, "Nhận biết lừa đảo trên mạng", 95),
    _Class(10, 3, _OTHER, "Câu lạc bộ đờn ca tài tử", 35),
    _Class(10, 17, _TECHNIQUE, "Trồng rau màu mùa nước nổi", 60),
    _Class(10, 24, _TRADE, "Nấu ăn gia đình", 30),
    _Class(11, 7, _LAW, "Luật Bảo hiểm y tế", 70),
    _Class(11, 14, _SKILLS, "Sơ cứu ban đầu", 80),
    # Beside the plan.
    _Class(5, 30, _HEALTH, "Hiến máu nhân đạo", 40, planned=False),
    _Class(10, 10, _INFORMATION, "Ứng dụng VNeID", 50, planned=False),
)
_MONEY_A_CLASS = 1_150_000

#: Column → the indicator whose seats it counts.
_FIGURES = {
    "learners": "learners",
    "women": "learners_women",
    "farmers": "farmer_seats",
    "agriculture": "agriculture_seats",
    "rural_workers": "rural_worker_seats",
    "poor": "learners_poor",
    "disabled": "learners_disabled",
    "homemakers": "learners_homemakers",
    "past_working_age": "learners_past_working_age",
    "policy": "learners_policy",
}


def class_rows(period: Period) -> list[dict[str, object]]:
    """The sheet ``classes``: held ones by date with their learners, then what is planned or was dropped.

    The first of the planned ones were held, so many as the clause on classes held wants.
    """
    end = due_day(period)
    count = intended("classes_held", period).numerator
    planned = [one for one in _CLASSES if one.planned]
    beside = [one for one in _CLASSES if not one.planned and (one.month, one.day) < (end.month, end.day)]
    held = sorted([*planned[:count], *beside])
    rows = [_row(one, period, "đã mở") for one in held]
    for name, parts in _learners(held, period).items():
        for row, part in zip(rows, parts, strict=True):
            row[name] = part
    for row, one in zip(rows, held, strict=True):
        row["sessions"] = 12 if one.kind == _TRADE else 1
        row["money"] = _MONEY_A_CLASS * (4 if one.kind == _TRADE else 1)
    later = [_row(one, period, "trong kế hoạch") for one in planned[count:]]
    if not period.is_half:
        later[0]["state"] = "đã hủy"
    return [*rows, *later]


def _learners(held: Sequence[_Class], period: Period) -> dict[str, list[int]]:
    sizes = [one.size for one in held]
    amounts = {name: intended(indicator, period).numerator for name, indicator in _FIGURES.items()}
    return {name: spread(amount, sizes) for name, amount in amounts.items()}


def _row(one: _Class, period: Period, state: str) -> dict[str, object]:
    return {
        "date": dt.date(period.year, one.month, one.day),
        "topic": one.topic,
        "kind": one.kind,
        "state": state,
        "planned": one.planned,
    }
