"""Which of two versions of a file is the later one, where their names say so and no date denies it."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path, PurePath

from xhht_analysis.base.vietnamese import fold

#: A remark in brackets: a clerk's note, or the number that a browser gives to a second download.
_REMARK = re.compile(r"\([^)]*\)|\[[^]]*\]")
_VERSION = re.compile(
    r"\b(?:(?:da )?(?:sua|chinh|chinh sua|bo sung|cap nhat|gui|nop) )?"
    r"(?:lan|phien ban|version|ver|v)(?: thu)? ?0*(\d{1,3})\b"
)
_DATES = (
    re.compile(r"\b(?P<y>(?:19|20)\d\d) (?P<m>\d{1,2})(?: (?P<d>\d{1,2}))?\b"),
    re.compile(r"\b(?:(?P<d>\d{1,2}) )?(?:thang )?(?P<m>\d{1,2}) (?:nam )?(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)\b"),
    re.compile(r"\b(?P<d>\d\d)(?P<m>\d\d)(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)\b"),
)
_MODIFIED = re.compile(rb"<(?:dcterms:modified|dc:date)\b[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_PROPERTIES = ("docProps/core.xml", "meta.xml")
_LARGEST = 1 << 20


def is_later(one: Path, other: Path) -> bool:
    """Whether the first file is certainly the later of two versions.

    Their names must be the same but for a number of the version (“sửa lần 2”) or a date (“10-2024”), one of
    which is the greater and none the smaller; and the file must not have been saved before the other.
    A number in brackets is no version: a browser adds it to what is downloaded twice.
    """
    order = order_of_names(one.name, other.name)
    if order <= 0:
        return False
    saved, earlier = saved_at(one), saved_at(other)
    return saved is None or earlier is None or saved >= earlier


def order_of_names(one: str, other: str) -> int:
    """1 where the first name is that of the later version, -1 of the earlier, 0 where they do not tell.

    >>> order_of_names("DATA sua lan 2.xlsx", "DATA.xlsx"), order_of_names("K1 9-2024.xls", "K1 10-2024.xls")
    (1, -1)
    >>> order_of_names("DATA (2).xlsx", "DATA.xlsx"), order_of_names("DATA moi.xlsx", "DATA.xlsx")
    (0, 0)
    """
    (stem, version, day), (other_stem, other_version, other_day) = _parts(one), _parts(other)
    if stem != other_stem:
        return 0
    signs = {(version > other_version) - (version < other_version)}
    if bool(day) != bool(other_day):
        return 0
    length = min(len(day), len(other_day))
    signs.add((day[:length] > other_day[:length]) - (day[:length] < other_day[:length]))
    signs.discard(0)
    return signs.pop() if len(signs) == 1 else 0


def saved_at(path: Path) -> dt.datetime | None:
    """When a workbook says that it was last saved; None where it does not say."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in _PROPERTIES:
                if name in archive.namelist() and archive.getinfo(name).file_size <= _LARGEST:
                    found = _MODIFIED.search(archive.read(name))
                    return dt.datetime.fromisoformat(found[1].decode()) if found else None
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return None
    return None


def _parts(name: str) -> tuple[str, int, tuple[int, ...]]:
    """What is left of a name, its version (0: none), its date as (year, month, day) as far as it tells."""
    text = fold(PurePath(name).stem)
    text = re.sub(r"[\W_]+", " ", _REMARK.sub(" ", text)).strip()
    version = 0
    day: tuple[int, ...] = ()
    if match := _VERSION.search(text):
        version = int(match[1])
        text = text[: match.start()] + " " + text[match.end() :]
    for pattern in _DATES:
        if match := pattern.search(text):
            parts = match.groupdict()
            numbers = [int(parts[key]) if parts.get(key) else None for key in "ymd"]
            if numbers[1] is None or 1 <= numbers[1] <= 12:
                day = tuple(number for number in numbers if number is not None)
                text = text[: match.start()] + " " + text[match.end() :]
                break
    return " ".join(text.split()), version, day
