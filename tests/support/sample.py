"""The sample, written, counted and published once in a whole run, for all tests that look at it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.amount import MANY
from tests.support.once import once
from tests.support.small_commune import REPOSITORY, xhht
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.running.pipeline import process_period
from xhht_sample import write_sample

RAW = REPOSITORY / "data" / "raw" / "phu-my"
#: A day after all that is due in the sample.
ALL_PAST = "2030-01-01"


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


def published_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a project folder with every period of both communes published, all days due past."""
    return once(tmp_path_factory, "sample-published", _publish)


def _publish(root: Path) -> Path:
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    if MANY:  # in .ci/run everything was made a moment ago, and is taken along as a user may copy a project
        for name in ("data", "outputs"):
            shutil.copytree(REPOSITORY / name, root / name)
    else:
        for path in RAW.parent.glob("*/*.toml"):
            target = root / path.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        assert xhht(root, "sample").returncode == 0
    ran = xhht(root, "run", "--as-of", ALL_PAST, seconds=1000)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return root
