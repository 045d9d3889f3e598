"""How much of literacy rests on blanks: the illiterate of whom no trace of schooling is noted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, format_percent
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.figures import number_words, rate_words, tells
from xhht_analysis.report.khom import known_khom
from xhht_analysis.report.report import Report

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


def deciding_sentence(report: Report) -> str:
    """Said where level 2 is reached without those of whom nothing is noted, and not with them."""
    literate, asked = report.figure(LITERATE), report.threshold(LITERATE)
    without = without_blanks(literate, report.figure(UNTRACED))
    if without is None or asked is None or report.area.hardship or report.rules is None:
        return ""
    lowest, highest = literate.lowest, without.lowest
    if lowest is None or highest is None or lowest >= asked or highest < asked:
        return ""
    return (
        f"Xóa mù chữ mức độ 2 tùy vào những ô trống trong phiếu: {rate_words(literate, asked)} khi coi người "
        f"không có ghi chép là mù chữ, {rate_words(without, asked)} khi không tính họ (cần "
        f"{format_percent(asked)}); cần rà soát trước khi kết luận."
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
