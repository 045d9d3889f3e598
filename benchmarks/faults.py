"""Faults of the machine, tried one by one: how each command ends, in how long, and what it leaves.

    python -m benchmarks.faults [name of a fault …]

On Linux, as root (for a small disk and for the loss of root's rights). docs/faults.md sums up what it tells.
Another version of the package is tried with ``PYTHONPATH`` at its folder.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.kills import AREA, COMMANDS, MARK, PERIOD, START, copied, is_whole, project
from tests.support.small_commune import break_notebook, clean_environment, unfinished

#: Root without its rights: whom a folder's permissions bind.
BOUND = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
SOMEBODY = 4711
DEEP = {
    "brackets, 200.000": f"x = {'[' * 200_000}",
    "inline tables, 200.000": f"x = {'{a=' * 200_000}",
    "a dotted key, 100.000 parts": f"{'.'.join(['a'] * 100_000)} = 1",
    "a dotted title, 100.000 parts": f"[{'.'.join(['a'] * 100_000)}]",
    "quoted parts, 100.000": ".".join(['"a"'] * 100_000) + " = 1",
    "unknown keys, 100.000": "\n".join(f"k{n} = 1" for n in range(100_000)),
    "unknown tables, 50.000": "\n".join(f"[[k{n}]]" for n in range(50_000)),
    "wrong khóm, 100.000": f"khom = [{', '.join(['1'] * 100_000)}]",
    "wrong units, 30.000": "[[unit]]\nname = 1\nkind = 1\n" * 30_000,
}


@dataclass(frozen=True)
class End:
    """How one command ended: exit code, what it said, seconds, what it left half done or beside."""

    code: int
    said: str
    seconds: float
    half: int
    left: int
    alive: int

    def __str__(self) -> str:
        fault = "TRACEBACK" if "Traceback" in self.said else ""
        fault = fault or ("PROGRAM FAULT" if "Lỗi của chương trình" in self.said else "")
        line = next((line.strip() for line in self.said.splitlines() if re.search("[✗.]", line)), "")
        left = "".join(
            f"; {n} {words}"
            for n, words in ((self.half, "half"), (self.left, "left over"), (self.alive, "processes alive"))
            if n
        )
        return f"{fault or line[:150]} ({self.code}, {self.seconds:.1f} s{left})"


@dataclass
class Try:
    """A project in a folder of its own, and commands in it."""

    root: Path
    aside: Path

    def begin(self, words: Sequence[str], *, before: Sequence[str] = (), **more: object) -> subprocess.Popen:
        self.aside.mkdir(exist_ok=True)
        environment = clean_environment() | {"TMPDIR": str(self.aside), MARK: str(self.root)}
        return subprocess.Popen(
            [*before, *START, *words], cwd=self.root, env=environment, encoding="utf-8",
            **({"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} | more),
        )  # fmt: skip

    def ended(self, process: subprocess.Popen, begun: float) -> End:
        try:
            said = process.communicate(timeout=120)[0] or ""
        except subprocess.TimeoutExpired:
            process.kill()
            said = "Traceback: it hangs"
        seconds = time.monotonic() - begun
        time.sleep(0.3)
        files = [path for path in self.root.rglob("*") if path.is_file() and path.suffix != ".part"]
        half = [p for p in files if "data/raw" not in p.as_posix() and not is_whole(p.name, p.read_bytes())]
        left = len(unfinished(self.root)) + len(list(self.aside.iterdir()))
        alive = sum(map(self._is_of_it, psutil.process_iter()))
        return End(process.returncode, said, seconds, len(half), left, alive)

    def do(self, *words: str, **more: object) -> End:
        begun = time.monotonic()
        return self.ended(self.begin(words, **more), begun)

    def _is_of_it(self, process: psutil.Process) -> bool:
        try:
            return process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == str(self.root)
        except (psutil.Error, OSError):
            return False


Fault = Callable[[Try], Iterator[tuple[str, object]]]


def each(names: Sequence[str] = tuple(COMMANDS)) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((name, COMMANDS[name]) for name in names)


def stale(root: Path) -> None:
    """So that a run has something to do, quickly."""
    for path in root.glob("outputs/*/*/xoa-mu-chu.html"):
        path.unlink()


def outputs_read_only(one: Try) -> Iterator[tuple[str, object]]:
    stale(one.root)
    folders = [one.root / "outputs", *(p for p in one.root.joinpath("outputs").rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    for name, words in each(("run", "template", "bundle")):
        yield name, one.do(*words, before=BOUND)
    for folder in folders:
        folder.chmod(0o755)


def all_of_somebody_else(one: Try) -> Iterator[tuple[str, object]]:
    for path in [one.root, *one.root.rglob("*")]:
        os.chown(path, SOMEBODY, SOMEBODY)
    for name, words in each():
        yield name, one.do(*words, before=BOUND)


def raw_file_closed(one: Try) -> Iterator[tuple[str, object]]:
    (register,) = one.root.glob(f"data/raw/{AREA}/{PERIOD}/*.xlsx")
    register.chmod(0)
    for name, words in each(("check", "run")):
        yield name, one.do(*words, before=BOUND)


def raw_folder_closed(one: Try) -> Iterator[tuple[str, object]]:
    folder = one.root / "data" / "raw" / AREA
    folder.chmod(0)
    for name, words in each():
        yield name, one.do(*words, before=BOUND)
    folder.chmod(0o755)


def disk_full(one: Try) -> Iterator[tuple[str, object]]:
    """The processed data and the outputs on a disk that has so many bytes left."""
    for kilobytes in (0, 8, 40, 200):
        for name, words in each():
            with small_disk(one.root, kilobytes, fresh=name != "bundle") as small:
                yield f"{name}, {kilobytes} kB left", Try(small, one.aside).do(*words)


@contextmanager
def small_disk(project: Path, kilobytes: int, *, fresh: bool) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], check=True)
        try:
            root = copied(project, Path(folder) / "project")
            if fresh:
                shutil.rmtree(root / "outputs" / AREA)
                shutil.rmtree(root / "data" / "processed" / AREA)
            used = shutil.disk_usage(folder).used
            size = used + kilobytes * 1024
            subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)
            yield root
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def nowhere_for_temporary_files(one: Try) -> Iterator[tuple[str, object]]:
    stale(one.root)
    one.aside.mkdir(exist_ok=True)
    one.aside.chmod(0o555)
    for name, words in each():
        yield name, one.do(*words, before=BOUND)
    one.aside.chmod(0o755)


def screen_full(one: Try) -> Iterator[tuple[str, object]]:
    for name, words in each():
        with Path("/dev/full").open("w") as full:
            yield name, one.do(*words, stdout=full, stderr=subprocess.PIPE)
            one.do(*words)


def raw_file_vanishes(one: Try) -> Iterator[tuple[str, object]]:
    yield from _while_read(one, lambda path: path.unlink(missing_ok=True))


def raw_file_grows(one: Try) -> Iterator[tuple[str, object]]:
    def grow(path: Path) -> None:
        with path.open("ab") as file:
            file.write(b"more")

    yield from _while_read(one, grow)


def _while_read(one: Try, happens: Callable[[Path], object]) -> Iterator[tuple[str, object]]:
    """At moments spread over the time that ``check`` takes undisturbed, as slow as this machine is now."""
    (register,) = one.root.glob(f"data/raw/{AREA}/{PERIOD}/*.xlsx")
    whole = register.read_bytes()
    ends: dict[str, int] = {}
    shutil.rmtree(one.root / "data" / "processed", ignore_errors=True)
    begun = time.monotonic()
    one.ended(one.begin(COMMANDS["check"]), begun)
    took = time.monotonic() - begun
    for moment in range(60):
        shutil.rmtree(one.root / "data" / "processed", ignore_errors=True)
        register.write_bytes(whole)
        begun = time.monotonic()
        process = one.begin(COMMANDS["check"])
        timer = threading.Timer(took * moment / 60, happens, [register])
        timer.start()
        end = one.ended(process, begun)
        timer.join()
        told = re.sub(r" \(\d.*|\d+", "", str(end))[:90]
        ends[told] = ends.get(told, 0) + 1
    yield "check, 60 moments", "; ".join(f"{n}: {told}" for told, n in ends.items())


def at_once(one: Try) -> Iterator[tuple[str, object]]:
    """Two runs, a check and a bundle."""
    stale(one.root)
    begun = time.monotonic()
    words = [COMMANDS["run"], COMMANDS["run"], COMMANDS["check"], COMMANDS["bundle"]]
    processes = [(one.begin(these), these[0]) for these in words]
    for process, name in processes:
        yield name, one.ended(process, begun)
    yield "run, afterwards", one.do("run")
    yield "bundle, afterwards", one.do("bundle", PERIOD)


def sessions_of_their_own(one: Try) -> Iterator[tuple[str, object]]:
    """A notebook starts a process in a session of its own, and leaves it; another one is killed besides."""
    start = "import subprocess, sys\nsubprocess.Popen(['sleep', '300'], start_new_session=True)"
    break_notebook(one.root, "literacy", start, cell=4)
    yield "run", one.do("run")
    break_notebook(one.root, "literacy", f"{start}\nimport os; os.kill(os.getpid(), 9)", cell=4)
    yield "run, the notebook is killed", one.do("run")
    break_notebook(one.root, "literacy", f"{start}\nimport time; time.sleep(100)", cell=4)
    for by in (signal.SIGTERM, signal.SIGKILL):
        begun = time.monotonic()
        process = one.begin(["run"])
        time.sleep(12)
        process.send_signal(by)
        yield f"run, {by.name} to the command", one.ended(process, begun)


def asked_to_end(one: Try) -> Iterator[tuple[str, object]]:
    """Thirty moments of each command, spread evenly."""
    for by in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        for name, words in each():
            begun = time.monotonic()
            one.do(*words)
            seconds = time.monotonic() - begun
            ends: dict[str, int] = {}
            for moment in range(10):
                stale(one.root)
                begun = time.monotonic()
                process = one.begin(words)
                time.sleep(seconds * (moment + 0.5) / 10)
                process.send_signal(by)
                end = one.ended(process, begun)
                told = re.sub(r", \d.*? s", "", str(end))[:100]
                ends[told] = ends.get(told, 0) + 1
            yield f"{name}, {by.name}", "; ".join(f"{n}: {told}" for told, n in ends.items())


def deep_toml(one: Try) -> Iterator[tuple[str, object]]:
    path = one.root / "data" / "raw" / AREA / "area.toml"
    for name, text in DEEP.items():
        path.write_text(f'name = "An Thử"\n{text}\n', encoding="utf-8")
        yield f"check, {name}", one.do(*COMMANDS["check"])


FAULTS: dict[str, Fault] = {
    function.__name__: function
    for function in (
        outputs_read_only, all_of_somebody_else, raw_file_closed, raw_folder_closed, disk_full,
        nowhere_for_temporary_files, screen_full, raw_file_vanishes, raw_file_grows, at_once,
        sessions_of_their_own, asked_to_end, deep_toml,
    )
}  # fmt: skip


def main(names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        source = project(Path(scratch) / "source", made=True)
        for name in names or FAULTS:
            root = copied(source, Path(scratch) / name)
            for what, end in FAULTS[name](Try(root, Path(scratch) / f"{name}-aside")):
                print(f"| {name.replace('_', ' ')}: {what} | {end} |", flush=True)
            shutil.rmtree(root)


if __name__ == "__main__":
    main(sys.argv[1:])
