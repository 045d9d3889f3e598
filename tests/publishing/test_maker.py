"""A report as a task: the same page from a fork as from a kernel, whatever ran before."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.execution import work
from tests.support.amount import first
from tests.support.commands import takers
from tests.support.small_commune import REGISTER, SURVEY, break_notebook, processed_commune, write_commune
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.publishing.maker import make_page
from xhht_analysis.publishing.runner import NotebookFailure, run_notebook
from xhht_analysis.running.pipeline import process_period

pytestmark = pytest.mark.skipif(not can_fork(), reason="reports are made in kernels here")

#: Everything a notebook could leave behind for the next one.
LEAKS = """
import builtins, os, random, sys, warnings
import matplotlib, numpy, pandas
import matplotlib.pyplot as plt
import seaborn
from xhht_analysis.charts import blocks
from xhht_analysis.base import vietnamese
from xhht_analysis.charts import canvas
from xhht_analysis.indicators import catalogue

matplotlib.rcParams.update({"font.size": 31, "svg.hashsalt": "khác", "lines.linewidth": 9, "axes.grid": True})
seaborn.set_theme(style="dark", font_scale=3)
plt.figure(); plt.plot([1, 2])
random.seed(1); numpy.random.seed(1)
warnings.simplefilter("error")
pandas.set_option("display.max_rows", 1)
pandas.DataFrame.assign = lambda *_, **__: 1 / 0
canvas.WIDE = canvas.NARROW = 7
canvas.house_style()["font.size"] = 40
vietnamese.format_number = blocks.plain = lambda *_, **__: "RÒ RỈ"
catalogue.catalogue().clear()
sys.modules["xhht_analysis.report.figures"] = None
sys.path.clear()
os.environ.update(XHHT_ROOT="/khong/co", MPLBACKEND="agg", LC_ALL="C")
open("done", "w").close()
os.chdir("/")
os.umask(0o777)
builtins.report = builtins.area = "RÒ RỈ"
builtins.len = lambda _: 0
open = print = None
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return processed_commune(tmp_path_factory)


def spawned(make, *of, **how):
    """As on systems where nothing is forked."""
    with FreshProcesses(1, fork=False, seconds=120) as executor:
        return executor.submit(make, *of, **how).result()


def at_once(make, *of, **how):
    return make(*of, **how)


@pytest.mark.parametrize(
    ("of", "page", "begin"),
    first([
        (REGISTER, "xoa-mu-chu", spawned), (REGISTER, "tong-hop", at_once),
        (REGISTER, "mo-hinh-hoc-tap", at_once), (SURVEY, "tong-hop", at_once),
    ]),
)  # fmt: skip
def test_a_fork_makes_the_page_that_a_kernel_makes(root, of, page, begin):
    here = takers().submit(make_page, root, *of, page)
    assert begin(make_page, root, *of, page, here=False) == here.result()


def test_nothing_leaks_into_the_next_report(root, tmp_path):
    before = takers().submit(make_page, root, *REGISTER, "xoa-mu-chu").result()
    cells = [new_code_cell(LEAKS)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), tmp_path / "leaks.ipynb")
    leak = takers().submit(run_notebook, tmp_path / "leaks.ipynb", {}, folder=tmp_path, here=True)
    leak.exception()  # its own process may well not survive it
    assert (tmp_path / "done").exists()
    assert takers().submit(make_page, root, *REGISTER, "xoa-mu-chu").result() == before


def test_the_failing_cell_is_named_as_by_a_kernel(tmp_path):
    root = write_commune(tmp_path / "xã")
    process_period(Store(root), REGISTER[0], Period.parse(REGISTER[1]))
    break_notebook(root, "summary", "raise ValueError('một\\nhai')", cell=4)
    failure = takers().submit(make_page, root, *REGISTER, "tong-hop").exception()
    assert isinstance(failure, NotebookFailure)
    assert failure.args == ("summary", 4, "ValueError", "")
    kept = Store(root).private(REGISTER[0], Period.parse(REGISTER[1])) / "loi-so-summary.txt"
    assert kept.read_text("utf-8") == "Sổ summary.ipynb hỏng ở ô thứ 4: ValueError.\nmột\nhai\n"
    assert kept.stat().st_mode & 0o777 == 0o600


def _of_the_server() -> int:
    return len(list(Path(f"/proc/{work.server()}/task").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads cannot be counted here")
def test_the_process_that_is_forked_has_one_thread():
    assert takers().submit(_of_the_server).result() == 1
