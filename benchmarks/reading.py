"""How long reading, cleaning and checking a register takes, beside a plain ``pandas.read_excel``.

    python -m benchmarks.reading              20.000 rows as xlsx, csv, parquet; a period; formulas
    python -m benchmarks.reading 1000000      and as many rows as csv and parquet

The period is that of ``benchmarks.period``, the registers with formulas are those of ``benchmarks.formulas``.

Ratios within one run say something; seconds depend on the machine.
"""

from __future__ import annotations

import csv
import importlib
import sys
import tempfile
from pathlib import Path

import pandas as pd
import xlsxwriter

from benchmarks import formulas, period
from benchmarks.child import Measured, measure
from xhht_analysis.sources.workbook import Sheet, read_sheets
from xhht_sample import SAMPLE_FILES, write_sample

ROWS = 20_000
KHOM = [f"Khóm {n}" for n in range(1, 13)]
MAPPING = """file = "nguoi.parquet"
[columns]
khom = "khom"
sex = { column = "female", values = { "x" = "nữ", "X" = "nữ", "" = "nam" } }
birth_year = "birth_year"
level_finished = "level"
grade_finished = "grade_finished"
"""


def read_excel(path: str) -> int:
    """What everybody does first: the sheet as a table, nothing cleaned."""
    return len(pd.read_excel(path, sheet_name=0, engine="calamine"))


def read_register(path: str) -> list[int]:
    """A register read, cleaned and checked: rows read, people kept, findings."""
    from xhht_analysis.base.periods import Period
    from xhht_analysis.cleaning.people import clean_people
    from xhht_analysis.sources.inbox import open_inbox
    from xhht_analysis.sources.people import find_registers, read_lines

    raw = read_lines(find_registers(open_inbox([Path(path)]).readable))
    clean = clean_people(raw, period=Period(2024), khom=tuple(KHOM))
    return [clean.rows_read, len(clean.people), len(clean.findings)]


def read_parquet(folder: str) -> list[int]:
    """A survey in Parquet, mapped, cleaned and checked."""
    from xhht_analysis.base.periods import Period
    from xhht_analysis.cleaning.survey import clean_survey
    from xhht_analysis.sources.inbox import ReceivedFile
    from xhht_analysis.sources.mapping import load_mapping
    from xhht_analysis.sources.survey import read_survey

    mapping = load_mapping(Path(folder) / "mapping.toml")
    file = ReceivedFile(Path(folder) / mapping.file, "")
    clean = clean_survey(read_survey(file, mapping), mapping, period=Period(2024))
    return [clean.rows_read, len(clean.people), len(clean.findings)]


def _import_everything() -> None:
    for name in ("cleaning.people", "cleaning.survey", "sources.inbox"):
        importlib.import_module(f"xhht_analysis.{name}")


for _function in (read_excel, read_register, read_parquet):
    _function.prepare = _import_everything


def write_registers(folder: Path, rows: int) -> dict[str, Path]:
    """Registers of so many people: the sample's, again and again, each time in other households."""
    write_sample(folder / "raw")
    path = folder / "raw" / "phu-my" / "2024" / SAMPLE_FILES["phu-my"]["2024"].name
    head, people = _parts(next(sheet for sheet in read_sheets(path) if sheet.name == "DATA"))
    grid = [_in_another_household(people[n % len(people)], n // len(people)) for n in range(rows)]
    table = folder / f"{rows}.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([_plain(cell) for cell in row] for row in (*head, *grid))
    written = {"csv": table}
    if rows <= ROWS:
        written["xlsx"] = folder / f"{rows}.xlsx"
        with xlsxwriter.Workbook(str(written["xlsx"]), {"constant_memory": True}) as book:
            sheet = book.add_worksheet("DATA")
            for number, row in enumerate([*head, *grid]):
                sheet.write_row(number, 0, [c if isinstance(c, int | float) else str(c) for c in row])
    survey = folder / f"survey-{rows}"
    survey.mkdir()
    (survey / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    places = {"khom": 0, "female": 7, "birth_year": 6, "level": 22, "grade_finished": 28}
    columns = {name: [_plain(row[place]) for row in grid] for name, place in places.items()}
    pd.DataFrame(columns).to_parquet(survey / "nguoi.parquet")
    written["parquet"] = survey
    return written


def _parts(sheet: Sheet) -> tuple[list[list], list[list]]:
    """The four rows of headings, each group written over all its columns, and the people."""
    rows = [[cell if isinstance(cell, int | float) else str(cell) for cell in row] for row in sheet.rows]
    for (top, left), (bottom, right) in sheet.merged:
        if top == bottom:
            rows[top][left : right + 1] = [rows[top][left]] * (right + 1 - left)
    return rows[:4], rows[4:]


def _in_another_household(row: list, round_: int) -> list:
    return [*row[:3], f"{row[3]} {_letters(round_)}", *row[4:14], f"{row[14]}-{round_}", *row[15:]]


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _line(label: str, rows: int, one: Measured, base: float) -> str:
    micro = one.seconds / rows * 1e6
    return (
        f"{label:<44}{one.seconds:>8.2f} s {micro:>7.1f} µs/row {one.mebibytes:>7.0f} MiB"
        f"{micro / base if base else 1:>8.2f}"
    )


def main(most: int) -> None:
    """Print one line a measurement; the last column is the ratio of costs per row."""
    with tempfile.TemporaryDirectory() as scratch:
        small = write_registers(Path(scratch) / "small", ROWS)
        plain = measure("benchmarks.reading", "read_excel", str(small["xlsx"]))
        print(_line("pandas.read_excel (calamine), xlsx", ROWS, plain, 0))
        costs = {}
        for kind, path in small.items():
            function = "read_parquet" if kind == "parquet" else "read_register"
            one = measure("benchmarks.reading", function, str(path))
            costs[kind] = one.seconds / ROWS * 1e6
            base = plain.seconds / ROWS * 1e6 if kind == "xlsx" else costs[kind]
            print(_line(f"read, clean, check: {kind} {one.told}", ROWS, one, base))
        if most <= ROWS:
            return
        large = write_registers(Path(scratch) / "large", most)
        for kind, path in large.items():
            function = "read_parquet" if kind == "parquet" else "read_register"
            one = measure("benchmarks.reading", function, str(path), times=1)
            print(_line(f"read, clean, check: {kind} {one.told}", most, one, costs[kind]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    period.main()
    formulas.main(formulas.ROWS)
