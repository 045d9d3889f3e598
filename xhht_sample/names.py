"""Common Vietnamese names, put together at random: nobody in particular bears them."""

from __future__ import annotations

from xhht_sample.dice import Dice

FAMILY = {
    "Nguyễn": 31, "Trần": 11, "Lê": 10, "Phạm": 7, "Huỳnh": 7, "Phan": 5, "Võ": 5, "Đặng": 3, "Bùi": 2.5,
    "Đỗ": 2, "Hồ": 2, "Ngô": 1.5, "Dương": 2, "Lý": 1, "Đinh": 1, "Trương": 2, "Lâm": 1, "Mai": 1, "Cao": 1,
    "Châu": 1, "Đoàn": 1, "Tô": 0.7, "Thái": 0.7, "Quách": 0.4,
}  # fmt: skip

MIDDLE = {
    "nam": [
        "Văn", "Hữu", "Minh", "Thanh", "Quốc", "Đức", "Hoàng", "Công", "Tấn", "Phước", "Trung", "Gia",
        "Thành", "Chí", "Ngọc", "Nhật", "Tuấn", "Trường"
    ],
    "nữ": [
        "Thị", "Ngọc", "Kim", "Mỹ", "Thanh", "Bích", "Thúy", "Hồng", "Như", "Bảo", "Cẩm", "Tuyết", "Phương",
        "Yến", "Diễm", "Khánh", "Thùy", "Lệ"
    ],
}  # fmt: skip
GIVEN = {
    "nam": [
        "An", "Bảo", "Bình", "Chiến", "Cường", "Danh", "Dũng", "Duy", "Đạt", "Điền", "Đông", "Đức", "Giang",
        "Hải", "Hào", "Hậu", "Hiếu", "Hòa", "Hùng", "Huy", "Khang", "Khánh", "Khoa", "Khôi", "Kiệt", "Lâm",
        "Lộc", "Long", "Luân", "Minh", "Nam", "Nghĩa", "Nguyên", "Nhân", "Nhựt", "Phát", "Phong", "Phú",
        "Phúc", "Phước", "Quân", "Quang", "Quý", "Quyền", "Sang", "Sơn", "Tài", "Tân", "Thái", "Thắng",
        "Thành", "Thiện", "Thịnh", "Thọ", "Thuận", "Tiến", "Tín", "Toàn", "Trí", "Trọng", "Trung", "Tú",
        "Tuấn", "Tùng", "Vinh", "Vũ"
    ],
    "nữ": [
        "An", "Anh", "Ánh", "Bích", "Châu", "Chi", "Cúc", "Dung", "Duyên", "Đào", "Điệp", "Giang", "Hà",
        "Hạnh", "Hằng", "Hân", "Hiền", "Hoa", "Hòa", "Hồng", "Huệ", "Hương", "Huyền", "Khánh", "Lan",
        "Liên", "Linh", "Loan", "Ly", "Mai", "Mỹ", "My", "Nga", "Ngân", "Nghi", "Ngọc", "Nguyệt", "Nhi",
        "Như", "Nhung", "Oanh", "Phấn", "Phương", "Phượng", "Quý", "Quyên", "Sương", "Tâm", "Thảo", "Thắm",
        "Thi", "Thoa", "Thơ", "Thu", "Thủy", "Thúy", "Thư", "Tiên", "Trang", "Trâm", "Trinh", "Trúc",
        "Tuyền", "Tuyết", "Uyên", "Vân", "Vy", "Xuân", "Yến"
    ],
}  # fmt: skip


def family_name(dice: Dice) -> str:
    """A family name, as frequent as in the Mekong delta."""
    return dice.weighted(FAMILY)


def middle_and_given(dice: Dice, sex: str) -> tuple[str, str]:
    """Middle name (sometimes two words) and given name."""
    middle = dice.pick(MIDDLE[sex])
    if dice.chance(0.3):
        second = dice.pick(MIDDLE[sex])
        middle = middle if second == middle else f"{middle} {second}"
    return middle, dice.pick(GIVEN[sex])
