"""A worker that means harm: the commanding computer refuses in words, and runs and writes nothing."""

import os
import shutil

import psutil
import pytest

from tests.execution import work
from tests.execution.dask_cluster import dask_cluster
from tests.support.small_commune import MARK, REGISTER, processed_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.execution.cluster import Cluster
from xhht_analysis.execution.failures import ProgramFault
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.running.period_reports import PeriodReports
from xhht_analysis.running.results import Outcome
from xhht_analysis.running.steps import COUNTING, Job

pytest.importorskip("distributed", reason="distributed is not installed: pip install -e .[cluster]")
pytestmark = pytest.mark.skipif(not can_fork(), reason="processes are forked")

REFUSED = "gửi về thứ không phải kết quả của chương trình này"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    with dask_cluster(folder, (1,), preload="tests.execution.hostile") as scheduler:
        yield scheduler


def ask(address, root, wanted, target="", function=work.double, *args):
    """What becomes of a task whose worker sends what is ``wanted``."""
    (root / "wanted").write_text(f"{wanted}|{target}", encoding="utf-8")
    with Cluster(address, root, preload=()) as cluster:
        return cluster.submit(function, *(args or (1,))).exception(timeout=60)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("pickle", REFUSED), ("nested", REFUSED), ("raises", "không chạy được chương trình này (Exception)")],
)
def test_a_pickle_that_would_write_is_not_opened(address, tmp_path, wanted, said):
    target = tmp_path / "written"
    error = ask(address, tmp_path, wanted, target)
    assert isinstance(error, InputError)
    assert said in str(error)
    assert not target.exists()


@pytest.mark.parametrize("wanted", ["shape", "path", "no bytes", "pickle in the error"])
def test_what_is_no_answer_is_refused(address, tmp_path, wanted):
    error = ask(address, tmp_path, wanted, str(tmp_path / "elsewhere"))
    assert isinstance(error, InputError)
    assert REFUSED in str(error)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "wanted"]


def test_of_an_error_that_nobody_knows_the_kind_alone_is_told(address, tmp_path):
    error = ask(address, tmp_path, "words", "ô của Trần Thị Bí Mật\x1b[2J")
    assert isinstance(error, ProgramFault)
    assert (error.kind, "Bí Mật" in str(error)) == ("ValueError", False)


def test_after_an_alarm_nothing_more_is_asked(address, tmp_path):
    (tmp_path / "wanted").write_text(f"pickle|{tmp_path / 'written'}", encoding="utf-8")
    with Cluster(address, tmp_path, preload=()) as cluster:
        assert REFUSED in str(cluster.submit(work.double, 1).exception(timeout=60))
        with pytest.raises(InputError, match=REFUSED):
            cluster.submit(work.double, 1)
    (tmp_path / "wanted").write_text("nothing|", encoding="utf-8")
    with Cluster(address, tmp_path, preload=()) as cluster:
        assert cluster.submit(work.double, 4, plus=1).result(timeout=60) == 9


@pytest.mark.parametrize(
    ("wanted", "target", "said"),
    [("page", f"{MARK} 9", "không được công bố"), ("path", "../../../x.html", REFUSED)],
)
def test_nothing_of_it_comes_into_outputs(address, tmp_path_factory, tmp_path, wanted, target, said):
    root = tmp_path / "project"
    shutil.copytree(processed_commune(tmp_path_factory), root)
    (root / "wanted").write_text(f"{wanted}|{target}", encoding="utf-8")
    before = {path for path in root.rglob("*") if "outputs" not in path.parts}
    outcome = Outcome(REGISTER[0], Period.parse(REGISTER[1]))
    with Cluster(address, root, preload=(), preload_here=(COUNTING,)) as cluster:
        PeriodReports(Job(Store(root), cluster), outcome).publish()
    assert {name for name in outcome.failed if name.endswith((".docx", ".csv", ".xlsx", ".html"))}
    assert all(said in str(error) for error in outcome.failed.values())
    written = {path.name for path in (root / "outputs").rglob("*") if path.is_file()}
    assert written <= {MANIFEST, "index.html"}
    private = {path for path in root.rglob("*") if "private" in path.parts}
    assert {path for path in root.rglob("*") if "outputs" not in path.parts} - private - before == set()


def test_the_cluster_of_the_guide_listens_to_this_computer_alone(address):
    """No 0.0.0.0, and TLS wherever openssl makes certificates."""
    assert address.startswith("tls://127.0.0.1:" if shutil.which("openssl") else "tcp://127.0.0.1:")
    mine = psutil.Process(os.getpid()).children(recursive=True)
    heard = [c.laddr.ip for p in mine for c in p.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert len(heard) >= 4
    assert set(heard) == {"127.0.0.1"}
