"""Who stands behind each gap: the people whom a khóm or a school calls on. Private, as all about one person.

Whom a list names is asked of the indicators themselves, so that a list and the figure it explains agree.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import say
from xhht_analysis.base.vietnamese import sort_key
from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.indicators.counts import who_is_counted

#: What a list says of each person; ``level``: the schools that are given the line, "" none.
COLUMNS = (
    "khom", "name", "born", "sex", "household", "head", "address", "phone", "schooling", "change", "ask",
    "school", "file", "sheet", "row", "level",
)  # fmt: skip
#: What the register itself says of a person, beside the clean table: field of the list → fields of the form.
_AS_WRITTEN = {
    "household": ("form_number",),
    "head": ("head_family_name", "head_given_name"),
    "address": ("address",),
    "phone": ("phone",),
    "school": ("school",),
}
#: Source (“tệp › trang”) and row → the texts of a register's line.
Lines = Mapping[tuple[str, int], Mapping[str, str]]
Person = Mapping[Hashable, Any]
_COPIES = ("row_duplicate", "row_same_person", "person_in_two_khom")
_FINISHED = {1: "MN", 2: "TH", 3: "THCS", 4: "THPT"}


@dataclass(frozen=True)
class ActionList:
    """People to call on for one reason: one row a person (``COLUMNS``), in the order in which to call.

    ``sheet``: its short name, as Excel takes one.
    """

    sheet: str
    title: str
    what_to_do: str
    people: pd.DataFrame


def action_lists(
    people: pd.DataFrame, lines: Lines, findings: Iterable[Finding] = (), *, khom: KhomNames | None = None
) -> list[ActionList]:
    """Every list of a period that names anybody.

    ``people``: the clean table. ``lines``: what the register itself says of each, as far as there is one.
    ``findings``: what cleaning told, for the people written twice, whose khóm is one of ``khom``.
    """
    made = [
        ActionList(
            say("Mù chữ mức độ 1"),
            say("Mù chữ mức độ 1, 15–60 tuổi"),
            say("Vận động ra lớp xóa mù chữ; người gần đạt nhất đứng trước."),
            listed(people[_no("xmc1_15_60", people)], lines),
        ),
        ActionList(
            say("Chưa đạt mức độ 2"),
            say("Biết chữ mức độ 1, chưa đạt mức độ 2"),
            say("Vận động học tiếp để hết lớp 5; người gần đạt nhất đứng trước."),
            listed(
                people[_no("xmc2_15_60", people) & people["literate_1"].fillna(False).astype(bool)],
                lines,
            ),
        ),
        ActionList(
            say("Không đi học"),
            say("Trẻ em, học sinh 3–18 tuổi không đi học"),
            say("Vận động ra lớp; trường cùng cấp học nhận danh sách này."),
            listed(people[_out_of_school(people)], lines, level=_level_missed),
        ),
        ActionList(
            say("Chưa tốt nghiệp THCS"),
            say("15–18 tuổi chưa tốt nghiệp THCS"),
            say("Vận động học tiếp THCS hoặc GDTX."),
            listed(people[_no("thcs_graduated_15_18", people)], lines, level=lambda one: "THCS"),
        ),
        ActionList(
            say("Khuyết tật"),
            say("Khuyết tật, có khả năng học tập mà chưa đi học"),
            say("Xét riêng, không tính vào các danh sách trên; tìm cách học phù hợp."),
            listed(people[_no("disabled_access", people)], lines),
        ),
        ActionList(
            say("Cần hỏi lại"),
            say("Còn để trống, cần hỏi lại"),
            say("Hỏi người đó hoặc gia đình, ghi vào phiếu điều tra rồi gửi lại tệp."),
            listed(people[_asks(people) != ""], lines),
        ),
        ActionList(
            say("Ghi trùng"),
            say("Ghi trùng"),
            say("Xem có phải một người không; nếu phải, giữ một dòng."),
            _copies(findings, lines, khom or KhomNames()),
        ),
    ]
    return [one for one in made if len(one.people)]


def _no(indicator: str, people: pd.DataFrame) -> pd.Series:
    """Mask of those whom an indicator counts as not reached."""
    asked, answers = who_is_counted(indicator, people)
    return (asked & ~answers.fillna(True)).astype(bool)


def _out_of_school(people: pd.DataFrame) -> pd.Series:
    """Mask of those of school age who do not go to school and have not finished upper secondary school."""
    return _no("at_school_3_18", people) & ~(people["level_finished"] >= 4).fillna(False)


def _level_missed(one: Person) -> str:
    """The level of the school that somebody of school age should be at, by age and what is finished."""
    if one["age"] < 6:
        return "MN"
    if one["age"] < 11 or not _holds(one["finished_primary"]):
        return "TH"
    return "THPT" if _holds(one["finished_lower_secondary"]) and one["age"] >= 15 else "THCS"


def _holds(answer: object) -> bool:
    return answer is not pd.NA and bool(answer)


def _asks(people: pd.DataFrame) -> pd.Series:
    """What is to be asked about each, as a text; "" where nothing is."""
    lacking = [
        (people["age"].isna(), say("năm sinh")),
        (people["sex"].isna(), say("nam hay nữ")),
        (people["khom"] == UNKNOWN_KHOM, say("ở đâu")),
        (people["presence_unknown"].fillna(False), say("còn ở đây hay đã đi")),
        (_unknown("at_school_3_18", people), say("có đang đi học không")),
        (_schooling_unknown(people), say("đã học đến đâu")),
    ]  # fmt: skip
    asked = pd.Series("", index=people.index, dtype="str")
    for mask, what in lacking:
        first = asked == ""
        asked = asked.mask(mask.astype(bool), asked.where(first, asked + "; ") + what)
    return asked


def _schooling_unknown(people: pd.DataFrame) -> pd.Series:
    return _unknown("xmc1_15_60", people) | _yes("untraced_15_60", people)


def _unknown(indicator: str, people: pd.DataFrame) -> pd.Series:
    asked, answers = who_is_counted(indicator, people)
    return asked & answers.isna()


def _yes(indicator: str, people: pd.DataFrame) -> pd.Series:
    asked, answers = who_is_counted(indicator, people)
    return (asked & answers.fillna(False)).astype(bool)


def schooling_words(one: Person) -> str:
    """What is known of somebody's schooling, the last step first.

    >>> from xhht_analysis.cleaning.schema import blank_people
    >>> schooling_words(blank_people(pd.RangeIndex(1)).assign(grade_left=4).to_dict("records")[0])
    'bỏ học lớp 4'
    """
    said = []
    if grade := _number(one, "literacy_class_now"):
        said.append(say("đang học lớp xóa mù chữ {grade}", grade=grade))
    if 1 <= (grade := _number(one, "grade_now")) <= 12:
        said.append(say("đang học lớp {grade}", grade=grade))
    if grade := _number(one, "literacy_stage_finished"):
        said.append(say("xong lớp xóa mù chữ {grade}", grade=grade))
    if grade := _number(one, "grade_finished"):
        said.append(say("học xong lớp {grade}", grade=grade))
    if grade := _number(one, "grade_left"):
        said.append(say("bỏ học lớp {grade}", grade=grade))
    if level := _number(one, "level_finished"):
        said.append(say("tốt nghiệp {level}", level=_FINISHED[level]))
    if level := _number(one, "relapsed_level"):
        said.append(say("tái mù chữ mức độ {level}", level=level))
    if _holds(one["disabled"]):
        said.append(say("khuyết tật"))
    return "; ".join(said) or say("chưa ghi học đến đâu")


def _nearness(one: Person) -> tuple[int, ...]:
    """Who needs least sorts first: in a class now, then by the highest grade reached."""
    steps = ("literacy_stage_finished", "grade_finished", "grade_left", "grade_now")
    in_class = _number(one, "literacy_class_now")
    reached = max(in_class, *(_number(one, step) for step in steps))
    return (-min(in_class, 1), -reached, int(not _holds(one["able_to_learn"])))


def _number(one: Person, name: str) -> int:
    """What stands in a box of numbers, 0 where it is blank."""
    return 0 if pd.isna(one[name]) else int(one[name])


def listed(
    some: pd.DataFrame, lines: Lines, *, level: Callable[[Person], str] = lambda one: ""
) -> pd.DataFrame:
    """Rows of the clean table as ``COLUMNS``, with what the register says: by khóm, the nearest first."""
    people = [(one, asked) for one, asked in zip(some.to_dict("records"), _asks(some), strict=True)]
    people.sort(
        key=lambda told: (sort_key(told[0]["khom"]), _nearness(told[0]), sort_key(_text(told[0]["name"])))
    )
    rows = []
    for one, asked in people:
        file, _, sheet = str(one["source"]).partition(" › ")
        rows.append(
            {
                "khom": one["khom"],
                "name": _text(one["name"]),
                "born": _born(one),
                "sex": _text(one["sex"]),
                **_as_written(lines, one["source"], int(one["row"])),
                "schooling": schooling_words(one),
                "change": one.get("change", ""),
                "ask": asked,
                "file": file,
                "sheet": sheet,
                "row": int(one["row"]),
                "level": level(one),
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _copies(findings: Iterable[Finding], lines: Lines, khom: KhomNames) -> pd.DataFrame:
    """The lines of people who were written twice: of those that do not count only the register knows."""
    rows = []
    for finding in findings:
        if finding.kind in _COPIES and finding.cell:
            row = int("".join(c for c in finding.cell if c.isdigit()) or 0)
            key = (f"{finding.file} › {finding.sheet}" if finding.sheet else finding.file, row)
            texts = lines.get(key, {})
            meant = khom.find(_text(texts.get("khom")))
            rows.append(
                {
                    "khom": meant.pop() if len(meant) == 1 else UNKNOWN_KHOM,
                    "name": _joined(texts, ("full_name", "family_name", "given_name")),
                    "born": _text(texts.get("birth_year")),
                    **_as_written(lines, *key),
                    "ask": finding.sentence(private=True),
                    "file": finding.file,
                    "sheet": finding.sheet,
                    "row": row,
                }
            )
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return table.fillna("").sort_values(["khom", "name"], key=lambda column: column.map(sort_key))


def _as_written(lines: Lines, source: str, row: int) -> dict[str, str]:
    texts = lines.get((source, row), {})
    return {name: _joined(texts, fields) for name, fields in _AS_WRITTEN.items()}


def _joined(texts: Mapping[str, str], fields: Iterable[str]) -> str:
    return " ".join(text for field in fields if (text := _text(texts.get(field))))


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value).strip()


def _born(one: Person) -> str:
    if not pd.isna(one["birth_date"]):
        return f"{one['birth_date']:%d/%m/%Y}"
    return _text(one["birth_year"])
