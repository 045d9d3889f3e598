"""Views of training and competences: the clauses, and qualification against every yardstick."""

from __future__ import annotations

from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.report import clauses, unit_facts
from xhht_analysis.report.report import Report
from xhht_analysis.report.unit_facts import known_figure, lacking_of, target_of
from xhht_analysis.report.wording_units import TRAINING
from xhht_analysis.standards.community_rules import community_rules
from xhht_analysis.standards.engine import people_needed
from xhht_analysis.standards.goals import national_goal

QUALIFICATION = shown_in("yardsticks")


def tiles(report: Report) -> Block:
    """How many of the topic's clauses have which verdict."""
    return clauses.clause_tiles(report, *TRAINING)


def clause_table(report: Report) -> Table:
    """Every clause on competences, schools, officials, workers and classes."""
    return clauses.clause_table(report, *TRAINING, caption="Chỉ tiêu về đào tạo và năng lực")


def lacking_table(report: Report) -> Table | Block:
    """Whose which sheet the topic waits for."""
    return clauses.lacking_table(report, *TRAINING)


def yardsticks_table(report: Report) -> Table | Block:
    """CMKT and university degrees from 15 on: the plan's target, the nation's goal and TT 25/2023."""
    rows = []
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
                    clauses.against(figure, threshold),
                    WITHHELD if figure.withheld else people_needed(figure, threshold),
                ]
            )
    if not rows:
        return headlines(["Chưa có số liệu về trình độ chuyên môn của người từ 15 tuổi."])
    columns = [
        Column("Chỉ số và mức so sánh"),
        Column("Mức phải đạt", "percent"),
        Column("Tử số", "count", "người"),
        Column("Mẫu số", "count", "người"),
        Column("Tỷ lệ", "rate"),
        Column("So với mức này"),
        Column("Cần thêm", "count", "người"),
    ]
    caption = "Trình độ của người từ 15 tuổi so với kế hoạch, mục tiêu quốc gia và TT 25/2023"
    return Table(caption, columns, rows, [_population_note(report)])


def topics_sentence(report: Report) -> Block:
    """Which of the four topics of clause II.2c the learning centre has held, and which not."""
    cells = list(report.cells("centre_topics", "group").itertuples())
    if not cells:
        return headlines(["Chưa có số liệu về các chuyên đề TTHTCĐ phải mở."])
    held = [row.group for row in cells if row.numerator]
    said = [f"TTHTCĐ đã mở {len(held)} trên {len(cells)} chuyên đề: {', '.join(held) or 'chưa có'}"]
    for words, rows in (
        ("chưa mở", [row.group for row in cells if row.denominator and not row.numerator]),
        ("chưa rõ", [row.group for row in cells if row.unknown]),
    ):
        said += [f"{words}: {', '.join(rows)}"] if rows else []
    return headlines([f"{'; '.join(said)}."])


def changing(report: Report) -> list[str]:
    """The topic's shares that can be compared with the earlier period."""
    return unit_facts.changing(report, TRAINING)


def _yardsticks(report: Report, name: str) -> list[tuple[str, Fraction]]:
    target, goal = target_of(report, name), national_goal(name, report.period.year)
    found = [("chỉ tiêu của kế hoạch", target)] if target is not None else []
    if goal is not None:
        found.append((f"mục tiêu quốc gia năm {goal.year} ({goal.short})", goal.at_least))
    rules = community_rules(report.period.reference_date)
    for item in rules.items if rules else ():
        for share in item.shares:
            if share.indicator == name:
                asked = share.asks(hardship=report.area.hardship)
                found += [(f"{rules.short}, mức {n}", least) for n, least in enumerate(asked, start=1)]
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
