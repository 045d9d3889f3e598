"""What a ``mapping.toml`` may say: which field stands in which column, and what the survey's codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, Whole
from xhht_analysis.sources.survey_table import as_code

#: Everything a mapping may fill, in Vietnamese for the list of what a survey lacks.
FIELDS = {
    "khom": "khóm",
    "household": "hộ",
    "sex": "giới tính",
    "age": "tuổi",
    "birth_date": "ngày sinh",
    "birth_year": "năm sinh",
    "ethnicity": "dân tộc",
    "residence": "cư trú",
    "circumstance": "hoàn cảnh",
    "class_now": "lớp đang học",
    "school": "trường đang học",
    "grade_finished": "lớp đã học xong",
    "level_finished": "bậc tốt nghiệp",
    "vocational_degree": "bằng nghề",
    "university": "bằng đại học",
    "grade_left": "lớp đã bỏ học",
    "literacy_class_now": "lớp xóa mù chữ đang học",
    "literacy_stage_finished": "lớp xóa mù chữ đã hoàn thành",
    "relapsed_level": "mức tái mù chữ",
    "literate_level": "biết chữ",
    "disabled": "khuyết tật",
    "able_to_learn": "khả năng học tập",
    "rural_worker": "lao động nông thôn",
    "farmer": "nông dân",
    "in_learning": "tham gia học tập",
}
#: Fields that are names or words, of which none is the highest.
_WORDS = {
    "khom", "household", "sex", "birth_date", "ethnicity", "residence", "circumstance", "school",
}  # fmt: skip
#: How several columns become one answer; the lowest of ages is the youngest.
FIRST, HIGHEST, LOWEST = "first", "highest", "lowest"


def _beside(name: str) -> str:
    if not name or Path(name).name != name or "\\" in name or "\0" in name:
        raise Wrong("“file” phải là tên tệp cùng thư mục", "“file” must be the name of a file beside it")
    return name


def _code(written: object) -> object:
    if not isinstance(written, str | int | float):
        raise ValueError
    return written


def _codes(codes: object) -> frozenset[str]:
    if not isinstance(codes, list):
        raise ValueError
    return frozenset(as_code(str(_code(code))) for code in codes)


def _by_code(values: Mapping[str, object]) -> dict[str, object]:
    ours = {as_code(code): value for code, value in values.items()}
    if len(ours) < len(values):
        raise Wrong("“values” có một mã ghi hai lần", "“values” holds a code twice")
    return ours


def _ours(name: str) -> str:
    if name not in FIELDS:
        raise ValueError
    return name


def _whole(column: object) -> object:
    return {"column": column} if isinstance(column, str) else column


def _of_columns(schema: dict[str, Any]) -> None:
    schema["items"] = {"anyOf": [{"type": "string"}, schema["items"]]}


def _of_fields(schema: dict[str, Any]) -> None:
    """The schema of ``[columns]``: each field by its name, a column's name short for its table."""
    kinds = [{"type": "string"}, schema["additionalProperties"]]
    example = {"anyOf": kinds, "examples": ["p04", {"column": "p04"}]}
    schema["properties"] = {name: {**example, "description": words} for name, words in FIELDS.items()}
    schema["additionalProperties"] = False


Code = Annotated[Any, AfterValidator(_code), WithJsonSchema({"type": ["string", "number"]})]
Codes = Annotated[
    frozenset[str],
    PlainValidator(_codes),
    WithJsonSchema({"type": "array", "items": {"type": ["string", "number"]}}),
    Field(description="Mã có nghĩa là không rõ", examples=[["9", "99"]]),
]
Values = Annotated[
    dict[str, Code],
    AfterValidator(_by_code),
    Field(description="Mã của phiếu = giá trị của ta", examples=[{"1": "nam"}]),
]
File = Annotated[str, AfterValidator(_beside), Field(description="Tên tệp số liệu cùng thư mục")]
Separator = Annotated[
    str, Field(pattern=r'^[^\n\r"\x00]$', description="Dấu ngăn cột của tệp chữ, một ký tự", examples=[";"])
]
Keys = Annotated[
    tuple[Filled, ...],
    BeforeValidator(lambda names: [names] if isinstance(names, str) else names),
    Field(min_length=1, description="Cột khóa", examples=["ho"]),
]
#: How several columns become one answer; the lowest of ages is the youngest.
Take = Annotated[Literal["first", "highest", "lowest"], Field(description="Lấy câu trả lời nào")]


@dataclass(frozen=True, kw_only=True)
class Part:
    __pydantic_config__ = FORM
    column: Annotated[Filled, Field(description="Tên cột")]
    file: File | None = None
    values: Values | None = None
    missing: Codes = frozenset()


@dataclass(frozen=True, kw_only=True)
class Column:
    __pydantic_config__ = FORM
    column: Annotated[Filled | None, Field(description="Tên cột")] = None
    columns: Annotated[
        tuple[Annotated[Part, BeforeValidator(_whole)], ...],
        Field(description="Tên các cột", examples=[["a", "b"]], json_schema_extra=_of_columns),
    ] = ()
    take: Take | None = None
    file: File | None = None
    values: Values | None = None
    missing: Codes = frozenset()

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if self.column and self.columns:
            raise Wrong("có cả “column” và “columns”; hãy giữ một", "both “column” and “columns”: keep one")
        if not self.column and not self.columns:
            raise Wrong("thiếu “column”. Hãy ghi thêm.", "“column” is missing. Add it.")
        if not self.take and any(part.values or part.missing for part in self.columns):
            raise Wrong("cột có mã riêng thì cần “take”", "columns with codes of their own need “take”")
        return self


@dataclass(frozen=True)
class Join:
    """A file that holds more about the people: each of its rows is of those who have its key."""

    __pydantic_config__ = FORM
    file: File
    key: Keys
    their_key: Keys = ()
    sheet: Text | None = None
    separator: Separator | None = None

    @model_validator(mode="after")
    def _equally_many(self) -> Self:
        theirs = self.their_key or self.key
        if len(theirs) != len(self.key):
            raise Wrong(
                "“key” và “their_key” phải có số cột bằng nhau",
                "“key” and “their_key” must name as many columns", "their_key",
            )  # fmt: skip
        return replace(self, their_key=theirs)


@dataclass(frozen=True)
class MappingFile:
    """A ``mapping.toml`` as it is written."""

    __pydantic_config__ = FORM
    file: File
    columns: Annotated[
        dict[Annotated[str, AfterValidator(_ours)], Annotated[Column, BeforeValidator(_whole)]],
        Field(description="Mỗi mục ở cột nào", json_schema_extra=_of_fields),
    ]
    sheet: Annotated[Text | None, Field(description="Trang của sổ tính")] = None
    separator: Separator | None = None
    survey_year: Annotated[Whole | None, Field(ge=1900, le=2100, description="Năm điều tra")] = None
    survey_day: Annotated[Day | None, Field(description="Ngày chốt số liệu điều tra")] = None
    source: Annotated[Text, Field(description="Nguồn số liệu")] = ""
    join: Annotated[tuple[Join, ...], Field(description="Tệp nối thêm theo khóa")] = ()
    missing: Codes = frozenset()

    @model_validator(mode="after")
    def _together(self) -> Self:
        files, wrong = [self.file, *(join.file for join in self.join)], list[Wrong]()
        for n, file in enumerate(files[1:]):
            if file in files[: n + 1]:
                vi, en = f"tệp “{file}” ghi hai lần", f"the file “{file}” stands twice"
                wrong.append(Wrong(vi, en, "join", n, "file"))
        for name, column in self.columns.items():
            if name in _WORDS and column.take in (HIGHEST, LOWEST):
                vi, en = '“take” phải là "first"', "“take” must be “first”"
                wrong.append(Wrong(vi, en, "columns", name, "take"))
            for other in (column.file, *(part.file for part in column.columns)):
                if other and other not in files:
                    wrong.append(
                        Wrong(
                            f"không có [[join]] nào nối tệp “{other}”.{near(other, files).vi}",
                            f"no [[join]] joins the file “{other}”.{near(other, files).en}",
                            "columns", name, "file",
                        )
                    )  # fmt: skip
        if not self.columns.keys() & {"age", "birth_date", "birth_year"}:
            wrong.append(
                Wrong(
                    "cần một trong “age”, “birth_date”, “birth_year”. Hãy ghi tuổi hoặc ngày sinh ở cột nào",
                    "one of “age”, “birth_date”, “birth_year” is needed. Say in which column it stands",
                    "columns",
                )
            )
        refuse(wrong)
        return self
