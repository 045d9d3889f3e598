"""Printed forms laid beside those that are counted here: which cells differ, and whom to look at. Private."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from xhht_analysis.indicators.form_words import ALL, WOMEN, form_named, meaning
from xhht_analysis.indicators.official_forms import Form
from xhht_analysis.intake.form_cells import Fact, FormSheet
from xhht_analysis.intake.form_levels import level_2_of, read_as
from xhht_analysis.intake.form_numbers import Numbers, said


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of a printed form that says otherwise than the count here; ``ours`` None: not counted here."""

    theirs: Fact
    ours: int | None

    @property
    def words(self) -> str:
        return said(self.theirs) + (f", {self.theirs.khom}" if self.theirs.khom else "")


def numbers_of(forms: Iterable[Form], khom: Sequence[str] = ()) -> Numbers:
    """The numbers of forms that are counted here, as those of printed ones."""
    numbers = Numbers()
    for form in forms:
        kind, number = form_named(form.number) or ("education", form.number)
        for label, values in form.rows:
            for head, value in zip(form.heads, values, strict=True):
                told = meaning(kind, [head, label])
                if not told.what or told.ages is None or not isinstance(value, int):
                    continue
                place = label if label in khom else ""
                fact = Fact(
                    told.what, told.ages, told.group, place, value, kind, number, "", form.number, label
                )
                numbers.told.setdefault(fact.key, fact)
    return numbers


def compare(sheets: Sequence[FormSheet], ours: Numbers) -> tuple[int, list[Difference]]:
    """How many cells stand on both sides, and those that differ or are not counted here."""
    both, found = 0, []
    for sheet in sheets:
        for fact in read_as(sheet, level_2_of(sheet, sheets)).facts:
            mine = ours.get(*fact.key)
            both += mine is not None
            if mine != fact.value:
                found.append(Difference(fact, mine))
    return both, found


#: Of whom the two sides may think otherwise: why, by what is asked.
_Reason = tuple[str, Callable[[pd.DataFrame], pd.Series]]
_ALWAYS: tuple[_Reason, ...] = (
    ("chưa rõ còn ở địa phương không", lambda p: _true(p["presence_unknown"])),
    ("khuyết tật: biểu để riêng", lambda p: _true(p["disabled"])),
)
_REASONS: dict[str, tuple[_Reason, ...]] = {
    "literate_1": (
        ("không ghi gì về học vấn", lambda p: ~_true(p["schooling_known"])),
        ("chưa rõ biết chữ mức độ 1", lambda p: p["literate_1"].isna()),
        ("tái mù chữ", lambda p: p["relapsed_level"].fillna(0) > 0),
    ),
    "literate_2": (
        ("không ghi gì về học vấn", lambda p: ~_true(p["schooling_known"])),
        ("chưa rõ biết chữ mức độ 2", lambda p: p["literate_2"].isna()),
        ("tái mù chữ", lambda p: p["relapsed_level"].fillna(0) > 0),
    ),
    "finished_primary": (("chưa rõ hoàn thành tiểu học", lambda p: p["finished_primary"].isna()),),
    "graduated": (("chưa rõ tốt nghiệp THCS", lambda p: p["finished_lower_secondary"].isna()),),
    "at_school": (("chưa rõ có đi học không", lambda p: p["attending"].isna()),),
}
_ALIKE = {"illiterate_1": "literate_1", "illiterate_2": "literate_2", "entered_1": "at_school"}


def who_may_explain(people: pd.DataFrame, differences: Sequence[Difference]) -> pd.DataFrame:
    """Rows of the clean table with ``reason`` and ``cells``: of whom a differing cell may hold another view.

    Somebody at the edge of a form's ages counts by the day of the survey or by the year of birth.
    """
    reasons: dict[int, dict[str, None]] = {}
    cells: dict[int, dict[str, None]] = {}
    for one in differences:
        for index, reason in _of_cell(people, one.theirs):
            reasons.setdefault(index, {})[reason] = None
            cells.setdefault(index, {})[f"{one.theirs.sheet}!{one.theirs.cell}"] = None
    order = [index for index in people.index if index in reasons]
    told = people.loc[order]
    return told.assign(
        reason=["; ".join(reasons[index]) for index in order],
        cells=[_few(list(cells[index])) for index in order],
    )


def _of_cell(people: pd.DataFrame, fact: Fact) -> Iterator[tuple[int, str]]:
    first, last = fact.ages or (0, 130)
    age = people["age"].astype("float").fillna(-1)
    near = age.between(first - 1, last + 1)
    if fact.khom:
        near &= people["khom"] == fact.khom
    inside = age.between(first, last)
    grouped = pd.Series(True, index=people.index)
    if fact.group != ALL:
        women = people["sex"] == WOMEN if WOMEN in fact.group.split() else grouped
        minority = _true(people["minority"]) if "dân tộc" in fact.group else grouped
        unsure = near & inside & (people["sex"].isna() | people["minority"].isna())
        yield from ((index, "chưa rõ giới tính hoặc dân tộc") for index in people.index[unsure])
        grouped = women & minority
    for words, is_so in chain(_ALWAYS, _REASONS.get(_ALIKE.get(fact.what, fact.what), ())):
        yield from ((index, words) for index in people.index[near & inside & grouped & is_so(people)])
    edge = near & grouped & age.isin([first - 1, last + 1])
    yield from ((index, "tuổi sát ranh giới của biểu") for index in people.index[edge])


def _true(column: pd.Series) -> pd.Series:
    return column.fillna(False).astype(bool)


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" và {len(names) - 3} ô khác" if len(names) > 3 else "")
