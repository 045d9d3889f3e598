"""From register rows to the clean table of people: every row is kept or set aside with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.vietnamese import fold
from xhht_analysis.cleaning import values
from xhht_analysis.cleaning.birth import clean_birth
from xhht_analysis.cleaning.birth_columns import read_columns
from xhht_analysis.cleaning.boxes import birth_boxes, name_boxes, sex_boxes
from xhht_analysis.cleaning.checks import RULES, YEARS, odd_rows
from xhht_analysis.cleaning.classes import PRESCHOOL, clean_grade_now, has_class
from xhht_analysis.cleaning.columns import column_readings, doubtful_columns
from xhht_analysis.cleaning.copies import find_copies, find_in_two_khom, find_replaced
from xhht_analysis.cleaning.dates_as_grades import undo_days
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.cleaning.marks import clean_any_mark, clean_mark
from xhht_analysis.cleaning.notes import Notes
from xhht_analysis.cleaning.residence import UNCLEAR, clean_presence
from xhht_analysis.cleaning.rows import find_lines_that_are_no_people, hidden_people
from xhht_analysis.cleaning.schema import AS_WRITTEN, blank_people, validate
from xhht_analysis.cleaning.schooling import derive_schooling
from xhht_analysis.cleaning.sections import clean_khom_and_sections
from xhht_analysis.cleaning.vocabulary import CONTINUING, WORDS
from xhht_analysis.sources.people import RawPeople
from xhht_analysis.sources.register import DISABILITY_FIELDS, field_words
from xhht_analysis.sources.school_codes import code_key

#: Box → what may be unclear in it about being here.
_PRESENCE = {
    "circumstance": "circumstance_unknown",
    "stay_state": "stay_unknown",
    "circumstance_detail": "stay_unclear",
}


@dataclass
class CleanPeople:
    """The clean table (private) and the accounting: ``rows_read == len(people) + sum(aside.values())``."""

    people: pd.DataFrame
    findings: list[Finding]
    rows_read: int
    aside: Counter[str] = field(default_factory=Counter)
    survey_years: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    readings: list[Reading] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.rows_read != len(self.people) + sum(self.aside.values()):
            raise RuntimeError(f"rows lost: {self.rows_read} read, {len(self.people)} kept, {self.aside}")


def clean_people(
    raw: RawPeople, *, period: Period, khom: tuple[str, ...] = (), alias: Mapping[str, str] | None = None
) -> CleanPeople:
    """Clean the register rows of a period. ``khom``: the area's list of khóm, empty when it has none;
    ``alias``: other names of them."""
    missing = tuple(dict.fromkeys(name for sheet in raw.sheets for name in sheet.missing))
    if raw.rows.empty:
        people = validate(blank_people(pd.RangeIndex(0)))
        return CleanPeople(people, list(raw.findings), 0, missing=missing)
    notes = Notes(raw)
    years = _survey_years(raw, period, notes)
    rows = raw.rows
    people, problems, boxes, reasons = _clean_values(rows, raw, years, period, khom, alias or {}, notes)
    lines, headed = reasons == "", reasons == "row_section"
    reasons = reasons.where(reasons != "", find_replaced(people, raw, candidates=reasons == ""))
    presence = clean_presence(
        *(rows[c] for c in ("circumstance", "stay_kind", "stay_state", "circumstance_detail"))
    )
    people["presence_unknown"] = presence.problems.isin(UNCLEAR).astype("boolean")
    reasons = reasons.where(reasons != "", presence.values)
    reasons = reasons.where(reasons != "", find_copies(people, raw, candidates=reasons == ""))
    for column, kind in _PRESENCE.items():
        problems.append((column, _where(presence.problems == kind, kind)))

    kept = reasons == ""
    for column, kinds in problems:
        counted = kept | headed if column == "khom" else kept
        notes.add(column, kinds[counted[kinds.index].to_numpy()])
    for rule in RULES:
        odd = odd_rows(rule, people, boxes) & kept
        if odd.any():
            notes.add(rule.column, _where(odd, rule.kind))
    elsewhere = find_in_two_khom(people, raw, candidates=kept)
    notes.add("khom", _where(elsewhere != "", "person_in_two_khom"), elsewhere)
    notes.add("full_name", reasons)
    readings = column_readings(raw, problems, lines)
    return CleanPeople(
        people=validate(people[kept].reset_index(drop=True)),
        findings=[
            *_of_reading(raw, people[kept]),
            *hidden_people(raw, kept),
            *doubtful_columns(raw, people, kept, readings),
            *notes.findings(),
        ],
        rows_read=len(rows),
        aside=Counter(reasons[~kept]),
        survey_years=tuple(sorted(set(years))),
        missing=missing,
        readings=readings,
    )


def _of_reading(raw: RawPeople, people: pd.DataFrame) -> list[Finding]:
    """What reading found; no column of khóm only where nothing else tells the khóm of everybody."""
    unknown = set(people.loc[people["khom"] == UNKNOWN_KHOM, "source"])
    no_column = ("column_missing", f"“{field_words()['khom']}”")
    told = [f for f in raw.findings if (f.kind, f.detail) == no_column]
    needless = [f for f in told if f"{f.file} › {f.sheet}" not in unknown]
    return [f for f in raw.findings if f not in needless]


def _clean_values(
    rows: pd.DataFrame,
    raw: RawPeople,
    years: pd.Series,
    period: Period,
    khom: tuple[str, ...],
    alias: Mapping[str, str],
    notes: Notes,
) -> tuple[pd.DataFrame, list[tuple[str, pd.Series]], pd.DataFrame, pd.Series]:
    """People, the problems of each column, years that only the checks need, and which lines are no people.

    Of problems only the lines that have one are kept: in a large register nearly all have none.
    """
    people = blank_people(rows.index)
    problems: list[tuple[str, pd.Series]] = []

    def note(column: str, kinds: pd.Series) -> None:
        given = kinds[(kinds != "").to_numpy()]
        if len(given):
            problems.append((column, given))

    def take(target: str, cleaned: values.Cleaned, column: str) -> None:
        people[target] = cleaned.values
        note(column, cleaned.problems)

    names = [f"{s.sheet.file} › {s.sheet.name}" for s in raw.sheets]
    people["source"] = rows["sheet"].map(dict(enumerate(names))).astype("str")
    people["row"] = rows["row"]
    people["name"] = name_boxes(rows)
    note("full_name", _where(people["name"] == "", "name_missing"))
    people["household"] = values.texts(rows["form_number"]).replace("", None)
    for column in AS_WRITTEN:
        people[column] = values.texts(rows[column]).replace("", None)

    latest = max(period.year, *years)
    cells = read_columns(
        *birth_boxes(rows), sheets=rows["sheet"], pupils=lambda: has_class(rows), latest=latest
    )
    for told in cells.told:
        notes.tell_column(*told)
    birth = clean_birth(cells.day, cells.month, cells.year, latest=latest)
    for column in ("birth_year", "birth_date"):
        people[column] = birth[column]
    for place in range(birth["problems"].map(len).max()):
        kinds = birth["problems"].map(lambda p, place=place: p[place] if place < len(p) else "")
        note("birth_year", kinds)
    age, at_least = years - people["birth_year"], years - birth["born_before"] + 1
    people["age"] = age.mask((age < 0).fillna(False)).astype("Int16")
    at_least = people["age"].fillna(at_least).fillna(birth["age_over"])
    people["age_at_least"] = at_least.mask((at_least < 0).fillna(False)).astype("Int16")

    lines = find_lines_that_are_no_people(raw, people, names=KhomNames(khom, alias))
    take("khom", clean_khom_and_sections(raw, lines.heads, known=khom, alias=alias), "khom")

    take("sex", values.clean_sex(sex_boxes(rows)), "female")
    take("minority", values.clean_minority(rows["ethnicity"]), "ethnicity")
    now = clean_grade_now(rows["grade"], rows["class_now"], rows["school"])
    take("grade_now", now, "class_now")
    people["attending"] = (people["grade_now"] >= PRESCHOOL).mask(now.problems == "class_without_grade", True)
    grades = {}
    for column in ("level", "grade_finished", "grade_left"):
        grades[column], undone = undo_days(rows[column], years)
        note(column, _where(undone, "grade_from_date"))
    take("level_finished", values.clean_level(grades["level"]), "level")
    take("degree", values.clean_degree(rows["degree"]), "degree")
    people["qualified"] = (people["degree"] >= 1) | values.is_vocational_level(rows["level"])
    people["university"] = people["degree"] >= 4
    take("grade_finished", values.clean_grade(grades["grade_finished"]), "grade_finished")
    take("grade_left", values.clean_grade(grades["grade_left"]), "grade_left")
    for column in ("literacy_class_now", "literacy_stage_finished"):
        take(column, values.clean_literacy_grade(rows[column]), column)
    take("relapsed_level", values.clean_relapse(rows["relapsed_level"]), "relapsed_level")

    ticks, asked = WORDS["ticks"], (*DISABILITY_FIELDS, "disability_certified")
    people["disabled"], unread = clean_any_mark([rows[c] for c in asked], yes=ticks["disability"])
    for column, one in zip(asked, unread, strict=True):
        note(column, one)
    able = clean_mark(rows["able_to_learn"], yes=ticks["able"], no=ticks["unable"])
    take("able_to_learn", able, "able_to_learn")

    note("school_code", _where(_unlisted_codes(rows, raw), "school_code_unknown"))

    people = people.assign(**derive_schooling(people, survey_years=years))

    boxes = pd.DataFrame(
        {
            "survey_year": years.astype("Int16"),
            "continuing": _is_continuing(rows),
            "note": values.texts(rows["note"]),
        }
    )
    for column in YEARS:
        cleaned = values.clean_school_year(rows[column])
        boxes[column] = cleaned.values
        note(column, cleaned.problems)
    return people, problems, boxes, lines.reasons


def _unlisted_codes(rows: pd.DataFrame, raw: RawPeople) -> pd.Series:
    """Where a school's code is not one of those that the same workbook lists."""
    odd = pd.Series(False, index=rows.index)
    for number, found in enumerate(raw.sheets):
        if found.school_codes and "school_code" in found.columns:
            codes = values.texts(rows.loc[rows["sheet"] == number, "school_code"])
            strange = {
                code: code_key(code.split(" ")[0]) not in found.school_codes for code in codes.unique()
            }
            odd[codes.index] = codes.map(strange | {"": False}).astype(bool)
    return odd


def _is_continuing(rows: pd.DataFrame) -> pd.Series:
    """Learns in the continuing stream: so marked, or so called in class or school."""
    marked = clean_mark(rows["complementary"]).values.fillna(False).astype(bool)
    called = {
        text: bool(CONTINUING.search(fold(text)))
        for name in ("class_now", "school")
        for text in values.texts(rows[name]).unique()
    }
    for name in ("class_now", "school"):
        marked |= values.texts(rows[name]).map(called).astype(bool)
    return marked


def _survey_years(raw: RawPeople, period: Period, notes: Notes) -> pd.Series:
    """The survey year of each row, the period's where a register names none."""
    years = {}
    for number, found in enumerate(raw.sheets):
        years[number] = found.survey_year or period.year
        if found.survey_year is None:
            notes.tell("year_missing", found.sheet.file, found.sheet.name, detail=str(period.year))
    return raw.rows["sheet"].map(years).astype("int64")


def _where(mask: pd.Series, kind: str) -> pd.Series:
    """The kind of finding of the lines that have it."""
    return pd.Series(kind, index=mask.index[mask.to_numpy()], dtype="str")


__all__ = ["UNKNOWN_KHOM", "CleanPeople", "clean_people"]
