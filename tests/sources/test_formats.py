"""What a file is, whatever its name; each of the others with its own remedy."""

import struct
import zipfile

import pytest

from tests.cleaning.registers import write_workbook
from tests.sources.packages import write_package
from xhht_analysis.base.errors import InputError
from xhht_analysis.sources import limits
from xhht_analysis.sources.formats import COMPOUND, Format, is_container, recognise
from xhht_analysis.sources.xls_marks import workbook_stream


def compound(*names: str) -> bytes:
    """An OLE file with empty streams of those names: header, table of sectors, directory."""
    header = COMPOUND + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header = header.ljust(44, b"\0") + struct.pack("<I", 1) + struct.pack("<I", 1) + bytes(4)
    header += struct.pack("<I", 4096) + struct.pack("<4I", 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    table = struct.pack("<2I", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    directory = b""
    none = 0xFFFFFFFF
    for number, name in enumerate(("Root Entry", *names)):
        letters, last = name.encode("utf-16-le") + b"\0\0", number == len(names)
        kind, right, child = (2, none if last else number + 1, none) if number else (5, none, 1)
        entry = letters.ljust(64, b"\0") + struct.pack("<HBB3I", len(letters), kind, 1, none, right, child)
        directory += entry.ljust(116, b"\0") + struct.pack("<III", 0xFFFFFFFE, 0, 0)
    return header + table + directory.ljust(512, b"\0")


def zipped(path, **parts: str):
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return path


def refusal(path) -> str:
    with pytest.raises(InputError) as error:
        recognise(path)
    head, tail = f"Không đọc được tệp {path.name}: ", "."
    assert str(error.value).startswith(head) and str(error.value).endswith(tail)
    return str(error.value).removeprefix(head).removesuffix(tail)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a"])
def test_a_workbook_under_any_name(tmp_path, name):
    path = write_workbook(tmp_path / "right.xlsx", {"DATA": [["x"]]}).rename(tmp_path / name)
    assert recognise(path).format is Format.XLSX
    assert is_container(path)


def test_text_and_old_workbooks(tmp_path):
    path = tmp_path / "a"
    path.write_bytes("Tên;Nữ\n".encode())
    assert (recognise(path).format, recognise(path).unpacked, is_container(path)) == (Format.TEXT, 10, False)
    path.write_bytes(compound("Workbook"))
    assert recognise(path).format is Format.XLS


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "tệp trống, không có byte nào; hãy xin nơi gửi gửi lại"),
        (b"%PDF-1.7\n", "đây là tệp PDF, không phải bảng tính; hãy xin nơi gửi bảng tính Excel"),
        (b"\xff\xd8\xff\xe0", "đây là tệp ảnh, không phải bảng tính; hãy xin nơi gửi bảng tính Excel"),
        (
            b"\xef\xbb\xbf\r\n<HTML><body><table>",
            "trang web (HTML) đặt tên như bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx",
        ),
        (
            '<html><meta charset="utf-16">'.encode("utf-16"),
            "trang web (HTML) đặt tên như bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx",
        ),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "bảng tính dạng XML; hãy mở bằng Excel rồi lưu lại dạng .xlsx",
        ),
        (b"\x09\x04\x06\x00\0\0\x10\0", "định dạng Excel quá cũ; hãy mở bằng Excel rồi lưu lại dạng .xlsx"),
        (
            b"PK\x03\x04" + bytes(50),
            "tệp chưa tải hết hoặc hỏng; hãy tải lại hoặc xin nơi gửi gửi lại",
        ),
        (
            compound("EncryptionInfo", "EncryptedPackage"),
            "tệp đặt mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại",
        ),
        (
            compound("WordDocument"),
            "đây là văn bản Word, không phải bảng tính; hãy xin nơi gửi bảng tính Excel",
        ),
        (
            COMPOUND + bytes(1000),
            "tệp hỏng hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx, "
            "nếu Excel cũng không mở được thì xin nơi gửi gửi lại",
        ),
        (
            bytes(range(1, 32)) * 9,
            "tệp hỏng hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx, "
            "nếu Excel cũng không mở được thì xin nơi gửi gửi lại",
        ),
    ],
    ids=[
        "empty", "pdf", "jpeg", "html", "html16", "xml2003", "biff4", "cut", "encrypted", "doc", "ole", "bin",
    ],
)  # fmt: skip
def test_what_is_sent_in_place_of_a_workbook(tmp_path, data, reason):
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    assert refusal(path) == reason


def test_packages_that_hold_no_workbook(tmp_path):
    path = tmp_path / "a.xlsx"
    assert refusal(zipped(path, word__document_xml="")) == (
        "đây là văn bản Word, không phải bảng tính; hãy xin nơi gửi bảng tính Excel"
    )
    assert refusal(zipped(path, a="")) == (
        "tệp nén (zip), không phải bảng tính; hãy giải nén rồi chép bảng tính bên trong vào thư mục kỳ"
    )
    ods = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content_xml": ""}
    assert recognise(zipped(path, **ods)).format is Format.ODS
    locked = ods | {"META-INF__manifest_xml": "<manifest:encryption-data/>"}
    assert refusal(zipped(path, **locked)) == "tệp đặt mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại"


def test_a_part_made_to_swell_is_not_unpacked(tmp_path):
    size = limits.SUSPICIOUS_PART + 1
    path = write_package(tmp_path / "a.xlsx", "", more={"xl/sharedStrings.xml": bytes(size)})
    assert refusal(path).startswith("bung ra tới 64 MB, nhiều bất thường;")


def test_more_sheets_than_any_office_has(tmp_path):
    sheets = '<sheet name="a" sheetId="2"/>' * limits.MOST_SHEETS
    path = write_package(tmp_path / "a.xlsx", "", book=f"<sheets>{sheets}</sheets>")
    assert refusal(path) == "có hơn 1000 trang; hãy giữ lại những trang có số liệu rồi lưu lại"


def test_a_circle_of_sectors_ends(tmp_path):
    data = bytearray(compound("Workbook"))
    data[516:520] = struct.pack("<I", 1)
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    assert recognise(path).format is Format.XLS


def test_a_damaged_directory_is_not_taken_for_another_program(tmp_path):
    data = bytearray(compound("Workbook"))
    data[1024 + 76 : 1024 + 80] = struct.pack("<I", 77)  # the root's first entry
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    assert refusal(path).startswith("tệp hỏng hoặc không phải bảng tính;")


def test_a_text_that_holds_a_workbook_is_a_text(tmp_path):
    data = bytearray(compound("WordDocument", "ObjectPool", "Workbook"))
    pool = 1024 + 2 * 128
    data[pool + 66] = 1  # a storage, and what followed it lies inside
    data[pool + 72 : pool + 80] = struct.pack("<2I", 0xFFFFFFFF, 3)
    path = tmp_path / "a.doc"
    path.write_bytes(data)
    assert refusal(path).startswith("đây là văn bản Word,")


def test_records_that_are_cut_short_are_not_read(tmp_path):
    data = bytearray(compound("Workbook"))
    entry = 1024 + 128
    data[entry + 116 : entry + 124] = struct.pack("<2I", 2, 5000)
    data[512 + 8 : 512 + 12] = struct.pack("<I", 0xFFFFFFFE)  # one sector of ten
    path = tmp_path / "a.xls"
    path.write_bytes(bytes(data) + bytes(512))
    with pytest.raises(OSError, match="cut short"):
        workbook_stream(path)
