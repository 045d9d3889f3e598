"""A notebook put into notebooks/ is a report like the others, from its run to its withdrawal."""

import json
import shutil
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.end_to_end.at_once import draw_nothing, run_at_once
from tests.support.commands import invoke, takers
from tests.support.converted import convert
from tests.support.small_commune import PAGES, REGISTER, clean_environment, draw_little, made_commune
from xhht_analysis.base.store import Store
from xhht_analysis.execution.wall import can_close

PRIVATE = "data/processed/an-thu/2024/private/counts.csv"
#: Name → (title, what its cells say).
NOTEBOOKS = {
    "bang": ("Bảng của tôi", ["## Hai bảng", "import pandas as pd\nreport.cells('xmc2_15_60', 'khom')",
             "pd.DataFrame({'Khóm': ['Khóm 1'], 'Tỷ lệ': [0.5]}).style.set_caption('Bảng tô màu')"]),
    "hong": ("Sổ hỏng", ["## Hỏng", "raise ValueError('x')"]),
    "ten": ("Ông Zkmarkfamilyname01 Zkmarkgivenname01", ["## Một", "report.period"]),
}  # fmt: skip
#: Names of the register in all that its process may read of itself: numbers of persons, in order.
SEARCH = r"""import re
from IPython.display import HTML
named = set()
with open("/proc/self/mem", "rb", 0) as memory:
    for line in open("/proc/self/maps").read().splitlines():
        first, last = (int(number, 16) for number in line.split()[0].split("-"))
        if "rw" in line.split()[1] and "[v" not in line:
            memory.seek(first)
            named.update(re.findall(rb"[Zz]kmarkfamilyname\d+", memory.read(last - first)))
HTML(f"<p>tìm thấy {len(named)} người</p>")"""
if can_close():
    NOTEBOOKS["nho"] = ("Trong bộ nhớ", ["## Tìm", SEARCH])
    NOTEBOOKS["bi-mat"] = ("Sổ bí mật", ["## Một", f"open('{PRIVATE}').read()"])


def cell(source, **metadata):
    kind = {"cell_type": "markdown"} if source.startswith("#") else {
        "cell_type": "code", "execution_count": None, "outputs": [],
    }  # fmt: skip
    return {**kind, "metadata": metadata, "source": source}


def put(root, name, title, sources, **said):
    parameters = cell('area = "phu-my"\nperiod = "2024"', tags=["parameters"])
    opened = cell("from xhht_analysis import open_report\nreport = open_report(area, period)")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [parameters, opened, *map(cell, sources)],
        "metadata": {"kernelspec": kernel, "xhht": {"title": title, **said}},
        "nbformat": 4, "nbformat_minor": 4,
    }  # fmt: skip
    (root / "notebooks" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def parsed(root, page):
    text = root.joinpath("outputs", *REGISTER, f"{page}.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def files_in(root):
    manifest = json.loads(root.joinpath("outputs", *REGISTER, "manifest.json").read_bytes())["content"]
    return (
        {file["name"] for file in manifest["files"]},
        set(manifest["missing"]),
        {file["name"] for file in manifest["inputs"]["notebooks"]},
    )


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The small commune with notebooks of its own, after ``xhht run``."""
    root = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(made_commune(tmp_path_factory).root, root)
    draw_little(root)
    made = invoke(root, "new-report", "hoc-nghe", "--title", "Học nghề")
    assert (made.exit_code, made.stdout.splitlines()[0]) == (0, "notebooks/hoc-nghe.ipynb"), made.stderr
    for name, (title, sources) in NOTEBOOKS.items():
        put(root, name, title, sources)
    put(root, "kham-pha", "Khám phá", [f"open('{PRIVATE}').read()"], report=False)
    return root, invoke(root, "run", REGISTER[0])


def test_each_is_a_page_or_fails_alone(ran):
    root, process = ran
    said = process.stdout + process.stderr
    assert process.exit_code == 1, said
    good = {f"{name}.html" for name in NOTEBOOKS if name in ("bang", "nho")}
    bad = {f"{name}.html" for name in NOTEBOOKS} - good
    folder = root.joinpath("outputs", *REGISTER)
    pages = {path.name for path in folder.glob("*.html")}
    assert pages == {*(f"{page}.html" for page in PAGES), "index.html", "hoc-nghe.html", *good}
    assert all(f"✗ {name}" in said for name in bad), said
    made, missing, notebooks = files_in(root)
    assert {"hoc-nghe.html", *good} < made
    assert missing == bad - {"ten.html"}
    assert {"hoc-nghe.ipynb", "bang.ipynb", "literacy.ipynb"} < notebooks
    assert not {"ten.ipynb", "kham-pha.ipynb"} & notebooks


def test_it_stands_in_the_navigation_of_every_page_and_in_the_index(ran):
    root, _ = ran
    for page in ("tong-hop", "so-lieu", "hoc-nghe", "index"):
        led_to = [a["href"] for a in parsed(root, page).find("header").find_all("a")]
        assert {"hoc-nghe.html", "bang.html"} < set(led_to)
        assert "ten.html" not in led_to
    index = parsed(root, "index")
    assert "Học nghề" in index.find(class_="cards").get_text()
    failed = index.find(class_="failures").get_text()
    assert "Sổ hỏng" in failed and "Bảng của tôi" not in failed


@pytest.mark.skipif(not can_close(), reason="a system that does not show a process its memory")
def test_nobodys_name_is_in_the_memory_of_cells(ran):
    """The gate, which knows all, looks at the page in another process."""
    assert "tìm thấy 0 người" in parsed(ran[0], "nho").find("main").get_text()


def test_its_page_says_of_what_it_is(ran):
    page = parsed(ran[0], "hoc-nghe")
    assert page.title.get_text() == "Học nghề – năm 2024 – xã An Thử, tỉnh Thử"
    assert page.find(class_="synthetic") and page.find(class_="provenance")
    assert page.find("h1").get_text() == "Học nghề – năm 2024"
    assert "Biết chữ mức độ 2, 15–60 tuổi: 76,47" in page.find("main").get_text()
    assert len(page.find_all("figure")) + len(page.find_all(role="img")) >= 1


def test_frames_and_stylers_are_tables_for_everybody(ran):
    page = parsed(ran[0], "bang")
    tables = page.find("main").find_all("table")
    captions = [table.caption.get_text() for table in tables]
    assert captions[:2] == ["Bảng 1. Hai bảng", "Bảng 2. Bảng tô màu"]
    for table in tables[:2]:
        assert {cell["scope"] for cell in table.find_all("th")} == {"col", "row"}
        assert not table.find_all(style=True)
    assert "0,50" in tables[1].get_text()


def test_nothing_of_persons_leaves_by_a_title(ran):
    root, process = ran
    for path in root.joinpath("outputs").rglob("*"):
        assert not path.is_file() or b"Zkmarkgivenname01" not in path.read_bytes(), path
    assert "Zkmarkgivenname01" not in process.stdout + process.stderr


def test_plain_papermill_and_nbconvert_make_the_same_page(ran, tmp_path):
    root, _ = ran
    made = tmp_path / "run.ipynb"
    words = [
        "papermill", "notebooks/hoc-nghe.ipynb", str(made), "-p", "area", "an-thu", "-p", "period", "2024",
        "--no-progress-bar",
    ]  # fmt: skip
    # as of a desk
    env = {name: value for name, value in clean_environment().items() if name != "MPLBACKEND"}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=root, env=env, capture_output=True, encoding="utf-8",
        timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    asked = ("--to", "xhht", str(made), "--output-dir", str(tmp_path), "--output", "trang")
    takers().submit(convert, root, *asked).result()
    page = next(path for path in tmp_path.iterdir() if path.name.startswith("trang"))
    assert page.read_bytes() == root.joinpath("outputs", *REGISTER, "hoc-nghe.html").read_bytes()


def test_it_is_withdrawn_with_its_notebook(ran, tmp_path, monkeypatch):
    root = shutil.copytree(ran[0], tmp_path / "project")
    for name in (*NOTEBOOKS, "hoc-nghe"):
        if name != "bang":
            (root / "notebooks" / f"{name}.ipynb").unlink()
    draw_nothing(monkeypatch)
    outcomes, _ = run_at_once(Store(root), REGISTER[0])
    assert [outcome.failed for outcome in outcomes] == [{}]
    made, missing, _ = files_in(root)
    assert "bang.html" in made and "hoc-nghe.html" not in made and missing == set()
    assert not root.joinpath("outputs", *REGISTER, "hoc-nghe.html").exists()
    for page in ("tong-hop", "bang", "index"):
        assert "hoc-nghe.html" not in str(parsed(root, page))
    assert run_at_once(Store(root), REGISTER[0])[1] == []
