"""What a result is made from: every input by name with its hash. Two of them compared tell what changed.

Nothing is believed of times and sizes: only content counts, so that a file that was merely touched, copied
or sent again makes nothing anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from xhht_analysis.base.areas import find_areas, load_area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import TEMPLATE_FILE, files_in, sha256
from xhht_analysis.base.groups import groups_shown, periods_beside
from xhht_analysis.base.parts import is_part
from xhht_analysis.base.periods import Period
from xhht_analysis.base.plan_files import plan_file
from xhht_analysis.base.program import program
from xhht_analysis.base.store import (
    CLERK_LIST,
    COUNTS_FILE,
    DECISIONS_FILE,
    PARTIAL_FILE,
    PEOPLE_FILE,
    SUMMARY_FILE,
    WHOLE_SUMMARY_FILE,
    Store,
    write_text,
)

#: Name of an input → SHA-256 of its content. A raw file goes by the folder of its period and its name, any
#: other file by its name, an earlier period by its own; what is none of these has one of the names below.
Inputs = dict[str, str]
PROGRAM, LIBRARIES, LANGUAGE, FIGURES, NEIGHBOURS, DOWNLOADS, FAILURES, DUE, RECORD, EDITION, RULES = (
    "program",
    "libraries",
    "language",
    "figures",
    "neighbours",
    "downloads",
    "failures",
    "due",
    "publications",
    "edition",
    "rules",
)
#: Which reports there are, and which breakdowns they declare.
PAGES, DECLARED = "pages", "breakdowns"
_LEFT = (COUNTS_FILE, SUMMARY_FILE, DECISIONS_FILE)
#: The list for the clerk may be written on: it needs only be there.
_COUNTED = (*_LEFT, f"private/{COUNTS_FILE}", f"private/{PEOPLE_FILE}")
_RECORD = "made-from.json"
#: What other periods do not look at in a summary: which files there were and what was found in each.
_OF_FILES = ("files", "findings_by_file", "version", "unread", "past")


def of_counting(store: Store, area: str, period: Period, *, language: str, duty: Duty) -> Inputs:
    """What the counts of a period are made from: all files of its folder and of the half year that it is
    checked against, what describes the area, what it has published, what earlier periods gave, and what has
    fallen due. The day of judging itself is none of them.
    """
    files = {
        f"{one}/{name}": value
        for one in (period, Period(period.year, True))
        for name, value in _entries(store.raw_period(area, one))
    }
    return {
        **of_program(),
        LANGUAGE: digest(language.encode()),
        DUE: digest(json.dumps(duty.as_json()).encode()),
        **_rules(store),
        **_descriptions(store, area, period),
        **_plans(store, area),
        **of_record(store, area),
        **of_earlier(store, area, period, whole=True),
        **_of_predecessors(store, area, period),
        **files,
    }


def record_counted(store: Store, area: str, period: Period, inputs: Inputs) -> None:
    """Write down what the counts that now lie there were made from."""
    folder = store.processed(area, period)
    made = {name: _digest_of(folder / name) for name in _COUNTED}
    record = json.dumps({"inputs": inputs, "made": made}, ensure_ascii=False, indent=1)
    write_text(store.private(area, period) / _RECORD, record, mode=0o600)


def counted_from(store: Store, area: str, period: Period) -> Inputs | None:
    """What a period's counts were made from; nothing where they are not as they were made, None where it is
    not known.
    """
    folder = store.processed(area, period)
    private = folder / "private"
    try:
        record = json.loads((private / _RECORD).read_bytes())
        whole = record["made"] == {name: _digest_of(folder / name) for name in _COUNTED}
        inputs = dict(record["inputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return inputs if whole and (private / CLERK_LIST).is_file() else {}


def of_reports(store: Store, area: str, period: Period, *, draft: bool = True) -> Inputs:
    """What all files of a period's reports are made from, once it has been counted; ``draft``: and not yet
    published.
    """
    folder = store.processed(area, period)
    beside = [str(p) for p in periods_beside(store, area, period, draft=draft) if p]
    beside += [f"{group.id} {group.title}" for group in groups_shown(store, area, period)]
    return {
        **of_program(),
        **_descriptions(store, area, period),
        **of_like_plan(store, area, period),
        FIGURES: _combined(_digest_of(folder / name) for name in _LEFT),
        **_rules(store),
        **of_earlier(store, area, period),
        **_of_predecessors(store, area, period),
        NEIGHBOURS: digest(json.dumps(beside).encode()),
    }


def of_file(path: Path) -> Inputs:
    """One file by its name; of one that is not there its name alone."""
    return {path.name: _digest_of(path)}


def of_whole(store: Store, area: str, period: Period) -> Inputs:
    """What the office's own copy is made from besides: whole counts, of earlier periods too."""
    folder = store.processed(area, period)
    private = (COUNTS_FILE, WHOLE_SUMMARY_FILE, PARTIAL_FILE)
    told = [_digest_of(folder / SUMMARY_FILE), *(_digest_of(folder / "private" / name) for name in private)]
    return {FIGURES: _combined(told), **of_earlier(store, area, period, whole=True)}


def of_template(store: Store, area: str) -> Inputs:
    """The area's own template of the paper; nothing where it has none."""
    path = store.raw_area(area) / TEMPLATE_FILE
    return of_file(path) if path.is_file() else {}


def of_program() -> Inputs:
    """The package's own sources and rules, and the libraries that read, count and draw."""
    versions = dict(program())
    sources = versions.pop("xhht_analysis")
    return {PROGRAM: sources, LIBRARIES: digest(json.dumps(versions, sort_keys=True).encode())}


def changes(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Names of inputs that came, went or are not what they were.

    >>> changes({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"})
    ['b', 'c']
    """
    return sorted(name for name in {**was, **now} if was.get(name) != now.get(name))


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _descriptions(store: Store, area: str, period: Period) -> Inputs:
    folder = store.raw_area(area)
    return of_file(folder / "area.toml") | of_file(plan_file(folder, period))


def of_like_plan(store: Store, area: str, period: Period) -> Inputs:
    """The plan of the same part of the year before, whose clauses are counted beside this one's."""
    path = plan_file(store.raw_area(area), Period(period.year - 1, period.is_half))
    return of_file(path) if path.is_file() else {}


def _rules(store: Store) -> Inputs:
    """The project's own law files, all in one."""
    told = [f"{path.name} {_digest_of(path)}" for path in store.rules_files()]
    return {RULES: _combined(told)} if told else {}


def _plans(store: Store, area: str) -> Inputs:
    """The plans of all years: where that of the period's own says nothing, another's numbers are taken."""
    return {path.name: _digest_of(path) for path in sorted(store.raw_area(area).glob("plan-*.toml"))}


def of_record(store: Store, area: str) -> Inputs:
    """What the area has published (``base.publications``), all in one."""
    folder = store.publications(area)
    told = _record_of(folder)
    for other in successors(store, area):
        told += _record_of(store.publications(other))
    return {RECORD: _combined(told)} if told else {}


def successors(store: Store, area: str) -> list[str]:
    """The areas that were made of this one, as they say themselves: they tell its figures in theirs."""
    found = []
    for other in find_areas(store.raw):
        text = (store.raw / other / "area.toml").read_bytes()
        if other != area and b"predecessor" in text and f'"{area}"'.encode() in text:
            found.append(other)
    return found


def _record_of(folder: Path) -> list[str]:
    paths = [path for path in sorted(folder.glob("*/*/*")) if not (is_part(path) or is_part(path.parent))]
    return [f"{path.relative_to(folder).as_posix()} {_digest_of(path)}" for path in paths]


def predecessors(store: Store, area: str, period: Period) -> list[str]:
    """The other areas of the project that an area was made of, as it is in a period."""
    try:
        there = load_area(store.raw_area(area), period.reference_date)
    except InputError:  # told by whoever reads it next
        return []
    named = dict.fromkeys(one.area for one in there.predecessor)
    return [other for other in named if other != area and other in find_areas(store.raw)]


def _of_predecessors(store: Store, area: str, period: Period) -> Inputs:
    """What each period gave of the communes that the area was made of."""
    of = predecessors(store, area, period)
    return {
        f"{other}/{name}": value for other in of for name, value in of_earlier(store, other, period).items()
    }


def of_earlier(store: Store, area: str, period: Period, *, whole: bool = False) -> Inputs:
    """What each earlier period of the area gave; ``whole``: also its suppressed counts."""
    found = {}
    # What was counted once is compared with, whether or not its raw files are still there.
    for folder in sorted(store.processed(area, period).parent.glob("*/")):
        if not Period.is_name(folder.name) or not _is_counted(folder):
            continue
        other = Period.parse(folder.name)
        if other.sort_key < period.sort_key:
            names = [COUNTS_FILE, DECISIONS_FILE, *([f"private/{COUNTS_FILE}"] if whole else [])]
            parts = [_digest_of(folder / name) for name in names]
            found[str(other)] = _combined([*parts, _essence(folder / SUMMARY_FILE)])
    return found


def _essence(path: Path) -> str:
    """A summary without what concerns nobody but its own period."""
    try:
        summary = json.loads(path.read_bytes())
    except ValueError:
        return _digest_of(path)
    left = {key: value for key, value in summary.items() if key not in _OF_FILES}
    return digest(json.dumps(left, sort_keys=True).encode())


def _is_counted(folder: Path) -> bool:
    return (folder / SUMMARY_FILE).is_file()


def _entries(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of a folder, and the folders in it by name alone: these are told, and not read."""
    if not folder.is_dir():
        return
    yield from ((path.name, _digest_of(path)) for path in files_in(folder))
    yield from ((f"{path.name}/", "") for path in sorted(folder.iterdir()) if path.is_dir())


def _digest_of(path: Path) -> str:
    """Of a file's content; what is not there or cannot be read has none."""
    try:
        return sha256(path) if path.is_file() else ""
    except InputError:
        return ""


def _combined(parts: Iterable[str]) -> str:
    return digest("\n".join(parts).encode())
