import os

import pytest

from tests.cleaning.registers import write_workbook
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import files_in, sha256
from xhht_analysis.sources.workbook import (
    column_letters,
    guess_separator,
    read_sheets,
    read_text,
)


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
    assert read_text(path) == "Đinh Thị"
    path.write_bytes(b"\xff\xfea\x00b")
    assert read_text(path) == "a\ufffd"


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


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a.ods", "a"])
def test_a_workbook_is_read_under_any_name(tmp_path, name):
    path = write_workbook(tmp_path / "right.xlsx", {"DATA": [["x"]]}).rename(tmp_path / name)
    assert [(s.file, s.name, s.rows) for s in read_sheets(path)] == [(name, "DATA", [["x"]])]


def reason(path) -> str:
    with pytest.raises(InputError) as error:
        read_sheets(path)
    with pytest.raises(InputError) as same:
        sha256(path)
    assert str(same.value) == str(error.value)
    return str(error.value).removeprefix(f"Không đọc được tệp {path.name}: ").removesuffix(".")


def test_links_that_lead_out_of_the_folder_are_refused(tmp_path):
    out = write_workbook(tmp_path / "out.xlsx", {"DATA": [["x"]]})
    folder = tmp_path / "2024"
    folder.mkdir()
    write_workbook(folder / "own.xlsx", {"DATA": [["y"]]})
    try:
        (folder / "a.xlsx").symlink_to(out)
    except OSError:
        pytest.skip("this system does not let us make links")
    (folder / "b.xlsx").symlink_to("own.xlsx")
    (folder / "c.xlsx").symlink_to("c.xlsx")
    assert [p.name for p in files_in(folder)] == ["a.xlsx", "b.xlsx", "c.xlsx", "own.xlsx"]
    assert reason(folder / "a.xlsx") == (
        "lối tắt dẫn ra ngoài thư mục của kỳ; hãy chép chính tệp vào thư mục"
    )
    assert read_sheets(folder / "b.xlsx")[0].rows == [["y"]]
    assert "tệp" in reason(folder / "c.xlsx")


def test_what_is_gone_closed_or_no_file(tmp_path):
    assert reason(tmp_path / "a.xlsx") == ("tệp không còn ở đó; hãy chép lại vào thư mục của kỳ rồi chạy lại")
    (tmp_path / "b.xlsx").mkdir()
    assert reason(tmp_path / "b.xlsx") == (
        "không phải tệp mà là thư mục hoặc thiết bị; hãy bỏ ra khỏi thư mục của kỳ"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    assert files_in(tmp_path) == []
    assert reason(tmp_path / "a.csv").startswith("không phải tệp mà là thư mục hoặc thiết bị;")


def test_a_file_without_the_right_to_read(tmp_path, monkeypatch):
    path = write_workbook(tmp_path / "a.xlsx", {"DATA": [["x"]]})

    def refuse(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr(type(path), "open", refuse)
    assert reason(path) == "máy không cho mở; hãy đóng tệp trong Excel, xem lại quyền đọc rồi chạy lại"


def test_lock_and_hidden_files_are_no_data(tmp_path):
    for name in ("b.xlsx", "a.csv", "~$b.xlsx", ".DS_Store", "Thumbs.db"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert [p.name for p in files_in(tmp_path)] == ["a.csv", "b.xlsx"]
    assert files_in(tmp_path / "none") == []
