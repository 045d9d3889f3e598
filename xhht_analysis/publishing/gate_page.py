"""What a page must have and must not have, read from its markup."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from xhht_analysis.publishing.gate_places import Piece, Place
from xhht_analysis.publishing.gate_text import Fault
from xhht_analysis.publishing.page import CSP

PAGE_LIMIT = 150 * 1024


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Elements that a page may hold: whatever is not named here could run, load, send or hide something.
_ALLOWED = _words("""
    html head meta title style body header nav main section footer div p span a ul ol li dl dt dd h1 h2 h3 h4
    h5 h6 table caption thead tbody tfoot tr th td figure figcaption details summary abbr code pre strong em b
    i s del sub sup small br hr blockquote img
    svg g defs path text tspan use rect circle line polyline polygon clippath
""")
_VOID = _words("meta br hr img")
#: Between these and their neighbours no word ends.
_INLINE = _words("a span abbr code strong em b i s del sub sup small tspan")
#: Attributes of drawings: numbers and colours, no words.
_GEOMETRY = _words("""
    d transform points viewbox x y x1 x2 y1 y2 r cx cy width height style stroke fill class
    stroke-dasharray stroke-dashoffset stroke-width
""")
_LOADS = _words("""
    src srcset data poster background action formaction ping cite manifest xlink:href
""")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")
_OUTSIDE = re.compile(r"^[\s\x00-\x1f]*(?:[a-z][a-z0-9+.\-\s]*:|[/\\])", re.IGNORECASE)
_STYLE_LOADS = re.compile(r"url\s*\(|@import|@font-face|expression\s*\(|image-set|\\", re.IGNORECASE)


def page_faults(page: str, *, limit: int = PAGE_LIMIT) -> tuple[list[Fault], list[Piece]]:
    """Faults of a page's markup, one a sort, and every run of text in it (attributes' words too).

    ``limit``: its size in bytes.
    """
    reader = _Reader()
    if len(page.encode("utf-8", "surrogatepass")) > limit:
        size = limit // 1024
        reader.fault("lớn hơn {size} KB", size=size)
    if not page.startswith("<!DOCTYPE html>"):
        reader.fault("không bắt đầu bằng <!DOCTYPE html>")
    reader.feed(page)
    reader.close()
    reader.judge_whole()
    return list(reader.faults), reader.pieces()


class _Reader(HTMLParser):
    """Goes through a page once and notes its faults in the order of their first occurrence."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: dict[Fault, None] = {}
        self._text: list[Piece] = []
        self._attributes: list[Piece] = []
        self._tables = self._rows = 0
        self._term = ""
        self._open: list[str] = []
        self._ids: Counter[str] = Counter()
        self._targets: set[str] = set()
        self._count: Counter[str] = Counter()
        self._level = 0
        self._captions: list[bool] = []  # of the tables that are open
        self._csp: list[str | None] = []
        self._policy_first = False

    def fault(self, text: str, /, **values: object) -> None:
        self.faults[Fault(text, **values)] = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self.fault("có thẻ <{tag}> lặp một thuộc tính", tag=tag)
        if tag not in _ALLOWED:
            self.fault("có thẻ <{tag}>", tag=tag)
        self._count[tag] += 1
        self._break(tag)
        for name, value in given.items():
            self._judge_attribute(tag, name, value)
        if judge := getattr(self, f"_judge_{tag}", None):
            judge(given)
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._judge_heading(int(tag[1]))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if not self._open or self._open.pop() != tag:
            self.fault("thẻ </{tag}> không đóng đúng chỗ", tag=tag)
        if tag == "table" and self._captions and not self._captions.pop():
            self.fault("có bảng thiếu tên (caption)")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            if _STYLE_LOADS.search(data):
                self.fault("kiểu trình bày tải tệp từ ngoài")
            return
        if self._open and self._open[-1] == "caption" and data.strip():
            self._captions[-1:] = [True]
        if self._open and self._open[-1] == "dt":
            self._term = data
        self._text.append(Piece(data, self._place))

    def handle_comment(self, data: str) -> None:
        self.fault("có ghi chú ẩn")
        self._attributes.append(Piece(data, self._place))

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def pieces(self) -> list[Piece]:
        """Runs of text as a reader sees them, then the words of attributes."""
        runs: list[str] = [""]
        place: list[Place] = [()]
        for text, at in self._text:
            first, *others = text.split("\n")
            if not runs[-1].strip():
                place[-1] = at
            runs[-1] += first
            runs += others
            place += [at] * len(others)
        found = [Piece(run.strip(), at) for run, at in zip(runs, place, strict=True)]
        return [piece for piece in (*found, *self._attributes) if piece.text.strip()]

    @property
    def _place(self) -> Place:
        """The table and its row, or what a term is about, or under which heading."""
        if "table" in self._open:
            return ("row", self._tables, self._rows)
        if "dd" in self._open:
            return ("term", self._term)
        return ("heading", sum(self._count[tag] for tag in ("h2", "h3")))

    def judge_whole(self) -> None:
        """What can be said only of the page as a whole."""
        if self._open:
            self.fault("thẻ <{open}> không đóng", open=self._open[-1])
        if self._csp != [CSP] or not self._policy_first:
            self.fault("thiếu hoặc khác chính sách nội dung (CSP)")
        if any(number > 1 for number in self._ids.values()):
            self.fault("có hai phần tử cùng id")
        if self._targets - set(self._ids):
            self.fault("có liên kết tới mục không có trong trang")
        for tag in ("html", "h1", "title", "main"):
            if self._count[tag] != 1:
                self.fault("không có đúng một thẻ <{tag}>", tag=tag)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self._text.append(Piece("\n", self._place))

    def _judge_attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self.fault("thẻ <{tag}> chạy mã ({name})", tag=tag, name=name)
        if name in _LOADS and not (tag == "img" and name == "src" and _PICTURE.fullmatch(value)):
            self.fault("thẻ <{tag}> tải từ ngoài ({name})", tag=tag, name=name)
        if name == "href":
            inside = tag == "a" and not _OUTSIDE.match(value)
            if not (inside or (tag == "use" and value.startswith("#"))):
                self.fault("thẻ <{tag}> dẫn ra ngoài", tag=tag)
            if value.startswith("#"):
                self._targets.add(value[1:])
        if name == "style" and _STYLE_LOADS.search(value):
            self.fault("thẻ <{tag}> tải từ ngoài (style)", tag=tag)
        if name == "id":
            self._ids[value] += 1
        if name not in _GEOMETRY:
            self._attributes.append(Piece(value, self._place))

    def _judge_html(self, given: dict[str, str]) -> None:
        if given.get("lang") != "vi":
            self.fault("thiếu ngôn ngữ của trang (lang)")

    def _judge_meta(self, given: dict[str, str]) -> None:
        kind = given.get("http-equiv")
        if kind is None:
            return
        if kind.lower() != "content-security-policy":
            self.fault("có thẻ <meta http-equiv> lạ ({kind})", kind=kind)
            return
        self._csp.append(given.get("content"))
        self._policy_first = not self._count["style"] and not self._count["body"]

    def _judge_style(self, given: dict[str, str]) -> None:
        if self._count["style"] > 1 or "body" in self._open:
            self.fault("có thẻ <style> lạ")

    def _judge_table(self, given: dict[str, str]) -> None:
        self._captions.append(False)
        self._tables, self._rows = self._tables + 1, 0

    def _judge_tr(self, given: dict[str, str]) -> None:
        self._rows += 1

    def _judge_caption(self, given: dict[str, str]) -> None:
        if not self._captions:
            self.fault("có <caption> ngoài bảng")

    def _judge_span(self, given: dict[str, str]) -> None:
        if self._open and self._open[-1] == "caption":
            self._captions[-1:] = [True]

    def _judge_th(self, given: dict[str, str]) -> None:
        if given.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            self.fault("có ô tiêu đề bảng thiếu scope")

    def _judge_img(self, given: dict[str, str]) -> None:
        if not given.get("alt", "").strip():
            self.fault("có hình thiếu lời mô tả (alt)")

    def _judge_svg(self, given: dict[str, str]) -> None:
        described = given.get("role") == "img" and given.get("aria-label", "").strip()
        if not described and given.get("aria-hidden") != "true":
            self.fault("có hình thiếu lời mô tả (aria-label)")

    def _judge_div(self, given: dict[str, str]) -> None:
        if given.get("role") == "img" and not given.get("aria-label", "").strip():
            self.fault("có hình thiếu lời mô tả (aria-label)")

    def _judge_heading(self, level: int) -> None:
        if level > self._level + 1:
            self.fault("đề mục nhảy bậc tới h{level}", level=level)
        self._level = level
