"""Days that a command is told: the day of judging above all. The clock is read here and nowhere below."""

from __future__ import annotations

import datetime as dt

import click

from xhht_analysis.base.errors import InputError

#: The day of judging, for the commands that say who is late and what is met.
as_of_option = click.option(
    "--as-of", metavar="YYYY-MM-DD", help="ngày xét (hôm nay) / day of judging (today)"
)


def day_of(text: str | None) -> dt.date | None:
    """The day that is written; InputError where it is none.

    >>> day_of("2024-12-31")
    datetime.date(2024, 12, 31)
    """
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(
            "Ngày “{text}” không đúng dạng. Hãy viết năm-tháng-ngày, ví dụ 2024-12-31.", text=text
        ) from None


def judged_on(text: str | None) -> dt.date:
    """The day of judging: today unless another is named."""
    return day_of(text) or dt.date.today()
