"""One report from counts to page, as a task for a process of its own.

Libraries are imported where they are used: whoever only submits tasks needs none of them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xhht_analysis.base.publications import UNPUBLISHED, Edition
from xhht_analysis.base.store import Store
from xhht_analysis.base.whole import read_whole_counts
from xhht_analysis.execution.failures import NotebookFailure, kept_in
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.publishing.own_reports import reports_of
from xhht_analysis.publishing.reports import ReportKind, page_facts

#: What a process of its own has loaded for it.
PRELOAD = ("xhht_analysis.publishing.preload",)


def make_page(
    root: Path,
    area: str,
    period: str,
    page: str,
    *,
    here: bool = can_fork(),
    edition: Edition = UNPUBLISHED,
    kinds: Sequence[ReportKind] | None = None,
) -> str:
    """The HTML of one report of a processed period.

    ``page``: a ``ReportKind.page``. ``here``: run the notebook in this process, which is then used up.
    ``edition``: which publication it says it is. ``kinds``: the reports that it leads to, by default all of
    the project. Raises InputError, and NotebookFailure, whose words stay in
    ``private/``.
    """
    from xhht_analysis.publishing.exporter import export
    from xhht_analysis.publishing.papers import downloads
    from xhht_analysis.publishing.runner import run_notebook
    from xhht_analysis.report.report import open_report

    read_whole_counts(edition.whole)
    store = Store(root)
    kinds = reports_of(store.notebooks) if kinds is None else kinds
    (kind,) = (kind for kind in kinds if kind.page == page)
    report = replace(open_report(area, period, root=root), edition=edition)
    path = store.notebooks / f"{kind.notebook}.ipynb"
    kept = store.private(report.area.id, report.period) / kept_in(kind.notebook)
    folder = edition.folder or store.output(report.area.id, report.period)
    facts = page_facts(report, kind, downloads=downloads(folder), kinds=kinds)  # asks for the project's key
    # Opened before the wall stands: behind it private/ is closed.
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as words:
        try:
            notebook = run_notebook(path, {"area": area, "period": period}, folder=root, here=here)
        except NotebookFailure as failure:
            words.write(f"{failure}\n{failure.message}\n".encode())
            raise failure.without_words() from None
    kept.unlink(missing_ok=True)
    return export(notebook, facts)
