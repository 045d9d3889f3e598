"""TOML that people write (``area.toml``, plans, corrections …): read, or told what is wrong and where."""

from __future__ import annotations

import stat
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

from xhht_analysis.base.errors import InputError, together
from xhht_analysis.base.files import lies_inside
from xhht_analysis.base.messages import Message
from xhht_analysis.base.toml_places import too_deep
from xhht_analysis.base.toml_syntax import Words, parsed

#: Nobody writes longer files by hand.
MOST_BYTES = 4 << 20

_UTF_8 = Message("Hãy mở bằng Notepad và lưu lại dạng UTF-8 (Save as → Encoding: UTF-8)")


def read_toml(path: Path) -> tuple[str, dict[str, object]]:
    """The text of a TOML file and what it says; InputError names file, line and remedy where it cannot be.

    A byte order mark is passed over. Nothing is opened that lies outside the file's folder or is no file.
    """
    text = toml_text(path)
    return text, parse_toml(text, file=f"{path.parent.name}/{path.name}")


def parse_toml(text: str, *, file: str) -> dict[str, object]:
    """What a TOML text says; InputError names ``file``, lines and remedies where it is none."""
    said, _, slips = parse_in_part(text, file=file)
    if slips:
        raise together(slips)
    return said


def parse_in_part(text: str, *, file: str) -> tuple[dict[str, object], str, list[InputError]]:
    """What a TOML text says but for the lines that are no TOML, the text without these, and what is wrong in
    them. It says nothing where nobody can tell what the rest means.
    """
    line, said, readable, slips = _read(text)
    if line:
        raise _wrong(
            file,
            " có dòng {line} lồng quá sâu hoặc số quá dài. Hãy viết lại dòng đó theo mẫu.",
            line=line, en_colon=True,
        )  # fmt: skip
    told = [
        _wrong(
            file,
            " viết sai cú pháp TOML ({where}): {why}. Hãy sửa dòng đó.",
            where=Message.twin(f"dòng {line}", f"line {line}"), why=Message.twin(vi, en),
        )
        for line, (vi, en) in slips
    ]  # fmt: skip
    return deepcopy(said), readable, told


@lru_cache(maxsize=32)  # a run reads the same few descriptions for every page
def _read(text: str) -> tuple[int, dict[str, object], str, list[tuple[int, Words]]]:
    """The line that is too deep (0: none), and what a text says, which is not to be changed."""
    line = too_deep(text)
    return (line, {}, "", []) if line else (0, *parsed(text))


def toml_text(path: Path) -> str:
    """The text of a file, whatever ends its lines; InputError where it cannot be had."""
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
        raise _wrong(name, " lưu bằng bảng mã UTF-16 (“Unicode”), không phải UTF-8. {utf_8}.", utf_8=_UTF_8)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(
            name,
            " lưu bằng bảng mã ANSI (windows-1258, TCVN3, VNI …), không phải UTF-8 (dòng {line}). "
            "{utf_8}; chữ nào hiện sai thì gõ lại.",
            line=line, utf_8=_UTF_8,
        ) from None  # fmt: skip


def _wrong(file: str, text: str | Message, /, *, en_colon: bool = False, **values: object) -> InputError:
    return InputError(
        Message.twin(
            f"Tệp {file}{Message.of(text, values).vi}",
            f"{file}{Message.of(text, values).en}"
            if en_colon
            else f"The file {file}{Message.of(text, values).en}",
        )
    )
