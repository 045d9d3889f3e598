"""A clerk has the wheel, an empty folder and docs/huong-dan.md: the guide is followed to the letter."""

import csv
import re
import shlex
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.amount import MANY
from tests.support.small_commune import REPOSITORY
from tests.support.wheel import installed_wheel

GUIDE = REPOSITORY / "docs" / "huong-dan.md"
_BLOCK = re.compile(r"^## (?P<head>.+?)$|^```sh\n(?P<commands>.*?)^```$", re.M | re.S)


def steps():
    """Month by month: heading and commands of the guide's frames."""
    head, found = "", []
    for match in _BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        head = match["head"] or head
        if match["commands"]:
            found.append((head, match["commands"].splitlines()))
    return found


def fill(templates: Path, received: Path) -> None:
    """What the units send in: typed by hand, under names of their own, one of them not at all."""
    # ấp 1: thousands with a point, a number as text, blanks around it
    book = openpyxl.load_workbook(templates / "ap-1.xlsx")
    book["Bìa"]["B7"] = "3/6/2026"
    typed = {"Người trong độ tuổi lao động": "1.200", "Có năng lực thông tin": " 480 "}
    row_of(book["Lao động và năng lực"], "Ấp 1", typed | {"Có kỹ năng sống": 600})
    row_of(book["Công dân học tập"], "Ấp 1", {"Người từ 18 tuổi": 1300, "Đạt công dân học tập": "650"})
    book.create_sheet("Ghi nháp")["A1"] = "gọi lại tổ 4"
    book.save(received / "BC ap 1 (moi) - Copy.xlsx")
    # ấp 2: a sheet moved to the front, hidden columns, a figure left blank
    book = openpyxl.load_workbook(templates / "ap-2.xlsx")
    book["Bìa"]["B7"] = "02.06.2026"
    sheet = book["Lao động và năng lực"]
    row_of(sheet, "Ấp 2", {"Người trong độ tuổi lao động": 800, "Có năng lực thông tin": "320 người"})
    sheet.column_dimensions["H"].hidden = True
    book.move_sheet(sheet, -3)
    book.save(received / "ap2.xlsx")
    # the school: only what it knows
    book = openpyxl.load_workbook(templates / "truong-thcs-b.xlsx")
    book["Bìa"]["B7"] = "1/6/2026"
    typed = {"Số học sinh, trẻ": 400, "Học kỹ năng sống": 380, "Quản lý dạy học trên môi trường số": "Có"}
    row_of(book["Trường học"], "Trường THCS B", typed)
    book.save(received / "thcs b gui.xlsx")


def row_of(sheet, name, values):
    """Types into the row that the form prescribes, below the headings."""
    line = next(row[0].row for row in sheet.iter_rows() if row[0].value == name)
    headings = next(
        {str(cell.value): cell.column for cell in row if cell.value}
        for row in sheet.iter_rows(max_row=line)
        if {str(cell.value) for cell in row} >= set(values)
    )
    for heading, value in values.items():
        sheet.cell(line, headings[heading]).value = value


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The project after the guide, and what every command ended in and said."""
    wheel, folder, ended = installed_wheel(tmp_path_factory), tmp_path_factory.mktemp("clerk"), {}
    for head, commands in steps():
        if head.startswith("Đầu tháng 6"):
            period = "phu-tan/2026-H1"
            fill(folder / "outputs" / period / "bieu-mau", folder / "data" / "raw" / period)
        for line in commands:
            program, *words = shlex.split(line)
            if program == "cd":
                folder = folder / words[0]
                continue
            assert program == "xhht", line
            ran = wheel.run(folder, *words)
            ended[line] = ran.returncode, ran.stdout, ran.stderr
            assert "Traceback" not in ran.stderr
    return folder, ended


def test_every_command_of_the_guide_does_its_work(followed):
    """A unit that sent nothing and a blank are what `check` tells: 1; all else is done."""
    _, ended = followed
    wanted = {line: 1 if line.startswith("xhht check") else 0 for line in ended}
    assert {line: code for line, (code, _, _) in ended.items()} == wanted, ended
    assert len(wanted) >= 8


def test_the_report_has_the_figures_that_the_units_typed(followed):
    """Ấp 1: 480 of 1.200; 320 that ấp 2 typed with a word behind is not guessed: of its 800 nobody knows."""
    folder, ended = followed
    report = folder / "outputs" / "phu-tan" / "2026-H1"
    made = {path.name for path in report.iterdir()}
    assert {"index.html", "tong-hop.html", "bao-cao.docx", "chi-tieu.xlsx"} <= made
    with (report / "chi-tieu.csv").open(encoding="utf-8-sig", newline="") as table:
        counts = {
            row["indicator"]: (row["numerator"], row["denominator"], row["unknown"])
            for row in csv.DictReader(table)
            if not row["khom"]
        }
    assert counts["information_competence"] == ("480", "1200", "800")
    assert counts["life_skill_pupils"] == ("380", "400", "0")
    assert (
        "ap2.xlsx › Lao động và năng lực › C5: Không phải số nguyên" in ended["xhht check phu-tan 2026-H1"][1]
    )
    page = (report / "tong-hop.html").read_text("utf-8")
    assert "xã Phú Tân" in page
    assert "322/KH-UBND" not in page
    assert "thị trấn" not in page


def test_nothing_of_the_clone_was_used(followed):
    folder, ended = followed
    told = "".join(out + err for _, out, err in ended.values())
    assert str(REPOSITORY) not in told


def test_the_backup_holds_what_was_received_and_described(followed):
    folder, ended = followed
    path = Path(ended["xhht backup"][1].splitlines()[-1])
    assert path.is_relative_to(folder / "sao-luu")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    assert {
        "data/raw/phu-tan/area.toml",
        "data/raw/phu-tan/plan-2026.toml",
        "data/raw/phu-tan/2026-H1/ap2.xlsx",
    } <= names


def test_two_commands_give_the_sample_its_reports(tmp_path_factory):
    """`pip install`, then `xhht init … --sample` and `xhht run`: here of the shortest period alone.

    At the desk it is checked instead: that the wheel makes reports is seen above.
    """
    wheel, folder = installed_wheel(tmp_path_factory), tmp_path_factory.mktemp("visitor")
    assert wheel.run(folder, "init", "thử xem", "--sample").returncode == 0
    project = folder / "thử xem"
    ran = wheel.run(
        project, *(("run", "phu-my", "--period", "2023") if MANY else ("check", "phu-my", "2023"))
    )
    assert (ran.returncode, ran.stderr) == (0 if MANY else 1, ""), ran.stdout + ran.stderr
    made = "outputs/phu-my/2023/tong-hop.html" if MANY else "data/processed/phu-my/2023/private/can-sua.xlsx"
    assert (project / made).is_file()
