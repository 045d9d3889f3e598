"""What a file is, told by its first bytes and by its container, never by its name."""

from __future__ import annotations

import enum
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import broken, unreadable
from xhht_analysis.base.messages import Message
from xhht_analysis.sources import limits
from xhht_analysis.sources.statistics_file import is_statistics, unpacked_size
from xhht_analysis.sources.text_table import looks_like_text

_ZIP = b"PK\x03\x04"
#: How an OLE compound file begins, the container of .xls, .doc and encrypted workbooks.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AGAIN = Message("hãy mở bằng Excel rồi lưu lại dạng .xlsx")
_ASK = Message("hãy xin nơi gửi bảng tính Excel")
_PASSWORD = Message("tệp đặt mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại")
#: First bytes of what is sent in place of a spreadsheet.
_OTHERS = (
    (b"%PDF", Message("tệp PDF")),
    (b"\x89PNG", Message("tệp ảnh")),
    (b"\xff\xd8\xff", Message("tệp ảnh")),
    (b"GIF8", Message("tệp ảnh")),
    (b"BM", Message("tệp ảnh")),
    (b"{\\rtf", Message("văn bản Word (RTF)")),
    (b"Rar!", Message("tệp nén RAR")),
    (b"7z\xbc\xaf", Message("tệp nén 7z")),
    (b"\x1f\x8b", Message("tệp nén gzip")),
    (b"MZ", Message.twin("chương trình", "a program")),
    (b"PAR1", Message("tệp Parquet")),
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
        raise unreadable(path.name, "tệp trống, không có byte nào; hãy xin nơi gửi gửi lại")
    head = _head(path, 4096)
    container = head.startswith((_ZIP, COMPOUND)) or is_statistics(head)
    most = limits.MOST_BYTES_WORKBOOK if container else limits.MOST_BYTES_TEXT
    if size > most:
        raise unreadable(
            path.name,
            "tệp lớn hơn {most} MB; hãy xóa ảnh, trang thừa hoặc tách nhỏ tệp",
            most=most // limits.MIB,
        )
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
    for start, why in _OTHERS:
        # two letters may also begin a heading of a text table
        if head.startswith(start) and (len(start) > 2 or b"\0" in head):
            raise _not_a_sheet(name, why)
    if head.startswith(_VERY_OLD):
        raise unreadable(name, "định dạng Excel quá cũ; {again}", again=_AGAIN)
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _XML_SHEET.search(plain):
        raise unreadable(name, "bảng tính dạng XML; {again}", again=_AGAIN)
    if (plain.startswith(b"<") and _MARKUP.search(plain)) or plain[:13].lower() == b"mime-version:":
        raise unreadable(name, "trang web (HTML) đặt tên như bảng tính; {again}", again=_AGAIN)
    if plain.startswith(b"<?xml"):
        raise _not_a_sheet(name, "tệp XML")


def _package(path: Path) -> Contents:
    _refuse_many_parts(path)
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            names = {part.filename.replace("\\", "/").lstrip("/").lower() for part in parts}
            kind = _kind_of_package(path.name, package, names)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, UnicodeError):
        raise unreadable(
            path.name,
            "tệp chưa tải hết hoặc hỏng; hãy tải lại hoặc xin nơi gửi gửi lại",
        ) from None
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable(path.name, _PASSWORD)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.MOST_BYTES_UNPACKED or any(_swells(part) for part in parts):
        raise unreadable(
            path.name,
            "bung ra tới {unpacked} MB, nhiều bất thường; hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu"
            " lại dạng .xlsx",
            unpacked=unpacked // limits.MIB,
        )
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
            path.name,
            "gồm hơn {most_parts} phần, nhiều bất thường; {again}",
            most_parts=limits.MOST_PARTS, again=_AGAIN,
        )  # fmt: skip


def too_many_sheets(name: str) -> InputError:
    """The sentence about a workbook of more sheets than any office has."""
    return unreadable(
        name,
        "có hơn {most_sheets} trang; hãy giữ lại những trang có số liệu rồi lưu lại",
        most_sheets=limits.MOST_SHEETS,
    )


def _kind_of_package(name: str, package: zipfile.ZipFile, names: set[str]) -> Format:
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if any(part.endswith("workbook.xml") for part in names):
        book = next(part for part in package.namelist() if part.lower().endswith("workbook.xml"))
        if _start_of(package, book).count(b"sheetId=") > limits.MOST_SHEETS:
            raise too_many_sheets(name)
        return Format.XLSX
    if any(part.startswith("word/") for part in names):
        raise _not_a_sheet(name, "văn bản Word")
    if any(part.startswith("ppt/") for part in names):
        raise _not_a_sheet(name, "bài trình chiếu PowerPoint")
    if "mimetype" in names and "content.xml" in names:
        if b"opendocument.spreadsheet" not in _start_of(package, "mimetype"):
            raise _not_a_sheet(name, "văn bản OpenDocument")
        if b"encryption-data" in _start_of(package, "META-INF/manifest.xml"):
            raise unreadable(name, _PASSWORD)
        return Format.ODS
    raise unreadable(
        name,
        "tệp nén (zip), không phải bảng tính; hãy giải nén rồi chép bảng tính bên trong vào thư mục kỳ",
    )


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
        raise unreadable(path.name, _PASSWORD)
    if names & {"workbook", "book"}:
        return Contents(Format.XLS, size)
    if "worddocument" in names:
        raise _not_a_sheet(path.name, "văn bản Word")
    if damaged:
        raise broken(path.name)
    raise _not_a_sheet(path.name, "tệp của chương trình khác")


def password_needed(name: str) -> InputError:
    """The sentence about a workbook that opens only with a password."""
    return unreadable(name, _PASSWORD)


def _not_a_sheet(name: str, text: str | Message, /, **values: object) -> InputError:
    return unreadable(
        name,
        "đây là {why}, không phải bảng tính; {ask}",
        why=Message.of(text, values), ask=_ASK,
    )  # fmt: skip
