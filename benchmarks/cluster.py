"""How much sooner two workers of a Dask cluster are done with a batch of reports than one.

    python -m benchmarks.cluster

Both in one run, on the sample commune, each way with a scheduler and workers of its own, one thread each;
from connecting to the last page, the loading of libraries on the workers included. The ratio says something;
seconds depend on the machine.
"""

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import as_completed
from pathlib import Path

from benchmarks.reports import AREA, BATCH, TASKS, ours, sample_project
from tests.dask_cluster import dask_cluster
from xhht_analysis.execution.cluster import Cluster
from xhht_analysis.publishing.maker import get_ready, make_page


def main() -> None:
    batch = [TASKS[number % len(TASKS)] for number in range(BATCH)]
    with tempfile.TemporaryDirectory() as scratch:
        root = sample_project(Path(scratch) / "project")
        one, two = (_on_workers(root, batch, Path(scratch) / f"{n}", n) for n in (1, 2))
        here = ours(root, batch, 2)
    print(f"{one:8.1f} s  one worker")
    print(f"{two:8.1f} s  two workers")
    print(f"{here:8.1f} s  without a cluster, two at a time")
    print(f"{BATCH} reports, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"two workers are {one / two:.2f} times as fast as one (goal 1.7)")


def _on_workers(root: Path, batch: list, folder: Path, workers: int) -> float:
    folder.mkdir()
    with dask_cluster(folder, [1] * workers) as address:
        begun = time.perf_counter()
        with Cluster(address, root, prepare=get_ready) as makers:
            for page in as_completed([makers.submit(make_page, root, AREA, *task) for task in batch]):
                page.result()
            return time.perf_counter() - begun


if __name__ == "__main__":
    main()
