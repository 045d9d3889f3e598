"""Whether the figure that a clause aims at is counted at all: by khóm, of women, of these ages."""

from __future__ import annotations

from dataclasses import fields
from typing import Protocol

from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import Entry, catalogue
from xhht_analysis.standards.target_form import keys_of

_KEYS = ("khom", "sex", "group", "age")
_DEFAULT_BY = next(f.default for f in fields(Entry) if f.name == "by")
_BY_WORDS = {"khom": "khóm", "sex": "nam, nữ", "group": "nhóm", "age": "tuổi"}
#: The groups of the survey.
_OF_REGISTER = ("nam", "nữ", "dân tộc thiểu số", "Kinh")


class Aimed(Protocol):
    """A clause, or a part of one with what it has of the clause."""

    @property
    def direction(self) -> str: ...
    @property
    def counts_in(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def ages(self) -> tuple[int, int] | None: ...
    @property
    def khom(self) -> str: ...
    @property
    def each(self) -> str | None: ...


def check_counted(one: Aimed, entry: Entry) -> None:
    """Raises Wrong where the figure that is aimed at cannot be: nobody counts it."""
    if (
        entry.amount
        and one.counts_in == "percent"
        and not one.base
        and one.direction not in ("done", "shown")
    ):
        raise Wrong(
            f"“{entry.name}” là số lượng, không có phần trăm. Hãy bỏ unit = \"percent\", hoặc ghi “base”.",
            f"“{entry.name}” is a number and no share. Leave unit = \"percent\" out, or write “base”.",
            "unit",
        )  # fmt: skip
    if one.direction == "communes" and entry.counts_persons:
        raise Wrong(
            f"“{entry.name}” đếm người, không đếm xã: không cho biết bao nhiêu xã đạt mức. Hãy bỏ dòng này; "
            "tự đếm thì lập [[indicator]] riêng, kind = \"share\", unit = \"xã\", counts_persons = false.",
            f"“{entry.name}” counts persons, no communes. Leave the line out; to count communes make an "
            "[[indicator]] of the plan's own, kind = \"share\", unit = \"xã\", counts_persons = false.",
            "indicator",
        )  # fmt: skip
    if one.counts_in == "dong" and not entry.is_money:
        raise Wrong(
            f"“{entry.name}” không đếm bằng đồng. Hãy ghi unit = \"count\", hoặc bỏ dòng này.",
            f"“{entry.name}” does not count đồng. Write unit = \"count\", or leave the line out.", "unit",
        )  # fmt: skip
    if one.ages is not None:
        _check_ages(one.ages, entry)
    by = set()
    if one.khom or one.each == "khom":
        by.add("khom")
    if one.each == "unit":
        by.add("group")
    if one.group:
        by |= keys_of(one.group).keys()
    if one.ages is not None and one.ages != entry.ages:
        by.add("age")
    keys = tuple(key for key in _KEYS if key in by)
    told = breakdowns(entry, by_age="age" in by)
    if keys and keys not in told:
        place = "group" if one.group else "ages" if "age" in by else "khom" if one.khom else "each"
        have = "; ".join(dict.fromkeys(" và ".join(_BY_WORDS[key] for key in one_of) for one_of in told))
        vi = f"“{entry.name}” không đếm theo {' và '.join(_BY_WORDS[key] for key in keys)}"
        raise Wrong(
            f"{vi} (có: {have or 'chỉ toàn địa bàn'}). Hãy bỏ dòng này, hoặc lập [[indicator]] riêng của kế "
            "hoạch cho nhóm ấy.",
            f"“{entry.name}” is not counted so. Leave the line out, or make an [[indicator]] of the plan's "
            "own.",
            place,
        )  # fmt: skip
    if one.group and entry.population != "units" and not {*keys_of(one.group).values()} <= {*_OF_REGISTER}:
        raise Wrong(
            f"phiếu điều tra không đếm nhóm “{one.group}” (có: {', '.join(_OF_REGISTER)}). Hãy sửa tên nhóm, "
            "hoặc lập [[indicator]] riêng của kế hoạch.",
            f"the survey does not count “{one.group}” ({', '.join(_OF_REGISTER)}). Mend it, or make an "
            "[[indicator]] of the plan's own.",
            "group",
        )  # fmt: skip


def _check_ages(ages: tuple[int, int], entry: Entry) -> None:
    first, last = ages
    if first > last:
        raise Wrong(
            f"“ages”: tuổi đầu {first} lớn hơn tuổi cuối {last}. Hãy đổi chỗ hai số.",
            f"“ages”: the first age {first} is above the last {last}. Change the two.", "ages",
        )  # fmt: skip
    if first < entry.ages[0] or last > entry.ages[1]:
        raise Wrong(
            f"“{entry.name}” chỉ đếm người {entry.ages[0]}–{entry.ages[1]} tuổi. Hãy sửa “ages”, hoặc chọn "
            "chỉ số khác.",
            f"“{entry.name}” counts ages {entry.ages[0]} to {entry.ages[1]} alone. Mend “ages”, or aim "
            "at another.",
            "ages",
        )  # fmt: skip


def breakdowns(entry: Entry, *, by_age: bool = False) -> tuple[tuple[str, ...], ...]:
    """By what an indicator is counted, as far as it may be published.

    >>> breakdowns(catalogue()["learning_families"]), breakdowns(catalogue()["digital_schools"])
    ((('khom',),), ())
    """
    if by_age and entry.ages_in:
        entry = catalogue()[entry.ages_in]
    if entry.population != "units" or entry.by != _by_default():
        return entry.by
    by_khom = all(sheets()[sheet].kinds == ("khom",) for sheet in entry.sheets)
    return (("khom",),) if by_khom else ()


def _by_default() -> tuple[tuple[str, ...], ...]:
    assert isinstance(_DEFAULT_BY, tuple)
    return _DEFAULT_BY
