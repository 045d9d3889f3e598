"""What can be read and still leaves something open is asked by ``check``: file, line, clause, remedy."""

from __future__ import annotations

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.standards.plan_questions import plan_questions

PLAN = """\
[[indicator]]
id = "hai_buoi"
name = "Hai buổi"
definition = "Học hai buổi"
kind = "yes_no"
units = ["school"]
[[target]]
id = "1"
clause = "I"
name = "Việc không ai đếm"
direction = "done"
[[target]]
id = "2"
clause = "I"
name = "Theo dõi"
direction = "shown"
tasks = ["Mít tinh, hội thi"]
[[target]]
id = "3"
clause = "I"
name = "Mức"
direction = "level"
standard = "th"
target = 2
[[target]]
id = "4"
clause = "I"
name = "Theo dõi bằng lời"
direction = "shown"
"""


def questions(folder, text: str) -> list[str]:
    (folder / "plan-2024.toml").write_text(text, encoding="utf-8")
    return [str(one) for one in plan_questions(folder, Period(2024))]


def test_clauses_without_a_cell_and_cells_without_a_clause_are_asked_about(tmp_path):
    folder = tmp_path / "xa-thu"
    folder.mkdir()
    with speaking("vi"):
        found = questions(folder, PLAN)
    starts = [
        "dòng 1, mục “hai_buoi”: các đơn",
        "dòng 7, mục “1”: không ô nào",
        "dòng 25, mục “4”: không ô nào",
    ]
    assert len(found) == len(starts)
    assert all(
        one.startswith(f"Tệp xa-thu/plan-2024.toml, {start}")
        for one, start in zip(found, starts, strict=True)
    )


def test_a_plan_that_is_answered_leaves_nothing_open(tmp_path):
    asked = PLAN.replace('direction = "done"', 'direction = "done"\nindicator = "hai_buoi"')
    assert questions(tmp_path, asked[: asked.index('[[target]]\nid = "4"')]) == []
    assert plan_questions(tmp_path, Period(2023)) == ()


OF_COMMUNES = """\
[[target]]
id = "1"
clause = "I"
name = "78% số xã đạt phổ cập THCS mức độ 3"
direction = "communes"
standard = "thcs"
aim = 3
target = 78
"""


def test_a_clause_of_communes_is_told_which_cell_answers_it_and_that_cell_does(tmp_path):
    (asked,) = questions(tmp_path, OF_COMMUNES)
    assert 'kind = "share", unit = "xã", counts_persons = false, units = ["town"]' in asked
    assert "bao nhiêu xã đạt mức là số của cả huyện, tỉnh" in asked
    table = """\
indicator = "xa_thcs_3"
[[indicator]]
id = "xa_thcs_3"
name = "Xã đạt phổ cập THCS mức độ 3"
definition = "số xã đạt mức độ 3, trên tổng số xã"
kind = "share"
unit = "xã"
counts_persons = false
units = ["town"]
"""
    assert questions(tmp_path, OF_COMMUNES + table) == []


def test_persons_are_no_answer_to_a_clause_of_communes(tmp_path):
    with pytest.raises(InputError, match=r"đếm người, không đếm xã.*unit = \"xã\""):
        questions(tmp_path, OF_COMMUNES + 'indicator = "thcs_graduated_15_18"\n')


OWN = """\
[[target]]
id = "{id}"
clause = "I"
name = "Công dân"
direction = "at_least"
target = 50
indicator = "{id}"
[[indicator]]
id = "{id}"
name = "{name}"
definition = "{definition}"
kind = "share"
unit = "người"
counts_persons = true
units = ["{units}"]
"""


@pytest.mark.parametrize(
    ("name", "definition", "units", "asked"),
    [
        ("Biết bơi", "khác hẳn", "khom", True),  # the same name
        ("BIẾT BƠI", "khác hẳn", "khom", True),
        ("Tên khác", "Người được công nhận, trên tổng số", "khom", True),  # the same words
        ("Biết bơi", "người được công nhận, trên tổng số", "town", False),  # other units
        ("Tên khác", "khác hẳn", "khom", False),
    ],
)
def test_two_own_indicators_that_ask_the_same_are_told(tmp_path, name, definition, units, asked):
    first = OWN.format(
        id="mot", name="Biết bơi", definition="người được công nhận, trên tổng số", units="khom"
    )
    second = OWN.format(id="hai", name=name, definition=definition, units=units)
    found = questions(tmp_path, first + second)
    told = ["mục “hai”: hỏi cùng một điều, cùng những đơn vị với “mot” ở trên" in one for one in found]
    assert told == [True] * asked
    (tmp_path / "plan-2023.toml").write_text(first, encoding="utf-8")
    found = questions(tmp_path, second)
    assert ["với “mot” của plan-2023.toml" in one and 'id = "mot"' in one for one in found] == [True] * asked
    assert questions(tmp_path, first) == []


def test_what_the_program_counts_itself_is_not_asked_of_units_again(tmp_path):
    own = OWN.format(id="gdht", name="Công dân học tập", definition="người được công nhận", units="khom")
    (asked,) = questions(tmp_path, own)
    assert 'indicator = "learning_citizens"' in asked
