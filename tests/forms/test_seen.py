"""Units' workbooks as a person reads them: merged, crossed out, hidden, per cent, thousands, quarters."""

import datetime as dt

import pytest

from tests.forms.unit_workbooks import CENTRE, YEAR, write_grids
from tests.forms.unit_workbooks import read as read_files
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.headings import find_columns
from xhht_analysis.forms.layout import last_year
from xhht_analysis.forms.rows import read_rows
from xhht_analysis.sources.sheet import Sheet

DAY = dt.date(2024, 3, 5)
CLASSES = [
    "TT",
    "Ngày mở lớp",
    "Nội dung",
    "Loại",
    "Tình trạng",
    "Số người học",
    "Trong đó nữ",
    "Kinh phí (đồng)",
]
MONEY = ["TT", "Nguồn", "Dự toán năm (đồng)", "Đã chi (đồng)"]


def read(form, rows, *, above=(), **facts):
    """The rows kept (what is known of each), the lines set aside, and what was told: kind, cell, count."""
    sheet = Sheet("tt.xlsx", sheets()[form].title, [*above, *rows], **facts)
    found = find_columns(sheets()[form], sheet)
    years = range(YEAR.year, last_year(sheets()[form], YEAR) + 1)
    result = read_rows(found, (), years=years)
    assert result.read == result.kept + sum(result.aside.values())
    kept = [{id: value for id, value in values.items() if value is not None} for _, values in result.rows]
    return kept, dict(result.aside), [(f.kind, f.cell, f.count) for f in result.findings]


def a_class(number, learners, *, topic="Trồng nấm", day=DAY, kind="pháp luật", women="", money=""):
    return [float(number), day, topic, kind, "đã mở", learners, women, money]


def test_a_date_and_a_kind_merged_over_lines_are_those_of_each_but_a_number_counts_once():
    rows = [
        CLASSES,
        a_class(1, 30.0, women=10.0),
        a_class(2, 20.0, day="", kind=""),
        a_class(3, "", day="", kind=""),
    ]
    merged = (((1, 1), (3, 1)), ((1, 3), (2, 3)), ((2, 5), (3, 5)))
    kept, aside, told = read("classes", rows, merged=merged)
    assert [row.get("date") for row in kept] == [DAY] * 3
    assert [row.get("kind") for row in kept] == ["pháp luật", "pháp luật", None]
    assert [row.get("learners") for row in kept] == [30, 20, None]
    assert aside == {}
    assert told[-3:] == [("merged_held", "B2", 2), ("merged_held", "D2", 1), ("merged_unclear", "F3", 1)]


def test_a_line_crossed_out_is_not_counted_and_a_box_crossed_out_is_blank():
    rows = [CLASSES, a_class(1, 30.0), a_class(2, 20.0)]
    struck = frozenset({(2, column) for column in range(1, 9)} | {(3, 6)})
    kept, aside, told = read("classes", rows, struck=struck)
    assert [row.get("learners") for row in kept] == [None]
    assert aside == {"row_struck": 1}
    assert ("box_struck", "F3", 1) in told


def test_a_hundred_per_cent_is_not_one_person():
    kept, _, told = read(
        "classes", [CLASSES, a_class(1, 1.0, women=0.4)], percents=frozenset({(2, 6), (2, 7)})
    )
    assert "learners" not in kept[0] and "women" not in kept[0]
    assert [t for t in told if t[0] == "percent_for_count"] == [
        ("percent_for_count", "F2", 1), ("percent_for_count", "G2", 1),
    ]  # fmt: skip


def test_hidden_lines_count_and_are_to_be_mended():
    rows = [CLASSES, a_class(1, 30.0), a_class(2, 20.0), a_class(3, 5.0)]
    kept, _, told = read("classes", rows, hidden_rows=frozenset({3, 4, 9}))
    assert [row["learners"] for row in kept] == [30, 20, 5]
    assert ("rows_hidden", "3", 2) in told


def test_headings_and_their_numbers_are_no_lines():
    numbers = [f"({n})" for n in range(1, 9)]
    rows = [CLASSES, numbers, a_class(1, 30.0), CLASSES, numbers, a_class(2, 20.0)]
    kept, aside, _ = read("classes", rows)
    assert ([row["learners"] for row in kept], aside) == ([30, 20], {"row_heading": 3})


@pytest.mark.parametrize(
    "text",
    ["Quý I", "QUÝ 2", "Cộng quý I", "Tổng quý III", "6 tháng đầu năm", "Cộng 6 tháng", "9 tháng",
     "Tổng khóm 1", "Cộng mục I", "Lũy kế"],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 2])
def test_a_part_is_not_added_once_more(text, place):
    part = ["", "", "", "", "", 50.0, "", ""]
    part[place] = text
    lines = [a_class(1, 30.0), a_class(2, 20.0), part, a_class(3, 5.0)]
    kept, aside, told = read("classes", [CLASSES, *lines])
    assert ([row["learners"] for row in kept], aside) == ([30, 20, 5], {"row_form_total": 1})
    assert "total_differs" not in [kind for kind, *_ in told]


def test_a_total_is_still_compared_with_all_lines():
    total = ["Tổng cộng", "", "", "", "", 51.0, "", ""]
    _, _, told = read("classes", [CLASSES, a_class(1, 30.0), a_class(2, 20.0), total])
    assert ("total_differs", "F4", 1) in told


def test_a_list_of_nothing_but_quarters_keeps_them():
    rows = [MONEY, ["Quý I", "ngân sách", 5e6, 4e6], ["Quý II", "ngân sách", 5e6, 3e6],
            ["6 tháng đầu năm", "", 10e6, 7e6]]  # fmt: skip
    kept, aside, _ = read("money", rows)
    assert ([row["spent"] for row in kept], aside) == ([4_000_000, 3_000_000], {"row_form_total": 1})


@pytest.mark.parametrize(
    ("heading", "above", "typed", "spent"),
    [
        ("Đã chi (nghìn đồng)", (), 4500.0, 4_500_000),
        ("Đã chi (ngàn đồng)", (), "4.500", 4_500_000),
        ("Đã chi (1.000 đ)", (), 4500.0, 4_500_000),
        ("Đã chi (triệu đồng)", (), 4.5, 4_500_000),
        ("Đã chi (triệu)", (), "4,5", 4_500_000),
        ("Đã chi (đồng)", ["ĐVT: 1.000 đ"], 4500.0, 4_500_000),
        ("Đã chi (đồng)", ["Đơn vị tính: triệu đồng"], 12.0, 12_000_000),
        ("Đã chi (đồng)", ["Đơn vị: Trường Triệu Phong"], 12e6, 12_000_000),
    ],
)
def test_thousands_and_millions_become_dong(heading, above, typed, spent):
    rows = [["TT", "Nguồn", "Dự toán năm (đồng)", heading], [1.0, "ngân sách", "", typed]]
    kept, _, told = read("money", rows, above=[above] if above else ())
    assert (kept, told) == ([{"source": "ngân sách", "spent": spent}], [])


def test_thousands_are_told(tmp_path):
    grids = {
        "Bìa": [
            ["Đơn vị", CENTRE.name],
            ["Kỳ", "Năm 2024"],
            ["Địa bàn", "xã An Thử"],
            ["Ngày lập", "20/11/2024"],
        ],
        "Kinh phí": [["ĐVT: triệu đồng"], MONEY, [1, "ngân sách", 5, 4.5]],
    }
    reports = read_files(write_grids(tmp_path / "tt.xlsx", grids))
    assert reports.tables["money"]["spent"].tolist() == [4_500_000]
    told = [(f.kind, f.cell, f.detail) for f in reports.findings if f.kind == "money_scaled"]
    assert told == [
        ("money_scaled", "C2", "“Dự toán năm (đồng)”, nhân 1.000.000"),
        ("money_scaled", "D2", "“Đã chi (đồng)”, nhân 1.000.000"),
    ]


def test_sums_too_small_for_dong_are_told_and_not_guessed():
    kept, _, told = read("money", [MONEY, [1.0, "ngân sách", 5000.0, 4500.0], [2.0, "khác", 0.0, ""]])
    assert kept == [{"source": "ngân sách"}, {"source": "khác", "planned": 0}]
    assert [t for t in told if t[0] == "money_small"] == [("money_small", "C2", 1), ("money_small", "D2", 1)]


def test_a_sheet_in_thousands_whose_sums_are_in_dong_is_told():
    kept, _, told = read("money", [MONEY, [1.0, "ngân sách", 5e6, 4.5e6]], above=[["ĐVT: nghìn đồng"]])
    assert kept == [{"source": "ngân sách"}]
    assert "money_unit_unclear" in [kind for kind, *_ in told]


def test_nothing_is_noticed_in_a_plain_list():
    kept, aside, told = read("classes", [CLASSES, a_class(1, 30.0, money=2e6)])
    assert (kept[0]["money"], aside, told) == (2_000_000, {}, [])
