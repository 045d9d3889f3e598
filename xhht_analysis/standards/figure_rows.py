"""One row of typed figures, read strictly: what is wrong in it is told with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_percent
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards import figure_cells as cell
from xhht_analysis.standards.agreement import agreement
from xhht_analysis.standards.figure_words import Literacy
from xhht_analysis.standards.figures_file import Problem
from xhht_analysis.standards.row_words import Claim, understood

_READERS = {
    "area": cell.read_area,
    "period": cell.read_period,
    "indicator": cell.read_indicator,
    "numerator": cell.read_count,
    "denominator": cell.read_count,
    "percent": cell.read_share,
    "kind": cell.read_kind,
    "hardship": cell.read_hardship,
    "district": cell.read_place,
    "province": cell.read_place,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says. One with ``problems`` has no figure, and only those of its other cells that are right.

    ``hardship_unclear``: it may say something of hardship that cannot be read.
    """

    number: int
    area: str | None
    period: Period | None
    indicator: str
    figure: Figure = field(default_factory=Figure)
    hardship: bool | None = None
    hardship_unclear: bool = False
    district: str = ""
    province: str = ""
    kind: str = ""
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    claim: Claim | None = None

    @property
    def says(self) -> bool:
        """Whether it has a figure, or tells a level."""
        return self.figure != Figure() or bool(self.claim and self.claim.level)


def read_row(number: int, cells: Mapping[str, str], *, signed: bool, problems: Sequence[Problem] = ()) -> Row:
    """Read a row. ``signed``: the heading says that percentages are such; ``problems`` of the row as a whole.

    >>> cells = {"area": "a", "period": "2024", "indicator": "mn5_in_class", "percent": "x"}
    >>> row = read_row(2, cells, signed=True)
    >>> row.area, row.figure == Figure(), str(row.problems[0].why)[:13]
    ('a', True, 'cột “percent”')
    """
    values: dict[str, Any] = dict.fromkeys(_READERS)
    found = list(problems)
    words = understood(number, cells)
    cells = words.cells
    if words.wrong:
        found.append(problem_at(number, "percent", words.wrong))
    for column, read in _READERS.items():
        # Of a row that is too long only what is sure is there; nothing more is asked of it.
        if (problems and column not in cells) or (column == "indicator" and (words.claim or words.wrong)):
            continue
        try:
            values[column] = read(cells.get(column, ""))
        except cell.Refused as refused:
            found.append(problem_at(number, column, refused))
    about = Row(
        number=number,
        area=values["area"],
        period=values["period"],
        indicator=words.claim.key if words.claim else _key(values["indicator"]),
        hardship=values["hardship"],
        hardship_unclear=any(p.column == "hardship" for p in found),
        district=values["district"] or "",
        province=values["province"] or "",
        kind=values["kind"] or "",
        problems=tuple(found),
        claim=words.claim,
        notes=words.notes,
    )
    if words.claim:
        return about
    return about if found else _with_figure(about, values, cells.get("percent", ""), signed=signed)


def _key(told: Literacy | None) -> str:
    """By what a figure goes among those of its area; that of women or minorities by its part too."""
    if told is None:
        return ""
    return f"{told.code}: {told.part}" if told.part else told.code


def _with_figure(row: Row, values: Mapping[str, Any], percent: str, *, signed: bool) -> Row:
    share, told = values["percent"], values["indicator"]
    figure = Figure(values["numerator"], values["denominator"], percent=share.percent, bound=share.bound)
    try:
        _check_counts(figure)
        if share.rest and not told.code.startswith("xmc"):
            raise cell.Refused("“{text}” không phải tỷ lệ rõ ràng; hãy ghi như 97,78%", text=percent)
        read = figure if signed or "%" in percent else _told_share(figure)
        if told.rest:
            read = read.rest
        elif share.rest:
            # The counts beside it are those of the indicator.
            read = replace(read, percent=figure.rest.percent, bound=figure.rest.bound)
        _check_bound(read)
    except cell.Refused as refused:
        column = "percent" if _counts_fit(figure) else "numerator"
        return replace(row, problems=(problem_at(row.number, column, refused),))
    notes = _notes(row.number, typed=read if share.rest or told.rest else figure, read=read)
    if told.rest or share.rest:
        notes.append(
            say(
                "Dòng {number}: “mù chữ” được hiểu là mọi người còn lại chưa biết chữ mức độ {level}, "
                "và được đổi thành tỷ lệ biết chữ.",
                number=row.number,
                level=told.code[3],
            )
        )
    return replace(row, figure=read, notes=tuple(notes))


def _check_bound(figure: Figure) -> None:
    """Counts beside words must lie where the words say."""
    bound = figure.bound
    if bound is None or figure.pair is None or not figure.counted:
        return
    share = Fraction(*figure.pair) * 100
    least, most = Fraction(bound.least), Fraction(bound.most)
    below = share < least or (bound.above and share == least)
    if below or share > most or (bound.under and share == most):
        raise cell.Refused("số đạt và tổng số không khớp với “{text}”", text=bound.words)


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
    if half and read.percent is None and read.bound is None and read.denominator != 0:
        notes.append(
            say(
                "Dòng {number}: mới có một trong hai số (số đạt, tổng số) nên chưa tính được tỷ lệ.",
                number=number,
            )
        )
    return notes


def _decimal(value: Decimal) -> str:
    return str(value).replace(".", ",")


def problem_at(row: int, column: str, refused: cell.Refused) -> Problem:
    """A problem of one cell."""
    return Problem(row, Message("cột “{column}”: {message}", column=column, message=refused.message), column)
