"""``bundle`` publishes: pages and papers anew with the next number, packed, recorded, and only then there.

Whenever it is stopped, nothing says that it is a publication which the record does not know: files wait
beside the counts until their zip is written and the record after it; the next call publishes the same number.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from xhht_analysis.base.areas import find_areas, find_periods
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.file_states import is_draft
from xhht_analysis.base.inputs import counted_from, of_record, predecessors, record_counted
from xhht_analysis.base.parts import part_folder
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Edition, Publication, read_record, write_publication
from xhht_analysis.base.store import (
    PUBLISHED_FILE,
    SUMMARY_FILE,
    Store,
    read_json,
    write_atomically,
    write_json,
)
from xhht_analysis.execution.tasks import Stopped
from xhht_analysis.publishing.bundle import Bundle, Part, packed
from xhht_analysis.publishing.changes import Changes
from xhht_analysis.publishing.edition import content_of, edition_of, lost, remember
from xhht_analysis.publishing.manifest import MANIFEST, read_manifest
from xhht_analysis.publishing.papers import DRAFT, PAPERS
from xhht_analysis.report.report import open_report
from xhht_analysis.running import steps
from xhht_analysis.running.faults import as_told
from xhht_analysis.running.groups import find_groups
from xhht_analysis.running.period_reports import PeriodReports
from xhht_analysis.running.published import changes_since, table_that_leaves
from xhht_analysis.running.results import COUNTING, Outcome
from xhht_analysis.running.root_index import write_root_index
from xhht_analysis.running.run import count, count_predecessors, stands


@dataclass(frozen=True)
class _Ready:
    """An area's part of the bundle, and the publication to be recorded where it is a new one."""

    part: Part
    publication: Publication | None
    changes: Changes | None


def publish_here(
    store: Store, period: Period, *, tell: Callable[[str], None], as_of: dt.date, **how: bool
) -> Bundle:
    """``publish`` with the processes of this computer."""
    with steps.step_takers(store.root) as executor:
        return publish(steps.Job(store, executor, tell=tell, as_of=as_of), period, **how)


def publish(
    job: steps.Job, period: Period, *, with_unread: bool = False, without_record: bool = False
) -> Bundle:
    """Write ``outputs/bao-cao-<period>.zip`` and record what is published by it.

    An area whose reports would say what its last publication says is in it as that publication, by the same
    program with the same bytes. One of which a file is not read is left out unless ``with_unread``; one of
    which a publication is no longer on record, unless ``without_record``. The day of a publication is that of
    judging, the last of the period where everything has fallen due.
    Raises InputError where no area has files of the period, and what ``packed`` raises; then there is no zip.
    """
    store = job.store
    told = Bundle(store.outputs / f"bao-cao-{period}.zip", wanted=with_unread)
    with ExitStack() as after:
        ready = []
        groups = find_groups(store)
        for area in find_areas(store.raw):
            try:
                if area in groups or period not in find_periods(store.raw_area(area)):
                    continue
                one = _Maker(job, area, period, after).ready(told, without_record=without_record)
            except (Stopped, CancelledError):
                raise
            except Exception as error:
                told.failed[area] = as_told(error)
            else:
                ready += [one] if one else []
        if not ready:
            return _nothing(told, period)
        try:
            archive, names = packed([one.part for one in ready], period)
        except Exception:
            told.path.unlink(missing_ok=True)
            raise
        new = [(one.part.report.area.id, one.publication) for one in ready if one.publication]

        def write(part: Path) -> None:
            part.write_bytes(archive)
            _record(store, new)

        write_atomically(told.path, write)
        for one in ready:
            if one.publication:
                _settle(store, one.part, one.publication)
    write_root_index(store)
    return replace(
        told,
        names=names,
        published={one.part.report.area.id: one.part.report.edition for one in ready},
        unchanged=[one.part.report.area.id for one in ready if one.publication is None],
        new={one.part.report.area.id: one.changes for one in ready if one.changes is not None},
    )


def _nothing(told: Bundle, period: Period) -> Bundle:
    """Raises the reason where there is but one."""
    told.path.unlink(missing_ok=True)
    if len(told.failed) == 1 and not told.unread:
        raise next(iter(told.failed.values()))
    if not told.failed and not told.unread:
        raise InputError(
            "Không địa bàn nào có số liệu của kỳ {period} để công bố. Hãy chép phiếu điều tra vào "
            "data/raw/<địa bàn>/{period}, hoặc nêu kỳ khác.",
            period=period,
        )
    return told


@dataclass(frozen=True)
class _Maker:
    """Makes an area's part of the bundle; ``after``: what has to be cleared away in the end."""

    job: steps.Job
    area: str
    period: Period
    after: ExitStack

    def ready(self, told: Bundle, *, without_record: bool) -> _Ready | None:
        """The part, with all files of its reports; None where a file is not read and that is not wanted."""
        store, of = self.job.store, (self.area, self.period)
        outcome = self._counted(told)
        if outcome.failed and not stands(store, outcome):
            raise outcome.failed[COUNTING]
        summary = read_json(store.processed(*of) / SUMMARY_FILE)
        if unread := len(summary.get("unread", ())) or int(is_draft(summary)):
            told.unread[self.area] = unread
            if not told.wanted:
                return None
        edition, publication, changes = edition_of(store, *of), None, None
        gone = lost(store, self.area)
        if gone and not without_record:
            raise InputError(
                "Đã công bố {names} nhưng data/raw/{area}/publications không còn bản ghi. Hãy chép lại thư "
                "mục ấy từ bản sao lưu hoặc từ máy đã công bố; nếu mất hẳn, thêm --without-record.",
                names=", ".join(gone), area=self.area,
            )  # fmt: skip
        if edition.day is None:
            publication, changes = self._next(edition, gone)
            folder = self.after.enter_context(part_folder(store.processed(*of)))
            edition = Edition(publication.number, publication.day, folder)
        PeriodReports(self.job, outcome, edition=edition).publish()
        for name, error in outcome.failed.items():
            if name != COUNTING:
                raise error
        report = replace(open_report(self.area, str(self.period), root=store.root), edition=edition)
        return _Ready(Part(report, edition.folder or store.output(*of), unread), publication, changes)

    def _counted(self, told: Bundle) -> Outcome:
        """All periods of the area are counted: pages compare with the others. What is wrong there is told."""
        store = self.job.store
        latest = Outcome(self.area, self.period)
        count_predecessors(self.job, latest, predecessors(store, self.area, self.period))
        outcomes = [Outcome(self.area, one) for one in find_periods(store.raw_area(self.area))]
        for outcome in outcomes:
            count(self.job, outcome)
            if outcome.failed and outcome.period != self.period:
                told.beside[f"{self.area} {outcome.period}"] = outcome.failed[COUNTING]
        return next(one for one in outcomes if one.period == self.period)

    def _next(self, edition: Edition, gone: Sequence[str]) -> tuple[Publication, Changes | None]:
        """The publication to be made."""
        store, of = self.job.store, (self.area, self.period)
        record = read_record(store.publications(self.area))
        changes = changes_since(store, *of, record)
        publication = Publication(
            self.period,
            max(edition.number, remember(store, *of)) + 1,
            self.job.as_of or self.period.reference_date,
            table_that_leaves(store, *of, record),
            after=record.names,
            lost=tuple(gone),
            content=content_of(store, *of),
            changed=changes.as_records() if changes else (),
        )
        return publication, changes


def _record(store: Store, new: Sequence[tuple[str, Publication]]) -> None:
    """Write it down, once it is sure that nobody else has published, and nothing changed, meanwhile."""
    to_write = []
    for area, publication in new:
        record = read_record(store.publications(area))
        if publication in record.publications:  # another command has published the very same
            continue
        same = content_of(store, area, publication.period) == publication.content
        if record.names != publication.after or not same:
            raise _changed_meanwhile(area)
        to_write.append((area, publication))
    for area, publication in to_write:
        try:
            write_publication(store.publications(area), publication)
        except FileExistsError:
            raise _changed_meanwhile(area) from None


def _changed_meanwhile(area: str) -> InputError:
    return InputError(
        "{area}: số liệu hoặc bản ghi công bố vừa đổi trong lúc đóng gói (có lệnh khác đang chạy). Hãy chạy "
        "lại xhht bundle.",
        area=area,
    )


def _settle(store: Store, part: Part, publication: Publication) -> None:
    """Now that it is published: its files are the reports of the period, and its counts need no second look,
    since what was just published gives the same table again.
    """
    from xhht_analysis.publishing.publication import withdraw_pdf

    area, period = part.report.area.id, publication.period
    write_json(store.processed(area, period) / PUBLISHED_FILE, {"number": publication.number})
    if counted := counted_from(store, area, period):
        record_counted(store, area, period, counted | of_record(store, area))
    output = store.output(area, period)
    names = [file["name"] for file in read_manifest(part.folder / MANIFEST)["files"]]
    for name in {*PAPERS, DRAFT} - {*names}:
        (output / name).unlink(missing_ok=True)
    for name in (*names, MANIFEST):
        if name.endswith(".html"):
            withdraw_pdf(store, area, period, name)
        write_atomically(output / name, partial(shutil.copyfile, part.folder / name))
