"""Other surveys by their mapping: each field, codes not known, and what a survey does not ask."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.amount import examples
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.survey import _FILLERS, clean_survey
from xhht_analysis.sources.mapping import ColumnMap, SurveyMap
from xhht_analysis.sources.mapping_file import FIELDS
from xhht_analysis.sources.survey import RawSurvey
from xhht_analysis.sources.workbook import column_letters


def survey(columns, *, year=None, **mapped):
    """Clean a table of text columns; a field's mapping is its column's name unless given."""
    table = pd.DataFrame(columns, dtype=object)
    maps = {name: mapped.get(name, ColumnMap((name,))) for name in (mapped or columns)}
    letters = {name: column_letters(place) for place, name in enumerate(columns, start=1)}
    raw = RawSurvey(table, range(2, len(table) + 2), letters)
    return clean_survey(raw, SurveyMap("a.csv", maps, survey_year=year), period=Period(2024))


def of(field, *cells, values=None, missing=(), target=None):
    """Values of one field, and the findings about it."""
    age = "20" if field == "class_now" else "30"
    columns = {field: list(cells)} | ({} if field == "age" else {"age": [age] * len(cells)})
    maps = {name: ColumnMap((name,)) for name in columns} | {
        field: ColumnMap((field,), values, frozenset(missing))
    }
    clean = survey(columns, **maps)
    found = [None if pd.isna(v) else v for v in clean.people[target or field]]
    return found, [(f.kind, f.found, f.count) for f in clean.findings]


UNMAPPED, UNREADABLE = "value_unmapped", "class_unreadable"


@pytest.mark.parametrize(
    ("field", "cells", "target", "values", "findings"),
    [
        ("khom", ["K1", ""], "khom", ["K1", "Không rõ khóm"], []),
        ("household", ["7", ""], "household", ["7", None], []),
        ("sex", ["nam", "NỮ", "", "?"], "sex", ["nam", "nữ", None, None], [(UNMAPPED, "?", 1)]),
        ("age", ["30", "98+", "", "x", "x"], "age", [30, 98, None, None, None], [("age_unreadable", "x", 2)]),
        (
            "birth_date",
            ["5/6/1990", "1990", "?"],
            "birth_year",
            [1990, 1990, 1994],
            [("birth_invalid", "?", 1)],
        ),
        ("birth_year", ["1990", "1800"], "birth_year", [1990, 1994], [("birth_year_impossible", "1800", 1)]),
        (
            "ethnicity",
            ["Kinh", "Hoa", "", "12"],
            "minority",
            [False, True, False, None],
            [(UNMAPPED, "12", 1)],
        ),
        ("class_now", ["12A", "-1", "", "?"], "grade_now", [12, -1, -1, None], [(UNREADABLE, "?", 1)]),
        ("school", ["x", "", "không"], "attending", [True, False, False], []),
        ("grade_finished", ["0", "12", "13"], "grade_finished", [0, 12, None], [(UNMAPPED, "13", 1)]),
        ("level_finished", ["TH", "", "?"], "level_finished", [2, 0, None], [(UNMAPPED, "?", 1)]),
        ("vocational_degree", ["4", "THCN", "?"], "degree", [4, 2, None], [(UNMAPPED, "?", 1)]),
        ("university", ["1", "0", "?"], "university", [True, False, None], [(UNMAPPED, "?", 1)]),
        ("grade_left", ["4", "x"], "grade_left", [4, None], [(UNMAPPED, "x", 1)]),
        ("literacy_class_now", ["3", "6"], "literacy_class_now", [3, None], [(UNMAPPED, "6", 1)]),
        (
            "literacy_stage_finished",
            ["giai đoạn 1", "?"],
            "literacy_stage_finished",
            [3, None],
            [(UNMAPPED, "?", 1)],
        ),
        ("relapsed_level", ["1", "", "3"], "relapsed_level", [1, 0, None], [(UNMAPPED, "3", 1)]),
        ("literate_level", ["2", "0", "3"], "literate_level", [2, 0, None], [(UNMAPPED, "3", 1)]),
        ("disabled", ["co", "khong", "?"], "disabled", [True, False, None], [(UNMAPPED, "?", 1)]),
        ("able_to_learn", ["1", ""], "able_to_learn", [True, False], []),
        ("rural_worker", ["1", "0"], "rural_worker", [True, False], []),
        ("farmer", ["x", "0"], "farmer", [True, False], []),
        ("in_learning", ["True", "False"], "in_learning", [True, False], []),
        ("circumstance", ["HN", "chết"], "age", [30], [("row_dead", "", 1)]),
        ("residence", ["Thường trú", "tạm trú 3 tháng"], "age", [30], [("row_short_stay", "", 1)]),
    ],
)
def test_every_field(field, cells, target, values, findings):
    assert of(field, *cells, target=target) == (values, findings)


@pytest.mark.parametrize(
    ("field", "cells", "target", "values"),
    [
        ("age", ["0", "130", "131", "-1"], "age", [0, 130, None, None]),
        ("birth_year", ["1903", "1904", "2024", "2025"], "birth_year", [1994, 1904, 2024, 1994]),
        ("grade_finished", ["0", "12", "13"], "grade_finished", [0, 12, None]),
        ("grade_left", ["0", "12", "13"], "grade_left", [0, 12, None]),
        ("literate_level", ["0", "1", "2", "3"], "literate_level", [0, 1, 2, None]),
        ("vocational_degree", list("01234567"), "degree", [0, 1, 2, 3, 4, 5, 6, None]),
        ("vocational_degree", list("034567"), "university", [False, False, True, True, True, None]),
        ("vocational_degree", list("0167"), "qualified", [False, True, True, None]),
        ("grade_finished", ["4", "5", "8", "9", "11", "12"], "level_finished", [0, 2, 2, 3, 3, 4]),
        ("farmer", ["1", "true", "x", "có", "yes"], "farmer", [True] * 5),
        ("farmer", ["0", "false", "", "không", "no"], "farmer", [False] * 5),
        ("class_now", ["Mầm", "1A", "-1", "13"], "attending", [True, True, False, None]),
    ],
)
def test_the_first_and_the_last_answer_that_is_read(field, cells, target, values):
    assert of(field, *cells, target=target)[0] == values


def test_grades_do_not_tell_whether_a_child_below_7_finished_preschool():
    people = survey({"grade_finished": ["0", "0", "5"], "age": ["6", "7", "6"]}).people
    assert [None if pd.isna(v) else v for v in people["level_finished"]] == [None, 0, 2]


@pytest.mark.parametrize(
    ("field", "cell", "kind"),
    [("level_finished", "THCS", "level_above_age"), ("vocational_degree", "4", "degree_above_age")],
)
def test_what_contradicts_the_age_is_told_in_the_surveys_own_column(field, cell, kind):
    clean = survey({"age": ["12"], field: [cell]})
    assert [(f.kind, f.cell, f.count) for f in clean.findings] == [(kind, "B2", 1)]


def test_every_field_of_a_mapping_is_filled():
    assert FIELDS.keys() == _FILLERS.keys()


@pytest.mark.parametrize(
    ("field", "values", "wanted", "findings"),
    [
        ("sex", {"1": "nam", "2": "nu"}, ["nam", "nữ", None, None, None], [(UNMAPPED, "3", 1)]),
        ("khom", {"1": "Khóm 1", "2": ""}, ["Khóm 1", *["Không rõ khóm"] * 4], [(UNMAPPED, "3", 1)]),
        ("literate_level", {"1": 2, "2": 0}, [2, 0, None, None, None], [(UNMAPPED, "3", 1)]),
        ("disabled", {"1": True, "2": False}, [True, False, None, None, None], [(UNMAPPED, "3", 1)]),
    ],
)
def test_codes(field, values, wanted, findings):
    assert of(field, "1", "2", "9", "3", "", values=values, missing=["9"]) == (wanted, findings)


def test_a_khom_that_the_area_does_not_list_is_told_and_no_other():
    """A code for “not known” is an answer, a code without a meaning is told once; a blank is missing."""
    columns = {"khom": ["1", "1", "2", "3", "9", "8", ""], "age": ["30"] * 7}
    raw = RawSurvey(pd.DataFrame(columns, dtype=object), range(2, 9), {"khom": "A", "age": "B"})
    codes = ColumnMap(("khom",), {"1": "Khóm 1", "2": "K02", "3": "Khóm 7"}, frozenset(["9"]))
    mapping = SurveyMap("a.csv", {"khom": codes, "age": ColumnMap(("age",))}, survey_year=None)
    clean = clean_survey(raw, mapping, period=Period(2024), khom=["Khóm 1", "Khóm 2"])
    assert clean.people["khom"].tolist() == ["Khóm 1", "Khóm 1", "Khóm 2", *["Không rõ khóm"] * 4]
    assert sorted((f.cell, f.kind, f.found, f.count) for f in clean.findings) == [
        ("A5", "khom_unknown", "3", 1), ("A7", UNMAPPED, "8", 1), ("A8", "khom_missing", "", 1),
    ]  # fmt: skip


def test_codes_of_circumstance():
    clean = of(
        "circumstance", "1", "2", "9", "3", values={"1": "chết", "2": "HN"}, missing=["9"], target="age"
    )
    assert clean == ([30, 30, 30], [(UNMAPPED, "3", 1), ("row_dead", "", 1)])
    assert of("circumstance", "9", "abc", missing=["9"], target="age")[1] == [("circumstance_unknown", "", 1)]


@pytest.mark.parametrize(
    ("field", "ours", "hint"),
    [
        ("sex", "nan", " Có phải ý là “nam”?"),
        ("farmer", "khomg", " Có phải ý là “khong”?"),
        ("age", "già", ""),
    ],
)
def test_a_wrong_value_is_refused_although_nobody_gave_it(field, ours, hint):
    with pytest.raises(InputError) as error:
        of(field, "1", values={"7": ours})
    assert str(error.value) == (
        f"Tệp mapping.toml: “{ours}” không phải giá trị dùng được cho “{field}”.{hint} Xem docs/mapping.md."
    )


def test_two_columns_make_one_household():
    columns = {"age": ["1", "2", "3"], "a": ["7", "", "7"], "b": ["1", "", ""]}
    clean = survey(columns, age=ColumnMap(("age",)), household=ColumnMap(("a", "b")))
    assert [None if pd.isna(v) else v for v in clean.people["household"]] == ["7 1", None, "7"]


def test_ages_and_births_complete_each_other():
    columns = {"age": ["30", "", ""], "birth_year": ["1990", "1991", ""], "birth_date": ["", "", "5/6/1992"]}
    people = survey(columns).people
    assert people["birth_year"].tolist() == [1990, 1991, 1992]
    assert people["age"].tolist() == [30, 33, 32]


SCHOOLING = ["literate_1", "literate_2", "finished_primary", "schooling_known"]


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({}, (None, None, None, False)),
        ({"grade_finished": ["5"]}, (True, True, True, True)),
        ({"grade_finished": ["3"]}, (True, False, False, True)),
        ({"grade_finished": ["?"]}, (None, None, None, False)),
        ({"level_finished": [""]}, (False, False, False, False)),
        ({"level_finished": ["TH"]}, (True, True, True, True)),
        ({"class_now": ["6"]}, (None, None, True, True)),
        ({"class_now": ["3"]}, (None, None, None, True)),
        ({"class_now": [""]}, (None, None, None, False)),
        ({"literate_level": ["1"]}, (True, False, None, True)),
        ({"literate_level": ["0"], "level_finished": ["TH"]}, (False, False, True, True)),
    ],
)
def test_what_is_not_asked_stays_unknown(columns, wanted):
    people = survey(columns | {"age": ["30"]}).people
    assert tuple(None if pd.isna(v) else v for v in people[SCHOOLING].iloc[0]) == wanted


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"vocational_degree": ["THCN", "", "?"]}, [True, False, None]),
        ({"university": ["1", "0", "?"]}, [True, None, None]),
        ({"vocational_degree": ["?", "?", "0"], "university": ["1", "0", "0"]}, [True, None, False]),
        ({}, [None, None, None]),
    ],
)
def test_who_holds_a_qualification(columns, wanted):
    """None is noted where none is written; a survey of universities alone leaves the others open."""
    people = survey(columns | {"age": ["30"] * 3}).people
    assert [None if pd.isna(v) else v for v in people["qualified"]] == wanted


def test_a_finished_grade_that_is_not_known_is_no_level():
    assert of("grade_finished", "4", "5", "9", "12", "?", target="level_finished")[0] == [0, 2, 3, 4, None]


def test_a_school_not_known_is_no_absence():
    assert of("school", "x", "", "9", missing=["9"], target="grade_now")[0] == [None, -1, None]


def test_missing_lists_what_was_not_asked():
    missing = survey({"age": ["30"], "sex": ["nam"]}).missing
    assert missing == tuple(f for f in FIELDS if f not in ("age", "birth_date", "birth_year", "sex"))


def test_a_survey_of_nobody():
    clean = survey({"age": [], "birth_date": [], "household": [], "circumstance": []}, year=2020)
    assert (clean.rows_read, len(clean.people), clean.survey_years) == (0, 0, (2020,))


CELLS = st.one_of(
    st.sampled_from(["", "1", "x", "nam", "5/6/1990", "98+", "chết", "²", "9" * 400]), st.text(max_size=6)
)


@settings(max_examples=examples(20))
@given(st.lists(st.lists(CELLS, min_size=len(FIELDS), max_size=len(FIELDS)), min_size=1, max_size=4))
@pytest.mark.slow
def test_any_answers_are_kept_or_set_aside(rows):
    table = {field: [row[place] for row in rows] for place, field in enumerate(FIELDS)}
    clean = survey(table)
    assert clean.rows_read == len(rows) == len(clean.people) + sum(clean.aside.values())


def test_a_code_not_known_is_told_at_its_first_cell():
    clean = survey({"age": ["30", "31", "32", "33"], "sex": ["nam", "?", "nữ", "?"]})
    assert [(f.kind, f.cell, f.found, f.count) for f in clean.findings] == [(UNMAPPED, "B3", "?", 2)]
    assert [(one.column, one.filled, one.unread) for one in clean.readings] == [("A", 4, 0), ("B", 4, 2)]


def test_boxes_that_contradict_each_other_are_told_at_the_first():
    clean = survey({"age": ["4", "30", "3"], "class_now": ["7A", "", "6B"]})
    assert [(f.kind, f.cell, f.count) for f in clean.findings] == [("too_young_for_class", "B2", 2)]
