"""One area and period from the raw files to counts, and what was noticed on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from xhht_analysis import __version__
from xhht_analysis.areas import Area, load_area
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.people import CleanPeople, clean_people
from xhht_analysis.cleaning.survey import clean_survey
from xhht_analysis.errors import InputError
from xhht_analysis.findings import Finding, count_by_kind, findings_frame
from xhht_analysis.indicators.counts import count_people, count_totals
from xhht_analysis.periods import Period
from xhht_analysis.sources.people import InputFile, read_people
from xhht_analysis.sources.register import needed_fields
from xhht_analysis.sources.survey import FIELDS, MAPPING, load_mapping, read_survey
from xhht_analysis.sources.workbook import files_in, sha256
from xhht_analysis.store import COUNTS_FILE, SUMMARY_FILE, Store, write_atomically, write_json, write_text


@dataclass
class Cleaned:
    """A period's clean people with where they came from. Private."""

    area: Area
    period: Period
    clean: CleanPeople
    files: list[InputFile]
    synthetic: bool
    door: str  # register or survey


def clean_period(store: Store, area_id: str, period: Period) -> Cleaned:
    """Read and clean the files of a period; nothing is written.

    Raises InputError when there is nothing that can be used.
    """
    folder = store.raw_period(area_id, period)
    area = load_area(store.raw_area(area_id), period.reference_date)
    paths = [p for p in files_in(folder) if p.name != MAPPING and p.suffix.lower() not in (".toml", ".md")]
    if (folder / MAPPING).is_file():
        return _clean_by_mapping(folder, area, period, paths)
    if not paths:
        raise InputError(
            f"Thư mục data/raw/{area_id}/{period} chưa có tệp nào. Hãy chép phiếu điều tra vào đó.",
            en=f"data/raw/{area_id}/{period} holds no file yet. Put the register workbook there.",
        )
    raw = read_people(paths)
    if not raw.sheets:
        said = " ".join(f.sentence() for f in raw.findings)
        raise InputError(
            f"Không tệp nào trong data/raw/{area_id}/{period} là phiếu điều tra PCGD-XMC. {said} "
            "Hãy chép tệp có trang DATA hoặc MauNhapLieu vào đó, hoặc viết mapping.toml.",
            en=f"No file in data/raw/{area_id}/{period} is a PCGD-XMC register. {said} "
            "Put a workbook with the sheet DATA or MauNhapLieu there, or write a mapping.toml.",
        )
    clean = clean_people(raw, period=period, khom=area.khom)
    return Cleaned(area, period, clean, raw.files, raw.synthetic or area.synthetic, "register")


def _clean_by_mapping(folder: Path, area: Area, period: Period, paths: list[Path]) -> Cleaned:
    mapping = load_mapping(folder / MAPPING)
    others = [p for p in paths if p.name != mapping.file]
    beside = read_people(others)
    if beside.sheets:
        name = beside.sheets[0].sheet.file
        raise InputError(
            f"Thư mục {area.id}/{period} có cả mapping.toml và phiếu điều tra {name}: "
            "một người sẽ bị tính hai lần. Hãy chỉ giữ một trong hai.",
            en=f"{area.id}/{period} holds both a mapping.toml and the register {name}: "
            "people would be counted twice. Keep one of them.",
        )
    clean = clean_survey(read_survey(folder, mapping), mapping, period=period)
    clean.findings = [*beside.findings, *clean.findings]
    used = InputFile(mapping.file, sha256(folder / mapping.file))
    return Cleaned(area, period, clean, [used, *beside.files], area.synthetic, "survey")


def process_period(store: Store, area_id: str, period: Period) -> Cleaned:
    """Clean a period, count it and write both: people below private/, counts and summary beside it."""
    cleaned = clean_period(store, area_id, period)
    people = cleaned.clean.people
    write_private(store, cleaned)
    folder = store.processed(area_id, period)
    counts = count_people(people)
    write_text(folder / COUNTS_FILE, counts.to_csv(index=False, lineterminator="\n"))
    write_json(folder / SUMMARY_FILE, _summary(cleaned))
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


def _summary(cleaned: Cleaned) -> dict:
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
            name: [f.numerator, f.denominator, f.unknown] for name, f in count_totals(clean.people).items()
        },
        "unknown": _unknown(clean.people),
    }


def _unknown(people: pd.DataFrame) -> dict[str, int]:
    """How many kept people lack what every indicator rests on."""
    lacking = Counter({name: int(people[name].isna().sum()) for name in ("age", "sex", "minority")})
    lacking["khom"] = int((people["khom"] == UNKNOWN_KHOM).sum())
    return dict(lacking)


def grave(findings: list[Finding]) -> bool:
    """Whether a person must mend something: more than notes, rewritten values and rows set aside."""
    return any(finding.severity in ("mend", "unusable") for finding in findings)
