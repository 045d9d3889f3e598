"""Four ways to run a cell agree: papermill, papermill --engine xhht, xhht run, nbconvert --execute.

``python -m tests.execution.test_four_ways`` writes the table of docs/bon-cach-chay.md anew.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support.commands import takers
from tests.support.converted import convert
from tests.support.once import once
from tests.support.small_commune import REGISTER, REPOSITORY, clean_environment, processed_commune
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.publishing.maker import make_page

DOC = REPOSITORY / "docs" / "bon-cach-chay.md"
NAME = "bon-cach"
WAYS = ("papermill", "papermill --engine xhht", "xhht run", "nbconvert --to xhht --execute")
OPENS = """\
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from xhht_analysis import open_report
from xhht_analysis.charts.blocks import headlines
from xhht_analysis.charts.tables import Column, Table
report = open_report(area, period)
frame = pd.DataFrame({"Khóm": ["Khóm 1", "Khóm 2"], "Người": [3, 1234]})"""
BARS = "plt.bar(['Khóm 1', 'Khóm 2'], [3, 4])\nplt.title('Hai khóm')"
#: Kind of cell → its source, and what of it stands on the page: words, or how many tables and pictures.
CELLS: dict[str, tuple[str, str | tuple[int, int]]] = {
    "chữ (Markdown)": ("# **Đậm** & <b>chữ</b>", "<b>chữ</b>"),
    "số": ("1200 + 34", "1.234"),
    "số của numpy": ("frame['Người'].sum() / 2", "618,50"),
    "chữ trả về": ("'Khóm 1 < <b>Khóm 2</b>'", "Khóm 1 < <b>Khóm 2</b>"),
    "danh sách": ("['Một', 1234]", "Một1.234"),
    "print": ("print('Đã in')\nprint('hai dòng.')", "Đã inhai dòng."),
    "display(Markdown)": ("from IPython.display import Markdown\ndisplay(Markdown('**Đậm**'))", "Đậm"),
    "cảnh báo": ("import warnings\nwarnings.warn('coi chừng')", ""),
    "dấu ; ở cuối": ("17 + 1;", ""),
    "DataFrame": ("frame", (1, 0)),
    "Series": ("frame.set_index('Khóm')['Người']", (1, 0)),
    "bảng 70 dòng": ("pd.DataFrame({'Số': range(70)})", (1, 0)),
    "Styler": ("frame.style.set_caption('Tô màu').background_gradient()", (1, 0)),
    "display nhiều lần": ("display(frame)\ndisplay(frame)", (2, 0)),
    "bảng của xhht": ("Table('Bảng', [Column('Khóm'), Column('Người', 'count')], [['Khóm 1', 3]])", (1, 0)),
    "ý chính": ("headlines(['Ý thứ nhất.'])", "Ý thứ nhất."),
    "plt.show()": (f"{BARS}\nplt.show()", (1, 1)),
    "Axes trả về": ("sns.barplot(x=[3, 4], y=['a', 'b']).set_title('Hai nhóm')", (1, 1)),
    "%matplotlib inline": (f"%matplotlib inline\n{BARS}", (1, 1)),
    "Figure": (
        "figure, axes = plt.subplots()\naxes.plot([1, 2], [3, 4])\naxes.set_title('A')\nplt.close()\nfigure",
        (1, 1),
    ),
    "ô ẩn (private)": ("'không ai thấy'", ""),
}
DOCUMENT = """\
# Bốn cách chạy một ô

`papermill` và `papermill --engine xhht` được xuất bằng `jupyter nbconvert --to xhht`; bảng này do
`tests/execution/test_four_ways.py` lập ra. {whole}

{rows}

Số, chữ, danh sách ở cuối ô và những gì `print` ra thành đoạn chữ: số viết kiểu Việt Nam, chữ giữ nguyên,
không thành thẻ HTML, được cổng kiểm tra xem như mọi chữ khác. Cảnh báo (stderr) không lên trang. Không có gì
mất lặng lẽ: kết quả mà trang không hiện được (`dict`, đối tượng) trong ô không có bảng hay hình, bảng in bằng
`print`, bảng pandas cắt bớt, hình không có tên, hình ảnh (`imshow`), ô hỏng đều làm dừng trang kèm lý do, ở
cách nào cũng vậy. Bức tường quanh số liệu riêng chỉ có ở `xhht run` ([wall.md](wall.md)).
"""
needs_fork = pytest.mark.skipif(not can_fork(), reason="reports are made in kernels here")


def cell(source, **metadata):
    if source.startswith("#"):
        return {"cell_type": "markdown", "metadata": metadata, "source": source.removeprefix("# ")}
    shown = {"cell_type": "code", "execution_count": None, "outputs": []}
    return {**shown, "metadata": metadata, "source": source}


def write(root):
    cells = [cell('area = "an-thu"\nperiod = "2024"', tags=["parameters"]), cell(OPENS)]
    for kind, (source, _) in CELLS.items():
        heading = {"cell_type": "markdown", "metadata": {}, "source": f"## {kind}"}
        cells += [heading, cell(source, **({"tags": ["private"]} if kind.startswith("ô ẩn") else {}))]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": cells, "metadata": {"kernelspec": kernel, "xhht": {"title": "Bốn cách"}},
        "nbformat": 4, "nbformat_minor": 4,
    }  # fmt: skip
    (root / "notebooks" / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def run(root, *words):
    env = {name: value for name, value in clean_environment().items() if name != "MPLBACKEND"}  # as of a desk
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], cwd=root, env=env, capture_output=True,
        encoding="utf-8", timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def pages(root: Path, scratch: Path) -> dict[str, str]:
    """The page that each way makes of the same notebook."""
    write(root)
    source, made = root / "notebooks" / f"{NAME}.ipynb", {}
    given = ["-p", "area", REGISTER[0], "-p", "period", REGISTER[1], "--no-progress-bar"]
    done = [scratch / "chay.ipynb", scratch / "chay-xhht.ipynb"]
    for path, more in zip(done, ([], ["--engine", "xhht"]), strict=True):
        run(root, "papermill", f"notebooks/{NAME}.ipynb", path, *given, *more)
    takers().submit(convert, root, "--to", "xhht", *map(str, done), "--output-dir", str(scratch)).result()
    made |= {way: path.with_suffix(".html").read_text("utf-8") for way, path in zip(WAYS, done, strict=False)}
    made[WAYS[2]] = takers().submit(make_page, root, *REGISTER, NAME).result()
    run(root, "nbconvert", "--to", "xhht", "--execute", source, "--output-dir", scratch, "--output", "thang")
    made[WAYS[3]] = (scratch / "thang.html").read_text("utf-8")
    return made


def sections(page: str) -> dict[str, BeautifulSoup]:
    """What stands below each kind of cell."""
    main = str(BeautifulSoup(page, "html.parser").main)
    parts = main.split("<h2 ")[1:]
    soups = [BeautifulSoup(f"<h2 {part}", "html.parser") for part in parts]
    return {soup.h2.extract().get_text(): soup for soup in soups}


def table(made: dict[str, str]) -> str:
    """The document: a row a kind of cell, and whether each way gives what xhht run gives."""
    told = {way: sections(page) for way, page in made.items()}
    rows = [f"| Loại ô | {' | '.join(f'`{way}`' for way in WAYS)} | Trên trang |", "|---" * 6 + "|"]
    for kind, (_, there) in CELLS.items():
        same = ["như nhau" if str(told[way][kind]) == str(told[WAYS[2]][kind]) else "KHÁC" for way in WAYS]
        shown = (
            f"{there[0]} bảng, {there[1]} hình"
            if isinstance(there, tuple)
            else "chữ"
            if there
            else "không có gì"
        )
        rows.append(f"| {kind} | {' | '.join(same)} | {shown} |")
    whole = "Cả trang như nhau từng byte." if len(set(made.values())) == 1 else "Trang có chỗ khác nhau."
    return DOCUMENT.format(whole=whole, rows="\n".join(rows))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    processed = processed_commune(tmp_path_factory)

    def make(folder: Path) -> dict[str, str]:
        return pages(shutil.copytree(processed, folder / "project"), folder)

    return once(tmp_path_factory, "four-ways", make)


@pytest.fixture(scope="module")
def told(made):
    return {way: sections(page) for way, page in made.items()}


@needs_fork
@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_gives_the_same_in_all_four_ways(told, kind):
    found = {way: parts[kind] for way, parts in told.items()}
    assert len({str(soup) for soup in found.values()}) == 1, kind
    wanted, soup = CELLS[kind][1], found[WAYS[2]]
    if isinstance(wanted, tuple):
        assert (len(soup.find_all("table")), len(soup.find_all("figure"))) == wanted
    elif wanted:
        assert wanted in soup.get_text()
    else:
        assert soup.get_text().strip() == ""


@needs_fork
def test_the_pages_are_the_same_and_the_document_says_so(made):
    assert len(set(made.values())) == 1
    assert DOC.read_text("utf-8") == table(made)


if __name__ == "__main__":
    project = Path(os.environ["PROJECT"])
    DOC.write_text(table(pages(project, project)), encoding="utf-8")
