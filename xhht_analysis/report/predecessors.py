"""A period before a commune was founded, from the published figures of those that it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from xhht_analysis.base.areas import Area, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.predecessor import Predecessor
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, Store, is_released, read_json
from xhht_analysis.base.summary import Summary
from xhht_analysis.base.vietnamese import listed
from xhht_analysis.disclosure.kept_back import read_kept_back
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import read_counts
from xhht_analysis.indicators.together import Breakdown, Part, added_up, names_apart
from xhht_analysis.report.known import Known, rests_on_people


@dataclass(frozen=True)
class Together:
    """All predecessors in one period: ``counts`` as of one commune, ``summary`` its companion.

    ``absent``: indicator → why there is no sum of it.
    """

    counts: pd.DataFrame
    kept_back: frozenset[Breakdown]
    summary: Summary
    absent: Mapping[str, str]
    parts: tuple[Part, ...]


def is_before(area: Area, period: Period) -> bool:
    """Whether a period ended before the area was made of others."""
    return bool(area.predecessor) and area.since is not None and period.reference_date < area.since


def missing_of(store: Store, area: Area, period: Period) -> tuple[str, ...]:
    """Titles of the predecessors that have no figures of the period here."""
    return tuple(one.name for one in area.predecessor if _of_then(store, one, period) is None)


def periods_before(store: Store, area: Area) -> list[Period]:
    """The periods before its founding in which every predecessor has figures, oldest first."""
    if not area.predecessor:
        return []
    folder = store.processed(area.predecessor[0].area or "-", Period(1800)).parent
    found = [Period.parse(path.name) for path in folder.glob("*/") if Period.is_name(path.name)]
    told = [one for one in found if is_before(area, one) and not missing_of(store, area, one)]
    return sorted(told, key=lambda one: one.sort_key)


def together(store: Store, area: Area, period: Period, *, whole: bool = False) -> Together | None:
    """The predecessors of an area in a period; None where one of them has no figures of it.

    ``whole``: with every count, from ``private/``; else from what each publishes, so that nothing of it tells
    more. Its khóm go by names that keep them apart, or by what ``alias`` says these are called now.
    """
    known = _known(store, area, period)
    if not known or len(known) < len(area.predecessor):
        return None
    summaries: list[Summary] = [read_json(folder / SUMMARY_FILE) for _, (_, folder) in known]
    parts = parts_of(store, area, period, whole=whole)
    found = added_up(parts)
    absent = {name: f"{_no_figure(period)} của {listed(titles)}" for name, titles in found.absent.items()}
    counts = found.counts
    if why := _unlike_surveys(summaries):
        people = [name for name in counts["indicator"].unique() if rests_on_people(catalogue()[name])]
        absent |= dict.fromkeys(people, why)
        counts = counts[~counts["indicator"].isin(people)].reset_index(drop=True)
    summary = _summed(summaries, [one.name for one, _ in known], area, period)
    kept_back = frozenset(one for one in found.kept_back if one[0] not in absent)
    return Together(counts, kept_back, summary, absent, parts)


def parts_of(store: Store, area: Area, period: Period, *, whole: bool = False) -> tuple[Part, ...]:
    """What each predecessor published of a period, of those that have figures of it here; as ``together``."""
    known = _known(store, area, period)
    names = names_apart({one.name: one.khom or there.khom for one, (there, _) in known})
    return tuple(
        Part(
            one.name,
            read_counts(folder / "private" / COUNTS_FILE if whole else folder / COUNTS_FILE),
            frozenset() if whole else read_kept_back(read_json(folder / DECISIONS_FILE)),
            {old: area.alias.get(new, new) for old, new in names[one.name].items()},
            one.khom,
            one.area,
        )
        for one, (_, folder) in known
    )


def _known(store: Store, area: Area, period: Period) -> list[tuple[Predecessor, tuple[Area, Path]]]:
    then = [(one, _of_then(store, one, period)) for one in area.predecessor]
    return [(one, there) for one, there in then if there is not None]


def origin_sentences(report: Known, earlier: Sequence[Known] | None = None) -> list[str]:
    """Which figures of before its founding are sums, and of whom there are none; ``earlier``: those shown.

    ``Số liệu năm 2024 cộng từ số liệu của thị trấn A và xã B.``
    """
    told = [one for one in (report.comparable if earlier is None else earlier) if one.origin]
    said = [f"Số liệu {one.period.label} cộng từ số liệu của {listed(one.origin)}." for one in told]
    for period in report.period.comparable():
        if missing := report.missing_before(period):
            said.append(f"Không cộng được số liệu {period.label} của các đơn vị cũ: thiếu {listed(missing)}.")
    return said


def _no_figure(period: Period) -> str:
    return f"chưa có số liệu {period.label}"


def _of_then(store: Store, one: Predecessor, period: Period) -> tuple[Area, Path] | None:
    """What a predecessor was in a period, and where its figures lie; None where there are none."""
    folder = store.processed(one.area, period)
    if not one.area or not is_released(folder):
        return None
    try:
        there = load_area(store.raw_area(one.area), period.reference_date)
    except InputError:  # told where its own reports are made
        return None
    return (there, folder) if there.is_there(period.reference_date) else None


def _unlike_surveys(summaries: Sequence[Summary]) -> str:
    """Why people of several surveys do not add up; nothing where they do."""
    if len({one["door"] for one in summaries}) > 1:
        return "các đơn vị cũ điều tra theo cách khác nhau"
    years = {tuple(one["survey_years"]) for one in summaries}
    return "các đơn vị cũ có số liệu điều tra của những năm khác nhau" if len(years) > 1 else ""


def _summed(summaries: Sequence[Summary], titles: Sequence[str], area: Area, period: Period) -> Summary:
    """What is said of the period besides its counts."""
    first = summaries[0]
    closed = {one["survey"]["closed"] if "survey" in one else None for one in summaries}
    years = {tuple(one["survey_years"]) for one in summaries}
    return {
        "area": area.id,
        "period": str(period),
        "version": first["version"],
        "door": first["door"] if len({one["door"] for one in summaries}) == 1 else "none",
        "synthetic": any(one["synthetic"] for one in summaries),
        "survey_years": first["survey_years"] if len(years) == 1 else [],
        "survey": {
            "year": max(first["survey_years"], default=None) if len(years) == 1 else None,
            "closed": closed.pop() if len(closed) == 1 else None,
            "source": "",
        },
        "files": [],
        "rows_read": sum(one["rows_read"] for one in summaries),
        "rows_kept": sum(one["rows_kept"] for one in summaries),
        "rows_aside": {},
        "findings": [finding for one in summaries for finding in one["findings"]],
        "missing": [],
        "unknown": {},
        "lacking": _by_place(summaries, titles, "lacking"),
        "blank": _by_place(summaries, titles, "blank"),
        "partial": sorted({name for one in summaries for name in one.get("partial", [])}),
        "units": [unit for one in summaries for unit in one.get("units", [])],
        "unit_rows": {"read": sum(_rows_of_units(summaries)), "kept": 0, "aside": {}},
    }


def _rows_of_units(summaries: Sequence[Summary]) -> Iterator[int]:
    return (one["unit_rows"]["read"] for one in summaries if "unit_rows" in one)


def _by_place(summaries: Sequence[Summary], titles: Sequence[str], what: str) -> dict[str, list[str]]:
    """Whose sheet or cell is silent, with the commune that the unit was of."""
    found: dict[str, list[str]] = {}
    for summary, title in zip(summaries, titles, strict=True):
        told: Mapping[str, list[Any]] = summary.get(what) or {}  # type: ignore[assignment]
        for name, silent in told.items():
            found.setdefault(name, []).extend(f"{words} ({title})" for words in silent)
    return found
