"""What the page of a notebook says of itself where nobody but nbconvert makes it: from public counts."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.store import Store, find_root
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.publishing.manifest import MANIFEST, read_manifest
from xhht_analysis.publishing.own_reports import GROUP, PARAMETERS, declared, reports_of, title_of
from xhht_analysis.publishing.reports import ReportKind, page_facts


def facts_of_run(notebook: NotebookNode, resources: Mapping[str, Any] | None) -> dict[str, Any]:
    """Facts for the page of a notebook that was run with area and period, as ``xhht run`` gives them; what
    its metadata says where it declares none.

    ``resources``: nbconvert's, which tell where the notebook lies. Raises InputError outside a project and
    for a period that has not been counted.
    """
    own: dict[str, Any] = dict(notebook.metadata.get("xhht", {}))
    given = _given(notebook)
    if not set(PARAMETERS) <= set(given):
        return own
    from xhht_analysis.publishing.edition import edition_of
    from xhht_analysis.publishing.papers import downloads
    from xhht_analysis.report.report import open_report

    area, period = (str(given[name]) for name in PARAMETERS)
    place = (resources or {}).get("metadata", {})
    root = _root(place.get("path"))
    stem = Path(notebook.metadata.get("papermill", {}).get("input_path") or place.get("name") or "").stem
    if stem == GROUP:
        from xhht_analysis.publishing.group_page import group_facts
        from xhht_analysis.report.group import open_group

        return group_facts(open_group(area, period, root=root), current="tong-quan.html")
    report = open_report(area, period, root=root, whole=False)
    store, of = report.store, (report.area.id, report.period)
    report = replace(report, edition=edition_of(store, *of))
    kinds = _led_to(store, store.output(*of) / MANIFEST)
    title = title_of(notebook.cells, notebook.metadata) or "Báo cáo"
    kind = next((k for k in kinds if k.notebook == stem), ReportKind(stem, slug(stem), title, ""))
    return page_facts(report, kind, downloads=downloads(store.output(*of)), kinds=kinds)


def _led_to(store: Store, manifest: Path) -> list[ReportKind]:
    """The reports of the project, without those that the last run let nobody name."""
    kinds = [kind for kind in reports_of(store.notebooks) if kind.fault is None]
    with suppress(InputError):
        content = read_manifest(manifest)
        told = {*(file["name"] for file in content["files"]), *content["missing"]}
        return [kind for kind in kinds if f"{kind.page}.html" in told]
    return kinds


def _given(notebook: NotebookNode) -> dict[str, Any]:
    """The parameters that the notebook was run with: those given, else its defaults."""
    found: dict[str, Any] = {}
    with suppress(SyntaxError, ValueError):
        found = {
            name: ast.literal_eval(text)
            for name, text in declared(notebook.cells, notebook.metadata).items()
            if name in PARAMETERS
        }
    return found | dict(notebook.metadata.get("papermill", {}).get("parameters") or {})


def _root(path: str | None) -> Path:
    """The project around the current folder, else around the notebook."""
    try:
        return find_root()
    except InputError:
        if not path:
            raise
        return find_root(Path(path))
