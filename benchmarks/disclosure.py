"""Attack what leaves of many communes: ``python -m benchmarks.disclosure 1000``.

Draws communes of 300 to 20.000 people in 2 to 30 khóm, withholds what has to be, and lets the attacker of the
tests solve for every withheld cell. Prints one line a commune as JSON; ends with 1 if any cell was pinned.

``python -m benchmarks.disclosure told 1000``: two periods of each commune, what is told of the later one
beside its counts, and whether the attacker can think of a commune in which it is not so; at the end the
shares told.

``python -m benchmarks.disclosure files 40``: the files of communes, of a half year, of a year and of the year
published again, read back and attacked; which withheld counts may have fewer values than the rule asks for.
``files 40 0 pinned``: only which have one value left, several times as fast.

``python -m benchmarks.disclosure useful 40``: of small communes in how many rankings of khóm one of the three
lowest is hidden: before withholding preferred others, and now.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd

from tests.disclosure.attacker import Attack
from tests.disclosure.communes import counted_again, draw_people, kinds, reference
from tests.disclosure.file_attack import attack_commune as attack_files
from tests.disclosure.telling import commune_report, told_of
from xhht_analysis.base.periods import Period
from xhht_analysis.disclosure import disclose
from xhht_analysis.disclosure.protect import ACTED_ON, Search
from xhht_analysis.disclosure.table import Counts
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people
from xhht_analysis.standards.plan import load_plan
from xhht_analysis.standards.verdict_words import UNDECIDED

GROUPS = ("Kinh", "dân tộc thiểu số", "chưa rõ")
PLAN = Path(__file__).resolve().parents[1] / "data" / "raw" / "phu-my"
#: Besides its own a count of 1 to 4 is to have so many other values, for all that anybody can tell.
WIDTH = 3
#: Communes by their people, up to so many.
SIZES = (999, 3_999, 9_999, 20_000)


def attack_commune(seed: int) -> dict:
    """One commune: what is withheld, how long it took, and what the attacker could pin."""
    people, khom = _drawn(seed)
    counts = count_people(people)
    start = time.process_time()
    disclosed = disclose(counts)
    seconds = time.process_time() - start
    known = pd.concat([kinds(people), reference()], ignore_index=True)
    attack = Attack(disclosed.counts, known, khom=sorted(people["khom"].unique()), groups=GROUPS)
    return {
        "seed": seed,
        "people": len(people),
        "khom": khom,
        "rows": len(disclosed.counts),
        "cells": len(disclosed.counts) * len(COUNTS),
        "withheld": int(disclosed.counts[COUNTS].isna().to_numpy().sum()),
        "seconds": round(seconds, 2),
        "pinned": attack.pinned(seed=seed, tries=2),
    }


def tell_commune(seed: int, *, people: int | None = None, missed: bool = False) -> dict:
    """Two periods of a commune: what is told of the later one, of what could be; whether it is ``untrue``, or
    ``beyond`` what the attacker finds in every commune that fits. ``missed``: also what he finds and is not
    told (``more``), which takes ten times as long.
    """
    drawn, _ = _drawn(seed, size=people)
    plan = load_plan(PLAN, Period(2024))
    before = commune_report(count_people(drawn), period="2023", plan=plan)
    later = counted_again(drawn, seed)
    counts = count_people(later)
    report = commune_report(counts, plan=plan, before=before)
    told, whole = told_of(report), told_of(commune_report(counts, plan=plan, before=before, whole=True))
    found: dict[str, object] = {"seed": seed, "people": len(drawn)}
    for name in ("conditions", "levels", "clauses"):
        true, said = _decided(getattr(whole, name)), _decided(getattr(told, name))
        found[name] = [len(said), len(true)]
        found.setdefault("untrue", []).extend(key for key, word in said.items() if true.get(key) != word)
    found["but_for"] = [len(_decided(told.but_for)), found["levels"][1]]
    found["beyond"], found["more"] = [], []
    conditions = [c for one in report.judged.values() for c in one.conditions]
    hidden = [c for c in conditions if c.figure and c.figure.withheld]
    hidden = [c for c in hidden if missed or c.outcome is not None]
    if hidden:
        known = pd.concat([kinds(drawn), kinds(later), reference()], ignore_index=True)
        everybody = Attack(report.counts, known, khom=sorted(later["khom"].unique()), groups=GROUPS)
        for c in hidden:
            sure = everybody.decides(c.indicator, float(c.threshold))
            if sure != c.outcome:
                found["more" if c.outcome is None else "beyond"].append((c.standard, c.level, c.indicator))
    return found


def hidden_rankings(seed: int, *, people: int = 3_000, khom: int = 8) -> dict[str, list[int]]:
    """``before`` and ``now``: rankings of khóm with one of the three lowest hidden, and all rankings."""
    counts = count_people(draw_people(seed, size=people, khom=khom, blanks=0.0002))
    found = {}
    for word, times in (("before", 1), ("now", ACTED_ON)):
        with mock.patch.object(sys.modules[Search.__module__], "ACTED_ON", times):
            found[word] = _hidden(counts, disclose(counts).counts)
    return found


def _hidden(counts: pd.DataFrame, shown: pd.DataFrame) -> list[int]:
    whole = Counts(counts)
    by_khom = shown[(shown[["sex", "group", "age"]] == "").all(axis=1) & (shown["khom"] != "")]
    rates = by_khom.set_index(["indicator", *KEYS])[["numerator", "denominator"]].isna().any(axis=1)
    names = by_khom["indicator"].unique()
    hidden = [any(bool(rates.get(row, False)) for row in whole.lowest(name, 5)) for name in names]
    return [sum(hidden), len(hidden)]


def _drawn(seed: int, *, size: int | None = None) -> tuple[pd.DataFrame, int]:
    """The people of one commune, and in how many khóm they live."""
    dice = np.random.default_rng(seed)
    drawn = int(np.exp(dice.uniform(np.log(300), np.log(20_000))))
    khom = int(dice.integers(2, 31))
    return draw_people(
        seed, size=size or drawn, khom=khom, blanks=float(dice.choice([0, 0.0002, 0.001]))
    ), khom


def _decided(told: dict) -> dict:
    """What is said of conditions, levels and clauses, without what is left open."""
    return {
        key: word
        for key, word in told.items()
        if word not in (None, UNDECIDED) and not (isinstance(word, tuple) and word[0] != word[1])
    }


def main() -> int:
    """Attack as many communes as the first argument says, from the seed that the second says."""
    word = sys.argv[1] if sys.argv[1:2] in (["told"], ["files"], ["useful"]) else ""
    numbers = [int(text) for text in sys.argv[1 + bool(word) :] if text.isdigit()]
    number, first = (*numbers, *(1000, 0)[len(numbers) :])
    if word:
        return {"told": _tell, "files": _read, "useful": _rank}[word](range(first, first + number))
    failed = 0
    for seed in range(first, first + number):
        found = attack_commune(seed)
        failed += bool(found["pinned"])
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _tell(seeds: range) -> int:
    """What is told of many communes; 1 where anything told is not so in every commune that fits."""
    shares: dict[int, Counter[str]] = {size: Counter() for size in SIZES}
    failed = 0
    for seed in seeds:
        found = tell_commune(seed)
        print(json.dumps(found, ensure_ascii=False), flush=True)
        failed += bool(found["untrue"] or found["beyond"])
        here = shares[next(size for size in SIZES if found["people"] <= size)]
        here["communes"] += 1
        for name in ("conditions", "levels", "but_for", "clauses"):
            here[name] += found[name][0]
            here[f"all {name}"] += found[name][1]
    for size, here in shares.items():
        print(size, dict(here))
    return 1 if failed else 0


def _rank(seeds: range) -> int:
    """The rankings of many communes, summed at the end."""
    sums = {word: np.zeros(2, dtype=int) for word in ("before", "now")}
    for seed in seeds:
        found = hidden_rankings(seed)
        print(json.dumps({"seed": seed, **found}), flush=True)
        for word, numbers in found.items():
            sums[word] += numbers
    print({word: numbers.tolist() for word, numbers in sums.items()})
    return 0


def _read(seeds: range) -> int:
    """The files of many communes; 1 where they say different things, or what is not so, or pin a count."""
    failed = 0
    for seed in seeds:
        dice = np.random.default_rng(seed)
        size = int(np.exp(dice.uniform(np.log(300), np.log(20_000))))
        begun = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            found = attack_files(
                Path(folder), size=size, khom=int(dice.integers(2, 31)), seed=seed,
                blanks=float(dice.choice([0, 0.0002, 0.001])), width=1 if "pinned" in sys.argv else WIDTH,
            )  # fmt: skip
        found = {"seed": seed, **found, "seconds": round(time.process_time() - begun, 1)}
        print(json.dumps(found, ensure_ascii=False), flush=True)
        failed += bool(found["wrong"] or found["untrue"] or found["pinned"])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
