import pytest

from tests.cleaning.registers import write_workbook
from xhht_analysis.errors import InputError
from xhht_analysis.sources.workbook import column_letters, files_in, guess_separator, read_sheets, read_text


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_column_letters(number, letters):
    assert column_letters(number) == letters


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b;c\n1,5;2,5;3,5\n", ";"),
        ("a,b\n1,2\n", ","),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a|b\n", "|"),
        ("Danh sách, năm 2024\nKhóm 1, Phú Mỹ\na;b;c;d\n1;2;3;4\n5;6;7;8\n", ";"),
    ],
)
def test_guess_separator(text, separator):
    assert guess_separator(text) == separator


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_encodings(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes("Tên;Nữ\nHòa;x\n".encode(encoding))
    assert [sheet.rows for sheet in read_sheets(path)] == [[["Tên", "Nữ"], ["Hòa", "x"]]]


def test_windows_1258_and_broken_utf_16_are_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Đinh Thi\u0323".encode("cp1258"))
    assert read_text(path) == "Đinh Thi\u0323"
    path.write_bytes(b"\xff\xfea\x00b")
    assert read_text(path) == "a\ufffd"


def test_a_quote_that_never_closes_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_sheets(path)
    assert str(error.value) == (
        "Không đọc được tệp a.csv: có ô quá dài, thường do dấu nháy không khép; hãy sửa dấu nháy rồi lưu lại."
    )


def test_all_sheets_also_hidden_ones(tmp_path):
    rows = [["", ""], ["", "x", 1.5, True]]
    path = write_workbook(tmp_path / "a.xlsx", {"Một": rows, "Hai": [["y"]], "Ba": []}, hidden=["Hai"])
    found = [(s.name, s.rows, s.top, s.left, s.hidden) for s in read_sheets(path)]
    assert found == [
        ("Một", [["x", 1.5, True]], 2, 2, False),
        ("Hai", [["y"]], 1, 1, True),
        ("Ba", [], 1, 1, False),
    ]
    assert read_sheets(path)[0].address(0, 2) == "D2"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", b"no zip", "tệp hỏng hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx"),
        ("a.xls", b"", "tệp hỏng hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx"),
        ("a.pdf", b"%PDF", "đuôi «.pdf» không phải bảng tính"),
    ],
)
def test_what_is_no_workbook(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as error:
        read_sheets(tmp_path / name)
    assert str(error.value) == f"Không đọc được tệp {name}: {reason}."


def test_lock_and_hidden_files_are_no_data(tmp_path):
    for name in ("b.xlsx", "a.csv", "~$b.xlsx", ".DS_Store"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert [p.name for p in files_in(tmp_path)] == ["a.csv", "b.xlsx"]
    assert files_in(tmp_path / "none") == []
