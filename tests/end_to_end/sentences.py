"""What contradicts itself on a page: a sentence and the tables, an aim that nobody set, a survey's date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from csv import DictReader
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from itertools import zip_longest

from bs4 import BeautifulSoup, Tag

from tests.charts.alt_numbers import figures_in, numbers, unfounded

#: A number that counts people or is a share, as sentences write it.
_TOLD = re.compile(r"(?<![\w/.,])(\d+(?:\.\d{3})*(?:,\d+)?)(?=%|/\d| người| lượt người| trên \d)")
#: Words that leave nobody behind, or that mix two spellings.
_NEVER = re.compile(r"[Kk]hông còn thiếu|không còn điều kiện nào|[Tt]ỉ lệ|\b[Mm]ức [1-3]\b(?![\d,%])")
_REACH = re.compile(r"^(\d+) trong (\d+) .*? đạt từ ([\d,]+)%")
_SURVEY = re.compile(r"điều tra(?: PCGD[\s-]*XMC)? năm (\d{4}), chốt ngày (\d+/\d+/\d{4})")
#: A cell that is one number.
_ALONE = re.compile(r"\d+(?:\.\d{3})*")
_AIMS = ("Ngưỡng", "Mục tiêu", "Mức phải đạt")


def _plain(tag: Tag) -> str:
    return " ".join(tag.get_text().replace("\xa0", " ").split())


def sentences(soup: BeautifulSoup) -> list[str]:
    """Headlines, lists, notes and captions of the page's content."""
    return [
        _plain(tag) for tag in soup.select("main .headlines li, main .headline, main .note, main caption")
    ]


def evidence(pages: Iterable[str], csv: str = "") -> set[Decimal]:
    """Every number of the tables and the csv of a period, and what sentences may work out from them.

    That is: how many of a line's people are not counted, sums of columns, money in millions, and the share of
    several ages together.
    """
    found = {Decimal(cell).normalize() for cell in re.findall(r"(?<=,)\d+(?:\.\d+)?(?=,)", csv)}
    for page in pages:
        for table in BeautifulSoup(page, "html.parser").select("table"):
            rows = [[_plain(cell) for cell in row.select("td, th")] for row in table.select("tr")]
            found |= _bands(rows) if rows[0][0] == "Tuổi" else set()
            for row in rows:
                told = set().union(*map(numbers, row))
                found |= told | {one - other for one in told for other in told if one > other}
                found |= {one / 1_000_000 for one in told if one >= 1_000_000}
            found |= {
                sum((max(numbers(cell)) for cell in column if _ALONE.fullmatch(cell)), start=Decimal())
                for column in zip_longest(*rows[1:], fillvalue="")
            }
    return {number.normalize() for number in found}


def unlike_parts(csv: str) -> list[str]:
    """Indicators whose women and men are a hundredth or more short of all, and whose rows do not say so."""
    rows = [row for row in DictReader(StringIO(csv.lstrip("\ufeff"))) if not (row["khom"] or row["group"])]
    faults = []
    for name in dict.fromkeys(row["indicator"] for row in rows):
        of = {row["sex"]: row for row in rows if row["indicator"] == name}
        counts = [of.get(sex, {}).get("denominator", "") for sex in ("", "nam", "nữ")]
        if all(map(str.isdigit, counts)):
            whole, men, women = map(int, counts)
            if (whole - men - women) * 100 >= whole > 0 and not of["nữ"]["population"]:
                faults.append(f"{name}: {women} + {men} of {whole}")
    return faults


def _bands(rows: list[list[str]]) -> set[Decimal]:
    """The shares of all runs of single ages, women and men together, in percent."""
    found, ages = set(), [row for row in rows[1:] if row[0].isdigit() and "[c]" not in row]
    for first in range(len(ages)):
        some = total = Decimal()
        for row in ages[first:]:
            counts = [max(numbers(cell)) for cell in row[1:]]
            some, total = some + sum(counts[0::3]), total + sum(counts[1::3])
            found.add((some * 100 / total).quantize(Decimal("0.01"), ROUND_HALF_UP))
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
