"""Who reported when, and the two lists of clause V."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.support.unit_report import AREA, cell, unit_report
from xhht_analysis.base.areas import Unit
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, write_json, write_text
from xhht_analysis.charts.blocks import Block
from xhht_analysis.disclosure.kept_back import as_json
from xhht_analysis.report.own_results import own_results
from xhht_analysis.report.reporting import (
    commended_and_reminded,
    reports_sentence,
    status_sentences,
    status_table,
)


def told(place, state, received=None, missing=(), file=None, **more):
    unit = AREA.units[place]
    return {
        "id": unit.id, "name": unit.name, "kind": unit.kind, "state": state, "received": received,
        "missing": list(missing), "file": file,
    } | more  # fmt: skip


UNITS = [
    told(0, "đúng hạn", "2024-12-01", file="khom 1.xlsx", results={"B3": True}),
    told(1, "trễ hạn", "2024-12-06", file="k2.xlsx"),
    told(2, "đúng hạn", "2024-12-04", ["Kinh phí"], "tt.xlsx"),
    told(3, "chưa nhận"),
]


def test_every_unit_with_its_day_and_what_it_leaves_out(tmp_path):
    table = status_table(unit_report(tmp_path, units=UNITS))
    assert table.texts() == [
        ["Khóm 1", "đúng hạn", "01/12/2024", "đủ", "khom 1.xlsx"],
        ["Khóm 2", "trễ hạn 2 ngày", "06/12/2024", "đủ", "k2.xlsx"],
        ["TTHTCĐ An Thử", "đúng hạn", "04/12/2024", "Kinh phí", "tt.xlsx"],
        ["Hội Thử", "chưa nhận", "chưa nhận", "mọi trang", "chưa có tệp"],
    ]
    assert table.notes[0] == "Hạn gửi: trước ngày 05/12/2024."


def test_a_report_without_a_day(tmp_path):
    units = [
        told(0, "chưa rõ ngày", file="a.xlsx"),
        told(1, "chưa ghi sổ", file="b.xlsx", drawn_up="2024-12-03"),
        told(2, "trễ hạn", file="c.xlsx", drawn_up="2024-12-06"),
    ]
    assert [row[1:3] for row in status_table(unit_report(tmp_path, units=units)).texts()] == [
        ["chưa rõ ngày", "không ghi ngày"],
        ["chưa ghi sổ", "chưa ghi sổ (ngày lập 03/12/2024)"],
        ["trễ hạn ít nhất 2 ngày (chưa ghi sổ)", "chưa ghi sổ (ngày lập 06/12/2024)"],
    ]


def waiting(root, **more):
    """The commune before the day due: one report is there, three are to come."""
    units = [UNITS[0], *(told(place, "chưa đến hạn") for place in (1, 2, 3))]
    return unit_report(root, units=units, duty={"units": "2024-12-05", "units_due": False}, **more)


def test_before_the_day_due_nobody_is_named(tmp_path):
    report = waiting(tmp_path)
    so_far = "Chưa đến hạn gửi báo cáo (trước ngày 05/12/2024): 1/4 đơn vị đã gửi."
    assert reports_sentence(report) == so_far
    pages = [status_sentences(report).html, commended_and_reminded(report).html]
    assert all(so_far in page for page in pages)
    assert "Chưa lập danh sách biểu dương, nhắc nhở." in pages[1]
    assert not any(name in page for page in pages for name in ("Khóm 2", "TTHTCĐ", "Hội Thử", "Nhắc nhở:"))
    assert status_table(report).texts()[3] == [
        "Hội Thử",
        "chưa đến hạn",
        "chưa nhận",
        "chưa gửi",
        "chưa có tệp",
    ]


def test_where_no_day_is_set_the_table_says_so(tmp_path):
    table = status_table(unit_report(tmp_path, units=UNITS[3:], duty={}))
    assert table.notes[0] == "Chưa có hạn gửi báo cáo."


def test_what_is_late_or_lacking_in_sentences(tmp_path):
    shown = status_sentences(unit_report(tmp_path, units=UNITS)).html
    assert [part.partition("</li>")[0] for part in shown.split("<li>")[1:]] == [
        "3/4 đơn vị đã gửi báo cáo; từng đơn vị ở trang “Mô hình học tập”.",
        "Chưa gửi: Hội Thử.",
        "Trễ hạn: Khóm 2.",
        "Còn thiếu trang: TTHTCĐ An Thử (Kinh phí).",
    ]
    assert "chưa liệt kê đơn vị nào" in status_sentences(unit_report(tmp_path)).html


def test_the_two_lists_with_their_rules(tmp_path):
    table = commended_and_reminded(unit_report(tmp_path, units=UNITS))
    assert table.texts() == [
        ["Đề nghị biểu dương (1)", "Khóm 1", "gửi đúng hạn, đủ trang; đạt B3"],
        ["Đề nghị nhắc nhở (3)", "Khóm 2", "báo cáo hạn trước 05/12/2024: trễ hạn 2 ngày"],
        ["Đề nghị nhắc nhở (3)", "TTHTCĐ An Thử",
         "báo cáo hạn trước 05/12/2024: thiếu hoặc bỏ trống trang “Kinh phí”"],
        ["Đề nghị nhắc nhở (3)", "Hội Thử", "báo cáo hạn trước 05/12/2024: chưa gửi"],
        ["Không thuộc hai danh sách (0)", "không có đơn vị nào", "–"],
    ]  # fmt: skip
    assert [note.split(":")[0] for note in table.notes[:2]] == ["Biểu dương", "Nhắc nhở"]


def test_the_area_sets_its_own_rule(tmp_path):
    area = replace(AREA, discipline={"remind_days_late": 3})
    table = commended_and_reminded(unit_report(tmp_path, units=UNITS, area=area))
    assert table.texts()[3] == ["Không thuộc hai danh sách (1)", "Khóm 2", "trễ hạn 2 ngày"]


def test_an_empty_list_says_so(tmp_path):
    table = commended_and_reminded(unit_report(tmp_path, units=UNITS[:1]))
    assert table.texts()[1] == ["Đề nghị nhắc nhở (0)", "không có đơn vị nào", "–"]


def test_what_units_tell_of_persons_is_judged_by_khom_on_what_is_published(tmp_path):
    """B1 wants 40 %; the second khóm is a person short of it, of the third few are counted and kept back."""
    cells = [
        cell("information_competence", *counts, khom=khom)
        for khom, counts in (("Khóm 1", (40, 100)), ("Khóm 2", (39, 100)))
    ]
    units = [told(place, "đúng hạn", "2024-12-01", file="a.xlsx") for place in (0, 1, 3)]
    report = unit_report(tmp_path, *cells, units=units)
    assert own_results(report) == {"khom-1": {"B1": True}, "khom-2": {"B1": False}, "hoi-thu": {}}
    hidden = replace(report, counts=report.counts.assign(numerator=pd.NA).astype({"numerator": "Int64"}))
    assert own_results(hidden) == {"khom-1": {}, "khom-2": {}, "hoi-thu": {}}
    half = unit_report(tmp_path / "half", *cells, units=units, period="2024-H1")
    assert own_results(half)["khom-2"] == {}  # due at the year's end


OWN = """
year = 2024
[due]
units = { half = "05/6", year = "05/12" }
[[target]]
id = "C2"
clause = "II"
name = "Cán bộ được bồi dưỡng"
direction = "at_least"
target = 100
accumulates = true
indicator = "cadres_trained"
[[target]]
id = "C4"
clause = "II"
name = "Công chức bồi dưỡng bắt buộc"
direction = "at_least"
target = 93
accumulates = true
indicator = "officials_compulsory"
[[target]]
id = "D6"
clause = "II"
name = "Học sinh học kỹ năng sống"
direction = "at_least"
target = 100
accumulates = true
indicator = "life_skill_pupils"
"""


@pytest.mark.parametrize(
    ("period", "town", "schools"),
    [
        ("2024", {"C2": True, "C4": False}, {"D6 (chung)": False}),
        # half of eleven is five, which is no miss; of twelve six, of 1.000 pupils 500
        ("2024-H1", {"C4 (chậm)": False}, {"D6 (chung, chậm)": False}),
    ],
)
def test_a_clause_that_a_unit_alone_answers_for_is_its_own(tmp_path, period, town, schools):
    """Of pupils no school's figure is published by itself: a missed clause is one of all schools."""
    whose = (Unit("UBND An Thử", "town"), Unit("Trường TH Số 1", "school", ("TH",)),
             Unit("Trường THCS Số 1", "school", ("THCS",)))  # fmt: skip
    area = replace(AREA, khom=(), unit=whose)
    half = period == "2024-H1"
    cells = [
        cell("cadres_trained", 5 if half else 11, 11),
        cell("officials_compulsory", 5 if half else 11, 12),
        cell("life_skill_pupils", 300 if half else 780, 1000),
    ]
    units = [{"id": one.id, "name": one.name, "kind": one.kind, "state": "đúng hạn"} for one in whose]
    report = unit_report(tmp_path, *cells, area=area, plan=OWN, units=units, period=period)
    assert own_results(report) == {whose[0].id: town, whose[1].id: schools, whose[2].id: schools}


def test_the_year_counts_the_mid_year_report_too(tmp_path):
    report = unit_report(tmp_path, units=UNITS)
    (report.store.raw_area(AREA.id) / "area.toml").write_text(
        'name = "An Thử"\nkind = "xã"\nkhom = ["Khóm 1", "Khóm 2"]\n', encoding="utf-8"
    )
    half = unit_report(
        tmp_path / "other", period="2024-H1", units=[told(0, "trễ hạn", "2024-06-09")],
        duty={"units": "2024-06-05"},
    )  # fmt: skip
    folder = report.store.processed(AREA.id, half.period)
    write_text(folder / COUNTS_FILE, half.counts.to_csv(index=False))
    write_json(folder / SUMMARY_FILE, dict(half.summary))
    write_json(folder / DECISIONS_FILE, as_json(()))
    rows = commended_and_reminded(report).texts()
    assert [row[:2] for row in rows] == [
        ["Đề nghị biểu dương (0)", "không có đơn vị nào"],
        *(["Đề nghị nhắc nhở (4)", name] for name in ("Khóm 1", "Khóm 2", "TTHTCĐ An Thử", "Hội Thử")),
        ["Không thuộc hai danh sách (0)", "không có đơn vị nào"],
    ]
    assert rows[1][2] == "báo cáo hạn trước 05/6/2024: trễ hạn 5 ngày"


def test_without_units_there_is_nothing_to_list(tmp_path):
    report = unit_report(tmp_path)
    assert isinstance(status_table(report), Block)
    assert isinstance(commended_and_reminded(report), Block)
