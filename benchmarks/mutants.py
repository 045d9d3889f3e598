"""Change the package at random, one place at a time: does a test fail?

    python -m benchmarks.mutants 300 17 [cleaning standards …] [--seconds 60] [--only 17 23]

draws 300 changes (``mutations.py``) by the seed 17 out of all that can be made in the rooms (without any
named: cleaning, indicators, standards, disclosure). Each is made in a copy of the checkout, never in the
checkout, and tests are run until one fails: the mutant is killed. First the module's doctests and its own
test files, then the others that import it, the nearer and the quicker before, as many as fit into the
seconds. A survivor is a missing test, or a change that changes nothing: docs/mutants.md tells which.
``--only`` tries again some of the same draw, by their numbers.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import py_compile
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from benchmarks import warm_tests
from benchmarks.mutations import Mutant, mutants
from benchmarks.warm_tests import End
from tests.support.parsed import imports_of

ROOMS = ("cleaning", "indicators", "standards", "disclosure")
#: Folders of tests that call the rooms in their own process, and the seconds that a file of them is taken to
#: need before it has been run. All others start commands and browsers.
TESTS = {
    "cleaning": 4, "disclosure": 4, "indicators": 4, "standards": 4, "forms": 10, "intake": 10, "report": 10,
    "sources": 20, "cases": 40, "running": 40,
}  # fmt: skip
#: The same for files that take much longer than their neighbours.
SLOW = {"tests/cleaning/test_damaged_registers.py": 200, "tests/disclosure/test_attack.py": 60}
CHECKOUT = Path(__file__).parents[1]
#: Seconds of the processor: for the test files of one mutant together (at least one is run), for one of them.
SECONDS, LONGEST = 60.0, 120.0


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants")
    parser.add_argument("number", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for the test files of one mutant")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no mutant after these")
    parser.add_argument("--only", type=int, nargs="+", help="the numbers of those to try")
    asked = parser.parse_args(words)
    begun = time.monotonic()
    warm_tests.load()
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder) / "project")
        tests = Suite(root)
        drawn = draw(root, asked.rooms, asked.number, asked.seed)
        print(f"{len(drawn)} mutants, seed {asked.seed}, commit {commit()}", flush=True)
        ends: Counter[str] = Counter()
        for number, mutant in enumerate(drawn, 1):
            if asked.only and number not in asked.only:
                continue
            if time.monotonic() - begun > asked.minutes * 60:
                break
            told = mutant.told((root / mutant.file).read_bytes())
            end, by = tried(root, mutant, tests, within=asked.seconds)
            ends[end] += 1
            print(f"{number:4} {end:8} {told}  [{by}]", flush=True)
    whole = sum(ends.values())
    took, used = time.monotonic() - begun, sum(os.times()[:4])
    print(f"{whole - ends['SURVIVED']} of {whole} killed, {ends['stopped']} of them stopped")
    print(f"{took:.0f} s, {used:.0f} s of the processor")


def copied(root: Path) -> Path:
    """The checkout as it is now, in a folder of its own, compiled so that a change of a source is noticed."""
    for name in git("ls-files", "-co", "--exclude-standard").splitlines():
        if (CHECKOUT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, root / name)
    checked = py_compile.PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(root / "xhht_analysis", quiet=2, invalidation_mode=checked)
    return root.resolve()


def draw(root: Path, rooms: Sequence[str], number: int, seed: int) -> list[Mutant]:
    """Mutants of the rooms, each as likely as another, in the order drawn."""
    files = [file for room in rooms for file in sorted((root / "xhht_analysis" / room).rglob("*.py"))]
    every = [one for file in files for one in mutants(file.relative_to(root).as_posix(), file.read_bytes())]
    return random.Random(seed).sample(every, min(number, len(every)))


def tried(root: Path, mutant: Mutant, tests: Suite, *, within: float) -> tuple[str, str]:
    """``killed``, ``stopped`` or ``SURVIVED``, and by which test file or how many."""
    file = root / mutant.file
    source = file.read_bytes()
    number, spent, own = 0, 0.0, tests.own(mutant.file)
    for name in tests.of(mutant):
        if name not in own and number and spent + tests.seconds[name] > within:
            continue
        file.write_bytes(mutant.applied(source))
        ran = warm_tests.run(root, [name], limit=LONGEST)
        file.write_bytes(source)
        number, spent = number + 1, spent + ran.seconds
        if ran.end == End.PASSED:
            tests.took(name, ran.seconds)
        elif ran.end == End.STOPPED or tests.is_sound(name, ran.failed):
            return ("killed" if ran.end == End.FAILED else "stopped"), name
    return "SURVIVED", f"{number} test files"


class Suite:
    """The test files, what they import, and how long they take without a mutant (``seconds``)."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.seconds: dict[str, float] = {}
        self._sound: dict[tuple[str, ...], bool] = {}
        self._left_out: set[str] = set()
        self._text: dict[str, str] = {}
        self._near: dict[str, dict[str, int]] = {}
        for folder, seconds in TESTS.items():
            for file in sorted((root / "tests" / folder).rglob("test_*.py")):
                name = file.relative_to(root).as_posix()
                self._text[name] = file.read_text(encoding="utf-8")
                self._near[name] = self._distances(file)
                self.seconds[name] = SLOW.get(name, seconds)

    def took(self, name: str, seconds: float) -> None:
        """Note that a test file, or a module's doctests, passed in so many seconds."""
        self.seconds[name] = seconds

    def is_sound(self, name: str, failed: tuple[str, ...]) -> bool:
        """Whether what failed passes without a mutant; if not, its file is left out from then on."""
        if failed not in self._sound:
            self._sound[failed] = warm_tests.run(self._root, failed, limit=LONGEST).end == End.PASSED
            if not self._sound[failed]:
                self._left_out.add(name)
                print(f"     fails without a mutant, left out: {name}", flush=True)
        return self._sound[failed]

    def own(self, file: str) -> set[str]:
        """A module's own test files: ``test_units_told.py`` and ``test_units.py`` of ``units_told.py``."""
        parts = Path(file).stem.split("_")
        begins = ("_".join(parts[:size]) for size in range(1, len(parts) + 1))
        names = {f"tests/{Path(file).parent.name}/test_{begin}.py" for begin in begins}
        return names & self._text.keys()

    def of(self, mutant: Mutant) -> list[str]:
        """The module's doctests, its own tests, those that import it: what names the function goes before."""
        own = self.own(mutant.file)
        function = mutant.function.rpartition(".")[2]

        def late(name: str) -> tuple[bool, float]:
            named = bool(function) and function in self._text[name]
            return name not in own, self.seconds[name] * self._near[name][mutant.file] / (2 if named else 1)

        using = [name for name, near in self._near.items() if mutant.file in near]
        doctests = [mutant.file] if b">>>" in (self._root / mutant.file).read_bytes() else []
        self.seconds.setdefault(mutant.file, 1)
        return doctests + [name for name in sorted(using, key=late) if name not in self._left_out]

    def _distances(self, file: Path) -> dict[str, int]:
        """The project's files that a test file imports, by over how many others."""
        found = {file: 0}
        waiting = [file]
        for one in waiting:
            for imported in sorted(_imports(self._root, one) - found.keys()):
                found[imported] = found[one] + 1
                waiting.append(imported)
        return {one.relative_to(self._root).as_posix(): far for one, far in found.items()}


@cache
def _imports(root: Path, file: Path) -> frozenset[Path]:
    names = []
    for node in imports_of(file):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    places = [root / name.replace(".", "/") for name in names]
    found = [place.with_suffix(".py") for place in places] + [place / "__init__.py" for place in places]
    return frozenset(place for place in found if place.is_file())


def commit() -> str:
    """The commit of the checkout, with ``+`` where something is not committed."""
    return git("describe", "--always", "--dirty=+", "--exclude=*").strip()


def git(*words: str) -> str:
    """What git says in the checkout."""
    return subprocess.run(["git", *words], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
