"""How long a batch of reports takes, beside the naive ways and beside the least it could take.

    python -m benchmarks.reports              24 reports ours, 6 in each of the naive ways, scaled to 24
    python -m benchmarks.reports --all        24 reports in each way

All in one run, on the sample commune twice; every way makes its reports from the same counts and notebooks.
Ours is `run` from the start of the process that is forked, its imports included, to the last page looked over
by the gate and published; the floors are measured once everything is loaded. Ours and the floors take turns,
ROUNDS times: of seconds and of the ratios of each turn the median counts, since machines are noisy. Ratios
say something; seconds depend on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from benchmarks.warm import draw_only, draw_reports
from xhht_analysis.base.duty import ALL_DUE
from xhht_analysis.base.inputs import of_counting
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.running.run import run
from xhht_analysis.running.steps import Job, count_period, step_takers
from xhht_sample import write_sample

ROOT = Path(__file__).resolve().parents[1]
AREAS, PERIODS = ("phu-my", "phu-my-2"), ("2024-H1", "2024")
FEW, ROUNDS = 6, 5
OURS = "our batch, one at a time for each core"
PAGES = "floor: cells and pages, one warm process for each core"
CHARTS = "floor: charts alone, one warm process for each core"
KINDS = {kind.page: kind for kind in REPORTS}
CHOSEN = [(area, Period.parse(period)) for area in AREAS for period in PERIODS]
#: Every report: (area, period, page).
TASKS = [(area, str(period), page) for area, period in CHOSEN for page in KINDS]


def main(words: Sequence[str]) -> None:
    jobs = os.cpu_count() or 1
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody's laptop compiles a program at each start
    with tempfile.TemporaryDirectory() as scratch:
        root = sample_project(Path(scratch))
        ours(root, jobs)  # papers are there, as links to them are part of a page
        # Every kind of report once, so that a few stand for all.
        few = TASKS if "--all" in words else [TASKS[n * 7 % len(TASKS)] for n in range(FEW)]
        scaled = "" if len(few) == len(TASKS) else f", scaled from {len(few)} reports"
        naive: dict[str, Callable[[], float]] = {
            f"papermill and nbconvert, two commands a report{scaled}": lambda: two_commands(root, few),
            f"execute_notebook and HTMLExporter, one process{scaled}": lambda: one_process(root, few),
        }
        rounds: dict[str, Callable[[], float]] = {
            OURS: lambda: ours(root, jobs, without="*.html"),
            PAGES: lambda: warm(draw_reports, root, jobs),
            "the same with Word, Excel and csv": lambda: ours(root, jobs, without="*"),
            CHARTS: lambda: warm(draw_only, root, jobs),
            "nothing to do": lambda: ours(root, jobs),
        }
        once = {name: way() * len(TASKS) / len(few) for name, way in naive.items()}
        turns = [{name: way() for name, way in rounds.items()} for _ in range(ROUNDS)]
        took = once | {name: median(turn[name] for turn in turns) for name in rounds}
        for name, seconds in took.items():
            print(f"{seconds:8.1f} s  {seconds / len(TASKS):7.3f} s a report  {name}")
        commands, kernels, own, _, papers, _, nothing = took.values()
        to_pages, to_charts = ([turn[OURS] / turn[floor] for turn in turns] for floor in (PAGES, CHARTS))
        print(f"{len(TASKS)} reports, {jobs} cores")
        print(f"our batch is {commands / own:.1f} times faster than the two commands (goal 15)")
        print(f"our batch is {kernels / own:.1f} times faster than kernels in one process (goal 6)")
        print(f"with Word, Excel and csv: {commands / papers:.1f} and {kernels / papers:.1f} times")
        each = ", ".join(f"{ratio:.2f}" for ratio in sorted(to_pages))
        print(f"our batch takes {median(to_pages):.2f} times the floor, cells and pages (goal 1.5): {each}")
        print(f"our batch takes {median(to_charts):.2f} times the floor, charts alone")
        print(f"nothing to do takes {nothing / len(TASKS) * 1000:.1f} ms a report (goal 5)")


def sample_project(folder: Path) -> Path:
    """The sample commune twice with its counts, and the notebooks of the repository."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    raw = folder / "data" / "raw"
    shutil.copytree(ROOT / "data" / "raw" / AREAS[0], raw / AREAS[0])
    write_sample(raw)
    shutil.rmtree(raw / AREAS[0] / "2023", ignore_errors=True)
    shutil.copytree(raw / AREAS[0], raw / AREAS[1])
    for area, period in CHOSEN:
        inputs = of_counting(Store(folder), area, period, language="vi", duty=ALL_DUE)
        count_period(folder, area, str(period), inputs, "vi")
    return folder


def two_commands(root: Path, tasks: list) -> float:
    """What everybody does first: two programs for each report."""
    begun = time.perf_counter()
    executed = root / "executed.ipynb"
    for area, period, page in tasks:
        source = root / "notebooks" / f"{KINDS[page].notebook}.ipynb"
        _run("papermill", source, executed, "-r", "area", area, "-r", "period", period, root=root)
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
        "    source, area, period = task.split(':')\n"
        "    made = papermill.execute_notebook(source, None, dict(area=area, period=period), "
        "progress_bar=False)\n"
        "    Path('page.html').write_text(HTMLExporter().from_notebook_node(made)[0], encoding='utf-8')\n"
    )
    words = [f"notebooks/{KINDS[page].notebook}.ipynb:{area}:{period}" for area, period, page in tasks]
    begun = time.perf_counter()
    places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    subprocess.run(
        [sys.executable, "-c", program, *words], cwd=root, env=os.environ | {"PYTHONPATH": places},
        check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - begun


def ours(root: Path, jobs: int | None = None, scheduler: str | None = None, *, without: str = "") -> float:
    """A run, from nothing loaded to the last file published; files ``without`` are not there yet."""
    for path in root.glob(f"outputs/*/*/{without}") if without else ():
        path.unlink()
    begun = time.perf_counter()
    with step_takers(root, scheduler, jobs=jobs) as executor:
        outcomes = run(Job(Store(root), executor), CHOSEN)
    took = time.perf_counter() - begun
    assert all(outcome.complete for outcome in outcomes)
    return took


def warm(work: Callable, root: Path, jobs: int) -> float:
    """The longest that one of so many processes takes over its share, libraries loaded and once used."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return max(pool.map(work, [root] * jobs, [TASKS[number::jobs] for number in range(jobs)]))


if __name__ == "__main__":
    main(sys.argv[1:])
