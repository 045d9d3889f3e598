"""Bands of a rating by points (tốt, khá, …). No limit is known to the program: an area's file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.vietnamese import format_number, tidy


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands from the highest down, each with the points it begins at, and the paper that says so."""

    source: str
    limits: tuple[tuple[str, int], ...]

    def band(self, points: int) -> str | None:
        """The band of so many points; None below the lowest.

        >>> Bands("Công văn …", (("tốt", 80), ("khá", 65))).band(79)
        'khá'
        """
        return next((word for word, least in self.limits if points >= least), None)


@dataclass(frozen=True, slots=True)
class Rating:
    """A band with where it comes from; ``remark`` says what does not fit or is missing."""

    band: str | None
    source: str
    remark: str = ""


def read_bands(table: Mapping[Any, Mapping[Any, Any]], name: str, *, file: str = "area.toml") -> Bands | None:
    """The bands ``[bands.<name>]`` of an area's file; None where it has none. InputError for a faulty one.

    >>> read_bands({"centre": {"source": "Công văn …", "limits": {"khá": 65, "tốt": 80}}}, "centre").limits
    (('tốt', 80), ('khá', 65))
    """
    facts = table.get(name)
    if facts is None:
        return None
    source = facts.get("source") if isinstance(facts, Mapping) else None
    limits = facts.get("limits") if isinstance(facts, Mapping) else None
    limits = limits if isinstance(limits, Mapping) else {}
    whole = bool(limits) and all(type(least) is int for least in limits.values())
    apart = whole and len(set(limits.values())) == len(limits)
    if not isinstance(source, str) or not tidy(source) or not apart:
        raise InputError(
            "Tệp {file}: bảng [bands.{name}] cần “source” (văn bản nào quy định) và “limits”, ví dụ "
            'limits = {{ "tốt" = 80, "khá" = 65 }}, mỗi loại một mức điểm khác nhau.',
            file=file, name=name,
        )  # fmt: skip
    ordered = sorted(limits.items(), key=lambda pair: -pair[1])
    return Bands(tidy(source), tuple((tidy(word), least) for word, least in ordered))


def rate_points(points: int | None, typed: str | None, bands: Bands | None) -> Rating:
    """The band by points where limits are known, else the band that was typed; both where they differ."""
    if bands is None:
        unknown = "chưa có quy định mức điểm của từng loại"
        remark = unknown if typed or points is not None else ""
        return Rating(typed, "TTHTCĐ tự đánh giá", remark)
    if points is None:
        return Rating(typed, "TTHTCĐ tự đánh giá", f"chưa có điểm để xếp theo {bands.source}")
    band = bands.band(points)
    differs = typed is not None and typed != band
    by_points = f"loại {band}" if band else "dưới loại thấp nhất"
    said = f"{format_number(points)} điểm ứng với {by_points}, TTHTCĐ tự đánh giá loại {typed}"
    return Rating(band, bands.source, said if differs else "")
