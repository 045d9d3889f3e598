"""What the town and every unit answer for: officials, broadcasts, money, plans, reports in time."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.duty import first_month, months_over
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.discipline import (
    IN_TIME,
    NOT_DUE,
    SILENT,
    UNCERTAIN,
    UnitStatus,
    report_status,
    told_until,
)
from xhht_analysis.indicators.units_told import Cell, Told, Untold, amount, from_units, share, yes


def _officials(name: str, item: str, part: str) -> None:
    @from_units(name, officials=(part, "all"))
    def count(told: Told) -> list[Cell]:
        rows = told.rows("officials", "all", item=item)
        return [share(rows[part], rows["all"])]


_officials("cadres_trained", "Cán bộ", "trained")
_officials("cadres_qualified", "Cán bộ", "qualified")
_officials("officials_compulsory", "Công chức", "compulsory")


@from_units("broadcast_months", broadcasts=("date",))
def broadcast_months(told: Told) -> list[Cell]:
    """Months with as many broadcasts as the plan wants, of those that ended before units report.

    Of months still to come, or before the area was founded, nothing is asked. What the town reports on a day
    says nothing of a month that was not over then, but that it had enough already; in the list by month such
    a month is not known. A broadcast without a date may have been in any month.
    """
    wanted = told.per_month.get("broadcast_months")
    if wanted is None:
        raise Untold("kế hoạch của địa bàn (chưa ghi “per_month”: số lần phát thanh mỗi tháng)")
    rows = told.rows("broadcasts")
    dates = rows["date"][rows["date"].dt.year == told.period.year]
    first = first_month(told.period.year, told.area.since)
    asked = {month: int((dates.dt.month == month).sum()) for month in range(first, told.duty.months + 1)}
    over = _months_told(told, dates)
    by_month = [
        Cell(n, wanted, group=f"tháng {month}")
        if month <= over or n >= wanted
        else Cell(0, 0, wanted, group=f"tháng {month}")
        for month, n in asked.items()
    ]
    held = [cell.numerator for cell in by_month if cell.denominator]
    if not held:
        raise Untold("chưa hết tháng nào của kỳ")
    enough = sum(n >= wanted for n in held)
    undated, perhaps = int(rows["date"].isna().sum()), 0
    for lacking in sorted(wanted - n for n in held if n < wanted):
        undated -= lacking
        perhaps += undated >= 0
    return [Cell(enough, len(held) - perhaps, perhaps), *by_month]


def _months_told(told: Told, dates: pd.Series) -> int:
    """How many months were over when the town reported; all that are asked for where no day is known."""
    owing = [unit for unit in told.area.units if sheets()["broadcasts"].owed_by(unit)]
    days = [day for unit in owing if (day := told_until(unit, told.area, told.reports))]
    days += [day.date() for day in dates.dropna()] if days else []
    return months_over(told.period.year, max(days)) if days else told.duty.months


def _about(told: Told, *columns: str) -> pd.DataFrame:
    """Rows of the money sheet that are about these columns: a row on spending need not speak of gifts.

    A unit none of whose rows is about them has told nothing, not nought.
    """
    rows = told.rows("money")
    about = rows[rows[list(columns)].notna().any(axis=1)]
    silent = set(rows["unit"]) - set(about["unit"])
    if names := [unit.name for unit in told.area.units if unit.id in silent]:
        headings = " và ".join(f"“{sheets()['money'].column(column).heading}”" for column in columns)
        told.refuse(f"{', '.join(names)} (trang “Kinh phí”: cột {headings} để trống)")
    return about.assign(source=about["source"].fillna("chưa rõ"))


@from_units("money_raised", money=("raised_cash", "raised_kind"))
def money_raised(told: Told) -> list[Cell]:
    """Money and kind raised from society, in đồng; by source and by form."""
    rows = _about(told, "raised_cash", "raised_kind")
    for column in ("raised_cash", "raised_kind"):
        told.refuse_blank("money", column, rows)
    cash, kind = rows["raised_cash"], rows["raised_kind"]
    sources = [amount(money, group=source) for source, money in (cash + kind).groupby(rows["source"])]
    forms = [amount(cash, group="tiền mặt"), amount(kind, group="hiện vật")]
    return [amount(cash, kind), *sources, *forms]


@from_units("money_spent", money=("planned", "spent"))
def money_spent(told: Told) -> list[Cell]:
    """Money spent of what was planned for the year, by source."""
    rows = _about(told, "planned", "spent")
    told.refuse_blank("money", "planned", rows)
    sources = [
        share(of_source["spent"], of_source["planned"], group=str(source))
        for source, of_source in rows.groupby("source")
    ]
    return [share(rows["spent"], rows["planned"]), *sources]


@from_units("money_by_purpose", money=("purpose", "spent"))
def money_by_purpose(told: Told) -> list[Cell]:
    """Money spent, in đồng; by what it was spent on."""
    rows = _about(told, "planned", "spent")
    told.refuse_blank("money", "spent", rows)
    purposes = rows["spent"].groupby(rows["purpose"].fillna("chưa rõ"))
    return [amount(rows["spent"]), *(amount(money, group=str(purpose)) for purpose, money in purposes)]


@from_units("own_plans", own_plan=("has_plan",))
def own_plans(told: Told) -> list[Cell]:
    """Units with a training plan of their own."""
    return [yes(told.rows("own_plan")["has_plan"])]


@from_units("reports_in_time", waits=False, log=("unit", "received"))
def reports_in_time(told: Told) -> list[Cell]:
    """Units that reported before the day due (plan, clause V), and units that reported at all.

    Of a file that the log does not date, or that nobody could read, it is not known whether it came in time;
    before the day due it is not known of what is still to come.
    """
    states = [status.state for status in _statuses(told)]
    unknown = (*UNCERTAIN, NOT_DUE)
    in_time = pd.Series([None if s in unknown else s == IN_TIME for s in states], dtype="boolean")
    received = pd.Series([state not in SILENT for state in states], dtype="boolean")
    return [yes(in_time), yes(received, group="đã nhận")]


@from_units("reminder_list", waits=False, log=("unit", "received"))
def reminder_list(told: Told) -> list[Cell]:
    """Units of which it can be said, with a reason, whether they are commended, reminded, or neither.

    That rests on the day of receipt and on what the report holds. Before the day due nobody is on a list.
    """
    placed = pd.Series(
        [None if s.state in UNCERTAIN or not s.is_due else True for s in _statuses(told)], dtype="boolean"
    )
    return [yes(placed)]


def _statuses(told: Told) -> list[UnitStatus]:
    """Where every unit stands; Untold before any report has come, and where no day due is set."""
    if told.duty.units is None:
        raise Untold("kế hoạch của địa bàn hoặc area.toml (chưa ghi [due]: hạn các đơn vị gửi báo cáo)")
    if not told.reports.files:
        raise Untold("chưa có báo cáo của đơn vị nào")
    return report_status(told.area, told.period, told.reports, told.duty)
