"""How an indicator is measured on a table of people: who is asked, and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from xhht_analysis.indicators.catalogue import catalogue

#: "and over" as the last of an entry's ages
NO_LAST_AGE = 130


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator on a table of people: who is asked and what they answer, both boolean, NA not known.

    Somebody who may or may not be asked counts among the unknown: no verdict rests on leaving them out.
    """

    population: pd.Series
    answer: pd.Series

    @property
    def asked(self) -> pd.Series:
        """Mask of those who are asked, or may be."""
        return pd.Series(self.population.to_numpy(dtype=bool, na_value=True), index=self.population.index)

    @property
    def answers(self) -> pd.Series:
        """The answers, those of people who may not be asked at all unknown (boolean)."""
        answers = self.answer.astype("boolean")
        return answers.mask(self.population.isna()) if self.population.hasnans else answers


#: People → the answer of each; or a Measure, where not everybody of the entry's ages is asked.
Answer = Callable[[pd.DataFrame], "pd.Series | Measure"]
_ANSWERS: dict[str, Answer] = {}


def indicator(name: str) -> Callable[[Answer], Answer]:
    """Register the function that measures the indicator ``name``; its ages are those of its entry.

    >>> @indicator("women")
    ... def women(people):
    ...     return people["sex"] == "nữ"
    >>> measure("women", pd.DataFrame({"sex": ["nữ", "nam"]})).answers.tolist()
    [True, False]
    >>> del _ANSWERS["women"]
    """

    def register(answer: Answer) -> Answer:
        if name in _ANSWERS:
            raise ValueError(f"two functions measure {name!r}")
        _ANSWERS[name] = answer
        return answer

    return register


def registered() -> dict[str, Answer]:
    """What was registered so far; ``topics.people_indicators`` imports every topic first."""
    return dict(_ANSWERS)


def measure(name: str, people: pd.DataFrame) -> Measure:
    """An indicator on a table of people; without an entry everybody is of the ages asked."""
    told, entry = _ANSWERS[name](people), catalogue().get(name)
    of_age = _of_ages(people, *(entry.ages if entry else (0, NO_LAST_AGE)))
    if isinstance(told, Measure):
        return Measure(of_age & told.population, told.answer)
    return Measure(of_age, told)


def _of_ages(people: pd.DataFrame, first: int, last: int) -> pd.Series:
    """Mask of the people of some ages (survey year − birth year).

    Where no age is the last, also those of whom only "born before …" is known.
    """
    if last < NO_LAST_AGE:
        age = people["age"].to_numpy(dtype="int64", na_value=first - 1)
        return pd.Series((age >= first) & (age <= last), index=people.index)
    if first == 0:
        return pd.Series(True, index=people.index)
    return (people["age_at_least"] >= first).fillna(False).astype(bool)
