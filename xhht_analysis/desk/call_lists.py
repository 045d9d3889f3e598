"""Whom to call on, as ``xhht lists`` names them: the same code, as frames. Private."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.desk.frames import typed
from xhht_analysis.desk.opened import Opened
from xhht_analysis.intake.action_files import as_written
from xhht_analysis.intake.action_lists import ActionList, action_lists
from xhht_analysis.intake.cleaned import clean_period


def lists_of(one: Opened) -> list[ActionList]:
    """Every list of a period that names anybody, made from its raw files."""
    cleaned = clean_period(one.store, one.area, one.period)
    names = KhomNames(cleaned.area.khom, cleaned.area.alias)
    return action_lists(cleaned.clean.people, as_written(cleaned.raw), cleaned.clean.findings, khom=names)


def overview(found: list[ActionList]) -> pd.DataFrame:
    """The lists: name, whom it names, what to do, how many they are."""
    rows = [[one.sheet, one.title, one.what_to_do, len(one.people)] for one in found]
    table = pd.DataFrame(rows, columns=["list", "title", "what_to_do", "people"])
    return table.astype({"list": "str", "title": "str", "what_to_do": "str", "people": "Int64"})


def call_list(one: Opened, found: list[ActionList], name: str, nearest: int | None) -> pd.DataFrame:
    """One list by its name or title; ``nearest``: so many of all khóm who need least, they first.

    Raises InputError for a name that no list has.
    """
    named = {slug(word): each for each in found for word in (each.sheet, each.title)}
    if slug(name) not in named:
        sheets = [each.sheet for each in found]
        raise InputError(
            "Không có danh sách “{name}”, hoặc không có ai trong đó.{near} Có: {sheets}.",
            name=name, near=near(name, sheets), sheets=", ".join(sheets),
        )  # fmt: skip
    people = named[slug(name)].people.drop(columns="level")
    if nearest is not None:
        if "near" not in people:
            raise InputError("Danh sách “{name}” không xếp được theo mức gần đạt.", name=name)
        people = people.sort_values("near", kind="stable").head(nearest)
    people = people.drop(columns="near", errors="ignore")
    texts = {column: "str" for column in people if column != "row"}
    return typed(people.astype(texts).astype({"row": "Int64"}), [one]).reset_index(drop=True)
