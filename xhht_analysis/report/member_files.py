"""What other offices sent of a group's communes: merged csv as ``chi-tieu.csv``, figures typed from forms."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import files_in
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.disclosure import DisclosureRules, disclose
from xhht_analysis.disclosure.bounds import Bounds
from xhht_analysis.indicators.catalogue import amounts, catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS, figures_of
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.claims import levels_told
from xhht_analysis.standards.typed_figures import TypedFile, read_typed, same_name

#: The columns by which a csv is known to be one of ours.
_OURS = ("area", "period", "indicator", "khom", "sex", "group", *COUNTS)


@dataclass(frozen=True)
class Sent:
    """The figures of one commune that somebody else counted, and the file's name.

    ``typed``: from a printed form, so that percentages may stand without counts. ``hardship_unclear``: a row
    that may say whether the commune is in hardship was refused. ``told``: levels typed beside the figures or
    without any, by standard and by who says it (:func:`levels_told`).
    """

    area: str
    figures: Mapping[str, Figure]
    file: str
    typed: bool = False
    hardship: bool = False
    hardship_unclear: bool = False
    told: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def is_of(self, id: str, *names: str) -> bool:
        """Whether it is of the commune with this folder or one of these names."""
        return self.area == id or same_name(self.area) in [same_name(name) for name in names if name]


class SentFiles(NamedTuple):
    """What was sent of a group's communes, and how many rows of typed figures were refused."""

    figures: list[Sent]
    refused: int = 0


def sent_figures(folder: Path, period: Period) -> SentFiles:
    """What lies in a group's folder of a period, csv by csv; of one commune the first file holds.

    A row of typed figures that is wrong is refused alone. Raises InputError for a csv that is neither, for
    one of which no row is right, and for a merged one of which a row cannot be read.
    """
    if not folder.is_dir():
        return SentFiles([])
    found: list[Sent] = []
    refused = 0
    for path in files_in(folder):
        if path.suffix.lower() != ".csv":
            continue
        if _is_ours(path):
            found += _merged(path, period)
        else:
            typed = read_typed(path)
            found += _typed(typed, path.name, period)
            refused += len({problem.row for problem in typed.problems})
    return SentFiles(found, refused)


def _is_ours(path: Path) -> bool:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        heads = next(csv.reader(lines), [])
    return set(_OURS) <= set(heads)


def _merged(path: Path, period: Period) -> list[Sent]:
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    except UnicodeDecodeError:
        raise InputError(
            "Tệp {name} không phải chữ UTF-8. Hãy gửi lại tệp chi-tieu.csv gốc.", name=path.name
        ) from None
    tables: dict[str, dict[str, tuple[object, ...]]] = {}
    for number, row in enumerate(rows, start=2):
        name = row["indicator"]
        in_part = row.get("missing") or row.get("at_least") not in (None, "", "0")  # no total, but a bound
        whole = not (row["khom"] or row["sex"] or row["group"] or in_part)
        if row["period"] != str(period) or not whole or name not in catalogue() or not row["numerator"]:
            continue
        try:
            counts = tuple(_count(row[count], name, count) for count in COUNTS)
        except (ArithmeticError, ValueError):
            raise InputError(
                "Tệp {name}, dòng {number}: số đếm không đọc được. Hãy gửi lại tệp chi-tieu.csv gốc.",
                name=path.name, number=number,
            ) from None  # fmt: skip
        told = tables.setdefault(row["area"], {})
        # A clause may be of a part, or over another base: the indicator's own row stands without a target.
        if name not in told or not row.get("target"):
            told[name] = counts
    return [Sent(area, _with_spans(counts), path.name) for area, counts in tables.items()]


def _count(text: str, indicator: str, count: str) -> object:
    """A count in the program's own unit; NA where it is suppressed."""
    if text == str(WITHHELD):
        return pd.NA
    if not text and count == "denominator" and indicator in amounts():
        return 0
    value = Decimal(text or "0") * catalogue()[indicator].scale
    if value != int(value) or value < 0:
        raise ArithmeticError
    return int(value)


def _table(counts: Mapping[str, tuple[object, ...]]) -> pd.DataFrame:
    rows = [(name, *[""] * len(KEYS), *row) for name, row in counts.items()]
    return pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))


def _with_spans(counts: Mapping[str, tuple[object, ...]]) -> dict[str, Figure]:
    """Figures; suppressed ones with what they can be by all that was sent."""
    table = _table(counts)
    return bounded(figures_of(table), table)


def publishable(figures: Mapping[str, Figure], smallest: int) -> dict[str, Figure]:
    """Figures that somebody else counted, those of few persons suppressed with all that gives them back, as
    those of a commune that is counted here. Of a count that has none beside it a percentage stays, alone.

    >>> typed = {"disabled_access": Figure(2, 3), "mn5_in_class": Figure(None, 90, percent=97.5)}
    >>> told = publishable(typed, 5)
    >>> told["disabled_access"].withheld, told["mn5_in_class"].denominator
    (True, None)
    """
    whole = {
        name: (f.numerator, f.denominator, f.unknown)
        for name, f in figures.items()
        if name in catalogue() and all(isinstance(c, int) for c in (f.numerator, f.denominator, f.unknown))
    }
    table = disclose(_table(whole), DisclosureRules(threshold=smallest)).counts
    alone = {n: replace(f, denominator=None) for n, f in figures.items() if f.numerator is None}
    kept = {name: f for name, f in figures.items() if f.withheld}
    return alone | kept | bounded(figures_of(table), table)


def bounded(figures: Mapping[str, Figure], table: pd.DataFrame) -> dict[str, Figure]:
    """Figures of a table, each that is withheld with its span."""
    if not any(figure.withheld for figure in figures.values()):
        return dict(figures)
    bounds = Bounds(table)
    return {
        name: Figure(f.numerator, f.denominator, f.unknown, span=bounds.span(name)) if f.withheld else f
        for name, f in figures.items()
    }


def _typed(file: TypedFile, name: str, period: Period) -> list[Sent]:
    return [
        Sent(one.area, one.figures, name, True, one.hardship, one.hardship_unclear, levels_told(levels))
        for one in file.figures
        # A row that names a standard and no level tells nothing; levels of a district are not its commune's.
        for levels in [[c for c in one.claims if c.level and one.kind in ("commune", None)]]
        if one.period == period and (one.figures or levels)
    ]
