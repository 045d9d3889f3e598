"""Statistical forms in a period's folder where there is no register: from files to counts.

A file is a form by what its titles and headings say. Figures typed row by row (``FIGURES.csv``) count beside
them. Forms of another commune or year are told and not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from xhht_analysis.base.areas import Area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import fold, slug
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.forms.cover import find_cover
from xhht_analysis.forms.unit_files import is_unit_file
from xhht_analysis.indicators.cells import COUNTS, KEYS
from xhht_analysis.indicators.counts import figures_of, in_order
from xhht_analysis.intake.form_cells import FormSheet, read_form
from xhht_analysis.intake.form_checks import check_rates, check_years, put_together
from xhht_analysis.intake.form_counts import counts_of
from xhht_analysis.intake.form_levels import level_2_of, needs_reading, read_as
from xhht_analysis.intake.form_numbers import Numbers
from xhht_analysis.sources.commune_names import CommuneNames, other_commune
from xhht_analysis.sources.file_answers import ILLITERATE_2, SET_ASIDE
from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.input_file import FORM, FileState
from xhht_analysis.standards.figures_file import looks_like_figures
from xhht_analysis.standards.typed_figures import read_typed, same_name


@dataclass
class PrintedForms:
    """What the forms of a period tell: ``files`` the files that are forms, ``read`` which forms they hold."""

    counts: pd.DataFrame
    files: list[ReceivedFile] = field(default_factory=list)
    read: tuple[str, ...] = ()
    states: dict[str, FileState] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        return bool(self.files)


def read_printed_forms(
    files: Iterable[ReceivedFile], *, area: Area, period: Period, before: Sequence[ReceivedFile] = ()
) -> PrintedForms:
    """The forms among the files. ``before``: the files of the year before, against which they are checked."""
    names = KhomNames(area.khom, area.alias)
    told = PrintedForms(_no_counts())
    sheets: list[FormSheet] = []
    typed: list[ReceivedFile] = []
    for file in files:
        if any(looks_like_figures(sheet.rows) for sheet in file.sheets):
            told.files.append(file)
            typed.append(file)
        elif found := _forms_of(file, names):
            told.files.append(file)
            if _is_ours(file, found, area, period, told):
                sheets += found
    sheets = _with_level_2(sheets, told)
    numbers = put_together(sheets)
    told.counts = _with_typed(counts_of(numbers, area.khom), typed, area, period, told)
    told.read = tuple(dict.fromkeys([*(one.form for one in sheets), *["FIGURES.csv"] * bool(typed)]))
    told.findings += [finding for one in sheets for finding in one.findings]
    told.findings += [*numbers.findings, *check_rates(sheets, numbers)]
    if sheets and before:
        told.findings += check_years(numbers, _numbers_of(before, names))
    for file in told.files:
        told.states.setdefault(file.name, FileState("counted", FORM))
    return told


def _no_counts() -> pd.DataFrame:
    types = dict.fromkeys(["indicator", *KEYS], "str") | dict.fromkeys(COUNTS, "int64")
    return pd.DataFrame({name: pd.Series(dtype=of) for name, of in types.items()})


def _forms_of(file: ReceivedFile, names: KhomNames) -> list[FormSheet]:
    if file.said().kind in ("unit", "register") or find_cover(file.sheets) is not None:
        return []
    # What has a unit's headings and no cover is a unit's, unless its titles say of which year it is.
    if is_unit_file(file.sheets) and not any(_years(c) for s in file.sheets for r in s.rows[:4] for c in r):
        return []

    def khom(text: str) -> str:
        found = names.find(text)
        return found.pop() if len(found) == 1 else ""

    return [told for sheet in file.sheets if (told := read_form(sheet, khom)) is not None]


def form_sheets(file: ReceivedFile, area: Area) -> list[FormSheet]:
    """The forms that a file holds, whoever they are of."""
    return _forms_of(file, KhomNames(area.khom, area.alias))


def _numbers_of(files: Iterable[ReceivedFile], names: KhomNames) -> Numbers:
    sheets = [sheet for file in files for sheet in _forms_of(file, names)]
    return put_together([read_as(sheet, level_2_of(sheet, sheets)) for sheet in sheets])


def _is_ours(
    file: ReceivedFile, sheets: Sequence[FormSheet], area: Area, period: Period, told: PrintedForms
) -> bool:
    """Whether its titles name no other commune and no other year; the clerk may say that it is."""
    titles = [row for sheet in sheets for row in sheet.titles]
    communes = CommuneNames((area.name, *area.other_names), area.code)
    year = next((int(n) for row in titles for cell in row for n in _years(cell)), None)
    answer = file.said()
    if other := other_commune(file.sheets, titles, communes):
        told.findings.append(Finding("file_other_area", file.name, detail=f"“{other}”"))
        told.states[file.name] = FileState("doubtful", FORM, (("", (SET_ASIDE,)),))
        return False
    if year is not None and (answer.year or year) != period.year:
        told.findings.append(Finding("form_other_year", file.name, detail=str(year)))
        asked = (("", (f"year = {period.year}", SET_ASIDE)),)
        told.states[file.name] = FileState("doubtful", FORM, asked)
        return False
    return True


def _years(cell: object) -> list[str]:
    return (
        re.findall(r"\bnam (?:hoc )?(?:\d{4} ?- ?)?(20\d\d)\b", fold(cell)) if isinstance(cell, str) else []
    )


def _with_level_2(sheets: Sequence[FormSheet], told: PrintedForms) -> list[FormSheet]:
    """Every sheet with one meaning of “illiterate at level 2”: as the clerk says, by its sums, else asked."""
    read = []
    by_name = {file.name: file for file in told.files}
    for sheet in sheets:
        if not needs_reading(sheet):
            read.append(read_as(sheet, "with_1"))
            continue
        first = next(fact for fact in sheet.facts if fact.what == "illiterate_2")
        answer = by_name[first.file].said(first.sheet).illiterate_2
        reading = answer or level_2_of(sheet, [other for other in sheets if other is not sheet])
        if reading is None:
            told.findings.append(Finding("form_level_2_unclear", *first.place))
            asked = ((first.sheet, ILLITERATE_2),)
            told.states[first.file] = FileState("doubtful", FORM, asked)
        read.append(read_as(sheet, reading))
    return read


def _with_typed(
    counts: pd.DataFrame, files: Iterable[ReceivedFile], area: Area, period: Period, told: PrintedForms
) -> pd.DataFrame:
    """Figures typed row by row, where no form tells them already; of two that differ neither counts."""
    names = {same_name(name) for name in (area.name, area.title, *area.other_names)}
    rows: dict[str, tuple[int, int]] = {}
    wrong: set[str] = set()
    whole = figures_of(counts)
    for file in files:
        try:
            read = read_typed(file.path)
        except InputError as error:
            told.findings.append(Finding("form_figures_wrong", file.name, detail=str(error)))
            told.states[file.name] = FileState("unread", FORM)
            continue
        tables = read.figures
        told.findings += [
            Finding("form_row_wrong", file.name, "", f"dòng {one.row}", detail=str(one.why))
            for one in read.problems
        ]
        mine = [t for t in tables if same_name(t.area) in names or slug(t.area) == area.id]
        here = [t for t in mine if t.period == period]
        if not here:
            told.findings.append(Finding("form_figures_of_others", file.name))
            told.states[file.name] = FileState("doubtful", FORM, (("", (SET_ASIDE,)),))
        told.findings += [Finding("form_level_told", file.name) for table in here if table.claims]
        for row, name, figure in ((t.rows[n], n, f) for t in here for n, f in t.figures.items()):
            where = (file.name, "", f"dòng {row}")
            if figure.pair is None:
                told.findings.append(Finding("form_percent_alone", *where, detail=f"“{name}”"))
                continue
            before = rows.setdefault(name, figure.pair)
            if name in whole and (found := whole[name].counts):
                before = (found[0], found[1] + found[2])
            if before != figure.pair:
                detail = f"“{name}”: {figure.pair[0]}/{figure.pair[1]}, biểu khác ghi {before[0]}/{before[1]}"
                told.findings.append(Finding("form_contradicts", *where, detail=detail))
                wrong.add(name)
    added = [(n, "", "", "", "", *pair, 0) for n, pair in rows.items() if n not in whole]
    if not added and not wrong:
        return counts
    more = pd.DataFrame(added, columns=["indicator", *KEYS, *COUNTS]).astype(counts.dtypes.to_dict())
    joined = pd.concat([counts, more], ignore_index=True)
    return in_order(joined[~joined["indicator"].isin(wrong)].reset_index(drop=True))
