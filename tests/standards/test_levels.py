import datetime as dt
import json

import pytest

from xhht_analysis.base.messages import speaking
from xhht_analysis.standards.levels import levels_report, levels_text

HEAD = "area;period;indicator;numerator;denominator;percent;hardship\n"
PHU_MY = """\
Phú Mỹ;2024;mn5_in_class;352;360;97,78;
Phú Mỹ;2024;mn5_finished;;;99,5%;
Phú Mỹ;2024;th_grade1_at_6;350;355;98,59;
Phú Mỹ;2024;th_finished_to_14;1.390;1.400;99,29;
Phú Mỹ;2024;th_finished_at_11;340;352;96,59;
Phú Mỹ;2024;th_others_at_11_in_primary;;;;
Phú Mỹ;2024;thcs_graduated_15_18;1.100;1.200;95,67;
Phú Mỹ;2024;thcs_upper_15_18;;1.200;74,1;
Phú Mỹ;2024;xmc1_15_35;5.000;5.200;96,15;
Phú Mỹ;2024;xmc2_15_60;8.951;10.000;89,51;
Phú Mỹ;2024;cmkt_15_plus;12;100;13;
"""


@pytest.fixture
def report(tmp_path):
    def make(lines, **options):
        path = tmp_path / "figures.csv"
        path.write_text(HEAD + lines, encoding="utf-8")
        return levels_report(path, **options)

    return make


def test_the_whole_entry_of_a_commune(report):
    (entry,) = report(PHU_MY)
    assert json.loads(json.dumps(entry)) == entry
    places = [("mn5", 1), ("th", 1), ("th", 2), ("th", 3), ("thcs", 1), ("thcs", 2), ("thcs", 3), ("xmc", 1)]
    assert entry == {
        "area": "Phú Mỹ",
        "period": "2024",
        "hardship": False,
        "as_of": "2024-12-31",
        "rules": "nd20-2014",
        "levels": {
            "mn5": {"proven": 1, "possible": 1},
            "th": {"proven": 1, "possible": 3},
            "thcs": {"proven": 2, "possible": 2},
            "xmc": {"proven": 1, "possible": 1},
        },
        "gaps": [
            {
                "standard": "thcs",
                "level": 3,
                "indicator": "thcs_graduated_15_18",
                "outcome": "unknown",
                "threshold": 95,
                "numerator": 1100,
                "denominator": 1200,
                "unknown": 0,
                "percent": 91.67,
                "more_people": 40,
                "more_points": 3.3333,
                "approximate": True,
            },
            {
                "standard": "thcs",
                "level": 3,
                "indicator": "thcs_upper_15_18",
                "outcome": "fails",
                "threshold": 80,
                "numerator": None,
                "denominator": 1200,
                "unknown": 0,
                "percent": 74.1,
                "more_people": 71,
                "more_points": 5.9,
                "approximate": True,
            },
            {
                "standard": "xmc",
                "level": 2,
                "indicator": "xmc2_15_60",
                "outcome": "fails",
                "threshold": 90,
                "numerator": 8951,
                "denominator": 10000,
                "unknown": 0,
                "percent": 89.51,
                "more_people": 49,
                "more_points": 0.49,
                "approximate": False,
            },
        ],
        "missing": ["th_others_at_11_in_primary", "disabled_access"],
        "inconsistent": [
            {
                "indicator": "thcs_graduated_15_18",
                "row": 8,
                "numerator": 1100,
                "denominator": 1200,
                "percent": 95.67,
                "percent_from_counts": 91.67,
            },
            {
                "indicator": "cmkt_15_plus",
                "row": 12,
                "numerator": 12,
                "denominator": 100,
                "percent": 13.0,
                "percent_from_counts": 12.0,
            },
        ],
        "missing_for": {
            "th_others_at_11_in_primary": [
                {"standard": "th", "level": 2},
                {"standard": "th", "level": 3},
            ],
            "disabled_access": [{"standard": s, "level": n} for s, n in [*places, ("xmc", 2)]],
        },
        "undecided_for": {"thcs_graduated_15_18": [{"standard": "thcs", "level": 3}]},
        "resources": dict.fromkeys(("mn5", "th", "thcs", "xmc")),
        "required": [],
        "notes": [],
    }


def test_the_screen_text_of_a_commune(report):
    assert levels_text(report(PHU_MY)) == (
        "Phú Mỹ – năm 2024\n"
        "  Phổ cập giáo dục mầm non cho trẻ em 5 tuổi: Đạt (chưa xét điều kiện bảo đảm)\n"
        "  Phổ cập giáo dục tiểu học: Đã chứng minh mức độ 1, còn có thể mức độ 3 nếu đủ: "
        "Trẻ 11 tuổi còn lại đang học tiểu học (chưa xét điều kiện bảo đảm)\n"
        "  Phổ cập giáo dục trung học cơ sở: Đạt mức độ 2 (chưa xét điều kiện bảo đảm)\n"
        "    → mức độ 3: Người 15–18 tuổi tốt nghiệp trung học cơ sở 91,67%, cần 95%: "
        "còn thiếu khoảng 40 người.\n"
        "    → mức độ 3: Người 15–18 tuổi đang học trung học phổ thông, "
        "giáo dục thường xuyên hoặc nghề nghiệp 74,10%, cần 80%: còn thiếu khoảng 71 người.\n"
        "  Xóa mù chữ: Đạt mức độ 1 (chưa xét điều kiện bảo đảm)\n"
        "    → mức độ 2: Người 15–60 tuổi biết chữ mức độ 2 89,51%, cần 90%: còn thiếu 49 người.\n"
        "  Chưa có số liệu:\n"
        "    - Trẻ 11 tuổi còn lại đang học tiểu học (th_others_at_11_in_primary)\n"
        "    - Người khuyết tật có khả năng học tập được tiếp cận giáo dục (disabled_access)\n"
        "  Số đạt, tổng số và tỷ lệ không khớp:\n"
        "    - Dòng 8, Người 15–18 tuổi tốt nghiệp trung học cơ sở: "
        "1.100/1.200 là 91,67% nhưng biểu ghi 95,67%.\n"
        "    - Dòng 12, Người từ 15 tuổi có trình độ chuyên môn kỹ thuật: "
        "12/100 là 12,00% nhưng biểu ghi 13,00%."
    )


def test_a_commune_in_hardship_is_asked_for_less(report):
    lines = "a;2024;xmc1_15_25;;;90,00;{0}\na;2024;xmc2_15_35;;;89,99;{0}\n"
    normal, hard = report(lines.format(0)), report(lines.format(1))
    assert normal[0]["levels"]["xmc"] == {"proven": 0, "possible": 2}
    assert [name for name in normal[0]["missing"] if name.startswith("xmc")] == ["xmc1_15_35", "xmc2_15_60"]
    assert hard[0]["levels"]["xmc"] == {"proven": 1, "possible": 1}
    assert [name for name in hard[0]["missing"] if name.startswith("xmc")] == []
    assert levels_text(hard).startswith("a – năm 2024 (xã đặc biệt khó khăn)\n")
    assert "mức độ 2: Người 15–35 tuổi biết chữ mức độ 2 89,99%, cần 90%: còn thiếu 0,01 điểm" in levels_text(
        hard
    )


def test_before_the_rules_figures_are_not_judged(report):
    (entry,) = report("a;2013;xmc1_15_35;9;10;91;\n")
    nothing = {"proven": None, "possible": None}
    assert entry["levels"] == {"mn5": nothing, "th": nothing, "thcs": nothing, "xmc": nothing}
    assert (entry["rules"], entry["gaps"], entry["missing"]) == (None, [], [])
    assert [one["indicator"] for one in entry["inconsistent"]] == ["xmc1_15_35"]
    assert entry["notes"] == ["Ngày 31/12/2013 chưa có quy định: không xét mức độ."]
    assert levels_text([entry]) == (
        "a – năm 2013\n"
        "  Số đạt, tổng số và tỷ lệ không khớp:\n"
        "    - Dòng 2, Người 15–35 tuổi biết chữ mức độ 1: 9/10 là 90,00% nhưng biểu ghi 91,00%.\n"
        "  Ghi chú:\n"
        "    - Ngày 31/12/2013 chưa có quy định: không xét mức độ."
    )


def test_a_percentage_of_nobody_is_told_as_inconsistent(report):
    (entry,) = report("a;2024;mn5_in_class;0;0;97,78;\n")
    assert entry["levels"]["mn5"] == {"proven": 0, "possible": 1}
    assert [one["percent_from_counts"] for one in entry["inconsistent"]] == [None]
    assert "Dòng 2, Trẻ 5 tuổi đến lớp: tổng số là 0 nhưng biểu ghi 97,78%." in levels_text([entry])


def test_as_of_replaces_the_periods_own_day(report):
    (entry,) = report("a;2013;xmc1_15_35;9;10;;\n", as_of=dt.date(2024, 1, 1))
    assert (entry["as_of"], entry["levels"]["xmc"]) == ("2024-01-01", {"proven": 1, "possible": 2})
    (entry,) = report("a;2024;xmc1_15_35;9;10;;\n", as_of=dt.date(2014, 5, 14))
    assert entry["levels"]["xmc"] == {"proven": None, "possible": None}


def test_a_level_waiting_for_another_standard_says_so(report):
    (entry,) = report("a;2024;xmc1_15_35;8;10;;\n")
    assert entry["required"] == [
        {
            "standard": "thcs",
            "level": 1,
            "required_standard": "th",
            "required_level": 1,
            "outcome": "unknown",
        },
        {"standard": "thcs", "level": 1, "required_standard": "xmc", "required_level": 1, "outcome": "fails"},
    ]
    text = levels_text([entry])
    assert "Phổ cập giáo dục trung học cơ sở: Chưa đạt\n" in text
    assert "→ mức độ 1 còn chờ: Xóa mù chữ, mức độ 1." in text


def test_an_open_level_names_what_it_waits_for(report):
    (entry,) = report("a;2024;thcs_graduated_15_18;85;100;;\na;2024;xmc1_15_35;9;10;;\n")
    assert entry["levels"]["thcs"] == {"proven": 0, "possible": 1}
    assert (
        "Phổ cập giáo dục trung học cơ sở: Chưa đủ căn cứ kết luận, còn có thể mức độ 1 nếu đủ: "
        "Phổ cập giáo dục tiểu học, mức độ 1\n"
    ) in levels_text([entry])


def test_what_follows_for_other_children_of_11_is_said(report):
    (entry,) = report("a;2024;th_finished_at_11;12;12;;\n")
    assert "th_others_at_11_in_primary" not in entry["missing"]
    assert entry["notes"] == [
        "“Trẻ 11 tuổi còn lại đang học tiểu học”: không còn ai (mọi trẻ đã hoàn thành) nên coi là đạt."
    ]
    (entry,) = report("a;2024;th_finished_at_11;12;15;;\na;2024;th_others_at_11_in_primary;0;0;;\n")
    assert entry["notes"] == [
        "Trẻ 11 tuổi chưa hoàn thành tiểu học: theo một dòng là 3, theo dòng kia là 0. Hãy kiểm tra lại."
    ]


def test_in_english(report):
    with speaking("en"):
        text = levels_text(report("a;2024-H1;xmc1_15_35;9;10;;\na;2024-H1;xmc2_15_60;89;100;;\n"))
    lines = text.splitlines()
    assert lines[0] == "a – 2024-H1"
    assert "  Literacy: Level 1 reached (staff and rooms not looked at)" in lines
    assert (
        "    → level 2: persons aged 15–60 literate at level 2 89,00% of 90%: 1 more people needed." in lines
    )


def test_a_note_on_the_whole_file_is_read_once(tmp_path):
    path = tmp_path / "figures.csv"
    text = "area,period,indicator,percent,Nguồn\na,2024,mn5_in_class,97,x\nb,2024,mn5_in_class,97,x\n"
    path.write_text(text, encoding="utf-8")
    report = levels_report(path)
    assert [entry["notes"] for entry in report] == [["Không dùng đến cột: “Nguồn”."]] * 2
    assert levels_text(report).count("“Nguồn”") == 1
