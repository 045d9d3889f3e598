"""Which breakdowns are said to be kept back, and that it hangs on nobody's answer."""

import pandas as pd

from tests.support.unit_report import cell
from xhht_analysis.disclosure.kept_back import as_json, kept_back, read_kept_back
from xhht_analysis.indicators.counts import COUNTS, KEYS


def table(*cells: dict) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["indicator", *KEYS, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))


LITERATE = [cell("xmc1_15_35", 90, 100), *(cell("xmc1_15_35", 45, 50, khom=f"Khóm {n}") for n in (1, 2))]


def test_what_was_counted_and_is_not_published():
    assert kept_back(table(*LITERATE), table(LITERATE[0])) == {("xmc1_15_35", ("khom",))}
    assert kept_back(table(*LITERATE), table(*LITERATE)) == frozenset()
    assert kept_back(table(*LITERATE), table()) == {("xmc1_15_35", ()), ("xmc1_15_35", ("khom",))}


def test_a_published_total_of_nobody_tells_all():
    none = cell("disabled_access", 0, 0), cell("mn5_in_class", 0, 0)
    assert kept_back(table(*LITERATE, *none), table(*LITERATE, *none)) == frozenset()


def test_a_total_of_whom_nobody_is_known_is_not_nobody():
    """7 children of five of whom nothing is known, by khóm not published: no khóm is told to have none."""
    children = [cell("mn5_in_class", 0, 0, 7), cell("mn5_in_class", 0, 0, 3, khom="Khóm 1")]
    found = kept_back(table(*LITERATE, *children), table(*LITERATE, children[0]))
    assert found == {("mn5_in_class", ("khom",))}


def test_whether_a_suppressed_total_is_nobody_is_not_told():
    """The survey knows khóm: what is withheld as a whole is kept back by khóm, whoever is counted."""
    somebody = [cell("mn5_in_class", 3, 4), cell("mn5_in_class", 3, 4, khom="Khóm 1")]
    nobody = [cell("mn5_in_class", 0, 0)]
    published = table(*LITERATE, cell("mn5_in_class", None, None, None))
    found = [kept_back(table(*LITERATE, *cells), published) for cells in (somebody, nobody)]
    assert found[0] == found[1] == {("mn5_in_class", ("khom",))}


def test_ages_only_of_what_is_counted_by_age():
    ages = [cell("xmc1_15_35", 9, 10, age="20"), cell("mn5_in_class", 8, 9)]
    found = kept_back(table(*LITERATE, *ages), table(*LITERATE, ages[1]))
    assert found == {("xmc1_15_35", ("age",)), ("mn5_in_class", ("khom",))}


def test_of_units_only_what_they_told():
    cells = [cell("life_skills", 3, 90), cell("life_skills", 3, 40, khom="Khóm 1")]
    assert kept_back(table(*cells), table(cells[0])) == {("life_skills", ("khom",))}
    assert kept_back(table(*cells), table()) == frozenset()  # nobody answered: there is no figure at all


def test_written_and_read():
    found = frozenset({("xmc1_15_35", ("khom", "sex")), ("untraced_15_60", ())})
    assert as_json(found) == {"kept_back": [["untraced_15_60"], ["xmc1_15_35", "khom", "sex"]]}
    assert read_kept_back(as_json(found)) == found
