"""Where a person learns now: the boxes khối, lớp and trường, read together."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from xhht_analysis.base.vietnamese import fold
from xhht_analysis.cleaning import vocabulary as words
from xhht_analysis.cleaning.values import Cleaned, clean_each, texts

#: ``grade_now`` of a person who is not at school, of a child in preschool, and of any pupil after grade 12.
NOT_AT_SCHOOL, PRESCHOOL, AFTER_SCHOOL = -1, 0, 13


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


def has_class(rows: pd.DataFrame) -> pd.Series:
    """Who has a class or grade of preschool or general school written (columns ``grade``, ``class_now``)."""
    learns = pd.Series(False, index=rows.index)
    for column in ("grade", "class_now"):
        written = texts(rows[column])
        of_school = {text: parse_class(text) not in (None, AFTER_SCHOOL) for text in written.unique()}
        learns |= written.map(of_school).astype(bool)
    return learns


def parse_class(text: object) -> int | None:
    """The grade that a class name tells, None when it tells none; ``*`` and ``!`` are flags.

    >>> [parse_class(t) for t in ("3B*!", "NT*, 2, 4", "5–6 tuổi", "BTVH 10", "9/3", "THN 10", "TDN*", "x")]
    [3, 0, 0, 10, 9, 10, 13, None]
    """
    written = re.sub(r"[*!]+", " ", words.plain(text)).strip(" ,:;-")
    if written in words.AFTER_SCHOOL_ALONE:
        return AFTER_SCHOOL
    plain = words.BEFORE_CLASS.sub("", written)
    if words.MANY_THINGS.fullmatch(plain):
        return None
    if words.PRESCHOOL.match(plain):
        return PRESCHOOL
    grade = words.SCHOOL_BEFORE_GRADE.sub("", words.COMPLEMENTARY.sub("", plain))
    number = re.match(r"(\d{1,2})(?!\d)", grade)
    if number and 1 <= int(number[1]) <= 12:
        return int(number[1])
    # One letter alone may be a class of its own: 7 and "I" or "V".
    if len(grade) > 1 and grade in words.ROMAN:
        return words.ROMAN[grade]
    after = words.AFTER_SCHOOL.match(plain) or words.AFTER_SCHOOL.match(written)
    return AFTER_SCHOOL if after or plain in words.AFTER_SCHOOL_ALONE else None


def is_at_school(text: object) -> bool:
    """Whether a text says that somebody goes to school without telling the grade.

    >>> is_at_school("HS"), is_at_school("5T"), is_at_school("lớp ghép 2+3"), is_at_school("A")
    (True, True, True, False)
    """
    plain = re.sub(r"[*!]+", " ", words.plain(text)).strip(" ,:;-")
    return plain in words.AT_SCHOOL or bool(words.MANY_THINGS.fullmatch(words.BEFORE_CLASS.sub("", plain)))


def is_not_at_school(text: object) -> bool:
    """Whether a text says that somebody does not go to school, or what the person does instead.

    >>> is_not_at_school("đi làm (Bình Dương)"), is_not_at_school("Nghỉ"), is_not_at_school("nghỉ hè")
    (True, True, False)
    """
    plain = words.plain(text)
    return (
        plain in words.NOT_AT_SCHOOL
        or bool(words.NOT_AT_SCHOOL_BEGINS.match(plain))
        or re.sub(r"[\W_]*\d[\d\W_]*$", "", plain) in words.NOT_AT_SCHOOL - words.NOTHING
    )


def read_grade_now(grade: object, class_now: object, school: object) -> tuple[int | None, str]:
    """Of the boxes khối, lớp and trường: ``grade_now`` and kind of finding."""
    boxes = (grade, class_now)
    written = [text for text in boxes if isinstance(text, dt.date) or not is_not_at_school(text)]
    if not written:
        if class_now == "" and grade == "" and not is_not_at_school(school):
            return None, "school_without_class"
        return NOT_AT_SCHOOL, ""
    if any(text not in written and words.plain(text) not in words.NOTHING for text in boxes):
        return None, "class_unreadable"  # one box names a class, the other says "nghỉ học"
    read = list(map(_grade_of, written))
    if not {10, 11, 12}.isdisjoint(read):  # "10" and "GDTX": the stream tells no grade of its own
        written = [text for text in written if not words.CONTINUING.fullmatch(words.plain(text))]
        read = list(map(_grade_of, written))
    known = [number for number in read if number is not None]
    without_grade = [not isinstance(text, dt.date) and is_at_school(text) for text in written]
    if not known:
        return None, "class_without_grade" if all(without_grade) else "class_unreadable"
    if len(known) < len(read) and not any(without_grade):
        only_a_letter = read[0] is not None and re.fullmatch(r"[a-z]\d{0,2}\s*[*!]*", words.plain(class_now))
        return known[0], "" if only_a_letter else "class_half_readable"
    return known[0], "" if len(set(known)) == 1 else "grade_conflict"


def _grade_of(text: object) -> int | None:
    return None if isinstance(text, dt.date) else parse_class(text)
