"""What the eye sees of cells besides their values: struck through, percents, hidden rows, merged cells."""

import shutil
import subprocess
from struct import pack

import pytest
import xlsxwriter

from tests.sources.packages import write_package
from xhht_analysis.sources.cells import read_cells
from xhht_analysis.sources.formats import Format
from xhht_analysis.sources.ods_marks import ods_marks
from xhht_analysis.sources.workbook import read_sheets
from xhht_analysis.sources.xls_marks import xls_marks
from xhht_analysis.sources.xlsb_marks import xlsb_marks
from xhht_analysis.sources.xlsx_marks import Marks

STRUCK, PERCENTS = {(1, 2), (3, 2), (5, 2)}, {(2, 2), (4, 2)}
MERGED = (((0, 0), (2, 0)), ((4, 2), (4, 3)))


def write(path, *, constant_memory=False):
    with xlsxwriter.Workbook(str(path), {"constant_memory": constant_memory}) as book:
        sheet = book.add_worksheet("DATA")
        gone = book.add_format({"font_strikeout": True})
        if not constant_memory:
            sheet.merge_range("A1:A3", "Khóm 1")
            sheet.merge_range("C5:D5", "x")
        sheet.write("B1", "đã chuyển", gone)
        sheet.write("C1", "", gone)  # nothing that could be struck
        sheet.write("B2", 1, book.add_format({"num_format": "0%"}))
        sheet.write("C2", "100", book.add_format({"num_format": "0%"}))  # a text shows no percent
        sheet.write("B3", 1965, gone)
        sheet.write("B4", 0.5, book.add_format({"num_format": "0.0%;[Red]-0.0%"}))
        sheet.write("C4", 2, book.add_format({"num_format": '0" %"'}))  # 2 is shown as “2 %”, and is 2
        sheet.write_rich_string("B5", gone, "đã ", gone, "chuyển")
        sheet.write_rich_string("B6", gone, "1964", " 1965")
        sheet.write_rich_string("B7", "1964 ", book.add_format({"bold": True}), "1965", gone)
        sheet.set_row(7, None, None, {"hidden": True})
        sheet.write("A8", "bị ẩn")
        sheet.write("A9", "hết")
    return path


def seen(sheet):
    return set(sheet.struck), set(sheet.percents), set(sheet.hidden_rows), sheet.merged


def test_an_xlsx(tmp_path):
    (sheet,) = read_cells(write(tmp_path / "a.xlsx"), Format.XLSX)
    # B7: the first run has no look of its own, so the cell's strike goes through it, but not the second
    assert seen(sheet) == (STRUCK, PERCENTS, {8}, MERGED)


def test_an_xlsx_with_texts_in_its_cells(tmp_path):
    (sheet,) = read_cells(write(tmp_path / "a.xlsx", constant_memory=True), Format.XLSX)
    assert seen(sheet) == (STRUCK, PERCENTS, {8}, ())


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_saved_by_libreoffice(tmp_path, kind):
    (tmp_path / "in").mkdir()
    path = write(tmp_path / "in" / "a.xlsx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", kind, str(path), "--outdir", str(tmp_path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (sheet,) = read_sheets(tmp_path / f"a.{kind}")
    assert seen(sheet) == (STRUCK, PERCENTS, {8}, MERGED)


def test_an_xlsx_whose_first_style_is_struck(tmp_path):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = (
        f'<x:styleSheet xmlns:x="{main}"><x:fonts><x:font><x:strike/></x:font><x:font><x:strike val="0"/>'
        '</x:font></x:fonts><x:cellXfs><x:xf fontId="0" numFmtId="0"/><x:xf fontId="1" numFmtId="9"/>'
        "</x:cellXfs></x:styleSheet>"
    )
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>2</v></c><c r="C1" s="0"><f>A1</f><v>1</v></c>'
        '<c r="D1"/><c r="E1" s="0" t="inlineStr"><is><t>a</t></is></c></row>'
    )
    path = write_package(tmp_path / "a.xlsx", cells, more={"xl/styles.xml": styles.encode()})
    (sheet,) = read_cells(path, Format.XLSX)
    assert (set(sheet.struck), set(sheet.percents)) == ({(1, 1), (1, 3), (1, 5)}, {(1, 2)})


def record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def test_an_xls():
    fonts = b"".join(record(0x31, pack("<HH", 200, strike) + bytes(12)) for strike in (0, 0, 0, 0, 8))
    code = "0.0%"
    formats = record(0x41E, pack("<HHB", 164, len(code), 0) + code.encode())
    styles = [(0, 0, 0), (5, 0, 4), (5, 0, 0), (0, 9, 0), (0, 164, 0)]  # the second is no cell's
    looks = b"".join(record(0xE0, pack("<HHH", *style) + bytes(14)) for style in styles)
    rich = pack("<HBH", 2, 8, 1) + b"ab" + pack("<HH", 1, 0)  # “a” as the cell, “b” in font 0
    table = record(0xFC, pack("<ii", 2, 2) + pack("<HB", 1, 0) + b"x" + rich)
    head = record(0x809, pack("<HH", 0x600, 5) + bytes(12)) + fonts + formats + looks
    sheet = record(0x809, pack("<HH", 0x600, 16) + bytes(12))
    sheet += record(0x208, pack("<6HH", 3, 0, 0, 0, 0, 0, 0x20) + bytes(2))
    sheet += record(0xFD, pack("<HHHI", 0, 0, 2, 0)) + record(0xFD, pack("<HHHI", 1, 0, 2, 1))
    sheet += record(0x203, pack("<HHHd", 2, 0, 1, 5)) + record(0x203, pack("<HHHd", 2, 1, 3, 1))
    sheet += record(0xBD, pack("<HHHiHiH", 3, 4, 2, 0, 4, 0, 5)) + record(0x0A, b"")
    size = len(head) + len(record(0x85, bytes(8))) + len(table) + 4
    stream = head + record(0x85, pack("<I", size) + bytes(4)) + table + record(0x0A, b"") + sheet
    assert xls_marks(stream) == [Marks(hidden_rows={4}, struck={(1, 1), (4, 5)}, percents={(3, 2), (4, 6)})]


def test_merged_cells_of_an_xlsb():
    data = bytes([0xB0, 0x01, 16]) + pack("<4I", 4, 6, 0, 1)
    assert xlsb_marks(data).merged == [((4, 0), (6, 1))]


def test_an_ods_with_styles_of_columns_and_rows():
    strike = '<style:text-properties style:text-line-through-type="single"/></style:style>'
    content = (
        f'<style:style style:name="s" style:family="table-cell">{strike}'
        '<style:style style:name="child" style:parent-style-name="s"></style:style>'
        '<style:style style:name="plain"><style:text-properties style:text-line-through-type="none"/>'
        "</style:style><office:body>"
        '<table:table table:name="a"><table:table-column table:default-cell-style-name="child"/>'
        '<table:table-column table:number-columns-repeated="3" table:default-cell-style-name="plain"/>'
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell>'
        "<text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell>"
        '<table:table-cell table:style-name="s"/></table:table-row>'
        '<table:table-row table:default-cell-style-name="s"><table:table-cell table:style-name="plain">'
        '<office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:span text:style-name="s">'
        "b</text:span></text:p></table:table-cell><table:table-cell><text:p>c</text:p></table:table-cell>"
        '<table:table-cell office:value-type="percentage" office:value="1" table:style-name="plain" '
        'table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>100%</text:p>'
        '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000" '
        'table:visibility="collapse"/></table:table>'
    )
    (sheet,) = ods_marks(content.encode())
    assert sheet == Marks(
        hidden_rows={1, 2}, struck={(1, 1), (2, 1), (3, 2)}, percents={(3, 3)}, merged=[((2, 2), (2, 3))]
    )
