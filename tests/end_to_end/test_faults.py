"""What stops a run half-way leaves nothing half done: the next run does the rest, to the same bytes."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.end_to_end.at_once import copy_of, draw_nothing, run_at_once
from tests.support.amount import MANY
from tests.support.commands import invoke
from tests.support.small_commune import (
    FILES,
    REGISTER,
    SURVEY,
    clean_environment,
    plain_commune,
    processed_commune,
    unfinished,
    xhht,
)
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.parts import new_part
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, write_atomically
from xhht_analysis.execution.failures import ProgramFault
from xhht_analysis.execution.tasks import Stopped, TookTooLong
from xhht_analysis.publishing import publication
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.running.faults import as_told
from xhht_analysis.running.results import Outcome

signals = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


def published(root: Path) -> dict[str, bytes]:
    """Every file of ``outputs/``; of a manifest what does not tell of the run itself."""
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.joinpath("outputs").rglob("*.*")}
    for name in [name for name in files if name.endswith(MANIFEST)]:
        files[name] = json.dumps(json.loads(files[name])["content"]).encode()
    return files


def begin(root: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", "from xhht_analysis.commands.start import main; main()", "run", "--jobs", "2"],
        cwd=root, env=clean_environment(), encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


@signals
@pytest.mark.parametrize(
    ("by", "pages"),
    [(signal.SIGINT, 1), (signal.SIGKILL, 7)] + [(signal.SIGTERM, 1), (signal.SIGKILL, 1)] * MANY,
    ids=str,
)
def test_a_run_that_is_stopped(tmp_path_factory, tmp_path, by, pages):
    """Once so many pages are there. Ctrl-C reaches all processes of the terminal, ``kill`` one.

    One period was made before and stays as it is; the other is counted and made.
    """
    made = plain_commune(tmp_path_factory)
    root = copy_of(made.root, tmp_path / "project")
    shutil.rmtree(root / "outputs" / REGISTER[0])
    shutil.rmtree(root / "data" / "processed" / REGISTER[0])
    process = begin(root)
    while len(list(root.glob(f"outputs/{REGISTER[0]}/*/*.html"))) < pages and process.poll() is None:
        time.sleep(0.02)
    helpers = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, by) if by == signal.SIGINT else process.send_signal(by)
    said, wrong = process.communicate(timeout=120)
    assert psutil.wait_procs(helpers, timeout=20)[1] == []
    if by != signal.SIGKILL:
        assert (process.returncode, wrong.strip()) == (128 + by, "Đã dừng theo yêu cầu.")
        assert "  … bị dừng giữa chừng, chạy lại để làm tiếp" in said
        assert unfinished(root) == []
    whole, left = published(made.root), published(root)
    not_yet = (MANIFEST, "index.html", ".part")  # made last, or what the next run removes
    pages_left = {name for name, content in left.items() if not name.endswith(not_yet)}
    assert {name for name in pages_left if name.startswith(f"outputs/{REGISTER[0]}/")} != set()
    assert {name for name in pages_left if left[name] != whole[name]} == set()
    manifest = root.joinpath("outputs", *REGISTER, MANIFEST)
    known = manifest.exists() and json.loads(manifest.read_bytes())["content"]["files"]
    assert known or pages == 1  # each page that is there is told of before the next
    again = invoke(root, "run", *(["--rerun-failed"] if by != signal.SIGKILL else []))
    assert (again.exit_code, again.stderr) == (0, "")
    of_it = (line for line in again.stdout.splitlines() if line.startswith(" ".join(REGISTER)))
    line = next(of_it)  # those after it tell what the Word report lacks
    assert ("giữ" in line) == bool(known)
    assert unfinished(root) == []
    assert published(root) == whole


@pytest.fixture
def store(tmp_path_factory, tmp_path, monkeypatch):
    draw_nothing(monkeypatch)
    return Store(copy_of(processed_commune(tmp_path_factory), tmp_path / "project"))


def test_a_disk_that_is_full(store, monkeypatch):
    run_at_once(store, "an-thu")
    whole = published(store.root)

    def until_full(path, write, **more):
        def half(part):
            part.write_bytes(b"<!DOCTYPE html>")
            raise OSError(errno.ENOSPC, "No space left on device", str(part))

        write_atomically(path, half if path.name == "xoa-mu-chu.html" else write, **more)

    with monkeypatch.context() as full:
        full.setattr(publication, "write_atomically", until_full)
        outcomes, _ = run_at_once(store, "an-thu", force=True)
    assert {name: str(error) for name, error in outcomes[0].failed.items()} == {
        "xoa-mu-chu.html": "Ổ đĩa đã đầy nên không ghi được. Hãy xóa bớt tệp rồi chạy lại."
    }
    assert unfinished(store.root) == []
    outcomes, _ = run_at_once(store, "an-thu")
    assert {r.report for r in outcomes[0].results if r.state == "built"} == {"xoa-mu-chu.html", "index.html"}
    assert published(store.root) == whole


@signals
def test_what_a_killed_command_left_anywhere_is_removed_by_the_next(store):
    """Whichever command it is: here a check of another commune."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    private = store.private("an-thu", Period(2024))
    output = store.output("an-thu", Period(2024))
    for folder in (output, store.outputs, private, private / "read", store.raw / "an-thu"):
        folder.mkdir(parents=True, exist_ok=True)
        new_part(folder, ended.pid)
    mine = new_part(private, os.getpid())
    assert xhht(store.root, "check", *SURVEY).stderr == ""
    assert unfinished(store.root) == [mine]


def test_a_file_that_is_open_elsewhere(store, monkeypatch):
    def refuse(path, write, **more):
        if path.name == "bao-cao.docx":
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        write_atomically(path, write, **more)

    monkeypatch.setattr(publication, "write_atomically", refuse)
    outcomes, _ = run_at_once(store, "an-thu")
    (reason,) = outcomes[0].failed.values()
    assert str(reason).startswith("Không ghi được tệp: tệp đang mở trong Word, Excel")
    assert outcomes[0].count("built") == len(FILES) - 1


def test_an_error_of_the_program_is_told_without_what_it_says(store, monkeypatch):
    """Its words may hold a person's cell."""

    def wrong(report, kinds):
        raise KeyError("Nguyễn Văn An")

    monkeypatch.setattr("xhht_analysis.publishing.provenance.provenance_of", wrong)
    outcomes, _ = run_at_once(store)
    assert [set(outcome.failed) for outcome in outcomes] == [{MANIFEST}, {MANIFEST}]
    said = str(outcomes[0].failed[MANIFEST])
    assert said.startswith("Lỗi của chương trình (KeyError, xhht_analysis/running/steps.py:")
    assert "An" not in said
    with speaking("en"):
        assert str(outcomes[0].failed[MANIFEST]).startswith("An error of the program (KeyError, ")


def test_a_paper_that_fails_tells_where(store, monkeypatch):
    """What its process was writing goes with the run."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    def wrong(*_):
        new_part(store.output("an-thu", Period(2024)), ended.pid)
        raise KeyError("Nguyễn Văn An")

    monkeypatch.setattr("xhht_analysis.publishing.indicator_csv.indicator_csv", wrong)
    outcomes, _ = run_at_once(store, "an-thu")
    assert str(outcomes[0].failed["chi-tieu.csv"]).startswith(
        "Lỗi của chương trình (KeyError, xhht_analysis/publishing/papers.py:"
    )
    assert unfinished(store.root) == []


def test_words_of_errors_from_another_process():
    error = ValueError("Nguyễn Văn An")
    error.add_note('File "/x/xhht_analysis/store.py", line 3, in f\nFile "/y/pandas/core.py", line 9')
    assert str(as_told(error)) == str(ProgramFault("ValueError", "xhht_analysis/store.py:3"))
    assert str(as_told(TookTooLong(600))) == "Đã dừng vì quá thời hạn 600 giây."
    with pytest.raises(Stopped):
        Outcome(*REGISTER).fail("index.html", Stopped())
