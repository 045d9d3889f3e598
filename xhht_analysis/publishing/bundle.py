"""One zip of a period's published files for the Education Office: what the gate let through, nothing else."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.inputs import digest
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Edition
from xhht_analysis.publishing.changes import Changes
from xhht_analysis.publishing.gate import INDEX_LIMIT, Gate
from xhht_analysis.publishing.gate_page import PAGE_LIMIT
from xhht_analysis.publishing.index import bundle_index
from xhht_analysis.publishing.manifest import MANIFEST, as_bytes, content_hash, read_manifest
from xhht_analysis.publishing.merged import merged_csv
from xhht_analysis.publishing.own_reports import reports_of
from xhht_analysis.publishing.papers import DRAFT, PAPERS, TABLE, downloads
from xhht_analysis.publishing.publication import gate_of
from xhht_analysis.report.report import Report

#: The first day that a zip archive can name, the system whose permissions it states.
_NEVER, _UNIX = (1980, 1, 1, 0, 0, 0), 3


@dataclass(frozen=True)
class Bundle:
    """What became of a bundle; it was written unless it has no ``names``.

    ``published``: which publication of each area is in it; ``unchanged``: areas of which that is the one
    before; ``new``: what others say otherwise than the one before, where there was one. ``failed``: why an
    area is not in it; ``beside``: why other periods, with which one is compared, are not up to date;
    ``unread``: areas with files that are not read, by their number; they are in the bundle only where that
    was ``wanted``.
    """

    path: Path
    names: list[str] = field(default_factory=list)
    published: dict[str, Edition] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    new: dict[str, Changes] = field(default_factory=dict)
    failed: dict[str, Exception] = field(default_factory=dict)
    beside: dict[str, Exception] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    wanted: bool = False

    @property
    def complete(self) -> bool:
        return not (self.failed or (self.unread and not self.wanted))


@dataclass(frozen=True)
class Part:
    """One area's reports of a period, whole. ``folder``: where they lie; ``unread``: files not read."""

    report: Report
    folder: Path
    unread: int = 0


def packed(parts: Sequence[Part], period: Period) -> tuple[bytes, list[str]]:
    """The zip of a period, the same bytes for the same files, and the names of what is in it.

    Raises InputError for a file that is not what its manifest says, Refusal for one that the gate would not
    let through today.
    """
    files: dict[str, bytes] = {}
    for part in parts:
        files |= _checked(part)
    index = bundle_index(
        [_entry(part) for part in parts],
        period=period.label,
        synthetic=any(part.report.summary["synthetic"] for part in parts),
        leads_out=any(b'href="../' in content for content in files.values()),
    ).encode()
    Gate().admit("index.html", index, limit=INDEX_LIMIT)
    files["index.html"] = index
    tables = [files[name] for name in sorted(files) if name.endswith(f"/{TABLE}")]
    if len(tables) > 1:
        files[f"{period}/{TABLE}"] = merged_csv(tables)
        Gate().admit(TABLE, files[f"{period}/{TABLE}"])
    sums = "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files))
    files["SHA256SUMS"] = sums.encode()
    return zipped(files), sorted(files)


def _checked(part: Part) -> dict[str, bytes]:
    """The files of one area, each what its manifest says and let through by the gate once more."""
    area, period = part.report.area.id, part.report.period
    gate = gate_of(part.report)
    files = {}
    pages = {f"{kind.page}.html" for kind in reports_of(part.report.store.notebooks) if not kind.fault}
    published = {"index.html", *pages, *PAPERS, DRAFT}
    content = read_manifest(_inside(part, MANIFEST))
    for told in content["files"]:
        name = told["name"]
        path = _inside(part, name)
        whole = name in published and path.is_file()
        data = path.read_bytes() if whole else b""
        if not whole or (len(data), digest(data)) != (told["size"], told["sha256"]):
            raise InputError(
                "Tệp {area}/{period}/{name} thiếu hoặc đã bị sửa sau khi lập (khác {manifest}). Hãy lập "
                "lại: xhht run {area} --period {period}",
                area=area, period=period, name=name, manifest=MANIFEST,
            )  # fmt: skip
        gate.admit(name, data, limit=INDEX_LIMIT if name == "index.html" else PAGE_LIMIT)
        files[f"{area}/{period}/{name}"] = data
    # when and where it was made is nobody else's business, and would make the bytes others each time
    manifest = as_bytes({"content": content, "content_sha256": content_hash(content)})
    gate.admit(MANIFEST, manifest)
    return files | {f"{area}/{period}/{MANIFEST}": manifest}


def _inside(part: Part, name: str) -> Path:
    """A file's path, for a real file of that very folder: a link may lead anywhere."""
    path = part.folder / name
    if (
        any(place.is_symlink() for place in (part.folder.parent, part.folder, path))
        or Path(name).name != name
    ):
        raise InputError(
            "{area}/{period}/{name} là liên kết tới nơi khác nên không được đóng gói. Hãy xóa liên kết ấy"
            " rồi chạy lại xhht run.",
            area=part.report.area.id, period=part.report.period, name=name,
        )  # fmt: skip
    return path


def _entry(part: Part) -> dict[str, Any]:
    folder = f"{part.report.area.id}/{part.report.period}"
    return {
        "area": part.report.area.place,
        "href": f"{folder}/index.html",
        "downloads": [{**one, "href": f"{folder}/{one['href']}"} for one in downloads(part.folder)],
        "edition": part.report.edition.words,
        "unread": part.unread,
    }


def zipped(files: Mapping[str, bytes], *, mode: int = 0o644) -> bytes:
    """The archive: the index first, then by name; no times, no owner. ``mode``: of each file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files, key=lambda name: (name != "index.html", name)):
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system, entry.external_attr = _UNIX, (stat.S_IFREG | mode) << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return made.getvalue()
