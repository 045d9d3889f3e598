"""The statistical forms of a period, written: whole ones for the office, and what may be published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import Area, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import (
    FORMS_FILE,
    PEOPLE_FILE,
    SUMMARY_FILE,
    Store,
    read_json,
    write_atomically,
)
from xhht_analysis.indicators.official_forms import Form, added_forms, official_forms
from xhht_analysis.publishing.edition import edition_of
from xhht_analysis.publishing.forms_workbook import forms_workbook, in_place_words
from xhht_analysis.publishing.papers import any_paper
from xhht_analysis.publishing.publication import gate_of, put
from xhht_analysis.report.group_places import places_of
from xhht_analysis.report.report import open_report

#: No person is known: only units reported, or forms were read.
_NOBODY = (None, "none", "forms")


def write_forms(store: Store, area: str, period: Period) -> Path:
    """Write the forms with whole counts below private/; of a group its communes' added up. Raises InputError
    where nobody's people were counted.
    """
    facts = load_area(store.raw_area(area), period.reference_date)
    forms = in_place_words(whole_forms(store, facts, period), facts.word)
    content = forms_workbook(forms, place=facts.place, period=period.label, private=True)
    path = store.private(area, period) / FORMS_FILE
    write_atomically(path, lambda part: part.write_bytes(content), mode=0o600)
    return path


def whole_forms(store: Store, area: Area, period: Period) -> list[Form]:
    """The forms of an area; those of a group say how many of its communes are in them."""
    if area.scope == "commune":
        read_json(store.processed(area.id, period) / SUMMARY_FILE)  # told, where it was never counted
        if (found := _forms(store, area, period)) is not None:
            return found
        raise InputError(
            "Kỳ này không có phiếu điều tra của địa bàn “{area}” nên không lập được biểu.", area=area.id
        )
    places = places_of(store, area, period.reference_date)
    known = [_forms(store, one.area, period, of=one.title) for one in places if one.area]
    told = [found for found in known if found is not None]
    if not told:
        raise InputError(
            "Chưa xã nào của nhóm “{area}” có số liệu đã xử lý của kỳ này. Hãy chạy xhht run.", area=area.id
        )
    note = f"Tính từ {len(told)}/{len(places)} xã" + ("." if len(told) == len(places) else ": ít nhất.")
    return [replace(one, notes=(note, *one.notes)) for one in added_forms(told)]


def _forms(store: Store, area: Area, period: Period, *, of: str = "") -> list[Form] | None:
    """The forms of a commune; ``of``: its name, by which its khóm are told from those of another."""
    path = store.processed(area.id, period) / "private" / PEOPLE_FILE
    summary = store.processed(area.id, period) / SUMMARY_FILE
    if not summary.is_file() or not path.is_file() or read_json(summary).get("door") in _NOBODY:
        return None  # of people nothing is known, which is not nobody
    people, names = pd.read_parquet(path), {khom: f"{khom} ({of})" if of else khom for khom in area.khom}
    return official_forms(people.assign(khom=people["khom"].replace(names)), list(names.values()))


def write_public_forms(store: Store, area: str, period: Period) -> Path:
    """Write what may be published of the forms into ``outputs/``, once the gate has let it through: the same
    file as a run makes, names in the manifest and packs.
    """
    report = open_report(area, str(period), root=store.root)
    report = replace(report, edition=edition_of(store, area, period))
    folder = store.output(area, period)
    put(folder, FORMS_FILE, any_paper(FORMS_FILE)[1](report), gate=gate_of(report))
    return folder / FORMS_FILE
