"""The same work on a Dask cluster: a scheduler and two workers, one with a thread and one with two."""

import os
import shutil
import signal
import socket
import sys
import time
from concurrent.futures import as_completed

import pytest

from tests.end_to_end.test_faults import published
from tests.execution import work
from tests.execution.dask_cluster import certificates, dask_cluster
from tests.support.commands import invoke, takers
from tests.support.small_commune import REGISTER, SURVEY, processed_commune, published_commune, xhht
from xhht_analysis.base.errors import InputError
from xhht_analysis.execution import cluster, connection, worker
from xhht_analysis.execution.cluster import Cluster
from xhht_analysis.execution.failures import NotebookFailure, ProgramFault
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.execution.tasks import Stopped, TookTooLong, WorkerDied
from xhht_analysis.publishing.maker import PRELOAD, make_page
from xhht_analysis.running.steps import step_takers

pytest.importorskip("distributed", reason="distributed is not installed: pip install -e .[cluster]")
pytestmark = pytest.mark.skipif(not can_fork(), reason="signals, and processes are forked")

COUNTED = ("tests.execution.preloads.counted",)
THREADS = (1, 2)
REPORTS = [(*REGISTER, "tong-hop"), (*REGISTER, "xoa-mu-chu"), (*REGISTER, "so-lieu"), (*SURVEY, "tong-hop")]
PERIODS = (REGISTER, SURVEY)
#: A task that was on two workers which died is not tried a third time.
SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with dask_cluster(tmp_path_factory.mktemp("cluster"), THREADS, SETTINGS) as scheduler:
        yield scheduler


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return processed_commune(tmp_path_factory)


@pytest.fixture(scope="module")
def tasks(address, tmp_path_factory):
    with Cluster(address, tmp_path_factory.mktemp("seen"), preload=COUNTED, seconds=60) as executor:
        yield executor


@pytest.fixture(scope="module")
def makers(address, tmp_path_factory):
    seen = tmp_path_factory.mktemp("seen")
    with Cluster(address, seen, preload=PRELOAD, seconds=120) as executor:
        yield executor


# The same face, the same results


def test_reports_have_the_same_bytes(makers, commune):
    theirs = [makers.submit(make_page, commune, *report) for report in REPORTS]
    ours = [takers().submit(make_page, commune, *report) for report in REPORTS]
    assert [page.result() for page in theirs] == [page.result() for page in ours]
    assert len({page.result() for page in ours}) == len(REPORTS)


def test_a_whole_run_has_the_same_bytes(address, tmp_path_factory, tmp_path):
    """A year that is published, with its number and fingerprints, and drafts."""
    made = published_commune(tmp_path_factory)
    root = tmp_path / "project"
    for part in ("notebooks", "data/raw", "data/private"):
        shutil.copytree(made.root / part, root / part)
    answer = xhht(root, "run", "--scheduler", address)
    assert (answer.returncode, answer.stderr) == (0, "")
    bundle = "outputs/bao-cao-2024.zip"
    assert published(root) == {
        name: content for name, content in published(made.root).items() if name != bundle
    }
    assert "giữ" in invoke(root, "run").stdout  # no matter who made it
    assert [p for p in (root / "data" / "processed").iterdir() if p.name.startswith(".")] == []


def test_as_many_at_a_time_as_workers_have_threads(address, tmp_path):
    with pytest.raises(InputError, match="^--jobs không dùng cùng --scheduler"):
        step_takers(tmp_path, address, jobs=2)
    with step_takers(tmp_path, address) as steps:
        assert steps.slots == sum(THREADS)


def test_counting_has_the_same_bytes(makers, commune, tmp_path):
    root = tmp_path / "xã khác"
    shutil.copytree(commune / "data" / "raw", root / "data" / "raw")
    for done in [makers.submit(work.process, root, *of) for of in PERIODS]:
        done.result()

    def made(base):
        below = base / "data" / "processed"
        files = [path for path in below.rglob("*") if path.is_file()]
        return {path.relative_to(below): (path.read_bytes(), path.stat().st_mode) for path in files}

    assert len(made(root)) > 2 * len(PERIODS)
    assert made(root) == made(commune)


def test_every_task_has_a_process_of_its_own(tasks):
    done = [tasks.submit(work.preloaded_and_own) for _ in range(12)]
    own = [process for _, process in (task.result() for task in done)]
    assert len({*own, os.getpid()}) == len(done) + 1
    servers = {tuple(prepared) for prepared, _ in (task.result() for task in done)}
    assert 1 <= len(servers) <= len(THREADS)
    assert all(len(server) == 1 for server in servers)


def test_every_thread_of_every_worker_has_a_task(tasks, tmp_path):
    assert tasks.slots == sum(THREADS)
    met = [tasks.submit(work.meet, tmp_path, tasks.slots) for _ in range(tasks.slots)]
    workers = [task.result() for task in as_completed(met)]
    assert sorted(map(workers.count, set(workers))) == sorted(THREADS)


def test_arguments_arrive(tasks):
    assert list(tasks.map(work.double, range(5))) == [0, 2, 4, 6, 8]
    assert tasks.submit(work.double, 4, plus=1).result() == 9


# What may go wrong in a task


@pytest.mark.parametrize(
    ("function", "kind", "said"),
    [
        (work.refuse, ProgramFault, "(ValueError, "),
        (work.raise_strange, ProgramFault, "(Strange, "),
        (work.stop, ProgramFault, "(SystemExit, "),
        (work.kill_self, WorkerDied, "SIGKILL"),
        (work.refuse_input, InputError, "không dùng được"),
        (work.fail_notebook, NotebookFailure, "Sổ summary.ipynb hỏng ở ô thứ 4: ValueError."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_errors_come_back_in_words_or_by_their_kind_alone(tasks, function, kind, said):
    error = tasks.submit(function).exception()
    assert type(error) is kind
    assert said in str(error)
    assert "không sẵn sàng" not in str(error) and "một" not in repr(error)  # may be a person's


def test_a_task_that_hangs_is_ended_at_the_limit(address, tmp_path):
    with Cluster(address, tmp_path, preload=COUNTED, seconds=4) as executor:
        error = executor.submit(work.hang, tmp_path / "hangs").exception()
    assert isinstance(error, TookTooLong)
    assert error.seconds == 4
    assert list(tmp_path.glob("data/processed/.*")) == []
    assert work.ends(work.told_process(tmp_path / "hangs"))


def test_leaving_by_an_exception_ends_all_tasks(address, tmp_path):
    with pytest.raises(KeyboardInterrupt), Cluster(address, tmp_path, preload=COUNTED) as executor:
        tasks = [executor.submit(work.hang, tmp_path / f"hangs{n}") for n in range(executor.slots + 2)]
        while len(list(tmp_path.glob("hangs?"))) < executor.slots:
            time.sleep(0.02)
        raise KeyboardInterrupt
    hanging = [work.told_process(told) for told in tmp_path.glob("hangs?")]
    assert len(hanging) == sum(THREADS)
    assert all(work.ends(process) for process in hanging)
    assert all(task.cancelled() for task in tasks)
    with pytest.raises(Stopped):
        executor.submit(work.double, 1)


# A cluster that cannot be used


def test_without_the_library_it_is_said_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r'pip install "xhht-analysis\[cluster\]"'):
        Cluster("tcp://127.0.0.1:8786", tmp_path, preload=())


@pytest.mark.parametrize(
    "wrong", ["tcp://127.0.0.1:{closed}", "tcp://127.0.0.1:{silent}", "máy", "http://a:1"]
)
def test_an_address_where_nobody_answers(monkeypatch, tmp_path, wrong):
    monkeypatch.setattr(connection, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with socket.create_server(("127.0.0.1", 0)) as gone:
            closed = gone.getsockname()[1]
        wrong = wrong.format(closed=closed, silent=silent.getsockname()[1])
        with pytest.raises(InputError) as refused:
            Cluster(wrong, tmp_path, preload=())
    assert str(refused.value) == (
        f"Không có scheduler Dask nào trả lời ở {wrong!r}. Hãy kiểm tra địa chỉ (dạng tls://máy:8786), "
        "chứng chỉ trong cấu hình của Dask, và xem lệnh dask scheduler còn chạy không."
    )


@pytest.mark.parametrize("stranger", ["no certificate", "another's certificate", "no encryption"])
def test_nobody_gets_in_without_a_certificate_of_the_cluster(address, tmp_path, monkeypatch, stranger):
    if not address.startswith("tls://"):
        pytest.skip("no openssl to make certificates with")
    import dask

    monkeypatch.setattr(connection, "PATIENCE", 3)
    tls = dict.fromkeys(("ca-file", "client.cert", "client.key"))
    if stranger == "another's certificate":
        made = certificates(tmp_path)
        tls = {name: made[f"DASK_DISTRIBUTED__COMM__TLS__{key}"] for name, key in (
            ("ca-file", "CA_FILE"), ("client.cert", "CLIENT__CERT"), ("client.key", "CLIENT__KEY"),
        )}  # fmt: skip
    settings: dict[str, object] = {f"distributed.comm.tls.{name}": value for name, value in tls.items()}
    where = address.replace("tls://", "tcp://") if stranger == "no encryption" else address
    settings["distributed.comm.require-encryption"] = stranger != "no encryption"
    refused = pytest.raises(InputError, match="^Không có scheduler Dask nào trả lời ở .*chứng chỉ")
    with dask.config.set(settings), refused:
        Cluster(where, tmp_path, preload=())


def test_a_worker_with_another_version_is_refused(address, monkeypatch, tmp_path):
    ours = cluster.program() | {"matplotlib": "0.1", "xhht_analysis": "khác"}
    monkeypatch.setattr(cluster, "program", lambda: ours)
    with pytest.raises(
        InputError, match=r"Worker t..://127\.0\.0\.1:\d+ không dùng cùng phiên bản"
    ) as refused:
        Cluster(address, tmp_path, preload=())
    said = str(refused.value)
    assert "ở đây là khác; matplotlib ở đó là" in said
    assert "numpy" not in said


def test_a_worker_that_does_not_see_the_folder_is_refused(address, monkeypatch, tmp_path):
    monkeypatch.setattr(cluster, "write_text", lambda *_, **__: None)  # as on a disk of this machine alone
    with pytest.raises(InputError, match="không đọc được thư mục dự án") as refused:
        Cluster(address, tmp_path, preload=())
    assert str(tmp_path) in str(refused.value)


def test_a_worker_that_comes_later_is_looked_at_too(address, tasks, monkeypatch, tmp_path):
    with Cluster(address, tmp_path, preload=()) as executor:
        executor._mark.unlink()
        executor._orders = executor._orders.__class__(**vars(executor._orders) | {"command": "mới"})
        error = executor.submit(work.double, 1).exception()
    assert isinstance(error, InputError)
    assert "không đọc được thư mục dự án" in str(error)


def test_nobody_waits_for_ever_for_a_cluster_without_workers(address, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ALONE", 0.2)
    monkeypatch.setattr(cluster, "LOOK", 0.1)
    with Cluster(address, tmp_path, preload=COUNTED) as executor:
        monkeypatch.setattr(executor._client, "nthreads", lambda **_: {})
        error = executor.submit(work.hang, tmp_path / "hangs").exception(timeout=60)
    assert isinstance(error, InputError)
    assert "không còn worker nào" in str(error)


# Workers are lost


def test_what_a_lost_worker_did_is_done_by_another(tasks, tmp_path):
    go = tmp_path / "go"
    begun = [tmp_path / f"task{n}" for n in range(2 * tasks.slots)]
    done = [tasks.submit(work.begin_and_wait, told, go) for told in begun]
    while sum(told.exists() and told.read_text() != "" for told in begun) < tasks.slots:
        time.sleep(0.02)
    lost = max((told for told in begun if told.exists()), key=lambda told: told.stat().st_mtime)
    os.kill(int(lost.read_text()), signal.SIGKILL)
    go.touch()
    assert [task.result()[0] for task in done] == [told.name for told in begun]
    assert len(lost.read_text().splitlines()) == 2


def test_a_task_that_takes_workers_along_is_given_up(tasks):
    assert isinstance(tasks.submit(work.kill_program).exception(), WorkerDied)
    assert tasks.submit(work.double, 3).result() == 6


def test_processes_that_nobody_uses_end(monkeypatch):
    orders = worker.Orders("lệnh", "", "", {}, (), 60)
    monkeypatch.setattr(worker, "IDLE", 0)
    monkeypatch.setattr(worker, "refusal", lambda *_: None)
    with worker._processes(orders, "") as processes:
        processes.run(work_of(os.getpid), 60)
        server = processes._server._forkserver_pid
    assert work.ends(server)
    assert "lệnh" not in worker._served


def work_of(function) -> bytes:
    from xhht_analysis.execution.tasks import packed

    return packed(function, (), {})
