"""One cell of a register: from what people type to what it means.

Each ``clean_<what>`` takes one or more Series of cells and returns :class:`Cleaned`: typed values and,
row by row, the kind of finding (``""`` when there is nothing to say). An empty cell is an answer of the
form (a blank "nữ" is a man); ``None`` means that the sheet has no such column, which is not known (NA).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from xhht_analysis.base.vietnamese import fold, tidy_number
from xhht_analysis.cleaning import vocabulary as words


class Cleaned(NamedTuple):
    """Typed ``values`` and the kind of finding of each, ``""`` for none; both on the input's index."""

    values: pd.Series
    problems: pd.Series


@lru_cache(maxsize=1 << 16, typed=True)  # a register repeats its few words; 1, 1.0 and TRUE stay apart
def cell_text(value: object) -> str:
    """A cell as the text a person would read: 3.0 and "3.0" are "3", TRUE is "x".

    >>> cell_text(3.0), cell_text("3.0"), cell_text(" 3B*! "), cell_text(None)
    ('3', '3', '3B*!', '')
    """
    if isinstance(value, bool):
        return "x" if value else ""
    if value is pd.NA or value is pd.NaT or value != value:
        return ""
    return tidy_number(value)


def clean_each(read: Callable[..., tuple[object, str]], *cells: pd.Series, dtype: str) -> Cleaned:
    """Apply ``read(*texts) -> (value, problem)`` to rows, once for each different row of cells."""
    keys = list(zip(*(map(_key, column.tolist()) for column in cells), strict=True))
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    results: list[tuple[object, str]]
    results = [(None, "") if None in key else read(*key) for key in places]
    rows = np.fromiter(map(places.__getitem__, keys), dtype=np.intp, count=len(keys))

    def spread(part: list[object], dtype: str) -> pd.Series:
        different = pd.Series(part, dtype=pd.api.types.pandas_dtype(dtype)).array
        return pd.Series(different.take(rows), index=cells[0].index)

    return Cleaned(
        spread([value for value, _ in results], dtype), spread([problem for _, problem in results], "str")
    )


def texts(cells: pd.Series) -> pd.Series:
    """Cells as a person reads them (:func:`cell_text`), a missing column as blanks."""
    return pd.Series(list(map(cell_text, cells.tolist())), index=cells.index, dtype="str")


@lru_cache(maxsize=1 << 16, typed=True)
def _key(value: object) -> object:
    if value is None:
        return None
    return value if value is not pd.NaT and isinstance(value, dt.date) else cell_text(value)


def clean_sex(cells: pd.Series) -> Cleaned:
    """The column "nữ": a mark is a woman, a blank a man; also "Nam"/"Nữ" written out.

    >>> clean_sex(pd.Series(["", "x", "Nam", "?"])).values.tolist()
    ['nam', 'nữ', 'nam', nan]
    """
    return clean_each(_read_sex, cells, dtype="str")


def clean_minority(cells: pd.Series) -> Cleaned:
    """Ethnicity: False for Kinh and blank, True for any other people of Viet Nam or a foreigner."""
    return clean_each(read_minority, cells, dtype="boolean")


def clean_grade(cells: pd.Series) -> Cleaned:
    """A general-school grade finished or left: 1 to 12, 0 for blank.

    >>> clean_grade(pd.Series(["9", "lớp 5", "12/12", "", "?"])).values.tolist()
    [9, 5, 12, 0, <NA>]
    """
    return clean_each(_read_grade, cells, dtype="Int8")


def clean_literacy_grade(cells: pd.Series) -> Cleaned:
    """A grade of the literacy programme, 1 to 5; stage 1 is grade 3, stage 2 grade 5 (NĐ 20/2014 art. 19).

    >>> clean_literacy_grade(pd.Series(["3", "giai đoạn 2", "kỳ 2", "", "6"])).values.tolist()
    [3, 5, 2, 0, <NA>]
    """
    return clean_each(read_literacy_grade, cells, dtype="Int8")


def clean_level(cells: pd.Series) -> Cleaned:
    """Level of graduation: 0 none, 1 MN, 2 TH, 3 THCS, 4 THPT.

    >>> clean_level(pd.Series(["THCS", "tiểu học", "", "??"])).values.tolist()
    [3, 2, 0, <NA>]
    """
    return clean_each(read_level, cells, dtype="Int8")


def is_vocational_level(cells: pd.Series) -> pd.Series:
    """Where a level of graduation is a vocational qualification too: trung học nghề."""
    found = {
        text: _of_letters(_without_year(text)) in words.VOCATIONAL_LEVELS for text in texts(cells).unique()
    }
    return texts(cells).map(found).astype("boolean")


def clean_degree(cells: pd.Series) -> Cleaned:
    """Degree: 0 none, 1 sơ cấp, 2 trung cấp, 3 cao đẳng, 4 đại học, 5 thạc sĩ, 6 tiến sĩ."""
    return clean_each(read_degree, cells, dtype="Int8")


def clean_relapse(cells: pd.Series) -> Cleaned:
    """Level of literacy lost again: 1 or 2, 0 for blank."""
    return clean_each(read_relapse, cells, dtype="Int8")


def clean_school_year(cells: pd.Series) -> Cleaned:
    """A school year "2023-2024", or one year, as the calendar year in which it ends.

    >>> clean_school_year(pd.Series(["2023-2024", "2023", "2022-2024"])).values.tolist()
    [2024, 2023, <NA>]
    """
    return clean_each(_read_school_year, cells, dtype="Int16")


def read_level(text: object) -> tuple[int | None, str]:
    """Of one text: level of graduation, 0 to 4, and kind of finding. Grades stand for the level they end.

    >>> read_level("THPT QG"), read_level("12/12"), read_level("TN THCS – 2015"), read_level("7/10")
    ((4, ''), (4, ''), (3, ''), (3, ''))
    """
    if words.read_mark(text) is False:
        return 0, ""
    plain = _without_year(text)
    grade = re.fullmatch(r"(?:lop )?(\d{1,2}) ?/ ?(10|12)(?: ?\(?bt(?:vh)?\)?)?", plain)
    if grade and int(grade[1]) <= int(grade[2]):
        # Of ten grades, as they were in the North until 1989, four were primary and seven lower secondary.
        last = {"10": (4, 7, 10), "12": (5, 9, 12)}[grade[2]]
        done = sum(int(grade[1]) >= one for one in last)
        return (done + 1 if done else 0), ""
    plain = _of_letters(plain)
    plain = re.sub(r"^(?:hoan thanh |ht )(?:chuong trinh |ct )?|^(?:htct|het|xong) ", "", plain)
    plain = re.sub(r" (?:he )?(?:btvh|bt|bo tuc|gdtx)$", "", plain)
    of_stream = words.COMPLEMENTARY.sub("", plain).strip()
    value = words.LEVELS.get(of_stream)
    if value is None and of_stream != plain:
        value = _LAST_GRADES.get(of_stream)
    return (value, "") if value is not None else (None, "level_unreadable")


def read_degree(text: object) -> tuple[int | None, str]:
    """Of one text: degree, 0 to 6, and kind of finding; the subject may stand behind it.

    >>> [read_degree(t)[0] for t in ("ĐH Sư phạm", "Th.S", "CĐSP 2015", "Đại học – 2015", "ĐH năm 2")]
    [4, 5, 3, 4, None]
    """
    if words.read_mark(text) is False:
        return 0, ""
    plain = _of_letters(_without_year(text))
    found = words.DEGREE.match(plain)
    if not found or words.NOT_YET.search(plain[found.end() :]):
        return None, "degree_unreadable"
    return words.DEGREES[found[0]], ""


def read_relapse(text: object) -> tuple[int | None, str]:
    """Of one text: level of literacy lost again, 0 to 2, and kind of finding."""
    if words.read_mark(text) is False:
        return 0, ""
    plain = words.plain(text)
    value = words.RELAPSES.get(re.sub(r"[^a-z0-9]+", " ", plain).strip())
    return (value, "") if value is not None else (None, "relapse_unreadable")


#: the last grades of the continuing stream, which end a level: BTVH 12
_LAST_GRADES = {"5": 2, "9": 3, "12": 4}


def _of_letters(plain: str) -> str:
    """The words of a level or degree without "đã tốt nghiệp"; single letters are an abbreviation: T.H.C.S."""
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    if re.fullmatch(r"[a-z](?: [a-z])+", plain):
        plain = plain.replace(" ", "")
    return re.sub(r"^(da )?(co )?(bang )?(tot nghiep|tn)? ?", "", plain)


def _without_year(text: object) -> str:
    """A text in plain letters without the year or school year behind it."""
    plain = words.plain(text)
    year = r"(?:nam )?(?:19|20)\d\d"
    return re.sub(rf"[\s,;(-]*\b{year}(?:\s*-\s*{year})?\)?$", "", plain).strip(" ,;(-")


def _read_sex(text: object) -> tuple[str | None, str]:
    plain = words.plain(text)
    if plain in {"", "nam", "trai", "con trai", "m", "male"}:
        return "nam", ""
    if plain in {"nu", "gai", "con gai", "female"}:
        return "nữ", ""
    marked = words.read_mark(text)
    # F is FALSE or female, N is no or nữ: a column tells which (boxes.sex_boxes), a cell does not.
    if marked is None or plain in {"f", "n"}:
        return None, "sex_unreadable"
    return ("nữ" if marked else "nam"), ""


def read_minority(text: object) -> tuple[bool | None, str]:
    """Of one text: whether it names another people than Kinh, and kind of finding; for every door.

    >>> read_minority("K"), read_minority("người Khơ-me"), read_minority("?")
    ((False, ''), (True, ''), (None, 'ethnicity_unreadable'))
    """
    plain = re.sub(r"['’.\-]+", " ", words.plain(text)).strip()
    if plain in words.KINH:
        return False, ""
    plain = re.sub(r"^(dan toc|dt|nguoi) (?!nuoc)", "", plain)
    if plain in words.KINH:
        return False, ""
    name = re.sub(r" ?\(.*\)$", "", plain)  # "Hoa (Hán)"
    return (True, "") if name in words.MINORITIES else (None, "ethnicity_unreadable")


#: What may follow a grade: of the system of ten years, or of the continuing stream.
_OLD_SYSTEM = re.compile(r"\s*(?:\(?he (?:10|12|cu)(?: nam)?\)?|cu|bt(?:vh)?|bo tuc)$")


def _read_grade(text: object) -> tuple[int | None, str]:
    if words.read_mark(text) is False:
        return 0, ""
    plain = words.plain(text).strip("*! ")
    plain = re.sub(r"^(da )?(hoc )?(het |xong )?(lop |(bt(vh)?|[lk]) ?(?=\d))?", "", plain)
    plain = _OLD_SYSTEM.sub("", plain)
    match = re.fullmatch(r"(\d{1,2})\s*(?:/\s*(10|12)|[a-z]\d{0,2})?", plain)
    if match and 1 <= int(match[1]) <= int(match[2] or 12):
        return int(match[1]), ""
    value = words.ROMAN.get(plain) if plain != "x" else None  # x is a tick here
    return (value, "") if value else (None, "grade_unreadable")


def read_literacy_grade(text: object) -> tuple[int | None, str]:
    plain = words.plain(text)
    stage = re.fullmatch(r"(?:giai doan|gd|muc)\s*(?:do\s*)?([12])", plain)
    if stage:
        return {"1": 3, "2": 5}[stage[1]], ""
    # The programme of 2021 (TT 33/2021) counts terms: stage 1 is kỳ 1 to 3, stage 2 is kỳ 4 and 5.
    grade = re.fullmatch(r"(?:lop|xmc|lop xmc|ky)?\s*([1-5])(?: xmc)?", plain)
    if grade:
        return int(grade[1]), ""
    return (0, "") if words.read_mark(text) is False else (None, "grade_unreadable")


def _read_school_year(text: object) -> tuple[int | None, str]:
    plain = fold(text)
    if words.read_mark(text) is False:
        return None, ""
    years = [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", plain)]
    if len(years) == 1 and re.fullmatch(r"(nam )?\d{4}", plain):
        return years[0], ""
    if len(years) != 2:
        return None, "school_year_unreadable"
    return (years[1], "") if years[1] == years[0] + 1 else (None, "school_years_not_consecutive")
