"""The legal texts of a period, and what rests on second hand."""

import pytest

from tests.report.made_up import report_of
from xhht_analysis.report import texts

READ, SECOND = "đã đọc văn bản", "nguồn gián tiếp (báo, hướng dẫn), chưa đọc được văn bản"
ND277 = "Nghị định 277/2025/NĐ-CP ngày 20/10/2025"
DIPLOMA = "không cấp bằng tốt nghiệp THCS"


def test_each_text_says_how_it_is_known(tmp_path):
    report = report_of(tmp_path, period="2026", survey_years=[2026])
    rows = {row[0]: row[2:] for row in texts.texts_table(report).texts()}
    decree = "Nghị định 20/2014/NĐ-CP ngày 24/3/2014; Thông tư 07/2016/TT-BGDĐT ngày 22/3/2016"
    assert rows[decree] == ["15/5/2014", READ]
    assert rows[ND277] == ["01/12/2025", SECOND]
    assert rows["Nghị định 142/2025/NĐ-CP, có hiệu lực từ 01/7/2025"] == ["01/7/2025", SECOND]
    assert rows["Thông tư 25/2023/TT-BGDĐT, có hiệu lực từ 12/02/2024"] == ["12/02/2024", READ]
    assert rows["Quyết định 1373/QĐ-TTg ngày 30/7/2021"] == ["30/7/2021", SECOND]
    assert rows["Quyết định 387/QĐ-TTg ngày 25/3/2022"] == ["25/3/2022", SECOND]
    assert rows["NĐ 135/2020/NĐ-CP, điều 4"] == ["năm 2021", READ]
    assert rows["TT 19/2023/TT-BGDĐT"] == ["16/12/2023", SECOND]
    (diploma,) = (row for source, row in rows.items() if DIPLOMA in source)
    assert diploma == ["phiếu năm 2026", SECOND]
    assert "phải đối chiếu lại" in texts.texts_table(report)._repr_html_()


@pytest.mark.parametrize(("period", "survey"), [("2024", 2024), ("2025-H1", 2024)])
def test_nothing_of_a_later_law_stands_in_an_earlier_period(tmp_path, period, survey):
    report = report_of(tmp_path, period=period, survey_years=[survey])
    rows = [row[0] for row in texts.texts_table(report).texts()]
    assert not [row for row in rows if "2025" in row or "2026" in row]


@pytest.mark.parametrize(("period", "decisions"), [("2021-H1", 0), ("2021", 1), ("2022-H1", 2), ("2024", 2)])
def test_a_goal_stands_since_the_day_on_which_it_was_signed(tmp_path, period, decisions):
    rows = [row[0] for row in texts.texts_table(report_of(tmp_path, period=period)).texts()]
    assert len([row for row in rows if row.startswith("Quyết định")]) == decisions


def test_a_period_rests_on_the_survey_it_has(tmp_path):
    """June 2026 still rests on the boxes of autumn 2025, when there were diplomas."""
    report = report_of(tmp_path, period="2026-H1", survey_years=[2025])
    rows = [row[0] for row in texts.texts_table(report).texts()]
    assert ND277 in rows
    assert not [row for row in rows if DIPLOMA in row]
