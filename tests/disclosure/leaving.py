"""Every kind of file that leaves, read back to tables and words by nothing of the program.

A kind of output that is added joins the attack by one line of ``READERS``; a file of another kind is told by
``unread``, and the test of it fails.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from tests.disclosure.forms_said import SHEETS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LABELS = ("aria-label", "alt", "title", "placeholder", "content")
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "figcaption", "dt", "dd", "summary", "script", "desc", "text")


@dataclass(frozen=True)
class Table:
    """Title, headings and rows; a number of a file for machines is one, anything else a text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


@dataclass(frozen=True)
class Document:
    """What a file says: ``name`` below the folder that left, its tables, and all its other words."""

    name: str
    tables: list[Table] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read(name: str, content: bytes) -> Iterator[Document]:
    """The documents of a file, of a bundle each of its own."""
    for document in _documents(_kind(name), content):
        yield replace(document, name=f"{name}{document.name}")


@lru_cache(maxsize=256)  # a file lies in outputs/, in a bundle, and there again after the next publication
def _documents(kind: str, content: bytes) -> tuple[Document, ...]:
    return tuple(READERS[kind]("", content))


def _kind(name: str) -> str:
    return Path(name).suffix or Path(name).name


def unread(folder: Path) -> list[str]:
    """Files below a folder of a kind that nothing here reads."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".gitkeep")
    return sorted(path.relative_to(folder).as_posix() for path in files if _kind(path.name) not in READERS)


def read_folder(folder: Path) -> list[Document]:
    """The documents of every file below a folder."""
    return [
        document
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _kind(path.name) in READERS
        for document in read(path.relative_to(folder).as_posix(), path.read_bytes())
    ]


def plain(text: str) -> str:
    """Words with one blank between them, none before a comma."""
    joined = " ".join(re.sub("[\u00a0\u202f\u2060\u200b]", " ", text).split())
    return re.sub(r" ([,;:.)%])", r"\1", joined).replace("( ", "(")


def _page(name: str, content: bytes) -> Iterator[Document]:
    soup = BeautifulSoup(content, "html.parser")
    found = Document(name)
    for tag in soup.find_all(True):
        found.words.extend(plain(str(tag[label])) for label in _LABELS if tag.get(label))
    for table in soup.find_all("table"):
        rows = [[_cell(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
        caption = table.find("caption")
        if rows:
            title = plain(caption.get_text(" ")) if caption else ""
            found.tables.append(Table(title, tuple(rows[0]), tuple(map(tuple, rows[1:]))))
        table.extract()
    found.words.extend(_cell(block) for block in soup.find_all(_BLOCKS))
    # what stands in no block of its own is read as well
    for block in soup.find_all(_BLOCKS):
        block.extract()
    found.words.append(plain(soup.get_text(" ")))
    yield found


def _cell(tag: Tag) -> str:
    # "15–60 tuổi" is held together by an element of its own
    for inner in tag.find_all("br"):
        inner.replace_with(" ")
    return plain(tag.get_text(""))


def _paper(name: str, content: bytes) -> Iterator[Document]:
    found = Document(name)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if not part.endswith(".xml"):
                continue
            root = ElementTree.fromstring(package.read(part))
            found.words.extend(plain(e.get("descr", "")) for e in root.iter() if e.get("descr"))
            if part.startswith("docProps/"):
                found.words.append(plain(" ".join(root.itertext())))
            last = ""
            for element in root.iter():
                if element.tag == f"{_W}p":
                    last = plain("".join(text.text or "" for text in element.iter(f"{_W}t")))
                    found.words.append(last)
                if element.tag != f"{_W}tbl":
                    continue
                rows = [
                    tuple(_of_word(cell) for cell in row.iter(f"{_W}tc")) for row in element.iter(f"{_W}tr")
                ]
                found.tables.append(Table(last, rows[0], tuple(rows[1:])))
    yield found


def _printed(name: str, content: bytes) -> Iterator[Document]:
    pages = PdfReader(io.BytesIO(content)).pages
    lines = (line for page in pages for line in page.extract_text(extraction_mode="layout").splitlines())
    yield Document(name, words=list(map(plain, lines)))


def _of_word(cell: ElementTree.Element) -> str:
    lines = ("".join(text.text or "" for text in line.iter(f"{_W}t")) for line in cell.iter(f"{_W}p"))
    return plain(" ".join(lines))


def _workbook(name: str, content: bytes) -> Iterator[Document]:
    found = Document(name)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part: package.read(part) for part in package.namelist() if part.endswith(".xml")}
    strings = [
        "".join(text.text or "" for text in item.iter(f"{_S}t"))
        for item in ElementTree.fromstring(parts["xl/sharedStrings.xml"]).iter(f"{_S}si")
    ]
    names = [s.get("name", "") for s in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{_S}sheet")]
    for number, sheet in enumerate(names, start=1):
        root = ElementTree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        rows = [
            tuple(_of_sheet(cell, strings) for cell in row.iter(f"{_S}c")) for row in root.iter(f"{_S}row")
        ]
        if sheet in SHEETS:  # lines above its headings, notes below its rows
            found.words.extend(str(row[0]) for row in rows if len(row) == 1)
            rows = [row for row in rows if len(row) > 1]
        if rows:
            found.tables.append(Table(sheet, tuple(map(str, rows[0])), tuple(rows[1:])))
    for part, data in parts.items():  # remarks, drawings, properties
        if not part.startswith(("xl/worksheets/sheet", "xl/sharedStrings", "xl/styles", "xl/theme")):
            root = ElementTree.fromstring(data)
            found.words.append(plain(" ".join(root.itertext())))
            found.words.extend(plain(e.get("descr", "")) for e in root.iter() if e.get("descr"))
    yield found


def _of_sheet(cell: ElementTree.Element, strings: list[str]) -> str | float:
    value = cell.find(f"{_S}v")
    inline = "".join(text.text or "" for text in cell.iter(f"{_S}t"))
    if value is None or value.text is None:
        return plain(inline)
    if cell.get("t") == "s":
        return plain(strings[int(value.text)])
    return plain(value.text) if cell.get("t") in ("str", "b", "e") else float(value.text)


def _csv(name: str, content: bytes) -> Iterator[Document]:
    heads, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    table = Table("", tuple(heads), tuple(tuple(map(_of_csv, row)) for row in rows))
    yield Document(name, [table])


def _of_csv(text: str) -> str | float:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else plain(text)


def _json(name: str, content: bytes) -> Iterator[Document]:
    def leaves(value: object, of: str) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from leaves(inner, f"{of}.{key}")
        elif isinstance(value, list):
            for inner in value:
                yield from leaves(inner, of)
        else:
            yield f"{of}: {value}"

    yield Document(name, words=list(leaves(json.loads(content), "")))


def _bundle(name: str, content: bytes) -> Iterator[Document]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if not part.endswith("/"):
                yield from read(f"{name}/{part}", package.read(part))


def _lines(name: str, content: bytes) -> Iterator[Document]:
    yield Document(name, words=content.decode("utf-8").splitlines())


#: Every kind of output, by the end of its name.
READERS: dict[str, Callable[[str, bytes], Iterator[Document]]] = {
    ".html": _page,
    ".docx": _paper,
    ".pdf": _printed,
    ".xlsx": _workbook,
    ".csv": _csv,
    ".json": _json,
    ".zip": _bundle,
    "SHA256SUMS": _lines,
}
