"""What reading and counting one period cost, beside calamine alone over every file that the period reads.

    python -m benchmarks.period       the sample's 2024: five turns, each in fresh processes

A turn is: calamine alone; files → sheets; files → counts.csv, what may leave, the clerk's list; the last once
more after the workbook of one khóm changed. Both folders are read, 2024 and its half-year, none known before.
Ratios are of one turn, their median is printed; seconds depend on the machine.
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
import zipfile
from pathlib import Path

from benchmarks.child import measure
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.sources.inbox import data_files
from xhht_sample import write_sample

TURNS = 5
AREA, PERIODS = "phu-my", ("2024", "2024-H1")
#: What each way may take, in times of calamine alone.
GOALS = {"read": 2.5, "count": 8.0, "count_again": 8.0 / 3}
WORDS = {
    "read": "files → sheets",
    "count": "files → counts, what may leave, the clerk's list",
    "count_again": "the same after one khóm's workbook changed",
}
_NUMBER = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?><v>)(\d+)(</v>)')


def calamine(root: str) -> int:
    """Every cell of every file, by calamine and nothing else."""
    from python_calamine import CalamineWorkbook

    cells = 0
    for path in _files(root):
        book = CalamineWorkbook.from_path(str(path))
        for number in range(len(book.sheet_names)):
            cells += sum(map(len, book.get_sheet_by_index(number).to_python()))
    return cells


def read(root: str) -> int:
    """The sheets of every file, with fonts, marks and addresses, kept for the next time."""
    from xhht_analysis.sources.corrections import open_corrected
    from xhht_analysis.sources.read_cache import ReadCache

    store, sheets = Store(Path(root)), 0
    for period in PERIODS:
        folder = store.raw_period(AREA, Period.parse(period))
        inbox = open_corrected(folder, data_files(folder), cache=ReadCache(Path(root) / "read" / period))
        sheets += sum(len(file.sheets) for file in inbox.files)
    return sheets


def count(root: str) -> int:
    """The period as ``xhht run`` takes it, up to what may leave; no pages."""
    from xhht_analysis.running.pipeline import process_period

    return len(process_period(Store(Path(root)), AREA, Period.parse(PERIODS[0])).clean.people)


def _prepare() -> None:
    import pyarrow.parquet  # noqa: F401
    import python_calamine  # noqa: F401

    import xhht_analysis.running.pipeline  # noqa: F401


for _function in (calamine, read, count):
    _function.prepare = _prepare


def _files(root: str) -> list[Path]:
    store = Store(Path(root))
    return [path for period in PERIODS for path in data_files(store.raw_period(AREA, Period.parse(period)))]


def _change_a_number(path: Path) -> None:
    """One figure of a unit's workbook becomes one more."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name, data in parts.items():
        if "worksheets" in name and (found := list(_NUMBER.finditer(data))):
            last = found[-1]
            parts[name] = data[: last.start(2)] + b"%d" % (int(last[2]) + 1) + data[last.end(2) :]
            break
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def turn(root: Path) -> dict[str, float]:
    """Seconds of each way, one after the other."""

    def seconds(function: str) -> float:
        return measure("benchmarks.period", function, str(root), times=1).seconds

    told = {"calamine": seconds("calamine"), "read": seconds("read"), "count": seconds("count")}
    _change_a_number(next(path for path in _files(str(root)) if "khom 1 " in path.name))
    return told | {"count_again": seconds("count")}


def main() -> None:
    """Print the median of the turns: seconds of calamine, and how many times as long each way took."""
    turns = []
    with tempfile.TemporaryDirectory() as scratch:
        sample = Path(scratch) / "sample"
        source = Path(__file__).parents[1] / "data" / "raw" / AREA
        shutil.copytree(source, sample / "data" / "raw" / AREA)
        write_sample(sample / "data" / "raw")
        for number in range(TURNS):
            root = Path(scratch) / str(number)
            shutil.copytree(sample, root)
            turns.append(turn(root))
    alone = statistics.median(one["calamine"] for one in turns)
    print(f"{'calamine alone, all files of ' + ' and '.join(PERIODS):<58}{alone:>7.2f} s")
    for way, goal in GOALS.items():
        ratio = statistics.median(one[way] / one["calamine"] for one in turns)
        seconds = statistics.median(one[way] for one in turns)
        print(f"{WORDS[way]:<58}{seconds:>7.2f} s {ratio:>6.2f} times (goal {goal:.2f})")


if __name__ == "__main__":
    main()
