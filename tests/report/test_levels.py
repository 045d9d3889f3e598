"""Levels of recognition in a report: conditions, and who is missing where."""

from tests.report.made_up import report_of
from tests.support.unit_report import cell, unit_report
from xhht_analysis.report import levels

XMC = "xmc2_15_60"


def words(view):
    return view._repr_html_()


def test_levels_and_conditions(commune):
    assert [row[:3] for row in levels.levels_table(commune).texts()] == [
        ["Phổ cập mầm non 5 tuổi", "chưa đạt chuẩn", "chưa đạt chuẩn"],
        ["Phổ cập tiểu học", "đạt mức độ 1", "đạt mức độ 1"],
        ["Phổ cập THCS", "chưa đạt chuẩn", "chưa đạt chuẩn"],
        ["Xóa mù chữ", "đạt mức độ 1", "đạt mức độ 1"],
    ]
    asked = [row for row in levels.conditions_table(commune, "xmc").texts() if "15–60" in row[0]]
    assert asked == [
        [
            "Xóa mù chữ, mức độ 2: Biết chữ mức độ 2, 15–60 tuổi",
            "76,47",
            "13 / 17",
            "90,00",
            "▲ chưa đạt",
            "3",
        ]
    ]


def test_who_is_missing_stands_by_khom_and_age(commune):
    """Not literate at level 2 are those born in 1966, 1968, 1972 and 1981.

    Of the disabled one pupil is at school, of one woman nobody can read it: 1 or 2 of 2; 60 % are asked.
    """
    row, disabled = levels.gaps_table(commune, "xmc").texts()
    assert disabled[2] == "1"
    assert row[:3] == ["Xóa mù chữ, mức độ 2", "Biết chữ mức độ 2, 15–60 tuổi", "3"]
    assert row[4] == "40–44 tuổi: 1; 50–54 tuổi: 1; 55–58 tuổi: 2"
    counts = [int(part.rpartition(": ")[2]) for part in row[3].split("; ")]
    assert sum(counts) == 4


def test_why_no_gap_is_told(tmp_path):
    """Nothing known is not the same as nobody lacking."""
    nothing = report_of(tmp_path)
    lacking = "Chưa đủ số liệu để tính số người còn thiếu của phổ cập tiểu học, xóa mù chữ."
    assert lacking in words(levels.gaps_table(nothing, "th", "xmc"))
    units_only = unit_report(tmp_path / "units")
    assert "Chưa có số liệu để xét mức độ" in words(levels.other_reading(units_only))
    literate = [cell(f"xmc{level}_15_{last}", 10, 10) for level in (1, 2) for last in (25, 35, 60)]
    reached = report_of(tmp_path, *literate, cell("disabled_access", 10, 10))
    assert "Không còn thiếu người nào" in words(levels.gaps_table(reached, "xmc"))


def test_many_khom_are_summed_up(tmp_path):
    cells = [cell(XMC, 0, number, khom=f"Khóm {number}") for number in range(1, 9)]
    report = report_of(tmp_path, cell(XMC, 0, 36), *cells, cell(XMC, 0, 36, age="20"))
    rows = {row[1]: row for row in levels.gaps_table(report, "xmc").texts()}
    assert rows["Biết chữ mức độ 2, 15–60 tuổi"][2:] == [
        "33",
        "Khóm 8: 8; Khóm 7: 7; Khóm 6: 6; Khóm 5: 5; Khóm 4: 4; các khóm khác: 6",
        "20 tuổi: 36",
    ]
