"""A project folder with two small areas of invented people, and what ``xhht run`` makes of it.

Every personal box of the register holds a text that begins with ``MARK``, so that a search for it tells
whether anything personal has left.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from tests.cleaning.registers import register_rows, write_workbook
from tests.support.commands import WITHOUT_SCIPY, invoke
from tests.support.once import once
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.papers import PAPERS
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.running.pipeline import process_period

REPOSITORY = Path(__file__).resolve().parents[2]
MARK = "Zkmark"
#: Two people are born on this day, written in one cell; the clean table knows it as a date.
BORN, BORN_WRITTEN = "17.3.1987", ("17.3.1987", "17/3/1987", "17/03/1987", "17.03.1987", "1987-03-17")
PAGES = tuple(kind.page for kind in REPORTS)
#: What a period has in ``outputs/``, beside its manifest.
FILES = (*PAPERS, *(f"{page}.html" for page in PAGES), "index.html")
#: Area and period: a register with a plan, and a survey before any rule was in force, without a plan.
REGISTER, SURVEY = ("an-thu", "2024"), ("ben-thu", "1999")
HOSTILE = (
    "=cmd|'/C calc'!A0",
    "Ấp \"A\" & 'B'",
    "<img src=x onerror=alert(1)>",
    "Ấp \u202e$x_1$ ]]> {{ 7*7 }}",
)
SCRIPT_KHOM = "Khóm <script>alert(1)</script>"

_AREA = f"""\
name = "An Thử"
kind = "xã"
province = "tỉnh Thử"
synthetic = true
smallest_count = 1
khom = ["Khóm 1", "Khóm 2", "{SCRIPT_KHOM}"]
"""
_SURVEY_AREA = "name = 'Bến <b>Thử</b> & \"Con\"'\nsmallest_count = 1\n"
_MAPPING = """\
file = "dieu tra.csv"
separator = ";"
[columns]
khom = "ap"
household = "ho"
sex = { column = "gioi", values = { "1" = "nam", "2" = "nu" } }
age = { column = "tuoi", missing = ["99"] }
literate_level = { column = "biet chu", values = { "1" = 2, "2" = 0 }, missing = ["9"] }
class_now = "lop"
"""

_PERSONAL = (
    "family_name", "given_name", "religion", "priority", "head_family_name", "head_given_name", "address",
    "form_number", "degree_number", "circumstance_detail", "relation", "parents", "phone", "note",
)  # fmt: skip
_AT_SCHOOL = ("school_place", "school", "school_code")
#: Boxes in which something unreadable stands for one woman.
_UNREADABLE = (
    "birth_year", "ethnicity", "stay_kind", "stay_state", "grade", "class_now", "level", "complementary",
    "level_year", "degree", "degree_year", "grade_finished", "grade_finished_year", "grade_left",
    "grade_left_year", "literacy_class_now", "literacy_stage_finished", "relapsed_level",
    "disability_movement", "disability_certified", "able_to_learn", "circumstance",
)  # fmt: skip

_CHILDREN = [
    {"birth_year": 2021, "class_now": "Mầm"}, {"birth_year": 2021},
    {"birth_year": 2019, "class_now": "Lá 1"}, {"birth_year": 2019, "class_now": "Lá 2"},
    {"birth_year": 2019},
    *({"birth_year": 2018, "class_now": "1A*", "level": "MN", "level_year": "2023-2024"} for _ in range(3)),
    *({"birth_year": 2013, "class_now": group, "level": "TH"} for group in ("6A", "6B")),
    {"birth_year": 2013, "class_now": "5A!"},
    *({"birth_year": 2011, "class_now": "8A", "level": "TH"} for _ in range(2)),
    *({"birth_year": 2008, "class_now": "10A", "level": "THCS"} for _ in range(3)),
    {"birth_year": 2015, "class_now": "3A", "disability_movement": "x", "able_to_learn": "x"},
]  # fmt: skip
#: 15 to 60 years old in 2024, beside the three pupils of grade 10: 10 literate at level 2, 4 not.
_ADULTS = [
    {"birth_year": 2008, "level": "TH", "grade_left": "8"},
    {"birth_day": BORN, "level": "THPT", "degree": "Đại học"}, {"birth_day": BORN, "level": "THCS"},
    *({"birth_year": year, "level": "THCS"} for year in (1975, 1979, 1983, 1996)),
    {"birth_year": 1990, "level": "THPT", "degree": "THCN"},
    {"birth_year": 1999, "grade_finished": "9"},
    {"birth_year": 1970, "level": "TH", "ethnicity": f"{MARK}dantoc"},
    {"birth_year": 1966, "grade_finished": "2"}, {"birth_year": 1968, "grade_finished": "3"},
    {"birth_year": 1972}, {"birth_year": 1981},
    {"birth_year": 1955, "level": "TH"},
]  # fmt: skip
_NOT_COUNTED = [
    {"birth_year": 1980, "circumstance": "Chết"},
    {"birth_year": 1994, "circumstance": "chuyển đi"},
    {"birth_year": 2001, "stay_state": "Tạm trú", "circumstance_detail": "3 tháng"},
]
#: What the register holds, to be compared with what is reported.
KEPT, ASIDE = len(_CHILDREN) + len(_ADULTS) + 1, len(_NOT_COUNTED) + 2
LITERATE_15_60 = (13, 17)


def people() -> list[dict]:
    """The lines of the register: people, one copied line, one line of totals."""
    unreadable = {box: f"{MARK}{box}" for box in _UNREADABLE}
    boxes = [*_CHILDREN, *_ADULTS, unreadable, *_NOT_COUNTED]
    lines = [_person(number, box) for number, box in enumerate(boxes, start=1)]
    return [*lines, lines[-5] | {"number": 99}, {"family_name": "Tổng cộng", "note": f"{len(lines)}"}]


def _person(number: int, boxes: dict) -> dict:
    marked = {box: f"{MARK}{box.replace('_', '')}{number:02d}" for box in _PERSONAL}
    if boxes.get("class_now"):
        marked |= {box: f"{MARK}{box.replace('_', '')}{number:02d}" for box in _AT_SCHOOL}
    khom = ("Khóm 1", "K02", SCRIPT_KHOM)[number % 3]
    return marked | {"number": number, "khom": khom, "female": "x" if number % 2 else ""} | boxes


def survey_lines() -> str:
    """A survey of 32 people in four hamlets whose names try to be markup, formulas and code."""
    lines = ['ap;ho;ten;gioi;tuoi;"biet chu";lop']
    for number in range(32):
        hamlet = HOSTILE[number % 4].replace('"', '""')
        learns = "5" if number % 8 == 0 else ""
        age, literate = 11 if learns else 18 + number, "9" if number == 31 else 1 + (number % 5 == 0)
        lines.append(
            f'"{hamlet}";{MARK}ho{number};{MARK}ten{number};{1 + number % 2};{age};{literate};{learns}'
        )
    return "\n".join(lines) + "\n"


def write_commune(root: Path) -> Path:
    """Notebooks, two areas and their files below ``root``."""
    (root / "notebooks").mkdir(parents=True)
    for path in (REPOSITORY / "notebooks").glob("*.ipynb"):
        shutil.copy(path, root / "notebooks")
    raw = root / "data" / "raw"
    register = raw.joinpath(*REGISTER)
    register.mkdir(parents=True)
    register.with_name("area.toml").write_text(_AREA, encoding="utf-8")
    shutil.copy(REPOSITORY / "data" / "raw" / "phu-my" / "plan-2024.toml", register.parent)
    write_workbook(register / "PCGD xã An Thử (2) final.xlsx", {"DATA": register_rows(people())})
    survey = raw.joinpath(*SURVEY)
    survey.mkdir(parents=True)
    survey.with_name("area.toml").write_text(_SURVEY_AREA, encoding="utf-8")
    (survey / "mapping.toml").write_text(_MAPPING, encoding="utf-8")
    (survey / "dieu tra.csv").write_text(survey_lines(), encoding="utf-8")
    return root


def xhht(root: Path, *words: str, seconds: int = 300) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in the project's folder."""
    return subprocess.run(
        [sys.executable, "-c", "from xhht_analysis.commands.start import main; main()", *words],
        cwd=root,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


def clean_environment() -> dict[str, str]:
    """That of a user's shell: what tests/conftest.py sets for the tests is not in it, and no scipy is found.

    Those who only make reports have none; seaborn takes it up where it is there, for a third of the time that
    a command needs to load what draws.
    """
    own = {name: value for name, value in os.environ.items() if name not in ("XHHT_ROOT", "MPLBACKEND")}
    places = (WITHOUT_SCIPY, own.get("PYTHONPATH", ""))
    return own | {"PYTHONPATH": os.pathsep.join(filter(None, places))}


@dataclass(frozen=True)
class Made:
    """A project after ``xhht run``; ``process``: None where it ran in that of the tests."""

    root: Path
    process: subprocess.CompletedProcess[str] | None = None

    def output(self, name: str, of: tuple[str, str] = REGISTER) -> Path:
        return self.root.joinpath("outputs", *of, name)

    def page(self, name: str, of: tuple[str, str] = REGISTER) -> str:
        return self.output(f"{name}.html", of).read_text(encoding="utf-8")


def made_commune(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The small commune with all its reports: made once in a whole run, for every test that only looks."""
    return once(tmp_path_factory, "xã nhỏ", _make)


def _make(root: Path) -> Made:
    write_commune(root)
    return Made(root, xhht(root, "run"))


def plain_commune(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same whose pages, but for one with charts, are a sentence each: for tests of writing."""
    return once(tmp_path_factory, "xã nhỏ ít hình", lambda root: _make_plain(tmp_path_factory, root))


def _make_plain(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Made:
    shutil.copytree(made_commune(tmp_path_factory).root, root, dirs_exist_ok=True)
    draw_little(root, "literacy")
    return _made_here(root, "run")


def published_commune(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The plain one after ``xhht bundle 2024``: its year is published, nothing has changed since."""

    def publish(root: Path) -> Made:
        shutil.copytree(plain_commune(tmp_path_factory).root, root, dirs_exist_ok=True)
        return _made_here(root, "bundle", REGISTER[1])

    return once(tmp_path_factory, "xã nhỏ đã công bố", publish)


def _made_here(root: Path, *words: str) -> Made:
    ended = invoke(root, *words)
    assert ended.exit_code == 0, ended.output
    return Made(root)


def processed_commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small commune with its counts and without any page: made once, to be looked at only."""
    return once(tmp_path_factory, "processed", _process)


def _process(root: Path) -> Path:
    write_commune(root)
    for area, period in (REGISTER, SURVEY):
        process_period(Store(root), area, Period.parse(period))
    return root


def draw_little(root: Path, *kept: str) -> None:
    """Reports of one sentence in place of the package's, but for those ``kept``."""
    said = new_code_cell("from IPython.display import HTML\nHTML(f'<h2>Thử</h2><p>{area} {period}</p>')")
    for path in (root / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        first = next((cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())), None)
        if path.stem not in kept and first is not None:
            notebook.cells = [first, said]
            nbformat.write(notebook, path)


def break_notebook(root: Path, name: str, source: str, *, cell: int) -> None:
    """Replace the ``cell``-th cell (from 1) of a project's notebook."""
    path = root / "notebooks" / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][cell - 1]["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


def unfinished(root: Path) -> list[Path]:
    """Files that a write began and did not end."""
    return sorted(root.rglob("*.part"))
