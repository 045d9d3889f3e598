"""Boxes filled as offices fill them, from the raw file to the counts; the answers are worked out by hand."""

import csv
import datetime as dt
import shutil
from pathlib import Path

import pytest

from tests.cleaning.registers import FIELDS, register_rows, write_workbook
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.indicators.counts import count_people, figures_of
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.intake.cleaned import clean_period
from xhht_analysis.standards.engine import judge
from xhht_analysis.standards.rules import load_rules

CASES = Path(__file__).parent
AREA = 'name = "Thử"\nkhom = ["Khóm 1", "Khóm 2", "Khóm 3"]\n'


def of_case(tmp_path, name):
    shutil.copytree(CASES / name, tmp_path / "data" / "raw" / "thu")
    return clean_period(Store(tmp_path), "thu", Period(2024)).clean


def of_people(tmp_path, people, *, kind="xlsx"):
    """A register of these people as a file, read as the only one of its period."""
    folder = tmp_path / "data" / "raw" / "thu" / "2024"
    folder.mkdir(parents=True)
    (folder.parent / "area.toml").write_text(AREA, encoding="utf-8")
    numbered = [
        {"khom": "Khóm 1", "number": n, "family_name": "Lê Văn", "given_name": f"Thử {n}"} | person
        for n, person in enumerate(people, start=1)
    ]
    rows = register_rows(numbered)
    if kind == "xlsx":
        write_workbook(folder / "phieu.xlsx", {"DATA": rows})
    else:
        with (folder / "phieu.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return clean_period(Store(tmp_path), "thu", Period(2024)).clean


def figures(clean):
    return figures_of(count_people(clean.people))


def kinds(clean, severity="mend"):
    return [f.kind for f in clean.findings if f.severity == severity]


def test_false_of_google_sheets_is_a_blank_box(tmp_path):
    clean = of_case(tmp_path, "F05-google-FALSE")
    people = clean.people
    assert (len(people), people["sex"].value_counts().to_dict()) == (60, {"nam": 30, "nữ": 30})
    assert people["disabled"].tolist() == [False] * 60
    assert [r.heading for r in clean.readings if r.is_doubtful] == []
    # Counted in the file itself: who is 15 to 60, 6, 11 to 14, 15 to 18 years of age in 2024.
    with (CASES / "F05-google-FALSE" / "2024" / "dieu tra.csv").open(encoding="utf-8") as stream:
        ages = [2024 - int(line["Năm sinh"]) for line in csv.DictReader(stream)]
    spans = {"xmc2_15_60": (15, 60), "mn5_finished": (6, 6), "th_finished_to_14": (11, 14)}
    spans["thcs_graduated_15_18"] = (15, 18)
    found = figures(clean)
    for name, (first, last) in spans.items():
        figure = found[name]
        assert figure.denominator + figure.unknown == sum(first <= age <= last for age in ages) > 0


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("TRUE", "FALSE"), ("True", "False"), ("T", "F"), ("Y", "N"), ("1", "0"), ("1.0", "0.0"), ("☑", "☐"),
        ("☒", "□"), ("[x]", "[ ]"), ("✓", "–"), ("√", "không"), ("Х", "ko"), ("×", "-"), ("Ｘ", ""),
        ("x", "."),
    ],
)  # fmt: skip
def test_ticks_and_blanks_of_every_kind(tmp_path, yes, no):
    boxes = [f for f in FIELDS if f.startswith("disability")] + ["able_to_learn"]
    people = [
        {"birth_year": 1990, "female": yes if n % 2 else no} | dict.fromkeys(boxes, no) for n in range(20)
    ]
    people[3] |= {"disability_sight": yes, "able_to_learn": yes}
    clean = of_people(tmp_path, people, kind="csv")
    assert clean.people["sex"].tolist() == ["nam", "nữ"] * 10
    assert clean.people["disabled"].tolist() == [n == 3 for n in range(20)]
    assert clean.people["able_to_learn"].tolist() == [n == 3 for n in range(20)]
    assert kinds(clean) == []


def test_an_unclear_mark_leaves_the_person_in_the_population(tmp_path):
    """Of ten literate people one has a disability that nobody can read: all ten are asked."""
    people = [{"birth_year": 1990, "level": "THCS"} for _ in range(10)]
    people[0] |= {"disability_sight": "?", "able_to_learn": "x"}
    people[1] |= {"disability_sight": "?", "disability_other": "nặng"}
    clean = of_people(tmp_path, people)
    found = figures(clean)
    assert clean.people["disabled"].isna().tolist() == [True] + [False] * 9
    assert found["xmc2_15_60"] == Figure(9, 9)  # the second is disabled for sure: in the forms' way left out
    assert found["disabled_access"] == Figure(0, 0, unknown=1)
    assert kinds(clean) == ["mark_unreadable"] * 2


def test_who_works_does_not_go_to_school(tmp_path):
    found = figures(of_case(tmp_path, "F08-not-at-school-words"))
    assert found["at_school_3_18"] == Figure(10, 31)
    assert found["thcs_upper_15_18"] == Figure(2, 23)


@pytest.mark.parametrize("box", ["grade", "class_now"])
def test_other_words_of_who_does_not_go_to_school(tmp_path, box):
    words = (
        """
    đã thôi học|NVQS|nghĩa vụ quân sự|buôn bán|làm thuê|làm thuê Bình Dương|lấy chồng|nghỉ học 2022|LĐTD
    đi làm (Đồng Nai)|làm công nhân may|thợ hồ|bỏ học lớp 8|phụ hồ|không đi học|Nghỉ.|học xong lớp 9|XKLĐ
    """.strip()
        .replace("\n", "|")
        .split("|")
    )
    clean = of_people(tmp_path, [{"birth_year": 2008, "level": "THCS", box: w.strip()} for w in words])
    assert figures(clean)["at_school_3_18"] == Figure(0, len(words))
    assert kinds(clean) == []


def test_what_stands_for_a_class_and_cannot_be_read_is_unknown(tmp_path):
    words = ["??", "abc", "A", "nghỉ hè", "lớp"]
    clean = of_people(tmp_path, [{"birth_year": 2008, "level": "THCS", "class_now": w} for w in words])
    found = figures(clean)
    assert found["at_school_3_18"] == found["thcs_upper_15_18"] == Figure(0, 0, unknown=5)
    assert kinds(clean) == ["column_doubtful", *["class_unreadable"] * 5]


def test_a_class_that_tells_no_grade_is_still_a_school(tmp_path):
    words = ["HS", "đang đi học", "lớp ghép 2+3", "5T", "BT THCS"]
    clean = of_people(tmp_path, [{"birth_year": 2012, "level": "MN", "class_now": w} for w in words])
    assert figures(clean)["at_school_3_18"] == Figure(5, 5)
    assert figures(clean)["th_finished_to_14"].unknown == 5
    assert kinds(clean) == ["class_without_grade"] * 5


def test_vocational_schools_are_after_school(tmp_path):
    found = figures(of_case(tmp_path, "F09-khoi-TDN"))
    assert found["thcs_upper_15_18"] == Figure(22, 23)
    assert found["at_school_3_18"] == Figure(30, 31)


@pytest.mark.parametrize("box", ["grade", "class_now"])
def test_other_codes_of_schools_after_the_ninth_grade(tmp_path, box):
    words = (
        """
    TDN!|tdn|CN|DN|CN/DN|TX|NN|GDTX|GDTX 11|BT THPT|BTVH 10|BT 12|THN 10|Trung học nghề|TCN|Trung cấp y
    SV năm 1|ĐH Cần Thơ|CĐSP|cao đẳng nghề|học nghề|Sinh viên|XI|lớp XII|12*!
    """.strip()
        .replace("\n", "|")
        .split("|")
    )
    clean = of_people(tmp_path, [{"birth_year": 2007, "level": "THCS", box: w} for w in words])
    assert figures(clean)["thcs_upper_15_18"] == Figure(len(words), len(words))
    assert kinds(clean) == []


def test_groups_of_preschool(tmp_path):
    words = [
        "5-6 tuổi",
        "5–6 tuổi",
        "4-5T",
        "NT*, 2, 4",
        "Lá 1",
        "mg lớn",
        "MN 5 tuổi",
        "24-36 tháng",
        "Chồi!",
    ]
    clean = of_people(tmp_path, [{"birth_year": 2019, "grade": w} for w in words])
    assert figures(clean)["mn5_in_class"] == Figure(9, 9)
    assert kinds(clean) == []


def test_who_left_or_died_is_set_aside(tmp_path):
    clean = of_case(tmp_path, "F10-moved-dead-words")
    assert (len(clean.people), dict(clean.aside)) == (50, {"row_moved_away": 8, "row_dead": 2})
    assert kinds(clean) == []


@pytest.mark.parametrize("box", ["circumstance", "stay_kind", "stay_state"])
@pytest.mark.parametrize(
    ("literate", "unread_literate", "figure", "outcome"),
    [
        # XMC 1 asks 90 of 100 at 15 to 35. 18 of 19 and one in doubt: 18 or 19 of 20, or 18 of 19: reached.
        (18, True, Figure(18, 19, unknown=1), True),
        # 17 of 19 and one in doubt: 17 or 18 of 20 (85 or 90 %), or 17 of 19 (89 %): nobody can say.
        (17, True, Figure(17, 19, unknown=1), None),
        (17, False, Figure(17, 19, unknown=1), None),
        # 16 of 19 and one in doubt: at most 17 of 20.
        (16, True, Figure(16, 19, unknown=1), False),
    ],
)
def test_no_verdict_rests_on_somebody_who_may_have_left(
    tmp_path, box, literate, unread_literate, figure, outcome
):
    people = [{"birth_year": 1995, "level": "THCS" if n < literate else ""} for n in range(19)]
    people.append({"birth_year": 1995, "level": "THCS" if unread_literate else "", box: "vv xx"})
    clean = of_people(tmp_path, people)
    found = figures(clean)
    assert len(clean.people) == 20
    assert kinds(clean) == ["circumstance_unknown" if box == "circumstance" else "stay_unknown"]
    assert found["xmc1_15_35"] == figure
    judged = judge(load_rules(dt.date(2024, 12, 31)), found, hardship=False)["xmc"]
    told = next(c for c in judged.conditions if c.indicator == "xmc1_15_35")
    assert told.outcome is outcome


def test_levels_and_degrees_as_people_write_them(tmp_path):
    levels = {
        4: "12/12|THPT QG|TN THPT|Tốt nghiệp THPT quốc gia|10/10|tú tài|Cấp III|BTTHPT|THPT (2014-2015)",
        3: "9/12|THCS|TN THCS – 2015|7/10|cấp 2|BTTHCS|11/12",
        2: "5/12|tiểu học|TH|cấp I|4/10|7/12",
        1: "MN|mẫu giáo 5 tuổi|MG 5 tuổi",
        0: "không|chưa TN|-|3/12|FALSE",
    }
    degrees = {
        6: "Tiến sĩ|TS Y học",
        5: "Th.S|ThS. Luật|Thạc sỹ Kinh tế 2020|Cao học",
        4: "ĐH Sư phạm|Đại học – 2015|Cử nhân|Cử nhân luật|Kỹ sư XD|Bác sĩ đa khoa|ĐHSP Toán (2011)|Đại học",
        3: "CĐSP|CĐ Y tế|Cao đẳng nghề 2019|CĐN",
        2: "Trung cấp y|Trung học nghề|THN|TCCN|THSP|TC Y|Bằng trung học nghề",
        1: "Sơ cấp nghề may|SC|Chứng chỉ nghề",
        0: "không|0|chưa",
    }
    wanted = {"level": [], "degree": []}
    people = []
    for column, table in (("level", levels), ("degree", degrees)):
        for value, words in table.items():
            for word in words.split("|"):
                people.append({"birth_year": 1980, column: word})
                wanted[column].append((len(people) - 1, word, value))
    clean = of_people(tmp_path, people)
    for column, name in (("level", "level_finished"), ("degree", "degree")):
        told = [(n, word, clean.people[name].iat[n]) for n, word, _ in wanted[column]]
        assert [one for one, other in zip(told, wanted[column], strict=True) if one != other] == []


def test_what_is_no_degree_yet_is_unknown(tmp_path):
    words = ["ĐH năm 2", "đang học ĐH", "Đại học (chưa TN)", "giáo sư", "2015", "?"]
    clean = of_people(tmp_path, [{"birth_year": 1980, "degree": w} for w in words])
    assert clean.people["degree"].isna().all()
    assert kinds(clean) == ["column_doubtful", *["degree_unreadable"] * len(words)]


def test_k_is_kinh_and_peoples_are_known_by_their_names(tmp_path):
    kinh = ["K", "k.", "Kinh", "", "người Kinh", "Dân tộc Kinh", "Кinh"]
    others = [
        "Khmer",
        "Khơ Me",
        "người Hoa",
        "Hoa (Hán)",
        "Chăm",
        "DT Tày",
        "H'Mông",
        "Ê Đê",
        "Gia Rai",
        "Xơ-đăng",
    ]
    clean = of_people(tmp_path, [{"birth_year": 1980, "ethnicity": w} for w in [*kinh, *others]])
    assert clean.people["minority"].tolist() == [False] * len(kinh) + [True] * len(others)
    assert kinds(clean) == []
