"""A yearly plan: its targets as data (``plan-<year>.toml``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo, model_validator

from xhht_analysis.base.areas import Area, Unit, load_area
from xhht_analysis.base.duty import DueDays
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import is_there
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.plan_files import plan_file, plan_files
from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_model import FORM, Day, Text, Whole, read_model
from xhht_analysis.indicators.catalogue import admit
from xhht_analysis.indicators.own import OwnIndicator
from xhht_analysis.indicators.own_counts import measure_of
from xhht_analysis.indicators.units_told import UnitMeasure
from xhht_analysis.standards.community_rules import all_community_rules
from xhht_analysis.standards.rules import all_decrees
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.target_form import Reading


def _known_text(id: str) -> str:
    known = [*(text.id for text in all_decrees()), *(text.id for text in all_community_rules())]
    if id not in known:
        raise Wrong(
            f"không có quy định “{id}”.{near(id, known).vi} Các mã dùng được: {', '.join(known)}.",
            f"no rule is “{id}”.{near(id, known).en} There are: {', '.join(known)}.",
        )
    return id


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a year with all its clauses. ``legal_texts``: ids of rules that it cites by name. ``own``:
    indicators that it adds to the catalogue.
    """

    __pydantic_config__ = FORM
    title: Annotated[Text, Field(description="Tên kế hoạch")] = ""
    year: Annotated[Whole, Field(description="Năm, như tên tệp")] = 0
    targets: Annotated[tuple[Target, ...], Field(alias="target", description="Các chỉ tiêu")] = ()
    own: Annotated[
        tuple[OwnIndicator, ...], Field(alias="indicator", description="Chỉ số riêng của kế hoạch")
    ] = ()
    date: Annotated[Day | None, Field(description="Ngày ban hành")] = None
    legal_texts: Annotated[
        tuple[Annotated[Text, AfterValidator(_known_text)], ...],
        Field(description="Quy định mà kế hoạch nêu tên", examples=[["tt44-2014"]]),
    ] = ()
    number: Annotated[Text, Field(description="Số của kế hoạch")] = ""
    due: Annotated[DueDays, Field(description="Hạn báo cáo")] = DueDays()

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        assert isinstance(info.context, Reading)
        year, wrong = info.context.period.year, list[Wrong]()
        if self.year not in (0, year):
            vi, en = f"“year” phải là {year}, như tên tệp.", f"“year” must be {year}, as the file is named."
            wrong.append(Wrong(vi, en, "year"))
        if not self.targets:
            wrong.append(
                Wrong(
                    "chưa có bảng [[target]] nào. Hãy ghi mỗi chỉ tiêu một bảng [[target]].",
                    "it holds no [[target]]. Write one [[target]] for each clause.",
                )
            )
        for table, ids in (("target", [t.id for t in self.targets]), ("indicator", [i.id for i in self.own])):
            wrong += [
                Wrong(
                    f"“id” {one} ghi hai lần. Hãy đổi một trong hai.",
                    f"“id” {one} stands twice. Change one of them.", table, n, "id",
                )
                for n, one in enumerate(ids)
                if one in ids[:n]
            ]  # fmt: skip
        refuse(wrong)
        return self


def load_plan(folder: Path, period: Period) -> Plan | None:
    """The area's plan of the period (``base.plan_files``), or None when there is none: then no scoreboard."""
    path = plan_file(folder, period)
    if not is_there(path):
        return None
    admit_own(folder, period)
    plan = read_model(path, Plan, context=_reading(folder, period, _own_of(path, units_of(folder, period))))
    return replace(plan, title=plan.title or f"{folder.name}/{path.name}", year=period.year)


def own_measures(plan: Plan | None, area: Area) -> dict[str, UnitMeasure]:
    """How each indicator of a plan's own is counted."""
    named = {one.name_in(area.id): one for one in plan.own} if plan else {}
    return {name: measure_of(one, one.entry(area.id, area.units).by) for name, one in named.items()}


def admit_own(folder: Path, period: Period) -> None:
    """Make the own indicators of all the area's plans known to the catalogue, the period's last of all.

    Raises InputError where two plans mean different things by one id: their figures would be compared.
    """
    mine, seen = plan_file(folder, period), dict[str, tuple[Path, OwnIndicator]]()
    for when, path in sorted(plan_files(folder).items(), key=lambda one: one[1] == mine):
        try:
            units = units_of(folder, when)
            own = _own_of(path, units)
        except InputError:
            if path == mine:
                raise
            continue  # told when its own period is read; of what is not admitted nothing is published
        for one in own:
            other_path, other = seen.setdefault(one.id, (path, one))
            if (other.kind, other.unit, other.counts_persons) != (one.kind, one.unit, one.counts_persons):
                raise InputError(
                    "Chỉ số “{id}” trong {folder}/{name} và {other} khác nhau về “kind”, "
                    "“unit” hoặc “counts_persons”. Hãy đặt mã khác ở một tệp.",
                    id=one.id, folder=folder.name, name=path.name, other=other_path.name,
                )  # fmt: skip
            admit([one.entry(folder.name, units or ())])


@dataclass(frozen=True, slots=True)
class _Own:
    """What a plan's file says of its own indicators, whatever else it says."""

    __pydantic_config__ = ConfigDict(extra="ignore")
    own: Annotated[tuple[OwnIndicator, ...], Field(alias="indicator")] = ()


def _own_of(path: Path, units: tuple[Unit, ...] | None) -> tuple[OwnIndicator, ...]:
    return read_model(path, _Own, context=Reading(Period(1), units=units)).own


def own_elsewhere(folder: Path, period: Period) -> Iterator[tuple[Path, tuple[OwnIndicator, ...]]]:
    """The own indicators of the area's other plans, as far as these can be read."""
    mine = plan_file(folder, period)
    for when, path in plan_files(folder).items():
        if path != mine:
            with suppress(InputError):  # told when its own period is read
                yield path, _own_of(path, units_of(folder, when))


def units_of(folder: Path, period: Period) -> tuple[Unit, ...] | None:
    """The area's units. None where it is not known, or cannot be read: that is told where it is read."""
    try:
        known = is_there(folder / "area.toml")
        return load_area(folder, period.reference_date).units if known else None
    except InputError:
        return None


def _reading(folder: Path, period: Period, own: tuple[OwnIndicator, ...]) -> Reading:
    names = {one.id: one.name_in(folder.name) for one in own}
    return Reading(period, names, units_of(folder, period))


def times_per_month(folder: Path, period: Period) -> dict[str, int]:
    """Indicator → how often a month the area's plan wants it.

    By the plan of the period; where that says nothing, by the first later one, then by an earlier.
    """
    mine = plan_file(folder, period)

    def far(one: tuple[Period, Path]) -> tuple[bool, bool, int, bool]:
        when, path = one
        return path != mine, when.year < period.year, abs(when.year - period.year), when.is_half

    for when, _ in sorted(plan_files(folder).items(), key=far):
        plan = load_plan(folder, when)
        told = {t.indicator: t.per_month for t in (plan.targets if plan else ()) if t.per_month is not None}
        if told:
            return told
    return {}
