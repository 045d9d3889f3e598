"""Tasks by responsible body: done, not done, not told; few people are nobody's to read."""

from tests.support.unit_report import unit_report
from xhht_analysis.charts.blocks import Block
from xhht_analysis.report import tasks


def entry(unit, item, done=True, number=None, *, withheld=False):
    return {"unit": unit, "item": item, "done": done, "number": number, "withheld": withheld}


PAPERS, PRAISED, CONTEST = "Văn bản chỉ đạo, triển khai", "Cá nhân được khen", "Mít tinh, hội thi"
TOLD = [
    entry("khom-1", PAPERS, number=2),
    entry("khom-1", PRAISED, withheld=True),
    entry("khom-2", PAPERS, False, 0),
    entry("hoi-thu", PAPERS, number=1200),
    entry("hoi-thu", PRAISED, number=6),
    entry("hoi-thu", CONTEST),
]


def test_nobody_told(tmp_path):
    report = unit_report(tmp_path)
    assert tasks.tasks_sentence(report) == ""
    for view in (tasks.tasks_table, tasks.tasks_by_body):
        assert isinstance(view(report), Block)
        assert "chưa đơn vị nào ghi" in view(report).html


def test_in_a_sentence(tmp_path):
    said = tasks.tasks_sentence(unit_report(tmp_path, tasks=TOLD))
    # Two khóm with 6 tasks each, the centre with 14, an association with 12.
    assert said == "Trong 38 lượt việc giao cho các đơn vị: 5 đã làm, 1 không làm, 32 chưa ghi."


def test_each_task_with_how_many_did_it_and_how_much(tmp_path):
    rows = {row[0]: row[1:] for row in tasks.tasks_table(unit_report(tmp_path, tasks=TOLD)).texts()}
    assert rows[PAPERS] == ["4", "2", "1", "1", "văn bản", "1.202"]
    assert rows[PRAISED] == ["4", "2", "0", "2", "người", "[c]"]
    assert rows[CONTEST] == ["2", "1", "0", "1", "cuộc", "[x]"]
    assert "Lớp chuyên đề do trường mở" not in rows  # the area has no school


def test_each_body_with_what_it_did(tmp_path):
    rows = tasks.tasks_by_body(unit_report(tmp_path, tasks=TOLD)).texts()
    assert [row[0] for row in rows] == ["Khóm 1", "Khóm 2", "TTHTCĐ An Thử", "Hội Thử"]
    assert rows[0][1:3] == [f"{PAPERS} (2 văn bản); {PRAISED} (không công bố số người)", "–"]
    assert rows[1][1:3] == ["–", PAPERS]
    assert rows[3][1] == f"{PAPERS} (1.200 văn bản); {CONTEST}; {PRAISED} (6 người)"
    assert rows[2][3].startswith(f"{PAPERS}; Cuộc họp")
