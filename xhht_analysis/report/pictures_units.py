"""Charts of what the units report: targets, competences and titles by khóm, learners, broadcasts."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import format_number, format_percent, inside_sentence
from xhht_analysis.charts.bars import plot_bars
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.bullets import plot_bullets
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.small_multiples import plot_small_multiples
from xhht_analysis.charts.spent import plot_spent
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.report.pictures import bullet_rows, source_of_clauses
from xhht_analysis.report.report import Report
from xhht_analysis.report.unit_facts import TITLES, known_figure, target_of, verdicts_of
from xhht_analysis.report.wording import known_khom
from xhht_analysis.report.wording_units import (
    LEARNING_MODELS,
    TRAINING,
    headline_of_broadcasts,
    headline_of_khom,
    headline_of_panels,
    headline_of_targets_in,
    headline_of_titles,
)
from xhht_analysis.standards.goals import national_goal

COMPETENCES = shown_in("competences")
_KIND = "loại: "
_BROADCASTS = 2  # a month, clause IV.5
_SOURCE = "báo cáo của các đơn vị"


def training_targets(report: Report) -> Chart | Block:
    """The topic's clauses with a percentage to reach."""
    return _targets(report, TRAINING)


def learning_models_targets(report: Report) -> Chart | Block:
    """The topic's clauses with a percentage to reach."""
    return _targets(report, LEARNING_MODELS)


def competence_ranking(report: Report, indicator: str) -> Chart | Block:
    """Every khóm's share against the plan's target."""
    cells = known_khom(report.cells(indicator, "khom"))
    if cells.empty or not cells["denominator"].fillna(1).any():
        return _nothing(f"{inside_sentence(catalogue()[indicator].name)} theo khóm")
    return plot_ranking(
        cells,
        headline=headline_of_khom(report, indicator),
        subtitle=_subtitle(report, catalogue()[indicator].name),
        threshold=target_of(report, indicator),
        source=_source(report),
    )


def competences_by_khom(report: Report) -> Chart | Block:
    """A small panel for each competence, the khóm in the same order in all."""
    limits = {name: target_of(report, name) for name in COMPETENCES}
    return _panels(
        report,
        {name: catalogue()[name].name for name in COMPETENCES},
        limits,
        headline=headline_of_panels(report, COMPETENCES),
        what="Năng lực, đào tạo của người lao động theo khóm",
        unit="người",
    )


def titles_by_khom(report: Report) -> Chart | Block:
    """A small panel for each title: recognised of all, the khóm in the same order in all."""
    goals = {name: national_goal(name, report.period.year) for name in TITLES}
    return _panels(
        report,
        {name: word for name, (word, _) in TITLES.items()},
        {name: goal.at_least if goal else None for name, goal in goals.items()},
        headline=headline_of_titles(report),
        what="Danh hiệu học tập được công nhận trên tổng số, theo khóm",
        unit="",
    )


def learners_by_kind(report: Report) -> Chart | Block:
    """Learners of the classes held by the learning centre, by kind of class."""
    cells = report.cells("learners", "group")
    kinds = cells[cells["group"].str.startswith(_KIND)]
    if kinds.empty:
        return _nothing("người học theo loại lớp")
    counts = pd.DataFrame({"kind": kinds["group"].str.removeprefix(_KIND), "count": kinds["numerator"]})
    headline = f"{format_number(report.figure('learners').numerator)} lượt người học"
    if counts["count"].notna().all():
        most = counts.loc[counts["count"].astype(int).idxmax()]
        headline += f"; đông nhất là lớp {most['kind']}, {format_number(int(most['count']))}"
    return plot_bars(
        counts,
        label="kind",
        headline=headline,
        subtitle=_subtitle(report, "Người học tại các lớp TTHTCĐ đã mở, theo loại lớp", "lượt người"),
        heading="Loại lớp",
        unit="lượt người",
        source=_source(report),
    )


def learners_by_group(report: Report) -> Chart | Block:
    """What part of the learners each group of clause IV.3 makes up; the groups overlap."""
    cells = report.cells("learners", "group")
    groups = cells[~cells["group"].str.startswith(_KIND)].reset_index(drop=True)
    if groups.empty or not groups["denominator"].fillna(1).any():
        return _nothing("người học theo nhóm")
    women = report.figure("learners", group="nữ")
    first = f"Nữ chiếm {format_percent(women.rate)} số người học" if women.rate is not None else "Người học"
    return plot_ranking(
        groups,
        label="group",
        first="highest",
        headline=f"{first}; người nghèo, khuyết tật, nội trợ, hết tuổi lao động được tính riêng từng nhóm",
        subtitle=_subtitle(report, "Tỷ lệ người học thuộc từng nhóm (một người có thể thuộc nhiều nhóm)"),
        numerator="Người học thuộc nhóm",
        denominator="Tất cả người học",
        heading="Nhóm",
        source=_source(report),
    )


def broadcasts_by_month(report: Report) -> Chart | Block:
    """Broadcasts on learning in each month."""
    cells = report.cells("broadcast_months", "group")
    if cells.empty:
        return _nothing("phát thanh theo tháng")
    cells = cells.assign(month=cells["group"].str.extract(r"(\d+)", expand=False).astype(int))
    cells = cells.sort_values("month")
    numbers = [(row.group, int(row.numerator)) for row in cells.itertuples()]
    return plot_bars(
        pd.DataFrame(numbers, columns=["month", "count"]),
        label="month",
        headline=headline_of_broadcasts(numbers, _BROADCASTS),
        subtitle=_subtitle(report, "Số lần phát thanh về học tập mỗi tháng", "lần"),
        heading="Tháng",
        unit="lần",
        ordered=True,
        source=_source(report),
    )


def money_by_source(report: Report) -> Chart | Block:
    """Money spent of what was planned, source by source."""
    cells = report.cells("money_spent", "group")
    whole = report.figure("money_spent")
    if cells.empty or whole.rate is None:
        return _nothing("dự toán và kinh phí đã chi")
    spent, planned = (format_number(Fraction(n, 1_000_000), 1) for n in (whole.numerator, whole.denominator))
    return plot_spent(
        cells,
        label="group",
        headline=f"Đã chi {format_percent(whole.rate)} dự toán: {spent} trên {planned} triệu đồng",
        subtitle=_subtitle(report, "Dự toán cả năm (nền) và đã chi (thanh) theo nguồn", "đồng"),
        source=_source(report),
    )


def _targets(report: Report, indicators: tuple[str, ...]) -> Chart | Block:
    rows = bullet_rows(verdicts_of(report, indicators))
    if not rows:
        if report.plan is None:
            return Block("")  # the page says above that there is no plan
        return headlines(["Kế hoạch không nêu chỉ tiêu nào có tỷ lệ phải đạt thuộc báo cáo này."])
    return plot_bullets(
        rows,
        headline=headline_of_targets_in(report, indicators),
        subtitle=_subtitle(report, "Chỉ tiêu có tỷ lệ phải đạt"),
        source=source_of_clauses(report),
    )


def _panels(
    report: Report,
    names: dict[str, str],
    limits: dict[str, Fraction | None],
    *,
    headline: str,
    what: str,
    unit: str,
) -> Chart | Block:
    parts = [
        known_khom(report.cells(name, "khom")).assign(panel=word)
        for name, word in names.items()
        if known_figure(report, name) is not None
    ]
    cells = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if cells.empty:
        return _nothing("so sánh giữa các khóm")
    return plot_small_multiples(
        cells,
        panel="panel",
        headline=headline,
        subtitle=_subtitle(report, what),
        thresholds={names[name]: limit for name, limit in limits.items() if limit is not None},
        denominator="Tổng số",
        unit=unit,
        source=_source(report),
    )


def _subtitle(report: Report, what: str, unit: str = "%") -> str:
    return f"{what}, {report.area.title}, {report.period.label}, {unit}"


def _source(report: Report) -> str:
    return f"{_SOURCE}, {report.period.label}"


def _nothing(what: str) -> Block:
    return headlines([f"Chưa có số liệu để vẽ {what}."])
