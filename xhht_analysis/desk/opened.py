"""What of an area and period lies open on the analyst's desk: whole counts, people, units' sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import find_areas, known_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, PEOPLE_FILE, UNIT_TABLES, Store, is_released
from xhht_analysis.cleaning.schema import COLUMNS
from xhht_analysis.forms.definition import sheets
from xhht_analysis.report.report import Report, open_report


@dataclass(frozen=True)
class Opened:
    """One processed area and period; everything is read when it is first asked for."""

    store: Store
    area: str
    period: Period

    @property
    def _private(self) -> Path:
        return self.store.processed(self.area, self.period) / "private"

    @cached_property
    def whole(self) -> Report:
        """The report with every count."""
        return open_report(self.area, str(self.period), root=self.store.root, whole=True)

    @cached_property
    def published(self) -> Report:
        """The report as everybody may see it."""
        return open_report(self.area, str(self.period), root=self.store.root)

    @cached_property
    def people(self) -> pd.DataFrame:
        """The clean table, one row a person. Raises InputError where it is not on this computer."""
        path = self._private / PEOPLE_FILE
        if not path.is_file():
            raise InputError("Máy này không có bảng người đã làm sạch. Hãy chạy xhht run.")
        return pd.read_parquet(path).astype(COLUMNS)

    def table(self, sheet: str) -> pd.DataFrame | None:
        """A sheet of the units' workbooks; None where nobody filled it in."""
        path = self._private / UNIT_TABLES / f"{sheet}.parquet"
        return pd.read_parquet(path) if path.is_file() else None


def find_opened(store: Store, area: str | None, period: str | None) -> list[Opened]:
    """What was processed of an area (or all) and a period (or all), by area and time.

    Raises InputError for an unknown area, for a period that was not processed, and where there is nothing.
    """
    areas = [known_area(store.raw, area)] if area else find_areas(store.raw)
    when = Period.parse(period) if period else None
    found = [one for name in areas for one in _of_area(store, name) if when in (None, one.period)]
    if not found and area and period:
        open_report(area, period, root=store.root)  # says what is to be run
    if not found:
        raise InputError("Chưa có số liệu đã xử lý trên máy này. Hãy chạy: xhht run")
    return found


def _of_area(store: Store, area: str) -> Iterator[Opened]:
    folder = store.root / "data" / "processed" / area
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    for period in sorted(map(Period.parse, filter(Period.is_name, names)), key=lambda one: one.sort_key):
        place = store.processed(area, period)
        if is_released(place) and (place / "private" / COUNTS_FILE).is_file():
            yield Opened(store, area, period)


class Tables(Mapping[str, pd.DataFrame]):
    """The units' sheets by their id, each with the area and period of its lines."""

    def __init__(self, opened: Iterable[Opened], keyed: object) -> None:
        self._opened, self._keyed = tuple(opened), keyed

    @cached_property
    def _filled(self) -> list[str]:
        return [sheet for sheet in sheets() if any(one.table(sheet) is not None for one in self._opened)]

    def __getitem__(self, sheet: str) -> pd.DataFrame:
        if sheet not in sheets():
            raise InputError("Không có trang “{sheet}”.{near}", sheet=sheet, near=near(sheet, sheets()))
        found = [(one, table) for one in self._opened if (table := one.table(sheet)) is not None]
        if not found:
            raise InputError(
                "Không đơn vị nào điền trang “{title}” ({sheet}) trong các kỳ đang mở.",
                title=sheets()[sheet].title, sheet=sheet,
            )  # fmt: skip
        return self._keyed(found)  # type: ignore[operator,no-any-return]

    def __iter__(self) -> Iterator[str]:
        return iter(self._filled)

    def __len__(self) -> int:
        return len(self._filled)

    def __repr__(self) -> str:
        return "\n".join(f"{sheet}: {sheets()[sheet].title}" for sheet in self)
