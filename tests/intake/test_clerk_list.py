"""The clerk's list: order of work, links that lead to the cell, limits of Excel, the same bytes each time."""

import os
import stat
import zipfile
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import KINDS, Finding
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.readings import Reading
from xhht_analysis.intake import clerk_workbook as workbook
from xhht_analysis.intake.clerk_hints import suggest
from xhht_analysis.intake.clerk_rows import order_of_work
from xhht_analysis.intake.clerk_workbook import write_clerk_list
from xhht_analysis.sources.workbook import read_sheets

HEADINGS = [
    *("Mức", "Tệp", "Trang", "Ô", "Điều nhận thấy", "Đang ghi", "Cần ghi", "Gợi ý"),
    *("Cách xử lý", "Số lần"),
]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def write(tmp_path: Path, findings: list[Finding], *, files=(), khom=()) -> Path:
    """The list of a period whose folder holds (empty) files of these names."""
    folder = tmp_path / "data" / "raw" / "an-thu" / "2024"
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        (folder / name).touch()
    path = tmp_path / "data" / "processed" / "an-thu" / "2024" / "private" / "can-sua.xlsx"
    write_clerk_list(path, findings, folder=folder, khom=khom)
    return path


def rows(path: Path) -> dict[str, list[list]]:
    """The texts of each sheet, without trailing blanks."""
    return {sheet.name: sheet.rows for sheet in read_sheets(path)}


def links(path: Path, sheet: int = 2) -> dict[str, tuple[Path, str]]:
    """Cell → the file it leads to, and the place in that file."""
    with zipfile.ZipFile(path) as archive:
        page = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
        targets = ElementTree.fromstring(archive.read(f"xl/worksheets/_rels/sheet{sheet}.xml.rels"))
    files = {one.get("Id"): unquote(one.get("Target").replace("\\", "/")) for one in targets}
    return {
        link.get("ref"): (path.parent / files[link.get(_ID)], link.get("location", ""))
        for link in page.iter(f"{_MAIN}hyperlink")
    }


def test_nothing_to_mend(tmp_path):
    sheets = rows(write(tmp_path, []))
    assert list(sheets) == ["Tóm tắt", "Cần sửa", "Không tính", "Đã hiểu lại", "Cách đọc"]
    assert [sheets[name] for name in list(sheets)[1:4]] == [[HEADINGS]] * 3


def test_what_each_column_was_taken_for(tmp_path):
    one = Reading("a.xlsx", "DATA", "H", "NỮ", "Nữ", exact=True, filled=12, unread=5)
    path = tmp_path / "private" / "can-sua.xlsx"
    write_clerk_list(path, [], folder=tmp_path, readings=[one])
    assert rows(path)["Cách đọc"][1:] == [
        ["a.xlsx", "DATA", "H", "NỮ", "Nữ", "đáng ngờ: nội dung không giống tên cột", 12.0, 5.0]
    ]


def test_each_severity_has_its_sheet(tmp_path):
    found = [
        Finding("file_same", "b.xlsx", detail="a.xlsx"),
        Finding("khom_spelling", "a.xlsx", "DATA", "A5", "K1", count=12),
        Finding("row_dead", "a.xlsx", "DATA", "A7"),
        Finding("birth_year_impossible", "a.xlsx", "DATA", "G9", "l987"),
        Finding("file_unreadable", "c.xlsx", detail="Không đọc được tệp c.xlsx: tệp đặt mật khẩu."),
    ]
    sheets = rows(write(tmp_path, found, khom=["Khóm 1"]))
    assert sheets["Cần sửa"][1:] == [
        ["Không đọc được", "c.xlsx", "", "",
         "Tệp không đọc được: Không đọc được tệp c.xlsx: tệp đặt mật khẩu.", "",
         "Tệp mở được bằng Excel, không có mật khẩu, lưu dạng .xlsx", "", "Bỏ qua tệp này", 1],
        ["Cần sửa", "a.xlsx", "DATA", "G9", "Năm sinh không thể có", "l987",
         "Năm sinh đủ bốn chữ số, không sau năm điều tra", "1987", "Không tính vào độ tuổi nào", 1],
    ]  # fmt: skip
    assert [row[:4] for row in sheets["Không tính"][1:]] == [["Không tính", "a.xlsx", "DATA", "A7"]]
    assert [[*row[:4], row[5], row[7], row[9]] for row in sheets["Đã hiểu lại"][1:]] == [
        ["Đã hiểu lại", "a.xlsx", "DATA", "A5", "K1", "Khóm 1", 12],
        ["Ghi chú", "b.xlsx", "", "", "", "", 1],
    ]


def test_the_summary_counts_by_kind_and_by_file(tmp_path):
    found = [
        Finding("name_missing", "a.xlsx", "DATA", "C5"),
        Finding("name_missing", "b.xlsx", "DATA", "C5"),
        Finding("khom_spelling", "a.xlsx", "DATA", "A5", "K1", count=12),
        Finding("file_unreadable", "c.xlsx"),
    ]
    told = [[cell for cell in row if cell != ""] for row in rows(write(tmp_path, found))["Tóm tắt"]]
    assert told[0] == ["Danh sách cần sửa: an-thu, 2024"]
    assert told[1][0].endswith("có thông tin của từng người: không gửi, không đăng.")
    assert told[8:] == [
        ["Điều nhận thấy", "Mức", "Số lần"],
        ["Tệp không đọc được", "Không đọc được", 1],
        ["Không có tên", "Cần sửa", 2],
        ["Tên khóm viết khác", "Đã hiểu lại", 12],
        [],
        ["Tệp", "Không đọc được", "Cần sửa", "Không tính", "Đã hiểu lại", "Ghi chú"],
        ["c.xlsx", 1, 0, 0, 0, 0],
        ["a.xlsx", 0, 1, 0, 12, 0],
        ["b.xlsx", 0, 1, 0, 0, 0],
    ]


def test_the_worst_comes_first_then_places_in_natural_order():
    wanted = [
        Finding("file_unreadable", "z.xlsx"),
        Finding("birth_missing", "a.xlsx", "DATA", "G9"),
        Finding("birth_missing", "khom 2.xlsx", "DATA", "Z9"),
        Finding("birth_missing", "khom 2.xlsx", "DATA", "AA9"),
        Finding("birth_missing", "khom 2.xlsx", "DATA", "G10"),
        Finding("birth_missing", "khom 10.xlsx", "DATA", "G1"),
        Finding("sex_unreadable", "a.xlsx", "DATA", count=4),
        Finding("name_missing", "a.xlsx", "DATA", "C1"),
        Finding("row_dead", "a.xlsx", "DATA", "A1", count=99),
        Finding("khom_spelling", "a.xlsx", count=100),
        Finding("file_same", "a.xlsx", count=200),
    ]
    assert order_of_work(wanted[::-1]) == wanted


@pytest.mark.parametrize(
    ("file", "sheet", "cell", "location"),
    [
        ("khóm 3 (2) final.xlsx", "DATA", "G17", "'DATA'!G17"),
        ("a#b 50%.xlsx", "Ấp 1's", "AA9", "'Ấp 1''s'!AA9"),
        ("a%20b.xls", "x!y", "", "'x!y'!A1"),
        ("=1+1 'x' &.ods", "#1", "W", "'#1'!W1"),
        ("[a] {b} ^`;,=@.xlsm", "DATA", "12", "'DATA'!A12"),
        ("điều tra.csv", "điều tra", "C2", ""),
        ("hỏng.xlsx", "", "", ""),
    ],
)
def test_a_link_leads_to_the_cell(tmp_path, file, sheet, cell, location):
    path = write(tmp_path, [Finding("birth_missing", file, sheet, cell)], files=[file])
    ((ref, (target, place)),) = links(path).items()
    assert (ref, target.is_file(), target.name, place) == ("D2", True, file, location)
    assert rows(path)["Cần sửa"][1][3] == (cell or "mở")


@pytest.mark.parametrize("file", ["a.xlsx, b.xlsx", "", "../a.xlsx", "x" * 250 + ".xlsx"])
def test_no_link_where_no_file_lies(tmp_path, file):
    path = write(tmp_path, [Finding("birth_missing", file, "DATA", "G5")], files=["a.xlsx"])
    with zipfile.ZipFile(path) as archive:
        assert "xl/worksheets/_rels/sheet2.xml.rels" not in archive.namelist()
    assert rows(path)["Cần sửa"][1][3] == "G5"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("file", ["a\\b.xlsx", "a\nb.xlsx", os.fsdecode(b"kh\xf3m.xlsx")])
def test_names_that_no_link_can_hold(tmp_path, file):
    path = write(tmp_path, [Finding("birth_missing", file, "DATA", "G5")], files=[file])
    with zipfile.ZipFile(path) as archive:
        assert "xl/worksheets/_rels/sheet2.xml.rels" not in archive.namelist()


def test_texts_stay_texts(tmp_path):
    hostile = [
        "=cmd|'/C calc'!A0",
        "+1",
        "@SUM(A1)",
        "http://thu.vn/x",
        "mailto:a@b",
        "0123",
        "x\x00\x1by",
        "{=1}",
    ]
    found = [Finding("level_unreadable", "=a.xlsx", "=b", f"W{n}", text) for n, text in enumerate(hostile, 1)]
    path = write(tmp_path, found)
    told = rows(path)["Cần sửa"][1:]
    assert [row[1:3] for row in told] == [["=a.xlsx", "=b"]] * len(hostile)
    assert [row[5] for row in told] == [*hostile[:6], "xy", hostile[7]]
    with zipfile.ZipFile(path) as archive:
        page = archive.read("xl/worksheets/sheet2.xml")
    assert b"<f>" not in page and b"<hyperlink" not in page


def test_a_cell_longer_than_excel_can_hold_is_cut(tmp_path):
    told = rows(write(tmp_path, [Finding("level_unreadable", "a.xlsx", "DATA", "W5", "dài" * 20_000)]))
    assert told["Cần sửa"][1][5] == ("dài" * 20_000)[:32_767]


def test_limits_of_excel_are_kept_and_told(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook, "MOST_LINKS", 2)
    found = [Finding("birth_missing", "a.xlsx", "DATA", f"G{n}") for n in range(1, 6)]
    path = write(tmp_path, found, files=["a.xlsx"])
    sheets = rows(path)
    assert [row[3] for row in sheets["Cần sửa"][1:]] == ["G1", "G2", "G3"]
    assert list(links(path)) == ["D2", "D3"]
    assert [row[0] for row in sheets["Tóm tắt"] if "Trang “Cần sửa”" in str(row[0])] == [
        "Trang “Cần sửa” chỉ có 3 chỗ đầu; còn 2 chỗ nữa sẽ hiện khi đã sửa bớt.",
        "Trang “Cần sửa” chỉ có liên kết ở 2 chỗ đầu (giới hạn của Excel).",
    ]


def test_the_same_findings_make_the_same_bytes_for_the_owner_alone(tmp_path):
    found = [Finding("birth_missing", "a.xlsx", "DATA", f"G{n}") for n in range(1, 6)]
    path = write(tmp_path, found, files=["a.xlsx"])
    first = path.read_bytes()
    assert write(tmp_path, found[::-1]).read_bytes() == first
    assert [one.name for one in path.parent.iterdir()] == ["can-sua.xlsx"]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_old_list_that_is_open_in_excel(tmp_path, monkeypatch):
    path = write(tmp_path, [])
    before = path.read_bytes()

    def refuse(*_):
        raise PermissionError(path)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError, match="Không ghi được can-sua.xlsx: tệp đang mở. Hãy đóng tệp đó"):
        write(tmp_path, [Finding("birth_missing", "a.xlsx", "DATA", "G5")])
    assert [one.name for one in path.parent.iterdir()] == ["can-sua.xlsx"]
    assert path.read_bytes() == before


def test_each_list_prints_and_filters(tmp_path):
    path = write(tmp_path, [Finding("birth_missing", "a.xlsx", "DATA", "G5")])
    with zipfile.ZipFile(path) as archive:
        book, page = (archive.read(f"xl/{name}.xml").decode() for name in ("workbook", "worksheets/sheet2"))
    assert '<definedName name="_xlnm.Print_Titles" localSheetId="1">\'Cần sửa\'!$1:$1</definedName>' in book
    for part in (
        '<autoFilter ref="A1:J2"/>', 'ySplit="1"', 'paperSize="9"', 'orientation="landscape"',
        'fitToHeight="0"', "Riêng tư: không gửi đi",
    ):  # fmt: skip
        assert part in page


def test_in_english(tmp_path):
    with speaking("en"):
        sheets = rows(write(tmp_path, [Finding("birth_missing", "a.xlsx", "DATA", "G5")]))
    assert list(sheets) == ["Summary", "To mend", "Not counted", "Read differently", "How read"]
    assert sheets["To mend"][1] == [
        "Mend", "a.xlsx", "DATA", "G5", "No birth year", "",
        "The birth year in four digits, such as 1987", "", "In no age group", 1,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "found", "wanted"),
    [
        ("khom_spelling", "K01", "Khóm 1"),
        ("khom_unknown", "Khóm l", "Khóm 1"),
        ("khom_unknown", "Ấp Tân Hoa", "Ấp Tân Hòa"),
        ("khom_unknown", "Khóm 3", ""),
        ("khom_unknown", "Trần Văn Mẫu", ""),
        ("birth_year_impossible", "2O01", "2001"),
        ("birth_year_impossible", "2204", ""),
        ("birth_invalid", "5/13/1999", "13/5/1999"),
        ("birth_invalid", "30/2/1999", ""),
        ("date_unreadable", "6.25.2024", "25/6/2024"),
        ("school_year_unreadable", "2O22-2023", "2022-2023"),
        ("count_unreadable", "12 người", "12"),
        ("count_unreadable", "1O", "10"),
        ("count_unreadable", "khoảng 30", ""),
        ("count_unreadable", "-5", ""),
        ("level_unreadable", "THCSS", "THCS"),
        ("level_unreadable", "TC", ""),
        ("degree_unreadable", "Thac sỉ", "Thạc sĩ"),
        ("answer_unreadable", "khôngg", "không"),
        ("class_unreadable", "2024-09-03 00:00:00",
         "Excel đã đổi lớp thành ngày: định dạng ô là Văn bản rồi gõ lại"),
        ("class_unreadable", "?", ""),
        ("name_missing", "", ""),
    ],
)  # fmt: skip
def test_a_suggestion_only_where_the_cell_makes_it_certain(kind, found, wanted):
    khom = ["Khóm 1", "Khóm 2", "Ấp Tân Hòa"]
    assert suggest(Finding(kind, "a.xlsx", found=found), khom=khom) == wanted


def test_the_unit_that_a_file_seems_to_be_of():
    assert suggest(Finding("unit_unknown", "a.xlsx", detail="Khóm 1 hay Khóm 2")) == "Khóm 1 hay Khóm 2"


def test_every_kind_says_what_is_expected():
    assert [name for name, kind in KINDS.items() if not (kind.expected and kind.expected_en)] == []
