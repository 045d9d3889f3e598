"""What the schools of the sample report."""

from __future__ import annotations

from collections.abc import Sequence

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import sheets
from xhht_sample.units_intended import intended, total
from xhht_sample.units_khom import Values
from xhht_sample.units_spread import first_ones, spread

#: The first school of a level is the largest; the second and later ones follow.
_SIZES = (56, 44, 38)
_PUPILS_A_CLASS = 32
#: Of what is put online: materials and classes that schools report on their own sheet, materials of others.
_ONLINE_SHARES = (45, 14, 41)


def online_split(period: Period) -> tuple[int, int, int]:
    """Materials of schools, classes of schools, materials of all others."""
    amount = intended("online_learning", period).numerator
    materials, classes, others = spread(amount, _ONLINE_SHARES)
    return materials, classes, others


def school_values(schools: Sequence[Unit], period: Period) -> dict[str, Values]:
    """Unit id → sheet id → rows, without the sheet ``own_plan`` that other units owe too."""
    if not schools:
        return {}
    values: dict[str, Values] = {unit.id: {} for unit in schools}
    _fill_school(values, schools, period)
    preschools = [unit for unit in schools if "MN" in unit.levels]
    if preschools:
        _fill_preschool(values, preschools, period)
    taught = [unit for unit in schools if {"TH", "THCS"} & set(unit.levels)]
    if taught:
        _fill_literacy(values, taught, period)
    return values


def _pupils(schools: Sequence[Unit], period: Period) -> list[int]:
    pupils = [0] * len(schools)
    for level in ("MN", "TH", "THCS", "THPT"):
        places = [place for place, unit in enumerate(schools) if level in unit.levels]
        if places:
            parts = spread(total(f"pupils {level}", period), _sizes(len(places)))
            for place, part in zip(places, parts, strict=True):
                pupils[place] += part
    return pupils


def _sizes(count: int) -> list[int]:
    return [_SIZES[min(place, len(_SIZES) - 1)] for place in range(count)]


def _fill_school(values: dict[str, Values], schools: Sequence[Unit], period: Period) -> None:
    pupils = _pupils(schools, period)
    skills = spread(intended("life_skill_pupils", period).numerator, pupils)
    materials, classes, _ = online_split(period)
    uploaded, opened = spread(materials, pupils), spread(classes, pupils)
    # The schools of the highest level go first in working digitally.
    general = [unit.id for unit in reversed(schools) if set(unit.levels) - {"MN"}]
    digital = dict(zip(general, first_ones(intended("digital_schools", period).numerator, 99), strict=False))
    for place, unit in enumerate(schools):
        values[unit.id]["school"] = [
            {
                "classes": -(-pupils[place] // _PUPILS_A_CLASS),
                "pupils": pupils[place],
                "life_skill_pupils": skills[place],
                "digital": digital.get(unit.id),
                "online_materials": uploaded[place],
                "online_classes": opened[place],
            }
            | _means(unit, pupils[place])
        ]
        values[unit.id]["conditions"] = [{"item": item, "met": True} for item in sheets()["conditions"].items]


def _means(unit: Unit, pupils: int) -> dict[str, int]:
    """Rooms, staff and pupils of a kind, in proportion to the school's classes and pupils."""
    classes = -(-pupils // _PUPILS_A_CLASS)
    teachers = classes * 2 if "MN" in unit.levels else classes * 3 // 2
    return {
        "rooms": classes,
        "teachers": teachers,
        "qualified_teachers": teachers - teachers // 12,
        "staff": 3 + classes // 8,
        "from_elsewhere": pupils // 40,
        "disadvantaged_6_10": 28 if "TH" in unit.levels else 0,
        "disadvantaged_11_14": 45 if "THCS" in unit.levels else 0,
    }


def _fill_preschool(values: dict[str, Values], schools: Sequence[Unit], period: Period) -> None:
    sizes = _sizes(len(schools))
    norm = intended("preschool_teachers_of_norm", period)
    groups = len(schools)
    classes = spread((norm.denominator - 25 * groups) // 22, sizes)
    teachers = spread(norm.numerator // 10, sizes)
    policies = intended("policies_served", period)
    entitled = policies.denominator - sum(teachers)
    children = spread(entitled, sizes)
    # Only children wait for what is due to them: those of the last school.
    waiting = [0] * (len(schools) - 1) + [policies.denominator - policies.numerator]
    young = {
        item: spread(total(name, period), sizes)
        for item, name in {"0–2 tuổi": "under 3 in class", "3–4 tuổi": "3 and 4 in class"}.items()
    }
    for place, unit in enumerate(schools):
        values[unit.id]["preschool"] = [
            {
                "nursery_groups": 1,
                "nursery_teachers": 2,
                "kindergarten_classes": classes[place],
                "kindergarten_teachers": teachers[place] - 2,
                "teachers_entitled": teachers[place],
                "teachers_served": teachers[place],
                "children_entitled": children[place],
                "children_served": children[place] - waiting[place],
            }
        ]
        values[unit.id]["under5"] = [
            {"item": item, "in_class": parts[place]} for item, parts in young.items()
        ]


def _fill_literacy(values: dict[str, Values], schools: Sequence[Unit], period: Period) -> None:
    """Each school has a first-stage class, a second-stage class, and one that keeps up what was learnt.

    One class more than were opened is planned at the first school: to come in mid-year, dropped by December.
    """
    sizes, weights = _sizes(len(schools)), (26, 44, 30)
    now = spread(total("in literacy classes now", period), sizes)
    ever = spread(intended("literacy_class_learners", period).numerator, sizes)
    classes = intended("literacy_classes_opened", period)
    for unit, sitting, studied in zip(schools, now, ever, strict=True):
        kinds = (("XMC", "1"), ("XMC", "2"), ("GDTTSKBC", ""))
        parts = zip(kinds, spread(sitting, weights), spread(studied, weights), strict=True)
        values[unit.id]["literacy_classes"] = [
            {
                "kind": kind,
                "stage": stage or None,
                "learners": part,
                "women": part * 58 // 100,
                "state": "đã mở",
                "planned": True,
                "studied": all_of_it,
                "finished": all_of_it - part,
            }
            for (kind, stage), part, all_of_it in parts
        ]
    unopened = {"kind": "XMC", "stage": "1", "planned": True}
    unopened["state"] = "trong kế hoạch" if period.is_half else "đã hủy"
    for unit in schools[: classes.denominator - classes.numerator]:
        values[unit.id]["literacy_classes"].append(unopened)
