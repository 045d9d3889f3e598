# ruff: noqa: E501 (a way a line)
"""The wall around a report: every way that leads to private files is tried and refused, by a process apart."""

import shutil
import subprocess
import sys

import pytest

from tests.support.small_commune import (
    REGISTER,
    REPOSITORY,
    break_notebook,
    draw_little,
    processed_commune,
    xhht,
)
from xhht_analysis.execution.wall import can_close

PRIVATE = "data/processed/an-thu/2024/private"
PEOPLE, COUNTS = f"{PRIVATE}/people.parquet", f"{PRIVATE}/counts.csv"
#: What is tried → whether Linux alone keeps it, without the words of the hook.
WAYS = {
    "open": f"open({COUNTS!r}).read()",
    "absolute": f"import os; open(os.path.abspath({COUNTS!r})).read()",
    "dots": f"open('notebooks/../{COUNTS}').read()",
    "descriptor": f"import os; os.read(os.open({COUNTS!r}, os.O_RDONLY), 1)",
    "pandas": f"import pandas as pd; pd.read_csv({COUNTS!r})",
    "pyarrow": f"import pyarrow.parquet as pq; pq.read_table({PEOPLE!r})",
    "pyarrow_file": f"import pyarrow as pa; pa.OSFile({COUNTS!r}).read()",
    "duckdb": f"import duckdb; duckdb.sql(\"select * from read_csv('{COUNTS}')\").fetchall()",
    "subprocess": f"import subprocess; subprocess.run(['cat', {COUNTS!r}], check=True)",
    "system": f"import os; assert os.system('cat {COUNTS}') == 0",
    "link": f"import os; os.link({COUNTS!r}, 'notebooks/a.csv'); open('notebooks/a.csv').read()",
    "symlink": f"import os; os.symlink(os.path.abspath({PRIVATE!r}), 'outputs-x'); open('outputs-x/counts.csv').read()",
    "link_before": "open('notebooks/way-in/counts.csv').read()",
    "renamed": f"import os; os.rename({COUNTS!r}, 'notebooks/b.csv'); open('notebooks/b.csv').read()",
    "register": "import glob; open(glob.glob('data/raw/an-thu/2024/*.xlsx')[0], 'rb').read(1)",
    "whole_report": "from xhht_analysis import open_report; open_report('an-thu', '2024', whole=True)",
    "desk": "from xhht_analysis import open_desk; open_desk('an-thu', '2024')",
    "proc": f"import os; open('/proc/self/cwd/{COUNTS}').read()",
    "thread": f"import threading; f = []; t = threading.Thread(target=lambda: f.append(open({COUNTS!r}).read()));"
    " t.start(); t.join(); f[0]",
}
#: Ways that need no wall: what a report may read.
OPEN = {
    "published": "from xhht_analysis import open_report; open_report('an-thu', '2024').verdicts",
    "plan": "open('data/raw/an-thu/plan-2024.toml').read()",
    "library": "import json, matplotlib.pyplot, seaborn",
}
_TRY = """
import sys
from pathlib import Path
from xhht_analysis.execution import wall
{before}
with wall.walled(Path.cwd()):
    try:
        exec({way!r}, {{}})
    except BaseException as error:
        print(type(error).__name__, error)
        sys.exit(7)
"""
needs_linux = pytest.mark.skipif(not can_close(), reason="needs Linux with Landlock")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("wall") / "project"
    shutil.copytree(processed_commune(tmp_path_factory), root)
    (root / "notebooks" / "way-in").symlink_to(root / PRIVATE, target_is_directory=True)
    return root


def tried(project, way, *, before=""):
    code = _TRY.format(way=way, before=before)
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, encoding="utf-8", timeout=120,
        env={**__import__("os").environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    return made.returncode, made.stdout + made.stderr


@needs_linux
@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_behind_the_wall(project, way):
    code, said = tried(project, WAYS[way])
    assert code == 7, said
    assert (project / COUNTS).is_file()


@needs_linux
@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("desk",)])
def test_linux_alone_keeps_it_whatever_becomes_of_the_hook(project, way):
    code, said = tried(project, WAYS[way], before="wall._Hook.__call__ = lambda *_: None")
    assert code == 7, said
    assert "Zkmark" not in said


@pytest.mark.parametrize("way", ["open", "pandas", "subprocess", "link", "register", "desk", "whole_report"])
def test_the_hook_says_so_in_words_where_linux_is_not(project, way):
    code, said = tried(project, WAYS[way], before="wall.close_files = lambda *_: False")
    assert (code, said.split()[0]) == (7, "BehindTheWall"), said
    assert "Sổ báo cáo không được" in said


@pytest.mark.parametrize("way", OPEN)
def test_what_is_public_stays_open(project, way):
    code, said = tried(project, OPEN[way])
    assert code == 0, said


@needs_linux
def test_a_run_with_such_a_notebook_ends_with_1_and_leaves_no_page(project, tmp_path):
    root = shutil.copytree(project, tmp_path / "project", symlinks=True)
    (root / "notebooks" / "way-in").unlink()
    draw_little(root, "literacy")
    break_notebook(root, "literacy", WAYS["pyarrow"], cell=4)
    ran = xhht(root, "run", REGISTER[0], "--period", REGISTER[1])
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "Sổ literacy.ipynb hỏng ở ô thứ 4" in ran.stdout + ran.stderr
    assert not (root / "outputs" / "an-thu" / "2024" / "xoa-mu-chu.html").exists()
    assert (root / "outputs" / "an-thu" / "2024" / "tong-hop.html").exists()


@pytest.mark.parametrize(
    "closed", [pytest.param("", marks=needs_linux), "wall.close_files = lambda *_: False"]
)
def test_the_office_copy_is_handed_counts_and_no_persons(project, closed):
    handed = f"import pathlib; whole = wall.walled; wall.walled = lambda root: whole(root, handed=wall.whole_counts(root)); {closed}"
    code, said = tried(project, WAYS["whole_report"], before=handed)
    assert code == 0, said
    code, said = tried(project, WAYS["pyarrow_file"].replace(COUNTS, PEOPLE), before=handed)
    if not closed:
        assert code != 0
    code, said = tried(project, WAYS["open"].replace(COUNTS, PEOPLE), before=handed)
    assert (code, said.split()[0]) == (7, "BehindTheWall"), said
