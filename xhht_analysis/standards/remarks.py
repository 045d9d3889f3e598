"""What a verdict rests on, in sentences: what was before, whose sheet or cell is silent."""

from __future__ import annotations

import math
from fractions import Fraction

from xhht_analysis.base.vietnamese import (
    Withheld,
    format_date,
    format_number,
    format_percent,
    places_apart,
    round_half_up,
)
from xhht_analysis.indicators.figure import Figure, people_needed
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.standards.comparison import on_the_way, wanted
from xhht_analysis.standards.goals import national_goal
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.target_words import change_of, number_of, plain_number

UNROUNDED = " (tính từ số chưa làm tròn)"
#: Said where a figure would tell of a few persons.
NOT_PUBLISHED = "Số người quá ít nên không công bố."
#: Said at mid-year of what already is where it should be at the year's end.
REACHED_ALREADY = "Đã đạt mức của cả năm."
#: Said where it would tell of them, and what is published decides all the same.
BY_PUBLISHED = "Số người quá ít nên không công bố; xét theo các số đã công bố."


def value_of(target: Target, figure: Figure | None) -> Fraction | None:
    """The number that is judged: a share, or an amount; None where it is not there to be seen."""
    if figure is None:
        return None
    if target.counts_in == "percent":
        return figure.rate
    part = figure.numerator
    return None if part is None or isinstance(part, Withheld) else Fraction(part)


def value_words(target: Target, value: Fraction, other: Fraction | None = None) -> str:
    """A value with its unit; shares with as many decimals as tell it apart from another one."""
    if target.counts_in != "percent":
        return number_of(target, value)
    return format_percent(value, 2 if other is None else places_apart(value, other))


def change_remark(
    target: Target, seen: Observation, cap: Fraction | None, *, missed: bool, way: Fraction = Fraction(1)
) -> str:
    """``So với năm 2023 (71,526%): tăng 0,003 điểm phần trăm.`` ``way``: how much of the change is due."""
    now, before = value_of(target, seen.figure), value_of(target, seen.before.figure)
    if now is None or before is None:
        return ""
    if now == before == cap:
        change = f"giữ vững {number_of(target, now)}"
    elif now == before:
        change = "giữ nguyên"
    elif cap is not None and target.direction == "rises" and before > cap >= now:
        change = "đã về trong mức tối đa"
    else:
        change = f"{'tăng' if now > before else 'giảm'} {_difference(target, now, before)}"
    needs = ""
    if missed and target.by is not None:
        verb = "giảm" if target.direction == "falls" else "tăng"
        due = _whole_change(target, target.by * way)
        so_far = "đến nay " if way < 1 else ""
        needs = f"; {so_far}cần {verb} {change_of(target, due)}"
    blanks = "" if seen.before.figure is None else unlike_blanks(seen.figure, seen.before.figure)
    return f"So với {seen.before.label} ({value_words(target, before, now)}): {change}{needs}{blanks}."


def _whole_change(target: Target, by: Fraction) -> Fraction:
    """What is due of a change, of what is counted in whole units: nobody is half a household."""
    return by if target.counts_in in ("percent", "points") else Fraction(math.ceil(by))


def unlike_blanks(now: Figure, before: Figure) -> str:
    """Said of a difference of two shares that leave out different parts of those asked, as far as it shows
    in two decimals: ``; tính trên số đã rõ (chưa rõ: kỳ trước 0, kỳ này 100)``.

    >>> unlike_blanks(Figure(30, 90, 10), Figure(30, 100))
    '; tính trên số đã rõ (chưa rõ: kỳ trước 0, kỳ này 10)'
    >>> unlike_blanks(Figure(30, 100), Figure(30, 100))
    ''
    """
    if now.counts is None or before.counts is None or now.rate is None or before.rate is None:
        return ""
    left = [Fraction(unknown, of + unknown) for _, of, unknown in (now.counts, before.counts)]
    if round_half_up(100 * left[0], 2) == round_half_up(100 * left[1], 2):
        return ""
    told = f"kỳ trước {format_number(before.counts[2])}, kỳ này {format_number(now.counts[2])}"
    return f"; tính trên số đã rõ (chưa rõ: {told})"


def line_remark(target: Target, seen: Observation, step: Fraction | None) -> str:
    """``Từ 34,00% (năm 2023) tới 40%: đến nay cần 37,00%.``; counts where the line is between two."""
    now, before = value_of(target, seen.figure), value_of(target, seen.before.figure)
    if before is None:
        return ""
    least, most = wanted(target)
    end, lines = least if least is not None else most, on_the_way(target, before, seen.before.way, step)
    line = lines[0] if least is not None else lines[1]
    assert end is not None  # a target without numbers is not judged
    assert line is not None
    whole = lines == on_the_way(target, before, seen.before.way)
    counts = "" if whole or target.counts_in != "percent" else f" ({_of_all(target, seen, line)})"
    return (
        f"Từ {value_words(target, before)} ({seen.before.label}) tới {number_of(target, end)}: đến nay cần "
        f"{value_words(target, line, now)}{counts}."
    )


def way_remark(target: Target, seen: Observation, year: int) -> str:
    """``Còn 8,50 điểm phần trăm.``, of what a later year wants."""
    now, (least, most) = value_of(target, seen.figure), wanted(target)
    if target.horizon is None or target.horizon <= year or now is None or seen.missing:
        return ""
    left = least - now if least is not None and now < least else most - now if most is not None else None
    return f"Còn {_difference(target, now + left, now)}." if left else ""


def flow_remark(target: Target, seen: Observation, due: Fraction) -> str:
    """``So với một nửa chỉ tiêu cả năm. Đến nay cần 5 / 11 người.``, or of as many months as are told of."""
    told, whole = seen.months_told
    part = "một nửa" if 2 * told == whole else f"{told}/{whole}"
    until = "" if seen.months == 6 else f" (đến hết tháng {seen.months})"
    if target.counts_in != "percent" or seen.missing or seen.figure.counts is None:
        return f"So với {part} chỉ tiêu cả năm{until}. Đến nay cần {value_words(target, due)}."
    unit = f" {seen.entry.unit}" if seen.entry else ""
    return f"So với {part} chỉ tiêu cả năm{until}. Đến nay cần {_of_all(target, seen, due)}{unit}."


def _of_all(target: Target, seen: Observation, share: Fraction) -> str:
    """A share as its counts, of all whether known or not: ``5 / 11``."""
    if seen.figure.counts is None:
        return ""
    _, of, unknown = seen.figure.counts
    return f"{seen.number(int(share * (of + unknown)))} / {seen.number(of + unknown)}"


def goal_remark(target: Target, seen: Observation, year: int) -> str:
    """The national goal that is met, beside what has not risen."""
    goal = national_goal(target.indicator, year)
    lowest = seen.figure.lowest
    if goal is None or target.counts_in != "percent" or lowest is None or lowest < goal.at_least:
        return ""
    return f"Đã tới mục tiêu quốc gia năm {goal.year}: {plain_number(goal.at_least * 100)}% ({goal.short})."


def bound_remark(target: Target, seen: Observation) -> str:
    """``Ít nhất 214 đồng, thiếu: …``; of a share the counts that are known."""
    if not seen.missing:
        return ""
    part = seen.figure.numerator
    known = seen.counts_words
    if target.counts_in != "percent" and part is not None and not isinstance(part, Withheld):
        known = number_of(target, Fraction(part))
    return f"Ít nhất {known}, thiếu: {'; '.join(seen.missing)}."


def blank_remark(seen: Observation) -> str:
    """How many are not known, and whose cells are blank."""
    unknown = seen.figure.unknown
    if isinstance(unknown, Withheld) or not unknown:
        return ""
    unit = f" {seen.entry.unit}" if seen.entry else ""
    where = f": {'; '.join(seen.blank_at)}" if seen.blank_at else ""
    return f"Chưa rõ {seen.number(unknown)}{unit}{where}."


def few_remark(target: Target, seen: Observation) -> str:
    """``Với 12 người, 93% nghĩa là cả 12.``"""
    of, share = seen.figure.denominator, target.target
    if seen.figure.counts is None or seen.figure.unknown or share is None or not 0 < share < 1:
        return ""
    if not isinstance(of, int) or seen.missing or people_needed(Figure(0, of), share) != of:
        return ""
    unit = seen.entry.unit if seen.entry else ""
    return f"Với {seen.number(of)} {unit}, {plain_number(share * 100)}% nghĩa là cả {seen.number(of)}."


def coverage_remark(seen: Observation) -> str:
    """Said where most is not known, however clear the share of the others looks."""
    figure = seen.figure
    if figure.counts is None or not figure.mostly_unknown:
        return ""
    _, of, unknown = figure.counts
    return f"Mới rõ {seen.number(of)}/{seen.number(of + unknown)}."


def norm_remark(target: Target, seen: Observation) -> str:
    """``59,0 giáo viên; định mức tối đa 60,0.``, where the whole is a norm."""
    if target.ceiling is None or seen.entry is None or seen.figure.pair is None or seen.entry.scale == 1:
        return ""
    part, of = seen.figure.pair
    return f"{seen.number(part)} {seen.entry.unit}; định mức tối đa {seen.number(of)}."


def parts_remark(seen: Observation) -> str:
    """What was done and what not, by name: ``Đã có: pháp luật; chưa có: môi trường.``

    What was done less often than it should is told with how often: ``Chưa đủ: tháng 7 (1 lần).``
    """
    held = [name for name, figure in seen.parts.items() if (figure.lowest or 0) >= 1]
    hidden = [name for name, figure in seen.parts.items() if figure.withheld and name not in held]
    told = {name: figure for name, figure in seen.parts.items() if name not in (*held, *hidden)}
    open_ = [name for name, figure in told.items() if figure.unknown]
    few = {
        name: f"{name} ({seen.number(figure.numerator)} lần)"
        for name, figure in told.items()
        if name not in open_ and figure.numerator
    }
    left = [name for name in told if name not in (*open_, *few)]
    said = (
        ("đã có", held),
        ("chưa đủ", list(few.values())),
        ("chưa có", left),
        ("chưa rõ", open_),
        ("không công bố", hidden),
    )
    words = "; ".join(f"{word}: {', '.join(names)}" for word, names in said if names)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def date_remark(seen: Observation) -> str:
    """``Số liệu ngày 30/9/2023, có trước kỳ báo cáo.``"""
    others = (
        f"; {seen.others}: các khóm báo cáo đến ngày {format_date(seen.others_date)}"
        if seen.others_date
        else ""
    )
    return f"Số liệu {seen.date_words}, có trước kỳ báo cáo{others}."


def differs_by_rounding(now: Fraction, before: Fraction, places: int) -> bool:
    """Whether two shares as printed differ by another number than they do: 4,19 where 4,18 is right.

    >>> differs_by_rounding(Fraction(7_153, 10_000), Fraction(6_734, 10_000), 2)
    False
    >>> differs_by_rounding(Fraction(71_525, 100_000), Fraction(67_344, 100_000), 2)  # 71,53 − 67,34 = 4,19
    True
    """
    shown = [round_half_up(100 * share, places) for share in (now, before)]
    return shown[0] - shown[1] != round_half_up(100 * (now - before), places)


def _difference(target: Target, now: Fraction, before: Fraction) -> str:
    if target.counts_in != "percent":
        return number_of(target, abs(now - before))
    places = places_apart(now, before)
    unrounded = UNROUNDED if differs_by_rounding(now, before, places) else ""
    return f"{format_number(abs(now - before) * 100, places)} điểm phần trăm{unrounded}"
