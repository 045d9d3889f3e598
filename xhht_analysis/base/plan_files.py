"""Which plan a period is judged by: ``plan-<year>.toml``, or of a half year its own ``plan-<year>-H1.toml``.

A commune that was merged in the middle of a year had another plan in its first half: that of the commune
before lies beside that of the new one, each under the name of the periods that it is for, so that no period
has two.
"""

from __future__ import annotations

import re
from pathlib import Path

from xhht_analysis.base.files import is_there
from xhht_analysis.base.periods import Period

#: The name of a plan's file; in it the period.
PLAN = re.compile(r"plan-(\d{4}(?:-H1)?)\.toml")


def plan_file(folder: Path, period: Period) -> Path:
    """The file of the plan that a period is judged by, there or not; ``folder``: of the area."""
    own = folder / f"plan-{period}.toml"
    return own if is_there(own) else folder / f"plan-{period.year}.toml"


def plan_files(folder: Path) -> dict[Period, Path]:
    """Every plan of an area by the period in its name, in the order of time."""
    named = [(match[1], path) for path in folder.iterdir() if (match := PLAN.fullmatch(path.name))]
    found = {Period.parse(name): path for name, path in named if Period.is_name(name)}
    return dict(sorted(found.items(), key=lambda one: one[0].sort_key))
