"""Indicators that an analyst makes in her notebook: counted in that kernel alone, never published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.indicators.catalogue import REGISTER, Entry, catalogue
from xhht_analysis.indicators.measure import NO_LAST_AGE, Answer, Measure


@dataclass(frozen=True)
class AdHoc:
    """An indicator of the notebook: what is said of it, and its function."""

    entry: Entry
    answer: Answer


_MADE: dict[str, AdHoc] = {}


def indicator(
    id: str, *, name: str = "", definition: str = "", ages: tuple[int, int] = (0, NO_LAST_AGE),
    population: str = "all",
) -> Callable[[Answer], Answer]:  # fmt: skip
    """Register a function from ``desk.people`` to the answer of each (True, False, NA not known).

    ``ages``: first and last; ``population="ppc"`` leaves out persons with a disability, as the official
    forms do. Running the cell again replaces it. Raises InputError for the name of one that the program has.

    >>> @indicator("hoc_nghe", name="Có bằng nghề", ages=(15, 60))
    ... def hoc_nghe(people):
    ...     return people["degree"].between(1, 2)
    >>> made()["hoc_nghe"].entry.name
    'Có bằng nghề'
    >>> del _MADE["hoc_nghe"]
    """
    if id in catalogue():
        raise InputError(
            "“{id}” đã là chỉ số có sẵn “{name}”. Hãy đặt tên khác.", id=id, name=catalogue()[id].name
        )
    if population not in ("all", "ppc"):
        raise InputError('population là "all" hoặc "ppc" (không tính người khuyết tật).')

    def register(answer: Answer) -> Answer:
        words = definition or (answer.__doc__ or "").strip().split("\n")[0]
        entry = Entry(
            id, name or id, words or name or id, "notebook", "Sổ phân tích", "người", True,
            whom=REGISTER, population=population, ages=ages,
        )  # fmt: skip
        _MADE[id] = AdHoc(entry, answer)
        return answer

    return register


def made() -> dict[str, AdHoc]:
    """The indicators of this kernel by their names."""
    return dict(_MADE)


def answers_of(own: AdHoc, people: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Mask of the people whom an ad hoc indicator counts, and their answers (boolean, NA not known).

    Raises InputError where the function gives something else.
    """
    told = own.answer(people)
    measure = told if isinstance(told, Measure) else Measure(pd.Series(True, index=people.index), told)
    first, last = own.entry.ages
    age = people["age"] if last < NO_LAST_AGE else people["age_at_least"]
    of_age = ((age >= first) & (age <= last)).fillna(False).astype(bool)
    asked = measure.asked if (first, last) == (0, NO_LAST_AGE) else measure.asked & of_age
    if own.entry.population == "ppc":
        asked = asked & ~people["disabled"].fillna(False).astype(bool)
    try:
        answer = pd.Series(measure.answer, index=people.index)
        answers = Measure(measure.population, answer.astype("boolean")).answers
    except (TypeError, ValueError):
        raise InputError(
            "Hàm của “{id}” phải trả về cho mỗi người True, False hoặc NA (không rõ).", id=own.entry.id
        ) from None
    gone = people["presence_unknown"].fillna(False).astype(bool)
    return asked.astype(bool), answers.mask(gone)
