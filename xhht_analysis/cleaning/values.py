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

from xhht_analysis.cleaning import vocabulary as words
from xhht_analysis.vietnamese import fold, tidy_number

#: ``grade_now`` of a person who is not at school, of a child in preschool, and of any pupil after grade 12.
NOT_AT_SCHOOL, PRESCHOOL, AFTER_SCHOOL = -1, 0, 13


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
    if value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    return tidy_number(value)


def clean_each(read: Callable, *cells: pd.Series, dtype: str) -> Cleaned:
    """Apply ``read(*texts) -> (value, problem)`` to rows, once for each different row of cells."""
    keys = list(zip(*(map(_key, column.tolist()) for column in cells), strict=True))
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    results = [(None, "") if None in key else read(*key) for key in places]
    rows = np.fromiter(map(places.__getitem__, keys), dtype=np.intp, count=len(keys))

    def spread(part: list, dtype: str) -> pd.Series:
        different = pd.Series(part, dtype=object).astype(dtype)
        return different.take(rows).set_axis(cells[0].index)

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
    return value if isinstance(value, dt.date) and value is not pd.NaT else cell_text(value)


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


def clean_degree(cells: pd.Series) -> Cleaned:
    """Degree: 0 none, 1 sơ cấp, 2 trung cấp, 3 cao đẳng, 4 đại học, 5 thạc sĩ, 6 tiến sĩ."""
    return clean_each(read_degree, cells, dtype="Int8")


def clean_relapse(cells: pd.Series) -> Cleaned:
    """Level of literacy lost again: 1 or 2, 0 for blank."""
    return clean_each(read_relapse, cells, dtype="Int8")


def clean_mark(cells: pd.Series) -> Cleaned:
    """A box to tick: any mark is a yes, a blank a no."""
    return clean_each(_read_mark, cells, dtype="boolean")


def clean_school_year(cells: pd.Series) -> Cleaned:
    """A school year "2023-2024", or one year, as the calendar year in which it ends.

    >>> clean_school_year(pd.Series(["2023-2024", "2023", "2022-2024"])).values.tolist()
    [2024, 2023, <NA>]
    """
    return clean_each(_read_school_year, cells, dtype="Int16")


def clean_grade_now(grade: pd.Series, class_now: pd.Series, school: pd.Series) -> Cleaned:
    """Where a person learns now: −1 nowhere, 0 preschool, 1–12, 13 after school, NA not known.

    The columns khối, lớp and trường are read together; without a column lớp a blank khối says nothing.

    >>> one = pd.Series(["", "6", ""]), pd.Series(["3B*!", "7A", ""]), pd.Series(["", "", ""])
    >>> clean_grade_now(*one).values.tolist(), clean_grade_now(*one).problems.tolist()
    ([3, 6, -1], ['', 'grade_conflict', ''])
    """
    # A blank grade says nothing where the sheet has no column for the class, which is the one that is filled.
    absent = class_now.map(lambda v: v is None) & grade.map(lambda v: v is None or fold(v) == "")
    filled = (cells.where(cells.notna(), "") for cells in (grade, class_now, school))
    cleaned = clean_each(read_grade_now, *filled, dtype="Int8")
    return Cleaned(cleaned.values.mask(absent), cleaned.problems.mask(absent, ""))


def parse_class(text: object) -> int | None:
    """The grade that a class name tells, None when it tells none; ``*`` and ``!`` are flags.

    >>> [parse_class(t) for t in ("3B*!", "NT*, 2, 4", "Lá 1", "BTVH 10", "9/3", "ĐH", "x", "5t")]
    [3, 0, 0, 10, 9, 13, None, None]
    """
    plain = re.sub(r"[*!]+", " ", fold(text)).strip(" .,;:-")
    plain = words.BEFORE_CLASS.sub("", plain)
    if words.MANY_THINGS.fullmatch(plain):
        return None
    if words.PRESCHOOL.match(plain):
        return PRESCHOOL
    plain = words.SCHOOL_BEFORE_GRADE.sub("", words.COMPLEMENTARY.sub("", plain))
    number = re.match(r"(\d{1,2})(?!\d)", plain)
    if number and 1 <= int(number[1]) <= 12:
        return int(number[1])
    return AFTER_SCHOOL if words.AFTER_SCHOOL.match(plain) else None


def _reader(meanings: dict[str, int], problem: str) -> Callable[[object], tuple]:
    def read(text: object) -> tuple:
        if fold(text) in words.NOTHING:
            return 0, ""
        plain = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
        plain = re.sub(r"^(da )?(tot nghiep|tn) ", "", plain)
        value = meanings.get(words.COMPLEMENTARY.sub("", plain).strip())
        return (value, "") if value is not None else (None, problem)

    return read


#: Readers of one box that hold few words: value and kind of finding.
read_level = _reader(words.LEVELS, "level_unreadable")
read_degree = _reader(words.DEGREES, "degree_unreadable")
read_relapse = _reader(words.RELAPSES, "relapse_unreadable")


def _read_sex(text: object) -> tuple:
    plain = fold(text)
    if plain in {"", "nam", "trai", "0"}:
        return "nam", ""
    if plain in words.MARKS | {"nu", "gai"}:
        return "nữ", ""
    return None, "sex_unreadable"


def read_minority(text: object) -> tuple:
    plain = re.sub(r"['’.\-]+", " ", fold(text)).strip()
    if plain in {"", "kinh", "viet", "kinh (viet)"}:
        return False, ""
    return (True, "") if plain in words.MINORITIES else (None, "ethnicity_unreadable")


#: Roman numbers of more than one letter: a single v or x is a tick.
_GRADES = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
#: What may follow a grade: of the system of ten years, or of the continuing stream.
_OLD_SYSTEM = re.compile(r"\s*(?:\(?he (?:10|12|cu)(?: nam)?\)?|cu|bt(?:vh)?|bo tuc)$")
_ROMAN = re.compile(r"\b(?:viii|vii|vi|iv|iii|ii|ix|xii|xi)\b")


def _read_grade(text: object) -> tuple:
    plain = fold(text).strip(" .,*!")
    if plain in words.NOTHING:
        return 0, ""
    plain = _OLD_SYSTEM.sub("", plain)
    plain = _ROMAN.sub(lambda roman: str(_GRADES[roman[0]]), plain)
    match = re.fullmatch(r"(?:lop|het lop|xong lop)?\s*(\d{1,2})\s*(?:/\s*(1[02])|[a-z]\d{0,2})?", plain)
    if match and 1 <= int(match[1]) <= int(match[2] or 12):
        return int(match[1]), ""
    return None, "grade_unreadable"


def read_literacy_grade(text: object) -> tuple:
    plain = re.sub(r"[.\s]+", " ", fold(text)).strip()
    stage = re.fullmatch(r"(?:giai doan|gd|muc)\s*(?:do\s*)?([12])", plain)
    if stage:
        return {"1": 3, "2": 5}[stage[1]], ""
    # The programme of 2021 (TT 33/2021) counts terms: stage 1 is kỳ 1 to 3, stage 2 is kỳ 4 and 5.
    grade = re.fullmatch(r"(?:lop|xmc|lop xmc|ky)?\s*([1-5])(?: xmc)?", plain)
    if grade:
        return int(grade[1]), ""
    return (0, "") if plain in words.NOTHING else (None, "grade_unreadable")


def _read_mark(text: object) -> tuple:
    plain = fold(text)
    if plain in words.NOTHING:
        return False, ""
    return True, "" if plain in words.MARKS else "mark_unreadable"


def _read_school_year(text: object) -> tuple:
    plain = fold(text)
    if plain in words.NOTHING:
        return None, ""
    years = [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", plain)]
    if len(years) == 1 and re.fullmatch(r"(nam )?\d{4}", plain):
        return years[0], ""
    if len(years) != 2:
        return None, "school_year_unreadable"
    return (years[1], "") if years[1] == years[0] + 1 else (None, "school_years_not_consecutive")


def read_grade_now(grade: object, class_now: object, school: object) -> tuple:
    written = [text for text in (grade, class_now) if text != "" and fold(text) not in words.NOT_AT_SCHOOL]
    if not written:
        if class_now == "" and grade == "" and fold(school) not in words.NOT_AT_SCHOOL:
            return None, "school_without_class"
        return NOT_AT_SCHOOL, ""
    read = [None if isinstance(text, dt.date) else parse_class(text) for text in written]
    known = [number for number in read if number is not None]
    if not known:
        return None, "class_unreadable"
    if len(known) < len(read):
        only_a_letter = read[0] is not None and re.fullmatch(r"[a-z]\d{0,2}\s*[*!]*", fold(class_now))
        return known[0], "" if only_a_letter else "class_half_readable"
    return known[0], "" if len(set(known)) == 1 else "grade_conflict"
