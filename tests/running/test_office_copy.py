"""``run --full``: the same papers with nothing withheld, below private/, marked on every page."""

from __future__ import annotations

import csv
import io
import os
import stat
import zipfile

import pytest
from docx import Document

from tests.end_to_end.at_once import AtOnce, copy_of, draw_nothing
from tests.publishing.packages import parts
from tests.support.small_commune import FILES, REGISTER, processed_commune
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import OFFICE_MARK
from xhht_analysis.base.store import Store, write_json
from xhht_analysis.base.whole import read_whole_counts
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.report.report import open_report
from xhht_analysis.running import office_bundle
from xhht_analysis.running.period_reports import office_copy
from xhht_analysis.running.results import Outcome
from xhht_analysis.running.run import run
from xhht_analysis.running.steps import Job

AREA, YEAR = REGISTER[0], Period(2024)


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The small commune, of which counts under 9 are withheld, and its copy; what outputs/ held before."""
    root = copy_of(processed_commune(tmp_path_factory), tmp_path_factory.mktemp("copy") / "project")
    store = Store(root)
    path = store.raw_area(AREA) / "area.toml"
    path.write_text(path.read_text("utf-8").replace("smallest_count = 1", "smallest_count = 9"), "utf-8")
    before = everything(store.outputs)
    with pytest.MonkeyPatch.context() as patch:
        draw_nothing(patch)
        make(store)
    return store, before


@pytest.fixture
def store(made, monkeypatch):
    draw_nothing(monkeypatch)
    return made[0]


def make(store):
    (outcome,) = run(Job(store, AtOnce(), full=True), [(AREA, YEAR)])
    assert outcome.failed == {}
    return store.office_copy(AREA, YEAR)


def test_it_has_every_number_and_stays_private(made):
    store, before = made
    folder = store.office_copy(AREA, YEAR)
    assert everything(store.outputs) == before
    assert not store.publications(AREA).exists()
    assert {*FILES, MANIFEST, "made-from.json"} == {path.name for path in folder.iterdir()}
    if os.name != "nt":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    public, whole = (open_report(AREA, "2024", root=store.root, whole=one) for one in (False, True))
    assert "[c]" in str(public.figure("thcs_graduated_15_18"))
    figure = whole.figure("thcs_graduated_15_18")
    assert isinstance(figure.numerator, int)
    table = (folder / "chi-tieu.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["indicator"] == "thcs_graduated_15_18"]
    assert (rows[0]["numerator"], rows[0]["denominator"]) == (str(figure.numerator), str(figure.denominator))
    assert "[c]" not in table


def test_every_paper_is_marked_on_every_page(store):
    folder = store.office_copy(AREA, YEAR)
    mark = OFFICE_MARK.upper()
    for page in folder.glob("*.html"):
        text = page.read_text("utf-8")
        assert f"<p>{mark}</p>" in text.replace(' class="synthetic"', "")
        assert text.count(f'@top-center{{content:"{mark}"') == 4
    section = Document(io.BytesIO((folder / "bao-cao.docx").read_bytes())).sections[0]
    for head in (section.header, section.first_page_header):
        assert [p.text for p in head.paragraphs if mark in p.text]
    for name in ("chi-tieu.xlsx", "bieu-thong-ke.xlsx"):
        assert OFFICE_MARK in "".join(parts((folder / name).read_bytes()).values())


def test_public_files_and_the_copy_know_nothing_of_each_other(store, monkeypatch):
    """What is up to date stays; nobody's environment opens whole counts to what leaves."""
    folder = store.office_copy(AREA, YEAR)
    first = everything(folder)
    (outcome,) = run(Job(store, AtOnce(), full=True), [(AREA, YEAR)])
    assert {one.state for one in outcome.results} == {"kept"}
    monkeypatch.setenv("XHHT_WHOLE_COUNTS", "1")
    (public,) = run(Job(store, AtOnce()), [(AREA, YEAR)])
    assert public.failed == {}
    assert everything(folder) == first
    output = store.output(AREA, YEAR)
    assert OFFICE_MARK.upper() not in (output / "index.html").read_text("utf-8")
    assert "[c]" in (output / "chi-tieu.csv").read_text("utf-8")


def test_notebooks_of_the_copy_are_handed_whole_counts(store):
    told = []
    for whole in (True, False):
        read_whole_counts(whole)
        told.append(open_report(AREA, "2024", root=store.root).whole)
    assert told == [True, False]


def test_it_is_packed_for_the_body_that_recognises(store, monkeypatch):
    monkeypatch.setattr(office_bundle.steps, "step_takers", lambda root: AtOnce())
    _, (path, *_) = office_bundle.pack_office_copies(store, YEAR, tell=lambda _: None, as_of=None)
    assert path.is_relative_to(store.private(AREA, YEAR))
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        assert {*archive.namelist()} == {*FILES}


def test_the_gate_looks_for_persons_all_the_same(store):
    """A number like a person's in what only this copy tells: the paper is not written, and why is told."""
    said = {"remarks": [{"unit": "Khóm 1", "item": "Nguyên nhân", "text": "079123456789"}]}
    write_json(store.private(AREA, YEAR) / "whole-summary.json", said)
    outcome = Outcome(AREA, YEAR)
    office_copy(Job(store, AtOnce()), outcome).publish()
    assert "số định danh" in str(outcome.failed["bao-cao.docx"])
    assert not (store.office_copy(AREA, YEAR) / "bao-cao.docx").exists()
