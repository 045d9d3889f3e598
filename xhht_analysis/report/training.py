"""Training and competences: the clauses, competences by khóm, and who learns at the learning centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, format_number, format_percent, inside_sentence
from xhht_analysis.charts.bars import plot_bars
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import clauses, drawn, over_time, qualification
from xhht_analysis.report.captions import nothing_reported, subtitle, units_source
from xhht_analysis.report.clauses import (
    blank_of,
    clauses_sentence,
    due_of_each,
    known_figure,
    lacking_sentence,
    target_of,
    value_words,
)
from xhht_analysis.report.figures import brief_counts, number_words, rate_words, share_words
from xhht_analysis.report.in_part import groups_told, in_part_notes, total_told, total_word
from xhht_analysis.report.khom import known_khom, lowest_cell, panels_by_khom
from xhht_analysis.report.plan_rows import clauses_on
from xhht_analysis.report.report import Report
from xhht_analysis.report.yardsticks import goals_sentence
from xhht_analysis.standards.verdict_words import NO_DATA

#: The indicators of the report, and those of its panels.
PAGE = "training"
TRAINING, COMPETENCES = shown_in(PAGE), shown_in("competences")
_KIND = "loại: "
#: Groups of learners (clause IV.3), each an indicator of its own.
GROUPS = {
    "learners_women": "nữ",
    "learners_poor": "nghèo",
    "learners_disabled": "khuyết tật",
    "learners_homemakers": "nội trợ",
    "learners_past_working_age": "hết tuổi lao động",
    "learners_policy": "thuộc diện chính sách",
}


def main_points(report: Report) -> list[str]:
    """Training and competences in at most eight sentences."""
    sentences = [
        clauses_sentence(report, PAGE),
        _pair_sentence(report, "information_competence", "life_skills"),
        _pair_sentence(report, "cmkt_15_plus", "university_15_plus"),
        *qualification.deciding_sentences(report),
        goals_sentence(report),
        _pair_sentence(report, "rural_workers_in_learning", "farmers_at_centre"),
        lacking_sentence(report, TRAINING),
    ]
    return [sentence for sentence in sentences if sentence]


def tiles(report: Report) -> Block:
    """How many of the topic's clauses have which verdict."""
    return clauses.clause_tiles(report, PAGE)


def targets(report: Report) -> Chart | Block:
    """The topic's clauses with a percentage to reach."""
    return drawn.targets(report, clauses_on(report, PAGE), nothing=drawn.NONE_HERE)


def clause_table(report: Report) -> Table:
    """Every clause on competences, schools, officials, workers and classes."""
    return clauses.clause_table(report, *TRAINING, caption="Chỉ tiêu về đào tạo và năng lực", page=PAGE)


def lacking_table(report: Report) -> Table | Block:
    """Whose which sheet the topic waits for."""
    return clauses.lacking_table(report, *TRAINING)


def changing(report: Report) -> list[str]:
    """The topic's shares that can be compared with the earlier period."""
    return over_time.changing(report, TRAINING)


def competence_ranking(report: Report, indicator: str) -> Chart | Block:
    """Every khóm's share against the plan's target."""
    cells = known_khom(report.cells(indicator, "khom"))
    if cells.empty or not cells["denominator"].fillna(1).any():
        return nothing_reported(f"{inside_sentence(catalogue()[indicator].name)} theo khóm")
    limit, said = due_of_each(report, indicator)
    chart = plot_ranking(
        cells,
        headline=_headline_of_khom(report, indicator),
        subtitle=subtitle(report, catalogue()[indicator].name),
        threshold=limit,
        source=units_source(report),
    )
    return replace(chart, notes=[*chart.notes, said]) if said else chart


def competences_by_khom(report: Report) -> Chart | Block:
    """A small panel for each competence, the khóm in the same order in all."""
    due = {name: due_of_each(report, name) for name in COMPETENCES}
    chart = panels_by_khom(
        report,
        {name: catalogue()[name].name for name in COMPETENCES},
        {name: limit for name, (limit, _) in due.items()},
        headline=_headline_of_panels(report, COMPETENCES),
        what="Năng lực, đào tạo của người lao động theo khóm",
        unit="người",
    )
    said = [
        f"{catalogue()[name].name}: {inside_sentence(words)}" for name, (_, words) in due.items() if words
    ]
    return replace(chart, notes=[*chart.notes, *said]) if isinstance(chart, Chart) else chart


def topics_sentence(report: Report) -> Block:
    """Which of the four topics of clause II.2c the learning centre has held, and which not."""
    cells = named(report.cells("centre_topics", "group"), "group")
    if not cells:
        return headlines(["Chưa có số liệu về các chuyên đề TTHTCĐ phải mở."])
    held = [topic for topic, figure in cells if figure.numerator]
    said = [f"TTHTCĐ đã mở {len(held)}/{len(cells)} chuyên đề: {', '.join(held) or 'chưa có'}"]
    for words, rows in (
        ("chưa mở", [topic for topic, figure in cells if figure.denominator and not figure.numerator]),
        ("chưa rõ", [topic for topic, figure in cells if figure.unknown]),
    ):
        said += [f"{words}: {', '.join(rows)}"] if rows else []
    return headlines([f"{'; '.join(said)}."])


def learners_by_kind(report: Report) -> Chart | Block:
    """Learners of the classes held by the learning centre, by kind of class."""
    cells = report.cells("learners", "group")
    kinds = cells[cells["group"].str.startswith(_KIND)]
    if kinds.empty:
        return nothing_reported("người học theo loại lớp")
    counts = pd.DataFrame({"kind": kinds["group"].str.removeprefix(_KIND), "count": kinds["numerator"]})
    headline = f"{number_words(report.figure('learners').numerator)} lượt người học"
    if counts["count"].notna().all():
        most = counts.iloc[counts["count"].astype(int).argmax()]
        headline += f"; đông nhất là lớp {most['kind']}, {format_number(int(most['count']))}"
    return plot_bars(
        counts,
        label="kind",
        headline=headline,
        subtitle=subtitle(report, "Người học tại các lớp TTHTCĐ đã mở, theo loại lớp", "lượt người"),
        heading="Loại lớp",
        unit="lượt người",
        source=units_source(report),
    )


def learners_by_group(report: Report) -> Chart | Block:
    """What part of the learners each group of clause IV.3 makes up; the groups overlap."""
    told = [report.cells(name).assign(group=word) for name, word in GROUPS.items()]
    groups = pd.concat(told, ignore_index=True)
    if groups.empty or not groups["denominator"].fillna(1).any():
        return nothing_reported("người học theo nhóm")
    women = report.figure("learners_women")
    first = f"Nữ chiếm {format_percent(women.rate)} lượt học" if women.rate is not None else "Lượt người học"
    return plot_ranking(
        groups,
        label="group",
        first="highest",
        headline=f"{first}; mỗi nhóm được tính riêng",
        subtitle=subtitle(report, "Tỷ lệ lượt người học thuộc từng nhóm (một người có thể thuộc nhiều nhóm)"),
        numerator="Lượt người học thuộc nhóm",
        denominator="Tất cả lượt người học",
        unit="lượt người",
        heading="Nhóm",
        source=units_source(report),
    )


def groups_table(report: Report) -> Table | Block:
    """Each group of clause IV.3: seats in the centre's classes, and persons, where the centre tells them."""
    persons = dict(named(report.cells("centre_learners", "group"), "group"))
    seats = {word: known_figure(report, name) for name, word in GROUPS.items()}
    told = [word for word in seats if seats[word] is not None or word in persons]
    if not told:
        return nothing_reported("người học theo nhóm")
    rows = [[word, _number(seats[word]), _number(persons.get(word))] for word in told]
    columns = [Column("Nhóm"), Column("Lượt người", "count"), Column("Người", "count")]
    total = ["Tất cả người học", *(_number(known_figure(report, n)) for n in ("learners", "centre_learners"))]
    note = "Một người học hai lớp là hai lượt; một người có thể thuộc nhiều nhóm."
    return Table("Người học tại TTHTCĐ theo nhóm", columns, rows, [note], total=total)


def learners_from_khom(report: Report) -> Table | Block:
    """Where learners come from: persons of each khóm at the centre, and in literacy classes."""
    names = ("centre_learners", "literacy_learners_by_khom")
    told = [dict(named(report.cells(name, "khom"), "khom")) for name in names]
    khom = [name for name in report.area.khom if any(name in of for of in told)]
    if not khom:
        return nothing_reported("người học theo khóm")
    untold = [WITHHELD if report.keeps_back(name, "khom") else None for name in names]
    rows = [
        [name, *(_number(of[name]) if name in of else other for of, other in zip(told, untold, strict=True))]
        for name in khom
    ]
    columns = [
        Column("Khóm"), Column("Học tại TTHTCĐ", "count", "người"),
        Column("Học lớp XMC, GDTTSKBC", "count", "người"),
    ]  # fmt: skip
    return Table("Người học theo khóm", columns, rows)


def providers_table(report: Report) -> Table | Block:
    """Places of learning other than the centre that units know of; no persons by kind while one is silent."""
    names = ("provider_classes", "provider_learners")
    classes, persons = (groups_told(report, name) for name in names)
    if not classes:
        return nothing_reported("nơi tổ chức học khác")
    rows = [[kind, _number(figure), _number(persons.get(kind))] for kind, figure in classes.items()]
    columns = [Column("Nơi học"), Column("Số lớp", "count"), Column("Số người học", "count")]
    total = [total_word(report, *names), *(_number(total_told(report, name)) for name in names)]
    if names[1] in report.partial or not persons:
        rows, columns, total = [row[:2] for row in rows], columns[:2], total[:2]
    notes = in_part_notes(report, *names)
    if (whole := report.partial.get(names[1])) is not None:
        notes.append(f"Số người học: ít nhất {number_words(whole.numerator)} người.")
    return Table("Nơi tổ chức học ngoài TTHTCĐ", columns, rows, notes, total=total)


def _number(figure: Figure | None) -> int | Withheld | None:
    return None if figure is None else figure.numerator


def _pair_sentence(report: Report, *indicators: str) -> str:
    """Two figures of one kind with their counts; nothing where neither is known."""
    said = []
    for name in indicators:
        figure = known_figure(report, name)
        if figure is not None:
            target = target_of(report, name)
            aim = f", kế hoạch {share_words(target)}" if target is not None else ""
            said.append(
                f"{catalogue()[name].name}: {value_words(report, name)} ({brief_counts(figure)}{aim})"
            )
    return f"{'; '.join([*said[:1], *map(inside_sentence, said[1:])])}." if said else ""


def _headline_of_khom(report: Report, indicator: str) -> str:
    """The khóm with the lowest share, beside the whole."""
    whole = f"{catalogue()[indicator].name}: {value_words(report, indicator) or NO_DATA}"
    lowest = None if blank_of(report, indicator) else lowest_cell(known_khom(report.cells(indicator, "khom")))
    return f"{whole}; thấp nhất là {lowest[0]}, {rate_words(lowest[1])}" if lowest else whole


def _headline_of_panels(report: Report, indicators: Sequence[str]) -> str:
    """The khóm that is lowest most often."""
    # Where a khóm left its cell blank, it is not known which is the lowest.
    told = [name for name in indicators if not blank_of(report, name)]
    lowest = [lowest_cell(known_khom(report.cells(name, "khom"))) for name in told]
    named = Counter(found[0] for found in lowest if found)
    if not named:
        return "Năng lực của người trong độ tuổi lao động theo khóm"
    khom, times = named.most_common(1)[0]
    return f"{khom} thấp nhất ở {times}/{named.total()} chỉ số về năng lực của người lao động"
