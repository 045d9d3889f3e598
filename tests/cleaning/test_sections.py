"""Lines that name a khóm head the people below them."""

import pytest

from tests.cleaning.registers import child, read_rows, register_rows, without
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.cleaning.sections import section_name

NO_KHOM = without("khom")
KNOWN = ("Khóm 1", "Khóm 2", "Khóm 3")


def head(text, **cells):
    """A line with a text alone."""
    return {"family_name": text} | cells


def khom(*sheets, titles=((),), fields=NO_KHOM):
    tables = [register_rows(people, fields=fields, titles=titles) for people in sheets]
    names = [f"DATA {n}" for n in range(len(tables))]
    clean = clean_people(read_rows(*tables, names=names), period=Period(2024), khom=KNOWN)
    return clean.people["khom"].tolist(), dict(clean.aside)


UNKNOWN = "Không rõ khóm"


@pytest.mark.parametrize(
    ("people", "wanted", "aside"),
    [
        (
            [head("KHÓM 1"), child(1), child(2), head("Khóm 2"), child(3)],
            ["Khóm 1", "Khóm 1", "Khóm 2"],
            {"row_section": 2},
        ),
        ([child(1), head("Khóm 2"), child(2)], [UNKNOWN, "Khóm 2"], {"row_section": 1}),
        ([head("Khóm 1"), head("Khóm 2"), child(1)], ["Khóm 2"], {"row_section": 2}),
        ([head("Khóm 3", number=1), child(2)], ["Khóm 3"], {"row_section": 1}),
    ],
)
def test_people_stand_in_the_section_above_them(people, wanted, aside):
    found, set_aside = khom(people)
    assert (found, set_aside) == (wanted, aside)


def test_a_section_ends_with_its_sheet():
    assert khom([head("Khóm 1"), child(1)], [child(2), head("Khóm 2"), child(3)])[0] == [
        "Khóm 1", UNKNOWN, "Khóm 2",
    ]  # fmt: skip


def test_a_sheet_without_people_ends_no_other():
    assert khom([], [head("Khóm 1"), child(1)])[0] == ["Khóm 1"]


def test_what_stands_above_the_headings_heads_the_sheet_until_another():
    people = [child(1), head("Khóm 2"), child(2)]
    assert khom(people, titles=[["Khóm 3"]])[0] == ["Khóm 3", "Khóm 2"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tổ 5 khóm 2", "khóm 2"),  # the khóm of which a tổ is a part
        ("Khóm 2 tổ 5", "Khóm 2"),
        ("tổ số 5 ấp 3", "ấp 3"),
        ("Tổ 5", "Tổ 5"),
        ("Thôn Làng Mới", "Thôn Làng Mới"),  # one name, though a kind stands in it
        ("Bản Buôn Sóc", "Bản Buôn Sóc"),
    ],
)
def test_what_stands_behind_a_part_is_looked_at_for_the_khom(text, name):
    assert section_name(text) == name
