"""The forms of literacy and of school attendance from published counts alone, in groups of ages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xhht_analysis.indicators.counts import figure_at
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.form_words import LITERACY_BANDS
from xhht_analysis.indicators.official_forms import Form, Value
from xhht_analysis.report.report import Report

_GROUPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("tổng số", {}),
    ("nữ", {"sex": "nữ"}),
    ("dân tộc thiểu số", {"group": "dân tộc thiểu số"}),
    ("nữ dân tộc thiểu số", {"sex": "nữ", "group": "dân tộc thiểu số"}),
)
#: Groups that end where the bands end.
ADULTS = ((15, 20), *((first, first + 4) for first in range(21, 60, 5)))
CHILDREN = ((6, 10), (11, 14), (15, 18))
_WORDS = ("Số người", "Biết chữ mức độ 1", "Biết chữ mức độ 2")
_SUPPRESSED = "[c]"


def public_forms(report: Report) -> list[Form]:
    """What may be published of the forms: no cell says more than the area's published counts."""
    return [_cmc_1(report), _cmc_4(report), *_by_age(report)]


def _cmc_1(report: Report) -> Form:
    rows = []
    for first, last in LITERACY_BANDS:
        of = [
            [report.figure(f"xmc{level}_{first}_{last}", **where) for _, where in _GROUPS] for level in (1, 2)
        ]
        people = [_asked(one, two) for one, two in zip(*of, strict=True)]
        rows.append((f"{first}–{last}", (*people, *map(_part, of[0]), *map(_part, of[1]))))
    heads = tuple(f"{word}: {group}" for word in _WORDS for group, _ in _GROUPS)
    return Form("CMC-1", "Kết quả xóa mù chữ theo độ tuổi", heads, tuple(rows), shares=((4, 0), (8, 0)))


def _cmc_4(report: Report) -> Form:
    rows = []
    for first, last in LITERACY_BANDS:
        one, two = (report.figure(f"xmc{level}_{first}_{last}") for level in (1, 2))
        rows.append((f"{first}–{last}", (_asked(one, two), _part(one), _part(two))))
    return Form("CMC-4", "Tỷ lệ biết chữ theo độ tuổi", _WORDS, tuple(rows), shares=((1, 0), (2, 0)))


def _by_age(report: Report) -> Iterable[Form]:
    for title, name, groups in (
        ("Biết chữ mức 2 theo nhóm tuổi", "xmc2_15_60", ADULTS),
        ("Đi học theo nhóm tuổi", "at_school_3_18", CHILDREN),
    ):
        cells = {str(row.age): figure_at(row) for row in report.cells(name, "age").itertuples()}
        rows = tuple((f"{a}–{b}", _of_ages(cells, range(a, b + 1))) for a, b in groups)
        heads = ("Số người", "Biết chữ mức độ 2" if name.startswith("xmc") else "Đang đi học")
        yield Form("", title, heads, rows, shares=((1, 0),))


def _of_ages(cells: Mapping[str, Figure], ages: Sequence[int]) -> tuple[Value, ...]:
    """Everybody and those who say yes, of single ages that are all published; else suppressed."""
    counts = [cells[str(age)].counts if str(age) in cells else None for age in ages]
    told = [one for one in counts if one is not None]
    if len(told) < len(counts):
        return (_SUPPRESSED, _SUPPRESSED)
    return (sum(of + unknown for _, of, unknown in told), sum(part for part, _, _ in told))


def _part(figure: Figure) -> Value:
    return figure.numerator if isinstance(figure.numerator, int) else _SUPPRESSED


def _asked(*figures: Figure) -> Value:
    """How many people there are: from whichever row shows both those known and those not."""
    for figure in figures:
        if isinstance(figure.denominator, int) and isinstance(figure.unknown, int):
            return figure.denominator + figure.unknown
    return _SUPPRESSED
