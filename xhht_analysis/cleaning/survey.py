"""From a mapped survey to the same clean table of people as the register's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.base.readings import Reading
from xhht_analysis.cleaning import classes, values
from xhht_analysis.cleaning.answers import Answers, by, choice, number
from xhht_analysis.cleaning.birth import Birth, parse_birth, plain_days
from xhht_analysis.cleaning.checks import RULES, YEARS, odd_rows
from xhht_analysis.cleaning.distinct import alike, distinct
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM, clean_khom
from xhht_analysis.cleaning.people import CleanPeople
from xhht_analysis.cleaning.residence import UNCLEAR, clean_presence
from xhht_analysis.cleaning.schema import COLUMNS, blank_people, validate
from xhht_analysis.cleaning.schooling import derive_schooling
from xhht_analysis.cleaning.several_columns import cells_of
from xhht_analysis.sources.mapping import SurveyMap
from xhht_analysis.sources.mapping_file import FIELDS
from xhht_analysis.sources.survey import RawSurvey
from xhht_analysis.sources.survey_table import NOT_KNOWN

Filler = Callable[[pd.DataFrame, Answers, int], None]

#: Columns of a register that a survey calls otherwise.
_FIELD_OF = {"level": "level_finished", "degree": "vocational_degree"}
#: Either of these answers what schooling a person finished.
_SCHOOLING = ("level_finished", "grade_finished")
#: Traces that can only add to, or take from, what the two above say of a person's schooling.
_FURTHER_TRACES = {
    "class_now": "grade_now", "vocational_degree": "qualified", "grade_left": "grade_left",
    "literacy_class_now": "literacy_class_now", "literacy_stage_finished": "literacy_stage_finished",
    "relapsed_level": "relapsed_level",
}  # fmt: skip


def clean_survey(
    raw: RawSurvey,
    mapping: SurveyMap,
    *,
    period: Period,
    khom: Sequence[str] = (),
    alias: Mapping[str, str] | None = None,
) -> CleanPeople:
    """Clean the rows of a survey by its mapping.

    ``khom``, ``alias``: as the area lists them and what else they are called; another name is no khóm.

    What the survey does not ask stays unknown, with one exception: where it asks a grade or level finished,
    further traces of schooling (:data:`_FURTHER_TRACES`) are read as nothing noted. Disability not asked
    leaves nobody out of a population. Both are told in the report.
    """
    year = mapping.survey_year or period.year
    table, notes, readings = raw.cells, list(raw.findings), []
    people = blank_people(table.index)
    people["source"] = pd.array([mapping.file], dtype="str").take(np.zeros(len(table), dtype="int64"))
    people["row"] = np.asarray(raw.lines, dtype="int64")
    people["khom"] = pd.array([UNKNOWN_KHOM], dtype="str").take(np.zeros(len(table), dtype="int64"))
    asked: dict[str, Answers] = {}
    for name in sorted(mapping.columns, key=list(_FILLERS).index):
        column, told = mapping.columns[name], len(notes)
        cells = cells_of(name, column, table)
        asked[name] = Answers(name, cells, column, raw, mapping.file, notes)
        if name == "khom" and khom:
            asked[name].listed = partial(clean_khom, known=khom, alias=alias)
        _FILLERS[name](people, asked[name], year)
        readings.append(_reading(name, cells, raw, mapping, unread=notes[told:]))
    _settle_schooling(people, set(mapping.columns), year)
    presence = _presence(people.index, asked)
    away, unclear = presence.values, presence.problems
    people["presence_unknown"] = unclear.isin(UNCLEAR).astype("boolean")
    kept = people[(away == "").to_numpy()]
    notes += _odd(kept, raw, mapping, year)
    notes += [Finding(kind, mapping.file, count=n) for kind, n in Counter(unclear[unclear != ""]).items()]
    notes += [Finding(kind, mapping.file, count=n) for kind, n in Counter(away[away != ""]).items()]
    return CleanPeople(
        people=validate(kept.reset_index(drop=True)),
        findings=notes,
        rows_read=len(table),
        aside=Counter(away[away != ""]),
        survey_years=(year,),
        readings=readings,
        missing=tuple(name for name in FIELDS if name not in mapping.columns and not _implied(name, mapping)),
    )


def _reading(
    name: str, cells: pd.Series, raw: RawSurvey, mapping: SurveyMap, *, unread: list[Finding]
) -> Reading:
    columns = mapping.columns[name].columns
    return Reading(
        mapping.file,
        raw.sheet,
        ", ".join(raw.letters[column] for column in columns if column in raw.letters),
        ", ".join(columns),
        FIELDS[name],
        exact=True,
        filled=int((~cells.isin(["", NOT_KNOWN])).sum()),
        unread=sum(finding.count for finding in unread),
    )


def _odd(people: pd.DataFrame, raw: RawSurvey, mapping: SurveyMap, year: int) -> list[Finding]:
    """What the boxes of a person say against each other: each kind once, at its first cell."""
    firsts, places = alike(people)
    some, times = people.take(firsts), np.bincount(places, minlength=len(firsts))
    unknown = pd.array([pd.NA], dtype="Int16").take(np.zeros(len(some), dtype="int64"))
    boxes = pd.DataFrame({name: unknown for name in YEARS}, index=some.index)
    boxes = boxes.assign(survey_year=year, continuing=False, note="")
    findings = []
    for rule in RULES:
        field = _FIELD_OF.get(rule.column, rule.column)
        if field not in mapping.columns:
            continue
        odd = odd_rows(rule, some, boxes).to_numpy()
        if not odd.any():
            continue
        letters = raw.letters.get(mapping.columns[field].columns[0], "")
        where = (mapping.file, raw.sheet, f"{letters}{some['row'].to_numpy()[odd].min()}")
        count = int(times[odd].sum())
        findings.append(Finding(rule.kind, *where, detail=f"“{FIELDS[field]}”", count=count))
    return findings


def _settle_schooling(people: pd.DataFrame, asked: set[str], year: int) -> None:
    """Fill what the answers imply, and derive the columns of ``schooling.py``."""
    # A university degree alone does not say who has none of the others.
    people["qualified"] = (people["degree"] >= 1) | people["university"].fillna(False)
    if "vocational_degree" in asked and "university" not in asked:
        people["university"] = people["degree"] >= 4
    if "grade_finished" in asked and "level_finished" not in asked:
        finished = people["grade_finished"]
        level = pd.Series(0, index=people.index, dtype="Int8")
        for grade in (5, 9, 12):
            level = level + (finished >= grade).astype("Int8")
        # Whether a small child finished preschool, grades do not tell.
        level = (level + 1).mask((level == 0).fillna(False), 0)
        people["level_finished"] = level.mask(((people["age"] < 7) & (level == 0)).fillna(False))
    if "school" in asked and "class_now" not in asked:
        away = (~people["attending"]).fillna(False)
        people["grade_now"] = people["grade_now"].mask(away, classes.NOT_AT_SCHOOL)
    not_asked = set()
    if asked & set(_SCHOOLING):
        not_asked = {ours for theirs, ours in _FURTHER_TRACES.items() if theirs not in asked}
        not_asked |= {name for name in _SCHOOLING if name not in asked}
    derived = derive_schooling(people, survey_years=year, none_is_told=True, not_asked=not_asked)
    if "grade_finished" in asked and "level_finished" not in asked:
        unread = people["grade_finished"].isna() & ~derived["finished_primary"]
        derived["finished_primary"] = derived["finished_primary"].mask(unread.fillna(False))
    for name in derived:
        people[name] = derived[name]


def _presence(index: pd.Index, asked: dict[str, Answers]) -> values.Cleaned:
    """Reasons to set rows aside, from residence and circumstance (after the mapping's own values)."""
    nothing = [""], np.zeros(len(index), dtype="int8")
    boxes = [asked[name].words() if name in asked else nothing for name in ("circumstance", "residence")]
    firsts, places = distinct((codes.astype("int64"), len(words)) for words, codes in boxes)
    circumstance, residence = (
        pd.Series([words[code] for code in codes[firsts]], dtype="str") for words, codes in boxes
    )
    blank = pd.Series("", index=circumstance.index, dtype="str")
    read = clean_presence(circumstance, blank, residence, blank)
    return values.Cleaned(*(part.take(places).set_axis(index) for part in read))


def _implied(name: str, mapping: SurveyMap) -> bool:
    """Age, birth year and birth date stand for each other."""
    birth = {"age", "birth_date", "birth_year"}
    return name in birth and bool(birth & set(mapping.columns))


def _set_age(people: pd.DataFrame, answers: Answers, year: int) -> None:
    age = answers.read(number(0, 130, open_ended=True), "Int16", problem="age_unreadable")
    people["age"] = age.fillna(people["age"])
    people["age_at_least"] = people["age"]
    people["birth_year"] = people["birth_year"].fillna(year - people["age"]).astype("Int16")


def _set_birth_year(people: pd.DataFrame, answers: Answers, year: int) -> None:
    people["birth_year"] = answers.read(number(year - 120, year), "Int16", problem="birth_year_impossible")
    people["age"] = people["age_at_least"] = (year - people["birth_year"]).astype("Int16")


def _set_birth_date(people: pd.DataFrame, answers: Answers, year: int) -> None:
    def parse(text: str) -> Birth:
        birth = parse_birth(text, "", "", latest=year)
        if birth.year is None:
            raise ValueError(text)
        return birth

    days = plain_days(answers.different, latest=year)
    if answers.mapped:  # the survey's own codes come first
        days[:] = np.datetime64("NaT")
    births = answers.meanings(parse, problem="birth_invalid", known=~np.isnat(days))
    years = pd.array(days.astype("datetime64[Y]").astype("int64") + 1970, dtype="Int64")
    for place in np.flatnonzero(np.isnat(days)).tolist():
        birth = births[place] or Birth()
        years[place] = birth.year if birth.year is not None else pd.NA
        days[place] = np.datetime64(birth.date) if birth.date else np.datetime64("NaT")
    people["birth_date"] = answers.spread(days)
    people["birth_year"] = answers.spread(years.astype("Int16")).fillna(people["birth_year"])
    people["age"] = people["age_at_least"] = (year - people["birth_year"]).astype("Int16")


def _set_class(people: pd.DataFrame, answers: Answers, year: int) -> None:
    grade = by(lambda text: (-1, "") if text == "-1" else classes.read_grade_now("", text, ""))
    people["grade_now"] = answers.read(grade, "Int8", problem="class_unreadable")
    people["attending"] = people["grade_now"] >= classes.PRESCHOOL


def _set_school(people: pd.DataFrame, answers: Answers, year: int) -> None:
    """A school, or a plain yes, tells that a person learns; a class tells where and comes later."""
    people["attending"] = answers.read(lambda text: not classes.is_not_at_school(text), "boolean")


def _set_minority(people: pd.DataFrame, answers: Answers, year: int) -> None:
    people["minority"] = answers.read(by(values.read_minority), "boolean")
    people["ethnicity"] = answers.texts()


def _read_degree(text: str) -> object:
    return int(text) if text in {"0", "1", "2", "3", "4", "5", "6"} else _DEGREE(text)


def _fill(target: str, parse: Callable[[str], object]) -> Filler:
    def fill(people: pd.DataFrame, answers: Answers, year: int) -> None:
        people[target] = answers.read(parse, COLUMNS[target])

    return fill


def _tell_unmapped(people: pd.DataFrame, answers: Answers, year: int) -> None:
    """Nothing to fill: who counts is decided from all boxes of residence together."""
    answers.meanings(str, problem="value_unmapped")


def _set_khom(people: pd.DataFrame, answers: Answers, year: int) -> None:
    names = answers.meanings(lambda text: text or None, problem="value_unmapped")
    listed = answers.listed or partial(clean_khom, counts=answers.counts)
    read = listed(pd.Series(["" if name is None else name for name in names]))
    odd = read.problems.isin(["", "khom_spelling"]) & pd.Series(answers.different).isin(answers.look_alikes)
    read = values.Cleaned(read.values, read.problems.mask(odd, "khom_look_alike"))
    # a code that means "not known" is an answer, and one without a meaning is told already
    asked = [names[n] is not None or text == "" for n, text in enumerate(answers.different)]
    if answers.listed is None:
        asked = [is_asked and names[n] is not None for n, is_asked in enumerate(asked)]
    for problem in dict.fromkeys(kind for kind in read.problems if kind not in ("", "khom_spelling")):
        answers.tell(problem, [n for n, kind in enumerate(read.problems) if kind == problem and asked[n]])
    people["khom"] = answers.spread(read.values.array)


def _set_household(people: pd.DataFrame, answers: Answers, year: int) -> None:
    people["household"] = answers.texts()


_YES_NO = choice(
    *((word, True) for word in ("1", "true", "x", "co", "yes")),
    *((word, False) for word in ("0", "false", "", "khong", "no")),
)
_SEX = choice(("nam", "nam"), ("nu", "nữ"))
_DEGREE = by(values.read_degree)

#: field → how its answers fill the clean table, in this order
_FILLERS: dict[str, Filler] = {
    "birth_year": _set_birth_year,
    "birth_date": _set_birth_date,
    "age": _set_age,
    "khom": _set_khom,
    "household": _set_household,
    "sex": _fill("sex", _SEX),
    "ethnicity": _set_minority,
    "residence": _tell_unmapped,
    "circumstance": _tell_unmapped,
    "school": _set_school,
    "class_now": _set_class,
    "grade_finished": _fill("grade_finished", number(0, 12)),
    "level_finished": _fill("level_finished", by(values.read_level)),
    "vocational_degree": _fill("degree", _read_degree),
    "university": _fill("university", _YES_NO),
    "grade_left": _fill("grade_left", number(0, 12)),
    "literacy_class_now": _fill("literacy_class_now", by(values.read_literacy_grade)),
    "literacy_stage_finished": _fill("literacy_stage_finished", by(values.read_literacy_grade)),
    "relapsed_level": _fill("relapsed_level", by(values.read_relapse)),
    "literate_level": _fill("literate_level", number(0, 2)),
    "disabled": _fill("disabled", _YES_NO),
    "able_to_learn": _fill("able_to_learn", _YES_NO),
    "rural_worker": _fill("rural_worker", _YES_NO),
    "farmer": _fill("farmer", _YES_NO),
    "in_learning": _fill("in_learning", _YES_NO),
}
