"""``files.toml``: what the clerk says of a period's files, each by the hash of its content.

An entry says what a file is (``is``), of whom and of which year (``unit``, ``year``), that it counts among
versions (``use``) or why it does not (``aside``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from xhht_analysis.base.files import is_there
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_model import FORM, Filled, Text, Whole, Yes, numbered, read_model

FILES = "files.toml"
#: What a file may be said to be.
Kind = Literal["register", "unit", "other"]
KINDS = get_args(Kind)
#: Answers as ``check`` prints them.
IS_REGISTER, IS_UNIT, IS_OTHER, USE = 'is = "register"', 'is = "unit"', 'is = "other"', "use = true"
SET_ASIDE = 'aside = "lý do không tính tệp này"'
#: What “illiterate at level 2” means in a form: with those of level 1 among them, or without.
ILLITERATE_2 = ('illiterate_2 = "with_1"', 'illiterate_2 = "without_1"')
#: So many digits of a hash tell a file from all others of a period, and are printed.
HASH_DIGITS = 12
_HASH = re.compile(rf"[0-9a-f]{{{HASH_DIGITS},64}}")


def _digits(written: str) -> str:
    if not _HASH.fullmatch(written.lower()):
        raise Wrong(
            f"“hash” phải là ít nhất {HASH_DIGITS} chữ số đầu của mã tệp, chép từ xhht check",
            f"“hash” must be at least the first {HASH_DIGITS} digits that xhht check prints",
        )
    return written.lower()


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """One entry; ``number``: its place in the file, from 1. A blank ``sheet``: of the whole file."""

    __pydantic_config__ = FORM
    hash: Annotated[Text, AfterValidator(_digits), Field(description="Mã của tệp, chép từ xhht check")]
    sheet: Annotated[Filled, Field(description="Trang của sổ tính; để trống: cả tệp")] = ""
    kind: Annotated[Kind | None, Field(alias="is", description="Tệp này là gì")] = None
    unit: Annotated[Filled, Field(description="Báo cáo của đơn vị nào")] = ""
    year: Annotated[Whole | None, Field(ge=1990, le=2100, description="Số liệu của năm nào")] = None
    illiterate_2: Annotated[
        Literal["with_1", "without_1"] | None,
        Field(description="Trong biểu này “mù chữ mức độ 2” có gồm (with_1) hay không gồm mù chữ mức độ 1"),
    ] = None
    use: Annotated[Yes, Field(description="Tính bản này, không tính các bản khác")] = False
    aside: Annotated[Filled, Field(description="Lý do không tính tệp này")] = ""
    number: int = field(default=0, init=False, compare=False)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.use and self.sets_aside:
            raise Wrong("“use” trái với “aside” hoặc “is”.", "“use” contradicts “aside” or “is”.", "use")
        if self == FileAnswer(self.hash, self.sheet):
            raise Wrong(
                "chưa có câu trả lời: cần “is”, “unit”, “year”, “use”, “illiterate_2” hoặc “aside”.",
                "there is no answer: “is”, “unit”, “year”, “use”, “illiterate_2” or “aside” is needed.",
            )  # fmt: skip
        return self

    @property
    def sets_aside(self) -> bool:
        return bool(self.aside) or self.kind == "other"


NOTHING = FileAnswer("")


@dataclass(frozen=True)
class FileAnswers:
    """The entries of a period."""

    __pydantic_config__ = FORM
    entries: Annotated[
        tuple[FileAnswer, ...],
        AfterValidator(numbered),
        Field(alias="file", description="Câu trả lời về một tệp"),
    ] = ()

    @model_validator(mode="after")
    def _of_one_file(self) -> Self:
        first: dict[tuple[str, str], int] = {}
        refuse(
            [
                Wrong(
                    f"tệp này đã có ở mục {before}; hãy giữ một mục.",
                    f"entry {before} speaks of this file already; keep one of them.",
                    "file", entry.number - 1, "hash",
                )
                for entry in self.entries  # hashes that begin alike are of one file
                for before in [first.setdefault((entry.hash[:HASH_DIGITS], entry.sheet), entry.number)]
                if before != entry.number
            ]
        )  # fmt: skip
        return self

    def of(self, sha256: str) -> tuple[FileAnswer, ...]:
        """The entries for the file of this hash and for its sheets."""
        return tuple(entry for entry in self.entries if sha256.startswith(entry.hash))

    def stale(self, hashes: Iterable[str]) -> list[Finding]:
        """A note for each entry whose file is not there (any more)."""
        hashes = tuple(hashes)
        return [
            Finding("answer_stale", FILES, detail=f'mục {entry.number}, hash = "{entry.hash}"')
            for entry in self.entries
            if not any(one.startswith(entry.hash) for one in hashes)
        ]


def load_file_answers(folder: Path) -> FileAnswers:
    """The ``files.toml`` of a period's folder; no entries where there is no such file.

    Raises InputError that names file, line, entry and remedy.
    """
    path = folder / FILES
    if not is_there(path):
        return FileAnswers()
    return read_model(path, FileAnswers, file=f"{folder.parent.name}/{folder.name}/{FILES}")


def lines_to_copy(sha256: str, name: str, *answers: str, sheet: str = "") -> str:
    """The lines of an entry, ready for ``files.toml``; of several answers all but the first as comments.

    >>> print(lines_to_copy("3f2a9c01b7de55", "DATA.xlsx", 'is = "register"', 'is = "other"'))
    [[file]]  # DATA.xlsx
    hash = "3f2a9c01b7de"
    is = "register"
    # is = "other"
    """
    shown = "".join(c for c in name if c.isprintable())
    lines = [f"[[file]]  # {shown}", f'hash = "{sha256[:HASH_DIGITS]}"']
    lines += [f"sheet = {_quoted(sheet)}"] if sheet else []
    return "\n".join([*lines, *answers[:1], *(f"# {one}" for one in answers[1:])])


def is_of(unit: str) -> str:
    """The answer that a file is the report of a unit, as ``check`` prints it.

    >>> print(is_of('Trường "Hoa Sen"'))
    unit = "Trường \\"Hoa Sen\\""
    """
    return f"unit = {_quoted(unit)}"


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\{c}" if c in '"\\' else c for c in text if c.isprintable()) + '"'
