"""The sheets of ``chi-tieu.xlsx`` before anything is written: names, headings and values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from xhht_analysis.base.vietnamese import WITHHELD, Withheld, percent, round_half_up
from xhht_analysis.charts.blocks import Block
from xhht_analysis.charts.tables import MISSING, NOT_APPLICABLE, UNITS, Column, Table, cell_text, exact
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import KEYS, figure_at
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.publishing.codebook import KINDS
from xhht_analysis.publishing.indicator_csv import scaled, target_numbers
from xhht_analysis.publishing.office_words import results, without_sign
from xhht_analysis.report.conditions import conditions_table
from xhht_analysis.report.known import rests_on_people
from xhht_analysis.report.levels import gaps_table, levels_table
from xhht_analysis.report.observed import population_by_sex
from xhht_analysis.report.plan_rows import basis_words
from xhht_analysis.report.quality import findings_table, method_table, rows_table
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import digits, is_told_as_done, judged_value, result_words
from xhht_analysis.standards.verdict_words import NO_DATA
from xhht_analysis.standards.verdicts import Verdict

Value = str | int | Decimal | dt.date | None
_FIGURE = ("Đơn vị tính", "Số đạt, hoặc số lượng", "Tổng số", "Chưa rõ", "Tỷ lệ (%)")
_KEY_WORDS = {"khom": "Khóm", "sex": "Giới tính", "group": "Nhóm", "age": "Tuổi"}
_ALL = "chung"
#: Why women's and men's rates may both lie above that of all.
ELDERS_APART = (
    "Trình độ của người từ 15 tuổi: người từ 61 tuổi do các khóm báo, không chia theo giới tính và dân tộc, "
    "nên chỉ có trong dòng chung và dòng “chưa rõ”; dòng của nữ, nam, từng dân tộc chỉ gồm người trong điều "
    "tra."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, one table. A Decimal carries as many decimals as a reader sees; None is "no figure"."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


def sheets_of(report: Report) -> tuple[list[Sheet], list[str]]:
    """The sheets in the order of the workbook, and a sentence for each table that there is none of."""
    made: list[Sheet | str] = [
        _scoreboard(report),
        _sheet("Mức độ", levels_table(report)),
        _sheet("Điều kiện công nhận", conditions_table(report)),
        _sheet("Còn thiếu", gaps_table(report)),
        _totals(report),
        _cells(report, "Theo khóm", "Các chỉ số theo khóm và giới tính", "khom", "sex"),
        _cells(report, "Theo giới tính, nhóm", "Các chỉ số theo giới tính, dân tộc, nhóm", "sex", "group"),
        _cells(report, "Theo tuổi", "Các chỉ số theo tuổi và giới tính", "age", "sex"),
        _units(report),
        _lacking(report),
        _sheet("Dòng đã đọc", rows_table(report)) if report.has_survey else report.survey_words,
        _sheet("Điều nhận thấy", findings_table(report)),
        _sheet("Cách tính", method_table(report)),
    ]
    tables = [_without_empty(sheet) for sheet in made if isinstance(sheet, Sheet) and sheet.rows]
    return tables, [text for text in made if isinstance(text, str) and text]


def _without_empty(sheet: Sheet) -> Sheet:
    """The sheet without columns of which no row knows anything."""
    full = [
        place
        for place in range(len(sheet.headings))
        if any(row[place] not in (None, "", MISSING) for row in sheet.rows)
    ]
    return replace(
        sheet,
        headings=tuple(sheet.headings[place] for place in full),
        rows=tuple(tuple(row[place] for place in full) for row in sheet.rows),
    )


def _scoreboard(report: Report) -> Sheet | str:
    if report.plan is None:
        return "Chỉ tiêu: địa bàn chưa có tệp kế hoạch của năm này nên không có bảng chỉ tiêu."
    found = results(report)
    headings = (
        "Mã", "Mục", "Chỉ tiêu", "Kết quả", *_FIGURE, "Mục tiêu", "Đánh giá", "Căn cứ; số liệu còn thiếu",
        "Số liệu của", "Kỳ trước", "Kết quả kỳ trước", "Còn thiếu",
        "Giá trị được xét", "Đơn vị của giá trị", "Mục tiêu, từ", "Mục tiêu, đến", "Cách xét", "Năm điều tra",
        "Mã đơn vị hành chính", "Địa bàn",
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for v in report.verdicts:
        whole = (v.target.id, v.target.clause, v.target.name, found[v.target.id])
        place = (report.area.code or None, report.area.place)
        told = (*_judged(v), v.target.words, v.verdict, basis_words(v), *_observed(v))
        rows.append((*whole, *told, *_as_numbers(v), *place))
        for number, part in enumerate(v.parts, start=1):
            named = (f"{v.target.id}.{number}", v.target.clause, part.target.part_name)
            result = result_words(report, part)
            rows.append(
                (*named, result, *_judged(part), part.target.words, part.verdict, part.remark or None,
                 *_observed(part), *_as_numbers(part), *place)
            )  # fmt: skip
    return Sheet("Chỉ tiêu", f"{report.plan.title}: kết quả {report.period.label}", headings, tuple(rows))


def _judged(verdict: Verdict) -> tuple[Value, ...]:
    """The columns of ``_FIGURE``; of women beside men the index that is judged, of several figures none; of
    what is judged as a number no rate.
    """
    if verdict.index is not None:
        value, unit = judged_value(verdict)
        return (unit, value, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE)
    if verdict.figure is None or verdict.parts:
        return (MISSING if verdict.verdict == NO_DATA else NOT_APPLICABLE,) * len(_FIGURE)
    told = _numbers(verdict.figure, verdict.target.indicator, threshold=verdict.target.target)
    if verdict.target.counts_in == "percent" and not is_told_as_done(verdict.target):
        return told
    return (judged_value(verdict)[1] or told[0], *told[1:-1], NOT_APPLICABLE)


def _observed(verdict: Verdict) -> tuple[Value, ...]:
    """Of which day a figure is, the like period before or why there is none, and who is silent."""
    seen = verdict.seen
    if seen is None or verdict.parts or verdict.figure is None:
        return (None if seen is None else seen.date_words or None, None, None, None)
    before = None if verdict.index is not None else digits(verdict.target, seen.before.figure)
    missing = "; ".join((*seen.missing, *seen.blank_at))
    return (
        seen.date_words or None,
        seen.before.label or seen.before.why_not or None,
        before,
        missing or None,
    )


def _as_numbers(verdict: Verdict) -> tuple[Value, ...]:
    """What is judged with its unit, the target as numbers and its kind, and the year of the survey."""
    seen, aims = verdict.seen, verdict.target.aims
    value, unit = (None, "") if verdict.parts else judged_value(verdict)
    of = verdict.figure.denominator if verdict.figure is not None else None
    number = of if isinstance(of, int) else None
    low, high, kind = target_numbers(aims[0], number) if len(aims) == 1 else (None, None, "")
    year = str(seen.survey_year) if seen is not None and seen.survey_year else None
    return (value, unit or None, low, high, KINDS.get(kind), year)


def _totals(report: Report) -> Sheet:
    headings = ("Mã chỉ số", "Chỉ số", *_FIGURE)
    thresholds = {v.target.indicator: v.target.target for v in report.verdicts}
    rows = tuple(
        (name, catalogue()[name].name, *_numbers(figure, name, threshold=thresholds.get(name)))
        for name, figure in report.figures.items()
    )
    return Sheet("Chỉ số", "Mọi chỉ số, chung cho cả địa bàn", headings, rows)


def _cells(report: Report, name: str, title: str, *keys: str) -> Sheet | str:
    """Every cell broken down by the keys and by nothing else; by sex alone only beside the groups."""
    counts = report.counts
    by = counts[[key for key in keys if key != "sex" or "group" in keys]] != ""
    elsewhere = [key for key in KEYS if key not in keys]
    chosen = counts[by.any(axis=1) & (counts[elsewhere] == "").all(axis=1)]
    headings = ("Mã chỉ số", "Chỉ số", *(_KEY_WORDS[key] for key in keys), *_FIGURE)
    rows = tuple(_cell_rows(chosen, keys))
    notes = (ELDERS_APART,) if {"sex", "group"} & set(keys) and _with_elders(chosen) else ()
    return (
        Sheet(name, title, headings, rows, notes)
        if rows
        else f"{name}: số liệu gửi đến không chia được như vậy."
    )


def _with_elders(cells: pd.DataFrame) -> bool:
    """Whether people are among them who stand in no survey, so that sexes are not of the whole population."""
    entries = (catalogue()[name] for name in cells["indicator"].unique())
    return any(entry.sheets and rests_on_people(entry) for entry in entries)


def _cell_rows(cells: pd.DataFrame, keys: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    for row in cells.itertuples():
        texts = (getattr(row, key) for key in keys)
        where = [int(text) if text.isdigit() else text or _ALL for text in texts]
        name = str(row.indicator)
        population = population_by_sex(catalogue()[name]) if row.sex in ("nam", "nữ") else ""
        words = catalogue()[name].name + (f"; dòng này: {population}" if population else "")
        yield (name, words, *where, *_numbers(figure_at(row), name))


def _units(report: Report) -> Sheet | str:
    headings: tuple[str, ...] = ("Đơn vị", "Tình trạng báo cáo", "Ngày nhận", "Tệp")
    hashes = {file["role"]: file.get("sha256", "") for file in report.summary["files"]}
    rows = tuple(
        (u["name"], u["state"], _day(u.get("received")), u.get("file") or None)
        + tuple(report.fingerprint(hashes.get(u.get("file") or "")).values())
        for u in report.summary.get("units", [])
    )
    if report.edition.day:
        headings += ("Mã đối chiếu",)
    return Sheet("Đơn vị báo cáo", "Các đơn vị phải báo cáo", headings, rows)


def _day(text: str | None) -> Value:
    """A day as a date; words that are none stay."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return text


def _lacking(report: Report) -> Sheet | str:
    rows = tuple(
        (name, catalogue()[name].name, word)
        for name, words in report.summary.get("lacking", {}).items()
        for word in words
    )
    return Sheet(
        "Thiếu báo cáo", "Chỉ số chờ trang nào của đơn vị nào", ("Mã chỉ số", "Chỉ số", "Còn thiếu"), rows
    )


def _sheet(name: str, table: Table | Block) -> Sheet | str:
    """A table of the pages as a sheet: the same values, numbers as numbers."""
    if isinstance(table, Block):
        return f"{name}: {cell_text(table, Column(name))}"
    rows = [*table.rows, *([] if table.total is None else [table.total])]
    return Sheet(
        name,
        table.caption,
        tuple(_heading(column) for column in table.columns),
        tuple(tuple(_value(v, c) for v, c in zip(row, table.columns, strict=True)) for row in rows),
        tuple(table.notes),
    )


def _heading(column: Column) -> str:
    unit = column.unit or UNITS.get(column.kind, "")
    return f"{column.header} ({unit})" if unit else column.header


def _value(value: object, column: Column) -> Value:
    """A cell of a page's table: a rounded number with the decimals of the page, else its text."""
    rate = value.rate if isinstance(value, Figure) else exact(value)
    if rate is None or column.kind == "text":
        return without_sign(cell_text(value, column))
    if column.kind in ("percent", "rate"):
        return percent(Fraction(rate), threshold=column.threshold)
    if column.kind == "points":
        return round_half_up(Fraction(rate) * 100, 2)
    return int(rate) if rate == int(rate) else round_half_up(rate, 2)


def _numbers(figure: Figure | None, name: str, *, threshold: Fraction | None = None) -> tuple[Value, ...]:
    """The columns of ``_FIGURE``; the denominator and the rate of what is only counted do not apply."""
    if figure is None:
        return (None,) * len(_FIGURE)
    entry = catalogue()[name]
    numerator, denominator, unknown = (
        str(count) if isinstance(count, Withheld) else scaled(count, name)
        for count in (figure.numerator, figure.denominator, figure.unknown)
    )
    if entry.amount:
        return ("đồng" if entry.is_money else "số lượng", numerator, NOT_APPLICABLE, unknown, NOT_APPLICABLE)
    rate: Value = str(WITHHELD) if figure.withheld else MISSING if figure.unknown else NOT_APPLICABLE
    if figure.rate is not None:
        rate = percent(figure.rate, threshold=threshold)
    return ("%", numerator, denominator, unknown, rate)
