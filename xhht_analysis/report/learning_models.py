"""Learning models: the clauses, titles of learning, broadcasts."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import sort_key
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.counts import length, named
from xhht_analysis.charts.tables import NO_LIMIT, Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import yardsticks
from xhht_analysis.report.clauses import (
    clauses_sentence,
    known_figure,
    lacking_sentence,
    part_of,
)
from xhht_analysis.report.community import centre_sentence, community_sentence
from xhht_analysis.report.figures import brief_counts, rate_words
from xhht_analysis.report.khom import known_khom, one_each, ticks_by_khom
from xhht_analysis.report.report import Report
from xhht_analysis.report.reporting import reports_sentence
from xhht_analysis.report.tasks import tasks_sentence
from xhht_analysis.standards.goals import all_goals, national_goal
from xhht_analysis.standards.verdict_words import NOT_DUE

#: Titles of learning with the word for what is counted.
TITLES = {name: (catalogue()[name].typed, catalogue()[name].unit) for name in shown_in("titles")}
#: The indicators of the report.
PAGE = "learning_models"
LEARNING_MODELS = shown_in(PAGE)
#: Those that can be set beside the earlier period's: none of what is done or not.
COMPARED = [name for name in LEARNING_MODELS if not catalogue()[name].is_done]


def main_points(report: Report) -> list[str]:
    """Titles, ratings, tasks and the plan's upkeep in at most seven sentences."""
    sentences = [
        clauses_sentence(report, PAGE),
        _titles_sentence(report),
        community_sentence(report),
        centre_sentence(report),
        reports_sentence(report),
        tasks_sentence(report),
        lacking_sentence(report, LEARNING_MODELS),
    ]
    return [sentence for sentence in sentences if sentence]


def titles_not_due(report: Report) -> bool:
    """Whether the day on which titles are recognised has not come: till then only registrations tell."""
    judged = [verdict for name in TITLES if (verdict := part_of(report, name)) is not None]
    return bool(judged) and all(verdict.verdict == NOT_DUE for verdict in judged)


def titles_table(report: Report) -> Table | Block:
    """Each title: all, registered, recognised; recognised of all and, labelled so, of the registered."""
    if titles_not_due(report):
        return _registered_table(report)
    rows = []
    aim = next(filter(None, (national_goal(name, report.period.year) for name in TITLES)), None)
    for name, (word, unit) in TITLES.items():
        recognised, registered = (known_figure(report, n) for n in (name, f"{name}_registered"))
        goal = national_goal(name, report.period.year)
        whole = recognised or registered
        against = yardsticks.against(recognised, goal.at_least) if goal and recognised else None
        rows.append(
            [
                f"{word} ({unit})",
                whole.denominator if whole else None,
                registered.numerator if registered else None,
                recognised.numerator if recognised else None,
                registered,
                recognised,
                _of_registered(recognised, registered),
                *([goal.at_least if goal else NO_LIMIT, against] if aim else []),
            ]
        )
    columns = [
        Column("Danh hiệu"),
        Column("Tổng số", "count"),
        Column("Đăng ký", "count"),
        Column("Được công nhận", "count"),
        Column("Đăng ký trên tổng số", "rate"),
        Column("Công nhận trên tổng số", "rate"),
        Column("Công nhận trên số đăng ký", "rate"),
    ]
    if aim:
        columns += [
            Column(f"Mục tiêu quốc gia {aim.year} ({aim.short})", "percent"),
            Column("So với mục tiêu quốc gia"),
        ]
    notes = [
        "Tỷ lệ để đánh giá là công nhận trên tổng số; công nhận trên số đăng ký chỉ để tham khảo.",
        f"Mục tiêu quốc gia: {aim.source}." if aim else _no_goal(report),
    ]
    return Table("Danh hiệu học tập", columns, rows, notes)


def _registered_table(report: Report) -> Table:
    """Each title while none can be recognised yet: all and registered."""
    found = {name: known_figure(report, f"{name}_registered") for name in TITLES}
    rows: list[list[Cell]] = [
        [f"{word} ({unit})", *((None, None) if f is None else (f.denominator, f.numerator)), f]
        for name, (word, unit) in TITLES.items()
        for f in [found[name]]
    ]
    columns = [
        Column("Danh hiệu"),
        Column("Tổng số", "count"),
        Column("Đăng ký", "count"),
        Column("Đăng ký trên tổng số", "rate"),
    ]
    return Table("Đăng ký danh hiệu học tập", columns, rows, ["Danh hiệu chưa đến hạn công nhận."])


def titles_of_several(report: Report) -> dict[str, str]:
    """Indicator → word of the titles of which a khóm has several; of what it has one of,
    :func:`titles_reached` tells. What is registered, while none can be recognised yet.
    """
    due = "_registered" if titles_not_due(report) else ""
    return {f"{n}{due}": word for n, (word, _) in TITLES.items() if not one_each(_title_cells(report, n))}


def title_goals(report: Report) -> dict[str, Fraction | None]:
    """The national goal of the year by the word of each title; none for what is registered."""
    if titles_not_due(report):
        return {}
    goals = {word: national_goal(name, report.period.year) for name, (word, _) in TITLES.items()}
    return {word: goal.at_least for word, goal in goals.items() if goal}


def what_of_titles(report: Report) -> str:
    """The measure of the titles by khóm."""
    told = "đã đăng ký" if titles_not_due(report) else "được công nhận"
    return f"Danh hiệu học tập {told} trên tổng số, theo khóm"


def titles_reached(report: Report) -> Table | Block:
    """Titles of which each khóm has one: a tick where it has it."""
    cells = {word: _title_cells(report, name) for name, (word, _) in TITLES.items()}
    told = {word: of for word, of in cells.items() if one_each(of)}
    what, has = ("đã đăng ký", "đã đăng ký") if titles_not_due(report) else ("được công nhận", "đạt")
    return ticks_by_khom(told, f"Danh hiệu của từng khóm: {what}", has=has) if told else Block("")


def _title_cells(report: Report, name: str) -> pd.DataFrame:
    return known_khom(report.cells(f"{name}_registered" if titles_not_due(report) else name, "khom"))


def _no_goal(report: Report) -> str:
    """Why no national goal stands beside titles: none was set yet, or none of later years is known."""
    last = max((goal for goal in all_goals() if goal.indicator in TITLES), key=lambda goal: goal.year)
    if report.period.year < last.year:
        return "Năm này chưa có mục tiêu quốc gia về danh hiệu học tập."
    return f"Không so với mục tiêu quốc gia: mới biết mục tiêu đến năm {last.year} ({last.short})."


def _titles_sentence(report: Report) -> str:
    if titles_not_due(report):
        told = [(word, known_figure(report, f"{name}_registered")) for name, (word, _) in TITLES.items()]
        said = [f"{word} {rate_words(f)} ({brief_counts(f)})" for word, f in told if f is not None]
        return f"Danh hiệu chưa đến hạn công nhận{'; đã đăng ký: ' if said else ''}{', '.join(said)}."
    known = [(word, known_figure(report, name)) for name, (word, _) in TITLES.items()]
    said = [f"{word} {rate_words(f)} ({brief_counts(f)})" for word, f in known if f is not None]
    return f"Được công nhận trong năm, trên tổng số: {', '.join(said)}." if said else ""


def headline_of_titles(report: Report) -> str:
    """How many titles stand at the national goal."""
    if titles_not_due(report):
        return "Danh hiệu học tập đã đăng ký; chưa đến hạn công nhận"
    goals = [(known_figure(report, name), national_goal(name, report.period.year)) for name in TITLES]
    compared = [(f, goal) for f, goal in goals if f is not None and f.rate is not None and goal is not None]
    if not compared:
        return "Danh hiệu học tập được công nhận trong năm"
    good = sum((figure.rate or 0) >= goal.at_least for figure, goal in compared)
    goal = compared[0][1]
    aim = f"mục tiêu quốc gia năm {goal.year} ({goal.short})"
    return f"{good}/{len(compared)} danh hiệu đã tới mức {aim}"


def headline_of_broadcasts(report: Report) -> str:
    """In which months there were too few broadcasts, and of which nothing was told."""
    cells = sorted(named(report.cells("broadcast_months", "group"), "group"), key=lambda m: sort_key(m[0]))
    numbers = [(month, length(figure.numerator) if figure.denominator else None) for month, figure in cells]
    enough = max((length(figure.denominator) for _, figure in cells), default=0)
    known = [(month, number) for month, number in numbers if number is not None]
    few = [month for month, number in known if number < enough]
    untold = [month for month, number in numbers if number is None]
    told = f"; chưa có số liệu: {', '.join(untold)}" if untold else ""
    if not few and untold:
        return f"Các tháng đã có số liệu đều có từ {enough} lần phát thanh trở lên{told}"
    if not few:
        return f"Tháng nào cũng có từ {enough} lần phát thanh trở lên"
    good = len(known) - len(few)
    return f"{good}/{len(known)} tháng đủ {enough} lần phát thanh; chưa đủ: {', '.join(few)}{told}"


def _of_registered(recognised: Figure | None, registered: Figure | None) -> Figure | None:
    return Figure(recognised.numerator, registered.numerator) if recognised and registered else None
