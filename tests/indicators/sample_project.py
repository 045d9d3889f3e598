"""The sample commune's year 2024, made once for all tests that look at it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.running.pipeline import process_period
from xhht_sample import write_sample

RAW = Path(__file__).parents[2] / "data" / "raw" / "phu-my"


def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a project folder that holds the processed sample."""
    return _make(tmp_path_factory.getbasetemp() / "phu-my-2024")


@cache
def _make(root: Path) -> Path:
    write_sample(root / "data" / "raw")
    for path in RAW.glob("*.toml"):
        shutil.copy(path, root / "data" / "raw" / "phu-my")
    process_period(Store(root), "phu-my", Period(2024))
    return root
