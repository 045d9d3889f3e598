"""The files of a period as they were received: each is opened once, and what cannot be read is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from xhht_analysis.errors import InputError
from xhht_analysis.findings import Finding
from xhht_analysis.sources.workbook import Sheet, files_in, read_sheets, sha256

#: What may lie beside the data without being data: descriptions and notes.
_BESIDE = {".toml", ".md"}


@dataclass(frozen=True)
class ReceivedFile:
    """A file and its sheets; ``sheets`` is empty where it cannot be read or repeats another file."""

    path: Path
    sha256: str
    sheets: tuple[Sheet, ...] = ()

    @property
    def name(self) -> str:
        return self.path.name


@dataclass
class Inbox:
    """What a period's folder holds, in order of name. ``findings`` tell which files could not be opened."""

    files: list[ReceivedFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def readable(self) -> list[ReceivedFile]:
        return [file for file in self.files if file.sheets]


def data_files(folder: Path) -> list[Path]:
    """The files of a period's folder that are data, in order of name."""
    return [path for path in files_in(folder) if path.suffix.lower() not in _BESIDE]


def open_file(path: Path) -> ReceivedFile:
    """One file with its sheets; InputError when it cannot be read."""
    return ReceivedFile(path, sha256(path), tuple(read_sheets(path)))


def open_inbox(paths: Iterable[Path]) -> Inbox:
    """Open the files; of two that are the same to the byte the first counts."""
    inbox = Inbox()
    seen: dict[str, str] = {}
    for path in paths:
        digest = sha256(path)
        sheets: tuple[Sheet, ...] = ()
        if digest in seen:
            inbox.findings.append(Finding("file_same", path.name, detail=seen[digest]))
        else:
            try:
                sheets = open_file(path).sheets
            except InputError as error:
                inbox.findings.append(Finding("file_unreadable", path.name, detail=str(error)))
        seen.setdefault(digest, path.name)
        inbox.files.append(ReceivedFile(path, digest, sheets))
    return inbox
