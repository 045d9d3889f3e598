"""Every kind of finding is raised somewhere, and every kind raised is described."""

import ast
from functools import cache
from pathlib import Path

import xhht_analysis
from tests.support.parsed import tree_of
from xhht_analysis.base.findings import KINDS

PACKAGE = Path(xhht_analysis.__file__).parent


def nodes():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ast.walk(tree_of(path))


@cache
def texts_and_raised():
    """All texts, and first arguments of ``Finding(…)`` and ``….tell(…)`` that are written out."""
    texts, raised = set(), set()
    for node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            if name in ("Finding", "tell") and isinstance(node.args[0], ast.Constant):
                raised.add(node.args[0].value)
    return texts, raised


def test_no_kind_is_without_use():
    assert KINDS.keys() - texts_and_raised()[0] == set()


def test_every_kind_raised_is_described():
    _, raised = texts_and_raised()
    assert raised >= {"file_same", "column_missing", "year_missing"}
    assert raised - KINDS.keys() == set()
