"""How much of the clauses on qualification rests on blanks: people of whom no trace of schooling is noted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from xhht_analysis.base.vietnamese import WITHHELD, format_percent
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.report.blanks import UNTRACED, without_blanks
from xhht_analysis.report.clauses import part_of, target_of, verdict_of
from xhht_analysis.report.figures import number_words, others, rate_words, share_words, tells
from xhht_analysis.report.khom import known_khom
from xhht_analysis.report.report import Report
from xhht_analysis.standards.verdicts import Evidence, judge_target

QUALIFIED = "cmkt_15_plus"
#: What somebody without a trace is taken not to have.
NAMES = {QUALIFIED: "chuyên môn kỹ thuật", "university_15_plus": "trình độ đại học"}


def blanks_sentence(report: Report) -> Block:
    """How many of the unqualified rest on a blank, and the shares without them; nothing where none does.

    The blanks are those of literacy, without persons with a disability: counted with them too, by khóm, the
    difference would tell of single persons. Elders come as totals, of whom nobody says it.
    """
    shares = {name: report.figure(name) for name in NAMES}
    without = {name: without_blanks(figure, report.figure(UNTRACED)) for name, figure in shares.items()}
    whole, rest = shares[QUALIFIED].pair, without[QUALIFIED]
    if whole is None or rest is None or rest.pair is None:
        return Block("")
    blank, unqualified = whole[1] - rest.pair[1], whole[1] - whole[0]
    if blank < max(1, report.area.smallest_count):
        return Block("")
    said = [
        f"tỷ lệ có {NAMES[name]} từ 15 tuổi là {rate_words(figure, target_of(report, name))}"
        f" thay vì {rate_words(shares[name], target_of(report, name))}"
        for name, figure in without.items()
        if figure is not None
    ]
    return headlines(
        [
            f"Tính là chưa có chuyên môn kỹ thuật có {number_words(blank)} người 15–60 tuổi (không kể người"
            f" khuyết tật) không có ghi chép học tập nào ({format_percent(Fraction(blank, unqualified))} của"
            f" {number_words(unqualified)} người từ 15 tuổi chưa có); không tính họ, {', '.join(said)}."
        ]
    )


def deciding_sentences(report: Report) -> list[str]:
    """Said of each clause on qualification that is judged otherwise without those without a trace."""
    return [said for name in NAMES if (said := _deciding_sentence(report, name))]


def _deciding_sentence(report: Report, name: str) -> str:
    clause, part, asked = verdict_of(report, name), part_of(report, name), target_of(report, name)
    if clause is None or part is None or part.seen is None or asked is None:
        return ""
    if part.target.indicator != name or part.target.ages or part.target.base:
        return ""
    without = without_blanks(part.seen.figure, report.figure(UNTRACED))
    if without is None:
        return ""
    seen = replace(part.seen, figure=without)
    other = judge_target(part.target, Evidence(lambda _: seen, {}), report.period)
    if other.verdict == part.verdict:
        return ""
    return (
        f"Chỉ tiêu {clause.target.id} (kế hoạch {share_words(asked)}) tùy vào những ô trống trong phiếu:"
        f" {rate_words(part.seen.figure, asked)} ({part.verdict}) khi coi người không có ghi chép học tập là"
        f" chưa có {NAMES[name]}, {rate_words(without, asked)} ({other.verdict}) khi không tính họ; cần"
        f" rà soát trước khi kết luận."
    )


def blanks_table(report: Report) -> Table | Block:
    """The unqualified, how many rest on a blank, and the share with and without these; by khóm."""
    if not report.has_survey or not tells(report.figure(QUALIFIED)):
        return headlines(["Chưa có số liệu để xét những người không có ghi chép học tập."])
    places = [("Toàn địa bàn", report.figure(QUALIFIED), report.figure(UNTRACED))]
    places += [
        (name, figure, report.figure(UNTRACED, khom=name))
        for name, figure in named(known_khom(report.cells(QUALIFIED, "khom")), "khom")
        if not report.keeps_back(UNTRACED, "khom")
    ]
    rows: list[list[Cell]] = []
    for name, figure, blank in places:
        without = without_blanks(figure, blank)
        rows.append([name, others(figure), blank.numerator, figure, without or WITHHELD])
    columns = [
        Column("Địa bàn"),
        Column("Chưa có chuyên môn kỹ thuật", "count", "người"),
        Column("Không có ghi chép học tập, 15–60 tuổi", "count", "người"),
        Column("Có chuyên môn kỹ thuật", "rate"),
        Column("Không tính người không có ghi chép", "rate"),
    ]
    kept = any(report.keeps_back(name, "khom") for name in (UNTRACED, QUALIFIED))
    notes = ["Người không có ghi chép học tập: không kể người khuyết tật và người từ 61 tuổi."]
    notes += ["Theo khóm không công bố vì ở nhiều khóm số người quá ít."] if kept else []
    return Table("Chuyên môn kỹ thuật và những ô trống trong phiếu", columns, rows, notes)
