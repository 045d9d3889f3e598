"""A group's files, as a step for a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhht_analysis.base.groups import groups_shown
from xhht_analysis.base.inputs import digest
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.store import SUMMARY_FILE, read_json, write_atomically
from xhht_analysis.publishing.manifest import MANIFEST, Made, as_bytes, manifest_of

if TYPE_CHECKING:
    from xhht_analysis.publishing.gate import Gate
    from xhht_analysis.report.group import GroupReport

#: The page of a group, what is downloaded beside it, and what leads to them.
PAGE, CSV, PAPER, INDEX = "tong-quan.html", "chi-tieu.csv", "tong-quan.docx", "index.html"
FILES = (PAGE, CSV, PAPER, INDEX)
NOTEBOOK = "overview"
#: A table of a hundred communes, and of their twenty worst.
LIMIT = 300 * 1024


def make_group(root: Path, area: str, period: str, beside: Sequence[str] = ()) -> None:
    """Count a group, and put its files into ``outputs/``, each looked over. Raises InputError, Refusal among
    them, and NotebookFailure.
    """
    from xhht_analysis.publishing.publication import put
    from xhht_analysis.running.group_counts import count_group

    group = count_group(root, area, period)
    gate, folder = _gate(group), group.store.output(area, group.period)
    makers: dict[str, Callable[[], bytes]] = {
        CSV: lambda: _csv(group),
        PAPER: lambda: _paper(group),
        PAGE: lambda: _page(group, beside),
        INDEX: lambda: _index(group, beside),
    }
    (folder / MANIFEST).unlink(missing_ok=True)
    made: dict[str, Made] = {}
    for name, make in makers.items():
        with speaking("vi"):  # a page is Vietnamese, whatever the command speaks
            content = make()
        put(folder, name, content, gate=gate, limit=LIMIT)
        made[name] = Made(digest(content), len(content), {})
    manifest = as_bytes(manifest_of(_provenance(group), made))
    gate.admit(MANIFEST, manifest)
    write_atomically(folder / MANIFEST, lambda part: part.write_bytes(manifest))


def _csv(group: GroupReport) -> bytes:
    from xhht_analysis.publishing.group_csv import group_csv

    return group_csv(group).encode()


def _paper(group: GroupReport) -> bytes:
    from xhht_analysis.publishing.group_paper import group_paper

    return group_paper(group)


def _facts(group: GroupReport, current: str, beside: Sequence[str]) -> dict[str, Any]:
    from xhht_analysis.publishing.group_page import group_facts

    within = groups_shown(group.store, group.area.id, group.period)
    return group_facts(group, current=current, beside=beside, within=within)


def _page(group: GroupReport, beside: Sequence[str]) -> bytes:
    from xhht_analysis.publishing.exporter import export
    from xhht_analysis.publishing.runner import run_notebook
    from xhht_analysis.report.group import at_hand

    store, parameters = group.store, {"area": group.area.id, "period": str(group.period)}
    path = store.notebooks / f"{NOTEBOOK}.ipynb"
    with at_hand(group):
        notebook = run_notebook(path, parameters, folder=store.root, here=True)
    return export(notebook, _facts(group, PAGE, beside)).encode()


def _index(group: GroupReport, beside: Sequence[str]) -> bytes:
    from xhht_analysis.publishing.index import area_index

    card = {
        "title": "Tổng quan",
        "sentence": "Từng xã: mức độ, số liệu, còn thiếu bao nhiêu người; xã nào chưa gửi.",
        "href": PAGE,
    }
    return area_index(_facts(group, INDEX, beside), [card]).encode()


def _gate(group: GroupReport) -> Gate:
    """The gate before a group's files: no register is read for them, so no person's name is at hand here."""
    from xhht_analysis.publishing.gate import Gate
    from xhht_analysis.publishing.gate_text import TextRules

    described = [group.store.raw / id / "area.toml" for id in (group.area.id, *(m.id for m in group.members))]
    texts = [path.read_text("utf-8-sig", errors="replace") for path in described if path.is_file()]
    return Gate(TextRules(labels="\n".join(texts), public="\n".join(texts)))


def _provenance(group: GroupReport) -> dict[str, Any]:
    summary = read_json(group.store.processed(group.area.id, group.period) / SUMMARY_FILE)
    rules = group.rules
    return {
        "area": group.area.id,
        "period": str(group.period),
        "publication": None,
        "parameters": {"area": group.area.id, "period": str(group.period)},
        "synthetic": summary["synthetic"],
        "unread": [],
        "program": {"name": "xhht-analysis", "version": _version()},
        "rules": rules and {"id": rules.id, "in_force": rules.in_force.isoformat()},
        "communes": summary["communes"],
    }


def _version() -> str:
    from xhht_analysis import __version__

    return __version__
