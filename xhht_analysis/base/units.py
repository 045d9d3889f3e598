"""Units that owe a commune a report, and names of khóm and units as an ``area.toml`` may hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field

from xhht_analysis.base.files import file_name
from xhht_analysis.base.look_alikes import latin, reads_otherwise
from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_model import FORM
from xhht_analysis.base.vietnamese import slug, tidy

T = TypeVar("T")

#: Kinds of units that report to a commune: khóm, schools, departments and organisations, the community
#: learning centre (TTHTCĐ), the commune's own office.
Kind = Literal["khom", "school", "department", "centre", "town"]
SchoolLevel = Literal["MN", "TH", "THCS", "THPT"]


def _typed(name: str) -> str:
    """A name in the letters that it shows: another would be a second khóm, or unit, that looks the same."""
    if reads_otherwise(name):
        raise Wrong(
            f"“{latin(name)}” có chữ của bảng chữ khác, chữ toàn khổ hoặc ký tự ẩn. Hãy gõ lại tên bằng bàn "
            "phím tiếng Việt.",
            f"“{latin(name)}” holds letters of another alphabet, full-width or hidden characters. Type the "
            "name anew.",
        )
    return name


Name = Annotated[str, Field(pattern=r"\S"), AfterValidator(_typed), AfterValidator(tidy)]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that owes the commune a report."""

    __pydantic_config__ = FORM
    name: Annotated[Name, Field(description="Tên đơn vị")]
    kind: Annotated[Kind, Field(description="Loại đơn vị: khóm, trường, ban ngành đoàn thể, TTHTCĐ, UBND")]
    levels: Annotated[tuple[SchoolLevel, ...], Field(description="Trường dạy những cấp nào")] = ()

    @property
    def id(self) -> str:
        """ASCII name for files and keys: ``khom-1``."""
        return file_name(slug(self.name))


def apart(named: tuple[T, ...]) -> tuple[T, ...]:
    """Khóm or units, none of which has the name of another."""
    names = [getattr(one, "name", str(one)) for one in named]
    refuse(
        [
            Wrong(
                f"“{names[n]}” ghi hai lần. Hãy giữ một, hoặc đổi tên một.",
                f"“{names[n]}” stands twice. Keep one of them, or rename one.",
                n,
            )
            for n in _twice(names)
        ]
    )
    return named


def _twice(names: Iterable[str]) -> list[int]:
    """Which names stand a second time, however they are written: “Khóm 1”, “KHÓM 01”."""
    plain = [re.sub(r"\b0+(?=\d)", "", slug(name)) for name in names]
    return [n for n, name in enumerate(plain) if name in plain[:n]]
