"""Sentences made from figures, so that words and numbers cannot disagree."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.file_states import with_state
from xhht_analysis.base.vietnamese import (
    WITHHELD,
    capitalised,
    format_number,
    format_percent,
    inside_sentence,
)
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import figure_at
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import Report
from xhht_analysis.standards.engine import ConditionResult, Judgement
from xhht_analysis.standards.names import STANDARDS
from xhht_analysis.standards.verdicts import NO_DATA, ON_PACE, REACHED, level_words, parity

NINETY = Fraction(9, 10)
#: The standards as they are called inside a sentence.
SHORT = {
    "mn5": "Phổ cập mầm non 5 tuổi",
    "th": "Phổ cập tiểu học",
    "thcs": "Phổ cập THCS",
    "xmc": "Xóa mù chữ",
}


def counted(figure: Figure) -> str:
    """``10.123 trên 11.250 người``."""
    return f"{format_number(figure.numerator)} trên {format_number(figure.denominator)} người"


def counts_words(figure: Figure) -> str:
    """``10.123 / 11.250``, for a table."""
    if figure.denominator is None:
        return NO_DATA
    return f"{format_number(figure.numerator)} / {format_number(figure.denominator)}"


def amount_words(indicator: str, figure: Figure) -> str:
    """An amount with its unit: ``214.300.000 đồng``, ``176``."""
    unit = " đồng" if catalogue()[indicator].is_money else ""
    return f"{format_number(figure.numerator)}{unit}"


def rate_words(figure: Figure, threshold: Fraction | None = None) -> str:
    """A rate for a sentence; more decimals where rounding would hide on which side of the threshold it is."""
    if figure.rate is None:
        return str(WITHHELD) if figure.withheld else NO_DATA
    return format_percent(figure.rate, threshold=threshold)


def tells(figure: Figure) -> bool:
    """Whether a figure may open a page: it has a rate, and most of its people are known."""
    return figure.rate is not None and not figure.mostly_unknown


def _mostly_unknown(figure: Figure, whether: str) -> str:
    """Said in the place of a rate of few known people."""
    people = format_number(figure.denominator + figure.unknown)
    return f"Chưa rõ {format_number(figure.unknown)} trên {people} {whether}: chưa nói được tỷ lệ."


def headlines_of_summary(report: Report) -> list[str]:
    """What the Education Office must not miss, in at most six sentences."""
    sentences = [*_levels_sentences(report), _plan_sentence(report), *_nearest_gap(report)]
    literacy = report.figure("xmc2_15_60")
    if tells(literacy):
        sentences.append(
            f"Người 15–60 tuổi biết chữ mức độ 2: {rate_words(literacy, NINETY)} ({counted(literacy)})."
        )
    return [sentence for sentence in sentences if sentence][:6]


def headlines_of_literacy(report: Report) -> list[str]:
    """Literacy in sentences: the level, women against men, the khóm that lags most."""
    whole = report.figure("xmc2_15_60")
    sentences = [*_levels_sentences(report, only=("xmc",))]
    if whole.withheld:
        return [*sentences, "Số người 15–60 tuổi biết chữ, chưa biết chữ quá ít nên không công bố."]
    if whole.rate is None:
        return [*sentences, "Chưa có số liệu về biết chữ của người 15–60 tuổi."]
    if whole.mostly_unknown:
        return [*sentences, _mostly_unknown(whole, "người 15–60 tuổi có biết chữ hay không")]
    sentences.append(
        f"Biết chữ mức độ 2, 15–60 tuổi: {rate_words(whole, NINETY)} ({counted(whole)}); "
        f"còn {format_number(whole.denominator - whole.numerator)} người chưa biết chữ mức độ 2."
    )
    if whole.unknown:
        sentences.append(f"{format_number(whole.unknown)} người 15–60 tuổi chưa rõ có biết chữ hay không.")
    women, men = (report.figure("xmc2_15_60", sex=sex) for sex in ("nữ", "nam"))
    index = parity(women, men)
    if index is not None:
        sentences.append(
            f"Nữ {rate_words(women, NINETY)}, nam {rate_words(men, NINETY)}; "
            f"chỉ số cân bằng giới {format_number(index, 3)}."
        )
    lowest = lowest_cell(known_khom(report.cells("xmc2_15_60", "khom")))
    if lowest:
        name, figure = lowest
        sentences.append(
            f"Thấp nhất: {name}, {rate_words(figure, NINETY)}, "
            f"còn {format_number(figure.denominator - figure.numerator)} người chưa biết chữ mức độ 2."
        )
    return sentences


def headlines_of_education(report: Report) -> list[str]:
    """Universal education in sentences: the three levels and the nearest gaps."""
    sentences = _levels_sentences(report, only=("mn5", "th", "thcs"))
    sentences += _nearest_gap(report, only=("mn5", "th", "thcs"))
    school = report.figure("at_school_3_18")
    if school.mostly_unknown:
        sentences.append(_mostly_unknown(school, "người 3–18 tuổi có đi học hay không"))
    elif school.rate is not None:
        sentences.append(f"Đang đi học, 3–18 tuổi: {rate_words(school)} ({counted(school)}).")
    return sentences or ["Chưa có số liệu về phổ cập giáo dục."]


def headlines_of_quality(report: Report) -> list[str]:
    """Reading and cleaning in sentences: what was counted and what waits to be mended."""
    summary = report.summary
    aside = summary["rows_read"] - summary["rows_kept"]
    mend = sum(f["count"] for f in summary["findings"] if f["severity"] in ("mend", "unusable"))
    unused = [with_state(f) for f in summary["files"] if f["state"] in ("other", "same", "set_aside")]
    sentences = [
        f"Đã đọc {format_number(summary['rows_read'])} dòng: "
        f"tính {format_number(summary['rows_kept'])} người, không tính {format_number(aside)} dòng."
        if report.has_survey
        else report.survey_words,
        f"Có {format_number(mend)} chỗ cần xem lại; danh sách từng ô nằm trong thư mục riêng của địa bàn."
        if mend
        else "Không có chỗ nào cần sửa.",
    ]
    unknown = summary["unknown"] if report.has_survey else {}
    if unknown.get("disabled") and not {"disability", "disabled"} & {m["field"] for m in summary["missing"]}:
        people = format_number(unknown["disabled"])
        sentences.append(f"Khuyết tật chưa rõ: {people} người (vẫn tính trong dân số).")
    if unknown.get("presence"):
        people = format_number(unknown["presence"])
        sentences.append(f"Chưa rõ còn ở địa phương không: {people} người (vẫn tính trong dân số).")
    if unused:
        sentences.append(f"{format_number(len(unused))} tệp không được dùng: {'; '.join(unused)}.")
    sentences += report.unread_words if report.has_survey else []  # else the first sentence tells it
    if summary["missing"]:
        words = ", ".join(m["words"] for m in summary["missing"])
        sentences.append(f"Số liệu gửi đến không có: {words}.")
    return sentences


def lowest_cell(cells: pd.DataFrame, key: str = "khom") -> tuple[str, Figure] | None:
    """The cell with the lowest rate, by name and figure."""
    figures = [(getattr(row, key), figure_at(row)) for row in cells.itertuples()]
    known = [(name, figure) for name, figure in figures if tells(figure)]
    return min(known, key=lambda pair: pair[1].rate, default=None) if len(known) > 1 else None


def known_khom(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of a real khóm: the few people of whom no khóm is known are no place to compare."""
    return cells[cells["khom"] != UNKNOWN_KHOM].reset_index(drop=True)


def headline_by_khom(report: Report, indicator: str, threshold: Fraction) -> str:
    """The finding above a chart of khóm: how many reach the threshold, and who is lowest."""
    cells = known_khom(report.cells(indicator, "khom"))
    figures = [figure_at(row) for row in cells.itertuples()]
    reach = sum(1 for f in figures if f.rate is not None and f.rate >= threshold)
    said = f"{reach} trên {len(figures)} khóm đạt từ {format_percent(threshold, 0)}"
    lowest = lowest_cell(cells)
    return f"{said}; thấp nhất là {lowest[0]}, {rate_words(lowest[1], threshold)}" if lowest else said


def headline_by_age(report: Report) -> str:
    """Literacy by age: the youngest against the oldest."""
    young, old = report.figure("xmc2_15_25"), _band(report, "xmc2_15_60", 51, 60)
    if not tells(young) or not tells(old):
        return "Biết chữ mức độ 2 theo từng tuổi"
    return f"Biết chữ mức độ 2: {rate_words(young)} ở tuổi 15–25, {rate_words(old)} ở tuổi 51–60"


def headline_of_women(report: Report, indicator: str) -> str:
    """Women against men over the khóm."""
    women, men = (report.figure(indicator, sex=sex) for sex in ("nữ", "nam"))
    if not tells(women) or not tells(men):
        return "Nữ và nam theo khóm"
    gap = format_number(abs(women.rate - men.rate) * 100, 2)
    if women.rate == men.rate:
        return f"Nữ và nam bằng nhau: {rate_words(women)}"
    side = "thấp hơn" if women.rate < men.rate else "cao hơn"
    return f"Nữ {side} nam {gap} điểm phần trăm: {rate_words(women)} so với {rate_words(men)}"


def headline_of_attendance(report: Report) -> str:
    """Going to school at the ages of primary and lower-secondary school, and of upper secondary."""
    said = []
    for first, last in ((6, 14), (15, 18)):
        figure = _band(report, "at_school_3_18", first, last)
        if tells(figure):
            out = figure.denominator - figure.numerator
            said.append(f"tuổi {first}–{last}: {rate_words(figure)}, {format_number(out)} người không đi học")
    return f"Đang đi học {'; '.join(said)}" if said else "Đang đi học theo từng tuổi"


def headline_of_targets(report: Report) -> str:
    """How many of the drawn clauses are reached or on pace."""
    drawn = [v for v in report.verdicts if v.target.target is not None and v.figure is not None]
    good = sum(1 for v in drawn if v.verdict in (REACHED, ON_PACE))
    word = "Đúng tiến độ" if report.period.is_half else "Đạt"
    return f"{word} {good} trên {len(drawn)} chỉ tiêu có tỷ lệ phải đạt"


def _band(report: Report, indicator: str, first: int, last: int) -> Figure:
    cells = report.cells(indicator, "age")
    ages = cells["age"].map(lambda age: age.isdigit() and first <= int(age) <= last)
    return sum(map(figure_at, cells[ages.astype(bool)].itertuples()), start=Figure(0, 0))


def condition_words(result: ConditionResult) -> str:
    """``đạt``, ``chưa đạt`` … of one condition."""
    if result.outcome is None:
        return NO_DATA if result.missing else "chưa kết luận được"
    return "đạt" if result.outcome else "chưa đạt"


def nothing_known(judged: Judgement) -> bool:
    """Whether no condition that a level waits for has a figure."""
    return all(c.missing for c in judged.conditions if c.unknown_lowers)


def _levels_sentences(report: Report, only: tuple[str, ...] = STANDARDS) -> list[str]:
    if not report.judged:
        return ["Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức."]
    said: dict[str, list[str]] = {}
    for standard in only:
        judged = report.judged[standard]
        words = NO_DATA if nothing_known(judged) else level_words(standard, judged.proven)
        if judged.possible > judged.proven and words != NO_DATA:
            words += f" (còn có thể {level_words(standard, judged.possible)})"
        said.setdefault(words, []).append(SHORT[standard])
    whole = "; ".join(f"{', '.join(map(inside_sentence, names))}: {words}" for words, names in said.items())
    return [f"{capitalised(whole)}."]


def _plan_sentence(report: Report) -> str:
    if report.plan is None:
        return "Địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."
    counts = Counter(v.verdict for v in report.verdicts)
    with_data = len(report.verdicts) - counts[NO_DATA]
    said = ", ".join(f"{n} {word}" for word, n in counts.most_common() if word != NO_DATA)
    return (
        f"Kế hoạch có {len(report.verdicts)} chỉ tiêu: {with_data} có số liệu ({said or 'chưa có'}), "
        f"{counts[NO_DATA]} chưa có số liệu."
    )


def _nearest_gap(report: Report, only: tuple[str, ...] = STANDARDS) -> list[str]:
    """For each standard not at its top: how many more people its next level needs."""
    sentences = []
    for standard in only:
        judged = report.judged.get(standard)
        if judged is None or judged.next_level is None:
            continue
        lacking = [
            c for c in judged.conditions
            if c.level == judged.next_level and c.outcome is not True and c.more_people
        ]  # fmt: skip
        if lacking:
            said = " và ".join(
                f"{format_number(c.more_people)} người («{catalogue()[c.indicator].name}»)" for c in lacking
            )
            goal = level_words(standard, judged.next_level)
            sentences.append(f"{SHORT[standard]} muốn {goal} còn thiếu {said}.")
    return sentences
