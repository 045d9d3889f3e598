"""What a file tells of a district or province, commune by commune and as counts, put together into one entry.

A file that has only some of the communes is no contradiction of a count of all of them; one of which more
have or lack a level than the count allows is, and then nothing is decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xhht_analysis.base.messages import say
from xhht_analysis.base.vietnamese import format_number, tidy
from xhht_analysis.standards.engine import all_hold
from xhht_analysis.standards.rules import Rules, has_one_level
from xhht_analysis.standards.typed_figures import SpeltName, same_name

#: A share or an entry ready for JSON.
Told = dict[str, Any]
#: An outcome as JSON has it.
OUTCOMES = {True: "holds", False: "fails", None: "unknown"}
_HELD = {word: held for held, word in OUTCOMES.items()}


def area_key(name: str) -> SpeltName:
    """A key that is equal for "Tỉnh An Giang" and "An Giang". Districts keep their kind: a city and a
    district of one name lie beside each other.

    >>> area_key("Tỉnh An  Giang") == area_key("An Giang")
    True
    """
    words = tidy(name).split()
    return same_name(" ".join(words[1:] if len(words) > 1 and words[0].casefold() == "tỉnh" else words))


def outcomes_of(shares: Sequence[Told]) -> dict[str, tuple[bool | None, ...]]:
    """Of each standard whether each level holds, from the first one on; None where that is not known."""
    held: dict[str, dict[int, list[bool | None]]] = {}
    for share in shares:
        by_level = held.setdefault(share["standard"], {})
        by_level.setdefault(share["level"], []).append(_HELD[share["outcome"]])
    return {
        standard: tuple(all_hold(levels.get(n, [None])) for n in range(1, max(levels) + 1))
        for standard, levels in held.items()
    }


def levels_by(shares: Sequence[Told], rules: Rules) -> dict[str, dict[str, int]]:
    """Of each standard, in the order of the rules, the level that is proven and the highest possible."""
    held = outcomes_of(shares)
    return {
        standard: {
            "proven": max((level for level, one in enumerate(held[standard], start=1) if one), default=0),
            "possible": max(
                (level for level, one in enumerate(held[standard], start=1) if one is not False), default=0
            ),
        }
        for standard in (one.id for one in rules.standards if one.id in held)
    }


def put_together(by_members: Told, by_counts: Told, rules: Rules) -> Told:
    """One entry of the two; ``counted`` holds the shares as they were counted, where any was."""
    notes = [*by_members["notes"], *(n for n in by_counts["notes"] if n not in by_members["notes"])]
    counted = {_place(one): one for one in by_counts["shares"] if is_told(one)}
    shares = []
    for place in dict.fromkeys(_place(share) for share in by_members["shares"]):
        of, one = [s for s in by_members["shares"] if _place(s) == place], counted.get(place)
        if one is not None and contradict(of, one):
            notes.append(_contradiction(of, one, rules))
            of = [share | {"outcome": "unknown"} for share in of]
        elif one is not None:
            of = [share | {"outcome": _decided(share, one, len(of))} for share in of]
        shares += of
    return by_members | {
        "area": by_counts["area"],
        "sources": [*by_members["sources"], *by_counts["sources"]],
        "levels": levels_by(shares, rules),
        "shares": shares,
        "counted": list(counted.values()),
        "notes": notes,
    }


def is_told(share: Mapping[str, Any]) -> bool:
    """Whether a count says anything: how many reached the level, or a share that decides."""
    return share["numerator"] is not None or share["outcome"] != "unknown" or "registered" in share


def contradict(of: Sequence[Told], counted: Told) -> bool:
    """Whether the communes of the file cannot be among those counted; ``between``: of a share of an unknown
    number the lowest and the highest that it can be.

    >>> communes = [{"numerator": 1, "denominator": 2, "unknown": 0}]
    >>> contradict(communes, {"numerator": 2, "denominator": 2})
    True
    >>> contradict(communes, {"numerator": 90, "denominator": 100})
    False
    """
    have = sum(share["numerator"] for share in of)
    lack = sum(share["denominator"] for share in of) - have
    all_ = have + lack + sum(share["unknown"] for share in of)
    number, whole = counted["numerator"], counted["denominator"]
    if number is None or whole is None:
        lowest, highest = counted.get("between", (0, 100))
        return bool((lack and lowest == 100) or (have and highest == 0))
    return bool(whole < all_ or not have <= number <= whole - lack)


def _decided(share: Told, counted: Told, parts: int) -> str:
    """A count of all decides; of communes in hardship and others in one it does only where all have it."""
    outcome = counted["outcome"]
    return str(share["outcome"] if outcome == "unknown" or (parts > 1 and outcome != "holds") else outcome)


def _contradiction(of: Sequence[Told], counted: Told, rules: Rules) -> str:
    standard, level = _place(counted)
    name = f"“{rules.standard(standard).short}”"
    if not has_one_level(standard):
        name += say(", mức độ {level}", level=level)
    reached = sum(share["numerator"] for share in of)
    all_ = sum(share["denominator"] + share["unknown"] for share in of)
    return say(
        "{name}: theo từng nơi trong tệp thì {reached}/{all} đạt, theo số tệp ghi thì {counted}: không kết "
        "luận được. Hãy kiểm tra lại.",
        name=name, reached=format_number(reached), all=format_number(all_), counted=_count_words(counted),
    )  # fmt: skip


def _count_words(counted: Told) -> str:
    if counted["numerator"] is None or counted["denominator"] is None:
        return say("mọi nơi") if counted["between"][0] == 100 else say("không nơi nào")
    return f"{format_number(counted['numerator'])}/{format_number(counted['denominator'])}"


def _place(share: Mapping[str, Any]) -> tuple[str, int]:
    return share["standard"], share["level"]

