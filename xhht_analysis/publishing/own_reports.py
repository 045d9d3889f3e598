"""The project's own reports: which notebooks of notebooks/ are one, found by what they say of themselves.

A notebook is a report when its metadata has ``"xhht": {"title": …}``, or when it has a title (there, or as
the heading of its first cell) and declares the parameters ``area`` and ``period``. One that explores says
``"xhht": {"report": false}``.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import is_device
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.indicators.declared import Declared, read_declared
from xhht_analysis.publishing.reports import REPORTS, ReportKind

PARAMETERS = ("area", "period")
#: Of the package, and no report of one area and period: that of a group, and the desk.
GROUP, _DESK = "overview", "explore"
#: Names that a page may not have: other files of a period stand under them.
TAKEN = ("index", "manifest", "chi-tieu", "bang-ma", "csv-metadata", "bao-cao", "bao-cao-du-thao")
_LONGEST_NAME, LONGEST_TITLE = 50, 80
#: Letters of any language, digits and what stands between words; nothing that a page or a shell would read.
_NAME = re.compile(r"\w[\w .()-]*")
_HEADING = re.compile(r"\s*#\s+(.+)")


def reports_of(notebooks: Path) -> tuple[ReportKind, ...]:
    """The reports of a period: the package's own, then those found in the project's ``notebooks/`` by name.

    One that cannot be made has a ``fault``.
    """
    taken = {kind.page: kind.notebook for kind in REPORTS} | dict.fromkeys(TAKEN, "")
    known = {*(kind.notebook for kind in REPORTS), GROUP, _DESK}
    found = []
    for path in sorted(notebooks.glob("*.ipynb")):
        if path.stem in known or path.name.startswith(".") or (kind := _kind_of(path)) is None:
            continue
        if kind.fault is None and kind.page in taken:
            kind = _faulty(kind, InputError(
                "Sổ {name}.ipynb không lập được trang: tên trang {page}.html đã có. Hãy đổi tên sổ.",
                name=kind.notebook, page=kind.page,
            ))  # fmt: skip
        taken.setdefault(kind.page, kind.notebook)
        found.append(kind)
    return (*REPORTS, *found)


def declared_in(notebooks: Path) -> Declared:
    """The breakdowns that the project's own reports declare."""
    return frozenset().union(*(kind.breakdowns for kind in reports_of(notebooks) if kind.fault is None))


def name_fault(name: str) -> InputError | None:
    """Why a notebook of this name (without .ipynb) makes no page; None where it does."""
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name) or is_device(name) or slug(name) == "muc":
        return InputError(
            "Tên sổ không dùng được: chỉ dùng chữ, số, dấu cách và dấu gạch, nhiều nhất {most} ký tự, "
            "ví dụ day-nghe.ipynb.",
            most=_LONGEST_NAME,
        )
    return None


def title_of(cells: list[Any], metadata: Mapping[str, Any]) -> str:
    """The title that a notebook gives itself: in its metadata, or as the heading of its first cell."""
    own = _table(metadata.get("xhht"))
    if named := own.get("title") or metadata.get("title"):
        return " ".join(str(named).split())
    first = cells[0] if cells else {}
    heading = _HEADING.match(_text(first)) if _table(first).get("cell_type") == "markdown" else None
    return " ".join(heading[1].split()) if heading else ""


def declared(cells: list[Any], metadata: Mapping[str, Any]) -> dict[str, str]:
    """Names of parameters with the text of their defaults: assigned in the cell tagged ``parameters``, or
    listed in the metadata as ``"xhht": {"parameters": {…}}``.

    >>> declared([], {"xhht": {"parameters": {"area": "phu-my"}}})
    {'area': "'phu-my'"}
    """
    listed = _table(metadata.get("xhht")).get("parameters")
    found = {name: repr(value) for name, value in listed.items()} if isinstance(listed, dict) else {}
    for cell in cells:
        if "parameters" in (_table(_table(cell).get("metadata")).get("tags") or ()):
            return found | dict(_assigned(_text(cell)))
    return found


def _assigned(source: str) -> Iterator[tuple[str, str]]:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign):
            named = [target for target in statement.targets if isinstance(target, ast.Name)]
            yield from ((target.id, ast.unparse(statement.value)) for target in named)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, ast.unparse(statement.value) if statement.value else ""


def _kind_of(path: Path) -> ReportKind | None:
    """What a notebook makes; None where it is no report."""
    page = slug(path.stem)[:_LONGEST_NAME]
    kind = ReportKind(path.stem, page, path.stem, "")
    try:
        told = json.loads(path.read_bytes())
        cells, metadata = list(told.get("cells", ())), _table(told.get("metadata"))
        title, own = title_of(cells, metadata), _table(metadata.get("xhht"))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return _faulty(kind, InputError("Sổ {name}.ipynb không đọc được.", name=page))
    try:
        names = declared(cells, metadata)
    except (SyntaxError, ValueError, TypeError):  # told when it is run, where it is a report
        names = dict.fromkeys(PARAMETERS, "")
    says_so = bool(own.get("title")) or (bool(title) and set(PARAMETERS) <= set(names))
    if not says_so or own.get("report") is False:
        return None
    kind = ReportKind(path.stem, page, title, " ".join(str(own.get("sentence") or "").split()))
    if fault := name_fault(path.stem):
        return _faulty(kind, fault)
    if len(title) > LONGEST_TITLE:
        return _faulty(kind, InputError(
            "Sổ {name}.ipynb có tên quá dài. Hãy đặt tên (title) nhiều nhất {most} ký tự.",
            name=path.stem, most=LONGEST_TITLE,
        ))  # fmt: skip
    try:
        return replace(kind, breakdowns=read_declared(own.get("breakdowns")))
    except InputError as error:
        return _faulty(kind, error)


def _faulty(kind: ReportKind, fault: InputError) -> ReportKind:
    """Under a name of its own, beside the page that may rightly have it."""
    return replace(kind, page=f"so-{kind.page}", fault=fault)


def _text(cell: Any) -> str:
    """The source of a cell: a text, or as files have it a list of lines."""
    source = _table(cell).get("source") or ""
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
