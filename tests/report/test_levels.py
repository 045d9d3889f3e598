"""Levels of recognition in a report: conditions, and who is missing where."""

from tests.report.made_up import report_of
from tests.support.unit_report import cell, unit_report
from xhht_analysis.report import conditions, levels

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
    asked = [row for row in conditions.conditions_table(commune, "xmc").texts() if "15–60" in row[0]]
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
    # Not "nobody is lacking": the illiterate may be many, beyond what the level asks.
    top = "Đã đạt mức độ cao nhất."
    assert top in words(levels.gaps_table(reached, "xmc"))


def test_many_khom_are_summed_up(tmp_path):
    cells = [cell(XMC, 0, number, khom=f"Khóm {number}") for number in range(1, 9)]
    report = report_of(tmp_path, cell(XMC, 0, 36), *cells, cell(XMC, 0, 36, age="20"))
    rows = {row[1]: row for row in levels.gaps_table(report, "xmc").texts()}
    assert rows["Biết chữ mức độ 2, 15–60 tuổi"][2:] == [
        "33",
        "Khóm 8: 8; Khóm 7: 7; Khóm 6: 6; Khóm 5: 5; Khóm 4: 4; các khóm khác: 6",
        "20 tuổi: 36",
    ]


IN_ALL = [
    cell("mn5_in_class", 95, 100), cell("mn5_finished", 85, 100), cell("th_grade1_at_6", 95, 100),
    cell("th_finished_to_14", 90, 100), cell("th_finished_at_11", 85, 100),
    cell("th_others_at_11_in_primary", 15, 15), cell("disabled_access", 6, 10),
]  # fmt: skip


def schools(staff, rooms, *, group):
    return [cell("conditions_staff", *staff, group=group), cell("conditions_rooms", *rooms, group=group)]


def test_what_nobody_looked_at_stands_beside_the_level(tmp_path):
    report = report_of(tmp_path, *IN_ALL)
    beside = {row[0]: row[4] for row in levels.levels_table(report).texts()}
    assert set(beside.values()) == {"chưa xét điều kiện bảo đảm"}
    (said,) = levels.levels_sentences(report, "mn5", "th")
    assert said == (
        "Phổ cập mầm non 5 tuổi: đạt chuẩn; phổ cập tiểu học: đạt mức độ 2;"
        " các mức độ này đều chưa xét điều kiện bảo đảm."
    )
    asked = [row[0] for row in conditions.conditions_table(report, "th").texts()]
    assert not [row for row in asked if "Trường bảo đảm" in row]


def test_what_is_said_of_all_levels_holds_for_all_of_them(tmp_path):
    """Of a standard that is not reached staff and rooms are not told: it is not one of "all of them"."""
    cells = [one for one in IN_ALL if not one["indicator"].startswith("mn5")]
    missed = [cell(one["indicator"], 1, 100) for one in IN_ALL if one["indicator"].startswith("mn5")]
    (said,) = levels.levels_sentences(report_of(tmp_path, *cells, *missed), "mn5", "th", "xmc")
    assert "các mức độ này đều" not in said
    assert "Phổ cập mầm non 5 tuổi: chưa đạt chuẩn;" in said


def test_a_school_that_lacks_staff_is_told_beside_the_levels_of_its_pupils(tmp_path):
    """The circular counts over the whole commune: one school that lacks something decides nothing."""
    of_schools = [
        *schools((2, 2), (2, 2), group="MN"), *schools((1, 2), (2, 2), group="TH"),
        cell("conditions_staff", 3, 4), cell("conditions_rooms", 4, 4),
    ]  # fmt: skip
    report = report_of(tmp_path, *IN_ALL, *of_schools)
    (said,) = levels.levels_sentences(report, "mn5", "th")
    assert said == (
        "Phổ cập mầm non 5 tuổi: đạt chuẩn (đủ điều kiện bảo đảm);"
        " phổ cập tiểu học: đạt mức độ 2 (có trường báo chưa đủ điều kiện bảo đảm)."
    )
    asked = [row for row in conditions.conditions_table(report, "th").texts() if "đội ngũ" in row[0]]
    assert asked == [
        ["Phổ cập tiểu học, mức độ 1: Trường bảo đảm điều kiện về đội ngũ", "50,00", "1 / 2", "100,00",
         "▲ chưa đạt", "tính theo trường"],
    ]  # fmt: skip
    assert "Trường bảo đảm" not in words(levels.gaps_table(report, "th"))


def test_the_unknown_stand_beside_the_counts_where_they_are_a_no(tmp_path):
    """610 of 648 and 15 more whose answer is not known: 630 of 663 are wanted, 20 more, not 6."""
    report = report_of(tmp_path, *IN_ALL, cell("thcs_graduated_15_18", 610, 648, 15))
    table = conditions.conditions_table(report, "thcs")
    (row,) = [row for row in table.texts() if row[3] == "95,00"]
    assert row[1:3] == ["94,14", "610 / 648; chưa rõ 15"]
    assert row[5] == "20"
    assert table.notes == [
        "Tỷ lệ tính trên số người đã rõ; khi xét đạt và tính số còn thiếu, "
        "người chưa rõ được coi là chưa đạt."
    ]


def test_a_school_that_said_nothing_leaves_it_open(tmp_path):
    report = report_of(tmp_path, *IN_ALL, *schools((1, 1, 1), (2, 2), group="TH"))
    (said,) = levels.levels_sentences(report, "th")
    assert said == "Phổ cập tiểu học: đạt mức độ 2 (chưa xét điều kiện bảo đảm)."


def test_preschool_for_3_to_5_is_shown_from_its_first_day(tmp_path):
    figures = [
        *IN_ALL, cell("mn35_in_class", 90, 100), cell("mn3_programme", 85, 100),
        cell("mn4_programme", 85, 100), cell("mn5_programme", 84, 100),
    ]  # fmt: skip
    for period, shown in (("2024", False), ("2025-H1", False), ("2025", True), ("2026", True)):
        report = report_of(tmp_path / period, *figures, period=period)
        rows = {row[0]: row[1] for row in levels.levels_table(report).texts()}
        assert rows.get("Phổ cập mầm non 3–5 tuổi") == ("chưa đạt chuẩn" if shown else None)
        second_hand = "mới biết qua nguồn gián tiếp: phổ cập mầm non 3–5 tuổi"
        assert (second_hand in words(levels.levels_table(report))) == shown
