"""The files of one counted period on their way into ``outputs/``: those that are not up to date.

A file is up to date when it lies there as it was made and all that it was made from is what it was.
"""

from __future__ import annotations

import contextlib
import json
from concurrent.futures import as_completed

from xhht_analysis.base.file_states import is_draft
from xhht_analysis.base.inputs import (
    DOWNLOADS,
    EDITION,
    FAILURES,
    PAGES,
    Inputs,
    changes,
    digest,
    of_file,
    of_reports,
    of_template,
    of_whole,
)
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.publications import UNPUBLISHED, Edition
from xhht_analysis.base.store import (
    FORMS_FILE,
    REPORTS_RECORD,
    SUMMARY_FILE,
    Store,
    make_private,
    read_json,
    write_atomically,
    write_json,
)
from xhht_analysis.publishing.edition import edition_of, remember
from xhht_analysis.publishing.manifest import (
    MANIFEST,
    Made,
    as_bytes,
    made_files,
    manifest_of,
    record_of,
    withdraw,
)
from xhht_analysis.publishing.own_reports import reports_of
from xhht_analysis.publishing.papers import DRAFT, PAPERS, REPORT, downloads, papers
from xhht_analysis.publishing.reports import ReportKind
from xhht_analysis.running.outward import outward
from xhht_analysis.running.results import FORCED, NEW, UNFINISHED, Outcome
from xhht_analysis.running.steps import (
    Job,
    Opened,
    Published,
    make_file,
    open_publication,
    publish_index,
    publish_made,
)

INDEX = "index.html"
#: Of the office's own copy, beside it: what its files were made from.
_RECORD = "made-from.json"


def files_of(store: Store) -> tuple[str, ...]:
    """What a period has in ``outputs/``, beside its manifest; while it is unfinished a draft as report."""
    return (*PAPERS, *(f"{kind.page}.html" for kind in reports_of(store.notebooks)), INDEX)


def office_copy(job: Job, outcome: Outcome) -> PeriodReports:
    """The office's own copy of a period, of which nothing is withheld: below private/, in no record."""
    folder = job.store.office_copy(outcome.area, outcome.period)
    return PeriodReports(job, outcome, edition=Edition(folder=folder, whole=True))


class PeriodReports:
    """The files of one counted period on their way into ``outputs/``.

    ``edition``: of files that are being published; None: they are what the area's record says.
    """

    def __init__(self, job: Job, outcome: Outcome, *, edition: Edition | None = None) -> None:
        self._job, self._outcome = job, outcome
        self._of = outcome.area, str(outcome.period)
        self._edition = edition or UNPUBLISHED
        self._is_told = edition is not None
        self._folder = self._edition.folder or job.store.output(outcome.area, outcome.period)
        private = job.store.processed(outcome.area, outcome.period) / "private"
        self._record = self._folder / _RECORD if self._edition.whole else private / REPORTS_RECORD
        self._before: dict[str, Made] = {}
        self._now: dict[str, Made] = {}
        self._opened: Opened | None = None
        self._papers = tuple(PAPERS)
        self._pages: dict[str, ReportKind] = {}

    def publish(self) -> None:
        """Make what is not up to date; whatever goes wrong is noted as a failure of this period alone."""
        try:
            self._publish()
        except Exception as error:
            self._outcome.fail(MANIFEST, error)
        finally:
            if self._opened is not None:
                with contextlib.suppress(OSError):  # gone, or its folder is closed by now
                    self._opened.gate.path.unlink()

    def _publish(self) -> None:
        of = self._job.store, self._outcome.area, self._outcome.period
        remember(*of)  # a manifest that is written anew may be all that tells of a publication
        if not self._is_told:
            self._edition = edition_of(*of)
        kinds = reports_of(self._job.store.notebooks)
        self._pages = {f"{kind.page}.html": kind for kind in kinds if kind.fault is None}
        self._before = made_files(self._folder / MANIFEST, self._record)
        self._withdraw_the_other_report()
        for folder in {self._folder, self._job.store.output(*of[1:])}:
            withdraw(folder, self._record, but=(*PAPERS, DRAFT, *self._pages, INDEX))
        led_to = [(kind.page, kind.title, kind.sentence) for kind in self._pages.values()]
        draft = self._edition.day is None and not self._edition.whole
        basis = of_reports(*of, draft=draft) | {
            EDITION: digest(self._edition.words.encode()),
            PAGES: digest(json.dumps(led_to).encode()),
        }
        if self._outcome.counted_anew and self._edition.folder is None:  # whole forms are of earlier counts
            (self._job.store.private(*of[1:]) / FORMS_FILE).unlink(missing_ok=True)
        if self._edition.whole:
            make_private(self._folder)
            basis |= of_whole(*of)
        template = of_template(*of[:2])
        words = {name: template if name in (REPORT, DRAFT) else {} for name in self._papers}
        stale = self._stale({name: basis | words[name] for name in self._papers})
        if stale or self._outcome.counted_anew:
            self._open(stale)
        basis = basis | {DOWNLOADS: digest(json.dumps(downloads(self._folder)).encode())}
        notebooks = self._job.store.notebooks
        pages = {
            name: basis | of_file(notebooks / f"{kind.notebook}.ipynb") for name, kind in self._pages.items()
        }
        stale = self._stale(pages)
        if stale:
            opened = self._opened or self._open({})
            self._make({name: one for name, one in stale.items() if name in self._pages}, opened)
        for kind in kinds:
            if kind.fault is not None:
                self._outcome.fail(f"{kind.page}.html", kind.fault)
        self._make_index(basis)

    def _withdraw_the_other_report(self) -> None:
        """Before anything is made: what is unfinished has no report to be signed, what is whole no draft."""
        counted = self._job.store.processed(self._outcome.area, self._outcome.period)
        draft = is_draft(read_json(counted / SUMMARY_FILE))
        self._papers = tuple(papers(draft=draft))
        (self._folder / (REPORT if draft else DRAFT)).unlink(missing_ok=True)

    def _stale(self, files: dict[str, Inputs]) -> dict[str, Made]:
        """The files that are not up to date, to be made from these inputs; those that are stay."""
        stale = {}
        for name, inputs in files.items():
            before = self._before.get(name)
            why: tuple[str, ...]
            if self._job.force:
                why = (FORCED,)
            elif before is None:
                why = (UNFINISHED if (self._folder / name).is_file() else NEW,)
            else:
                why = tuple(changes(before.inputs, inputs))
            if why or before is None:
                stale[name] = Made("", 0, inputs, why)
            else:
                self._now[name] = before
                self._outcome.add(name, "kept")
                self._told(name)
        return stale

    def _open(self, papers: dict[str, Made]) -> Opened:
        here = [] if self._job.is_far else list(papers)
        self._opened = opened = self._job.do_here(
            open_publication, *self._of, here, self._edition, self._kinds
        )
        for page, error in opened.unnamed.items():  # nowhere it may be named
            self._outcome.fail(f"{page}.html", error)
            self._pages.pop(f"{page}.html")
            (self._folder / f"{page}.html").unlink(missing_ok=True)
        for name, became in opened.papers.items():
            self._note(name, papers[name], became)
        if self._job.is_far:
            self._make(papers, opened)
        return opened

    def _make(self, stale: dict[str, Made], opened: Opened) -> None:
        """All at once, each looked over and published by a process that runs no cells, as soon as it comes:
        the manifest knows of it then, whatever happens later.
        """
        submit, root = self._job.executor.submit, self._job.store.root
        making = {
            submit(make_file, root, *self._of, name, self._edition, self._kinds): name for name in stale
        }
        for made in as_completed(making):
            name = making[made]
            became: Published | Exception
            try:
                became = self._job.do_here(
                    publish_made, *self._of, name, made.result(), opened.gate, self._edition
                )
            except Exception as error:
                became = error
            self._note(name, stale[name], became)
            self._write_manifest(opened)

    def _make_index(self, basis: Inputs) -> None:
        with speaking("vi"):  # a page is Vietnamese, whatever the command speaks
            store, area = self._job.store, self._outcome.area
            failed = {name: outward(error, store, area) for name, error in self._outcome.failed.items()}
        told = {name.removesuffix(".html"): reason for name, reason in failed.items()}
        inputs = basis | {FAILURES: digest(json.dumps(told, sort_keys=True).encode())}
        stale = self._stale({INDEX: inputs})
        if stale:
            opened = self._opened or self._open({})
            made: Published | Exception
            try:
                made = self._job.do_here(
                    publish_index, *self._of, told, opened.gate, self._edition, self._kinds
                )
            except Exception as error:
                made = error
            self._note(INDEX, stale[INDEX], made)
        if self._opened is not None:
            self._write_manifest(self._opened)
            if self._opened.refusal is not None:
                raise self._opened.refusal

    @property
    def _kinds(self) -> tuple[ReportKind, ...]:
        return tuple(self._pages.values())

    def _note(self, name: str, wanted: Made, became: Published | Exception) -> None:
        if isinstance(became, Exception):
            self._outcome.fail(name, became)
        else:
            self._now[name] = Made(became.sha256, became.size, wanted.inputs, wanted.why)
            self._outcome.add(name, "built", seconds=became.seconds, why=wanted.why)
        self._told(name)

    def _told(self, name: str) -> None:
        self._job.tell(f"{self._outcome.area} {self._outcome.period} {name}")

    def _write_manifest(self, opened: Opened) -> None:
        """What is there now, and as missing what is still to come: true whenever the run ends."""
        if opened.provenance is None:
            return
        missing = {*self._papers, *self._pages, INDEX} - set(self._now)
        make_private(self._record.parent)
        write_json(self._record, record_of(self._now), mode=0o600)  # first: alone it is believed nothing of
        manifest = as_bytes(manifest_of(opened.provenance, self._now, missing=sorted(missing)))
        mode = 0o600 if self._edition.whole else 0o644
        write_atomically(self._folder / MANIFEST, lambda part: part.write_bytes(manifest), mode=mode)
