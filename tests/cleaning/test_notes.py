"""What is told of each line, and what is told once for all lines that say the same."""

import pytest

from tests.cleaning.registers import child, read_rows, register_rows
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people


@pytest.mark.parametrize(
    ("kind", "boxes", "told"),
    [
        # A note, and what was changed: once, at the first line, with how many there are.
        ("birth_over", {"birth_year": "60+"}, [("G5", "60+", 2)]),
        ("birth_before", {"birth_year": "Trước 1954"}, [("G5", "Trước 1954", 2)]),
        ("birth_from_text", {"birth_year": "05/06/1990"}, [("G5", "05/06/1990", 2)]),
        # What somebody has to mend: each line.
        ("birth_two_digits", {"birth_year": "90"}, [("G5", "90", 1), ("G7", "90", 1)]),
    ],
)
def test_what_is_to_be_mended_is_told_by_line_and_a_mere_note_once(kind, boxes, told):
    lines = [child(1, **boxes), child(2, birth_year=2014), child(3, **boxes)]
    clean = clean_people(read_rows(register_rows(lines)), period=Period(2024))
    found = [(one.cell, one.found, one.count) for one in clean.findings if one.kind == kind]
    assert found == told


def test_notes_of_different_words_are_told_apart():
    lines = [child(1, birth_year="60+"), child(2, birth_year="trên 60 tuổi"), child(3, birth_year="60+")]
    clean = clean_people(read_rows(register_rows(lines)), period=Period(2024))
    assert [(f.cell, f.count) for f in clean.findings if f.kind == "birth_over"] == [("G5", 2), ("G6", 1)]
