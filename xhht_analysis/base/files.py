"""Files as they lie in a folder: which are data, the hash of what they hold, which cannot be opened."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message

#: What systems leave in a folder by themselves.
_LEFT_BEHIND = {"thumbs.db", "desktop.ini"}


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
