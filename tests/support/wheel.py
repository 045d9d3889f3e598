"""The wheel as a clerk gets it, installed where nothing of the clone can be found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.commands import WITHOUT_SCIPY
from tests.support.once import once
from tests.support.small_commune import REPOSITORY
from xhht_analysis.execution.servers import SINGLE_THREADED, can_fork

#: A command in a folder.
Run = Callable[..., subprocess.CompletedProcess[str]]
#: What the wheel is made from.
_SOURCES = ("xhht_analysis", "xhht_sample", "notebooks", "docs", "windows", "data/raw")
_FILES = ("pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True)
class Installed:
    """An environment that has the wheel, and the libraries of the environment that the tests run in."""

    command: Path

    def run(self, folder: Path, *words: str, seconds: int = 600) -> subprocess.CompletedProcess[str]:
        """``xhht`` with these words, in a folder."""
        return subprocess.run(
            [self.command, *words],
            cwd=folder,
            env=_surroundings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )

    @contextmanager
    def at_hand(self) -> Iterator[Run]:
        """The same for many commands in turn: the libraries are loaded once, the program by each of them."""
        if not can_fork():
            yield self.run
            return
        python, program = self.command.with_name("python"), Path(__file__).with_name("forked_commands.py")
        around = _surroundings() | SINGLE_THREADED  # a process that is forked must have one thread
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        with (
            tempfile.TemporaryDirectory() as said,
            subprocess.Popen([python, "-P", program, self.command], env=around, **pipes) as forks,
        ):

            def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
                files = [Path(said, name) for name in ("out", "err")]
                print(json.dumps([str(folder), words, *map(str, files)]), file=forks.stdin, flush=True)
                ended = int(forks.stdout.readline())
                return subprocess.CompletedProcess(words, ended, *(p.read_text("utf-8") for p in files))

            yield run


def _surroundings() -> dict[str, str]:
    """Those of a user; nbconvert's templates lie below the environment in which nbconvert is installed."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("XHHT_", "PYTHON"))}
    there = {"PYTHONPATH": WITHOUT_SCIPY, "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter"))}
    return outside | there


def installed_wheel(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Built and installed once in a run of the tests, without the network."""
    return once(tmp_path_factory, "wheel", _install)


def _install(folder: Path) -> Installed:
    source = folder / "source"
    for name in _SOURCES:
        only_described = shutil.ignore_patterns("__pycache__", "*.xlsx", "*.csv", "publications")
        shutil.copytree(REPOSITORY / name, source / name, ignore=only_described)
    for name in _FILES:
        shutil.copy(REPOSITORY / name, source)
    _python(
        "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source)
    )
    environment = folder / "environment"
    _python("-m", "venv", "--without-pip", str(environment))
    inside = sysconfig.get_paths("venv", vars={"base": str(environment), "platbase": str(environment)})
    Path(inside["purelib"], "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    python = Path(inside["scripts"], "python")
    wheel = next(folder.glob("*.whl"))
    _python("-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    return Installed(Path(inside["scripts"], "xhht"))


def _python(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, timeout=600)
