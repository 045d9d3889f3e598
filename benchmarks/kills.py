"""Commands killed at random moments: nothing may be half done, nothing left over, the next run the same.

    python -m benchmarks.kills 50 [seed] [run check template bundle]

Each time a fresh project of one small commune, ``kill -9`` to the command at a moment drawn evenly from
the length of an undisturbed one, then the command once to its end. Printed: what was found half done, which
processes outlived the command, what it had left beside the files it is to write, whether any of that is still
there after the next command, whether the project is the same to the byte as after an undisturbed one.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pyarrow.parquet as pq

from tests.support.small_commune import REGISTER, SURVEY, clean_environment, write_commune
from xhht_analysis.base.fingerprints import make_key
from xhht_analysis.base.store import KEPT_FILE, REPORTS_RECORD
from xhht_analysis.publishing.manifest import MANIFEST

_MAIN = """
try:
    from xhht_analysis.commands.start import main
except ModuleNotFoundError:  # an earlier version of the package
    from xhht_analysis.commands.cli import main
main()
"""
START = [sys.executable, "-c", _MAIN]
AREA, PERIOD = REGISTER
COMMANDS = {
    "run": ("run",),
    "check": ("check", AREA, PERIOD),
    "template": ("template", AREA, PERIOD),
    "bundle": ("bundle", PERIOD),
}
#: What tells of the run itself: when, how long.
OF_THE_RUN = ("lan-chay-cuoi.csv",)
MARK = "XHHT_KILLED"
#: Seconds in which what a killed command had started must end: on a busy machine it may still be loading.
PATIENCE = 20


@dataclass
class Seen:
    """What kills of a command showed."""

    half: set[str] = field(default_factory=set)
    outlived: int = 0
    left: int = 0
    still_left: set[str] = field(default_factory=set)
    other_bytes: int = 0

    @property
    def wrong(self) -> bool:
        return bool(self.half or self.outlived or self.still_left or self.other_bytes)


def main(words: Sequence[str]) -> None:
    times, *rest = words
    seed = int(rest.pop(0)) if rest and rest[0].isdecimal() else 0
    wrong = False
    with tempfile.TemporaryDirectory() as scratch:
        for name in rest or COMMANDS:
            wrong |= killed_often(name, int(times), random.Random(f"{seed} {name}"), Path(scratch) / name)
    sys.exit(wrong)


def killed_often(name: str, times: int, dice: random.Random, scratch: Path) -> bool:
    source = project(scratch / "source", made=name == "bundle")
    root, aside = copied(source, scratch / "whole"), scratch / "aside"
    begun = time.monotonic()
    code = command(name, root, aside).wait()
    seconds, whole = time.monotonic() - begun, content(root)
    seen = Seen()
    for _ in range(times):
        root = copied(source, scratch / "killed")
        shutil.rmtree(aside)
        seen.outlived += kill(name, root, aside, after=dice.uniform(0, seconds))
        left = content(root)
        seen.half |= {name for name, data in left.items() if name in whole and not is_whole(name, data)}
        seen.left += bool(left.keys() - whole.keys() or any(aside.iterdir()))
        same_end = command(name, root, aside).wait() == code
        now = content(root)
        seen.still_left |= (now.keys() - whole.keys()) | {path.name for path in aside.iterdir()}
        seen.other_bytes += not same_end or {n: now.get(n) for n in whole} != whole
        shutil.rmtree(root)
    print(
        f"{name}: {times} kills within {seconds:.1f} s; half done {len(seen.half)}, "
        f"outlived {seen.outlived}, left for the next command {seen.left}, "
        f"left after it {len(seen.still_left)}, other bytes {seen.other_bytes}",
        flush=True,
    )
    if seen.wrong:
        print("  half:", *sorted(seen.half), "\n  left:", *sorted(seen.still_left)[:20], flush=True)
    return seen.wrong


def project(root: Path, *, made: bool) -> Path:
    """A commune with one period; ``made``: its reports are there, and the key under which it publishes, which
    is drawn at random once.
    """
    write_commune(root)
    shutil.rmtree(root / "data" / "raw" / SURVEY[0])
    if made:
        subprocess.run([*START, "run"], cwd=root, env=clean_environment(), capture_output=True, check=True)
        make_key(root)
    return root


def copied(source: Path, target: Path) -> Path:
    return Path(shutil.copytree(source, target))


def command(name: str, root: Path, aside: Path) -> subprocess.Popen[bytes]:
    """``aside``: the system's folder for temporary files, as far as the command knows."""
    aside.mkdir(exist_ok=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = clean_environment() | {"TMPDIR": str(aside), MARK: str(root)}
    return subprocess.Popen([*START, *COMMANDS[name]], cwd=root, env=environment, **quiet)


def kill(name: str, root: Path, aside: Path, *, after: float) -> int:
    """How many processes were still there when it had been killed and they had had time to end."""
    process = command(name, root, aside)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    until = time.monotonic() + PATIENCE
    while (outlived := sum(is_of(root, p) for p in psutil.process_iter())) and time.monotonic() < until:
        time.sleep(0.05)
    return outlived


def is_of(root: Path, process: psutil.Process) -> bool:
    """Whether a command in this project, or what it started, is still there."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == str(root)
    except (psutil.Error, OSError):
        return False


def content(root: Path) -> dict[str, bytes]:
    """Every file of a project, hidden ones too; of a manifest and a record what does not tell of the run."""
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    for name in list(files):
        if name.endswith(OF_THE_RUN):
            files[name] = b""
        elif name.endswith(f"/{MANIFEST}") and files[name].endswith(b"\n"):
            files[name] = json.dumps(json.loads(files[name])["content"]).encode()
        elif name.endswith(f"/{REPORTS_RECORD}") and files[name].endswith(b"\n"):
            made = json.loads(files[name])
            files[name] = json.dumps([(one, made[one] | {"why": []}) for one in made]).encode()
    return files


def is_whole(name: str, data: bytes) -> bool:
    """Whether a file can be read to its end, by its kind."""
    try:
        match Path(name).suffix:
            case ".xlsx" | ".docx" | ".zip":
                return zipfile.ZipFile(io.BytesIO(data)).testzip() is None
            case ".parquet":
                return pq.read_table(io.BytesIO(data)).num_rows >= 0
            case ".json":
                lines = data.splitlines() if Path(name).name == KEPT_FILE else [data]
                return all(json.loads(line) is not None for line in lines)
            case ".html":
                return data.rstrip().endswith(b"</html>")
            case ".csv":
                return data == b"" or data.endswith(b"\n")
    except Exception:
        return False
    return True


if __name__ == "__main__":
    os.environ.pop(MARK, None)
    main(sys.argv[1:])
