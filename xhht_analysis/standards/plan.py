"""A yearly plan: its targets as data (``plan-<year>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, model_validator

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.duty import DueDays
from xhht_analysis.base.files import is_there
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_faults import Wrong
from xhht_analysis.base.toml_model import FORM, Day, Text, Whole, read_model
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.target_form import Reading


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a year with all its clauses. ``legal_texts``: ids of rules that it cites by name."""

    __pydantic_config__ = FORM
    title: Annotated[Text, Field(description="Tên kế hoạch")] = ""
    year: Annotated[Whole, Field(description="Năm, như tên tệp")] = 0
    targets: Annotated[tuple[Target, ...], Field(alias="target", description="Các chỉ tiêu")] = ()
    date: Annotated[Day | None, Field(description="Ngày ban hành")] = None
    legal_texts: Annotated[
        tuple[Text, ...], Field(description="Quy định mà kế hoạch nêu tên", examples=[["tt44-2014"]])
    ] = ()
    number: Annotated[Text, Field(description="Số của kế hoạch")] = ""
    due: Annotated[DueDays, Field(description="Hạn báo cáo")] = DueDays()

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        assert isinstance(info.context, Reading)
        year = info.context.period.year
        if self.year not in (0, year):
            vi, en = f"«year» phải là {year}, như tên tệp.", f"“year” must be {year}, as the file is named."
            raise Wrong(vi, en, "year")
        if not self.targets:
            raise Wrong(
                "chưa có bảng [[target]] nào. Hãy ghi mỗi chỉ tiêu một bảng [[target]].",
                "it holds no [[target]]. Write one [[target]] for each clause.",
            )  # fmt: skip
        ids = [target.id for target in self.targets]
        for n, one in enumerate(ids):
            if one in ids[:n]:
                raise Wrong(
                    f"«id» {one} ghi hai lần. Hãy đổi một trong hai.",
                    f"“id” {one} stands twice. Change one of them.", "target", n, "id",
                )  # fmt: skip
        return self


def load_plan(folder: Path, period: Period) -> Plan | None:
    """The area's plan of the period's year, or None when there is none (no scoreboard then)."""
    path = folder / f"plan-{period.year}.toml"
    if not is_there(path):
        return None
    plan = read_model(path, Plan, context=_reading(folder, period))
    return replace(plan, title=plan.title or f"{folder.name}/{path.name}", year=period.year)


def _reading(folder: Path, period: Period) -> Reading:
    known = is_there(folder / "area.toml")
    return Reading(period, khom=load_area(folder, period.reference_date).khom if known else None)


def times_per_month(folder: Path, period: Period) -> dict[str, int]:
    """Indicator → how often a month the area's plan wants it.

    By the plan of the period's year; where that says nothing, by the first later one, then by an earlier.
    """
    years = (int(path.stem.removeprefix("plan-")) for path in folder.glob("plan-[0-9][0-9][0-9][0-9].toml"))
    for year in sorted(years, key=lambda year: (year < period.year, abs(year - period.year))):
        plan = load_plan(folder, Period(year))
        told = {t.indicator: t.per_month for t in (plan.targets if plan else ()) if t.per_month is not None}
        if told:
            return told
    return {}
