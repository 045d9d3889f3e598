"""What the learning centre says of itself, from its sheets to plain values for ``summary.json``."""

from __future__ import annotations

import pandas as pd


def self_rated_items(sheet: pd.DataFrame) -> dict[str, bool | None]:
    """Sheet ``community``: item → met; None where the box is blank.

    >>> self_rated_items(pd.DataFrame({"item": ["Bố trí kinh phí"], "met": [None]}))
    {'Bố trí kinh phí': None}
    """
    return {row.item: None if pd.isna(row.met) else bool(row.met) for row in sheet.itertuples()}


def centre_ratings(sheet: pd.DataFrame) -> dict[str, dict]:
    """Sheet ``ratings``: what was rated → ``done``, ``points``, ``band``, ``date`` (ISO); blank is None."""
    return {
        row.item: {
            "done": None if pd.isna(row.done) else bool(row.done),
            "points": None if pd.isna(row.points) else int(row.points),
            "band": None if pd.isna(row.band) else str(row.band),
            "date": None if pd.isna(row.date) else row.date.date().isoformat(),
        }
        for row in sheet.itertuples()
    }
