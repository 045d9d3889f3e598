"""The house stands as docs/architecture.md draws it: its table of rooms is the only list of them.

Every import counts, also one inside a function or for types only: whoever moves a thing reads them all.
"""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.parsed import imports_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "xhht_analysis"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)
#: Folders of tests/ that are of no room: they need the whole house, or serve all tests.
BESIDE = {"browser", "cases", "end_to_end", "project", "support", "xhht_sample"}
EACH_MODULE = pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())


@cache
def rooms() -> tuple[str, ...]:
    """The rooms of the table, from the ground up."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.split("## Rooms")[1].split("## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return tuple(name.rstrip("/") for row in rows for name in re.findall(r"`([^`]+)`", row))


def name_of(path: Path) -> str:
    """A module as it is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}


def imported_by(path: Path) -> set[str]:
    """The modules of the package that a file imports; the package's root, which loads lazily, is none."""
    found = set()
    for node in imports_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            assert not node.level, f"{path.name}: a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in NAMES else node.module)
    return {name for name in found if name.startswith("xhht_analysis.")}


@cache
def graph() -> dict[str, set[str]]:
    return {name_of(path): imported_by(path) for path in MODULES}


def room_of(module: str) -> str:
    return module.split(".")[1]


def rooms_imported() -> dict[str, set[str]]:
    """Room → the other rooms that it imports."""
    found: dict[str, set[str]] = {room: set() for room in rooms()}
    for module, imported in graph().items():
        found[room_of(module)] |= {room_of(name) for name in imported} - {room_of(module)}
    return found


def floors() -> dict[str, int]:
    """Room → its floor, the number of rooms in the longest chain of imports that ends in it."""
    below, floor = rooms_imported(), {}
    for room in TopologicalSorter(below).static_order():
        floor[room] = 1 + max((floor[name] for name in below[room]), default=0)
    return floor


def test_every_room_stands_and_is_in_the_table_once():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert sorted(rooms()) == sorted(folders)


def test_the_root_of_the_package_is_empty():
    files = {path.name for path in PACKAGE.iterdir() if path.is_file()}
    assert files - {"py.typed"} == {"__init__.py"}


@pytest.mark.slow
def test_the_house_is_not_too_large():
    assert 13 <= len(rooms()) <= 15
    assert max(floors().values()) <= 10


@EACH_MODULE
def test_imports_run_only_downwards(path):
    order = rooms()
    own = order.index(room_of(name_of(path)))
    assert {name for name in graph()[name_of(path)] if order.index(room_of(name)) > own} == set()


def test_no_module_imports_itself_by_way_of_others():
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_whatever_is_imported_is_there():
    assert {name for imported in graph().values() for name in imported} - NAMES == set()


def test_tests_stand_in_the_rooms_of_what_they_test():
    folders = {path.parent.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").glob("*/*.py")}
    assert folders - BESIDE <= set(rooms())
    assert set(rooms()) <= folders
    assert {path.name for path in (ROOT / "tests").glob("*.py")} == {"conftest.py"}


def test_only_commands_import_the_sample():
    importing = [p for p in MODULES if "xhht_sample" in p.read_text(encoding="utf-8")]
    assert importing == [PACKAGE / "commands" / "cli.py", PACKAGE / "commands" / "init.py"]


@EACH_MODULE
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
