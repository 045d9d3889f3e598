"""A clerk has the wheel, an empty folder and docs/huong-dan.md: the guide is followed to the letter, from the
first day to the first workbooks of the next year.
"""

import csv
import re
import shlex
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cleaning.registers import child, register_rows, write_workbook
from tests.support.amount import IN_CI, MANY
from tests.support.small_commune import REPOSITORY
from tests.support.wheel import installed_wheel
from xhht_sample.communes import COMMUNES

GUIDE = REPOSITORY / "docs" / "huong-dan.md"
_BLOCK = re.compile(r"^## (?P<head>.+?)$|^```sh\n(?P<commands>.*?)^```$", re.M | re.S)
#: The day on which a month's commands are typed, for those that look at the clock.
DAYS = {"Đầu tháng 6": "2026-06-06", "Giữa tháng 6": "2026-06-15", "Tháng 11": "2026-12-06"}
_LOOK_AT_THE_CLOCK = ("status", "remind", "run", "bundle")
#: Started as a clerk starts them; all others find libraries loaded, and nothing of the program.
ON_ITS_OWN = ("init", "run", "backup")
#: Drawn again by the command that follows, or of a period that is looked at already: followed with many.
AGAIN = () if MANY else ("xhht run phu-tan", "xhht bundle 2026-H1")


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


def register(received: Path) -> None:
    """60 people born in 1986: of 45 the grade finished is 9, of 15 it is 3."""
    people = [
        child(n, khom=f"Ấp {1 + n % 2}", birth_year=1986, class_now="", grade_finished=9 if n > 15 else 3)
        for n in range(1, 61)
    ]
    write_workbook(received / "Phiếu PCGD.xlsx", {"DATA": register_rows(people, year=2026)})


def fill_year(templates: Path, received: Path) -> dict[str, object]:
    """In December ấp 1 alone sends, and mends two of the figures that it finds filled in; what it found."""
    book = openpyxl.load_workbook(templates / "ap-1.xlsx")
    sheet, other = book["Lao động và năng lực"], book["Công dân học tập"]
    found = {"workers": value_in(sheet, "Ấp 1", "Người trong độ tuổi lao động")}
    found["competent"] = value_in(sheet, "Ấp 1", "Có năng lực thông tin")
    book["Bìa"]["B7"] = "1/12/2026"
    row_of(sheet, "Ấp 1", {"Người trong độ tuổi lao động": 1250, "Có năng lực thông tin": 700})
    row_of(other, "Ấp 1", {"Người từ 18 tuổi": 1310, "Đạt công dân học tập": 900})
    book.save(received / "ấp 1 cả năm.xlsx")
    return found


def value_in(sheet, name, heading):
    line = next(row[0].row for row in sheet.iter_rows() if row[0].value == name)
    column = next(c.column for row in sheet.iter_rows(max_row=line) for c in row if c.value == heading)
    return sheet.cell(line, column).value


def next_plan(raw: Path) -> None:
    text = (raw / "plan-2026.toml").read_text("utf-8").replace("2026", "2027")
    (raw / "plan-2027.toml").write_text(text, encoding="utf-8")


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
    wheel, folder = installed_wheel(tmp_path_factory), tmp_path_factory.mktemp("clerk")
    with wheel.at_hand() as at_hand:
        return follow(folder, wheel.run, at_hand)


def follow(folder, on_its_own, at_hand):
    ended = {}
    for head, commands in steps():
        if head.startswith("Đầu tháng 6"):
            period = "phu-tan/2026-H1"
            fill(folder / "outputs" / period / "bieu-mau", folder / "data" / "raw" / period)
        if head.startswith("Tháng 9"):
            register(folder / "data" / "raw" / "phu-tan" / "2026")
        if head.startswith("Năm sau"):
            next_plan(folder / "data" / "raw" / "phu-tan")
        for line in commands:
            program, *words = shlex.split(line)
            if line in AGAIN:
                continue
            if words[0] in _LOOK_AT_THE_CLOCK:
                words += ["--as-of", next(day for month, day in DAYS.items() if head.startswith(month))]
            if line == "xhht status 2026":
                ended["found"] = fill_year(
                    folder / "data" / "processed" / "phu-tan" / "2026" / "private" / "bieu-mau",
                    folder / "data" / "raw" / "phu-tan" / "2026",
                )
            if program == "cd":
                folder = folder / words[0]
                continue
            assert program == "xhht", line
            ran = (on_its_own if words[0] in ON_ITS_OWN else at_hand)(folder, *words)
            ended[line] = ran.returncode, ran.stdout, ran.stderr
            assert "Traceback" not in ran.stderr
    return folder, ended.pop("found"), ended


def test_every_command_of_the_guide_does_its_work(followed):
    """A unit that sent nothing and a blank are what `check` tells: 1; all else is done."""
    _, _, ended = followed
    wanted = {line: 1 if line.startswith("xhht check phu-tan 2026") else 0 for line in ended}
    assert {line: code for line, (code, _, _) in ended.items()} == wanted, ended
    assert len(wanted) >= 17


def test_the_report_has_the_figures_that_the_units_typed(followed):
    """Ấp 1: 480 of 1.200; 320 that ấp 2 typed with a word behind is not guessed: of its 800 nobody knows."""
    folder, _, ended = followed
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


def test_in_november_the_workbooks_hold_what_seldom_changes_and_nothing_else(followed):
    """Of 1.200 workers it is taken that they are still there; what they can is asked anew."""
    folder, found, ended = followed
    assert found == {"workers": 1200, "competent": None}
    private = "data/processed/phu-tan/2026/private/bieu-mau"
    assert private in ended["xhht template phu-tan 2026"][1]


def test_whoever_is_silent_in_december_is_written_to(followed):
    """All but ấp 1; in June the three that had sent nothing."""
    folder, _, ended = followed
    names = {"ap-1", "ap-2", "truong-tieu-hoc-a", "truong-thcs-b", "hoi-khuyen-hoc"}
    for period, sent in (("2026-H1", {"ap-1", "ap-2", "truong-thcs-b"}), ("2026", {"ap-1"})):
        letters = folder / "data" / "processed" / "phu-tan" / period / "private" / "nhac"
        written = {path.stem.removeprefix("nhac-") for path in letters.glob("nhac-*.docx")}
        assert names - sent <= written


def test_december_is_published_with_the_register_and_what_was_typed(followed):
    """45 of 60 finished grade 5 or more; 700 of 1.250 in ấp 1, and ấp 2 is silent."""
    folder, _, ended = followed
    archive = Path(ended["xhht bundle 2026"][1].splitlines()[-1])
    with zipfile.ZipFile(next(folder.rglob(archive.name))) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("2026/chi-tieu.csv"))
        rows = csv.DictReader(packed.read(name).decode("utf-8-sig").splitlines())
    counts = {row["indicator"]: (row["numerator"], row["denominator"]) for row in rows if not row["khom"]}
    assert counts["xmc2_15_60"] == ("45", "60")
    page = (folder / "outputs" / "phu-tan" / "2026" / "tong-hop.html").read_text("utf-8")
    assert "Công bố lần 1" in page
    assert "Ấp 2" in page


def test_the_workbooks_of_the_next_year_begin_with_december_and_print_june(followed):
    folder, _, _ = followed
    private = folder / "data" / "processed" / "phu-tan" / "2027-H1" / "private" / "bieu-mau"
    sheet = openpyxl.load_workbook(private / "ap-1.xlsx")["Lao động và năng lực"]
    assert value_in(sheet, "Ấp 1", "Người trong độ tuổi lao động") == 1250
    assert value_in(sheet, "Kỳ trước", "Người trong độ tuổi lao động") == "(1.200)"
    assert value_in(sheet, "Kỳ trước", "Có năng lực thông tin") == "(480)"


def test_nothing_of_the_clone_was_used(followed):
    folder, _, ended = followed
    told = "".join(out + err for _, out, err in ended.values())
    assert str(REPOSITORY) not in told


def test_the_backup_holds_what_was_received_and_described(followed):
    folder, _, ended = followed
    path = Path(ended["xhht backup"][1].splitlines()[-1])
    assert path.is_relative_to(folder / "sao-luu")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    assert {
        "data/raw/phu-tan/area.toml",
        "data/raw/phu-tan/plan-2026.toml",
        "data/raw/phu-tan/2026-H1/ap2.xlsx",
    } <= names


def test_the_wheel_has_all_that_makes_the_sample(tmp_path_factory):
    """That ``init --sample`` writes it is seen in tests/commands/test_init.py."""
    wheel = installed_wheel(tmp_path_factory)
    with zipfile.ZipFile(next(wheel.command.parents[2].glob("*.whl"))) as packed:
        names = {name.split(".data/data/share/xhht-analysis/")[-1] for name in packed.namelist()}
    modules = {f"xhht_sample/{path.name}" for path in (REPOSITORY / "xhht_sample").glob("*.*")}
    described = {f"data/raw/{name}/area.toml" for name in COMMUNES}
    assert modules | described <= names


@pytest.mark.skipif(not IN_CI, reason="the sample is made once in a run; in .ci/run here as well")
def test_two_commands_give_the_sample_its_reports(tmp_path_factory):
    """`pip install`, then `xhht init … --sample` and `xhht run`: here of the shortest period alone."""
    wheel, folder = installed_wheel(tmp_path_factory), tmp_path_factory.mktemp("visitor")
    assert wheel.run(folder, "init", "thử xem", "--sample").returncode == 0
    project = folder / "thử xem"
    ran = wheel.run(project, "run", "phu-my", "--period", "2023")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    assert (project / "outputs/phu-my/2023/tong-hop.html").is_file()
