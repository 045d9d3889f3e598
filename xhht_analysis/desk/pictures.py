"""The usual picture of a rate at the desk: bars, lines by age, women and men, or a heat map of two keys."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import pandas as pd

from xhht_analysis.base.errors import InputError
from xhht_analysis.charts.chart import Chart, Words
from xhht_analysis.charts.heat_map import plot_heat_map
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.rate_by_age import plot_rate_by_age
from xhht_analysis.charts.women_men import plot_women_men
from xhht_analysis.indicators.counts import COUNTS

_HEADINGS = {
    "area": "Địa bàn", "period": "Kỳ", "khom": "Khóm", "sex": "Giới tính", "group": "Dân tộc",
    "ethnicity": "Dân tộc", "age": "Tuổi", "age_band": "Nhóm tuổi", "level": "Bậc tốt nghiệp",
    "degree_name": "Trình độ", "priority": "Diện ưu tiên", "disabled": "Khuyết tật",
}  # fmt: skip


def heading_of(key: str) -> str:
    """What a column is called on a picture."""
    return _HEADINGS.get(key, key)


def draw(table: pd.DataFrame, keys: Sequence[str], words: Words, threshold: Fraction | None) -> Chart:
    """The picture of a rate's frame: of one key bars, of ages lines, of khóm and sex dumbbells, else of two
    keys a heat map.
    """
    cells = _cells(table, keys)
    if set(keys) <= {"age", "sex"} and "age" in keys:
        lines = cells if "sex" in keys else cells.assign(sex="chung")
        return plot_rate_by_age(lines, threshold=threshold, **words)
    if set(keys) == {"khom", "sex"}:
        return plot_women_men(cells, **words)
    if len(keys) == 1:
        first: Literal["lowest", "given"] = "lowest" if keys[0] in ("khom", "area") else "given"
        return plot_ranking(
            cells, label=keys[0], heading=heading_of(keys[0]), threshold=threshold, first=first, **words
        )
    if len(keys) == 2:
        return plot_heat_map(cells, *keys, headings=(heading_of(keys[0]), heading_of(keys[1])), **words)
    raise InputError("Biểu đồ có sẵn chia theo một hoặc hai cột; nhiều hơn thì vẽ từ desk.rate(…).")


def _cells(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    counted = table[table["denominator"].notna()]
    texts = {key: counted[key].astype("str").fillna("không rõ") for key in keys}
    return counted[COUNTS].assign(**texts).reset_index(drop=True)
