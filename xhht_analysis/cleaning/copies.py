"""One person on several lines: copied, written twice, or counted in two khóm."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.vietnamese import same_spelling
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.values import cell_text, texts
from xhht_analysis.sources.people import RawPeople


def find_copies(people: pd.DataFrame, raw: RawPeople, *, candidates: pd.Series) -> pd.Series:
    """``row_duplicate`` and ``row_same_person`` for each line but one of a person among ``candidates``.

    Two people are one when name, sex, whole birth date and khóm agree; where only the year is known, the
    household must agree as well, since a name and a year alone are shared by many. Of lines that differ the
    one with the most filled boxes counts, whatever their order.
    """
    reasons = pd.Series("", index=people.index, dtype="str")
    some = people.loc[candidates, ["khom", "name", "sex", "birth_year", "birth_date", "household"]]
    exact = some[["khom"]].assign(line=raw.rows["fingerprint"][candidates]).duplicated()
    reasons[exact.index[exact]] = "row_duplicate"
    dated = some["birth_date"].notna()
    known = dated | (some["birth_year"].notna() & some["household"].notna())
    key = some.loc[known & ~exact, ["khom", "sex", "birth_year", "birth_date", "household"]]
    key["household"] = key["household"].where(~dated[key.index], "")
    key = key[key.duplicated(keep=False)]  # a name is worth looking at only where all else agrees
    key["name"] = some.loc[key.index, "name"].map(same_spelling)
    key = key[(key["name"] != "") & key.duplicated(keep=False)]
    for _, group in key.groupby(list(key), dropna=False, sort=False):
        best = max(group.index, key=lambda index: _fullness(raw, index))
        reasons[group.index.drop(best)] = "row_same_person"
    if len(raw.sheets) > 1:
        elsewhere = _in_other_lists(people, raw, candidates & (reasons == ""))
        reasons[elsewhere] = "row_same_person"
    return reasons


def _in_other_lists(people: pd.DataFrame, raw: RawPeople, candidates: pd.Series) -> pd.Index:
    """Lines without a khóm, as in a list of a class, of people whom another list has by name and birth."""
    some = people.loc[candidates & people["birth_date"].notna(), ["birth_date", "khom", "name"]]
    key = some[["birth_date", "khom"]].assign(letters=some["name"].str.len())
    key = key[key.duplicated(["birth_date", "letters"], keep=False)]
    key = key.assign(
        name=some.loc[key.index, "name"].map(same_spelling), sheet=raw.rows.loc[key.index, "sheet"]
    )
    key = key[(key["name"] != "") & key.duplicated(["birth_date", "name"], keep=False)]
    left: list[int] = []
    for _, group in key.groupby(["birth_date", "name"], sort=False):
        homeless = group.index[group["khom"] == UNKNOWN_KHOM]
        if len(homeless) and group["sheet"].nunique() > 1:
            at_home = len(homeless) < len(group)
            best = None if at_home else max(homeless, key=lambda index: _fullness(raw, index))
            left += [index for index in homeless if index != best]
    return pd.Index(left)


def find_replaced(people: pd.DataFrame, raw: RawPeople, *, candidates: pd.Series) -> pd.Series:
    """``row_same_person`` for lines of versions counted together whose person stands in one that goes before.

    A person is found again by the name with the birth, the household or the parents: any of them may be what
    the later version mends. Whoever it marks as gone is gone.
    """
    reasons = pd.Series("", index=people.index, dtype="str")
    rank = {sheet: place for place, sheet in enumerate(raw.joined)}
    lines = people.index[candidates & raw.rows["sheet"].isin(rank)]
    if not len(lines):
        return reasons
    some = people.loc[lines]
    key = pd.DataFrame({"name": some["name"].map(same_spelling)}, index=lines)
    key["birth"] = some["birth_date"].astype("str").where(some["birth_date"].notna(), some["birth_year"])
    key["home"], key["kin"] = some["household"], texts(raw.rows.loc[lines, "parents"]).replace("", None)
    key["rank"] = raw.rows.loc[lines, "sheet"].map(rank)
    for by in ("birth", "home", "kin"):
        known = key[key[by].notna() & (key["name"] != "")]
        last = known.groupby(["name", by])["rank"].transform("max")
        reasons[known.index[known["rank"] < last]] = "row_same_person"
    return reasons


def find_in_two_khom(people: pd.DataFrame, raw: RawPeople, *, candidates: pd.Series) -> pd.Series:
    """Where else a person stands: ``"DATA › A17"`` for each line of somebody counted in two khóm, else "".

    Name, sex, whole birth date and parents (where these are written, else the head of the household) agree.
    Nobody can tell from here where the person lives, so both lines stay.
    """
    elsewhere = pd.Series("", index=people.index, dtype="str")
    there = candidates & people["birth_date"].notna() & (people["khom"] != UNKNOWN_KHOM)
    some = people.loc[there, ["khom", "name", "sex", "birth_date"]]
    # Two spellings of a name have as many letters: names are compared only where that and the rest agree.
    key = some[["sex", "birth_date"]].assign(letters=some["name"].str.len())
    key = key[key.duplicated(keep=False)].drop(columns="letters")
    if key.empty:
        return elsewhere
    key["name"] = some.loc[key.index, "name"].map(same_spelling)
    key = key[(key["name"] != "") & key.duplicated(keep=False)]
    rows = raw.rows.loc[key.index, ["parents", "head_family_name", "head_given_name"]]
    parents = texts(rows["parents"])
    head = texts(rows["head_family_name"]).str.cat(texts(rows["head_given_name"]), sep=" ")
    key["kin"] = parents.where(parents != "", head.str.strip()).map(same_spelling)
    who = ["sex", "birth_date", "name", "kin"]
    key = key[(key["kin"] != "") & key.duplicated(who, keep=False)]
    key["khom"] = some.loc[key.index, "khom"]
    for _, group in key.groupby(who, dropna=False, sort=False):
        if group["khom"].nunique() < 2:
            continue
        for index in group.index:
            others = (raw.at(other, "full_name") for other in group.index if other != index)
            elsewhere[index] = ", ".join(" › ".join(place) for place in others)
    return elsewhere


def _fullness(raw: RawPeople, index: int) -> tuple[int, list[str]]:
    """How many boxes of a line are filled; between equals the texts themselves decide."""
    cells = list(map(cell_text, raw.line(index)[1]))
    return sum(map(bool, cells)), cells
