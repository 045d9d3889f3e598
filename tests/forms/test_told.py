"""What units tell besides figures: numbers that may be published, sentences that stay in the office."""

import datetime as dt
import json

from tests.forms.unit_workbooks import AREA, CLUB, KHOM, KHOM_1, KHOM_2, read, sent
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import SUMMARY_FILE, WHOLE_SUMMARY_FILE, WORDS_FILE, Store, read_json
from xhht_analysis.forms.told import tasks_told, words_told
from xhht_analysis.running.pipeline import process_period

MEETING, COMMENDED = "Cuộc họp, hội nghị về xây dựng xã hội học tập", "Cá nhân được khen"
MOBILISED = "Người được vận động ra lớp xóa mù chữ"


def task(item, done, number, *, unit="khom-1", withheld=False):
    return {"unit": unit, "item": item, "done": done, "number": number, "withheld": withheld}


def test_tasks_done_not_done_and_few_people(tmp_path):
    table = read(sent(tmp_path, KHOM_1, KHOM)).tables["tasks"]
    assert tasks_told(table, smallest=5) == [
        task("Văn bản chỉ đạo, triển khai", True, 2),
        task(MEETING, True, 4),
        task("Hoạt động đọc sách, thư viện, tủ sách", False, None),
        task("Tập thể được khen", False, 0),
        task(COMMENDED, True, None, withheld=True),
    ]
    assert tasks_told(table, smallest=1)[-1] == task(COMMENDED, True, 3)


def test_a_task_not_done_of_which_there_are_some_is_not_told(tmp_path):
    rows = [
        {"item": f"{MEETING} (cuộc)", "done": False, "number": 3},
        {"item": f"{MOBILISED} (người)", "done": True, "number": 5},
        {"item": f"{COMMENDED} (người)", "number": 0},
    ]
    table = read(sent(tmp_path, KHOM_2, {"tasks": rows})).tables["tasks"]
    assert tasks_told(table, smallest=5) == [
        task(COMMENDED, None, 0, unit="khom-2"),
        task(MOBILISED, True, 5, unit="khom-2"),
    ]


VALUES = {
    "tasks": [{"item": "Mít tinh, hội thi (cuộc)", "done": True, "text": "Hội thi kể chuyện"}],
    "remarks": [{"item": "Cá nhân đề nghị khen", "text": "Ông Trần Văn Thử, 20 năm dạy chữ"}],
    "next_tasks": [
        {"task": "Tổng hợp, báo cáo kết quả", "who": "Chi hội", "due": dt.date(2025, 3, 31)},
        {"task": "Cộng tác với trường mở lớp"},
    ],
    "own_indicators": [
        {"id": "K1", "name": "Tổng số câu lạc bộ", "measure": "câu lạc bộ", "number": 3, "base": 4},
        {"id": "K2", "answer": True},
    ],
}


def test_sentences_are_kept_word_for_word_with_their_unit(tmp_path):
    reports = read(sent(tmp_path, CLUB, VALUES))
    assert reports.aside == {}
    assert words_told(reports.tables, AREA) == {
        "tasks": [{"unit": CLUB.name, "item": "Mít tinh, hội thi (cuộc)", "text": "Hội thi kể chuyện"}],
        "remarks": [{"unit": CLUB.name} | VALUES["remarks"][0]],
        "next_tasks": [
            {"unit": CLUB.name} | VALUES["next_tasks"][0] | {"due": "2025-03-31"},
            {"unit": CLUB.name} | VALUES["next_tasks"][1],
        ],
        "own_indicators": [{"unit": CLUB.name} | row for row in VALUES["own_indicators"]],
        "conditions": [],
    }


def test_sentences_stay_in_the_private_folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "an-thu"
    (raw / "2024").mkdir(parents=True)
    units = '[[unit]]\nname = "Hội Khuyến học"\nkind = "department"\n'
    (raw / "area.toml").write_text(f'name = "An Thử"\nkind = "xã"\n{units}', encoding="utf-8")
    period, store = Period(2024), Store(tmp_path)
    area = load_area(raw, period.reference_date)
    sent(raw / "2024", area.units[0], VALUES, area=area)
    process_period(store, "an-thu", period)
    kept = read_json(store.private("an-thu", period) / WORDS_FILE)
    assert kept["remarks"][0]["text"] == "Ông Trần Văn Thử, 20 năm dạy chữ"
    summary = read_json(store.processed("an-thu", period) / SUMMARY_FILE)
    assert summary["tasks"] == [task("Mít tinh, hội thi", True, None, unit="hoi-khuyen-hoc")]
    said = json.dumps(summary, ensure_ascii=False)
    assert not any(word in said for word in ("Trần Văn Thử", "kể chuyện", "câu lạc bộ"))


def test_tasks_to_come_that_name_nobody_are_for_the_paper(tmp_path):
    """“Việc kỳ tới” stands in part V of the paper that everybody may read; it was private before."""
    raw = tmp_path / "data" / "raw" / "an-thu"
    (raw / "2024").mkdir(parents=True)
    units = '[[unit]]\nname = "Hội Khuyến học"\nkind = "department"\n'
    (raw / "area.toml").write_text(f'name = "An Thử"\nkind = "xã"\n{units}', encoding="utf-8")
    period, store = Period(2024), Store(tmp_path)
    area = load_area(raw, period.reference_date)
    remarks = [
        {"item": "Việc làm tốt", "text": "Vận động tốt."},
        {"item": "Nguyên nhân", "text": "Cô Lan nghỉ dạy"},
        {"item": "Việc còn khó khăn", "text": "Còn 3 người khuyết tật chưa ra lớp"},
        {"item": "Đề xuất, kiến nghị", "text": "Nguyễn Thị Thử xin thôi"},
    ]
    then = [{"task": "Mở lớp ở Khóm 3", "who": "Ông Trần Văn Thử", "due": dt.date(2025, 3, 31)}]
    sent(raw / "2024", area.units[0], {"remarks": remarks, "next_tasks": then}, area=area)
    process_period(store, "an-thu", period)
    summary = read_json(store.processed("an-thu", period) / SUMMARY_FILE)
    assert summary["remarks"] == [{"unit": "Hội Khuyến học", **remarks[0]}]
    assert summary["next_tasks"] == [
        {"unit": "Hội Khuyến học", "task": "Mở lớp ở Khóm 3", "due": "2025-03-31"}
    ]
    whole = read_json(store.private("an-thu", period) / WHOLE_SUMMARY_FILE)
    assert len(whole["remarks"]) == 4 and whole["next_tasks"][0]["who"] == "Ông Trần Văn Thử"
