"""A commune that another one was made of, as ``[[predecessor]]`` tables of its ``area.toml`` name them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Filled, Text
from xhht_analysis.base.units import Name


def _folder(name: str) -> str:
    if name and not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise Wrong(
            f"“{name}” không phải tên thư mục địa bàn (chữ thường không dấu, số và dấu gạch, ví dụ phu-my).",
            f"“{name}” is no area's folder (plain small letters, digits and dashes, as phu-my).",
        )
    return name


@dataclass(frozen=True, slots=True)
class Predecessor:
    """``name``: with its kind. ``area``: the folder of its files in data/raw; blank where there are none.
    ``khom``: those that joined, where not all did.
    """

    __pydantic_config__ = FORM
    name: Annotated[Filled, Field(description="Đơn vị cũ, kèm loại", examples=["thị trấn Phú Mỹ"])]
    area: Annotated[
        Text,
        AfterValidator(_folder),
        Field(description="Thư mục của đơn vị cũ trong data/raw; để trống khi không có số liệu"),
    ] = ""
    khom: Annotated[
        tuple[Name, ...], Field(description="Chỉ những khóm này nhập vào; để trống khi nhập toàn bộ")
    ] = ()


def undated(
    since: dt.date | None, made_of: Sequence[Predecessor], changes: Sequence[Mapping[str, Any]]
) -> list[Wrong]:
    """Where an ``area.toml`` names predecessors, also in a ``[[change]]``, and no day of founding."""
    made: list[tuple[object, tuple[str | int, ...]]] = [(since or not made_of, ())]
    made += [
        (one.get("since", since) or not one.get("predecessor"), ("change", n))
        for n, one in enumerate(changes)
    ]
    return [
        Wrong(
            "có [[predecessor]] nhưng chưa có “since”. Hãy ghi ngày thành lập, ví dụ since = 2025-07-01.",
            "[[predecessor]] is there without “since”. Write the day of founding, as since = 2025-07-01.",
            *place, "predecessor",
        )
        for dated, place in made
        if not dated
    ]  # fmt: skip
