# ruff: noqa: E501 (a way a line)
"""The wall around a report: every way that leads to private files is tried and refused, by a process apart."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.support.commands import invoke
from tests.support.once import once
from tests.support.small_commune import (
    REGISTER,
    REPOSITORY,
    break_notebook,
    draw_little,
    processed_commune,
)
from xhht_analysis.execution.servers import can_fork
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
import gc, io, json, os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from xhht_analysis.execution import wall
def attempt(before, way):
    exec(before, globals())
    said, code = io.StringIO(), 0
    with redirect_stdout(said), redirect_stderr(said), wall.walled(Path.cwd()):
        try:
            exec(way, {{}})
        except BaseException as error:
            print(type(error).__name__, error)
            code = 7
    return json.dumps([code, said.getvalue()])
"""
_ONE = _TRY + "print(attempt(*{one!r}))"
#: Each way in a process of its own, behind a wall of its own; the libraries are loaded once for all.
_ALL = _TRY + """
import duckdb, pandas, pyarrow.parquet, xhht_analysis.report.report
gc.freeze()
for one in {all!r}:
    ours, theirs = os.pipe()
    if os.fork() == 0:
        os.write(theirs, attempt(*one).encode())
        os._exit(0)
    os.close(theirs)
    print(open(ours).read() or '[1, "it gave no answer"]', flush=True)
    os.wait()
"""
NO_HOOK, NO_LINUX = "wall._Hook.__call__ = lambda *_: None", "wall.close_files = lambda *_: False"
needs_linux = pytest.mark.skipif(not can_close(), reason="needs Linux with Landlock")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("wall") / "project"
    shutil.copytree(processed_commune(tmp_path_factory), root)
    (root / "notebooks" / "way-in").symlink_to(root / PRIVATE, target_is_directory=True)
    return root


def tried(project, *asked):
    """What became of each way, asked with what goes before it: 7 and the error that refused it, or 0."""
    programs = [_ALL.format(all=asked)] if can_fork() and len(asked) > 1 else [_ONE.format(one=one) for one in asked]
    found = []
    for program in programs:
        made = subprocess.run(
            [sys.executable, "-c", program], cwd=project, capture_output=True,
            encoding="utf-8", timeout=120, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        found += [json.loads(line) for line in made.stdout.splitlines()]
    return found


@pytest.fixture(scope="module")
def answers(tmp_path_factory, project):
    """What became of every way: through the whole wall, without its hook, without Linux."""
    asked = {"": WAYS | OPEN, NO_HOOK: WAYS, NO_LINUX: WAYS}

    def ask(_):
        every = [(before, name) for before, ways in asked.items() for name in ways]
        found = tried(project, *((before, asked[before][name]) for before, name in every))
        told = {before: {} for before in asked}
        for (before, name), answer in zip(every, found, strict=True):
            told[before][name] = answer
        return told

    return once(tmp_path_factory, "wall-answers", ask)


@needs_linux
@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_behind_the_wall(answers, project, way):
    code, said = answers[""][way]
    assert code == 7, said
    assert (project / COUNTS).is_file()


@needs_linux
@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("desk",)])
def test_linux_alone_keeps_it_whatever_becomes_of_the_hook(answers, way):
    code, said = answers[NO_HOOK][way]
    assert code == 7, said
    assert "Zkmark" not in said


@pytest.mark.parametrize("way", ["open", "pandas", "subprocess", "link", "register", "desk", "whole_report"])
def test_the_hook_says_so_in_words_where_linux_is_not(answers, way):
    code, said = answers[NO_LINUX][way]
    assert (code, said.split()[0]) == (7, "BehindTheWall"), said
    assert "Sổ báo cáo không được" in said


@pytest.mark.parametrize("way", OPEN)
def test_what_is_public_stays_open(answers, way):
    code, said = answers[""][way]
    assert code == 0, said


@needs_linux
def test_looking_for_a_place_for_temporary_files_leaves_none(project, monkeypatch):
    """It is a file that is written: in a folder on the way to what is closed it could not be removed."""
    monkeypatch.setenv("TMPDIR", str(project.parent))
    before = set(project.parent.iterdir())
    ((code, said),) = tried(project, ("", "import tempfile; tempfile.gettempdir()"))
    assert (code, said) == (0, "")
    assert set(project.parent.iterdir()) == before


@needs_linux
def test_a_run_with_such_a_notebook_ends_with_1_and_leaves_no_page(project, tmp_path):
    root = shutil.copytree(project, tmp_path / "project", symlinks=True)
    (root / "notebooks" / "way-in").unlink()
    draw_little(root, "literacy")
    break_notebook(root, "literacy", WAYS["pyarrow"], cell=4)
    ran = invoke(root, "run", REGISTER[0], "--period", REGISTER[1])
    assert ran.exit_code == 1, ran.stdout + ran.stderr
    assert "Sổ literacy.ipynb hỏng ở ô thứ 4" in ran.stdout + ran.stderr
    assert not (root / "outputs" / "an-thu" / "2024" / "xoa-mu-chu.html").exists()
    assert (root / "outputs" / "an-thu" / "2024" / "tong-hop.html").exists()


@pytest.mark.parametrize(
    "closed", [pytest.param("", marks=needs_linux), NO_LINUX]
)
def test_the_office_copy_is_handed_counts_and_no_persons(project, closed):
    handed = f"import pathlib; whole = wall.walled; wall.walled = lambda root: whole(root, handed=wall.whole_counts(root)); {closed}"
    ways = WAYS["whole_report"], *(WAYS[way].replace(COUNTS, PEOPLE) for way in ("pyarrow_file", "open"))
    whole, by_library, opened = tried(project, *((handed, way) for way in ways))
    assert whole[0] == 0, whole[1]
    if not closed:
        assert by_library[0] != 0
    code, said = opened
    assert (code, said.split()[0]) == (7, "BehindTheWall"), said
