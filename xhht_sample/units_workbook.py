"""A unit's workbook as it comes back: the template filled in, then what clerks do to a workbook itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from xhht_analysis.sources.marks import SYNTHETIC_MARK

Parts = dict[str, str]  # name within the archive → XML

_UNIX = 3  # as zip archives number the systems
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Edits:
    """What is done to a workbook after it was filled in. ``heading``: as it is, and as it is to read."""

    heading: tuple[str, str] | None = None
    hidden: str = ""
    notes: Sequence[str] = ()


def edit_workbook(path: Path, edits: Edits) -> None:
    """Change the workbook in place and mark it as synthetic; equal workbooks give equal bytes.

    The entries of the archive do not tell on which system they were made.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    _change(parts, "docProps/core.xml", "</dc:title>", f". {SYNTHETIC_MARK}</dc:title>")
    if edits.heading:
        old, new = (f">{escape(text)}</t>" for text in edits.heading)
        _change(parts, "xl/sharedStrings.xml", old, new)
    if edits.hidden:
        name = f'<sheet name="{escape(edits.hidden)}"'
        _change(parts, "xl/workbook.xml", name, f'{name} state="hidden"')
    if edits.notes:
        _add_sheet(parts, edits.notes)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = _UNIX
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED, compresslevel=6)
    path.write_bytes(made.getvalue())


def _change(parts: Parts, name: str, old: str, new: str) -> None:
    if old not in parts[name]:
        raise ValueError(f"{name} holds no {old}")
    parts[name] = parts[name].replace(old, new)


def _add_sheet(parts: Parts, notes: Sequence[str], name: str = "Sheet1") -> None:
    number = 1 + sum(part.startswith("xl/worksheets/sheet") for part in parts)
    rows = "".join(
        f'<row r="{line}"><c r="A{line}" t="inlineStr"><is><t>{escape(note)}</t></is></c></row>'
        for line, note in enumerate(notes, start=1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    worksheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    part = f"worksheets/sheet{number}.xml"
    parts[f"xl/{part}"] = head + worksheet
    _before(parts, "[Content_Types].xml", "</Types>",
            f'<Override PartName="/xl/{part}" ContentType="{_SHEETS}"/>')  # fmt: skip
    _before(parts, "xl/_rels/workbook.xml.rels", "</Relationships>",
            f'<Relationship Id="rIdNotes" Type="{_RELATION}" Target="{part}"/>')  # fmt: skip
    _before(parts, "xl/workbook.xml", "</sheets>",
            f'<sheet name="{name}" sheetId="{number}" r:id="rIdNotes"/>')  # fmt: skip


def _before(parts: Parts, name: str, end: str, text: str) -> None:
    _change(parts, name, end, text + end)
