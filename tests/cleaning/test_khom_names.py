"""The khóm of an area by every short form of every kind."""

import pytest

from xhht_analysis.cleaning.khom_names import KhomNames, place_in

SPELLINGS = {
    "Khóm": ["khóm", "KHOM", "K", "k.", "Kh"],
    "Ấp": ["ấp", "Ap", "A"],
    "Thôn": ["thôn", "T", "Th"],
    "Bản": ["bản", "B"],
    "Buôn": ["buôn", "B", "Bu"],
    "Xóm": ["xóm", "X"],
    "Tổ dân phố": ["tổ dân phố", "TDP", "Tổ DP", "Tổ"],
    "Khu phố": ["khu phố", "KP", "K. phố", "K", "Khu"],
    "Khu vực": ["khu vực", "KV"],
    "Làng": ["làng", "L"],
    "Sóc": ["sóc", "S"],
    "Phum": ["phum", "P"],
    "Khu": ["khu"],
    "Tổ": ["tổ"],
    "Khu dân cư": ["khu dân cư", "KDC"],
    "Bon": ["bon"],
}


@pytest.mark.parametrize(
    ("kind", "spelling"), [(kind, one) for kind, ways in SPELLINGS.items() for one in ways]
)
def test_every_way_to_write_a_kind(kind, spelling):
    names = KhomNames([f"{kind} 7"])
    assert names.find(f"{spelling} 7") == names.find(f"{spelling} 07") == {f"{kind} 7"}
    assert names.find(f"{spelling} 8") == set()


@pytest.mark.parametrize("kind", SPELLINGS)
def test_a_kind_in_full_before_a_number_is_a_place_of_an_address(kind):
    assert place_in(f"Số 3, {kind.lower()} 012, Phú Mỹ") == f"{kind} 12"
    assert place_in(f"{kind} 1234") == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Thôn", ""),  # a kind alone names no place
        ("Thôn, xã Nà Cáy", ""),
        ("Thôn Nà", "Thôn Nà"),
        ("Thôn Nà Cáy Bản Trên", "Thôn Nà Cáy Bản Trên"),
        ("Thôn Nà Cáy Bản Trên Xa", ""),  # five words are rather a sentence
    ],
)
def test_a_kind_with_a_name_of_one_to_four_words_heads_an_address(text, place):
    assert place_in(text) == place


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("so 5, k 1", "Khóm 1"), ("kv1", "Khu vực 1"), ("KDC 1", "Khu dân cư 1"), ("tdp.1", "Tổ dân phố 1"),
        ("so 5, A1", ""), ("so 5, T1", ""), ("so 5, x1", ""), ("so 5, k 100", ""),
    ],
)  # fmt: skip
def test_short_forms_within_a_text(text, inside):
    known = [inside] if inside else [f"{kind} 1" for kind in SPELLINGS]
    assert KhomNames(known).inside(text) == inside
