"""A public decision on a commune: at which level of a standard it was recognised, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from xhht_analysis.base.toml_model import FORM, Day, Filled, Whole

#: Standards that a commune is recognised for (standards/*.toml).
StandardId = Literal["mn5", "mn35", "th", "thcs", "xmc"]


@dataclass(frozen=True, slots=True)
class Recognition:
    """A decision that recognises the commune at a level of a standard; a level counts from 1."""

    __pydantic_config__ = FORM
    standard: Annotated[StandardId, Field(description="Tiêu chuẩn: mn5, mn35, th, thcs, xmc")]
    level: Annotated[Whole, Field(ge=1, le=3, description="Mức độ được công nhận")]
    number: Annotated[Filled, Field(description="Số của quyết định", examples=["123/QĐ-UBND"])]
    date: Annotated[Day, Field(description="Ngày của quyết định")]
    body: Annotated[Filled, Field(description="Cơ quan ra quyết định")]
