"""The sample commune, written and counted once in a whole run, for all tests that look at it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.once import once
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.running.pipeline import process_period
from xhht_sample import write_sample

RAW = Path(__file__).parents[2] / "data" / "raw" / "phu-my"


def sample_registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commune: its registers, and neither a description nor units' workbooks."""
    return once(tmp_path_factory, "registers", _write) / "phu-my"


def _write(raw: Path) -> Path:
    write_sample(raw)
    return raw


def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a project folder that holds the sample, its year 2024 counted."""
    registers = sample_registers(tmp_path_factory)

    def process(root: Path) -> Path:
        raw = Path(shutil.copytree(registers, root / "data" / "raw" / "phu-my"))
        for path in RAW.glob("*.toml"):
            shutil.copy(path, raw)
        process_period(Store(root), "phu-my", Period(2024))
        return root

    return once(tmp_path_factory, "phu-my-2024", process)
