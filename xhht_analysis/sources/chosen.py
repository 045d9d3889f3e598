"""The lines of the registers that count, and what became of every file that holds a register."""

from __future__ import annotations

from collections.abc import Iterable

from xhht_analysis.base.periods import Period
from xhht_analysis.sources.choice import choose_registers
from xhht_analysis.sources.commune_names import CommuneNames
from xhht_analysis.sources.file_answers import IS_OTHER, IS_REGISTER, SET_ASIDE
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.input_file import REGISTER, FileState
from xhht_analysis.sources.people import RawPeople, find_registers, read_lines

#: Sheets beside a register that may hold people of the period, with what may be answered.
_BESIDE = {"sheet_doubtful": (IS_OTHER, IS_REGISTER), "sheet_more_people": (SET_ASIDE, IS_REGISTER)}
_A_SHEET = f"một trang của {REGISTER}"
#: Of the sheets of one file the gravest state is that of the file.
_GRAVEST = ("version", "doubtful", "counted", "same", "set_aside")


def read_chosen(
    files: Iterable[ReceivedFile], *, period: Period, communes: CommuneNames
) -> tuple[RawPeople, dict[str, FileState]]:
    """The people of the registers that count; the state of each file that holds a register, by its name."""
    files = list(files)
    raw = find_registers(files)
    registers = raw.sheets
    choice = choose_registers(registers, {f.name: f for f in files}, period=period, communes=communes)
    raw.findings += choice.findings
    raw.sheets = [registers[number] for number in choice.counted]
    raw.joined = [choice.counted.index(number) for number in choice.joined]
    states = {}
    for name in dict.fromkeys(register.sheet.file for register in registers):
        numbers = [n for n, register in enumerate(registers) if register.sheet.file == name]
        left = {n: choice.states[n] for n in numbers if n in choice.states}
        beside = [(f.sheet, _BESIDE[f.kind]) for f in raw.findings if f.file == name and f.kind in _BESIDE]
        state = min((left[n][0] if n in left else "counted" for n in numbers), key=_GRAVEST.index)
        role = REGISTER
        if beside and _GRAVEST.index("doubtful") < _GRAVEST.index(state):
            state, role = "doubtful", _A_SHEET
        asked = tuple(
            (registers[n].sheet.name if len(numbers) > 1 else "", answers)
            for n, (_, answers) in left.items()
            if answers
        )
        states[name] = FileState(state, role, (*asked, *beside))
    return read_lines(raw), states
