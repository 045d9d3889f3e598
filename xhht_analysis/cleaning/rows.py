"""Lines of a register that are no person: totals, signatures, stray text."""

from __future__ import annotations

import re

import pandas as pd

from xhht_analysis.cleaning.values import cell_text
from xhht_analysis.sources.people import RawPeople
from xhht_analysis.vietnamese import tidy

#: What closes a list, in words alone (:func:`_words`). With diacritics wherever it would be a name without:
#: Tống, Công, Kỷ and Kỳ are names while Tổng, Cộng and Ký close a list.
_CLOSING = re.compile(
    "|".join(
        (
            r"tổng|tổng (cộng|số|hợp)\b.*|cộng( (?!hòa$|hoà$).*)?|tong cong",
            r"tong (cong|so) (\d+|nguoi|nhan khau|ho|khom|ap|thon|toan|chung)\b.*",
            r"ký|(đã|da) (ký|ky)|(đã |da )?(ký|ky) (và |va )?(tên|ten|ghi|họ|ho ten|rõ|ro|đóng|dong)\b.*",
            r"(người|nguoi) (lập|lap|nhập|nhap|kiểm|kiem|tổng hợp|tong hop|điều tra|dieu tra)\b.*",
            r"(lập|lap) (biểu|bieu)\b.*|(xác nhận|xac nhan)( .*)?|(điều tra viên|cán bộ điều tra)( .*)?",
            r"(phó )?(hiệu trưởng|thủ trưởng|chủ tịch|giám đốc)( .*)?|hieu truong( .*)?",
            r"trưởng (khóm|ấp|thôn|ban|phòng)( .*)?",
            r"(t ?m|k ?t|t ?l) (ubnd|ủy ban|uỷ ban|uy ban|chủ tịch|hiệu trưởng|ban|trưởng)\b.*",
            r"(.* )?(ngày|ngay)( \d+)? (tháng|thang)( \d+)? (năm|nam)( \d+)?",
        )
    )
)


def find_lines_that_are_no_people(raw: RawPeople, people: pd.DataFrame) -> pd.Series:
    """``row_total``, ``row_no_name`` or ``""`` for each line; a line with a readable birth is a person's.

    Whoever has a name is a person whatever stands in the other boxes, unless the name itself, or the text
    in the place of the number or the khóm, closes a list, or the name stands alone below the closing words
    (a signer).
    """
    rows = raw.rows
    blank = pd.Series(True, index=rows.index)
    for column in ("birth_day", "birth_month", "birth_year", "year_of_man", "year_of_woman"):
        blank &= rows[column].map(cell_text) == ""
    known = people["birth_year"].notna() | people["age_at_least"].notna()
    last_born = rows.index.to_series()[known].groupby(rows["sheet"]).max()
    reasons = pd.Series("", index=people.index, dtype="str")
    closed = set()
    for index in people.index[~known.to_numpy()]:
        name, sheet = people["name"].iat[index], rows["sheet"].iat[index]
        cells = _cells(raw, index)
        texts = [name, rows["number"].iat[index], rows["khom"].iat[index]] if name else cells
        if any(_CLOSING.fullmatch(_words(text)) for text in texts):
            reasons.iat[index] = "row_total"
            if index > last_born.get(sheet, -1):
                closed.add(sheet)
        elif sheet in closed and len(cells) <= 3 and not re.search(r"\d", " ".join(cells)):
            reasons.iat[index] = "row_total"
        elif name == "" and blank.iat[index]:
            reasons.iat[index] = "row_no_name"
    return reasons


def _cells(raw: RawPeople, index: int) -> list[str]:
    """Every filled cell of the line, also of columns that have no name."""
    sheet = raw.sheets[raw.rows["sheet"].iat[index]].sheet
    texts = map(cell_text, sheet.rows[raw.rows["row"].iat[index] - sheet.top])
    return [text for text in texts if text]


def _words(text: object) -> str:
    return re.sub(r"[\W_]+", " ", tidy(text).lower()).strip()
