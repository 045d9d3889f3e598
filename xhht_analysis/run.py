"""Areas and periods to reports: process first, then run the notebooks, write the pages, the indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from xhht_analysis.areas import check_area_id, find_areas, find_periods, near
from xhht_analysis.errors import InputError
from xhht_analysis.periods import Period
from xhht_analysis.pipeline import process_period
from xhht_analysis.publishing.index import area_index, root_index
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.reports import REPORTS, ReportKind, page_facts
from xhht_analysis.publishing.runner import NotebookFailure, run_notebook
from xhht_analysis.report import Report, open_report
from xhht_analysis.store import SUMMARY_FILE, Store, write_text
from xhht_analysis.vietnamese import format_number

CSV = "chi-tieu.csv"


@dataclass
class Outcome:
    """What became of one area and period: pages made, and failures in words by report."""

    area: str
    period: Period
    made: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.failed


def choose(store: Store, areas: Sequence[str], periods: Sequence[Period]) -> list[tuple[str, Period]]:
    """Areas and periods to run: all that have raw files, or those named.

    Raises InputError for an area that is not there and when nothing is left to run.
    """
    known = find_areas(store.raw)
    for area in areas:
        if check_area_id(area) not in known:
            raise InputError(
                f"Không có địa bàn «{area}» (thư mục data/raw/{area} với tệp area.toml).{near(area, known)}",
                en=f"There is no area “{area}” (data/raw/{area}/area.toml).{near(area, known, en=True)}",
            )
    chosen = []
    for area in areas or known:
        there = find_periods(store.raw_area(area))
        for period in periods or there:
            if period in there or areas:
                chosen.append((area, period))
    if not chosen:
        raise InputError(
            "Chưa có kỳ nào có số liệu trong data/raw. Hãy chép phiếu điều tra vào data/raw/<địa bàn>/<kỳ>, "
            "hoặc chạy xhht sample để có xã mẫu.",
            en="No period in data/raw has files. Put a register into data/raw/<area>/<period>, "
            "or run xhht sample for the sample commune.",
        )
    return sorted(chosen, key=lambda pair: (pair[0], pair[1].sort_key))


def run(store: Store, chosen: Sequence[tuple[str, Period]], *, tell: Callable[[str], None]) -> list[Outcome]:
    """Make every report of the chosen areas and periods; one that fails does not stop the others.

    All periods are processed before the first notebook runs, since a report may look at an earlier period.
    ``tell`` hears of each step as it begins.
    """
    outcomes = [Outcome(area, period) for area, period in chosen]
    for outcome in outcomes:
        tell(f"{outcome.area} {outcome.period}")
        _process(store, outcome)
    for outcome in outcomes:
        for kind in REPORTS:
            tell(f"{outcome.area} {outcome.period} {kind.page}")
            if not outcome.failed.get("*"):
                _make_report(store, outcome, kind)
        _write_area(store, outcome)
    failed = {(o.area, str(o.period)): len(o.failed) for o in outcomes if o.failed}
    write_text(store.outputs / "index.html", root_index(list(_entries(store, failed))))
    return outcomes


def _process(store: Store, outcome: Outcome) -> None:
    try:
        process_period(store, outcome.area, outcome.period)
    except InputError as error:
        outcome.failed["*"] = str(error)


def _make_report(store: Store, outcome: Outcome, kind: ReportKind) -> None:
    from xhht_analysis.publishing.exporter import export

    try:
        report = open_report(outcome.area, str(outcome.period), root=store.root)
        notebook = run_notebook(
            store.notebooks / f"{kind.notebook}.ipynb",
            {"area": outcome.area, "period": str(outcome.period)},
            folder=store.root,
        )
        page = export(notebook, page_facts(report, kind, downloads=[_download(indicator_csv(report))]))
    except (NotebookFailure, InputError) as error:
        outcome.failed[kind.page] = str(error)
    else:
        write_text(store.output(outcome.area, outcome.period) / f"{kind.page}.html", page)
        outcome.made.append(kind.page)


def _write_area(store: Store, outcome: Outcome) -> None:
    """The csv and the index of a period, unless its input could not be used."""
    if outcome.failed.get("*"):
        return
    report = open_report(outcome.area, str(outcome.period), root=store.root)
    folder = store.output(outcome.area, outcome.period)
    text = indicator_csv(report)
    write_text(folder / CSV, text, encoding="utf-8-sig")
    reports = [_card(outcome, kind) for kind in REPORTS]
    facts = page_facts(report, None, downloads=[_download(text)])
    write_text(folder / "index.html", area_index(facts, reports))


def _card(outcome: Outcome, kind: ReportKind) -> dict:
    card = {"title": kind.title, "sentence": kind.sentence, "href": f"{kind.page}.html"}
    return card | {"failed": outcome.failed[kind.page]} if kind.page in outcome.failed else card


def _download(text: str) -> dict:
    kilobytes = -(-len(text.encode("utf-8-sig")) // 1024)
    return {"href": CSV, "text": "Bảng chỉ tiêu (CSV)", "size": f"{format_number(kilobytes)} KB"}


def _entries(store: Store, failed: dict[tuple[str, str], int]) -> Iterator[dict]:
    """Every period that has an index page, also of earlier runs."""
    for page in sorted(store.outputs.glob("*/*/index.html")):
        area, name = page.parts[-3:-1]
        if not Period.is_name(name) or area not in find_areas(store.raw):
            continue
        if not (store.processed(area, Period.parse(name)) / SUMMARY_FILE).is_file():
            continue
        report: Report = open_report(area, name, root=store.root)
        yield {
            "area": report.area.place,
            "period": report.period.label,
            "href": f"{area}/{name}/index.html",
            "synthetic": bool(report.summary["synthetic"]),
            "failed": failed.get((area, name), 0),
        }
