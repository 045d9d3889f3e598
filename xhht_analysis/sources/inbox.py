"""The files of a period as they were received: each is opened once, and what cannot be read is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import files_in, sha256, unreadable
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.vietnamese import tidy
from xhht_analysis.sources.file_answers import NOTHING, FileAnswer
from xhht_analysis.sources.read_cache import ReadCache
from xhht_analysis.sources.workbook import Sheet, read_sheets

#: What may lie beside the data without being data: descriptions and notes.
_BESIDE = {".toml", ".md"}


@dataclass(frozen=True)
class ReceivedFile:
    """A file and its sheets, none where it cannot be read (``refusal`` says why) or repeats another file.

    ``answers``: what the clerk says of it in ``files.toml``.
    """

    path: Path
    sha256: str
    sheets: tuple[Sheet, ...] = ()
    refusal: InputError | None = None
    answers: tuple[FileAnswer, ...] = ()

    def said(self, sheet: str = "") -> FileAnswer:
        """What the clerk says of a sheet, else of the whole file."""
        of = {answer.sheet: answer for answer in self.answers}
        return of.get(tidy(sheet)) or of.get("") or NOTHING

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
        """The files whose sheets are to be looked at: what the clerk set aside is not."""
        return [file for file in self.files if file.sheets and not file.said().sets_aside]


def data_files(folder: Path) -> list[Path]:
    """The files of a period's folder that are data, in order of name."""
    return [path for path in files_in(folder) if path.suffix.lower() not in _BESIDE]


def unread_folders(folder: Path) -> list[Finding]:
    """Folders inside a period's folder, told because what lies in them is not read."""
    if not folder.is_dir():
        return []
    inner = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    return [Finding("folder_unread", name) for name in inner]


def open_inbox(
    paths: Iterable[Path],
    *,
    separators: Mapping[str, str] = MappingProxyType({}),
    cache: ReadCache | None = None,
) -> Inbox:
    """Open the files; of two that are the same to the byte the first counts.

    ``separators``: of text files by name, guessed for all others. ``cache``: of what was read of workbooks.
    """
    inbox = Inbox()
    seen: dict[str, str] = {}
    for path in paths:
        file = _open(path, separators.get(path.name), cache)
        digest = file.sha256
        if digest in seen and not file.refusal:
            inbox.findings.append(Finding("file_same", path.name, detail=seen[digest]))
            inbox.files.append(ReceivedFile(path, digest))
            continue
        seen[digest] = path.name
        if file.refusal:
            inbox.findings.append(Finding("file_unreadable", path.name, detail=str(file.refusal)))
        for sheet in file.sheets:
            inbox.findings += _told_of(sheet)
        inbox.files.append(file)
    return inbox


def _open(path: Path, separator: str | None, cache: ReadCache | None) -> ReceivedFile:
    digest = ""
    read: list[bytes] = []
    try:
        digest = sha256(path)
        if cache and (kept := cache.get(digest, path.name)):
            return ReceivedFile(path, digest, kept)
        sheets = tuple(read_sheets(path, separator=separator, keep=read.append))
        if sha256(path) != digest:
            raise unreadable(
                path.name, "tệp còn đang được chép hoặc sửa trong lúc đọc; hãy chờ xong rồi chạy lại"
            )
        if cache:
            for packed in read:  # a text table packs nothing
                cache.put(digest, packed)
        return ReceivedFile(path, digest, sheets)
    except InputError as error:
        return ReceivedFile(path, digest, refusal=error)


def _told_of(sheet: Sheet) -> Iterator[Finding]:
    """What a sheet says of itself besides its cells."""
    where = (sheet.file, sheet.name)
    for kind, encoding, count in sheet.old_fonts:
        yield Finding(kind, *where, detail=encoding, count=count)
    for kind, cells in (("formula_uncalculated", sheet.uncalculated), ("cell_error", sheet.errors)):
        if cells:
            yield Finding(kind, *where, cells[0], count=len(cells))
