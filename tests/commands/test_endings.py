"""However a command ends, it says so in a sentence: no traceback, no person's data, nothing half written."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.end_to_end.at_once import copy_of, draw_nothing, run_at_once
from tests.support.commands import invoke
from tests.support.small_commune import MARK, clean_environment, published_commune, unfinished
from xhht_analysis.base.store import Store
from xhht_analysis.running.results import write_last

CHECK, BUNDLE, TEMPLATE = ("check", "an-thu", "2024"), ("bundle", "2024"), ("template", "an-thu", "2024")
signals = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture
def root(tmp_path_factory, tmp_path, monkeypatch):
    """The small commune with all its reports, published, to be changed; commands stand in its folder."""
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    project = copy_of(published_commune(tmp_path_factory).root, tmp_path / "project")
    monkeypatch.chdir(project)
    return project


def forget(root):
    """Nothing is kept of what was read and counted: a command does it all again."""
    shutil.rmtree(root / "data" / "processed")


class OfALibrary(Exception):
    """An error that this program knows nothing of."""


def failing(*_, **__):
    raise OfALibrary(f"cannot handle {MARK}")


@pytest.mark.parametrize(
    ("words", "fails", "code"),
    [
        # The last page of a run: its reports are there.
        (("run",), "xhht_analysis.publishing.index.root_index", 1),
        (("run",), "xhht_analysis.running.root_index.missing_in", 1),
        (("run",), "xhht_analysis.running.results.results_text", 2),
        (("run",), "xhht_analysis.running.results.write_text", 2),
        (CHECK, "xhht_analysis.intake.cleaned.clean_people", 2),
        (CHECK, "xhht_analysis.running.pipeline.write_clerk_list", 2),
        (CHECK, "xhht_analysis.commands.screen.summary_text", 2),
        (BUNDLE, "xhht_analysis.publishing.bundle.bundle_index", 2),
        (TEMPLATE, "xhht_analysis.forms.writer.write_guide", 2),
        (("status", "2024"), "xhht_analysis.forms.discipline.status_text", 2),
        (("sample", "xa-moi"), "xhht_sample.write_sample", 2),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_a_library_that_fails(root, monkeypatch, words, fails, code):
    if words == CHECK:
        forget(root)
    if fails.endswith(".root_index"):  # drawn only when what it shows has changed
        (root / "outputs" / "index.html").unlink()
    monkeypatch.setattr(fails, failing)
    ended = invoke(root, *words)
    said = ended.stdout + ended.stderr
    assert ended.exit_code == code
    assert said.count("Lỗi của chương trình (OfALibrary, xhht_analysis/") == 1
    assert "Hãy báo người giữ chương trình." in said
    assert "Traceback" not in said
    assert MARK not in said
    assert unfinished(root) == []
    if code == 2:
        assert len(ended.stderr.splitlines()) == 1
    else:
        assert "  ✗ outputs/index.html: Lỗi của chương trình" in ended.stdout


@pytest.mark.parametrize(
    ("error", "vi"),
    [
        (MemoryError(), "Máy không đủ bộ nhớ. Hãy đóng bớt chương trình khác rồi chạy lại."),
        (EOFError(), "Lỗi của chương trình (EOFError, xhht_analysis/"),
        (RecursionError(MARK), "Lỗi của chương trình (RecursionError, xhht_analysis/"),
        (OSError(errno.ENOSPC, "No space left on device"), "Ổ đĩa đã đầy nên không ghi được."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_of_the_machine(root, monkeypatch, error, vi):
    def raising(*_, **__):
        raise error

    forget(root)
    monkeypatch.setattr("xhht_analysis.intake.cleaned.clean_people", raising)
    ended = invoke(root, *CHECK)
    assert (ended.exit_code, ended.stdout) == (2, "")
    (said,) = ended.stderr.split("\n")[:-1] if ended.stderr[0] != "\n" else ended.stderr.split("\n")[1:-1]
    assert said.startswith(vi)


READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


@pytest.mark.parametrize("number", READ_ONLY, ids=errno.errorcode.get)
@pytest.mark.parametrize(
    ("words", "folder"),
    [
        (CHECK, "data/processed/an-thu/2024/private"),
        (BUNDLE, "outputs"),
        (TEMPLATE, "outputs/an-thu/2024/bieu-mau"),
    ],
    ids=["check", "bundle", "template"],
)
def test_a_folder_that_cannot_be_written(root, monkeypatch, number, words, folder):
    def refuse(*_, dir: Path, **__):
        raise OSError(number, os.strerror(number), str(Path(dir) / ".abc.part"))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    ended = invoke(root, *words)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"Không ghi được tệp: tệp đang mở trong Word, Excel, hoặc thư mục “{folder}” không cho đọc, ghi. "
        "Hãy đóng tệp ấy, xem lại quyền của thư mục rồi chạy lại.\n"
    )


def test_a_run_that_can_write_nothing(root, monkeypatch):
    draw_nothing(monkeypatch)

    def refuse(*_, dir: Path, **__):
        raise OSError(errno.EROFS, "Read-only file system", str(Path(dir) / ".abc.part"))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    outcomes, _ = run_at_once(Store(root), force=True)
    assert [list(outcome.failed) for outcome in outcomes] == [["*"], ["*", "outputs/index.html"]]
    told = {str(error) for outcome in outcomes for error in outcome.failed.values()}
    assert {text.split(" không cho")[0].split("“")[1] for text in told} == {
        "data/processed/an-thu/2024/private”",
        "data/processed/ben-thu/1999/private”",
        "outputs”",
    }


# The system asks to end

_KILLED = """\
import os, pathlib, signal, sys
from xhht_analysis.commands.cli import main

whole = pathlib.Path.chmod

def chmod(path, mode, **more):
    whole(path, mode, **more)
    if path.suffix == ".part":  # a file is written, and has not its name yet
        os.kill(os.getpid(), signal.{signal})

def started(self, path, begin):
    child = begin(self, path)
    os.kill(os.getpid(), signal.{signal})
    return child

if "{when}" == "writing":
    pathlib.Path.chmod = chmod
else:
    from xhht_analysis.sources.reading import Reader
    begin = Reader._started
    Reader._started = lambda self, path: started(self, path, begin)
main()
"""


@signals
@pytest.mark.parametrize(
    ("words", "when", "by", "code"),
    [
        (CHECK, "reading", "SIGTERM", 143),
        (CHECK, "writing", "SIGTERM", 143),
        (CHECK, "writing", "SIGHUP", 129),
        (BUNDLE, "writing", "SIGTERM", 143),
        (TEMPLATE, "writing", "SIGTERM", 143),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_a_command_that_is_killed(root, words, when, by, code):
    if when == "reading":
        forget(root)
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED.format(when=when, signal=by), *words],
        cwd=root, env=clean_environment(), encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    said, wrong = process.communicate(timeout=120)
    assert (process.returncode, said, wrong.strip()) == (code, "", "Đã dừng theo yêu cầu.")
    assert unfinished(root) == []
    assert [one for one in psutil.process_iter() if _of_session(one, process.pid)] == []


def _of_session(process: psutil.Process, session: int) -> bool:
    try:
        return os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, PermissionError, psutil.Error):
        return False


# Links that lead elsewhere


def linked(folder: Path, target: Path) -> None:
    folder.rename(target)
    try:
        folder.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")


@pytest.mark.parametrize("link", ["data/raw/an-thu", "data/raw/an-thu/2024"])
def test_a_folder_that_is_a_link_out_of_the_raw_files(root, tmp_path, monkeypatch, link):
    linked(root / link, tmp_path / "elsewhere")
    reason = "là lối tắt dẫn ra ngoài data/raw nên không đọc. Hãy chép chính các tệp vào một thư mục thường."
    ended = invoke(root, *CHECK)
    assert (ended.exit_code, ended.stderr) == (2, f"Thư mục {link} {reason}\n")
    assert invoke(root, *BUNDLE).exit_code == 2
    draw_nothing(monkeypatch)
    outcomes, _ = run_at_once(Store(root))
    assert [list(outcome.failed) for outcome in outcomes] == [["*"], []]
    assert reason in str(outcomes[0].failed["*"])
    write_last(Store(root), outcomes)
    assert reason in (root / "data/processed/lan-chay-cuoi.csv").read_text("utf-8")


@pytest.mark.parametrize("name", ["plan-2024.toml", "2024/files.toml", "2024/corrections.toml"])
@pytest.mark.parametrize("where", ["elsewhere.toml", "nowhere"])
def test_a_description_that_is_a_link_is_told_and_not_passed_over(root, tmp_path, name, where):
    path = root / "data/raw/an-thu" / name
    path.unlink(missing_ok=True)
    (tmp_path / "elsewhere.toml").write_text('secret = "Lê Thị Bí Mật"', encoding="utf-8")
    try:
        path.symlink_to(tmp_path / where)
    except OSError:
        pytest.skip("this system does not let us make links")
    draw = invoke(root, *(CHECK if "/" in name else ("status", "2024")))
    assert (draw.exit_code, "là lối tắt dẫn ra ngoài thư mục" in draw.stderr) == (2, True)
    assert "Bí Mật" not in draw.stderr


def test_a_folder_inside_a_period_that_is_a_link_is_told_and_not_read(root, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    try:
        (root / "data/raw/an-thu/2024/thêm").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    ended = invoke(root, *CHECK)
    assert "thêm" in ended.stdout and "b.csv" not in ended.stdout


def test_links_within_the_raw_files_and_of_their_whole_folder_are_followed(root, tmp_path):
    linked(root / "data/raw/an-thu/2024", root / "data/raw/kept")
    linked(root / "data/raw", tmp_path / "elsewhere")
    assert invoke(root, *CHECK).exit_code == 1
