"""The people of one commune of the synthetic province, drawn as whole columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
import pyarrow as pa

from xhht_sample.dice import Dice
from xhht_sample.names import FAMILY, GIVEN, MIDDLE
from xhht_sample.schooling import LAST_GRADE, LAST_GRADE_GROUPS

YEAR = 2024
#: Youngest and oldest of an age band → people of each hundred.
AGES = {(0, 4): 7, (5, 14): 16, (15, 24): 14, (25, 39): 23, (40, 59): 26, (60, 79): 12, (80, 99): 2}
WOMEN, PEOPLE_OF_A_HOUSEHOLD = 0.51, 3.6
ETHNICITIES = {"Kinh": 890, "": 40, "kinh": 10, "Khmer": 40, "Hoa": 12, "Chăm": 7, "Kinh ?": 1}
RESIDENCES = {"thường trú": 960, "tạm trú": 25, "tạm trú 8 tháng": 10, "tạm trú 3 tháng": 5}
CIRCUMSTANCES = {"": 9480, "HN": 350, "CĐDC": 30, "TB": 40, "chuyển đi": 60, "chết": 35, "chưa gặp": 5}
LITERACY_CLASSES = {0: 88, 3: 6, 5: 6}
DEGREES = {"": 55, "THCN": 15, "Cao đẳng": 12, "Đại học": 17, "Thạc sĩ": 1}
LEVELS = ("", "MN", "TH", "THCS", "THPT")
PRESCHOOL_FROM = {1: 4, 2: 12, 3: 50, 4: 22, 5: 11, 6: 1}
GROUPS_AT_PRESCHOOL = ("Nhà trẻ", "Mầm 1", "Chồi 2", "Lá 3")
#: Shares of birth cells that hold a year alone, and of those that hold no date that can be.
YEAR_ALONE, NO_DATE = 0.12, 0.0015
WRONG_DATES = ("31/2/1985", "15/13/1990", "02/09/2204", "", "không nhớ")
LEAVE_MIDWAY, TELL_LAST_GRADE, DISABLED, ABLE_TO_LEARN = 0.5, 0.25, 0.014, 0.78
#: Cells in which a class, a level or a grade left does not fit the rest.
SLIPS = 0.002


def commune_people(number: int, people: int, khom: Sequence[str]) -> pa.Table:
    """One row a person: texts and codes as a survey's file has them; equal arguments give equal tables."""
    dice = Dice(6, number)
    age = _ages(dice, people)
    woman = dice.many(people) < WOMEN
    household = 1 + np.cumsum(dice.many(people) < 1 / PEOPLE_OF_A_HOUSEHOLD)
    place = np.minimum(np.arange(people) * len(khom) // max(people, 1), len(khom) - 1)
    disabled = dice.many(people) < DISABLED
    able = disabled & (dice.many(people) < ABLE_TO_LEARN) & (age >= 3) & (age <= 18)
    columns = {
        "khom": _words(khom, place),
        "ho": pa.array(household.astype("int32")),
        "ho_ten": _names(dice, woman),
        "gioi_tinh": pa.array(np.where(woman, 2, 1).astype("int8")),
        "ngay_sinh": _births(dice, age),
        "dan_toc": _drawn(dice, ETHNICITIES, people),
        "cu_tru": _drawn(dice, RESIDENCES, people),
        "hoan_canh": _drawn(dice, CIRCUMSTANCES, people),
        **_schooling(dice, age),
        "khuyet_tat": pa.array(disabled.astype("int8")),
        "kha_nang_hoc": pa.array(able.astype("int8")),
    }
    return pa.table(columns)


def _choose(dice: Dice, weights: Sequence[int], count: int) -> np.ndarray:
    """Places in ``weights``, whole numbers, as often as these say."""
    ends = list(accumulate(weights))
    return np.searchsorted(ends, dice.many(count) * ends[-1], side="right")


def _drawn(dice: Dice, weights: Mapping[str, int], count: int) -> pa.Array:
    return _words(list(weights), _choose(dice, list(weights.values()), count))


def _words(words: Sequence[str], places: np.ndarray) -> pa.Array:
    return pa.array(words).take(pa.array(places))


def _ages(dice: Dice, people: int) -> np.ndarray:
    lows, highs = np.array(list(AGES)).T
    band = _choose(dice, list(AGES.values()), people)
    above = (dice.many(people) * (highs - lows + 1)[band]).astype("int64")
    return np.asarray(lows[band] + above)


def _names(dice: Dice, woman: np.ndarray) -> pa.Array:
    """Families of equal weight: here only the number of different names matters."""
    count = len(woman)
    men, women = (
        [f"{family} {middle} {given}" for family in FAMILY for middle in MIDDLE[sex] for given in GIVEN[sex]]
        for sex in ("nam", "nữ")
    )
    of_woman = len(men) + (dice.many(count) * len(women)).astype("int64")
    of_man = (dice.many(count) * len(men)).astype("int64")
    return _words([*men, *women], np.where(woman, of_woman, of_man))


def _births(dice: Dice, age: np.ndarray) -> pa.Array:
    """dd/mm/yyyy, now and then a year alone, seldom nothing that can be a date."""
    year = YEAR - age
    first = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    day = first + (dice.many(len(age)) * 365).astype("timedelta64[D]")
    days, each = np.unique(day, return_inverse=True)
    written = [f"{d.day:02d}/{d.month:02d}/{d.year}" for d in days.tolist()]
    years = [str(y) for y in range(YEAR - 120, YEAR + 1)]
    way = dice.many(len(age))
    places = np.where(way < YEAR_ALONE, len(written) + year - (YEAR - 120), each)
    wrong = len(written) + len(years) + (dice.many(len(age)) * len(WRONG_DATES)).astype("int64")
    return _words([*written, *years, *WRONG_DATES], np.where(way > 1 - NO_DATE, wrong, places))


def _schooling(dice: Dice, age: np.ndarray) -> dict[str, pa.Array]:
    """The boxes of schooling in the autumn of ``YEAR``, of people who began at six and never repeat."""
    count = len(age)
    last = _last_grades(dice, YEAR - age)
    step = age - 5
    begins = np.array(list(PRESCHOOL_FROM))[_choose(dice, list(PRESCHOOL_FROM.values()), count)]
    child, pupil = step < 1, (step >= 1) & (step <= last)
    done = np.where(child, 0, np.where(pupil, step - 1, last))
    level = np.select([done >= 12, done >= 9, done >= 5, ~child & (begins < 6)], [4, 3, 2, 1], 0)
    left_school = ~child & ~pupil
    midway = left_school & (last < 12) & (dice.many(count) < LEAVE_MIDWAY)
    told = left_school & ~midway & (~np.isin(last, (5, 9, 12)) | (dice.many(count) < TELL_LAST_GRADE))
    through = left_school & (last == 12)
    degree = np.where(through & (age > 22), _choose(dice, list(DEGREES.values()), count), 0)
    student = through & (age <= 22) & (dice.many(count) < 0.5)
    early = left_school & (last < 5) & (age <= 60)
    course = np.where(early, _choose(dice, list(LITERACY_CLASSES.values()), count), 0)
    stage = np.array(list(LITERACY_CLASSES))[course]
    sits = stage * (dice.many(count) < 0.4)
    relapsed = (left_school & (last >= 3) & (last <= 5) & (age >= 30) & (dice.many(count) < 0.03)).astype(int)
    slip = dice.many(count) < SLIPS
    return {
        "lop_dang_hoc": _classes(dice, age, step, pupil, child & (begins <= age), student),
        "lop_xong": pa.array((np.where(told, last, 0) + 10 * slip).astype("int8")),
        "bac_tot_nghiep": _words(LEVELS, np.where(dice.many(count) < SLIPS, 3, level)),
        "bang_nghe": _words(list(DEGREES), degree),
        "lop_bo": pa.array(np.where(midway, last + 1, 0).astype("int8")),
        "lop_xmc": pa.array(sits.astype("int8")),
        "xong_xmc": pa.array((stage - sits).astype("int8")),
        "tai_mu": pa.array(relapsed.astype("int8")),
    }


def _last_grades(dice: Dice, born: np.ndarray) -> np.ndarray:
    """The last grade ever finished, by year of birth as in the sample commune."""
    group, way = np.zeros(len(born), dtype="int64"), dice.many(len(born))
    above = 10_000
    for since, shares in LAST_GRADE.items():
        ends = np.array(list(accumulate(round(10 * share) for share in shares)))
        mine = (born >= since) & (born < above)
        group[mine] = np.searchsorted(ends, way[mine] * ends[-1], side="right")
        above = since
    lows, highs = np.array(LAST_GRADE_GROUPS).T
    above = (dice.many(len(born)) * (highs - lows + 1)[group]).astype("int64")
    return np.asarray(lows[group] + above)


def _classes(
    dice: Dice, age: np.ndarray, grade: np.ndarray, pupil: np.ndarray, little: np.ndarray, student: np.ndarray
) -> pa.Array:
    rooms = [f"{number}{room}" for number in range(1, 13) for room in "ABCD"]
    words = ["", "ĐH", *GROUPS_AT_PRESCHOOL, *rooms, "?"]
    room = (dice.many(len(age)) * 4).astype("int64")
    places = np.where(student, 1, 0)
    places = np.where(little, 2 + np.clip(age - 2, 0, 3), places)
    places = np.where(pupil, 6 + 4 * (np.clip(grade, 1, 12) - 1) + room, places)
    return _words(words, np.where(dice.many(len(age)) < SLIPS / 4, len(words) - 1, places))
