"""Which file is whose: a unit's workbook recognised by content, and the one that counts of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xhht_analysis.areas import Area, Unit
from xhht_analysis.errors import InputError
from xhht_analysis.findings import Finding
from xhht_analysis.forms.cells import read_date
from xhht_analysis.forms.cover import Cover, find_cover
from xhht_analysis.forms.definition import sheets as forms
from xhht_analysis.forms.definition import version
from xhht_analysis.forms.headings import match_sheets
from xhht_analysis.forms.likeness import find_units, words
from xhht_analysis.periods import Period
from xhht_analysis.sources.workbook import Sheet, read_sheets, sha256
from xhht_analysis.vietnamese import sort_key


@dataclass(frozen=True, slots=True)
class UnitFile:
    """The file of a unit (its id) that counts. ``version``: of the template, 0 when the file does not say."""

    unit: str
    file: str
    sha256: str
    reported: dt.date | None
    version: int


@dataclass(frozen=True)
class OpenedFile:
    """A unit's file with its sheets; ``cover`` is none of them."""

    unit: Unit
    facts: UnitFile
    sheets: tuple[Sheet, ...]


def is_unit_file(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is a unit's report: it has the cover, or a sheet with the headings of a form."""
    return find_cover(sheets) is not None or any(f.is_certain for f in match_sheets(forms().values(), sheets))


def open_unit_files(
    paths: Sequence[Path], *, area: Area, period: Period
) -> tuple[dict[str, OpenedFile], list[Finding]]:
    """The file that counts of each unit, by the unit's id, and what was noticed; broken files are skipped.

    Of several files of one unit the one drawn up later counts, then the one with the later name.
    """
    findings: list[Finding] = []
    seen: dict[str, str] = {}
    opened: dict[str, list[OpenedFile]] = {}
    for path in paths:
        digest = sha256(path)
        if digest in seen:
            findings.append(Finding("file_same", path.name, detail=seen[digest]))
            continue
        seen[digest] = path.name
        file = _open(path, digest, area, period, findings)
        if file is not None:
            opened.setdefault(file.unit.id, []).append(file)
    chosen = {}
    for unit, several in opened.items():
        *earlier, chosen[unit] = sorted(several, key=_lateness)
        for file in earlier:
            detail = f"{file.unit.name}: dùng tệp «{chosen[unit].facts.file}»"
            findings.append(Finding("unit_file_twice", file.facts.file, detail=detail))
    return chosen, findings


def _lateness(file: OpenedFile) -> tuple[dt.date, tuple]:
    return file.facts.reported or dt.date.min, sort_key(file.facts.file)


def _open(path: Path, digest: str, area: Area, period: Period, findings: list[Finding]) -> OpenedFile | None:
    try:
        sheets = read_sheets(path)
    except InputError as error:
        findings.append(Finding("file_unreadable", path.name, detail=str(error)))
        return None
    if not is_unit_file(sheets):
        findings.append(Finding("file_unknown", path.name))
        return None
    cover = find_cover(sheets) or Cover(Sheet(path.name, "", []), {})
    unit = _unit_of(path, cover, area, findings)
    if unit is None or not _belongs(path, cover, area, period, findings):
        return None
    if cover.text("version") and cover.version != version():
        detail = f"phiên bản {cover.version}, mẫu hiện nay là {version()}"
        findings.append(Finding("unit_file_version", path.name, cover.sheet.name, detail=detail))
    reported = _reported(path, cover, period, findings)
    facts = UnitFile(unit.id, path.name, digest, reported, cover.version)
    return OpenedFile(unit, facts, tuple(sheet for sheet in sheets if sheet is not cover.sheet))


def _unit_of(path: Path, cover: Cover, area: Area, findings: list[Finding]) -> Unit | None:
    """By the name on the cover, else by the file's name."""
    written = cover.text("unit")
    by_cover = find_units(written, area=area)
    if len(by_cover) == 1:
        return by_cover[0]
    by_name = find_units(path.stem, area=area)
    if len(by_name) == 1 and (not by_cover or by_name[0] in by_cover):
        kind, said, unit = "unit_by_file_name", by_name[0].name, by_name[0]
    else:
        kind, said, unit = "unit_unknown", " hay ".join(u.name for u in by_cover or by_name), None
    findings.append(Finding(kind, path.name, cover.sheet.name, found=written, detail=said))
    return unit


def _belongs(path: Path, cover: Cover, area: Area, period: Period, findings: list[Finding]) -> bool:
    place = cover.text("area")
    if place and not set(words(area.name)) <= set(words(place)):
        findings.append(Finding("unit_file_other_area", path.name, cover.sheet.name, "", place, f"«{place}»"))
        return False
    if cover.period is None:
        where = (path.name, cover.sheet.name)
        findings.append(Finding("unit_file_no_period", *where, found=cover.text("period")))
    elif cover.period != period:
        detail = f"ghi {cover.period.label}, kỳ này là {period.label}"
        findings.append(Finding("unit_file_other_period", path.name, cover.sheet.name, detail=detail))
        return False
    return True


def _reported(path: Path, cover: Cover, period: Period, findings: list[Finding]) -> dt.date | None:
    where = (path.name, cover.sheet.name, cover.reported_at)
    text = cover.text("reported")
    if not text:
        findings.append(Finding("unit_file_not_dated", *where))
        return None
    cell = read_date(cover.values["reported"], years=range(period.year, period.year + 2))
    if cell.problem:
        findings.append(Finding(cell.problem, *where, text, "«Ngày lập»"))
    return cell.value
