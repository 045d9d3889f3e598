"""What a cell gave that is no table and no picture: numbers and texts as a page shows them, or why not."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.charts.blocks import escaped, plain
from xhht_analysis.charts.tables import SHORTHANDS, Column, cell_text

#: What a value of these kinds prints as, around the value itself: ``np.int64(3)``.
_WRAPPED = re.compile(r"np\.(?:(?:u?int|float)\d+|(?:u?longlong|longdouble|str_))|Decimal")
#: How a suppressed count prints, and a missing value of pandas, which in counts is one.
_WITHHELD = ("<NA>", repr(WITHHELD))
_ANY = Column("Giá trị", "count")
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
#: Two places of a line with a gap between, as columns of a printed table have.
_GAP = re.compile(r"\S(?:\t| {2,})\S")


class NoValue(ValueError):
    """What a cell gave is neither a number nor a text."""


def as_markup(
    outputs: Iterable[NotebookNode], *, number: int, markdown: Callable[[str], str]
) -> list[NotebookNode]:
    """What of the outputs of the cell ``number`` a page shows, each with markup: what was printed as well.

    What is left over beside a table or a picture, as what functions that draw return, is dropped.
    Raises InputError for a cell that would show nothing of what it gave, and for a table that was printed.
    """
    outputs = list(_joined(outputs))
    if any("<figure" in output.get("data", {}).get("text/html", "") for output in outputs):
        outputs = [output for output in outputs if not _is_of_drawing(output)]
    told = [_markup(output, number, markdown) for output in outputs]
    if outputs and not any(told):
        raise InputError(
            "Ô thứ {number} của sổ tay đưa ra kết quả mà trang không hiện được. Hãy để ở cuối ô số, chữ, "
            "danh sách, bảng (DataFrame) hoặc hình, gọi display(…) cho từng kết quả khi có nhiều; không muốn "
            "hiện thì thêm dấu ; ở cuối dòng.",
            number=number,
        )  # fmt: skip
    return [
        NotebookNode({**output, "data": NotebookNode({"text/html": markup})})
        for output, markup in zip(outputs, told, strict=True)
        if markup
    ]


def _is_of_drawing(output: NotebookNode) -> bool:
    """Whether it is a tuple at a cell's end, as ``ax.set_xlim(0, 100)`` returns one: limits of an axis."""
    text = str(output.get("data", {}).get("text/plain", ""))
    return bool(output.output_type == "execute_result" and text.startswith("(") and text.endswith(")"))


def _joined(outputs: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """Outputs that a page can show. What was printed comes in as many pieces as a kernel likes: here in one.

    What is said about a run, warnings above all, is for whoever ran it.
    """
    printed = ""
    for output in outputs:
        if output.output_type == "stream":
            printed += output.text if output.name == "stdout" else ""
            continue
        yield from _printed(printed)
        printed = ""
        yield output
    yield from _printed(printed)


def _printed(text: str) -> Iterator[NotebookNode]:
    if text.strip():
        yield new_output("display_data", data={"text/x-printed": text})


def _markup(output: NotebookNode, number: int, markdown: Callable[[str], str]) -> str | None:
    data = output.get("data", {})
    if "text/html" in data:
        return str(data["text/html"]) or " "
    if "text/x-printed" in data:
        return _lines(data["text/x-printed"], number)
    if "text/markdown" in data:
        return markdown(data["text/markdown"])
    try:
        return value_markup(data.get("text/plain", ""))
    except NoValue:
        return None


def _lines(text: str, number: int) -> str:
    """Printed lines as paragraphs, one wherever a line is empty."""
    lines = [line.rstrip().rpartition("\r")[2] for line in _COLOURS.sub("", text).split("\n")]
    gaps = [bool(_GAP.search(line)) for line in lines]
    if any(gaps[place] and gaps[place + 1] for place in range(len(gaps) - 1)):
        raise InputError(
            "Ô thứ {number} của sổ tay in (print) một bảng bằng chữ. Hãy để chính bảng ấy ở cuối ô hoặc gọi "
            "display(…): trang sẽ hiện thành bảng mà ai cũng đọc được.",
            number=number,
        )  # fmt: skip
    parts = "\n".join(lines).strip("\n").split("\n\n")
    return "".join(f"<p>{'<br>'.join(map(escaped, part.split(chr(10))))}</p>" for part in parts)


def value_markup(told: str) -> str:
    """A number, a text or a list of them, of which Python printed ``told``, for a page.

    Raises NoValue for anything else.

    >>> value_markup("1234.5"), value_markup("'Khóm 1 < Khóm 2'")
    ('<p>1.234,50</p>', '<p>Khóm 1 &lt; Khóm 2</p>')
    """
    if told in _WITHHELD:
        return f"<p>{_shown(WITHHELD)}</p>{_note([_shown(WITHHELD)])}"
    try:
        return _of_tree(ast.parse(told, mode="eval").body)
    except (SyntaxError, ValueError, TypeError, ArithmeticError, RecursionError, MemoryError):
        raise NoValue from None


def _of_tree(tree: ast.expr) -> str:
    if isinstance(tree, ast.List | ast.Tuple | ast.Set):
        words = [_shown(_value(one)) for one in tree.elts]
        if not words:
            raise NoValue
        return f"<ul>{''.join(f'<li>{word}</li>' for word in words)}</ul>{_note(words)}"
    value = _value(tree)
    if isinstance(value, str):
        return "".join(f"<p>{escaped(line)}</p>" for line in value.splitlines() if plain(line)) or " "
    return f"<p>{_shown(value)}</p>{_note([_shown(value)])}"


def _shown(value: Any) -> str:
    # A whole number is a count, with a point from a thousand on as everywhere on the pages: 2024 persons
    # without it would stand beside 1.899 and 2.101, and nothing here tells a year. Who means one writes text.
    return escaped(cell_text(value, _ANY))


def _note(words: list[str]) -> str:
    used = [f"{mark} {meaning}" for mark, meaning in SHORTHANDS.items() if mark in words]
    return f'<p class="note">{escaped("; ".join(used))}.</p>' if used else ""


def _value(tree: ast.expr) -> Any:
    """The number, text, truth or date that an expression stands for; nothing of it is run."""
    match tree:
        case ast.Constant(value=str() | int() | float() | None as value):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(value=int() | float() as value)):
            return -value
        case ast.Name("nan"):
            return None
        case ast.Attribute(ast.Name("np"), "True_" | "False_" as truth):
            return truth == "True_"
        case ast.Call(args=[inside], keywords=[]) if _WRAPPED.fullmatch(ast.unparse(tree.func)):
            value = _value(inside)
            return Decimal(value) if isinstance(value, str) and ast.unparse(tree.func) == "Decimal" else value
        case ast.Call(ast.Name("Fraction"), [ast.expr() as above, ast.Constant(value=int() as below)], []):
            return Fraction(_value(above), below)
        case ast.Call(ast.Attribute(ast.Name("datetime"), "date"), parts, []):
            return dt.date(*map(_value, parts))
    raise NoValue
