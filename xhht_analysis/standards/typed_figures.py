"""Figures typed from printed forms (``FIGURES.csv``): each row read strictly, or refused with its number."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_percent, tidy
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards import figure_cells as cell
from xhht_analysis.standards.agreement import agreement
from xhht_analysis.standards.figures_file import Problem, read_table
from xhht_analysis.standards.names import INDICATORS

_READERS = {
    "area": cell.read_area,
    "period": cell.read_period,
    "indicator": cell.read_indicator,
    "numerator": cell.read_count,
    "denominator": cell.read_count,
    "percent": cell.read_percent,
    "hardship": cell.read_hardship,
}
#: Columns that say what a commune belongs to.
WIDER = ("district", "province")


@dataclass(frozen=True, slots=True)
class TypedFigures:
    """The figures of one area and period, by indicator, with the row each was typed in.

    ``district``, ``province``: what the area belongs to, blank where the file does not say.
    """

    area: str
    period: Period
    hardship: bool
    figures: Mapping[str, Figure]
    rows: Mapping[str, int]
    notes: tuple[str, ...] = ()
    district: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    area: str
    period: Period
    indicator: str
    figure: Figure
    hardship: bool | None
    district: str
    province: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """What has been gathered for one area and period while reading."""

    first: _Row
    rows: dict[str, _Row] = field(default_factory=dict)
    hardship: _Row | None = None
    wider: dict[str, _Row] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_figures(path: Path) -> list[TypedFigures]:
    """Read a file of figures; areas and periods in the file's order.

    Raises InputError that lists all that is wrong, each with its row (as in a spreadsheet) and column.
    """
    table = read_table(path)
    problems = list(table.problems)
    groups: dict[tuple[SpeltName, Period], _Group] = {}
    for number, cells in table.rows:
        try:
            row = _read_row(number, cells, signed=table.percent_sign_in_header)
        except _RowProblems as found:
            problems += found.problems
            continue
        group = groups.setdefault((same_name(row.area), row.period), _Group(row))
        problems += _add(group, row)
    if problems:
        raise _refuse(path, problems)
    if not groups:
        raise InputError(
            "Tệp “{name}” chưa có dòng số liệu nào. Hãy ghi số liệu dưới dòng tiêu đề.", name=path.name
        )
    return [_finish(group, table.notes) for group in groups.values()]


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


class _RowProblems(Exception):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def _read_row(number: int, cells: Mapping[str, str], *, signed: bool) -> _Row:
    values: dict[str, Any] = {}
    problems = []
    for column, read in _READERS.items():
        try:
            values[column] = read(cells.get(column, ""))
        except cell.Refused as refused:
            problems.append(_problem(number, column, refused))
    if problems:
        raise _RowProblems(problems)
    figure = Figure(values["numerator"], values["denominator"], percent=values["percent"])
    try:
        _check_counts(figure)
        share = figure if signed or "%" in cells.get("percent", "") else _told_share(figure)
    except cell.Refused as refused:
        column = "percent" if _counts_fit(figure) else "numerator"
        raise _RowProblems([_problem(number, column, refused)]) from None
    return _Row(
        number=number,
        area=values["area"],
        period=values["period"],
        indicator=values["indicator"],
        figure=share,
        hardship=values["hardship"],
        district=cells.get("district", ""),
        province=cells.get("province", ""),
        notes=tuple(_notes(number, typed=figure, read=share)),
    )


def _counts_fit(figure: Figure) -> bool:
    return figure.pair is None or figure.pair[0] <= figure.pair[1]


def _check_counts(figure: Figure) -> None:
    if not _counts_fit(figure):
        n, d = figure.numerator, figure.denominator
        raise cell.Refused("số đạt {n} lớn hơn tổng số {d}", n=n, d=d)


def _told_share(figure: Figure) -> Figure:
    """Tell 0,9778 (a spreadsheet's share, 97,78%) from 0,9778%: only the counts beside it can."""
    if figure.percent is None or not 0 < figure.percent <= 1:
        return figure
    as_share = replace(figure, percent=figure.percent.scaleb(2))
    if not figure.counted:
        typed, share = _decimal(figure.percent), format_percent(Fraction(figure.percent))
        raise cell.Refused(
            "“{typed}” có thể là {typed}% hoặc {share}; hãy ghi thêm dấu %", typed=typed, share=share
        )
    told = agreement(figure) == "disagree" and agreement(as_share) != "disagree"
    return as_share if told else figure


def _notes(number: int, *, typed: Figure, read: Figure) -> list[str]:
    notes = []
    if typed != read and typed.percent is not None:
        text, share = _decimal(typed.percent), format_percent(Fraction(typed.percent))
        notes.append(
            say(
                "Dòng {number}: tỷ lệ “{text}” được hiểu là {share}, khớp với số đạt và tổng số.",
                number=number,
                text=text,
                share=share,
            )  # fmt: skip
        )
    if agreement(read) == "cut":
        notes.append(
            say(
                "Dòng {number}: tỷ lệ đã bị cắt bớt số lẻ thay vì làm tròn; vẫn khớp với số đếm.",
                number=number,
            )
        )
    half = (read.numerator is None) != (read.denominator is None)
    if half and read.percent is None and read.denominator != 0:
        notes.append(
            say(
                "Dòng {number}: mới có một trong hai số (số đạt, tổng số) nên chưa tính được tỷ lệ.",
                number=number,
            )
        )
    return notes


def _add(group: _Group, row: _Row) -> list[Problem]:
    problems = []
    group.notes += row.notes
    if row.figure != Figure():
        before = group.rows.setdefault(row.indicator, row)
        if before.figure != row.figure:
            vi = f"“{row.indicator}” của {row.area}, kỳ {row.period} đã có số khác ở dòng {before.number}"
            en = f"“{row.indicator}” of {row.area}, {row.period} has another figure in row {before.number}"
            problems.append(Problem(row.number, Message("{why}. Hãy giữ một dòng", why=Message.twin(vi, en))))
    if row.hardship is not None:
        group.hardship = group.hardship or row
        if group.hardship.hardship != row.hardship:
            other = group.hardship.number
            problems.append(
                _problem(
                    row.number,
                    "hardship",
                    cell.Refused(
                        "khác với dòng {other} của cùng địa bàn và kỳ; hãy ghi như nhau", other=other
                    ),
                )
            )
    for column in WIDER:
        if told := getattr(row, column):
            first = group.wider.setdefault(column, row)
            if same_name(getattr(first, column)) != same_name(told):
                refused = cell.Refused(
                    "khác với dòng {other} của cùng địa bàn và kỳ; hãy ghi như nhau", other=first.number
                )
                problems.append(_problem(row.number, column, refused))
    return problems


def _finish(group: _Group, notes: tuple[str, ...]) -> TypedFigures:
    ordered = [name for name in INDICATORS if name in group.rows]
    return TypedFigures(
        area=group.first.area,
        period=group.first.period,
        hardship=bool(group.hardship and group.hardship.hardship),
        figures={name: group.rows[name].figure for name in ordered},
        rows={name: group.rows[name].number for name in ordered},
        notes=(*notes, *group.notes),
        **{column: getattr(row, column) for column, row in group.wider.items()},
    )


def _decimal(value: Decimal) -> str:
    return str(value).replace(".", ",")


def _problem(row: int, column: str, refused: cell.Refused) -> Problem:
    return Problem(row, Message("cột “{column}”: {message}", column=column, message=refused.message))


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
