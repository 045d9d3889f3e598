"""What ``xhht template`` writes: blank workbooks, or such as tell each unit what it reported a year ago."""

import os
import stat

import pytest
from click.testing import CliRunner

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.commands.cli import main
from xhht_analysis.forms.writer import write_workbook
from xhht_analysis.sources.workbook import read_sheets

BEFORE = Period(2023)
PRIVATE = "data/processed/an-thu/2024/private/bieu-mau"


@pytest.fixture
def root(tmp_path, monkeypatch):
    raw = tmp_path / "data" / "raw" / "an-thu"
    (raw / "2023").mkdir(parents=True)
    (tmp_path / "outputs").mkdir()
    (tmp_path / "notebooks").mkdir()
    (raw / "area.toml").write_text('name = "An Thử"\nkind = "xã"\nkhom = ["Khóm 1", "Khóm 2"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report_of_2023(root):
    area = load_area(root / "data" / "raw" / "an-thu", BEFORE.reference_date)
    path = root / "data" / "raw" / "an-thu" / "2023" / "k1.xlsx"
    values = {"citizens": [{"adults": 1300, "citizens": 3}]}
    write_workbook(path, area=area, unit=area.units[0], period=BEFORE, values=values)


def written(root, *words):
    ended = CliRunner().invoke(main, ["template", "an-thu", *words], catch_exceptions=False)
    return root / ended.stdout.splitlines()[1]


def citizens(path):
    return next(sheet.rows[4:] for sheet in read_sheets(path) if sheet.name == "Công dân học tập")


def test_without_reports_of_a_year_ago_they_are_blank(root):
    folder = written(root, "2024")
    assert folder == root / "outputs" / "an-thu" / "2024" / "bieu-mau"
    assert citizens(folder / "khom-1.xlsx") == [["Khóm 1", "", ""]]


def test_a_units_own_figures_of_a_year_ago_stay_in_the_private_folder(root):
    report_of_2023(root)
    folder = written(root, "2024")
    assert folder == root / PRIVATE
    rows = citizens(folder / "khom-1.xlsx")
    assert [[cell for cell in row if cell] for row in rows] == [
        ["Khóm 1", 1300],  # how many grown-ups there are is filled in, who is a learning citizen is not
        ["Kỳ trước", "(1.300)", "(3)"],
    ]
    assert citizens(folder / "khom-2.xlsx") == [["Khóm 2", "", ""]]
    assert list((root / "outputs").rglob("*.xlsx")) == []
    if os.name != "nt":
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700


def test_half_a_year_is_compared_with_half_a_year_and_one_place_with_itself(root):
    report_of_2023(root)
    folder = written(root, "2024-H1")  # what stays as it was is of whatever period was last
    assert citizens(folder / "khom-1.xlsx") == [["Khóm 1", 1300, ""]]
    assert list((root / "outputs").rglob("*.xlsx")) == []
    area = root / "data" / "raw" / "an-thu" / "area.toml"
    area.write_text(area.read_text("utf-8") + '[[change]]\ndate = 2024-07-01\nname = "An Mới"\n', "utf-8")
    assert written(root, "2024") == root / "outputs" / "an-thu" / "2024" / "bieu-mau"
