"""Training and competences: the clauses, competences by khóm, and who learns at the learning centre."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import (
    WITHHELD,
    Withheld,
    capitalised,
    format_number,
    format_percent,
    inside_sentence,
)
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.counts import is_rest, named
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report import qualification
from xhht_analysis.report.captions import nothing_reported
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
from xhht_analysis.report.khom import known_khom, lowest_cell
from xhht_analysis.report.report import Report
from xhht_analysis.report.yardsticks import goals_sentence
from xhht_analysis.standards.verdict_words import NO_DATA

#: The indicators of the report, and those of its panels.
PAGE = "training"
TRAINING = shown_in(PAGE)
COMPETENCES = {name: catalogue()[name].name for name in shown_in("competences")}
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


def due_of_competences(report: Report) -> tuple[dict[str, Fraction | None], list[str]]:
    """Competence in words → the share due of each khóm by now; what is said of that under the table."""
    due = {word: due_of_each(report, name) for name, word in COMPETENCES.items()}
    said = [f"{word}: {inside_sentence(line)}" for word, (_, lines) in due.items() for line in lines]
    return {word: limit for word, (limit, _) in due.items()}, said


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


def groups_table(report: Report) -> Table | Block:
    """Each group of clause IV.3: seats in the centre's classes, and persons, where the centre tells them."""
    persons = dict(named(report.cells("centre_learners", "group"), "group"))
    seats = {word: known_figure(report, name) for name, word in GROUPS.items()}
    told = [word for word in seats if seats[word] is not None or word in persons]
    if not told:
        return headlines([nothing_reported("người học theo nhóm")])
    rows = [[capitalised(word), _number(seats[word]), _number(persons.get(word))] for word in told]
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
        return headlines([nothing_reported("người học theo khóm")])
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
        return headlines([nothing_reported("nơi tổ chức học khác")])
    rows = [
        [capitalised(kind), _number(classes[kind]), _number(persons.get(kind))]
        for kind in sorted(classes, key=is_rest)
    ]
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


def headline_of_khom(report: Report, indicator: str) -> str:
    """The khóm with the lowest share, beside the whole."""
    whole = f"{catalogue()[indicator].name}: {value_words(report, indicator) or NO_DATA}"
    lowest = None if blank_of(report, indicator) else lowest_cell(known_khom(report.cells(indicator, "khom")))
    return f"{whole}; thấp nhất là {lowest[0]}, {rate_words(lowest[1])}" if lowest else whole


def headline_of_panels(report: Report) -> str:
    """The khóm that is lowest most often."""
    # Where a khóm left its cell blank, it is not known which is the lowest.
    told = [name for name in COMPETENCES if not blank_of(report, name)]
    lowest = [lowest_cell(known_khom(report.cells(name, "khom"))) for name in told]
    named = Counter(found[0] for found in lowest if found)
    if not named:
        return "Năng lực của người trong độ tuổi lao động theo khóm"
    khom, times = named.most_common(1)[0]
    return f"{khom} thấp nhất ở {times}/{named.total()} chỉ số về năng lực của người lao động"


def headline_of_kinds(report: Report, kinds: pd.DataFrame) -> str:
    """How many learners, and of which ``kind`` of class the most; that only where each ``count`` is told."""
    said = f"{number_words(report.figure('learners').numerator)} lượt người học"
    if kinds.empty or kinds["count"].isna().any():
        return said
    most = kinds.iloc[kinds["count"].astype(int).argmax()]
    return f"{said}; đông nhất là lớp {most['kind']}, {format_number(int(most['count']))}"


def headline_of_groups(report: Report) -> str:
    """What part of the learners are women; the groups overlap."""
    women = report.figure("learners_women")
    first = f"Nữ chiếm {format_percent(women.rate)} lượt học" if women.rate is not None else "Lượt người học"
    return f"{first}; mỗi nhóm được tính riêng"
