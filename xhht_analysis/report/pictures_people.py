"""Charts of people by age: schooling of women and men, and levels of school finished."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, format_number, format_percent
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import is_withheld
from xhht_analysis.charts.pyramid import plot_pyramid
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.report.pictures import nothing_to_draw, source_of, subtitle_of
from xhht_analysis.report.report import Report

#: The ages that the decree tells apart.
BANDS = ((15, 25), (26, 35), (36, 60))
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
    """Women and men of 15 to 60 in the decree's groups of ages, by literacy."""
    counts = _by_band(report)
    if counts.empty:
        return nothing_to_draw("tháp dân số theo học vấn")
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
    for name, (span, words) in _FINISHED.items():
        if report.keeps_back(name, "age"):
            label = f"{span} tuổi (từng tuổi không công bố): {words}"
            rows.append(report.cells(name).assign(label=label))
            continue
        cells = report.cells(name, "age")
        cells = cells[cells["age"].map(str.isdigit).astype(bool)]
        cells = cells.assign(place=cells["age"].astype(int)).sort_values("place")
        rows.append(cells.assign(label=[f"{age} tuổi: {words}" for age in cells["age"]]))
    counts = pd.concat(rows, ignore_index=True)[["label", *COUNTS]]
    if counts.empty or not counts["denominator"].fillna(1).any():
        return nothing_to_draw("hoàn thành cấp học theo từng tuổi")
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
    """Band, sex and the four parts, each the wider ages less the narrower.

    By single years most parts would be of few persons; those that are all the same are kept back.
    """
    few = range(1, report.area.smallest_count)
    rows = []
    for sex in ("nam", "nữ"):
        narrower = dict.fromkeys(PARTS, 0)
        for first, last in BANDS:
            one, two = (report.figure(f"xmc{level}_15_{last}", sex=sex) for level in (1, 2))
            upto = {
                LEVEL_2: two.numerator,
                LEVEL_1: one.numerator - two.numerator,
                NONE: one.denominator - one.numerator,
                UNKNOWN: one.unknown,
            }
            parts = {part: upto[part] - narrower[part] for part in PARTS}
            kept = {part: WITHHELD if number in few else number for part, number in parts.items()}
            rows.append({"band": f"{first}–{last}", "sex": sex} | kept)
            narrower = upto
    counts = pd.DataFrame(rows, columns=["band", "sex", *PARTS], dtype=object)
    return counts if report.figure("xmc1_15_60").denominator else counts.iloc[:0]


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
