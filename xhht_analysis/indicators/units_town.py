"""What the town and every unit answer for: officials, broadcasts, money, plans, reports in time."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.discipline import IN_TIME, NOT_DATED, NOT_READ, NOT_RECEIVED, report_status
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

    A broadcast without a date may have been in any month.
    """
    wanted = told.per_month.get("broadcast_months")
    if wanted is None:
        raise Untold("kế hoạch của địa bàn (chưa ghi «per_month»: số lần phát thanh mỗi tháng)")
    rows = told.rows("broadcasts")
    dates = rows["date"][rows["date"].dt.year == told.period.year]
    months = range(1, told.period.due_to_town.month)
    held = [int((dates.dt.month == month).sum()) for month in months]
    enough = sum(n >= wanted for n in held)
    undated, perhaps = int(rows["date"].isna().sum()), 0
    for lacking in sorted(wanted - n for n in held if n < wanted):
        undated -= lacking
        perhaps += undated >= 0
    by_month = [Cell(n, wanted, group=f"tháng {month}") for month, n in zip(months, held, strict=True)]
    return [Cell(enough, len(held) - perhaps, perhaps), *by_month]


def _about(told: Told, *columns: str) -> pd.DataFrame:
    """Rows of the money sheet that are about these columns: a row on spending need not speak of gifts.

    A unit none of whose rows is about them has told nothing, not nought.
    """
    rows = told.rows("money")
    about = rows[rows[list(columns)].notna().any(axis=1)]
    silent = set(rows["unit"]) - set(about["unit"])
    if names := [unit.name for unit in told.area.units if unit.id in silent]:
        headings = " và ".join(f"«{sheets()['money'].column(column).heading}»" for column in columns)
        told.refuse(f"{', '.join(names)} (trang «Kinh phí»: cột {headings} để trống)")
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

    Of a file that nobody dated or could read it is not known whether it came in time.
    """
    states = _states(told)
    unknown = (NOT_DATED, NOT_READ)
    in_time = pd.Series([None if s in unknown else s == IN_TIME for s in states], dtype="boolean")
    received = pd.Series([state != NOT_RECEIVED for state in states], dtype="boolean")
    return [yes(in_time), yes(received, group="đã nhận")]


@from_units("reminder_list", waits=False, log=("unit", "received"))
def reminder_list(told: Told) -> list[Cell]:
    """The list of units to commend and to remind: it is drawn up as soon as reports are counted."""
    _states(told)
    return [Cell(1, 1)]


def _states(told: Told) -> list[str]:
    """Every unit's state; Untold before any report has come."""
    if not told.reports.files:
        raise Untold("chưa có báo cáo của đơn vị nào")
    return [status.state for status in report_status(told.area, told.period, told.reports)]
