"""From the cells' markup to the body of a page: headings, numbers of tables and figures, abbreviations."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.frames import settle_frames, without_styles
from xhht_analysis.publishing.glossary import explain

_HEADING = re.compile(r"h[1-6]")
_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_ACTIVE = ("base", "embed", "form", "iframe", "link", "meta", "object", "script", "style")
_LOADING = ("src", "srcset", "xlink:href", "data")
_RESERVED = {"noi-dung", "nguon-goc", "tu-viet-tat"}
#: What a line must not end within: ages, two counts, the number of a khóm, a level, a clause.
_WHOLE = re.compile(
    r"\b\d{1,3}(?:–\d{1,3})? tuổi(?:: \d[\d.]*(?!\d|[.,]\d))?|\b\d{1,3}–\d{1,3}\b"
    r"|(?<![\d.,])[\d.]{1,7} / [\d.]{1,7}(?!\.?\d)"
    r"|\b[Kk]hóm \d+(?:: \d[\d.]*(?!\d|[.,]\d))?|\b[Mm]ức(?: độ)? \d+\b|\bmục [IVX]+(?:\.\d+[a-zđ]?)?\b"
)


def finish(markup: str, *, title: str) -> tuple[str, list[tuple[str, str]], str]:
    """The body, its contents list (slug and text of each h2) and its bare text.

    Raises InputError when the cells brought anything that could run or load something.
    """
    markup = without_styles(markup)
    guard = _Guard()
    guard.feed(markup)
    guard.close()
    # html.parser would write viewBox and self-closing shapes its own way: pictures wait outside.
    pictures: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        pictures.append(found[0])
        return f"<picture-slot>{len(pictures)}</picture-slot>"

    soup = BeautifulSoup(_PICTURE.sub(put_aside, markup), "html.parser")
    settle_frames(soup)
    contents = _settle_headings(soup, title)
    _number(soup)
    explain(soup)
    _hold_together(soup)
    words = soup.get_text(" ")
    body = re.sub(
        r"<picture-slot>(\d+)</picture-slot>",
        lambda found: _own_ids(pictures[int(found[1]) - 1], int(found[1])),
        soup.decode(formatter="minimal"),
    )
    return body, contents, words


class _Guard(HTMLParser):
    """Raises InputError at the first tag that could run or load something."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE or any(_acts(name, value or "") for name, value in attrs):
            raise InputError(
                "Sổ tay đưa ra thẻ <{tag}> mà trang báo cáo không được chứa. Hãy dùng bảng và biểu đồ của"
                " xhht_analysis.",
                tag=tag,
            )


def _acts(name: str, value: str) -> bool:
    """Whether an attribute runs code or loads something from elsewhere."""
    if name == "href":
        return value.lower().replace("\t", "").strip().startswith(("javascript:", "data:", "vbscript:"))
    return name.startswith("on") or (name in _LOADING and not value.startswith("data:image/"))


def _settle_headings(soup: BeautifulSoup, title: str) -> list[tuple[str, str]]:
    """One h1 stands in the shell: here headings begin at h2, skip no level and have ASCII ids."""
    first = soup.find("h1")
    if first is not None and plain(first.get_text()) == title:
        first.decompose()
    taken = set(_RESERVED)
    contents: list[tuple[str, str]] = []
    level = 1
    for heading in soup.find_all(_HEADING):
        level = min(max(2, int(heading.name[1])), level + 1)
        heading.name = f"h{level}"
        text = plain(heading.get_text())
        heading["id"] = name = _unused(slug(text), taken)
        if level == 2:
            contents.append((name, text))
    return contents


def _unused(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    taken.add(candidate)
    return candidate


def _number(soup: BeautifulSoup) -> None:
    """ "Bảng 1.", "Hình 1.": readers refer to them, and it keeps the names of scrolling regions apart.

    The table of a figure goes by the figure's number: it is folded away, and on paper it is not there.
    """
    # not by selectors: the library for these is not the same, nor always right, on every Python 3.11
    figures = soup.find_all("figure", class_="chart")
    for number, figure in enumerate(figures, start=1):
        for subtitle in figure.find_all(class_="subtitle"):
            subtitle.insert(0, f"Hình {number}. ")
        for caption in figure.find_all("caption"):
            _title(caption, f"Số liệu của Hình {number}. ")
    own = [caption for caption in soup.find_all("caption") if not caption.find_parent("figure")]
    for number, caption in enumerate(own, start=1):
        _title(caption, f"Bảng {number}. ")


def _title(caption: Tag, first: str) -> None:
    (caption.span or caption).insert(0, first)
    _name_region(caption, caption.get_text())


def _name_region(inside: Tag, name: str) -> None:
    region = inside.find_parent(attrs={"role": "region"})
    if region is not None:
        region["aria-label"] = name


def _hold_together(soup: BeautifulSoup) -> None:
    """No line ends within "15–60 tuổi" or "1.298 / 1.313"; the text itself stays as it is.

    Headings of columns may: many of them stand side by side on paper.
    """
    for text in soup.find_all(string=_WHOLE):
        if type(text) is not NavigableString or text.find_parent(("code", "thead")):
            continue
        pieces: list[Tag | str] = []
        end = 0
        for found in _WHOLE.finditer(text):
            whole = soup.new_tag("span", attrs={"class": "whole"})
            whole.string = found[0]
            pieces += [text[end : found.start()], whole]
            end = found.end()
        text.replace_with(*(piece for piece in [*pieces, text[end:]] if piece))


def _own_ids(svg: str, number: int) -> str:
    """Two equal charts on one page must not share ids."""
    return re.sub(r'(\bid="|href="#)h[0-9a-f]{8}-', rf"\g<1>h{number}-", svg)
