"""An error in words for a person: what to do about it, and never what a library says, which may be a cell."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.base.store import find_root
from xhht_analysis.execution.failures import NotebookFailure, ProgramFault
from xhht_analysis.execution.tasks import TookTooLong, WorkerDied


def as_told(error: Exception) -> Exception:
    """The same error where it has words for a person, else one that has."""
    if isinstance(error, InputError | NotebookFailure | WorkerDied | TookTooLong | ProgramFault):
        return error
    if isinstance(error, MemoryError):
        return InputError("Máy không đủ bộ nhớ. Hãy đóng bớt chương trình khác rồi chạy lại.")
    return _of_the_system(error) or ProgramFault.of(error)


def _of_the_system(error: BaseException) -> InputError | None:
    """What the system refused, where that is what an error or the one that led to it tells."""
    led_here = (error, error.__cause__, *error.args)
    refused = next((one for one in led_here if isinstance(one, OSError) and one.errno), None)
    if refused is None:
        return None
    if refused.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return InputError("Ổ đĩa đã đầy nên không ghi được. Hãy xóa bớt tệp rồi chạy lại.")
    vi, en = _named_folder(refused)
    if refused.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return InputError(
            "Không ghi được tệp: tệp đang mở trong Word, Excel, hoặc thư mục{why} không cho đọc, ghi. Hãy"
            " đóng tệp ấy, xem lại quyền của thư mục rồi chạy lại.",
            why=Message.twin(vi, en),
        )
    if not vi and refused.errno != errno.EIO:  # it is about nothing of the project
        return None
    return InputError(
        "Ổ đĩa hoặc mạng không cho đọc, ghi thư mục{why} ({number}): có tệp, thư mục vừa bị xóa, đổi tên, "
        "hoặc ổ đĩa hỏng. Hãy xem lại rồi chạy lại.",
        why=Message.twin(vi, en), number=errno.errorcode.get(refused.errno or 0, "?"),
    )  # fmt: skip


def _named_folder(error: OSError) -> tuple[str, str]:
    """The folder that an error of the system is about, below the project's, for both languages."""
    try:
        path = Path(error.filename)
        folder = path.parent
        with contextlib.suppress(OSError):  # that folder itself is closed
            folder = path if path.is_dir() else folder
        name = folder.relative_to(find_root()).as_posix()
    except (TypeError, ValueError, InputError):
        return "", ""
    return f" “{name}”", f" “{name}”"
