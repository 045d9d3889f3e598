"""An error in words for a person: what to do about it, and never what a library says, which may be a cell."""

from __future__ import annotations

import contextlib
import errno
import re
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.store import find_root
from xhht_analysis.execution.tasks import TookTooLong, WorkerDied


class ProgramFault(Exception):
    """An error of the program: told by its kind and place alone, since its words may hold a person's."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(kind, place)
        self.kind, self.place = kind, place

    def __str__(self) -> str:
        return say(
            "Lỗi của chương trình ({kind}, {place}). Hãy báo người giữ chương trình.",
            kind=self.kind, place=self.place,
        )  # fmt: skip


def as_told(error: Exception) -> Exception:
    """The same error where it has words for a person, else one that has."""
    from xhht_analysis.publishing.failures import NotebookFailure

    if isinstance(error, InputError | NotebookFailure | WorkerDied | TookTooLong | ProgramFault):
        return error
    if isinstance(error, MemoryError):
        return InputError("Máy không đủ bộ nhớ. Hãy đóng bớt chương trình khác rồi chạy lại.")
    return _of_the_system(error) or ProgramFault(type(error).__name__, _place(error))


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
    return f" «{name}»", f" “{name}”"


def _place(error: Exception) -> str:
    """Where in our own code it happened; from another process it brings its trace as a note."""
    trace, text = error.__traceback__, "\n".join(getattr(error, "__notes__", ()))
    while trace is not None:
        text += f'\nFile "{trace.tb_frame.f_code.co_filename}", line {trace.tb_lineno}'
        trace = trace.tb_next
    own = re.findall(r'File "[^"]*[/\\](xhht_analysis[/\\][^"]+)", line (\d+)', text)
    own = [place for place in own if "execution" not in place[0] and "site-packages" not in place[0]] or own
    return "{}:{}".format(*own[-1]) if own else "?"
