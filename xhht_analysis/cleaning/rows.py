"""Lines of a register that are not a person of their own: totals, signatures, copies."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from xhht_analysis.cleaning.values import cell_text
from xhht_analysis.sources.people import RawPeople
from xhht_analysis.vietnamese import TONES, tidy

#: With diacritics, for Tống, Công and Kỷ are names while Tổng, Cộng and Ký close a list.
_CLOSING = re.compile(
    r"tổng( cộng| số)?( .*)?|cộng( .*)?|\(?ký( .*)?|(tong cong|tong so)( .*)?"
    r"|(người|nguoi) (lập|lap|nhập|nhap|kiểm|kiem|tổng hợp|tong hop)( .*)?|(lập|lap) (biểu|bieu)( .*)?"
    r"|hiệu trưởng|thủ trưởng( .*)?|(phó )?chủ tịch( .*)?|[tk][mt]\. .*|xác nhận( .*)?"
    r"|.*(ngày|ngay) \S* *(tháng|thang) \S* *(năm|nam).*"
)


def find_lines_that_are_no_people(raw: RawPeople, people: pd.DataFrame) -> pd.Series:
    """``row_total``, ``row_no_name`` or ``""`` for each line: only lines without any birth are looked at."""
    born = pd.Series(False, index=raw.rows.index)
    for column in ("birth_day", "birth_year", "year_of_man", "year_of_woman"):
        born |= raw.rows[column].map(cell_text) != ""
    reasons = pd.Series("", index=people.index, dtype="str")
    for index in people.index[~born.to_numpy()]:
        if any(_CLOSING.fullmatch(tidy(v).lower()) for v in _texts(raw, index)):
            reasons.iat[index] = "row_total"
        elif people["name"].iat[index] == "":
            reasons.iat[index] = "row_no_name"
    return reasons


def _texts(raw: RawPeople, index: int) -> list[str]:
    """Every text of the line, also of columns that have no name."""
    sheet = raw.sheets[raw.rows["sheet"].iat[index]].sheet
    return [v for v in sheet.rows[raw.rows["row"].iat[index] - sheet.top] if isinstance(v, str) and v.strip()]


def find_copies(people: pd.DataFrame, fingerprint: pd.Series, *, candidates: pd.Series) -> pd.Series:
    """``row_duplicate`` and ``row_same_person`` for each later copy among ``candidates`` (a mask).

    Two people are one when name, whole birth date and khóm agree; where only the year is known,
    the household must agree as well, since a name and a year alone are shared by many.
    """
    reasons = pd.Series("", index=people.index, dtype="str")
    some = people[candidates]
    exact = pd.Series(False, index=people.index)
    exact.loc[some.index] = fingerprint[candidates].duplicated()
    key = pd.DataFrame(
        {
            "name": some["name"].map(_plain_name),
            "khom": some["khom"],
            "year": some["birth_year"],
            "date": some["birth_date"],
            "sex": some["sex"],
            "household": some["household"].where(some["birth_date"].isna(), ""),
        }
    )
    dated = some["birth_date"].notna() | (some["birth_year"].notna() & some["household"].notna())
    same = pd.Series(False, index=people.index)
    named = key[dated & (key["name"] != "") & ~exact[candidates]]
    same.loc[named.index] = named.duplicated()
    return reasons.mask(same, "row_same_person").mask(exact, "row_duplicate")


def _plain_name(name: str) -> str:
    """Hòa and Hoà are one spelling, Hoa is another name: a word's tone counts, its place does not."""
    words = []
    for word in unicodedata.normalize("NFD", name.lower()).split():
        tones = [c for c in word if c in TONES]
        words.append("".join(c for c in word if c not in TONES) + "".join(tones))
    return " ".join(words)
