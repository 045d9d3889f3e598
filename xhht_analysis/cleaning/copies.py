"""One person on several lines: copied, written twice, or counted in two khóm."""

from __future__ import annotations

import unicodedata

import pandas as pd

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.values import cell_text, texts
from xhht_analysis.sources.people import RawPeople
from xhht_analysis.vietnamese import TONES


def find_copies(people: pd.DataFrame, raw: RawPeople, *, candidates: pd.Series) -> pd.Series:
    """``row_duplicate`` and ``row_same_person`` for each line but one of a person among ``candidates``.

    Two people are one when name, sex, whole birth date and khóm agree; where only the year is known, the
    household must agree as well, since a name and a year alone are shared by many. Of lines that differ the
    one with the most filled boxes counts, whatever their order.
    """
    reasons = pd.Series("", index=people.index, dtype="str")
    some = people[candidates]
    exact = some[["khom"]].assign(line=raw.rows["fingerprint"][candidates]).duplicated()
    reasons[exact.index[exact]] = "row_duplicate"
    dated = some["birth_date"].notna()
    known = dated | (some["birth_year"].notna() & some["household"].notna())
    key = some[["khom", "sex", "birth_year", "birth_date"]].assign(
        household=some["household"].where(~dated, "")
    )[known & ~exact]
    key = key[key.duplicated(keep=False)]  # a name is worth looking at only where all else agrees
    key["name"] = some.loc[key.index, "name"].map(_plain_name)
    key = key[(key["name"] != "") & key.duplicated(keep=False)]
    for _, group in key.groupby(list(key), dropna=False, sort=False):
        best = max(group.index, key=lambda index: _fullness(raw, index))
        reasons[group.index.drop(best)] = "row_same_person"
    return reasons


def find_in_two_khom(people: pd.DataFrame, raw: RawPeople, *, candidates: pd.Series) -> pd.Series:
    """Where else a person stands: ``"DATA › A17"`` for each line of somebody counted in two khóm, else "".

    Name, sex, whole birth date and parents (where these are written, else the head of the household) agree.
    Nobody can tell from here where the person lives, so both lines stay.
    """
    elsewhere = pd.Series("", index=people.index, dtype="str")
    some = people[candidates & people["birth_date"].notna() & (people["khom"] != UNKNOWN_KHOM)]
    # Two spellings of a name have as many letters: names are compared only where that and the rest agree.
    key = some[["sex", "birth_date"]].assign(letters=some["name"].str.len())
    key = key[key.duplicated(keep=False)]
    rows = raw.rows.loc[key.index]
    parents = texts(rows["parents"])
    head = texts(rows["head_family_name"]).str.cat(texts(rows["head_given_name"]), sep=" ")
    key = key.assign(
        name=some.loc[key.index, "name"].map(_plain_name),
        kin=parents.where(parents != "", head.str.strip()).map(_plain_name),
        khom=some.loc[key.index, "khom"],
    )
    who = ["sex", "birth_date", "name", "kin"]
    key = key[(key["name"] != "") & (key["kin"] != "") & key.duplicated(who, keep=False)]
    for _, group in key.groupby(who, dropna=False, sort=False):
        if group["khom"].nunique() < 2:
            continue
        for index in group.index:
            others = (raw.at(other, "full_name") for other in group.index if other != index)
            elsewhere[index] = ", ".join(" › ".join(place) for place in others)
    return elsewhere


def _fullness(raw: RawPeople, index: int) -> tuple:
    """How many boxes of a line are filled; between equals the texts themselves decide."""
    sheet = raw.sheets[raw.rows["sheet"].iat[index]].sheet
    cells = list(map(cell_text, sheet.rows[raw.rows["row"].iat[index] - sheet.top]))
    return sum(map(bool, cells)), cells


def _plain_name(name: str) -> str:
    """Hòa and Hoà are one spelling, Hoa is another name: a word's tone counts, its place does not."""
    words = []
    for word in unicodedata.normalize("NFD", name.lower()).split():
        tones = [c for c in word if c in TONES]
        words.append("".join(c for c in word if c not in TONES) + "".join(tones))
    return " ".join(words)
