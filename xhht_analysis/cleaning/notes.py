"""Findings of a register while it is cleaned: what was noticed about which box of which line."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xhht_analysis.base.findings import KINDS, Finding
from xhht_analysis.cleaning.values import cell_text
from xhht_analysis.sources.people import RawPeople


class Notes:
    """Collects findings: those a person must mend one by one, mere notes joined when they are equal."""

    def __init__(self, raw: RawPeople) -> None:
        self._raw = raw
        self._columns: dict[str, np.ndarray] = {}
        self._each: list[Finding] = []
        self._joined: dict[tuple[str, str, str, str], tuple[str, int]] = {}

    def tell(
        self, kind: str, file: str, sheet: str, cell: str = "", *, detail: str = "", count: int = 1
    ) -> None:
        self._each.append(Finding(kind, file, sheet, cell, detail=detail, count=count))

    def tell_column(self, number: int, kind: str, column: str, count: int) -> None:
        """A finding about a whole column of the sheet of that number."""
        first = self._raw.rows.index[self._raw.rows["sheet"] == number][0]
        file, sheet, cell = self._raw.at(first, column)
        self.tell(kind, file, sheet, cell.rstrip("0123456789"), count=count)

    def add(self, column: str, kinds: pd.Series, details: pd.Series | None = None) -> None:
        """Findings of one column: ``kinds`` of some rows or all (a kind or ""), ``details`` words to them."""
        for index, kind in zip(kinds.index.tolist(), kinds.tolist(), strict=True):
            if not kind:
                continue
            file, sheet, cell = self._raw.at(index, column)
            one = KINDS[kind].severity not in ("note", "changed")
            found = "" if column == "full_name" else self._found(column, index, whole=one)
            if one:
                detail = "" if details is None else details[index]
                self._each.append(Finding(kind, file, sheet, cell, found, detail))
            else:
                first, count = self._joined.get((kind, file, sheet, found), (cell, 0))
                self._joined[kind, file, sheet, found] = first, count + 1

    def _found(self, column: str, index: int, *, whole: bool) -> str:
        """What stood there: of a birth its cells as a ``whole``, of any other box its own."""
        cells = ("birth_day", "birth_month", "birth_year", "year_of_man", "year_of_woman")
        names = cells if column == "birth_year" and whole else (column,)
        text = "/".join(filter(None, (self._text(name, index) for name in names)))
        return text or (self._text("sex", index) if column == "female" else "")

    def _text(self, name: str, index: int) -> str:
        if name not in self._columns:
            self._columns[name] = self._raw.rows[name].to_numpy()
        return cell_text(self._columns[name][index])

    def findings(self) -> list[Finding]:
        joined = [
            Finding(kind, file, sheet, cell, found, count=count)
            for (kind, file, sheet, found), (cell, count) in self._joined.items()
        ]
        return self._each + joined
