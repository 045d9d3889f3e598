"""All rows of a register's sheet, in order: people, people twice, empty rows, totals and signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xhht_analysis.base.vietnamese import format_number
from xhht_sample.communes import Commune
from xhht_sample.dice import Dice
from xhht_sample.spelling import respace
from xhht_sample.survey import Record
from xhht_sample.traits import (
    EXACT_DUPLICATES,
    SAME_PERSON_TWICE,
    SHARES,
    TCVN3_NOTES,
)
from xhht_sample.untidy import Cell, fill_row

Row = dict[str, Cell]
#: A copy stands at most so many rows below the first one.
_COPY_DISTANCE = 60


class OldFontText(str):
    """TCVN3 text: the writer sets it in the font .VnTime, without which it reads as nonsense."""


def register_rows(
    records: Sequence[Record], plan: Mapping[int, str], *, commune: Commune, year: int
) -> list[Row]:
    """Rows by field name, numbered; an empty dict is an empty row."""
    dice = Dice(*commune.stream, 6, year)
    rows: list[tuple[int, Row]] = []
    copyable: list[tuple[int, Row]] = []
    for place, record in enumerate(records):
        damage = plan.get(record.person.number, "")
        row = fill_row(record, damage, year=year) | _computed(record)
        rows.append((place, row))
        if not damage and record.presence == "here":
            copyable.append((place, row))
    for _ in range(EXACT_DUPLICATES):
        place, row = dice.pick(copyable)
        rows.append((place + dice.between(1, _COPY_DISTANCE), dict(row)))
    dated = [(place, row) for place, row in copyable if "birth_month" in row]
    for _ in range(SAME_PERSON_TWICE):
        place, row = dice.pick(dated)
        rows.append((place + dice.between(1, _COPY_DISTANCE), _same_person(row, dice)))
    rows.sort(key=lambda item: item[0])  # stable: a copy stays below its first row
    return [*_numbered([row for _, row in rows], dice), *_tail(len(records), commune, year)]


def _computed(record: Record) -> Row:
    age = record.age
    return {"own_age": age, "own_group": "15-60" if 15 <= age <= 60 else "khác"}


def _same_person(row: Row, dice: Dice) -> Row:
    names = {
        key: respace(f" {str(row[key]).replace(' ', '  ')}", dice) for key in ("family_name", "given_name")
    }
    return row | names | {"phone": f"0000 {dice.between(900000, 999999)}", "note": "Bổ sung sau"}


def _numbered(rows: list[Row], dice: Dice) -> list[Row]:
    old_font = {dice.between(0, len(rows) - 1) for _ in range(9)}
    done: list[Row] = []
    for number, row in enumerate(rows, start=1):
        note = {"note": OldFontText(dice.pick(TCVN3_NOTES))} if number - 1 in old_font else {}
        done.append({"number": number} | row | note)
        if dice.chance(SHARES["empty_row_after"]):
            done.append({})
    return done


def _tail(people: int, commune: Commune, year: int) -> list[Row]:
    return [
        {},
        {"khom": "Tổng cộng", "family_name": f"{format_number(people)} nhân khẩu"},
        {"address": f"{commune.name}, ngày 30 tháng 9 năm {year}"},
        {"family_name": "Người lập biểu", "address": "TM. Ban chỉ đạo"},
        {"address": "(Ký, ghi rõ họ tên)"},
    ]
