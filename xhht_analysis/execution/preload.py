"""Libraries loaded once, in a process from which others are forked.

A preload module does its work while it is imported, inside :func:`loading`; a fork server imports it by name
(``execution.servers``). It must not start threads.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def loading(*modules: str, without: str = "") -> Iterator[None]:
    """Import the modules, then run the block; nothing is printed meanwhile.

    ``without``: an optional library that one of them would take up, slow to load and of no use here; tasks
    may import it all the same.

    What is loaded is kept out of garbage collection, which would touch, and so copy, what children share.
    Raises ImportError for whatever goes wrong: a fork server passes over that, and the first task, which
    imports the module once more, raises it where it is seen.
    """
    collecting = gc.isenabled()
    gc.disable()
    hidden = {without: None} if without and without not in sys.modules else {}
    sys.modules |= hidden  # type: ignore[arg-type]  # None: not to be found
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for name in modules:
                importlib.import_module(name)
            yield
    except Exception as error:
        raise ImportError(f"{type(error).__name__}: {error}") from error
    finally:
        for name in hidden:
            del sys.modules[name]
        gc.freeze()
        if collecting:
            gc.enable()
