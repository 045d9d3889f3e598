"""Two sources that speak of the same people or things: where they differ, a finding with both figures.

Nothing is corrected: which of the two is right only the units know. Sources of different days and clerks
never agree to the last person: two figures differ when they are apart by more than 5 % of the larger one and
by more than 2. That a part is no larger than its whole within one row, the forms' reader has seen to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.likeness import find_units
from xhht_analysis.forms.reader import UnitReports
from xhht_analysis.indicators.units_centre import ALL_LEARNERS, GROUPS, PERSONS
from xhht_analysis.indicators.working_age import in_working_age

TOLERANCE = Fraction(5, 100)
LEAST_APART = 2

#: School level → grades as in ``grade_now`` of a clean table.
GRADES = {"MN": (0, 0), "TH": (1, 5), "THCS": (6, 9), "THPT": (10, 12)}
#: Figures counted up from January: they cannot be less at the end of the year than in June.
ACCUMULATING = {
    "money": ("spent", "raised_cash", "raised_kind"),
    "school": ("online_materials", "online_classes"),
    "own_plan": ("materials",),
    "workers": (
        "life_skill_workers",
        "rural_workers_learned",
        "rural_workers_at_centre",
        "agriculture_learned",
        "farmers_learned",
        "farmers_at_centre",
    ),
}


def check_sources(
    reports: UnitReports,
    people: pd.DataFrame | None,
    *,
    area: Area,
    period: Period,
    earlier: UnitReports | None = None,
) -> list[Finding]:
    """Findings where units and register, or units among themselves, differ.

    ``people``: the clean table, None without a register. ``earlier``: the mid-year reports of the same year,
    for a whole year's. A figure of which a part is missing is not compared.
    """
    checks = [_persons_of_seats(reports, area), _groups_of_seats(reports, area), _log(reports, area)]
    if people is not None:
        checks += [
            _literacy_classes(reports, people, area),
            _pupils(reports, people, area),
            _under_five(reports, people, area),
            _khom(reports, people, area, period),
        ]
    if earlier is not None and not period.is_half:
        checks.append(_accumulating(reports, earlier, area))
    return [finding for check in checks for finding in check]


def _log(reports: UnitReports, area: Area) -> Iterator[Finding]:
    """Lines of the log of receipts that name no unit of the list, or several: they count for nobody."""
    table = reports.tables["log"]
    for of, name in zip(table["unit"], table["written_unit"].fillna(""), strict=True):
        if name and len(find_units(name, area=area)) != 1:
            keeper = [unit for unit in area.units if unit.id == of]
            yield replace(_finding("log_unit_unknown", reports, keeper, "log", ""), found=name)


def differ(one: int, other: int) -> bool:
    """Whether two figures of the same are too far apart.

    >>> differ(100, 105), differ(100, 106), differ(1, 3), differ(1, 4)
    (False, True, False, True)
    """
    apart = abs(one - other)
    return apart > LEAST_APART and apart > TOLERANCE * max(one, other)


def _total(
    reports: UnitReports, sheet: str, column: str, units: Iterable[Unit], item: str = ""
) -> int | None:
    """Σ of a column over units; None where one of them has not told it."""
    table, total = reports.tables[sheet], 0
    lines = list(zip(*(table[name].tolist() for name in ("unit", "item", column)), strict=True))
    for unit in units:
        told = [value for of, about, value in lines if of == unit.id and item in ("", about)]
        untold = not told and sheets()[sheet].rows != "list"
        if untold or any(map(pd.isna, told)) or not _has_sent(reports, unit, sheet):
            return None
        total += sum(told)
    return total


def _has_sent(reports: UnitReports, unit: Unit, sheet: str) -> bool:
    return unit.id in reports.files and (unit.id, sheet) not in reports.missing


def _owing(area: Area, sheet: str) -> list[Unit]:
    return [unit for unit in area.units if sheets()[sheet].owed_by(unit)]


def _finding(kind: str, reports: UnitReports, units: Iterable[Unit], sheet: str, detail: str) -> Finding:
    files = ", ".join(reports.files[unit.id].file for unit in units if unit.id in reports.files)
    return Finding(kind, files, sheets()[sheet].title, detail=detail)


def _compare(
    reports: UnitReports, units: list[Unit], sheet: str, what: str, told: int | None, counted: int | None
) -> Iterator[Finding]:
    """A finding where what units told and what the register counts are too far apart."""
    if told is None or counted is None or not units or not differ(told, counted):
        return
    words = say(
        "{what}: đơn vị báo cáo {told}, phiếu điều tra {counted}",
        what=what, told=format_number(told), counted=format_number(counted),
    )  # fmt: skip
    yield _finding("sources_differ", reports, units, sheet, words)


def _count(answer: pd.Series) -> int | None:
    """How many yes; None where more is unknown than two sources may differ by."""
    yes, unknown = int(answer.fillna(False).sum()), int(answer.isna().sum())
    return None if differ(yes, yes + unknown) else yes


def _literacy_classes(reports: UnitReports, people: pd.DataFrame, area: Area) -> Iterator[Finding]:
    """Learners that schools report, and people whom the register notes as in a literacy class."""
    units = _owing(area, "literacy_classes")
    told = _total(_without_unopened(reports), "literacy_classes", "learners", units)
    counted = _count(people["literacy_class_now"] > 0)
    what = say("người học lớp xóa mù chữ")
    yield from _compare(reports, units, "literacy_classes", what, told, counted)


def _without_unopened(reports: UnitReports) -> UnitReports:
    """The reports without literacy classes that were not opened: nobody sits in them."""
    table = reports.tables["literacy_classes"]
    opened = table[~table["state"].isin(["trong kế hoạch", "đã hủy"])]
    return replace(reports, tables=reports.tables | {"literacy_classes": opened})


def _pupils(reports: UnitReports, people: pd.DataFrame, area: Area) -> Iterator[Finding]:
    """Pupils by level. Levels that one school teaches together are compared together."""
    schools = [unit for unit in _owing(area, "school") if unit.levels]
    for levels in _levels_together(schools):
        units = [unit for unit in schools if levels & set(unit.levels)]
        told = _total(reports, "school", "pupils", units)
        grades = [people["grade_now"].between(*GRADES[level]) for level in GRADES if level in levels]
        names = ", ".join(level for level in GRADES if level in levels)
        what = say("học sinh, trẻ {names}", names=names)
        yield from _compare(reports, units, "school", what, told, _count(_any(grades)))


def _levels_together(schools: list[Unit]) -> list[set[str]]:
    groups: list[set[str]] = []
    for school in schools:
        touched = [group for group in groups if group & set(school.levels)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(school.levels).union(*touched))
    return sorted(groups, key=lambda group: min(list(GRADES).index(level) for level in group))


def _any(answers: list[pd.Series]) -> pd.Series:
    together = answers[0]
    for answer in answers[1:]:
        together = together | answer
    return together


def _under_five(reports: UnitReports, people: pd.DataFrame, area: Area) -> Iterator[Finding]:
    units = _owing(area, "under5")
    for item, ages in (("0–2 tuổi", (0, 2)), ("3–4 tuổi", (3, 4))):
        told = _total(reports, "under5", "in_class", units, item)
        counted = _count(people["age"].between(*ages) & people["attending"])
        what = say("trẻ {item} đang học", item=item)
        yield from _compare(reports, units, "under5", what, told, counted)


def _khom(reports: UnitReports, people: pd.DataFrame, area: Area, period: Period) -> Iterator[Finding]:
    """Working age, and adults, of each khóm; of elders, whom the register lacks, the khóm's own number."""
    working = in_working_age(people, on=period.reference_date)
    grown = people["age"].between(18, 60)
    for unit in _owing(area, "workers"):
        of_khom = people["khom"] == unit.name
        if not of_khom.any():
            continue
        told = _total(reports, "workers", "working_age", [unit])
        what = say("người trong độ tuổi lao động")
        yield from _compare(reports, [unit], "workers", what, told, _count(working[of_khom]))
        adults, elders = _count(grown[of_khom]), _total(reports, "elders", "population", [unit])
        if adults is not None and elders is not None:
            told = _total(reports, "citizens", "adults", [unit])
            what = say("người từ 18 tuổi")
            yield from _compare(reports, [unit], "citizens", what, told, adults + elders)


def _persons_of_seats(reports: UnitReports, area: Area) -> Iterator[Finding]:
    """No more persons learnt at the centre, by the khóm, than there were seats taken in its classes."""
    centres = _owing(area, "classes")
    table = reports.tables["classes"]
    held = table[table["state"] == "đã mở"]
    for column, of_class in (("rural_workers_at_centre", "rural_workers"), ("farmers_at_centre", "farmers")):
        persons = _total(reports, "workers", column, _owing(area, "workers"))
        told = centres and all(_has_sent(reports, unit, "classes") for unit in centres)
        if not told or persons is None or held[of_class].isna().any() or persons <= held[of_class].sum():
            continue
        words = say(
            "“{form}”: các khóm ghi {persons} người, các lớp của TTHTCĐ chỉ có {seats} lượt",
            form=sheets()["workers"].column(column).heading, persons=format_number(persons),
            seats=format_number(int(held[of_class].sum())),
        )  # fmt: skip
        yield _finding("persons_exceed_seats", reports, centres, "classes", words)


def _groups_of_seats(reports: UnitReports, area: Area) -> Iterator[Finding]:
    """No more persons of a group learnt at the centre than the group took seats in its classes."""
    table = reports.tables["classes"]
    for centre in _owing(area, "learner_groups"):
        classes = table[table["unit"] == centre.id]
        held = classes[classes["state"] == "đã mở"]
        if not _has_sent(reports, centre, "classes") or classes["state"].isna().any():
            continue
        for item, of_class in ((ALL_LEARNERS, "learners"), *zip(PERSONS, GROUPS, strict=True)):
            persons = _total(reports, "learner_groups", "persons", [centre], item)
            if persons is None or held[of_class].isna().any() or persons <= held[of_class].sum():
                continue
            words = say(
                "“{item}”: ghi {persons} người, các lớp chỉ có {seats} lượt",
                item=item, persons=format_number(persons), seats=format_number(int(held[of_class].sum())),
            )  # fmt: skip
            yield _finding("persons_exceed_seats", reports, [centre], "learner_groups", words)


def _accumulating(reports: UnitReports, earlier: UnitReports, area: Area) -> Iterator[Finding]:
    """What a unit counts up from January, at the end of the year and in June."""
    for sheet, columns in ACCUMULATING.items():
        for unit in _owing(area, sheet):
            for column in columns:
                now, then = (_total(told, sheet, column, [unit]) for told in (reports, earlier))
                heading = f"“{sheets()[sheet].column(column).heading}”"
                yield from _fallen(reports, unit, sheet, heading, now, then)
    for unit in _owing(area, "classes"):
        held, before = (_held(told, unit) for told in (reports, earlier))
        for what in ("số lớp đã mở", "số người học"):
            yield from _fallen(reports, unit, "classes", what, held.get(what), before.get(what))
    for unit in _owing(area, "broadcasts"):
        now, then = (_rows(told, unit, "broadcasts") for told in (reports, earlier))
        yield from _fallen(reports, unit, "broadcasts", "số lần phát thanh", now, then)


def _rows(reports: UnitReports, unit: Unit, sheet: str) -> int | None:
    sent = _has_sent(reports, unit, sheet)
    return int((reports.tables[sheet]["unit"] == unit.id).sum()) if sent else None


def _held(reports: UnitReports, unit: Unit) -> dict[str, int]:
    """How many classes a centre has held and with how many learners; nothing where it does not tell."""
    table = reports.tables["classes"]
    rows = table[table["unit"] == unit.id]
    if not _has_sent(reports, unit, "classes") or rows["state"].isna().any():
        return {}
    held = rows[rows["state"] == "đã mở"]
    learners = {} if held["learners"].isna().any() else {"số người học": int(held["learners"].sum())}
    return {"số lớp đã mở": len(held)} | learners


def _fallen(
    reports: UnitReports, unit: Unit, sheet: str, what: str, now: int | None, then: int | None
) -> Iterator[Finding]:
    if now is None or then is None or now >= then:
        return
    words = say(
        "{what}: 6 tháng đầu năm {then}, cả năm {now}",
        what=what, then=format_number(then), now=format_number(now),
    )  # fmt: skip
    yield _finding("accumulated_fell", reports, [unit], sheet, words)
