"""The topics of indicators that are measured on people: a new module of them is imported here."""

from __future__ import annotations

from xhht_analysis.indicators import literacy, qualification, universal_education  # noqa: F401 (they register)
from xhht_analysis.indicators.catalogue import with_entry
from xhht_analysis.indicators.measure import registered


def people_indicators() -> list[str]:
    """Every indicator of people, in the catalogue's order."""
    return with_entry(registered())
