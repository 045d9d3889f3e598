"""``corrections.toml``: which cells of a period's raw files somebody corrected, with the reason.

A ``[[correction]]`` says which cell, what stands there (``from``), what is read instead (``to``), why, by
whom and when; a ``[[value]]`` the same of every cell of a column that holds ``from``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_file import read_toml
from xhht_analysis.base.vietnamese import tidy
from xhht_analysis.sources.workbook import column_letters

CORRECTIONS = "corrections.toml"
_KEYS = ("file", "sheet", "cell", "from", "to", "why", "by", "when")
_VALUE_KEYS = ("column", "from", "to", "why", "by", "when", "file", "sheet")
#: Keys that may be left out, and those that may hold an empty text.
_OPTIONAL, _MAY_BE_BLANK = {"sheet"}, {"from", "to"}
_OPTIONAL_OF_VALUES, _MAY_BE_BLANK_IN_VALUES = {"file", "sheet"}, {"to"}
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,7})")
_LAST_COLUMN = 16_384  # XFD


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry. ``number``: its place in the file; it, ``row`` and ``column`` count from 1."""

    number: int
    file: str
    sheet: str
    row: int
    column: int
    old: str
    new: str
    why: str
    by: str
    when: dt.date

    @property
    def cell(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class ValueCorrection:
    """One value of a column wherever it stands; an empty ``file`` or ``sheet`` means all of them."""

    number: int
    column: str
    file: str
    sheet: str
    old: str
    new: str
    why: str
    by: str
    when: dt.date


@dataclass(frozen=True)
class Corrections:
    """The entries of a period. ``label`` names their file in messages."""

    label: str = CORRECTIONS
    entries: tuple[Correction, ...] = ()
    values: tuple[ValueCorrection, ...] = ()

    def of(self, file_name: str) -> tuple[Correction, ...]:
        """The entries for one file, in whichever Unicode form the system gives its name."""
        return tuple(entry for entry in self.entries if entry.file == composed(file_name))

    def refusal(self, entry: Correction, vi: str, en: str) -> InputError:
        """The error that names an entry and its cell, never what stands in it."""
        where = f"«{entry.file}», " + (f"trang «{entry.sheet}», " if entry.sheet else "")
        where_en = f"“{entry.file}”, " + (f"sheet “{entry.sheet}”, " if entry.sheet else "")
        places = f" ({where}ô {entry.cell})", f" ({where_en}cell {entry.cell})"
        return _refused(self.label, entry.number, vi, en, places=places)

    def refused_value(self, entry: ValueCorrection, vi: str, en: str) -> InputError:
        """The error that names a ``[[value]]`` and its column, never what stands in it."""
        return _refused(
            f"{self.label}, [[value]]", entry.number, vi, en,
            places=(f" (cột «{entry.column}»)", f" (column “{entry.column}”)"),
        )  # fmt: skip


def composed(name: str) -> str:
    """A name of a file or sheet in NFC: some systems hand out decomposed letters."""
    return unicodedata.normalize("NFC", name)


def load_corrections(folder: Path) -> Corrections:
    """The ``corrections.toml`` of a period's folder; no entries where there is no such file.

    Raises InputError that names the file, the entry and the nearest right key.
    """
    label = f"{folder.parent.name}/{folder.name}/{CORRECTIONS}"
    path = folder / CORRECTIONS
    if not path.is_file():
        return Corrections(label)
    raw = read_toml(path)
    tables, values = raw.pop("correction", []), raw.pop("value", [])
    if raw or not _are_tables(tables) or not _are_tables(values):
        wrong = next(iter(raw), "value" if _are_tables(tables) else "correction")
        other = () if wrong in ("correction", "value") else ("correction", "value")
        raise InputError(
            f"Tệp {label}: không hiểu «{wrong}»; mỗi chỗ sửa phải đứng dưới một dòng [[correction]] "
            "(một ô) hoặc [[value]] (mọi ô của một cột)."
            f"{near(wrong, other)}",
            en=f"{label}: “{wrong}” is not understood; each correction stands below a line [[correction]] "
            "(one cell) or [[value]] (all cells of a column)."
            f"{near(wrong, other, en=True)}",
        )
    entries = tuple(_entry(table, number, label) for number, table in enumerate(tables, start=1))
    of_values = tuple(_value_entry(table, number, label) for number, table in enumerate(values, start=1))
    corrections = Corrections(label, entries, of_values)
    first: dict[tuple, int] = {}
    for entry in entries:
        number = first.setdefault((entry.file, entry.sheet, entry.cell), entry.number)
        if number != entry.number:
            raise corrections.refusal(
                entry, f"ô này đã sửa ở mục {number}; hãy giữ một mục",
                f"entry {number} corrects this cell already; keep one of them",
            )  # fmt: skip
    return corrections


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(table, dict) for table in value)


def _entry(table: dict, number: int, label: str) -> Correction:
    _check(table, _KEYS, _OPTIONAL, _MAY_BE_BLANK, number, label)
    row, column = _place(table["cell"], number, label)
    return Correction(
        number, composed(table["file"]), composed(table.get("sheet", "")), row, column,
        tidy(table["from"]), tidy(table["to"]), tidy(table["why"]), tidy(table["by"]), table["when"],
    )  # fmt: skip


def _value_entry(table: dict, number: int, label: str) -> ValueCorrection:
    _check(table, _VALUE_KEYS, _OPTIONAL_OF_VALUES, _MAY_BE_BLANK_IN_VALUES, number, f"{label}, [[value]]")
    return ValueCorrection(
        number, tidy(table["column"]), composed(table.get("file", "")), composed(table.get("sheet", "")),
        tidy(table["from"]), tidy(table["to"]), tidy(table["why"]), tidy(table["by"]), table["when"],
    )  # fmt: skip


def _check(
    table: dict,
    keys: Collection[str],
    optional: Collection[str],
    blank: Collection[str],
    number: int,
    label: str,
) -> None:
    """Raise InputError for a key that is wrong, missing or of the wrong kind."""
    for key in table:
        if key not in keys:
            raise _refused(
                label, number, f"không có mục «{key}».{near(key, keys)}",
                f"there is no “{key}”.{near(key, keys, en=True)}",
            )  # fmt: skip
    for key in keys:
        if key not in table and key not in optional:
            raise _refused(label, number, f"thiếu «{key}»", f"“{key}” is missing")
        if key in table and key != "when":
            _check_text(table[key], key, number, label, may_be_blank=key in blank)
    when = table["when"]
    if not isinstance(when, dt.date) or isinstance(when, dt.datetime):
        raise _refused(
            label, number, "«when» phải là ngày không có dấu nháy, ví dụ when = 2024-10-02",
            "“when” must be a day without quotes, such as when = 2024-10-02",
        )  # fmt: skip
    if tidy(table["from"]) == tidy(table["to"]):
        raise _refused(label, number, "«from» và «to» giống nhau", "“from” and “to” are the same")


def _check_text(value: object, key: str, number: int, label: str, *, may_be_blank: bool) -> None:
    if not isinstance(value, str):
        # not the value itself, which may be a person's
        raise _refused(
            label, number, f'«{key}» phải là chữ trong dấu nháy, ví dụ {key} = "2004"',
            f'“{key}” must be text in quotes, such as {key} = "2004"',
        )  # fmt: skip
    if not tidy(value) and not may_be_blank:
        raise _refused(label, number, f"«{key}» để trống", f"“{key}” is blank")


def _place(cell: str, number: int, label: str) -> tuple[int, int]:
    """Row and column of an address, both from 1."""
    match = _ADDRESS.fullmatch(cell.strip().upper())
    column = 0
    for letter in match[1] if match else "":
        column = 26 * column + ord(letter) - 64
    if match is None or column > _LAST_COLUMN:
        raise _refused(
            label, number, f"«cell» phải là địa chỉ một ô, ví dụ «G17»; không phải «{cell}»",
            f"“cell” must be the address of one cell, such as “G17”; not “{cell}”",
        )  # fmt: skip
    return int(match[2]), column


def _refused(label: str, number: int, vi: str, en: str, *, places: tuple[str, str] = ("", "")) -> InputError:
    stop_vi, stop_en = ("" if text.endswith("?") else "." for text in (vi, en))
    return InputError(
        f"Tệp {label}, mục {number}{places[0]}: {vi}{stop_vi}",
        en=f"{label}, entry {number}{places[1]}: {en}{stop_en}",
    )
