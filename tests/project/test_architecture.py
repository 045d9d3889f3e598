"""The rooms of docs/architecture.md are those that stand, and imports run only downwards."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "xhht_analysis"


def floors() -> dict[str, int]:
    """Room (module or folder name) → its row in the table of rooms, counted from the ground."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.split("## Rooms")[1].split("## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {
        name.removesuffix(".py").rstrip("/"): floor
        for floor, row in enumerate(rows)
        for name in re.findall(r"`([^`]+)`", row)
    }


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("xhht_analysis"):
            modules = [node.module]
            if node.module == "xhht_analysis":
                modules = [f"xhht_analysis.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            modules = [a.name for a in node.names if a.name.startswith("xhht_analysis.")]
        rooms |= {module.split(".")[1] for module in modules if "." in module}
    return rooms - {"__version__"}


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def test_every_room_stands_and_is_on_the_page():
    assert {room_of(path) for path in MODULES} == set(floors())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_run_only_downwards(path):
    floor, own = floors(), room_of(path)
    higher = {room for room in imported_rooms(path) if floor[room] > floor[own]}
    assert higher == set()


def test_only_the_command_imports_the_sample():
    importing = [p for p in MODULES if "xhht_sample" in p.read_text(encoding="utf-8")]
    assert importing == [PACKAGE / "commands" / "cli.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
