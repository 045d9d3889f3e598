"""What a file says of a level beside the figures: that an area registered for it, or was recognised at it.

It stands beside the level that the figures prove. A registered level is never read as reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xhht_analysis.base.messages import say
from xhht_analysis.standards.row_words import Claim
from xhht_analysis.standards.rules import Rules, has_one_level
from xhht_analysis.standards.wider_areas import Member

#: Beside what a level stands: as registered, as recognised, or only as told.
SAID = ("registered", "recognised", "told")


def levels_told(claims: Iterable[Claim]) -> dict[str, dict[str, int]]:
    """By standard and by who says it the level told (0: none); where two rows differ it is not there, nor
    where a level is denied and nothing is said of one below it.

    >>> levels_told([Claim("told", "xmc", 1, True, True), Claim("told", "xmc", 2, False, True)])
    {'xmc': {'told': 1}}
    """
    told: dict[tuple[str, str], list[Claim]] = {}
    for one in claims:
        if one.level:
            told.setdefault((one.standard, one.said), []).append(one)
    found: dict[str, dict[str, int]] = {}
    for (standard, said), rows in told.items():
        level = max((one.level for one in rows if one.reached), default=0)
        agree = all(one.reached == (one.level <= level) for one in rows) and _one_level(rows, level)
        if agree and min((one.level for one in rows if not one.reached), default=0) <= level + 1:
            found.setdefault(standard, {})[said] = level
    return {name: {said: by[said] for said in SAID if said in by} for name, by in found.items()}


def _one_level(rows: Sequence[Claim], level: int) -> bool:
    return all(one.level == level for one in rows if one.reached and not one.named)


def only_denied(claims: Iterable[Claim], rules: Rules | None) -> list[str]:
    """Of each standard of which rows only say that a level above the first is not reached: a sentence."""
    denied: dict[str, list[Claim]] = {}
    for one in claims:
        if one.level and one.said != "registered":
            denied.setdefault(one.standard, []).append(one)
    names = {one.id: one.short for one in rules.standards} if rules else {}
    return [
        say(
            "“{name}”: tệp ghi chưa đạt mức độ {level}, không ghi mức độ thấp hơn.",
            name=names[standard],
            level=min(one.level for one in rows),
        )
        for standard, rows in denied.items()
        if standard in names and not any(one.reached or one.level == 1 for one in rows)
    ]


def said_of(told: Mapping[str, int], standard: str) -> str:
    """What is told of a standard, in words that keep registered apart from recognised."""
    parts = []
    for said in SAID:
        if said in told:
            parts.append(_WORDS[said](told[said], has_one_level(standard)))
    if set(told) == {"registered"} and told["registered"]:
        parts.append(say("chưa ghi được công nhận"))
    return "; ".join(parts)


def _registered(level: int, only: bool) -> str:
    if not level:
        return say("không đăng ký")
    return say("đăng ký đạt chuẩn") if only else say("đăng ký mức độ {level}", level=level)


def _recognised(level: int, only: bool) -> str:
    if not level:
        return say("chưa được công nhận")
    return say("được công nhận đạt chuẩn") if only else say("được công nhận mức độ {level}", level=level)


def _told(level: int, only: bool) -> str:
    if not level:
        return say("tệp ghi chưa đạt")
    return say("tệp ghi đạt") if only else say("tệp ghi mức độ {level}", level=level)


_WORDS = {"registered": _registered, "recognised": _recognised, "told": _told}


def standing(told: Mapping[str, int]) -> int | None:
    """The level at which an area stands by a decision or by what is told; registering makes none."""
    return told.get("recognised", told.get("told"))


def with_told(member: Member, told: Mapping[str, Mapping[str, int]], rules: Rules) -> Member:
    """A member of a district or province where its figures decide nothing: by the level it is recognised at.

    Where figures and recognition say different things it is not known.
    """
    outcomes = dict(member.outcomes)
    by_told = False
    for standard in rules.standards:
        level = standing(told.get(standard.id, {}))
        if level is None:
            continue
        before = outcomes.get(standard.id) or [None] * len(standard.levels)
        by_told |= None in before
        both = [(one, n <= level) for n, one in enumerate(before, start=1)]
        outcomes[standard.id] = tuple(b if a is None else a if a == b else None for a, b in both)
    return replace(member, outcomes=outcomes, by_told=by_told)


def remarks(
    told: Mapping[str, Mapping[str, int]],
    outcomes: Mapping[str, Sequence[bool | None]],
    rules: Rules | None,
    *,
    in_part: bool = False,
) -> list[str]:
    """Where what is told cannot be, or the figures say otherwise (``outcomes``: whether each level holds).

    ``in_part``: by members of whom the file may have a few alone, so that nothing need be wrong.
    """
    found = []
    standards = {one.id: one for one in rules.standards} if rules else {}
    for standard, by in told.items():
        if standard not in standards:
            continue
        name, most = standards[standard].short, len(standards[standard].levels)
        if any(level > most for level in by.values()):
            found.append(say("“{name}” không có mức độ cao hơn {most}.", name=name, most=most))
            continue
        level = standing(by)
        judged = enumerate(outcomes.get(standard, ()), start=1)
        if level is not None and any(held not in (None, n <= level) for n, held in judged):
            said = said_of({who: n for who, n in by.items() if who != "registered"}, standard)
            if in_part:
                found.append(
                    say(
                        "“{name}”: {said}; tính theo các nơi có trong tệp thì khác, tệp có thể chưa đủ.",
                        name=name, said=said,
                    )
                )  # fmt: skip
                continue
            found.append(
                say(
                    "“{name}”: {said}, nhưng theo số liệu trong tệp thì khác. Hãy kiểm tra lại.",
                    name=name, said=said,
                )
            )  # fmt: skip
    return found
