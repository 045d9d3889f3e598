"""Areas and periods to reports: process first, then run the notebooks, write the pages, the indexes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial

from xhht_analysis.areas import find_areas, find_periods, load_area
from xhht_analysis.errors import InputError
from xhht_analysis.execution.tasks import TookTooLong, WorkerDied
from xhht_analysis.intake import known_area
from xhht_analysis.messages import speaking
from xhht_analysis.periods import Period
from xhht_analysis.pipeline import process_period
from xhht_analysis.publishing.gate import INDEX_LIMIT, Gate, Refusal
from xhht_analysis.publishing.index import area_index, root_index
from xhht_analysis.publishing.maker import make_page, page_makers
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.publishing.publication import Publication
from xhht_analysis.publishing.reports import REPORTS, ReportKind, page_facts
from xhht_analysis.publishing.runner import NotebookFailure
from xhht_analysis.report import open_report
from xhht_analysis.store import SUMMARY_FILE, Store, read_json, write_atomically

#: Nothing in a report takes so long; one that hangs is stopped.
REPORT_SECONDS = 600
_FAILURES = (NotebookFailure, InputError, WorkerDied, TookTooLong)


@dataclass
class Outcome:
    """What became of one area and period: pages made, and why others were not, by page.

    Why the whole period could not be used stands under ``"*"``.
    """

    area: str
    period: Period
    made: list[str] = field(default_factory=list)
    failed: dict[str, Exception] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.failed


def choose(store: Store, areas: Sequence[str], periods: Sequence[Period]) -> list[tuple[str, Period]]:
    """Areas and periods to run: all that have raw files, or those named.

    Raises InputError for an area that is not there and when nothing is left to run.
    """
    for area in areas:
        known_area(store, area)
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


def run(
    store: Store,
    chosen: Sequence[tuple[str, Period]],
    *,
    tell: Callable[[str], None],
    jobs: int = 1,
) -> list[Outcome]:
    """Make every report of the chosen areas and periods; one that fails does not stop the others.

    All periods are processed before the first notebook runs, since a report may look at an earlier period.
    ``jobs`` notebooks run at a time, each in a fresh process. ``tell`` hears of each step.
    """
    outcomes = [Outcome(area, period) for area, period in chosen]
    with page_makers(jobs, seconds=REPORT_SECONDS) as makers:
        makers.submit(int)  # the libraries are loaded while files are read
        for outcome in outcomes:
            tell(f"{outcome.area} {outcome.period}")
            _process(store, outcome)
        # While a period's notebooks run, the papers of the next are made; what is done is published at once.
        under_way: deque[Callable[[], None]] = deque()
        for outcome in outcomes:
            tell(f"{outcome.area} {outcome.period} chi-tieu, bao-cao")
            if not outcome.failed.get("*"):
                publication = _publication(store, outcome)
                _make_papers(store, outcome, publication)
                pages = _begin_reports(store, outcome, makers)
                under_way.append(partial(_publish, store, outcome, publication, pages, tell))
            while len(under_way) > 1:
                under_way.popleft()()
        for publish in under_way:
            publish()
    failed = {(o.area, str(o.period)): len(o.failed) for o in outcomes if o.failed}
    index = root_index(list(_entries(store, failed))).encode()
    Gate().admit("index.html", index, limit=INDEX_LIMIT)
    write_atomically(store.outputs / "index.html", lambda part: part.write_bytes(index))
    return outcomes


def _process(store: Store, outcome: Outcome) -> None:
    try:
        process_period(store, outcome.area, outcome.period)
        _ = open_report(outcome.area, str(outcome.period), root=store.root).plan  # broken: told once, here
    except InputError as error:
        outcome.failed["*"] = error


def _publication(store: Store, outcome: Outcome) -> Publication:
    return Publication(open_report(outcome.area, str(outcome.period), root=store.root))


def _make_papers(store: Store, outcome: Outcome, publication: Publication) -> None:
    from xhht_analysis.publishing.papers import PAPERS

    report = open_report(outcome.area, str(outcome.period), root=store.root)
    for name, (_, make) in PAPERS.items():
        try:
            publication.put(name, make(report))
        except InputError as error:
            outcome.failed[name] = error


def _begin_reports(store: Store, outcome: Outcome, makers: Executor) -> dict[str, Future]:
    """Every report of a period on its way, by page; its papers must be there, since pages lead to them."""
    of = (store.root, outcome.area, str(outcome.period))
    return {kind.page: makers.submit(make_page, *of, kind.page) for kind in REPORTS}


def _publish(
    store: Store,
    outcome: Outcome,
    publication: Publication,
    pages: Mapping[str, Future],
    tell: Callable[[str], None],
) -> None:
    """The pages of a period as they are done, then what rests on all of them."""
    for kind in REPORTS:
        tell(f"{outcome.area} {outcome.period} {kind.page}")
        _publish_report(outcome, kind, publication, pages[kind.page])
    _write_index(store, outcome, publication)


def _publish_report(outcome: Outcome, kind: ReportKind, publication: Publication, page: Future) -> None:
    try:
        publication.put(f"{kind.page}.html", page.result().encode())
    except _FAILURES as error:
        outcome.failed[kind.page] = error
    else:
        outcome.made.append(kind.page)


def _write_index(store: Store, outcome: Outcome, publication: Publication) -> None:
    """The index and the manifest of a period whose input could be used."""
    from xhht_analysis.publishing.papers import PAPERS, downloads

    report = open_report(outcome.area, str(outcome.period), root=store.root)
    facts = page_facts(report, None, downloads=downloads(store.output(outcome.area, outcome.period)))
    reports = [_card(outcome, kind) for kind in REPORTS]
    reports += [{"title": PAPERS[p][0], **_failure(outcome, p)} for p in PAPERS if p in outcome.failed]
    # The reason of a failure may itself hold what must not be told: then the index says only that it failed.
    silent = [report | {"failed": bool(report.get("failed"))} for report in reports]
    for told in (reports, silent):
        page = area_index(facts, told).encode()
        if _published(outcome, "index", partial(publication.put, "index.html", page, limit=INDEX_LIMIT)):
            break
    missing = [name if name in PAPERS else f"{name}.html" for name in outcome.failed]
    _published(outcome, MANIFEST, partial(publication.close, missing))


def _published(outcome: Outcome, name: str, publish: Callable[[], None]) -> bool:
    """Whether the file came through the gate; else the reason stands among the failures."""
    outcome.failed.pop(name, None)
    try:
        publish()
    except Refusal as error:
        outcome.failed[name] = error
    return name not in outcome.failed


def _card(outcome: Outcome, kind: ReportKind) -> dict:
    card = {"title": kind.title, "sentence": kind.sentence, "href": f"{kind.page}.html"}
    return card | _failure(outcome, kind.page)


def _failure(outcome: Outcome, name: str) -> dict:
    if name not in outcome.failed:
        return {}
    with speaking("vi"):  # a page is Vietnamese, whatever the command speaks
        return {"failed": str(outcome.failed[name])}


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
                "failed": failed.get((area, name), 0),
            }


def _place(store: Store, area: str, period: Period) -> str:
    """The area's whole name; while its ``area.toml`` is broken, its folder's."""
    try:
        return load_area(store.raw_area(area), period.reference_date).place
    except InputError:
        return area
