"""The file of a unit: whose it is and from when, and its sheets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xhht_analysis.base.areas import Unit
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.workbook import Sheet


@dataclass(frozen=True, slots=True)
class UnitFile:
    """The file of a unit (its id) that counts. ``version``: of the template, 0 when the file does not say.

    ``unconfirmed``: it began with what was reported a period ago, and nobody has dated it since.
    """

    unit: str
    file: str
    sha256: str
    reported: dt.date | None
    version: int
    unconfirmed: bool = False


@dataclass(frozen=True)
class OpenedFile:
    """A unit's file with its sheets; the cover is none of them."""

    unit: Unit
    facts: UnitFile
    sheets: tuple[Sheet, ...]
    received: ReceivedFile
