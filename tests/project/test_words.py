"""No Vietnamese text of the package holds a form that offices do not write."""

import ast
import json
import re

import pytest

from tests.support.small_commune import REPOSITORY
from tests.support.words import forbidden_in
from xhht_analysis.base.messages import english

PACKAGE = REPOSITORY / "xhht_analysis"
#: They read what others write, in whatever form.
READERS = {
    "base/khom_word.py", "base/toml_syntax.py", "publishing/gate_text.py", "running/outward.py",
    "sources/legacy_text.py", "standards/figures_file.py",
}  # fmt: skip
#: Words that cells of users' files may hold.
READ_WORDS = {"cleaning/words.toml", "sources/other_lists.toml", "sources/register_columns.toml"}
_VIETNAMESE = re.compile("[à-ỹÀ-Ỹ«»÷]")


def _texts(source: str) -> list[str]:
    """String literals that are no docstrings, and the fixed parts of f-strings, with places as {}."""
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [one.value if isinstance(one, ast.Constant) else "{}" for one in node.values]
            found.append("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            found.append(node.value)
    return [text for text in found if _VIETNAMESE.search(text)]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.relative_to(REPOSITORY).as_posix())
        for folder in (PACKAGE, REPOSITORY / "xhht_sample")
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).as_posix() not in READERS
    ],
)
def test_what_the_program_says(path):
    said = _texts(path.read_text(encoding="utf-8"))
    assert [fault for text in said for fault in forbidden_in(text)] == []


def test_messages():
    assert [fault for text in english() for fault in forbidden_in(text)] == []


def test_notebooks():
    for path in (REPOSITORY / "notebooks").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert [fault for cell in cells for fault in forbidden_in("".join(cell["source"]))] == [], path.name


def test_tables_of_words_and_templates():
    for suffix in ("*.toml", "*.j2", "*.css"):
        for path in PACKAGE.rglob(suffix):
            if path.relative_to(PACKAGE).as_posix() not in READ_WORDS:
                assert forbidden_in(path.read_text(encoding="utf-8")) == [], path.name


def test_guides():
    paths = [
        REPOSITORY / "docs" / name for name in ("huong-dan.md", "plan.md", "danh-sach.md", "quy-dinh.md")
    ]
    for path in [*paths, *(REPOSITORY / "docs" / "schema").glob("*.json")]:
        assert forbidden_in(path.read_text(encoding="utf-8")) == [], path.name
