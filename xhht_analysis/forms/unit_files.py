"""Which file is whose: a unit's workbook recognised by content, and the one that counts of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.look_alikes import reads_otherwise
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.cells import read_date
from xhht_analysis.forms.cover import Cover, find_cover
from xhht_analysis.forms.definition import later_words, unquoted_words, version
from xhht_analysis.forms.definition import sheets as forms
from xhht_analysis.forms.headings import match_sheets
from xhht_analysis.forms.likeness import find_units
from xhht_analysis.forms.unit_claims import whose
from xhht_analysis.forms.unit_file import OpenedFile, UnitFile
from xhht_analysis.forms.unit_versions import find_last, holds_the_same
from xhht_analysis.sources.commune_names import CommuneNames
from xhht_analysis.sources.file_answers import IS_UNIT, SET_ASIDE, USE, is_of
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.input_file import FileState
from xhht_analysis.sources.signature import tell_unknown
from xhht_analysis.sources.workbook import Sheet


@dataclass
class UnitFiles:
    """``chosen``: the file that counts, by the unit's id. ``states``: file name → what became of a file that
    does not. ``contested``: ids of units of which something came, but nothing certain."""

    chosen: dict[str, OpenedFile] = field(default_factory=dict)
    states: dict[str, FileState] = field(default_factory=dict)
    contested: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def is_unit_file(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is a unit's report: it has the cover, or a sheet with the headings of a form."""
    return find_cover(sheets) is not None or any(f.is_certain for f in match_sheets(forms().values(), sheets))


def open_unit_files(files: Iterable[ReceivedFile], *, area: Area, period: Period) -> UnitFiles:
    """The file that counts of each unit, and what became of the others."""
    result = UnitFiles()
    opened: dict[str, list[OpenedFile]] = {}
    disputed: dict[str, list[str]] = {}
    for received in files:
        file = _open(received, area, period, result, disputed)
        if file is not None:
            opened.setdefault(file.unit.id, []).append(file)
    for id, several in opened.items():
        _choose(id, several, disputed.get(id, []), result)
    return result


def _choose(id: str, several: list[OpenedFile], disputed: list[str], result: UnitFiles) -> None:
    """The last of a unit's files where that is certain; else none, which is told of each."""
    used = [file for file in several if file.received.said().use]
    last = used[0] if len(used) == 1 else None if disputed or used else find_last(several)
    for file in several:
        if file is last:
            result.chosen[id] = file
            continue
        answers: tuple[str, ...] = ()
        if last is not None:
            state = "same" if holds_the_same(file, last) else "set_aside"
            kind, detail = "unit_file_twice", f"dùng tệp “{last.facts.file}”"
        else:
            state, kind, answers = "version", "unit_versions", (USE, SET_ASIDE)
            others = [one.facts.file for one in several if one is not file]
            detail = ", ".join(f"“{name}”" for name in (*others, *disputed))
            result.contested.add(id)
        asked = (("", answers),) if answers else ()
        result.states[file.facts.file] = FileState(state, f"báo cáo {file.unit.name}", asked, id)
        if file.received.said().use or not used:
            result.findings.append(Finding(kind, file.facts.file, detail=f"{file.unit.name}: {detail}"))


def _open(
    file: ReceivedFile, area: Area, period: Period, result: UnitFiles, disputed: dict[str, list[str]]
) -> OpenedFile | None:
    findings = result.findings
    if not is_unit_file(file.sheets) and file.said().kind != "unit":
        result.states[file.name], finding = tell_unknown(file)
        findings.append(finding)
        return None
    cover = find_cover(file.sheets) or Cover(Sheet(file.name, "", []), {})
    claims = whose(file, cover, area)
    if claims.kind:
        where = (file.name, cover.sheet.name)
        findings.append(Finding(claims.kind, *where, found=cover.text("unit"), detail=claims.detail))
    if claims.unit is not None and claims.unit.kind == "khom":
        findings += _look_alikes(file, cover, claims.unit, area)
    if claims.unit is None:
        names = " hoặc ".join(unit.name for unit in claims.contested)
        role = f"báo cáo {names}" if names else ""
        answers = (*(is_of(unit.name) for unit in claims.contested or area.units[:1]), SET_ASIDE)
        state = "version" if names else "doubtful"
        result.states[file.name] = FileState(state, role, (("", answers),))
        for unit in claims.contested:
            disputed.setdefault(unit.id, []).append(file.name)
            result.contested.add(unit.id)
        return None
    if file.said().kind != "unit" and not _belongs(file, cover, area, period, findings):
        asked = (("", (SET_ASIDE, IS_UNIT)),)
        role, id = f"báo cáo {claims.unit.name}", claims.unit.id
        result.states[file.name] = FileState("doubtful", role, asked, id)
        return None
    if cover.text("version") and cover.version != version():
        detail = f"phiên bản {cover.version}, mẫu hiện nay là {version()}"
        if later := later_words(claims.unit, cover.version):
            detail += f"; mẫu cũ chưa hỏi {later}"
        if kept := unquoted_words(claims.unit, cover.version):
            detail += f"; theo mẫu cũ, chỉ cơ quan tổng hợp đọc {kept}, không đưa vào báo cáo"
        findings.append(Finding("unit_file_version", file.name, cover.sheet.name, detail=detail))
    reported = _reported(file, cover, period, findings)
    facts = UnitFile(
        claims.unit.id, file.name, file.sha256, reported, cover.version, reported is None and cover.carried
    )
    sheets = tuple(sheet for sheet in file.sheets if sheet is not cover.sheet)
    return OpenedFile(claims.unit, facts, sheets, file)


def _look_alikes(file: ReceivedFile, cover: Cover, unit: Unit, area: Area) -> Iterator[Finding]:
    """A cover that names the khóm in letters which only look like its own."""
    for number, row in enumerate(cover.sheet.rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and reads_otherwise(cell) and find_units(cell, area=area) == (unit,):
                where = (file.name, cover.sheet.name, cover.sheet.address(number, place))
                yield Finding("khom_look_alike", *where, found=cell)


def _belongs(file: ReceivedFile, cover: Cover, area: Area, period: Period, findings: list[Finding]) -> bool:
    place = cover.text("area")
    if place and not CommuneNames((area.name, *area.other_names)).is_place(place):
        findings.append(Finding("unit_file_other_area", file.name, cover.sheet.name, "", place, f"“{place}”"))
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
        findings.append(Finding(cell.problem, *where, text, "“Ngày lập”"))
    return cell.value if isinstance(cell.value, dt.date) else None
