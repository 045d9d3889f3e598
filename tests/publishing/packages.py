"""Office files read back as a reader sees them, from their XML."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def parts(package: bytes) -> dict[str, str]:
    """Every part's text by its name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@dataclass(frozen=True)
class Workbook:
    """Sheet → rows of cells; a cell is its text, or the digits that Excel shows a Vietnamese reader."""

    sheets: dict[str, list[list[str]]]
    kinds: dict[str, list[list[str]]]


def read_workbook(package: bytes) -> Workbook:
    """The cells of a workbook, numbers in their formats; ``kinds`` says of each "s" (text) or "n"."""
    files = {name: ElementTree.fromstring(text) for name, text in parts(package).items()}
    strings = ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in files["xl/sharedStrings.xml"]]
    styles = files["xl/styles.xml"]
    codes = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(f"{MAIN}numFmt")}
    codes |= {"0": "General", "3": "#,##0", "4": "#,##0.00"}
    looks = [codes[xf.get("numFmtId")] for xf in styles.find(f"{MAIN}cellXfs")]
    names = [sheet.get("name") for sheet in files["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    sheets, kinds = {}, {}
    for number, name in enumerate(names, start=1):
        rows, types = [], []
        for row in files[f"xl/worksheets/sheet{number}.xml"].iter(f"{MAIN}row"):
            cells = [c for c in row if c.find(f"{MAIN}v") is not None]
            rows.append([_shown(c, strings, looks) for c in cells])
            types.append([c.get("t", "n") for c in cells])
        sheets[name], kinds[name] = rows, types
    return Workbook(sheets, kinds)


def _shown(cell: ElementTree.Element, strings: list[str], looks: list[str]) -> str:
    value = cell.find(f"{MAIN}v").text
    if cell.get("t") == "s":
        return strings[int(value)]
    decimals = len(looks[int(cell.get("s", 0))].partition(".")[2])
    return f"{float(value):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
