"""A Dask cluster on this machine, as the commands of Dask start it; for tests and benchmarks."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def dask_cluster(
    folder: Path, threads: Sequence[int], settings: Mapping[str, str] | None = None
) -> Iterator[str]:
    """A scheduler and a worker for each number of ``threads``; its address. They end with the block.

    Set up as docs/cluster.md advises, and with ``settings``, variables of the environment, beside that.
    """
    from distributed import Client

    told = folder / "scheduler.json"
    same = ["--scheduler-file", str(told), "--no-dashboard"]
    commands = [["dask_scheduler", *same, "--host", "127.0.0.1", "--port", "0"]]
    for number in threads:
        own = ["--nworkers", "1", "--nthreads", str(number), "--local-directory", str(folder)]
        commands.append(["dask_worker", *same, *own])
    places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    advised = {"DASK_CONFIG": str(ROOT / "docs" / "dask.yaml")}
    environment = os.environ | advised | (settings or {}) | {"PYTHONPATH": places}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{command}", *words], cwd=folder, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for command, *words in commands
    ]  # fmt: skip
    try:
        address = _address(told)
        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(len(threads), timeout=60)
        yield address
    finally:
        for process in running:
            for one in (*psutil.Process(process.pid).children(recursive=True), process):
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            process.wait()


def _address(told: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError):  # not there yet, or only half written
            return json.loads(told.read_text(encoding="utf-8"))["address"]
        time.sleep(0.05)
    raise AssertionError("no scheduler")
