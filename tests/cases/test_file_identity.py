"""What each file of a period is taken for, and what then counts: from the files to people and states."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cleaning.registers import child, register_rows, without, write_workbook
from tests.sources.look_alikes import DOUBTFUL, SURE
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.commands.cli import main
from xhht_analysis.intake.cleaned import clean_period
from xhht_analysis.running.pipeline import grave

CASES = Path(__file__).parent
AREA = 'name = "Thử"\nkhom = ["Khóm 1", "Khóm 2", "Khóm 3"]\n'
GIVEN = ("An", "Bình", "Chi", "Dũng", "Em", "Giang", "Hòa", "Khánh", "Lan", "Minh")


def person(n, **cells):
    """One of sixty people in three khóm, born from 1945 on."""
    return child(
        n, khom=f"Khóm {1 + n % 3}", family_name=f"Lê Thử {n // 10}", given_name=GIVEN[n % 10],
        birth_day=1 + n % 28, birth_month=1 + n % 12, birth_year=1945 + n, class_now="", level="THCS",
        form_number=f"{n // 4:03d}", ethnicity="Kinh",
    ) | cells  # fmt: skip


PEOPLE = [person(n) for n in range(60)]


class Commune:
    """An area with one period's folder to put files into."""

    def __init__(self, root, period="2024", area=AREA):
        self.root, self.period = root, Period.parse(period)
        self.folder = root / "data" / "raw" / "thu" / period
        self.folder.mkdir(parents=True)
        (self.folder.parent / "area.toml").write_text(area, encoding="utf-8")

    def put(self, name, people=PEOPLE, sheet="DATA", **options):
        return write_workbook(self.folder / name, {sheet: register_rows(people, **options)})

    def answer(self, *entries):
        """Entries of files.toml: a file's name and the lines about it."""
        blocks = []
        for name, *lines in entries:
            digest = hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
            blocks.append("\n".join(["[[file]]", f'hash = "{digest[:12]}"', *lines]))
        (self.folder / "files.toml").write_text("\n".join(blocks), encoding="utf-8")

    def read(self):
        result = clean_period(Store(self.root), "thu", self.period)
        clean = result.clean
        assert clean.rows_read == len(clean.people) + sum(clean.aside.values())
        return result


@pytest.fixture
def commune(tmp_path):
    return Commune(tmp_path)


def states(result):
    return {file.name: file.state for file in result.files if not file.name.endswith(".toml")}


def kinds(result, severity="mend"):
    return sorted(f.kind for f in result.clean.findings if f.severity == severity)


def case(root, name):
    folder = root / "data" / "raw" / "thu"
    shutil.copytree(CASES / name, folder)
    return clean_period(Store(root), "thu", Period(2024))


# The cases of a clerk's year


def test_a_register_from_which_those_who_left_were_deleted_replaces_the_one_before(tmp_path):
    result = case(tmp_path, "F01-superseded-register")
    assert len(result.clean.people) == 50
    assert kinds(result) == ["version_superseded"]
    assert set(states(result).values()) == {"counted", "set_aside"}
    (told,) = (f for f in result.clean.findings if f.kind == "version_superseded")
    assert told.file == "DATA Phu My 9-2024.xlsx"
    assert told.detail == (
        "“DATA Phu My 10-2024 (da xoa nguoi chuyen di).xlsx”: 50 người có ở cả hai, "
        "trong đó 0 người ghi khác; 10 người chỉ có ở đây, 0 người chỉ có ở kia"
    )


def test_a_mended_birth_is_the_same_person(tmp_path):
    people = case(tmp_path, "F02-corrected-birth-counted-twice").clean.people
    assert len(people) == 61
    assert people.loc[people["name"] == "Võ Minh T4 Em", "birth_year"].tolist() == [1990]


def test_of_two_years_the_one_of_the_period_counts(tmp_path):
    result = case(tmp_path, "F03-old-years-file-wins")
    people = result.clean.people
    assert (len(people), set(people["birth_year"] + people["age"])) == (60, {2024})
    assert kinds(result) == ["version_superseded"]


def test_a_forgotten_cover(tmp_path):
    result = case(tmp_path, "F07-cover-forgotten")
    assert result.reports.files == {}
    assert kinds(result) == ["unit_disputed", "unit_versions"]
    assert states(result) == {"khom 1.xlsx": "version", "khom 2.xlsx": "version"}
    folder = tmp_path / "data" / "raw" / "thu" / "2024"
    digest = hashlib.sha256((folder / "khom 2.xlsx").read_bytes()).hexdigest()
    (folder / "files.toml").write_text(f'[[file]]\nhash = "{digest}"\nunit = "Khóm 2"\n', encoding="utf-8")
    result = clean_period(Store(tmp_path), "thu", Period(2024))
    workers = result.reports.tables["workers"].set_index("khom")["working_age"].to_dict()
    assert workers == {"Khóm 1": 1000, "Khóm 2": 900}
    assert set(kinds(result)) == {"unit_sheet_blank"}


def test_two_files_of_a_unit_that_cannot_be_read(commune):
    commune.put("DATA.xlsx")
    for name in ("khom 2.xlsx", "khom 2 sua.xlsx"):
        (commune.folder / name).write_bytes(b"PK\x03\x04 cut short")
    result = commune.read()
    assert [(file.name, file.role, file.state) for file in result.files] == [
        ("DATA.xlsx", "phiếu điều tra 1", "counted"),
        ("khom 2 sua.xlsx", "báo cáo Khóm 2", "unread"),
        ("khom 2.xlsx", "báo cáo Khóm 2 (tệp 2)", "unread"),
    ]
    assert result.reports.unread == {"khom-2"}


# Look-alikes beside a register


def write_lists(commune, lists):
    for number, (name, rows, *_) in enumerate(lists.values()):
        write_workbook(commune.folder / f"danh sach {number}.xlsx", {name: rows})


def test_lists_of_other_kinds_change_nothing(commune):
    commune.put("dieu tra.xlsx")
    write_lists(commune, SURE)
    result = commune.read()
    assert (len(result.clean.people), grave(result.clean.findings)) == (60, False)
    assert [f.kind for f in result.clean.findings] == ["file_other"] * len(SURE)
    assert {f.detail for f in result.clean.findings} == {kind for *_, kind in SURE.values()}
    assert sorted(states(result).values()) == ["counted", *["other"] * len(SURE)]
    assert result.questions == []


def test_doubtful_lists_are_asked_about_once(commune):
    commune.put("dieu tra.xlsx")
    write_lists(commune, DOUBTFUL)
    result = commune.read()
    assert (len(result.clean.people), kinds(result)) == (60, ["file_doubtful"] * len(DOUBTFUL))
    assert sorted(states(result).values()) == ["counted", *["doubtful"] * len(DOUBTFUL)]
    # the printed lines are what the program reads
    (commune.folder / "files.toml").write_text("\n\n".join(result.questions), encoding="utf-8")
    result = commune.read()
    assert (len(result.clean.people), grave(result.clean.findings)) == (60, False)
    assert sorted(states(result).values()) == ["counted", *["other"] * len(DOUBTFUL)]


def test_a_list_answered_as_a_register_counts_and_nobody_twice(commune):
    """Twenty pupils of whom fifteen are in the register: five people more."""
    commune.put("dieu tra.xlsx")
    pupils = [person(n) for n in range(45, 60)] + [person(n) for n in range(100, 200, 20)]
    fields = (
        "number",
        "family_name",
        "given_name",
        "birth_day",
        "birth_month",
        "birth_year",
        "female",
        "class_now",
    )
    commune.put("lop 9.xlsx", pupils, "DATA", fields=fields)
    assert states(commune.read())["lop 9.xlsx"] == "doubtful"
    commune.answer(("lop 9.xlsx", 'is = "register"'))
    result = commune.read()
    assert (len(result.clean.people), kinds(result)[-2:]) == (0, ["versions", "versions"])
    commune.answer(("lop 9.xlsx", 'is = "register"', "use = true"), ("dieu tra.xlsx", "use = true"))
    assert len(commune.read().clean.people) == 65


def test_check_prints_the_lines_and_ends_with_1_until_they_are_answered(commune, monkeypatch, capsys):
    commune.put("dieu tra.xlsx")
    write_lists(commune, DOUBTFUL)
    monkeypatch.setenv("XHHT_ROOT", str(commune.root))

    def check():
        with pytest.raises(SystemExit) as ended:
            main(["check", "thu", "2024"])
        return ended.value.code, capsys.readouterr().out

    code, said = check()
    assert (code, said.count("[[file]]")) == (1, len(DOUBTFUL))
    assert "data/raw/thu/2024/files.toml" in said
    commune.answer(*((f"danh sach {n}.xlsx", 'is = "other"') for n in range(len(DOUBTFUL))))
    assert check()[0] == 0


def test_a_doubtful_sheet_beside_a_register_is_asked_about(commune):
    name, rows = DOUBTFUL["nhân khẩu"]
    write_workbook(commune.folder / "tong.xlsx", {"Phiếu": register_rows(PEOPLE), "Hộ khẩu": rows})
    result = commune.read()
    assert (len(result.clean.people), states(result)) == (60, {"tong.xlsx": "doubtful"})
    assert [file.role for file in result.files] == ["một trang của phiếu điều tra"]
    (commune.folder / "files.toml").write_text("\n".join(result.questions), encoding="utf-8")
    result = commune.read()
    assert (len(result.clean.people), grave(result.clean.findings)) == (60, False)
    assert states(result) == {"tong.xlsx": "counted"}


@pytest.mark.parametrize(("answer", "people"), [('aside = "nháp"', 40), ('is = "register"', 60)])
def test_a_sheet_of_people_that_data_lacks_is_asked_about(commune, answer, people):
    sheets = {"DATA": register_rows(PEOPLE[:40]), "Khóm mới": register_rows(PEOPLE[32:])}
    write_workbook(commune.folder / "tong.xlsx", sheets)
    result = commune.read()
    assert (states(result), kinds(result)) == ({"tong.xlsx": "doubtful"}, ["sheet_more_people"])
    commune.answer(("tong.xlsx", 'sheet = "Khóm mới"', answer))
    result = commune.read()
    assert (len(result.clean.people), states(result), kinds(result)) == (
        people,
        {"tong.xlsx": "counted"},
        [],
    )


def test_a_blank_form_beside_a_register_is_a_note(commune):
    commune.put("DATA.xlsx")
    commune.put("mau.xlsx", [], "MauNhapLieu")
    result = commune.read()
    assert (len(result.clean.people), grave(result.clean.findings)) == (60, False)
    assert [(f.kind, f.file) for f in result.clean.findings] == [("register_blank", "mau.xlsx")]


@pytest.mark.parametrize("rows", [[], [{"number": n} for n in range(1, 9)]])
def test_a_blank_form_alone_is_nothing_to_count(commune, monkeypatch, capsys, rows):
    commune.put("mau.xlsx", rows, "MauNhapLieu")
    monkeypatch.setenv("XHHT_ROOT", str(commune.root))
    with pytest.raises(SystemExit) as ended:
        main(["check", "thu", "2024"])
    assert ended.value.code == 2
    assert ("mau.xlsx: Phiếu điều tra chưa ghi người nào" in capsys.readouterr().err) == (not rows)


def test_a_list_of_another_kind_has_not_the_role_of_a_register(commune):
    commune.put("dieu tra.xlsx")
    name, rows, _ = SURE["hộ nghèo"]
    write_workbook(commune.folder / "DATA ho dan ngheo.xlsx", {name: rows})
    roles = {file.name: file.role for file in commune.read().files}
    assert roles == {"dieu tra.xlsx": "phiếu điều tra 1", "DATA ho dan ngheo.xlsx": "tệp khác 1"}


# Versions


def test_the_communes_file_beside_those_of_the_khom_that_it_was_made_from(commune):
    commune.put("DATA.xlsx")
    for khom in (1, 2, 3):
        of_khom = [p for p in PEOPLE if p["khom"] == f"Khóm {khom}"]
        commune.put(
            f"khom {khom}.xlsx", of_khom, "MauNhapLieu", fields=without("khom"), titles=[["Năm 2024"]]
        )
    result = commune.read()
    assert (len(result.clean.people), kinds(result)) == (60, ["version_same"] * 3)
    assert states(result) == {"DATA.xlsx": "counted"} | {f"khom {n}.xlsx": "same" for n in (1, 2, 3)}


def changed_commune(commune):
    commune.put("DATA.xlsx", [person(n, level="THPT") if n == 4 else person(n) for n in range(60)])
    for khom in (1, 2, 3):
        commune.put(f"khom {khom}.xlsx", [p for p in PEOPLE if p["khom"] == f"Khóm {khom}"])


def test_where_they_differ_nobody_is_counted_until_the_clerk_says(commune):
    changed_commune(commune)
    result = commune.read()
    assert (len(result.clean.people), kinds(result)) == (0, ["versions"] * 4)
    assert set(states(result).values()) == {"version"}
    assert len(result.questions) == 4
    told = {f.file: f.detail for f in result.clean.findings}
    assert told["khom 2.xlsx"] == (
        "“DATA.xlsx”: 20 người có ở cả hai, trong đó 1 người ghi khác; "
        "0 người chỉ có ở đây, 40 người chỉ có ở kia"
    )


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        (("DATA.xlsx", "use = true"), 4),
        (("DATA.xlsx", 'aside = "bản nháp"'), 3),
        (("khom 1.xlsx", "use = true"), 3),
    ],
)
def test_one_answer_settles_them(commune, answer, level):
    changed_commune(commune)
    commune.answer(answer)
    result = commune.read()
    people = result.clean.people
    assert (len(people), kinds(result)) == (60, [])
    assert people.loc[people["birth_year"] == 1949, "level_finished"].tolist() == [level]
    assert "version" not in states(result).values()


def test_versions_without_a_certain_order(commune):
    commune.put("DATA.xlsx")
    commune.put("DATA moi.xlsx", PEOPLE[10:])
    assert set(states(commune.read()).values()) == {"version"}


def test_versions_that_differ_in_everybodys_khom(commune):
    commune.put("DATA.xlsx")
    commune.put("DATA moi.xlsx", [person(n, khom=f"Khóm {1 + (n + 1) % 3}") for n in range(60)])
    result = commune.read()
    assert (len(result.clean.people), kinds(result)) == (0, ["versions"] * 2)
    told = {f.detail for f in result.clean.findings}
    assert any("trong đó 60 người ghi khác" in detail for detail in told)


def test_the_same_khom_in_other_words_is_no_difference(commune):
    commune.put("DATA.xlsx")
    commune.put("Copy of DATA.xlsx", [p | {"khom": p["khom"].replace("Khóm ", "K0")} for p in PEOPLE])
    result = commune.read()
    assert (len(result.clean.people), kinds(result)) == (60, ["version_same"])


@pytest.mark.parametrize("fuller", ["a.xlsx", "z.xlsx"])
def test_of_copies_the_one_with_more_columns_counts(commune, fuller):
    commune.put("DATA.xlsx", fields=without("disability_sight"))
    commune.put(fuller, [person(n, disability_sight="x" if n < 7 else "") for n in range(60)])
    result = commune.read()
    assert (len(result.clean.people), kinds(result)) == (60, ["version_same"])
    assert states(result) == {fuller: "counted", "DATA.xlsx": "same"}
    assert (result.clean.people["disabled"] == True).sum() == 7  # noqa: E712


def test_copies_that_have_each_a_column_of_its_own_are_asked_about(commune):
    commune.put("DATA.xlsx", [person(n, stay_state="Chết") for n in range(60)], fields=without("level"))
    commune.put("DATA moi.xlsx", fields=without("stay_state"))
    assert set(states(commune.read()).values()) == {"version"}


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_file_of_ten_mended_people_is_asked_about_and_can_go_before(commune, suffix):
    commune.put("DATA.xlsx")
    mended = [person(n, birth_year=1999) for n in range(9)] + [person(9, circumstance="chuyển đi")]
    if suffix == "xlsx":
        commune.put("sua.xlsx", mended)
    else:
        with (commune.folder / "sua.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(register_rows(mended))
    assert set(states(commune.read()).values()) == {"version"}
    commune.answer(("DATA.xlsx", "use = true"), (f"sua.{suffix}", "use = true"))
    result = commune.read()
    people = result.clean.people
    assert (len(people), (people["birth_year"] == 1999).sum()) == (59, 10)  # one of them was born then anyway
    assert "versions_joined" in {finding.kind for finding in result.clean.findings}  # never in silence


def test_a_few_people_in_two_khom_are_no_versions(commune):
    commune.put("khom 1.xlsx", [person(n, khom="Khóm 1", parents="A") for n in range(20)])
    commune.put("khom 2.xlsx", [person(n, khom="Khóm 2", parents="A") for n in range(17, 40)])
    result = commune.read()
    assert (len(result.clean.people), set(kinds(result))) == (43, {"person_in_two_khom"})
    assert set(states(result).values()) == {"counted"}


# Year and commune


@pytest.mark.parametrize(
    ("period", "year", "state", "people", "mend"),
    [
        ("2024", 2024, "counted", 60, []),
        ("2024", 2023, "doubtful", 0, ["year_differs"]),
        ("2024", 2025, "doubtful", 0, ["year_differs"]),
        ("2024-H1", 2023, "counted", 60, []),
        ("2024-H1", 2024, "counted", 60, []),
        ("2024-H1", 2022, "doubtful", 0, ["year_differs"]),
        ("2024", "", "counted", 60, ["year_missing"]),
    ],
)
def test_the_survey_year_of_a_period(tmp_path, period, year, state, people, mend):
    commune = Commune(tmp_path, period)
    commune.put("dieu tra.xlsx", year=year)
    result = commune.read()
    assert (states(result)["dieu tra.xlsx"], len(result.clean.people)) == (state, people)
    assert kinds(result) == mend
    assert ("year_before" in kinds(result, "note")) == (period == "2024-H1" and year == 2023)


def test_a_mistyped_year_is_answered(commune):
    commune.put("dieu tra.xlsx", year=2042)
    commune.answer(("dieu tra.xlsx", "year = 2024"))
    result = commune.read()
    assert (set(result.clean.people["birth_year"] + result.clean.people["age"]), kinds(result)) == (
        {2024},
        [],
    )


def test_a_half_year_takes_the_later_of_two_years_it_may_have(tmp_path):
    commune = Commune(tmp_path, "2024-H1")
    commune.put("a.xlsx", year=2023)
    commune.put("b.xlsx", year=2024)
    result = commune.read()
    assert states(result) == {"a.xlsx": "set_aside", "b.xlsx": "counted"}
    assert result.clean.survey_years == (2024,)


PHU_MY = (
    'name = "Phú Mỹ"\nkind = "thị trấn"\ncode = "30406"\n[[change]]\ndate = 2025-07-01\nname = "Phú Tân"\n'
)


@pytest.mark.parametrize(
    ("title", "ours"),
    [
        ("UBND XÃ PHÚ HƯNG", False),
        ("Xã Phú Hưng, huyện Phú Tân, tỉnh An Giang", False),
        ("Phường 2", False),
        ("XA PHU HUNG", False),
        ("Thị trấn Phú Mĩ", True),
        ("TT Phú Mỹ", True),
        ("UBND THỊ TRẤN PHÚ MỸ NĂM 2024", True),
        ("Xã Phú Tân", True),
        ("thị trấn Phủ Mỹ", False),
        ("BAN CHỈ ĐẠO XÂY DỰNG XÃ HỘI HỌC TẬP", True),
        ("Kết quả các xã, phường, thị trấn", True),
        ("Thị xã Tân Châu", True),
    ],
)
def test_a_title_that_names_another_commune(tmp_path, title, ours):
    commune = Commune(tmp_path, area=PHU_MY)
    commune.put("dieu tra.xlsx", [person(n, address="xã Phú Hưng") for n in range(30)], titles=[[title]])
    result = commune.read()
    assert len(result.clean.people) == (30 if ours else 0)
    assert states(result)["dieu tra.xlsx"] == ("counted" if ours else "doubtful")
    assert ("file_other_area" in kinds(result)) == (not ours)
    if not ours:
        commune.answer(("dieu tra.xlsx", 'is = "register"'))
        assert len(commune.read().clean.people) == 30


@pytest.mark.parametrize(
    ("fact", "ours"),
    [
        (["Xã", "Phú Hưng"], False), (["Xã/phường/thị trấn:", "Thị trấn Phú Mỹ"], True),
        (["Mã xã", 30409], False), (["Mã xã", "030406"], True), (["", "Xã Phú Hưng"], False),
    ],
)  # fmt: skip
def test_a_sheet_of_facts_that_names_another_commune(tmp_path, fact, ours):
    commune = Commune(tmp_path, area=PHU_MY)
    write_workbook(
        commune.folder / "a.xlsx", {"DATA": register_rows(PEOPLE), "THONG_TIN": [["Thông tin"], fact]}
    )
    assert len(commune.read().clean.people) == (60 if ours else 0)


# files.toml


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[file]]\nhash = "abc"\nis = "other"', "mục 1: “hash” phải là ít nhất 12"),
        ('[[file]]\nhash = "0123456789ab"\nis = "regster"', "Có phải ý là “register”?"),
        ('[[file]]\nhash = "0123456789ab"\nues = true', "không có mục “ues”"),
        ('[[file]]\nhash = "0123456789ab"', "chưa có câu trả lời"),
        (
            '[[file]]\nhash = "0123456789ab"\nuse = "có"',
            "“use” (Tính bản này, không tính các bản khác) phải là true hoặc false",
        ),
        ('[[file]]\nhash = "0123456789ab"\nuse = true\naside = "cũ"', "“use” trái với"),
        (
            '[[file]]\nhash = "0123456789ab"\nyear = "2024"',
            "“year” (Số liệu của năm nào) phải là số nguyên từ 1990 đến 2100",
        ),
        ('hash = "0123456789ab"', "[[file]]"),
        ('[[file]]\nhash = "0123456789ab"\nis = "other"\n' * 2, "tệp này đã có ở mục 1"),
    ],
)
def test_a_wrong_answer_is_told(commune, text, said):
    commune.put("dieu tra.xlsx")
    (commune.folder / "files.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        commune.read()
    assert said in str(error.value)
    assert "thu/2024/files.toml" in str(error.value) or "2024/files.toml" in str(error.value)


def test_an_answer_about_a_file_that_has_gone_is_a_note(commune):
    commune.put("dieu tra.xlsx")
    (commune.folder / "files.toml").write_text(
        '[[file]]\nhash = "0123456789ab"\nis = "other"', encoding="utf-8"
    )
    result = commune.read()
    assert (len(result.clean.people), kinds(result), kinds(result, "note")) == (60, [], ["answer_stale"])


def test_a_broken_file_may_be_set_aside(commune):
    commune.put("dieu tra.xlsx")
    (commune.folder / "hong.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert states(commune.read())["hong.xlsx"] == "unread"
    commune.answer(("hong.xlsx", 'aside = "đã có tệp gửi lại"'))
    result = commune.read()
    assert (states(result)["hong.xlsx"], grave(result.clean.findings)) == ("set_aside", False)


@pytest.mark.parametrize("format", ["xls", "ods"])
def test_versions_in_other_formats(commune, format):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    commune.put("DATA lan 1.xlsx")
    made = commune.put("DATA lan 2.xlsx", PEOPLE[5:])
    home = (commune.root / "lo").as_uri()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={home}", "--convert-to", format, str(made),
         "--outdir", str(commune.folder)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    made.unlink()
    result = commune.read()
    assert states(result) == {f"DATA lan 2.{format}": "counted", "DATA lan 1.xlsx": "set_aside"}
    assert len(result.clean.people) == 55
