"""The summary: what must not be missed, and the plan's scoreboard."""

from __future__ import annotations

from collections import Counter

from xhht_analysis.base.vietnamese import capitalised
from xhht_analysis.charts.blocks import Block, headlines, tiles, verdict_badge
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.report import drawn, qualification
from xhht_analysis.report.blanks import deciding_sentences
from xhht_analysis.report.clauses import source_words
from xhht_analysis.report.figures import counted, rate_words, tells
from xhht_analysis.report.levels import levels_sentences, nearest_gaps
from xhht_analysis.report.observed import observation_of
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import figure_words, result_words
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdict_words import NO_DATA, NOT_DUE, VERDICTS, counted_words
from xhht_analysis.standards.verdicts import Verdict

NO_PLAN = "Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."
#: The heading under which a figure stands.
RESULT = "Kết quả"
#: Whose indicators are told where no plan names any.
_PLACES = ("levels", "training", "learning_models")
#: How parts of an indicator's source begin that name no paper with its figures.
_NO_PAPERS = ("nđ ", "qđ ", "tt ")


def main_points(report: Report) -> list[str]:
    """What the Education Office must not miss, in at most six sentences."""
    levels = [*levels_sentences(report), *deciding_sentences(report)]
    sentences = [*levels, _plan_sentence(report), *qualification.deciding_sentences(report)]
    sentences += nearest_gaps(report)
    literacy, asked = report.figure("xmc2_15_60"), report.threshold("xmc2_15_60")
    if tells(literacy):
        rate = rate_words(literacy, asked)
        sentences.append(f"Người 15–60 tuổi biết chữ mức độ 2: {rate} ({counted(literacy)}).")
    return [sentence for sentence in sentences if sentence][:6]


def verdict_tiles(report: Report) -> Block:
    """How many clauses of the plan have which verdict; nothing without a plan, which is said above."""
    counts = Counter(v.verdict for v in report.verdicts)
    if not counts:
        return Block("")
    return tiles([(counts[word], word, word) for word in VERDICTS if counts[word]])


def targets(report: Report) -> Chart | Block:
    """The clauses that can be drawn: what was reached against the target."""
    told = [v for v in report.verdicts if v.figure is not None or v.target.direction == "level"]
    return drawn.targets(report, told, nothing="Chưa có chỉ tiêu nào có con số để vẽ.")


def scoreboard(report: Report) -> Table | Block:
    """Every clause of the plan: figure, target, verdict, and what it rests on or what is missing."""
    if report.plan is None:
        return _known_without_plan(report)
    rows = [
        [
            f"{v.target.id}. {v.target.name} (mục {clause_words(v.target)})",
            result_words(report, v),
            v.target.words,
            verdict_badge(v.verdict),
            basis_words(v),
        ]
        for v in report.verdicts
    ]
    columns = [
        Column("Chỉ tiêu"),
        Column(RESULT),
        Column("Mục tiêu"),
        Column("Đánh giá"),
        Column("Căn cứ; số liệu còn thiếu"),
    ]
    notes = [
        "Trong ngoặc là số đạt và tổng số. Cách tính và căn cứ của từng chỉ số ở trang “Chất lượng số liệu”; "
        "tệp số liệu ở mục “Nguồn gốc số liệu”."
    ]
    return Table(f"{report.plan.title}: kết quả {report.period.label}", columns, rows, notes)


def clause_words(target: Target) -> str:
    """Where the plan says it, and as it says it."""
    return target.clause + (f": “{target.sentence}”" if target.sentence else "")


def _known_without_plan(report: Report) -> Table | Block:
    """Without a plan nothing is judged, and all that is known is told all the same."""
    names = dict.fromkeys(name for place in _PLACES for name in shown_in(place))
    told = {name: words for name in names if (words := figure_words(observation_of(report, name)))}
    if not told:
        return headlines([NO_PLAN])
    rows = [[catalogue()[name].name, words, source_words(report, name)] for name, words in told.items()]
    columns = [Column("Chỉ số"), Column(RESULT), Column("Căn cứ")]
    return Table(f"Kết quả {report.period.label}, chưa có kế hoạch để xét", columns, rows, [NO_PLAN])


def basis_words(verdict: Verdict) -> str:
    """What a verdict rests on or waits for; where it says nothing of it, the papers of its indicator.

    The clause of the plan stands in the row already, and no clause is judged by another law's number.
    """
    target = verdict.target
    known = catalogue().get(target.indicator)
    parts = known.source.split("; ") if known else []
    rests_on = "; ".join(part for part in parts if not part.lower().startswith(_NO_PAPERS))
    return verdict.remark or f"{capitalised(rests_on or target.needs or 'số liệu của kỳ')}."


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
