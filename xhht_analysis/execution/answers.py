"""What a worker of a cluster answers, and a process in which others' cells ran: a result of the declared type
or an error, as JSON and nothing else.

Whoever reads it runs nothing of it. A result is held against what the task's function says it returns; of
errors those are known that this program tells in words, every other one by its kind and place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.execution.failures import NotebookFailure, ProgramFault
from xhht_analysis.execution.tasks import Stopped, TookTooLong, WorkerDied, loaded

#: The first byte of an answer.
_RESULT, _ERROR = b"R", b"E"
#: Bytes; the largest that is made, a workbook of a large commune, has less than one million.
MOST = 64 * 1024 * 1024
_LONGEST = 4000  # characters of a text that will be printed
_BYTES = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64", strict=True)


@dataclass(frozen=True)
class _Told:
    """An error: what it is, its texts, a number."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    kind: Literal["input", "notebook", "died", "late", "stopped", "memory", "system", "program"]
    texts: tuple[str, ...] = ()
    number: float | None = None


_TOLD = TypeAdapter(_Told)


class OddAnswer(Exception):
    """What a worker sent is no answer to the task that it was given."""


def returned_by(function: Callable[..., object]) -> TypeAdapter[Any]:
    """The type that a function declares to return. Raises KeyError for one that declares none."""
    return TypeAdapter(get_type_hints(function)["return"], config=_BYTES)


def perform(function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, Any]) -> bytes:
    """Do a task; its answer, an error among them."""
    try:
        return result_answer(function(*args, **kwargs), returned_by(function))
    except BaseException as error:  # also SystemExit: a task must not end the process on its own
        return error_answer(error)


def plainly_answered(task: bytes, preloaded: Sequence[str] = ()) -> bytes:
    """The answer to a task (``tasks.Answering``) of a process that runs what others wrote."""
    try:
        function, args, kwargs = loaded(task, preloaded)
    except BaseException as error:
        return error_answer(error)
    return perform(function, args, kwargs)


def result_answer(result: object, declared: TypeAdapter[Any]) -> bytes:
    """A result as it travels."""
    return _RESULT + declared.dump_json(result)


def error_answer(error: BaseException) -> bytes:
    """An error as it travels: of one that this program does not know not even its words, which may hold a
    person's cell.
    """
    return _ERROR + _TOLD.dump_json(_told(error))


def read_answer(answer: object, declared: TypeAdapter[Any]) -> Any:
    """The result of a task; its error is raised. Raises OddAnswer for anything else."""
    if not isinstance(answer, bytes) or len(answer) > MOST:
        raise OddAnswer
    kind, body = answer[:1], answer[1:]
    try:
        if kind == _RESULT:
            return declared.validate_json(body, strict=True)
        error = _raised(_TOLD.validate_json(body, strict=True)) if kind == _ERROR else OddAnswer()
    except (ValidationError, ValueError, OverflowError):
        raise OddAnswer from None
    raise error


def _told(error: BaseException) -> _Told:
    match error:
        case InputError():
            outward = () if error.outward is None else (error.outward.vi, error.outward.en)
            return _Told("input", (error.vi, error.en, *outward))
        case NotebookFailure():
            return _Told("notebook", (error.notebook, error.error), float(error.cell))
        case WorkerDied():
            return _Told("died", (), None if error.status is None else float(error.status))
        case TookTooLong():
            return _Told("late", (), float(error.seconds))
        case Stopped():
            return _Told("stopped")
        case MemoryError():
            return _Told("memory")
        case OSError() if error.errno is not None:
            return _Told("system", (str(error.filename or ""),), float(error.errno))
    fault = error if isinstance(error, ProgramFault) else ProgramFault.of(error)
    return _Told("program", (fault.kind, fault.place))


def _raised(told: _Told) -> Exception:
    """Raises ValueError where its parts are not those of its kind."""
    texts, number = tuple(map(_printable, told.texts)), told.number
    match told.kind, len(texts), number:
        case "input", 2 | 4, None:
            error = InputError(Message.twin(*texts[:2]))
            error.outward = Message.twin(*texts[2:]) if texts[2:] else None
            return error
        case "notebook", 2, float():
            return NotebookFailure(texts[0], int(number), texts[1])
        case "died", 0, None:
            return WorkerDied(None)
        case "died", 0, float():
            return WorkerDied(int(number))
        case "late", 0, float():
            return TookTooLong(number)
        case "stopped", 0, None:
            return Stopped()
        case "memory", 0, None:
            return MemoryError()
        case "system", 1, float():
            return OSError(int(number), "", texts[0] or None)
        case "program", 2, None:
            return ProgramFault(*texts)
    raise ValueError(told.kind)


def _printable(text: str) -> str:
    """A text that moves no cursor and hides nothing on the screen of whoever reads it."""
    return "".join(c for c in text[:_LONGEST] if c.isprintable() or c == "\n")
