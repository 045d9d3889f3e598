"""Printed forms beside the counts here: each cell that differs, and who may explain it, privately."""

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.cleaning.registers import register_rows, write_workbook
from tests.intake.printed import book, store_with
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.commands.cli import main
from xhht_analysis.running.compare import compare_with
from xhht_analysis.running.pipeline import process_period

YEAR = Period(2024)
MARK = "Zkmark"


def person(number: int, age: int, **boxes) -> dict:
    return {
        "number": number, "khom": "Khóm 1", "family_name": MARK, "given_name": f"S{number}",
        "birth_year": 2024 - age, "form_number": number, **boxes,
    }  # fmt: skip


@pytest.fixture
def store(tmp_path):
    """Twenty who can read, two of whom nothing is noted, one who finished grade 4; all aged 20."""
    store = store_with(tmp_path)
    people = [person(n, 20, level="TH") for n in range(1, 21)]
    people += [person(n, 20) for n in (21, 22)] + [person(23, 20, grade_finished=4)]
    write_workbook(store.raw / "thu" / "2024" / "so.xlsx", {"DATA": register_rows(people)})
    process_period(store, "thu", YEAR)
    return store


def printed(folder, level_1=21, level_2=22):
    def write(sheet):
        sheet.append(["Biểu CMC-4", None, None, None, None, None])
        sheet.append(["Độ tuổi", "Số người", "Mức 1", "%", "Mức 2", "%"])
        for band in ("15-25", "15-35", "15-60"):
            sheet.append([band, 23, level_1, None, level_2, None])

    path = folder / "in ra.xlsx"
    book(B=write).save(path)
    return path


def test_each_cell_and_the_people_behind_it(store, tmp_path):
    found = compare_with(store, "thu", YEAR, printed(tmp_path))
    assert (found.cells, found.differ, found.not_here, found.people) == (9, 3, 0, 2)
    assert found.path.stat().st_mode & 0o777 == 0o600 and "private" in found.path.parts
    cells, people = load_workbook(found.path)
    rows = [[cell.value for cell in row] for row in cells.iter_rows(min_row=2)]
    assert [row[2:3] + row[4:] for row in rows] == [
        ["E3", 22, 20, -2],
        ["E4", 22, 20, -2],
        ["E5", 22, 20, -2],
    ]
    told = [[cell.value for cell in row] for row in people.iter_rows(min_row=2)]
    assert [row[1] for row in told] == [f"{MARK} S21", f"{MARK} S22"]
    assert all("không ghi gì về học vấn" in row[3] and row[4] == "B!E3, B!E4, B!E5" for row in told)


def test_nothing_of_a_person_on_the_screen_or_in_outputs(store, tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(main, ["compare", "thu", "2024", str(printed(tmp_path))])
    assert said.exit_code == 0, said.output
    assert "9 ô có ở cả hai bên: 3 ô khác nhau" in said.output and "private/doi-chieu.xlsx" in said.output
    assert MARK not in said.output
    assert not list((tmp_path / "outputs").rglob("*")) if (tmp_path / "outputs").exists() else True


def test_the_same_on_both_sides(store, tmp_path):
    found = compare_with(store, "thu", YEAR, printed(tmp_path, 21, 20))
    assert (found.cells, found.differ, found.people) == (9, 0, 0)


def test_a_file_without_a_form(store, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="không có biểu thống kê"):
        compare_with(store, "thu", YEAR, path)
