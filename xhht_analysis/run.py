"""Areas and periods to reports: what is not up to date is counted, drawn, looked over and published.

This module only decides and hands out; every step is taken in a process of its own (``steps``). A file is up
to date when it lies there as it was made and all that it was made from is what it was (``inputs``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import groupby

from xhht_analysis.areas import find_areas, find_periods, known_area, load_area
from xhht_analysis.errors import InputError
from xhht_analysis.inputs import (
    DOWNLOADS,
    FAILURES,
    Inputs,
    changes,
    counted_from,
    digest,
    of_counting,
    of_file,
    of_reports,
)
from xhht_analysis.messages import language, speaking
from xhht_analysis.periods import Period
from xhht_analysis.publishing.manifest import (
    MANIFEST,
    Made,
    as_bytes,
    made_files,
    manifest_of,
    missing_in,
)
from xhht_analysis.publishing.papers import PAPERS, downloads
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.results import COUNTING, FORCED, NEW, UNFINISHED, Outcome
from xhht_analysis.steps import Opened, Published, count_period, open_publication, publish_index, publish_page
from xhht_analysis.store import SUMMARY_FILE, Store, read_json, write_atomically

_PAGES = {f"{kind.page}.html": kind for kind in REPORTS}
_INDEX = "index.html"
#: What a period has in ``outputs/``, beside its manifest.
FILES = (*PAPERS, *_PAGES, _INDEX)


def choose(store: Store, areas: Sequence[str], periods: Sequence[Period]) -> list[tuple[str, Period]]:
    """Areas and periods to run: all that have raw files, or those named.

    Raises InputError for an area that is not there and when nothing is left to run.
    """
    for area in areas:
        known_area(store.raw, area)
    chosen = {}  # as an ordered set: what is named twice is run once
    for area in areas or _with_files(store):
        there = find_periods(store.raw_area(area))
        for period in periods or there:
            if period in there or areas:
                chosen[area, period] = None
    if not chosen and periods:
        words = ", ".join(map(str, periods))
        raise InputError(
            f"Không địa bàn nào có số liệu của kỳ {words}. "
            "Hãy chép phiếu điều tra vào data/raw/<địa bàn>/<kỳ>, hoặc nêu kỳ khác.",
            en=f"No area has files of {words}. Put a register into data/raw/<area>/<period>, "
            "or name another period.",
        )
    if not chosen:
        raise InputError(
            "Chưa có kỳ nào có số liệu trong data/raw. Hãy chép phiếu điều tra vào data/raw/<địa bàn>/<kỳ>, "
            "hoặc chạy xhht sample để có xã mẫu.",
            en="No period in data/raw has files. Put a register into data/raw/<area>/<period>, "
            "or run xhht sample for the sample commune.",
        )
    return sorted(chosen, key=lambda pair: (pair[0], pair[1].sort_key))


def _with_files(store: Store) -> list[str]:
    """Areas with ``area.toml``, and folders that only lack it: these are told, not passed over."""
    folders = [folder for folder in store.raw.iterdir() if folder.is_dir()]
    return sorted({*find_areas(store.raw), *(folder.name for folder in folders if find_periods(folder))})


@dataclass
class Job:
    """What a run is told: where, by whom the steps are taken, ``slots`` of them at a time, who hears of it.

    ``force``: everything is made anew. ``language``: of the lists for clerks.
    """

    store: Store
    executor: Executor
    slots: int = 1
    force: bool = False
    tell: Callable[[str], None] = lambda step: None
    language: str = field(default_factory=language)

    def do(self, step: Callable, *args) -> object:
        return self.executor.submit(step, self.store.root, *args).result()


def run(
    job: Job, chosen: Sequence[tuple[str, Period]], outcomes: list[Outcome] | None = None
) -> list[Outcome]:
    """Bring all reports of the chosen areas and periods up to date; one that fails does not stop the others.

    All periods of an area are counted before its first report is made, since a report may look at other
    periods. ``outcomes`` is filled as the work is done: whoever stops the run can tell how far it came.
    """
    outcomes = [] if outcomes is None else outcomes
    outcomes += [Outcome(area, period) for area, period in chosen]
    areas = [list(of_area) for _, of_area in groupby(outcomes, key=lambda outcome: outcome.area)]
    with ThreadPoolExecutor(job.slots + 1, thread_name_prefix="area") as beside:
        work = [beside.submit(_bring_up_to_date, job, of_area) for of_area in areas]
        try:
            for done in as_completed(work):
                done.result()
        except BaseException:  # Ctrl-C among them
            beside.shutdown(wait=False, cancel_futures=True)
            job.executor.stop()
            for outcome in outcomes:
                outcome.end(files=len(FILES))
            raise
    _write_root_index(job.store, outcomes)
    return outcomes


def _bring_up_to_date(job: Job, outcomes: Sequence[Outcome]) -> None:
    """One area: its periods counted one after another, oldest first, then all their reports."""
    for outcome in outcomes:
        _count(job, outcome)
    counted = [outcome for outcome in outcomes if not outcome.failed]
    with ThreadPoolExecutor(max(len(counted), 1), thread_name_prefix="period") as beside:
        for done in [beside.submit(_PeriodReports(job, outcome).publish) for outcome in counted]:
            done.result()


def _count(job: Job, outcome: Outcome) -> None:
    where = outcome.area, outcome.period
    try:
        now = of_counting(job.store, *where, language=job.language)
        was = counted_from(job.store, *where)
        why = (FORCED,) if job.force else (NEW,) if was is None else tuple(changes(was, now))
        if why:
            seconds = job.do(count_period, outcome.area, str(outcome.period), now, job.language)
            outcome.add(COUNTING, "built", seconds=seconds, why=why)
        else:
            outcome.add(COUNTING, "kept")
    except Exception as error:
        outcome.fail(COUNTING, error)
    job.tell(f"{outcome.area} {outcome.period}")


class _PeriodReports:
    """The files of one counted period on their way into ``outputs/``."""

    def __init__(self, job: Job, outcome: Outcome) -> None:
        self._job, self._outcome = job, outcome
        self._of = outcome.area, str(outcome.period)
        self._folder = job.store.output(outcome.area, outcome.period)
        self._before = made_files(self._folder / MANIFEST)
        self._now: dict[str, Made] = {}
        self._opened: Opened | None = None

    def publish(self) -> None:
        basis = of_reports(self._job.store, self._outcome.area, self._outcome.period)
        papers = self._stale({name: basis for name in PAPERS})
        anew = self._outcome.counted_anew or bool(papers)
        try:
            if anew:
                self._open(papers)
            basis = basis | {DOWNLOADS: digest(json.dumps(downloads(self._folder)).encode())}
            notebooks = self._job.store.notebooks
            pages = {
                name: basis | of_file(notebooks / f"{kind.notebook}.ipynb") for name, kind in _PAGES.items()
            }
            stale = self._stale(pages)
            if stale and not anew:
                self._open({})
            self._make_pages(stale)
            self._make_index(basis)
        except Exception as error:
            self._outcome.fail(MANIFEST, error)

    def _stale(self, files: dict[str, Inputs]) -> dict[str, Made]:
        """The files that are not up to date, to be made from these inputs; those that are stay."""
        stale = {}
        for name, inputs in files.items():
            before = self._before.get(name)
            if self._job.force:
                why = (FORCED,)
            elif before is None:
                why = (UNFINISHED if (self._folder / name).is_file() else NEW,)
            else:
                why = tuple(changes(before.inputs, inputs))
            if why:
                stale[name] = Made("", 0, inputs, why)
            else:
                self._now[name] = before
                self._outcome.add(name, "kept")
                self._told(name)
        return stale

    def _open(self, papers: dict[str, Made]) -> None:
        self._opened = self._job.do(open_publication, *self._of, list(papers))
        for name, became in self._opened.papers.items():
            self._note(name, papers[name], became)

    def _make_pages(self, stale: dict[str, Made]) -> None:
        """All at once; the manifest knows of each as soon as it is there, whatever happens later."""
        submit, root = self._job.executor.submit, self._job.store.root
        pages: dict[Future, str] = {
            submit(publish_page, root, *self._of, _PAGES[name].page, self._opened.gate): name
            for name in stale
        }
        for page in as_completed(pages):
            name = pages[page]
            self._note(name, stale[name], page.exception() or page.result())
            self._write_manifest()

    def _make_index(self, basis: Inputs) -> None:
        with speaking("vi"):  # a page is Vietnamese, whatever the command speaks
            failed = {name: str(error) for name, error in self._outcome.failed.items()}
        told = {name.removesuffix(".html"): reason for name, reason in failed.items()}
        inputs = basis | {FAILURES: digest(json.dumps(told).encode())}
        stale = self._stale({_INDEX: inputs})
        if stale:
            if self._opened is None:
                self._open({})
            try:
                made = self._job.do(publish_index, *self._of, told, self._opened.gate)
            except Exception as error:
                made = error
            self._note(_INDEX, stale[_INDEX], made)
        if self._opened is not None:
            self._write_manifest()
            if self._opened.provenance is None:
                raise self._opened.refusal

    def _note(self, name: str, wanted: Made, became: Published | Exception) -> None:
        if isinstance(became, Exception):
            self._outcome.fail(name, became)
        else:
            self._now[name] = Made(became.sha256, became.size, wanted.inputs, wanted.why)
            self._outcome.add(name, "built", seconds=became.seconds, why=wanted.why)
        self._told(name)

    def _told(self, name: str) -> None:
        self._job.tell(f"{self._outcome.area} {self._outcome.period} {name}")

    def _write_manifest(self) -> None:
        """What is there now, and as missing what is still to come: true whenever the run ends."""
        if self._opened.provenance is None:
            return
        missing = set(FILES) - set(self._now)
        manifest = as_bytes(manifest_of(self._opened.provenance, self._now, missing=sorted(missing)))
        write_atomically(self._folder / MANIFEST, lambda part: part.write_bytes(manifest))


def _write_root_index(store: Store, outcomes: Sequence[Outcome]) -> None:
    from xhht_analysis.publishing.index import root_index

    failed = {(o.area, str(o.period)): len(o.failed) for o in outcomes if o.failed}
    index = root_index(list(_entries(store, failed))).encode()
    path = store.outputs / _INDEX
    if path.is_file() and path.read_bytes() == index:
        return
    from xhht_analysis.publishing.gate import INDEX_LIMIT, Gate

    Gate().admit(_INDEX, index, limit=INDEX_LIMIT)
    write_atomically(path, lambda part: part.write_bytes(index))


def _entries(store: Store, failed: dict[tuple[str, str], int]) -> Iterator[dict]:
    """Every period that has an index page, also of earlier runs."""
    known = find_areas(store.raw)
    for page in sorted(store.outputs.glob("*/*/index.html")):
        area, name = page.parts[-3:-1]
        if area not in known or not Period.is_name(name):
            continue
        period = Period.parse(name)
        summary = store.processed(area, period) / SUMMARY_FILE
        if summary.is_file():
            yield {
                "area": _place(store, area, period),
                "period": period.label,
                "order": period.sort_key,
                "href": f"{area}/{name}/index.html",
                "synthetic": bool(read_json(summary)["synthetic"]),
                "failed": failed.get((area, name)) or missing_in(page.with_name(MANIFEST)),
            }


def _place(store: Store, area: str, period: Period) -> str:
    """The area's whole name; while its ``area.toml`` is broken, its folder's."""
    try:
        return load_area(store.raw_area(area), period.reference_date).place
    except InputError:
        return area
