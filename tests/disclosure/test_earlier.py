"""What other periods published of the same people is not given back by this one."""

import pandas as pd

from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.earlier import Before, look_back
from xhht_analysis.disclosure.table import Cell, Counts
from xhht_analysis.indicators.counts import COUNTS, KEYS

NAME = "skilled_workers"
PART, WHOLE, BLANK = COUNTS


def table(rows):
    """Of each khóm ("": all) numerator, denominator and unknown; None is withheld."""
    flat = [(NAME, khom, "", "", "", *counts) for khom, counts in rows.items()]
    return pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))


def cell(khom, which):
    return Cell(NAME, khom, "", "", "", which)


def test_a_row_is_of_the_same_people_where_a_shown_count_is_todays():
    counts = Counts(table({"": (60, 200, 3), "A": (20, 50, 0), "B": (3, 50, 0), "C": (37, 100, 3)}))
    before = {
        "": (60, 190, 3),  # all shown, two as today
        "A": (None, 50, 0),  # as many are asked: the same people
        "B": (None, 49, 0),  # others are; that as many are not known says nothing
        "C": (None, None, 0),  # nothing that could tell
    }
    assert look_back(counts, [table(before)]) == Before(
        withheld=frozenset({cell("A", PART), cell("C", PART), cell("C", WHOLE)}),
        shown=frozenset(
            {cell("", PART), cell("", BLANK), cell("A", WHOLE), cell("A", BLANK), cell("B", BLANK)}
        ),
    )


def test_a_total_of_all_or_none_is_shown_whatever_it_was_before():
    """47 of 50 at school in June are withheld, 50 of 50 in December are not: of nobody nothing is told."""
    for now in (50, 0):
        counts = Counts(table({"": (now, 50, 0), "A": (now, 50, 0)}))
        before = [table({"": (None, 50, 0), "A": (None, 50, 0)})]
        assert look_back(counts, before).withheld == {cell("A", PART)}
    counts = Counts(table({"": (48, 50, 0)}))
    assert look_back(counts, [table({"": (None, 50, 0)})]).withheld == {cell("", PART)}
    survey = [table({"": (now, 50, 0)}).assign(indicator="mn5_in_class") for now in (50, None)]
    found = look_back(Counts(survey[0]), survey[1:])  # one survey may serve both periods
    assert found.withheld == {Cell("mn5_in_class", "", "", "", "", PART)}
    own = [table({"": (None, 50, 0)})]  # the same period is of the same people
    assert look_back(Counts(table({"": (50, 50, 0)})), [], own).withheld == {cell("", PART)}


def test_what_one_of_two_tables_withheld_is_not_shown():
    counts = Counts(table({"A": (20, 50, 0)}))
    found = look_back(counts, [table({"A": (20, 50, 0)}), table({"A": (None, 50, 0)})])
    assert (found.withheld, found.shown) == ({cell("A", PART)}, {cell("A", WHOLE), cell("A", BLANK)})
    assert look_back(counts, []) == Before(frozenset(), frozenset())


TODAY = {f"Khóm {n}": (3 if n == 1 else 20, 50, 0) for n in range(1, 9)}
TODAY = {"": (143, 400, 0)} | TODAY


def withheld(*earlier):
    shown = disclose(table(TODAY), earlier=[table(rows) for rows in earlier]).counts
    assert shown["khom"].tolist() == list(TODAY)
    return set(shown["khom"][shown["numerator"].isna()])


def test_of_two_that_hide_each_other_the_one_is_small_and_the_other_was_withheld_before():
    """Khóm 1 is small; whichever hides it, the total and all others are published."""
    alone = withheld()
    assert "Khóm 1" in alone and "" not in alone and len(alone) == 2
    for partner in ("Khóm 2", "Khóm 3", "Khóm 5"):
        assert withheld(TODAY | {"Khóm 1": (None, 50, 0), partner: (None, 50, 0)}) == {"Khóm 1", partner}


def test_what_was_shown_before_and_is_still_the_same_hides_nobody_where_another_can():
    """All but Khóm 5 were shown with what they are today, so that Khóm 5 is withheld, which tells nothing."""
    assert withheld(TODAY | {"Khóm 5": (19, 50, 0)}) == {"Khóm 1", "Khóm 5"}


def test_of_the_periods_own_publications_every_row_is_of_the_same_people():
    """Unless that is impossible: more than were asked then, fewer than had answered yes."""
    counts = Counts(table({"": (60, 200, 3), "A": (20, 50, 0), "B": (30, 55, 0), "C": (45, 50, 0)}))
    own = {
        "": (61, 200, None),  # one is corrected; who is not known may be the same
        "A": (None, 49, 1),  # nothing as today, and yet perhaps the same 20
        "B": (31, None, 0),  # perhaps the same 55
        "C": (None, 44, 0),  # 45 were not among 44
    }
    assert look_back(counts, [], [table(own)]) == Before(
        withheld=frozenset({cell("", BLANK), cell("A", PART), cell("B", WHOLE)}),
        shown=frozenset(
            {cell("", PART), cell("", WHOLE), cell("A", WHOLE), cell("A", BLANK)}
            | {cell("B", PART), cell("B", BLANK), cell("C", WHOLE), cell("C", BLANK)}
        ),
        fixed=frozenset({cell("", WHOLE), cell("B", BLANK), cell("C", BLANK)}),
        moved=frozenset(
            {cell("", PART), cell("A", WHOLE), cell("A", BLANK), cell("B", PART), cell("C", WHOLE)}
        ),
        kept=frozenset({(NAME, ()), (NAME, ("khom",))}),
        told=frozenset({NAME}),
    )


def republished(own, today=TODAY):
    shown = disclose(table(today), own=[table(rows) for rows in own]).counts
    return shown.set_index("khom")["numerator"]


def test_what_the_period_itself_withheld_is_withheld_again():
    """Khóm 1 is no longer small, Khóm 5, which hid it, is what it was."""
    first = TODAY | {"Khóm 1": (None, 50, 0), "Khóm 5": (None, 50, 0)}
    today = TODAY | {"Khóm 1": (6, 50, 0), "": (146, 400, 0)}
    left = republished([first], today)
    assert set(left.index[left.isna()]) == {"Khóm 1", "Khóm 5"}


def test_what_the_period_itself_showed_hides_nobody():
    """Khóm 1 had 5 and has 3: every other khóm was shown as it is, so that none is told."""
    left = republished([TODAY | {"Khóm 1": (5, 50, 0), "": (145, 400, 0)}])
    assert list(left.index) == [""] and left.notna().all()


def test_another_that_changed_as_well_hides_it():
    first = TODAY | {"Khóm 1": (5, 50, 0), "Khóm 4": (21, 50, 0), "": (146, 400, 0)}
    left = republished([first])
    assert set(left.index[left.isna()]) == {"Khóm 1", "Khóm 4"}


def test_the_breakdowns_of_the_last_publication_are_those_of_the_next():
    """Three of eight khóm are small, which would be too many; where none was shown, none is."""
    today = TODAY | {"Khóm 2": (2, 50, 0), "Khóm 3": (4, 50, 0), "": (109, 400, 0)}
    assert set(disclose(table(today)).counts["khom"]) == {""}
    first = today | {"Khóm 4": (21, 50, 0), "": (110, 400, 0)}
    first |= {f"Khóm {n}": (None, 50, 0) for n in (1, 2, 3)}
    left = republished([first], today)
    assert set(left.index[left.isna()]) == {"Khóm 1", "Khóm 2", "Khóm 3"}
    assert list(republished([{"": (144, 400, 0)}]).index) == [""]
    assert "Khóm 2" in republished([{"": (50, 100, 0)}]).index  # of other people


def test_what_hid_the_few_with_a_disability_is_withheld_again_now_that_they_are_six():
    """246 less 243 are three with a disability: 246 was withheld. Of six it need not be, but is the same."""

    def of(**indicators):
        flat = [
            (name, "", sex, "", "", *counts)
            for name, rows in indicators.items()
            for sex, counts in zip(("", "nam", "nữ"), rows, strict=True)
        ]
        return pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS])

    first = of(
        cmkt_15_60=[(40, 246, 0), (20, 123, 0), (20, 123, 0)],
        xmc2_15_60=[(200, 243, 0), (100, 122, 0), (100, 121, 0)],
    )
    today = of(
        cmkt_15_60=[(38, 246, 0), (19, 123, 0), (19, 123, 0)],
        xmc2_15_60=[(201, 240, 0), (100, 120, 0), (101, 120, 0)],
    )
    published = disclose(first).counts
    again = disclose(today, own=[published]).counts
    for table in (published, again):
        withheld = table[COUNTS].isna()
        assert table[["indicator", "sex"]].to_numpy().tolist() == [
            ["cmkt_15_60", ""], *(["xmc2_15_60", sex] for sex in ("", "nam", "nữ"))
        ]  # fmt: skip
        assert withheld.to_numpy().tolist() == [[False, True, False], *[[False] * 3] * 3]
