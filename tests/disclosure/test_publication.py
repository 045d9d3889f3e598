"""Which breakdowns leave: what says the same twice does not, and what pages draw does where it may."""

import pandas as pd
import pytest

from tests.disclosure.communes import draw_people
from xhht_analysis.disclosure import _mostly_withheld, disclose
from xhht_analysis.disclosure.protect import Protection
from xhht_analysis.disclosure.publication import choose_breakdowns
from xhht_analysis.disclosure.table import Cell, Counts
from xhht_analysis.disclosure.targets import find_targets
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people, select

COLUMNS = ["indicator", *KEYS, *COUNTS]
DRAWN = [
    ("xmc2_15_60", "khom"),
    ("xmc2_15_60", "khom", "sex"),
    ("xmc2_15_60", "age"),
    ("xmc2_15_60", "sex", "age"),
    ("thcs_upper_15_18", "khom"),
]


@pytest.fixture(scope="module", params=[(1, 5), (1, 10), (0, 30)], ids=lambda town: f"{town[1]} khóm")
def town(request):
    seed, khom = request.param
    return disclose(count_people(draw_people(seed, size=20_000, khom=khom, blanks=0))).counts


def test_of_a_town_all_leaves_that_pages_draw(town):
    assert [wanted for wanted in DRAWN if select(town, *wanted).empty] == []


def test_no_single_age_and_no_complement_leaves_twice(town):
    narrower = [name for name, entry in catalogue().items() if entry.ages_in]
    by_age = town[town["age"].ne("")]
    assert not by_age.empty
    assert set(by_age["indicator"]).isdisjoint(narrower)
    illiterate = town[town["indicator"].eq("illiterate_15_60")]
    assert {tuple(row) for row in illiterate[KEYS].ne("").to_numpy()} <= {
        (False, False, False, False), (False, True, False, False)
    }  # fmt: skip


def test_women_and_men_leave_with_a_rate_or_not_at_all_but_for_literacy(town):
    by_sex = town[town["sex"].ne("") & town[["khom", "group", "age"]].eq("").all(axis=1)]
    withheld = by_sex[by_sex[COUNTS].isna().any(axis=1)]["indicator"]
    assert len(by_sex) > 2 * 6
    assert [name for name in withheld if not name.startswith("xmc")] == []


@pytest.mark.parametrize(("few", "leaves"), [(0, True), (1, True), (2, True), (3, False), (10, False)])
def test_a_breakdown_by_khom_leaves_while_at_most_one_in_five_has_few_persons(few, leaves):
    parts = [2] * few + [20] * (10 - few)
    cells = [("", sum(parts), 500), *((f"Khóm {n}", part, 50) for n, part in enumerate(parts, start=1))]
    rows = [("skilled_workers", khom, "", "", "", part, whole, 0) for khom, part, whole in cells]
    shown = disclose(pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])).counts
    assert len(shown) == (11 if leaves else 1)
    assert shown["numerator"].iat[0] == sum(parts)
    assert shown["numerator"].iloc[1 : few + 1].isna().all()  # of few persons none leaves


@pytest.mark.parametrize(
    ("by", "rows", "few"),
    [
        (("sex",), 2, 0),
        (("khom",), 10, 2),
        (("khom",), 9, 1),
        (("age",), 20, 5),
        (("age",), 19, 4),
        (("sex", "age"), 30, 10),
        (("sex", "age"), 29, 9),
        (("group",), 4, 1),
        (("group",), 3, 0),
        (("khom", "sex"), 40, 2),
        (("khom", "sex"), 39, 1),
        (("khom", "sex"), 38, 1),
        (("sex", "group"), 4, 0),
    ],
)
def test_so_many_rows_may_have_few_persons_and_not_one_more(by, rows, few):
    """By khóm a fifth, by age or ethnicity a quarter, by sex and age a third, by khóm and sex a twentieth."""
    for number, leaves in ((few, True), (few + 1, False)):
        cells = []
        for place in range(rows):
            keys = {key: f"{key} {place}" if key == by[0] else key for key in by}
            part = 3 if place < number else 30
            cells.append(("skilled_workers", *(keys.get(key, "") for key in KEYS), part, 90, 0))
        counts = Counts(pd.DataFrame(cells, columns=["indicator", *KEYS, *COUNTS]))
        wanted = [("skilled_workers", by)]
        targets = find_targets(counts, wanted, threshold=5, persons=frozenset({"skilled_workers"}))
        assert len(targets) == number
        assert choose_breakdowns(counts, wanted, targets) == (wanted if leaves else [])


@pytest.mark.parametrize(("withheld", "unfit"), [(4, False), (5, True)])
def test_a_breakdown_with_more_than_two_fifths_of_its_rows_withheld_says_too_little(withheld, unfit):
    """Of ten khóm; a row counts once whatever is withheld of it, other breakdowns count for themselves."""
    breakdowns = [("skilled_workers", by) for by in (("khom",), ("khom", "sex"), ())]
    rows = [Cell("skilled_workers", f"Khóm {n}", "", "", "", "numerator") for n in range(10)]
    women = [row._replace(sex="nữ") for row in rows[:4]]
    whole = rows[0]._replace(khom="")
    table = pd.DataFrame([(*row[:5], 30, 90, 0) for row in (*rows, *women, whole)], columns=COLUMNS)
    cells = {row._replace(which=which) for row in rows[:withheld] for which in ("numerator", "denominator")}
    protection = Protection(frozenset(cells | {whole, women[0]}), (), ())
    found = _mostly_withheld(Counts(table), breakdowns, protection)
    assert found == (set(breakdowns[:1]) if unfit else set())
