"""What an Excel workbook or a Word document must not hold, read from the parts of its package."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from xhht_analysis.publishing.gate_places import Piece, Place
from xhht_analysis.publishing.gate_text import Fault

_ODD_PART = re.compile(
    r"vba|macro|activex|externallink|embedding|oleobject|/comments|people\.xml|connections|querytable|"
    r"altchunk|customui|printersettings|attachedtoolbars|\.\.|^/|\\",
    re.IGNORECASE,
)
_TYPES = ("macroEnabled", "vbaProject", "oleObject", "activeX")
_OWNERS = {"creator", "lastModifiedBy", "Manager", "Company", "HyperlinkBase"}
_FIELDS = re.compile(r"\s*(?:PAGE|NUMPAGES)\b[^\"]*")
#: Each of these is a run of text of its own: paragraphs, cells, properties.
_BLOCKS = {"p", "si", "is", "lpstr", "title", "subject", "keywords", "description", *_OWNERS}
_OURS = ("_xlnm.Print_Titles", "_xlnm._FilterDatabase", "_xlnm.Print_Area")
#: Attributes with words that a person reads: names of sheets, columns, tables, pictures.
_SAID = {"name", "displayName", "title", "descr", "alt", "tooltip", "display", "location", "val"}
_NOTHING = Element("nothing")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: A row that says so holds amounts of money: nine digits in it are no person's number.
_MONEY = re.compile(r"đồng|tiền|kinh phí|\bmoney_", re.IGNORECASE)


def package_faults(package: bytes) -> tuple[list[Fault], list[Piece]]:
    """Faults of a package's parts, one a sort, and every run of text in it."""
    faults: dict[Fault, None] = {}
    pieces: list[Piece] = []
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        trees = {n: ElementTree.fromstring(p) for n, p in parts.items() if n.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, ElementTree.ParseError, RuntimeError):
        return [Fault("không mở được như tệp Excel, Word")], []
    for name in parts:
        if _ODD_PART.search(name) or name not in trees:
            faults[Fault("có phần lạ ({name})", name=name)] = None
        if b"<!DOCTYPE" in parts[name][:500] or b"<!ENTITY" in parts[name]:
            faults[Fault("có khai báo DTD")] = None
    strings = trees.get("xl/sharedStrings.xml", ())
    shared = [_text(si) for si in strings]
    places = _places(trees)
    for name, tree in trees.items():
        faults |= dict.fromkeys(_part_faults(name, tree))
        texts = list(_pieces(tree))
        if name == "xl/sharedStrings.xml":
            pieces += [Piece(text, places.get(text, ())) for text in texts]
        else:
            pieces += [Piece(text, ("part", name, number)) for number, text in enumerate(texts, start=1)]
        if name.startswith("xl/worksheets/sheet"):
            pieces += map(Piece, _numbers(tree, shared))
    return list(faults), pieces


def _places(trees: Mapping[str, Element]) -> dict[str, Place]:
    """Each text of a workbook's cells → the sheet and cell where it stands first.

    XlsxWriter numbers the parts of sheets in the order of the sheets.
    """
    strings = [_text(si) for si in trees.get("xl/sharedStrings.xml", ())]
    names = [sheet.get("name", "") for sheet in trees.get("xl/workbook.xml", _NOTHING).iter(f"{_SHEET}sheet")]
    places: dict[str, Place] = {}
    for number, name in enumerate(names, start=1):
        for cell in trees.get(f"xl/worksheets/sheet{number}.xml", _NOTHING).iter(f"{_SHEET}c"):
            which = cell.findtext(f"{_SHEET}v", "")
            if cell.get("t") == "s" and which.isdigit() and int(which) < len(strings):
                places.setdefault(strings[int(which)], ("cell", name, cell.get("r", "")))
    return places


def _part_faults(name: str, tree: Element) -> Iterator[Fault]:
    for element in tree.iter():
        tag, text = _local(element.tag), (element.text or "").strip()
        if tag in ("f", "calculatedColumnFormula", "totalsRowFormula", "ddeLink", "oleLink"):
            yield Fault("có công thức")
        elif tag == "definedName" and element.get("name") not in _OURS:
            yield Fault("có tên định nghĩa lạ")
        elif tag in ("instrText", "fldSimple") and not _FIELDS.fullmatch(_field(element)):
            yield Fault("có trường tự tính của Word")
        elif tag == "Relationship" and element.get("TargetMode") == "External":
            yield Fault("có liên kết ra ngoài")
        elif tag in ("Override", "Default") and any(t in element.get("ContentType", "") for t in _TYPES):
            yield Fault("có macro hoặc tệp nhúng")
        elif tag in _OWNERS and text and name.startswith("docProps/"):
            yield Fault("thuộc tính tệp có tên người lập")
        elif tag in ("ins", "del", "comment", "attachedTemplate", "altChunk", "object"):
            yield Fault("có phần tử <{tag}> của Word", tag=tag)


def _field(element: Element) -> str:
    return next((v for k, v in element.attrib.items() if _local(k) == "instr"), element.text or "")


def _pieces(tree: Element) -> Iterator[str]:
    """A paragraph, a cell or a property a piece; then what attributes say."""
    for element in tree.iter():
        if _local(element.tag) in _BLOCKS:
            yield _text(element)
        elif _local(element.tag) in ("oddHeader", "oddFooter", "definedName"):
            yield element.text or ""
        for name, value in element.attrib.items():
            if _local(name) in _SAID and not (value.isascii() and value.isalnum()):
                yield value


def _numbers(sheet: Element, shared: list[str]) -> Iterator[str]:
    """Numbers of the cells, but amounts of money."""
    money = {str(place) for place, text in enumerate(shared) if _MONEY.search(text)}
    for row in sheet.iter(f"{_SHEET}row"):
        cells = [(cell.get("t"), cell.findtext(f"{_SHEET}v")) for cell in row]
        if not any(kind == "s" and value in money for kind, value in cells):
            yield from (value for kind, value in cells if kind != "s" and value)


def _text(element: Element) -> str:
    return "".join(element.itertext())


@functools.lru_cache(maxsize=4096)
def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
