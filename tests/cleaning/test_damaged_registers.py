"""A register damaged in many ways gives the same people, or findings that name the damage."""

from collections import Counter
from pathlib import Path
from string import ascii_uppercase, digits

import pytest

from tests.cleaning.damage import TOP, damage
from tests.cleaning.registers import read_people
from tests.support.amount import examples
from tests.support.sample import sample_registers
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.cleaning.schema import AS_WRITTEN
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.workbook import Sheet, column_letters, read_sheets
from xhht_sample import SAMPLE_FILES

SEEDS = range(examples(200))
KHOM = tuple(f"Khóm {n}" for n in range(1, 20))
#: Birth is shown at the year, whichever of its three boxes is wrong.
BIRTH = {"E", "F", "G"}


@pytest.fixture(scope="session")
def register(tmp_path_factory):
    """Every 25th line of the sample's register, each group heading written over all columns it spans."""
    path = sample_registers(tmp_path_factory) / "2024" / SAMPLE_FILES["phu-my"]["2024"].name
    sheet = next(sheet for sheet in read_sheets(path) if sheet.name == "DATA")
    rows = [list(row) for row in sheet.rows]
    for (top, left), (bottom, right) in sheet.merged:
        for row in rows[top : bottom + 1] if bottom == top else ():
            row[left : right + 1] = [row[left]] * (right + 1 - left)
    return rows[:TOP] + rows[TOP::25]


def clean(rows):
    raw = read_people([ReceivedFile(Path("a.xlsx"), "", (Sheet("a.xlsx", "DATA", rows),))])
    return clean_people(raw, period=Period(2024), khom=KHOM)


def persons(cleaned):
    """What is counted of each person → the lines where such a person stands."""
    people = cleaned.people.drop(columns=["source", "row", "name", "household", *AS_WRITTEN])
    found = {}
    for line, person in zip(cleaned.people["row"], people.itertuples(index=False), strict=True):
        found.setdefault(repr(person), []).append(int(line))
    return found


@pytest.fixture(scope="session")
def sound(register):
    return clean([list(row) for row in register])


def places(findings):
    """Kind, line and column letters of each finding; a finding of a whole column or sheet has no line."""
    return Counter((f.kind, f.cell.lstrip(ascii_uppercase), f.cell.rstrip(digits)) for f in findings)


@pytest.mark.parametrize("seed", SEEDS)
def test_right_people_or_findings_that_name_the_damage(register, sound, seed):
    rows, done = damage(register, seed)
    cleaned = clean(rows)
    if not cleaned.rows_read:  # no register any more: the file is told as of no known form
        assert done.what == "delete rows of the header"
        return
    before, after = persons(sound), persons(cleaned)
    more = [lines for one, lines in after.items() if len(lines) > len(before.get(one, ()))]
    changed = {line for lines in more for line in lines}
    lost = any(len(lines) > len(after.get(one, ())) for one, lines in before.items())
    if not changed and not lost:
        return
    named = {column_letters(column + 1) for column in done.columns}
    named |= BIRTH if named & BIRTH else set()
    new = places(cleaned.findings) - places(sound.findings)
    of_columns = [kind for kind, _, column in new if column in named or kind.startswith("column_")]
    untold = changed - {int(line) for _, line, _ in new if line}
    assert new, f"{done.what}: {len(changed)} people changed, nothing said"
    assert of_columns or not untold, f"{done.what}: {len(untold)} people changed, nothing said of them"
