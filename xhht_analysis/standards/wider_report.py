"""Districts and provinces of a file of typed figures: entries ready for JSON, and lines for the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.claims import levels_told, remarks, said_of
from xhht_analysis.standards.row_words import Claim
from xhht_analysis.standards.rules import Rules, has_one_level, load_rules
from xhht_analysis.standards.typed_figures import TypedFigures, same_name
from xhht_analysis.standards.wider_areas import Member, ShareResult, judge_counted, judge_wider, levels_of
from xhht_analysis.standards.wider_sources import OUTCOMES, area_key, levels_by, outcomes_of, put_together

#: An area of the file, the day by which it is judged, and what was judged.
Judged = tuple[TypedFigures, dt.date, Member]


def wider_entries(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """One entry a district or province and period, of the areas of the file that name it.

    Districts first. While provinces are counted by districts, a province has those that its communes name.
    Nothing where no text in force counts that kind of area.
    """
    entries = []
    of_district: dict[int, dict[Any, Member]] = {}
    for group in _groups(judged, "district"):
        typed, on, _ = group[0]
        rules = load_rules(on)
        results = judge_wider(rules, "district", [member for *_, member in group]) if rules else ()
        if rules and results:
            entry = _entry(typed.district, "district", typed.period, rules, results)
            entry["notes"] += _by_told(group)
            entries.append(entry)
            district = Member(levels_of(results))
            of_district |= {id(one): {same_name(one.district): district} for one, *_ in group}
    for group in _groups(judged, "province"):
        typed, on, _ = group[0]
        rules = load_rules(on)
        if rules is None:
            continue
        members, alone = [member for *_, member in group], 0
        if any(area.scope == "province" and area.of == "district" for area in rules.areas):
            districts: dict[Any, Member] = {}
            for one, *_ in group:
                districts |= of_district.get(id(one), {})
            members = list(districts.values())
            alone = sum(not one.district for one, *_ in group)
        results = judge_wider(rules, "province", members) if members else ()
        if results:
            entry = _entry(typed.province, "province", typed.period, rules, results, without_district=alone)
            entry["notes"] += _by_told(group)
            entries.append(entry)
    return entries


def counted_entry(typed: TypedFigures, on: dt.date) -> dict[str, Any] | None:
    """The entry of a district or province that tells how many of its members reached a level; else None."""
    rules = load_rules(on)
    if rules is None or not (typed.members or typed.registered) or typed.kind not in ("district", "province"):
        return None
    scope: Literal["district", "province"] = "district" if typed.kind == "district" else "province"
    of_registered = {name for name, one in typed.members.items() if _of_registered(one, typed, name)}
    counted = {name: one for name, one in typed.members.items() if name not in of_registered}
    results = judge_counted(rules, scope, counted)
    if not results:
        return None
    entry = _entry(typed.area, scope, typed.period, rules, results, source="counts")
    entry["notes"] += typed.notes
    for share, result in zip(entry["shares"], results, strict=True):
        if share["numerator"] is None and result.figure.lowest is not None:
            assert result.figure.highest is not None  # both are known, or none is
            share["between"] = [float(result.figure.lowest * 100), float(result.figure.highest * 100)]
        registered = typed.registered.get(f"{entry['of']}s_{share['standard']}_{share['level']}")
        if registered is not None:
            share["registered"] = [registered.numerator, registered.denominator]
    if of_registered:
        note = say("Số được công nhận tính trên số đăng ký, không phải trên tất cả: không xét mức độ.")
        entry["notes"].append(note)
    if any(not name.startswith(entry["of"]) for name in typed.members):
        of = say("xã") if entry["of"] == "commune" else say("huyện")
        entry["notes"].append(say("Quy định của ngày xét tính theo số {of}; số đếm khác không xét.", of=of))
    return entry


def not_of_a_commune() -> str:
    """What is said of an area to which the rules of a commune are not applied."""
    return say("Số liệu không phải của xã: không xét theo mức quy định cho xã.")


def together(
    by_members: Sequence[dict[str, Any]],
    by_counts: Sequence[dict[str, Any]],
    typed: Iterable[TypedFigures] = (),
) -> list[dict[str, Any]]:
    """One entry an area and period: what the communes of the file and its own counts tell of it together,
    and where a level that ``typed`` tells of it says otherwise.
    """
    rest = {_unit(one): one for one in by_counts}
    claims: dict[tuple[Any, ...], list[Claim]] = {}
    for of in typed:  # one area may stand there under several spellings
        claims.setdefault((area_key(of.area), of.kind, str(of.period)), []).extend(of.claims)
    found = []
    for one in by_members:
        rules, counted = load_rules(dt.date.fromisoformat(one["as_of"])), rest.pop(_unit(one), None)
        found.append(one if counted is None or rules is None else put_together(one, counted, rules))
    return [_against(one, claims.get(_unit(one), [])) for one in (*found, *rest.values())]


def _against(entry: dict[str, Any], claims: Iterable[Claim]) -> dict[str, Any]:
    rules = load_rules(dt.date.fromisoformat(entry["as_of"]))
    in_part = "counts" not in entry["sources"]
    found = remarks(levels_told(claims), outcomes_of(entry["shares"]), rules, in_part=in_part)
    return entry | {"notes": [*entry["notes"], *found]}


def _unit(entry: dict[str, Any]) -> tuple[Any, ...]:
    return area_key(entry["area"]), entry["scope"], entry["period"]


def _by_told(group: Sequence[Judged]) -> list[str]:
    number = sum(member.by_told for *_, member in group)
    return [by_told_words(number)] if number else []


def by_told_words(number: int) -> str:
    """Of how many communes a level is counted that no figures prove."""
    return say(
        "{number} xã có mức độ tính theo quyết định công nhận hoặc theo tệp ghi, vì thiếu số liệu để xét.",
        number=format_number(number),
    )


def _of_registered(figure: Figure, typed: TypedFigures, name: str) -> bool:
    """Whether it counts those recognised of those that registered, who are not all."""
    registered = typed.registered.get(name)
    if registered is None or registered.pair is None or figure.pair is None:
        return False
    return figure.pair[1] == registered.pair[0] < registered.pair[1]


def _groups(judged: Sequence[Judged], scope: str) -> Iterable[list[Judged]]:
    """The areas of each district or province and period, in the file's order."""
    groups: dict[tuple[Any, Period], list[Judged]] = {}
    for one in judged:
        if name := getattr(one[0], scope):
            groups.setdefault((area_key(name), one[0].period), []).append(one)
    return groups.values()


def _entry(
    name: str,
    scope: str,
    period: Period,
    rules: Rules,
    results: Sequence[ShareResult],
    *,
    without_district: int = 0,
    source: Literal["members", "counts"] = "members",
) -> dict[str, Any]:
    shares = [
        {
            "standard": result.standard,
            "level": result.level,
            "hardship": result.hardship,
            "threshold": int(result.threshold * 100),
            "numerator": result.figure.numerator,
            "denominator": result.figure.denominator,
            "unknown": result.figure.unknown,
            "outcome": OUTCOMES[result.outcome],
        }
        for result in results
    ]
    notes = []
    if without_district:
        number = format_number(without_district)
        notes.append(say("{number} xã không ghi huyện nên không tính được vào tỉnh.", number=number))
    return {
        "area": name,
        "period": str(period),
        "scope": scope,
        "of": next(area.of for area in rules.areas if area.scope == scope),
        "as_of": rules.on.isoformat(),
        "rules": rules.id,
        "sources": [source],
        "levels": levels_by(shares, rules),
        "shares": shares,
        "notes": notes,
    }


def wider_lines(entry: dict[str, Any], told: Mapping[str, Mapping[str, int]] | None = None) -> Iterator[str]:
    """A district or province on the screen: each standard's level, the shares it rests on, and the level that
    the file tells of it.
    """
    rules = load_rules(dt.date.fromisoformat(entry["as_of"]))
    assert rules is not None  # it was judged by them
    of_itself = told or {}
    period = Period.parse(entry["period"])
    yield f"{entry['area']} – {pick(period.label, str(period))} ({_sources(entry)})"
    for standard, levels in entry["levels"].items():
        shares = [share for share in entry["shares"] if share["standard"] == standard]
        yield f"  {rules.standard(standard).title}: {_level(standard, levels, entry)}"
        yield from (f"    - {_share(standard, one)}" for one in shares if _has_counts(one))
        counted = [one for one in entry.get("counted", ()) if one["standard"] == standard]
        yield from (f"    - {_share(standard, one, by_count=True)}" for one in counted if _has_counts(one))
        if standard in of_itself:
            yield f"    • {said_of(of_itself[standard], standard)}"
    for one in rules.standards:  # no text counts these for such an area on the day
        if one.id in of_itself and one.id not in entry["levels"]:
            yield f"  {one.title}: {said_of(of_itself[one.id], one.id)}"
    yield from (f"  {note}" for note in entry["notes"])


def _sources(entry: dict[str, Any]) -> str:
    """By what it is judged: by members of the file, by how many it says have a level."""
    by_communes = entry["of"] == "commune"
    match entry["sources"]:
        case ["members"]:
            return say("tính theo xã có trong tệp") if by_communes else say("tính theo huyện có trong tệp")
        case ["counts"] if by_communes:
            return say("tính theo số xã đạt mà tệp ghi")
        case ["counts"]:
            return say("tính theo số huyện đạt mà tệp ghi")
    if by_communes:
        return say("tính theo xã có trong tệp và theo số xã đạt mà tệp ghi")
    return say("tính theo huyện có trong tệp và theo số huyện đạt mà tệp ghi")


def _level(standard: str, levels: dict[str, int], entry: dict[str, Any]) -> str:
    proven, possible = levels["proven"], levels["possible"]
    if proven == possible:
        return _reached(standard, proven)
    known = _reached(standard, proven) if proven else say("Chưa đủ căn cứ kết luận")
    goal = _reached(standard, possible).lower()
    if entry["of"] == "district" and "members" not in entry["sources"]:
        return say("{known}, còn có thể {goal} khi đủ số liệu của các huyện", known=known, goal=goal)
    return say("{known}, còn có thể {goal} khi đủ số liệu của các xã", known=known, goal=goal)


def _reached(standard: str, level: int) -> str:
    if level == 0:
        return say("Chưa đạt")
    return say("Đạt") if has_one_level(standard) else say("Đạt mức độ {proven}", proven=level)


def _has_counts(share: dict[str, Any]) -> bool:
    return share["numerator"] is not None or "registered" in share


def _share(standard: str, share: dict[str, Any], *, by_count: bool = False) -> str:
    level = "" if has_one_level(standard) else say("mức độ {level}: ", level=share["level"])
    if by_count:
        level = say("theo số tệp ghi: ") if not level else say(
            "mức độ {level}, theo số tệp ghi: ", level=share["level"]
        )
    if share["numerator"] is None:
        return level + say(
            "{registered}, chưa có số được công nhận, cần {threshold}%",
            registered=_registered(share), threshold=share["threshold"],
        )  # fmt: skip
    group = {True: say("xã đặc biệt khó khăn: "), False: say("xã khác: "), None: ""}[share["hardship"]]
    unknown = share["unknown"]
    open_ones = say(", {unknown} chưa rõ", unknown=format_number(unknown)) if unknown else ""
    if "registered" in share:
        open_ones += f" ({_registered(share)})"
    return say(
        "{level}{group}{reached}/{all} đạt{open_ones}, cần {threshold}%",
        level=level, group=group, reached=format_number(share["numerator"]),
        all=format_number(share["denominator"] + unknown), open_ones=open_ones, threshold=share["threshold"],
    )  # fmt: skip


def _registered(share: dict[str, Any]) -> str:
    """Those that registered, which is no level reached."""
    told = [None if n is None else format_number(n) for n in share["registered"]]
    if told[0] is None:
        return say("có ghi đăng ký")
    all_ = "" if told[1] is None else f"/{told[1]}"
    return say("{number} đăng ký", number=f"{told[0]}{all_}")
