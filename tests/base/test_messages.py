"""Every text has its English, with the same places for values, and no English is left over."""

import ast
import pickle
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from tests.support.parsed import tree_of
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, english, near, say, speaking

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [p for room in ("xhht_analysis", "xhht_sample") for p in sorted((ROOT / room).rglob("*.py"))]


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def makers(trees: dict[Path, list[ast.AST]]) -> dict[tuple[Path | None, str], int]:
    """What takes a text and its values, by file where it is the file's own: the place of the text."""
    found: dict[tuple[Path | None, str], int] = {}
    for path, nodes in trees.items():
        for node in nodes:
            for one in node.body if isinstance(node, ast.ClassDef) else [node]:
                if isinstance(one, ast.FunctionDef) and one.args.kwarg and one.args.kwarg.arg == "values":
                    names = [arg.arg for arg in one.args.posonlyargs if arg.arg not in ("self", "cls")]
                    name = one.name
                    if isinstance(node, ast.ClassDef):
                        name = node.name if name == "__init__" else "." + name
                    found[path if name.startswith("_") else None, name] = len(names) - 1
    classes = [node for nodes in trees.values() for node in nodes if isinstance(node, ast.ClassDef)]
    for _ in range(3):  # classes derived from classes
        more = [c.name for c in classes if any((None, name_of(base)) in found for base in c.bases)]
        found = {(None, name): 0 for name in more} | found
    return found


def said() -> Iterator[tuple[str, str, set[str]]]:
    """Where, the text and the values it is given, of every text in the sources."""
    wanted = ast.Call | ast.ClassDef | ast.FunctionDef
    trees = {
        path: [node for node in ast.walk(tree_of(path)) if isinstance(node, wanted)]
        for path in SOURCES
    }
    places_of = makers(trees)
    for path, nodes in trees.items():
        for node in nodes:
            if not isinstance(node, ast.Call) or (name := name_of(node.func)) == "":
                continue
            if isinstance(node.func, ast.Attribute) and not name[0].isupper():
                name = "." + name
            place = places_of.get((path, name), places_of.get((None, name)))
            if place is None:
                continue
            if len(node.args) > place and isinstance(text := node.args[place], ast.Constant | ast.JoinedStr):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert isinstance(text, ast.Constant), f"{where}: no text may be an f-string"
                yield where, str(text.value), {k.arg or "**" for k in node.keywords} - {"places", "en_colon"}


@cache
def all_said() -> list[tuple[str, str, set[str]]]:
    """Only where a test asks: every worker imports this file."""
    return list(said())


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.slow
def test_every_text_has_its_english_and_every_english_its_text():
    texts = {text for _, text, _ in all_said()} - {""}
    assert texts - english().keys() == set()
    assert english().keys() - texts == set()
    assert [text for text in english().values() if not text] == []


def test_every_text_gets_the_values_that_it_has_places_for():
    odd = [where for where, text, values in all_said() if values and places(text) != values]
    assert odd == []


def test_english_has_no_other_places():
    filled = {text for _, text, values in all_said() if values}
    assert [text for text in filled if not places(english()[text]) <= places(text)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            "Không có địa bàn “phu-mi”: hãy tạo thư mục data/raw/phu-mi với tệp area.toml. "
            "Có phải ý là “phu-my”?",
        ),
        ("en", "There is no area “phu-mi”: create data/raw/phu-mi with an area.toml. Did you mean “phu-my”?"),
    ],
)
def test_the_language_is_that_of_whoever_reads_also_in_another_process(language, words):
    error = InputError("Không có địa bàn “{area}”: hãy tạo thư mục data/raw/{area} với tệp area.toml.{near}",
                       area="phu-mi", near=near("phu-mi", ["phu-my"]))  # fmt: skip
    error = pickle.loads(pickle.dumps(error))
    with speaking(language):
        assert str(error) == words


def test_values_that_are_messages_are_said_in_the_same_language():
    error = pickle.loads(pickle.dumps(InputError("Không đọc được tệp {name}: {why}.", name="a.xls",
                                                 why=Message("tệp Parquet"))))  # fmt: skip
    with speaking("en"):
        assert str(error) == "Cannot read a.xls: a Parquet file."
        assert say("Đang đọc") == "Reading"
    assert (str(error), error.en) == (
        "Không đọc được tệp a.xls: tệp Parquet.",
        "Cannot read a.xls: a Parquet file.",
    )
    assert say("Không có trong danh mục") == "Không có trong danh mục"


def test_braces_of_a_value_stay_as_they_are():
    assert say("Đã ghi {number} biểu mẫu vào:", number="{x}") == "Đã ghi {x} biểu mẫu vào:"
