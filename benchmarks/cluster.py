"""How much sooner two workers of a Dask cluster are done with a batch of reports than one.

    python -m benchmarks.cluster

Both in one run, on the sample commune twice, each way with a scheduler and workers of its own, one thread
each; from connecting to the last file published, the loading of libraries on the workers included. They take
turns, ROUNDS times: of seconds and of the ratios of each turn the median counts. The ratio says something;
seconds depend on the machine.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.reports import TASKS, ours, sample_project
from tests.execution.dask_cluster import dask_cluster

ROUNDS = 5


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as scratch:
        root = sample_project(Path(scratch) / "project")
        rounds = [
            (*(on_workers(root, Path(scratch) / f"{n}-{turn}", n) for n in (1, 2)), locally(root))
            for turn in range(ROUNDS)
        ]
    one, two, here = map(median, zip(*rounds, strict=True))
    ratios = sorted(turn[0] / turn[1] for turn in rounds)
    print(f"{one:8.1f} s  one worker")
    print(f"{two:8.1f} s  two workers")
    print(f"{here:8.1f} s  without a cluster, two at a time")
    print(f"{len(TASKS)} reports, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"two workers are {median(ratios):.2f} times as fast as one (goal 1.7): {each}")


def on_workers(root: Path, folder: Path, workers: int) -> float:
    """Seconds for all reports and papers on so many workers of one thread."""
    folder.mkdir()
    with dask_cluster(folder, [1] * workers) as address:
        shutil.rmtree(root / "outputs", ignore_errors=True)
        return ours(root, scheduler=address)


def locally(root: Path) -> float:
    """The same without a cluster, two at a time."""
    shutil.rmtree(root / "outputs", ignore_errors=True)
    return ours(root, 2)


if __name__ == "__main__":
    main()
