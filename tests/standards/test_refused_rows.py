"""A row that is wrong is refused alone: the others are judged, and nothing is told that it could turn."""

import pytest

from xhht_analysis.standards.levels import judge_file, levels_text

HEAD = "area;period;indicator;numerator;denominator;percent;hardship;huyện"
GOOD = ["a;2024;xmc1_15_35;95;100;;;", "a;2024;xmc2_15_60;91;100;;;"]


@pytest.fixture
def judged(tmp_path):
    def judge(*lines, head=HEAD):
        path = tmp_path / "figures.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return judge_file(path)

    return judge


def of(file, area):
    (entry,) = [entry for entry in file.entries if entry["area"] == area]
    return entry


@pytest.mark.parametrize(
    "line",
    [
        "a;2024;mn5_in_class;x;360;;;",
        "a;2024;mn5_in_class;361;360;;;",
        "a;2024;mn5_in_clas;352;360;;;",
        "a;24;mn5_in_class;352;360;;;",
        ";2024;mn5_in_class;352;360;;;",
        "a;2024;mn5_in_class;;;101;;",
        "a;2024;mn5_in_class;352;360;;0;;thừa",
        'a;2024;mn5_in_class;"352;360;;;',
        'a;2024;mn5_in_class;"352"0;360;;;',
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_whatever_is_wrong_in_one_row_the_others_are_judged(judged, line, place):
    file = judged(*GOOD[:place], line, *GOOD[place:])
    entry = of(file, "a")
    assert entry["levels"]["xmc"] == {"proven": 2, "possible": 2}
    assert "mn5_in_class" in entry["missing"]
    assert file.refused.vi.splitlines()[0] == "Tệp “figures.csv” có 1 chỗ phải sửa:"
    assert file.refused.vi.splitlines()[1].startswith(f"- dòng {place + 2}, ")
    (note,) = [note for note in entry["notes"] if "bị loại" in note]
    assert note.startswith(f"Dòng {place + 2} bị loại: ") and note in levels_text(file.entries)


def test_of_two_rows_that_differ_neither_counts(judged):
    file = judged(*GOOD, "a;2024;xmc2_15_60;89;100;;;", "a;2024;xmc2_15_60;91;100;;;")
    assert of(file, "a")["levels"]["xmc"] == {"proven": 1, "possible": 2}
    assert "xmc2_15_60" in of(file, "a")["missing"]
    assert "- dòng 4, “xmc2_15_60” của a, kỳ 2024 đã có số khác ở dòng 3." in file.refused.vi


def test_a_commune_whose_rows_are_refused_is_an_unknown_member_of_its_district(judged):
    file = judged(*[f"{n};2024;xmc1_15_35;95;100;;;Một" for n in range(9)], "x;2024;xmc1_15_35;9x;100;;;Một")
    assert of(file, "x")["levels"]["xmc"] == {"proven": 0, "possible": 2}
    (share,) = [s for s in of(file, "Một")["shares"] if (s["standard"], s["level"]) == ("xmc", 1)]
    assert (share["numerator"], share["denominator"], share["unknown"]) == (9, 9, 1)
    assert share["outcome"] == "holds"  # 9 of 10 are 90 % whatever the tenth is
    file = judged("a;2024;xmc1_15_35;95;100;;;Một", "x;2x;xmc1_15_35;95;100;;;Một")
    assert of(file, "Một")["notes"] == [
        "1 dòng bị loại không rõ của xã, kỳ nào: số xã tính ở đây có thể thiếu."
    ]


def test_hardship_that_cannot_be_read_leaves_open_what_hangs_on_it(judged):
    # Ordinary: 15-35 at level 1 asks 90 %, 89 % fails; in hardship 15-25 is asked, which is not there.
    file = judged("a;2024;xmc1_15_35;89;100;;?;", "a;2024;mn5_in_class;96;100;;;")
    assert of(file, "a")["levels"]["mn5"] == {"proven": 0, "possible": 1}
    assert of(file, "a")["levels"]["xmc"] == {"proven": 0, "possible": 2}
    assert any(note.startswith("Không rõ là xã đặc biệt khó khăn") for note in of(file, "a")["notes"])
    # Another row says it.
    file = judged("a;2024;xmc1_15_35;8x;100;;?;", "a;2024;xmc1_15_25;90;100;;1;")
    assert of(file, "a")["hardship"] is True and of(file, "a")["levels"]["xmc"]["proven"] == 1
    # Two rows say two things: 92 % of 5-year-olds in class would do in hardship alone.
    file = judged(
        "a;2024;mn5_in_class;92;100;;0;", "a;2024;mn5_finished;85;100;;;", "a;2024;th_grade1_at_6;1;2;;1;"
    )
    assert of(file, "a")["levels"]["mn5"] == {"proven": 0, "possible": 1}


def test_a_row_that_is_too_long_still_says_whose_it_is(judged):
    head = "area,period,indicator,numerator,denominator,percent"
    file = judged("a,2024,xmc1_15_35,95,100,", "b,2024,xmc1_15_35,,,97,78", head=head)
    assert of(file, "a")["notes"] == []
    assert of(file, "b")["notes"][0].startswith("Dòng 3 bị loại: có 7 ô mà tiêu đề chỉ có 6 cột")
    assert of(file, "b")["levels"]["xmc"] == {"proven": 0, "possible": 2}


def test_a_word_for_hardship_in_a_row_that_is_too_long_leaves_it_open(judged):
    lines = ("a;2024;mn5_in_class;96;100;;;", "a;2024;mn5_finished;85;100;;;")
    assert of(judged(*lines, "a;2024;th_grade1_at_6;;;9;78;;;"), "a")["levels"]["mn5"]["proven"] == 1
    file = judged("a;2024;xmc1_15_35;89;100;;;", "a;2024;th_grade1_at_6;;;9;78;x;;")
    assert of(file, "a")["levels"]["xmc"] == {"proven": 0, "possible": 2}
