"""Columns A to BB of the sheet DATA, with the headings of the national workbook.

A heading is (group of row 1, heading of row 2, heading of row 3); neighbours with equal texts are merged,
and so is a heading of row 2 that has none below it. The typing errors are those of real copies.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column: our field, its three headings, its width in characters, whether it is hidden."""

    field: str
    group: str
    heading: str
    lower: str = ""
    width: float = 8
    hidden: bool = False


_WHO, _HOME, _NOW = "Thông tin cá nhân", "Hộ gia đình", "Đang học"
_DONE, _XMC, _KT = "Kết quả học tập", "Xóa mù chữ", "Tình trạng khuyết tật"
_MORE, _OWN = "Thông tin khác", "Phần tính của máy"

COLUMNS = (
    Column("khom", "Năm điều tra", "", "Khóm (thôn, ấp)", 10),
    Column("number", _WHO, "TT", width=6),
    Column("family_name", _WHO, "Họ và chữ đệm", width=18),
    Column("given_name", _WHO, "Tên"),
    Column("birth_day", _WHO, "Ngày, tháng, năm sinh", "Ngày", 11),
    Column("birth_month", _WHO, "Ngày, tháng, năm sinh", "Tháng", 6),
    Column("birth_year", _WHO, "Ngày, tháng, năm sinh", "Năm", 11),
    Column("female", _WHO, "Nữ", width=4),
    Column("ethnicity", _WHO, "Dân tộc"),
    Column("religion", _WHO, "Tôn giáo", width=14, hidden=True),
    Column("priority", _WHO, "Diện ưu tiên"),
    Column("head_family_name", _HOME, "Chủ hộ", "Họ và chữ đệm", 18),
    Column("head_given_name", _HOME, "Chủ hộ", "Tên"),
    Column("address", _HOME, "Địa chỉ", width=18),
    Column("form_number", _HOME, "Số phiếu", width=11),
    Column("stay_kind", _HOME, "Diện cư trú", width=10),
    Column("stay_state", _HOME, "Tình trạng cư trú", width=10),
    Column("grade", _NOW, "Khối học", width=6),
    Column("class_now", _NOW, "Lớp học", width=10),
    Column("school_place", _NOW, "Quận/huyện đang học", width=10, hidden=True),
    Column("school", _NOW, "Tên trường", width=20, hidden=True),
    Column("school_code", _NOW, "Mã trường", width=10),
    Column("level", _DONE, "Tốt nghiệp", "Bậc tốt nghiêp"),
    Column("complementary", _DONE, "Tốt nghiệp", "Bổ túc", 6),
    Column("level_year", _DONE, "Tốt nghiệp", "Năm tốt nghiệp", 10),
    Column("degree", _DONE, "Tốt nghiệp nghề", "Bậc TN nghề", 10),
    Column("degree_number", _DONE, "Tốt nghiệp nghề", "Số hiệu bằng", 10, hidden=True),
    Column("degree_year", _DONE, "Tốt nghiệp nghề", "Năm TN nghề"),
    Column("grade_finished", _DONE, "Học xong", "Học xong lớp"),
    Column("grade_finished_year", _DONE, "Học xong", "Năm học xong", 10),
    Column("grade_left", _DONE, "Bỏ học", "Bỏ học lớp"),
    Column("grade_left_year", _DONE, "Bỏ học", "Năm bỏ học", 10),
    Column("literacy_class_now", _XMC, "Đang học lớp XMC"),
    Column("literacy_stage_finished", _XMC, "Hoàn thành lớp XMC"),
    Column("relapsed_level", _XMC, "Tái mù chữ mức"),
    Column("disability_movement", _KT, "Dạng khuyết tật", "Vận động"),
    Column("disability_hearing", _KT, "Dạng khuyết tật", "Nghe, nói"),
    Column("disability_sight", _KT, "Dạng khuyết tật", "Nhìn"),
    Column("disability_mental", _KT, "Dạng khuyết tật", "Thần kinh, tâm thần"),
    Column("disability_intellect", _KT, "Dạng khuyết tật", "Trí tuệ"),
    Column("disability_learning", _KT, "Dạng khuyết tật", "Học tập"),
    Column("disability_autism", _KT, "Dạng khuyết tật", "Tự kỷ"),
    Column("disability_other", _KT, "Dạng khuyết tật", "Khác"),
    Column("disability_certified", _KT, "Có chứng nhận khuyết tật"),
    Column("able_to_learn", _KT, "Khả năng học tập"),
    Column("circumstance", _MORE, "Hoàn cảnh đặt biệt", width=11),
    Column("circumstance_detail", _MORE, "Chi tiết", width=14),
    Column("relation", _MORE, "Quan hệ với chủ hộ", width=9),
    Column("parents", _MORE, "Họ và tên cha (mẹ)", width=18),
    Column("phone", _MORE, "Số điện thoại", width=12),
    Column("note", _MORE, "Ghi chú", width=14),
    Column("", "", ""),
    Column("own_age", _OWN, "Tuổi"),
    Column("own_group", _OWN, "Nhóm"),
)
#: Columns up to here bear numbers in row 4.
NUMBERED = 51
