"""What was published of an area: a folder a publication, ``data/raw/<area>/publications/<period>/<number>/``.

The record holds only what left (docs/publications.md). It is an input like a raw file and never read as one.
A folder is written whole, once, and never changed again; one that was changed by hand is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import write_folder
from xhht_analysis.base.vietnamese import format_date

#: The table that left, and all else that is told of the publication.
TABLE, FACTS = "counts.csv", "publication.json"
_SEAL = "sha256"
#: What is not published says so.
DRAFT = "DỰ THẢO"
#: What nothing is withheld of says so at the head of every page.
OFFICE_MARK = "Bản lưu nội bộ – không công bố"


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of a period.

    ``after``: the publications of the area that there were before it, by name; ``lost``: those of them whose
    record was lost by then. ``content``: the hash of all that its pages say. ``changed``: what it says
    otherwise than the one before. ``table``: csv of the counts as published, with the period of each row:
    its pages compare with other periods.
    """

    period: Period
    number: int
    day: dt.date
    table: str
    after: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    content: str = ""
    changed: tuple[Mapping[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Its folder below ``publications/``: ``2024-H1/2``."""
        return f"{self.period}/{self.number}"


@dataclass(frozen=True, slots=True)
class Record:
    """The publications of an area in the order in which they were made. ``missing``: names of others that
    there were, as the later ones tell.
    """

    publications: tuple[Publication, ...] = ()
    missing: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(one.name for one in self.publications))

    def last(self, period: Period) -> Publication | None:
        """The period's own last publication."""
        own = [one for one in self.publications if one.period == period]
        return max(own, key=lambda one: one.number, default=None)

    def before(self, publication: Publication) -> Record:
        """The record as it was when the publication was made."""
        return Record(tuple(one for one in self.publications if one.name in publication.after))


@dataclass(frozen=True, slots=True)
class Edition:
    """What a report says it is: publication ``number`` of ``day``, or without a day a draft after it.

    ``folder``: where the files of a publication wait until it is recorded. ``whole``: the office's own copy,
    of which nothing is withheld; it is no publication.
    """

    number: int = 0
    day: dt.date | None = None
    folder: Path | None = None
    whole: bool = False

    @property
    def words(self) -> str:
        """For the reader.

        >>> Edition(2, dt.date(2025, 1, 15)).words
        'Công bố lần 2, ngày 15/01/2025'
        >>> Edition().words, Edition(2).words
        ('DỰ THẢO, chưa công bố', 'DỰ THẢO, khác với lần công bố 2')
        """
        if self.whole:
            return OFFICE_MARK.upper()
        if self.day:
            return self.told.vi
        return f"{DRAFT}, khác với lần công bố {self.number}" if self.number else f"{DRAFT}, chưa công bố"

    @property
    def told(self) -> Message:
        """Number and day of the publication, for the screen."""
        assert self.day is not None
        return Message("Công bố lần {number}, ngày {day}", number=self.number, day=format_date(self.day))


UNPUBLISHED = Edition()


def read_record(folder: Path) -> Record:
    """What lies in an area's ``publications``; none where there is no such folder.

    Raises InputError for a publication that is damaged or was changed by hand.
    """
    found = []
    for of_period in sorted(folder.iterdir()) if folder.is_dir() else ():
        if of_period.is_dir() and Period.is_name(of_period.name):
            found += [_read(path) for path in of_period.iterdir() if path.is_dir() and path.name[0] != "."]
    found.sort(key=lambda one: (len(one.after), one.period.sort_key, one.number))
    named = {name for one in found for name in (*one.after, *_earlier(one))}
    lost = {name for one in found for name in one.lost}
    return Record(tuple(found), frozenset(named - lost - {one.name for one in found}))


def write_publication(folder: Path, publication: Publication) -> None:
    """Add it to an area's ``publications``, all at once; FileExistsError where its number is taken."""
    facts = _facts(publication)
    told = json.dumps(facts | {_SEAL: _seal(facts, publication.table)}, ensure_ascii=False, indent=1) + "\n"
    path = folder.joinpath(*publication.name.split("/"))
    write_folder(path, {TABLE: publication.table.encode(), FACTS: told.encode()})


def _earlier(publication: Publication) -> list[str]:
    return [f"{publication.period}/{number}" for number in range(1, publication.number)]


def _facts(publication: Publication) -> dict[str, Any]:
    return {
        "period": str(publication.period),
        "number": publication.number,
        "day": publication.day.isoformat(),
        "after": list(publication.after),
        "lost": list(publication.lost),
        "content": publication.content,
        "changed": [dict(one) for one in publication.changed],
    }


def _seal(facts: Mapping[str, Any], table: str) -> str:
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{told}\n{table}".encode()).hexdigest()


def _read(folder: Path) -> Publication:
    if not folder.name.isdecimal():
        raise InputError(
            "Thư mục data/raw/{area}/publications/{period}/{number} không phải một lần công bố (tên phải là "
            "số lần). Nếu là bản chép thừa, hãy xóa thư mục ấy.",
            area=folder.parents[2].name, period=folder.parent.name, number=folder.name,
        )  # fmt: skip
    file = FACTS
    try:
        facts = json.loads(_text(folder / FACTS))
        seal = facts.pop(_SEAL)
        publication = Publication(
            Period.parse(facts["period"]),
            facts["number"],
            dt.date.fromisoformat(facts["day"]),
            "",
            tuple(facts["after"]),
            tuple(facts["lost"]),
            facts["content"],
            tuple(facts["changed"]),
        )
        if publication.name != f"{folder.parent.name}/{folder.name}" or _facts(publication) != facts:
            raise ValueError(folder.name)
        file = TABLE
        table = _text(folder / TABLE)
        if _seal(facts, table) != seal:
            raise ValueError(folder.name)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InputError):
        raise InputError(
            "Bản ghi công bố data/raw/{area}/publications/{period}/{number}/{file} thiếu, hỏng hoặc đã bị "
            "sửa. Hãy chép lại cả thư mục {period}/{number} ấy từ bản sao lưu hoặc từ máy đã công bố.",
            area=folder.parents[2].name, period=folder.parent.name, number=folder.name, file=file,
        ) from None  # fmt: skip
    return replace(publication, table=table)


def _text(path: Path) -> str:
    """With the line ends as they were written: git may have changed them."""
    return path.read_bytes().decode().replace("\r\n", "\n")
