"""The processes that steps are forked from, by what they preload."""

from pathlib import Path

import pytest

from tests.execution import work
from tests.support.amount import IN_CI
from tests.support.commands import takers
from xhht_analysis.execution.processes import Processes
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.execution.tasks import packed, unpacked
from xhht_analysis.running.steps import COUNTING, DRAWING

TO_DRAW = {"matplotlib", "seaborn", "papermill", "nbconvert", "IPython"}
TO_COUNT = {"docx", "xlsxwriter", "xhht_analysis.running.pipeline"}


def _of_the_server() -> tuple[int, set[str]]:
    import sys

    return len(list(Path(f"/proc/{work.server()}/task").iterdir())), set(sys.modules)


@pytest.mark.skipif(not can_fork() or not Path("/proc/self/task").is_dir(), reason="nothing is forked here")
@pytest.mark.parametrize(
    ("preload", "loaded"),
    [((DRAWING,), TO_DRAW), ((COUNTING,), TO_COUNT)] + [((DRAWING, COUNTING), TO_DRAW | TO_COUNT)] * IN_CI,
)
def test_each_has_one_thread_and_its_libraries(preload, loaded):
    ready = takers()._processes.get(preload) or Processes(preload)
    threads, modules = unpacked(ready.run(packed(_of_the_server, (), {}), 120))
    assert threads == 1
    assert {"pandas", *preload, *loaded} <= modules
    assert modules & TO_DRAW == loaded & TO_DRAW  # whoever counts does not wait for what draws
