"""The unit workbooks of the sample: what each unit reports in a period, and the files they send."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.forms.definition import as_of_version, sheets, sheets_of
from xhht_analysis.forms.writer import write_workbook
from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_sample import units_untidy as untidy
from xhht_sample.units_intended import due_day
from xhht_sample.units_khom import Values, khom_values
from xhht_sample.units_office import office_values
from xhht_sample.units_schools import school_values
from xhht_sample.units_tasks import task_values
from xhht_sample.units_workbook import Edits, edit_workbook

#: How units call the files that they send.
_KHOM_NAMES = (
    "bao cao {name} (2) final.xlsx",
    "{short}_{when}.xlsx",
    "BC {name} {when}.xlsx",
    "{name} - sua lan 2.xlsx",
    "{when} {name}.xlsx",
    "Bao cao XHHT {short} (1).xlsx",
)
_OTHER_NAMES = (
    "{name}_BC {when}.xlsx",
    "BC {name} {when} (1).xlsx",
    "{when} - {name} final.xlsx",
    "{name} sua.xlsx",
)
_SHORT = {
    "truong ": "Truong ", "tieu hoc": "TH", "mam non": "MN", "thcs": "THCS", "thpt": "THPT", "khom ": "K",
    "tthtcd": "TTHTCD", "ubnd": "UBND", "hoi ": "Hoi ", "doan ": "Doan ",
}  # fmt: skip


@dataclass(frozen=True)
class UnitWorkbook:
    """A file that a unit sends. ``values`` and ``totals`` are as typed; ``version``: of an older template."""

    unit: Unit
    name: str
    reported: dt.date
    values: Values
    totals: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    edits: Edits = Edits()
    version: int | None = None

    def write(self, path: Path, *, area: Area, period: Period) -> None:
        """Write the workbook; equal ones give equal bytes."""
        write_workbook(
            path,
            area=area,
            unit=self.unit,
            period=period,
            values=as_asked(self.values, self.version),
            totals=self.totals,
            reported=self.reported,
            note=SYNTHETIC_MARK,
            as_version=self.version,
            due=due_day(period),
        )
        edit_workbook(path, self.edits)


def unit_values(area: Area, period: Period) -> dict[str, Values]:
    """Unit id → sheet id → rows, complete and well typed, for every sheet that the units owe but the log."""
    khom = [unit.id for unit in area.units if unit.kind == "khom"]
    schools = [unit for unit in area.units if unit.kind == "school"]
    parts = (
        khom_values(khom, period),
        school_values(schools, period),
        office_values(area.units, period),
        task_values(area.units, area.khom, period),
    )
    return {
        unit.id: {
            form.id: [row for part in parts for row in part.get(unit.id, {}).get(form.id, [])]
            for form in sheets_of(unit)
        }
        for unit in area.units
    }


def unit_workbooks(area: Area, period: Period) -> list[UnitWorkbook]:
    """The files of a period in the order of the area's units, as untidy as real ones; none without units."""
    typed = untidy.slipped(unit_values(area, period), period)
    days = {unit.id: _day(unit, place, period) for place, unit in enumerate(area.units)}
    books = []
    for place, unit in enumerate(area.units):
        if unit.id not in typed:
            continue
        values = typed[unit.id]
        if unit.kind == "centre":
            sent = {unit: day for unit, day in days.items() if unit in typed}
            values["log"] = _log(area, sent)
        book = UnitWorkbook(
            unit=unit,
            name=_file_name(unit, place, period),
            reported=days[unit.id],
            values=values,
            totals=untidy.TYPED_TOTALS.get(str(period), {}).get(unit.id, {}),
            edits=_edits(unit, period),
            version=untidy.OLD_VERSION if unit.id in untidy.OLD_TEMPLATE.get(str(period), ()) else None,
        )
        books += [*_first_sent(book, period), book, *_copy(book, period)]
    return books


def as_asked(values: Values, version: int | None) -> Values:
    """The values without the sheets and columns that a template of that version does not have."""
    if version is None:
        return values
    forms = {id: form for id in values if (form := as_of_version(sheets()[id], version))}
    keys = {id: {"item", "khom", *(column.id for column in form.columns)} for id, form in forms.items()}
    return {id: [{k: v for k, v in row.items() if k in keys[id]} for row in values[id]] for id in forms}


def _day(unit: Unit, place: int, period: Period) -> dt.date:
    """The centre reports last, the day before reports are due, and so has seen the others."""
    if unit.kind == "centre":
        return due_day(period) - dt.timedelta(1)
    return untidy.report_day(unit.id, place, period)


def _log(area: Area, days: Mapping[str, dt.date]) -> list[dict[str, object]]:
    """Every report that came, the centre's own and the late ones too: the log goes on after the day due."""
    return [{"unit": unit.name, "received": days[unit.id]} for unit in area.units if unit.id in days]


def _file_name(unit: Unit, place: int, period: Period) -> str:
    name = slug(unit.name).replace("-", " ")
    short = name
    for long, abbreviation in _SHORT.items():
        short = short.replace(long, abbreviation)
    when = "6 thang" if period.is_half else f"nam {period.year}"
    if unit.kind == "khom":
        return _KHOM_NAMES[(place + 3) % len(_KHOM_NAMES)].format(name=name, short=short, when=when)
    return _OTHER_NAMES[place % len(_OTHER_NAMES)].format(name=short, when=when)


def _edits(unit: Unit, period: Period) -> Edits:
    key = str(period)
    is_old = unit.id in untidy.OLD_TEMPLATE.get(key, ())
    return Edits(
        heading=untidy.OLD_HEADING if is_old else None,
        hidden=untidy.HIDDEN_SHEET.get(key, {}).get(unit.id, ""),
        notes=untidy.NOTES if unit.id in untidy.NOTES_SHEET.get(key, ()) else (),
    )


def _first_sent(book: UnitWorkbook, period: Period) -> list[UnitWorkbook]:
    """The file that a corrected one takes the place of."""
    if book.unit.id not in untidy.CORRECTED.get(str(period), ()):
        return []
    earlier = book.reported - dt.timedelta(4)
    values = untidy.before_correction(book.values)
    name = f"bao cao {slug(book.unit.name).replace('-', ' ')}.xlsx"
    return [UnitWorkbook(book.unit, name, earlier, values)]


def _copy(book: UnitWorkbook, period: Period) -> list[UnitWorkbook]:
    """The same file once more under the name that file managers give a copy."""
    if book.unit.id not in untidy.COPIED.get(str(period), ()):
        return []
    name = f"{book.name.removesuffix('.xlsx')} - Copy.xlsx"
    return [UnitWorkbook(book.unit, name, book.reported, book.values, book.totals, book.edits)]
