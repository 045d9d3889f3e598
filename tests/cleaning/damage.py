"""Damages that offices do to a register, drawn at random: what was done, and which cells it touched.

A register is a list of rows as they are read from a sheet. ``TOP`` rows stand above the first person.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

Rows = list[list]
TOP = 4
_LOREM = ("xem lại", "như trên", "anh Hai", "đã nộp", "???", "12 con heo", "#REF!", "=A1+1", "@", "…")
_NO_DATES = ("31/02/1990", "00/00/0000", "2204", "1805", "năm sáu mươi", "90", 33029, "1990.5", "19900")


@dataclass(frozen=True)
class Damage:
    """What was done, to which columns (from 0, as they stand afterwards) and to which lines ("" = all)."""

    what: str
    columns: frozenset[int] = frozenset()
    lines: frozenset[int] = frozenset()


def damage(rows: Rows, seed: int) -> tuple[Rows, Damage]:
    """A copy of the register, damaged in the way that the seed tells."""
    dice = random.Random(seed)
    strike = DAMAGES[seed % len(DAMAGES)]
    copy = [list(row) for row in rows]
    width = max(map(len, copy))
    for row in copy:
        row.extend([""] * (width - len(row)))
    return copy, strike(copy, dice)


def _width(rows: Rows) -> int:
    return len(rows[TOP])


def _used(rows: Rows) -> list[int]:
    """Columns under a heading that hold something."""
    return [c for c in range(_width(rows)) if rows[1][c] and any(row[c] != "" for row in rows[TOP:])]


def _block(rows: Rows, dice: random.Random) -> range:
    first = dice.randrange(TOP, len(rows))
    return range(first, min(len(rows), first + dice.randint(1, 40)))


def swap_columns(rows: Rows, dice: random.Random) -> Damage:
    one, two = dice.sample(_used(rows), 2)
    for row in rows:
        row[one], row[two] = row[two], row[one]
    return Damage("swap columns with their headings", frozenset((one, two)))


def swap_contents(rows: Rows, dice: random.Random) -> Damage:
    one, two = dice.sample(_used(rows), 2)
    for row in rows[TOP:]:
        row[one], row[two] = row[two], row[one]
    return Damage("swap what stands below two headings", frozenset((one, two)))


def delete_header(rows: Rows, dice: random.Random) -> Damage:
    del rows[: dice.randint(1, TOP)]
    return Damage("delete rows of the header", frozenset(range(_width(rows))))


def delete_heading(rows: Rows, dice: random.Random) -> Damage:
    column = dice.choice(_used(rows))
    for row in rows[:3]:
        row[column] = ""
    return Damage("delete one heading", frozenset((column,)))


def shuffle_rows(rows: Rows, dice: random.Random) -> Damage:
    people = rows[TOP:]
    dice.shuffle(people)
    rows[TOP:] = people
    return Damage("shuffle rows")


def paste_text(rows: Rows, dice: random.Random) -> Damage:
    lines = _block(rows, dice)
    first = dice.choice(_used(rows))
    columns = range(first, min(_width(rows), first + dice.randint(1, 4)))
    for line in lines:
        for column in columns:
            rows[line][column] = dice.choice(_LOREM)
    return Damage("paste text", frozenset(columns), frozenset(lines))


def wrong_dates(rows: Rows, dice: random.Random) -> Damage:
    lines = _block(rows, dice)
    for line in lines:
        way = dice.randrange(3)
        if way == 0:
            rows[line][6] = dice.choice(_NO_DATES)
        elif way == 1:
            rows[line][4:7] = [dice.choice(_NO_DATES), "", ""]
        else:
            rows[line][4:7] = [31, 2, rows[line][6]]
    return Damage("wrong dates", frozenset((4, 5, 6)), frozenset(lines))


def dates_for_classes(rows: Rows, dice: random.Random) -> Damage:
    lines = _block(rows, dice)
    for line in lines:
        rows[line][18] = dt.date(2024, dice.randint(1, 12), dice.randint(1, 9))
    return Damage("classes made into dates", frozenset((18,)), frozenset(lines))


def delete_column(rows: Rows, dice: random.Random) -> Damage:
    column = dice.choice(_used(rows))
    for row in rows:
        del row[column]
    return Damage("delete a column", frozenset(range(column, _width(rows))))


def insert_column(rows: Rows, dice: random.Random) -> Damage:
    column = dice.randrange(_width(rows))
    for line, row in enumerate(rows):
        row.insert(column, "Cân nặng" if line == 1 else dice.choice(("", "x", 5)) if line >= TOP else "")
    return Damage("insert a column", frozenset(range(column, _width(rows))))


def insert_lines(rows: Rows, dice: random.Random) -> Damage:
    closing = ("Tổng cộng", "Cộng khóm 3", "NGƯỜI LẬP BIỂU", "", "Cộng:")
    for _ in range(dice.randint(1, 5)):
        line = [""] * _width(rows)
        line[dice.choice((0, 1, 2))] = dice.choice(closing)
        line[dice.randrange(20, 30)] = dice.choice(("", 125, "(Ký, ghi rõ họ tên)"))
        rows.insert(dice.randrange(TOP, len(rows) + 1), line)
    return Damage("insert totals and signatures")


def repeat_rows(rows: Rows, dice: random.Random) -> Damage:
    copies = [list(rows[line]) for line in _block(rows, dice)]
    place = dice.randrange(TOP, len(rows) + 1)
    rows[place:place] = copies
    return Damage("paste people twice")


def respell(rows: Rows, dice: random.Random) -> Damage:
    for row in rows:
        for column, value in enumerate(row):
            if isinstance(value, str) and value and dice.random() < 0.3:
                row[column] = dice.choice((f" {value} ", value.upper(), value.replace(" ", "\u00a0 ")))
    return Damage("spaces and capitals")


DAMAGES: tuple[Callable[[Rows, random.Random], Damage], ...] = (
    swap_columns, swap_contents, delete_header, delete_heading, shuffle_rows, paste_text, wrong_dates,
    dates_for_classes, delete_column, insert_column, insert_lines, repeat_rows, respell, swap_contents,
    paste_text,
)  # fmt: skip
