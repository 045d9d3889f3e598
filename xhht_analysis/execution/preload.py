"""Libraries loaded once, in a process from which others are forked.

A preload module does its work while it is imported, inside :func:`loading`; a fork server imports it by name
(``execution.servers``). It must not start threads.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
from collections.abc import Iterator


@contextlib.contextmanager
def loading(*modules: str) -> Iterator[None]:
    """Import the modules, then run the block; nothing is printed meanwhile.

    What is loaded is kept out of garbage collection, which would touch, and so copy, what children share.
    Raises ImportError for whatever goes wrong: a fork server passes over that, and the first task, which
    imports the module once more, raises it where it is seen.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for name in modules:
                importlib.import_module(name)
            yield
    except Exception as error:
        raise ImportError(f"{type(error).__name__}: {error}") from error
    finally:
        gc.collect()
        gc.freeze()
        if collecting:
            gc.enable()
