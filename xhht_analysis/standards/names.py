"""The words for the indicators that a file of typed figures may hold, and the four standards."""

from __future__ import annotations

from xhht_analysis.base.messages import pick
from xhht_analysis.indicators.catalogue import catalogue, shown_in

#: the standards that are judged under every text so far, in the order of the reports
STANDARDS = ("mn5", "th", "thcs", "xmc")

#: indicator → Vietnamese and English words, in the order of the reports
INDICATORS = {name: (catalogue()[name].typed, catalogue()[name].typed_en) for name in shown_in("levels")}


def indicator_name(indicator: str) -> str:
    """The indicator in words, in the language in force.

    >>> indicator_name("th_grade1_at_6")
    'Trẻ 6 tuổi vào lớp 1'
    """
    return pick(*INDICATORS[indicator])
