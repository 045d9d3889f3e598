"""Literacy with and without those of whom no trace of schooling is noted."""

from __future__ import annotations

from dataclasses import replace

from tests.report.made_up import report_of
from tests.support.unit_report import cell
from xhht_analysis.report import blanks, literacy, summary
from xhht_analysis.report import levels as levels_page

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


def test_what_blanks_alone_keep_from_a_level_is_possible_in_the_table_too(tmp_path):
    """Level 2 is missed by 1 %, and reached without those of whom nothing is noted."""

    def row(place, **counts):
        found = levels(tmp_path / place, xmc1_15_35=(390, 400), disabled_access=(6, 10), **counts)
        return next(row for row in levels_page.levels_table(found).texts() if row[0] == "Xóa mù chữ")[1:3]

    assert row("open", xmc2_15_60=(890, 1000), untraced_15_60=(60, 1000)) == ["đạt mức độ 1", "đạt mức độ 2"]
    assert row("sure", xmc2_15_60=(800, 1000), untraced_15_60=(60, 1000)) == ["đạt mức độ 1", "đạt mức độ 1"]


def test_where_they_decide_nothing_it_is_not_said(tmp_path):
    # Reached with them; missed even without them (800 of 940); too few to decide (890 of 989).
    for place, (literate, untraced) in enumerate([(900, 60), (800, 60), (890, 11)]):
        found = report(tmp_path / str(place), literate=literate, untraced=untraced)
        assert blanks.deciding_sentences(found) == []
    edge = report(tmp_path / "edge", literate=891, untraced=10)  # 891 of 990 are 90 % exactly
    assert "90,00% khi không tính họ" in blanks.deciding_sentences(edge)[0]


#: Literacy as the decree asks it: level 1 of 15–35 (hardship 15–25), level 2 of 15–60 (hardship 15–35).
LEVELS = {
    "xmc1_15_25": (175, 200), "xmc1_15_35": (352, 400), "xmc2_15_35": (352, 400), LITERATE: (950, 1000),
    "untraced_15_25": (12, 200), "untraced_15_35": (20, 400), UNTRACED: (30, 1000),
}  # fmt: skip


def levels(root, *, hardship=False, **others):
    cells = [cell(name, *counts) for name, counts in (LEVELS | others).items()]
    found = report_of(root, *cells)
    return replace(found, area=replace(found.area, hardship=hardship))


def test_blanks_may_decide_level_1(tmp_path):
    assert blanks.deciding_sentences(levels(tmp_path)) == [
        "Xóa mù chữ mức độ 1 tùy vào những ô trống trong phiếu: 88,00% khi coi người không có ghi chép là mù"
        " chữ, 92,63% khi không tính họ (cần 90,00%); cần rà soát trước khi kết luận."  # 352 of 380
    ]


def test_a_commune_in_hardship_is_asked_of_younger_people(tmp_path):
    assert blanks.deciding_sentences(levels(tmp_path, hardship=True)) == [
        "Xóa mù chữ mức độ 1 tùy vào những ô trống trong phiếu: 87,50% khi coi người không có ghi chép là mù"
        " chữ, 93,09% khi không tính họ (cần 90,00%); cần rà soát trước khi kết luận.",  # 175 of 188
        "Xóa mù chữ mức độ 2 tùy vào những ô trống trong phiếu: 88,00% khi coi người không có ghi chép là mù"
        " chữ, 92,63% khi không tính họ (cần 90,00%); cần rà soát trước khi kết luận.",
    ]
    enough = {"xmc1_15_25": (180, 200), "xmc2_15_35": (341, 400)}  # 90 % with them; 341 of 380 are 89,7 %
    assert blanks.deciding_sentences(levels(tmp_path / "edges", hardship=True, **enough)) == []


def test_where_another_condition_does_not_hold_blanks_decide_nothing(tmp_path):
    """Too few persons with a disability have access to education (TT 07/2016: 60 %)."""
    assert blanks.deciding_sentences(levels(tmp_path, disabled_access=(5, 10))) == []
    assert len(blanks.deciding_sentences(levels(tmp_path / "enough", disabled_access=(6, 10)))) == 1


def test_nothing_is_said_where_nobody_rests_on_a_blank(tmp_path):
    assert blanks.blanks_sentence(report(tmp_path, untraced=0)) == ""


def test_the_table_by_khom(tmp_path):
    assert blanks.blanks_table(report(tmp_path)).texts() == [
        ["Toàn địa bàn", "1.000", "60", "89,00", "94,68"],
        ["Khóm 1", "500", "50", "88,00", "97,78"],  # 440 of 450
        ["Khóm 2", "500", "10", "90,00", "91,84"],  # 450 of 490
    ]
