"""Literacy with and without those of whom no trace of schooling is noted."""

from __future__ import annotations

from tests.report.made_up import report_of
from tests.support.unit_report import cell
from xhht_analysis.report import blanks, literacy, summary

LITERATE, UNTRACED = "xmc2_15_60", "untraced_15_60"


def report(root, *, literate=890, of=1000, untraced=60, illiterate=100, **options):
    cells = [cell(LITERATE, literate, of), cell(UNTRACED, untraced, of)]
    cells += [cell("illiterate_15_60", illiterate, of)]
    cells += [cell(LITERATE, 440, 500, khom="Khóm 1"), cell(LITERATE, 450, 500, khom="Khóm 2")]
    cells += [cell(UNTRACED, 50, 500, khom="Khóm 1"), cell(UNTRACED, 10, 500, khom="Khóm 2")]
    return report_of(root, *cells, **options)


def test_how_many_of_the_illiterate_rest_on_a_blank(tmp_path):
    assert blanks.blanks_sentence(report(tmp_path)) == (
        "Tính là mù chữ có 60 người không có ghi chép học tập nào (60,00% của 100 người chưa biết chữ mức"
        " độ 1); không tính họ, tỷ lệ biết chữ mức độ 2 là 94,68%."  # 890 of 940
    )


def test_where_blanks_decide_the_level_the_headlines_say_so(tmp_path):
    decided = (
        "Xóa mù chữ mức độ 2 tùy vào những ô trống trong phiếu: 89,00% khi coi người không có ghi chép là mù"
        " chữ, 94,68% khi không tính họ (cần 90,00%); cần rà soát trước khi kết luận."
    )
    found = report(tmp_path)
    assert decided in literacy.main_points(found)
    assert summary.main_points(found)[1] == decided


def test_where_they_decide_nothing_it_is_not_said(tmp_path):
    # Reached with them; missed even without them (800 of 940); too few to decide (890 of 989).
    for place, (literate, untraced) in enumerate([(900, 60), (800, 60), (890, 11)]):
        found = report(tmp_path / str(place), literate=literate, untraced=untraced)
        assert blanks.deciding_sentence(found) == ""
    edge = report(tmp_path / "edge", literate=891, untraced=10)  # 891 of 990 are 90 % exactly
    assert "90,00% khi không tính họ" in blanks.deciding_sentence(edge)


def test_nothing_is_said_where_nobody_rests_on_a_blank(tmp_path):
    assert blanks.blanks_sentence(report(tmp_path, untraced=0)) == ""


def test_the_table_by_khom(tmp_path):
    assert blanks.blanks_table(report(tmp_path)).texts() == [
        ["Toàn địa bàn", "1.000", "60", "89,00", "94,68"],
        ["Khóm 1", "500", "50", "88,00", "97,78"],  # 440 of 450
        ["Khóm 2", "500", "10", "90,00", "91,84"],  # 450 of 490
    ]
