"""Test files in forked processes that find the heavy libraries imported: fast, none disturbed by another.

The parent imports the libraries and never the package: what a child tests is the package as it lies in the
folder then. Linux and macOS.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import math
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

LIBRARIES = (
    "bs4", "click", "docx", "duckdb", "hypothesis.extra.numpy", "jinja2", "matplotlib.pyplot", "mistune",
    "nbconvert", "nbformat", "numpy", "pandas", "pyarrow.compute", "pyarrow.parquet", "pydantic", "pytest",
    "python_calamine", "scipy.optimize", "time_machine", "tqdm", "unittest.mock", "xlrd", "xlsxwriter",
)  # fmt: skip
_WORDS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin")
#: How many times the limit a child may last when others use the processor as well.
WAITING = 10
_OWN = ("xhht_analysis", "xhht_sample", "tests", "benchmarks")

#: What pytest says when all passed, and when a file holds no test.
_FINE = (0, 5)


class End(StrEnum):
    """How tests ended: ``STOPPED`` when they took too long."""

    PASSED = "passed"
    FAILED = "failed"
    STOPPED = "stopped"


class Ran(NamedTuple):
    """How tests ended, after how many seconds of the processor, and what to run to see the first failure."""

    end: End
    seconds: float
    failed: tuple[str, ...] = ()


def load() -> None:
    """Import the libraries that tests want; one that is not installed is left out."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()  # a collection in a child would look through all of them, and copy what is shared


def run(root: Path, files: Sequence[str], *, limit: float) -> Ran:
    """Run test files of the project in ``root`` in one fresh process, until the first that fails.

    ``limit`` in seconds of the processor.
    """
    noted = root / ".failed"
    noted.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        code = 99
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), math.ceil(limit) + 1))
            code = _tested(root, files, noted)
        finally:
            os._exit(code)
    status, seconds = _ended(child, deadline=time.monotonic() + WAITING * limit)
    if status is None or os.WIFSIGNALED(status):
        return Ran(End.STOPPED, seconds)
    if os.waitstatus_to_exitcode(status) in _FINE:
        return Ran(End.PASSED, seconds)
    failed = noted.read_text() if noted.exists() else ""
    # Where nothing could be collected, collecting is what fails.
    return Ran(End.FAILED, seconds, (failed,) if failed else ("--collect-only", *files))


def _ended(child: int, *, deadline: float) -> tuple[int | None, float]:
    """The status of the child (None when it was stopped) and its seconds; nothing of its group is left."""
    ended, status, pause = 0, 0, 0.005
    while not ended and time.monotonic() < deadline:
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
        ended, status, used = os.wait4(child, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    if not ended:
        _, _, used = os.wait4(child, 0)
    return status if ended else None, used.ru_utime + used.ru_stime


def _tested(root: Path, files: Sequence[str], noted: Path) -> int:
    os.setsid()
    os.chdir(root)
    nothing = os.open(os.devnull, os.O_RDWR)
    if not os.environ.get("MUTANTS_SHOW"):
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
    for name in [name for name in sys.modules if name.split(".")[0] in _OWN]:
        del sys.modules[name]
    checkout = str(Path(__file__).parents[1])
    sys.path[:] = [str(root), *(p for p in sys.path if p and Path(p).resolve() != Path(checkout))]
    os.environ.update(PYTHONPATH=str(root), PYTHONSAFEPATH="1", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    import pytest

    code = int(pytest.main([*_WORDS, *files], plugins=[_Plain(noted)]))
    package = sys.modules.get("xhht_analysis")
    if package and not str(package.__file__).startswith(str(root)):
        return 98
    return code


class _Plain:
    """Property tests that fail are not made smaller: that they fail is all that is asked. Which is noted."""

    def __init__(self, noted: Path) -> None:
        self._noted = noted

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed:
            self._noted.write_text(report.nodeid)

    def pytest_sessionstart(self) -> None:
        from hypothesis import Phase, settings

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile("plain", parent=settings(), phases=phases)
        settings.load_profile("plain")
