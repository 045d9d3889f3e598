"""The recipe of an indicator, followed literally as CONTRIBUTING.md has it: figures in csv and on a page."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.support.small_commune import REGISTER, REPOSITORY, clean_environment, draw_little, write_commune

NAME, PLAN = "at_school_6_14", "data/raw/<area>/plan-<year>.toml"
AREA, PERIOD = REGISTER
#: By hand, of the small commune: three of 6 years, one of 9, three of 11, two of 13; all learn.
AT_SCHOOL = (9, 9)
MAIN = "from xhht_analysis.commands.cli import main; main()"


def blocks() -> dict[str, str]:
    """File → the lines that the recipe puts at its end."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = text.split("### Add an indicator with its clause")[1].split("\n### ")[0]
    found = re.findall(r"At the end of\s+`([^`]+)`:\n\n +```\w+\n(.*?)\n +```", recipe, re.DOTALL)
    return {path: textwrap.dedent(lines) + "\n" for path, lines in found}


@pytest.fixture
def project(tmp_path) -> Path:
    """The small commune with the usual threshold, beside a copy of the package with the recipe's lines."""
    root = write_commune(tmp_path / "project")
    draw_little(root, "summary")
    area = root / "data" / "raw" / AREA / "area.toml"
    area.write_text(area.read_text("utf-8").replace("smallest_count = 1\n", ""), encoding="utf-8")
    being_written = shutil.ignore_patterns("*.pyc.*")  # what is compiled already goes along
    shutil.copytree(REPOSITORY / "xhht_analysis", tmp_path / "xhht_analysis", ignore=being_written)
    for name, lines in blocks().items():
        path = area.with_name(f"plan-{PERIOD}.toml") if name == PLAN else tmp_path / name
        path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")
    return root


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``xhht`` with the package that lies beside the project."""
    return subprocess.run(
        [sys.executable, "-c", MAIN, *words], cwd=root, capture_output=True, encoding="utf-8", timeout=300,
        env=clean_environment() | {"PYTHONPATH": str(root.parent)}, check=False,
    )  # fmt: skip


def test_the_recipe_touches_two_files_of_the_package_and_the_plan():
    assert sorted(blocks()) == [
        PLAN,
        "xhht_analysis/indicators/catalogue.toml",
        "xhht_analysis/indicators/universal_education.py",
    ]


def test_the_new_indicator_is_in_the_csv_and_on_a_page_and_its_small_counts_are_not(project):
    done = run(project, "run", AREA)
    assert done.returncode in (0, 1), done.stderr

    made = project / "outputs" / AREA / PERIOD
    with (made / "chi-tieu.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == NAME]
    whole = [row for row in rows if not (row["khom"] or row["sex"] or row["group"])]
    assert [(row["clause"], row["numerator"], row["denominator"]) for row in whole] == [
        ("A9", *map(str, AT_SCHOOL))
    ]
    page = (made / "tong-hop.html").read_text(encoding="utf-8")
    assert "A9. Trẻ 6–14 tuổi đang đi học" in page
    assert "9 / 9" in page

    private = project / "data" / "processed" / AREA / PERIOD / "private" / "counts.csv"
    with private.open(encoding="utf-8", newline="") as file:
        counted = [row for row in csv.DictReader(file) if row["indicator"] == NAME]
    assert any(0 < int(row["numerator"]) < 5 for row in counted)  # there is something to suppress
    for row in rows:
        both = (row["numerator"], row["denominator"])
        part, whole = (None if number == "[c]" else int(number) for number in both)
        rest = None if part is None or whole is None else whole - part
        assert [count for count in (part, rest, whole) if count and 0 < count < 5] == []


def test_without_saying_whether_it_counts_persons_nothing_is_made(project):
    catalogue = project.parent / "xhht_analysis" / "indicators" / "catalogue.toml"
    before, entry = catalogue.read_text(encoding="utf-8").split(f"[{NAME}]")
    without = entry.replace("counts_persons = true\n", "")
    catalogue.write_text(f"{before}[{NAME}]{without}", encoding="utf-8")

    refused = run(project, "run")

    assert refused.returncode == 2
    assert refused.stderr == f"Chỉ số “{NAME}” trong catalogue.toml: thiếu “counts_persons”. Hãy ghi thêm.\n"
    assert not (project / "outputs").exists()
    assert not (project / "data" / "processed").exists()
