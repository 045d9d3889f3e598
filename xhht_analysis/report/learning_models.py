"""Views of learning models: the clauses, titles of learning, money by source."""

from __future__ import annotations

from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import YES_OR_NO, catalogue
from xhht_analysis.indicators.counts import figure_at
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import clauses, unit_facts
from xhht_analysis.report.report import Report
from xhht_analysis.report.unit_facts import TITLES, known_figure
from xhht_analysis.report.wording_units import LEARNING_MODELS
from xhht_analysis.standards.goals import national_goal


def tiles(report: Report) -> Block:
    """How many of the topic's clauses have which verdict."""
    return clauses.clause_tiles(report, *LEARNING_MODELS)


def clause_table(report: Report) -> Table:
    """Every clause on titles, ratings, broadcasts, money and reporting."""
    return clauses.clause_table(
        report, *LEARNING_MODELS, caption="Chỉ tiêu về mô hình học tập và tổ chức thực hiện"
    )


def lacking_table(report: Report) -> Table | Block:
    """Whose which sheet the topic waits for."""
    return clauses.lacking_table(report, *LEARNING_MODELS)


def changing(report: Report) -> list[str]:
    """The topic's shares that can be compared with the earlier period; none of what is done or not."""
    shares = [name for name in LEARNING_MODELS if catalogue()[name].unit != YES_OR_NO]
    return unit_facts.changing(report, shares)


def titles_table(report: Report) -> Table | Block:
    """Each title: all, registered, recognised; recognised of all and, labelled so, of the registered."""
    rows = []
    for name, (word, unit) in TITLES.items():
        recognised, registered = (known_figure(report, n) for n in (name, f"{name}_registered"))
        goal = national_goal(name, report.period.year)
        whole = recognised or registered
        rows.append(
            [
                f"{word} ({unit})",
                whole.denominator if whole else None,
                registered.numerator if registered else None,
                recognised.numerator if recognised else None,
                registered,
                recognised,
                _of_registered(recognised, registered),
                goal.at_least if goal else clauses.NOT_IN_PLAN,
                clauses.against(recognised, goal.at_least) if goal and recognised else None,
            ]
        )
    goal = national_goal(next(iter(TITLES)), report.period.year)
    columns = [
        Column("Danh hiệu"),
        Column("Tổng số", "count"),
        Column("Đăng ký", "count"),
        Column("Được công nhận", "count"),
        Column("Đăng ký trên tổng số", "rate"),
        Column("Công nhận trên tổng số", "rate"),
        Column("Công nhận trên số đăng ký", "rate"),
        Column(f"Mục tiêu quốc gia {goal.year} ({goal.short})" if goal else "Mục tiêu quốc gia", "percent"),
        Column("So với mục tiêu quốc gia"),
    ]
    notes = [
        "Tỷ lệ để đánh giá là công nhận trên tổng số; công nhận trên số đăng ký chỉ để tham khảo.",
        *([f"Mục tiêu quốc gia: {goal.source}."] if goal else []),
    ]
    return Table("Danh hiệu học tập", columns, rows, notes)


def money_table(report: Report) -> Table | Block:
    """Money planned and spent, and money and kind raised, by source."""
    spent, raised = known_figure(report, "money_spent"), known_figure(report, "money_raised")
    if spent is None and raised is None:
        return headlines(["Chưa có số liệu kinh phí của kỳ."])
    by_source = {row.group: row for row in report.cells("money_spent", "group").itertuples()}
    raised_from = report.cells("money_raised", "group").itertuples()
    given = {row.group: figure_at(row).numerator for row in raised_from}
    forms = ("tiền mặt", "hiện vật")
    rows = []
    planned = {name: figure_at(row).denominator or 0 for name, row in by_source.items()}
    largest_first = sorted(by_source, key=lambda name: -planned[name])  # as in the picture
    for source in dict.fromkeys([*largest_first, *(name for name in given if name not in forms)]):
        row = by_source.get(source)
        figure = figure_at(row) if row else None
        rows.append([source, *_money(figure), given.get(source)])
    columns = [
        Column("Nguồn"),
        Column("Dự toán", "count", "đồng"),
        Column("Đã chi", "count", "đồng"),
        Column("Đã chi trên dự toán", "rate"),
        Column("Vận động được", "count", "đồng"),
    ]
    by_form = [f"{form} {format_number(given[form])} đồng" for form in forms if form in given]
    notes = [f"Vận động được: {', '.join(by_form)}."] if by_form else []
    total = ["Cộng", *_money(spent), raised.numerator if raised else None]
    return Table("Kinh phí theo nguồn", columns, rows, notes, total=total)


def _money(figure: Figure | None) -> list:
    """Planned, spent, share."""
    return [None, None, None] if figure is None else [figure.denominator, figure.numerator, figure]


def _of_registered(recognised: Figure | None, registered: Figure | None) -> Figure | None:
    return Figure(recognised.numerator, registered.numerator) if recognised and registered else None
