"""Literacy: the level, women against men, ages and khóm."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, format_number
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.report.blanks import blanks_sentence, deciding_sentences
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


def headline_by_age(report: Report) -> str:
    """Literacy by age: the youngest against all; both stand in a table of the page."""
    young, whole = report.figure("xmc2_15_25"), report.figure("xmc2_15_60")
    if not tells(young) or not tells(whole):
        return "Biết chữ mức độ 2 theo nhóm tuổi"
    return f"Biết chữ mức độ 2: {rate_words(young)} ở tuổi 15–25, {rate_words(whole)} ở tuổi 15–60"


def headline_of_pyramid(report: Report, ages: pd.DataFrame) -> str:
    """How many are not literate at level 2, and among whom most; ``ages``: counts by ``age`` and ``sex``."""
    whole = report.figure("xmc2_15_60")
    if whole.rate is None:
        return "Biết chữ mức độ 2 theo giới tính và nhóm tuổi"
    said = f"{number_words(others(whole))} người 15–60 tuổi chưa biết chữ mức độ 2"
    below = (ages["denominator"] - ages["numerator"]).tolist()
    if WITHHELD in below or not any(below) or ages["age"].nunique() < 2:  # one group is no group of many
        return said
    most = ages.iloc[below.index(max(below))]
    return f"{said}; đông nhất là {most['sex']} {most['age']} tuổi, {format_number(max(below))} người"


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
