"""What the machine refuses a command: one sentence, nothing half written, and then the same bytes."""

import contextlib
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
from click.testing import CliRunner

from tests.end_to_end.at_once import copy_of, draw_nothing, run_at_once
from tests.support.amount import IN_CI, MANY
from tests.support.commands import invoke
from tests.support.once import once
from tests.support.small_commune import (
    REGISTER,
    clean_environment,
    plain_commune,
    processed_commune,
    published_commune,
    unfinished,
)
from xhht_analysis.base.fingerprints import KEY, make_key
from xhht_analysis.base.store import Store
from xhht_analysis.commands.cli import main
from xhht_analysis.sources.reading import Reader

CHECK, BUNDLE, TEMPLATE = ("check", "an-thu", "2024"), ("bundle", "2024"), ("template", "an-thu", "2024")
FULL = "Ổ đĩa đã đầy nên không ghi được. Hãy xóa bớt tệp rồi chạy lại."
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits and signals")
#: Whom permissions bind: root without its rights, anybody else as they are.
AS_ANYBODY = () if os.name == "nt" or os.geteuid() else ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
bound = pytest.mark.skipif(
    os.name == "nt" or bool(AS_ANYBODY) and not shutil.which("setpriv"),
    reason="nobody is bound by permissions",
)


@pytest.fixture
def root(tmp_path_factory, tmp_path, monkeypatch):
    """A small commune with all its reports, to be changed; commands stand in its folder."""
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    project = copy_of(plain_commune(tmp_path_factory).root, tmp_path / "project")
    monkeypatch.chdir(project)
    return project


def forget(root):
    shutil.rmtree(root / "data" / "processed" / REGISTER[0], ignore_errors=True)  # or nothing was kept


def files(root: Path) -> dict[str, bytes]:
    found = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    return {name: data for name, data in found.items() if not name.endswith("lan-chay-cuoi.csv")}


def other(whole: dict[str, bytes], now: dict[str, bytes]) -> set[str]:
    """The files that are not what they were; a manifest tells of the run too."""
    return {n for n in whole if now.get(n) != whole[n] and not n.endswith("manifest.json")}


_START = "from xhht_analysis.commands.start import main; main()"


def begin(
    root: Path, *words: str, before: tuple[str, ...] = (), program: str = _START, **more
) -> subprocess.Popen:
    command = [*before, sys.executable, "-c", program, *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.Popen(command, cwd=root, env=clean_environment(), encoding="utf-8", **pipes)


# A disk that is full


@contextlib.contextmanager
def no_file_larger_than(size: int):
    """What a full disk refuses a file after so many bytes, in this process and its children."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@posix
@pytest.mark.parametrize(
    ("words", "size"),
    [(CHECK, 0), (CHECK, 700), (CHECK, 9_000), (BUNDLE, 700), (TEMPLATE, 0), (TEMPLATE, 4_000)],
    ids=lambda value: value[0] if isinstance(value, list | tuple) else str(value),
)
def test_a_disk_that_is_full_after_so_many_bytes(tmp_path_factory, root, tmp_path, monkeypatch, words, size):
    """At whichever of its files the command ends; the next one makes what a twin has undisturbed."""
    if words == CHECK:
        forget(root)
    if words == BUNDLE:  # published before, under the same key
        twin = published_commune(tmp_path_factory).root
        make_key(root)
        shutil.copy(twin / KEY, root / KEY)
    else:
        twin = copy_of(root, tmp_path / "twin")
        monkeypatch.chdir(twin)
        CliRunner().invoke(main, words)
        monkeypatch.chdir(root)
    with no_file_larger_than(size):
        ended = CliRunner().invoke(main, words)
    assert (ended.exit_code, ended.stdout, ended.stderr) == (2, "", FULL + "\n")
    assert unfinished(root) == []
    invoke(root, *words)
    whole = files(twin)
    assert whole.keys() == files(root).keys()
    assert other(whole, files(root)) == set()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The project that a run without drawing leaves where nothing stops it."""

    def make(folder):
        project = copy_of(processed_commune(tmp_path_factory), folder / "project")
        with pytest.MonkeyPatch.context() as monkeypatch:
            draw_nothing(monkeypatch)
            run_at_once(Store(project), "an-thu")
        return project

    return once(tmp_path_factory, "xã nhỏ không ai quấy", make)


@posix
@pytest.mark.parametrize("size", [0, 2_500] + [300, 10_000] * MANY)
def test_a_run_on_a_disk_that_is_full_after_so_many_bytes(undisturbed, tmp_path, monkeypatch, size):
    draw_nothing(monkeypatch)
    store = Store(copy_of(undisturbed, tmp_path / "project"))
    whole = files(store.root)
    shutil.rmtree(store.outputs)
    forget(store.root)
    with no_file_larger_than(size):
        outcomes, _ = run_at_once(store, "an-thu")
    assert {str(error) for error in outcomes[0].failed.values()} == {FULL}
    assert unfinished(store.root) == []
    run_at_once(store, "an-thu")
    now = files(store.root)
    assert other(whole, now) == set()


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_screen_that_takes_nothing(root):
    with Path("/dev/full").open("w") as full:
        process = begin(root, *TEMPLATE, stdout=full)
        said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (2, FULL + "\n")


@posix
def test_nobody_reads_what_is_said(root):
    process = begin(root, "--help", stdout=subprocess.PIPE)
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    assert process.wait(timeout=60) in (0, 1)


# Permissions

#: Several commands one after another, each with a path that is closed to it; what each ended with and said.
_SEVERAL = """
import json, sys
from contextlib import nullcontext
from pathlib import Path
from click.testing import CliRunner
from xhht_analysis.commands.cli import main
from xhht_analysis.running import steps

asked = json.loads(sys.argv[1])
with steps.step_takers(Path()) as takers:
    if all("run" in words for words, _ in asked):  # what takes their steps loads for seconds, once for all
        takers.submit(int).result()
        steps.step_takers = lambda *_, **__: nullcontext(takers)
    for words, closed in asked:
        mode = closed and Path(closed).stat().st_mode
        if closed:
            Path(closed).chmod(0)
        ended = CliRunner().invoke(main, words)
        if closed:
            Path(closed).chmod(mode)
        print(json.dumps([ended.exit_code, ended.output]))
"""
WRITING = (("run", "--force"), CHECK, BUNDLE, TEMPLATE)


def one_after_another(root: Path, *asked: tuple[tuple[str, ...], str]) -> list[tuple[int, str]]:
    """Commands, each with the path that is closed to it or "", as anybody: exit code and words of each."""
    process = begin(root, json.dumps(asked), program=_SEVERAL, before=AS_ANYBODY)
    said, wrong = process.communicate(timeout=300)
    assert (process.returncode, wrong) == (0, "")
    return [tuple(json.loads(line)) for line in said.splitlines()]


def is_told(said: str) -> bool:
    return "Traceback" not in said and "Lỗi của chương trình" not in said


@bound
def test_a_project_that_cannot_be_written(root):
    folders = [path for path in (root, *root.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    before = files(root)
    ended = one_after_another(root, *((words, "") for words in WRITING))
    for folder in folders:
        folder.chmod(0o755)
    for words, (code, said) in zip(WRITING, ended, strict=True):
        assert code == 2, words
        assert "không cho đọc, ghi" in said, words
        assert is_told(said), words
    assert files(root) == before


@bound
@pytest.mark.skipif(not AS_ANYBODY, reason="only root gives files to others")
def test_a_project_of_somebody_else(root):
    before = files(root)
    for path in (root, *root.rglob("*")):
        os.chown(path, 4711, 4711)
    ended = one_after_another(root, *((words, "") for words in WRITING))
    for words, (code, said) in zip(WRITING, ended, strict=True):
        assert code == 2, words
        assert "không cho đọc, ghi" in said, words
        assert is_told(said), words
    assert files(root) == before


@bound
@pytest.mark.parametrize("words", [CHECK, ("run", "an-thu")], ids=["check", "run"])
def test_raw_files_that_nobody_may_read(root, words):
    asked = ("an-thu/2024/*.xlsx", "an-thu/area.toml", "an-thu/2024", "an-thu")
    closed = [str(path.relative_to(root)) for one in asked for path in root.glob(f"data/raw/{one}")]
    ended = one_after_another(root, *((words, path) for path in closed))
    assert len(ended) == len(asked)
    for path, (code, said) in zip(closed, ended, strict=True):
        assert code in (1, 2), path
        assert "quyền" in said, path
        assert is_told(said), path


# Files that change while they are read


class Happens:
    """Something that happens when a path is opened the n-th time."""

    def __init__(self) -> None:
        self.path, self.left, self.what = "", 0, None
        sys.addaudithook(self._hear)  # for ever: there is no way to take one back

    def _hear(self, event: str, args: tuple) -> None:
        if event == "open" and self.left and str(args[0]) == self.path:
            self.left -= 1
            if not self.left:
                self.happened = True
                self.what()

    @contextlib.contextmanager
    def at(self, path: Path, number: int, what):
        self.path, self.left, self.what = str(path), number, what
        self.happened = False
        try:
            yield
        finally:
            self.left = 0


@pytest.fixture(scope="module")
def happens():
    return Happens()


def vanish(path: Path):
    path.unlink(missing_ok=True)


def grow(path: Path):
    with path.open("ab") as file:
        file.write(b"them nua")


def said_of_check(what: contextlib.AbstractContextManager | None = None) -> str:
    with what or contextlib.nullcontext():
        ended = CliRunner().invoke(main, CHECK)
    assert ended.exit_code in (1, 2)
    assert "Traceback" not in ended.output and "Lỗi của chương trình" not in ended.output
    return ended.output


GONE, CHANGING = "tệp không còn ở đó", "tệp còn đang được chép hoặc sửa trong lúc đọc"


@pytest.mark.parametrize(("what", "told"), [(vanish, GONE), (grow, CHANGING)], ids=["vanishes", "grows"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_raw_file_that_changes_when_it_is_opened(root, happens, what, told, number):
    (register,) = root.glob("data/raw/an-thu/2024/*.xlsx")
    content = register.read_bytes()
    forget(root)
    said = said_of_check(happens.at(register, number, lambda: what(register)))
    if number > 1 or what is vanish:  # grown before it was first opened, it is another file
        assert told in said
    register.write_bytes(content)
    assert told not in said_of_check()


@pytest.mark.parametrize(("what", "told"), [(vanish, GONE), (grow, CHANGING)], ids=["vanishes", "grows"])
def test_a_raw_file_that_changes_while_the_process_apart_reads_it(root, monkeypatch, what, told):
    (register,) = root.glob("data/raw/an-thu/2024/*.xlsx")
    forget(root)
    read = Reader.read

    def reading(self, path, **how):
        what(path)
        return read(self, path, **how)

    monkeypatch.setattr(Reader, "read", reading)
    assert told in said_of_check()


@pytest.mark.parametrize("words", [CHECK, TEMPLATE], ids=["check", "template"])
@pytest.mark.parametrize("name", ["area.toml", "plan-2024.toml"])
def test_a_description_that_vanishes(root, happens, name, words):
    """Each time that the command opens it."""
    path = root / "data" / "raw" / "an-thu" / name
    content, number = path.read_bytes(), 0
    while True:
        number += 1
        path.write_bytes(content)
        forget(root)
        with happens.at(path, number, lambda: path.unlink(missing_ok=True)):
            ended = CliRunner().invoke(main, words)
        assert "Traceback" not in ended.output and "Lỗi của chương trình" not in ended.output
        if not happens.happened:
            break
        if name == "area.toml" and number == 1:
            assert (ended.exit_code, "area.toml" in ended.output) == (2, True)
    assert number > 1


# Descriptions that no person wrote

DEEP = {
    "brackets": f"x = {'[' * 200_000}",
    "tables": f"x = {'{a=' * 200_000}",
    "a dotted key": f"{'.'.join('a' * 100_000)} = 1",
    "a dotted title": f"[{'.'.join('a' * 100_000)}]",
    "quoted parts": ".".join(['"a"'] * 100_000) + " = 1",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
@pytest.mark.parametrize(
    "name",
    ["an-thu/area.toml", "an-thu/plan-2024.toml", "an-thu/2024/corrections.toml", "an-thu/2024/files.toml",
     "ben-thu/1999/mapping.toml"],
)  # fmt: skip
def test_a_description_that_goes_endlessly_deep(root, name, text):
    path = root / "data" / "raw" / name
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}\n{written}", encoding="utf-8")
    if name.startswith("ben-thu"):
        words = ("check", "ben-thu", "1999")
    else:  # the plan says by when units report
        words = TEMPLATE if "plan" in name else CHECK
    ended = CliRunner().invoke(main, words)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert f"{path.name} có dòng 1 lồng quá sâu hoặc số quá dài. Hãy viết lại" in ended.stderr


# Several commands at once


def test_runs_a_check_and_a_bundle_at_once(tmp_path_factory, tmp_path):
    root = copy_of(published_commune(tmp_path_factory).root, tmp_path / "project")
    whole = files(root)  # published: the same again afterwards
    for name in ("xoa-mu-chu.html", "chi-tieu.csv"):
        root.joinpath("outputs", *REGISTER, name).unlink()
    running = [begin(root, *words) for words in (CHECK, BUNDLE, *[("run",)] * (1 + IN_CI))]
    said = [process.communicate(timeout=300) for process in running]
    for out, wrong in said:
        assert "Traceback" not in out + wrong and "Lỗi của chương trình" not in out + wrong
    check, _, *runs = (process.returncode for process in running)
    assert check == 1
    assert set(runs) == {0}
    assert invoke(root, "run").exit_code == 0
    now = files(root)
    assert unfinished(root) == []
    assert other(whole, now) == set()


# Somebody asks a command to end, at any moment


#: The command tells when it has begun to listen, which is the first that it does.
_HERE = """
import os
from xhht_analysis.commands import start
listen = start.listen
start.listen = lambda: (listen(), os.write(1, b"."))
start.main()
"""


@posix
@pytest.mark.parametrize("by", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_command_that_is_asked_to_end_while_it_loads(root, by):
    for moment in range(6):
        process = begin(root, *CHECK, program=_HERE, start_new_session=True)
        assert process.stdout.read(1) == "."
        time.sleep(0.02 + 0.04 * moment)
        process.send_signal(getattr(signal, by))
        _, wrong = process.communicate(timeout=60)
        assert (process.returncode, wrong.strip()) == (128 + getattr(signal, by), "Đã dừng theo yêu cầu.")
        assert unfinished(root) == []
        assert [p for p in psutil.process_iter() if _session(p) == process.pid] == []


def _session(process: psutil.Process) -> int:
    try:
        return os.getsid(process.pid) if process.status() != psutil.STATUS_ZOMBIE else 0
    except (OSError, psutil.Error):
        return 0


@posix
def test_a_second_ctrl_c_changes_nothing(root):
    process = begin(root, *CHECK, program=_HERE)
    assert process.stdout.read(1) == "."
    time.sleep(0.1)
    for _ in range(20):
        process.send_signal(signal.SIGINT)
        time.sleep(0.005)
    _, wrong = process.communicate(timeout=60)
    assert (process.returncode, wrong.strip()) == (130, "Đã dừng theo yêu cầu.")
