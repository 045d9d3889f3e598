"""What decides the bytes that this program makes, besides what it is given."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
from pathlib import Path

import xhht_analysis

#: Libraries that read input, work out figures, or have a hand in a page, a picture or a paper; pyreadstat may
#: be missing.
LIBRARIES = (
    "beautifulsoup4",
    "docxtpl",
    "ipykernel",
    "ipython",
    "Jinja2",
    "MarkupSafe",
    "matplotlib",
    "mistune",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "olefile",
    "pandas",
    "papermill",
    "polib",
    "pyarrow",
    "pydantic",
    "pyreadstat",
    "python-calamine",
    "python-docx",
    "seaborn",
    "traitlets",
    "xlrd",
    "XlsxWriter",
)


@functools.cache
def program() -> dict[str, str]:
    """The versions that stand on the disk of this machine, by what they are versions of; ours is a hash."""
    ours = {"xhht_analysis": _hash(Path(xhht_analysis.__file__).parent), "Python": platform.python_version()}
    return ours | {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "–"


def _hash(package: Path) -> str:
    """Of all files of a package, compiled ones aside."""
    told = hashlib.sha256()
    for path in sorted(package.rglob("*"), key=lambda path: path.relative_to(package).as_posix()):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            told.update(f"{path.relative_to(package).as_posix()}\0{len(content)}\0".encode() + content)
    return told.hexdigest()[:12]
