"""Areas and periods to reports: what is not up to date is counted, drawn, looked over and published.

This module only decides and hands out; every step is taken in a process of its own (``steps``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from contextlib import ExitStack
from itertools import groupby
from types import MappingProxyType
from typing import Any

from xhht_analysis.base.areas import find_areas, find_periods, known_area, load_area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import TO_MEND
from xhht_analysis.base.inputs import (
    DECLARED,
    Inputs,
    changes,
    counted_from,
    digest,
    of_counting,
    predecessors,
)
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import read_record
from xhht_analysis.base.store import (
    CLERK_LIST,
    KEPT_FILE,
    RECEIVED_FILE,
    SUMMARY_FILE,
    Store,
    is_released,
    read_json,
)
from xhht_analysis.publishing.own_reports import declared_in
from xhht_analysis.running.groups import find_groups, folders_of, run_group, with_groups
from xhht_analysis.running.period_reports import INDEX, PeriodReports, files_of, office_copy
from xhht_analysis.running.results import COUNTING, FORCED, NEW, UNFINISHED, UNREAD, Outcome
from xhht_analysis.running.root_index import write_merged_tables, write_root_index
from xhht_analysis.running.steps import Job, count_period
from xhht_analysis.sources.input_file import UNREAD as UNREAD_STATES
from xhht_analysis.standards.duty import load_duty


def choose(store: Store, areas: Sequence[str], periods: Sequence[Period]) -> list[tuple[str, Period]]:
    """Areas and periods to run: all that have raw files, or those named.

    Raises InputError for an area that is not there and when nothing is left to run.
    """
    for area in areas:
        known_area(store.raw, area)
    chosen: dict[tuple[str, Period], None] = {}  # as an ordered set: what is named twice is run once
    groups = find_groups(store)
    for area in areas or _with_files(store):
        if area in groups:
            continue
        there = find_periods(store.raw / area)  # not ``raw_area``: a link out fails alone, when it is counted
        for period in periods or there:
            if period in there or areas:
                chosen[area, period] = None
    chosen = dict.fromkeys(with_groups(store, list(chosen), named=areas, periods=periods))
    if not chosen and periods:
        words = ", ".join(map(str, periods))
        raise InputError(
            "Không địa bàn nào có số liệu của kỳ {words}. Hãy chép phiếu điều tra vào data/raw/<địa "
            "bàn>/<kỳ>, hoặc nêu kỳ khác.",
            words=words,
        )
    if not chosen:
        raise InputError(
            "Chưa có kỳ nào có số liệu trong data/raw. Hãy chép phiếu điều tra vào data/raw/<địa "
            "bàn>/<kỳ>, hoặc chạy xhht sample để có xã mẫu."
        )
    return sorted(chosen, key=lambda pair: (pair[0], pair[1].sort_key))


def _with_files(store: Store) -> list[str]:
    """Areas with ``area.toml``, and folders that only lack it: these are told, not passed over."""
    folders = [folder for folder in store.raw.iterdir() if folder.is_dir()]
    return sorted({*find_areas(store.raw), *(folder.name for folder in folders if find_periods(folder))})


def run(
    job: Job, chosen: Sequence[tuple[str, Period]], outcomes: list[Outcome] | None = None
) -> list[Outcome]:
    """Bring all reports of the chosen areas and periods up to date; one that fails does not stop the others.

    All periods of an area are counted before its first report is made, since a report may look at other
    periods. ``outcomes`` is filled as the work is done: whoever stops the run can tell how far it came.
    """
    outcomes = [] if outcomes is None else outcomes
    outcomes += [Outcome(area, period) for area, period in chosen]
    groups = set(find_groups(job.store))
    communes = [outcome for outcome in outcomes if outcome.area not in groups]
    areas = [list(of_area) for _, of_area in groupby(communes, key=lambda outcome: outcome.area)]
    slots = job.executor.slots + 1
    to_make = [] if job.full else [_where(outcome) for outcome in outcomes]
    with ExitStack() as after, ThreadPoolExecutor(slots, thread_name_prefix="area") as beside:
        after.callback(job.store.tidy)
        after.enter_context(folders_of(job.store, to_make))
        work: dict[str, Future[None]] = {}
        for of_area in _in_turn(job.store, areas):
            work[of_area[0].area] = beside.submit(_bring_up_to_date, job, of_area, {**work})
        try:
            for done in as_completed(work.values()):
                done.result()
            for outcome in outcomes:  # once all communes are counted
                if outcome.area in groups and not job.full:  # the office's copy is a commune's
                    run_group(job, outcome, [o.period for o in outcomes if o.area == outcome.area])
        except BaseException:  # Ctrl-C among them
            beside.shutdown(wait=False, cancel_futures=True)
            job.executor.stop()
            for outcome in outcomes:
                outcome.end(files=len(files_of(job.store)))
            raise
    if job.full:
        return outcomes
    try:
        write_root_index(job.store, outcomes)
        write_merged_tables(job.store)
    except Exception as error:  # the reports are there; of them all this page alone is not
        outcomes[-1].fail(f"outputs/{INDEX}", error)
    return outcomes


def _in_turn(store: Store, areas: Sequence[list[Outcome]]) -> list[list[Outcome]]:
    """Areas that were made of others after these; who waits has begun later than those that it waits for."""
    return sorted(areas, key=lambda of_area: bool(predecessors(store, *_where(of_area[-1]))))


def _where(outcome: Outcome) -> tuple[str, Period]:
    return outcome.area, outcome.period


def _bring_up_to_date(
    job: Job, outcomes: Sequence[Outcome], begun: Mapping[str, Future[None]] = MappingProxyType({})
) -> None:
    """One area: its periods counted one after another, oldest first, then all their reports; before it those
    that it was made of, which its pages compare with. ``begun``: areas that are being brought up to date.
    """
    of = predecessors(job.store, *_where(outcomes[-1]))
    wait([begun[area] for area in of if area in begun])
    count_predecessors(job, outcomes[-1], of)
    for outcome in outcomes:
        count(job, outcome)
    counted = [outcome for outcome in outcomes if not outcome.failed or stands(job.store, outcome)]
    with ThreadPoolExecutor(max(len(counted), 1), thread_name_prefix="period") as beside:
        making = office_copy if job.full else PeriodReports
        for done in [beside.submit(making(job, outcome).publish) for outcome in counted]:
            done.result()


def count_predecessors(job: Job, outcome: Outcome, of: Sequence[str]) -> None:
    """Bring the counts of those that an area was made of up to date; what is wrong there is told when they
    are run.
    """
    for area in of:
        for period in find_periods(job.store.raw_area(area)):
            if period.sort_key < outcome.period.sort_key:
                count(job, Outcome(area, period))


def stands(store: Store, outcome: Outcome) -> bool:
    """Whether it was counted once from other files than can be used now: its pages then say so."""
    folder = store.processed(outcome.area, outcome.period)
    try:
        load_area(store.raw_area(outcome.area), outcome.period.reference_date)
        return is_released(folder) and bool(read_json(folder / SUMMARY_FILE).get("past"))
    except InputError:
        return False


def count(job: Job, outcome: Outcome) -> None:
    """Count a period where it has to be; what became of it is noted."""
    where = outcome.area, outcome.period
    try:
        read_record(job.store.publications(outcome.area))  # damaged: told before anything else
        duty = _duty(job, outcome)
        now = of_counting(job.store, *where, language=job.language, duty=duty)
        if declared := declared_in(job.store.notebooks):
            now[DECLARED] = digest(json.dumps(sorted(declared)).encode())
        was = counted_from(job.store, *where)
        why = (FORCED,) if job.force else _why(was, now)
        if job.force:
            (job.store.processed(*where) / "private" / KEPT_FILE).unlink(missing_ok=True)
        if not why and _unread(job.store, outcome):  # perhaps it can be read by now
            why = (UNREAD,)
        if why:
            of = outcome.area, str(outcome.period)
            seconds = job.do(count_period, *of, now, job.language, job.as_of)
            outcome.add(COUNTING, "built", seconds=seconds, why=why)
        else:
            outcome.add(COUNTING, "kept")
        for file in _unread(job.store, outcome):
            outcome.add(file["role"], "unread", why=(file["state"],), name=file["name"])
    except Exception as error:
        outcome.fail(COUNTING, error)
    job.tell(f"{outcome.area} {outcome.period}")


def _duty(job: Job, outcome: Outcome) -> Duty:
    """What has fallen due; where area or plan are broken, which counting tells, nothing of it is known."""
    folder = job.store.raw_area(outcome.area)
    try:
        area = load_area(folder, outcome.period.reference_date)
        return load_duty(folder, area, outcome.period, as_of=job.as_of)
    except InputError:
        return Duty()


def _unread(store: Store, outcome: Outcome) -> list[dict[str, Any]]:
    """The files of a counted period that are not read, by their full names."""
    path = store.private(outcome.area, outcome.period) / RECEIVED_FILE
    if not path.is_file():  # an older program counted it
        return []
    return [file for file in read_json(path) if file["state"] in UNREAD_STATES]


def _why(was: Inputs | None, now: Inputs) -> tuple[str, ...]:
    if was is None:
        return (NEW,)
    return tuple(changes(was, now)) if was else (UNFINISHED,)


def places_to_mend(store: Store, outcomes: Sequence[Outcome]) -> tuple[dict[str, int], int]:
    """The list for the clerk of each period that was counted, by its path → how many places it names; and
    how many periods could not be counted.
    """
    found = {}
    for outcome in outcomes:
        folder = store.processed(outcome.area, outcome.period)
        if COUNTING not in outcome.failed and (folder / SUMMARY_FILE).is_file():
            kinds = read_json(folder / SUMMARY_FILE).get("findings")
            if kinds is None:  # a group has none of its own
                continue
            path = (folder / "private" / CLERK_LIST).relative_to(store.root).as_posix()
            found[path] = sum(kind["count"] for kind in kinds if kind["severity"] in TO_MEND)
    return found, sum(COUNTING in outcome.failed for outcome in outcomes)


def to_list(store: Store, outcomes: Sequence[Outcome]) -> list[tuple[str, Period]]:
    """The communes and periods that were counted, of whom there may be persons to call on."""
    groups = find_groups(store)
    return [(o.area, o.period) for o in outcomes if o.area not in groups and COUNTING not in o.failed]
