"""The legal texts that a period rests on, and how each is known."""

from __future__ import annotations

from collections.abc import Iterator

from xhht_analysis.base.law import law, preschool_teachers
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.report.report import Report
from xhht_analysis.standards.community_rules import community_rules
from xhht_analysis.standards.goals import all_goals

#: How a text is known, in words.
KNOWN = {
    "law": "đã đọc văn bản",
    "second_hand": "nguồn gián tiếp (báo, hướng dẫn), chưa đọc được văn bản",
    "memory": "theo trí nhớ, chưa kiểm tra lại",
}


def texts_table(report: Report) -> Table:
    """Each legal text in force in the period: what for, since when, and how it is known."""
    columns = [Column("Văn bản"), Column("Dùng để"), Column("Từ"), Column("Biết qua")]
    rows: list[list[Cell]] = [[*facts, KNOWN[confidence]] for *facts, confidence in _texts(report)]
    notes = ["Văn bản chưa đọc được phải đối chiếu lại trước khi dùng mức độ, tỷ lệ dựa vào nó để báo cáo."]
    known = all(row[-1] == KNOWN["law"] for row in rows)
    return Table("Văn bản làm căn cứ và cách biết", columns, rows, [] if known else notes)


def _texts(report: Report) -> Iterator[tuple[str, str, str, str]]:
    day = report.period.reference_date
    for text in report.rules.texts if report.rules else ():
        yield text.source, text.name, format_date(text.in_force), text.confidence
    if community := community_rules(day):
        yield community.source, community.name, format_date(community.in_force), community.confidence
    goals = (g for g in all_goals() if g.signed is None or g.signed <= day)
    for source, signed, confidence in dict.fromkeys((g.source, g.signed, g.confidence) for g in goals):
        since = format_date(signed) if signed else "chưa rõ ngày"
        yield source, "Mục tiêu quốc gia, đối chiếu bên cạnh kế hoạch", since, confidence
    retirement = [text for text in law().retirement if text.from_year <= day.year]
    newest = max(retirement, key=lambda text: text.from_year)
    since = f"năm {newest.from_year}" if newest.from_year else "đã có từ trước"
    yield newest.source, "Tuổi nghỉ hưu, giới hạn trên của tuổi lao động", since, newest.confidence
    if norm := preschool_teachers(day):
        yield norm.source, "Định mức giáo viên mầm non", format_date(norm.in_force), norm.confidence
    years = report.summary["survey_years"]
    for change in law().without_diploma:
        if any(year >= change.from_survey for year in years):
            yield (
                change.source, "Bậc tốt nghiệp để trống trong phiếu",
                f"phiếu năm {change.from_survey}", change.confidence,
            )  # fmt: skip
