"""Whether a workbook says that it is of another commune: in its titles or on its sheet of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xhht_analysis.base.vietnamese import fold, same_spelling, tidy
from xhht_analysis.sources.sheet import Sheet
from xhht_analysis.sources.survey_table import text

_KIND = re.compile(
    r"(?<!thị )(?<!tác )\b(?:xã|phường|thị trấn|tt\.?(?= ))\s*:?\s+(?P<name>\w.*)"
    r"|^(?:ubnd |uy ban nhan dan |don vi:? )?(?:xa|phuong|thi tran|tt) (?P<plain>\w.*)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[^\w\s']|_|\s-\s")
#: Words that end a name in capitals, or say that no name follows (“xã hội”, “xã nông thôn mới”).
_WORDS = """
    hội nông đạt chuẩn loại khu đặc điểm biên miền vùng phường xã thị huyện quận tỉnh tp tx thành năm tháng
    ngày kỳ đợt quý danh sách phiếu điều báo cáo bảng biểu tổng ban khóm ấp thôn bản buôn tổ khối số và của có
    hoi nong dat chuan loai diem huyen quan tinh nam thang ngay phieu dieu danh sach bao cao
"""
_NO_NAME = frozenset(_WORDS.split())
_LONGEST_NAME = 5
_FACTS = re.compile(r"thong ?tin|\bbia\b|don vi|gioi thieu")
_FACT_ROWS, _TITLE_CELLS = 40, 3
_NAMED = re.compile(r"(ten )?(xa|phuong|thi tran|xa phuong( thi tran)?|dia ban)")
_CODED = re.compile(r"ma (xa|phuong|dvhc|don vi hanh chinh|dia ban)( phuong( thi tran)?)?")


@dataclass(frozen=True)
class CommuneNames:
    """Every name an area has or had, and its code ("" where it is not known)."""

    names: tuple[str, ...]
    code: str = ""

    def is_ours(self, name: str) -> bool:
        """Whether a commune's name is one of the area's, by all its letters and tones.

        >>> CommuneNames(("Phú Mỹ",)).is_ours("PHÚ MĨ"), CommuneNames(("Phú Mỹ",)).is_ours("Phủ Mỹ")
        (True, False)
        """
        ours = list(map(_bare, self.names))
        if name.isascii():
            return fold(name) in map(fold, ours)
        return _spelt(name) in map(_spelt, ours)

    def is_place(self, place: str) -> bool:
        """Whether a place as people write it (“TT Phú Mỹ, huyện Phú Tân”) is the area.

        >>> CommuneNames(("Phú Mỹ",)).is_place("TT Phú Mỹ, huyện Phú Tân")
        True
        """
        named = list(named_in(place))
        return any(map(self.is_ours, [*named, _bare(place)])) or (
            not named and any(f" {_spelt(name)} " in f" {_spelt(place)} " for name in self.names)
        )


def other_commune(sheets: Sequence[Sheet], titles: Iterable[Sequence[object]], communes: CommuneNames) -> str:
    """The other commune that a workbook names, as written there; "" where it names none.

    ``titles``: the rows above the headings of its lists. What lines say of a person is not looked at.
    """
    for row in titles:
        cells = [tidy(cell) for cell in row if isinstance(cell, str) and cell.strip()]
        if len(cells) <= _TITLE_CELLS and (found := _other(cells, communes)):
            return found
    for sheet in sheets:
        if _FACTS.search(fold(sheet.name).replace("_", " ")):
            for row in sheet.rows[:_FACT_ROWS]:
                cells = [text(cell) for cell in row if text(cell)]
                if found := _other(cells, communes) or _other_fact(cells, communes):
                    return found
    return ""


def named_in(words: str) -> Iterator[str]:
    """The communes that a text names.

    >>> list(named_in("UBND XÃ PHÚ HƯNG NĂM 2024")), list(named_in("xây dựng xã hội học tập"))
    (['PHÚ HƯNG'], [])
    """
    for match in _KIND.finditer(words):
        name = []
        for word in _ENDS.split(match["name"] or match["plain"])[0].split()[:_LONGEST_NAME]:
            if word.lower() in _NO_NAME or not (word[0].isupper() or word.isdigit()):
                break
            name.append(word)
        if name:
            yield " ".join(name)


def _other(cells: Sequence[str], communes: CommuneNames) -> str:
    named = [name for cell in cells for name in named_in(cell)]
    return "" if not named or any(map(communes.is_ours, named)) else named[0]


def _other_fact(cells: Sequence[str], communes: CommuneNames) -> str:
    """Of a line “Xã | Phú Hưng” or “Mã xã | 30409”."""
    if len(cells) < 2:
        return ""
    label, value = re.sub(r"[^a-z]+", " ", fold(cells[0])).strip(), cells[1]
    if _CODED.fullmatch(label) and communes.code and value.isdigit():
        return "" if value.lstrip("0") == communes.code.lstrip("0") else value
    if _NAMED.fullmatch(label) and value[:1].isalpha():
        name = _bare(value)
        return "" if communes.is_ours(name) or not name else name
    return ""


def _bare(name: str) -> str:
    """The name without its kind and what stands behind a comma."""
    return re.sub(
        r"^(xã|phường|thị trấn|tt\.?|xa|phuong|thi tran) +", "", tidy(name).split(",")[0], flags=re.I
    )


def _spelt(name: str) -> str:
    words = re.sub(r"\b0+(?=\d)", "", same_spelling(tidy(name))).replace("y", "i")
    return " ".join(words.split())
