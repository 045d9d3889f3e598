"""What stands in ``outputs/`` beside the areas' folders: the index of them all, tables of a period."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from xhht_analysis.base.areas import Area, find_areas, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.file_states import is_draft
from xhht_analysis.base.groups import groups_of
from xhht_analysis.base.inputs import digest
from xhht_analysis.base.periods import Period
from xhht_analysis.base.program import program
from xhht_analysis.base.store import SUMMARY_FILE, Store, read_json, write_atomically
from xhht_analysis.publishing.manifest import MANIFEST, edition_in, missing_in
from xhht_analysis.publishing.merged import merged_csv
from xhht_analysis.publishing.papers import TABLE
from xhht_analysis.running.groups import find_groups
from xhht_analysis.running.period_reports import INDEX
from xhht_analysis.running.results import Outcome

#: The page on which the khóm stand side by side.
_BY_KHOM = "xoa-mu-chu.html"
#: From what the index of all areas was made, and what it was then: below data/processed.
_INDEX_MADE = "index-made-from.txt"


def write_root_index(store: Store, outcomes: Sequence[Outcome] = ()) -> None:
    """``outputs/index.html``, where what it shows has changed."""
    failed = {(o.area, str(o.period)): len(o.failed) for o in outcomes if o.failed}
    entries, path = list(_entries(store, failed)), store.outputs / INDEX
    made_from = digest(json.dumps([entries, program()]).encode())
    note = store.root / "data" / "processed" / _INDEX_MADE
    # What draws pages takes longer to load than all else that a run with nothing to do needs.
    if path.is_file() and note.is_file() and note.read_bytes() == _noted(made_from, path.read_bytes()):
        return
    from xhht_analysis.publishing.gate import INDEX_LIMIT, Gate
    from xhht_analysis.publishing.index import root_index

    index = root_index(entries).encode()
    if not path.is_file() or path.read_bytes() != index:
        Gate().admit(INDEX, index, limit=INDEX_LIMIT)
        write_atomically(path, lambda part: part.write_bytes(index))
    write_atomically(note, lambda part: part.write_bytes(_noted(made_from, index)))


def write_merged_tables(store: Store) -> None:
    """``outputs/<period>/chi-tieu.csv`` where two areas or more have the period: all that they publish."""
    groups = find_groups(store)  # theirs are sums of the others'
    known = [area for area in find_areas(store.raw) if area not in groups]
    tables: dict[str, list[Path]] = {}
    for path in sorted(store.outputs.glob(f"*/*/{TABLE}")):
        area, name = path.parts[-3:-1]
        if area in known and Period.is_name(name):
            tables.setdefault(name, []).append(path)
    for path in store.outputs.glob(f"*/{TABLE}"):
        if Period.is_name(path.parent.name) and len(tables.get(path.parent.name, ())) < 2:
            path.unlink()
    for name, paths in tables.items():
        if len(paths) < 2:
            continue
        from xhht_analysis.publishing.gate import Gate
        from xhht_analysis.publishing.gate_text import TextRules

        parts = [one.read_bytes() for one in paths]
        merged, path = merged_csv(parts), store.outputs / name / TABLE
        if not path.is_file() or path.read_bytes() != merged:
            # Each of its tables has passed with all that its area forbids, and all that this calls itself.
            passed = "\n".join(one.decode("utf-8-sig") for one in parts)
            Gate(TextRules(labels=passed, public=passed)).admit(TABLE, merged)
            path.parent.mkdir(exist_ok=True)
            write_atomically(path, partial(_write, merged))


def _write(content: bytes, part: Path) -> None:
    part.write_bytes(content)


def _noted(made_from: str, index: bytes) -> bytes:
    return f"{made_from} {digest(index)}\n".encode()


def _entries(store: Store, failed: dict[tuple[str, str], int]) -> Iterator[dict[str, Any]]:
    """Every period that has an index page, also of earlier runs."""
    known = find_areas(store.raw)
    for page in sorted(store.outputs.glob("*/*/index.html")):
        area, name = page.parts[-3:-1]
        if area not in known or not Period.is_name(name):
            continue
        period = Period.parse(name)
        summary = store.processed(area, period) / SUMMARY_FILE
        if summary.is_file():
            told = read_json(summary)
            within = groups_of(store, area, period)
            literacy = page.with_name(_BY_KHOM)
            described = _described(store, area, period)
            by_khom = described is not None and described.khom and literacy.is_file()
            yield {
                "within": within[0].place if within else None,
                "khom": f"{area}/{name}/{_BY_KHOM}#theo-khom" if by_khom else None,
                "word": described.word if described else None,
                "area": described.place if described else area,
                "period": period.label,
                "order": period.sort_key,
                "href": f"{area}/{name}/index.html",
                "synthetic": bool(told["synthetic"]),
                "failed": failed.get((area, name)) or missing_in(page.with_name(MANIFEST)),
                "unread": len(told.get("unread", ())) or int(is_draft(told)),
                "edition": edition_in(page.with_name(MANIFEST)),
            }


def _described(store: Store, area: str, period: Period) -> Area | None:
    """The area as it is described; None while its ``area.toml`` is broken."""
    try:
        return load_area(store.raw_area(area), period.reference_date)
    except InputError:
        return None
