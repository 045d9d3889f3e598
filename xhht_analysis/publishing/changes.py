"""What a publication says otherwise than the one before: of published counts alone, nothing of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from xhht_analysis.base.messages import say
from xhht_analysis.base.vietnamese import WITHHELD, format_number
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS

_ROW = ["indicator", *KEYS]
_NAMED = 8  # so many indicators are named on the screen
#: Corrections of fewer persons than this may tell of them, whatever is withheld.
_FEW = 5
#: A row that the table does not have.
ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Changes:
    """``totals``: indicator → its total before and now, as ``1298/1313``. ``rows``: how many other rows came,
    went or are others. ``shown`` and ``withheld``: how many counts were and are. ``few``: by how much the
    counts of an indicator of persons differ at most, of the one where that is least and fewer than five, so
    that what is withheld of those persons may be guessed; 0 where there is none.
    """

    totals: Mapping[str, tuple[str, str]]
    rows: int
    shown: tuple[int, int]
    withheld: tuple[int, int]
    few: int = 0

    def __bool__(self) -> bool:
        return bool(self.totals or self.rows)

    def as_records(self) -> tuple[dict[str, str], ...]:
        """For the record of publications.

        >>> Changes({"xmc1_15_60": ("9/10", "8/10")}, 0, (3, 3), (0, 0)).as_records()
        ({'indicator': 'xmc1_15_60', 'from': '9/10', 'to': '8/10'},)
        """
        return tuple({"indicator": i, "from": was, "to": now} for i, (was, now) in self.totals.items())


def changes_between(before: pd.DataFrame, now: pd.DataFrame) -> Changes:
    """Two published tables of a period set side by side."""
    was, told = _told(before), _told(now)
    differ = [row for row in dict.fromkeys((*told, *was)) if was.get(row, ABSENT) != told.get(row, ABSENT)]
    totals = {row[0]: (was.get(row, ABSENT), told.get(row, ABSENT)) for row in differ if not any(row[1:])}
    return Changes(
        totals,
        len(differ) - len(totals),
        (_shown(before), _shown(now)),
        (before[COUNTS].size - _shown(before), now[COUNTS].size - _shown(now)),
        _few(before, now),
    )


def changes_text(changes: Changes) -> list[str]:
    """Lines for the screen."""
    if not changes:
        return [say("    không số đếm nào đổi; lời hoặc mô tả đổi")]
    lines = [
        f"    {_name(indicator)}: {_read(was)} → {_read(now)}"
        for indicator, (was, now) in list(changes.totals.items())[:_NAMED]
    ]
    if (more := len(changes.totals) - _NAMED) > 0:
        lines.append(say("    và {more} chỉ số khác", more=more))
    if changes.rows:
        lines.append(
            say("    {number} dòng theo khóm, giới tính, tuổi … đổi", number=format_number(changes.rows))
        )
    (shown, shows), (hidden, hides) = changes.shown, changes.withheld
    lines.append(
        say(
            "    số đếm công bố: {shown} → {shows}; không công bố: {hidden} → {hides}",
            shown=format_number(shown),
            shows=format_number(shows),
            hidden=format_number(hidden),
            hides=format_number(hides),
        )  # fmt: skip
    )
    if changes.few:
        lines.append(
            say(
                "    ! có chỉ số mà số đếm người đổi không quá {few}: ai biết vừa sửa vài người có thể suy "
                "ra điều không công bố về họ; nên chờ, gộp với những lần sửa sau rồi hãy công bố",
                few=changes.few,
            )  # fmt: skip
        )
    return lines


def _few(before: pd.DataFrame, now: pd.DataFrame) -> int:
    both = before.merge(now, on=_ROW, suffixes=("", "_now"))
    things = [name for name, entry in catalogue().items() if not entry.counts_persons]
    both = both[~both["indicator"].isin(things)]
    most = pd.concat([(both[count] - both[f"{count}_now"]).abs() for count in COUNTS], axis=1).max(axis=1)
    by_indicator = most.groupby(both["indicator"]).max().dropna()
    return int(min((number for number in by_indicator if 0 < number < _FEW), default=0))


def _told(table: pd.DataFrame) -> dict[tuple[str, ...], str]:
    """Row → ``numerator/denominator`` and, where there are any, those not known."""
    found = {}
    for *row, part, of, unknown in table[[*_ROW, *COUNTS]].itertuples(index=False, name=None):
        words = [str(WITHHELD) if pd.isna(count) else str(int(count)) for count in (part, of, unknown)]
        found[tuple(row)] = "/".join(words[:2]) + ("" if words[2] == "0" else f" + {words[2]}")
    return found


def _read(told: str) -> str:
    """As it is read: ``1.298/1.313``, with those not known in words.

    >>> _read("1298/1313 + 2")
    '1.298/1.313 (chưa rõ 2)'
    """
    counts, _, unknown = told.partition(" + ")
    numbers = "/".join(_number(text) for text in counts.split("/"))
    return numbers + (say(" (chưa rõ {unknown})", unknown=_number(unknown)) if unknown else "")


def _number(text: str) -> str:
    return format_number(int(text)) if text.isdigit() else text


def _shown(table: pd.DataFrame) -> int:
    return int(table[COUNTS].notna().to_numpy().sum())


def _name(indicator: str) -> str:
    """Its name; of one that only an earlier version of the program knew its id."""
    entry = catalogue().get(indicator)
    return entry.name if entry else indicator
