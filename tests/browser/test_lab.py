"""The worked examples in a real JupyterLab: each cell runs, nothing is wider than its cell, light, dark."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("jupyterlab", reason="JupyterLab comes with the extra lab")

from tests.browser.browser import needs_chromium, open_browser, open_page
from tests.support.desk_commune import AREA_ID, desk_commune
from tests.support.small_commune import REPOSITORY, clean_environment

EXAMPLES = sorted(path.name for path in (REPOSITORY / "notebooks" / "examples").glob("*.ipynb"))
#: Where pictures go for whoever wants to look at them.
PICTURES = os.environ.get("XHHT_PICTURES")
SECONDS = 180
#: What is wrong with the outputs of the notebook that is open.
FAULTS = """() => {
  const found = [];
  for (const shown of document.querySelectorAll('.jp-Notebook .jp-OutputArea-output')) {
    const kind = shown.dataset.mimeType || '';
    if (kind.includes('stderr') || kind.includes('error')) found.push(kind + ': ' + shown.innerText);
    if (shown.scrollWidth > shown.clientWidth + 1)
      found.push(`${shown.scrollWidth} px in ${shown.clientWidth}: ${shown.innerText.slice(0, 60)}`);
  }
  return found;
}"""
#: How many cells of code have run, of how many.
RUN = """() => {
  const model = jupyterapp.shell.currentWidget.content.model;
  const code = Array.from(model.cells).filter(cell => cell.type === 'code' && cell.sharedModel.source.trim());
  return [code.filter(cell => cell.executionCount && cell.executionState !== 'running').length, code.length];
}"""

pytestmark = [needs_chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("lab") / "project"
    shutil.copytree(desk_commune(tmp_path_factory), root)
    folder = root / "notebooks" / "examples"
    shutil.copytree(REPOSITORY / "notebooks" / "examples", folder, dirs_exist_ok=True)
    for path in folder.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = cell.source.replace("phu-my", AREA_ID)
        nbformat.write(notebook, path)
    return root


@pytest.fixture(scope="module")
def address(project, tmp_path_factory):
    """Where JupyterLab listens, started in the project's folder."""
    own = tmp_path_factory.mktemp("jupyter")
    places = {f"JUPYTER_{name}_DIR": str(own / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    words = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--expose-app-in-browser"]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *words, "--LabApp.news_url=", "--LabApp.check_for_updates_class="
         "jupyterlab.NeverCheckForUpdate"],
        cwd=project, env=clean_environment() | places, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield _told(own / "runtime", process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _told(folder: Path, process: subprocess.Popen) -> tuple[str, str]:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        for path in folder.glob("jpserver-*.json"):
            try:
                told = json.loads(path.read_text(encoding="utf-8"))
            except ValueError:  # being written
                continue
            return told["url"], told["token"]
        time.sleep(0.2)
    raise RuntimeError("JupyterLab did not start")


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_in_lab(address, browser, name):
    url, token = address
    with open_page(browser, width=1400) as page:
        page.goto(f"{url}lab/tree/notebooks/examples/{name}?reset&token={token}")
        page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.content?.model", timeout=SECONDS * 1000
        )
        page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.ready")
        page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        deadline = time.monotonic() + SECONDS
        done, wanted = page.evaluate(RUN)
        while done < wanted and time.monotonic() < deadline:
            page.wait_for_timeout(500)
            done, wanted = page.evaluate(RUN)
        page.wait_for_timeout(1000)  # the last outputs are drawn
        assert done == wanted > 0
        for theme in ("JupyterLab Light", "JupyterLab Dark"):
            page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
            page.wait_for_timeout(1500)
            if PICTURES:
                _pictures(page, Path(PICTURES) / f"{name.removesuffix('.ipynb')}-{theme.split()[1].lower()}")
            assert page.evaluate(FAULTS) == []


def _pictures(page, stem: Path) -> None:
    """The notebook from its head to its end, a screen each."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    notebook = page.locator(".jp-WindowedPanel-outer, .jp-Notebook").first
    height = notebook.evaluate("e => e.scrollHeight")
    for number, top in enumerate(range(0, height, 800)):
        notebook.evaluate("(e, top) => { e.scrollTop = top }", top)
        page.wait_for_timeout(300)
        page.screenshot(path=f"{stem}-{number}.png")
