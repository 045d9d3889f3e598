"""A province from raw surveys to the overview of its group: on this machine, and on two local Dask workers.

    python -m benchmarks.province                                102 communes, three periods, five million
    python -m benchmarks.province --communes 12 --people 120000  a smaller one: what is printed is of that

Everything from connecting to the last file: surveys read, cleaned and counted, suppressed, six reports with
their papers a period, indexes, the group's csv, page and paper of each year. The periods hold the same
people, a year older each. CPU is that of all processes of this machine's way; of the cluster's only what its
processes reaped. Seconds depend on the machine and on what else it does, which is why the load is printed.
Both ways must give the same bytes. Linux; Dask for the second way.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.execution.dask_cluster import dask_cluster
from xhht_analysis.base.store import Store, write_text
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.running.run import choose, run
from xhht_analysis.running.steps import Job, step_takers
from xhht_sample.province import COMMUNES, MAPPING, PEOPLE, SURVEY_FILE, write_province
from xhht_sample.province_people import YEAR

ROOT = Path(__file__).resolve().parents[1]
GROUP, PERIODS, WORKERS = "tinh-mau", (YEAR - 1, YEAR, YEAR + 1), 2


def main(communes: int, people: int, *, dask: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "project"
        size = written(root, communes, people)
        reports = communes * len(PERIODS) * len(REPORTS)
        print(f"{communes} communes, {people:,} people, {len(PERIODS)} periods: {reports} reports; ", end="")
        print(f"surveys {size / 2**20:.0f} MiB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        here = told("this machine", reports, lambda: _run(root))
        made = hashes(root)
        print(f"  outputs {_size(root / 'outputs')}, processed {_size(root / 'data' / 'processed')}")
        pages = [root / "outputs" / GROUP / str(year) / "tong-quan.html" for year in PERIODS]
        print("  overview: " + ", ".join(f"{page.stat().st_size / 1024:.0f} KB" for page in pages))
        told("nothing to do", reports, lambda: _run(root))
        if not dask:
            return
        for folder in (root / "outputs", root / "data" / "processed"):
            shutil.rmtree(folder)
        there = told(f"Dask, {WORKERS} workers of one thread", reports, lambda: _on_workers(root))
        print(f"  Dask takes {there / here:.2f} times as long as this machine alone")
        again = hashes(root)
        other = [name for name in {**made, **again} if made.get(name) != again.get(name)]
        print(f"  files that differ: {len(other)} of {len(made)} {other[:5]}")


def written(root: Path, communes: int, people: int) -> int:
    """The province and its group below ``root``; the bytes of its surveys."""
    raw = root / "data" / "raw"
    folders = write_province(raw, people=people, communes=communes)
    for folder in folders:
        for year in PERIODS:
            survey = folder / str(year) / SURVEY_FILE.replace(str(YEAR), str(year))
            if year != YEAR:
                survey.parent.mkdir()
                os.link(folder / str(YEAR) / SURVEY_FILE, survey)
                write_text(survey.parent / "mapping.toml", MAPPING.replace(SURVEY_FILE, survey.name))
    members = ", ".join(f'"{folder.name}"' for folder in folders)
    write_text(
        raw / GROUP / "area.toml", f'name = "Mẫu"\nkind = "tỉnh"\nsynthetic = true\nmembers = [{members}]\n'
    )
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    return sum(path.stat().st_size for path in raw.rglob("*.parquet"))


def told(way: str, reports: int, work: Callable[[], None]) -> float:
    """Print what a way took; its seconds."""
    begun, cpu = time.perf_counter(), _cpu()
    work()
    seconds, cpu = time.perf_counter() - begun, _cpu() - cpu
    each = f"{cpu / reports:.2f} s CPU a report"
    print(f"{seconds:8.1f} s  {cpu:8.1f} s CPU  {each}  load {os.getloadavg()[0]:.1f}  {way}", flush=True)
    return seconds


def _run(root: Path, scheduler: str | None = None) -> None:
    store = Store(root)
    with step_takers(root, scheduler) as executor:
        outcomes = run(Job(store, executor), choose(store, [], []))
    failed = [(one.area, str(one.period), one.failed) for one in outcomes if not one.complete]
    assert not failed, failed[:3]


def _on_workers(root: Path) -> None:
    with ExitStack() as open_:
        folder = Path(open_.enter_context(tempfile.TemporaryDirectory()))
        _run(root, open_.enter_context(dask_cluster(folder, [1] * WORKERS)))


def hashes(root: Path) -> dict[str, str]:
    """Every published file but manifests, which say when they were made."""
    return dict(sorted(_hashes(root / "outputs")))


def _hashes(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _size(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 2**20:.0f} MiB"


def _cpu() -> float:
    """Of this process and of all that it started and that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("--communes", type=int, default=COMMUNES)
    words.add_argument("--people", type=int, default=PEOPLE)
    words.add_argument("--without-dask", action="store_true")
    chosen = words.parse_args()
    main(chosen.communes, chosen.people, dask=not chosen.without_dask)
