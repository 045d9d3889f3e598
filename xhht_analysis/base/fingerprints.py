"""What a publication says of a raw file: a fingerprint that only whoever has the project's key can check.

A hash can be guessed back: of a list with a few unknown boxes somebody tries all fillings, until one has the
hash that was published. Under a secret key (HMAC, RFC 2104) there is nothing to try.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from pathlib import Path

from xhht_analysis.base.messages import Message
from xhht_analysis.base.parts import new_part, remove_unfinished

#: Below the project's folder: never in ``outputs/``, and not in ``data/processed/``, which can be made anew.
KEY = Path("data", "private", "fingerprint.key")
_WRITTEN = re.compile(r"[0-9a-f]{64}")
#: Said where something was published before, and the key of that time is not here.
NEW_KEY = Message(
    "Không có khóa của những lần công bố trước (data/private/fingerprint.key), có lẽ vì dự án được chép sang "
    "máy này mà thiếu tệp ấy: đã tạo khóa mới. Mã đối chiếu của cùng một tệp nay khác trước; nếu còn bản "
    "chép có khóa cũ, hãy chép lại tệp ấy rồi công bố lại."
)


def fingerprint(project: Path, digest: str) -> str:
    """HMAC-SHA-256 of a hash under the key of a project, in hexadecimal digits; ``""`` for no hash.

    The key is made when it is first needed (:func:`make_key`).
    """
    if not digest:
        return ""
    make_key(project)
    return hmac.new(bytes.fromhex(_read(project / KEY)), digest.encode(), "sha256").hexdigest()


def make_key(project: Path) -> bool:
    """Whether the project had no key that can be used, and has a new one: random, for its owner alone.

    Of two commands that make one at once, the key of the first counts for both. A damaged key is kept beside
    (``.hong``); one that cannot be read just now is left alone: OSError.
    """
    path = project / KEY
    if _read(path):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    remove_unfinished(path.parent)
    part = new_part(path.parent, os.getpid())  # 0600
    try:
        part.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
        if path.exists():  # damaged
            path.replace(path.with_name(f"{path.name}.hong"))
        _put(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def _put(part: Path, path: Path) -> None:
    """Give a file its name, unless another has it by now: FileExistsError."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names
        with path.open("x", encoding="ascii") as file:
            file.write(part.read_text(encoding="ascii"))
        path.chmod(0o600)


def told_of_key(project: Path, *, published: bool) -> Message | None:
    """See to it that there is a key; what is to be told where something was ``published`` under another."""
    return NEW_KEY if make_key(project) and published else None


def _read(path: Path) -> str:
    """The key as it is written; "" where there is none, or half a one."""
    try:
        written = path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return written if _WRITTEN.fullmatch(written) else ""
