"""What can be read and still leaves something open is asked by ``check``: file, line, clause, remedy."""

from __future__ import annotations

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
