"""How the cells of an .xlsx look, as far as it changes what they say: font, strike-through, percent."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree

#: Number formats that every program knows without being told: 0% and 0.00%.
PERCENTS = {"9", "10"}
_NO_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_TOKEN = re.compile(rb"<(/?)(?:\w+:)?(r|rPr|rPh|rFont|strike|t)\b([^<>]*)>([^<]*)")
_VALUE = re.compile(rb"""\sval=["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Look:
    """What the style of a cell says: the font's name, and whether text is struck and a number a percent."""

    font: str = ""
    struck: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell's text; ``font`` and ``struck`` are None where the cell's style decides."""

    text: str
    font: str | None = None
    struck: bool | None = None


def read_looks(package: zipfile.ZipFile) -> list[Look]:
    """The look of each cell style, in the order in which cells count them."""
    part = part_of(package, "styles.xml")
    if not part:
        return []
    root = ElementTree.fromstring(package.read(part))
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in _children(root, "numFmts", "numFmt")}
    percents = PERCENTS | {number for number, code in formats.items() if is_percent(code)}
    fonts = [(_first(font, "name"), _is_on(font)) for font in _children(root, "fonts", "font")]
    return [
        Look(*fonts[int(style.get("fontId", 0))], style.get("numFmtId") in percents)
        for style in _children(root, "cellXfs", "xf")
    ]


def is_percent(code: str) -> bool:
    """Whether a number format shows percents.

    >>> is_percent("0.0%;[Red]-0.0%"), is_percent('0" %"'), is_percent("General")
    (True, False, False)
    """
    return "%" in _NO_TEXT.sub("", code)


def shared_strings(package: zipfile.ZipFile) -> list[bytes]:
    """The markup of each text that cells refer to by its number."""
    part = part_of(package, "sharedStrings.xml")
    return re.split(rb"</(?:\w+:)?si>|<(?:\w+:)?si/>", package.read(part))[:-1] if part else []


def runs_of(item: bytes) -> list[Run]:
    """The runs of a text's markup; how it is spoken (furigana) is none of it.

    >>> [run.text for run in runs_of(b"<si><t>a &amp; b</t></si>")]
    ['a & b']
    """
    return list(_runs(item))


def _runs(item: bytes) -> Iterator[Run]:
    font: str | None = None
    struck: bool | None = None
    spoken = False
    for closing, tag, attributes, text in _TOKEN.findall(item):
        if tag == b"rPh":
            spoken = not closing
        elif closing:
            continue
        elif tag == b"r":
            font = struck = None
        elif tag == b"rPr":
            struck = False
        elif tag == b"strike":
            value = _VALUE.search(attributes)
            struck = not value or value[1] not in (b"0", b"false")
        elif tag == b"rFont":
            font = _text(value[1]) if (value := _VALUE.search(attributes)) else None
        elif not spoken and not attributes.endswith(b"/"):
            yield Run(_text(text), font, struck)


def _text(data: bytes) -> str:
    return unescape(data.decode("utf-8", errors="replace"))


def part_of(package: zipfile.ZipFile, leaf: str) -> str | None:
    """The name of a part that every workbook has once, however it is spelt."""
    found = (n for n in package.namelist() if n.replace("\\", "/").lower().endswith(f"xl/{leaf.lower()}"))
    return next(found, None)


def _children(element: ElementTree.Element, *path: str) -> list[ElementTree.Element]:
    found = [element]
    for tag in path:
        found = [child for parent in found for child in parent if child.tag.rpartition("}")[2] == tag]
    return found


def _first(font: ElementTree.Element, tag: str) -> str:
    return next((one.get("val", "") for one in _children(font, tag)), "")


def _is_on(font: ElementTree.Element) -> bool:
    return any(one.get("val", "1") not in ("0", "false") for one in _children(font, "strike"))
