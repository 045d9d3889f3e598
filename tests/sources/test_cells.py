"""Cells of workbooks: errors, formulas without result, hidden rows, cells far apart."""

from struct import pack

import pytest

from tests.sources.packages import write_package
from xhht_analysis.sources.cells import read_cells
from xhht_analysis.sources.formats import Format
from xhht_analysis.sources.ods_marks import ods_marks
from xhht_analysis.sources.xls_marks import has_password, xls_marks
from xhht_analysis.sources.xlsb_marks import xlsb_marks, xlsb_sheet_links
from xhht_analysis.sources.xlsx_cells import tags

ODD = (
    '<row r="2"><c r="B2"><v>1</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    '<row r="3" hidden="1"><c r="B3"><f>B2+1</f></c><c r="C3"><f>B2</f><v>0</v></c></row>'
    '<row r="4"><c r="B4" t="str"><f>""</f><v></v></c><c r="C4" t="inlineStr"><is><t>x</t></is></c></row>'
)


@pytest.mark.parametrize("far_apart", [False, True])
def test_errors_are_read_and_missing_results_told(tmp_path, far_apart):
    path = write_package(tmp_path / "a.xlsx", ODD)
    (sheet,) = read_cells(path, Format.XLSX, far_apart=far_apart)
    assert [[*row, "", ""][:2] for row in sheet.rows] == [[1.0, "#DIV/0!"], ["", 0.0], ["", "x"]]
    assert (sheet.top, sheet.left, sheet.errors, sheet.hidden_rows) == (2, 2, ("C2",), {3})
    assert sheet.uncalculated == ("B3",)


def test_zeros_of_a_program_that_asks_excel_to_calculate(tmp_path):
    path = write_package(tmp_path / "a.xlsx", ODD, book='<calcPr fullCalcOnLoad="1"/>')
    assert read_cells(path, Format.XLSX)[0].uncalculated == ("B3", "C3")


def test_prefixed_tags_and_single_quotes(tmp_path):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = (
        f"<x:worksheet xmlns:x='{main}'><x:sheetData><x:row r='1'><x:c r='A1' t='e'><x:v>#N/A</x:v></x:c>"
        "<x:c r='B1'><x:f>A1</x:f></x:c><x:c r='C1'><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    path = write_package(tmp_path / "a.xlsx", "", more={"xl/worksheets/sheet1.xml": part.encode()})
    (sheet,) = read_cells(path, Format.XLSX)
    assert (sheet.rows, sheet.errors, sheet.uncalculated) == ([["#N/A", "", 5.0]], ("A1",), ("B1",))


def test_a_blank_row_of_errors_is_kept_and_blank_rows_at_the_end_are_not(tmp_path):
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
        '<row r="4"><c r="A4"><v>2</v></c></row><row r="9"><c r="A9" t="str"><v></v></c></row>'
    )
    (sheet,) = read_cells(write_package(tmp_path / "a.xlsx", cells), Format.XLSX)
    assert sheet.rows == [[1.0], ["#REF!"], [""], [2.0]]


def test_cells_far_apart_keep_their_addresses(tmp_path):
    cells = (
        '<row r="3"><c r="C3"><v>1</v></c><c r="D3" s="0"/><c r="XFD3"><v>2</v></c></row>'
        '<row r="1048576"><c r="D1048576" t="e"><v>#REF!</v></c></row>'
    )
    path = write_package(tmp_path / "a.xlsx", cells)
    (sheet,) = read_cells(path, Format.XLSX, far_apart=True)
    found = {sheet.address(i, j): v for i, row in enumerate(sheet.rows) for j, v in enumerate(row) if v != ""}
    assert found == {"C3": 1.0, "XFD3": 2.0, "D1048576": "#REF!"}
    assert len({id(row) for row in sheet.rows}) == 3


def test_true_is_not_taken_for_one(tmp_path):
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="b"><v>1</v></c></row>'
        '<row r="3"><c r="A3"><v>1</v></c></row>'
    )
    (sheet,) = read_cells(write_package(tmp_path / "a.xlsx", cells), Format.XLSX)
    assert [type(row[0]) for row in sheet.rows] == [float, bool, float]


def record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def test_errors_of_xls():
    bound = record(0x85, pack("<I", 0) + bytes(4))
    start = len(record(0x809, bytes(16)) + bound + record(0x0A, b""))
    book = record(0x809, bytes(16)) + record(0x85, pack("<I", start) + bytes(4)) + record(0x0A, b"")
    chart = record(0x809, bytes(16)) + record(0x205, pack("<HHHBB", 8, 8, 0, 0x17, 1)) + record(0x0A, b"")
    sheet = record(0x205, pack("<HHHBB", 2, 3, 0, 0x17, 1)) + record(0x205, pack("<HHHBB", 2, 4, 0, 1, 0))
    formula = record(0x06, pack("<HHH", 5, 0, 0) + b"\x02\0\x2a\0\0\0\xff\xff" + bytes(8))
    stream = book + record(0x809, bytes(16)) + chart + sheet + formula + record(0x0A, b"")
    assert [marks.errors for marks in xls_marks(stream)] == [{(3, 4): "#REF!", (6, 1): "#N/A"}]
    assert not has_password(stream)
    assert has_password(record(0x809, bytes(16)) + record(0x2F, bytes(6)))
    assert [marks.errors for marks in xls_marks(book + record(0x0A, b""))] == [{}]


def test_errors_of_xlsb():
    def short(kind: int, data: bytes) -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(data)]) + data

    part = short(0, pack("<I", 4) + bytes(8)) + short(3, pack("<II", 2, 0) + b"\x07")
    part += short(0, pack("<I", 6)) + short(11, pack("<II", 0, 0) + b"\x63" + bytes(4)) + b"\x03\x09"
    assert xlsb_marks(part).errors == {(5, 3): "#DIV/0!", (7, 1): "#ERROR!"}
    link = "rId7".encode("utf-16-le")
    assert xlsb_sheet_links(short(156, bytes(8) + pack("<I", 4) + link + pack("<I", 0))) == ["rId7"]


def test_errors_of_ods():
    content = (
        '<table:table table:name="a"><table:table-column/><table:table-row table:number-rows-repeated="3">'
        "<table:table-cell/></table:table-row><table:table-row><table:table-cell "
        'table:number-columns-repeated="2"/><table:table-cell calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell></table:table-row></table:table>"
        '<table:table table:name="b"><table:table-row/></table:table>'
    )
    assert [sheet.errors for sheet in ods_marks(content.encode())] == [{(4, 3): "#N/A"}, {}]


@pytest.mark.parametrize(
    "torn",
    [
        b'<c r="A1"><f>',
        b'<c r="A1" s="1">',
        b'<c r="A1" t="e"><v>',
        b'<row hidden="1" r="1',
        b'<c r="A1" t="s"><v>1',
    ],
)
def test_torn_sheets_are_searched_once(torn):
    """Were each search to run to the end of the sheet, this would take hours."""
    found, piece = tags(b""), torn * 200_000
    assert list(found.uncalculated(piece, zero_is_none=True)) == []
    assert len({place for place, _ in found.errors(piece)}) <= 1
    assert list(found.hidden_rows(piece)) == []
    assert {cell.place for cell in found.styled(piece, frozenset({0, 1}))} <= {(1, 1)}
    assert list(found.shared(piece, {2})) == list(found.inline(piece)) == []


def test_formulas_by_libreoffice_and_xlsxwriter():
    piece = (
        b'<row r="1"><c r="A1" s="0" t="str"><f aca="false">""</f><v></v></c>'
        b'<c r="B1" t="n"><f>A1</f><v>0</v></c>'
        b'<c r="C1"><f t="shared" si="0"/></c><c r="D1"><f>IF(A1&gt;2,">",1)</f><v/></c><c r="E1"><v></v></c>'
        b'<c r="F1" t="str" s="4"><f>A1</f></c><c r="G1"><f>A1</f><v>5</v></c></row>'
    )
    found = tags(b"")
    assert list(found.uncalculated(piece, zero_is_none=False)) == [(1, 3), (1, 4)]
    assert list(found.uncalculated(piece, zero_is_none=True)) == [(1, 2), (1, 3), (1, 4)]
