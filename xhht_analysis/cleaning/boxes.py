"""Boxes of a person that more than one column can hold: whichever of them the sheet has is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from xhht_analysis.cleaning.khom_names import KhomNames, place_in
from xhht_analysis.cleaning.values import texts
from xhht_analysis.cleaning.vocabulary import plain
from xhht_analysis.sources.people import RawPeople


def name_boxes(rows: pd.DataFrame) -> pd.Series:
    """Whole names: of one column, else of family and given name together."""
    whole = texts(rows["full_name"])
    parts = texts(rows["family_name"]).str.cat(texts(rows["given_name"]), sep=" ").str.strip()
    return whole.where(whole != "", parts)


def khom_boxes(
    rows: pd.DataFrame, raw: RawPeople, *, known: Sequence[str] = (), alias: Mapping[str, str] | None = None
) -> pd.Series:
    """The khóm column; where a sheet lacks or never fills it, what address, sheet or file say of it."""
    filled = (texts(rows["khom"]) != "").groupby(rows["sheet"]).transform("any")
    if filled.all():
        return rows["khom"]
    told = KhomNames(known, alias).inside if known else place_in
    named = {i: told(s.sheet.name) or told(s.sheet.file) for i, s in enumerate(raw.sheets)}
    addresses = texts(rows["address"].where(~filled, ""))
    head = addresses.map({text: told(text) for text in addresses.unique()})
    elsewhere = head.where(head != "", rows["sheet"].map(named))
    return rows["khom"].where(filled | (rows["khom"].notna() & (elsewhere == "")), elsewhere)


def birth_boxes(rows: pd.DataFrame) -> list[pd.Series]:
    """Day, month, year; the year may stand in a column of its own for men and for women."""
    of_man = texts(rows["year_of_man"])
    split = of_man.where(of_man != "", texts(rows["year_of_woman"]))
    year = rows["birth_year"].where(rows["birth_year"].notna(), split)
    return [rows[c].where(rows[c].notna(), "") for c in ("birth_day", "birth_month")] + [year]


def sex_boxes(rows: pd.DataFrame) -> pd.Series:
    """The column "nữ", else "giới tính", else the column of the birth year that is filled."""
    by_year = pd.Series(None, index=rows.index, dtype=object)
    by_year = by_year.mask(texts(rows["year_of_man"]) != "", "nam")
    by_year = by_year.mask(texts(rows["year_of_woman"]) != "", "nữ")
    # A blank "giới tính" says nothing, unlike a blank "nữ", and 1 or 2 there is a code that nobody explains.
    unclear = {
        text: "?" if plain(text) in ("", "0", "1", "2") else text for text in texts(rows["sex"]).unique()
    }
    written = _letters_of_sex(texts(rows["sex"]).map(unclear)).where(rows["sex"].notna(), None)
    cells = _letters_of_sex(rows["female"]).where(rows["female"].notna(), written)
    cells = cells.where(cells.notna(), by_year)
    # No column tells the sex: None, which is not known, where NaN would be a blank box.
    return pd.Series([v if pd.notna(v) else None for v in cells.tolist()], index=rows.index, dtype=object)


def _letters_of_sex(cells: pd.Series) -> pd.Series:
    """F and N of a column of the sex: in one that also holds T or Y they say no, beside M female."""
    letters = {plain(text) for text in texts(cells).unique()}
    if not letters & {"f", "n"}:
        return cells
    meant = {"f": "", "n": ""} if letters & {"t", "y", "x"} else {"f": "nữ"} if "m" in letters else {}
    return cells.map(lambda v: meant.get(plain(v), v) if isinstance(v, str) else v)
