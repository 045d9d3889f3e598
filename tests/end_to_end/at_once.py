"""Steps of a run without processes and without drawing: for tests of what a run decides."""

import datetime as dt
import io
import shutil
import zipfile
from collections import defaultdict
from concurrent.futures import Executor, Future
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from xhht_analysis.publishing import forms_workbook, indicator_csv, office_report, runner, workbook_export
from xhht_analysis.publishing.office_package import repack
from xhht_analysis.report import public_forms
from xhht_analysis.running import run
from xhht_analysis.running.steps import Job


class AtOnce(Executor):
    """Tasks done in this process, when they are handed in; ``done`` names them."""

    slots = 1

    def __init__(self):
        self.done, self.here = [], self

    def submit(self, fn, /, *args, **kwargs):
        self.done.append(" ".join([fn.__name__, *(a for a in args[1:4] if isinstance(a, str))]))
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def stop(self):
        """Nothing is under way."""

    def __exit__(self, *_):
        """It may be used again."""


def draw_nothing(monkeypatch, *, papers=False):
    """Notebooks that say where they ran, at once; an error put into the answer by name is raised instead.

    ``papers``: they are made as they are; else Word, Excel and the table of indicators, too, say no more than
    of what they are.
    """
    failures: dict[str, Exception] = {}

    def fake(path: Path, parameters, *, folder: Path, here: bool):
        if path.stem in failures:
            raise failures[path.stem]
        said = new_output("execute_result", {"text/html": f"<p>{parameters['area']} {path.stem}</p>"})
        return new_notebook(cells=[new_code_cell("1", execution_count=1, outputs=[said])])

    monkeypatch.setattr(runner, "run_notebook", fake)
    if not papers:
        monkeypatch.setattr(office_report, "fields_of", lambda *_: defaultdict(lambda: "…"))
        monkeypatch.setattr(office_report, "office_report", lambda report, **_: _paper(_said(report)))
        monkeypatch.setattr(workbook_export, "indicator_workbook", lambda report: _workbook(_said(report)))
        monkeypatch.setattr(forms_workbook, "forms_workbook", lambda *_, place, **__: _workbook(place))
        monkeypatch.setattr(public_forms, "public_forms", lambda _: ())
        monkeypatch.setattr(indicator_csv, "indicator_csv", _table)
    return failures


def _table(report):
    blank = "," * (len(indicator_csv.COLUMNS) - 2)
    return f"{','.join(indicator_csv.COLUMNS)}\n{report.area.id},{report.period}{blank}\n"


def _said(report):
    return f"{report.area.title}, {report.period.label}"


@cache
def _paper(said):
    """The least that is a Word document."""
    office, a_type = "http://schemas.openxmlformats.org", "application/vnd.openxmlformats-"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{a_type}package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        f'ContentType="{a_type}officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        f"<w:t>{escape(said)}</w:t></w:r></w:p></w:body></w:document>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return repack(made.getvalue())


@cache
def _workbook(said):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"author": "", "created": dt.datetime(2024, 1, 1)})
        book.add_worksheet("Thử").write(0, 0, said)
    return repack(made.getvalue())


def run_at_once(store, *areas, periods=(), force=False, tell=lambda step: None, as_of=None):
    """The outcomes of a run, and what was done for it."""
    executor = AtOnce()
    job = Job(store, executor, force=force, tell=tell, as_of=as_of)
    return run.run(job, run.choose(store, areas, periods)), executor.done


def copy_of(project: Path, target: Path) -> Path:
    return Path(shutil.copytree(project, target))
