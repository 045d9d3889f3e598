from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.typed import read_figures
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.typed_figures import TypedFigures, same_name

HEAD = "area,period,indicator,numerator,denominator,percent"


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "figures.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_figures(path)


def rows(*lines, head=HEAD):
    return "\n".join([head, *lines]) + "\n"


def figure_of(tmp_path, line, head=HEAD):
    (group,) = read(tmp_path, rows(line, head=head))
    (figure,) = group.figures.values()
    return figure


def refusal(tmp_path, text) -> list[str]:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert len(refused.value.en.splitlines()) == len(refused.value.vi.splitlines())
    return refused.value.vi.splitlines()


def test_several_communes_and_periods_in_the_order_of_the_file(tmp_path):
    text = rows(
        "Phú Mỹ,2024,xmc2_15_60,11200,12450,89.96",
        "Phú Thạnh,2024,xmc2_15_60,,,91%",
        "Phú Mỹ,2024-H1,xmc2_15_60,11100,12450,",
        "Phú Mỹ,2024,mn5_in_class,352,360,97.78%",
    )
    assert read(tmp_path, text) == [
        TypedFigures(
            area="Phú Mỹ",
            period=Period(2024),
            hardship=False,
            figures={
                "mn5_in_class": Figure(352, 360, percent=Decimal("97.78")),
                "xmc2_15_60": Figure(11_200, 12_450, percent=Decimal("89.96")),
            },
            rows={"mn5_in_class": 5, "xmc2_15_60": 2},
        ),
        TypedFigures(
            area="Phú Thạnh",
            period=Period(2024),
            hardship=False,
            figures={"xmc2_15_60": Figure(percent=Decimal("91"))},
            rows={"xmc2_15_60": 3},
        ),
        TypedFigures(
            area="Phú Mỹ",
            period=Period(2024, True),
            hardship=False,
            figures={"xmc2_15_60": Figure(11_100, 12_450)},
            rows={"xmc2_15_60": 4},
        ),
    ]


VIETNAMESE = (
    "Biểu tổng hợp phổ cập;;;;;;\n\n"
    "Tỷ lệ (%);Địa bàn;KỲ BÁO CÁO;chi tieu;Tử số;Mẫu số;ĐBKK;Ghi chú\n"
    "97,75;Xã Phú Hòa;2024;MN5 in class;1.352;1.382,7;x;tốt\n"
)


def test_vietnamese_headings_in_any_order_under_a_title(tmp_path):
    text = VIETNAMESE.replace("1.382,7", "1.383")
    (group,) = read(tmp_path, text)
    assert group.figures == {"mn5_in_class": Figure(1352, 1383, percent=Decimal("97.75"))}
    assert (group.area, group.hardship, group.rows) == ("Xã Phú Hòa", True, {"mn5_in_class": 4})
    assert group.notes == (
        "Không dùng đến cột: “Ghi chú”.",
        "Dòng 4: tỷ lệ đã bị cắt bớt số lẻ thay vì làm tròn; vẫn khớp với số đếm.",
    )


HEADINGS = {
    "area": ["area", "Địa bàn", "Xã", "Tên xã", "Xã, phường", "Xã/phường/thị trấn", "Đơn vị", "Địa phương"],
    "period": ["period", "Kỳ", "Kỳ báo cáo", "Năm", "year"],
    "indicator": ["indicator", "Chỉ tiêu", "Mã chỉ tiêu", "Tên chỉ tiêu", "Chỉ số"],
    "numerator": ["numerator", "Tử số", "Số đạt", "Số người đạt"],
    "denominator": ["denominator", "Mẫu số", "Tổng số"],
    "percent": [
        "percent", "percentage", "Tỷ lệ", "Tỉ lệ", "Phần trăm", "Tỷ lệ phần trăm", "TỶ LỆ (%)", "%",
        "Số đạt (%)",
    ],
    "hardship": ["hardship", "ĐBKK", "Đặc biệt khó khăn", "Xã đặc biệt khó khăn", "Khó khăn"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "heading"), [(column, heading) for column, words in HEADINGS.items() for heading in words]
)
def test_every_heading_that_offices_use(tmp_path, column, heading):
    heads = [f'"{heading}"' if name == column else name for name in HEADINGS]
    line = "Phú Mỹ,2024,mn5_in_class,352,360,97.78,x"
    assert read(tmp_path, rows(line, head=",".join(heads))) == [
        TypedFigures(
            area="Phú Mỹ",
            period=Period(2024),
            hardship=True,
            figures={"mn5_in_class": Figure(352, 360, percent=Decimal("97.78"))},
            rows={"mn5_in_class": 2},
        )
    ]


def test_a_count_with_a_decimal_is_refused_with_row_and_column(tmp_path):
    assert refusal(tmp_path, VIETNAMESE) == [
        "Tệp “figures.csv” có 1 chỗ phải sửa:",
        "- dòng 4, cột “denominator”: “1.382,7” không phải số đếm rõ ràng; hãy ghi như 2910 hoặc 2.910, "
        "để trống nếu chưa có số liệu.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path, encoding, separator):
    text = rows('Phú Tân,2024,xmc2_15_60,"21.600",24000,90%').replace(",", separator)
    if encoding == "cp1258":
        # This old code page writes some letters as a letter and a tone behind it.
        text = text.replace("ú", "u\u0301")
    if encoding == "utf-16":
        text = text.replace("\n", "\r\n")
    (group,) = read(tmp_path, text, encoding)
    assert (group.area, dict(group.figures)) == (
        "Phú Tân",
        {"xmc2_15_60": Figure(21_600, 24_000, percent=Decimal("90"))},
    )
    assert len(group.notes) == (encoding == "cp1258")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("1847,2.910,", Figure(1847, 2910)),
        ('"21,600",24 000,', Figure(21_600, 24_000)),
        (',,"60,08%"', Figure(percent=Decimal("60.08"))),
        (",,60.08 %", Figure(percent=Decimal("60.08"))),
        (",,100", Figure(percent=Decimal("100"))),
        (",,0", Figure(percent=Decimal("0"))),
        (",,0.5%", Figure(percent=Decimal("0.5"))),
        ("4,500,0.8", Figure(4, 500, percent=Decimal("0.8"))),
        ("352,360,0.9778", Figure(352, 360, percent=Decimal("97.78"))),
        ("0,0,", Figure(0, 0)),
        (",360,97.78", Figure(denominator=360, percent=Decimal("97.78"))),
        ("352,360,97.78,,,", Figure(352, 360, percent=Decimal("97.78"))),
        ("352,360", Figure(352, 360)),
    ],
)
def test_figures_as_offices_write_them(tmp_path, cells, expected):
    assert figure_of(tmp_path, f"a,2024,mn5_in_class,{cells}") == expected


@pytest.mark.parametrize(
    ("cells", "percent"),
    [
        ("360,360,1", "100"),  # a spreadsheet's share of 1: all of them
        ("1,100,1", "1"),  # one percent: the counts say so
        ("36,360,0.1", "10"),
        ("182,18000,1.01", "1.01"),  # above 1 nothing is a share
        (",,1.01", "1.01"),
        ("1,100000,0.001", "0.001"),
        (",,1%", "1"),
        ("1,2,0.7", "0.7"),  # agrees with the counts in neither reading: it stays as typed
    ],
)
def test_the_counts_tell_a_share_from_a_percentage(tmp_path, cells, percent):
    assert figure_of(tmp_path, f"a,2024,mn5_in_class,{cells}").percent == Decimal(percent)


@pytest.mark.parametrize("cells", [",,1", ",,0.01", "5,,1", ",360,0.9778"])
def test_a_share_or_a_percentage_without_both_counts_is_refused(tmp_path, cells):
    (fault,) = refusal(tmp_path, rows(f"a,2024,mn5_in_class,{cells}"))[1:]
    assert fault.startswith("- dòng 2, cột “percent”: ") and "hãy ghi thêm dấu %" in fault


@pytest.mark.parametrize("heading", ["Tỷ lệ (%)", "Tỷ lệ %", "%"])
@pytest.mark.parametrize(("cells", "percent"), [(",,0.8", "0.8"), ("352,360,0.9778", "0.9778"), (",,1", "1")])
def test_under_a_heading_with_the_sign_a_number_is_a_percentage(tmp_path, heading, cells, percent):
    head = HEAD.replace("percent", heading)
    assert figure_of(tmp_path, f"a,2024,mn5_in_class,{cells}", head=head).percent == Decimal(percent)


def test_the_sign_in_another_heading_says_nothing_of_the_percentage(tmp_path):
    text = rows("a,2024,mn5_in_class,,,0.8,", head=HEAD + ",ghi chú (%)")
    assert "hãy ghi thêm dấu %" in refusal(tmp_path, text)[1]


@pytest.mark.parametrize(
    "cells", [",,", "…,...,chưa có số liệu", ",,%", "chưa có,không có số liệu,Chưa có", "chưa có số liệu,,…"]
)
def test_no_figure_is_missing_not_zero(tmp_path, cells):
    (group,) = read(tmp_path, rows(f"a,2024,mn5_in_class,{cells}"))
    assert (group.figures, group.rows) == ({}, {})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a,2024,mn5_in_class,,,97,78", "có 7 ô mà tiêu đề chỉ có 6 cột"),
        ("a,2024,mn5_in_class,1,352,1,360,97.78", "có 8 ô mà tiêu đề chỉ có 6 cột"),
        ("a,2024,mn5_in_class,2.91,360,", "cột “numerator”: “2.91” không phải số đếm rõ ràng"),
        ("a,2024,mn5_in_class,-3,360,", "cột “numerator”: “-3” là số âm"),
        ("a,2024,mn5_in_class,1,99999999999,", "cột “denominator”: “99999999999” quá lớn"),
        ("a,2024,mn5_in_class,-,360,", "cột “numerator”: “-” không phải số đếm rõ ràng"),
        ("a,2024,mn5_in_class,361,360,", "cột “numerator”: số đạt 361 lớn hơn tổng số 360"),
        ("a,2024,mn5_in_class,,,100.01", "cột “percent”: “100.01” lớn hơn 100%"),
        ("a,2024,mn5_in_class,,,-1%", "cột “percent”: “-1” là số âm"),
        ('a,2024,mn5_in_class,,,"1.234,5,6"', "cột “percent”: “1.234,5,6” không phải tỷ lệ rõ ràng"),
        ("a,2024,mn5_in_class,,,khoảng 90", "cột “percent”: “khoảng 90” không phải tỷ lệ rõ ràng"),
        ("a,2024,mn5_in_class,,,0.9778", "cột “percent”: “0,9778” có thể là 0,9778% hoặc 97,78%"),
        (
            "a,2024,mn5_in_clas,,,97",
            "cột “indicator”: không biết chỉ tiêu “mn5_in_clas”. Có phải ý là “mn5_in",
        ),
        ("a,2024,,,,97", "cột “indicator”: còn trống"),
        (",2024,mn5_in_class,,,97", "cột “area”: còn trống"),
        ("a,2024-6,mn5_in_class,,,97", "cột “period”: Kỳ báo cáo “2024-6” không đúng dạng."),
        ('a,2024,mn5_in_class,,,"97', "dấu nháy kép mở mà không đóng đúng chỗ"),
    ],
)
def test_a_faulty_row_is_refused_with_its_number(tmp_path, line, message):
    head, fault = refusal(tmp_path, rows("b,2024,mn5_in_class,,,97", "", line))
    assert head == "Tệp “figures.csv” có 1 chỗ phải sửa:"
    assert fault.startswith(f"- dòng 4, {message}")


def test_all_faults_are_told_at_once(tmp_path):
    text = rows("a,2024,mn5_in_class,x,360,101", "a,2024,mn5_in_class,,,97,78", "a,24,mn5_in_class,1,2,50")
    faults = [line.split(",")[0] for line in refusal(tmp_path, text)[1:]]
    assert faults == ["- dòng 2", "- dòng 2", "- dòng 3", "- dòng 4"]


@pytest.mark.parametrize(
    ("word", "hardship"),
    [(word, True) for word in ("1", "x", "X", "có", "true", "yes", "ĐBKK")]
    + [(word, False) for word in ("0", "không", "false", "no", "")],
)
def test_the_words_for_hardship(tmp_path, word, hardship):
    (group,) = read(tmp_path, rows(f"a,2024,mn5_in_class,,,97,{word}", head=HEAD + ",hardship"))
    assert group.hardship is hardship


def test_the_headings_stand_among_the_first_20_lines_three_of_them_in_one(tmp_path):
    line = "a,2024,mn5_in_class,,,97"
    (group,) = read(tmp_path, "\n".join([*["Biểu"] * 19, HEAD, line]))
    assert group.rows == {"mn5_in_class": 21}
    assert "không có dòng tiêu đề" in refusal(tmp_path, "\n".join([*["Biểu"] * 20, HEAD, line]))[0]
    (group,) = read(tmp_path, rows("năm,xã", HEAD, line, head="Biểu"))  # two headings are none
    assert group.rows == {"mn5_in_class": 4}


def test_the_mark_at_the_head_tells_the_bytes_of_utf_16(tmp_path):
    text = rows("Phú Tân,2024,xmc2_15_60,,,90%")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        (group,) = read(tmp_path, mark + text.encode(encoding))
        assert (group.area, group.notes) == ("Phú Tân", ())


def test_the_most_people_that_a_count_may_have(tmp_path):
    most = figure_of(tmp_path, "a,2024,mn5_in_class,1,10000000000,")
    assert most == Figure(1, 10_000_000_000)
    assert "quá lớn" in refusal(tmp_path, rows("a,2024,mn5_in_class,1,10000000001,"))[1]


def test_the_same_indicator_twice_must_say_the_same(tmp_path):
    first, again = "a,2024,mn5_in_class,352,360,97.78", "A,2024,mn5_in_class,352,360,97.780"
    (group,) = read(tmp_path, rows(first, again))
    assert group.rows == {"mn5_in_class": 2}
    assert refusal(tmp_path, rows(first, "a,2024,mn5_in_class,353,360,"))[1] == (
        "- dòng 3, “mn5_in_class” của a, kỳ 2024 đã có số khác ở dòng 2. Hãy giữ một dòng."
    )


def test_hardship_belongs_to_the_commune_and_period(tmp_path):
    head = HEAD + ",hardship"
    lines = [
        "a,2024,mn5_in_class,,,97,",
        "a,2024,mn5_finished,,,97,1",
        "b,2024,mn5_in_class,,,97,không",
        "a,2023,mn5_in_class,,,97,0",
    ]
    found = read(tmp_path, rows(*lines, head=head))
    assert [(g.area, str(g.period), g.hardship) for g in found] == [
        ("a", "2024", True),
        ("b", "2024", False),
        ("a", "2023", False),
    ]
    assert refusal(tmp_path, rows(*lines, "a,2024,xmc2_15_60,,,97,0", head=head))[1] == (
        "- dòng 6, cột “hardship”: khác với dòng 3 của cùng địa bàn và kỳ; hãy ghi như nhau."
    )
    assert "“2” không rõ" in refusal(tmp_path, rows("a,2024,xmc2_15_60,,,97,2", head=head))[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "không có dòng tiêu đề"),
        ("area,period\n", "không có dòng tiêu đề"),
        (HEAD + "\n", "chưa có dòng số liệu nào"),
        ("area,period,indicator\n", "thiếu cột: numerator, denominator, percent"),
        ("area,indicator,percent\n", "thiếu cột: period"),
        (HEAD.replace("numerator", "numerater") + "\n", "không có cột nào tên “numerater”. Có phải ý"),
        (HEAD + ",Tỷ lệ\n", "cột “percent” có hai lần"),
        (b"PK\x03\x04....", "là sổ tính Excel"),
        (HEAD.encode() + b"\n\xd2\xff\xfe\x81,2024", "bảng mã"),
    ],
)
def test_what_is_no_table_of_figures_is_refused(tmp_path, text, message):
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert message in refused.value.vi


@pytest.mark.parametrize(
    ("head", "lacking"),
    [
        ("period,indicator,percent", "area"),
        ("area,indicator,percent", "period"),
        ("area,period,percent", "indicator"),
        ("area,period,indicator,numerator", "denominator, percent"),
        ("area,period,indicator,denominator", "numerator, percent"),
    ],
)
def test_what_a_table_cannot_do_without(tmp_path, head, lacking):
    (line,) = refusal(tmp_path, head + "\n")
    assert line.startswith(f"Tệp “figures.csv” thiếu cột: {lacking}. ")


@pytest.mark.parametrize(
    ("line", "head", "figure"),
    [
        ("a,2024,mn5_in_class,97", "area,period,indicator,percent", Figure(percent=Decimal("97"))),
        ("a,2024,mn5_in_class,1,2", "area,period,indicator,numerator,denominator", Figure(1, 2)),
    ],
)
def test_a_percentage_or_both_counts_will_do(tmp_path, line, head, figure):
    assert figure_of(tmp_path, line, head=head) == figure


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="Không mở được tệp “none.csv”"):
        read_figures(tmp_path / "none.csv")


def test_half_a_pair_of_counts_is_a_note(tmp_path):
    (group,) = read(tmp_path, rows("a,2024,mn5_in_class,352,,"))
    assert group.notes == ("Dòng 2: mới có một trong hai số (số đạt, tổng số) nên chưa tính được tỷ lệ.",)


CELLS = st.sampled_from(
    [
        "a",
        "2024",
        "mn5_in_class",
        "",
        "1",
        "0",
        "2.910",
        "97,78",
        "97.78%",
        '"',
        "x",
        "-",
        "½",
        "1e9",
        "\0",
        "٣",
    ]
)


@given(st.lists(st.lists(CELLS, max_size=9), max_size=4), st.sampled_from(",;\t"))
def test_any_file_is_read_or_refused(tmp_path_factory, lines, separator):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    text = "\n".join(separator.join(cells) for cells in [HEAD.split(","), *lines])
    path.write_text(text, encoding="utf-8")
    try:
        groups = read_figures(path)
    except InputError as refused:
        assert "any.csv" in refused.vi and "any.csv" in refused.en
    else:
        assert [set(group.figures) - {"mn5_in_class"} for group in groups] == [set()] * len(groups)
        assert groups


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Phú Hòa", "PHÚ HOÀ", True),
        ("Quý Thủy", "Quý Thuỷ", True),
        ("Ða Phước", "Đa Phước", True),
        ("Phú Thạnh", "Phú Thành", False),
        ("Phú Mỹ", "Phu My", False),
        ("Phú Tân", "Phú Tan", False),
    ],
)
def test_spellings_of_one_name(one, other, same):
    assert (same_name(one) == same_name(other)) == same
