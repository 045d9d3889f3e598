"""``manifest.json``: what was published of a period, from which files, by which rules.

Its ``content`` is the same for the same input, as are all published files; when and where the run took place
stands beside it, outside what is hashed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from xhht_analysis.errors import InputError
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.report import Report
from xhht_analysis.standards import rules as standards
from xhht_analysis.store import COUNTS_FILE, SUMMARY_FILE

MANIFEST = "manifest.json"
#: What is said of the run itself.
_RUN = ("at", "python", "libraries")
#: Libraries whose version may change the bytes of a page.
_LIBRARIES = ("Jinja2", "matplotlib", "nbconvert", "pandas", "python-docx", "XlsxWriter")


def manifest_of(report: Report, files: Mapping[str, bytes], *, missing: Sequence[str] = ()) -> dict:
    """The manifest of a period's published ``files``; ``missing``: those that could not be made."""
    content = {
        "area": report.area.id,
        "period": str(report.period),
        "parameters": {"area": report.area.id, "period": str(report.period)},
        "synthetic": bool(report.summary["synthetic"]),
        "program": {"name": "xhht-analysis", "version": report.summary["version"]},
        "rules": _rules(report),
        "inputs": _inputs(report),
        "files": [
            {"name": name, "sha256": digest(files[name]), "size": len(files[name])} for name in sorted(files)
        ],
        "missing": sorted(missing),
    }
    told = (
        dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        platform.python_version(),
        {name: importlib.metadata.version(name) for name in _LIBRARIES},
    )
    run = dict(zip(_RUN, told, strict=True))
    return {"content": content, "content_sha256": content_hash(content), "run": run}


def as_bytes(manifest: Mapping) -> bytes:
    """The file as it is written."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def content_hash(content: Mapping) -> str:
    """SHA-256 of the content in one canonical spelling.

    >>> content_hash({"b": 1, "a": "Mỹ"}) == content_hash({"a": "Mỹ", "b": 1})
    True
    """
    return digest(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(path: Path) -> dict:
    """The ``content`` of a manifest; InputError for one that cannot be read or was changed by hand."""
    try:
        manifest = json.loads(path.read_bytes())
        content = manifest["content"]
        intact = content_hash(content) == manifest["content_sha256"] and _is_whole(manifest)
    except (OSError, ValueError, KeyError, TypeError):
        intact = False
    if not intact:
        area, period = path.parts[-3:-1]
        raise InputError(
            f"Tệp {area}/{period}/{MANIFEST} hỏng hoặc đã bị sửa. "
            f"Hãy lập lại: xhht run {area} --period {period}",
            en=f"{area}/{period}/{MANIFEST} is broken or was changed. Make it anew: "
            f"xhht run {area} --period {period}",
        )
    return content


def _is_whole(manifest: Mapping) -> bool:
    """Whether it has its parts and no others: beside what is hashed nothing may be carried along."""
    return set(manifest) == {"content", "content_sha256", "run"} and set(manifest["run"]) == set(_RUN)


def _rules(report: Report) -> dict:
    """The decree in force, and every file of rules with its hash: a changed threshold is another version."""
    rules = report.rules
    folder = Path(standards.__file__).parent
    return {
        "recognition": rules and {"id": rules.id, "in_force": rules.in_force.isoformat()},
        "files": _hashed(sorted(folder.glob("*.toml"))),
    }


def _inputs(report: Report) -> dict:
    """Whatever the files were made from, by name alone: a folder's name may tell who works there."""
    store, area, period = report.store, report.area.id, report.period
    raw = store.raw_period(area, period)
    described = [store.raw_area(area) / name for name in ("area.toml", f"plan-{period.year}.toml")]
    earlier = [store.processed(area, other.period) for other in report.comparable]
    received = [{"name": f["name"], "sha256": f["sha256"]} for f in report.summary["files"]]
    return {
        "received": sorted(received, key=lambda file: (file["name"], file["sha256"])),
        "descriptions": _hashed([*described, *sorted(raw.glob("*.toml"))]),
        "notebooks": _hashed(store.notebooks / f"{kind.notebook}.ipynb" for kind in REPORTS),
        "earlier": {
            folder.name: _hashed([folder / COUNTS_FILE, folder / SUMMARY_FILE]) for folder in sorted(earlier)
        },
    }


def _hashed(paths: Iterable[Path]) -> list[dict]:
    return [{"name": path.name, "sha256": digest(path.read_bytes())} for path in paths if path.is_file()]
