"""What units write in sentences leaves only where it names and counts nobody."""

import pytest

from xhht_analysis.publishing.unit_words import may_leave

PLACES = ("An Thử", "thị trấn An Thử", "Khóm 1", "Trường Tiểu học Nguyễn Du")


def left(text, *, public=True, item="Làm tốt"):
    words = {"remarks": [{"unit": "Hội Phụ nữ", "item": item, "text": text}]}
    return [one["text"] for one in may_leave(words, public=public, places=PLACES)["remarks"]]


def test_what_a_unit_was_told_that_only_the_office_reads_is_quoted_nowhere():
    """Workbooks of version 2 said so of the sheet; the same sentence of one of version 3 may leave."""
    said = {"unit": "Hội Phụ nữ", "item": "Nguyên nhân", "text": "Lớp mở vào mùa thu hoạch"}
    words = {"remarks": [said | {"kept": True}, said | {"unit": "Khóm 1"}]}
    assert [one["unit"] for one in may_leave(words, public=True)["remarks"]] == ["Khóm 1"]
    assert [one["unit"] for one in may_leave(words, public=False)["remarks"]] == ["Hội Phụ nữ", "Khóm 1"]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng số 3 người mù chữ", "Vận động số 4 em ra lớp", "Trong năm 2 em bỏ học", "Tổ 3 người khuyết tật",
        "Còn hai trường hợp mù chữ", "Giúp hai phụ nữ tàn tật", "Có bốn đối tượng nghiện",
        "Một nam thanh niên bỏ học",
        "Giúp đôi vợ chồng già", "Còn vài em bỏ học", "Năm em chưa ra lớp", "Có 12 học viên",
        "Khen Cao Thị Hoa", "Học sinh Thạch Sơn bỏ học do bệnh tim", "Giúp gia đình Bé Ba",
        "Hộ Út Mười khó khăn",
        "Khen chị lan", "Cô Lan dạy tốt", "Ông Tư hiến đất", "Em Na nghỉ học",
    ],
)  # fmt: skip
def test_a_sentence_that_names_or_counts_somebody_stays(text):
    assert left(text) == []
    assert left(text, public=False) == [text]  # the office's own copy has it


@pytest.mark.parametrize(
    "text",
    [
        "Phối hợp tốt với TTHTCĐ và các trường", "Hội Phụ nữ và Hội Khuyến học mở lớp tại nhà văn hóa",
        "Mở hai lớp xóa mù chữ trong tháng 6/2024", "Thực hiện Kế hoạch số 322/KH-UBND ngày 16/4/2024",
        "Ban Chỉ đạo họp hai lần mỗi quý", "Trường Tiểu học Nguyễn Du tổ chức Tuần lễ Học tập suốt đời",
        "Khóm 1 mở lớp buổi tối", "Người dân An Thử đi làm ăn xa, khó vận động", "Các thầy cô nhiệt tình",
        "Bà con hưởng ứng trong năm học 2024-2025", "Kinh phí còn ít", "Đạt mức độ 2",
        "Vận động tốt.", "Mở lớp ở Khóm 3", "Đề nghị hỗ trợ điện cho lớp buổi tối. Ưu tiên vùng sâu",
    ],
)  # fmt: skip
def test_other_sentences_leave(text):
    assert left(text) == [text]


def test_whom_to_commend_by_name_never_leaves():
    assert left("tập thể trường", item="Cá nhân đề nghị khen") == []
