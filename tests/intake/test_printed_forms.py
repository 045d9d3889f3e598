"""Statistical forms instead of a register: what is printed is what the reports count, and nothing else."""

import pytest

from tests.cleaning.registers import register_rows, write_workbook
from tests.intake.printed import (
    LITERACY,
    book,
    by_single_years,
    cmc_1,
    cmc_3,
    counted,
    store_with,
    th_m1,
)
from xhht_analysis.base.periods import Period
from xhht_analysis.report.report import open_report

YEAR = Period(2024)


def kinds(cleaned):
    return sorted({f.kind for f in cleaned.clean.findings})


@pytest.mark.parametrize("dotted", [False, True])
def test_cmc_1_as_it_is_printed(tmp_path, dotted):
    store = store_with(tmp_path, bieu__xlsx=book(Sheet1=lambda s: cmc_1(s, dotted=dotted)))
    cleaned = counted(store)
    assert kinds(cleaned) == []
    assert [(f.state, f.role) for f in cleaned.files] == [("counted", "biểu thống kê 1")]
    report = open_report("thu", "2024", root=tmp_path)
    for band, (people, one, two) in LITERACY.items():
        last = band[3:]
        for level, told in ((1, one), (2, two)):
            name = f"xmc{level}_15_{last}"
            women, few, both = {"sex": "nữ"}, {"group": "dân tộc thiểu số"}, {}
            for where, n in (({}, 0), (women, 1), (few, 2), (women | few, 3)):
                figure = report.figure(name, **where)
                assert (figure.numerator, figure.denominator, figure.unknown) == (told[n], people[n], 0), name
            men = report.figure(name, sex="nam")
            assert (men.numerator, men.denominator) == (told[0] - told[1], people[0] - people[1])
            assert both == {}
    rest = report.figure("illiterate_15_60")
    assert (rest.numerator, rest.denominator) == (300, 6415)
    # of schools nothing is said, which is not nought
    assert "th_grade1_at_6" not in report.figures
    assert report.judged["th"].proven == 0 and report.judged["th"].possible == 3


def figure(root, name, period="2024", **where):
    found = open_report("thu", period, root=root).figure(name, **where)
    return found.numerator, found.denominator, found.unknown


@pytest.mark.parametrize("apart", [True, False])
def test_both_meanings_of_level_2_are_told_by_their_sums(tmp_path, apart):
    ages = by_single_years()
    store = store_with(tmp_path, x__xlsx=book(XMC=lambda s: cmc_3(s, ages, apart=apart)))
    assert kinds(counted(store)) == []
    for level, k in ((1, 2), (2, 4)):
        for last in (25, 35, 60):
            people = sum(ages[a][0] for a in range(15, last + 1))
            women = sum(ages[a][1] for a in range(15, last + 1))
            no, no_women = (sum(ages[a][k + w] for a in range(15, last + 1)) for w in (0, 1))
            name = f"xmc{level}_15_{last}"
            assert figure(tmp_path, name) == (people - no, people, 0)
            assert figure(tmp_path, name, sex="nữ") == (women - no_women, women, 0)
        assert figure(tmp_path, f"xmc{level}_15_60", age="40") == (140 - ages[40][k], 140, 0)


def test_a_level_2_that_nothing_tells_is_asked_about(tmp_path):
    def without_the_literate(sheet):
        cmc_3(sheet, by_single_years(), apart=True)
        sheet.delete_cols(8, 2)

    store = store_with(tmp_path, x__xlsx=book(XMC=without_the_literate))
    cleaned = counted(store)
    assert kinds(cleaned) == ["form_level_2_unclear"]
    (asked,) = cleaned.questions
    assert 'illiterate_2 = "with_1"' in asked and '# illiterate_2 = "without_1"' in asked
    report = open_report("thu", "2024", root=tmp_path)
    assert "xmc2_15_60" not in report.figures and "xmc1_15_60" in report.figures
    ages = by_single_years()
    answer = asked.replace('illiterate_2 = "with_1"\n# ', "").replace('sheet = "XMC"\n', "")
    (tmp_path / "data/raw/thu/2024/files.toml").write_text(answer, encoding="utf-8")
    assert kinds(counted(store)) == []
    people, no = (sum(ages[a][k] for a in range(15, 61)) for k in (0, 4))
    assert figure(tmp_path, "xmc2_15_60") == (people - no, people, 0)


def test_a_form_of_schools_with_nothing_merged(tmp_path):
    store = store_with(tmp_path, th__xlsx=book(Sheet1=th_m1))
    assert kinds(counted(store)) == []
    assert figure(tmp_path, "th_grade1_at_6") == (97, 99, 0)
    assert figure(tmp_path, "th_finished_at_11") == (91, 96, 0)
    assert figure(tmp_path, "th_others_at_11_in_primary") == (4, 5, 0)
    assert figure(tmp_path, "th_finished_to_14") == (370, 376, 0)
    report = open_report("thu", "2024", root=tmp_path)
    assert report.judged["th"].proven == 1  # one of the other 11-year-olds is not in primary school
    assert not {"mn5_in_class", "disabled_access", "xmc2_15_60"} & report.figures.keys()


def test_rows_that_contradict_each_other_are_told_and_not_used(tmp_path):
    def wrong(sheet):
        cmc_1(sheet, LITERACY | {"15-35": ((2500, 2600, 130, 66), *LITERACY["15-35"][1:])})

    def fourth(sheet):
        sheet.append(["CMC-4", None, "Năm 2024"])
        sheet.append(["Nhóm tuổi", "Số người", "Mức 1", "%", "Mức 2", "%"])
        for band, (people, one, two) in LITERACY.items():
            first = one[0] - (band == "15-60") * 15
            rates = (f"{100 * n / people[0]:.2f}" for n in (first, two[0]))
            sheet.append([band, people[0], first, next(rates), two[0], next(rates)])

    store = store_with(tmp_path, a__xlsx=book(A=wrong), b__xlsx=book(B=fourth))
    cleaned = counted(store)
    told = [f for f in cleaned.clean.findings if f.kind == "form_contradicts"]
    women, total = ([f for f in told if f.file == name] for name in ("a.xlsx", "b.xlsx"))
    assert [f.cell for f in women] == ["D8"] and "nhiều hơn" in women[0].detail
    assert "a.xlsx › A › C8" in women[0].detail
    assert [f.cell for f in total] == ["C5"] and "a.xlsx › A › G9 ghi 6.115" in total[0].detail
    assert "Sửa" in women[0].sentence() or "sửa" in women[0].sentence() or women[0].severity == "mend"
    report = open_report("thu", "2024", root=tmp_path)
    assert "xmc1_15_60" not in report.figures and "xmc1_15_35" not in report.figures
    assert figure(tmp_path, "xmc1_15_25") == (1180, 1200, 0)
    assert figure(tmp_path, "xmc2_15_60") == (5819, 6415, 0)


def test_a_percentage_that_the_counts_do_not_give(tmp_path):
    def wrong(sheet):
        cmc_1(sheet)
        sheet["H9"] = "96,35"

    store = store_with(tmp_path, a__xlsx=book(A=wrong))
    (told,) = counted(store).clean.findings
    assert (told.kind, told.cell) == ("form_rate_differs", "H9")
    assert "6.115/6.415 là 95,32%" in told.detail
    assert figure(tmp_path, "xmc1_15_60") == (6115, 6415, 0)


def test_what_is_no_count_is_told_with_its_cell(tmp_path):
    def wrong(sheet):
        cmc_1(sheet)
        sheet["G9"] = "6.11"
        sheet["M9"] = "?"
        sheet["C9"] = None

    store = store_with(tmp_path, a__xlsx=book(A=wrong))
    told = {f.cell: f.kind for f in counted(store).clean.findings}
    assert told == {"G9": "form_cell_unreadable"}
    report = open_report("thu", "2024", root=tmp_path)
    assert {n for n in report.figures if n.startswith("xmc")} == {
        f"xmc{level}_15_{last}" for level in (1, 2) for last in (25, 35)
    }


def test_another_commune_and_another_year_are_not_counted(tmp_path):
    def other(sheet):
        cmc_1(sheet)
        sheet["A1"] = "UBND XÃ KHÁC"

    def older(sheet):
        cmc_1(sheet)
        sheet["A2"] = "THỐNG KÊ NĂM 2023"

    store = store_with(tmp_path, a__xlsx=book(A=other), b__xlsx=book(B=older))
    cleaned = counted(store)
    assert kinds(cleaned) == ["file_other_area", "form_other_year"]
    assert [f.state for f in cleaned.files] == ["doubtful", "doubtful"]
    assert open_report("thu", "2024", root=tmp_path).figures == {}


FIGURES = """\
area;period;indicator;numerator;denominator;percent
Thử;2024;thcs_graduated_15_18;380;400;95%
Thử;2024;mn5_in_class;;;98,5%
Thử;2024;xmc1_15_60;6.115;6.415;95,32%
Thử;2023;mn5_in_class;90;91;
Khác;2024;mn5_finished;90;91;
"""


def test_figures_typed_beside_a_form(tmp_path):
    store = store_with(tmp_path, FIGURES__csv=FIGURES, a__xlsx=book(A=cmc_1))
    cleaned = counted(store)
    (told,) = cleaned.clean.findings
    assert (told.kind, told.cell, told.detail) == ("form_percent_alone", "dòng 3", "“mn5_in_class”")
    assert figure(tmp_path, "thcs_graduated_15_18") == (380, 400, 0)
    assert figure(tmp_path, "xmc1_15_60") == (6115, 6415, 0)
    assert not {"mn5_in_class", "mn5_finished"} & open_report("thu", "2024", root=tmp_path).figures.keys()


def test_a_file_may_call_the_commune_by_its_name_and_by_its_title(tmp_path):
    text = FIGURES + "Xã Thử;2024;th_finished_at_11;100;110;\n"
    store = store_with(tmp_path, FIGURES__csv=text)
    assert kinds(counted(store)) == ["form_percent_alone"]
    assert figure(tmp_path, "th_finished_at_11") == (100, 110, 0)
    assert figure(tmp_path, "thcs_graduated_15_18") == (380, 400, 0)


def test_figures_that_contradict_a_form_and_a_file_with_a_wrong_row(tmp_path):
    csv = FIGURES.replace("6.115;6.415;95,32%", "6.100;6.415;")
    store = store_with(tmp_path / "one", FIGURES__csv=csv, a__xlsx=book(A=cmc_1))
    told = [f.cell for f in counted(store).clean.findings if f.kind == "form_contradicts"]
    assert told == ["dòng 4"]
    assert "xmc1_15_60" not in open_report("thu", "2024", root=tmp_path / "one").figures
    store = store_with(
        tmp_path / "two", FIGURES__csv=csv.replace("380;400", "480;400"), a__xlsx=book(A=cmc_1)
    )
    # The one row is left out, the rest of the file is counted.
    findings = counted(store).clean.findings
    assert [f.cell for f in findings if f.kind == "form_row_wrong"] == ["dòng 2"]
    assert "số đạt 480 lớn hơn tổng số 400" in findings[0].detail
    figures = open_report("thu", "2024", root=tmp_path / "two").figures
    assert "thcs_graduated_15_18" not in figures and "xmc1_15_35" in figures
    store = store_with(tmp_path / "three", FIGURES__csv=FIGURES.splitlines()[0] + "\nThử;2024;x;1;2;\n")
    assert kinds(counted(store)) == ["form_figures_wrong"]


def test_a_level_alone_is_told_and_judges_nothing(tmp_path):
    text = FIGURES + "Thử;2024;Được công nhận phổ cập THCS;;;mức độ 3\n"
    store = store_with(tmp_path, FIGURES__csv=text)
    assert kinds(counted(store)) == ["form_level_told", "form_percent_alone"]
    assert open_report("thu", "2024", root=tmp_path).judged["thcs"].proven == 0
    assert figure(tmp_path, "thcs_graduated_15_18") == (380, 400, 0)


def test_titles_as_they_are_printed(tmp_path):
    def titles(sheet):
        sheet.append(["KẾT QUẢ CÁC MÔ HÌNH HỌC TẬP NĂM 2024"])
        sheet.append(["TT", "Danh hiệu", "Tổng số", "Đăng ký", "Được công nhận", "Tỷ lệ %"])
        sheet.append([1, "Gia đình học tập", "1.250", "1.100", 1010, "80,8"])
        sheet.append([2, "Dòng họ học tập", 12, 9, 8, "66,67"])
        sheet.append([3, "Cộng đồng học tập", 7, 7, "-", 0])

    store = store_with(tmp_path, dh__xlsx=book(Sheet1=titles))
    assert kinds(counted(store)) == []
    assert figure(tmp_path, "learning_families") == (1010, 1250, 0)
    assert figure(tmp_path, "learning_families_registered") == (1100, 1250, 0)
    assert figure(tmp_path, "learning_clans") == (8, 12, 0)
    assert figure(tmp_path, "learning_communities") == (0, 7, 0)


def test_year_against_year(tmp_path):
    ages = by_single_years()
    store = store_with(tmp_path, x__xlsx=book(XMC=lambda s: cmc_3(s, ages, apart=True)))
    counted(store)
    after = tmp_path / "data/raw/thu/2025"
    after.mkdir()

    def next_year(sheet, told):
        cmc_3(sheet, told, apart=True)
        sheet["A1"] = "Biểu XMC-3 năm 2025"

    book(XMC=lambda s: next_year(s, ages)).save(after / "y.xlsx")
    assert kinds(counted(store, "2025")) == ["form_same_as_before"]
    moved = {age: ages.get(age - 1, ages[15]) for age in ages}
    moved[40] = (250, *moved[40][1:])  # 139 were 39 the year before
    book(XMC=lambda s: next_year(s, moved)).save(after / "y.xlsx")
    (told,) = counted(store, "2025").clean.findings
    assert (told.kind, told.found) == ("form_cohort_differs", "250")
    assert "139 người" in told.detail and "x.xlsx › XMC" in told.detail


def test_beside_a_register_forms_are_not_counted(tmp_path):
    lines = [{"number": n, "khom": "Khóm 1", "birth_year": 1990, "given_name": f"S{n}"} for n in range(40)]
    store = store_with(tmp_path, a__xlsx=book(A=cmc_1))
    write_workbook(tmp_path / "data/raw/thu/2024/so.xlsx", {"DATA": register_rows(lines)})
    cleaned = counted(store)
    assert [f.file for f in cleaned.clean.findings if f.kind == "form_beside_register"] == ["a.xlsx"]
    assert cleaned.door == "register"
    assert figure(tmp_path, "xmc1_15_60")[1] < 100
