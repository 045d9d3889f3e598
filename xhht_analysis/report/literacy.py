"""Literacy: the level, women against men, ages and khóm."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, format_number
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.pyramid import plot_pyramid
from xhht_analysis.charts.rate_by_age import plot_rate_by_age
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.charts.women_men import plot_women_men
from xhht_analysis.report.ages import age_groups
from xhht_analysis.report.blanks import blanks_sentence, deciding_sentences
from xhht_analysis.report.captions import nothing_to_draw, survey_source, survey_subtitle
from xhht_analysis.report.figures import (
    counted,
    mostly_unknown_sentence,
    number_words,
    others,
    rate_words,
    tells,
    unknown_of,
)
from xhht_analysis.report.khom import known_khom, lowest_cell
from xhht_analysis.report.levels import levels_sentences
from xhht_analysis.report.report import Report
from xhht_analysis.standards.balance import parity

LEVEL_2, BELOW, UNKNOWN = "Biết chữ mức độ 2", "Chưa biết chữ mức độ 2", "Chưa rõ"
_GAP = (None, None, None)


def main_points(report: Report) -> list[str]:
    """Literacy in sentences: the level, women against men, the khóm that lags most."""
    whole, asked = report.figure("xmc2_15_60"), report.threshold("xmc2_15_60")
    sentences = [*levels_sentences(report, "xmc")]
    if whole.withheld:
        return [*sentences, "Số người 15–60 tuổi biết chữ, chưa biết chữ quá ít nên không công bố."]
    if whole.rate is None:
        return [*sentences, "Chưa có số liệu về biết chữ của người 15–60 tuổi."]
    if whole.mostly_unknown:
        return [*sentences, mostly_unknown_sentence(whole, "người 15–60 tuổi có biết chữ hay không")]
    sentences.append(
        f"Biết chữ mức độ 2, 15–60 tuổi: {rate_words(whole, asked)} ({counted(whole)}); "
        f"còn {number_words(others(whole))} người chưa biết chữ mức độ 2."
    )
    sentences += filter(None, [blanks_sentence(report), *deciding_sentences(report)])
    if whole.unknown:
        sentences.append(f"{format_number(whole.unknown)} người 15–60 tuổi chưa rõ có biết chữ hay không.")
    women, men = (report.figure("xmc2_15_60", sex=sex) for sex in ("nữ", "nam"))
    index = parity(women, men)
    if index is not None:
        sentences.append(
            f"Nữ {rate_words(women, asked)}, nam {rate_words(men, asked)}; "
            f"chỉ số cân bằng giới {format_number(index, 3)}."
        )
    lowest = lowest_cell(known_khom(report.cells("xmc2_15_60", "khom")))
    if lowest:
        name, figure = lowest
        sentences.append(
            f"Thấp nhất: {name}, {rate_words(figure, asked)}, "
            f"còn {number_words(others(figure))} người chưa biết chữ mức độ 2."
        )
    return sentences


def by_age(report: Report) -> Chart | Block:
    """Literate at level 2 by five-year age group, women and men, with what the decree asks."""
    cells = age_groups(report, "xmc2_15_60")
    if cells.empty:
        return nothing_to_draw("biết chữ theo nhóm tuổi")
    return plot_rate_by_age(
        cells,
        headline=headline_by_age(report),
        subtitle=survey_subtitle(report, "xmc2_15_60"),
        threshold=report.threshold("xmc2_15_60"),
        numerator="Biết chữ",
        source=survey_source(report),
    )


def pyramid(report: Report) -> Chart | Block:
    """Women and men of 15 to 60 by five-year age group, whether they are literate at level 2."""
    cells = age_groups(report, "xmc2_15_60")
    if cells.empty:
        return nothing_to_draw("biết chữ của nữ và nam theo nhóm tuổi")
    below = cells["denominator"] - cells["numerator"]
    counts = cells.rename(columns={"age": "band", "numerator": LEVEL_2, "unknown": UNKNOWN})
    counts = counts.assign(**{BELOW: below})
    parts = [LEVEL_2, BELOW, UNKNOWN]
    if WITHHELD in list(counts[UNKNOWN]) or not counts[UNKNOWN].any():
        parts.remove(UNKNOWN)  # nobody; or kept back, which would take the totals with it
    what = "Người 15–60 tuổi biết chữ mức độ 2 theo giới tính, nhóm tuổi"
    return plot_pyramid(
        counts,
        categories=parts,
        headline=_headline_of_pyramid(report, counts),
        subtitle=survey_subtitle(report, what),
        source=survey_source(report),
    )


def by_group_table(report: Report) -> Table:
    """Literate at level 1 and 2 by age group: all, women, minorities, minority women (as form CMC-1)."""
    who = {"chung": {}, "nữ": {"sex": "nữ"}}
    # Some surveys do not ask for ethnicity.
    if not report.cells("xmc1_15_60", "group").empty or report.keeps_back("xmc1_15_60", "group"):
        who["dân tộc thiểu số"] = {"group": "dân tộc thiểu số"}
        who["nữ dân tộc thiểu số"] = {"sex": "nữ", "group": "dân tộc thiểu số"}
    rows = []
    for level in (1, 2):
        for last in (25, 35, 60):
            for word, keys in who.items():
                figure = report.figure(f"xmc{level}_15_{last}", **keys)
                label = f"Mức độ {level}, 15–{last} tuổi, {word}"
                nobody = report.has_survey and not figure.unknown  # which is known, and no gap
                shown = (
                    [figure.denominator, figure.numerator, figure] if figure.denominator or nobody else _GAP
                )
                rows.append([label, *shown, unknown_of(report, figure)])
    columns = [
        Column("Nhóm"),
        Column("Số người đã rõ", "count", "người"),
        Column("Biết chữ", "count", "người"),
        Column("Tỷ lệ", "rate"),
        Column("Chưa rõ", "count", "người"),
    ]
    return Table("Biết chữ theo mức độ và độ tuổi", columns, rows, ["Xếp theo mẫu CMC-1."])


def women_men_by_khom(report: Report, indicator: str) -> Chart | Block:
    """Women's and men's rate in every khóm."""
    cells = known_khom(report.cells(indicator, "khom", "sex"))
    cells = cells[cells["sex"].isin(["nam", "nữ"])]
    if cells.empty:
        return nothing_to_draw("nữ và nam theo khóm")
    return plot_women_men(
        cells,
        headline=headline_of_women(report, indicator),
        subtitle=survey_subtitle(report, indicator),
        source=survey_source(report),
    )


def headline_by_age(report: Report) -> str:
    """Literacy by age: the youngest against all; both stand in a table of the page."""
    young, whole = report.figure("xmc2_15_25"), report.figure("xmc2_15_60")
    if not tells(young) or not tells(whole):
        return "Biết chữ mức độ 2 theo nhóm tuổi"
    return f"Biết chữ mức độ 2: {rate_words(young)} ở tuổi 15–25, {rate_words(whole)} ở tuổi 15–60"


def _headline_of_pyramid(report: Report, counts: pd.DataFrame) -> str:
    """How many are not literate at level 2, and among whom they are most."""
    whole = report.figure("xmc2_15_60")
    if whole.rate is None:
        return "Biết chữ mức độ 2 theo giới tính và nhóm tuổi"
    said = f"{number_words(others(whole))} người 15–60 tuổi chưa biết chữ mức độ 2"
    if WITHHELD in list(counts[BELOW]) or not counts[BELOW].any():
        return said
    most = counts.iloc[counts[BELOW].astype(int).argmax()]
    return f"{said}; đông nhất là {most['sex']} {most['band']} tuổi, {format_number(int(most[BELOW]))} người"


def headline_of_women(report: Report, indicator: str) -> str:
    """Women against men over the khóm."""
    women, men = (report.figure(indicator, sex=sex) for sex in ("nữ", "nam"))
    if not tells(women) or not tells(men) or women.rate is None or men.rate is None:
        return "Nữ và nam theo khóm"
    gap = format_number(abs(women.rate - men.rate) * 100, 2)
    if women.rate == men.rate:
        return f"Nữ và nam bằng nhau: {rate_words(women)}"
    side = "thấp hơn" if women.rate < men.rate else "cao hơn"
    return f"Nữ {side} nam {gap} điểm phần trăm: {rate_words(women)} so với {rate_words(men)}"
