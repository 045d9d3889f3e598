"""``corrections.toml``: which cells of a period's raw files somebody corrected, with the reason.

A ``[[correction]]`` says which cell, what stands there (``from``), what is read instead (``to``), why, by
whom and when; a ``[[value]]`` the same of every cell of a column that holds ``from``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase, digits
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import is_there
from xhht_analysis.base.messages import Message
from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_file import toml_text
from xhht_analysis.base.toml_model import FORM, Day, Filled, Text, numbered, read_model
from xhht_analysis.base.toml_places import Place, lines_of
from xhht_analysis.sources.sheet import column_number

CORRECTIONS = "corrections.toml"
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,7})")
_LAST_COLUMN = 16_384  # XFD


def composed(name: str) -> str:
    """A name of a file or sheet in NFC: some systems hand out decomposed letters."""
    return unicodedata.normalize("NFC", name)


def _address(cell: str) -> str:
    cell = cell.strip().upper()
    if not _ADDRESS.fullmatch(cell) or column_number(cell.rstrip(digits)) > _LAST_COLUMN:
        raise Wrong(
            f"“cell” phải là địa chỉ một ô, ví dụ “G17”; không phải “{cell}”",
            f"“cell” must be the address of one cell, such as “G17”; not “{cell}”",
        )
    return cell


Name = Annotated[str, AfterValidator(composed), Field(pattern=r"\S")]
Old = Annotated[Text, Field(alias="from", examples=["2204"], description="Đang ghi, như người đọc thấy")]


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """What is read instead, and who says so why and when. ``number``: its place in the file, from 1."""

    __pydantic_config__ = FORM
    old: Old
    new: Annotated[Text, Field(alias="to", examples=["2004"], description='Cần đọc là; "" là để trống')]
    why: Annotated[Filled, Field(description="Vì sao sửa")]
    by: Annotated[Filled, Field(description="Chức vụ người sửa; không cần tên")]
    when: Annotated[Day, Field(description="Ngày sửa")]
    number: int = field(default=0, init=False)

    @model_validator(mode="after")
    def _changes(self) -> Self:
        if self.old == self.new:
            raise Wrong("“from” và “to” giống nhau", "“from” and “to” are the same", "to")
        return self


@dataclass(frozen=True, kw_only=True)
class Correction(_Entry):
    """One cell; its row and column count from 1."""

    file: Annotated[Name, Field(description="Tên tệp")]
    sheet: Annotated[Name, Field(description="Tên trang; không cần khi tệp có một trang")] = ""
    cell: Annotated[str, AfterValidator(_address), Field(description="Địa chỉ ô", examples=["G17"])]

    @property
    def row(self) -> int:
        return int(self.cell.lstrip(ascii_uppercase))

    @property
    def column(self) -> int:
        return column_number(self.cell.rstrip(digits))


@dataclass(frozen=True, kw_only=True)
class ValueCorrection(_Entry):
    """One value of a column wherever it stands; an empty ``file`` or ``sheet`` means all of them."""

    column: Annotated[Filled, Field(description="Tiêu đề của cột")]
    old: Annotated[Old, Field(pattern=r"\S")]
    file: Annotated[Name, Field(description="Chỉ trong tệp này")] = ""
    sheet: Annotated[Name, Field(description="Chỉ trong trang này")] = ""


@dataclass(frozen=True)
class CorrectionsFile:
    """A ``corrections.toml``."""

    __pydantic_config__ = FORM
    correction: Annotated[
        tuple[Correction, ...], AfterValidator(numbered), Field(description="Sửa một ô")
    ] = ()
    value: Annotated[
        tuple[ValueCorrection, ...], AfterValidator(numbered), Field(description="Sửa mọi ô của một cột")
    ] = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        first: dict[tuple[str, str, str], int] = {}
        refuse(
            [
                Wrong(
                    f"ô {entry.cell} đã sửa ở mục {before}; hãy giữ một mục",
                    f"entry {before} corrects {entry.cell} already; keep one of them",
                    "correction", entry.number - 1, "cell",
                )
                for entry in self.correction
                for before in [first.setdefault((entry.file, entry.sheet, entry.cell), entry.number)]
                if before != entry.number
            ]
        )  # fmt: skip
        return self


@dataclass(frozen=True)
class Corrections:
    """The entries of a period. ``label`` names their file in messages, ``lines`` where each entry begins."""

    label: str = CORRECTIONS
    entries: tuple[Correction, ...] = ()
    values: tuple[ValueCorrection, ...] = ()
    lines: Mapping[Place, int] = field(default_factory=dict)

    def of(self, file_name: str) -> tuple[Correction, ...]:
        """The entries for one file, in whichever Unicode form the system gives its name."""
        return tuple(entry for entry in self.entries if entry.file == composed(file_name))

    def refusal(self, entry: Correction, text: str | Message, /, **values: object) -> InputError:
        """The error that names an entry and its cell, never what stands in it."""
        where = f"“{entry.file}”, " + (f"trang “{entry.sheet}”, " if entry.sheet else "")
        where_en = f"“{entry.file}”, " + (f"sheet “{entry.sheet}”, " if entry.sheet else "")
        places = f" ({where}ô {entry.cell})", f" ({where_en}cell {entry.cell})"
        line = self.lines.get(("correction", entry.number - 1), 0)
        return _refused(self.label, line, entry.number, text, **values, places=places)

    def refused_value(self, entry: ValueCorrection, text: str | Message, /, **values: object) -> InputError:
        """The error that names a ``[[value]]`` and its column, never what stands in it."""
        line = self.lines.get(("value", entry.number - 1), 0)
        return _refused(
            f"{self.label}, [[value]]", line, entry.number, text, **values,
            places=(f" (cột “{entry.column}”)", f" (column “{entry.column}”)"),
        )  # fmt: skip


def load_corrections(folder: Path) -> Corrections:
    """The ``corrections.toml`` of a period's folder; no entries where there is no such file.

    Raises InputError that names file, line, entry and remedy, never what stands in a cell.
    """
    label = f"{folder.parent.name}/{folder.name}/{CORRECTIONS}"
    path = folder / CORRECTIONS
    if not is_there(path):
        return Corrections(label)
    file = read_model(path, CorrectionsFile, file=label)
    places: list[Place] = [("correction", n) for n in range(len(file.correction))]
    places += [("value", n) for n in range(len(file.value))]
    return Corrections(label, file.correction, file.value, lines_of(toml_text(path), places))


def _refused(
    label: str,
    line: int,
    number: int,
    text: str | Message,
    /,
    *,
    places: tuple[str, str] = ("", ""),
    **values: object,
) -> InputError:
    at, at_en = (f", dòng {line}", f", line {line}") if line else ("", "")
    stop_vi, stop_en = (
        "" if text.endswith("?") else "."
        for text in (Message.of(text, values).vi, Message.of(text, values).en)
    )
    return InputError(
        Message.twin(
            f"Tệp {label}{at}, mục {number}{places[0]}: {Message.of(text, values).vi}{stop_vi}",
            f"{label}{at_en}, entry {number}{places[1]}: {Message.of(text, values).en}{stop_en}",
        )
    )
