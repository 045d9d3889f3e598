"""What the learning centre says of itself, from its sheets to plain values for ``summary.json``."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.summary import CentreRating

_RATED = ("item", "done", "points", "band", "date")


def self_rated_items(sheet: pd.DataFrame) -> dict[str, bool | None]:
    """Sheet ``community``: item → met; None where the box is blank.

    >>> self_rated_items(pd.DataFrame({"item": ["Bố trí kinh phí"], "met": [None]}))
    {'Bố trí kinh phí': None}
    """
    return {
        item: None if pd.isna(met) else bool(met)
        for item, met in zip(sheet["item"], sheet["met"], strict=True)
    }


def centre_ratings(sheet: pd.DataFrame) -> dict[str, CentreRating]:
    """Sheet ``ratings``: what was rated → ``done``, ``points``, ``band``, ``date`` (ISO); blank is None."""
    return {
        item: {
            "done": None if pd.isna(done) else bool(done),
            "points": None if pd.isna(points) else int(points),
            "band": None if pd.isna(band) else str(band),
            "date": None if pd.isna(day) else day.date().isoformat(),
        }
        for item, done, points, band, day in zip(*(sheet[name] for name in _RATED), strict=True)
    }
