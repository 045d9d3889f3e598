import pandas as pd
import pytest

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
        ("mất sức", "", "", "", ("", "circumstance_unknown")),
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
    ],
)
def test_who_counts(circumstance, kind, state, detail, wanted):
    cells = (pd.Series([cell], dtype=object) for cell in (circumstance, kind, state, detail))
    cleaned = clean_presence(*cells)
    assert (cleaned.values.iat[0], cleaned.problems.iat[0]) == wanted


def test_nobody():
    nobody = pd.Series([], dtype=object)
    assert clean_presence(nobody, nobody, nobody, nobody).values.tolist() == []
