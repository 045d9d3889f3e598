import re
import shutil
import struct
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from xhht_analysis.sources.cells import read_cells
from xhht_analysis.sources.font_runs import cells_with_fonts, old_font
from xhht_analysis.sources.fonts import Conversion, to_unicode
from xhht_analysis.sources.formats import Format, recognise
from xhht_analysis.sources.legacy_text import Encoding
from xhht_analysis.sources.sheet import Sheet
from xhht_analysis.sources.text_table import read_text_table
from xhht_analysis.sources.workbook import read_sheets

REAL = Path(__file__).parents[3] / "shared" / "real" / "legacy_encoding"
TCVN3 = ["Hä vµ tªn", "NguyÔn V¨n Hïng", "TrÇn ThÞ H\xad¬ng", "Lª §øc Thä", "Ph¹m Minh TuÊn"]
UNICODE = ["Họ và tên", "Nguyễn Văn Hùng", "Trần Thị Hương", "Lê Đức Thọ", "Phạm Minh Tuấn"]


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".vntime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".VnArial NarrowH", Encoding.TCVN3, True),
        (".VnSouthern", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("Vni-times", Encoding.VNI, False),
        ("VNI Aptima", Encoding.VNI, False),
    ],
)
def test_old_fonts(name, encoding, capitals):
    font = old_font(name)
    assert (font.encoding, font.capitals) == (encoding, capitals)


@pytest.mark.parametrize(
    "name", ["", "Arial", "Times New Roman", "UVnTime", "UVN Bai Sau", "Verdana", "VNtimes new roman"]
)
def test_fonts_of_unicode(name):
    assert old_font(name) is None


def as_read(path):
    """The sheets before anything is turned into Unicode."""
    format = recognise(path).format
    return [read_text_table(path)] if format is Format.TEXT else read_cells(path, format)


def workbook(path, fill):
    book = xlsxwriter.Workbook(str(path))
    styles = {
        name: book.add_format({"font_name": name}) for name in (".VnTime", ".VnTimeH", "VNI-Times", "Arial")
    }
    fill(book, styles)
    book.close()
    return path


def test_each_cell_and_run_by_its_font(tmp_path):
    def fill(book, styles):
        sheet = book.add_worksheet("B¸o c¸o ®ît 1")
        time, caps, vni, arial = styles.values()
        sheet.write("B2", "Sè nhµ", time)
        sheet.write("C2", "DANH S¸CH Tæ", caps)
        sheet.write("D2", "Hoï vaø teân", vni)
        sheet.write("E2", "Hà Nội, né, où", arial)
        sheet.write_rich_string("B3", caps, "Sè", time, " liÖu", arial, " đã duyệt", time)
        sheet.write_rich_string("C3", "Céng ", caps, "hoµ", time)
        sheet.write("D3", 12.5, time)
        sheet.write("E3", "Nhµ n\xadíc", arial)  # nothing in this font reads so: pasted from the others
        sheet.write("B4", "Hà Nội", time)  # Unicode typed while the old font was set
        sheet.write("C4", "plain 12", caps)
        sheet.write_formula("D4", '=B2&" 1"', time, "Sè nhµ 1")
        book.add_worksheet("Trống")

    path = workbook(tmp_path / "a.xlsx", fill)
    (first, done), (second, nothing) = to_unicode(path, as_read(path))
    assert first.rows == [
        ["Số nhà", "DANH SÁCH TỔ", "Họ và tên", "Hà Nội, né, où"],
        ["Số liệu đã duyệt", "Cộng hoà", 12.5, "Nhà nước"],
        ["Hà Nội", "plain 12", "Số nhà 1", ""],
    ]
    assert (first.name, first.address(0, 0)) == ("Báo cáo đợt 1", "B2")
    assert done == Conversion({"TCVN3": 5, "VNI": 1}, {"TCVN3": 1})
    assert done.told == (("old_font", "TCVN3", 5), ("old_font", "VNI", 1), ("old_font_guessed", "TCVN3", 1))
    assert (second.name, second.rows, nothing) == ("Trống", [], Conversion())


def test_a_workbook_in_unicode_is_the_same_and_costs_no_look_at_its_cells(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", lambda book, styles: book.add_worksheet().write_column("A1", UNICODE)
    )
    with_fonts = tmp_path / "b.xlsx"
    book = xlsxwriter.Workbook(str(with_fonts))
    book.add_worksheet().write_column("A1", UNICODE, book.add_format({"font_name": ".VnTime"}))
    book.close()
    for each in (path, with_fonts):
        sheets = as_read(each)
        assert to_unicode(each, sheets) == [(sheets[0], Conversion())]
    plain = xlsxwriter.Workbook(str(tmp_path / "c.xlsx"))
    plain.add_worksheet().write_column("A1", UNICODE)
    plain.close()
    assert cells_with_fonts(tmp_path / "c.xlsx") == {}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_a_text_table_by_what_it_says(tmp_path, encoding):
    path = tmp_path / "a.csv"
    data = [text.encode("latin-1" if encoding == "cp1258" else encoding) for text in TCVN3]
    path.write_bytes(b"\n".join(line + b";12;Ha" for line in data))
    ((sheet, done),) = to_unicode(path, as_read(path))
    assert sheet.rows == [[text, "12", "Ha"] for text in UNICODE]
    assert (done.by_font, done.by_content, done.certainty) == ({}, {"TCVN3": 5}, Fraction(1))


def test_columns_decide_where_the_table_is_of_two_kinds():
    old = [*TCVN3, "Ng« ThÞ Ngäc", "§Æng V¨n L©m"]
    new = [
        "Đội 1 xã Phú Mỹ",
        "thôn Bình Thạnh",
        "ấp Chợ Mới",
        "Ủy ban nhân dân",
        "tổ tự quản",
        "trường tiểu học",
        "",
    ]
    sheet = Sheet("a.csv", "a", [list(row) for row in zip(old, new, range(7), strict=True)])
    ((out, done),) = to_unicode(Path("a.csv"), [sheet])
    names = [*UNICODE, "Ngô Thị Ngọc", "Đặng Văn Lâm"]
    assert out.rows == [list(row) for row in zip(names, new, range(7), strict=True)]
    assert done.by_content == {"TCVN3": 7}
    assert sheet.rows[1][0] == TCVN3[1]


def record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def excel_95(cells, *, fonts, codepage, name):
    """A workbook of Excel 5/95, whose texts are bytes: only what a reader of fonts needs."""
    text = name.encode("latin-1")
    fixed = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + record(0x42, struct.pack("<H", codepage))
    for font in fonts:
        written = font.encode("latin-1")
        fixed += record(
            0x31, struct.pack("<HHHHHBBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0, len(written)) + written
        )
    for number in range(len(fonts)):
        fixed += record(0xE0, struct.pack("<HHHBBHHHH", number, 0, 0, 0, 0, 0, 0, 0, 0))
    end = record(0x0A, b"")
    offset = len(fixed) + 4 + 7 + len(text) + len(end)
    fixed += record(0x85, struct.pack("<IBBB", offset, 0, 0, len(text)) + text) + end
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0))
    for row, (data, style, runs) in enumerate(cells):
        body = struct.pack("<HHHH", row, 0, style, len(data)) + data
        body += bytes([len(runs), *(number for run in runs for number in run)]) if runs else b""
        sheet += record(0xD6 if runs else 0x204, body)
    return fixed + sheet + end


@pytest.mark.parametrize("codepage", [1252, 1258])
def test_bytes_of_excel_95_are_those_that_were_typed(tmp_path, codepage):
    path = tmp_path / "a.xls"
    cells = [
        ("Céng hoµ, thÞ x·, ý".encode("latin-1"), 0, ()),
        ("B¸O c¸o".encode("latin-1"), 1, ((3, 0),)),
        (("Đăng" if codepage == 1258 else "né").encode(f"cp{codepage}"), 2, ()),
    ]
    path.write_bytes(excel_95(cells, fonts=[".VnTime", ".VnTimeH", "Arial"], codepage=codepage, name="§ît 1"))
    seen = [[data.decode(f"cp{codepage}")] for data, _, _ in cells]
    name = "§ît 1".encode("latin-1").decode(f"cp{codepage}")
    ((sheet, done),) = to_unicode(path, [Sheet("a.xls", name, seen)])
    assert sheet.rows == [["Cộng hoà, thị xã, ý"], ["BÁO cáo"], seen[2]]
    assert sheet.name == "Đợt 1"
    assert done.by_font == {"TCVN3": 2}


def test_broken_files_are_read_by_what_they_say(tmp_path):
    path = tmp_path / "a.xls"
    sheet = Sheet("a.xls", "a", [[text] for text in TCVN3])
    for data in (b"", b"PK.VnTime", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.VnTime", b"<html>VNI-Times"):
        path.write_bytes(data)
        ((out, done),) = to_unicode(path, [sheet])
        assert (out.rows, done.by_content) == ([[text] for text in UNICODE], {"TCVN3": 5})


def test_texts_that_are_not_those_of_the_fonts_are_not_replaced(tmp_path):
    """Where the two readers disagree on what stands where, no text moves to another cell."""

    def fill(book, styles):
        sheet = book.add_worksheet("a")
        sheet.write("A1", "Sè nhµ", styles[".VnTime"])
        sheet.write_rich_string("A2", styles[".VnTime"], "Sè", styles["Arial"], " nhà")

    path = workbook(tmp_path / "a.xlsx", fill)
    ((out, _),) = to_unicode(path, [Sheet("a.xlsx", "a", [["ViÖt Nam"], ["ViÖt Nam"]])])
    assert out.rows == [["Việt Nam"], ["ViÖt Nam"]]


# --- real workbooks -----------------------------------------------------------------------------------


def judge(text, font):
    """The text as the fonts show it, by glibc: letters that no Western byte stands for stay themselves."""
    if not font.lower().startswith(".vn"):
        return text
    western = "".join(re.findall("[\xa1-\xff]", text))
    letters = subprocess.run(
        ["iconv", "-f", "TCVN", "-t", "UTF-8"],
        input="\n".join(western).encode("latin-1"),
        capture_output=True,
    ).stdout.decode()
    read = iter(letters.split("\n"))
    return re.sub("[\xa1-\xff]", lambda _: next(read), text)


def words(rows):
    """Words with a letter, in order, small and without digits: how numbers are printed is not the matter."""
    texts = (word for row in rows for value in row if isinstance(value, str) for word in value.split())
    return [re.sub(r"\d", "", word) for word in texts if re.search(r"[^\W\d_]", word)]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real workbooks are not on this machine")
@pytest.mark.skipif(not shutil.which("iconv"), reason="no iconv to judge by")
@pytest.mark.parametrize("path", sorted(REAL.glob("*.xls")), ids=lambda path: path.stem)
def test_every_word_of_a_real_workbook(path):
    fonts = cells_with_fonts(path)
    ours, judged = [], []
    for (sheet, _), before in zip(to_unicode(path, (sheets := as_read(path))), sheets, strict=True):
        for i, row in enumerate(sheet.rows):
            for j, value in enumerate(row):
                pieces = fonts.get(before.name, {}).get((sheet.top + i, sheet.left + j), [])
                by_judge = words([["".join(judge(text, font) for text, font in pieces)]])
                found = words([[value]])
                ours += found
                judged += by_judge if len(by_judge) == len(found) else [""] * len(found)
    transcript = words([line.split("\t") for line in path.with_suffix(".txt").read_text("utf-8").split("\n")])
    wrong = sum(a not in (b, c) for a, b, c in zip(ours, transcript, judged, strict=True))
    # Two words of one cell in a VNI font, which the transcript reads as if it were TCVN3.
    assert wrong == (2 if path.stem == "2007-bkqd1412006.dot" else 0)


def test_sheets_come_in_unicode_and_say_what_was_done(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        lambda book, styles: book.add_worksheet("a").write(0, 0, "Sè nhµ", styles[".VnTime"]),
    )
    (sheet,) = read_sheets(path)
    assert (sheet.rows, sheet.old_fonts) == ([["Số nhà"]], (("old_font", "TCVN3", 1),))


def test_old_notes_in_a_table_of_unicode_are_the_only_ones_turned():
    new = [
        "Khóm 1",
        "Lê Trung Nhân",
        "Đỗ Thị Tú",
        "12 tháng",
        "Trường Tiểu học Mẫu",
        "Không",
        "Thủy",
        "Hồ Tiến",
        "",
    ]
    old = ["Bæ sung sau", "§· x¸c minh", "Ch\xada gÆp chñ hé"]
    rows = [[text, note] for text, note in zip(new * 3, [*old, *new, *[""] * 15], strict=True)]
    ((sheet, done),) = to_unicode(Path("a.ods"), [Sheet("a.ods", "DATA", rows)])
    assert [row[0] for row in sheet.rows] == new * 3
    assert [row[1] for row in sheet.rows[:12]] == ["Bổ sung sau", "Đã xác minh", "Chưa gặp chủ hộ", *new]
    assert done.by_content == {"TCVN3": 3}
