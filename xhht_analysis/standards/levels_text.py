"""The report on recognition levels as text for the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import decimals_of, format_number
from xhht_analysis.standards.claims import said_of
from xhht_analysis.standards.names import indicator_name
from xhht_analysis.standards.rules import Rules, load_rules
from xhht_analysis.standards.typed_parts import part_line
from xhht_analysis.standards.wider_report import not_of_a_commune, wider_lines
from xhht_analysis.standards.wider_sources import area_key


def levels_text(report: list[dict[str, Any]]) -> str:
    """What :func:`levels_report` found, in sentences: levels, gaps, what is missing or disagrees."""
    told: set[str] = set()
    blocks = []
    own = _own_of_wider(report)
    for entry in report:
        if any(entry is one for one in own.values()):
            continue  # it stands in the block of what its communes or counts tell of it
        # A remark on the whole file stands in every entry; it is read once.
        notes = [note for note in entry["notes"] if note not in told]
        if "scope" not in entry:
            told |= set(notes)
            lines = [*_lines(entry, notes)]
        else:
            of_itself = own.get(_unit(entry), {"missing": [], "inconsistent": [], "notes": []})
            lines = [*wider_lines(entry | {"notes": notes}, of_itself.get("told"))]
            rest = [n for n in of_itself["notes"] if n not in (*told, *notes, not_of_a_commune())]
            told |= set(of_itself["notes"])
            lines += _beside(of_itself, rest)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _own_of_wider(report: list[dict[str, Any]]) -> dict[tuple[Any, str], dict[str, Any]]:
    """The entries of districts and provinces by themselves, which are judged by no rule of a commune, where
    the report has another of the same: one unit is one block.
    """
    wider = {_unit(entry) for entry in report if "scope" in entry}
    return {
        _unit(entry): entry
        for entry in report
        if "scope" not in entry
        and _unit(entry) in wider
        and all(one["proven"] is None for one in entry["levels"].values())
    }


def _unit(entry: dict[str, Any]) -> tuple[Any, str]:
    return area_key(entry["area"]), entry["period"]


def _lines(entry: dict[str, Any], notes: list[str]) -> Iterator[str]:
    yield _title(entry)
    rules = load_rules(dt.date.fromisoformat(entry["as_of"]))
    told = any(one["proven"] is not None for one in entry["levels"].values())
    if rules is not None and told:  # rules of communes are not applied to others
        for standard in rules.standards:
            verdict = _verdict(entry, rules, standard.id)
            yield f"  {standard.title}: {verdict}{_resources(entry, standard.id)}"
            yield from (f"    → {text}" for text in _to_next_level(entry, rules, standard.id))
            yield from (f"    • {text}" for text in _told(entry, standard.id))
    elif rules is not None:
        for standard in rules.standards:
            yield from (f"  {standard.title}: {text}" for text in _told(entry, standard.id))
    yield from _beside(entry, notes)


def _beside(entry: dict[str, Any], notes: list[str]) -> Iterator[str]:
    """What a file tells of an area beside what decides a level."""
    if "parts" in entry:
        yield "  " + say("Nữ, dân tộc thiểu số (để đối chiếu, không xét mức độ):")
        yield from (f"    - {part_line(one)}" for one in entry["parts"])
    if entry["missing"]:
        yield "  " + say("Chưa có số liệu:")
        for indicator in entry["missing"]:
            yield f"    - {indicator_name(indicator)} ({indicator})"
    if entry["inconsistent"]:
        yield "  " + say("Số đạt, tổng số và tỷ lệ không khớp:")
        yield from (f"    - {_disagreement(one)}" for one in entry["inconsistent"])
    if notes:
        yield "  " + say("Ghi chú:")
        yield from (f"    - {note}" for note in notes)


def _told(entry: dict[str, Any], standard: str) -> Iterator[str]:
    """What the file tells of the level, beside what the figures prove."""
    if told := entry.get("told", {}).get(standard):
        yield said_of(told, standard)


def _title(entry: dict[str, Any]) -> str:
    period = Period.parse(entry["period"])
    title = f"{entry['area']} – {pick(period.label, str(period))}"
    if entry["hardship"]:
        title += say(" (xã đặc biệt khó khăn)")
    return title


def _verdict(entry: dict[str, Any], rules: Rules, standard: str) -> str:
    proven, possible = entry["levels"][standard]["proven"], entry["levels"][standard]["possible"]
    levels = rules.standard(standard).levels
    only_level = len(levels) == 1
    if proven == possible:
        if proven == 0:
            return say("Chưa đạt")
        return say("Đạt") if only_level else say("Đạt mức độ {proven}", proven=proven)
    known = say("Đã chứng minh mức độ {proven}", proven=proven)
    if proven == 0:
        known = say("Chưa đủ căn cứ kết luận")
    goal = say("đạt") if only_level else say("mức độ {possible}", possible=possible)
    needs = _open_questions(entry, rules, standard, possible)
    return say("{known}, còn có thể {goal} nếu đủ: {needs}", known=known, goal=goal, needs=needs)


def _resources(entry: dict[str, Any], standard: str) -> str:
    """Beside a level that is reached: whether staff and rooms were looked at; always where they lack."""
    held = entry["resources"][standard]
    if held is None:
        return say(" (chưa xét điều kiện bảo đảm)") if entry["levels"][standard]["proven"] else ""
    return say(" (đủ điều kiện bảo đảm)") if held else say(" (có trường báo chưa đủ điều kiện bảo đảm)")


def _open_questions(entry: dict[str, Any], rules: Rules, standard: str, possible: int) -> str:
    """What keeps the possible level open: figures without value, undecided ones, other levels."""
    asked = [
        indicator_name(indicator)
        for places_for in (entry["missing_for"], entry["undecided_for"])
        for indicator, places in places_for.items()
        if any(p["standard"] == standard and p["level"] <= possible for p in places)
        # Lacking this one keeps no level open.
        and indicator != "disabled_access"
    ]
    asked += [
        _level_name(rules, one["required_standard"], one["required_level"])
        for one in entry["required"]
        if one["standard"] == standard and one["outcome"] == "unknown"
    ]
    return "; ".join(asked)


def _to_next_level(entry: dict[str, Any], rules: Rules, standard: str) -> Iterator[str]:
    for gap in entry["gaps"]:
        if gap["standard"] == standard:
            yield _gap_sentence(gap, rules)
    for one in entry["required"]:
        if one["standard"] == standard:
            needed = _level_name(rules, one["required_standard"], one["required_level"])
            yield say("mức độ {one} còn chờ: {needed}.", one=one["level"], needed=needed)


def _level_name(rules: Rules, standard: str, level: int) -> str:
    found = rules.standard(standard)
    return f"{found.title}, {found.levels[level - 1].title}"


def _gap_sentence(gap: dict[str, Any], rules: Rules) -> str:
    name = indicator_name(gap["indicator"])
    level = rules.standard(gap["standard"]).levels[gap["level"] - 1].title
    now, goal = _percent(gap["percent"]), _percent(gap["threshold"], whole=True)
    if gap["more_people"] is not None:
        about = say("khoảng ") if gap["approximate"] else ""
        people = format_number(gap["more_people"])
        lacking = say("còn thiếu {about}{people} người", about=about, people=people)
    else:
        points = _trimmed(gap["more_points"])
        lacking = say("còn thiếu {points} điểm phần trăm", points=points)
    return say(
        "{level}: {name} {now}, cần {goal}: {lacking}.",
        level=level, name=name, now=now, goal=goal, lacking=lacking,
    )  # fmt: skip


def _disagreement(one: dict[str, Any]) -> str:
    name, typed = indicator_name(one["indicator"]), _percent(one["percent"])
    if one["percent_from_counts"] is None:
        return say(
            "Dòng {one}, {name}: tổng số là 0 nhưng biểu ghi {typed}.", one=one["row"], name=name, typed=typed
        )
    counts = f"{format_number(one['numerator'])}/{format_number(one['denominator'])}"
    computed = _percent(one["percent_from_counts"])
    return say(
        "Dòng {one}, {name}: {counts} là {computed} nhưng biểu ghi {typed}.",
        one=one['row'], name=name, counts=counts, computed=computed, typed=typed,
    )  # fmt: skip


def _percent(value: float, *, whole: bool = False) -> str:
    if whole and float(value).is_integer():
        return f"{int(value)}%"
    exact = Decimal(str(value))
    return format_number(exact, max(2, decimals_of(exact))) + "%"


def _trimmed(value: float) -> str:
    exact = Fraction(str(value))
    places = next(n for n in range(2, 5) if n == 4 or (exact * 10**n).denominator == 1)
    return format_number(exact, places)
