"""Clauses of the plan in a report: figures, targets, verdicts, and whose sheet is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, format_number, format_percent, inside_sentence
from xhht_analysis.charts.blocks import Block, headlines, tiles, verdict_badge
from xhht_analysis.charts.counts import limit_text
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import amounts, catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.figures import number_words
from xhht_analysis.report.observed import observation_of
from xhht_analysis.report.plan_rows import RESULT, clause_columns, clause_rows, clauses_on
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import figure_words, result_words
from xhht_analysis.standards.community_rules import all_community_rules
from xhht_analysis.standards.verdict_words import NOT_DUE, VERDICTS, counted_words
from xhht_analysis.standards.verdicts import Verdict

NOT_IN_PLAN = "kế hoạch không nêu"


def known_figure(report: Report, indicator: str) -> Figure | None:
    """The total of an indicator; None where the period has none (never 0 of 0), withheld where it may not be
    shown."""
    figure = report.figures.get(indicator)
    return figure if report.has_figure(indicator) or (figure and figure.withheld) else None


def is_rate(indicator: str) -> bool:
    """Whether the numerator is a part of the denominator; else it is an amount by itself."""
    return indicator not in amounts()


def value_words(report: Report, indicator: str) -> str | None:
    """A figure as a reader says it: ``45,20%``, ``12``, ``1.200.000 đồng``; None without one."""
    figure = known_figure(report, indicator)
    if figure is None:
        return None
    if is_rate(indicator):
        if figure.rate is None:
            return str(WITHHELD)
        return format_percent(figure.rate, threshold=target_of(report, indicator))
    number = number_words(figure.numerator)
    return f"{number} đồng" if catalogue()[indicator].is_money else number


def verdict_of(report: Report, indicator: str) -> Verdict | None:
    """The verdict on the clause that asks for the indicator; None where the plan has no such clause."""
    return next((v for v in report.verdicts if indicator in v.target.indicators), None)


def part_of(report: Report, indicator: str) -> Verdict | None:
    """The verdict on the indicator's own figure, where its clause asks for several; None without a clause."""
    verdict = verdict_of(report, indicator)
    if verdict is None:
        return None
    own = [part for part in verdict.parts if part.target.indicator == indicator]
    return own[0] if len(own) == 1 else verdict


def target_of(report: Report, indicator: str) -> Fraction | None:
    """The share that the plan wants at least; None without one."""
    part = part_of(report, indicator)
    return None if part is None or part.target.is_of_some else least_share(part)


def due_of_each(report: Report, indicator: str) -> tuple[Fraction | None, list[str]]:
    """The share that each khóm is to have reached by now; where it is not the plan's, lines that say so.

    At the year's end the plan's. At mid-year what is due of it by then, of what is counted up from January;
    of all else nothing, since each khóm begins elsewhere. Nothing of what is to be reached in a later year.
    """
    part, share = part_of(report, indicator), target_of(report, indicator)
    if part is None or share is None:
        return None, []
    if (part.target.horizon or 0) > report.period.year:
        return None, [f"Chỉ tiêu {limit_text(share)} đến năm {part.target.horizon}: chưa xét từng khóm."]
    if not report.period.is_half or part.target.every_period:
        return share, []
    if part.seen is None or part.verdict == NOT_DUE or not part.target.accumulates:
        return None, [f"Chỉ tiêu {limit_text(share)} là của cả năm: giữa năm chưa xét từng khóm."]
    told, whole = part.seen.months_told
    line = f"Vạch: {told}/{whole} chỉ tiêu cả năm ({limit_text(share)}), đến hết tháng {part.seen.months}."
    return share * Fraction(told, whole), [line]


def source_words(report: Report, indicator: str) -> str:
    """What an indicator rests on in the period: the clauses of the plan in use, and no text that is not
    in force yet.
    """
    end = report.period.reference_date
    to_come = tuple(rules.short for rules in all_community_rules() if rules.in_force > end)
    parts = [part for part in catalogue()[indicator].source.split("; ") if not part.startswith(to_come)]
    targets = () if report.plan is None else report.plan.targets
    clauses = dict.fromkeys(target.clause for target in targets if indicator in target.indicators)
    cited = [f"Kế hoạch, mục {', '.join(clauses)}", *map(_inside, parts[:1])] if clauses else parts[:1]
    return "; ".join([*cited, *parts[1:]])


def _inside(part: str) -> str:
    """As it stands inside a sentence: papers in small letters, laws as they are called."""
    return inside_sentence(part) if part.startswith(("Báo cáo", "Phiếu", "Danh sách", "Sổ", "Tự")) else part


def lacking_of(report: Report, indicator: str) -> list[str]:
    """Whose which sheet an indicator waits for, in words."""
    return list(report.summary.get("lacking", {}).get(indicator, []))


def blank_of(report: Report, indicator: str) -> list[str]:
    """Whose blank column leaves a part of an indicator open, in words."""
    return list(report.summary.get("blank", {}).get(indicator, []))


def lacking_sheets(report: Report, indicators: Iterable[str]) -> dict[str, list[str]]:
    """The same turned about: the sheet or column that is missing → the indicators that wait for it."""
    waiting: dict[str, list[str]] = {}
    for name in indicators:
        if _not_due(report, name):
            continue
        for words in [*lacking_of(report, name), *blank_of(report, name)]:
            waiting.setdefault(words, []).append(name)
    return waiting


def clauses_sentence(report: Report, page: str) -> str:
    """How many of the topic's clauses have which verdict."""
    verdicts = clauses_on(report, page)
    if report.plan is None:
        return "Địa bàn chưa có tệp kế hoạch của năm này nên không có chỉ tiêu để đánh giá."
    if not verdicts:
        return "Kế hoạch của địa bàn không nêu chỉ tiêu nào thuộc báo cáo này."
    said = counted_words(v.verdict for v in verdicts)
    return f"{len(verdicts)} chỉ tiêu của kế hoạch thuộc báo cáo này: {said}."


def lacking_sentence(report: Report, indicators: Sequence[str]) -> str:
    """How many sheets the topic still waits for; nothing when none."""
    waiting = lacking_sheets(report, indicators)
    if not waiting:
        return ""
    held_up = {name for names in waiting.values() for name in names}
    return (
        f"Còn thiếu số liệu ở {format_number(len(waiting))} chỗ, liên quan "
        f"{format_number(len(held_up))} chỉ số: xem bảng “Số liệu còn thiếu”."
    )


def clause_tiles(report: Report, page: str) -> Block:
    """How many of the topic's clauses have which verdict; nothing where there is none."""
    counts = Counter(v.verdict for v in clauses_on(report, page))
    if not counts:
        return Block("")
    return tiles([(counts[word], word, word) for word in VERDICTS if counts[word]])


def clause_table(report: Report, *indicators: str, caption: str, page: str = "") -> Table:
    """Each indicator with its verdict, its two counts and its target, and what it rests on or waits for;
    then what else the plan wants of the topic ``page``.
    """
    columns = clause_columns()
    if report.plan is None:
        columns = [column for column in columns if column.header in ("Chỉ tiêu", RESULT, columns[-1].header)]
    rows = [_clause_row(report, name) for name in indicators]
    others = clauses_on(report, page) if page else []
    rows += clause_rows(report, [v for v in others if not set(indicators) & set(v.target.indicators)])
    return Table(caption, columns, rows, ["Trong ngoặc là số đạt và tổng số."])


def lacking_table(report: Report, *indicators: str) -> Table | Block:
    """Whose which sheet is missing, and which indicators wait for it."""
    waiting = lacking_sheets(report, indicators)
    if not waiting:
        return headlines(["Mọi trang, cột cần cho các chỉ tiêu này đều đã có."])
    rows = [[words, "; ".join(_named(report, name) for name in names)] for words, names in waiting.items()]
    columns = [Column("Đơn vị và trang, cột còn thiếu"), Column("Chỉ số chưa có hoặc chưa đủ số liệu")]
    return Table("Số liệu còn thiếu", columns, rows)


def least_share(part: Verdict) -> Fraction | None:
    """The share that a figure is to reach; None where that is no share."""
    least = part.target.direction in ("at_least", "above", "exactly", "keep")
    return part.target.target if least and part.target.counts_in == "percent" else None


def _clause_row(report: Report, name: str) -> list[Cell]:
    verdict = part_of(report, name)
    if report.plan is None:
        return [_named(report, name), _result(report, name), _rests_on(report, name)]
    return [
        _named(report, name),
        verdict_badge(verdict.verdict) if verdict else NOT_IN_PLAN,
        _result(report, name),
        verdict.target.words if verdict else NOT_IN_PLAN,
        _rests_on(report, name),
    ]


def _result(report: Report, name: str) -> str | None:
    """``41,50% (5.393 / 12.995)``, with what is not known of the denominator; an amount by itself."""
    part = part_of(report, name)
    if part is not None and part.seen is not None and not part.parts:
        return result_words(report, part)
    return figure_words(observation_of(report, name))


def _named(report: Report, name: str) -> str:
    """``B1. Người … có năng lực thông tin``, as plan and chart call it; one of several figures of a clause,
    and one that no clause asks for, by the indicator's own name.
    """
    verdict = verdict_of(report, name)
    if verdict is None:
        return catalogue()[name].name
    alone = {part.target.indicator for part in verdict.parts} <= {name}
    return f"{verdict.target.id}. {verdict.target.name if alone else catalogue()[name].name}"


def _not_due(report: Report, name: str) -> bool:
    """Whether the clause has not fallen due: nobody is named for what he may still do."""
    verdict = part_of(report, name)
    return verdict is not None and verdict.verdict == NOT_DUE


def _rests_on(report: Report, name: str) -> str:
    """What the verdict says; with it what the indicator still waits for."""
    verdict, lacking = part_of(report, name), [] if _not_due(report, name) else lacking_of(report, name)
    said = [verdict.remark] if verdict and verdict.remark else []
    if lacking and not any(words in part for part in said for words in lacking):
        said.append(f"Thiếu: {'; '.join(lacking)}.")
    return " ".join(said) or source_words(report, name)
