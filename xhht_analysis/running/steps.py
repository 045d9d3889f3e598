"""The steps of a run, each a task for a process of its own: what goes in and what comes out can travel.

Nothing heavy is imported before a step is taken: whoever only hands them out needs none of it.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.inputs import Inputs, digest, record_counted
from xhht_analysis.base.messages import language, speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Edition
from xhht_analysis.base.store import SUMMARY_FILE, Store, read_json, write_json
from xhht_analysis.base.summary import FileEntry
from xhht_analysis.base.whole import read_whole_counts
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.publishing.manifest import MANIFEST, as_bytes, manifest_of
from xhht_analysis.publishing.papers import DRAFT, PAPERS, any_paper, downloads
from xhht_analysis.publishing.reports import ReportKind, page_facts
from xhht_analysis.running.faults import as_told
from xhht_analysis.running.group_steps import make_group
from xhht_analysis.running.kept_gate import KeptGate, gate_in, keep

if TYPE_CHECKING:
    from xhht_analysis.execution.cluster import Cluster
    from xhht_analysis.publishing.gate import Gate
    from xhht_analysis.report.report import Report

P = ParamSpec("P")
T = TypeVar("T")

#: What is loaded before the first step: see these modules.
DRAWING, COUNTING = "xhht_analysis.running.preload_drawing", "xhht_analysis.running.preload_counting"


@dataclass
class Job:
    """What a run is told: where, by whom the steps are taken, who hears of it.

    ``force``: everything is made anew. ``full``: the office's own copy alone. ``language``: of the lists for
    clerks. ``as_of``: the day of judging, None when everything has fallen due.
    """

    store: Store
    executor: FreshProcesses | Cluster
    force: bool = False
    full: bool = False
    tell: Callable[[str], None] = lambda step: None
    as_of: dt.date | None = None
    language: str = field(default_factory=language)

    def do(self, step: Callable[Concatenate[Path, P], T], *args: P.args, **options: P.kwargs) -> T:
        """What the step returns, which is told the project's folder first."""
        future: Future[T] = self.executor.submit(step, self.store.root, *args, **options)
        return future.result()

    def do_here(self, step: Callable[Concatenate[Path, P], T], *args: P.args, **options: P.kwargs) -> T:
        """The same of a step that only this computer may take."""
        future: Future[T] = self.executor.here.submit(step, self.store.root, *args, **options)
        return future.result()

    @property
    def is_far(self) -> bool:
        """Whether others take the steps: what they make is looked over here."""
        return self.executor.here is not self.executor


@dataclass(frozen=True, slots=True)
class Published:
    """A file that the gate let through and that now lies in ``outputs/``."""

    sha256: str
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A period that is being published. ``provenance``: None where the manifest may not be published, and
    ``refusal`` why. ``papers``: what became of each. ``unnamed``: own reports that no page may name.
    """

    gate: KeptGate
    provenance: dict[str, Any] | None
    refusal: InputError | None
    papers: dict[str, Published | Exception] = field(default_factory=dict)
    unnamed: dict[str, Exception] = field(default_factory=dict)


def step_takers(
    root: Path, scheduler: str | None = None, *, jobs: int | None = None, seconds: float | None = None
) -> FreshProcesses | Cluster:
    """Who takes steps: ``jobs`` processes of this computer, or the cluster whose scheduler is named.

    A step that takes longer than ``seconds`` is stopped. Raises InputError for a cluster that cannot be used.
    """
    if scheduler is None:
        return FreshProcesses(
            jobs or os.cpu_count() or 1,
            preload=(DRAWING,),
            preload_for=dict.fromkeys((count_period, open_publication), (COUNTING,)),
            plain=(make_file, make_group),
            seconds=seconds,
        )
    from xhht_analysis.execution.cluster import Cluster

    if jobs is not None:
        raise InputError("--jobs không dùng cùng --scheduler: số việc cùng lúc là số luồng của các worker.")
    return Cluster(scheduler, root, preload=(DRAWING, COUNTING), preload_here=(COUNTING,), seconds=seconds)


def count_period(
    root: Path, area: str, period: str, inputs: Inputs, language: str, as_of: dt.date | None = None
) -> float:
    """Process a period, and say from what; the seconds that it took. Raises InputError; where that is not
    for the area's description, what was counted before says from then on that it is of the past.

    ``inputs`` were looked at before: what changes meanwhile is seen to have changed by the next run.
    ``language``: of the list for the clerk. ``as_of``: the day of judging.
    """
    from xhht_analysis.report.report import open_report
    from xhht_analysis.running.pipeline import process_period

    begun = perf_counter()
    store, when = Store(root), Period.parse(period)
    load_area(store.raw_area(area), when.reference_date)
    try:
        with speaking(language):
            process_period(store, area, when, as_of=as_of)
    except InputError as error:
        mark_as_past(store.processed(area, when) / SUMMARY_FILE, getattr(error, "unread", ()))
        raise
    _ = open_report(area, period, root=root).plan  # broken: told once, here
    record_counted(store, area, when, inputs)
    return perf_counter() - begun


def mark_as_past(path: Path, unread: Sequence[FileEntry]) -> None:
    """Let the summary of what was counted before say that the files that lie there now cannot be used."""
    if path.is_file():
        write_json(path, {**read_json(path), "unread": list(unread), "past": True})


def open_publication(
    root: Path, area: str, period: str, papers: Sequence[str], edition: Edition, kinds: Sequence[ReportKind]
) -> Opened:
    """Make the papers of a period, and ready what its pages, those of ``kinds``, need."""
    from xhht_analysis.publishing.provenance import provenance_of
    from xhht_analysis.publishing.publication import gate_of, names_refused
    from xhht_analysis.report.report import open_report

    read_whole_counts(edition.whole)
    report = replace(open_report(area, period, root=root), edition=edition)
    gate = gate_of(report)
    unnamed = names_refused(gate, kinds)
    provenance = provenance_of(report, [kind for kind in kinds if kind.page not in unnamed])
    folder = _folder_of(report)
    refusal: InputError | None = None
    try:  # whatever describes the area may hold what must not be told
        gate.admit(MANIFEST, as_bytes(manifest_of(provenance, {})))
    except InputError as error:
        (folder / MANIFEST).unlink(missing_ok=True)
        refusal = error
    made: dict[str, Published | Exception] = {}
    for name in papers:
        try:
            made[name] = _published(edition, folder, name, partial(any_paper(name)[1], report), gate)
        except Exception as error:
            made[name] = as_told(error)  # while it still knows where it happened
    told = None if refusal else provenance
    return Opened(keep(gate, report.store.private(area, report.period)), told, refusal, made, unnamed)


def make_file(
    root: Path, area: str, period: str, name: str, edition: Edition, kinds: Sequence[ReportKind]
) -> tuple[float, bytes]:
    """A page or a paper, to be looked over and published by another process: seconds, and what it holds.

    The gate knows persons: where cells run, it has not been.
    """
    from xhht_analysis.publishing.maker import make_page
    from xhht_analysis.report.report import open_report

    begun = perf_counter()
    read_whole_counts(edition.whole)
    page, is_page, _ = name.partition(".html")
    if is_page:
        content = make_page(root, area, period, page, edition=edition, kinds=kinds).encode()
    else:
        content = any_paper(name)[1](replace(open_report(area, period, root=root), edition=edition))
    return perf_counter() - begun, content


def publish_made(
    root: Path,
    area: str,
    period: str,
    name: str,
    made: tuple[float, bytes],
    gate: KeptGate,
    edition: Edition,
) -> Published:
    """What another process made, looked over and put where it belongs. Raises Refusal."""
    from xhht_analysis.publishing.publication import withdraw_pdf

    seconds, content = made
    store, of = Store(root), Period.parse(period)
    folder = edition.folder or store.output(area, of)
    if edition.folder is None and name.endswith(".html"):
        withdraw_pdf(store, area, of, name)
    published = _published(edition, folder, name, lambda: content, gate_in(gate))
    return replace(published, seconds=published.seconds + seconds)


def publish_index(
    root: Path,
    area: str,
    period: str,
    failed: Mapping[str, str],
    gate: KeptGate,
    edition: Edition,
    kinds: Sequence[ReportKind],
) -> Published:
    """The index of a period; ``failed``: why pages and papers could not be made, by name."""
    from xhht_analysis.publishing.gate import INDEX_LIMIT, Refusal
    from xhht_analysis.publishing.index import area_index
    from xhht_analysis.report.report import open_report

    read_whole_counts(edition.whole)
    report = replace(open_report(area, period, root=root), edition=edition)
    folder = _folder_of(report)
    facts = page_facts(report, None, downloads=downloads(folder), kinds=kinds)
    publish = partial(_published, edition, folder, "index.html", gate=gate_in(gate), limit=INDEX_LIMIT)
    try:
        return publish(lambda: area_index(facts, _cards(failed, kinds)).encode())
    except Refusal:
        # The reason of a failure may itself hold what must not be told: then it is said only that it failed.
        return publish(lambda: area_index(facts, _cards(dict.fromkeys(failed, ""), kinds)).encode())


def _folder_of(report: Report) -> Path:
    """Where the files of a report lie: those of a publication wait elsewhere until it is recorded."""
    return report.edition.folder or report.store.output(report.area.id, report.period)


def _cards(failed: Mapping[str, str], kinds: Sequence[ReportKind]) -> list[dict[str, Any]]:
    cards: list[dict[str, Any]] = [
        {"title": kind.title, "sentence": kind.sentence, "href": f"{kind.page}.html"}
        | ({"failed": failed[kind.page] or True} if kind.page in failed else {})
        for kind in kinds
    ]
    papers = [name for name in (*PAPERS, DRAFT) if name in failed]
    return cards + [{"title": any_paper(name)[0], "failed": failed[name] or True} for name in papers]


def _published(
    edition: Edition, folder: Path, name: str, make: Callable[[], bytes], gate: Gate, **limit: int
) -> Published:
    from xhht_analysis.publishing.publication import put

    begun = perf_counter()
    content = make()
    put(folder, name, content, gate=gate, mode=0o600 if edition.whole else 0o644, **limit)
    return Published(digest(content), len(content), perf_counter() - begun)
