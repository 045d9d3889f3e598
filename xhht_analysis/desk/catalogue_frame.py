"""The catalogue as a frame, to be searched."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xhht_analysis.base.vietnamese import fold
from xhht_analysis.desk.adhoc import made
from xhht_analysis.desk.opened import Opened
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS

_FACTS = ("name", "definition", "topic", "source", "unit", "population", "whom")


def catalogue_frame(opened: Sequence[Opened], words: str = "") -> pd.DataFrame:
    """Indicators by their names; of one area and period with the figure of everybody and whether counted."""
    entries = catalogue() | {id: own.entry for id, own in made().items()}
    wanted = fold(words).split()
    rows = []
    for id, entry in entries.items():
        told = {"indicator": id, **{fact: getattr(entry, fact) for fact in _FACTS}}
        told |= {
            "ages": f"{entry.ages[0]}–{entry.ages[1]}",
            "by": "; ".join(" × ".join(by) for by in entry.by),
        }
        said = fold(" ".join([id, *(str(value) for value in told.values())]))
        if all(word in said for word in wanted):
            rows.append(told | (_figure(opened[0], id) if len(opened) == 1 else {}))
    numbers = [*COUNTS, "rate"] if len(opened) == 1 else []
    table = pd.DataFrame(rows, columns=["indicator", *_FACTS, "ages", "by", *numbers])
    kinds = dict.fromkeys(["indicator", *_FACTS, "ages", "by"], "str")
    kinds |= dict.fromkeys(COUNTS, "Int64") | {"rate": "float64"} if numbers else {}
    return table.astype(kinds).set_index("indicator")


def _figure(one: Opened, id: str) -> dict[str, object]:
    figure = one.whole.figures.get(id)
    if figure is None or figure.counts is None:
        return {}
    rate = None if figure.rate is None else float(figure.rate)
    return dict(zip(COUNTS, figure.counts, strict=True)) | {"rate": rate}
