"""Which file is whose: a unit's workbook recognised by content, and the one that counts of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xhht_analysis.areas import Area, Unit
from xhht_analysis.findings import Finding
from xhht_analysis.forms.cells import read_date
from xhht_analysis.forms.cover import Cover, find_cover
from xhht_analysis.forms.definition import sheets as forms
from xhht_analysis.forms.definition import version
from xhht_analysis.forms.headings import match_sheets
from xhht_analysis.forms.likeness import find_units, words
from xhht_analysis.periods import Period
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.workbook import Sheet
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
    files: Iterable[ReceivedFile], *, area: Area, period: Period
) -> tuple[dict[str, OpenedFile], list[Finding]]:
    """The file that counts of each unit, by the unit's id, and what was noticed.

    Of several files of one unit the one drawn up later counts, then the one with the later name.
    """
    findings: list[Finding] = []
    opened: dict[str, list[OpenedFile]] = {}
    for received in files:
        file = _open(received, area, period, findings)
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


def _open(file: ReceivedFile, area: Area, period: Period, findings: list[Finding]) -> OpenedFile | None:
    if not is_unit_file(file.sheets):
        findings.append(Finding("file_unknown", file.name))
        return None
    cover = find_cover(file.sheets) or Cover(Sheet(file.name, "", []), {})
    unit = _unit_of(file, cover, area, findings)
    if unit is None or not _belongs(file, cover, area, period, findings):
        return None
    if cover.text("version") and cover.version != version():
        detail = f"phiên bản {cover.version}, mẫu hiện nay là {version()}"
        findings.append(Finding("unit_file_version", file.name, cover.sheet.name, detail=detail))
    reported = _reported(file, cover, period, findings)
    facts = UnitFile(unit.id, file.name, file.sha256, reported, cover.version)
    return OpenedFile(unit, facts, tuple(sheet for sheet in file.sheets if sheet is not cover.sheet))


def _unit_of(file: ReceivedFile, cover: Cover, area: Area, findings: list[Finding]) -> Unit | None:
    """By the name on the cover, else by the file's name."""
    written = cover.text("unit")
    by_cover = find_units(written, area=area)
    if len(by_cover) == 1:
        return by_cover[0]
    by_name = find_units(file.path.stem, area=area)
    if len(by_name) == 1 and (not by_cover or by_name[0] in by_cover):
        kind, said, unit = "unit_by_file_name", by_name[0].name, by_name[0]
    else:
        kind, said, unit = "unit_unknown", " hay ".join(u.name for u in by_cover or by_name), None
    findings.append(Finding(kind, file.name, cover.sheet.name, found=written, detail=said))
    return unit


def _belongs(file: ReceivedFile, cover: Cover, area: Area, period: Period, findings: list[Finding]) -> bool:
    place = cover.text("area")
    if place and not set(words(area.name)) <= set(words(place)):
        findings.append(Finding("unit_file_other_area", file.name, cover.sheet.name, "", place, f"«{place}»"))
        return False
    if cover.period is None:
        where = (file.name, cover.sheet.name)
        findings.append(Finding("unit_file_no_period", *where, found=cover.text("period")))
    elif cover.period != period:
        detail = f"ghi {cover.period.label}, kỳ này là {period.label}"
        findings.append(Finding("unit_file_other_period", file.name, cover.sheet.name, detail=detail))
        return False
    return True


def _reported(file: ReceivedFile, cover: Cover, period: Period, findings: list[Finding]) -> dt.date | None:
    where = (file.name, cover.sheet.name, cover.reported_at)
    text = cover.text("reported")
    if not text:
        findings.append(Finding("unit_file_not_dated", *where))
        return None
    cell = read_date(cover.values["reported"], years=range(period.year, period.year + 2))
    if cell.problem:
        findings.append(Finding(cell.problem, *where, text, "«Ngày lập»"))
    return cell.value
