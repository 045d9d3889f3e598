"""The wheel as a clerk gets it, installed where nothing of the clone can be found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.commands import WITHOUT_SCIPY
from tests.support.once import once
from tests.support.small_commune import REPOSITORY

#: What the wheel is made from.
_SOURCES = ("xhht_analysis", "xhht_sample", "notebooks", "docs", "windows", "data/raw")
_FILES = ("pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True)
class Installed:
    """An environment that has the wheel, and the libraries of the environment that the tests run in."""

    command: Path

    def run(self, folder: Path, *words: str, seconds: int = 600) -> subprocess.CompletedProcess[str]:
        """``xhht`` with these words, in a folder."""
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith(("XHHT_", "PYTHON"))
        }
        outside["PYTHONPATH"] = WITHOUT_SCIPY
        return subprocess.run(
            [self.command, *words],
            cwd=folder,
            # nbconvert's templates lie below the environment in which nbconvert is installed
            env=outside | {"JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter"))},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )


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
