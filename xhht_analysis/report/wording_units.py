"""Sentences about training and learning models, made from the same figures as their tables."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from xhht_analysis.base.vietnamese import format_date, format_number, format_percent, inside_sentence
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report
from xhht_analysis.report.unit_facts import (
    CENTRE,
    TITLES,
    community_of,
    known_figure,
    lacking_sheets,
    rating_of,
    replaced_rules,
    target_of,
    value_words,
    verdicts_of,
)
from xhht_analysis.report.wording import known_khom, lowest_cell, rate_words
from xhht_analysis.standards.goals import national_goal
from xhht_analysis.standards.verdicts import NO_DATA, ON_PACE, REACHED

#: The indicators of the two reports.
TRAINING, LEARNING_MODELS = shown_in("training"), shown_in("learning_models")


def headlines_of_training(report: Report) -> list[str]:
    """Training and competences in at most six sentences."""
    sentences = [
        clauses_sentence(report, TRAINING),
        _pair_sentence(report, "information_competence", "life_skills"),
        _pair_sentence(report, "cmkt_15_plus", "university_15_plus"),
        goals_sentence(report),
        _pair_sentence(report, "rural_workers_in_learning", "farmers_at_centre"),
        lacking_sentence(report, TRAINING),
    ]
    return [sentence for sentence in sentences if sentence]


def headlines_of_learning_models(report: Report) -> list[str]:
    """Titles, ratings and the plan's upkeep in at most six sentences."""
    sentences = [
        clauses_sentence(report, LEARNING_MODELS),
        _titles_sentence(report),
        _community_sentence(report),
        _centre_sentence(report),
        _reports_sentence(report),
        lacking_sentence(report, LEARNING_MODELS),
    ]
    return [sentence for sentence in sentences if sentence]


def clauses_sentence(report: Report, indicators: Sequence[str]) -> str:
    """How many of the topic's clauses have which verdict."""
    verdicts = verdicts_of(report, indicators)
    if report.plan is None:
        return "Địa bàn chưa có tệp kế hoạch của năm này nên không có chỉ tiêu để đánh giá."
    if not verdicts:
        return "Kế hoạch của địa bàn không nêu chỉ tiêu nào thuộc báo cáo này."
    counts = Counter(v.verdict for v in verdicts)
    said = ", ".join(f"{n} {word}" for word, n in counts.most_common())
    return f"{len(verdicts)} chỉ tiêu của kế hoạch thuộc báo cáo này: {said}."


def lacking_sentence(report: Report, indicators: Sequence[str]) -> str:
    """How many sheets the topic still waits for; nothing when none."""
    waiting = lacking_sheets(report, indicators)
    if not waiting:
        return ""
    held_up = {name for names in waiting.values() for name in names}
    return (
        f"Còn thiếu số liệu ở {format_number(len(waiting))} chỗ, liên quan "
        f"{format_number(len(held_up))} chỉ số: xem bảng «Số liệu còn thiếu»."
    )


def goals_sentence(report: Report) -> str:
    """Where the plan's own targets stand against the national goals; nothing where none is lower."""
    lower = []
    for name, words in (("cmkt_15_plus", "chuyên môn kỹ thuật"), ("university_15_plus", "đại học")):
        target, goal = target_of(report, name), national_goal(name, report.period.year)
        if target is not None and goal is not None and target < goal.at_least:
            lower.append((f"{words} {_whole(target)} so với {_whole(goal.at_least)}", goal))
    if not lower:
        return ""
    goal = lower[0][1]
    said = ", ".join(words for words, _ in lower)
    return f"Chỉ tiêu của kế hoạch thấp hơn mục tiêu quốc gia năm {goal.year} ({goal.short}): {said}."


def repeal_sentence(report: Report) -> str:
    """What it means that a plan rests on a circular no longer in force; nothing while it is."""
    texts = replaced_rules(report)
    if texts is None:
        return ""
    gone, now = texts
    since = format_date(gone.until + dt.timedelta(days=1))
    plan = report.plan
    if plan is not None and gone.id in plan.legal_texts:
        first = f"Kế hoạch viện dẫn {gone.short}, thông tư đã bị {now.short} bãi bỏ từ {since}"
    else:
        first = f"{gone.short} đã bị {now.short} bãi bỏ từ {since}"
    return (
        f"{first}: «Cộng đồng học tập» phải được tự đánh giá và công nhận theo {len(now.items)} nội dung của "
        f"{now.short}; điểm chấm theo {gone.short} không còn là căn cứ công nhận."
    )


def headline_of_targets_in(report: Report, indicators: Sequence[str]) -> str:
    """How many of the topic's clauses with a percentage are reached or on pace."""
    drawn = [
        v for v in verdicts_of(report, indicators) if v.target.direction == "at_least" and v.target.target
    ]
    known = [v for v in drawn if v.figure is not None]
    good = sum(v.verdict in (REACHED, ON_PACE) for v in known)
    word = "Đúng tiến độ" if report.period.is_half else "Đạt"
    missing = f"; {len(drawn) - len(known)} chưa có số liệu" if len(drawn) > len(known) else ""
    return f"{word} {good} trên {len(known)} chỉ tiêu có tỷ lệ phải đạt{missing}"


def headline_of_khom(report: Report, indicator: str) -> str:
    """The khóm with the lowest share, beside the whole."""
    whole = f"{catalogue()[indicator].name}: {value_words(report, indicator) or NO_DATA}"
    lowest = lowest_cell(known_khom(report.cells(indicator, "khom")))
    return f"{whole}; thấp nhất là {lowest[0]}, {format_percent(lowest[1].rate)}" if lowest else whole


def headline_of_panels(report: Report, indicators: Sequence[str]) -> str:
    """The khóm that is lowest most often."""
    lowest = [lowest_cell(known_khom(report.cells(name, "khom"))) for name in indicators]
    named = Counter(found[0] for found in lowest if found)
    if not named:
        return "Năng lực của người trong độ tuổi lao động theo khóm"
    khom, times = named.most_common(1)[0]
    return f"{khom} thấp nhất ở {times} trên {named.total()} chỉ số về năng lực của người lao động"


def headline_of_titles(report: Report) -> str:
    """How many titles stand at the national goal."""
    goals = [(known_figure(report, name), national_goal(name, report.period.year)) for name in TITLES]
    compared = [(f, goal) for f, goal in goals if f is not None and f.rate is not None and goal is not None]
    if not compared:
        return "Danh hiệu học tập được công nhận trong năm"
    good = sum(figure.rate >= goal.at_least for figure, goal in compared)
    goal = compared[0][1]
    aim = f"mục tiêu quốc gia năm {goal.year} ({goal.short})"
    return f"{good} trên {len(compared)} danh hiệu đã tới mức {aim}"


def headline_of_broadcasts(numbers: Sequence[tuple[str, int]], enough: int) -> str:
    """In which months there were too few broadcasts."""
    few = [month for month, number in numbers if number < enough]
    if not few:
        return f"Tháng nào cũng có từ {enough} lần phát thanh trở lên"
    good = len(numbers) - len(few)
    return f"{good} trên {len(numbers)} tháng đủ {enough} lần phát thanh; chưa đủ: {', '.join(few)}"


def _pair_sentence(report: Report, *indicators: str) -> str:
    """Two figures of one kind with their counts; nothing where neither is known."""
    said = []
    for name in indicators:
        figure = known_figure(report, name)
        if figure is not None:
            target = target_of(report, name)
            aim = f", kế hoạch {_whole(target)}" if target is not None else ""
            said.append(f"{catalogue()[name].name}: {value_words(report, name)} ({_counts(figure)}{aim})")
    return f"{'; '.join([*said[:1], *map(inside_sentence, said[1:])])}." if said else ""


def _titles_sentence(report: Report) -> str:
    known = [(word, known_figure(report, name)) for name, (word, _) in TITLES.items()]
    said = [f"{word} {rate_words(f)} ({_counts(f)})" for word, f in known if f is not None]
    return f"Được công nhận trong năm, trên tổng số: {', '.join(said)}." if said else ""


def _community_sentence(report: Report) -> str:
    judged = community_of(report)
    if judged is None:
        return ""
    said = [
        f"mức {level} có {judged.count(level, True)} nội dung đạt, {judged.count(level, False)} chưa đạt, "
        f"{judged.count(level, None)} chưa đủ số liệu"
        for level in range(1, judged.rules.levels + 1)
    ]
    return f"Cộng đồng học tập theo {judged.rules.short} ({len(judged.items)} nội dung): {'; '.join(said)}."


def _centre_sentence(report: Report) -> str:
    points, rating = rating_of(report, CENTRE, "centre")
    if rating.band is None:
        return ""
    by = f"{format_number(points)} điểm, " if points is not None else ""
    return f"TTHTCĐ xếp loại {rating.band} ({by}{rating.source})."


def _reports_sentence(report: Report) -> str:
    in_time = known_figure(report, "reports_in_time")
    if in_time is None:
        return ""
    received = report.figure("reports_in_time", group="đã nhận")
    sent, owing, good = (
        format_number(n) for n in (received.numerator, in_time.denominator, in_time.numerator)
    )
    return f"{sent} trên {owing} đơn vị đã gửi báo cáo, {good} đúng hạn."


def _counts(figure: Figure) -> str:
    return f"{format_number(figure.numerator)}/{format_number(figure.denominator)}"


def _whole(share: Fraction) -> str:
    """A threshold without needless decimals: ``15%``, ``97,5%``."""
    return format_number(share * 100, 0 if (share * 100).denominator == 1 else 1) + "%"
