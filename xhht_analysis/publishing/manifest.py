"""``manifest.json``: what was published of a period, from which files, by which rules.

Its ``content`` is the same for the same input, as are all published files; when the run took place stands
beside it, outside what is hashed. What each file was made from is a record apart, for the office alone: among
it are hashes of whole counts and of raw files.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.inputs import Inputs, digest
from xhht_analysis.base.program import program
from xhht_analysis.base.publications import DRAFT, Edition

MANIFEST = "manifest.json"
#: What is said of the run itself.
_RUN = {"at", "program"}


@dataclass(frozen=True, slots=True)
class Made:
    """A published file: its bytes, what it was made from, and which of that was new (see ``inputs``)."""

    sha256: str
    size: int
    inputs: Inputs
    why: tuple[str, ...] = ()


def manifest_of(
    provenance: Mapping[str, Any], files: Mapping[str, Made], *, missing: Sequence[str] = ()
) -> dict[str, Any]:
    """The manifest of a period's published ``files``; ``missing``: those that could not be made.

    ``provenance``: see ``publishing.provenance``.
    """
    content = {
        **provenance,
        "files": [
            {"name": name, "sha256": made.sha256, "size": made.size} for name, made in sorted(files.items())
        ],
        "missing": sorted(missing),
    }
    run = {
        "at": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        "program": program(),
    }
    return {"content": content, "content_sha256": content_hash(content), "run": run}


def as_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The file as it is written."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def record_of(files: Mapping[str, Made]) -> dict[str, Any]:
    """From what each file was made, for :func:`made_files`."""
    return {name: asdict(made) for name, made in sorted(files.items())}


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in one canonical spelling.

    >>> content_hash({"b": 1, "a": "Mỹ"}) == content_hash({"a": "Mỹ", "b": 1})
    True
    """
    return digest(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def read_manifest(path: Path) -> dict[str, Any]:
    """The ``content`` of a manifest; InputError for one that cannot be read or was changed by hand."""
    manifest = _intact(path)
    if manifest is None:
        area, period = path.parts[-3:-1]
        raise InputError(
            "Tệp {area}/{period}/{manifest} hỏng hoặc đã bị sửa. Hãy lập lại: xhht run {area} --period "
            "{period}",
            area=area, period=period, manifest=MANIFEST,
        )  # fmt: skip
    content: dict[str, Any] = manifest["content"]
    return content


def made_files(path: Path, record: Path) -> dict[str, Made]:
    """The files of which a manifest and the ``record`` beside the counts say the same, and that lie there so;
    none where one of the two cannot be believed.
    """
    manifest = _intact(path)
    if manifest is None:
        return {}
    try:
        made = {name: Made(**told) for name, told in json.loads(record.read_bytes()).items()}
        return {
            name: replace(made[name], inputs=dict(made[name].inputs), why=tuple(made[name].why))
            for file in manifest["content"]["files"]
            if (name := file["name"]) in made
            and (file["sha256"], file["size"]) == (made[name].sha256, made[name].size)
            and _is_there(path.with_name(name), file["sha256"])
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def withdraw(folder: Path, record: Path, *, but: Collection[str]) -> None:
    """Remove from a folder what a run made, by its ``record``, and none makes any more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):  # no record: nobody knows whose they are
        for name in json.loads(record.read_bytes()).keys() - set(but):
            if Path(name).name == name:
                (folder / name).unlink(missing_ok=True)
                (folder / name).with_suffix(".pdf").unlink(missing_ok=True)


def missing_in(path: Path) -> int:
    """How many files a manifest tells to be missing; 0 where there is no manifest that can be believed."""
    manifest = _intact(path)
    return len(manifest["content"]["missing"]) if manifest else 0


def publication_in(path: Path) -> dict[str, Any]:
    """Number and day of the publication that a manifest tells of; nothing of a draft."""
    manifest = _intact(path)
    return (manifest["content"].get("publication") or {}) if manifest else {}


def edition_in(path: Path) -> str:
    """Which publication the files beside a manifest are, in words, or that they are a draft."""
    told = publication_in(path)
    return Edition(told["number"], dt.date.fromisoformat(told["day"])).words if told else DRAFT


def _intact(path: Path) -> dict[str, Any] | None:
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
        intact = content_hash(manifest["content"]) == manifest["content_sha256"] and _is_whole(manifest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if intact else None


def _is_whole(manifest: Mapping[str, Any]) -> bool:
    """Whether it has its parts and no others: beside what is hashed nothing may be carried along."""
    return set(manifest) == {"content", "content_sha256", "run"} and set(manifest["run"]) == _RUN


def _is_there(path: Path, sha256: str) -> bool:
    return path.is_file() and digest(path.read_bytes()) == sha256
