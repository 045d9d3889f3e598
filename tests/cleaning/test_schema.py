"""What is no clean table is refused in words that name the column and never a value."""

import pandas as pd
import pytest

from tests.indicators.clean_tables import random_people
from xhht_analysis.cleaning.schema import blank_people, validate


@pytest.mark.parametrize("size", [0, 1, 40])
def test_a_clean_table_comes_back_itself(size):
    people = random_people(3, size)
    assert validate(people) is people


@pytest.mark.parametrize(
    ("column", "value", "dtype", "fault"),
    [
        ("age", 131, "Int16", "column 'age': not from 0 to 130"),
        ("grade_now", -2, "Int8", "column 'grade_now': not from -1 to 13"),
        ("sex", "Zkmark", "str", "column 'sex': neither nam nor nữ"),
        ("khom", None, "str", "column 'khom': missing values"),
        ("age", 40, "int64", "column 'age': int64 instead of Int16"),
        ("attending", 1, "Int8", "column 'attending': Int8 instead of boolean"),
    ],
)
def test_a_fault_is_told_by_its_column_without_the_value(column, value, dtype, fault):
    people = random_people(3, 5)
    people[column] = pd.Series([value] * 5, dtype=dtype)
    with pytest.raises(RuntimeError, match="^not a clean table: ") as told:
        validate(people)
    assert str(told.value) == f"not a clean table: {fault}"


@pytest.mark.parametrize(
    "change", [lambda p: p.iloc[:, ::-1], lambda p: p.assign(more=1), lambda p: p.iloc[:, 1:]]
)
def test_columns_are_all_there_in_their_order(change):
    with pytest.raises(RuntimeError, match="other columns"):
        validate(change(blank_people(pd.RangeIndex(2))))


LIMITS = {
    "age": (0, 130), "age_at_least": (0, 130), "grade_now": (-1, 13), "level_finished": (0, 4),
    "degree": (0, 6), "grade_finished": (0, 12), "grade_left": (0, 12), "literacy_class_now": (0, 5),
    "literacy_stage_finished": (0, 5), "relapsed_level": (0, 2), "literate_level": (0, 2),
}  # fmt: skip


@pytest.mark.parametrize("column", LIMITS)
def test_the_least_and_the_most_of_every_number(column):
    people = random_people(3, 5)
    least, most = LIMITS[column]
    for value in (least, most):
        validate(people.assign(**{column: pd.Series([value] * 5, dtype=people[column].dtype)}))
    for value in (least - 1, most + 1):
        beyond = people.assign(**{column: pd.Series([value] * 5, dtype=people[column].dtype)})
        with pytest.raises(RuntimeError, match=f"'{column}': not from {least} to {most}"):
            validate(beyond)


def test_where_somebody_comes_from_is_never_missing():
    people = random_people(3, 5)
    for column in ("source", "khom"):
        with pytest.raises(RuntimeError, match=f"'{column}': missing values"):
            validate(people.assign(**{column: pd.Series([None] * 5, dtype="str")}))
