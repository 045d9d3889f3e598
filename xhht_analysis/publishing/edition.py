"""Whether a period's reports are those of its last publication, or a draft of the next."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict
from typing import Any

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.fingerprints import fingerprint
from xhht_analysis.base.inputs import digest, of_earlier, of_file, of_like_plan, of_template
from xhht_analysis.base.periods import Period
from xhht_analysis.base.plan_files import plan_file
from xhht_analysis.base.publications import UNPUBLISHED, Edition, read_record
from xhht_analysis.base.store import (
    COUNTS_FILE,
    DECISIONS_FILE,
    PUBLISHED_FILE,
    SUMMARY_FILE,
    Store,
    read_json,
    write_json,
)
from xhht_analysis.publishing.manifest import MANIFEST, publication_in
from xhht_analysis.publishing.own_reports import reports_of


def edition_of(store: Store, area: str, period: Period) -> Edition:
    """What the reports of a counted period are now. InputError where the area's record is damaged."""
    last = read_record(store.publications(area)).last(period)
    if last is None:
        return UNPUBLISHED
    return Edition(last.number, last.day if last.content == content_of(store, area, period) else None)


def content_of(store: Store, area: str, period: Period) -> str:
    """The hash of all that the reports of a counted period say, and of nothing that is not published.

    Not of the program, nor of links to the periods beside it: neither makes it another publication.
    """
    folder = store.processed(area, period)
    facts = load_area(store.raw_area(area), period.reference_date)
    template = of_template(store, area)
    told = {
        "area": {key: told for key, told in asdict(facts).items() if key != "members"},  # of a group alone
        "plan": of_file(plan_file(store.raw_area(area), period)),
        "figures": of_file(folder / COUNTS_FILE) | of_file(folder / DECISIONS_FILE),
        "summary": _told(store, read_json(folder / SUMMARY_FILE)),
        "earlier": of_earlier(store, area, period) | of_like_plan(store, area, period),
        **({"template": template} if template else {}),
        "notebooks": [
            of_file(store.notebooks / f"{kind.notebook}.ipynb") for kind in reports_of(store.notebooks)
        ],
    }
    return digest(json.dumps(told, ensure_ascii=False, sort_keys=True, default=str).encode())


def _told(store: Store, summary: dict[str, Any]) -> dict[str, Any]:
    """A summary without by which version of the program it was made; of what files hold their fingerprints,
    which publications tell: a file that was only saved anew is another publication.
    """
    files = {
        key: [file | {"sha256": fingerprint(store.root, file.get("sha256") or "")} for file in summary[key]]
        for key in ("files", "unread")
        if key in summary
    }
    return {key: value for key, value in summary.items() if key != "version"} | files


def remember(store: Store, area: str, period: Period) -> int:
    """The number of the last publication that was made of a period as far as anything here tells but the
    record itself; it is remembered from now on. 0 where nothing tells of one.
    """
    note = store.processed(area, period) / PUBLISHED_FILE
    known = 0
    with contextlib.suppress(InputError):  # damaged: written anew, as far as anything else tells
        known = _number(read_json(note)) if note.is_file() else 0
    told = _number(publication_in(store.output(area, period) / MANIFEST))
    if told > known and note.parent.is_dir():
        write_json(note, {"number": told})
    return max(known, told)


def _number(told: object) -> int:
    number = told.get("number") if isinstance(told, dict) else None
    return number if isinstance(number, int) else 0


def lost(store: Store, area: str) -> list[str]:
    """Names of publications of the area that there were and that its record lacks, as other publications,
    ``processed/`` and ``outputs/`` tell.
    """
    record = read_record(store.publications(area))
    given_up = {name for one in record.publications for name in one.lost}
    known = {one.name for one in record.publications} | given_up
    missing = set(record.missing)
    places = (store.root / "data" / "processed" / area, store.outputs / area)
    for name in {
        folder.name for place in places for folder in place.glob("*/") if Period.is_name(folder.name)
    }:
        number = remember(store, area, Period.parse(name))
        missing |= {f"{name}/{n}" for n in range(1, number + 1)} - known
    return sorted(missing)
