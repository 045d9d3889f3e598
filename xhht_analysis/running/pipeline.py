"""One area and period from the raw files to counts, written where notebooks find them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from xhht_analysis import __version__
from xhht_analysis.base.areas import Area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.findings import TO_MEND, Finding, count_by_file, count_by_kind
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import (
    CLERK_LIST,
    COUNTS_FILE,
    PARTIAL_FILE,
    PEOPLE_FILE,
    QUESTIONS_FILE,
    RECEIVED_FILE,
    SUMMARY_FILE,
    UNIT_TABLES,
    WHOLE_SUMMARY_FILE,
    WORDS_FILE,
    Store,
    make_private,
    write_atomically,
    write_json,
    write_text,
)
from xhht_analysis.base.summary import Summary, SurveyEntry, UnitEntry
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.disclosure.described import described
from xhht_analysis.forms.discipline import report_status
from xhht_analysis.forms.told import tasks_told, words_told
from xhht_analysis.indicators.counts import replace_counts, write_counts
from xhht_analysis.indicators.partial import ToldInPart, blank_cells, blank_columns, lower_bounds
from xhht_analysis.indicators.units import count_units
from xhht_analysis.intake.cleaned import Cleaned, clean_period
from xhht_analysis.intake.clerk_workbook import write_clerk_list
from xhht_analysis.intake.kept import keep
from xhht_analysis.publishing.gate_people import COLUMNS, NOBODY, people_of
from xhht_analysis.publishing.unit_words import may_leave
from xhht_analysis.running.release import release
from xhht_analysis.sources.input_file import role_in, unread_of
from xhht_analysis.sources.mapping_file import FIELDS
from xhht_analysis.sources.register import field_words
from xhht_analysis.standards.duty import load_duty
from xhht_analysis.standards.law_files import judge_by_rules_of
from xhht_analysis.standards.plan import load_plan, own_measures, times_per_month
from xhht_analysis.standards.rules import not_yet_asked
from xhht_analysis.standards.self_ratings import centre_ratings, self_rated_items
from xhht_analysis.standards.unit_results import unit_results


def process_period(store: Store, area_id: str, period: Period, *, as_of: dt.date | None = None) -> Cleaned:
    """Clean a period and count it: people and whole counts go below private/, what is published beside it.

    ``as_of``: the day of judging, None when everything has fallen due.

    Raises InputError, with nothing written, when the catalogue does not say whom an indicator counts.
    """
    judge_by_rules_of(store.root)
    described()
    cleaned = clean_period(store, area_id, period)
    write_private(store, cleaned)
    people = cleaned.people.counted()
    if people is not cleaned.people:
        keep(store, area_id, period, people)
    folder = store.processed(area_id, period)
    counts, lacking, blank = people.counts, dict[str, list[str]](), dict[str, list[str]]()
    blank_of: dict[str, list[str]] = {}
    partial: list[str] = []
    assert counts is not None  # counted() made them
    if cleaned.door == "forms" and cleaned.forms is not None:
        counts = cleaned.forms.counts
    counts = counts[~counts["indicator"].isin(not_yet_asked(period.reference_date))]
    if cleaned.door == "none":  # of people nothing is known, which is not nobody
        counts = counts.iloc[:0]
    duty = load_duty(store.raw_area(area_id), cleaned.area, period, as_of=as_of)
    results: dict[str, dict[str, bool]] = {}
    plan = load_plan(store.raw_area(area_id), period)
    own = own_measures(plan, cleaned.area)
    if cleaned.area.units:
        wanted = times_per_month(store.raw_area(area_id), period)
        told, lacking = count_units(
            cleaned.reports, counts, area=cleaned.area, period=period, per_month=wanted, duty=duty, own=own
        )
        in_part = ToldInPart(cleaned.reports, counts, cleaned.area, period, wanted, duty, own)
        counts = replace_counts(counts, told)
        bounds = lower_bounds(in_part, lacking.keys() - set(counts["indicator"]))
        counts, partial = replace_counts(counts, bounds), bounds["indicator"].unique().tolist()
        open_ = counts.loc[counts["unknown"] > 0, "indicator"]
        blank, blank_of = blank_cells(in_part, set(open_)), blank_columns(in_part, set(open_))
        results = unit_results(
            plan, cleaned.reports, area=cleaned.area, period=period, per_month=wanted, duty=duty, own=own
        )  # fmt: skip
    write_text(store.private(area_id, period) / COUNTS_FILE, write_counts(counts), mode=0o600)
    summary = _summary(cleaned, lacking, duty, results)
    for unit in summary.get("units", []):
        unit["blank"] = blank_of.get(unit["id"], [])
    write_json(store.private(area_id, period) / PARTIAL_FILE, partial, mode=0o600)
    published = release(store, area_id, period, partial=partial)
    said = _sentences(store, cleaned)
    write_json(folder / SUMMARY_FILE, {**summary, **said, "partial": published, "blank": blank})
    return cleaned


def _sentences(store: Store, cleaned: Cleaned) -> dict[str, list[dict[str, str]]]:
    """What units wrote that everybody may read; what the office's own copy tells besides goes to private/."""
    said, tasks = _words(cleaned), cleaned.reports.tables["tasks"]
    written = [one for sheet in ("remarks", "next_tasks") for one in said[sheet]]
    named = people_of([cleaned.clean.people[COLUMNS]]) if written else NOBODY
    whole = {"tasks": tasks_told(tasks, smallest=1), **may_leave(said, named, public=False)}
    path = store.private(cleaned.area.id, cleaned.period) / WHOLE_SUMMARY_FILE
    write_json(path, whole, mode=0o600)
    leaves = may_leave(said, named, public=True, places=_places(cleaned.area))
    return {key: told for key, told in leaves.items() if told}


def _words(cleaned: Cleaned) -> dict[str, list[dict[str, object]]]:
    """What units wrote, by what the version of each one's workbook said of who reads it."""
    versions = {id: file.version for id, file in cleaned.reports.files.items()}
    return words_told(cleaned.reports.tables, cleaned.area, versions)


def _places(area: Area) -> list[str]:
    """The names of an area, and of what lies and works in it."""
    of_area = [area.place, area.title, area.name, area.district, area.province, area.superior]
    return [*of_area, *area.khom, *(unit.name for unit in area.units)]


def write_private(store: Store, cleaned: Cleaned) -> Path:
    """The clean table and the list of findings, for the clerk and the analyst only; returns the list."""
    folder = store.private(cleaned.area.id, cleaned.period)
    if cleaned.people.counts is None:  # else the table is there
        write_atomically(folder / PEOPLE_FILE, cleaned.clean.people.to_parquet, mode=0o600)
    path = folder / CLERK_LIST
    raw = store.raw_period(cleaned.area.id, cleaned.period)
    found, area = cleaned.clean.findings, cleaned.area
    write_clerk_list(path, found, folder=raw, khom=area.khom, readings=cleaned.readings, word=area.word)
    received = [{"name": f.name, "sha256": f.sha256, "state": f.state, "role": f.role} for f in cleaned.files]
    write_json(folder / RECEIVED_FILE, received, mode=0o600)
    _write_questions(folder / QUESTIONS_FILE, cleaned.questions)
    write_json(folder / WORDS_FILE, _words(cleaned), mode=0o600)
    _write_tables(folder / UNIT_TABLES, cleaned.reports.tables)
    return path


def _write_tables(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """The units' sheets with a line in them; those of before go."""
    filled = {f"{sheet}.parquet": table for sheet, table in tables.items() if len(table)}
    if filled:
        make_private(folder)
    for path in folder.glob("*.parquet"):
        if path.name not in filled:
            path.unlink()
    for name, table in filled.items():
        write_atomically(folder / name, table.to_parquet, mode=0o600)


def _write_questions(path: Path, questions: list[str]) -> None:
    if questions:
        write_text(path, "\n\n".join([*questions, ""]), mode=0o600)
    else:
        path.unlink(missing_ok=True)


def _summary(
    cleaned: Cleaned, lacking: dict[str, list[str]], duty: Duty, results: dict[str, dict[str, bool]]
) -> Summary:
    """What may be said of a period besides its counts: never anything about one person."""
    clean, area, reports = cleaned.clean, cleaned.area, cleaned.reports
    roles = {file.name: file.role for file in cleaned.files}
    words = FIELDS if cleaned.door == "survey" else field_words()
    return {
        "area": area.id,
        "period": str(cleaned.period),
        "version": __version__,
        "door": cleaned.door,
        "forms": list(cleaned.forms.read) if cleaned.door == "forms" and cleaned.forms else [],
        "synthetic": cleaned.synthetic,
        "survey_years": list(clean.survey_years),
        "survey": _survey(cleaned),
        "files": [{"role": f.role, "sha256": f.sha256, "state": f.state} for f in cleaned.files],
        "unread": list(unread_of(cleaned.files)),
        "rows_read": clean.rows_read,
        "rows_kept": len(clean.people),
        "rows_aside": dict(clean.aside.most_common()),
        "findings": count_by_kind(clean.findings),
        "findings_by_file": count_by_file(
            replace(finding, file=role_in(finding.file, roles)) for finding in clean.findings
        ),
        "missing": [{"field": name, "words": words[name]} for name in clean.missing],
        "unknown": _unknown(clean.people),
        "lacking": lacking,
        "units": _units(cleaned, duty, results),
        "duty": duty.as_json(),
        "unit_rows": {
            "read": reports.rows_read,
            "kept": reports.rows_kept,
            "aside": dict(reports.aside.most_common()),
        },
        "community": self_rated_items(reports.tables["community"]),
        "ratings": centre_ratings(reports.tables["ratings"]),
        "tasks": tasks_told(reports.tables["tasks"], smallest=area.smallest_count),
    }


def _survey(cleaned: Cleaned) -> SurveyEntry:
    closed = cleaned.closed
    return {
        "year": max(cleaned.clean.survey_years, default=None),
        "closed": closed.isoformat() if closed else None,
        "source": "" if closed is None else "mapping" if cleaned.door == "survey" else "file",
    }


def _units(cleaned: Cleaned, duty: Duty, results: dict[str, dict[str, bool]]) -> list[UnitEntry]:
    """Which unit reported when."""
    reports = cleaned.reports
    roles = {file.name: file.role for file in cleaned.files}
    return [
        {
            "id": status.unit.id,
            "name": status.unit.name,
            "kind": status.unit.kind,
            "state": status.state,
            "received": status.received.isoformat() if status.received else None,
            "drawn_up": status.drawn_up.isoformat() if status.drawn_up else None,
            "due": status.due.isoformat() if status.due else None,
            "missing": list(status.missing),
            "results": results.get(status.unit.id, {}),
            "file": roles[reports.files[status.unit.id].file] if status.unit.id in reports.files else None,
        }
        for status in report_status(cleaned.area, cleaned.period, reports, duty)
    ]


def _unknown(people: pd.DataFrame) -> dict[str, int]:
    """How many kept people lack what every indicator rests on."""
    lacking = Counter({name: int(people[name].isna().sum()) for name in ("age", "sex", "minority")})
    lacking["khom"] = int((people["khom"] == UNKNOWN_KHOM).sum())
    lacking["disabled"] = int(people["disabled"].isna().sum())
    lacking["presence"] = int(people["presence_unknown"].sum())
    return dict(lacking)


def grave(findings: list[Finding]) -> bool:
    """Whether a person must mend something: more than notes, rewritten values and rows set aside."""
    return any(finding.severity in TO_MEND for finding in findings)
