"""One report from counts to page, as a task for a process of its own.

Libraries are imported where they are used: whoever only submits tasks needs none of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xhht_analysis.base.publications import UNPUBLISHED, Edition
from xhht_analysis.base.store import Store
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.publishing.reports import REPORTS, page_facts

#: What a process of its own has loaded for it.
PRELOAD = ("xhht_analysis.publishing.preload",)


def make_page(
    root: Path, area: str, period: str, page: str, *, here: bool = can_fork(), edition: Edition = UNPUBLISHED
) -> str:
    """The HTML of one report of a processed period.

    ``page``: a ``ReportKind.page``. ``here``: run the notebook in this process, which is then used up.
    ``edition``: which publication it says it is. Raises InputError and NotebookFailure.
    """
    from xhht_analysis.publishing.exporter import export
    from xhht_analysis.publishing.papers import downloads
    from xhht_analysis.publishing.runner import run_notebook
    from xhht_analysis.report.report import open_report

    (kind,) = (kind for kind in REPORTS if kind.page == page)
    store = Store(root)
    report = replace(open_report(area, period, root=root), edition=edition)
    notebook = run_notebook(
        store.notebooks / f"{kind.notebook}.ipynb", {"area": area, "period": period}, folder=root, here=here
    )
    folder = edition.folder or store.output(report.area.id, report.period)
    return export(notebook, page_facts(report, kind, downloads=downloads(folder)))
