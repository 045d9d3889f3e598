"""The same attack on what units report, on tables that hypothesis makes: khóm, kinds of classes, groups."""

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.support.amount import examples
from xhht_analysis.disclosure import disclose
from xhht_analysis.indicators.counts import COUNTS, KEYS

COLUMNS = ["indicator", *KEYS, *COUNTS]
#: Asked of the same people in every khóm, each with an answer of its own.
WORKERS = ("trained_workers", "skilled_workers", "life_skill_workers")
sizes = st.integers(0, 40) | st.integers(0, 6)


@st.composite
def workers(draw) -> pd.DataFrame:
    """Reports of khóm on their workers: yes and not known of each question, of as many workers."""
    khom = draw(st.integers(2, 7))
    people = [draw(st.integers(0, 60)) for _ in range(khom)]
    rows = []
    for name in WORKERS[: draw(st.integers(1, 3))]:
        cells = []
        for place, size in enumerate(people):
            yes = min(draw(sizes), size)
            blank = min(draw(st.sampled_from([0, 0, 0, 2])), size - yes)
            cells.append((name, f"Khóm {place + 1}", "", "", "", yes, size - blank, blank))
        rows.append((name, "", "", "", "", *(sum(cell[n] for cell in cells) for n in (5, 6, 7))))
        rows += cells
    return pd.DataFrame(rows, columns=COLUMNS)


@st.composite
def learners(draw) -> pd.DataFrame:
    """Learners of the centre by kind of class, and two groups of them."""
    kinds = [draw(sizes) for _ in range(draw(st.integers(2, 6)))]
    total = sum(kinds)
    rows = [("learners", "", "", "", "", total, 0, 0)]
    rows += [("learners", "", "", f"loại: {place}", "", kind, total, 0) for place, kind in enumerate(kinds)]
    rows += [("learners", "", "", word, "", min(draw(sizes), total), total, 0) for word in ("nghèo", "nữ")]
    return pd.DataFrame(rows, columns=COLUMNS)


@st.composite
def entitled(draw) -> pd.DataFrame:
    """Teachers and children of preschools who are entitled to a policy."""
    cells = []
    for who in ("giáo viên", "trẻ"):
        size = draw(sizes)
        cells.append(("policies_served", "", "", who, "", min(draw(sizes), size), size, 0))
    rows = [
        ("policies_served", "", "", "", "", *(sum(c[n] for c in cells) for n in (5, 6, 7))),
        *cells,
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def intervals(shown: pd.DataFrame, relations: list[dict]) -> dict[tuple, tuple[float, float]]:
    """The least and the most of every withheld count; a relation is a sum of counts with signs that is 0."""
    cells = {
        (*row[:5], count): value
        for row in shown[COLUMNS].itertuples(index=False, name=None)
        for count, value in zip(COUNTS, row[5:], strict=True)
    }
    names = list({*cells, *(name for relation in relations for name in relation)})
    place = {name: number for number, name in enumerate(names)}
    matrix, right = [], []
    for relation in relations:
        line = np.zeros(len(names))
        for name, sign in relation.items():
            line[place[name]] = sign
        matrix.append(line)
        right.append(0)
    for name, value in cells.items():
        if not pd.isna(value):
            line = np.zeros(len(names))
            line[place[name]] = 1
            matrix.append(line)
            right.append(int(value))
    found = {}
    for name, value in cells.items():
        if pd.isna(value):
            goal = np.zeros(len(names))
            goal[place[name]] = 1
            ends = [linprog(s * goal, A_eq=np.array(matrix), b_eq=right, bounds=(0, 10_000)) for s in (1, -1)]
            assert all(end.status == 0 for end in ends)
            found[name] = (ends[0].fun, -ends[1].fun)
    return found


def pinned(shown: pd.DataFrame, relations: list[dict]) -> list[tuple]:
    return [
        name
        for name, (low, high) in intervals(shown, relations).items()
        if np.floor(high + 1e-6) - np.ceil(low - 1e-6) < 1
    ]


def of_khom(counts: pd.DataFrame) -> list[dict]:
    """Khóm add up to the whole; yes and no are the denominator; every question was put to as many."""
    relations = []
    names = list(counts["indicator"].unique())
    places = list(counts["khom"].unique())
    for name in names:
        for count in (*COUNTS, "no"):
            parts = {(name, khom, "", "", "", count): 1 for khom in places if khom}
            relations.append({**parts, (name, "", "", "", "", count): -1})
        for khom in places:
            row = (name, khom, "", "", "")
            relations.append({(*row, "numerator"): 1, (*row, "no"): 1, (*row, "denominator"): -1})
            first = (names[0], khom, "", "", "")
            if name != names[0]:
                asked = {(*row, c): 1 for c in ("denominator", "unknown")}
                relations.append(asked | {(*first, c): -1 for c in ("denominator", "unknown")})
    return relations


def of_groups(counts: pd.DataFrame) -> list[dict]:
    """Groups, or kinds of classes, add up to the whole; what is not of a part is of the rest."""
    name = counts["indicator"].iloc[0]
    amount = name == "learners"
    groups = [group for group in counts["group"] if group and (":" in group or not amount)]
    relations = []
    for count in ("numerator",) if amount else COUNTS:
        relations.append(
            {(name, "", "", group, "", count): 1 for group in groups} | {(name, "", "", "", "", count): -1}
        )
    for group in counts["group"]:
        row = (name, "", "", group, "")
        if amount and group:
            relations.append({(*row, "denominator"): 1, (name, "", "", "", "", "numerator"): -1})
        if group or not amount:
            relations.append({(*row, "numerator"): 1, (*row, "no"): 1, (*row, "denominator"): -1})
    return relations


@settings(max_examples=examples(60))
@given(workers())
def test_reports_of_khom_give_nothing_back(counts):
    assert pinned(disclose(counts).counts, of_khom(counts)) == []


@settings(max_examples=examples(60))
@given(learners() | entitled())
@example(
    pd.DataFrame(
        [("policies_served", "", "", g, "", p, w, 0) for g, p, w in (("", 3, 9), ("giáo viên", 3, 9))],
        columns=COLUMNS,
    )
)
def test_groups_give_nothing_back(counts):
    assert pinned(disclose(counts).counts, of_groups(counts)) == []


def test_the_attacker_finds_what_only_small_counts_withheld_give_away():
    counts = pd.DataFrame(
        [
            ("skilled_workers", khom, "", "", "", part, 50, 0)
            for khom, part in (("", 30), ("Khóm 1", 27), ("Khóm 2", 3))
        ],
        columns=COLUMNS,
    ).astype(dict.fromkeys(COUNTS, "Int64"))
    naive = counts.assign(numerator=counts["numerator"].mask(counts["numerator"].between(1, 4)))
    naive.loc[naive["khom"] == "", "denominator"] = 100
    assert pinned(naive, of_khom(counts)) == [("skilled_workers", "Khóm 2", "", "", "", "numerator")]
