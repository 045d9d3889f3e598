"""A commune by configuration alone: area.toml, a plan, its units' workbooks; judged as its page shows it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from tests.cleaning.registers import register_rows, write_workbook
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.forms.writer import write_workbook as write_unit
from xhht_analysis.indicators.own import rows_of
from xhht_analysis.report.report import Report, open_report
from xhht_analysis.report.summary import scoreboard
from xhht_analysis.running.pipeline import process_period
from xhht_analysis.standards.plan import load_plan

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Commune:
    """``sent``: unit's name → sheet → rows. Lines of “Chỉ tiêu khác” name their indicator by ``id``."""

    id: str
    area: str
    plan: str
    sent: dict[str, dict[str, Rows]]
    people: tuple[dict[str, object], ...] = ()
    period: str = "2024"

    def judged(self, root: Path, *, period: str = "") -> Report:
        """The report of what the units have sent."""
        store, when = Store(root), Period.parse(period or self.period)
        folder = store.raw_area(self.id)
        raw = store.raw_period(self.id, when)
        raw.mkdir(parents=True, exist_ok=True)
        (folder / "area.toml").write_text(self.area, encoding="utf-8")
        (folder / f"plan-{when.year}.toml").write_text(self.plan, encoding="utf-8")
        area, plan = load_area(folder, when.reference_date), load_plan(folder, when)
        assert plan is not None
        given = rows_of(plan.own, area.units)
        assert not self.sent.keys() - {unit.name for unit in area.units}
        for unit in area.units:
            if unit.name not in self.sent:
                continue
            values = dict(self.sent[unit.name])
            typed = {row["id"]: row for row in values.pop("own_indicators", [])}
            own = given.get(unit.id, [])
            assert not typed.keys() - {row["id"] for row in own}, f"{unit.name} is not asked"
            lines = [row | typed.get(row["id"], {}) for row in own]
            write_unit(
                raw / f"{unit.id}.xlsx", area=area, unit=unit, period=when,
                values=values | ({"own_indicators": lines} if lines else {}),
                reported=dt.date(when.year, 5 if when.is_half else 11, 20),
            )  # fmt: skip
        if self.people:
            write_workbook(raw / "PCGD.xlsx", {"DATA": register_rows(list(self.people))})
        process_period(store, self.id, when)
        return open_report(self.id, str(when), root=root)


def on_the_page(report: Report) -> dict[str, tuple[str, str, str, str]]:
    """Clause → result, target, verdict and what it rests on, as the table of the summary has them."""
    found = {}
    for row in scoreboard(report).rows:
        first, *said = (re.sub("<[^>]+>", "", getattr(cell, "html", cell) or "") for cell in row)
        found[first.split(".")[0]] = tuple(said)
    return found
