"""The processes that steps are forked from."""

import os
from pathlib import Path

import pytest

from xhht_analysis.execution.processes import FreshProcesses, can_fork
from xhht_analysis.running.steps import get_ready, get_ready_to_count, get_ready_to_draw

DRAWING = {"matplotlib", "seaborn", "papermill", "nbconvert", "IPython"}
COUNTING = {"docx", "xlsxwriter", "xhht_analysis.running.pipeline"}


def _of_the_server() -> tuple[int, set[str]]:
    import sys

    return len(list(Path(f"/proc/{os.getppid()}/task").iterdir())), set(sys.modules)


@pytest.mark.skipif(not can_fork() or not Path("/proc/self/task").is_dir(), reason="nothing is forked here")
@pytest.mark.parametrize(
    ("prepare", "loaded"),
    [(get_ready_to_draw, DRAWING), (get_ready_to_count, COUNTING), (get_ready, DRAWING | COUNTING)],
)
def test_each_has_one_thread_and_its_libraries(prepare, loaded):
    with FreshProcesses(1, prepare=prepare, seconds=120) as steps:
        threads, modules = steps.submit(_of_the_server).result()
    assert threads == 1
    assert {"pandas", *loaded} <= modules
    assert modules & DRAWING == loaded & DRAWING  # whoever counts does not wait for what draws
