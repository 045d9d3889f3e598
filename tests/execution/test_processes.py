"""Every task in a process of its own: what comes back, what may go wrong, what is left behind."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.execution import work
from xhht_analysis.base.messages import speaking
from xhht_analysis.execution.processes import FreshProcesses, can_fork
from xhht_analysis.execution.tasks import TookTooLong, WorkerDied

ROOT = Path(__file__).resolve().parents[2]
WAYS = [pytest.param(True, marks=pytest.mark.skipif(not can_fork(), reason="no fork here")), False]
posix = pytest.mark.skipif(os.name == "nt", reason="signals")
forks = pytest.mark.skipif(not can_fork(), reason="no fork here")


@pytest.fixture(params=WAYS, ids=["fork", "spawn"])
def processes(request):
    with FreshProcesses(2, prepare=work.prepare, seconds=60, fork=request.param) as executor:
        yield executor


def test_results_come_in_order(processes):
    assert list(processes.map(work.double, range(5))) == [0, 2, 4, 6, 8]
    assert processes.submit(work.double, 4, plus=1).result() == 9


def test_no_two_tasks_share_a_process(processes):
    tasks = [processes.submit(work.prepared_and_own) for _ in range(4)]
    assert len({own for _, own in (task.result() for task in tasks)} | {os.getpid()}) == 5


@forks
def test_one_process_is_prepared_for_all():
    with FreshProcesses(2, prepare=work.prepare) as executor:
        tasks = [executor.submit(work.prepared_and_own).result() for _ in range(3)]
    (prepared,) = {tuple(prepared) for prepared, _ in tasks}
    assert len(prepared) == 1
    assert prepared[0] not in {own for _, own in tasks}
    assert work.PREPARED == []


@forks
def test_what_fails_in_preparing_is_raised():
    with FreshProcesses(1, prepare=work.refuse) as executor:
        task = executor.submit(work.double, 1)
    assert str(task.exception()) == "không sẵn sàng"


@forks
def test_some_functions_have_a_process_made_ready_for_them(tmp_path):
    told = tmp_path / "begun"
    others = partial(work.tell, told, 1)
    with FreshProcesses(1, prepare=others, prepare_for={work.prepared_and_own: work.prepare}) as executor:
        assert not told.exists()
        (prepared,), own = executor.submit(work.prepared_and_own).result()
        assert prepared not in (own, os.getpid())
        assert work.told_process(told) == 1  # the other one loads meanwhile, before anybody asks for it
        assert executor.submit(work.grandparent).result() == os.getpid()


@forks
def test_the_end_does_not_wait_for_libraries_that_nobody_used(tmp_path):
    told = tmp_path / "begun"
    others = partial(work.load_long, told)
    with FreshProcesses(1, prepare=others, prepare_for={work.double: work.prepare}) as executor:
        assert executor.submit(work.double, 2).result() == 4
        process = work.told_process(told)
    assert work.ends(process)
    assert told.exists()


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
    with FreshProcesses(1, seconds=10, fork=fork) as executor:
        with pytest.raises(TookTooLong) as late:
            executor.submit(work.hang, tmp_path / "hangs").result()
        # The limit holds for these too, and a busy machine may take longer to start a process.
        others = (executor.submit(work.double, 1) for _ in range(20))
        assert next(other.result() for other in others if other.exception() is None) == 2
    assert str(late.value) == "Đã dừng vì quá thời hạn 10 giây."
    assert work.ends(work.told_process(tmp_path / "hangs"))


@forks
def test_what_a_task_leaves_running_ends_with_it(tmp_path):
    with FreshProcesses(1) as executor:
        executor.submit(work.start_another, tmp_path / "other").result()
    assert work.ends(work.told_process(tmp_path / "other"))


@posix
@pytest.mark.parametrize("fork", WAYS, ids=["fork", "spawn"])
def test_leaving_by_an_exception_ends_all_tasks(fork, tmp_path):
    with pytest.raises(KeyboardInterrupt), FreshProcesses(1, fork=fork) as executor:
        hanging = executor.submit(work.hang, tmp_path / "hangs")
        waiting = executor.submit(work.double, 1)
        process = work.told_process(tmp_path / "hangs")
        raise KeyboardInterrupt
    assert work.ends(process)
    assert hanging.exception() is not None
    assert waiting.cancelled()


@posix
@pytest.mark.parametrize("fork", WAYS, ids=["fork", "spawn"])
@pytest.mark.parametrize("by", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_tasks_end_with_the_program_however_it_ends(fork, by, tmp_path):
    program = (
        "import sys; from pathlib import Path; from tests.execution import work\n"
        "from xhht_analysis.execution.processes import FreshProcesses\n"
        f"with FreshProcesses(2, fork={fork}) as executor:\n"
        "    for told in sys.argv[1:]: executor.submit(work.hang, Path(told))\n"
        "    next(executor.map(work.hang, [Path(sys.argv[1] + '3')]))\n"
    )
    told = [tmp_path / "a", tmp_path / "b"]
    command = [sys.executable, "-c", program, *map(str, told)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as running:
        tasks = [work.told_process(one) for one in told]
        running.send_signal(getattr(signal, by))
        assert running.wait(timeout=30) != 0
    assert all(work.ends(task) for task in tasks)


@forks
def test_after_the_death_of_the_server_there_is_another():
    with FreshProcesses(1, prepare=work.prepare) as executor:
        ((server,), _) = executor.submit(work.prepared_and_own).result()
        os.kill(server, signal.SIGKILL)
        assert work.ends(server)
        ((other,), _) = executor.submit(work.prepared_and_own).result()
    assert other != server


@forks
def test_nobody_waits_for_a_server_that_died(tmp_path):
    with FreshProcesses(1, prepare=work.prepare) as executor:
        ((server,), _) = executor.submit(work.prepared_and_own).result()
        hanging = executor.submit(work.hang, tmp_path / "hangs")
        orphan = work.told_process(tmp_path / "hangs")
        os.kill(server, signal.SIGKILL)
        assert isinstance(hanging.exception(timeout=30), WorkerDied)
        os.kill(orphan, signal.SIGKILL)
