"""A DataFrame or a Styler as a notebook shows it becomes a table of the page: caption, headings, no style."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.blocks import plain
from xhht_analysis.charts.tables import MISSING, SHORTHANDS, WITHHELD_MARK, exact

#: pandas puts a stylesheet before its table; a page has one of its own.
_STYLE = re.compile(r"<style[^>]*>[^<]*</style>\s*(?=<table (?:border=\"1\" class=\"dataframe\"|id=\"T_))")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
_DIMENSIONS = re.compile(r"\d+ rows × \d+ columns")
#: Headings under which a number is a year, and which of its numbers are: nowhere else can one be told from a
#: count ("Nam", men; "Năm trước", last year's counts).
_YEARS = {"năm", "năm sinh", "năm điều tra", "năm báo cáo", "year", "birth_year", "survey_year"}
_YEAR = re.compile(r"(19|20)\d\d")
_NONE = {"NaN": MISSING, "nan": MISSING, "None": MISSING, "NaT": MISSING, "": MISSING, "<NA>": WITHHELD_MARK}


def without_styles(markup: str) -> str:
    """The markup without the stylesheets of frames, before it is looked over."""
    return _STYLE.sub("", markup)


def settle_frames(soup: BeautifulSoup) -> None:
    """Every frame gets a caption (its own, or the heading above it), scopes, Vietnamese numbers and marks."""
    for table in soup.find_all("table"):
        if "dataframe" in (table.get("class") or ()) or str(table.get("id", "")).startswith("T_"):
            _settle(soup, table)


def _settle(soup: BeautifulSoup, table: Tag) -> None:
    _drop_numbers_of_rows(table)
    heading = table.find_previous(re.compile(r"h[1-6]"))
    own = table.caption.extract().get_text() if table.caption else ""
    words = plain(own) or plain(heading.get_text() if heading else "") or "Bảng số liệu"
    for tag in [table, *table.find_all(True)]:
        tag.attrs = {name: tag[name] for name in ("colspan", "rowspan") if tag.get(name)}
    years = _columns_of_years(table)
    for row in table.find_all("tr"):
        cells = row.find_all(["th", "td"])
        for place, cell in enumerate(cells):
            if row.find_parent("thead"):
                cell.name, cell["scope"] = "th", "col"
                cell.string = plain(cell.get_text()) or "Dòng"
                continue
            if cell.name == "th" or place == 0:
                cell.name, cell["scope"] = "th", "row"
            # A Styler writes <NA> as it is, which reads as a tag.
            text = "<NA>" if cell.find("na") else plain(cell.get_text())
            is_year = len(cells) - place in years and _YEAR.fullmatch(text)
            shown = text if is_year else _shown(text)
            if cell.name == "td" and shown[0] in "0123456789-−[":
                cell["class"] = "n"
            cell.string = shown
    caption, span = soup.new_tag("caption"), soup.new_tag("span")
    span.string = words
    caption.append(span)
    table.insert(0, caption)
    _is_whole(table, words)
    region = soup.new_tag(
        "div", attrs={"class": "scroll", "role": "region", "tabindex": "0", "aria-label": words}
    )
    outer = soup.new_tag("div", attrs={"class": "table"})
    table.wrap(region)
    region.wrap(outer)
    used = [f"{mark} {SHORTHANDS[mark]}" for mark in SHORTHANDS if mark in table.get_text(" ")]
    if used:
        note = soup.new_tag("p", attrs={"class": "note"})
        note.string = "; ".join(used) + "."
        outer.append(note)


def _columns_of_years(table: Tag) -> set[int]:
    """Columns under headings that name years, counted from the right, the last is 1: what stands left of it
    may be one cell for several rows. Of headings over several columns nothing is told.
    """
    found: set[int] = set()
    for row in table.select("thead tr"):
        cells = row.find_all(["th", "td"])
        if not row.find(colspan=re.compile(r"[2-9]|\d\d")):
            found |= {
                len(cells) - place
                for place, cell in enumerate(cells)
                if plain(cell.get_text()).casefold() in _YEARS
            }
    return found


def _is_whole(table: Tag, words: str) -> None:
    """What pandas writes below a table that it cuts is no sentence of a page. Raises InputError for one."""
    below = table.find_next_sibling("p")
    if below is None or not _DIMENSIONS.fullmatch(below.get_text()):
        return
    below.decompose()
    if any(cell.get_text() == "..." for cell in table.find_all(["th", "td"])):
        raise InputError(
            "pandas đã cắt bớt bảng “{words}” khi hiện. Hãy chọn ít dòng, ít cột hơn, hoặc viết "
            'pandas.set_option("display.max_rows", None, "display.max_columns", None) trước đó.',
            words=words,
        )


def _drop_numbers_of_rows(table: Tag) -> None:
    """The index that pandas makes where nobody names one, 0, 1, 2 …, tells a reader nothing."""
    rows = [row.find_all(["th", "td"]) for row in table.find_all("tr")]
    head, body = (
        [r for r in rows if r[0].find_parent("thead")],
        [r for r in rows if r[0].find_parent("tbody")],
    )
    numbered = [row[0].name == "th" and row[0].get_text() == str(n) for n, row in enumerate(body)]
    if body and all(numbered) and len(head) == 1 and not plain(head[0][0].get_text()) and len(head[0]) > 1:
        for row in rows:
            row[0].decompose()


def _shown(text: str) -> str:
    """A number as Vietnamese readers write it; a mark for what is not there."""
    if text in _NONE:
        return _NONE[text]
    if not _NUMBER.fullmatch(text):
        return text
    number = exact(float(text) if "." in text or "e" in text else int(text))
    if number is None:
        return text
    whole = number == int(number)
    return format_number(number, 0 if whole and "." not in text else 2)
