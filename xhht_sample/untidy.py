"""One record as the cells of a row, filled in the way people really fill them."""

from __future__ import annotations

import datetime as dt

from xhht_sample.dice import Dice
from xhht_sample.schools import class_name, school_of
from xhht_sample.spelling import misspell, number_or_text, respace
from xhht_sample.survey import Record
from xhht_sample.traits import (
    KHOM_SPELLINGS,
    NOTES,
    SHARES,
    TEMPORARY_LONG,
    TEMPORARY_SHORT,
)

Cell = str | int | dt.date
LEVELS = {1: ("MN",), 2: ("TH", "TH", "Tiểu học"), 3: ("THCS",), 4: ("THPT",)}
DEGREES = {
    1: ("Sơ cấp", "Sơ cấp nghề"),
    2: ("THCN", "Trung cấp"),
    3: ("Cao đẳng", "CĐ"),
    4: ("Đại học", "ĐH"),
    5: ("Thạc sĩ",),
    6: ("Tiến sĩ",),
}
#: From the survey of this year on, who ends lower secondary school gets no diploma (Luật 123/2025): a blank
#: box.
NO_DIPLOMA_SINCE = 2026
DISABILITIES = ("movement", "hearing", "sight", "mental", "intellect", "learning", "autism", "other")
RELIGIONS = {"Phật giáo Hòa Hảo": 78, "PGHH": 8, "Phật": 6, "Không": 5, "Công giáo": 2, "Cao Đài": 1}


def fill_row(record: Record, damage: str, *, year: int) -> dict[str, Cell]:
    """Cells by field name; a blank box has no entry. A person's own spellings come back every year."""
    dice = Dice(*record.person.household.commune.stream, 5, record.person.number)
    row: dict[str, Cell] = {}
    row |= _person(record, damage, dice)
    row |= _birth(record.person.born, damage, dice)
    row |= _household(record, dice)
    row |= _circumstance(record, dice)
    row |= _literacy_and_disability(record, dice)
    # What changes from year to year comes last: the draws before it stay the same for a person.
    row |= _school_now(record, damage, year, dice)
    row |= _finished(record, damage, year, dice)
    return {name: value for name, value in row.items() if value != ""}


def _person(record: Record, damage: str, dice: Dice) -> dict[str, Cell]:
    person = record.person
    family, middle, given = person.name
    khom, word = person.household.khom, person.household.commune.word
    spelling = dice.pick(KHOM_SPELLINGS[word]) if dice.chance(SHARES["khom_other"]) else f"{word} {{}}"
    if khom >= 10:
        spelling = spelling.replace("0{}", "{}")
    mark = ""
    if person.sex == "nữ":
        mark = "X" if dice.chance(SHARES["women_capital"]) else "x"
        mark = f" {mark} " if dice.chance(SHARES["women_spaces"]) else mark
    people = person.household.people
    if people == "Kinh":
        people = dice.pick(("Kinh", "kinh")) if dice.chance(SHARES["kinh_written"]) else ""
    return {
        "khom": "" if damage == "khom_blank" else spelling.format(khom),
        "family_name": misspell(f"{family} {middle}", dice),
        "given_name": misspell(given, dice),
        "female": "?" if damage == "sex_unclear" else mark,
        "ethnicity": people,
        "religion": misspell(dice.weighted(RELIGIONS), dice)
        if dice.chance(SHARES["religion_filled"])
        else "",
    }


def _birth(born: dt.date, damage: str, dice: Dice) -> dict[str, Cell]:
    day, month, year = born.day, born.month, born.year
    damaged: dict[str, dict[str, Cell]] = {
        "day_32": {"birth_day": 32, "birth_month": month, "birth_year": year},
        "month_13": {"birth_day": day, "birth_month": 13, "birth_year": year},
        "day_31_2": {"birth_day": 31, "birth_month": 2, "birth_year": year},
        "year_2204": {"birth_day": day, "birth_month": month, "birth_year": 2204},
        "birth_blank": {},
        "before_1954": {"birth_year": "Trước 1954"},
    }
    if damage in damaged:
        return damaged[damage]
    way = dice.fraction()
    ways: tuple[tuple[str, dict[str, Cell]], ...] = (
        ("birth_year_only", {"birth_year": number_or_text(year, dice)}),
        ("birth_text", {"birth_day": f"{day:02d}/{month:02d}/{year}"}),
        ("birth_excel_date", {"birth_day": born}),
    )
    for share, cells in ways:
        if way < SHARES[share]:
            return cells
        way -= SHARES[share]
    return {
        "birth_day": number_or_text(day, dice),
        "birth_month": number_or_text(month, dice),
        "birth_year": number_or_text(year, dice),
    }


def _household(record: Record, dice: Dice) -> dict[str, Cell]:
    person, household = record.person, record.person.household
    family, middle, given = household.head
    address = f"Nhà mẫu số {household.number}" if dice.chance(SHARES["address_filled"]) else ""
    phone = f"0000 {household.number:06d}" if dice.chance(SHARES["phone_filled"]) else ""
    return {
        "head_family_name": misspell(f"{family} {middle}", dice),
        "head_given_name": misspell(given, dice),
        "address": address,
        "form_number": f"MAU-{household.number:05d}",
        "relation": person.relation,
        "parents": misspell(person.parent, dice) if person.parent else "",
        "phone": phone,
        "note": dice.pick(NOTES) if dice.chance(SHARES["note_filled"]) else "",
    }


def _school_now(record: Record, damage: str, year: int, dice: Dice) -> dict[str, Cell]:
    grade = record.schooling.grade_now
    if grade < 0:
        return {}
    khom = record.person.household.khom
    continuing = 10 <= grade <= 12 and dice.chance(SHARES["complementary"])
    school = school_of(grade, khom, continuing=continuing)
    degree = 2 if record.path.after_9 else record.path.degree
    name = class_name(
        grade,
        age=record.age,
        degree=degree,
        repeating=record.schooling.repeating,
        continuing=continuing,
        year=year,
        dice=dice,
    )
    code: Cell = int(school.code) if dice.chance(SHARES["code_as_number"]) else school.code
    code = "0098765" if dice.chance(SHARES["code_wrong"]) else code
    in_khoi = 1 <= grade <= 12 and dice.chance(SHARES["grade_in_khoi"])
    cells: dict[str, Cell] = {
        "grade": number_or_text(grade, dice) if in_khoi else "",
        "class_now": name,
        "school_place": "Huyện mẫu" if grade > 9 else "",
        "school": respace(school.name, dice),
        "school_code": code,
    }
    if damage == "school_without_class":
        return cells | {"grade": "", "class_now": ""}
    if damage == "class_unclear":
        return cells | {"grade": "", "class_now": "??"}
    if damage == "grades_differ":
        return cells | {"grade": grade, "class_now": f"{grade - 1}A"}
    return cells


def _finished(record: Record, damage: str, year: int, dice: Dice) -> dict[str, Cell]:
    schooling, age = record.schooling, record.age
    level = schooling.level_finished
    # Whoever finished a level did so at the age of 6, 11, 15 or 18, repeaters later.
    left_at = {0: age, 1: 6, 2: 11, 3: 15, 4: 18}[level]
    ended = year - max(0, age - left_at)
    school_year = f"{ended - 1}-{ended}"
    if damage == "years_not_consecutive":
        school_year = f"{ended - 2}-{ended}"
    elif dice.chance(SHARES["year_left_out"]) or not level:
        school_year = ""
    written = dice.pick(LEVELS[level]) if level else ""
    if level == 3 and ended == year >= NO_DIPLOMA_SINCE:
        written = school_year = ""
    written = {"level_unclear": "đã TN rồi", "diploma_too_high": "THCS"}.get(damage, written)
    degree, last, left = schooling.degree, schooling.grade_finished, schooling.grade_left
    left = schooling.grade_now if damage == "attending_and_left" else left
    stopped = year - max(0, age - 5 - max(last, left))
    # The boxes of the year stay empty more often than those of the grade.
    return {
        "level": written,
        "complementary": "x" if level >= 3 and age > 25 and dice.chance(SHARES["complementary"]) else "",
        "level_year": school_year,
        "degree": dice.pick(DEGREES[degree]) if degree else "",
        "degree_number": f"MAU{record.person.number:05d}" if degree and dice.chance(0.3) else "",
        "degree_year": year - max(0, age - 22) if degree and dice.chance(0.7) else "",
        "grade_finished": number_or_text(last, dice) if last else "",
        "grade_finished_year": f"{stopped - 1}-{stopped}" if last and dice.chance(0.6) else "",
        "grade_left": number_or_text(left, dice) if left else "",
        "grade_left_year": f"{stopped - 1}-{stopped}" if left and dice.chance(0.6) else "",
    }


def _literacy_and_disability(record: Record, dice: Dice) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "literacy_class_now": record.literacy_class_now or "",
        "literacy_stage_finished": record.literacy_stage_finished or "",
        "relapsed_level": record.relapsed_level or "",
    }
    if record.person.disabled:
        cells[f"disability_{dice.pick(DISABILITIES)}"] = "x"
        cells["disability_certified"] = "x" if dice.chance(0.7) else ""
        cells["able_to_learn"] = "x" if record.able_to_learn else ""
    return cells


def _circumstance(record: Record, dice: Dice) -> dict[str, Cell]:
    household = record.person.household
    told = {"away": ("chuyển đi", "Chuyển đi"), "dead": ("Chết", "chết")}
    state, detail, circumstance = "", "", ""
    if household.temporary:
        state = "Tạm trú"
        detail = dice.pick(TEMPORARY_SHORT if record.presence == "short" else TEMPORARY_LONG)
    if record.presence in told:
        circumstance = dice.pick(told[record.presence])
    elif household.move.startswith("came"):
        circumstance = dice.pick(("chuyển đến", "Chuyển đến"))
    elif household.poor:
        circumstance = "HN"
    elif dice.chance(SHARES["war_invalid"]) and record.age > 40:
        circumstance = "TB"
    elif dice.chance(SHARES["agent_orange"]):
        circumstance = "CĐDC"
    stay = state or ("Thường trú" if dice.chance(SHARES["stay_filled"]) else "")
    return {
        "priority": "DTTS" if household.people != "Kinh" else "",
        "stay_kind": stay,
        "stay_state": stay if dice.chance(SHARES["stay_twice"]) else "",
        "circumstance": circumstance,
        "circumstance_detail": detail,
    }
