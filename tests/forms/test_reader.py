"""Unit reports as they come back: under any name, twice, damaged, half filled in."""

from collections import Counter
from functools import partial

import pytest

from tests.forms.unit_workbooks import (
    AREA,
    CENTRE,
    CLASSES,
    CLUB,
    HALF,
    KHOM,
    KHOM_1,
    KHOM_2,
    KHOM_10,
    NURSERY,
    PRIMARY,
    REPORTED,
    TITLES,
    TOWN,
    WORKERS,
    column,
    damage,
    read,
    records,
    sent,
    told,
    write_grids,
)
from xhht_analysis.forms.definition import sheets, sheets_of
from xhht_analysis.forms.reader import NOT_CERTAIN, is_unit_file
from xhht_analysis.sources.workbook import read_sheets

WORK, TITLE_SHEET, CLASS_SHEET = "Lao động và năng lực", "Danh hiệu học tập", "Lớp chuyên đề"
NOBODY = {(unit.id, form.id): "chưa gửi tệp" for unit in AREA.units for form in sheets_of(unit)}


def missing(reports, unit):
    return {sheet: why for (owner, sheet), why in reports.missing.items() if owner == unit.id}


def of_khom_1(rows):
    return [{"unit": "khom-1", "khom": "Khóm 1"} | row for row in rows]


# None, one, many


def test_no_file_at_all():
    reports = read()
    assert reports.missing == NOBODY
    assert {id: len(table) for id, table in reports.tables.items()} == dict.fromkeys(sheets(), 0)
    assert (reports.files, reports.findings, reports.rows_read, reports.aside) == ({}, [], 0, Counter())


def test_one_file_in_full(tmp_path):
    reports = read(sent(tmp_path, KHOM_1, KHOM))
    for sheet, rows in KHOM.items():
        assert records(reports, sheet) == of_khom_1(rows)
    assert told(reports) == []
    assert reports.missing == {key: why for key, why in NOBODY.items() if key[0] != "khom-1"}
    assert (reports.rows_read, reports.rows_kept) == (13, 13)
    assert (reports.files["khom-1"].file, reports.files["khom-1"].reported) == ("khom-1.xlsx", REPORTED)


def test_types_of_the_columns(tmp_path):
    table = read(sent(tmp_path, CENTRE, {"classes": CLASSES})).tables["classes"]
    types = {
        name: str(table[name].dtype) for name in ("unit", "date", "topic", "planned", "learners", "money")
    }
    assert types == {
        "unit": "str",
        "date": "datetime64[s]",
        "topic": "str",
        "planned": "boolean",
        "learners": "Int64",
        "money": "Int64",
    }
    assert table["topic"].isna().tolist() == [False, True, True]
    assert table["learners"].tolist()[0] == 30 and table["learners"].isna().tolist() == [False, True, False]


def test_several_units_in_one_folder(tmp_path):
    paths = [sent(tmp_path, unit, KHOM) for unit in (KHOM_10, KHOM_2)]
    table = read(*paths).tables["citizens"]
    assert table["khom"].tolist() == ["Khóm 2", "Khóm 10"]  # the area's order, not that of the files


def test_a_column_named_as_a_key_gets_a_name_of_its_own(tmp_path):
    path = sent(tmp_path, CENTRE, {"log": [{"unit": "Khóm 1", "received": REPORTED}]})
    row = {"unit": CENTRE.id, "written_unit": "Khóm 1", "received": REPORTED}
    assert records(read(path), "log") == [row]


# Which file is whose


@pytest.mark.parametrize("name", ["bao cao khom 1 gui UBND xa (2) final.xlsx", "khác.xlsx"])
def test_the_cover_names_the_unit_whatever_the_file_is_called(tmp_path, name):
    reports = read(sent(tmp_path, KHOM_1, KHOM, name=name))
    assert list(reports.files) == ["khom-1"]
    assert told(reports) == []


def test_without_a_cover_the_file_name_names_the_unit(tmp_path):
    path = sent(tmp_path, KHOM_2, {"workers": [WORKERS]}, name="BC Khom 02 nop lai.xlsx")
    reports = read(damage(path, lambda grids: grids.pop("Bìa")))
    assert [row["unit"] for row in records(reports, "workers")] == ["khom-2"]
    assert [f.kind for f in reports.findings if "blank" not in f.kind] == [
        "unit_by_file_name",
        "unit_file_no_period",
        "unit_file_not_dated",
    ]
    assert (reports.files["khom-2"].reported, reports.files["khom-2"].version) == (None, 0)


COVERS = {
    # cover, printed lines, file name → the unit that counts, what is told
    "cover forgotten": ("Khóm 1", KHOM_2, "khom 2.xlsx", ["khom-2"], ["unit_disagrees"]),
    "printed lines forgotten": ("Khóm 2", KHOM_1, "K2.xlsx", ["khom-2"], ["unit_disagrees"]),
    "only the name differs": ("Khóm 1", KHOM_1, "bc khom 2.xlsx", [], ["unit_disputed"]),
    "no name, cover and lines differ": ("Khóm 1", KHOM_2, "so lieu.xlsx", [], ["unit_disputed"]),
    "three units": ("Khóm 1", KHOM_2, "khom 10.xlsx", [], ["unit_disputed"]),
    "no cover, lines and name differ": ("", KHOM_1, "khom 2.xlsx", [], ["unit_disputed"]),
}


@pytest.mark.parametrize("case", COVERS)
def test_cover_printed_lines_and_file_name_that_differ(tmp_path, case):
    cover, printed, name, counted, kinds = COVERS[case]

    def change(grids):
        grids["Bìa"][3][1] = cover

    reports = read(damage(sent(tmp_path, printed, KHOM, name=name), change))
    assert (list(reports.files), [f.kind for f in reports.findings]) == (counted, kinds)
    assert [state.state for state in reports.states.values()] == ["version"] * (not counted)
    assert all(why == NOT_CERTAIN for (unit, _), why in reports.missing.items() if unit in reports.contested)


def test_two_different_files_with_one_cover_are_neither_of_them_counted(tmp_path):
    paths = [sent(tmp_path, KHOM_1, {"citizens": [{"adults": n}]}, name=f"khom {n}.xlsx") for n in (1, 2)]
    reports = read(*paths)
    assert (reports.files, reports.contested) == ({}, {"khom-1", "khom-2"})
    assert {name: (s.state, s.role) for name, s in reports.states.items()} == {
        "khom 1.xlsx": ("version", "báo cáo Khóm 1"),
        "khom 2.xlsx": ("version", "báo cáo Khóm 1 hoặc Khóm 2"),
    }
    assert [(f.kind, f.file) for f in reports.findings if f.severity == "mend"] == [
        ("unit_disputed", "khom 2.xlsx"),
        ("unit_versions", "khom 1.xlsx"),
    ]


def test_two_files_of_one_day_of_which_nobody_knows_the_last(tmp_path):
    paths = [
        sent(tmp_path, KHOM_1, {"citizens": [{"adults": n}]}, name=name)
        for n, name in enumerate(("khom 1.xlsx", "khom 1 moi.xlsx"))
    ]
    reports = read(*paths)
    assert (reports.files, {state.state for state in reports.states.values()}) == ({}, {"version"})
    assert [f.detail for f in reports.findings] == [
        "Khóm 1: “khom 1 moi.xlsx”",
        "Khóm 1: “khom 1.xlsx”",
    ]


def test_a_file_that_could_be_of_two_units_or_of_none_is_not_used(tmp_path):
    def name(grids, text):
        grids["Bìa"][3][1] = text

    paths = [
        damage(sent(tmp_path, KHOM_1, KHOM, name=file), partial(name, text=text))
        for file, text in (("khom 1 va khom 2.xlsx", ""), ("so lieu.xlsx", "Khóm 99"))
    ]
    reports = read(*paths)
    assert reports.missing == NOBODY
    assert [(f.kind, f.file, f.detail) for f in reports.findings] == [
        ("unit_unknown", "khom 1 va khom 2.xlsx", "Khóm 1 hay Khóm 2"),
        ("unit_unknown", "so lieu.xlsx", ""),
    ]


def test_another_period_and_another_area_are_not_used(tmp_path):
    half = sent(tmp_path, KHOM_1, KHOM, period=HALF)

    def move(grids):
        grids["Bìa"][2][1] = "xã Bến Thử"

    reports = read(half, damage(sent(tmp_path, KHOM_2, KHOM), move))
    assert (reports.missing, reports.files, reports.rows_read) == (NOBODY, {}, 0)
    assert told(reports) == [
        ("unit_file_other_period", "Bìa", "", "ghi 6 tháng đầu năm 2024, kỳ này là năm 2024"),
        ("unit_file_other_area", "Bìa", "", "“xã Bến Thử”"),
    ]
    assert list(read(half, period=HALF).files) == ["khom-1"]


def test_of_two_files_the_one_drawn_up_later_counts(tmp_path):
    later = sent(tmp_path, KHOM_1, {"workers": [WORKERS]}, name="a.xlsx")
    earlier = sent(tmp_path, KHOM_1, {"citizens": [{"adults": 9}]}, name="b.xlsx",
                   reported=REPORTED.replace(day=1))  # fmt: skip
    undated = sent(tmp_path, KHOM_1, name="c.xlsx", reported=None)
    reports = read(undated, earlier, later)
    assert reports.files["khom-1"].file == "a.xlsx"
    assert records(reports, "citizens") == []
    assert [(f.file, f.detail) for f in reports.findings if f.kind == "unit_file_twice"] == [
        ("c.xlsx", "Khóm 1: dùng tệp “a.xlsx”"),
        ("b.xlsx", "Khóm 1: dùng tệp “a.xlsx”"),
    ]
    assert {state.state for state in reports.states.values()} == {"set_aside"}


def test_of_two_files_of_one_day_the_later_name_counts(tmp_path):
    names = ("lần 2.xlsx", "lần 10.xlsx")
    paths = [
        sent(tmp_path, KHOM_1, {"citizens": [{"adults": n}]}, name=name)
        for n, name in enumerate(names, start=1)
    ]
    assert [row["adults"] for row in records(read(*paths), "citizens")] == [2]


def test_the_same_bytes_are_read_once(tmp_path):
    paths = [sent(tmp_path, KHOM_1, KHOM, name=name) for name in ("a.xlsx", "b.xlsx")]
    reports = read(*paths)
    assert [(f.kind, f.file, f.detail) for f in reports.findings] == [("file_same", "b.xlsx", "a.xlsx")]
    assert reports.rows_read == 13


def test_broken_and_foreign_files_do_not_stop_the_others(tmp_path):
    broken, foreign = tmp_path / "hong.xlsx", tmp_path / "khac.xlsx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    write_grids(
        foreign, {"DATA": [["Họ tên", "Năm sinh"], ["A", 1990]], "Trường học": [["ghi chú"]], "Trống": []}
    )
    reports = read(broken, foreign, sent(tmp_path, KHOM_1, KHOM))
    assert [(f.kind, f.file) for f in reports.findings] == [
        ("file_unreadable", "hong.xlsx"),
        ("file_unknown", "khac.xlsx"),
    ]
    assert list(reports.files) == ["khom-1"]


def test_a_unit_file_is_known_by_cover_or_headings(tmp_path):
    path = sent(tmp_path, NURSERY)
    assert is_unit_file(read_sheets(path))
    assert is_unit_file(read_sheets(damage(path, lambda grids: grids.pop("Bìa"))))

    def only_cover(grids):
        for name in [name for name in grids if name != "Bìa"]:
            grids.pop(name)

    assert is_unit_file(read_sheets(damage(sent(tmp_path, NURSERY), only_cover)))
    assert not is_unit_file([])


# Damaged workbooks


def test_deleted_sheet(tmp_path):
    reports = read(damage(sent(tmp_path, KHOM_1, KHOM), lambda grids: grids.pop(WORK)))
    assert missing(reports, KHOM_1) == {"workers": f"thiếu trang “{WORK}”"}
    assert told(reports) == [("unit_sheet_missing", "", "", f"“{WORK}”")]
    assert records(reports, "citizens") == of_khom_1(KHOM["citizens"])


def test_deleted_column(tmp_path):
    def delete(grids):
        place = column(grids[WORK], "Nông dân")
        for row in grids[WORK]:
            del row[place : place + 1]

    reports = read(damage(sent(tmp_path, KHOM_1, KHOM), delete))
    assert missing(reports, KHOM_1) == {"workers": "thiếu cột “Nông dân”"}
    left = {key: value for key, value in WORKERS.items() if key != "farmers"}
    assert records(reports, "workers") == of_khom_1([left])
    assert told(reports) == [("column_missing", WORK, "", "“Nông dân”")]


def test_swapped_renamed_and_additional_columns(tmp_path):
    def change(grids):
        rows = grids[CLASS_SHEET]
        for row in rows[3:]:
            row[1:] = row[:0:-1]
        rows[3][column(rows, "Trong đó nữ")] = "Nữ"
        rows[3][column(rows, "Người khuyết tật")] = "NGƯỜI KHUYẾT  TÂT"
        rows[3].append("Ghi chú riêng")
        rows[4].append("lớp đông")
        grids["Lop CD thang 11"] = grids.pop(CLASS_SHEET)

    whole = read(sent(tmp_path, CENTRE, {"classes": CLASSES}))
    reports = read(damage(sent(tmp_path, CENTRE, {"classes": CLASSES}), change))
    assert reports.tables["classes"].equals(whole.tables["classes"])
    name = "Lop CD thang 11"
    assert [line for line in told(reports) if line[1] == name] == [
        ("unit_sheet_renamed", name, "", f"“{CLASS_SHEET}”"),
        ("column_renamed", name, "L4", "“Trong đó nữ”"),
        ("column_unknown", name, "", "S"),
    ]


def test_headings_further_down_and_no_column_of_numbers(tmp_path):
    def change(grids):
        rows = grids[CLASS_SHEET]
        for row in rows[3:]:
            del row[:1]
        rows[0:0] = [[], ["UBND XÃ AN THỬ"], []]

    whole = read(sent(tmp_path, CENTRE, {"classes": CLASSES}))
    reports = read(damage(sent(tmp_path, CENTRE, {"classes": CLASSES}), change))
    assert reports.tables["classes"].equals(whole.tables["classes"])
    assert missing(reports, CENTRE).get("classes") is None


def test_sheet_without_headings(tmp_path):
    def change(grids):
        del grids[WORK][3]

    reports = read(damage(sent(tmp_path, KHOM_1, KHOM), change))
    assert missing(reports, KHOM_1) == {"workers": f"trang “{WORK}” không có dòng tên cột"}


def test_another_version_of_the_template(tmp_path):
    def age(grids):
        grids["Bìa"][7][1] = 7

    reports = read(damage(sent(tmp_path, KHOM_1, KHOM), age))
    assert told(reports) == [("unit_file_version", "Bìa", "", "phiên bản 7, mẫu hiện nay là 3")]
    assert reports.files["khom-1"].version == 7


def test_sheets_beside_those_owed_are_told_and_not_used(tmp_path):
    def add(grids):
        grids["Sheet1"] = [["ghi nháp"]]
        grids["Sheet2"] = []
        grids["Kinh phí"] = [["Nguồn", "Đã chi (đồng)"], ["ngân sách", 5]]

    reports = read(damage(sent(tmp_path, KHOM_1, KHOM), add))
    assert told(reports) == [("unit_sheet_extra", "Sheet1", "", ""), ("unit_sheet_extra", "Kinh phí", "", "")]
    assert records(reports, "money") == []


# Blank is not zero


def test_blank_sheets(tmp_path):
    done = read(sent(tmp_path, CENTRE))
    unfinished = read(sent(tmp_path, CENTRE, reported=None))
    lists = {form.id for form in sheets_of(CENTRE) if form.rows == "list"}
    assert lists == {"classes", "equipment", "money", "log", "providers", "own_indicators", "next_tasks"}
    blank = {form.id: f"trang “{form.title}” để trống" for form in sheets_of(CENTRE) if not form.optional}
    assert missing(done, CENTRE) == {sheet: why for sheet, why in blank.items() if sheet not in lists}
    assert missing(unfinished, CENTRE) == blank
    assert told(unfinished)[0] == ("unit_file_not_dated", "Bìa", "B7", "")


def test_a_fixed_row_left_blank_or_deleted_is_not_known(tmp_path):
    def delete(grids):
        del grids[TITLE_SHEET][5]

    path = sent(tmp_path, KHOM_1, {"titles": TITLES[:1] + TITLES[2:]})
    expected = of_khom_1([TITLES[0], {"item": "Dòng họ học tập"}, *TITLES[2:]])
    assert records(read(path), "titles") == expected
    reports = read(damage(path, delete))
    assert records(reports, "titles") == expected
    assert ("row_item_missing", TITLE_SHEET, "", "“Dòng họ học tập”") in told(reports)
    assert (reports.rows_read, reports.rows_kept) == (3, 3)


def test_rows_that_the_form_does_not_have_and_second_ones_are_set_aside(tmp_path):
    def add(grids):
        grids[TITLE_SHEET] += [
            ["Ấp học tập", 3, 2, 1],
            ["Gia dinh hoc tap", 9, 9, 9],
            ["Ghi chú", "", "", ""],
        ]
        grids[WORK].append(["Khóm 1", *[5] * 15])

    reports = read(damage(sent(tmp_path, KHOM_1, KHOM), add))
    assert records(reports, "titles") == of_khom_1(TITLES)
    assert records(reports, "workers") == of_khom_1([WORKERS])
    assert reports.aside == {"row_item_unknown": 1, "row_item_twice": 2}
    assert (reports.rows_read, reports.rows_kept) == (16, 13)


# Totals, parts, dates, unreadable cells


def test_totals_are_set_aside_and_compared(tmp_path):
    def typed(learners):
        return {"classes": CLASSES}, {"classes": {"learners": learners, "women": 32}}

    values, totals = typed(50)
    right = read(sent(tmp_path, CENTRE, values, totals=totals))
    assert [line for line in told(right) if line[1] == CLASS_SHEET] == [
        ("row_form_total", CLASS_SHEET, "B45", "")
    ]
    values, totals = typed("1.050")
    wrong = read(sent(tmp_path, CENTRE, values, totals=totals))
    assert [line for line in told(wrong) if line[1] == CLASS_SHEET] == [
        ("row_form_total", CLASS_SHEET, "B45", ""),
        ("total_differs", CLASS_SHEET, "G45", "cột “Số người học” ghi 1.050, cộng các dòng được 50"),
    ]
    assert wrong.tables["classes"].equals(right.tables["classes"])
    assert (wrong.rows_read, wrong.rows_kept, wrong.aside) == (4, 3, {"row_form_total": 1})


@pytest.mark.parametrize("label", ["Tổng cộng", "TỔNG SỐ", "Cộng:", "Tổng cộng cả năm"])
def test_a_total_is_known_by_its_words_in_any_column(tmp_path, label):
    def total(grids):
        rows = grids[CLASS_SHEET]
        rows[7] = [4, "", label, *rows[7][3:]]
        rows[7][column(rows, "Số người học")] = 50

    reports = read(damage(sent(tmp_path, CENTRE, {"classes": CLASSES}), total))
    assert reports.tables["classes"]["learners"].sum() == 50


def test_a_list_with_nothing_but_a_total_is_missing(tmp_path):
    reports = read(sent(tmp_path, CENTRE, totals={"classes": {"learners": 50}}))
    assert missing(reports, CENTRE)["classes"] == f"trang “{CLASS_SHEET}” chỉ có dòng tổng cộng"
    detail = "cột “Số người học” ghi 50, cộng các dòng được 0"
    assert ("total_differs", CLASS_SHEET, "G45", detail) in told(reports)


def test_signatures_below_a_list_are_no_rows(tmp_path):
    def sign(grids):
        grids["Phát thanh"] += [
            ["", "", "An Thử, ngày 20 tháng 11 năm 2024"],
            ["Người lập biểu"],
            ["", "", ""],
        ]

    values = {"broadcasts": [{"date": REPORTED, "topic": "Ngày hội đọc sách"}]}
    reports = read(damage(sent(tmp_path, TOWN, values), sign))
    assert records(reports, "broadcasts") == [{"unit": TOWN.id, **values["broadcasts"][0]}]
    assert reports.aside == {"row_form_total": 1}


def test_a_part_larger_than_its_whole_is_told_and_kept(tmp_path):
    rows = [{"kind": "XMC", "learners": 17, "women": 49}]
    reports = read(sent(tmp_path, PRIMARY, {"literacy_classes": rows}))
    detail = "“Trong đó nữ” 49 lớn hơn “Số người học” 17"
    assert ("part_exceeds_whole", "Lớp XMC và GDTTSKBC", "E5", detail) in told(reports)
    assert records(reports, "literacy_classes") == [{"unit": PRIMARY.id, **rows[0]}]


def test_what_cannot_be_read_is_not_known_and_told_with_its_cell(tmp_path):
    odd = {"date": "31/02/2024", "kind": "bói toán", "state": "mở", "planned": "chắc vậy",
           "learners": "khoảng 30", "women": -3, "farmers": 2.5, "sessions": " 1.234 ",
           "money": "1.500.000 đồng"}  # fmt: skip
    reports = read(sent(tmp_path, CENTRE, {"classes": [odd, {"date": "05/6/2023", "topic": "Năm cũ"}]}))
    assert records(reports, "classes") == [
        {"unit": CENTRE.id, "state": "đã mở", "sessions": 1234, "money": 1_500_000},
        {"unit": CENTRE.id, "topic": "Năm cũ"},
    ]
    assert [(f.kind, f.cell, f.found) for f in reports.findings if f.sheet == CLASS_SHEET] == [
        ("date_unreadable", "B5", "31/02/2024"),
        ("choice_unknown", "D5", "bói toán"),
        ("answer_unreadable", "F5", "chắc vậy"),
        ("count_unreadable", "G5", "khoảng 30"),
        ("count_unreadable", "H5", "-3"),
        ("count_unreadable", "I5", "2.5"),
        ("date_outside_year", "B6", "05/6/2023"),
    ]


def test_a_report_may_arrive_in_the_year_after_but_is_not_drawn_up_in_the_year_before(tmp_path):
    log = [{"unit": "Khóm 1", "received": REPORTED.replace(year=2025)}]
    assert records(read(sent(tmp_path, CENTRE, {"log": log})), "log")[0]["received"].year == 2025
    reports = read(sent(tmp_path, CLUB, reported=REPORTED.replace(year=2023)))
    assert reports.files[CLUB.id].reported is None
    assert told(reports)[0] == ("date_outside_year", "Bìa", "B7", "“Ngày lập”")
