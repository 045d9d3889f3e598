"""What the benchmark of reports is held against can still be measured."""

import shutil

import pytest

from benchmarks.warm import draw_only, draw_reports
from tests.support.commands import takers
from tests.support.small_commune import REGISTER, processed_commune
from xhht_analysis.execution.servers import can_fork


@pytest.mark.skipif(not can_fork(), reason="it changes the modules of the process that it runs in")
@pytest.mark.parametrize("floor", [draw_only, draw_reports])
def test_the_floors_of_reports_can_be_drawn(tmp_path_factory, tmp_path, floor):
    root = shutil.copytree(processed_commune(tmp_path_factory), tmp_path / "project")
    seconds = takers().submit(floor, root, [(*REGISTER, "xoa-mu-chu")]).result()
    assert seconds > 0
    assert len(list(root.glob("floor/*.html"))) == 1
