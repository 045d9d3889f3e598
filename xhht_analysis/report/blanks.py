"""How much of literacy rests on blanks: the illiterate of whom no trace of schooling is noted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, format_percent
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.figures import number_words, rate_words, tells
from xhht_analysis.report.khom import known_khom
from xhht_analysis.report.report import Report
from xhht_analysis.standards.engine import ConditionResult, Judgement

UNTRACED, LITERATE = "untraced_15_60", "xmc2_15_60"


def without_blanks(literate: Figure, untraced: Figure) -> Figure | None:
    """The figure of literacy without the illiterate of whom nothing is noted; None where that is not told.

    Of those without a trace some may have a box that cannot be read: they are not known, and no illiterate.

    >>> without_blanks(Figure(80, 100), Figure(10, 100)).denominator
    90
    >>> without_blanks(Figure(80, 100, 2), Figure(10, 102)).denominator
    92
    """
    if untraced.withheld or not tells(literate) or not isinstance(untraced.numerator, int):
        return None
    if not isinstance(literate.denominator, int) or not isinstance(literate.unknown, int):
        return None
    surely = max(0, untraced.numerator - literate.unknown)
    return replace(literate, denominator=literate.denominator - surely)


def blanks_sentence(report: Report) -> str:
    """How many of the illiterate rest on a blank, and the rate without them; nothing where none does."""
    untraced, literate = report.figure(UNTRACED), report.figure(LITERATE)
    without, illiterate = without_blanks(literate, untraced), report.figure("illiterate_15_60")
    if without is None or without.pair is None or literate.pair is None:
        return ""
    rest = literate.pair[1] - without.pair[1]
    if rest < max(1, report.area.smallest_count):
        return ""
    among = ""
    if isinstance(illiterate.numerator, int) and illiterate.numerator:
        share = format_percent(Fraction(rest, illiterate.numerator))
        among = f" ({share} của {number_words(illiterate.numerator)} người chưa biết chữ mức độ 1)"
    return (
        f"Tính là mù chữ có {number_words(rest)} người không có ghi chép học tập nào{among}; không tính họ, "
        f"tỷ lệ biết chữ mức độ 2 là {rate_words(without, report.threshold(LITERATE))}."
    )


def deciding_sentences(report: Report) -> list[str]:
    """Said of each level of literacy that is reached without those without a trace, and not with them.

    Ages and thresholds are those that the rules in force ask of the commune. Where another condition of the
    level does not hold, blanks decide nothing.
    """
    return [
        said
        for judged in report.judged.values()
        for condition in judged.conditions
        if all(c.counts_as is not False for c in judged.conditions if _stands_beside(c, condition))
        and (said := _deciding_sentence(report, condition))
    ]


def highest_possible(report: Report, judged: Judgement) -> int:
    """The highest level that more data may show: also one that is missed for blanks alone."""
    highest = 0
    for level in sorted({c.level for c in judged.conditions}):
        if any(
            c.counts_as is False and not _deciding_sentence(report, c)
            for c in judged.conditions
            if c.level == level
        ):
            break
        highest = level
    return max(highest, judged.possible)


def _stands_beside(other: ConditionResult, condition: ConditionResult) -> bool:
    return other.level == condition.level and other.indicator != condition.indicator


def _deciding_sentence(report: Report, condition: ConditionResult) -> str:
    literate, asked, blank = condition.figure, condition.threshold, untraced_beside(condition.indicator)
    if literate is None or blank is None or report.rules is None:
        return ""
    without = without_blanks(literate, report.figure(blank))
    if without is None or literate.lowest is None or without.lowest is None:
        return ""
    if literate.lowest >= asked or without.lowest < asked:
        return ""
    standard = report.rules.standard(condition.standard)
    return (
        f"{standard.short} {standard.levels[condition.level - 1].name} tùy vào những ô trống trong phiếu: "
        f"{rate_words(literate, asked)} khi coi người không có ghi chép là mù chữ, "
        f"{rate_words(without, asked)} khi không tính họ (cần {format_percent(asked)}); cần rà soát trước "
        "khi kết luận."
    )


def untraced_beside(indicator: str) -> str | None:
    """The indicator of those without a trace among the people that one of literacy is about; None without.

    >>> untraced_beside("xmc1_15_35"), untraced_beside("th_finished_at_11")
    ('untraced_15_35', None)
    """
    asked = catalogue()[indicator]
    if asked.question != "literacy":
        return None
    among = (asked.population, asked.ages)
    return next(
        (
            name
            for name, entry in catalogue().items()
            if entry.question == "traces" and entry.answers == ("no",)
            if (entry.population, entry.ages) == among
        ),
        None,
    )


def blanks_table(report: Report) -> Table | Block:
    """Illiterate, those of them who rest on a blank, and literacy with and without these; by khóm."""
    if not report.has_survey or not tells(report.figure(LITERATE)):
        return headlines(["Chưa có số liệu để xét những người không có ghi chép học tập."])
    literate = {name: figure for name, figure in named(known_khom(report.cells(LITERATE, "khom")), "khom")}
    untraced = {name: figure for name, figure in named(known_khom(report.cells(UNTRACED, "khom")), "khom")}
    pairs = [("Toàn địa bàn", report.figure(LITERATE), report.figure(UNTRACED))]
    pairs += [(name, literate[name], untraced[name]) for name in literate if name in untraced]
    rows: list[list[Cell]] = []
    for name, with_blanks, blank in pairs:
        without = without_blanks(with_blanks, blank)
        rows.append([name, with_blanks.denominator, blank.numerator, with_blanks, without or WITHHELD])
    columns = [
        Column("Địa bàn"),
        Column("Người 15–60 tuổi đã rõ", "count", "người"),
        Column("Không có ghi chép học tập", "count", "người"),
        Column("Biết chữ mức độ 2", "rate"),
        Column("Không tính người không có ghi chép", "rate"),
    ]
    kept = report.keeps_back(UNTRACED, "khom")
    notes = ["Theo khóm không công bố vì ở nhiều khóm số người quá ít."] if kept else []
    return Table("Mù chữ và những ô trống trong phiếu", columns, rows, notes)
