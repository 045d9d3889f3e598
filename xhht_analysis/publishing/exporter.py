"""A run notebook becomes one HTML page of the project's own, through nbconvert."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import mistune
import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.khom_word import in_own_words
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.content import finish
from xhht_analysis.publishing.page import TEMPLATES, render_page
from xhht_analysis.publishing.run_facts import facts_of_run
from xhht_analysis.publishing.values import as_markup

_HIDDEN_TAGS = {"parameters", "injected-parameters", "private"}
_SHOWN = ("execute_result", "display_data", "stream")
#: Of papermill: in no notebook as it is stored.
_ADDED_TAGS = {"injected-parameters", "papermill-error-cell-tag"}


class ReportExporter(HTMLExporter):
    """The format ``xhht`` of nbconvert: Vietnamese, without code, without any request.

    Facts about the page come from ``nb.metadata["xhht"]``; where that names no area, from the project whose
    area and period the notebook was run with (``run_facts``). Raises InputError for a notebook that failed
    or was not run to its end.
    """

    export_from_notebook = "XHHT"

    def __init__(self, **kw: Any) -> None:
        # The working directory is nbconvert's first place to look; a folder there must not change a report.
        kw["extra_template_basedirs"] = [str(TEMPLATES)]
        super().__init__(**kw)  # type: ignore[no-untyped-call]  # nbconvert annotates some functions only
        self.exclude_input = self.exclude_input_prompt = self.exclude_output_prompt = True

    @default("template_name")
    def _template_name_default(self) -> str:
        return "xhht"

    @default("template_file")
    def _template_file_default(self) -> str:
        return "index.html.j2"

    def default_filters(self) -> Iterator[tuple[str, Callable[..., str]]]:
        """Markdown without raw HTML: what a cell says is text."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]  # the same
        yield "markdown2html", _markdown

    def from_notebook_node(  # type: ignore[override]  # nbconvert: a template makes text, other exporters do not
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        facts = nb.metadata.get("xhht", {})
        if "area" not in facts:
            facts = facts_of_run(nb, resources)
        # HTMLExporter would write every picture anew with a parser that changes it: its parent does enough.
        markup, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        markup = in_own_words(markup, plain(facts.get("khom")) or "khóm")
        content, contents, words = finish(markup, title=plain(facts.get("title")) or "Báo cáo")
        return render_page(content, facts, contents=contents, words=words), resources

    def _preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Looked over once it was run, also by ``--execute``."""
        nb, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]  # of nbconvert
        refuse_unfit(nb)
        return _visible(nb), resources


def export(notebook: NotebookNode | Path | str, facts: Mapping[str, Any] | None = None) -> str:
    """The page of a run notebook; ``facts`` replace those in its metadata."""
    run = notebook if isinstance(notebook, NotebookNode) else nbformat.read(Path(notebook), as_version=4)
    if facts is not None:
        run = copy.copy(run)
        run.metadata = NotebookNode({**run.metadata, "xhht": dict(facts)})
    return _exporter().from_notebook_node(run)[0]


def refuse_unfit(nb: NotebookNode) -> None:
    """Raise InputError unless every code cell ran without error and shows no picture without words."""
    for number, cell in _numbered(nb):
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            if output.output_type == "error":
                name = plain(output.get("ename"))
                raise InputError(
                    "Ô thứ {number} của sổ tay bị lỗi {name}: chưa lập được trang. Hãy sửa lỗi rồi chạy "
                    "lại sổ tay.",
                    number=number, name=name,
                )  # fmt: skip
            data = output.get("data", {})
            bare = (
                any(kind.startswith("image/") for kind in data) or "<Figure" in data.get("text/plain", "")[:7]
            )
            if "text/html" not in data and bare:
                raise InputError(
                    "Ô thứ {number} của sổ tay đưa ra hình không có lời mô tả. Hãy đặt tên cho hình "
                    "(ax.set_title), vẽ cột, đường hoặc điểm, hoặc vẽ bằng xhht_analysis.charts.",
                    number=number,
                )
        if cell.source.strip() and cell.get("execution_count") is None:
            raise InputError(
                "Ô thứ {number} của sổ tay chưa được chạy. Hãy chạy lại cả sổ tay.", number=number
            )


def _visible(nb: NotebookNode) -> NotebookNode:
    """The notebook without hidden cells and with nothing but what a page shows. Raises InputError."""
    cells = []
    for number, cell in _numbered(nb):
        if _HIDDEN_TAGS & set(cell.metadata.get("tags", ())):
            continue
        if cell.cell_type == "code":
            outputs = [output for output in cell.outputs if output.output_type in _SHOWN]
            cell = NotebookNode({**cell, "outputs": as_markup(outputs, number=number, markdown=_markdown)})
        cells.append(cell)
    return NotebookNode({**nb, "cells": cells})


def _numbered(nb: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The cells with their numbers in the notebook as it is stored; one of papermill has that of the next."""
    number = 1
    for cell in nb.cells:
        yield number, cell
        number += not _ADDED_TAGS & set(cell.metadata.get("tags", ()))


def _markdown(source: str) -> str:
    return str(mistune.create_markdown(escape=True)(source))


@functools.cache
def _exporter() -> ReportExporter:
    return ReportExporter()
