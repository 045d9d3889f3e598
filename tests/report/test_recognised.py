"""A level recognised by a public decision stands beside the judged one, whatever the figures tell."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.report.made_up import report_of
from tests.support.unit_report import cell
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.recognition import Recognition, StandardId
from xhht_analysis.report import levels
from xhht_analysis.standards.rules import load_rules

TWO = """
name = "An Thử"
[[recognised]]
standard = "th"
level = 2
number = "12/QĐ-UBND"
date = 2023-12-20
body = "UBND huyện Thử"
[[recognised]]
standard = "th"
level = 3
number = "15/QĐ-UBND"
date = 2024-12-20
body = "UBND huyện Thử"
"""
SAID = "đạt mức độ 2 (Quyết định số 12/QĐ-UBND ngày 20/12/2023 của UBND huyện Thử)"


def area_of(folder, text, day):
    (folder / "area.toml").write_text(text, encoding="utf-8")
    return load_area(folder, day)


@pytest.mark.parametrize(
    ("day", "known"),
    [(dt.date(2023, 12, 19), []), (dt.date(2023, 12, 20), [2]), (dt.date(2024, 12, 31), [2, 3])],
)
def test_a_decision_counts_from_its_day(tmp_path, day, known):
    assert [one.level for one in area_of(tmp_path, TWO, day).recognised] == known


def test_a_new_commune_was_not_recognised_as_the_old_one(tmp_path):
    merged = TWO + '[[change]]\ndate = 2025-07-01\nname = "An Mới"\nrecognised = []\n'
    assert area_of(tmp_path, merged, dt.date(2025, 12, 31)).recognised == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TWO.replace('"th"', '"tieu-hoc"', 1), "standard"),
        (TWO.replace("level = 2", "level = 0"), "level"),
        (TWO.replace('number = "12/QĐ-UBND"\n', ""), "number"),
        (TWO.replace("date = 2023-12-20\n", ""), "date"),
    ],
)
def test_a_decision_that_is_not_wholly_told_is_refused(tmp_path, wrong, said):
    with pytest.raises(InputError, match=said):
        area_of(tmp_path, wrong, dt.date(2024, 12, 31))


def test_every_standard_can_be_recognised():
    every = {
        s.id for day in (dt.date(2024, 12, 31), dt.date(2026, 12, 31)) for s in load_rules(day).standards
    }
    assert every == {*StandardId.__args__}


def test_it_stands_beside_a_level_that_is_not_told(tmp_path):
    """Three children of three hundred are not in grade 1: no level is told; what was recognised is."""
    report = report_of(tmp_path, cell("th_grade1_at_6", None, 300), cell("th_finished_to_14", 1_200, 1_200))
    plain = [column.header for column in levels.levels_table(report).columns]
    decision = Recognition("th", 2, "12/QĐ-UBND", dt.date(2023, 12, 20), "UBND huyện Thử")
    report = replace(report, area=replace(report.area, recognised=(decision,)))
    table = levels.levels_table(report)
    rows = {row[0]: row[1:4] for row in table.texts()}
    assert rows["Phổ cập tiểu học"] == ["chưa kết luận được", "đạt mức độ 3", SAID]
    assert rows["Xóa mù chữ"][2] == "chưa ghi quyết định nào"
    assert [c.header for c in table.columns if c.header not in plain] == ["Đã được công nhận"]
    judged, decided = levels.levels_sentences(report, "th")
    assert judged.startswith("Phổ cập tiểu học: chưa kết luận được (còn có thể đạt mức độ 3)")
    assert decided == f"Đã có quyết định công nhận phổ cập tiểu học: {SAID}."
    assert len(levels.levels_sentences(report, "xmc")) == 1
