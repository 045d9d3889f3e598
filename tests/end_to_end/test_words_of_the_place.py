"""A mountain commune with bản and a ward with khu phố: no file of theirs speaks of khóm, or of another place.

What is searched are the files as a reader opens them: pages with what drawings tell, workbooks with the names
of their sheets, csv, the Word file, the units' workbooks, the clerk's list. Nothing of the package is asked.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cleaning.registers import register_rows
from tests.cleaning.registers import write_workbook as write_register
from tests.support.amount import first
from tests.support.commands import run_here
from tests.support.once import once
from tests.support.small_commune import REPOSITORY
from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.commands.cli import main
from xhht_analysis.forms.writer import write_workbook

#: Of the package's first commune, its plan and its place; and the word that only some places have.
FOREIGN = ("khóm", "322/", "hoạch 322", "phú mỹ", "phú tân", "an giang", "thị trấn")
#: The heading in the register itself, which the clerk's list names as it stands there.
OF_THE_FILE = "Khóm/thôn"
BAN = ("Bản Nà Cáy", "Bản Nà Pồng", "Bản 3")
KHU_PHO = ("Khu phố 1", "Khu phố 2", "Khu phố 3")
#: Area → its kind, its parts, what they are called, how the register writes them.
PLACES = {
    "nam-thu": ("xã", BAN, "bản", ("Bản Nà Cáy", "NÀ PỒNG", "B3")),
    "binh-thu": ("phường", KHU_PHO, "khu phố", ("KP 1", "khu pho 2", "KP.03")),
}
LOOKED_AT = first([*PLACES])
NAMES = {"nam-thu": "Nậm Thử", "binh-thu": "Bình Thử"}
_PLAN = """\
title = "Kế hoạch số 17/KH-UBND"
year = 2024
[[target]]
id = "1"
clause = "III.4"
name = "Gia đình học tập"
direction = "at_least"
target = 60
indicator = "learning_families"
[[target]]
id = "2"
clause = "III.5"
name = "Cộng đồng học tập"
direction = "at_least"
target = 50
indicator = "learning_communities"
[[target]]
id = "3"
clause = "III.6"
name = "Biết chữ mức độ 1, 15–60 tuổi"
direction = "at_least"
target = 90
indicator = "xmc1_15_60"
"""


def _write(root: Path) -> Path:
    (root / "notebooks").mkdir(parents=True)
    for path in (REPOSITORY / "notebooks").glob("*.ipynb"):
        shutil.copy(path, root / "notebooks")
    for id, (kind, parts, _, written) in PLACES.items():
        folder = root / "data" / "raw" / id
        (folder / "2024").mkdir(parents=True)
        units = (Unit("Trường Tiểu học Mẫu", "school", ("TH",)), Unit(f"TTHTCĐ {kind} Thử", "centre"))
        listed = "".join(
            f'[[unit]]\nname = "{one.name}"\nkind = "{one.kind}"\nlevels = {list(one.levels)}\n'
            for one in units
        )
        (folder / "area.toml").write_text(
            f'name = "{NAMES[id]}"\nkind = "{kind}"\nprovince = "tỉnh Thử Nghiệm"\nsynthetic = true\n'
            f'smallest_count = 1\nkhom = {list(parts)}\nsuperior = "UBND tỉnh Thử Nghiệm"\n'
            f'recipients = ["Sở GDĐT Thử Nghiệm"]\n{listed}'.replace("'", '"'),
            encoding="utf-8",
        )
        (folder / "plan-2024.toml").write_text(_PLAN, encoding="utf-8")
        people = [
            {"number": n + 1, "khom": written[n % 3], "birth_year": 1966 + n, "female": "x" if n % 2 else "",
             "family_name": "Thử", "given_name": f"M{n}", "level": "" if n % 9 == 0 else "TH",
             "ethnicity": "Thái" if n % 4 else "Kinh"}
            for n in range(48)
        ]  # fmt: skip
        people += [
            {"number": 90, "khom": "Xóm Lạ", "birth_year": 1990, "family_name": "Thử", "given_name": "L"}
        ]
        write_register(folder / "2024" / "phieu.xlsx", {"DATA": register_rows(people)})
        area = Area(id, NAMES[id], kind=kind, khom=parts, unit=units)
        for n, unit in enumerate(area.units[:2]):
            titles = [
                {"item": item, "all": 40 + n, "registered": 30, "recognised": 28}
                for item in ("Gia đình học tập", "Cộng đồng học tập")
            ]
            write_workbook(
                folder / "2024" / f"{unit.id}.xlsx", area=area, unit=unit, period=Period(2024),
                values={"titles": titles, "workers": [{"working_age": 100, "information": 60}]},
                reported=dt.date(2024, 11, 20),
            )  # fmt: skip
        learners = [{"khom": name, "persons": 20 + n, "women": 9} for n, name in enumerate(parts)]
        write_workbook(
            folder / "2024" / "tthtcd.xlsx", area=area, unit=units[1], period=Period(2024),
            values={"learners_by_khom": learners}, reported=dt.date(2024, 11, 20),
        )  # fmt: skip
    return root


def _make(root: Path) -> Path:
    _write(root)
    made = run_here(root, *LOOKED_AT, as_of="2025-01-10")
    assert not any(outcome.failed for outcome in made), made
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("XHHT_ROOT", str(root))
        for id in LOOKED_AT:
            said = CliRunner().invoke(main, ["template", id, "2024-H1"])
            assert said.exit_code == 0, said.output
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return once(tmp_path_factory, "bản và khu phố", _make)


@cache
def texts_of(path: Path) -> str:
    """All that a reader of a file can come upon, names of sheets among it."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as package:
            parts = [
                package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")
            ]
        shown, named = re.sub(r"<[^>]*>", "\n", "\n".join(parts)), re.findall(r'="([^"]*)"', "".join(parts))
        return unescape("\n".join([shown, *named]))
    return unescape(path.read_text(encoding="utf-8"))


def files_of(root: Path, id: str) -> list[Path]:
    found = [*(root / "outputs" / id).rglob("*"), *(root / "data" / "processed" / id).rglob("can-sua.xlsx")]
    return sorted(path for path in found if path.suffix in (".html", ".csv", ".xlsx", ".docx", ".json"))


@pytest.mark.parametrize("id", LOOKED_AT)
def test_nothing_speaks_of_khom_or_of_another_place(root, id):
    files = files_of(root, id)
    assert len(files) > 15
    foreign = [
        (path.relative_to(root).as_posix(), word, said[max(at - 60, 0) : at + 60])
        for path in files
        for said in [texts_of(path).replace(OF_THE_FILE, "")]
        for word in FOREIGN
        for at in [said.lower().find(word)]
        if at >= 0
    ]
    assert foreign == []


@pytest.mark.parametrize("id", LOOKED_AT)
def test_the_own_word_stands_where_khom_would(root, id):
    word = PLACES[id][2]
    pages = "\n".join(texts_of(path) for path in files_of(root, id) if path.suffix == ".html")
    assert f"theo {word}" in pages
    blank = next((root / "outputs" / id / "2024-H1" / "bieu-mau").glob("tthtcd*.xlsx"))
    said = texts_of(blank)
    for shown in (f"Người học theo {word}", f"Người của {word} đã học", word.capitalize()):
        assert shown in said
    assert f"Không rõ {word}" in texts_of(root / "outputs" / id / "2024" / "chi-tieu.csv")


@pytest.mark.parametrize("id", LOOKED_AT)
def test_names_are_read_however_short(root, id):
    """48 people in three parts, sixteen each, and one of a part that is not on the list."""
    said = texts_of(root / "outputs" / id / "2024" / "chi-tieu.csv")
    rows = [line.split(",") for line in said.splitlines()]
    told = {row[4]: row for row in rows if row[3] == "xmc1_15_60" and row[4] and not row[5] and not row[6]}
    assert set(told) == {*PLACES[id][1], f"Không rõ {PLACES[id][2]}"}


@pytest.mark.parametrize("id", LOOKED_AT)
def test_clauses_cited_are_those_of_the_plan_in_use(root, id):
    pages = "\n".join(
        texts_of(path) for path in files_of(root, id) if path.suffix in (".html", ".xlsx", ".docx")
    )
    assert set(re.findall(r"[Kk]ế hoạch, mục ([IVX]+\.\d+\w?)", pages)) <= {"III.4", "III.5", "III.6"}
    assert "Kế hoạch, mục III.4" in pages
    assert not re.search(r"\bmục (II\.[12]|IV\.\d|V)\b", pages)


@pytest.mark.parametrize("id", LOOKED_AT)
def test_the_paper_names_its_own_place_superior_and_recipients(root, id):
    said = texts_of(root / "outputs" / id / "2024" / "bao-cao.docx")
    kind = PLACES[id][0]
    for shown in (f"{kind} {NAMES[id]}".upper(), "UBND TỈNH THỬ NGHIỆM", "Sở GDĐT Thử Nghiệm"):
        assert shown in said
