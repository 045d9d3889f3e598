"""The process that all steps are forked from."""

import os
from pathlib import Path

import pytest

from xhht_analysis.execution.processes import can_fork
from xhht_analysis.steps import step_takers


def _of_the_server() -> tuple[int, set[str]]:
    import sys

    return len(list(Path(f"/proc/{os.getppid()}/task").iterdir())), set(sys.modules)


@pytest.mark.skipif(not can_fork() or not Path("/proc/self/task").is_dir(), reason="nothing is forked here")
def test_it_has_one_thread_and_all_libraries(tmp_path):
    with step_takers(tmp_path, jobs=1, seconds=120) as steps:
        threads, modules = steps.submit(_of_the_server).result()
    assert threads == 1
    assert {"pandas", "matplotlib", "papermill", "docx", "xlsxwriter"} <= modules
