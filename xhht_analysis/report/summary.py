"""The summary: what must not be missed, and the plan's scoreboard."""

from __future__ import annotations

from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.report import qualification
from xhht_analysis.report.blanks import deciding_sentences
from xhht_analysis.report.clauses import source_words
from xhht_analysis.report.figures import counted, rate_words, tells
from xhht_analysis.report.levels import levels_sentences, nearest_gaps
from xhht_analysis.report.observed import observation_of
from xhht_analysis.report.plan_rows import RESULT, clause_columns, clause_rows
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import figure_words, result_words
from xhht_analysis.standards.verdict_words import NO_DATA, NOT_DUE, counted_words

NO_PLAN = "Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."
#: Whose indicators are told where no plan names any.
_PLACES = ("levels", "training", "learning_models")


def main_points(report: Report, *, gaps: bool = True) -> list[str]:
    """What the Education Office must not miss, in at most six sentences; without what the next levels need
    where a part of the page tells it.
    """
    levels = [*levels_sentences(report), *deciding_sentences(report)]
    sentences = [*levels, _plan_sentence(report), *qualification.deciding_sentences(report)]
    sentences += nearest_gaps(report) if gaps else []
    literacy, asked = report.figure("xmc2_15_60"), report.threshold("xmc2_15_60")
    if tells(literacy):
        rate = rate_words(literacy, asked)
        sentences.append(f"Người 15–60 tuổi biết chữ mức độ 2: {rate} ({counted(literacy)}).")
    return [sentence for sentence in sentences if sentence][:6]


def scoreboard(report: Report) -> Table | Block:
    """Every clause of the plan: figure, target, verdict, and what it rests on or what is missing."""
    if report.plan is None:
        return _known_without_plan(report)
    notes = [
        "Trong ngoặc là số đạt và tổng số. Cách tính và căn cứ của từng chỉ số ở trang “Chất lượng số liệu”; "
        "tệp số liệu ở trang “Mục lục”."
    ]
    rows = clause_rows(report, report.verdicts)
    return Table(f"{report.plan.title}: kết quả {report.period.label}", clause_columns(), rows, notes)


def _known_without_plan(report: Report) -> Table | Block:
    """Without a plan nothing is judged, and all that is known is told all the same."""
    names = dict.fromkeys(name for place in _PLACES for name in shown_in(place))
    told = {name: words for name in names if (words := figure_words(observation_of(report, name)))}
    if not told:
        return headlines([NO_PLAN])
    rows = [[catalogue()[name].name, words, source_words(report, name)] for name, words in told.items()]
    columns = [Column("Chỉ số"), Column(RESULT), Column("Căn cứ")]
    return Table(f"Kết quả {report.period.label}, chưa có kế hoạch để xét", columns, rows, [NO_PLAN])


def _plan_sentence(report: Report) -> str:
    if report.plan is None:
        return NO_PLAN
    known, without = list[str](), list[str]()
    for v in report.verdicts:
        (without if v.verdict == NO_DATA or result_words(report, v) is None else known).append(v.verdict)
    waiting = without.count(NOT_DUE)
    lacking = f", {len(without)} chưa có số liệu" if without else ""
    lacking += f" (trong đó {waiting} chưa đến hạn)" if waiting else ""
    return (
        f"Kế hoạch có {len(report.verdicts)} chỉ tiêu: {len(known)} có số liệu "
        f"({counted_words(known) or 'chưa có'}){lacking}."
    )
