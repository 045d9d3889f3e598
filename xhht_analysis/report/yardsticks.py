"""Figures beside yardsticks other than the plan's: the nation's goals and the circular's thresholds."""

from __future__ import annotations

from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.indicators.figure import Figure, people_needed
from xhht_analysis.report.clauses import known_figure, lacking_of, target_of
from xhht_analysis.report.figures import share_words
from xhht_analysis.report.report import Report
from xhht_analysis.standards.community_rules import community_rules
from xhht_analysis.standards.goals import national_goal
from xhht_analysis.standards.verdict_words import UNDECIDED

QUALIFICATION = shown_in("yardsticks")
#: A figure beside a yardstick that is not the plan's: never met or missed, since it is not yet due.
_AGAINST = {True: "đã tới mức này", False: "còn dưới mức này", None: UNDECIDED}


def against(figure: Figure, threshold: Fraction) -> str:
    """Where a figure stands against a yardstick, whatever the unknown answers may be.

    >>> against(Figure(7, 10), Fraction(7, 10)), against(Figure(6, 10, 2), Fraction(6, 10))
    ('đã tới mức này', 'chưa kết luận được')
    """
    held = None
    if figure.lowest is not None and figure.highest is not None:
        held = True if figure.lowest >= threshold else False if figure.highest < threshold else None
    return str(WITHHELD) if held is None and figure.withheld else _AGAINST[held]


def goals_sentence(report: Report) -> str:
    """Where the plan's own targets stand against the national goals; nothing where none is lower."""
    lower = []
    for name, words in (("cmkt_15_plus", "chuyên môn kỹ thuật"), ("university_15_plus", "đại học")):
        target, goal = target_of(report, name), national_goal(name, report.period.year)
        if target is not None and goal is not None and target < goal.at_least:
            lower.append((f"{words} {share_words(target)} so với {share_words(goal.at_least)}", goal))
    if not lower:
        return ""
    goal = lower[0][1]
    said = ", ".join(words for words, _ in lower)
    return f"Chỉ tiêu của kế hoạch thấp hơn mục tiêu quốc gia năm {goal.year} ({goal.short}): {said}."


def yardsticks_table(report: Report) -> Table | Block:
    """CMKT and university degrees from 15 on: the plan's target, the nation's goal and TT 25/2023."""
    rows: list[list[Cell]] = []
    for name in QUALIFICATION:
        figure = known_figure(report, name)
        if figure is None:
            continue
        for words, threshold in _yardsticks(report, name):
            rows.append(
                [
                    f"{catalogue()[name].name}: {words}",
                    threshold,
                    figure.numerator,
                    figure.denominator,
                    figure,
                    against(figure, threshold),
                    WITHHELD if figure.withheld else people_needed(figure, threshold),
                ]
            )
    if not rows:
        return headlines(["Chưa có số liệu về trình độ chuyên môn của người từ 15 tuổi."])
    columns = [
        Column("Chỉ số và mức so sánh"),
        Column("Mức phải đạt", "percent"),
        Column("Số người đạt", "count", "người"),
        Column("Tổng số người", "count", "người"),
        Column("Tỷ lệ", "rate"),
        Column("So với mức này"),
        Column("Cần thêm", "count", "người"),
    ]
    caption = "Trình độ của người từ 15 tuổi so với kế hoạch, mục tiêu quốc gia và TT 25/2023"
    return Table(caption, columns, rows, [_population_note(report)], blocks=True)


def _yardsticks(report: Report, name: str) -> list[tuple[str, Fraction]]:
    target, goal = target_of(report, name), national_goal(name, report.period.year)
    found = [("chỉ tiêu của kế hoạch", target)] if target is not None else []
    if goal is not None:
        found.append((f"mục tiêu quốc gia năm {goal.year} ({goal.short})", goal.at_least))
    rules = community_rules(report.period.reference_date)
    if rules is None:
        return found
    for item in rules.items:
        for share in item.shares:
            if share.indicator == name:
                asked = share.asks(hardship=report.area.hardship)
                found += [(f"{rules.short}, mức độ {n}", least) for n, least in enumerate(asked, start=1)]
    return found


def _population_note(report: Report) -> str:
    lacking = list(dict.fromkeys(words for name in QUALIFICATION for words in lacking_of(report, name)))
    if lacking:
        return (
            "Chỉ tính người có trong phiếu điều tra, vốn hầu như không ghi người trên 60 tuổi. "
            f"Để tính cả người từ 61 tuổi, còn thiếu: {'; '.join(lacking)}."
        )
    if not report.area.units:
        return "Chỉ tính người có trong số liệu điều tra."
    return "Người 15–60 tuổi lấy từ phiếu điều tra, người từ 61 tuổi lấy từ báo cáo của các khóm."
