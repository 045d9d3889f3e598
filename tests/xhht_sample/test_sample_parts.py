"""The small parts: chance, presence, schooling, literacy courses, spelling, damages."""

import datetime as dt
from dataclasses import replace

import pytest

from xhht_sample.communes import PHU_MY
from xhht_sample.damages import plan_damages, spoiled_fields
from xhht_sample.dice import Dice
from xhht_sample.literacy import Course, class_in, stage_finished_in
from xhht_sample.population import Household, Person, presence
from xhht_sample.schooling import Path, Schooling, schooling_in
from xhht_sample.schools import school_of
from xhht_sample.survey import survey

HOUSEHOLD = Household(
    number=1, commune=PHU_MY, khom=3, people="Kinh", head=("Lê", "Văn", "An"), move="", moved=0, poor=False,
    temporary=False, short_stay=0,
)  # fmt: skip
PERSON = Person(
    number=1, household=HOUSEHOLD, relation="Con", name=("Lê", "Thị", "Lan"), parent="", sex="nữ",
    born=dt.date(2000, 5, 1), disabled=False, died=0, surveyed_when_old=False,
)  # fmt: skip
PATH = Path(
    last_grade=12, preschool_from=3, late_start=False, repeats=0, leaves_midway=False,
    tells_last_grade=False, keeps_diploma=True, after_9=False, degree=0, able_to_learn=False,
)  # fmt: skip


def test_a_stream_gives_the_same_numbers_again():
    first = [Dice(7).between(0, 999), Dice(7).between(0, 999), Dice(8).between(0, 999)]
    assert first == [73, 73, 900]


@pytest.mark.parametrize(
    ("change", "house", "expected"),
    [
        ({}, {}, ("here", "here")),
        ({"died": 2023}, {}, ("dead", "")),
        ({"died": 2024}, {}, ("here", "dead")),
        ({"born": dt.date(2024, 1, 2)}, {}, ("", "here")),
        ({"born": dt.date(1963, 1, 2)}, {}, ("here", "")),
        ({"born": dt.date(1963, 1, 2), "surveyed_when_old": True}, {}, ("here", "here")),
        ({}, {"move": "away", "moved": 2023}, ("away", "")),
        ({}, {"move": "away", "moved": 2024}, ("here", "away")),
        ({}, {"move": "came", "moved": 2024}, ("", "here")),
        ({}, {"short_stay": 2024}, ("", "short")),
    ],
)
def test_presence_in_both_years(change, house, expected):
    person = replace(PERSON, household=replace(HOUSEHOLD, **house), **change)
    assert (presence(person, 2023), presence(person, 2024)) == expected


@pytest.mark.parametrize(
    ("change", "age", "expected"),
    [
        ({}, 2, Schooling()),
        ({}, 3, Schooling(grade_now=0)),
        ({}, 6, Schooling(grade_now=1, level_finished=1)),
        ({"late_start": True}, 6, Schooling(grade_now=0)),
        ({"preschool_from": 6}, 6, Schooling(grade_now=1)),
        ({}, 11, Schooling(grade_now=6, level_finished=2)),
        ({"repeats": 3}, 9, Schooling(grade_now=3, repeating=True, level_finished=1)),
        ({"repeats": 3}, 11, Schooling(grade_now=5, level_finished=1)),
        ({}, 17, Schooling(grade_now=12, level_finished=3)),
        ({}, 18, Schooling(level_finished=4)),
        ({"degree": 4}, 21, Schooling(grade_now=13, level_finished=4)),
        ({"degree": 4}, 22, Schooling(level_finished=4, degree=4)),
        ({"degree": 5}, 24, Schooling(level_finished=4, degree=4)),
        ({"degree": 5}, 28, Schooling(level_finished=4, degree=5)),
        ({"last_grade": 9, "after_9": True}, 18, Schooling(grade_now=13, level_finished=3)),
        ({"last_grade": 9, "after_9": True}, 19, Schooling(level_finished=3, degree=2)),
        ({"last_grade": 7, "leaves_midway": True}, 14, Schooling(level_finished=2, grade_left=8)),
        ({"last_grade": 7}, 14, Schooling(level_finished=2, grade_finished=7)),
        ({"last_grade": 5}, 30, Schooling(level_finished=2)),
        ({"last_grade": 5, "keeps_diploma": False}, 50, Schooling(grade_finished=5)),
        ({"last_grade": 0}, 50, Schooling()),
    ],
)
def test_schooling_at_an_age(change, age, expected):
    born = 2024 - age
    assert schooling_in(replace(PATH, **change), born=born, year=2024) == expected


def test_a_course_goes_from_class_to_certificate():
    course = Course(autumn=2023, grade=5, stage=5, passes=True)
    assert [(class_in(course, y), stage_finished_in(course, y)) for y in (2022, 2023, 2024)] == [
        (0, 0), (5, 0), (0, 5),
    ]  # fmt: skip
    assert stage_finished_in(replace(course, passes=False), 2024) == 0


@pytest.mark.parametrize(
    ("grade", "continuing", "code"),
    [(0, False, "0099002"), (4, False, "0099011"), (9, False, "0099022"), (10, False, "0099031"),
     (10, True, "0099041"), (13, False, "0099051")],
)  # fmt: skip
def test_school_of_a_child_of_khom_3(grade, continuing, code):
    assert school_of(grade, 3, continuing=continuing).code == code


def test_no_two_people_share_name_year_and_khom():
    people = [record.person for record in survey(PHU_MY, 2024)]
    keys = {(" ".join(p.name), p.born.year, p.household.khom) for p in people}
    assert len(keys) == len(people)


def test_the_second_register_is_the_first_one_year_on():
    before = {r.person.number: r for r in survey(PHU_MY, 2023) if r.presence == "here"}
    after = {r.person.number: r for r in survey(PHU_MY, 2024) if r.presence == "here"}
    both = before.keys() & after.keys()
    assert len(both) > 0.95 * len(before)
    assert {after[n].age - before[n].age for n in both} == {1}
    pupils = [n for n in both if 1 <= before[n].schooling.grade_now <= 11]
    steps = {after[n].schooling.grade_now - before[n].schooling.grade_now for n in pupils
             if 1 <= after[n].schooling.grade_now <= 12}  # fmt: skip
    assert steps == {0, 1}  # 0: repeats the year
    assert all(after[n].schooling.level_finished >= before[n].schooling.level_finished for n in both)


def test_damages_without_people():
    assert plan_damages([], PHU_MY, 2024) == {}


def test_spoiled_fields_of_harmless_and_harmful_damage():
    assert spoiled_fields({1: "day_32", 2: "year_2204", 3: "school_without_class"}) == {
        2: ("birth_year",),
        3: ("grade_now", "attending"),
    }
