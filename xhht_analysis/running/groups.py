"""Groups of areas in a run: which there are, whether their files are up to date, and making them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import Any

from xhht_analysis.base.areas import AreaFile, find_areas, find_periods, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import files_in
from xhht_analysis.base.groups import groups_shown, has_pages
from xhht_analysis.base.inputs import NEIGHBOURS, Inputs, changes, digest, of_file, of_program
from xhht_analysis.base.members import Member
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, SUMMARY_FILE, Store, write_json
from xhht_analysis.base.toml_model import read_model
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.running.group_steps import FILES, NOTEBOOK, make_group
from xhht_analysis.running.results import COUNTING, FORCED, NEW, UNFINISHED, Outcome
from xhht_analysis.running.steps import Job

_RECORD = "made-from.json"


def find_groups(store: Store) -> list[str]:
    """Areas that are made up of others, on whatever day; one whose ``area.toml`` is broken is none yet."""
    return [area for area in find_areas(store.raw) if _members(store, area)]


def _members(store: Store, area: str) -> list[Member]:
    with suppress(InputError):
        file = read_model(store.raw_area(area) / "area.toml", AreaFile)
        return [*file.members, *(m for change in file.change for m in change.get("members", ()))]
    return []


def communes_of(store: Store, group: str, period: Period) -> list[str]:
    """The folders of a group's communes in a period, those of its districts among them."""
    found: dict[str, None] = {}
    todo, seen = [group], {group}
    while todo:
        area = load_area(store.raw_area(todo.pop()), period.reference_date)
        for member in area.members_on(period.reference_date):
            if (store.raw / member.area / "area.toml").is_file() and member.area not in seen:
                seen.add(member.area)
                if _members(store, member.area):
                    todo.append(member.area)
                else:
                    found[member.area] = None
    return sorted(found)


def periods_of(store: Store, group: str) -> list[Period]:
    """The periods of which the group or one of its communes has files, oldest first."""
    own = find_periods(store.raw / group)
    areas = {member.area for member in _members(store, group)} & set(find_areas(store.raw))
    theirs = {p for area in areas for p in _periods_of_member(store, area)}  # many have the same
    found = [period for period in {*own, *theirs} if period in own or _has_files(store, group, period)]
    return sorted(found, key=lambda period: period.sort_key)


def _periods_of_member(store: Store, area: str) -> list[Period]:
    return periods_of(store, area) if _members(store, area) else find_periods(store.raw / area)


def _has_files(store: Store, group: str, period: Period) -> bool:
    with suppress(InputError):
        return any(period in find_periods(store.raw / area) for area in communes_of(store, group, period))
    return True  # what is wrong is told when the group is made


def with_groups(
    store: Store, chosen: Sequence[tuple[str, Period]], *, named: Sequence[str], periods: Sequence[Period]
) -> list[tuple[str, Period]]:
    """What to run, with the communes of a group that is named, and with the groups whose files would say
    otherwise than their communes' (all, where nothing is named).
    """
    groups = find_groups(store)
    found = dict.fromkeys(pair for pair in chosen if pair[0] not in groups)
    wanted: dict[tuple[str, Period], None] = {}
    for group in groups:
        for period in periods_of(store, group):
            if periods and period not in periods:
                continue
            made = (store.output(group, period) / FILES[0]).is_file()
            with suppress(InputError):
                members = communes_of(store, group, period)
                if group in named or not named or (made and any((one, period) in found for one in members)):
                    wanted[group, period] = None
                if group in named:
                    there = [one for one in members if period in find_periods(store.raw / one)]
                    found |= dict.fromkeys((one, period) for one in there)
    return sorted({**found, **wanted}, key=lambda pair: (pair[0], pair[1].sort_key))


@contextmanager
def folders_of(store: Store, to_make: Iterable[tuple[str, Period]]) -> Iterator[None]:
    """The folders of what is to be made: other pages of the run lead there, whichever is made first. Those
    that stay empty are removed.
    """
    folders = [store.output(*of) for of in to_make]
    for folder in folders:
        with suppress(OSError):  # told when its files are written
            folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        for folder in folders:
            with suppress(OSError):  # it holds files
                folder.rmdir()
                folder.parent.rmdir()


def run_group(job: Job, outcome: Outcome, others: Sequence[Period] = ()) -> None:
    """Bring a group's files up to date; what goes wrong is noted as a failure of this period alone.

    ``others``: the group's periods in the same run, to which its pages lead, as to those made before.
    """
    store, of = job.store, (outcome.area, outcome.period)
    try:
        beside = _beside(store, *of, others)
        inputs = _inputs(store, *of) | {NEIGHBOURS: digest("\n".join(beside).encode())}
        record = store.private(*of) / _RECORD
        was = _recorded(record)
        folder = store.output(*of)
        whole = was is not None and was["made"] == _made(folder)
        why = (FORCED,) if job.force else _why(was, inputs, whole=whole)
        if not why:
            for name in (COUNTING, *FILES):
                outcome.add(name, "kept")
            return
        begun = perf_counter()
        record.unlink(missing_ok=True)
        job.do_here(make_group, outcome.area, str(outcome.period), beside)
        seconds = perf_counter() - begun
        outcome.add(COUNTING, "built", seconds=seconds, why=why)
        for name in FILES:
            outcome.add(name, "built", why=why)
        write_json(record, {"inputs": inputs, "made": _made(folder)}, mode=0o600)
    except Exception as error:
        outcome.fail(COUNTING, error)
    job.tell(f"{outcome.area} {outcome.period}")


def _beside(store: Store, group: str, period: Period, others: Sequence[Period]) -> list[str]:
    """The period before and the one after of those that have pages, or are given them in this
    run.
    """
    there = {one for one in periods_of(store, group) if (store.output(group, one) / FILES[0]).is_file()}
    known = sorted({*there, *others, period}, key=lambda one: one.sort_key)
    at = known.index(period)
    return [str(one) for one in (*known[max(at - 1, 0) : at], *known[at + 1 : at + 2])]


def _why(was: dict[str, Any] | None, now: Inputs, *, whole: bool) -> tuple[str, ...]:
    if was is None:
        return (NEW,)
    return tuple(changes(was["inputs"], now)) or (() if whole else (UNFINISHED,))


def _recorded(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if set(found) == {"inputs", "made"} else None


def _made(folder: Path) -> dict[str, str]:
    return {
        name: digest((folder / name).read_bytes()) for name in (*FILES, MANIFEST) if (folder / name).is_file()
    }


def _inputs(store: Store, group: str, period: Period) -> Inputs:
    """What a group's files are made from: its description, what was sent, what its communes were counted as
    in this year and the one before.
    """
    files = (
        of_program()
        | of_file(store.notebooks / f"{NOTEBOOK}.ipynb")
        | of_file(store.raw / group / "area.toml")
    )
    if (folder := store.raw_period(group, period)).is_dir():
        files |= {f"{period}/{path.name}": digest(path.read_bytes()) for path in files_in(folder)}
    parts = [f"{path.name} {digest(path.read_bytes())}" for path in store.rules_files()]
    parts += [f"{wider.id} {wider.title}" for wider in groups_shown(store, group, period)]
    for of in (period, Period(period.year - 1, period.is_half)):
        for area in communes_of(store, group, of):
            parts += _told(store, area, of)
    parts += [f"{area} {has_pages(store, area, period)}" for area in communes_of(store, group, period)]
    return files | {"figures": digest("\n".join(parts).encode())}


def _told(store: Store, area: str, period: Period) -> Iterator[str]:
    folder = store.processed(area, period)
    described = store.raw / area / "area.toml"
    for path in (
        described,
        *(folder / name for name in (COUNTS_FILE, SUMMARY_FILE, f"private/{COUNTS_FILE}")),
    ):
        yield f"{area} {period} {path.name} {digest(path.read_bytes()) if path.is_file() else ''}"
