import pandas as pd
import pytest

from xhht_analysis.cleaning.khom import clean_khom
from xhht_analysis.cleaning.khom_names import KhomNames, place_in

LISTED = ["Khóm 1", "Khóm 2", "Khóm Thượng"]


@pytest.mark.parametrize(
    ("cell", "name", "problem"),
    [
        ("Khóm 1", "Khóm 1", ""),
        ("khóm  1", "Khóm 1", ""),
        ("Kho\u0301m 1", "Khóm 1", ""),
        ("KHÓM 1", "Khóm 1", ""),
        ("K1", "Khóm 1", "khom_spelling"),
        ("K.01", "Khóm 1", "khom_spelling"),
        (1.0, "Khóm 1", "khom_spelling"),
        ("Khóm  02", "Khóm 2", "khom_spelling"),
        ("khom thuong", "Khóm Thượng", ""),
        ("Tổ 2 - Khóm 1", "Khóm 1", "khom_spelling"),
        ("Tổ 2, K1", "Khóm 1", "khom_spelling"),
        ("Khóm 11, khóm 1", "Không rõ khóm", "khom_unknown"),
        ("Khóm 11", "Không rõ khóm", "khom_unknown"),
        ("", "Không rõ khóm", "khom_missing"),
        (None, "Không rõ khóm", "khom_missing"),
        ("???", "Không rõ khóm", "khom_missing"),
    ],
)
def test_one_khom(cell, name, problem):
    cleaned = clean_khom(pd.Series([cell], dtype=object), known=LISTED)
    assert (cleaned.values.tolist(), cleaned.problems.tolist()) == ([name], [problem])


def test_without_a_list_the_commonest_spelling_names_the_khom():
    cells = pd.Series(["khóm 1", "Khóm 1", "Khóm 1", "K1", "Ấp 2", "", "", "", "-"])
    cleaned = clean_khom(cells)
    assert cleaned.values.tolist() == ["Khóm 1"] * 4 + ["Ấp 2"] + ["Không rõ khóm"] * 4
    assert cleaned.problems.tolist() == ["", "", "", "khom_spelling", "", *["khom_missing"] * 4]


#: Look-alikes of “Khóm 1”, the official spelling: Cyrillic, Greek, full-width, styled, hidden characters.
LOOK_ALIKES = [
    "Кhóm 1", "Khóm １", "Ｋhóm 1", "Κhóm 1", "Khóm\u200b1", "Kh\u200bóm 1", "Khóm\u00ad 1", "\u2060Khóm 1",
    "Khóm\u200e 1", "KHÓМ 1", "Khóm ①", "𝐊hóm 1", "Khóm 1\ufeff",
]  # fmt: skip


@pytest.mark.parametrize("known", [LISTED, ()], ids=["list", "no list"])
@pytest.mark.parametrize("cell", LOOK_ALIKES, ids=ascii)
def test_a_look_alike_is_the_khom_that_it_looks_like_and_is_told(cell, known):
    cleaned = clean_khom(pd.Series([cell, "Khóm 1", "Khom1", "Khóm 2"]), known=known)
    assert cleaned.values.tolist() == ["Khóm 1"] * 3 + ["Khóm 2"]
    assert cleaned.problems.tolist() == ["khom_look_alike", "", "khom_spelling", ""]


def test_a_look_alike_that_is_in_no_list_is_no_khom_of_its_own():
    cleaned = clean_khom(pd.Series(["Кhóm 9", "Khóm ９"]), known=LISTED)
    assert cleaned.values.tolist() == ["Không rõ khóm"] * 2
    assert cleaned.problems.tolist() == ["khom_unknown"] * 2


def test_without_a_list_a_look_alike_that_stands_alone_is_named_as_it_reads():
    cleaned = clean_khom(pd.Series(["Кhóm 1"] * 3 + ["Ấp Chợ – 2"]))
    assert cleaned.values.tolist() == ["Khóm 1"] * 3 + ["Ấp Chợ – 2"]
    assert cleaned.problems.tolist() == ["khom_look_alike"] * 3 + [""]


def test_no_cell():
    assert clean_khom(pd.Series([], dtype=object), known=LISTED).values.tolist() == []


#: Every kind of khóm, and how it is written short, long, with Roman numbers, in other letters.
@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("Khóm 1", "K1|K.1|k 01|Kh.1|KHÓM I|Khóm số 1|khom 1|K１|Кhóm 1|Khóm1|Khóm 1, TT Phú Mỹ|1"),
        ("Ấp 3", "A3|a.3|Ấp III|ap 3|ẤP 03|Ấp số 3"),
        ("Ấp III", "Ấp 3|A3|ấp iii"),
        ("Thôn 2", "T2|Th.2|thôn II"),
        ("Bản 4", "B4|bản IV|Bản 04"),
        ("Buôn 5", "B5|Bu.5|buôn V"),
        ("Xóm 6", "X6|xóm VI"),
        ("Tổ dân phố 5", "TDP 5|TDP5|tdp số 5|Tổ DP 5|Tổ 5|TỔ DÂN PHỐ SỐ 5"),
        ("Khu phố 3", "KP 3|KP3|K.Phố 3|kp.03|Khu phố III"),
        ("Khu vực 2", "KV2|KV.2|khu vực II"),
        ("Làng 7", "L7|làng VII"),
        ("Sóc 8", "S8|sóc VIII"),
        ("Phum 9", "P9|phum IX"),
        ("Khóm Hoà Bình", "Khóm Hòa Bình|K.Hoà Bình|Hòa Bình|khom hoa binh|KHÓM HOÀ BÌNH"),
        ("Ấp Mỹ Lý", "Ấp Mĩ Lí|ap my ly|Mỹ Lý"),
        ("Khóm 1A", "K1A|Khóm 01 A|1a"),
    ],
)
def test_short_forms_of_every_kind(listed, written):
    others = [name for name in ("Khóm 11", "Ấp 12") if name != listed]
    texts = written.split("|")
    cleaned = clean_khom(pd.Series(texts), known=[listed, *others])
    assert dict(zip(texts, cleaned.values, strict=True)) == dict.fromkeys(texts, listed)


@pytest.mark.parametrize(
    ("known", "cell", "name", "problem"),
    [
        (["Phú Thạnh", "Phú Thành"], "Phú Thạnh", "Phú Thạnh", ""),
        (["Phú Thạnh", "Phú Thành"], "PHÚ THÀNH", "Phú Thành", ""),
        (["Phú Thạnh", "Phú Thành"], "Ấp Phú Thành", "Phú Thành", "khom_spelling"),
        (["Phú Thạnh", "Phú Thành"], "Phu Thanh", "Không rõ khóm", "khom_doubtful"),
        (["Phú Thạnh", "Phú Thành"], "Phú Thánh", "Không rõ khóm", "khom_doubtful"),
        (["Phú Thạnh"], "phu thanh", "Phú Thạnh", ""),
        (["Khóm 1", "Ấp 1"], "1", "Không rõ khóm", "khom_doubtful"),
        (["Khóm 1", "Ấp 1"], "A1", "Ấp 1", "khom_spelling"),
        (["Khóm 1", "Khu phố 1"], "K1", "Không rõ khóm", "khom_doubtful"),
        (["Bản 1", "Buôn 1"], "B1", "Không rõ khóm", "khom_doubtful"),
        (["Khóm 1"], "Ấp 1", "Không rõ khóm", "khom_unknown"),
    ],
)
def test_two_places_are_never_taken_for_one(known, cell, name, problem):
    cleaned = clean_khom(pd.Series([cell]), known=known)
    assert (cleaned.values.tolist(), cleaned.problems.tolist()) == ([name], [problem])


def test_other_names_of_a_khom():
    cells = pd.Series(["Khóm Chợ", "K. Chợ", "chợ", "khóm cho", "Khóm 1"])
    cleaned = clean_khom(cells, known=LISTED, alias={"Khóm Chợ": "Khóm 1"})
    assert cleaned.values.tolist() == ["Khóm 1"] * 5
    assert cleaned.problems.tolist() == ["khom_spelling"] * 4 + [""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thôn Nà Cáy - số nhà 5", "Thôn Nà Cáy"),
        ("thon na cay, xa X", "Thôn Nà Cáy"),
        ("Nà Cáy, số 5", "Thôn Nà Cáy"),
        ("Số 1, tổ 2", "Tổ 2"),
        ("Số 12, đường 3, Tổ dân phố 7", "Tổ dân phố 7"),
        ("TDP 7", "Tổ dân phố 7"),
        ("PHIEU_THON_NA_CAY_2024.xlsx", "Thôn Nà Cáy"),
        ("phieu dieu tra to 02 (2).xlsx", "Tổ 2"),
        ("tổ 2, tổ dân phố 7", ""),
        ("Phieu dieu tra TDP7.xlsx", "Tổ dân phố 7"),
        ("so 12, TDP 7", "Tổ dân phố 7"),
        ("phieu T2-2024.xlsx", ""),
        ("số 2", ""),
        ("7/2 đường 30/4", ""),
        ("DATA", ""),
        ("", ""),
    ],
)
def test_a_khom_inside_an_address_or_a_files_name(text, name):
    assert KhomNames(["Thôn Nà Cáy", "Tổ 2", "Tổ dân phố 7"]).inside(text) == name


@pytest.mark.parametrize(
    ("text", "khom"),
    [
        ("", ""),
        (None, ""),
        ("Phieu khom 3.xlsx", "Khóm 3"),
        ("PHIEU_KHOM_03 (2) final.xlsx", "Khóm 3"),
        ("Tổ 5, khóm 2, Phú Mỹ", "Khóm 2"),
        ("Tổ 5", "Tổ 5"),
        ("Ấp 12", "Ấp 12"),
        ("số 7", ""),
        ("khóm 2024", ""),
        ("Thôn Nà Cáy - số nhà 5", "Thôn Nà Cáy"),
        ("TDP số 5", ""),
        ("Tổ dân phố số 05", "Tổ dân phố 5"),
    ],
)
def test_the_place_that_a_text_tells_where_none_is_listed(text, khom):
    assert place_in(text) == khom
