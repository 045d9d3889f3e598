"""Whose report a workbook is: what cover, printed lines and file name say, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.forms.cover import Cover
from xhht_analysis.forms.layout import GUIDE, ROW_HEADINGS
from xhht_analysis.forms.likeness import cell_text, find_units, named_units, words
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.workbook import Sheet

_PRINTED_ROWS = 8  # in which a sheet of the form names its unit: “Khóm 1, năm 2024”


@dataclass(frozen=True)
class Claims:
    """The unit whose file it certainly is, or None; ``kind`` and ``detail`` of what there is to tell ("":
    nothing). ``contested``: the units of which it may be."""

    unit: Unit | None
    kind: str = ""
    detail: str = ""
    contested: tuple[Unit, ...] = ()


def whose(file: ReceivedFile, cover: Cover, area: Area) -> Claims:
    """The clerk's answer goes first; else a file's name that agrees with cover or printed lines decides."""
    if said := file.said().unit:
        units = find_units(said, area=area)
        if len(units) == 1:
            return Claims(units[0])
        return Claims(None, "unit_unknown", f"files.toml: “{said}”")
    by_cover = find_units(cover.text("unit"), area=area)
    by_name = find_units(file.path.stem, area=area)
    printed = _printed(file.sheets, cover, area)
    sure_of_name = named_units(file.path.stem, area=area)
    if len(by_cover) != 1:
        return _without_cover(by_cover, by_name, printed, sure_of_name)
    on_cover = by_cover[0]
    other_name = () if on_cover in sure_of_name else sure_of_name
    other_printed = tuple(unit for unit in printed if unit != on_cover)
    if not other_name and not other_printed:
        return Claims(on_cover)
    claims = tuple(dict.fromkeys((on_cover, *other_printed, *other_name)))
    told = _told(("bìa", by_cover), ("dòng in sẵn", printed), ("tên tệp", sure_of_name))
    agreed = on_cover if on_cover in sure_of_name else printed[0] if len(printed) == 1 else None
    if agreed in sure_of_name:
        return Claims(agreed, "unit_disagrees", f"{told}; tính cho {agreed.name}")
    return Claims(None, "unit_disputed", told, claims)


def _without_cover(
    by_cover: Sequence[Unit], by_name: Sequence[Unit], printed: Sequence[Unit], sure_of_name: Sequence[Unit]
) -> Claims:
    if printed and sure_of_name and not set(printed) & set(sure_of_name):
        told = _told(("dòng in sẵn", printed), ("tên tệp", sure_of_name))
        return Claims(None, "unit_disputed", told, tuple(dict.fromkeys((*printed, *sure_of_name))))
    if len(by_name) == 1 and (not by_cover or by_name[0] in by_cover):
        return Claims(by_name[0], "unit_by_file_name", by_name[0].name)
    return Claims(None, "unit_unknown", " hay ".join(unit.name for unit in by_cover or by_name))


def _printed(sheets: Iterable[Sheet], cover: Cover, area: Area) -> tuple[Unit, ...]:
    """The units that the sheets of a form name: above their headings, and in the line printed below them."""
    found: dict[Unit, None] = {}
    spelt = {words(unit.name): unit for unit in area.units}
    for sheet in sheets:
        if sheet is cover.sheet or words(sheet.name) == words(GUIDE):
            continue
        below = False
        for row in sheet.rows[:_PRINTED_ROWS]:
            texts = [cell_text(cell) for cell in row if cell_text(cell)]
            title = re.fullmatch(r"(.+), ([^,]*\d{4})", texts[0]) if len(texts) == 1 else None
            named = title[1] if title else texts[0] if texts and below else ""
            if unit := spelt.get(words(named)):
                found[unit] = None
            below = len(texts) > 1 and words(texts[0]) == words(ROW_HEADINGS["unit"])
    return tuple(found)


def _told(*claims: tuple[str, Sequence[Unit]]) -> str:
    return ", ".join(f"{where} ghi {' và '.join(u.name for u in units)}" for where, units in claims if units)
