"""Cleaning and counting: beside the same computation in polars, and per person from 20.000 to 5 million.

    python -m benchmarks.counting                      half a million people in ten communes
    python -m benchmarks.counting --people 5000000     the whole synthetic province, 102 communes

Needs the extra ``benchmarks`` (polars) and Linux. Runs that are compared take turns in one process, so that
whatever else the machine does falls on both; of their times the fastest counts, of CPU (all threads) and of
the clock. Ratios say something, seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd

from benchmarks.child import measure
from xhht_sample.province import SURVEY_FILE, province, write_province

SIZES = (20_000, 50_000, 200_000)
BASE, ROUNDS, PEOPLE, OF_A_COMMUNE = 50_000, 7, 500_000, 49_000
#: After so many communes of the province the base is measured again.
TURN = 5


def seconds(call: Callable[[], object]) -> tuple[float, float]:
    """CPU time of this process, all its threads, and the clock's."""
    clock, cpu = time.perf_counter(), _cpu()
    call()
    return _cpu() - cpu, time.perf_counter() - clock


def compare(root: str, area: str) -> dict[str, list[float]]:
    """The fastest CPU and clock seconds of ours, of polars and of the whole ``process_period``."""
    from benchmarks import polars_twin
    from xhht_analysis.base.periods import Period
    from xhht_analysis.base.store import COUNTS_FILE, SUMMARY_FILE, Store, read_json
    from xhht_analysis.indicators.counts import read_counts
    from xhht_analysis.running.pipeline import process_period

    store, period = Store(Path(root)), Period(polars_twin.YEAR)
    survey = store.raw_period(area, period) / SURVEY_FILE
    folder = Path(root) / "twin"
    folder.mkdir(exist_ok=True)
    process_period(store, area, period)
    counts, odd = polars_twin.process(survey, folder)
    ours = read_counts(store.private(area, period) / COUNTS_FILE)
    ours = ours[ours["indicator"].isin(counts["indicator"].unique().to_list())]  # those that the twin knows
    summary = read_json(store.processed(area, period) / SUMMARY_FILE)
    found = {kind["kind"]: kind["count"] for kind in summary["findings"]}
    if sorted(ours.itertuples(index=False, name=None)) != sorted(counts.rows()):
        raise AssertionError(f"{area}: polars counts otherwise")
    clean = pd.read_parquet(store.private(area, period) / "people.parquet")
    if not clean.equals(pd.read_parquet(folder / "people.parquet").astype(clean.dtypes)):
        raise AssertionError(f"{area}: polars cleans otherwise")
    if odd != {kind: count for kind, count in found.items() if kind in polars_twin.CHECKS}:
        raise AssertionError(f"{area}: polars finds otherwise: {odd}, {found}")
    runs = {
        "ours": lambda: count_period(store, area, period),
        "polars": lambda: polars_twin.process(survey, folder),
        "whole": lambda: process_period(store, area, period),
    }
    times = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name].append(seconds(run))
    return {name: [min(part) for part in zip(*taken, strict=True)] for name, taken in times.items()}


def count_period(store, area: str, period) -> None:
    """What polars is asked for: clean people with checks, and counts, each in its file."""
    from xhht_analysis.base.store import COUNTS_FILE, write_atomically, write_text
    from xhht_analysis.indicators.counts import count_people, write_counts
    from xhht_analysis.intake.cleaned import clean_period

    people = clean_period(store, area, period).clean.people
    write_atomically(store.private(area, period) / "people.parquet", people.to_parquet, mode=0o600)
    write_text(store.private(area, period) / COUNTS_FILE, write_counts(count_people(people)), mode=0o600)


def walk(root: str, areas: list[str], base: str) -> dict[str, float]:
    """CPU and clock seconds of ``process_period`` over some areas, and of ``base`` in between (median)."""
    from xhht_analysis.base.periods import Period
    from xhht_analysis.base.store import Store
    from xhht_analysis.running.pipeline import process_period
    from xhht_sample.province_people import YEAR

    store, period = Store(Path(root)), Period(YEAR)
    process_period(store, base, period)  # libraries are loaded, tables of words are made
    bases, taken = [], []
    for number, area in enumerate(areas):
        if number % TURN == 0:
            bases += [seconds(lambda: process_period(store, base, period)) for _ in range(2)]
        taken.append(seconds(lambda area=area: process_period(store, area, period)))
    cpu, clock = (sum(part) for part in zip(*taken, strict=True))
    base_cpu, base_clock = (median(part) for part in zip(*bases, strict=True))
    return {"cpu": cpu, "clock": clock, "base cpu": base_cpu, "base clock": base_clock}


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(people: int) -> None:
    """Print (d), ours beside polars, and (e), the cost per person by size."""
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "data" / "raw"
        one = {size: write_province(raw, f"xa-{size}", people=size, communes=1)[0].name for size in SIZES}
        print("(d) cleaning, checking, counting, both written; equal counts and findings; CPU | clock")
        for size, area in one.items():
            told = measure("benchmarks.counting", "compare", scratch, area, times=1).told
            (ours, polars, whole) = (told[name] for name in ("ours", "polars", "whole"))
            print(
                f"  {size:>9,} people  ours {ours[0]:.3f} | {ours[1]:.3f} s  polars {polars[0]:.3f} | "
                f"{polars[1]:.3f} s  ratio {ours[0] / polars[0]:.2f} | {ours[1] / polars[1]:.2f}  "
                f"all of process_period {whole[0] / polars[0]:.2f} | {whole[1] / polars[1]:.2f}"
            )
        print(f"(e) process_period, one commune after another; ratio to one commune of {BASE:,}; CPU | clock")
        communes = max(1, round(people / OF_A_COMMUNE))
        folders = write_province(raw, people=people, communes=communes)
        walks = [(size, [area] * 5, size) for size, area in one.items()]
        walks.append((people, [folder.name for folder in folders], people / len(folders)))
        for total, areas, each in walks:
            run = measure("benchmarks.counting", "walk", scratch, areas, one[BASE], times=1)
            persons = each * len(areas)
            number = communes if total == people else 1
            ratios = [run.told[t] / persons / (run.told[f"base {t}"] / BASE) for t in ("cpu", "clock")]
            print(
                f"  {total:>9,} people  {run.told['cpu'] / persons * 1e6:>6.1f} | "
                f"{run.told['clock'] / persons * 1e6:>6.1f} µs a person  ratio {ratios[0]:.2f} | "
                f"{ratios[1]:.2f}  peak {run.mebibytes:,.0f} MiB  communes: {number}"
            )
        largest = max(commune.people for commune in province(people=people, communes=communes))
        print(f"  the largest commune has {largest:,} people")


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("--people", type=int, default=PEOPLE)
    main(words.parse_args().people)
