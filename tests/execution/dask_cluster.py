"""A Dask cluster on this machine, set up as docs/cluster.md advises; for tests and benchmarks."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
#: As in docs/cluster.md; smaller keys, since these last for a test.
CERTIFICATES = (
    "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=xhht -keyout ca.key -out ca.pem",
    "req -newkey rsa:2048 -nodes -subj /CN=may-1 -keyout machine.key -out machine.csr",
    "x509 -req -in machine.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out machine.pem",
)
_COMM = "DASK_DISTRIBUTED__COMM__"


@contextlib.contextmanager
def dask_cluster(
    folder: Path, threads: Sequence[int], settings: Mapping[str, str] | None = None, *, preload: str = ""
) -> Iterator[str]:
    """A scheduler and a worker for each number of ``threads``; its address. They end with the block.

    With ``settings``, variables of the environment, beside what is advised. ``preload``: a module that every
    worker loads first. While the block lasts this process, and what it starts, has a certificate too.
    """
    certified = certificates(folder)
    with _known_here(certified):
        protocol = "tls" if f"{_COMM}TLS__CA_FILE" in certified else "tcp"
        told = folder / "scheduler.json"
        same = ["--scheduler-file", str(told), "--host", "127.0.0.1", "--protocol", protocol]
        same += ["--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
        commands = [["dask_scheduler", *same, "--port", "0"]]
        for number in threads:
            own = ["--nworkers", "1", "--nthreads", str(number), "--local-directory", str(folder)]
            commands.append(["dask_worker", *same, *own, *(["--preload", preload] if preload else [])])
        places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        environment = os.environ | (settings or {}) | {"PYTHONPATH": places}
        running = [
            subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{command}", *words], cwd=folder, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            for command, *words in commands
        ]  # fmt: skip
        try:
            yield _address(told, len(threads))
        finally:
            for process in running:
                for one in (*psutil.Process(process.pid).children(recursive=True), process):
                    with contextlib.suppress(psutil.NoSuchProcess):
                        one.kill()
                process.wait()


def certificates(folder: Path) -> dict[str, str]:
    """Certificates made on the spot, and the settings of Dask that name them; none without openssl."""
    settings = {"DASK_CONFIG": str(ROOT / "docs" / "dask.yaml")}
    if shutil.which("openssl") is None:
        return settings | {f"{_COMM}REQUIRE_ENCRYPTION": "False"}
    made = folder / "tls"
    made.mkdir()
    for words in CERTIFICATES:
        subprocess.run(["openssl", *words.split()], cwd=made, check=True, capture_output=True)
    settings[f"{_COMM}TLS__CA_FILE"] = str(made / "ca.pem")
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings[f"{_COMM}TLS__{role}__CERT"] = str(made / "machine.pem")
        settings[f"{_COMM}TLS__{role}__KEY"] = str(made / "machine.key")
    return settings


@contextlib.contextmanager
def _known_here(settings: Mapping[str, str]) -> Iterator[None]:
    """This process, and what it starts, with the settings."""
    import dask
    import distributed  # noqa: F401  # brings the settings that are replaced

    here = {
        name.removeprefix("DASK_").replace("__", ".").replace("_", "-").lower(): value
        for name, value in settings.items()
        if name.startswith(f"{_COMM}TLS")
    }
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        with dask.config.set(here | {"distributed.comm.require-encryption": bool(here)}):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _address(told: Path, workers: int) -> str:
    """The scheduler's, once so many workers are there."""
    from distributed import Client

    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError):  # not there yet, or only half written
            address = json.loads(told.read_text(encoding="utf-8"))["address"]
            with Client(address, timeout=60, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=60)
            return address
        time.sleep(0.05)
    raise AssertionError("no scheduler")
