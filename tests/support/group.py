"""A group of communes as they lie after they were counted: drawn people, or counts by hand."""

from __future__ import annotations

import pandas as pd

from tests.disclosure.communes import draw_people
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, Store, write_json, write_text
from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.kept_back import as_json, kept_back
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people, write_counts

SUMMARY = {
    "version": "0", "door": "survey", "synthetic": True, "survey_years": [2024], "files": [], "unread": [],
    "rows_read": 0, "rows_aside": {}, "findings": [], "missing": [], "unknown": {},
}  # fmt: skip


def table(figures: dict[str, tuple[int, ...]]) -> pd.DataFrame:
    """Whole totals by indicator: numerator, denominator, and perhaps unknown."""
    rows = [(name, *[""] * 4, *counts, *[0] * (3 - len(counts))) for name, counts in figures.items()]
    return pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])


def write_area(store: Store, area: str, text: str) -> None:
    write_text(store.raw / area / "area.toml", text)


def write_commune(
    store: Store,
    area: str,
    period: str,
    counts: pd.DataFrame | dict[str, tuple[int, ...]],
    *,
    people: int = 1000,
    description: str = "",
) -> None:
    """A commune that was counted: its whole counts, and what is published of them."""
    when, whole = Period.parse(period), table(counts) if isinstance(counts, dict) else counts
    if not (store.raw / area / "area.toml").is_file():
        write_area(store, area, f'name = "{area.upper()}"\nkind = "xã"\nsynthetic = true\n{description}')
    (store.raw / area / period).mkdir(parents=True, exist_ok=True)
    write_text(store.raw / area / period / "so.csv", "x\n")
    folder, shown = store.processed(area, when), disclose(whole).counts
    write_text(store.private(area, when) / COUNTS_FILE, write_counts(whole))
    write_text(folder / COUNTS_FILE, write_counts(shown))
    write_json(folder / DECISIONS_FILE, as_json(kept_back(whole, shown)))
    write_json(folder / SUMMARY_FILE, {**SUMMARY, "area": area, "period": period, "rows_kept": people})


def drawn(seed: int, size: int = 500) -> pd.DataFrame:
    """The counts of a commune of invented people."""
    return count_people(draw_people(seed, size=size, khom=2))


def good(n: int, **other: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """Figures of a commune that has every level of every standard; ``n`` tells communes apart."""
    of = 100 + n
    figures = dict.fromkeys(
        (
            "mn5_in_class", "mn5_finished", "th_grade1_at_6", "th_finished_at_11", "th_finished_to_14",
            "thcs_graduated_15_18", "thcs_upper_15_18", "xmc1_15_25", "xmc1_15_35", "xmc2_15_35",
            "xmc2_15_60",
        ),
        (of, of),
    )  # fmt: skip
    figures |= {"th_others_at_11_in_primary": (0, 0), "disabled_access": (10, 10)}
    return {**figures, **other}
