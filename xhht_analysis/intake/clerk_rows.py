"""The findings as rows for a person to work through: in order of work, each with a link to its cell."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xhht_analysis.base.findings import BY_URGENCY, KINDS, SEVERITIES, Finding
from xhht_analysis.base.messages import pick
from xhht_analysis.base.vietnamese import sort_key
from xhht_analysis.intake.clerk_hints import suggest
from xhht_analysis.sources.workbook import TEXT_TABLES

_CELL = re.compile(r"([A-Z]{0,3})(\d{0,7})")
#: What Excel writes as %xx in the name of a linked file; letters of every language stay.
_ESCAPED = re.compile(r"[%\"#?<>\[\]^`{} ]")
#: Excel takes no longer links.
_LONGEST_LINK = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. ``link``: a relative path, with ``#'Sheet'!G17`` where it leads to a cell."""

    severity: str
    file: str
    sheet: str
    cell: str
    what: str
    found: str
    expected: str
    suggestion: str
    done: str
    count: int
    link: str = ""


def order_of_work(findings: Iterable[Finding]) -> list[Finding]:
    """What must be mended first, of it what hits most people first, then by file, sheet, row and column."""
    findings = list(findings)
    times: Counter[str] = Counter()
    for finding in findings:
        times[finding.kind] += finding.count
    key = cache(sort_key)
    urgency = {severity: place for place, severity in enumerate(BY_URGENCY)}
    return sorted(
        findings,
        key=lambda f: (
            urgency[f.severity], -times[f.kind], f.kind, key(f.file), key(f.sheet), _place(f.cell),
            f.found, f.detail,
        ),
    )  # fmt: skip


def list_row(finding: Finding, *, links: Links, khom: Sequence[str] = ()) -> Row:
    """A finding in words; ``khom``: the area's list, for suggestions."""
    kind = KINDS[finding.kind]
    what = pick(kind.what, kind.what_en)
    return Row(
        severity=capital(pick(SEVERITIES[kind.severity], kind.severity)),
        file=finding.file,
        sheet=finding.sheet,
        cell=finding.cell,
        what=f"{what}: {finding.detail}" if finding.detail else what,
        found=finding.found,
        expected=capital(pick(kind.expected, kind.expected_en)),
        suggestion=suggest(finding, khom=khom),
        done=capital(pick(kind.done, kind.done_en)),
        count=finding.count,
        link=links.to(finding),
    )


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


class Links:
    """Links from a workbook in the folder ``start`` to the raw files in ``folder``."""

    def __init__(self, folder: Path, *, start: Path) -> None:
        self._folder, self._start = folder, start
        self._files: dict[str, str] = {}

    def to(self, finding: Finding) -> str:
        """The link to a finding's cell; of a text table to the file alone; ``""`` where no link can be."""
        if finding.file not in self._files:
            self._files[finding.file] = self._path(finding.file)
        path = self._files[finding.file]
        if not path or not finding.sheet or Path(finding.file).suffix.lower() in TEXT_TABLES:
            return path
        match = _CELL.fullmatch(finding.cell)
        column, row = match.groups() if match else ("", "")
        sheet = finding.sheet.replace("'", "''")
        link = f"{path}#'{sheet}'!{column or 'A'}{row or '1'}"
        return link if len(link) <= _LONGEST_LINK and _is_writable(sheet) else path

    def _path(self, name: str) -> str:
        """The relative path of a file as Excel writes it into a link, or ``""``."""
        if not name or Path(name).name != name or "\\" in name or not _is_writable(name):
            return ""
        if not (self._folder / name).is_file():
            return ""
        try:
            path = os.path.relpath(self._folder / name, self._start)
        except ValueError:  # on another drive
            return ""
        path = _ESCAPED.sub(lambda match: f"%{ord(match[0]):02x}", path.replace(os.sep, "/"))
        return path if len(path) <= _LONGEST_LINK else ""


def _is_writable(text: str) -> bool:
    """Whether a text can stand in XML; a file's name on Linux may be any bytes."""
    return text.isprintable() and not any("\ud800" <= c <= "\udfff" for c in text)


def _place(cell: str) -> tuple[int, int, str]:
    """Row, width of the column's letters and the letters: the natural order of addresses."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return (0, 0, cell)
    return (int(match[2] or 0), len(match[1]), match[1])
