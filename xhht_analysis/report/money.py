"""Money planned, spent and raised: by source and by purpose."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import capitalised, format_number, format_percent
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.counts import is_rest, length
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.figures import number_words
from xhht_analysis.report.in_part import groups_told, in_part_notes, silent_words, total_told, total_word
from xhht_analysis.report.report import Report


def money_by_source(report: Report) -> pd.DataFrame:
    """Money spent of what was planned, by source (``group``); no row while nobody tells both."""
    whole, rows = total_told(report, "money_spent"), groups_told(report, "money_spent")
    told = rows if whole is not None and whole.rate is not None else {}
    cells = [(source, *(getattr(money, count) for count in COUNTS)) for source, money in told.items()]
    return pd.DataFrame(cells, columns=["group", *COUNTS])


def headline_of_money(report: Report) -> str:
    """What part of the plan was spent; of a part of the units only that it is as much at least."""
    whole = total_told(report, "money_spent")
    if whole is None or whole.rate is None:
        return "Dự toán và kinh phí đã chi"
    amounts = (length(whole.numerator), length(whole.denominator))
    spent, planned = (format_number(Fraction(amount, 1_000_000), 1) for amount in amounts)
    if in_part := silent_words(report, "money_spent"):
        return f"Đã chi ít nhất {spent} triệu đồng; dự toán ít nhất {planned} triệu đồng; thiếu: {in_part}"
    return f"Đã chi {format_percent(whole.rate)} dự toán: {spent}/{planned} triệu đồng"


def money_table(report: Report) -> Table | Block:
    """Money planned and spent, and money and kind raised, by source."""
    names = ("money_spent", "money_raised")
    spent, raised = (total_told(report, name) for name in names)
    if spent is None and raised is None:
        return headlines(["Chưa có số liệu kinh phí của kỳ."])
    by_source = groups_told(report, "money_spent")
    given = {source: figure.numerator for source, figure in groups_told(report, "money_raised").items()}
    forms = ("tiền mặt", "hiện vật")
    # The largest plan first, as in the picture.
    largest_first = sorted(by_source, key=lambda name: -length(by_source[name].denominator))
    sources = dict.fromkeys([*largest_first, *(name for name in given if name not in forms)])
    rows = [
        [capitalised(source), *_money(by_source.get(source)), given.get(source)]
        for source in sorted(sources, key=is_rest)
    ]
    columns = [
        Column("Nguồn"),
        Column("Dự toán", "count", "đồng"),
        Column("Đã chi", "count", "đồng"),
        Column("Đã chi trên dự toán", "rate"),
        Column("Vận động được", "count", "đồng"),
    ]
    by_form = [f"{form} {number_words(given[form])} đồng" for form in forms if form in given]
    notes = [f"Vận động được: {', '.join(by_form)}."] if by_form else []
    total = [total_word(report, *names), *_money(spent), raised.numerator if raised else None]
    notes += in_part_notes(report, *names)
    return Table("Kinh phí theo nguồn", columns, rows, notes, total=total)


def money_by_purpose(report: Report) -> Table | Block:
    """Money spent, by what it was spent on; the most first."""
    name = "money_by_purpose"
    whole = total_told(report, name)
    if whole is None:
        return headlines(["Chưa có số liệu kinh phí theo mục đích."])
    told = groups_told(report, name).items()
    most_first = sorted(told, key=lambda row: (is_rest(row[0]), -length(row[1].numerator)))
    rows = [[capitalised(purpose), figure.numerator] for purpose, figure in most_first]
    columns = [Column("Mục đích"), Column("Đã chi", "count", "đồng")]
    total = [total_word(report, name), whole.numerator]
    return Table("Kinh phí đã chi theo mục đích", columns, rows, in_part_notes(report, name), total=total)


def _money(figure: Figure | None) -> list[Cell]:
    """Planned, spent, share."""
    return [None, None, None] if figure is None else [figure.denominator, figure.numerator, figure]
