"""Women and minorities of a typed literacy indicator beside the whole: counts, or a percentage alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xhht_analysis.base.messages import say
from xhht_analysis.base.vietnamese import decimals_of, format_number, percent
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.standards.names import indicator_name
from xhht_analysis.standards.typed_figures import TypedFigures


def parts_of(typed: TypedFigures) -> list[dict[str, Any]]:
    """One entry a part, the indicator's own figure beside it where the file has it; ready for JSON."""
    found = []
    for key, figure in typed.parts.items():
        indicator, _, part = key.partition(": ")
        found.append(
            {
                "indicator": indicator,
                "part": part,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "percent": _percent(figure),
                "words": figure.bound.words if figure.bound else None,
                "percent_of_all": _percent(typed.figures.get(indicator, Figure())),
            }
        )
    return sorted(found, key=lambda one: one["indicator"])


def part_line(one: dict[str, Any]) -> str:
    """A part in words: whose, how many, and all of them beside."""
    who = {
        "women": say("nữ"),
        "minorities": say("dân tộc thiểu số"),
        "minority_women": say("nữ dân tộc thiểu số"),
    }[one["part"]]
    share = one["words"] or (say("chưa có tỷ lệ") if one["percent"] is None else _shown(one["percent"]))
    counts = ""
    if one["numerator"] is not None and one["denominator"] is not None:
        counts = f" ({format_number(one['numerator'])}/{format_number(one['denominator'])})"
    text = f"{indicator_name(one['indicator'])}, {who}: {share}{counts}"
    if one["percent_of_all"] is None:
        return text
    return say("{text}; chung: {all}", text=text, all=_shown(one["percent_of_all"]))


def _percent(figure: Figure) -> float | None:
    return None if figure.rate is None else float(percent(figure.rate))


def _shown(value: float) -> str:
    exact = Decimal(str(value))
    return format_number(exact, max(2, decimals_of(exact))) + "%"
