"""What a reader finds contradictory on a page: a sentence against the tables, an aim that nobody set, a date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from bs4 import BeautifulSoup, Tag

from tests.charts.alt_numbers import figures_in, numbers, unfounded

#: A number that counts people or is a share, as sentences write it.
_TOLD = re.compile(r"(?<![\w/.,])(\d+(?:\.\d{3})*(?:,\d+)?)(?=%|/\d| người| lượt người| trên \d)")
#: Words that leave nobody behind, or that mix two spellings.
_NEVER = re.compile(r"[Kk]hông còn thiếu|không còn điều kiện nào|[Tt]ỉ lệ|\b[Mm]ức \d")
_REACH = re.compile(r"^(\d+) trong (\d+) .*? đạt từ ([\d,]+)%")
_SURVEY = re.compile(r"điều tra(?: PCGD[\s-]*XMC)? năm (\d{4}), chốt ngày (\d+/\d+/\d{4})")
_AIMS = ("Ngưỡng", "Mục tiêu", "Mức phải đạt")


def _plain(tag: Tag) -> str:
    return " ".join(tag.get_text().replace("\xa0", " ").split())


def sentences(soup: BeautifulSoup) -> list[str]:
    """Headlines, lists, notes and captions of the page's content."""
    return [
        _plain(tag) for tag in soup.select("main .headlines li, main .headline, main .note, main caption")
    ]


def evidence(pages: Iterable[str]) -> set[Decimal]:
    """Every number of the tables of some pages, and how many of each line's people are not counted."""
    found: set[Decimal] = set()
    for page in pages:
        for row in BeautifulSoup(page, "html.parser").select("tr"):
            cells = [numbers(_plain(cell)) for cell in row.select("td, th")]
            told = set().union(*cells)
            found |= told | {one - other for one in told for other in told if one > other}
    return found


def contradictions(page: str, known: set[Decimal]) -> list[str]:
    """Each contradiction of a page in words. ``known``: :func:`evidence` of all pages of the period."""
    soup = BeautifulSoup(page, "html.parser")
    said = sentences(soup)
    faults = [f"words: {text}" for text in said if _NEVER.search(text)]
    for text in said:
        told = {one for found in _TOLD.findall(text) for one in numbers(found)}
        faults += [f"{number}: {text}" for number in sorted(told - known)]
    for figure in figures_in(page):
        faults += [f"alt text: {number} in {_plain(figure.figcaption)}" for number in unfounded(figure)]
        faults += _reach(figure)
    surveys = set(_SURVEY.findall(_plain(soup.main)))
    faults += [f"surveys: {surveys}"] if len(surveys) > 1 else []
    faults += [fault for table in soup.select("main table") for fault in _table(table)]
    if "Đã đạt mức độ cao nhất." in " ".join(said):
        faults += [f"reached, and left: {row}" for row in _left(soup)]
    return faults


def _reach(figure: Tag) -> list[str]:
    """How many reach a threshold, of those whose share is published."""
    said = _plain(figure.select_one(".headline"))
    found = _REACH.match(said)
    if found is None:
        return []
    heads = [_plain(head) for head in figure.select("thead th")]
    (place,) = (n for n, head in enumerate(heads) if head.startswith("Tỷ lệ"))
    cells = [_plain(row.select("td, th")[place]) for row in figure.select("tbody tr")]
    rates = [max(numbers(cell)) for cell in cells if numbers(cell)]
    least = max(numbers(found[3]))
    counted = (sum(rate >= least for rate in rates), len(rates))
    return [] if counted == (int(found[1]), int(found[2])) else [f"{counted}: {said}"]


def _table(table: Tag) -> list[str]:
    """An aim marked as if it were of nobody; surveys' figures told as a half year's."""
    caption, heads = _plain(table.caption), [_plain(head) for head in table.select("thead th")]
    faults = []
    for row in table.select("tbody tr"):
        cells = [_plain(cell) for cell in row.select("td, th")]
        for head, cell in zip(heads, cells, strict=False):
            if head.startswith(_AIMS) and cell == "[z]":
                faults.append(f"[z] under {head}: {cells[0]}")
    if "các cuộc điều tra" in caption and any("6 tháng" in head for head in heads):
        faults.append(f"half a year of a survey: {caption}")
    return faults


def _left(soup: BeautifulSoup) -> list[str]:
    """Conditions at which not everybody is counted yet."""
    rows = [[_plain(cell) for cell in row.select("td, th")] for row in soup.select("main tbody tr")]
    counted = [(row[0], re.fullmatch(r"([\d.]+) ?/ ?([\d.]+)", row[2])) for row in rows if len(row) > 2]
    return [name for name, found in counted if found and found[1] != found[2] and "mức độ" in name]
