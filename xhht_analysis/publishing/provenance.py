"""What the files of a period were made from and by: the part of their manifest that is known beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from xhht_analysis.base.inputs import digest
from xhht_analysis.base.plan_files import plan_file
from xhht_analysis.base.store import COUNTS_FILE
from xhht_analysis.publishing.reports import REPORTS, ReportKind
from xhht_analysis.report.report import Report
from xhht_analysis.standards import rules as standards

#: What describes a period beside its files. Whatever else lies there is not read, and may be called anything.
_BESIDE = ("corrections.toml", "files.toml", "mapping.toml")


def provenance_of(report: Report, kinds: Sequence[ReportKind] = REPORTS) -> dict[str, Any]:
    """Area, period, number and day of the publication (None: a draft), program, rules and input files, each
    with what may be told of its hash; ``kinds``: the reports whose notebooks are among them.
    """
    edition = report.edition
    return {
        "area": report.area.id,
        "period": str(report.period),
        "publication": edition.day and {"number": edition.number, "day": edition.day.isoformat()},
        "parameters": {"area": report.area.id, "period": str(report.period)},
        "synthetic": bool(report.summary["synthetic"]),
        "unread": [dict(file) for file in report.unread],
        "program": {"name": "xhht-analysis", "version": report.summary["version"]},
        "rules": _rules(report),
        "inputs": _inputs(report, kinds),
    }


def _rules(report: Report) -> dict[str, Any]:
    """The decree in force, and every file of rules with its hash: a changed threshold is another version."""
    rules = report.rules
    folder = Path(standards.__file__).parent
    return {
        "recognition": rules and {"id": rules.id, "in_force": rules.in_force.isoformat()},
        "files": _hashed([*sorted(folder.glob("*.toml")), *report.store.rules_files()]),
    }


def _inputs(report: Report, kinds: Sequence[ReportKind]) -> dict[str, Any]:
    """Whatever the files were made from: what was received by its role, since names of files may tell names
    of persons, and all else by name alone, since a folder's name may tell who works there.
    """
    store, area, period = report.store, report.area.id, report.period
    raw = store.raw_period(area, period)
    folder = store.raw_area(area)
    described = [folder / "area.toml", plan_file(folder, period)]
    earlier = [store.processed(area, other.period) for other in report.comparable]
    received = [
        {"role": file["role"], "state": file["state"], **report.fingerprint(file.get("sha256"))}
        for file in sorted(report.summary["files"], key=lambda file: file["role"])
    ]

    def named(paths: Iterable[Path]) -> list[dict[str, str]]:
        there = [path for path in paths if path.is_file()]
        return [{"name": p.name, **report.fingerprint(digest(p.read_bytes()))} for p in there]

    return {
        "received": received,
        "descriptions": named([*described, *(raw / name for name in _BESIDE)]),
        "notebooks": _hashed(store.notebooks / f"{kind.notebook}.ipynb" for kind in kinds),
        "earlier": {folder.name: named([folder / COUNTS_FILE]) for folder in sorted(earlier)},
    }


def _hashed(paths: Iterable[Path]) -> list[dict[str, str]]:
    return [{"name": path.name, "sha256": digest(path.read_bytes())} for path in paths if path.is_file()]
