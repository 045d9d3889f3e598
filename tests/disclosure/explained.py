"""Numbers in sentences and alt texts that follow from nothing that is shown in a table."""

from __future__ import annotations

import re
from collections import defaultdict

from tests.disclosure.facts import COUNTS, PART, WHOLE, Cell, Facts, number_in, numbers
from tests.disclosure.leaving import Document, Table

#: A share, or a number of people.
_IN_WORDS = re.compile(r"(?<![\d,.])(?:(\d{1,3},\d{2,})%|(\d[\d.]*) (?:người|trẻ)\b)")


#: What a sentence tells of a period before: that stands in the tables of its own files.
_OF_ANOTHER = re.compile(r"; (?:năm|6 tháng đầu năm) \d{4}: [\d.,]+(?= )")


def unexplained(documents: list[Document], facts: Facts, period: str) -> list[str]:
    """Numbers in words that stand in no table, and are not what shown counts leave, or add up to."""
    found: list[str] = []
    said = _numbers_in([table for document in documents for table in document.tables])
    shown = dict(numbers(facts))
    ages: dict[tuple[str, ...], dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in {row for row, _ in shown}:
        part, whole, blank = (shown.get((row, count)) for count in COUNTS)
        if whole is not None and blank is not None:
            said.add(_words(whole + blank))
        if part is None or whole is None:
            continue
        said |= {_words(whole - part), _words(whole - part + (blank or 0))}
        if row[5].isdecimal():
            ages[row[:5]][int(row[5])] = (part, whole)
    said |= _beside_untraced(shown, period) | _neither_women_nor_men(shown)
    for of_age in ages.values():
        for first, last in ((15, 25), (26, 35), (36, 50), (51, 60)):
            parts, wholes = zip(*(of_age.get(age, (0, 0)) for age in range(first, last + 1)), strict=True)
            said.add(f"{100 * sum(parts) / (sum(wholes) or 1):.2f}".replace(".", ","))
    for document in documents:
        for words in document.words:
            for number in _IN_WORDS.findall(_OF_ANOTHER.sub("", words)):
                if (number[0] or number[1].strip(".")) not in said:
                    found.append(f"{document.name}: {''.join(number)} in “{words[:200]}”")
    return found


def _beside_untraced(shown: dict[Cell, int], period: str) -> set[str]:
    """Shares of those of whom no schooling is noted, and of others without them."""
    untraced = shown.get(((period, "untraced_15_60", "", "", "", ""), PART))
    said: set[str] = set()
    for (row, count), whole in shown.items() if untraced is not None else ():
        part = shown.get((row, PART))
        if count == WHOLE and part is not None and not any(row[2:]):
            pairs = [
                (untraced, part),
                (untraced, whole),
                (untraced, whole - part),
                (part, whole - untraced),
            ]
            said |= {f"{100 * a / b:.2f}".replace(".", ",") for a, b in pairs if b > 0}
    return said


def _neither_women_nor_men(shown: dict[Cell, int]) -> set[str]:
    """How many of all that were asked are in neither row by sex."""
    said: set[str] = set()
    for row in {row for row, _ in shown if not row[3]}:
        asked = [
            (shown.get((by_sex, WHOLE)), shown.get((by_sex, COUNTS[2]), 0))
            for by_sex in ((*row[:3], sex, *row[4:]) for sex in ("", "nữ", "nam"))
        ]
        whole, women, men = (None if known is None else known + blank for known, blank in asked)
        if whole is not None and women is not None and men is not None:
            said.add(_words(whole - women - men))
    return said


def _numbers_in(tables: list[Table]) -> set[str]:
    said: set[str] = set()
    for table in tables:
        columns: dict[int, int] = defaultdict(int)
        for row in table.rows:
            for place, cell in enumerate(row):
                if isinstance(cell, float):
                    said |= {f"{cell:.2f}".replace(".", ","), _words(round(cell))}
                else:
                    said |= set(re.findall(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?", cell))
                number = number_in(cell)
                if isinstance(number, float) and table.heads[place].startswith("Còn thiếu"):
                    columns[place] += round(number)
        said |= {_words(total) for total in columns.values()}
    return said


def _words(number: int) -> str:
    """A count as pages write it."""
    return f"{number:,}".replace(",", ".")
