"""Working age by the retirement ages of ``base/law.toml`` (in ordinary working conditions)."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from xhht_analysis.base.law import law, retirement_months

_SEXES = ("nam", "nữ")
_FIRST_AGE = 15


def retirement_age(year: int, sex: str) -> tuple[int, int]:
    """Whole years and months at which somebody (``nam``, ``nữ``) retires in a year.

    >>> retirement_age(2024, "nam"), retirement_age(2024, "nữ")
    ((61, 0), (56, 4))
    """
    return divmod(retirement_months(year, sex), 12)


def in_working_age(people: pd.DataFrame, *, on: dt.date) -> pd.Series:
    """Who is from 15 years of age to the retirement age on a day (boolean, NA where it is not known).

    Somebody retires in the year in which the age of that year is reached (NĐ 135/2020, art. 4). Of a birth
    year alone 1 January is taken (art. 3). Of unknown sex: known where it makes no difference.
    """
    born = people["birth_date"].fillna(_january(people["birth_year"]))
    in_age = {sex: _in_age(born, sex, on) for sex in _SEXES}
    told = people["sex"]
    either = in_age["nam"].where(in_age["nam"] == in_age["nữ"], pd.NA)
    answer = either.mask((told == "nam").fillna(False).astype(bool), in_age["nam"])
    answer = answer.mask((told == "nữ").fillna(False).astype(bool), in_age["nữ"])
    # Of "born before …" only the least age is known: enough to say who is past it.
    beyond = max(retirement_months(on.year, sex) for sex in _SEXES) // 12 + 1
    past = (people["age_at_least"] > beyond).fillna(False).astype(bool)
    return answer.mask(born.isna() & past, False).rename(None)


def _january(years: pd.Series) -> pd.Series:
    text = years.astype("str").where(years.notna()) + "-01-01"
    return pd.to_datetime(text, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")


def _in_age(born: pd.Series, sex: str, on: dt.date) -> pd.Series:
    today = pd.Timestamp(on)
    of_age = born + pd.DateOffset(years=_FIRST_AGE) <= today
    retired = pd.Series(False, index=born.index)
    changes = max(text.from_year for text in law().retirement)
    for year in range(min(changes - 1, on.year), on.year + 1):
        # Whoever reached the age of an earlier year retired in it, though the age has risen since.
        reached = born + pd.DateOffset(months=retirement_months(year, sex))
        retired |= (reached <= today) & (reached.dt.year <= year)
    return (of_age & ~retired).astype("boolean").mask(born.isna())
