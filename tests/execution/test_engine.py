"""The engine ``xhht`` shows what a kernel shows, and fails as a kernel fails."""

import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from papermill.engines import papermill_engines

from tests.execution import work
from tests.support.commands import takers
from xhht_analysis.execution import engine, entry

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = 'area = "phu-my"'
SHOWN = (
    "(area, __name__, len(In))",
    "print(1)\nprint(2)",
    "import sys\nprint('lỗi', file=sys.stderr)",
    "from IPython.display import HTML, clear_output, display\n"
    "shown = display(HTML('<b>x</b>'), display_id=True)\ndisplay(1, metadata={'a': 1})\n"
    "shown.update(HTML('<i>y</i>'))\n_",
    "print(3)\nclear_output()\nprint(4)",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    # what pyplot has open is shown here always; a kernel whose backend shows nothing loses it
    "import matplotlib.pyplot as plt\nfigure = plt.figure(figsize=(1, 1))\nfigure.text(0, 0, 'x')\n"
    "plt.close()\nfigure",
    "class Told:\n    __repr__ = lambda self: 'Told()'\n    _repr_html_ = lambda self: '<p>'\n\nTold(), None",
    "[Told()][0]",
    "%%capture kept\nprint(5)",
    "import sys\nsys.modules['__main__'].area, In[3], Out[3][0]",
    "await __import__('asyncio').sleep(0, 'rồi')",
    "!echo hello",
    "import beside\nbeside.NAME",
    "x = 1;",
    "",
)


@pytest.fixture
def run(tmp_path):
    def execute(engine_name: str | None, *sources: str, tags=(), **options):
        cells = [new_code_cell(PARAMETERS, id="p", metadata={"tags": ["parameters"]})]
        for number, source in enumerate(sources):
            cells.append(new_code_cell(source, id=f"c{number}", metadata={"tags": list(tags)}))
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), tmp_path / "thu.ipynb")
        (tmp_path / "beside.py").write_text("NAME = 'bên cạnh'\n", encoding="utf-8")
        target = tmp_path / "out.ipynb"
        task = takers().submit(work.execute, tmp_path / "thu.ipynb", target, engine_name, **options)
        return task.result(), nbformat.read(target, as_version=4)

    return execute


def facts(notebook) -> list[tuple]:
    """Source, number, outputs and papermill's word on every cell, without times."""
    return [
        (
            cell.source,
            cell.get("execution_count"),
            [dict(output) for output in cell.get("outputs", ())],
            cell.metadata.get("papermill", {}).get("status"),
            cell.metadata.get("papermill", {}).get("exception"),
        )
        for cell in notebook.cells
    ]


def test_cells_show_what_they_show_in_a_kernel(run):
    parameters = {"area": "an-thu"}
    ended, kernel = run(None, *SHOWN, parameters=parameters)
    assert ended == ""
    ended, here = run("xhht", *SHOWN, parameters=parameters)
    assert ended == ""
    assert facts(here) == facts(kernel)
    assert here.metadata.language_info == kernel.metadata.language_info


FAILING = (
    "print(1)\n1 / 0",
    "raise KeyboardInterrupt",
    "import sys\nsys.exit(2)",
    "x = (",
    "input('?')",
    "class Bad:\n    def _repr_html_(self):\n        raise ValueError('xấu')\n\nBad()",
)


def told(ended, notebook):
    """How it ended, the errors that cells show, the cells that were begun."""
    errors = [
        (cell.source, output.ename, output.evalue)
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]
    ran = [cell.source for cell in notebook.cells if cell.metadata.get("papermill", {}).get("start_time")]
    return ended, errors, ran


@pytest.mark.parametrize("source", FAILING)
def test_cells_fail_as_in_a_kernel(run, source):
    kernel, here = (told(*run(name, source, "'sau'")) for name in (None, "xhht"))
    assert here == kernel
    assert len(here[1]) == 1


@pytest.mark.parametrize("tag", ["raises-exception", "skip-execution"])
def test_cells_that_may_fail_or_are_left_out_are_so_as_in_a_kernel(run, tag):
    kernel, here = (told(*run(name, *FAILING, "'sau'", tags=[tag])) for name in (None, "xhht"))
    assert here == kernel
    assert len(here[2]) == len(FAILING) + 2


def test_the_end_of_the_session_is_that_of_the_notebook(run):
    ended, notebook = run("xhht", "exit()", "2")
    assert ended == "DeadKernelError"
    assert notebook.cells[-1].outputs == []


@pytest.mark.skipif(not hasattr(engine.signal, "setitimer"), reason="no such clock")
def test_a_cell_that_takes_too_long(run):
    ended, notebook = run("xhht", "while True:\n    pass", "2", execution_timeout=1)
    assert ended == "CellTimeoutError"
    assert notebook.cells[-1].outputs == []


def test_the_engine_is_known_to_papermill():
    assert entry.register() == "xhht"
    assert papermill_engines.get_engine("xhht") is entry.XhhtEngine
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["papermill.engine"] == {
        "xhht": f"{entry.__name__}:{entry.XhhtEngine.__name__}"
    }


@pytest.mark.parametrize("first", ["entry", "engine", "shell"])
def test_it_is_found_through_the_entry_point_whatever_is_imported_first(first):
    """As in a fresh installation, where papermill loads the engine while it is itself being loaded."""
    said = f"import xhht_analysis.execution.{first}, papermill.engines as p; "
    said += "print(p.papermill_engines.get_engine('xhht').__module__)"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.returncode) == (f"{entry.__name__}\n", 0), ran.stderr


def test_a_figure_with_a_title_is_shown_with_its_words_and_its_table(run):
    drawn = "import matplotlib.pyplot as plt\nax = plt.subplot()\nax.bar(['Khóm 1'], [2])"
    seaborn = "import seaborn as sns\nax = sns.barplot(x=['a', 'b'], y=[1, 2])"
    ways = (f"{drawn}\nax.set_title('Hai')\nplt.show()", f"{seaborn}\nax.set_title('Hai')\nax")
    _, notebook = run("xhht", *ways)
    outputs = [[o["data"] for o in cell.outputs if "data" in o] for cell in notebook.cells]
    shown = [data["text/html"] for cell in outputs for data in cell if "text/html" in data]
    assert len(shown) == len(ways)
    assert all("Hình do người phân tích vẽ: Hai" in one and "<td" in one for one in shown)
