"""The sheet “Bìa” of a unit's workbook: whose report it is, of which period, and when it was drawn up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import fold
from xhht_analysis.forms.layout import CARRIED, COVER, LABELS
from xhht_analysis.forms.likeness import cell_text, words
from xhht_analysis.sources.workbook import Sheet

_SEARCHED = 40  # rows in which the labels are looked for
_ENOUGH = 3  # labels by which a cover is told from other sheets


@dataclass(frozen=True)
class Cover:
    """What stands beside each label, "" where nothing does; ``reported_at``: the address of the date."""

    sheet: Sheet
    values: dict[str, object]
    reported_at: str = ""

    @property
    def carried(self) -> bool:
        """Whether the workbook began with what was reported a period ago."""
        said = words(CARRIED)[:9]
        return any(words(cell)[:9] == said for row in self.sheet.rows[:_SEARCHED] for cell in row if cell)

    def text(self, id: str) -> str:
        """The value beside a label as text."""
        return cell_text(self.values.get(id))

    @property
    def version(self) -> int:
        """The template's version; 0 where the cover does not tell it."""
        text = self.text("version")
        return int(text) if text.isdigit() else 0

    @property
    def period(self) -> Period | None:
        """The period that the cover names, None when it names none."""
        return read_period(self.text("period"))


def find_cover(sheets: Sequence[Sheet]) -> Cover | None:
    """The cover among the sheets, whatever it is called: the one with the most of the labels, and enough."""
    covers = [_read(sheet) for sheet in sheets]
    best = max(covers, key=lambda cover: len(cover.values), default=None)
    if best is None or len(best.values) < (1 if words(best.sheet.name) == words(COVER) else _ENOUGH):
        return None
    return best


def read_period(text: str) -> Period | None:
    """The period that words name, None when they name none or several years.

    >>> str(read_period("6 tháng đầu năm 2024")), str(read_period("Năm 2024")), read_period("quý 1")
    ('2024-H1', '2024', None)
    """
    years = set(re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", text))
    if len(years) != 1:
        return None
    half = re.search(r"6 thang|sau thang|dau nam|so ket|\bh ?1\b", fold(text))
    return Period(int(years.pop()), half is not None)


def _read(sheet: Sheet) -> Cover:
    labels = {words(label): id for id, label in LABELS.items()}
    values: dict[str, object] = {}
    address = ""
    for number, row in enumerate(sheet.rows[:_SEARCHED]):
        for place, value in enumerate(row):
            id = labels.get(words(value)) if isinstance(value, str) else None
            if id is None or id in values:
                continue
            beside = next((c for c in range(place + 1, len(row)) if cell_text(row[c])), None)
            values[id] = row[beside] if beside is not None else ""
            if id == "reported":
                address = sheet.address(number, place + 1 if beside is None else beside)
    return Cover(sheet, values, address)
