"""Every task in a process of its own: what comes back, what may go wrong, what is left behind."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import psutil
import pytest

from tests.execution import work
from xhht_analysis.base.messages import speaking
from xhht_analysis.execution.guard import can_guard
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.execution.tasks import Stopped, TookTooLong, WorkerDied

ROOT = Path(__file__).resolve().parents[2]
WAYS = [pytest.param(True, marks=pytest.mark.skipif(not can_fork(), reason="no fork here")), False]
posix = pytest.mark.skipif(os.name == "nt", reason="signals")
COUNTED = ("tests.execution.preloads.counted",)
TOLD = ("tests.execution.preloads.told",)
guards = pytest.mark.skipif(not can_guard(), reason="this system gives orphans to nobody who asks")
forks = pytest.mark.skipif(not can_fork(), reason="no fork here")


@pytest.fixture(scope="module", params=WAYS, ids=["fork", "spawn"])
def processes(request):
    with FreshProcesses(2, preload=COUNTED, seconds=60, fork=request.param) as executor:
        yield executor


@pytest.fixture(scope="module")
def counted():
    """Processes forked from one that has the module ``counted`` loaded."""
    with FreshProcesses(2, preload=COUNTED, seconds=60) as executor:
        yield executor


def test_results_come_in_order(processes):
    assert list(processes.map(work.double, range(5))) == [0, 2, 4, 6, 8]
    assert processes.submit(work.double, 4, plus=1).result() == 9


def test_no_two_tasks_share_a_process(processes):
    tasks = [processes.submit(work.preloaded_and_own) for _ in range(4)]
    assert len({own for _, own in (task.result() for task in tasks)} | {os.getpid()}) == 5


@forks
def test_modules_are_loaded_once_for_all(counted):
    tasks = [counted.submit(work.preloaded_and_own).result() for _ in range(3)]
    (loaded,) = {tuple(loaded) for loaded, _ in tasks}
    assert len(loaded) == 1
    assert loaded[0] not in {os.getpid(), *(own for _, own in tasks)}
    assert COUNTED[0] not in sys.modules


@forks
def test_what_cannot_be_loaded_is_raised_by_the_task():
    with FreshProcesses(1, preload=("tests.execution.preloads.refused",)) as executor:
        task = executor.submit(work.double, 1)
    assert str(task.exception()) == "ValueError: không sẵn sàng"
    assert "preloads/refused.py" in task.exception().__notes__[0]


@forks
def test_nobody_waits_for_a_server_that_dies_as_it_loads():
    with FreshProcesses(1, preload=("tests.execution.preloads.deadly",)) as executor:
        tasks = [executor.submit(work.double, 1) for _ in range(2)]
    assert [type(task.exception()) for task in tasks] == [WorkerDied, WorkerDied]


@forks
def test_some_functions_have_modules_of_their_own(tmp_path, monkeypatch):
    told = tmp_path / "begun"
    monkeypatch.setenv("TELL", str(told))
    with FreshProcesses(1, preload=TOLD, preload_for={work.preloaded_and_own: COUNTED}) as executor:
        assert not told.exists()
        (loaded,), own = executor.submit(work.preloaded_and_own).result()
        assert loaded not in (own, os.getpid())
        other = work.told_process(told)  # it loads meanwhile, before anybody asks for it
        assert other not in (loaded, own)
        assert executor.submit(work.server).result() == other
        assert executor.submit(work.program).result() == os.getpid()


@forks
def test_the_end_does_not_wait_for_libraries_that_nobody_used(tmp_path, monkeypatch):
    told = tmp_path / "begun"
    monkeypatch.setenv("TELL", str(told))
    monkeypatch.setenv("LOAD_LONG", "yes")
    with FreshProcesses(1, preload=TOLD, preload_for={work.double: COUNTED}) as executor:
        assert executor.submit(work.double, 2).result() == 4
        process = work.told_process(told)
    assert work.ends(process)
    assert told.exists()


@forks
def test_whoever_stops_does_not_wait_for_libraries_either(tmp_path, monkeypatch):
    told = tmp_path / "begun"
    monkeypatch.setenv("TELL", str(told))
    monkeypatch.setenv("LOAD_LONG", "yes")
    with pytest.raises(KeyboardInterrupt), FreshProcesses(1, preload=TOLD) as executor:
        waiting = executor.submit(work.double, 2)
        process = work.told_process(told)
        raise KeyboardInterrupt
    assert work.ends(process)
    assert told.exists()
    assert isinstance(waiting.exception(), Stopped)


@forks
def test_a_task_has_the_environment_and_the_folder_of_the_program(counted):
    environment, folder = counted.submit(work.surroundings).result()
    assert environment == dict(os.environ) | {"PYTEST_CURRENT_TEST": environment["PYTEST_CURRENT_TEST"]}
    assert folder == str(Path.cwd())


@forks
def test_nothing_is_imported_from_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("socket", "pandas"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    with FreshProcesses(1, preload=("pandas",), seconds=60) as executor:
        assert executor.submit(work.place_of, "pandas").result() != str(tmp_path / "pandas.py")


def test_an_error_comes_back_with_its_place(processes):
    with pytest.raises(ValueError, match="không sẵn sàng") as raised:
        processes.submit(work.refuse).result()
    assert "in refuse" in raised.value.__notes__[0]


def test_an_error_that_cannot_travel_is_told(processes):
    with pytest.raises(RuntimeError, match="Strange: lạ"):
        processes.submit(work.raise_strange).result()


def test_a_task_that_wants_to_end_the_process_only_ends_itself(processes):
    with pytest.raises(SystemExit, match="đủ rồi"):
        processes.submit(work.stop).result()


@posix
def test_a_process_that_dies_takes_only_its_own_task_along(processes):
    killed, left, crashed, well = (
        processes.submit(work.kill_self),
        processes.submit(work.leave, 0),
        processes.submit(work.kill_self, signal.SIGSEGV),
        processes.submit(work.double, 3),
    )
    assert well.result() == 6
    assert [task.exception().status for task in (killed, left, crashed)] == [-9, 0, -signal.SIGSEGV]
    assert str(killed.exception()) == (
        "Tiến trình lập báo cáo đã chết giữa chừng (tín hiệu SIGKILL). Hãy chạy lại; nếu vẫn thế thì có thể "
        "máy thiếu bộ nhớ."
    )
    with speaking("en"):
        assert str(left.exception()) == (
            "The process that made the report died before it was done (exit status 0). Run it again; if that "
            "does not help, the computer may lack memory."
        )


@pytest.mark.parametrize("fork", WAYS, ids=["fork", "spawn"])
def test_a_task_that_hangs_is_ended_at_the_limit(fork, tmp_path):
    limit = 3 if fork else 10  # a new Python takes its time to start
    with FreshProcesses(1, seconds=limit, fork=fork) as executor:
        with pytest.raises(TookTooLong) as late:
            executor.submit(work.hang, tmp_path / "hangs").result()
        # The limit holds for these too, and a busy machine may take longer to start a process.
        others = (executor.submit(work.double, 1) for _ in range(20))
        assert next(other.result() for other in others if other.exception() is None) == 2
    assert str(late.value) == f"Đã dừng vì quá thời hạn {limit} giây."
    assert work.ends(work.told_process(tmp_path / "hangs"))


@posix
def test_what_a_task_leaves_running_ends_with_it(processes, tmp_path):
    processes.submit(work.start_another, tmp_path / "other").result()
    assert work.ends(work.told_process(tmp_path / "other"))


@guards
def test_what_a_task_leaves_in_sessions_of_their_own_ends_with_it(processes, tmp_path):
    processes.submit(work.leave_sessions, tmp_path).result()
    assert all(work.ends(work.told_process(tmp_path / name)) for name in "012")


@guards
def test_so_it_does_when_the_task_is_killed_and_does_not_see_to_it(processes, tmp_path):
    killed = processes.submit(work.leave_sessions, tmp_path, "killed")
    assert killed.exception().status == -9
    assert all(work.ends(work.told_process(tmp_path / name)) for name in "012")


@guards
@pytest.mark.parametrize("by", ["SIGTERM", "SIGKILL"])
def test_so_it_does_when_the_program_is(by, tmp_path):
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.execution import work\n"
        "from xhht_analysis.execution.processes import FreshProcesses\n"
        "with FreshProcesses(1, fork=True) as executor:\n"
        "    executor.submit(work.leave_sessions, Path(sys.argv[1]), 'hangs').result()\n"
    )
    command = [sys.executable, "-c", program, tmp_path]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as running:
        task = work.told_process(tmp_path / "hangs")
        running.send_signal(getattr(signal, by))
        assert running.wait(timeout=30) != 0
    assert all(work.ends(work.told_process(tmp_path / name)) for name in "012")
    assert work.ends(task)


@guards
def test_a_task_ends_with_its_guard(tmp_path):
    with FreshProcesses(1, fork=True) as executor:
        hanging = executor.submit(work.hang, tmp_path / "hangs")
        task = work.told_process(tmp_path / "hangs")
        os.kill(psutil.Process(task).ppid(), signal.SIGKILL)
        assert hanging.exception(timeout=30).status == -9
    assert work.ends(task)


@posix
@pytest.mark.parametrize("fork", WAYS, ids=["fork", "spawn"])
def test_leaving_by_an_exception_ends_all_tasks(fork, tmp_path):
    with pytest.raises(KeyboardInterrupt), FreshProcesses(1, fork=fork) as executor:
        hanging = executor.submit(work.hang, tmp_path / "hangs")
        waiting = executor.submit(work.double, 1)
        process = work.told_process(tmp_path / "hangs")
        raise KeyboardInterrupt
    assert work.ends(process)
    assert [type(task.exception()) for task in (hanging, waiting)] == [Stopped, Stopped]


def test_whoever_waits_for_tasks_is_told_that_all_were_stopped(tmp_path):
    with pytest.raises(KeyboardInterrupt), FreshProcesses(1) as executor:
        tasks = [executor.submit(work.hang, tmp_path / "hangs") for _ in range(3)]
        work.told_process(tmp_path / "hangs")
        with ThreadPoolExecutor() as beside:
            told = beside.submit(lambda: {type(done.exception()) for done in as_completed(tasks)})
            executor.stop()
            assert told.result(timeout=30) == {Stopped}
        raise KeyboardInterrupt


@posix
@pytest.mark.parametrize("fork", WAYS, ids=["fork", "spawn"])
@pytest.mark.parametrize("by", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_tasks_end_with_the_program_however_it_ends(fork, by, tmp_path):
    program = tmp_path / "program.py"  # whose lines nothing guards: no task may run them again
    program.write_text(
        f"import sys; from pathlib import Path; sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.execution import work\n"
        "from xhht_analysis.execution.processes import FreshProcesses\n"
        f"with FreshProcesses(2, fork={fork}) as executor:\n"
        "    for told in sys.argv[1:]: executor.submit(work.hang, Path(told))\n"
        "    next(executor.map(work.hang, [Path(sys.argv[1] + '3')]))\n",
        encoding="utf-8",
    )
    told = [tmp_path / "a", tmp_path / "b"]
    command = [sys.executable, *([program] if fork else ["-c", program.read_text("utf-8")]), *map(str, told)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as running:
        tasks = [work.told_process(one) for one in told]
        running.send_signal(getattr(signal, by))
        assert running.wait(timeout=30) != 0
    assert all(work.ends(task) for task in tasks)


@forks
def test_after_the_death_of_the_server_there_is_another():
    with FreshProcesses(1, preload=COUNTED) as executor:
        ((server,), _) = executor.submit(work.preloaded_and_own).result()
        os.kill(server, signal.SIGKILL)
        assert work.ends(server)
        ((other,), _) = executor.submit(work.preloaded_and_own).result()
    assert other != server


@forks
def test_nobody_waits_for_a_server_that_died(tmp_path):
    with FreshProcesses(1, preload=COUNTED) as executor:
        ((server,), _) = executor.submit(work.preloaded_and_own).result()
        hanging = executor.submit(work.hang, tmp_path / "hangs")
        orphan = work.told_process(tmp_path / "hangs")
        os.kill(server, signal.SIGKILL)
        assert isinstance(hanging.exception(timeout=30), WorkerDied)
        if not can_guard():
            os.kill(orphan, signal.SIGKILL)
        assert work.ends(orphan)
