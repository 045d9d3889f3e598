"""Every number of the counts, a second time in SQL written from the law and the register's rules.

The queries start from the traces of schooling (who finished which grade), not from what the package derives
from them. NULL is "not known": SQL's logic of three values says what an unreadable box leaves open.
"""

from __future__ import annotations

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.indicators.clean_tables import random_people
from tests.support.indicators_by_hand import ON_PEOPLE
from tests.support.sample import sample_project
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people
from xhht_analysis.indicators.topics import people_indicators
from xhht_analysis.report.report import open_report

PRIMARY = "(level_finished >= 2 OR grade_now >= 6)"
LEVEL_2 = """CASE WHEN literate_level IS NOT NULL THEN literate_level = 2 ELSE
    (level_finished >= 2 OR degree > 0 OR grade_finished >= 5 OR grade_left >= 6
     OR literacy_stage_finished >= 5 OR grade_now >= 6) AND relapsed_level NOT IN (1, 2) END"""
LEVEL_1 = """CASE WHEN literate_level IS NOT NULL THEN literate_level IN (1, 2) ELSE
    (level_finished >= 2 OR degree > 0 OR grade_finished >= 3 OR grade_left >= 4
     OR literacy_stage_finished >= 3 OR literacy_class_now >= 4 OR grade_now >= 4)
    AND relapsed_level <> 1 END"""
#: A trace of schooling, whatever else is unknown.
TRACED = """(coalesce(attending, false) OR coalesce(grade_now >= 0, false) OR literate_level IS NOT NULL
    OR greatest(level_finished, degree, grade_finished, grade_left, literacy_class_now,
                literacy_stage_finished, 0) > 0)"""
FROM_15 = "coalesce(age_at_least >= 15, false)"


def aged(low: int, high: int) -> str:
    return f"coalesce(age BETWEEN {low} AND {high}, false)"


#: indicator → who is asked, what is asked
QUERIES: dict[str, tuple[str, str]] = {
    "mn5_in_class": (aged(5, 5), "attending"),
    "mn5_finished": (aged(6, 6), "level_finished >= 1"),
    "mn35_in_class": (aged(3, 5), "attending"),
    # No box of the register tells it of these ages: a blank is no answer.
    "mn3_programme": (aged(4, 4), "nullif(level_finished, 0) >= 1"),
    "mn4_programme": (aged(5, 5), "nullif(level_finished, 0) >= 1"),
    "mn5_programme": (aged(6, 6), "level_finished >= 1"),
    "th_grade1_at_6": (aged(6, 6), "grade_now >= 1"),
    "th_finished_at_11": (aged(11, 11), PRIMARY),
    # A pupil of grades 1 to 5 has not finished primary school where the box of graduation cannot be read.
    "th_others_at_11_in_primary": (
        f"{aged(11, 11)} AND NOT coalesce({PRIMARY}, CASE WHEN grade_now BETWEEN 1 AND 5 THEN false END)",
        "grade_now BETWEEN 1 AND 5",
    ),
    "th_finished_to_14": (aged(11, 14), PRIMARY),
    "thcs_graduated_15_18": (aged(15, 18), "level_finished >= 3"),
    "thcs_upper_15_18": (aged(15, 18), "grade_now >= 10 OR level_finished = 4 OR degree > 0"),
    "disabled_access": ("disabled AND able_to_learn", "attending"),
    "under5_in_class": (aged(0, 4), "attending"),
    "age0_2_in_class": (aged(0, 2), "attending"),
    "age3_4_in_class": (aged(3, 4), "attending"),
    "at_school_3_18": (aged(3, 18), "attending"),
    "illiterate_15_60": (aged(15, 60), f"NOT ({LEVEL_1})"),
    "untraced_15_25": (aged(15, 25), f"NOT {TRACED}"),
    "untraced_15_35": (aged(15, 35), f"NOT {TRACED}"),
    "untraced_15_60": (aged(15, 60), f"NOT {TRACED}"),
    "literacy_learners_15_60": (f"{aged(15, 60)} AND NOT ({LEVEL_2})", "literacy_class_now > 0"),
    "schooling_known_15_60": (aged(15, 60), TRACED),
    "cmkt_15_plus": (FROM_15, "degree > 0"),
    "university_15_plus": (FROM_15, "degree >= 4"),
    "cmkt_15_60": (aged(15, 60), "degree > 0"),
    "university_15_60": (aged(15, 60), "degree >= 4"),
    "rural_workers_in_learning": (f"rural_worker AND {FROM_15}", "in_learning"),
}
for _last in (25, 35, 60):
    QUERIES[f"xmc1_15_{_last}"] = (aged(15, _last), LEVEL_1)
    QUERIES[f"xmc2_15_{_last}"] = (aged(15, _last), LEVEL_2)

#: Counted for no earlier period: nobody asked.
FROM_DECEMBER_2025 = ("mn35_in_class", "mn3_programme", "mn4_programme", "mn5_programme")
#: Who is asked NULL: they may be asked, so they are unknown and neither yes nor no.
FACTS = """SELECT khom, coalesce(sex, 'chưa rõ') AS sex,
    CASE WHEN minority THEN 'dân tộc thiểu số' WHEN NOT minority THEN 'Kinh' ELSE 'chưa rõ' END AS "group",
    age::VARCHAR AS age, CASE WHEN ({asked}) THEN ({said}) END AS answer
    FROM people WHERE coalesce({asked}, true) AND ({who})"""
NUMBERS = "count(*) FILTER (answer), count(answer), count(*) - count(answer)"
CELLS = f"""SELECT khom, sex, "group", {{age}}, {NUMBERS} FROM facts
    GROUP BY GROUPING SETS (khom, sex, "group", (khom, sex), (sex, "group") {{by_age}})"""
BY_AGE = ", age, (sex, age), (khom, age)"
NOBODY_KNOWN = {"khom": "Không rõ khóm", "sex": "chưa rõ", "group": "chưa rõ"}


def count_in_sql(people: pd.DataFrame, queries: dict[str, tuple[str, str]] = QUERIES) -> pd.DataFrame:
    """The whole table of counts, unsorted."""
    rows = []
    with duckdb.connect() as database:
        database.register("people", pa.Table.from_pandas(people))
        for name, (asked, said) in queries.items():
            _, without_disabled, by_age = ON_PEOPLE[name]
            who = "NOT coalesce(disabled, false)" if without_disabled else "true"
            facts = f"WITH facts AS ({FACTS.format(asked=asked, said=said, who=who)}) "
            total = database.execute(f"{facts} SELECT {NUMBERS} FROM facts").fetchone()
            cells = database.execute(
                facts + CELLS.format(age="age" if by_age else "NULL", by_age=BY_AGE if by_age else "")
            ).fetchall()
            known = {
                key
                for place, key in enumerate(KEYS)
                if {cell[place] for cell in cells} - {None, NOBODY_KNOWN.get(key)}
            }
            rows.append((name, "", "", "", "", *total))
            for cell in cells:
                if {key for key, value in zip(KEYS, cell[:4], strict=True) if value is not None} <= known:
                    rows.append((name, *(value or "" for value in cell[:4]), *cell[4:]))
    return pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])


def ordered(counts: pd.DataFrame) -> pd.DataFrame:
    typed = counts.astype(dict.fromkeys(["indicator", *KEYS], "str") | dict.fromkeys(COUNTS, "int64"))
    return typed.sort_values(["indicator", *KEYS], ignore_index=True)


def test_there_is_a_query_for_every_indicator():
    assert set(QUERIES) == set(people_indicators())


@settings(max_examples=2)
@given(seed=st.integers(0, 2**32), size=st.integers(0, 300), missing=st.sampled_from((0.0, 0.1, 0.5)))
@example(seed=1, size=0, missing=0.0)
@example(seed=2, size=1, missing=0.0)
@example(seed=3, size=2000, missing=0.1)
def test_counts_of_any_clean_table(seed, size, missing):
    people = random_people(seed, size, missing=missing)

    pd.testing.assert_frame_equal(ordered(count_people(people)), ordered(count_in_sql(people)))


#: Without a diploma (from the survey of 2026 on): what comes after lower secondary school shows that it was
#: finished; a lower level or grade that it was not; of a blank that neither settles nothing is known.
SHOWN = "(level_finished >= 3 OR grade_now >= 10 OR grade_finished >= 10 OR grade_left >= 10 OR degree > 0)"
LOWER = """(coalesce(level_finished BETWEEN 1 AND 2, false) OR coalesce(grade_now BETWEEN 0 AND 9, false)
    OR coalesce(grade_left BETWEEN 1 AND 9, false) OR coalesce(grade_finished BETWEEN 1 AND 8, false))"""
WITHOUT_DIPLOMA = f"CASE WHEN {SHOWN} THEN true WHEN NOT {SHOWN} AND {LOWER} THEN false END"


def test_counts_of_a_survey_without_lower_secondary_diplomas():
    people = random_people(11, 1500, missing=0.1, survey_year=2026)
    queries = QUERIES | {"thcs_graduated_15_18": (aged(15, 18), WITHOUT_DIPLOMA)}

    pd.testing.assert_frame_equal(ordered(count_people(people)), ordered(count_in_sql(people, queries)))


@pytest.mark.parametrize("column", ["sex", "minority", "khom", "disabled", "degree"])
def test_counts_where_a_column_is_not_known_of_anybody(column):
    people = random_people(7, 400, never=(column,))

    pd.testing.assert_frame_equal(ordered(count_people(people)), ordered(count_in_sql(people)))


def test_counts_of_the_sample_commune(tmp_path_factory):
    root = sample_project(tmp_path_factory)
    report = open_report("phu-my", "2024", root=root, whole=True)
    people = pd.read_parquet(root / "data/processed/phu-my/2024/private/people.parquet")

    assert len(people) > 15000
    asked = count_in_sql(people)
    asked = asked[~asked["indicator"].isin(FROM_DECEMBER_2025)]
    pd.testing.assert_frame_equal(ordered(report.counts), ordered(asked))
