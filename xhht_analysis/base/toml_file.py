"""TOML that people write (``area.toml``, plans, corrections …): read, or told what is wrong and where."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import lies_inside
from xhht_analysis.base.messages import Message
from xhht_analysis.base.toml_places import too_deep

#: Nobody writes longer files by hand.
MOST_BYTES = 4 << 20

_UTF_8 = Message("Hãy mở bằng Notepad và lưu lại dạng UTF-8 (Save as → Encoding: UTF-8)")
#: How the parser's complaint begins, and what a person can do about it.
_REASONS = (
    ("Expected '=' after", "sau tên mục phải có dấu =", "a name must be followed by ="),
    ("Cannot overwrite", "mục này đã ghi ở trên; hãy giữ một", "this stands above already; keep one of them"),
    ("Cannot declare", "bảng này đã ghi ở trên; hãy giữ một",
     "this table stands above already; keep one of them"),
    ("Duplicate inline table key", "mục này ghi hai lần; hãy giữ một", "this stands twice; keep one of them"),
    ("Cannot mutate", "mục này đã ghi ở trên; hãy giữ một", "this stands above already; keep one of them"),
    ("Invalid value", 'chữ phải đứng trong dấu nháy thẳng "…", số thập phân dùng dấu chấm',
     'text must stand in straight quotes "…", and decimals take a point'),
    ("Unescaped '\\'", "trong dấu nháy, dấu \\ phải viết \\\\ (hoặc dùng dấu /)",
     "in quotes write \\\\ for \\ (or use /)"),
    ("Illegal character", "dấu nháy mở mà không khép trong cùng dòng", "a quote is not closed in its line"),
    ("Unterminated string", "dấu nháy mở mà không khép", "a quote is not closed"),
    ("Expected newline", "thừa chữ sau giá trị; mỗi mục một dòng", "something follows the value; one a line"),
    ("Unclosed", "thiếu dấu đóng ] hoặc }", "a closing ] or } is missing"),
    ("Expected ']", "thiếu dấu đóng ]", "a closing ] is missing"),
    ("Invalid initial character", "tên mục chỉ dùng chữ không dấu, số, _ và -",
     "names are of unaccented letters, digits, _ and -"),
    ("Found invalid character", "có ký tự không dùng được trong tên bảng",
     "a table's name holds a character that cannot be used"),
    ("Invalid hex", "trong dấu nháy, dấu \\ phải viết \\\\ (hoặc dùng dấu /)",
     "in quotes write \\\\ for \\ (or use /)"),
    ("Invalid statement", "dòng phải có dạng: tên = giá trị, tên chỉ dùng chữ không dấu, số, _ và -",
     "a line reads: name = value, the name of unaccented letters, digits, _ and -"),
    ("Invalid date", "ngày không có thật", "there is no such day"),
)  # fmt: skip


def read_toml(path: Path) -> tuple[str, dict[str, object]]:
    """The text of a TOML file and what it says; InputError names file, line and remedy where it cannot be.

    A byte order mark is passed over. Nothing is opened that lies outside the file's folder or is no file.
    """
    text = _text(path)
    return text, parse_toml(text, file=f"{path.parent.name}/{path.name}")


def parse_toml(text: str, *, file: str) -> dict[str, object]:
    """What a TOML text says; InputError names ``file``, line and remedy where it is none."""
    if line := too_deep(text):
        raise _wrong(
            file,
            " có dòng {line} lồng quá sâu hoặc số quá dài. Hãy viết lại dòng đó theo mẫu.",
            line=line, en_colon=True,
        )  # fmt: skip
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError is a ValueError
        where, where_en, vi, en = _reason(str(error), text)
        raise _wrong(
            file,
            " viết sai cú pháp TOML ({where}): {why}. Hãy sửa dòng đó.",
            where=Message.twin(where, where_en), why=Message.twin(vi, en),
        ) from None  # fmt: skip


def _text(path: Path) -> str:
    name = f"{path.parent.name}/{path.name}"
    try:
        if not lies_inside(path):
            raise _wrong(name, " là lối tắt dẫn ra ngoài thư mục. Hãy chép chính tệp vào thư mục.")
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise _wrong(name, " là thư mục hoặc thiết bị, không phải tệp. Hãy bỏ ra khỏi đó.")
        if facts.st_size > MOST_BYTES:
            raise _wrong(
                name,
                " lớn hơn {most_bytes} MB. Hãy xem lại: tệp này chỉ để khai bằng tay.",
                most_bytes=MOST_BYTES >> 20,
            )
        data = path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise _wrong(name, " là lối tắt dẫn tới chỗ không có. Hãy chép chính tệp vào thư mục.") from None
        raise InputError("Thiếu tệp {name}. Hãy tạo tệp này (xem README).", name=name) from None
    except (OSError, RuntimeError):  # a link that runs in a circle
        raise _wrong(
            name,
            " không mở được. Hãy đóng tệp trong chương trình khác và xem lại quyền đọc.",
        ) from None
    return _decoded(name, data)


def _decoded(name: str, data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF")):
        raise _wrong(
            name,
            " không phải tệp chữ thường (có lẽ là tệp Word hoặc Excel đổi tên). Hãy viết lại bằng Notepad"
            " và lưu dạng UTF-8.",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise _wrong(name, " lưu bằng bảng mã UTF-16 («Unicode»), không phải UTF-8. {utf_8}.", utf_8=_UTF_8)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(
            name,
            " lưu bằng bảng mã ANSI (windows-1258, TCVN3, VNI …), không phải UTF-8 (dòng {line}). "
            "{utf_8}; chữ nào hiện sai thì gõ lại.",
            line=line, utf_8=_UTF_8,
        ) from None  # fmt: skip


def _reason(complaint: str, text: str) -> tuple[str, str, str, str]:
    """Where (in both languages) and why (in both) the parser gave up."""
    place = re.search(r"line (\d+)", complaint)  # else the end
    line = int(place[1]) if place else text.rstrip().count("\n") + 1
    where, where_en = f"dòng {line}", f"line {line}"
    written = text.split("\n")[line - 1]
    if re.search("[“”„‘’«»]", written):
        vi, en = 'dấu nháy phải là dấu nháy thẳng "…"', 'quotes must be straight ones "…"'
        return where, where_en, vi, en
    for begins, vi, en in _REASONS:
        if complaint.startswith(begins):
            return where, where_en, vi, en
    return where, where_en, "dòng viết không đúng cách", "the line is not written as it should be"


def _wrong(file: str, text: str | Message, /, *, en_colon: bool = False, **values: object) -> InputError:
    return InputError(
        Message.twin(
            f"Tệp {file}{Message.of(text, values).vi}",
            f"{file}{Message.of(text, values).en}"
            if en_colon
            else f"The file {file}{Message.of(text, values).en}",
        )
    )
