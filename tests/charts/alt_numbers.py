"""Whether the alt text of a chart holds numbers that the chart's own table does not."""

from __future__ import annotations

import re
from decimal import Decimal

from bs4 import BeautifulSoup, Tag

_NUMBER = re.compile(r"\d+(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?")


def numbers(text: str) -> set[Decimal]:
    """The numbers of a Vietnamese text: "1.234,50" and "1234,5" are the same."""
    return {Decimal(n.replace(".", "").replace(",", ".")).normalize() for n in _NUMBER.findall(text)}


def unfounded(figure: Tag) -> set[Decimal]:
    """Numbers of the alt text that neither stand in the table nor count its rows or the names in a column."""
    table = figure.details
    rows = [[cell.get_text(" ") for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]
    counted = {Decimal(len(rows))}
    if rows and all(len(row) == len(rows[0]) for row in rows):
        counted |= {Decimal(len(set(column))) for column in zip(*rows, strict=True)}
    return numbers(alt_of(figure)) - numbers(table.get_text(" ")) - counted


def alt_of(figure: Tag) -> str:
    """The name of a chart's picture for screen readers."""
    return str(figure.select_one("[role=img]")["aria-label"])


def figures_in(markup: str) -> list[Tag]:
    """The charts of a page."""
    return BeautifulSoup(markup, "html.parser").select("figure.chart")
