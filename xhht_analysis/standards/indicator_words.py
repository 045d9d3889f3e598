"""An indicator by its Vietnamese words, as offices vary them; another indicator never becomes it."""

from __future__ import annotations

import re
from functools import cache

from xhht_analysis.base.vietnamese import fold
from xhht_analysis.standards.names import INDICATORS

#: What may be said for the other, in words and in those of the catalogue alike.
_SAME = (
    (r"[–—]", "-"),
    (r"[(),.:;%]", " "),
    (r"\b(\d+) ?(?:-|den) ?(\d+)\b", r"\1-\2"),
    (r"\b(?:ty le|ti le|so luong|huy dong|trong do tuoi|do tuoi|trong dia ban|tren dia ban)\b", " "),
    (r"^\s*so\b", " "),
    (r"\bthcs\b", "trung hoc co so"),
    (r"\bthpt\b", "trung hoc pho thong"),
    (r"\bgdtx\b", "giao duc thuong xuyen"),
    (r"\b(?:hoan thanh ct|ht ct|htct)\b", "hoan thanh chuong trinh"),
    (r"\bchuong trinh (?:giao duc )?tieu hoc\b|\bcap tieu hoc\b", "chuong trinh tieu hoc"),
    (r"\bchuong trinh (?:giao duc )?(?:mam non|gdmn)\b", "chuong trinh giao duc mam non"),
    (r"\bctgdmn\b", "chuong trinh giao duc mam non"),
    (r"\b(?:ra|den truong,? den|duoc den|di hoc|vao hoc) lop\b(?! ?\d)|\bra lop\b", "den lop"),
    (r"\bvao hoc lop\b", "vao lop"),
    (r"\btre (?:em|mau giao)\b", "tre"),
    (r"\b(?:thanh nien|thanh thieu nien|thanh,? thieu nien|doi tuong|cong dan)\b", "nguoi"),
    (r"\b(?:tu|cua|la|duoc)\b", " "),
    (r"\s+", " "),
)


def indicator_in_words(text: str) -> str | None:
    """The code of the indicator that the words name; None for any other words.

    >>> indicator_in_words("Tỷ lệ trẻ em 5 tuổi ra lớp"), indicator_in_words("Trẻ 4 tuổi ra lớp")
    ('mn5_in_class', None)
    """
    return _by_words().get(_plain(text))


@cache
def _by_words() -> dict[str, str]:
    return {_plain(vi): code for code, (vi, _) in INDICATORS.items()}


def _plain(text: str) -> str:
    words = fold(text)
    for form, said in _SAME:
        words = re.sub(form, said, words)
    return words.strip()
