"""Which of a period's registers count: of this commune and year, and one of several versions.

What the clerk says in ``files.toml`` goes first. Where neither he nor a certain order of the versions says
which counts, none does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import SortKey, format_number, sort_key
from xhht_analysis.sources.commune_names import CommuneNames, other_commune
from xhht_analysis.sources.file_answers import IS_REGISTER, SET_ASIDE, USE, FileAnswer
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.register import RegisterSheet
from xhht_analysis.sources.version_names import is_later
from xhht_analysis.sources.versions import Difference, find_versions, holds_columns_of, lacking

Pair = tuple[int, int]


@dataclass
class Choice:
    """``counted``: the registers that count, by their places. ``states``: of each that does not, the state
    and what may be answered. ``joined``: versions that the clerk wants counted together, the one that goes
    before others last.
    """

    counted: list[int] = field(default_factory=list)
    states: dict[int, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)

    def exclude(self, number: int, state: str, finding: Finding | None = None, *answers: str) -> None:
        self.counted.remove(number)
        self.states[number] = (state, answers)
        if finding is not None:
            self.findings.append(finding)


def choose_registers(
    registers: list[RegisterSheet],
    files: Mapping[str, ReceivedFile],
    *,
    period: Period,
    communes: CommuneNames,
) -> Choice:
    """The registers that count, and why others do not. ``files``: by name. ``registers`` get the years that
    the clerk gave them."""
    choice = Choice(list(range(len(registers))))
    said = [files[one.sheet.file].said(one.sheet.name) for one in registers]
    for number, answer in enumerate(said):
        if answer.year is not None:
            registers[number] = replace(registers[number], survey_year=answer.year)
    _exclude_other_communes(choice, registers, files, communes)
    here = list(choice.counted)
    found = {
        (here[one], here[other]): difference
        for (one, other), difference in find_versions([registers[number] for number in here]).items()
    }
    _as_the_clerk_says(choice, registers, said, found)
    _exclude_earlier(choice, registers, files, found, _years(period))
    _exclude_other_years(choice, registers, period)
    _exclude_parts(choice, registers, found)
    _exclude_undecided(choice, registers, found)
    return choice


def _years(period: Period) -> set[int]:
    """The survey years of a period: a half-year's report rests on the count of the autumn before."""
    return {period.year, period.year - 1} if period.is_half else {period.year}


def _exclude_other_communes(
    choice: Choice,
    registers: Sequence[RegisterSheet],
    files: Mapping[str, ReceivedFile],
    communes: CommuneNames,
) -> None:
    by_file: dict[str, list[int]] = {}
    for number in choice.counted:
        by_file.setdefault(registers[number].sheet.file, []).append(number)
    for name, numbers in by_file.items():
        titles = [row for number in numbers for row in _above(registers[number])]
        found = other_commune(files[name].sheets, titles, communes)
        if found and files[name].said().kind != "register":
            choice.findings.append(Finding("file_other_area", name, detail=f"“{found}”"))
            for number in numbers:
                choice.exclude(number, "doubtful", None, SET_ASIDE, IS_REGISTER)


def _above(register: RegisterSheet) -> list[list[object]]:
    return register.sheet.rows[: register.first_row]


def _as_the_clerk_says(
    choice: Choice,
    registers: Sequence[RegisterSheet],
    said: Sequence[FileAnswer],
    found: Mapping[Pair, Difference],
) -> None:
    """Versions of a register that he chose do not count; those that he chose together all do."""
    chosen = {number for number in choice.counted if said[number].use}
    for one, other in _pairs(choice, found):
        if {one, other} <= chosen:
            choice.joined += [number for number in (one, other) if number not in choice.joined]
            finding = _finding("versions_joined", registers[one], f"“{_called(registers, other)}”")
            choice.findings.append(finding)
        elif chosen & {one, other}:
            used, left = (one, other) if one in chosen else (other, one)
            if left in choice.counted:
                finding = _finding("version_set_aside", registers[left], f"“{_called(registers, used)}”")
                choice.exclude(left, "set_aside", finding)
    choice.joined.sort(key=lambda number: said[number].number)


def _exclude_earlier(
    choice: Choice,
    registers: Sequence[RegisterSheet],
    files: Mapping[str, ReceivedFile],
    found: Mapping[Pair, Difference],
    years: set[int],
) -> None:
    """The earlier of two versions where both hold nearly the same people and the order is certain."""
    order = []
    for (one, other), difference in _open_pairs(choice, found).items():
        if not difference.mutual:
            continue
        for late, early in ((one, other), (other, one)):
            if _is_later(registers[late], registers[early], files, years):
                order.append((early, late))
    for early, late in order:
        if not {early, late} <= set(choice.counted):
            continue
        detail = f"“{_called(registers, late)}”: {_told(early, late, found)}"
        choice.exclude(early, "set_aside", _finding("version_superseded", registers[early], detail))


def _is_later(
    one: RegisterSheet, other: RegisterSheet, files: Mapping[str, ReceivedFile], years: set[int]
) -> bool:
    mine, theirs = one.survey_year, other.survey_year
    if mine is not None and theirs is not None and mine != theirs:
        return mine in years and (theirs not in years or mine > theirs)
    if mine is not None and mine not in years or one.sheet.file == other.sheet.file:
        return False
    return is_later(files[one.sheet.file].path, files[other.sheet.file].path)


def _exclude_other_years(choice: Choice, registers: Sequence[RegisterSheet], period: Period) -> None:
    for number in list(choice.counted):
        year = registers[number].survey_year
        if year is None or year == period.year:
            continue
        if year in _years(period):
            choice.findings.append(_finding("year_before", registers[number], str(year)))
        else:
            finding = _finding("year_differs", registers[number], str(year))
            choice.exclude(number, "doubtful", finding, SET_ASIDE, f"year = {period.year}")


def _exclude_parts(
    choice: Choice, registers: Sequence[RegisterSheet], found: Mapping[Pair, Difference]
) -> None:
    """Registers whose people, box for box, make up exactly those of another: either way the same counts."""
    for group in _groups(choice, found):
        whole = _largest(group, registers)
        parts = [number for number in group if number != whole]
        same = all(
            (difference := _between(found, part, whole))
            and not (difference.changed or difference.only)
            and holds_columns_of(registers[whole], registers[part])
            for part in parts
        )
        if same and not lacking(registers[whole], [registers[part] for part in parts]):
            for part in parts:
                detail = f"“{_called(registers, whole)}”"
                choice.exclude(part, "same", _finding("version_same", registers[part], detail), SET_ASIDE)


def _exclude_undecided(
    choice: Choice, registers: Sequence[RegisterSheet], found: Mapping[Pair, Difference]
) -> None:
    for group in _groups(choice, found):
        for number in group:
            others = [n for n in group if _between(found, number, n)]
            other = _largest(others, registers)
            detail = f"“{_called(registers, other)}”: {_told(number, other, found)}"
            choice.exclude(number, "version", _finding("versions", registers[number], detail), USE, SET_ASIDE)


def _pairs(choice: Choice, found: Mapping[Pair, Difference]) -> list[Pair]:
    return [pair for pair in found if set(pair) <= set(choice.counted)]


def _open_pairs(choice: Choice, found: Mapping[Pair, Difference]) -> dict[Pair, Difference]:
    """Versions of which the clerk has not said that both count."""
    return {pair: found[pair] for pair in _pairs(choice, found) if not set(pair) <= set(choice.joined)}


def _groups(choice: Choice, found: Mapping[Pair, Difference]) -> list[list[int]]:
    """Registers that hang together as versions of one another."""
    group_of = {number: {number} for number in choice.counted}
    for one, other in _open_pairs(choice, found):
        merged = group_of[one] | group_of[other]
        for number in merged:
            group_of[number] = merged
    return [sorted(group) for group in {min(g): g for g in group_of.values()}.values() if len(group) > 1]


def _between(found: Mapping[Pair, Difference], one: int, other: int) -> Difference | None:
    """How the first differs from the second."""
    if (one, other) in found:
        return found[one, other]
    turned = found.get((other, one))
    return turned and replace(turned, only=turned.only_other, only_other=turned.only)


def _largest(numbers: Iterable[int], registers: Sequence[RegisterSheet]) -> int:
    def order(number: int) -> tuple[int, int, SortKey, int]:
        sheet = registers[number].sheet
        return -len(sheet.rows), -len(registers[number].columns), sort_key(sheet.file), number

    return min(numbers, key=order)


def _told(one: int, other: int, found: Mapping[Pair, Difference]) -> str:
    difference = _between(found, one, other)
    if difference is None:
        return ""
    both, changed, only, only_other = map(
        format_number, (difference.both, difference.changed, difference.only, difference.only_other)
    )
    return (
        f"{both} người có ở cả hai, trong đó {changed} người ghi khác; "
        f"{only} người chỉ có ở đây, {only_other} người chỉ có ở kia"
    )


def _called(registers: Sequence[RegisterSheet], number: int) -> str:
    sheet = registers[number].sheet
    alone = sum(one.sheet.file == sheet.file for one in registers) == 1
    return sheet.file if alone else f"{sheet.file} › {sheet.name}"


def _finding(kind: str, register: RegisterSheet, detail: str) -> Finding:
    return Finding(kind, register.sheet.file, register.sheet.name, detail=detail)
