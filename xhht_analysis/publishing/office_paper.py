"""What only the office knows of a paper that it sends: its number, its day, who signs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xhht_analysis.base.areas import Area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.charts.blocks import plain

PEOPLES_COMMITTEE = "Ủy ban nhân dân"
_BLANK = "…"
DOTS = _BLANK * 8  # where a post or a name is written by hand
BLANK_DATE = f"ngày {_BLANK} tháng {_BLANK} năm {_BLANK}"


@dataclass(frozen=True, slots=True)
class Paper:
    """Facts of one paper; an empty one is left blank, to be written by hand.

    ``signer_title``: one line, or several parted by "/" ("KT. Chủ tịch/Phó Chủ tịch").
    """

    issuer: str
    number: str = ""
    date: dt.date | None = None
    signer_title: str = ""
    signer_name: str = ""

    @property
    def by_committee(self) -> bool:
        """Whether a people's committee sends it, so that it is signed on the committee's behalf."""
        return self.issuer.lower().startswith((PEOPLES_COMMITTEE.lower(), "ubnd"))

    @property
    def sign(self) -> str:
        """``Số: 45/BC-UBND``; a number that brings its own letters keeps them.

        >>> Paper("Ủy ban nhân dân xã A").sign, Paper("Trường B", number="7/BC-THCS").sign
        ('Số: …/BC-UBND', 'Số: 7/BC-THCS')
        """
        letters = "/BC-UBND" if self.by_committee else "/BC"
        return f"Số: {self.number if '/' in self.number else (self.number or '…') + letters}"

    @property
    def letter_sign(self) -> str:
        """The number of a letter, whose kind has no letters of its own.

        >>> Paper("Ủy ban nhân dân xã A").letter_sign, Paper("Trường B").letter_sign
        ('Số: …/UBND', 'Số: …')
        """
        return "Số: …/UBND" if self.by_committee else "Số: …"


def paper_of(area: Area, period: Period, *, due: dt.date | None = None) -> Paper:
    """The paper of a period, as ``area.toml`` describes it.

    Number and day are those of one paper: where ``report_date`` lies outside the months in which this period
    is reported, both are left blank; ``due``: the day before which units report. Raises InputError for a
    ``report_date`` that is no date.
    """
    date = _day(area.report_date)
    ours = date is None or _is_due(date, due or period.reference_date)
    return Paper(
        issuer=area.issuer or f"{PEOPLES_COMMITTEE} {area.title}",
        number=area.report_number if ours else "",
        date=date if ours else None,
        signer_title=area.signer_title,
        signer_name=area.signer_name,
    )


def issuer_lines(issuer: str) -> list[str]:
    """A people's committee over its place's name, as letterheads have it.

    >>> issuer_lines("Ủy ban nhân dân xã A"), issuer_lines("Trường B")
    (['ỦY BAN NHÂN DÂN', 'XÃ A'], ['TRƯỜNG B'])
    """
    name, top = plain(issuer).upper(), PEOPLES_COMMITTEE.upper()
    return [top, name.removeprefix(top).strip()] if name.startswith(f"{top} ") else [name]


def _is_due(date: dt.date, units: dt.date) -> bool:
    """From the month before the units' day, for half a year: then the next period is reported."""
    months = (date.year - units.year) * 12 + date.month - units.month
    return -1 <= months < 5


def _day(value: object) -> dt.date | None:
    if not value:
        return None
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError(
            "Tệp area.toml: “report_date” là “{value}”, không phải ngày. Hãy ghi dạng 2024-12-09.",
            value=value,
        ) from None
