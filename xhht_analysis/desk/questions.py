"""What is asked at the desk: an indicator, by what, of whom; and who is counted then."""

from __future__ import annotations

from dataclasses import dataclass, field

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.desk.adhoc import made
from xhht_analysis.desk.breakdowns import Bands, Where
from xhht_analysis.indicators.catalogue import Entry, catalogue
from xhht_analysis.report.observed import surveyed_words


class NotCounted(InputError):
    """An indicator that exists, and that nobody counted in what is open: no figure, which is not nought."""


@dataclass(frozen=True)
class Question:
    """An indicator, by what, of whom. ``interval``: confidence, 0 to 1, or None."""

    indicator: str
    keys: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)
    bands: Bands | None = None
    interval: float | None = None

    @property
    def entry(self) -> Entry:
        """What is said of the indicator. Raises InputError with near names where there is none."""
        own = made()
        if self.indicator in own:
            return own[self.indicator].entry
        return entry_of(self.indicator)


def entry_of(indicator: str) -> Entry:
    """The entry of an indicator's name, or InputError with the nearest names."""
    if indicator not in catalogue():
        known = [*catalogue(), *made()]
        raise InputError(
            "Không có chỉ số “{indicator}”.{near} Tìm bằng desk.catalogue(\"…\").",
            indicator=indicator, near=near(indicator, known),
        )  # fmt: skip
    return catalogue()[indicator]


def population_words(entry: Entry) -> str:
    """Who is counted, in words: of the survey with ages, else by whose report.

    >>> population_words(catalogue()["xmc2_15_60"])
    'người 15–60 tuổi trong điều tra, không tính người khuyết tật'
    """
    return surveyed_words(entry) if entry.population != "units" else entry.source
