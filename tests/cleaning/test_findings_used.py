"""Every kind of finding is raised somewhere, and every kind raised is described."""

import ast
from functools import cache
from pathlib import Path

import xhht_analysis
from xhht_analysis.base.findings import KINDS

PACKAGE = Path(xhht_analysis.__file__).parent


@cache
def trees():
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]


def texts():
    return {
        n.value
        for tree in trees()
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def raised_outright():
    """First arguments of ``Finding(…)`` and ``….tell(…)`` that are written out."""
    for tree in trees():
        for node in ast.walk(tree):
            name = isinstance(node, ast.Call) and (
                getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            )
            if name in ("Finding", "tell") and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_no_kind_is_without_use():
    assert KINDS.keys() - texts() == set()


def test_every_kind_raised_is_described():
    raised = set(raised_outright())
    assert raised >= {"file_same", "column_missing", "year_missing"}
    assert raised - KINDS.keys() == set()
