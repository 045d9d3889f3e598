"""What forms say of one another and of themselves: what contradicts, and where (rows, forms, years)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.vietnamese import decimals_of, format_number, round_half_up
from xhht_analysis.indicators.form_words import ALL, MINORITY, MINORITY_WOMEN, WOMEN
from xhht_analysis.intake.form_cells import Fact, FormSheet
from xhht_analysis.intake.form_numbers import Key, Numbers, parts_of, said, where

_WIDER = ((WOMEN, ALL), (MINORITY, ALL), (MINORITY_WOMEN, WOMEN), (MINORITY_WOMEN, MINORITY))
#: A part and its whole.
_PARTS = {
    "literacy": (
        ("literate_1", "people"), ("literate_2", "people"), ("literate_2", "literate_1"),
        ("illiterate_1", "people"), ("illiterate_2", "people"), ("illiterate_1", "illiterate_2"),
    ),
    "education": (
        ("ppc", "people"), ("at_school", "ppc"), ("finished_preschool", "ppc"), ("finished_primary", "ppc"),
        ("graduated", "ppc"), ("upper", "ppc"), ("entered_1", "ppc"), ("others_in_primary", "ppc"),
        ("able_to_learn", "disabled"), ("disabled_reached", "able_to_learn"), ("disabled", "people"),
    ),
    "titles": tuple(
        (f"learning_{kind}.{part}", f"learning_{kind}.all")
        for kind in ("families", "clans", "communities", "units", "citizens")
        for part in ("recognised", "registered")
    ),
}  # fmt: skip


#: So many numbers that are all alike are no chance.
_ENOUGH = 6
#: A year's children do not come or go by a third and by more than so many in one year: somebody should look.
_FEW = 20


def put_together(sheets: Iterable[FormSheet]) -> Numbers:
    """The numbers of all sheets, each checked against the others and against those it adds up with."""
    numbers, facts = Numbers(), [fact for sheet in sheets for fact in sheet.facts]
    for fact in facts:
        first = numbers.told.setdefault(fact.key, fact)
        if first.value != fact.value:
            numbers.contradict(fact, first, f"{said(fact)}: hai ô ghi khác nhau")
    _check_sums(numbers)
    _check_parts(numbers)
    _check_whole(numbers)
    return numbers


def _check_sums(numbers: Numbers) -> None:
    """A band against the bands and the single years that it is made of; the area against its khóm."""
    told = dict(numbers.told)
    for key, fact in told.items():
        for parts in parts_of(key):
            cells = [told.get(part) for part in parts]
            known = [cell for cell in cells if cell is not None]
            if len(known) == len(cells) and sum(one.value for one in known) != fact.value:
                total = sum(one.value for one in known)
                words = f"{said(fact)}: không bằng tổng các ô từ {where(known[0])} đến {known[-1].cell}"
                numbers.dispute(fact, known, f"{words} ({format_number(total)})")
    by_khom: dict[tuple[Key, str], list[Fact]] = {}
    for (kind, what, ages, group, khom), fact in told.items():
        if khom:
            by_khom.setdefault(((kind, what, ages, group, ""), fact.sheet), []).append(fact)
    for (key, sheet), khom_facts in by_khom.items():
        whole, added = numbers.told.get(key), sum(one.value for one in khom_facts)
        if whole and whole.sheet == sheet and whole.value != added:
            words = f"{said(whole)}: không bằng tổng các khóm ({format_number(added)})"
            numbers.dispute(whole, khom_facts, words)


def _check_parts(numbers: Numbers) -> None:
    """No part is more than its whole: women of all, the literate of the people, level 2 of level 1."""
    for (kind, what, ages, group, khom), fact in dict(numbers.told).items():
        wholes: list[Key] = [(kind, what, ages, wide, khom) for part, wide in _WIDER if part == group]
        wholes += [(kind, whole, ages, group, khom) for part, whole in _PARTS[kind] if part == what]
        for key in wholes:
            whole = numbers.told.get(key)
            if whole is not None and fact.value > whole.value:
                more = said(whole) if whole.group == group else whole.group
                numbers.contradict(fact, whole, f"{said(fact)}: nhiều hơn {more}")


def _beside(numbers: Numbers, key: Key, what: str) -> Fact | None:
    """What the same form tells of the same people under another heading."""
    kind, _, ages, group, khom = key
    return numbers.told.get((kind, what, ages, group, khom))


def _check_whole(numbers: Numbers) -> None:
    """What the forms say of themselves: those who can read and those who cannot, and whom schools owe."""
    for (kind, what, ages, group, khom), fact in dict(numbers.told).items():
        of = partial(_beside, numbers, (kind, what, ages, group, khom))
        if kind == "literacy" and what in ("literate_1", "literate_2"):
            people, rest = of("people"), of(f"il{what}")
            if people and rest and fact.value + rest.value > people.value:
                words = f"{said(fact)}: cộng với mù chữ ({format_number(rest.value)}) thì nhiều hơn số người"
                numbers.contradict(fact, people, words)
        if kind == "education" and what == "ppc":
            parts = [of(name) for name in ("people", "disabled", "moved_away", "dead")]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                owed = known[0].value - sum(part.value for part in known[1:])
                if owed != fact.value:
                    words = (
                        f"{said(fact)}: không bằng tổng số − khuyết tật − chuyển đi − chết "
                        f"({format_number(owed)})"
                    )
                    numbers.dispute(fact, known, words)


def check_rates(sheets: Iterable[FormSheet], numbers: Numbers) -> Iterator[Finding]:
    """Percentages that are not what the counts beside them give, at the decimals that are shown."""
    for sheet in sheets:
        for fact, rate, cell in sheet.rates:
            base = "ppc" if fact.kind == "education" else "people"
            if fact.kind == "titles" or fact.what == base:
                continue
            whole = numbers.get(fact.kind, base, fact.ages, fact.group, fact.khom)
            if not whole:
                continue
            decimals = min(decimals_of(rate), 2)
            exact = Fraction(fact.value, whole) * 100
            if abs(round_half_up(exact, decimals) - round_half_up(rate, decimals)) > Decimal(1).scaleb(
                -decimals
            ):
                counted = format_number(round_half_up(exact, 2), 2)
                detail = f"{said(fact)}: {format_number(fact.value)}/{format_number(whole)} là {counted}%"
                where = (fact.file, fact.sheet, cell)
                yield Finding("form_rate_differs", *where, found=f"{rate}%", detail=detail)


def check_years(now: Numbers, before: Numbers) -> Iterator[Finding]:
    """What cannot be true of two years one after the other: the same numbers throughout."""
    both = [key for key in now.told if key in before.told]
    same = [key for key in both if now.told[key].value == before.told[key].value]
    filled = [key for key in same if now.told[key].value]
    if len(both) == len(same) and len(filled) >= _ENOUGH:
        first = now.told[filled[0]]
        detail = f"giống hệt {before.told[filled[0]].file} của năm trước ở cả {len(same)} ô"
        yield Finding("form_same_as_before", first.file, first.sheet, detail=detail)
    for key in both:
        kind, what, ages, group, khom = key
        if what != "people" or ages is None or ages[0] != ages[1] or group != ALL or khom:
            continue
        older = now.told.get((kind, what, (ages[0] + 1, ages[1] + 1), group, khom))
        was = before.told[key]
        if older is None:
            continue
        moved = abs(older.value - was.value)
        if moved > _FEW and 3 * moved > max(older.value, was.value):
            detail = (
                f"{said(older)}: năm trước, khi {ages[0]} tuổi, là {format_number(was.value)} người "
                f"({was.file} › {was.sheet} › {was.cell})"
            )
            yield Finding("form_cohort_differs", *older.place, found=str(older.value), detail=detail)
