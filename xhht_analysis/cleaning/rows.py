"""Lines of a register that are no person: headings again, sections, totals, signatures, stray text."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.vietnamese import fold, tidy
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.cleaning.sections import heads_of_sections
from xhht_analysis.cleaning.values import cell_text
from xhht_analysis.sources.column_numbers import is_numbering
from xhht_analysis.sources.people import RawPeople
from xhht_analysis.sources.register import RegisterSheet
from xhht_analysis.sources.seen import row_numbers

#: What closes a list, in words alone (:func:`_words`). With diacritics wherever it would be a name without:
#: Tống, Công, Kỷ and Kỳ are names while Tổng, Cộng and Ký close a list.
_CLOSING = re.compile(
    "|".join(
        (
            r"tổng|tổng (cộng|số|hợp)\b.*|cộng( (?!hòa$|hoà$).*)?|tong cong",
            r"tổng( của)? (khóm|ấp|thôn|bản|buôn|xóm|tổ|khu|tdp|toàn|quý|tháng|trang|mục)\b.*",
            r"(quý|quy) ([1-4]|iv|i{1,3})( năm \d{4})?|(6|sáu|9|chín) tháng( đầu năm| cuối năm)?|cả năm"
            r"|(lũy|luỹ) kế\b.*|(cộng dồn|mang sang|chuyển sang|cộng trang)\b.*",
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


class Lines(NamedTuple):
    """``reasons``: why a line is no person's, "" for a person's; ``heads``: index → khóm that it names."""

    reasons: pd.Series
    heads: dict[int, str]


def find_lines_that_are_no_people(raw: RawPeople, people: pd.DataFrame, *, names: KhomNames) -> Lines:
    """``row_struck``, ``row_heading``, ``row_section``, ``row_total``, ``row_no_name`` or "" for each line.

    A line that was crossed out, or repeats the headings, is none whatever it holds; of the others a line with
    a readable birth is a person's. Whoever has a name is a person whatever stands in the other boxes, unless
    the name itself, or the text in the place of the number or the khóm, closes a list, or the name stands
    alone below the closing words (a signer), or all that stands there is the name of a khóm (``names``: the
    area's).
    """
    rows = raw.rows
    blank = pd.Series(True, index=rows.index)
    for column in ("birth_day", "birth_month", "birth_year", "year_of_man", "year_of_woman"):
        blank &= rows[column].map(cell_text) == ""
    born = people["birth_year"].notna() | people["age_at_least"].notna()
    reasons = pd.Series("", index=people.index, dtype="str").mask(rows["struck"], "row_struck")
    reasons = reasons.mask(
        _repeats_headings(raw, ~born | people["name"].str[:1].isin(_DIGITS)), "row_heading"
    )
    last_born = rows.index.to_series()[born & (reasons == "")].groupby(rows["sheet"]).max()
    waiting = people.index[(~born & (reasons == "")).to_numpy()]
    unborn = [index for index in waiting if blank.iat[index]]
    heads = heads_of_sections(raw, unborn, people["name"] != "", names=names)
    closed = set()
    for index in waiting:
        name, sheet = people["name"].iat[index], rows["sheet"].iat[index]
        if index in heads:
            reasons.iat[index] = "row_section"
            continue
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
    return Lines(reasons, heads)


def hidden_people(raw: RawPeople, kept: pd.Series) -> list[Finding]:
    """Of each sheet how many of the people counted stand in hidden rows, where nobody sees them."""
    findings = []
    for number, found in enumerate(raw.sheets):
        if not found.sheet.hidden_rows:
            continue
        mine = raw.rows.loc[kept & (raw.rows["sheet"] == number), "row"]
        hidden = mine[mine.isin(found.sheet.hidden_rows)].tolist()
        if hidden:
            where = (found.sheet.file, found.sheet.name)
            findings.append(
                Finding("rows_hidden", *where, str(hidden[0]), detail=row_numbers(hidden), count=len(hidden))
            )
    return findings


_DIGITS = list("0123456789(")


def _repeats_headings(raw: RawPeople, candidates: pd.Series) -> pd.Series:
    """Lines that say again what stands above the table: the headings, the numbers of the columns."""
    again = pd.Series(False, index=candidates.index)
    above = [_above(found) for found in raw.sheets]
    numbers: list[int] = raw.rows["sheet"].tolist()
    for index in candidates.index[candidates.to_numpy()]:
        _, row = raw.line(index)
        filled = {place: text for place, value in enumerate(row) if (text := fold(cell_text(value)))}
        same = sum(text in above[numbers[index]].get(place, ()) for place, text in filled.items())
        # one number of the row of numbers may be somebody's
        telling = len(filled) >= _SEVERAL or any(map(str.isalpha, "".join(filled.values())))
        again.iat[index] = telling and same >= _MOSTLY * len(filled) or is_numbering(row)
    return again


#: So much of a line stands above the table too, in the same columns: a new page may be headed by its number.
_MOSTLY, _SEVERAL = 0.8, 5


def _above(found: RegisterSheet) -> dict[int, set[str]]:
    """Place of a column → what stands in it above the first line of people."""
    texts: dict[int, set[str]] = {}
    for row in found.sheet.rows[: found.first_row]:
        for place, value in enumerate(row):
            if text := fold(cell_text(value)):
                texts.setdefault(place, set()).add(text)
    return texts


def _cells(raw: RawPeople, index: int) -> list[str]:
    """Every filled cell of the line, also of columns that have no name."""
    return [text for text in map(cell_text, raw.line(index)[1]) if text]


def _words(text: object) -> str:
    return re.sub(r"[\W_]+", " ", tidy(text).lower()).strip()
