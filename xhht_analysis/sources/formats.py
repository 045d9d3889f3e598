"""What a file is, told by its first bytes and by its container, never by its name."""

from __future__ import annotations

import enum
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import broken, unreadable
from xhht_analysis.sources import limits
from xhht_analysis.sources.statistics_file import is_statistics, unpacked_size
from xhht_analysis.sources.text_table import looks_like_text

_ZIP = b"PK\x03\x04"
#: How an OLE compound file begins, the container of .xls, .doc and encrypted workbooks.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AGAIN = ("hãy mở bằng Excel rồi lưu lại dạng .xlsx", "open it in Excel and save it as .xlsx")
_ASK = ("hãy xin nơi gửi bảng tính Excel", "ask the sender for the spreadsheet")
_PASSWORD = (
    "tệp đặt mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại",
    "it has a password; open it in Excel, remove the password and save it again",
)
#: First bytes of what is sent in place of a spreadsheet.
_OTHERS = (
    (b"%PDF", "tệp PDF", "a PDF"),
    (b"\x89PNG", "tệp ảnh", "a picture"),
    (b"\xff\xd8\xff", "tệp ảnh", "a picture"),
    (b"GIF8", "tệp ảnh", "a picture"),
    (b"BM", "tệp ảnh", "a picture"),
    (b"{\\rtf", "văn bản Word (RTF)", "a Word document (RTF)"),
    (b"Rar!", "tệp nén RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "tệp nén 7z", "a 7z archive"),
    (b"\x1f\x8b", "tệp nén gzip", "a gzip archive"),
    (b"MZ", "chương trình", "a program"),
    (b"PAR1", "tệp Parquet", "a Parquet file"),
)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.I)
_XML_SHEET = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|<office:document\b")
#: BIFF 2 to 4 begin at once with their first record.
_VERY_OLD = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


class Format(enum.Enum):
    """The formats that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"
    STATISTICS = "statistics"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file is and how many bytes it is, unpacked."""

    format: Format
    unpacked: int


def is_container(path: Path) -> bool:
    """Whether a file is no text but a program's own, whose inside nobody has looked at yet."""
    head = _head(path, 16)
    return head.startswith((_ZIP, COMPOUND)) or is_statistics(head)


def recognise(path: Path) -> Contents:
    """What a file is; InputError says of any other what it is instead and what to do."""
    size = path.stat().st_size
    if not size:
        raise unreadable(
            path.name, "tệp trống, không có byte nào; hãy xin nơi gửi gửi lại",
            "it is empty, without a single byte; ask for it again",
        )  # fmt: skip
    head = _head(path, 4096)
    container = head.startswith((_ZIP, COMPOUND)) or is_statistics(head)
    most = limits.MOST_BYTES_WORKBOOK if container else limits.MOST_BYTES_TEXT
    if size > most:
        raise unreadable(
            path.name, f"tệp lớn hơn {most // limits.MIB} MB; hãy xóa ảnh, trang thừa hoặc tách nhỏ tệp",
            f"it is larger than {most // limits.MIB} MB; remove pictures and needless sheets, or split it",
        )  # fmt: skip
    if head.startswith(_ZIP):
        return _package(path)
    if head.startswith(COMPOUND):
        return _compound(path, size)
    if container:
        return Contents(Format.STATISTICS, unpacked_size(size))
    _refuse_others(path.name, head)
    if not looks_like_text(path):
        raise broken(path.name)
    return Contents(Format.TEXT, size)


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(size)


def _refuse_others(name: str, head: bytes) -> None:
    for start, vi, en in _OTHERS:
        # two letters may also begin a heading of a text table
        if head.startswith(start) and (len(start) > 2 or b"\0" in head):
            raise _not_a_sheet(name, vi, en)
    if head.startswith(_VERY_OLD):
        raise unreadable(
            name, f"định dạng Excel quá cũ; {_AGAIN[0]}", f"a very old Excel format; {_AGAIN[1]}"
        )
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _XML_SHEET.search(plain):
        raise unreadable(name, f"bảng tính dạng XML; {_AGAIN[0]}", f"a spreadsheet in XML; {_AGAIN[1]}")
    if (plain.startswith(b"<") and _MARKUP.search(plain)) or plain[:13].lower() == b"mime-version:":
        raise unreadable(
            name, f"trang web (HTML) đặt tên như bảng tính; {_AGAIN[0]}",
            f"a web page (HTML) named like a spreadsheet; {_AGAIN[1]}",
        )  # fmt: skip
    if plain.startswith(b"<?xml"):
        raise _not_a_sheet(name, "tệp XML", "an XML file")


def _package(path: Path) -> Contents:
    _refuse_many_parts(path)
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            names = {part.filename.replace("\\", "/").lstrip("/").lower() for part in parts}
            kind = _kind_of_package(path.name, package, names)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, UnicodeError):
        raise unreadable(
            path.name, "tệp chưa tải hết hoặc hỏng; hãy tải lại hoặc xin nơi gửi gửi lại",
            "it is cut short or broken; download it or ask for it again",
        ) from None  # fmt: skip
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable(path.name, *_PASSWORD)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.MOST_BYTES_UNPACKED or any(_swells(part) for part in parts):
        raise unreadable(
            path.name, f"bung ra tới {unpacked // limits.MIB} MB, nhiều bất thường; "
            "hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu lại dạng .xlsx",
            f"it unpacks to {unpacked // limits.MIB} MB, oddly much; "
            "open it in Excel, delete needless rows and columns and save it as .xlsx",
        )  # fmt: skip
    return Contents(kind, unpacked)


def _refuse_many_parts(path: Path) -> None:
    """Look at the count before the list: the list of a bait alone fills the memory."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 65_557))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    count = int.from_bytes(tail[at + 10 : at + 12], "little") if at >= 0 else 0
    if limits.MOST_PARTS < count < 0xFFFF or (count == 0xFFFF and size > 46 * 0xFFFF):
        raise unreadable(
            path.name, f"gồm hơn {limits.MOST_PARTS} phần, nhiều bất thường; {_AGAIN[0]}",
            f"it consists of more than {limits.MOST_PARTS} parts, oddly many; {_AGAIN[1]}",
        )  # fmt: skip


def too_many_sheets(name: str) -> InputError:
    """The sentence about a workbook of more sheets than any office has."""
    return unreadable(
        name, f"có hơn {limits.MOST_SHEETS} trang; hãy giữ lại những trang có số liệu rồi lưu lại",
        f"it has more than {limits.MOST_SHEETS} sheets; keep those that hold data and save it again",
    )  # fmt: skip


def _kind_of_package(name: str, package: zipfile.ZipFile, names: set[str]) -> Format:
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if any(part.endswith("workbook.xml") for part in names):
        book = next(part for part in package.namelist() if part.lower().endswith("workbook.xml"))
        if _start_of(package, book).count(b"sheetId=") > limits.MOST_SHEETS:
            raise too_many_sheets(name)
        return Format.XLSX
    if any(part.startswith("word/") for part in names):
        raise _not_a_sheet(name, "văn bản Word", "a Word document")
    if any(part.startswith("ppt/") for part in names):
        raise _not_a_sheet(name, "bài trình chiếu PowerPoint", "a PowerPoint file")
    if "mimetype" in names and "content.xml" in names:
        if b"opendocument.spreadsheet" not in _start_of(package, "mimetype"):
            raise _not_a_sheet(name, "văn bản OpenDocument", "an OpenDocument text")
        if b"encryption-data" in _start_of(package, "META-INF/manifest.xml"):
            raise unreadable(name, *_PASSWORD)
        return Format.ODS
    raise unreadable(
        name, "tệp nén (zip), không phải bảng tính; hãy giải nén rồi chép bảng tính bên trong vào thư mục kỳ",
        "a zip archive, no spreadsheet; unpack it and put the spreadsheets inside into the period's folder",
    )  # fmt: skip


def _start_of(package: zipfile.ZipFile, part: str) -> bytes:
    try:
        with package.open(part) as stream:
            return stream.read(1 << 20)
    except KeyError:
        return b""


def _swells(part: zipfile.ZipInfo) -> bool:
    return (
        part.file_size > limits.SUSPICIOUS_PART
        and part.file_size > limits.MOST_SWELLING * max(part.compress_size, 1)
    )  # fmt: skip


def _compound(path: Path, size: int) -> Contents:
    from olefile import OleFileIO

    try:
        with OleFileIO(path) as container:
            names = {name.lower() for name, *inside in container.listdir() if not inside}
            damaged = bool(container.parsing_issues)
    except MemoryError:
        raise
    except Exception:  # whatever a damaged container brings up
        raise broken(path.name) from None
    if "encryptedpackage" in names:
        raise unreadable(path.name, *_PASSWORD)
    if names & {"workbook", "book"}:
        return Contents(Format.XLS, size)
    if "worddocument" in names:
        raise _not_a_sheet(path.name, "văn bản Word", "a Word document")
    if damaged:
        raise broken(path.name)
    raise _not_a_sheet(path.name, "tệp của chương trình khác", "a file of another program")


def password_needed(name: str) -> InputError:
    """The sentence about a workbook that opens only with a password."""
    return unreadable(name, *_PASSWORD)


def _not_a_sheet(name: str, vi: str, en: str) -> InputError:
    return unreadable(
        name, f"đây là {vi}, không phải bảng tính; {_ASK[0]}", f"it is {en}, no spreadsheet; {_ASK[1]}"
    )
