"""The ministry's statistical forms of universal education and literacy, counted from the people of a commune.

Rows, columns and identities as the forms have them; what a register does not tell is marked, never nought.
Persons with a recorded disability stand apart and in no other number (“phải phổ cập”).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from xhht_analysis.indicators.counts import who_is_counted
from xhht_analysis.indicators.form_words import (
    ALL,
    LITERACY_BANDS,
    MINORITY,
    MINORITY_WOMEN,
    TOTAL,
    WOMEN,
    words_of,
)

#: A count; None: the register does not tell; "[c]": suppressed.
Value = int | str | None
#: A row: its label and its counts; of a share its two counts stand beside one another.
Row = tuple[str, tuple[Value, ...]]

#: The columns of the summary by khóm, and what stands before its rows and before those of forms by age.
TH_02 = (
    "Phải phổ cập 6 tuổi", "Vào lớp 1", "Phải phổ cập 11 tuổi", "11 tuổi hoàn thành tiểu học",
    "11 tuổi còn lại đang học tiểu học", "Phải phổ cập 11–14 tuổi", "11–14 tuổi hoàn thành tiểu học",
)  # fmt: skip
KHOM, CONTENT = "Khóm", "Nội dung"
_APART = ((15, 25), (26, 35), (36, 60), (15, 60))


@dataclass(frozen=True)
class Form:
    """One form: ``number`` as the ministry calls it, "" for a table of our own.

    ``shares``: the columns of which a percentage is formed when it is printed: numerator and denominator.
    ``corner``: what stands in the first column.
    """

    number: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    shares: tuple[tuple[int, int], ...] = ()
    corner: str = "Độ tuổi"

    def __add__(self, other: Form) -> Form:
        """The same form of two communes; rows by khóm stand below one another."""
        mine, theirs = dict(self.rows), dict(other.rows)
        labels = dict.fromkeys([*mine, *theirs])
        none: tuple[Value, ...] = (0,) * len(self.heads)
        if TOTAL in labels:
            labels[TOTAL] = labels.pop(TOTAL)  # below the rows of both
        rows = tuple((label, _added(mine.get(label, none), theirs.get(label, none))) for label in labels)
        return replace(self, rows=rows)


def _added(one: tuple[Value, ...], other: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(
        a + b if isinstance(a, int) and isinstance(b, int) else None for a, b in zip(one, other, strict=True)
    )


class _People:
    """People with their ages, those who stand apart, and how they answer what indicators ask."""

    def __init__(self, people: pd.DataFrame) -> None:
        self.table = people
        self.age = people["age"].fillna(-1).astype(int)
        disabled = people["disabled"].fillna(False).astype(bool)
        #: of whom it is not known whether they left or died nothing is known that a form asks
        self.here = ~people["presence_unknown"].fillna(False).astype(bool)
        self.able = ~disabled
        self.disabled = disabled
        self.groups = {
            ALL: pd.Series(True, index=people.index),
            WOMEN: people["sex"] == "nữ",
            MINORITY: people["minority"].fillna(False).astype(bool),
        }
        self.groups[MINORITY_WOMEN] = self.groups[WOMEN] & self.groups[MINORITY]

    def of_ages(self, first: int, last: int) -> pd.Series:
        return self.age.between(first, last)

    def yes(self, indicator: str) -> pd.Series:
        """Who is asked and says yes."""
        asked, answers = who_is_counted(indicator, self.table)
        return asked & answers.fillna(False).astype(bool)

    def no(self, indicator: str) -> pd.Series:
        """Who is asked and says no."""
        asked, answers = who_is_counted(indicator, self.table)
        return asked & ~answers.fillna(True).astype(bool)

    def is_true(self, column: str) -> pd.Series:
        return self.table[column].fillna(False).astype(bool) & self.here

    def level(self, column: str) -> pd.Series:
        """Grades, or levels finished, as whole numbers; −9 where it is not known."""
        return self.table[column].astype("float").fillna(-9).astype(int).where(self.here, -9)

    def unknown(self, indicator: str) -> pd.Series:
        asked, answers = who_is_counted(indicator, self.table)
        return asked & answers.isna()


def official_forms(people: pd.DataFrame, khom: Sequence[str] = ()) -> list[Form]:
    """Every form of a commune's clean people; ``khom``: its khóm, in order, for the summary by khóm."""
    found = _People(people)
    return [
        *_literacy(found),
        *_preschool(found),
        *_primary(found, khom or sorted(people["khom"].unique())),
        *_lower_secondary(found),
    ]


def _number(*masks: pd.Series) -> int:
    found = masks[0]
    for mask in masks[1:]:
        found = found & mask
    return int(found.sum())


def _ages(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


def _literacy(p: _People) -> Iterable[Form]:
    one, two = p.yes("xmc1_15_60"), p.yes("xmc2_15_60")
    no_one, no_two = p.no("xmc1_15_60"), p.no("xmc2_15_60")
    four, three = [*p.groups], [ALL, WOMEN, MINORITY]

    def row(first: int, last: int, groups: Sequence[str], *what: pd.Series) -> tuple[int, ...]:
        here = p.able & p.of_ages(first, last)
        return tuple(_number(here, mask, p.groups[group]) for mask in what for group in groups)

    everybody = p.groups[ALL]

    def heads(groups: Sequence[str], *of: str) -> tuple[str, ...]:
        return tuple(f"{what}: {group}" for what in of for group in groups)

    words = tuple(map(words_of, ("people", "literate_1", "literate_2")))
    yield Form(
        "CMC-1", "Kết quả xóa mù chữ theo độ tuổi", heads(four, *words),
        tuple((_ages(*band), row(*band, four, everybody, one, two)) for band in LITERACY_BANDS),
        ("Người chưa rõ biết chữ nằm trong số người, không nằm trong số biết chữ.",),
        ((4, 0), (8, 0)),
    )  # fmt: skip
    yield Form(
        "CMC-2", "Số người biết chữ theo nhóm tuổi", heads(three, *words),
        tuple((_ages(*band), row(*band, three, everybody, one, two)) for band in _APART),
        shares=((3, 0), (6, 0)),
    )  # fmt: skip
    illiterate = (everybody, no_one, no_two, two, p.unknown("xmc2_15_60"))
    ages: list[tuple[int, int]] = []
    for age in range(15, 61):
        ages += [(age, age), *(band for band in LITERACY_BANDS if band[1] == age)]
    yield Form(
        "CMC-3", "Người biết chữ, mù chữ theo từng tuổi",
        heads(three, *map(words_of, ("people", "illiterate_1", "illiterate_2", "literate_2", "not_known"))),
        tuple((_ages(*band), row(*band, three, *illiterate)) for band in ages),
        (
            "Mù chữ mức độ 2 ở đây gồm cả mù chữ mức độ 1: số người = mù chữ mức độ 2 + biết chữ mức độ 2 + "
            "chưa rõ.",
        ),
    )  # fmt: skip
    yield Form(
        "CMC-4", "Tỷ lệ biết chữ theo độ tuổi", words,
        tuple((_ages(*band), row(*band, [ALL], everybody, one, two)) for band in LITERACY_BANDS),
        shares=((1, 0), (2, 0)),
    )  # fmt: skip


def _basic(p: _People) -> list[tuple[str, pd.Series]]:
    """The rows that every form by age begins with."""
    able_to_learn = p.disabled & p.is_true("able_to_learn")
    return [
        (_said("people"), p.groups[ALL]),
        ("Nữ", p.groups[WOMEN]),
        ("Dân tộc thiểu số", p.groups[MINORITY]),
        (_said("disabled"), p.disabled),
        (_said("able_to_learn"), able_to_learn),
        (_said("disabled_reached"), able_to_learn & p.is_true("attending")),
    ]


#: A row by its label: whom it counts, None where the register does not tell.
_Line = tuple[str, pd.Series | None]
_said = partial(words_of, kind="education")
_MOVED = tuple(map(_said, ("moved_in", "moved_away", "dead")))
_MOVED_NOTE = (
    "Người chuyển đi, chết đã để ngoài tổng số nên không trừ lần nữa: phải phổ cập = tổng số − khuyết tật.",
)


def _by_age(
    number: str, title: str, p: _People, ages: Sequence[tuple[int, int]], rows: Iterable[_Line],
    notes: tuple[str, ...] = (),
) -> Form:  # fmt: skip
    told: list[Row] = []
    for label, mask in rows:
        cells = [None if mask is None else _number(mask, p.of_ages(*band)) for band in ages]
        told.append((label, tuple(cells)))
    heads = tuple(f"{_ages(*band)} tuổi" for band in ages)
    return Form(number, title, heads, tuple(told), (*_MOVED_NOTE, *notes), corner=CONTENT)


def _whole(p: _People, *more: _Line) -> list[_Line]:
    moved: list[_Line] = [(label, None) for label in _MOVED]
    return [*_basic(p), *moved, (_said("ppc"), p.able), *more]


def _preschool(p: _People) -> Iterable[Form]:
    in_class = p.able & p.is_true("attending")
    finished = p.able & (p.level("level_finished") >= 1)
    more = (
        (_said("at_school"), in_class),
        (_said("two_sessions"), None),
        (_said("finished_preschool"), finished),
    )
    notes = ("Sổ không ghi học 2 buổi/ngày và hoàn thành chương trình theo từng độ tuổi 3, 4.",)
    yield _by_age(
        "MN 5 tuổi", "Phổ cập giáo dục mầm non cho trẻ 5 tuổi", p, [(5, 5), (6, 6)], _whole(p, *more), notes
    )
    ages = [*((age, age) for age in range(6)), (3, 5)]
    yield _by_age(
        "MN 3–5 tuổi", "Phổ cập giáo dục mầm non cho trẻ 3–5 tuổi", p, ages, _whole(p, *more), notes
    )


def _primary(p: _People, khom: Sequence[str]) -> Iterable[Form]:
    grade, finished = p.level("grade_now"), p.able & p.is_true("finished_primary")
    left = p.able & (p.level("grade_left") > 0) & ~p.is_true("attending")
    by_grade: list[_Line] = [(_said(f"grade_{n}"), p.able & (grade == n)) for n in range(1, 6)]
    ages = [*((age, age) for age in range(6, 11)), (6, 10), *((age, age) for age in range(11, 15)), (6, 14)]
    yield _by_age(
        "TH-M1", "Phổ cập giáo dục tiểu học", p, ages,
        _whole(
            p, *by_grade, (_said("grade_6_up"), p.able & (grade >= 6)), (_said("repeats"), None),
            (_said("left"), left), (_said("finished_primary"), finished),
        ),
    )  # fmt: skip
    six, eleven, to_14 = p.able & p.of_ages(6, 6), p.able & p.of_ages(11, 11), p.able & p.of_ages(11, 14)
    what = (
        six, p.yes("th_grade1_at_6"), eleven, p.yes("th_finished_at_11"),
        eleven & p.yes("th_others_at_11_in_primary"), to_14, p.yes("th_finished_to_14"),
    )  # fmt: skip
    rows = [(name, tuple(_number(mask, p.table["khom"] == name) for mask in what)) for name in khom]
    known = p.table["khom"].isin(list(khom))
    if not known.all():
        rows.append(("Chưa rõ", tuple(_number(mask, ~known) for mask in what)))
    rows.append((TOTAL, tuple(_number(mask) for mask in what)))
    yield Form(
        "TH-02", "Tổng hợp phổ cập giáo dục tiểu học", TH_02, tuple(rows),
        shares=((1, 0), (3, 2), (6, 5)), corner=KHOM,
    )  # fmt: skip


def _lower_secondary(p: _People) -> Iterable[Form]:
    grade = p.level("grade_now")
    at_lower = p.able & grade.between(6, 9)
    graduated = p.able & p.is_true("finished_lower_secondary")
    ages = [*((age, age) for age in range(11, 15)), (11, 14)]
    more = (
        (_said("finished_primary"), p.able & p.is_true("finished_primary")),
        (_said("at_lower"), at_lower),
        (_said("graduated"), graduated),
    )
    yield _by_age("THCS-M1", "Phổ cập giáo dục THCS, 11–14 tuổi", p, ages, _whole(p, *more))
    ages = [*((age, age) for age in range(15, 19)), (15, 18)]
    after: tuple[_Line, ...] = (
        (_said("at_lower"), at_lower),
        (_said("graduated"), graduated),
        (_said("upper"), p.yes("thcs_upper_15_18")),
        (_said("continuing"), None),
        (_said("vocational"), None),
        (_said("outside"), None),
    )
    notes = ("Sổ đã làm sạch không tách THPT, GDTX, GDNN và nơi học.",)
    yield _by_age("THCS-M2", "Phổ cập giáo dục THCS, 15–18 tuổi", p, ages, _whole(p, *after), notes)


def added_forms(communes: Sequence[Sequence[Form]]) -> list[Form]:
    """The forms of several communes added up cell by cell; percentages are formed when they are printed."""
    total = [*communes[0]]
    for other in communes[1:]:
        total = [one + two for one, two in zip(total, other, strict=True)]
    return total
