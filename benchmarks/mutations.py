"""What may be changed in a module so that a test ought to fail: comparisons, operators, constants, tables.

Left out is what no figure depends on: docstrings, annotations, imports, ``__all__``, what is run for type
checkers alone, how a dataclass or a cache is made, the words of messages (texts count in tables only).
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple


class Mutant(NamedTuple):
    """A change in ``file``: the bytes from ``begin`` to ``end`` become ``text``.

    ``function`` is the outermost function or method around it, ``Class.method``, or "" for the module.
    """

    file: str
    function: str
    line: int
    kind: str
    begin: int
    end: int
    text: str

    def applied(self, source: bytes) -> bytes:
        """The module with the change."""
        return source[: self.begin] + self.text.encode() + source[self.end :]

    def told(self, source: bytes) -> str:
        """``standards/goals.py:12 compare: a < b → a <= b``, each side on one line."""
        before = " ".join(source[self.begin : self.end].decode().split())
        after = " ".join(self.text.split())
        return f"{self.file}:{self.line} {self.kind}: {_short(before)} → {_short(after) or '(nothing)'}"


_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
#: Calls whose arguments are words to users or to developers.
_WORDS = frozenset(("pick", "_", "gettext", "InputError", "Refused", "Problem"))
#: Decorators whose arguments change no result.
_SHAPES = frozenset(("dataclass", "lru_cache", "cache", "overload"))


def mutants(file: str, source: bytes) -> list[Mutant]:
    """Every change that is tried in a module, in the order of its text.

    >>> [one.told(b"LIMIT = 5") for one in mutants("a.py", b"LIMIT = 5")]
    ['a.py:1 number: 5 → 6', 'a.py:1 number: 5 → 4']
    """
    lines = [0]
    for line in source.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found = []
    for node, function, kind, changed in _changes(ast.parse(source)):
        begin = lines[node.lineno - 1] + node.col_offset
        end = lines[node.end_lineno - 1] + node.end_col_offset
        text = _written(changed)
        if source[begin:end].decode() != text:
            found.append(Mutant(file, function, node.lineno, kind, begin, end, text))
    return sorted(found, key=lambda one: (one.begin, one.end))


_Change = tuple[ast.AST, str, str, ast.AST | None]


def _written(changed: ast.AST | None) -> str:
    if changed is None:
        return "pass"
    text = ast.unparse(changed)
    return text if isinstance(changed, ast.stmt | ast.Constant) else f"({text})"


def _changes(node: ast.AST, *, function: str = "", table: bool = False) -> Iterator[_Change]:
    """Changes of a node and of all in it: the node, its function, the kind, what it becomes (None: nothing).

    ``table``: the node is an entry of a table.
    """
    if _has_no_effect(node):
        return
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        method = function[:1].isupper() and "." not in function
        function = f"{function}.{node.name}" if method else function or node.name
        parts: list[ast.AST] = [*node.decorator_list, *node.body]
        if isinstance(node, ast.FunctionDef):
            parts += [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    else:
        for place, kind, changed in _of_node(node, inside=bool(function), table=table):
            yield place, function, kind, changed
        parts = [child for name, child in _children(node) if name != "annotation"]
    for part in parts:
        yield from _changes(part, function=function, table=_is_table(node))


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield name, child


def _of_node(node: ast.AST, *, inside: bool, table: bool) -> Iterator[tuple[ast.AST, str, ast.AST | None]]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                for other in _COMPARE[type(op)]:
                    ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                    yield node, "compare", ast.Compare(node.left, ops, node.comparators)
        case ast.BoolOp():
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield node, "and/or", ast.BoolOp(other_op, node.values)
        case ast.BinOp(left=left, right=right) if type(node.op) in _BINARY:
            if not _is_text(left) and not _is_text(right):
                yield node, "operator", ast.BinOp(left, _BINARY[type(node.op)](), right)
        case ast.UnaryOp(op=ast.Not() | ast.Invert() | ast.USub()):
            yield node, "not", node.operand
        case ast.Constant(value=bool()):
            yield node, "boolean", ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield node, "number", ast.Constant(node.value + 1)
            yield node, "number", ast.Constant(node.value - 1)
        case ast.Constant(value=str()) if table and node.value:
            yield node, "text", ast.Constant(f"{node.value}?")
        case ast.If() | ast.IfExp():
            yield node.test, "if", ast.UnaryOp(ast.Not(), node.test)
        case ast.comprehension():
            for test in node.ifs:
                yield test, "if", ast.UnaryOp(ast.Not(), test)
        case ast.Return(value=ast.AST()) if not _is_none(node.value):
            yield node, "return", ast.Return(ast.Constant(None))
        case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() | ast.Expr(value=ast.Call()):
            yield node, "deleted", None
        case ast.Assign() if inside and _changes_what_was(node):
            yield node, "deleted", None
        case ast.Dict(keys=keys, values=values) if _is_table(node):
            for at in range(len(keys)):
                yield node, "entry", ast.Dict(keys[:at] + keys[at + 1 :], values[:at] + values[at + 1 :])
        case ast.Set(elts=entries) | ast.List(elts=entries) | ast.Tuple(elts=entries) if _is_table(node):
            for at in range(len(entries)):
                changed = copy.copy(node)
                changed.elts = entries[:at] + entries[at + 1 :]
                yield node, "entry", changed


def _is_table(node: ast.AST) -> bool:
    """A literal of two entries or more that lists constants or rows: no pair that is returned or unpacked."""
    if isinstance(node, ast.Dict):
        return len(node.values) > 1
    if not isinstance(node, ast.Set | ast.List | ast.Tuple) or len(node.elts) < 2:
        return False
    return not isinstance(getattr(node, "ctx", None), ast.Store) and all(
        isinstance(entry, ast.Constant | ast.Tuple | ast.Call | ast.Attribute) for entry in node.elts
    )


def _changes_what_was(node: ast.Assign) -> bool:
    """Without any other assignment the name would not be there, which any test notices that runs the line."""
    target = node.targets[0]
    if not isinstance(target, ast.Name):
        return not isinstance(target, ast.Tuple)
    return any(isinstance(part, ast.Name) and part.id == target.id for part in ast.walk(node.value))


def _has_no_effect(node: ast.AST) -> bool:
    """Docstrings, imports, ``__all__``, ``if TYPE_CHECKING``, aliases of types, the words of a message."""
    match node:
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If():
            return "TYPE_CHECKING" in ast.unparse(node.test)
        case ast.Assign(targets=[ast.Name(id=name)]):
            alias = isinstance(node.value, ast.Subscript | ast.BinOp) and not name.lstrip("_").isupper()
            return name == "__all__" or (alias and name.lstrip("_")[:1].isupper())
        case ast.Call():
            return (getattr(node.func, "attr", None) or getattr(node.func, "id", "")) in _WORDS | _SHAPES
    return False


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _short(text: str) -> str:
    return text if len(text) <= 110 else f"{text[:70]} … {text[-35:]}"
