"""One area and period from the raw files to counts, and what was noticed on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from xhht_analysis import __version__
from xhht_analysis.areas import Area, check_area_id, find_areas, load_area, near
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.people import CleanPeople, clean_people
from xhht_analysis.cleaning.survey import clean_survey
from xhht_analysis.cross_checks import check_sources
from xhht_analysis.discipline import report_status
from xhht_analysis.errors import InputError
from xhht_analysis.findings import Finding, count_by_kind, findings_frame
from xhht_analysis.forms.reader import UnitReports, read_unit_reports
from xhht_analysis.indicators.counts import count_people, count_totals, replace_counts
from xhht_analysis.indicators.units import count_units
from xhht_analysis.periods import Period
from xhht_analysis.sources.people import InputFile, RawPeople, read_people
from xhht_analysis.sources.register import needed_fields
from xhht_analysis.sources.survey import FIELDS, MAPPING, load_mapping, read_survey
from xhht_analysis.sources.workbook import files_in, sha256
from xhht_analysis.standards.self_ratings import centre_ratings, self_rated_items
from xhht_analysis.store import (
    COUNTS_FILE,
    SUMMARY_FILE,
    Store,
    read_json,
    write_atomically,
    write_json,
    write_text,
)


@dataclass
class Cleaned:
    """A period's clean people with where they came from. Private."""

    area: Area
    period: Period
    clean: CleanPeople
    files: list[InputFile]
    synthetic: bool
    door: str  # register, survey, or none: unit reports only
    reports: UnitReports


def known_area(store: Store, area: str) -> str:
    """The area's identifier; InputError with the nearest right one when data/raw has no such folder."""
    if not store.raw_area(check_area_id(area)).is_dir():
        known = find_areas(store.raw)
        raise InputError(
            f"Không có địa bàn «{area}»: hãy tạo thư mục data/raw/{area} với tệp area.toml."
            f"{near(area, known)}",
            en=f"There is no area “{area}”: create data/raw/{area} with an area.toml."
            f"{near(area, known, en=True)}",
        )
    return area


def clean_period(store: Store, area_id: str, period: Period) -> Cleaned:
    """Read and clean the files of a period; nothing is written.

    Raises InputError when there is nothing that can be used.
    """
    folder = store.raw_period(known_area(store, area_id), period)
    area = load_area(store.raw_area(area_id), period.reference_date)
    paths = [p for p in files_in(folder) if p.name != MAPPING and p.suffix.lower() not in (".toml", ".md")]
    if (folder / MAPPING).is_file():
        return _clean_by_mapping(store, folder, area, period, paths)
    if not paths:
        raise InputError(
            f"Thư mục data/raw/{area_id}/{period} chưa có tệp nào. Hãy chép phiếu điều tra vào đó.",
            en=f"data/raw/{area_id}/{period} holds no file yet. Put the register workbook there.",
        )
    raw = read_people(paths)
    reports = _unit_reports(raw, folder, area, period)
    if not raw.sheets and not reports.files:
        said = " ".join(f.sentence() for f in [*raw.findings, *reports.findings])
        raise InputError(
            f"Không tệp nào trong data/raw/{area_id}/{period} dùng được. {said} Hãy chép vào đó phiếu "
            "điều tra PCGD-XMC (có trang DATA hoặc MauNhapLieu), báo cáo của đơn vị, hoặc viết mapping.toml.",
            en=f"No file in data/raw/{area_id}/{period} can be used. {said} Put a PCGD-XMC register (with "
            "the sheet DATA or MauNhapLieu) or units' reports there, or write a mapping.toml.",
        )
    clean = clean_people(raw, period=period, khom=area.khom)
    door = "register" if raw.sheets else "none"
    return _with_checks(
        store, Cleaned(area, period, clean, raw.files, raw.synthetic or area.synthetic, door, reports)
    )


def _clean_by_mapping(store: Store, folder: Path, area: Area, period: Period, paths: list[Path]) -> Cleaned:
    mapping = load_mapping(folder / MAPPING)
    raw = read_people([p for p in paths if p.name != mapping.file])
    if raw.sheets:
        name = raw.sheets[0].sheet.file
        raise InputError(
            f"Thư mục {area.id}/{period} có cả mapping.toml và phiếu điều tra {name}: "
            "một người sẽ bị tính hai lần. Hãy chỉ giữ một trong hai.",
            en=f"{area.id}/{period} holds both a mapping.toml and the register {name}: "
            "people would be counted twice. Keep one of them.",
        )
    reports = _unit_reports(raw, folder, area, period)
    clean = clean_survey(read_survey(folder, mapping), mapping, period=period)
    clean.findings = [*raw.findings, *clean.findings]
    used = InputFile(mapping.file, sha256(folder / mapping.file))
    synthetic = raw.synthetic or area.synthetic
    return _with_checks(store, Cleaned(area, period, clean, [used, *raw.files], synthetic, "survey", reports))


def _unit_reports(raw: RawPeople, folder: Path, area: Area, period: Period) -> UnitReports:
    """The units' reports among the files that are no register; ``raw`` is told which of them are used."""
    unknown = {f.file for f in raw.findings if f.kind == "file_unknown"}
    reports = read_unit_reports(
        [folder / f.name for f in raw.files if f.name in unknown], area=area, period=period
    )
    raw.findings[:] = [f for f in raw.findings if f.kind != "file_unknown"]
    used = {file.file for file in reports.files.values()}
    raw.files[:] = [replace(f, used=f.used or f.name in used) for f in raw.files]
    return reports


def _with_checks(store: Store, cleaned: Cleaned) -> Cleaned:
    """Add what the units' reports say against each other, the register and the mid-year report."""
    area, period, reports = cleaned.area, cleaned.period, cleaned.reports
    cleaned.clean.findings += reports.findings
    if reports.files:
        people = None if cleaned.door == "none" else cleaned.clean.people
        earlier = None if period.is_half else _mid_year(store, area, Period(period.year, True))
        cleaned.clean.findings += check_sources(reports, people, area=area, period=period, earlier=earlier)
    return cleaned


def _mid_year(store: Store, area: Area, half: Period) -> UnitReports:
    """The mid-year reports of the same units; once that period is processed, without opening its register."""
    paths = files_in(store.raw_period(area.id, half))
    summary = store.processed(area.id, half) / SUMMARY_FILE
    if summary.is_file():
        told = {unit["file"] for unit in read_json(summary)["units"]}
        paths = [path for path in paths if path.name in told]
    return read_unit_reports(paths, area=area, period=half)


def process_period(store: Store, area_id: str, period: Period) -> Cleaned:
    """Clean a period, count it and write both: people below private/, counts and summary beside it."""
    cleaned = clean_period(store, area_id, period)
    people = cleaned.clean.people
    write_private(store, cleaned)
    folder = store.processed(area_id, period)
    counts, lacking = count_people(people), {}
    if cleaned.door == "none":  # of people nothing is known, which is not nobody
        counts = counts.iloc[:0]
    if cleaned.area.units:
        told, lacking = count_units(cleaned.reports, counts, area=cleaned.area, period=period)
        counts = replace_counts(counts, told)
    write_text(folder / COUNTS_FILE, counts.to_csv(index=False, lineterminator="\n"))
    write_json(folder / SUMMARY_FILE, _summary(cleaned, lacking))
    return cleaned


def write_private(store: Store, cleaned: Cleaned) -> Path:
    """The clean table and the list of findings, for the clerk and the analyst only; returns the list."""
    folder = store.private(cleaned.area.id, cleaned.period)
    write_atomically(folder / "people.parquet", cleaned.clean.people.to_parquet, mode=0o600)
    findings = findings_frame(cleaned.clean.findings)
    path = folder / "findings.csv"
    guarded = findings.map(lambda v: f"'{v}" if isinstance(v, str) and v[:1] in tuple("=+-@") else v)
    write_text(path, guarded.to_csv(index=False, lineterminator="\n"), mode=0o600, encoding="utf-8-sig")
    return path


def _summary(cleaned: Cleaned, lacking: dict[str, list[str]]) -> dict:
    """What may be said of a period besides its counts: never anything about one person."""
    clean, area = cleaned.clean, cleaned.area
    words = FIELDS if cleaned.door == "survey" else needed_fields()
    return {
        "area": area.id,
        "period": str(cleaned.period),
        "version": __version__,
        "door": cleaned.door,
        "synthetic": cleaned.synthetic,
        "survey_years": list(clean.survey_years),
        "files": [{"name": f.name, "sha256": f.sha256, "used": f.used} for f in cleaned.files],
        "rows_read": clean.rows_read,
        "rows_kept": len(clean.people),
        "rows_aside": dict(clean.aside.most_common()),
        "findings": count_by_kind(clean.findings),
        "missing": [{"field": name, "words": words[name]} for name in clean.missing],
        "everybody": {
            name: [f.numerator, f.denominator, f.unknown]
            for name, f in count_totals(clean.people).items()
            if cleaned.door != "none"
        },
        "unknown": _unknown(clean.people),
        "lacking": lacking,
        **_summary_of_units(cleaned),
    }


def _summary_of_units(cleaned: Cleaned) -> dict:
    """Which unit reported when, and what the learning centre says of itself."""
    reports = cleaned.reports
    units = [
        {
            "id": status.unit.id,
            "name": status.unit.name,
            "kind": status.unit.kind,
            "state": status.state,
            "received": status.received.isoformat() if status.received else None,
            "due": status.due.isoformat(),
            "missing": list(status.missing),
            "file": reports.files[status.unit.id].file if status.unit.id in reports.files else None,
        }
        for status in report_status(cleaned.area, cleaned.period, reports)
    ]
    return {
        "units": units,
        "unit_rows": {
            "read": reports.rows_read,
            "kept": reports.rows_kept,
            "aside": dict(reports.aside.most_common()),
        },
        "community": self_rated_items(reports.tables["community"]),
        "ratings": centre_ratings(reports.tables["ratings"]),
    }


def _unknown(people: pd.DataFrame) -> dict[str, int]:
    """How many kept people lack what every indicator rests on."""
    lacking = Counter({name: int(people[name].isna().sum()) for name in ("age", "sex", "minority")})
    lacking["khom"] = int((people["khom"] == UNKNOWN_KHOM).sum())
    return dict(lacking)


def grave(findings: list[Finding]) -> bool:
    """Whether a person must mend something: more than notes, rewritten values and rows set aside."""
    return any(finding.severity in ("mend", "unusable") for finding in findings)
