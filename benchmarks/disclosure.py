"""Attack what leaves of many communes: ``python -m benchmarks.disclosure 1000``.

Draws communes of 300 to 20.000 people in 2 to 30 khóm, withholds what has to be, and lets the attacker of the
tests solve for every withheld cell. Prints one line a commune as JSON; ends with 1 if any cell was pinned.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
import pandas as pd

from tests.disclosure.attacker import Attack
from tests.disclosure.communes import draw_people, kinds, reference
from xhht_analysis.disclosure import disclose
from xhht_analysis.indicators.counts import COUNTS, count_people


def attack_commune(seed: int) -> dict:
    """One commune: what is withheld, how long it took, and what the attacker could pin."""
    dice = np.random.default_rng(seed)
    size = int(np.exp(dice.uniform(np.log(300), np.log(20_000))))
    khom = int(dice.integers(2, 31))
    people = draw_people(seed, size=size, khom=khom, blanks=float(dice.choice([0, 0.0002, 0.001])))
    counts = count_people(people)
    start = time.process_time()
    disclosed = disclose(counts)
    seconds = time.process_time() - start
    known = pd.concat([kinds(people), reference()], ignore_index=True)
    groups = ("Kinh", "dân tộc thiểu số", "chưa rõ")
    attack = Attack(disclosed.counts, known, khom=sorted(people["khom"].unique()), groups=groups)
    return {
        "seed": seed,
        "people": size,
        "khom": khom,
        "rows": len(disclosed.counts),
        "cells": len(disclosed.counts) * len(COUNTS),
        "withheld": int(disclosed.counts[COUNTS].isna().to_numpy().sum()),
        "seconds": round(seconds, 2),
        "pinned": attack.pinned(seed=seed, tries=2),
    }


def main() -> int:
    """Attack as many communes as the first argument says, from the seed that the second says."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    failed = 0
    for seed in range(first, first + number):
        found = attack_commune(seed)
        failed += bool(found["pinned"])
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
