"""A yearly plan: its targets as data (``plan-<year>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from xhht_analysis.base.duty import DueDays
from xhht_analysis.base.files import is_there
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_faults import Wrong, refuse
from xhht_analysis.base.toml_model import FORM, Day, Text, Whole, read_model
from xhht_analysis.standards.community_rules import all_community_rules
from xhht_analysis.standards.rules import all_decrees
from xhht_analysis.standards.target import Target


def _known_text(id: str) -> str:
    known = [*(text.id for text in all_decrees()), *(text.id for text in all_community_rules())]
    if id not in known:
        raise Wrong(
            f"không có quy định «{id}».{near(id, known).vi} Các mã dùng được: {', '.join(known)}.",
            f"no rule is “{id}”.{near(id, known).en} There are: {', '.join(known)}.",
        )
    return id


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a year with all its clauses. ``legal_texts``: ids of rules that it cites by name."""

    __pydantic_config__ = FORM
    title: Annotated[Text, Field(description="Tên kế hoạch")] = ""
    year: Annotated[Whole, Field(description="Năm, như tên tệp")] = 0
    targets: Annotated[tuple[Target, ...], Field(alias="target", description="Các chỉ tiêu")] = ()
    date: Annotated[Day | None, Field(description="Ngày ban hành")] = None
    legal_texts: Annotated[
        tuple[Annotated[Text, AfterValidator(_known_text)], ...],
        Field(description="Quy định mà kế hoạch nêu tên", examples=[["tt44-2014"]]),
    ] = ()
    number: Annotated[Text, Field(description="Số của kế hoạch")] = ""
    due: Annotated[DueDays, Field(description="Hạn báo cáo")] = DueDays()

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        assert info.context is not None
        year, wrong = info.context.year, list[Wrong]()
        if self.year not in (0, year):
            vi, en = f"«year» phải là {year}, như tên tệp.", f"“year” must be {year}, as the file is named."
            wrong.append(Wrong(vi, en, "year"))
        if not self.targets:
            wrong.append(
                Wrong(
                    "chưa có bảng [[target]] nào. Hãy ghi mỗi chỉ tiêu một bảng [[target]].",
                    "it holds no [[target]]. Write one [[target]] for each clause.",
                )
            )
        ids = [target.id for target in self.targets]
        wrong += [
            Wrong(
                f"«id» {one} ghi hai lần. Hãy đổi một trong hai.",
                f"“id” {one} stands twice. Change one of them.", "target", n, "id",
            )
            for n, one in enumerate(ids)
            if one in ids[:n]
        ]  # fmt: skip
        refuse(wrong)
        return self


def load_plan(folder: Path, period: Period) -> Plan | None:
    """The area's plan of the period's year, or None when there is none (no scoreboard then)."""
    path = folder / f"plan-{period.year}.toml"
    if not is_there(path):
        return None
    plan = read_model(path, Plan, context=period)
    return replace(plan, title=plan.title or f"{folder.name}/{path.name}", year=period.year)


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
