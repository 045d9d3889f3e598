"""How long a batch of reports takes, beside the naive ways and beside the least it could take.

    python -m benchmarks.reports              24 reports ours, 6 in each of the naive ways, scaled to 24
    python -m benchmarks.reports --all        24 reports in each way

All in one run, on the sample commune; every way makes its reports from the same counts and notebooks. Ours
is measured from the start of the process that is forked, its imports included, to the last page written; the
floors once everything is loaded. Ratios say
something; seconds depend on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from pathlib import Path

from benchmarks.warm import draw_only, draw_reports
from xhht_analysis.periods import Period
from xhht_analysis.pipeline import process_period
from xhht_analysis.publishing.maker import make_page, page_makers
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.sample import write_sample
from xhht_analysis.store import Store, write_text

ROOT = Path(__file__).resolve().parents[1]
AREA, PERIODS = "phu-my", ("2024", "2024-H1")
BATCH, FEW = 24, 6
KINDS = {kind.page: kind for kind in REPORTS}
#: Every report of the sample, again and again: (period, page).
TASKS = [(period, page) for period in PERIODS for page in KINDS]


def main(words: Sequence[str]) -> None:
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        root = sample_project(Path(scratch))
        batch = [TASKS[n % len(TASKS)] for n in range(BATCH)]
        # Every kind of report once, so that a few stand for all.
        few = batch if "--all" in words else [(PERIODS[n % 2], page) for n, page in enumerate(KINDS)][:FEW]
        ways: list[tuple[str, Callable[[Path, list], object], list]] = [
            ("papermill and nbconvert, two commands a report", two_commands, few),
            ("papermill.execute_notebook and HTMLExporter, one process", one_process, few),
            (f"our batch, {jobs} at a time", lambda root, tasks: ours(root, tasks, jobs), batch),
            (f"floor: cells and pages in {jobs} warm processes", warm(draw_reports, jobs), batch),
            (f"floor: charts alone in {jobs} warm processes", warm(draw_only, jobs), batch),
        ]
        seconds = {}
        for name, way, tasks in ways:
            took = way(root, tasks)
            seconds[name] = took * len(batch) / len(tasks)
            scaled = "" if tasks is batch else f", scaled from {len(tasks)} reports"
            each = seconds[name] / BATCH
            print(f"{seconds[name]:8.1f} s  {each:6.2f} s a report  {name}{scaled}", flush=True)
        commands, kernels, own, *floors = seconds.values()
        print(f"{BATCH} reports, {jobs} cores")
        print(f"our batch is {commands / own:.1f} times faster than the two commands (goal 15)")
        print(f"our batch is {kernels / own:.1f} times faster than kernels in one process (goal 6)")
        for name, floor in zip(("cells and pages", "charts alone"), floors, strict=True):
            print(f"our batch takes {own / floor:.2f} times the floor, {name} (goal 1.5)")


def sample_project(folder: Path) -> Path:
    """The sample commune with its counts, and the notebooks of the repository."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(ROOT / "data" / "raw" / AREA, folder / "data" / "raw" / AREA)
    write_sample(folder / "data" / "raw")
    for period in PERIODS:
        process_period(Store(folder), AREA, Period.parse(period))
    return folder


def two_commands(root: Path, tasks: list) -> float:
    """What everybody does first: two programs for each report."""
    begun = time.perf_counter()
    executed = root / "executed.ipynb"
    for period, page in tasks:
        source = root / "notebooks" / f"{KINDS[page].notebook}.ipynb"
        _run("papermill", source, executed, "-r", "area", AREA, "-r", "period", period, root=root)
        _run("nbconvert", "--to", "html", executed, root=root)
    return time.perf_counter() - begun


def _run(module: str, *words: object, root: Path) -> None:
    places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    subprocess.run(
        [sys.executable, "-m", module, *map(str, words)], cwd=root, env=os.environ | {"PYTHONPATH": places},
        check=True, capture_output=True,
    )  # fmt: skip


def one_process(root: Path, tasks: list) -> float:
    """The libraries' functions in a loop, the libraries loaded once."""
    program = (
        "import sys, papermill; from nbconvert import HTMLExporter; from pathlib import Path\n"
        "for task in sys.argv[1:]:\n"
        "    source, period = task.split(':')\n"
        f"    made = papermill.execute_notebook(source, None, dict(area={AREA!r}, period=period), "
        "progress_bar=False)\n"
        "    Path('page.html').write_text(HTMLExporter().from_notebook_node(made)[0], encoding='utf-8')\n"
    )
    words = [f"notebooks/{KINDS[page].notebook}.ipynb:{period}" for period, page in tasks]
    begun = time.perf_counter()
    places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    subprocess.run(
        [sys.executable, "-c", program, *words], cwd=root, env=os.environ | {"PYTHONPATH": places},
        check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - begun


def ours(root: Path, tasks: list, jobs: int) -> float:
    """Reports in forks, from nothing loaded to the last page written."""
    begun = time.perf_counter()
    with page_makers(jobs) as executor:
        made = {executor.submit(make_page, root, AREA, *task): number for number, task in enumerate(tasks)}
        for page in as_completed(made):
            write_text(root / "outputs" / f"{made[page]}.html", page.result())
    return time.perf_counter() - begun


def warm(work: Callable, jobs: int) -> Callable[[Path, list], float]:
    """The longest that one of so many processes takes over its share, libraries loaded and once used."""

    def measure(root: Path, tasks: list) -> float:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            shares = [tasks[number::jobs] for number in range(jobs)]
            return max(pool.map(work, [root] * jobs, shares))

    return measure


if __name__ == "__main__":
    main(sys.argv[1:])
