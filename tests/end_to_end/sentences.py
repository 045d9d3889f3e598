"""What contradicts itself on a page: a sentence and the tables, an aim that nobody set, a survey's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
#: How many people rest on a blank, their share of others, and the rates that leave them out.
_BLANKS = re.compile(
    r"có ([\d.]+) người[^;]*? không có ghi chép học tập nào(?: \(([\d,]+)% của ([\d.]+) người[^)]*\))?"
    r"; không tính họ, (.+)"
)
_WITHOUT = re.compile(r"tỷ lệ ([^,;%]+?) là ([\d,]+)%(?: thay vì ([\d,]+)%)?")
#: The indicators whose rates leave people out, by the words of the sentences.
_RATES = {
    "biết chữ mức độ 2": "xmc2_15_60",
    "có chuyên môn kỹ thuật từ 15 tuổi": "cmkt_15_plus",
    "có trình độ đại học từ 15 tuổi": "university_15_plus",
}
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


def _rows(csv: str) -> list[dict[str, str]]:
    """The lines of the csv about all people of the area, or all women, or all men."""
    return [row for row in DictReader(StringIO(csv.lstrip("\ufeff"))) if not (row["khom"] or row["group"])]


def counts_of(csv: str) -> dict[str, tuple[int, int]]:
    """How many of how many people, by indicator, of the whole area."""
    return {
        row["indicator"]: (int(row["numerator"]), int(row["denominator"]))
        for row in _rows(csv)
        if not row["sex"] and row["numerator"].isdigit() and row["denominator"].isdigit()
    }


def unlike_parts(csv: str) -> list[str]:
    """Indicators whose women and men are a hundredth or more short of all, and whose rows do not say so."""
    rows = _rows(csv)
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
            found.add(_percent(some, total))
    return found


def _percent(some: Decimal | int, total: Decimal | int, places: int = 2) -> Decimal:
    return (Decimal(some) * 100 / total).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def worked_out(text: str, counts: Mapping[str, tuple[int, int]]) -> list[tuple[str, Decimal]]:
    """The percentages of a sentence on blanks, as told, and what two counts make of each.

    That is the share that people without a trace are of the others it names, and a rate whose denominator in
    the csv is less by them, beside the rate as it is.

    >>> said = "có 4 người không có ghi chép học tập nào (40,00% của 10 người mù chữ); không tính họ, "
    >>> worked_out(said + "tỷ lệ biết chữ mức độ 2 là 93,57%.", {"xmc2_15_60": (90, 100)})
    [('40,00', Decimal('40.00')), ('93,57', Decimal('93.75'))]
    """
    found = _BLANKS.search(text)
    if found is None:
        return []
    (blanks,) = map(int, numbers(found[1]))
    parts = [(found[2], blanks, *map(int, numbers(found[3])))] if found[2] else []
    for words, without, as_it_is in _WITHOUT.findall(found[4]):
        if words in _RATES and _RATES[words] in counts:
            some, total = counts[_RATES[words]]
            parts += [(without, some, total - blanks)] + ([(as_it_is, some, total)] if as_it_is else [])
    return [(told, _percent(some, total, len(told.partition(",")[2]))) for told, some, total in parts]


def contradictions(
    page: str, known: set[Decimal], counts: Mapping[str, tuple[int, int]] | None = None
) -> list[str]:
    """Each contradiction of a page in words.

    ``known``: :func:`evidence` of all pages of the period; ``counts``: :func:`counts_of` its csv.
    """
    soup = BeautifulSoup(page, "html.parser")
    said = sentences(soup)
    faults = [f"words: {text}" for text in said if _NEVER.search(text)]
    for text in said:
        told = {one for found in _TOLD.findall(text) for one in numbers(found)}
        worked = [(numbers(words), {right.normalize()}) for words, right in worked_out(text, counts or {})]
        right = set[Decimal]().union(*(one for one, other in worked if one == other))
        wrong = set[Decimal]().union(*(one for one, other in worked if one != other))
        faults += [f"{number:f}: {text}" for number in sorted(told - known - right | wrong)]
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
