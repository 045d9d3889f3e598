"""Recognition: levels, conditions, and what the next level takes, in sentences and tables."""

from __future__ import annotations

from xhht_analysis.base.vietnamese import (
    WITHHELD,
    Withheld,
    capitalised,
    format_number,
    inside_sentence,
)
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.counts import named
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report.blanks import highest_possible
from xhht_analysis.report.everybody import proven_everybody
from xhht_analysis.report.figures import number_words, others
from xhht_analysis.report.khom import lacking_in, where_lacking
from xhht_analysis.report.recognised import recognised_sentences, recognised_words, recognitions
from xhht_analysis.report.report import Report
from xhht_analysis.standards.engine import ConditionResult, Judgement, resources_of
from xhht_analysis.standards.rules import has_one_level
from xhht_analysis.standards.verdict_words import NO_DATA, level_words, proven_words


def nothing_known(judged: Judgement) -> bool:
    """Whether no condition that a level waits for has a figure."""
    return all(c.missing for c in judged.conditions if c.unknown_lowers)


def standards_of(report: Report, *only: str) -> list[str]:
    """Those of the standards (or all) that the rules in force on the period's last day judge."""
    return [standard for standard in report.judged if standard in (only or report.judged)]


def short(report: Report, standard: str) -> str:
    """A standard as it is called inside a sentence."""
    assert report.rules is not None  # a standard was judged by them
    return report.rules.standard(standard).short


def resources_words(judged: Judgement) -> str:
    """Whether staff and rooms were looked at, and what was found (TT 07/2016); beside every level."""
    held = resources_of(judged)
    if held is None:
        return "chưa xét điều kiện bảo đảm"
    return "đủ điều kiện bảo đảm" if held else "có trường báo chưa đủ điều kiện bảo đảm"


def levels_sentences(report: Report, *only: str) -> list[str]:
    """The level of each standard, and beside it whether staff and rooms were looked at."""
    if not report.judged:
        return ["Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức độ."]
    said: dict[tuple[str, str], list[str]] = {}
    for standard in standards_of(report, *only):
        judged = report.judged[standard]
        words = NO_DATA if nothing_known(judged) else proven_words(judged)
        if judged.possible > max(judged.proven, judged.set_aside) and words != NO_DATA:
            words += f" (còn có thể {level_words(standard, judged.possible)})"
        said.setdefault((words, _beside(judged)), []).append(short(report, standard))
    told = [beside for _, beside in said if beside]
    once = len(said) == len(told) > 1 and len(set(told)) == 1  # of a level not reached it is not told
    parts = [
        f"{', '.join(map(inside_sentence, names))}: {words}{f' ({beside})' if beside and not once else ''}"
        for (words, beside), names in said.items()
    ]
    sentence = f"{capitalised('; '.join(parts))}{f'; các mức độ này đều {told[0]}' if once else ''}."
    names = {name: short(report, name) for name in standards_of(report, *only)}
    return [sentence, *recognised_sentences(report, names)]


def _beside(judged: Judgement) -> str:
    """What stands beside a level that is reached, and of one that staff or rooms take away."""
    return resources_words(judged) if judged.proven or resources_of(judged) is False else ""


def nearest_gaps(report: Report, *only: str) -> list[str]:
    """For each standard not at its top: how many more people its next level needs, and where they are; of a
    level that nothing but a suppressed figure stands in the way of, the one after it.
    """
    sentences = []
    for standard in standards_of(report, *only):
        found = [c for c in _lacking(report, standard) if c.more_people]
        level = min((c.level for c in found), default=None)
        lacking = [c for c in found if c.level == level]
        if lacking:
            said = "; và ".join(_needed(report, c) for c in lacking)
            goal = level_words(standard, lacking[0].level)
            whose = inside_sentence(short(report, standard))
            sentences.append(f"Để {goal} {whose}, cần thêm ít nhất {said}.")
    return sentences


def _needed(report: Report, c: ConditionResult) -> str:
    """``32 người (“Tốt nghiệp THCS”), người chưa đạt: Khóm 3: 16 người; Khóm 2: 15 người``."""
    where = where_lacking(report, c.indicator, unit=" người")
    told = f"{number_words(c.more_people)} người (“{catalogue()[c.indicator].name}”)"
    return f"{told}, người chưa đạt: {where}" if where else told


def levels_table(report: Report) -> Table | Block:
    """The level reached in each standard, and the highest that no figure at hand rules out."""
    if not report.judged:
        return headlines(["Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức độ."])
    everybody, decided = proven_everybody(report), recognitions(report)
    rows = [
        [
            short(report, standard),
            *(
                NO_DATA if nothing_known(judged) else words
                for words in (
                    proven_words(judged),
                    level_words(standard, highest_possible(report, judged)),
                )
            ),
            *([recognised_words(decided.get(standard))] if decided else []),
            _everybody(everybody.get(standard), standard, judged),
            resources_words(judged),
        ]
        for standard, judged in report.judged.items()
    ]
    columns = [
        Column("Tiêu chuẩn"),
        Column("Mức độ đạt được (theo số liệu hiện có)"),
        Column("Mức độ cao nhất có thể đạt nếu bổ sung số liệu"),
        *([Column("Đã được công nhận")] if decided else []),
        Column("Nếu tính cả người khuyết tật"),
        Column("Điều kiện về đội ngũ, phòng học"),
    ]
    rules = report.rules
    notes = [f"{rules.source}.", rules.population_reason] if rules and rules.population_reason else []
    if rules and rules.recognised_by:
        notes.append(f"Mức độ tính từ số liệu; cơ quan công nhận là {rules.recognised_by}.")
    if unread := _known_second_hand(report):
        notes.append(f"Chưa đọc được văn bản, mới biết qua nguồn gián tiếp: {unread}.")
    kind = "thuộc vùng đặc biệt khó khăn" if report.area.hardship else "không thuộc vùng đặc biệt khó khăn"
    notes.append(f"Áp dụng tiêu chuẩn đối với xã {kind}.")
    return Table("Mức độ phổ cập giáo dục, xóa mù chữ", columns, rows, notes, blocks=True)


def gaps_table(report: Report, *standards: str) -> Table | Block:
    """For each level not reached: how many more people, in which khóm and of which ages they are found."""
    rows = []
    for standard in standards_of(report, *standards):
        for c in _lacking(report, standard):
            rows.append(
                [
                    goal_of(report, c),
                    catalogue()[c.indicator].name,
                    WITHHELD if c.figure and c.figure.withheld else c.more_people,
                    where_lacking(report, c.indicator) or NO_DATA,
                    _ages(report, c.indicator),
                ]
            )
    if not report.judged:
        return headlines(["Không tính số người còn thiếu vì kỳ này chưa có quy định."])
    if not rows:
        return headlines([nobody_lacking(report, *standards)])
    columns = [
        Column("Mức độ cần đạt"),
        Column("Điều kiện chưa đủ"),
        Column("Cần thêm ít nhất", "count", "người"),
        Column("Người chưa đạt, theo khóm"),
        Column("Người chưa đạt, theo tuổi"),
    ]
    notes = [
        "Cần thêm: số người ít nhất để tỷ lệ chưa làm tròn bằng ngưỡng; người chưa rõ được coi là chưa đạt."
    ]
    return Table("Còn thiếu bao nhiêu người để đạt mức độ tiếp theo", columns, rows, notes, blocks=True)


def nobody_lacking(report: Report, *only: str) -> str:
    """Why no gap is told: everything is reached, or there are no figures to work it out from."""
    standards = standards_of(report, *only)
    open_ones = [name for name in standards if report.judged[name].next_level is not None]
    if not open_ones:
        left = [words for name in standards for words in _left_at_the_top(report, name)]
        return "; ".join(["Đã đạt mức độ cao nhất", *left]) + "."
    named = ", ".join(inside_sentence(short(report, name)) for name in open_ones)
    return f"Chưa đủ số liệu để tính số người còn thiếu của {named}."


def _left_at_the_top(report: Report, standard: str) -> list[str]:
    """Who is not counted yet at the highest level: a level that is reached leaves people behind."""
    conditions = [c for c in report.judged[standard].conditions if not c.resources]
    top = max((c.level for c in conditions), default=0)
    left = {
        catalogue()[c.indicator].name: others(c.figure)
        for c in conditions
        if c.level == top and c.figure is not None and c.figure.denominator
    }
    return [
        f"số người chưa đạt “{name}” không công bố"
        if isinstance(number, Withheld)
        else f"còn {number_words(number)} người chưa đạt “{name}”"
        for name, number in left.items()
        if number
    ]


def other_reading(report: Report) -> Block:
    """Whether counting persons with a disability in would change a level."""
    if report.judged and all(map(nothing_known, report.judged.values())):
        return headlines(["Chưa có số liệu để xét mức độ nếu tính cả người khuyết tật."])
    everybody = proven_everybody(report)
    untold = [short(report, name) for name in report.judged if name not in everybody]
    changed = [
        f"{short(report, name)}: {proven_words(judged)}; nếu tính cả người khuyết tật: "
        f"{level_words(name, everybody[name])}."
        for name, judged in report.judged.items()
        if judged.proven != everybody.get(name, judged.proven)
    ]
    if untold:
        changed.append(f"{', '.join(untold)}: mức độ nếu tính cả người khuyết tật không công bố ([c]).")
    return headlines(changed or ["Tính cả người khuyết tật vào tổng số người thì không mức độ nào thay đổi."])


def _everybody(level: int | None, standard: str, judged: Judgement) -> str | Withheld:
    """The level with persons with a disability counted in, where what is published tells it."""
    if nothing_known(judged):
        return NO_DATA
    return WITHHELD if level is None else level_words(standard, level)


def _known_second_hand(report: Report) -> str:
    """Standards whose text was not read itself."""
    rules = report.rules
    if rules is None:
        return ""
    names = (short(report, s.id) for s in rules.standards if rules.text_of(s.id).confidence != "law")
    return ", ".join(inside_sentence(name) for name in names)


def goal_of(report: Report, result: ConditionResult) -> str:
    """``Phổ cập THCS, mức độ 2``: what a condition is asked for."""
    level = "đạt chuẩn" if has_one_level(result.standard) else f"mức độ {result.level}"
    return f"{short(report, result.standard)}, {level}"


def _lacking(report: Report, standard: str) -> list[ConditionResult]:
    judged = report.judged.get(standard)
    if judged is None or judged.next_level is None:
        return []
    return [
        c
        for c in judged.conditions
        if c.level >= judged.next_level
        and c.outcome is not True
        and not c.resources
        and (c.more_people or _is_withheld(c))
    ]


def _is_withheld(result: ConditionResult) -> bool:
    return result.figure is not None and result.figure.withheld and result.outcome is False


def _ages(report: Report, indicator: str) -> str | Withheld:
    """The same by age: single years while they are few, else bands of five."""
    if report.keeps_back(indicator, "age"):
        return WITHHELD
    cells = named(report.cells(indicator, "age"), "age")
    lacking = {int(age): lacking_in(share) for age, share in cells if age.isdigit()}
    if not lacking:
        return "một độ tuổi"
    bands = {f"{age}": number for age, number in sorted(lacking.items())}
    if len(lacking) > 8:
        bands = {}
        for age, number in sorted(lacking.items()):
            first, last = age // 5 * 5, min(age // 5 * 5 + 4, max(lacking))
            band = f"{first}–{last}" if first < last else f"{first}"
            bands[band] = bands.get(band, 0) + number
    return "; ".join(f"{band} tuổi: {format_number(n)}" for band, n in bands.items() if n)
