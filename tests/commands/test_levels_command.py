"""``xhht levels FIGURES.csv [--as-of DATE] [--json]``."""

import json

import pytest
from click.testing import CliRunner

from xhht_analysis.commands.cli import main
from xhht_analysis.standards.levels import levels_report, levels_text

FIGURES = """\
area,period,indicator,numerator,denominator,percent
Phú Mỹ,2024,xmc1_15_35,"5.000","5.200","96,15%"
Phú Mỹ,2024,xmc2_15_60,8951,10000,
Phú Thạnh,2024-H1,xmc2_15_60,,,90.00
"""


@pytest.fixture
def figures(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(FIGURES, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["levels", *map(str, arguments)])


def test_the_screen_shows_the_text(figures):
    result = run(figures)
    assert (result.exit_code, result.output.strip()) == (0, levels_text(levels_report(figures)))


def test_json_is_the_report(figures):
    result = run(figures, "--json")
    assert (result.exit_code, json.loads(result.output)) == (0, levels_report(figures))


def test_as_of_chooses_the_rules(figures):
    result = run(figures, "--json", "--as-of", "2014-05-14")
    nothing = {"proven": None, "possible": None}
    assert [entry["levels"]["xmc"] for entry in json.loads(result.output)] == [nothing, nothing]


def test_a_faulty_row_is_told_with_its_file_and_line_and_the_others_are_judged(figures):
    whole = run(figures).output
    figures.write_text(FIGURES + "Phú Mỹ,2024,mn5_in_class,,,97,78\n", encoding="utf-8")
    result = run(figures)
    assert result.exit_code == 1
    assert "Tệp “figures.csv” có 1 chỗ phải sửa:\n- dòng 5, có 7 ô mà tiêu đề chỉ có 6 cột" in result.stderr
    assert "Traceback" not in result.output
    assert whole.splitlines()[:6] == result.stdout.splitlines()[:6]
    (first, second) = json.loads(run(figures, "--json").stdout)
    assert first["levels"]["xmc"] == {"proven": 1, "possible": 1}
    assert first["notes"][0].startswith("Dòng 5 bị loại: có 7 ô mà tiêu đề chỉ có 6 cột")
    assert second["notes"] == []


def test_a_file_in_which_no_row_is_right_is_refused(figures):
    figures.write_text(FIGURES.splitlines()[0] + "\nPhú Mỹ,2024,mn5_in_class,,,97,78\n", encoding="utf-8")
    result = run(figures)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "dòng 2, có 7 ô mà tiêu đề chỉ có 6 cột" in result.stderr
