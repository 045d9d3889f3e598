"""``bundle --full``: the office's own copy of a period packed for the body that recognises, area by area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import OFFICE_COPY, Store, write_atomically
from xhht_analysis.publishing.bundle import zipped
from xhht_analysis.publishing.manifest import MANIFEST, read_manifest
from xhht_analysis.running import steps
from xhht_analysis.running.results import Outcome
from xhht_analysis.running.run import choose, run


def pack_office_copies(
    store: Store, period: Period, *, tell: Callable[[str], None], as_of: dt.date
) -> tuple[list[Outcome], list[Path]]:
    """Bring the copies of all areas up to date, and pack each that is complete beside its folder.

    It is no publication: nothing is recorded, nothing in outputs/ changes. Same files, same bytes.
    """
    with steps.step_takers(store.root) as executor:
        job = steps.Job(store, executor, full=True, tell=tell, as_of=as_of)
        outcomes = run(job, choose(store, [], [period]))
    copied = [one for one in outcomes if one.results and not one.failed]  # a group has no copy
    return outcomes, [_pack(store, one) for one in copied]


def _pack(store: Store, outcome: Outcome) -> Path:
    """The files that the copy's manifest names; when it was made stays out of the zip."""
    folder = store.office_copy(outcome.area, outcome.period)
    names = [file["name"] for file in read_manifest(folder / MANIFEST)["files"]]
    archive = zipped({name: (folder / name).read_bytes() for name in names}, mode=0o600)
    path = folder.with_name(f"{OFFICE_COPY}-{outcome.period}.zip")
    write_atomically(path, lambda part: part.write_bytes(archive), mode=0o600)
    return path
