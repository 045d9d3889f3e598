"""Sources as trees, and what they import: read once by all tests of a worker."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def tree_of(path: Path) -> ast.Module:
    """A file's tree. The collector rests meanwhile: it looks for circles, of which a tree has none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(path.read_bytes())
    finally:
        if collecting:
            gc.enable()


@cache
def imports_of(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """Every import of a file, also one inside a function or for types only."""
    return tuple(one for one in _statements(tree_of(path)) if isinstance(one, ast.Import | ast.ImportFrom))


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All below; nothing is looked for in expressions, where no import can stand."""
    for one in ast.iter_child_nodes(node):
        if isinstance(one, ast.stmt | ast.excepthandler | ast.match_case):
            yield one
            yield from _statements(one)
