"""A run of 24 reports, killed again and again at random moments: the next run must give the same bytes.

    python -m benchmarks.kills 50 [seed]

Each time a fresh project of four small communes, ``kill -9`` to the command at a moment drawn evenly from
the length of an undisturbed run, then one run to the end. Printed: what was found half done (nothing may
be), how far the killed runs had come, what the last run kept of it, whether its bytes were the same.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.support.small_commune import REGISTER, clean_environment, write_commune
from xhht_analysis.publishing.manifest import MANIFEST

COMMUNES = 4
COMMAND = [sys.executable, "-c", "from xhht_analysis.commands.cli import main; main()", "run"]


def main(words: Sequence[str]) -> None:
    times, seed = int(words[0]), int(words[1]) if len(words) > 1 else 0
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        source = project(Path(scratch) / "source")
        whole, seconds = undisturbed(copied(source, Path(scratch) / "whole"))
        print(f"{len(whole)} files, undisturbed {seconds:.1f} s, seed {seed}", flush=True)
        wrong = 0
        for number in range(1, times + 1):
            root = copied(source, Path(scratch) / "killed")
            moment = dice.uniform(0, seconds)
            killed(root, after=moment)
            left = published(root)
            half = [
                n
                for n, c in left.items()
                if n in whole and not n.endswith(("index.html", MANIFEST)) and c != whole[n]
            ]
            again = subprocess.run(COMMAND, cwd=root, env=clean_environment(), capture_output=True, text=True)
            same = published(root) == whole and again.returncode == 0
            wrong += bool(half) or not same
            kept = sum(": giữ" in line or "; giữ" in line for line in again.stdout.splitlines())
            print(
                f"{number:3}: killed after {moment:5.1f} s, {len(left):2} files there, {len(half)} half, "
                f"{kept} communes with kept files, {'the same bytes' if same else 'OTHER BYTES'}",
                flush=True,
            )
            shutil.rmtree(root)
        print(f"{times} kills, {wrong} wrong")
    sys.exit(bool(wrong))


def project(root: Path) -> Path:
    """Four communes with one period each: 24 reports."""
    write_commune(root)
    raw = root / "data" / "raw"
    shutil.rmtree(raw / "ben-thu")
    for number in range(1, COMMUNES):
        shutil.copytree(raw / REGISTER[0], raw / f"{REGISTER[0]}-{number}")
    return root


def copied(source: Path, target: Path) -> Path:
    return Path(shutil.copytree(source, target))


def undisturbed(root: Path) -> tuple[dict[str, bytes], float]:
    begun = time.monotonic()
    subprocess.run(COMMAND, cwd=root, env=clean_environment(), capture_output=True, check=True)
    return published(root), time.monotonic() - begun


def killed(root: Path, *, after: float) -> None:
    process = subprocess.Popen(
        COMMAND, cwd=root, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def published(root: Path) -> dict[str, bytes]:
    """Every file of ``outputs/``, hidden ones too; of a manifest what does not tell of the run itself."""
    files = {
        p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "outputs").rglob("*") if p.is_file()
    }
    for name in [name for name in files if name.endswith(MANIFEST)]:
        files[name] = json.dumps(json.loads(files[name])["content"]).encode()
    return files


if __name__ == "__main__":
    main(sys.argv[1:])
