"""The forms of universal education from published counts alone (see ``public_forms``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from xhht_analysis.cleaning.khom import UNKNOWN_KHOM
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.form_words import TOTAL, words_of
from xhht_analysis.indicators.official_forms import CONTENT, KHOM, TH_02, Form, Row, Value
from xhht_analysis.report.published_cells import figure_in, of_ages, part, people
from xhht_analysis.report.report import Report

_said = partial(words_of, kind="education")
#: Of everybody, those with a disability among them: the forms' own rows leave these out.
_LEARNING = "Đang đi học (kể cả người khuyết tật)"
_NOT = "Không công bố được: nữ, dân tộc thiểu số, khuyết tật, chuyển đến, chuyển đi, chết"


def school_forms(report: Report) -> Iterable[Form]:
    """Preschool, primary and lower secondary, as far as the published counts go."""
    yield _preschool_5(report)
    yield _preschool_3_5(report)
    yield _primary(report)
    yield _by_khom(report)
    yield _lower_secondary(report)
    yield _after(report)


def _form(
    number: str, title: str, ages: list[str], rows: Iterable[tuple[str, list[Value]]], *, lacking: str
) -> Form:
    heads = tuple(f"{age} tuổi" for age in ages)
    told: list[Row] = [(label, tuple(cells)) for label, cells in rows]
    return Form(number, title, heads, tuple(told), (f"{_NOT}{lacking}.",), corner=CONTENT)


def _school(report: Report, first: int, last: int) -> Figure | None:
    return of_ages(report, "at_school_3_18", first, last)


def _preschool_5(report: Report) -> Form:
    in_class, finished = (figure_in(report, name) for name in ("mn5_in_class", "mn5_finished"))
    rows: list[tuple[str, list[Value]]] = [
        (_said("people"), [people(_school(report, age, age)) for age in (5, 6)]),
        (_said("ppc"), [people(in_class), people(finished)]),
        (_said("at_school"), [part(in_class), None]),
        (_said("finished_preschool"), [None, part(finished)]),
    ]
    title = "Phổ cập giáo dục mầm non cho trẻ 5 tuổi"
    return _form("MN 5 tuổi", title, ["5", "6"], rows, lacking=", học 2 buổi/ngày")


def _preschool_3_5(report: Report) -> Form:
    in_class = figure_in(report, "mn35_in_class")
    finished = [(age, figure_in(report, f"mn{age}_programme")) for age in (3, 4, 5)]
    rows: list[tuple[str, list[Value]]] = [
        (_said("people"), [people(_school(report, 3, 5))]),
        (_said("ppc"), [people(in_class)]),
        (_said("at_school"), [part(in_class)]),
    ]
    for age, figure in finished:
        rows += [
            (f"Phải phổ cập, {age} tuổi ở năm học vừa qua", [people(figure)]),
            (f"Hoàn thành chương trình {age} tuổi ở năm học vừa qua", [part(figure)]),
        ]
    title = "Phổ cập giáo dục mầm non cho trẻ 3–5 tuổi"
    return _form("MN 3–5 tuổi", title, ["3–5"], rows, lacking=", học 2 buổi/ngày, từng tuổi một")


def _primary(report: Report) -> Form:
    bands = ((6, 10), (11, 14), (6, 14))
    at_school = [_school(report, *band) for band in bands]
    finished = figure_in(report, "th_finished_to_14")
    rows: list[tuple[str, list[Value]]] = [
        (_said("people"), [*map(people, at_school)]),
        (_LEARNING, [*map(part, at_school)]),
        (_said("ppc"), [None, people(finished), None]),
        (_said("finished_primary"), [None, part(finished), None]),
    ]
    ages = [f"{first}–{last}" for first, last in bands]
    lacking = ", từng lớp, lưu ban, bỏ học, từng tuổi một; phải phổ cập 6 tuổi và 11 tuổi ở TH-02"
    return _form("TH-M1", "Phổ cập giáo dục tiểu học", ages, rows, lacking=lacking)


def _by_khom(report: Report) -> Form:
    """The summary, by khóm where suppression lets it."""

    def row(label: str, **where: str) -> Row:
        names = ("th_grade1_at_6", "th_finished_at_11", "th_others_at_11_in_primary", "th_finished_to_14")
        six, eleven, others, to_14 = (figure_in(report, name, **where) for name in names)
        return label, (
            people(six), part(six), people(eleven), part(eleven), part(others), people(to_14), part(to_14),
        )  # fmt: skip

    listed = [*report.area.khom, UNKNOWN_KHOM]
    counted = {khom for khom in report.counts["khom"] if khom}
    rows = [row(khom, khom=khom) for khom in listed if khom in counted]
    shares = ((1, 0), (3, 2), (6, 5))
    note = (f"Số [c] của một khóm vẫn nằm trong dòng “{TOTAL}”.",)
    title = "Tổng hợp phổ cập giáo dục tiểu học"
    return Form("TH-02", title, TH_02, (*rows, row(TOTAL)), note, shares, corner=KHOM)


def _lower_secondary(report: Report) -> Form:
    at_school, finished = _school(report, 11, 14), figure_in(report, "th_finished_to_14")
    rows: list[tuple[str, list[Value]]] = [
        (_said("people"), [people(at_school)]),
        (_LEARNING, [part(at_school)]),
        (_said("ppc"), [people(finished)]),
        (_said("finished_primary"), [part(finished)]),
    ]
    title = "Phổ cập giáo dục THCS, 11–14 tuổi"
    return _form("THCS-M1", title, ["11–14"], rows, lacking=", đang học THCS, từng tuổi một")


def _after(report: Report) -> Form:
    at_school = _school(report, 15, 18)
    graduated, upper = (figure_in(report, f"thcs_{what}_15_18") for what in ("graduated", "upper"))
    rows: list[tuple[str, list[Value]]] = [
        (_said("people"), [people(at_school)]),
        (_LEARNING, [part(at_school)]),
        (_said("ppc"), [people(graduated, upper)]),
        (_said("graduated"), [part(graduated)]),
        (_said("upper"), [part(upper)]),
    ]
    title = "Phổ cập giáo dục THCS, 15–18 tuổi"
    lacking = ", GDTX, GDNN, nơi học, từng tuổi một"
    return _form("THCS-M2", title, ["15–18"], rows, lacking=lacking)
