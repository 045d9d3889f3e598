"""While this program is a client of a cluster, nothing that arrives can run code in it.

Dask's client unpickles what scheduler and workers send, whether it is asked for or not: the type of a result,
errors, results, warnings. A pickle runs what it names; so that it can name nothing but plain values, every
look-up of a name is heard, as Python provides for (``sys.addaudithook``, event ``pickle.find_class``), and
refused.
"""

from __future__ import annotations

import builtins
import contextlib
import pickletools
import sys
import threading
from collections.abc import Callable, Iterator

#: Values that do nothing when they are made, and errors.
_PLAIN = {
    "bytes",
    "bytearray",
    "str",
    "int",
    "float",
    "bool",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
} | {name for name, it in vars(builtins).items() if isinstance(it, type) and issubclass(it, Exception)}
#: Refused as well, without alarm: where errors of Dask itself come from, and traces of errors.
_OF_DASK = {"distributed", "dask", "tblib", "tornado", "asyncio", "concurrent"}

_guards: list[Guard] = []
_own = threading.local()
_lock = threading.Lock()
_listening = False


class NotPlain(TypeError):
    """A pickle that names more than plain values. A TypeError, since Dask goes on after that."""


class Guard:
    """From :meth:`begin` to :meth:`end` every unpickling of this process is looked at, but for our own
    (:func:`own_pickles`). ``alarm`` is called when something is refused that Dask itself would not send.
    """

    def __init__(self, alarm: Callable[[], object]) -> None:
        self.alarmed = False
        self._alarm = alarm

    def begin(self) -> None:
        global _listening
        with _lock:
            _guards.append(self)
            if not _listening:  # for good: Python takes none back
                sys.addaudithook(_look)
                _listening = True

    def end(self) -> None:
        with _lock, contextlib.suppress(ValueError):
            _guards.remove(self)

    def raise_alarm(self) -> None:
        self.alarmed = True
        self._alarm()


@contextlib.contextmanager
def own_pickles() -> Iterator[None]:
    """What is unpickled in this block, by this thread, comes from a process that this program started."""
    before = getattr(_own, "trusted", False)
    _own.trusted = True
    try:
        yield
    finally:
        _own.trusted = before


def _look(event: str, args: tuple[object, ...]) -> None:
    if event != "pickle.find_class" or not _guards or getattr(_own, "trusted", False):
        return
    module, name = map(str, args)
    if module == "builtins" and name in _PLAIN:
        return
    if module.partition(".")[0] not in _OF_DASK:
        for guard in list(_guards):
            guard.raise_alarm()
    raise NotPlain(f"{module}.{name}")


def first_named(pickled: object) -> str:
    """The first class or function that a pickle names, which is what it is of; nothing of it is made.

    >>> import pickle, decimal
    >>> first_named(pickle.dumps(decimal.Decimal(1))), first_named(b"?"), first_named(None)
    ('Decimal', '', '')
    """
    texts = [""]
    with contextlib.suppress(Exception):  # of any shape
        for code, value, _ in pickletools.genops(pickled if isinstance(pickled, bytes) else b""):
            if code.name == "STACK_GLOBAL":
                return texts[-1]
            if code.name == "GLOBAL":
                return str(value).rpartition(" ")[2]
            if isinstance(value, str):
                texts.append(value)
    return ""
