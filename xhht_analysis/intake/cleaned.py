"""What a period's files say once read and cleaned: people, unit reports, and all that was noticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from xhht_analysis.base.areas import Area, known_area, load_area
from xhht_analysis.base.errors import InputError, NothingUsable
from xhht_analysis.base.files import is_there, sha256
from xhht_analysis.base.findings import Finding, sentences_of_files
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.store import RECEIVED_FILE, SUMMARY_FILE, Store, read_json
from xhht_analysis.cleaning.people import CleanPeople, clean_people
from xhht_analysis.cleaning.survey import clean_survey
from xhht_analysis.forms.reader import NOT_READ, UnitReports, read_unit_reports
from xhht_analysis.intake.cross_checks import check_sources
from xhht_analysis.intake.form_files import beside_register, forms_before
from xhht_analysis.intake.kept import People, key_of, recall
from xhht_analysis.intake.printed_forms import PrintedForms, read_printed_forms
from xhht_analysis.intake.received import descriptions, questions, received_files, role_by_name
from xhht_analysis.sources.chosen import read_chosen
from xhht_analysis.sources.commune_names import CommuneNames
from xhht_analysis.sources.corrections import open_corrected
from xhht_analysis.sources.corrections_file import composed
from xhht_analysis.sources.inbox import Inbox, ReceivedFile, data_files
from xhht_analysis.sources.input_file import SURVEY, UNREAD, InputFile, numbered, unread_of
from xhht_analysis.sources.mapping import MAPPING, SurveyMap, load_mapping
from xhht_analysis.sources.people import RawPeople, find_registers
from xhht_analysis.sources.read_cache import ReadCache
from xhht_analysis.sources.survey import is_columnar, read_survey
from xhht_analysis.sources.survey_date import closed_on


@dataclass
class Cleaned:
    """A period's clean people with where they came from. Private.

    ``clean`` tells of all files, ``people`` of those alone that people stand in.
    """

    area: Area
    period: Period
    clean: CleanPeople
    people: People
    files: list[InputFile]
    synthetic: bool
    door: str  # register, survey, forms (printed ones, no people), or none: unit reports only
    reports: UnitReports
    #: what is asked about files: lines to copy into files.toml, which name the files
    questions: list[str] = field(default_factory=list)
    #: the day to which the survey was counted, where its files or the mapping say so
    closed: dt.date | None = None
    #: the register as it stands, where there is one
    raw: RawPeople | None = None
    #: what printed forms tell, where there is none
    forms: PrintedForms | None = None

    @property
    def readings(self) -> list[Reading]:
        """What every column of every file was taken for."""
        return [*self.clean.readings, *self.reports.readings]


def clean_period(store: Store, area_id: str, period: Period) -> Cleaned:
    """Read and clean the files of a period; only what was read of workbooks is kept, below private/.

    Raises InputError when there is nothing that can be used.
    """
    folder = store.raw_period(known_area(store.raw, area_id), period)
    area = load_area(store.raw_area(area_id), period.reference_date)
    if is_there(folder / MAPPING):
        return _clean_by_mapping(store, folder, area, period)
    cache = ReadCache(store.read_cache(area_id, period))
    inbox = open_corrected(folder, data_files(folder), cache=cache)
    cache.keep_only(file.sha256 for file in inbox.files)
    if not inbox.files:
        said = "".join(f" {line}" for line in sentences_of_files(inbox.findings, in_full=True))
        raise InputError(
            "Thư mục data/raw/{area_id}/{period} chưa có tệp nào. Hãy chép phiếu điều tra vào đó.{said}",
            area_id=area_id, period=period, said=said,
        )  # fmt: skip
    raw, states = read_chosen(inbox.readable, period=period, communes=_communes(area))
    before = [] if raw.sheets else forms_before(store, area, period)
    forms = read_printed_forms(raw.others, area=area, period=period, before=before)
    if raw.sheets:
        forms = beside_register(forms)
    others = [file for file in raw.others if file not in forms.files]
    reports = read_unit_reports(others, area=area, period=period)
    states |= reports.states | forms.states
    received = received_files(inbox, raw, reports, states, area)
    if not raw.sheets and not reports.files and not any(state.role for state in states.values()):
        raise _nothing_usable(folder, [*inbox.findings, *raw.findings, *reports.findings], received)
    people = _people(
        store, area, period, _sources(raw, inbox),
        lambda: clean_people(raw, period=period, khom=area.khom, alias=area.alias),
    )  # fmt: skip
    clean = replace(people.clean, findings=[*inbox.findings, *people.clean.findings, *forms.findings])
    door = "register" if raw.sheets else "forms" if forms.files else "none"
    if door == "forms":
        clean = replace(clean, survey_years=(period.year,))
    if door != "forms" and not len(clean.people) and not reports.files and not unread_of(received):
        raise _nothing_usable(folder, [*clean.findings, *reports.findings], received)
    files = [*received, *descriptions(folder)]
    asked = questions(inbox, states)
    synthetic = raw.synthetic or area.synthetic
    closed = closed_on(raw.sheets, inbox.readable, year=period.year)
    return _with_checks(
        store,
        Cleaned(area, period, clean, people, files, synthetic, door, reports, asked, closed, raw, forms),
    )


def _nothing_usable(folder: Path, told: list[Finding], received: list[InputFile]) -> NothingUsable:
    place = f"{folder.parent.name}/{folder.name}"
    said = " ".join(sentences_of_files(told, in_full=True))
    error = NothingUsable(
        "Không tệp nào trong data/raw/{place} dùng được. {said} Hãy chép vào đó phiếu điều tra PCGD-XMC "
        "(có trang DATA hoặc MauNhapLieu), báo cáo của đơn vị, hoặc viết mapping.toml.",
        place=place, said=said,
    )  # fmt: skip
    error.unread = unread_of(received)
    return error


def _clean_by_mapping(store: Store, folder: Path, area: Area, period: Period) -> Cleaned:
    mapping = load_mapping(folder / MAPPING)
    cache = ReadCache(store.read_cache(area.id, period))
    survey, inbox = _open_mapped(folder, mapping, cache)
    cache.keep_only(file.sha256 for file in [*survey.values(), *inbox.files])
    raw = find_registers(inbox.readable)
    if raw.sheets:
        name = raw.sheets[0].sheet.file
        raise InputError(
            "Thư mục {id}/{period} có cả mapping.toml và phiếu điều tra {name}: một người sẽ bị tính hai "
            "lần. Hãy chỉ giữ một trong hai.",
            id=area.id, period=period, name=name,
        )  # fmt: skip
    reports = read_unit_reports(raw.others, area=area, period=period)
    people = _people(
        store, area, period, [(file.name, file.sha256) for file in survey.values()],
        lambda: clean_survey(
            read_survey(survey[mapping.file], mapping, survey), mapping, period=period, khom=area.khom,
            alias=area.alias,
        ),
    )  # fmt: skip
    clean = replace(people.clean, findings=[*inbox.findings, *raw.findings, *people.clean.findings])
    mapped = numbered(InputFile(file.name, file.sha256, role=SURVEY) for file in survey.values())
    files = [*mapped, *received_files(inbox, raw, reports, reports.states, area), *descriptions(folder)]
    asked = questions(inbox, reports.states)
    synthetic = raw.synthetic or area.synthetic
    cleaned = Cleaned(area, period, clean, people, files, synthetic, "survey", reports, asked)
    return _with_checks(store, replace(cleaned, closed=mapping.survey_day))


def _people(
    store: Store, area: Area, period: Period, sources: Iterable[object], make: Callable[[], CleanPeople]
) -> People:
    """The people of some files: as they were kept, else cleaned by ``make``."""
    key = key_of(store, area.id, period, sources)
    return recall(store, area.id, period, key) or People(key, make())


def _sources(raw: RawPeople, inbox: Inbox) -> list[object]:
    """What people are cleaned from: which sheets of which files, how they count, what was told."""
    hashes = {file.name: file.sha256 for file in inbox.files}
    sheets = [
        (one.sheet.file, hashes[one.sheet.file], one.sheet.name, one.first_row, one.survey_year, one.columns)
        for one in raw.sheets
    ]
    return [sheets, raw.joined, raw.findings]


def _open_mapped(folder: Path, mapping: SurveyMap, cache: ReadCache) -> tuple[dict[str, ReceivedFile], Inbox]:
    """The survey and what is joined to it, by the names that the mapping gives; and the files beside them."""
    there = {composed(path.name): path for path in data_files(folder)}
    named = [mapping.file, *(join.file for join in mapping.joins)]
    for name in named:
        if composed(name) not in there:
            free = there.keys() - set(named)
            raise InputError(
                "Tệp {name}/{mapping}: không có tệp “{name2}”.{near}",
                name=folder.name, mapping=MAPPING, name2=name, near=near(name, sorted(free)),
            )  # fmt: skip
    mapped = {name: there[composed(name)] for name in named}
    # those without sheets of cells are read by other means
    apart = {name: path for name, path in mapped.items() if is_columnar(path)}
    opened = {name: path for name, path in mapped.items() if name not in apart}
    others = [path for path in there.values() if path not in mapped.values()]
    separators = {mapped[name].name: separator for name, separator in mapping.separators.items()}
    inbox = open_corrected(folder, [*opened.values(), *others], separators=separators, cache=cache)
    files = dict(zip(opened, inbox.files, strict=False))
    del inbox.files[: len(files)]
    for number, file in enumerate(files.values(), start=1):
        if file.refusal:
            error = NothingUsable(file.refusal.message)
            error.unread = ({"role": f"{SURVEY} {number}", "state": "unread"},)
            raise error
    files |= {name: ReceivedFile(path, sha256(path)) for name, path in apart.items()}
    return {name: files[name] for name in named}, inbox


def _communes(area: Area) -> CommuneNames:
    return CommuneNames((area.name, *area.other_names), area.code)


def received_reports(store: Store, area: Area, period: Period) -> tuple[UnitReports, list[str]]:
    """The units' reports of a period, nobody counted; and the names of files that could not be opened."""
    folder = store.raw_period(area.id, period)
    inbox = open_corrected(folder, data_files(folder))
    reports = read_unit_reports(inbox.readable, area=area, period=period)
    names = [file.name for file in inbox.files if file.refusal]
    _note_unread(reports, [InputFile(name, "", "unread", *role_by_name(name, area)) for name in names])
    return reports, names


def _with_checks(store: Store, cleaned: Cleaned) -> Cleaned:
    """Add what the units' reports say against each other, the register and the mid-year report."""
    area, period, reports = cleaned.area, cleaned.period, cleaned.reports
    _note_unread(reports, cleaned.files)
    cleaned.clean.findings += reports.findings
    if reports.files:
        people = None if cleaned.door in ("none", "forms") else cleaned.clean.people
        earlier = None if period.is_half else unit_reports(store, area, Period(period.year, True))
        cleaned.clean.findings += check_sources(reports, people, area=area, period=period, earlier=earlier)
    return cleaned


def _note_unread(reports: UnitReports, files: Iterable[InputFile]) -> None:
    """Note the units of which no file counts though one lies there that is not read."""
    found = {file.unit for file in files if file.state in UNREAD}
    reports.unread = frozenset((found | reports.contested) - {"", *reports.files})
    unread = reports.unread - reports.contested
    reports.missing |= {key: NOT_READ for key in reports.missing if key[0] in unread}


def unit_reports(store: Store, area: Area, period: Period) -> UnitReports:
    """The reports of units for another period; once it is processed, without opening its register."""
    folder = store.raw_period(area.id, period)
    paths = data_files(folder)
    names = [path.name for path in paths]
    summary = store.processed(area.id, period) / SUMMARY_FILE
    received = store.processed(area.id, period) / "private" / RECEIVED_FILE
    if summary.is_file() and received.is_file():
        told = {unit["file"] for unit in read_json(summary)["units"]}
        counted = {file["name"] for file in read_json(received) if file["role"] in told}
        paths = [path for path in paths if path.name in counted]
    cache = ReadCache(store.read_cache(area.id, period))
    inbox = open_corrected(folder, paths, elsewhere=names, cache=cache)
    return read_unit_reports(inbox.readable, area=area, period=period)
