"""Reports as PDF beside their pages, and all of a period in one: printed from pages that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, write_atomically
from xhht_analysis.publishing.own_reports import reports_of
from xhht_analysis.publishing.pdf import find_browser, printed, settled
from xhht_analysis.publishing.publication import gate_of, pdf_of_all, put
from xhht_analysis.report.report import open_report


def print_reports(
    store: Store, areas: Iterable[str], period: Period, *, tell: Callable[[str], None] = lambda step: None
) -> list[Path]:
    """``<page>.pdf`` beside each page of the areas, and ``outputs/bao-cao-<period>.pdf`` of all; their paths.

    They stand in no manifest and in no hash: the same page printed by another browser is another file. Raises
    InputError without a browser, Refusal for a file that the gate does not let through.
    """
    browser, whole, paths = find_browser(), list[bytes](), list[Path]()
    kinds = reports_of(store.notebooks)
    for area in areas:
        folder = store.output(area, period)
        pages = [page for kind in kinds if (page := folder / f"{kind.page}.html").is_file()]
        gate = gate_of(open_report(area, str(period), root=store.root)) if pages else None
        for page in pages:
            assert gate is not None
            content = printed(page, browser)
            put(folder, f"{page.stem}.pdf", content, gate=gate)
            whole.append(content)
            paths.append(page.with_suffix(".pdf"))
            tell(f"{area} {period} {page.stem}.pdf")
    if whole:
        together = pdf_of_all(store, period)
        made = settled(whole)
        write_atomically(together, lambda part: part.write_bytes(made))
        paths.append(together)
    return paths
