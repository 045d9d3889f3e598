"""Breakdowns that a report's notebook declares, to be published beside those of the catalogue.

They are counted with all others and suppressed together with them: ``docs/decisions/declared.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.indicators.catalogue import REGISTER, Entry, catalogue, has_ages

#: An indicator and the keys that it is broken down by.
Declared = frozenset[tuple[str, tuple[str, ...]]]
#: What disclosure control holds together, coarse first. By ethnicity, which is sensitive by law, only what
#: the catalogue names; by khóm and age nothing is ever published.
ALLOWED = (("sex",), ("khom",), ("khom", "sex"), ("age",), ("sex", "age"))
_ORDER = ("khom", "sex", "group", "age")


def read_declared(told: Any) -> Declared:
    """The breakdowns that ``"xhht": {"breakdowns": […]}`` of a notebook's metadata declares.

    Raises InputError, which says what is allowed, for a breakdown that cannot be protected, and for what is
    no breakdown.

    >>> sorted(read_declared([{"indicator": "xmc2_15_60", "by": ["sex", "khom"]}]))
    [('xmc2_15_60', ('khom', 'sex'))]
    >>> read_declared([{"indicator": "xmc2_15_60", "by": ["khom", "age"]}])
    Traceback (most recent call last):
    xhht_analysis.base.errors.InputError: Không chia “xmc2_15_60” theo “khom, age” trong báo cáo được: không \
giữ kín được số ít người. Chỉ chia theo: sex; khom; khom, sex; age; sex, age.
    """
    if told is None:
        return frozenset()
    if not isinstance(told, list):
        raise _shape()
    return frozenset(_read(one) for one in told)


def _read(one: Any) -> tuple[str, tuple[str, ...]]:
    if not isinstance(one, Mapping) or set(one) != {"indicator", "by"}:
        raise _shape()
    name, keys = one["indicator"], one["by"]
    keys = keys.split() if isinstance(keys, str) else keys
    if (
        not isinstance(name, str)
        or not isinstance(keys, list)
        or not all(isinstance(key, str) for key in keys)
    ):
        raise _shape()
    entry = catalogue().get(name)
    if entry is None:
        raise InputError(
            "Không có chỉ số “{name}”.{near} Mọi chỉ số: docs/indicators.md.",
            name=name, near=near(name, catalogue()),
        )  # fmt: skip
    if not entry.counts_persons or entry.whom != REGISTER:
        raise InputError(
            "Chỉ số “{name}” không đếm từ phiếu điều tra nên không khai thêm cách chia được.", name=name
        )
    by = tuple(sorted(set(keys), key=lambda key: (_ORDER.index(key) if key in _ORDER else len(_ORDER), key)))
    if by not in allowed_of(entry):
        raise InputError(
            "Không chia “{name}” theo “{by}” trong báo cáo được: không giữ kín được số ít người. Chỉ chia "
            "theo: {allowed}.",
            name=name, by=", ".join(by), allowed="; ".join(", ".join(one) for one in allowed_of(entry)),
        )  # fmt: skip
    return name, by


def allowed_of(entry: Entry) -> list[tuple[str, ...]]:
    """The breakdowns of an indicator of the survey that may be declared."""
    return [by for by in ALLOWED if "age" not in by or has_ages(entry.id)]


def _shape() -> InputError:
    return InputError(
        "“breakdowns” là một danh sách, mỗi mục như: {example}.",
        example='{"indicator": "xmc2_15_60", "by": ["khom", "sex"]}',
    )
