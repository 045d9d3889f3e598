"""Text tables: encodings, separators, quotes."""

import unicodedata

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.sources.text_table import looks_like_text, read_text, read_text_table

TEXT = "Họ tên;Nữ;Dân tộc\nNguyễn Thị Mẫu;x;Khmer\n"
ROWS = [["Họ tên", "Nữ", "Dân tộc"], ["Nguyễn Thị Mẫu", "x", "Khmer"]]


def windows_1258(text: str) -> bytes:
    """As old editors typed it: the vowel with its hat or horn, then the tone as a mark of its own."""
    tones, data = "\u0300\u0301\u0303\u0309\u0323", b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in tones)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        data += (base + tone).encode("cp1258")
    return data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "1258"])
def test_every_encoding_gives_the_same_table(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(windows_1258(TEXT) if encoding == "1258" else TEXT.encode(encoding))
    assert looks_like_text(path)
    sheet = read_text_table(path)
    assert (sheet.name, sheet.rows, sheet.top, sheet.left) == ("a", ROWS, 1, 1)


def test_bytes_of_an_old_font_stay_one_letter_each(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Th\xde;l\xd2;\x8d")
    assert read_text(path) == "ThÞ;lÒ;\x8d"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_separator(tmp_path, separator):
    path = tmp_path / "a.csv"
    path.write_text(TEXT.replace(";", separator), encoding="utf-8")
    assert read_text_table(path).rows == ROWS


def test_odd_lines(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'sep=|\r\na|b\0\rc,1|"d\n|""e"\r\n\r\nf\x1a')
    assert read_text_table(path).rows == [[], ["a", "b"], ["c,1", 'd\n|"e'], [], ["f"]]
    path.write_bytes(b"")
    assert read_text_table(path).rows == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a;b\nc;"d\ne;f\n', "dấu nháy mở ở dòng 2 không khép; hãy sửa dấu nháy rồi lưu lại"),
        ('a,b\n\n"' + "x" * 200_000, "dấu nháy mở ở dòng 3 không khép; hãy sửa dấu nháy rồi lưu lại"),
        (
            "a\n" + "," * 20_000,
            "tới dòng 2 đã quá nhiều ô (tối đa 16384 cột, 64 triệu ô); "
            "hãy bỏ cột thừa hoặc tách thành nhiều tệp",
        ),
        (
            "a" * 16_777_217,
            "có dòng dài quá 16 triệu chữ, không phải bảng; hãy xin nơi gửi bảng tính Excel",
        ),
    ],
    ids=["quote", "long quote", "wide", "long line"],
)  # fmt: skip
def test_what_cannot_be_made_out(tmp_path, text, reason):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_text_table(path)
    assert str(error.value) == f"Không đọc được tệp a.csv: {reason}."


def test_under_another_name_it_must_plainly_be_a_table(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(TEXT.replace(";", "\t"), encoding="utf-8")
    assert read_text_table(path).rows == ROWS
    path.write_text("Kính gửi ông, bà.\nXin gửi số liệu sau.\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_text_table(path)
    assert str(error.value) == (
        "Không đọc được tệp a.xls: văn bản thường, không phải bảng có dấu phân cách; "
        "hãy lưu số liệu dạng .xlsx."
    )
