"""One zip of a period's published files for the Education Office: what the gate let through, nothing else."""

from __future__ import annotations

import datetime as dt
import io
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from xhht_analysis.base.areas import find_areas, find_periods, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.inputs import (
    LANGUAGE,
    LIBRARIES,
    PROGRAM,
    changes,
    counted_from,
    digest,
    of_counting,
)
from xhht_analysis.base.messages import language
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, write_atomically
from xhht_analysis.publishing.gate import INDEX_LIMIT, Gate
from xhht_analysis.publishing.gate_page import PAGE_LIMIT
from xhht_analysis.publishing.index import bundle_index
from xhht_analysis.publishing.manifest import MANIFEST, read_manifest
from xhht_analysis.publishing.papers import DRAFT, PAPERS, downloads
from xhht_analysis.publishing.publication import gate_of
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.report.report import open_report
from xhht_analysis.standards.duty import load_duty

#: The first day that a zip archive can name, the system whose permissions it states, and these.
_NEVER, _UNIX, _READABLE = (1980, 1, 1, 0, 0, 0), 3, (stat.S_IFREG | 0o644) << 16
_PUBLISHED = {"index.html", *(f"{kind.page}.html" for kind in REPORTS), *PAPERS, DRAFT}


@dataclass(frozen=True)
class Bundle:
    """A bundle that was written, unless it has no ``names``. ``absent``: areas with files of the period but
    without reports; ``missing``: reports that could not be made, as ``area/file``; ``outdated``: areas whose
    files are not those any more that the reports were made from; ``unread``: areas with files that are not
    read, by their number; they are in the bundle only where that was ``wanted``.
    """

    path: Path
    names: list[str]
    absent: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)
    wanted: bool = False

    @property
    def complete(self) -> bool:
        refused = self.unread and not self.wanted
        return not (self.absent or self.missing or self.outdated or refused)


def write_bundle(
    store: Store, period: Period, *, with_unread: bool = False, as_of: dt.date | None = None
) -> Bundle:
    """Write ``outputs/bao-cao-<period>.zip``: the same bytes for the same files.

    An area of which a file is not read is left out; with ``with_unread`` it is put in and the index says so.
    ``as_of``: the day of judging, None when everything has fallen due.
    Raises InputError when there is nothing to put in and for a file that is not what its manifest says,
    Refusal for one that the gate would not let through today. Then no zip is left.
    """
    path = store.outputs / f"bao-cao-{period}.zip"
    path.unlink(missing_ok=True)
    areas = find_areas(store.raw)
    made = [area for area in areas if (store.output(area, period) / MANIFEST).is_file()]
    if not made:
        raise InputError(
            "Chưa có báo cáo nào của kỳ {period} để đóng gói. Hãy chạy: xhht run --period {period}",
            period=period,
        )
    contents = {area: read_manifest(_inside(store, area, period, MANIFEST)) for area in made}
    unread = {area: n for area, content in contents.items() if (n := _unread(store, area, period, content))}
    if not with_unread:
        contents = {area: content for area, content in contents.items() if area not in unread}
    files: dict[str, bytes] = {}
    for area, content in contents.items():
        files |= _checked(store, area, period, content)
    told = Bundle(
        path,
        names=[],
        absent=sorted(area for area in set(areas) - set(made) if _has_files(store, area, period)),
        missing=[f"{area}/{name}" for area, content in contents.items() for name in content["missing"]],
        outdated=[area for area in made if _outdated(store, area, period, as_of)],
        unread=unread,
        wanted=with_unread,
    )
    if not contents:
        return told
    index = bundle_index(
        [_entry(store, area, period, content) for area, content in contents.items()],
        period=period.label,
        synthetic=any(content["synthetic"] for content in contents.values()),
        leads_out=any(b'href="../' in content for content in files.values()),
    ).encode()
    Gate().admit("index.html", index, limit=INDEX_LIMIT)
    files["index.html"] = index
    sums = "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files))
    files["SHA256SUMS"] = sums.encode()
    archive = _zipped(files)
    write_atomically(path, lambda part: part.write_bytes(archive))
    return replace(told, names=sorted(files))


def _has_files(store: Store, area: str, period: Period) -> bool:
    return period in find_periods(store.raw_area(area))


def _unread(store: Store, area: str, period: Period, content: Mapping[str, Any]) -> int:
    """How many files of the area are not read, by now or when its reports were made."""
    report = open_report(area, str(period), root=store.root)
    return len(report.unread or content.get("unread", ())) or int(report.is_draft)


def _outdated(store: Store, area: str, period: Period, as_of: dt.date | None) -> bool:
    """Whether files of the area came, went or changed since its reports were made, could not be read, or
    something has fallen due.
    """
    was = counted_from(store, area, period) or {}
    folder = store.raw_area(area)
    duty = load_duty(folder, load_area(folder, period.reference_date), period, as_of=as_of)
    changed = changes(was, of_counting(store, area, period, language=language(), duty=duty))
    return bool(set(changed) - {PROGRAM, LIBRARIES, LANGUAGE})


def _checked(store: Store, area: str, period: Period, content: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of one area, each what its manifest says and let through by the gate once more."""
    gate = gate_of(open_report(area, str(period), root=store.root))
    files = {}
    for told in content["files"]:
        name = told["name"]
        path = _inside(store, area, period, name)
        whole = name in _PUBLISHED and path.is_file()
        data = path.read_bytes() if whole else b""
        if not whole or (len(data), digest(data)) != (told["size"], told["sha256"]):
            raise InputError(
                "Tệp {area}/{period}/{name} thiếu hoặc đã bị sửa sau khi lập (khác {manifest}). Hãy lập "
                "lại: xhht run {area} --period {period}",
                area=area, period=period, name=name, manifest=MANIFEST,
            )  # fmt: skip
        gate.admit(name, data, limit=INDEX_LIMIT if name == "index.html" else PAGE_LIMIT)
        files[f"{area}/{period}/{name}"] = data
    manifest = _inside(store, area, period, MANIFEST).read_bytes()
    gate.admit(MANIFEST, manifest)
    return files | {f"{area}/{period}/{MANIFEST}": manifest}


def _inside(store: Store, area: str, period: Period, name: str) -> Path:
    """A file's path, for a real file of that very folder: a link may lead anywhere."""
    folder = store.output(area, period)
    path = folder / name
    if any(place.is_symlink() for place in (folder.parent, folder, path)) or Path(name).name != name:
        raise InputError(
            "{area}/{period}/{name} là liên kết tới nơi khác nên không được đóng gói. Hãy xóa liên kết ấy"
            " rồi chạy lại xhht run.",
            area=area, period=period, name=name,
        )  # fmt: skip
    return path


def _entry(store: Store, area: str, period: Period, content: Mapping[str, Any]) -> dict[str, Any]:
    made = {told["name"] for told in content["files"]}
    folder = f"{area}/{period}"
    papers = downloads(store.output(area, period), [name for name in (*PAPERS, DRAFT) if name in made])
    return {
        "area": open_report(area, str(period), root=store.root).area.place,
        "href": f"{folder}/index.html",
        "downloads": [{**paper, "href": f"{folder}/{paper['href']}"} for paper in papers],
        "missing": len(content["missing"]),
        "unread": _unread(store, area, period, content),
    }


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The archive: the index first, then by name; no times, no owner."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files, key=lambda name: (name != "index.html", name)):
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return made.getvalue()
