import pandas as pd
import pytest

from tests.cleaning.registers import child, read_rows, register_rows
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.cleaning.residence import clean_presence


@pytest.mark.parametrize(
    ("circumstance", "kind", "state", "detail", "wanted"),
    [
        ("", "", "", "", ("", "")),
        (None, None, None, None, ("", "")),
        ("Chết", "", "", "", ("row_dead", "")),
        ("đã chết năm 2023", "", "", "", ("row_dead", "")),
        ("mất", "", "", "", ("row_dead", "")),
        ("Đã mất năm 2023", "", "", "", ("row_dead", "")),
        ("mất 2023", "", "", "", ("row_dead", "")),
        ("mắt", "", "", "", ("", "circumstance_unknown")),
        ("mất sức", "", "", "", ("", "")),
        ("HN, chết", "", "", "", ("row_dead", "")),
        ("", "", "Chuyển đi", "", ("row_moved_away", "")),
        ("chuyển đi (2023)", "", "", "", ("row_moved_away", "")),
        ("chuyển đến", "", "", "", ("", "")),
        ("HN", "", "", "mẹ chết", ("", "")),
        ("CĐDC; TB", "Thường trú", "", "", ("", "")),
        ("xyz", "", "", "", ("", "circumstance_unknown")),
        ("", "Tạm trú", "", "", ("", "")),
        ("", "Tạm trú", "", "3 tháng", ("row_short_stay", "")),
        ("", "", "tạm trú dưới 6 tháng", "", ("row_short_stay", "")),
        ("", "Tạm trú", "", "chưa đủ 6 tháng", ("row_short_stay", "")),
        ("", "Tạm trú", "", "5 tháng", ("row_short_stay", "")),
        ("", "Tạm trú", "", "6 tháng", ("", "")),
        ("", "Tạm trú", "", "trên 6 tháng", ("", "")),
        ("", "Tạm trú", "", "1 năm 3 tháng", ("", "")),
        ("", "Tạm trú", "", "từ ngày 3 tháng 5 năm 2020", ("", "")),
        ("", "Tạm trú", "", "từ tháng 3/2020", ("", "")),
        ("", "Thường trú", "", "3 tháng", ("", "")),
        ("", "", "KT3", "", ("", "")),
        ("HN", "abc", "", "", ("", "stay_unknown")),
        ("HN xyz", "", "", "", ("", "circumstance_unknown")),  # what more is told nobody can read
        ("HN ở ấp khác", "", "", "", ("", "")),
        ("", "Thường trú xyz", "", "", ("", "")),
    ],
)
def test_who_counts(circumstance, kind, state, detail, wanted):
    cells = (pd.Series([cell], dtype=object) for cell in (circumstance, kind, state, detail))
    cleaned = clean_presence(*cells)
    assert (cleaned.values.iat[0], cleaned.problems.iat[0]) == wanted


AWAY = """
Chuyển khẩu|Xuất cảnh|C.đi|c/đi|CĐi|Chuyển hộ khẩu|Đã chuyển|đã chuyển 2023|không còn ở địa phương
chuyển nơi khác|Đi khỏi địa phương|Cắt HK|đã cắt khẩu|xóa khẩu (5/2023)|Định cư nước ngoài|theo chồng
theo chồng về Cần Thơ|Chuyển khẩu về Long Xuyên|chuyển đi Lâm Đồng|Chuyển đi Tam Nông 2023|HN chuyển đi
HN - chuyển đi|hộ cận nghèo đã chuyển đi|mồ côi mẹ, chuyển đi|CHUYỂN ĐI|ＣHUYỂN ĐI|đi lấy chồng
Định cư Mỹ|định cư ở Canada|C.khẩu|c/khẩu|chuyển hẳn|lấy chồng Đài Loan|bỏ địa phương|bỏ xứ|Bỏ đi|đi biệt xứ
đã chuyển ra khỏi địa bàn|không còn trên địa bàn|đã bán nhà đi|HN; chuyển đi|thường trú; chuyển HK
"""
DEAD = """
từ trần|qua đời|tử vong 2022|Mất 2023|Mất tháng 5/2023|mất ngày 3/4|mất T5/2023|đã mất do tai nạn
Chết (2021)|chết - 2021|HN/chết|mat 2023|da mat|Hy sinh|chết ngày 5/6/2023|ĐÃ CHẾT|khai tử
†|† 2023|HN †|tử|Đã tử|hi sinh|chết đuối|chết 2022 (bệnh)|mất 12/3/2023
"""
HERE = """
đi làm ăn xa|Đi làm ăn xa ở Bình Dương|tạm vắng|đi học xa|Mất sức lao động|mất cha|Mồ côi (cha chết)
cha chết|mẹ đã mất|mồ côi cha chết|chết chồng|con liệt sĩ|đã chuyển đến|chuyển trường|TB 4/4
hộ nghèo 2024|bố mẹ ly hôn|không|-|Đi bộ đội|chuyển đến
mồ côi cha mất sớm|mồ côi mẹ mất năm 2020|mới chuyển về|chuyển đến 2023|chuyển đến từ Bình Dương
chuyển khẩu đến|ở tù|đang ở tù|cai nghiện|mất khả năng lao động|mất trí nhớ|bị bỏ rơi|ông đã mất|bố mất
"""
UNREAD = """
CĐ|TV|XKLĐ|mất tích|mat|mắt|chuyển Hà Nội|chuyển đi học|chuyển đi làm ăn|chuyển đi rồi quay về
chưa chuyển khẩu|đi nước ngoài|abc|chuyển|?
chuyển về Cần Thơ|chuyển đến Bình Dương|Con mồ côi cha (mất 2012)|mồ côi cha, chết|con liệt sĩ (hy sinh 1968)
tù|tự|bo di hoc|mất tích?
"""


@pytest.mark.parametrize("box", ["circumstance", "stay_state"])
def test_words_of_leaving_and_dying(box):
    def said(text):
        one, blank = pd.Series([text]), pd.Series([""])
        cells = (one, blank, blank, blank) if box == "circumstance" else (blank, blank, one, blank)
        cleaned = clean_presence(*cells)
        return cleaned.values.iat[0], cleaned.problems.iat[0]

    problem = "circumstance_unknown" if box == "circumstance" else "stay_unknown"
    groups = (AWAY, "row_moved_away", ""), (DEAD, "row_dead", ""), (HERE, "", ""), (UNREAD, "", problem)
    for words, *wanted in groups:
        texts = words.strip().replace("\n", "|").split("|")
        assert [text for text in texts if said(text) != tuple(wanted)] == []


def test_nobody():
    nobody = pd.Series([], dtype=object)
    assert clean_presence(nobody, nobody, nobody, nobody).values.tolist() == []


def test_of_whom_it_cannot_be_read_whether_they_are_here_that_is_not_known():
    people = [
        child(1, circumstance="xyz"),
        child(2, stay_kind="abc"),
        child(3, stay_kind="Tạm trú", circumstance_detail="3"),  # how long, nobody can tell
        child(4, stay_kind="Tạm trú", circumstance_detail="7 tháng"),
        child(5, circumstance="HN"),
    ]
    clean = clean_people(read_rows(register_rows(people)), period=Period(2024))
    assert clean.people["presence_unknown"].tolist() == [True, True, True, False, False]
