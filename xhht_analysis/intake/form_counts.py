"""The numbers of forms as counts of indicators, in the cells that a register would give.

What the forms do not tell has no row: it is not known, and never nought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd

from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.cells import COUNTS, KEYS
from xhht_analysis.indicators.counts import in_order
from xhht_analysis.indicators.form_words import (
    AFTER_LOWER,
    ALL,
    LITERACY_BANDS,
    MINORITY,
    MINORITY_WOMEN,
    WOMEN,
)
from xhht_analysis.intake.form_numbers import Ages, Numbers

_MINORITY, _KINH = "dân tộc thiểu số", "Kinh"
_TITLES = ("families", "clans", "communities", "units", "citizens")


class Count(NamedTuple):
    """Numerator, denominator and those of whom it is not known."""

    part: int
    of: int
    unknown: int = 0

    def __sub__(self, other: Count) -> Count:
        return Count(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def is_possible(self) -> bool:
        return 0 <= self.part <= self.of and self.unknown >= 0


Keys = tuple[str, str, str, str]
#: A cell of an indicator by its keys; "" for all.
Row = tuple[str, str, str, str, Count]
#: The count of a group of people; None where the forms do not tell it.
Of = Callable[[str], Count | None]


def counts_of(numbers: Numbers, khom: Sequence[str] = ()) -> pd.DataFrame:
    """A table of counts as ``indicators.counts`` has it."""
    rows: list[tuple[str, Row]] = []
    for name, cells in (*_literacy(numbers), *_education(numbers, khom), *_titles(numbers)):
        rows += [(name, cell) for cell in cells]
    told = [(name, *keys, *count) for name, (*keys, count) in rows if count.is_possible]
    table = pd.DataFrame(told, columns=["indicator", *KEYS, *COUNTS])
    types = dict.fromkeys(["indicator", *KEYS], "str") | dict.fromkeys(COUNTS, "int64")
    return in_order(table.astype(types))


def _literacy(numbers: Numbers) -> Iterator[tuple[str, list[Row]]]:
    for level in (1, 2):
        for ages in LITERACY_BANDS:
            of = partial(_literate, numbers, level, ages)
            rows = _by_people(of)
            if rows and ages == LITERACY_BANDS[-1]:
                rows += _by_age(partial(_literate, numbers, level), ages, of(ALL))
            yield f"xmc{level}_{ages[0]}_{ages[1]}", rows
    yield (
        "illiterate_15_60",
        [row for row in _by_people(partial(_not_literate, numbers, (15, 60))) if not row[2]],
    )


def _literate(numbers: Numbers, level: int, ages: Ages, group: str) -> Count | None:
    """Of the people of a group those who can read; of whom the form says so, it is not known."""

    def of(what: str) -> int | None:
        return numbers.get("literacy", what, ages, group)

    people, yes, no = of("people"), of(f"literate_{level}"), of(f"illiterate_{level}")
    blanks = any(key[1] == "not_known" for key in numbers.told)
    if people is None:
        return None
    if yes is None:
        return None if no is None or blanks else Count(people - no, people)
    if no is None:
        everybody = numbers.get("literacy", f"illiterate_{level}", ages, ALL)
        if blanks and everybody is not None and (whole := _literate(numbers, level, ages, ALL)):
            return Count(yes, people) if not whole.unknown else None
        return Count(yes, people)
    return Count(yes, yes + no, people - yes - no)


def _not_literate(numbers: Numbers, ages: Ages, group: str) -> Count | None:
    found = _literate(numbers, 1, ages, group)
    return None if found is None else Count(found.of - found.part, found.of, found.unknown)


def _by_people(of: Of) -> list[Row]:
    """Everybody, women and men, minorities and Kinh, and both crossed, as far as they are told."""
    whole, women, minority, both = (of(group) for group in (ALL, WOMEN, MINORITY, MINORITY_WOMEN))
    if whole is None:
        return []
    rows: list[Row] = [("", "", "", "", whole)]
    if women is not None:
        rows += _two(whole, women, ("", "nữ", "", ""), ("", "nam", "", ""))
    if minority is not None:
        rows += _two(whole, minority, ("", "", _MINORITY, ""), ("", "", _KINH, ""))
    if women is not None and minority is not None and both is not None:
        rows += _two(women, both, ("", "nữ", _MINORITY, ""), ("", "nữ", _KINH, ""))
        rows += _two(whole - women, minority - both, ("", "nam", _MINORITY, ""), ("", "nam", _KINH, ""))
    return rows


def _two(whole: Count, part: Count, one: Keys, other: Keys) -> list[Row]:
    """A part and the rest; neither where they cannot both be."""
    rest = whole - part
    if not (part.is_possible and rest.is_possible):
        return []
    return [(*keys, count) for keys, count in ((one, part), (other, rest)) if count.of + count.unknown]


def _by_age(of: Callable[[Ages, str], Count | None], ages: tuple[int, int], whole: Count | None) -> list[Row]:
    """Single years where all are told and add up; with women and men where those are."""
    years = range(ages[0], ages[1] + 1)
    found = {age: of((age, age), ALL) for age in years}
    known = [one for one in found.values() if one is not None]
    if len(known) < len(found) or whole != Count(*map(sum, zip(*known, strict=True))):
        return []
    rows: list[Row] = [("", "", "", str(age), one) for age, one in found.items() if one and sum(one)]
    women = {age: of((age, age), WOMEN) for age in years}
    if all(one is not None for one in women.values()):
        for age, one in found.items():
            mine = women[age]
            assert one is not None and mine is not None
            rows += _two(one, mine, ("", "nữ", "", str(age)), ("", "nam", "", str(age)))
    return rows


def _education(numbers: Numbers, khom: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    def of(what: str, ages: Ages, place: str = "") -> int | None:
        return numbers.get("education", what, ages, ALL, place)

    def share(part: int | None, whole: int | None) -> Count | None:
        return None if part is None or whole is None else Count(part, whole)

    def simple(what: str, ages: Ages, place: str = "") -> Count | None:
        return share(of(what, ages, place), of("ppc", ages, place))

    def in_grades(first: int, last: int, ages: Ages, place: str = "") -> int | None:
        names = [*(f"grade_{n}" for n in range(first, min(last, 5) + 1)), *["grade_6_up"] * (last > 5)]
        told = [of(name, ages, place) for name in names]
        known = [one for one in told if one is not None]
        return sum(known) if len(known) == len(told) else None

    def after(ages: Ages, place: str = "") -> Count | None:
        """Those in upper secondary, continuing or vocational education, together or each way apart."""
        ways = [_way(name, partial(of, ages=ages, place=place)) for name in AFTER_LOWER]
        told = [one for one in ways if one is not None]
        part = of("upper", ages, place)
        part = sum(told) if part is None and len(told) == len(ways) else part
        return share(part, of("ppc", ages, place))

    def finished_5(what: str, place: str = "") -> Count | None:
        """Of those who were five in the year just ended; a form of its own year prints them as five."""
        found = simple(what, (6, 6), place)
        return simple("finished_of_age", (5, 5), place) if found is None else found

    def entered(place: str = "") -> Count | None:
        part = of("entered_1", (6, 6), place)
        part = in_grades(1, 6, (6, 6), place) if part is None else part
        return share(part, of("ppc", (6, 6), place))

    def others(place: str = "") -> Count | None:
        done = simple("finished_primary", (11, 11), place)
        part = of("others_in_primary", (11, 11), place)
        part = in_grades(1, 5, (11, 11), place) if part is None else part
        return None if done is None else share(part, done.of - done.part)

    whole: dict[str, Callable[[str], Count | None]] = {
        "mn5_in_class": partial(simple, "at_school", (5, 5)),
        "mn35_in_class": partial(simple, "at_school", (3, 5)),
        "mn5_finished": partial(finished_5, "finished_preschool"),
        "mn3_programme": partial(simple, "finished_of_age", (3, 3)),
        "mn4_programme": partial(simple, "finished_of_age", (4, 4)),
        "mn5_programme": partial(finished_5, "finished_preschool"),
        "th_grade1_at_6": entered,
        "th_finished_at_11": partial(simple, "finished_primary", (11, 11)),
        "th_others_at_11_in_primary": others,
        "th_finished_to_14": partial(simple, "finished_primary", (11, 14)),
        "thcs_graduated_15_18": partial(simple, "graduated", (15, 18)),
        "thcs_upper_15_18": partial(after, (15, 18)),
    }
    by_age = {
        "th_finished_to_14": "finished_primary",
        "thcs_graduated_15_18": "graduated",
        "thcs_upper_15_18": "upper",
    }
    for name, count in whole.items():
        total = count("")
        if total is None:
            continue
        rows: list[Row] = [("", "", "", "", total)]
        places = [(one, count(one)) for one in khom]
        known = [found for _, found in places if found is not None]
        if known and len(known) == len(places) and total == Count(*map(sum, zip(*known, strict=True))):
            rows += [(one, "", "", "", found) for one, found in places if found and sum(found)]
        if name in by_age:

            def single(ages: Ages, _: str, what: str = by_age[name]) -> Count | None:
                return after(ages) if what == "upper" else simple(what, ages)

            rows += [row for row in _by_age(single, _ages_of(name), total) if not row[1]]
        yield name, rows
    yield "disabled_access", _disabled(of)


def _way(name: str, of: Callable[[str], int | None]) -> int | None:
    """Those on one way after lower secondary: as told together, else in the province and outside."""
    whole, inside, outside = of(name), of(f"{name}_inside"), of(f"{name}_outside")
    if whole is not None or inside is None or outside is None:
        return whole
    return inside + outside


def _ages_of(name: str) -> tuple[int, int]:
    first, last = catalogue()[name].ages
    return first, last


def _disabled(of: Callable[[str, Ages], int | None]) -> list[Row]:
    """Of the ages of all forms, from birth to 18: where one of the forms is not there, nothing is told."""
    ages: tuple[Ages, ...] = (*((age, age) for age in range(6)), (6, 14), (15, 18))
    part, whole = ([of(what, one) for one in ages] for what in ("disabled_reached", "able_to_learn"))
    told = [one for one in part if one is not None], [one for one in whole if one is not None]
    if len(told[0]) < len(ages) or len(told[1]) < len(ages):
        return []
    return [("", "", "", "", Count(sum(told[0]), sum(told[1])))]


def _titles(numbers: Numbers) -> Iterator[tuple[str, list[Row]]]:
    for kind in _TITLES:
        whole = numbers.get("titles", f"learning_{kind}.all")
        for part, name in (("recognised", ""), ("registered", "_registered")):
            number = numbers.get("titles", f"learning_{kind}.{part}")
            if whole is not None and number is not None and f"learning_{kind}{name}" in catalogue():
                yield f"learning_{kind}{name}", [("", "", "", "", Count(number, whole))]
