"""A cell that has taken over its process sends what it likes: the commanding process runs nothing of it."""

import os
import shutil

import pytest

from tests.execution import work
from tests.support.commands import takers
from tests.support.small_commune import REGISTER, break_notebook, processed_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.base.publications import UNPUBLISHED
from xhht_analysis.execution.answers import error_answer, read_answer, result_answer, returned_by
from xhht_analysis.execution.failures import ProgramFault
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.execution.tasks import WorkerDied
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.running.group_steps import make_group
from xhht_analysis.running.steps import make_file, step_takers

pytestmark = pytest.mark.skipif(not can_fork(), reason="cells run in kernels here")

REFUSED = "gửi về thứ không phải kết quả của chương trình này"
FORGE = """
import gc, os, pickle
from multiprocessing.connection import Connection
class Bomb:
    def __reduce__(self):
        return os.mkdir, ({target!r},)
pipes = [one for one in gc.get_objects() if isinstance(one, Connection) and not one.closed and one.writable]
for pipe in pipes:
    {send}
os._exit(0)
"""
#: What the cell sends → what is told of it.
WAYS = {
    "pickle": ("pipe.send_bytes(pickle.dumps((Bomb(), None)))", REFUSED),
    "pickled error": ("pipe.send_bytes(pickle.dumps((None, Bomb())))", REFUSED),
    "object": ("pipe.send(Bomb())", REFUSED),
    "behind the letter": ("pipe.send_bytes(b'R' + pickle.dumps(Bomb()))", REFUSED),
    "another type": ("pipe.send_bytes(b'R[1.0, 2]')", REFUSED),
    "an error of another shape": ("pipe.send_bytes(b'E' + pickle.dumps(Bomb()))", REFUSED),
    "endless": ("os.write(pipe.fileno(), (2**30).to_bytes(4, 'big') + b'x')", "đã chết giữa chừng"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("forged") / "project"
    return shutil.copytree(processed_commune(tmp_path_factory), root)


def outcome(root):
    page = next(kind.page for kind in REPORTS if kind.notebook == "literacy")
    return takers().submit(make_file, root, *REGISTER, f"{page}.html", UNPUBLISHED, REPORTS)


@pytest.mark.parametrize("way", WAYS)
def test_what_a_cell_forges_is_refused_and_not_run(project, tmp_path, way):
    root = shutil.copytree(project, tmp_path / "project")
    send, said = WAYS[way]
    break_notebook(root, "literacy", FORGE.format(target=str(tmp_path / "written"), send=send), cell=4)
    error = outcome(root).exception(timeout=120)
    assert isinstance(error, InputError | WorkerDied)
    assert said in str(error)
    assert not (tmp_path / "written").exists()


def test_an_honest_page_comes_through_and_a_broken_cell_is_told_by_kind_and_place(project, tmp_path):
    seconds, page = outcome(project).result(timeout=120)
    assert seconds > 0
    assert page.startswith(b"<!DOCTYPE html>")
    root = shutil.copytree(project, tmp_path / "project")
    break_notebook(root, "literacy", "raise KeyError('ô của Trần Thị Bí Mật')", cell=4)
    error = outcome(root).exception(timeout=120)
    assert str(error) == "Sổ literacy.ipynb hỏng ở ô thứ 4: KeyError."


def test_every_step_that_runs_cells_answers_so(project):
    with step_takers(project, jobs=1) as executor:
        assert executor._plain == {make_file, make_group}
    for function, made in ((make_file, (0.5, b"PK\xff")), (make_group, None)):
        declared = returned_by(function)
        assert read_answer(result_answer(made, declared), declared) == made
    told = InputError(Message.twin("tệp a.xlsx hỏng", "a.xlsx is broken"))
    told.outward = Message.twin("một tệp hỏng", "a file is broken")
    with pytest.raises(InputError) as raised:
        read_answer(error_answer(told), returned_by(make_group))
    assert (raised.value.vi, raised.value.outward.vi) == ("tệp a.xlsx hỏng", "một tệp hỏng")


def test_results_and_errors_of_plain_functions():
    plain = (work.double, work.raise_strange, work.stop, work.kill_self, work.begin_and_wait)
    with FreshProcesses(1, plain=plain, seconds=60) as executor:
        assert executor.submit(work.double, 4, plus=1).result() == 9
        assert "chương trình (TypeError" in str(executor.submit(work.double, "a").exception())
        strange = executor.submit(work.raise_strange).exception()
        assert isinstance(strange, ProgramFault)
        assert "lạ" not in str(strange)
        assert isinstance(executor.submit(work.stop).exception(), ProgramFault)
        assert isinstance(executor.submit(work.kill_self).exception(), WorkerDied)
        assert os.getpid() != executor.submit(work.preloaded_and_own).result()[1]  # not among them
