"""The files of a period with what became of each: state, role, the unit whose report it is, what is asked."""

from __future__ import annotations

from pathlib import Path

from xhht_analysis.base.areas import Area
from xhht_analysis.base.files import sha256
from xhht_analysis.forms.likeness import find_units
from xhht_analysis.forms.reader import UnitReports
from xhht_analysis.sources.corrections_file import CORRECTIONS
from xhht_analysis.sources.file_answers import FILES, lines_to_copy
from xhht_analysis.sources.inbox import Inbox, ReceivedFile
from xhht_analysis.sources.input_file import REGISTER, UNKNOWN, FileState, InputFile, likely_role, numbered
from xhht_analysis.sources.mapping import MAPPING
from xhht_analysis.sources.people import RawPeople


def questions(inbox: Inbox, states: dict[str, FileState]) -> list[str]:
    """Lines to copy into ``files.toml``, one entry for each file about which something is asked."""
    return [
        lines_to_copy(file.sha256, file.name, *answers, sheet=sheet)
        for file in inbox.files
        if file.name in states
        for sheet, answers in states[file.name].asked
    ]


def received_files(
    inbox: Inbox, raw: RawPeople, reports: UnitReports, states: dict[str, FileState], area: Area
) -> list[InputFile]:
    """Every file of the inbox with its state and its role."""
    registers = {register.sheet.file for register in raw.sheets}
    of_units = {file.file: unit for unit, file in reports.files.items()}
    names = {unit.id: unit.name for unit in area.units}
    files = []
    for file in inbox.files:
        told = states.get(file.name)
        if told is not None and told.role:
            state, role, unit = told.state, told.role, told.unit
        elif told is None and file.name in registers:
            state, role, unit = "counted", REGISTER, ""
        elif told is None and file.name in of_units:
            unit = of_units[file.name]
            state, role = "counted", f"báo cáo {names[unit]}"
        else:
            state = told.state if told else _state_of(file)
            role, unit = (UNKNOWN, "") if state == "other" else role_by_name(file.name, area)
        files.append(InputFile(file.name, file.sha256, state, role, unit))
    return numbered(files)


def _state_of(file: ReceivedFile) -> str:
    if file.said().sets_aside:
        return "other" if file.said().kind == "other" and not file.said().aside else "set_aside"
    if file.refusal:
        return "unread"
    return "doubtful" if file.sheets else "same"


def role_by_name(name: str, area: Area) -> tuple[str, str]:
    """What a file may be as its name has it: its role, and the id of the unit whose report it would be."""
    units = find_units(Path(name).stem, area=area)
    return (f"báo cáo {units[0].name}", units[0].id) if len(units) == 1 else (likely_role(name), "")


def descriptions(folder: Path) -> list[InputFile]:
    """What lies beside the data and has its part in the figures: corrections, answers, mapping."""
    there = (folder / name for name in (CORRECTIONS, FILES, MAPPING))
    return [InputFile(path.name, sha256(path), role=path.name) for path in there if path.is_file()]
