"""Boxes of a person that more than one column can hold: whichever of them the sheet has is read."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.cleaning.values import texts
from xhht_analysis.sources.people import RawPeople, khom_in
from xhht_analysis.vietnamese import fold


def name_boxes(rows: pd.DataFrame) -> pd.Series:
    """Whole names: of one column, else of family and given name together."""
    whole = texts(rows["full_name"])
    parts = texts(rows["family_name"]).str.cat(texts(rows["given_name"]), sep=" ").str.strip()
    return whole.where(whole != "", parts)


def khom_boxes(rows: pd.DataFrame, raw: RawPeople) -> pd.Series:
    """The khóm column; where a sheet lacks or never fills it, what address, sheet or file say of it."""
    filled = (texts(rows["khom"]) != "").groupby(rows["sheet"]).transform("any")
    if filled.all():
        return rows["khom"]
    named = {i: khom_in(s.sheet.name) or khom_in(s.sheet.file) for i, s in enumerate(raw.sheets)}
    head = rows["address"].where(~filled, "").map(khom_in)
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
    # A blank "giới tính" says nothing, unlike a blank "nữ".
    written = rows["sex"].map(lambda v: "?" if v is not None and fold(v) == "" else v)
    cells = rows["female"].where(rows["female"].notna(), written)
    cells = cells.where(cells.notna(), by_year)
    # No column tells the sex: None, which is not known, where NaN would be a blank box.
    return pd.Series([v if pd.notna(v) else None for v in cells.tolist()], index=rows.index, dtype=object)
