"""The ministry's forms from published counts alone: single ages only in groups that end where bands end.

No cell says more than the area's published counts; what they do not hold of a form stands in its last note.
"""

from __future__ import annotations

from collections.abc import Iterable

from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.form_words import ALL, LITERACY_BANDS, MINORITY, WOMEN, words_of
from xhht_analysis.indicators.official_forms import Form, Row
from xhht_analysis.report.public_school_forms import school_forms
from xhht_analysis.report.published_cells import WHERE, blanks, figure_in, less, of_ages, part, people, rest
from xhht_analysis.report.report import Report

#: Groups that end where the bands end.
ADULTS = ((15, 20), *((first, first + 4) for first in range(21, 60, 5)))
_PEOPLE, _ONE, _TWO = map(words_of, ("people", "literate_1", "literate_2"))


def public_forms(report: Report) -> list[Form]:
    """What may be published of the forms."""
    return [_cmc_1(report), _cmc_2(report), _cmc_3(report), _cmc_4(report), *school_forms(report)]


def _band(report: Report, level: int, last: int, **where: str) -> Figure | None:
    return figure_in(report, f"xmc{level}_15_{last}", **where)


def _heads(groups: Iterable[str], *words: str) -> tuple[str, ...]:
    groups = [*groups]
    return tuple(f"{word}: {group}" for word in words for group in groups)


def _row(label: str, by_level: Iterable[list[Figure | None]]) -> Row:
    """A row of people, literate at level 1, literate at level 2, each of the same groups."""
    one, two = by_level
    asked = (people(*both) for both in zip(one, two, strict=True))
    return label, (*asked, *map(part, one), *map(part, two))


def _cmc_1(report: Report) -> Form:
    rows = [
        _row(
            f"{first}–{last}", ([_band(report, n, last, **where) for where in WHERE.values()] for n in (1, 2))
        )
        for first, last in LITERACY_BANDS
    ]
    heads = _heads(WHERE, _PEOPLE, _ONE, _TWO)
    notes = ("Người chưa rõ biết chữ nằm trong số người, không nằm trong số biết chữ.",)
    return Form("CMC-1", "Kết quả xóa mù chữ theo độ tuổi", heads, tuple(rows), notes, ((4, 0), (8, 0)))


def _cmc_2(report: Report) -> Form:
    """Ages apart: what wider bands have beside the narrower."""
    groups = (ALL, WOMEN, MINORITY)

    def figures(level: int, wide: int, narrow: int | None) -> list[Figure | None]:
        told = []
        for where in (WHERE[group] for group in groups):
            found = _band(report, level, wide, **where)
            told.append(less(found, _band(report, level, narrow, **where)) if narrow else found)
        return told

    rows = [
        _row(label, (figures(level, *bands) for level in (1, 2)))
        for label, bands in (
            ("15–25", (25, None)), ("26–35", (35, 25)), ("36–60", (60, 35)), ("15–60", (60, None)),
        )
    ]  # fmt: skip
    heads = _heads(groups, _PEOPLE, _ONE, _TWO)
    return Form("CMC-2", "Số người biết chữ theo nhóm tuổi", heads, tuple(rows), shares=((3, 0), (6, 0)))


def _cmc_3(report: Report) -> Form:
    """Illiterate and literate by groups of ages, with the rows of the bands where these end."""
    groups = (ALL, WOMEN)
    rows: list[Row] = []
    for first, last in ADULTS:
        one = [of_ages(report, "xmc1_15_60", first, last), None]  # level 1 is counted by age of all together
        two = [of_ages(report, "xmc2_15_60", first, last, **WHERE[group]) for group in groups]
        rows.append((f"{first}–{last}", _illiterate(one, two)))
        rows += [
            (
                f"{start}–{end}",
                _illiterate(*([_band(report, n, end, **WHERE[group]) for group in groups] for n in (1, 2))),
            )
            for start, end in LITERACY_BANDS
            if end == last
        ]
    said = map(words_of, ("people", "illiterate_1", "illiterate_2", "literate_2", "not_known"))
    notes = (
        "Mù chữ mức độ 2 ở đây gồm cả mù chữ mức độ 1: số người = mù chữ mức độ 2 + biết chữ mức độ 2 + "
        "chưa rõ.",
        "Không công bố được theo tuổi: dân tộc thiểu số, nữ mù chữ mức độ 1, từng tuổi một.",
    )
    return Form("CMC-3", "Người biết chữ, mù chữ theo nhóm tuổi", _heads(groups, *said), tuple(rows), notes)


def _illiterate(one: list[Figure | None], two: list[Figure | None]) -> tuple[int | str | None, ...]:
    asked = (people(*both) for both in zip(two, one, strict=True))
    return (*asked, *map(rest, one), *map(rest, two), *map(part, two), *map(blanks, two))


def _cmc_4(report: Report) -> Form:
    rows = [
        _row(f"{first}–{last}", ([_band(report, level, last)] for level in (1, 2)))
        for first, last in LITERACY_BANDS
    ]
    heads = (_PEOPLE, _ONE, _TWO)
    return Form("CMC-4", "Tỷ lệ biết chữ theo độ tuổi", heads, tuple(rows), shares=((1, 0), (2, 0)))
