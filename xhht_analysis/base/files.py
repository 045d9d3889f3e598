"""Files as they lie in a folder: which are data, the hash of what they hold, which cannot be opened."""

from __future__ import annotations

import hashlib
import stat
import zlib
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message

#: The paper's template, which an area may have beside area.toml; in the folder of a period it is no data.
TEMPLATE_FILE = "bao-cao-mau.docx"
#: What systems leave in a folder by themselves.
_LEFT_BEHIND = {"thumbs.db", "desktop.ini", TEMPLATE_FILE}


#: What Windows takes for a device, with any ending; and how long a name may be: paths have an end there too.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LONGEST = 64


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device.

    >>> is_device("con"), is_device("COM1.xlsx"), is_device("con-1")
    (True, True, False)
    """
    return name.partition(".")[0].lower() in _DEVICES


def file_name(slug: str) -> str:
    """A slug as the name of a file on every system: “Cồn” is no device, and no name is endless.

    >>> file_name("khom-1"), file_name("con"), len(file_name("a" * 300))
    ('khom-1', 'con-', 64)
    """
    if len(slug) > _LONGEST:
        return f"{slug[: _LONGEST - 9]}-{zlib.crc32(slug.encode()):08x}"
    return f"{slug}-" if is_device(slug) else slug


def files_in(folder: Path) -> list[Path]:
    """Files a period's folder holds, in order of name; lock and hidden files are not data.

    Links are among them, so that one which leads nowhere or out of the folder is told when it is read.
    """
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if _is_file_or_link(p) and not _is_no_data(p.name))


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex; InputError where they cannot be had."""
    refuse_unopenable(path)
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise cannot_open(path, error) from None


def unreadable(name: str, text: str | Message, /, **values: object) -> InputError:
    """The sentence about a file that cannot be read: ``vi``/``en`` say why and what to do."""
    return InputError("Không đọc được tệp {name}: {why}.", name=name, why=Message.of(text, values))


def broken(name: str) -> InputError:
    """The sentence about a workbook that is damaged beyond reading."""
    return unreadable(
        name,
        "tệp hỏng hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại dạng .xlsx, nếu Excel cũng "
        "không mở được thì xin nơi gửi gửi lại",
    )


def _is_no_data(name: str) -> bool:
    return name.startswith(("~$", ".")) or name.lower() in _LEFT_BEHIND


def _is_file_or_link(path: Path) -> bool:
    return path.is_symlink() and not path.is_dir() or path.is_file()


def is_there(path: Path) -> bool:
    """Whether a file lies there, or a link that whoever reads it is to tell."""
    return path.is_symlink() or path.is_file()


def lies_inside(path: Path) -> bool:
    """Whether a file is no link, or one that stays in its folder. Raises OSError, RuntimeError."""
    return not path.is_symlink() or path.resolve().is_relative_to(path.parent.resolve())


def refuse_unopenable(path: Path) -> None:
    """Raises InputError for a file that lies elsewhere, or that might never end or never begin."""
    try:
        if not lies_inside(path):
            raise unreadable(path.name, "lối tắt dẫn ra ngoài thư mục của kỳ; hãy chép chính tệp vào thư mục")
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:  # a link that runs in a circle
        raise cannot_open(path, error) from None
    if not stat.S_ISREG(mode):
        raise unreadable(
            path.name,
            "không phải tệp mà là thư mục hoặc thiết bị; hãy bỏ ra khỏi thư mục của kỳ",
        )


def cannot_open(path: Path, error: Exception) -> InputError:
    """The sentence about a file that the system does not open."""
    if isinstance(error, FileNotFoundError):
        return unreadable(path.name, "tệp không còn ở đó; hãy chép lại vào thư mục của kỳ rồi chạy lại")
    return unreadable(path.name, "máy không cho mở; hãy đóng tệp trong Excel, xem lại quyền đọc rồi chạy lại")
