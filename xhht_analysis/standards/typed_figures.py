"""Figures typed from printed forms (``FIGURES.csv``): each row counts, or is refused with its number."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import tidy
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.figure_cells import Refused
from xhht_analysis.standards.figure_rows import Row, problem_at, read_row
from xhht_analysis.standards.figures_file import Problem, read_table
from xhht_analysis.standards.kind_words import kind_of
from xhht_analysis.standards.names import INDICATORS
from xhht_analysis.standards.row_words import Claim

#: Columns that say what a commune belongs to.
WIDER = ("district", "province")
_MEMBERS = ("communes_", "districts_")
_REGISTERED = "registered_"


@dataclass(frozen=True, slots=True)
class TypedFigures:
    """The figures of one area and period, by indicator, with the row each was typed in.

    ``district``, ``province``: what the area belongs to, blank where the file does not say.
    ``parts``: figures of women, minorities and minority women ("xmc1_15_35: women"), of which no rule asks.
    ``members``: communes or districts that reached a level, of all ("communes_xmc_1"); ``registered``: that
    registered for it. ``claims``: levels that the file tells beside figures, as registered or recognised.
    ``kind``: commune, district, province, country; None where neither file nor name tells.
    ``hardship_unclear``: whether it is in hardship was to be read in a row that was refused.
    """

    area: str
    period: Period
    hardship: bool
    figures: Mapping[str, Figure]
    rows: Mapping[str, int]
    notes: tuple[str, ...] = ()
    district: str = ""
    province: str = ""
    hardship_unclear: bool = False
    parts: Mapping[str, Figure] = field(default_factory=dict)
    members: Mapping[str, Figure] = field(default_factory=dict)
    registered: Mapping[str, Figure] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    kind: str | None = "commune"


@dataclass(slots=True)
class _Group:
    """What has been gathered for one area and period while reading.

    ``contradicted``: indicators, and hardship, of which two rows say different things.
    """

    area: str
    period: Period
    rows: dict[str, Row] = field(default_factory=dict)
    hardship: Row | None = None
    hardship_unclear: bool = False
    kind: str = ""
    contradicted: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    wider: dict[str, Row] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TypedFile:
    """Areas and periods in the file's order; ``refused``: all that is wrong, with its rows, or None.

    ``problems``: the same, each for itself. ``orphans``: the number of refused rows of which area or period
    cannot be read.
    """

    figures: tuple[TypedFigures, ...]
    refused: InputError | None = None
    orphans: int = 0
    problems: tuple[Problem, ...] = ()


def read_typed(path: Path) -> TypedFile:
    """Read a file of figures; a row that is wrong is refused alone, and told beside its area and period.

    Of two rows that say different things of one indicator neither counts. Raises InputError where no row is
    right.
    """
    table = read_table(path)
    problems = list(table.problems)
    of_rows: dict[int, list[Problem]] = {}
    for problem in table.problems:
        of_rows.setdefault(problem.row, []).append(problem)
    groups: dict[tuple[SpeltName, Period], _Group] = {}
    orphans, right = len(set(of_rows) - {number for number, _ in table.rows}), 0
    for number, cells in table.rows:
        whole = of_rows.get(number, ())
        row = read_row(number, cells, signed=table.percent_sign_in_header, problems=whole)
        problems += row.problems[len(whole) :]
        right += not row.problems
        if row.area is None or row.period is None:
            orphans += 1
            continue
        group = groups.setdefault((same_name(row.area), row.period), _Group(row.area, row.period))
        problems += _add(group, row)
    if problems and not right:
        raise _refuse(path, problems)
    if not groups:
        raise InputError(
            "Tệp “{name}” chưa có dòng số liệu nào. Hãy ghi số liệu dưới dòng tiêu đề.", name=path.name
        )
    told = {problem.row for group in groups.values() for problem in group.problems}
    of_file = [_told(problem) for problem in problems if problem.row not in told]
    figures = tuple(_finish(group, (*table.notes, *of_file)) for group in groups.values())
    return TypedFile(figures, _refuse(path, problems) if problems else None, orphans, tuple(problems))


#: The letters and the tones of each word of a name.
SpeltName = tuple[tuple[str, tuple[str, ...]], ...]


def same_name(area: str) -> SpeltName:
    """A key that is equal for spellings of one name (Hòa, Hoà, HOÀ) and differs for Thạnh and Thành.

    >>> same_name("Phú Hòa") == same_name("phú  hoà"), same_name("Phú Thạnh") == same_name("Phú Thành")
    (True, False)
    """
    tones = "\u0300\u0301\u0303\u0309\u0323"
    words = unicodedata.normalize("NFD", tidy(area).casefold()).split()
    return tuple(
        ("".join(c for c in word if c not in tones), tuple(c for c in word if c in tones)) for word in words
    )


def _add(group: _Group, row: Row) -> list[Problem]:
    """Add a row to its group; what in it contradicts the rows before."""
    problems = []
    before = group.rows.get(row.indicator)
    if row.says and before and (before.figure, before.claim) != (row.figure, row.claim):
        group.contradicted.add(row.indicator)
        vi = f"“{row.indicator}” của {row.area}, kỳ {row.period} đã có số khác ở dòng {before.number}"
        en = f"“{row.indicator}” of {row.area}, {row.period} has another figure in row {before.number}"
        problems.append(Problem(row.number, Message("{why}. Hãy giữ một dòng", why=Message.twin(vi, en))))
    group.hardship_unclear |= row.hardship_unclear
    if row.hardship is not None:
        group.hardship = group.hardship or row
        if group.hardship.hardship != row.hardship:
            group.contradicted.add("hardship")
            problems.append(problem_at(row.number, "hardship", _other(group.hardship)))
    if row.kind and group.kind not in ("", row.kind):
        group.contradicted.add("kind")
    group.kind = group.kind or row.kind
    for column in WIDER:
        if told := getattr(row, column):
            first = group.wider.setdefault(column, row)
            if same_name(getattr(first, column)) != same_name(told):
                problems.append(problem_at(row.number, column, _other(first)))
    group.problems += [*row.problems, *problems]
    group.notes += row.notes
    if row.says and not problems:
        group.rows.setdefault(row.indicator, row)
    return problems


def _other(first: Row) -> Refused:
    return Refused("khác với dòng {other} của cùng địa bàn và kỳ; hãy ghi như nhau", other=first.number)


def _finish(group: _Group, notes: tuple[str, ...]) -> TypedFigures:
    ordered = [name for name in INDICATORS if name in group.rows and name not in group.contradicted]
    sure = {name: row for name, row in group.rows.items() if name not in group.contradicted}
    parts = {name: row.figure for name, row in sure.items() if ": " in name and row.claim is None}
    return TypedFigures(
        area=group.area,
        period=group.period,
        hardship=bool(group.hardship and group.hardship.hardship),
        figures={name: group.rows[name].figure for name in ordered},
        rows={name: group.rows[name].number for name in ordered},
        notes=(*notes, *map(_told, group.problems), *group.notes, *_larger_parts(group)),
        parts=parts,
        members={name: row.figure for name, row in sure.items() if name.startswith(_MEMBERS)},
        registered={
            name.removeprefix(_REGISTERED): row.figure
            for name, row in sure.items()
            if name.startswith(_REGISTERED) and row.claim is None
        },
        claims=tuple(row.claim for row in sure.values() if row.claim),
        kind=None if "kind" in group.contradicted else kind_of(group.kind, group.area),
        hardship_unclear="hardship" in group.contradicted
        or (group.hardship is None and group.hardship_unclear),
        **{column: getattr(row, column) for column, row in group.wider.items()},
    )


def _larger_parts(group: _Group) -> list[str]:
    """Where women or minorities are more than all."""
    found = []
    for name, row in group.rows.items():
        whole = group.rows.get(name.partition(": ")[0])
        if whole is None or whole is row or not row.figure.pair or not whole.figure.pair:
            continue
        part, all_ = row.figure.pair, whole.figure.pair
        # Those who are not literate are a part of those who are not, too.
        if part[0] > all_[0] or part[1] - part[0] > all_[1] - all_[0]:
            found.append(
                say(
                    "Dòng {number}: số của nữ hoặc dân tộc thiểu số nhiều hơn số chung ở dòng {other}.",
                    number=row.number,
                    other=whole.number,
                )  # fmt: skip
            )
    return found


def _told(problem: Problem) -> str:
    why = Message.twin(problem.why.vi.rstrip("."), problem.why.en.rstrip("."))
    return say("Dòng {row} bị loại: {why}.", row=problem.row, why=why)


def _refuse(path: Path, problems: list[Problem]) -> InputError:
    ordered = sorted(problems, key=lambda problem: problem.row)
    vi = [f"- dòng {p.row}, {p.why.vi.rstrip('.')}." for p in ordered]
    en = [f"- row {p.row}, {p.why.en.rstrip('.')}." for p in ordered]
    return InputError(
        Message.twin(
            "\n".join([f"Tệp “{path.name}” có {len(ordered)} chỗ phải sửa:", *vi]),
            "\n".join([f"“{path.name}” has {len(ordered)} things to mend:", *en]),
        )
    )
