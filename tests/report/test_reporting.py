"""Who reported when, and the two lists of clause V."""

from dataclasses import replace

from tests.support.unit_report import AREA, unit_report
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, write_json, write_text
from xhht_analysis.charts.blocks import Block
from xhht_analysis.report.reporting import commended_and_reminded, status_sentences, status_table
from xhht_analysis.standards.decisions import Decisions


def told(place, state, received=None, missing=(), file=None):
    unit = AREA.units[place]
    return {
        "id": unit.id, "name": unit.name, "kind": unit.kind, "state": state, "received": received,
        "missing": list(missing), "file": file,
    }  # fmt: skip


UNITS = [
    told(0, "đúng hạn", "2024-12-01", file="khom 1.xlsx"),
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
    [row] = status_table(unit_report(tmp_path, units=[told(0, "chưa rõ ngày", file="a.xlsx")])).texts()
    assert row == ["Khóm 1", "chưa rõ ngày", "không ghi ngày", "đủ", "a.xlsx"]


def test_what_is_late_or_lacking_in_sentences(tmp_path):
    shown = status_sentences(unit_report(tmp_path, units=UNITS)).html
    assert [part.partition("</li>")[0] for part in shown.split("<li>")[1:]] == [
        "3 trên 4 đơn vị đã gửi báo cáo; từng đơn vị ở trang «Mô hình học tập».",
        "Chưa gửi: Hội Thử.",
        "Trễ hạn: Khóm 2.",
        "Còn thiếu trang: TTHTCĐ An Thử (Kinh phí).",
    ]
    assert "chưa liệt kê đơn vị nào" in status_sentences(unit_report(tmp_path)).html


def test_the_two_lists_with_their_rules(tmp_path):
    table = commended_and_reminded(unit_report(tmp_path, units=UNITS))
    assert table.texts() == [
        ["Đề nghị biểu dương", "1", "Khóm 1"],
        ["Đề nghị nhắc nhở", "2", "Khóm 2; Hội Thử"],
    ]
    assert [note.split(":")[0] for note in table.notes[:2]] == ["Biểu dương", "Nhắc nhở"]


def test_the_area_sets_its_own_rule(tmp_path):
    area = replace(AREA, discipline={"remind_days_late": 3})
    table = commended_and_reminded(unit_report(tmp_path, units=UNITS, area=area))
    assert table.texts()[1] == ["Đề nghị nhắc nhở", "1", "Hội Thử"]


def test_an_empty_list_says_so(tmp_path):
    table = commended_and_reminded(unit_report(tmp_path, units=UNITS[:1]))
    assert table.texts()[1] == ["Đề nghị nhắc nhở", "0", "không có đơn vị nào"]


def test_the_year_counts_the_mid_year_report_too(tmp_path):
    report = unit_report(tmp_path, units=UNITS)
    (report.store.raw_area(AREA.id) / "area.toml").write_text(
        'name = "An Thử"\nkind = "xã"\nkhom = ["Khóm 1", "Khóm 2"]\n', encoding="utf-8"
    )
    half = unit_report(tmp_path / "other", period="2024-H1", units=[told(0, "trễ hạn", "2024-06-09")])
    folder = report.store.processed(AREA.id, half.period)
    write_text(folder / COUNTS_FILE, half.counts.to_csv(index=False))
    write_json(folder / SUMMARY_FILE, dict(half.summary))
    write_json(folder / DECISIONS_FILE, Decisions().as_json())
    assert commended_and_reminded(report).texts() == [
        ["Đề nghị biểu dương", "0", "không có đơn vị nào"],
        ["Đề nghị nhắc nhở", "3", "Khóm 1; Khóm 2; Hội Thử"],
    ]


def test_without_units_there_is_nothing_to_list(tmp_path):
    report = unit_report(tmp_path)
    assert isinstance(status_table(report), Block)
    assert isinstance(commended_and_reminded(report), Block)
