"""Reading registers with 21 columns of formulas, beside calamine alone on the same file.

    python -m benchmarks.formulas            1.000, 5.000, 50.000 rows, short and long formulas
    python -m benchmarks.formulas 1000 5000

Each is as LibreOffice and as XlsxWriter write it. Read means cells with addresses, by the process that
reads workbooks, which runs already. The goal is 2,5 times calamine plus 0,1 s, and a row of the largest file
1,3 times one of 5.000 rows at most.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

import xlsxwriter

from benchmarks.child import measure
from xhht_analysis.sources.sheet import column_letters

ROWS = (1_000, 5_000, 50_000)
TEXTS, FORMULAS = 14, 21
PROGRAMS = {"LibreOffice": (' s="0" t="%s"', ' aca="false"'), "XlsxWriter": ("", "")}


def calamine(path: str) -> int:
    """Every cell, by calamine and nothing else."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return len(book.get_sheet_by_index(0).to_python())


def read(path: str) -> int:
    """The sheet as the program reads it."""
    from xhht_analysis.sources.workbook import read_sheets

    return len(read_sheets(Path(path))[0].rows)


def _prepare() -> None:
    with tempfile.TemporaryDirectory() as folder:
        read(str(write(Path(folder) / "a.xlsx", 1, program="XlsxWriter", long=False)))


calamine.prepare = read.prepare = _prepare


def write(path: Path, rows: int, *, program: str, long: bool) -> Path:
    """A register of so many rows, the sheet's markup made by hand: the programs take minutes."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("DATA")
    kind, more = PROGRAMS[program]
    cells = []
    for number in range(TEXTS):
        place = f'r="{column_letters(number + 1)}{{0}}"'
        cells.append(f"<c {place}{kind.replace('%s', 'n')}><v>{{1}}</v></c>")
    formula = "IF(AND($G{0}&gt;0,$H{0}=&quot;x&quot;)," + "+".join(["LEN($A{0})*9"] * 12) + ",0)"
    for number in range(FORMULAS):
        place = f'r="{column_letters(TEXTS + number + 1)}{{0}}"'
        if number % 2 and not long:  # a formula whose text is empty
            head, body = kind.replace("%s", "str") or ' t="str"', "<v></v>"
        else:
            head, body = kind.replace("%s", "n"), "<v>{1}</v>"
        cells.append(f"<c {place}{head}><f{more}>{formula if long else '$G{0}+1'}</f>{body}</c>")
    row = '<row r="{0}">' + "".join(cells) + "</row>"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts.pop("xl/worksheets/sheet1.xml").replace(b"<sheetData/>", b"<sheetData>%b</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, data in parts.items():
            new.writestr(name, data)
        before, after = sheet.split(b"%b")
        with new.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(before)
            for number in range(1, rows + 1):
                part.write(row.format(number, 1930 + number % 90).encode())
            part.write(after)
    return path


def main(rows: tuple[int, ...]) -> None:
    """Print one line a file."""
    with tempfile.TemporaryDirectory() as scratch:
        for program in PROGRAMS:
            for long in (False, True):
                per_row = {}
                for count in rows:
                    path = write(Path(scratch) / "a.xlsx", count, program=program, long=long)
                    alone = measure("benchmarks.formulas", "calamine", str(path)).seconds
                    ours = measure("benchmarks.formulas", "read", str(path)).seconds
                    per_row[count] = ours / count
                    beside = per_row[count] / per_row.get(5_000, per_row[count])
                    print(
                        f"{program:<12}{'long' if long else 'short':<6}{count:>7} rows {alone:>7.2f} s"
                        f"{ours:>7.2f} s {(ours - 0.1) / alone:>6.2f} times {beside:>6.2f} a row"
                    )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or ROWS)
