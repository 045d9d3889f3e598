"""A run makes what is not up to date and nothing else, and says why."""

import csv
import json
import os
import shutil
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from tests.end_to_end.at_once import copy_of, draw_nothing, run_at_once
from tests.support.amount import IN_CI
from tests.support.commands import takers
from tests.support.once import once
from tests.support.small_commune import FILES, REGISTER, SURVEY, processed_commune
from xhht_analysis.base import inputs
from xhht_analysis.base.duty import ALL_DUE
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import REPORTS_RECORD, Store
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.publishing.maker import make_page
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.running import period_reports
from xhht_analysis.running.results import COUNTING, NEW, UNFINISHED, failed_last, results_text, write_last
from xhht_analysis.standards import law_files

ALL = {COUNTING, *FILES}
PAGES = {f"{kind.page}.html" for kind in REPORTS}
LATER = ("ben-thu", "2000")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The small commune, run once, its survey there for two years; pages are drawn by nobody."""

    def make(folder):
        root = copy_of(processed_commune(tmp_path_factory), folder / "project")
        copy_of(root.joinpath("data", "raw", *SURVEY), root.joinpath("data", "raw", *LATER))
        with pytest.MonkeyPatch.context() as patch:
            draw_nothing(patch)
            run_at_once(Store(root))
        return root

    return once(tmp_path_factory, "xã nhỏ ba kỳ", make)


@pytest.fixture
def restored_laws():
    before = [*law_files._at_work]
    yield
    law_files._at_work[:] = before


@pytest.fixture
def store(made, tmp_path, monkeypatch):
    draw_nothing(monkeypatch)
    return Store(copy_of(made, tmp_path / "project"))


def built(outcomes):
    """(area, period) → the files that were built, each with the names of what had changed.

    Without the sizes of papers, which a page prints in KB: they may change with what is in a paper.
    """
    return {
        (one.area, str(one.period)): made
        for one in outcomes
        if (
            made := {
                r.report: tuple(why for why in r.why if why != "downloads")
                for r in one.results
                if r.state == "built"
            }
        )
    }


def states(store):
    return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in store.root.rglob("*") if p.is_file()}


def test_nothing_is_done_when_nothing_changed(store):
    before = states(store)
    outcomes, done = run_at_once(store)
    assert done == []
    assert {r.state for outcome in outcomes for r in outcome.results} == {"kept"}
    assert [len(outcome.results) for outcome in outcomes] == [len(ALL)] * 3
    assert states(store) == before


def test_what_was_touched_copied_or_is_not_read_makes_nothing_anew(store):
    for path in store.root.joinpath("data", "raw").rglob("*"):
        os.utime(path, (1, 1))
    (store.root / "README.md").write_text("# khác", encoding="utf-8")
    raw = store.raw.joinpath(*REGISTER)
    (raw / "~$PCGD xã An Thử (2) final.xlsx").write_bytes(b"Excel is looking at it")
    (raw / ".DS_Store").write_bytes(b"so is a Mac")
    assert run_at_once(store)[1] == []
    elsewhere = Store(copy_of(store.root, store.root.with_name("nơi khác")))
    assert run_at_once(elsewhere)[1] == []


def test_a_notebook_concerns_its_own_page_of_every_period(store):
    path = store.notebooks / "literacy.ipynb"
    path.write_bytes(path.read_bytes() + b"\n")
    outcomes, _ = run_at_once(store)
    page = {"xoa-mu-chu.html": ("literacy.ipynb",)}
    assert built(outcomes) == {REGISTER: page, SURVEY: page, LATER: page}


def test_a_plan_concerns_its_area_and_year(store):
    path = store.raw / "an-thu" / "plan-2024.toml"
    path.write_text(path.read_text("utf-8") + "\n# một ghi chú\n", encoding="utf-8")
    outcomes, _ = run_at_once(store)
    assert built(outcomes) == {REGISTER: dict.fromkeys(ALL, ("plan-2024.toml",))}


def test_a_law_file_of_the_project_concerns_every_period_and_judges_them(store, restored_laws):
    folder = store.root / "data" / "rules"
    folder.mkdir()
    text = files("xhht_analysis.standards").joinpath("nd20-2014.toml").read_text(encoding="utf-8")
    text = text.replace('"nd20-2014"', '"nd-moi"').replace(
        "2014-05-15", "2015-01-01\nreplaces = ['nd20-2014']"
    )
    (folder / "nd-moi.toml").write_text(text, encoding="utf-8")
    outcomes, _ = run_at_once(store)
    assert built(outcomes) == dict.fromkeys((REGISTER, SURVEY, LATER), dict.fromkeys(ALL, ("rules",)))
    manifest = json.loads((store.output(REGISTER[0], Period.parse(REGISTER[1])) / MANIFEST).read_bytes())
    assert manifest["content"]["rules"]["recognition"]["id"] == "nd-moi"
    assert "nd-moi.toml" in [file["name"] for file in manifest["content"]["rules"]["files"]]
    (folder / "nd-moi.toml").write_text(text.replace("at_least = 95", "at_least = 950"), encoding="utf-8")
    outcomes, _ = run_at_once(store)
    assert all("data/rules/nd-moi.toml, dòng" in str(one.results) for one in outcomes)


def test_a_raw_file_concerns_its_own_period(store):
    path = store.raw.joinpath(*LATER) / "dieu tra.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    outcomes, _ = run_at_once(store)
    files = dict.fromkeys(FILES, (inputs.FIGURES,))
    assert built(outcomes) == {LATER: files | {COUNTING: ("2000/dieu tra.csv",)}}


def test_a_raw_file_that_comes_or_goes(store):
    extra = store.raw.joinpath(*REGISTER) / "bao cao (2) final.txt"
    extra.write_text("không phải bảng", encoding="utf-8")
    assert built(run_at_once(store)[0])[REGISTER][COUNTING] == (f"2024/{extra.name}",)
    extra.unlink()
    assert built(run_at_once(store)[0])[REGISTER][COUNTING] == (f"2024/{extra.name}",)


@pytest.mark.parametrize("name", ["area.toml", "program", "1999"])
def test_a_raw_file_hides_no_other_input_whatever_it_is_called(store, name):
    of = ("ben-thu", Period(2000))
    before = inputs.of_counting(store, *of, language="vi", duty=ALL_DUE)
    (store.raw.joinpath(*LATER) / name).write_text("gửi nhầm", encoding="utf-8")
    now = inputs.of_counting(store, *of, language="vi", duty=ALL_DUE)
    assert inputs.changes(before, now) == [f"2000/{name}"]


def test_a_period_whose_raw_files_are_gone_is_still_an_input(store):
    shutil.rmtree(store.raw.joinpath(*SURVEY))
    made = built(run_at_once(store)[0])
    assert made == {LATER: dict.fromkeys(FILES, (inputs.NEIGHBOURS,))}
    shutil.rmtree(store.processed("ben-thu", Period(1999)))
    assert built(run_at_once(store)[0])[LATER] == dict.fromkeys(ALL, ("1999",)) | {
        name: ("1999",) for name in FILES
    }


@pytest.mark.parametrize("inputs_", ["x", None, ["a"]])
def test_what_was_remembered_and_is_no_longer_readable_makes_the_file_anew(store, inputs_):
    path = store.processed("an-thu", Period(2024)) / "private" / REPORTS_RECORD
    made = json.loads(path.read_bytes())
    made["tong-hop.html"]["inputs"] = inputs_
    path.write_text(json.dumps(made), encoding="utf-8")
    record = store.processed("an-thu", Period(2024)) / "private" / "made-from.json"
    told = json.loads(record.read_bytes())
    record.write_text(json.dumps(told | {"inputs": inputs_}), encoding="utf-8")
    outcomes, _ = run_at_once(store)
    assert set(built(outcomes)[REGISTER]) == ALL
    assert all(outcome.complete for outcome in outcomes)


def test_a_period_that_cannot_be_looked_at_fails_alone(store, monkeypatch):
    look = period_reports.of_reports

    def refuse(store, area, period, **how):
        if area == "an-thu":
            raise PermissionError("open elsewhere")
        return look(store, area, period, **how)

    monkeypatch.setattr(period_reports, "of_reports", refuse)
    outcomes, _ = run_at_once(store)
    assert [set(outcome.failed) for outcome in outcomes] == [{MANIFEST}, set(), set()]


def test_a_later_period_is_made_anew_where_the_figures_that_it_is_compared_with_changed(store):
    path = store.raw.joinpath(*SURVEY) / "dieu tra.csv"
    same = path.read_text("utf-8")
    path.write_text(same + "\n", encoding="utf-8")
    assert set(built(run_at_once(store)[0])) == {SURVEY}
    lines = same.splitlines()
    lines[1] = lines[1].replace(";1;", ";2;", 1)  # another sex
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = built(run_at_once(store)[0])
    assert set(made) == {SURVEY, LATER}
    assert {name: why for name, why in made[LATER].items() if "1999" not in why} == {}


def test_a_new_period_concerns_the_pages_that_lead_to_it(store):
    copy_of(store.raw.joinpath(*SURVEY), store.raw / "ben-thu" / "2001")
    made = built(run_at_once(store)[0])
    assert made == {
        LATER: dict.fromkeys(FILES, (inputs.NEIGHBOURS,)),
        ("ben-thu", "2001"): dict.fromkeys(ALL, (NEW,)),
    }


def test_pages_lead_to_a_period_once_it_has_pages_whichever_is_made_first(store):
    """1999 and 2000 lie there; 2000 loses its pages, and is then made in one run with 1999, and alone."""
    page, later = store.output("ben-thu", Period(1999)) / "index.html", store.output("ben-thu", Period(2000))
    whole = page.read_bytes()
    assert b'href="../2000/index.html"' in whole
    shutil.rmtree(later)
    before = dict.fromkeys(FILES, (inputs.NEIGHBOURS,))
    assert built(run_at_once(store, "ben-thu", periods=[Period(1999)])[0]) == {SURVEY: before}
    assert b"../2000/" not in page.read_bytes()
    assert not later.exists()
    made = built(run_at_once(store, "ben-thu", periods=[Period(2000)])[0])
    assert made == {LATER: dict.fromkeys(FILES, (NEW,))}
    assert built(run_at_once(store)[0]) == {SURVEY: before}
    assert page.read_bytes() == whole
    shutil.rmtree(later)
    shutil.rmtree(page.parent)
    run_at_once(store)
    assert page.read_bytes() == whole


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes() + b" ")])
def test_a_file_that_is_not_as_it_was_made(store, spoil):
    path = store.output("an-thu", Period(2024)) / "tong-hop.html"
    before = path.read_bytes()
    spoil(path)
    outcomes, done = run_at_once(store)
    assert set(built(outcomes)[REGISTER]) == {"tong-hop.html"}
    assert done == [
        "open_publication an-thu 2024",
        "make_file an-thu 2024 tong-hop.html",
        "publish_made an-thu 2024 tong-hop.html",
    ]
    assert path.read_bytes() == before


def test_what_was_printed_from_a_page_goes_with_it(store):
    """By hand: of the page and of all together; a PDF of another page is still what that says."""
    folder = store.output("an-thu", Period(2024))
    gone = [folder / "tong-hop.pdf", store.outputs / "bao-cao-2024.pdf"]
    stays = [folder / "xoa-mu-chu.pdf", folder / "bao-cao.pdf", store.outputs / "bao-cao-2000.pdf"]
    for path in (*gone, *stays):
        path.write_bytes(b"%PDF-")
    (folder / "tong-hop.html").unlink()
    run_at_once(store)
    assert [path for path in gone if path.exists()] == []
    assert [path for path in stays if not path.exists()] == []


def test_statistical_forms_go_with_the_counts_that_they_are_made_of(store):
    """They are written where somebody asks for them, and then stand until something is counted anew."""
    path = store.private("an-thu", Period(2024)) / "bieu-thong-ke.xlsx"
    path.write_bytes(b"x")
    run_at_once(store, "an-thu")
    assert path.exists()
    run_at_once(store, "an-thu", force=True)
    assert not path.exists()


@pytest.mark.parametrize(
    "name", ["counts.csv", "summary.json", "private/people.parquet", "private/can-sua.xlsx"]
)
def test_counts_that_are_not_as_they_were_made(store, name):
    path = store.processed("an-thu", Period(2024)) / name
    before = path.read_bytes()
    path.unlink()
    outcomes, _ = run_at_once(store)
    assert built(outcomes) == {REGISTER: {COUNTING: (UNFINISHED,)}}
    assert path.read_bytes() == before


def test_the_list_for_the_clerk_may_be_written_on(store):
    path = store.processed("an-thu", Period(2024)) / "private" / "can-sua.xlsx"
    path.write_bytes(b"notes of a clerk")
    assert run_at_once(store)[1] == []


@pytest.mark.parametrize("name", [inputs.PROGRAM] + [inputs.LIBRARIES] * IN_CI)
def test_the_program_and_its_libraries_concern_everything(store, monkeypatch, name):
    now = inputs.of_program() | {name: "khác"}
    monkeypatch.setattr(inputs, "of_program", lambda: now)
    assert built(run_at_once(store)[0]) == {
        of: dict.fromkeys(ALL, (name,)) for of in (REGISTER, SURVEY, LATER)
    }


def test_force_makes_everything_anew(store):
    before = {p: p.read_bytes() for p in store.outputs.rglob("*") if p.is_file() and p.name != MANIFEST}
    outcomes, _ = run_at_once(store, force=True)
    assert {of: set(made) for of, made in built(outcomes).items()} == dict.fromkeys(
        (REGISTER, SURVEY, LATER), ALL
    )
    assert {p: p.read_bytes() for p in before} == before


def test_what_failed_is_made_by_the_next_run_and_nothing_else(store, monkeypatch):
    failures = draw_nothing(monkeypatch)
    failures["literacy"] = InputError(Message.twin("Câu.", "Sentence."))
    path = store.notebooks / "literacy.ipynb"
    path.write_bytes(path.read_bytes() + b"\n")
    outcomes, _ = run_at_once(store)
    assert [set(outcome.failed) for outcome in outcomes] == [{"xoa-mu-chu.html"}] * 3
    write_last(store, outcomes)
    assert failed_last(store) == [(area, Period.parse(period)) for area, period in (REGISTER, SURVEY, LATER)]
    failures.clear()
    outcomes, _ = run_at_once(store)
    assert set(built(outcomes)[REGISTER]) == {"xoa-mu-chu.html", "index.html"}
    assert built(outcomes)[REGISTER]["xoa-mu-chu.html"] == (UNFINISHED,)
    write_last(store, outcomes)
    assert failed_last(store) == []


def test_the_last_run_as_a_table(store):
    outcomes, _ = run_at_once(store, "an-thu")
    write_last(store, outcomes)
    text = (store.root / "data" / "processed" / "lan-chay-cuoi.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert list(rows[0]) == ["area", "period", "report", "state", "seconds", "reason"]
    assert [(r["area"], r["period"], r["state"]) for r in rows] == [("an-thu", "2024", "kept")] * len(ALL)
    assert {r["report"] for r in rows} == ALL


def test_without_a_last_run_nothing_is_known_to_have_failed(tmp_path):
    with pytest.raises(InputError, match="^Không biết lần trước báo cáo nào hỏng"):
        failed_last(Store(tmp_path))


def test_what_is_said_of_it(store):
    path = store.notebooks / "literacy.ipynb"
    path.write_bytes(path.read_bytes() + b"\n")
    outcomes, _ = run_at_once(store, "an-thu")
    first, second = results_text(outcomes).splitlines()
    assert first.startswith(f"an-thu 2024: lập 1; giữ {len(FILES) - 1}; ")
    assert second.startswith("  ✓ xoa-mu-chu.html (")
    assert second.endswith(" s): đổi: literacy.ipynb")
    with speaking("en"):
        assert results_text(outcomes).splitlines()[1].endswith(" s): changed: literacy.ipynb")


def test_a_record_remembers_what_each_file_was_made_from(store):
    path = store.processed("an-thu", Period(2024)) / "private" / REPORTS_RECORD
    made = json.loads(path.read_bytes())
    assert set(made) == set(FILES)
    assert path.stat().st_mode & 0o777 == 0o600 or os.name == "nt"
    page = made["xoa-mu-chu.html"]
    assert page["why"] == [NEW]
    assert {"program", "libraries", "area.toml", "plan-2024.toml", "figures", "literacy.ipynb"} < set(
        page["inputs"]
    )


def files_read(root: Path, area: str, period: str, page: str) -> list[str]:
    """In a process of its own: the project's files that were opened while a report was made."""
    opened = []

    def note(event, args):
        # The wall takes hold of files without reading them.
        if event == "open" and isinstance(args[0], str | os.PathLike) and not (args[2] or 0) & os.O_PATH:
            path = Path(os.fspath(args[0])).absolute()
            if path.is_relative_to(root) and path.is_file():
                opened.append(path.relative_to(root).as_posix())

    sys.addaudithook(note)
    make_page(root, area, period, page)
    return opened


@pytest.mark.skipif(not can_fork(), reason="a kernel of its own cannot be listened to")
def test_whatever_a_report_reads_is_among_its_inputs(made):
    counted = ("counts.csv", "summary.json", "decisions.json")
    known = {f"data/processed/ben-thu/{period}/{name}" for period in ("1999", "2000") for name in counted}
    known.add("data/raw/an-thu/area.toml")  # it might be a group that the area belongs to: among NEIGHBOURS
    read = {kind: takers().submit(files_read, made, *LATER, kind.page) for kind in REPORTS}
    for kind, paths in read.items():
        own = {"data/raw/ben-thu/area.toml", f"notebooks/{kind.notebook}.ipynb"}
        assert set(paths.result()) <= known | own
        assert own < set(paths.result())
