"""Charts of people by age: schooling of women and men, and levels of school finished."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.blocks import Block, headlines
from xhht_analysis.charts import Chart, plot_pyramid, plot_ranking
from xhht_analysis.charts.counts import added_up, is_withheld
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.report import Report
from xhht_analysis.vietnamese import format_number, format_percent
from xhht_analysis.views.pictures import source_of, subtitle_of

BANDS = (*((first, first + 4) for first in range(15, 55, 5)), (55, 60))
LEVEL_2, LEVEL_1, NONE, UNKNOWN = (
    "Biết chữ mức độ 2",
    "Chỉ ghi nhận mức độ 1",
    "Chưa biết chữ mức độ 1",
    "Chưa rõ",
)
PARTS = (LEVEL_2, LEVEL_1, NONE, UNKNOWN)
#: Ages at which finishing a level of school is asked: the indicator and what was finished.
_FINISHED = {
    "th_finished_to_14": ("11–14", "xong tiểu học"),
    "thcs_graduated_15_18": ("15–18", "tốt nghiệp THCS"),
}


def schooling_pyramid(report: Report) -> Chart | Block:
    """Women and men of 15 to 60 in groups of five years, by literacy."""
    counts = _by_band(report)
    if counts.empty:
        return headlines(["Số liệu gửi đến không đủ để vẽ tháp dân số theo học vấn."])
    parts = list(PARTS)
    if counts[UNKNOWN].map(is_withheld).any() or not counts[UNKNOWN].any():
        parts.remove(UNKNOWN)  # nobody; or kept back, which would take the totals with it
    what = "Người 15–60 tuổi theo giới tính, nhóm tuổi và mức độ biết chữ"
    return plot_pyramid(
        counts,
        categories=parts,
        headline=_headline_of_pyramid(report, counts),
        subtitle=subtitle_of(report, what, "người"),
        source=source_of(report),
    )


def finished_by_age(report: Report) -> Chart | Block:
    """Who finished kindergarten (at 6), primary (11 to 14) and lower-secondary school (15 to 18), by age."""
    rows = [_finished_kindergarten(report)]
    for name, (_, words) in _FINISHED.items():
        cells = report.cells(name, "age")
        cells = cells[cells["age"].map(str.isdigit).astype(bool)]
        cells = cells.assign(place=cells["age"].astype(int)).sort_values("place")
        rows.append(cells.assign(label=[f"{age} tuổi: {words}" for age in cells["age"]]))
    counts = pd.concat(rows, ignore_index=True)[["label", *COUNTS]]
    if counts.empty or not counts["denominator"].fillna(1).any():
        return headlines(["Số liệu gửi đến không đủ để vẽ hoàn thành cấp học theo từng tuổi."])
    return plot_ranking(
        counts,
        label="label",
        first="given",
        headline=_headline_of_finished(report),
        subtitle=subtitle_of(report, "Hoàn thành cấp học theo từng tuổi, trên số người phải phổ cập"),
        numerator="Đã hoàn thành",
        heading="Độ tuổi",
        source=source_of(report),
    )


def _by_band(report: Report) -> pd.DataFrame:
    """Band, sex and the four parts; a part is kept back when a count of one of its ages is."""
    keys = ["sex", "age"]
    one, two = (report.cells(f"xmc{level}_15_60", *keys)[[*keys, *COUNTS]] for level in (1, 2))
    both = one.merge(two, on=keys, suffixes=("_1", "_2"), validate="one_to_one")
    both = both[both["age"].map(str.isdigit).astype(bool) & both["sex"].isin(["nam", "nữ"])]
    parts = pd.DataFrame(
        {
            "sex": both["sex"],
            "age": both["age"].astype(int),
            LEVEL_2: both["numerator_2"],
            LEVEL_1: both["numerator_1"] - both["numerator_2"],
            NONE: both["denominator_1"] - both["numerator_1"],
            UNKNOWN: both["unknown_1"],
        }
    )
    rows = []
    for first, last in BANDS:
        for sex in ("nam", "nữ"):
            inside = parts[parts["age"].between(first, last) & (parts["sex"] == sex)]
            if not inside.empty:
                sums = {name: added_up(inside[name].tolist()) for name in PARTS}
                rows.append({"band": f"{first}–{last}", "sex": sex} | sums)
    return pd.DataFrame(rows, columns=["band", "sex", *PARTS])


def _finished_kindergarten(report: Report) -> pd.DataFrame:
    whole = report.cells("mn5_finished")
    return whole[whole["denominator"].fillna(1) > 0].assign(label="6 tuổi: xong mầm non")


def _headline_of_pyramid(report: Report, counts: pd.DataFrame) -> str:
    """How many cannot read and write, and among whom they are most."""
    whole = report.figure("illiterate_15_60")
    if whole.rate is None:
        return "Học vấn của người 15–60 tuổi theo giới tính và nhóm tuổi"
    said = f"{format_number(whole.numerator)} người 15–60 tuổi chưa biết chữ mức độ 1"
    said += f" ({format_percent(whole.rate)})"
    if counts[NONE].map(is_withheld).any() or not counts[NONE].any():
        return said
    most = counts.loc[counts[NONE].astype(int).idxmax()]
    return f"{said}; đông nhất là {most['sex']} {most['band']} tuổi, {format_number(int(most[NONE]))} người"


def _headline_of_finished(report: Report) -> str:
    """Finished primary and lower-secondary school over the ages asked."""
    figures = [(span, words, report.figure(name)) for name, (span, words) in _FINISHED.items()]
    known = [(span, words, figure.rate) for span, words, figure in figures if figure.rate is not None]
    said = [f"tuổi {span} {words} {format_percent(rate)}" for span, words, rate in known]
    return f"Ở {'; '.join(said)}" if said else "Hoàn thành cấp học theo từng tuổi"
