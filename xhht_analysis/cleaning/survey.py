"""From a mapped survey to the same clean table of people as the register's."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

import pandas as pd

from xhht_analysis.cleaning import values, vocabulary
from xhht_analysis.cleaning.birth import parse_birth
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.people import CleanPeople
from xhht_analysis.cleaning.residence import clean_presence
from xhht_analysis.cleaning.schema import COLUMNS, blank_people, validate
from xhht_analysis.cleaning.schooling import derive_schooling
from xhht_analysis.errors import InputError
from xhht_analysis.findings import Finding
from xhht_analysis.periods import Period
from xhht_analysis.sources.survey import FIELDS, ColumnMap, SurveyMap
from xhht_analysis.vietnamese import fold, parse_count

Filler = Callable[[pd.DataFrame, "Answers", int], None]

#: Either of these answers what schooling a person finished.
_SCHOOLING = ("level_finished", "grade_finished")
#: Traces that can only add to, or take from, what the two above say of a person's schooling.
_FURTHER_TRACES = {
    "class_now": "grade_now", "vocational_degree": "qualified", "grade_left": "grade_left",
    "literacy_class_now": "literacy_class_now", "literacy_stage_finished": "literacy_stage_finished",
    "relapsed_level": "relapsed_level",
}  # fmt: skip


def clean_survey(table: pd.DataFrame, mapping: SurveyMap, *, period: Period) -> CleanPeople:
    """Clean a survey table (text cells, one row a person) by its mapping.

    What the survey does not ask stays unknown, with one exception: where it asks a grade or level finished,
    further traces of schooling (:data:`_FURTHER_TRACES`) are read as nothing noted. Disability not asked
    leaves nobody out of a population. Both are told in the report.
    """
    year = mapping.survey_year or period.year
    notes: list[Finding] = []
    people = blank_people(table.index)
    people["source"] = mapping.file
    people["row"] = pd.Series(range(2, len(table) + 2), index=table.index)
    people["khom"] = UNKNOWN_KHOM
    texts: dict[str, pd.Series] = {}
    for name in sorted(mapping.columns, key=list(_FILLERS).index):
        column = mapping.columns[name]
        cells = table[list(column.columns)].agg(" ".join, axis=1) if len(column.columns) > 1 else None
        cells = table[column.columns[0]] if cells is None else cells
        _FILLERS[name](people, Answers(name, cells.astype("str"), column, mapping.file, notes), year)
        texts[name] = cells
    _settle_schooling(people, set(mapping.columns))
    away = _presence(people.index, texts, mapping)
    notes += [Finding(kind, mapping.file, count=n) for kind, n in Counter(away[away != ""]).items()]
    return CleanPeople(
        people=validate(people[(away == "").to_numpy()].reset_index(drop=True)),
        findings=notes,
        rows_read=len(table),
        aside=Counter(away[away != ""]),
        survey_years=(year,),
        missing=tuple(name for name in FIELDS if name not in mapping.columns and not _implied(name, mapping)),
    )


def _settle_schooling(people: pd.DataFrame, asked: set[str]) -> None:
    """Fill what the answers imply, and derive the columns of ``schooling.py``."""
    if "disabled" not in asked:
        people["disabled"] = people["disabled"].fillna(False)
    people["qualified"] = people["qualified"] | (people["degree"] >= 1) | people["university"]
    if "vocational_degree" in asked and "university" not in asked:
        people["university"] = people["degree"] >= 4
    if "grade_finished" in asked and "level_finished" not in asked:
        finished = people["grade_finished"]
        level = sum((finished >= grade).astype("Int8") for grade in (5, 9, 12))
        # Whether a small child finished preschool, grades do not tell.
        people["level_finished"] = (level + 1).where(level > 0, 0).mask((people["age"] < 7) & (level == 0))
    if "school" in asked and "class_now" not in asked:
        people["grade_now"] = people["grade_now"].mask(~people["attending"], values.NOT_AT_SCHOOL)
    not_asked = set()
    if asked & set(_SCHOOLING):
        not_asked = {ours for theirs, ours in _FURTHER_TRACES.items() if theirs not in asked}
        not_asked |= {name for name in _SCHOOLING if name not in asked}
    derived = derive_schooling(people, not_asked=not_asked)
    for name in derived:
        people[name] = derived[name]


def _presence(index: pd.Index, texts: dict[str, pd.Series], mapping: SurveyMap) -> pd.Series:
    """Reasons to set rows aside, from residence and circumstance (after the mapping's own values)."""
    blank = pd.Series("", index=index, dtype="str")

    def said(name: str) -> pd.Series:
        cells = texts.get(name, blank)
        meanings = mapping.columns[name].values if name in mapping.columns else None
        return cells if meanings is None else cells.map(lambda v: str(meanings.get(v, "")))

    return clean_presence(said("circumstance"), said("residence"), blank, blank).values


def _implied(name: str, mapping: SurveyMap) -> bool:
    """Age, birth year and birth date stand for each other."""
    birth = {"age", "birth_date", "birth_year"}
    return name in birth and bool(birth & set(mapping.columns))


class Answers:
    """The cells of one field while they become values; what cannot be read becomes a finding."""

    def __init__(
        self, name: str, cells: pd.Series, mapped: ColumnMap, file: str, notes: list[Finding]
    ) -> None:
        self.cells = cells
        self._name, self._mapped, self._file, self._notes = name, mapped, file, notes

    def read(
        self, parse: Callable[[str], object], dtype: str, *, problem: str = "value_unmapped"
    ) -> pd.Series:
        """Values by the mapping's table, else by ``parse``, which raises ValueError for nonsense."""
        meanings: dict[str, object] = {}
        for text, count in self.cells.value_counts().items():
            meanings[text] = self._meaning(text, parse, count, problem)
        return self.cells.map(meanings.get).astype(object).where(lambda s: s.notna(), None).astype(dtype)

    def _meaning(self, text: str, parse: Callable, count: int, problem: str) -> object:
        if text in self._mapped.missing:
            return None
        if self._mapped.values is not None:
            if text in self._mapped.values:
                return self._mapped_meaning(str(self._mapped.values[text]), parse)
        else:
            try:
                return parse(text)
            except ValueError:
                pass
        if text:
            detail = f"«{FIELDS[self._name]}» ({', '.join(self._mapped.columns)})"
            self._notes.append(Finding(problem, self._file, found=text, detail=detail, count=count))
        return None


    def _mapped_meaning(self, ours: str, parse: Callable) -> object:
        try:
            return parse(ours)
        except ValueError:
            raise InputError(
                f"Tệp mapping.toml: «{ours}» không phải giá trị dùng được cho «{self._name}». "
                "Xem docs/mapping.md.",
                en=f"mapping.toml: “{ours}” is no value of “{self._name}”. See docs/mapping.md.",
            ) from None


def _choice(*pairs: tuple[str, object]) -> Callable[[str], object]:
    meanings = dict(pairs)

    def parse(text: str) -> object:
        if fold(text) not in meanings:
            raise ValueError(text)
        return meanings[fold(text)]

    return parse


def _by(clean: Callable[[pd.Series], values.Cleaned]) -> Callable[[str], object]:
    """A register's cleaning function, for one text."""

    def parse(text: str) -> object:
        cleaned = clean(pd.Series([text], dtype=object))
        if cleaned.problems.iat[0]:
            raise ValueError(text)
        return cleaned.values.iat[0]

    return parse


def _number(low: int, high: int) -> Callable[[str], object]:
    def parse(text: str) -> int:
        number = parse_count(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return parse


def _set_age(people: pd.DataFrame, answers: Answers, year: int) -> None:
    people["age"] = answers.read(_number(0, 130), "Int16", problem="age_unreadable")
    people["age_at_least"] = people["age"]
    people["birth_year"] = people["birth_year"].fillna(year - people["age"]).astype("Int16")


def _set_birth_year(people: pd.DataFrame, answers: Answers, year: int) -> None:
    people["birth_year"] = answers.read(_number(year - 120, year), "Int16", problem="birth_year_impossible")
    people["age"] = people["age_at_least"] = (year - people["birth_year"]).astype("Int16")


def _set_birth_date(people: pd.DataFrame, answers: Answers, year: int) -> None:
    def parse(text: str) -> dt.date:
        birth = parse_birth(text, "", "", latest=year)
        if birth.date is None:
            raise ValueError(text)
        return birth.date

    people["birth_date"] = answers.read(parse, "datetime64[s]", problem="birth_invalid")
    people["birth_year"] = people["birth_date"].dt.year.astype("Int16")
    people["age"] = people["age_at_least"] = (year - people["birth_year"]).astype("Int16")


def _set_class(people: pd.DataFrame, answers: Answers, year: int) -> None:
    nothing = pd.Series([""], dtype=object)
    grade = _by(lambda cells: values.clean_grade_now(nothing, cells, nothing))
    people["grade_now"] = answers.read(
        lambda text: -1 if text == "-1" else grade(text), "Int8", problem="class_unreadable"
    )
    people["attending"] = people["grade_now"] >= values.PRESCHOOL


def _set_school(people: pd.DataFrame, answers: Answers, year: int) -> None:
    """A school, or a plain yes, tells that a person learns; a class tells where and comes later."""
    people["attending"] = answers.read(lambda text: fold(text) not in vocabulary.NOT_AT_SCHOOL, "boolean")


def _set_minority(people: pd.DataFrame, answers: Answers, year: int) -> None:
    people["minority"] = answers.read(_by(values.clean_minority), "boolean")


def _read_degree(text: str) -> object:
    return int(text) if text in {"0", "1", "2", "3", "4", "5", "6"} else _DEGREE(text)


def _fill(target: str, parse: Callable[[str], object]) -> Filler:
    def fill(people: pd.DataFrame, answers: Answers, year: int) -> None:
        people[target] = answers.read(parse, COLUMNS[target])

    return fill


def _ignore(people: pd.DataFrame, answers: Answers, year: int) -> None:
    """Read elsewhere: who counts is decided from all boxes of residence together."""


_YES_NO = _choice(
    *((word, True) for word in ("1", "true", "x", "co", "yes")),
    *((word, False) for word in ("0", "false", "", "khong", "no")),
)
_SEX = _choice(("nam", "nam"), ("nu", "nữ"))
_DEGREE = _by(values.clean_degree)

#: field → how its answers fill the clean table, in this order
_FILLERS: dict[str, Filler] = {
    "birth_year": _set_birth_year,
    "birth_date": _set_birth_date,
    "age": _set_age,
    "khom": _fill("khom", lambda text: text or UNKNOWN_KHOM),
    "household": _fill("household", lambda text: text or None),
    "sex": _fill("sex", _SEX),
    "ethnicity": _set_minority,
    "residence": _ignore,
    "circumstance": _ignore,
    "school": _set_school,
    "class_now": _set_class,
    "grade_finished": _fill("grade_finished", _number(0, 12)),
    "level_finished": _fill("level_finished", _by(values.clean_level)),
    "vocational_degree": _fill("degree", _read_degree),
    "university": _fill("university", _YES_NO),
    "grade_left": _fill("grade_left", _number(0, 12)),
    "literacy_class_now": _fill("literacy_class_now", _by(values.clean_literacy_grade)),
    "literacy_stage_finished": _fill("literacy_stage_finished", _by(values.clean_literacy_grade)),
    "relapsed_level": _fill("relapsed_level", _by(values.clean_relapse)),
    "literate_level": _fill("literate_level", _number(0, 2)),
    "disabled": _fill("disabled", _YES_NO),
    "able_to_learn": _fill("able_to_learn", _YES_NO),
    "rural_worker": _fill("rural_worker", _YES_NO),
    "farmer": _fill("farmer", _YES_NO),
    "in_learning": _fill("in_learning", _YES_NO),
}
