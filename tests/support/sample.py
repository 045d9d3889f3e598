"""The sample, written, counted and published once in a whole run, for all tests that look at it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.amount import IN_CI
from tests.support.commands import run_here
from tests.support.once import once
from tests.support.small_commune import REPOSITORY
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.running.pipeline import process_period
from xhht_sample import write_sample

RAW = REPOSITORY / "data" / "raw" / "phu-my"
EVERY_PERIOD = [
    *(("phu-my", period) for period in ("2023", "2024-H1", "2024")),
    *(("phu-tan", period) for period in ("2025", "2026-H1", "2026")),
]
#: Area and period of the pages that are looked at: all in .ci/run, the richest at the desk.
PUBLISHED = EVERY_PERIOD if IN_CI else [("phu-my", "2024")]
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
    """The root of a project folder with both communes, every period counted, ``PUBLISHED`` with its pages.

    All days due are past.
    """

    def publish(root: Path) -> Path:
        shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
        if IN_CI:  # all was made a moment ago, and is taken along as a user may copy a project
            for name in ("data", "outputs"):
                shutil.copytree(REPOSITORY / name, root / name)
        else:
            _whole_sample(root / "data" / "raw", tmp_path_factory)
            # the register of that year was read before, and is not read again
            counted = Path("data", "processed", "phu-my", "2024")
            shutil.copytree(sample_project(tmp_path_factory) / counted, root / counted)
            for area, period in EVERY_PERIOD:  # the run counts those that it reports, and no other
                if (area, period) not in PUBLISHED:
                    process_period(Store(root), area, Period.parse(period))
        ran = run_here(root, periods=[] if IN_CI else [period for _, period in PUBLISHED], as_of=ALL_PAST)
        assert all(outcome.complete for outcome in ran), ran
        return root

    return once(tmp_path_factory, "sample-published", publish)


def sample_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Phú Mỹ without its registers: what describes it, and its units' workbooks."""

    def write(raw: Path) -> Path:
        _describe(raw, "phu-my")
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr("xhht_sample._write_register", lambda folder, _, sample: folder / sample.name)
            write_sample(raw, "phu-my")
        return raw

    return once(tmp_path_factory, "units", write) / "phu-my"


def _whole_sample(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Both communes as ``xhht sample`` writes them."""
    for folder in (sample_registers(tmp_path_factory), sample_units(tmp_path_factory)):
        shutil.copytree(folder, raw / "phu-my", dirs_exist_ok=True)
    _describe(raw, "phu-tan")
    write_sample(raw, "phu-tan")


def _describe(raw: Path, area: str) -> None:
    (raw / area).mkdir()
    for path in (RAW.parent / area).glob("*.toml"):
        shutil.copy(path, raw / area)
