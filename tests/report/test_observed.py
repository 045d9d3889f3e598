"""What a report knows of a target: like with like, whose sheets are silent, on which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.report.made_up import report_of
from tests.support.unit_report import cell, unit_report
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.observed import observation_of, observe
from xhht_analysis.report.report import Report
from xhht_analysis.standards.target import Target

SKILLS = "trained_workers"
STOCK = Target("X", "I", "Tên", "rises", indicator=SKILLS)
FLOW = replace(STOCK, accumulates=True)


def before(tmp_path, monkeypatch, target, period, *earlier):
    """The label of the period that a target is compared with, or why there is none."""
    others = {
        name: unit_report(tmp_path / name, *([cell(SKILLS, 30 + n, 100)] if known else []), period=name)
        for n, (name, known) in enumerate(earlier)
    }
    report = unit_report(tmp_path, cell(SKILLS, 50, 100), period=period)
    found = [others[str(p)] for p in report.period.comparable() if str(p) in others]
    monkeypatch.setattr(Report, "comparable", found)
    said = observe(report, target).before
    return said.label or said.why_not, said.way


@pytest.mark.parametrize(
    ("target", "period", "earlier", "expected", "way"),
    [
        (FLOW, "2024", ["2023", "2024-H1"], "năm 2023", 1),
        (FLOW, "2024-H1", ["2023-H1", "2023"], "6 tháng đầu năm 2023", Fraction(2, 3)),
        (STOCK, "2024", ["2023", "2024-H1"], "năm 2023", 1),
        (STOCK, "2024-H1", ["2023-H1", "2023"], "năm 2023", Fraction(1, 2)),
        (STOCK, "2024-H1", ["2023-H1"], "6 tháng đầu năm 2023", Fraction(2, 3)),
    ],
)
def test_like_is_set_beside_like(tmp_path, monkeypatch, target, period, earlier, expected, way):
    known = [(name, True) for name in earlier]
    assert before(tmp_path, monkeypatch, target, period, *known) == (expected, way)


@pytest.mark.parametrize(
    ("target", "period", "earlier", "why"),
    [
        (FLOW, "2024", [], "chưa có số liệu năm 2023"),
        (FLOW, "2024", [("2023", False)], "chưa có số liệu năm 2023"),
        (FLOW, "2024", [("2024-H1", True)],
         "chưa có số liệu năm 2023; kỳ này là cả năm, kỳ trước là 6 tháng"),
        (FLOW, "2024-H1", [("2023", True)],
         "chưa có số liệu 6 tháng đầu năm 2023; kỳ trước là cả năm, kỳ này là 6 tháng"),
        (STOCK, "2024", [("2024-H1", True)], "chưa có số liệu năm 2023"),
    ],
)  # fmt: skip
def test_unlike_is_not_and_the_reason_is_told(tmp_path, monkeypatch, target, period, earlier, why):
    assert before(tmp_path, monkeypatch, target, period, *earlier)[0] == why


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"survey_years": [2023]}, ""),
        ({"survey_years": [2024]}, "cùng một cuộc điều tra năm 2024"),
        ({"survey_years": [2023], "door": "survey"}, "tuổi được tính khác nhau"),
    ],
)
def test_surveys_are_compared_that_are_two_and_tell_ages_alike(tmp_path, monkeypatch, facts, expected):
    other = report_of(tmp_path, cell("illiterate_15_60", 4, 100), period="2023", **facts)
    report = report_of(tmp_path, cell("illiterate_15_60", 3, 100))
    monkeypatch.setattr(Report, "comparable", [other])
    found = observe(report, Target("X", "I", "Tên", "falls", indicator="illiterate_15_60")).before
    assert (found.why_not, found.label) == (expected, "" if expected else "điều tra năm 2023")
    assert (found.figure == Figure(4, 100, 0)) == (not expected)


def test_a_figure_tells_its_day_its_ages_and_of_whom(tmp_path):
    survey = {"year": 2023, "closed": "2023-09-30", "source": "file"}
    report = report_of(
        tmp_path, cell("xmc2_15_60", 9, 10, 2), period="2024-H1", survey_years=[2023], survey=survey
    )
    seen = observation_of(report, "xmc2_15_60")
    assert (seen.reference_date, seen.survey_year) == (dt.date(2023, 9, 30), 2023)
    assert (seen.age_basis, seen.unit, seen.blanks) == ("năm điều tra trừ năm sinh", "người", 2)
    assert seen.population == "người 15–60 tuổi trong điều tra, không tính người khuyết tật"
    assert (seen.date_words, seen.scope) == ("ngày 30/9/2023", "commune")
    assert observation_of(
        replace(report, summary=report.summary | {"survey": {}}), "xmc2_15_60"
    ).date_words == ("năm 2023")


def test_what_units_report_is_of_the_period_and_names_its_sheets(tmp_path):
    seen = observation_of(unit_report(tmp_path, cell(SKILLS, 5, 10)), SKILLS)
    assert (seen.reference_date, seen.survey_year, seen.age_basis) == (dt.date(2024, 12, 31), None, "")
    assert seen.sources == ("Lao động và năng lực",)


@pytest.mark.parametrize(
    ("received", "drawn_up", "day"),
    [
        ("2024-11-21", "2024-11-18", dt.date(2024, 11, 21)),
        (None, "2024-11-18", dt.date(2024, 11, 18)),
        ("2025-01-08", None, dt.date(2024, 12, 31)),  # told late, of the year all the same
        ("2023-11-21", None, dt.date(2024, 12, 31)),  # a slip
        (None, None, dt.date(2024, 12, 31)),
    ],
)
def test_what_units_report_is_of_the_day_on_which_they_did(tmp_path, received, drawn_up, day):
    """A year's last day may not have come; those who owe other sheets are not asked."""
    khom = {"id": "khom-1", "kind": "khom", "file": "f", "received": received, "drawn_up": drawn_up}
    town = khom | {"id": "ubnd", "kind": "town", "received": "2024-12-04"}
    report = unit_report(tmp_path, cell(SKILLS, 5, 10), units=[khom, town])
    assert observation_of(report, SKILLS).reference_date == day


def test_a_silent_unit_leaves_a_lower_bound(tmp_path):
    lacking = {"money_raised": ["Hội Thử (trang “Kinh phí”: chưa gửi tệp)"]}
    report = unit_report(tmp_path, lacking=lacking)
    assert observation_of(report, "money_raised").figure == Figure()
    bound = replace(report, partial={"money_raised": Figure(5, 0)})
    seen = observation_of(bound, "money_raised")
    assert (seen.figure, seen.missing) == (Figure(5, 0), tuple(lacking["money_raised"]))
    assert "money_raised" not in bound.figures


def test_a_target_may_be_of_a_group_of_ages_or_over_another_base(tmp_path):
    ages = [cell("xmc2_15_60", 8, 10, age="15"), cell("xmc2_15_60", 9, 10, age="16")]
    titles = [cell("learning_units", 6, 10), cell("learning_units_registered", 8, 10)]
    women = cell("xmc2_15_60", 7, 9, sex="nữ")
    report = report_of(tmp_path, cell("xmc2_15_60", 17, 20), *ages, women, *titles)

    def figure(**facts):
        return observe(report, Target("X", "I", "Tên", "at_least", **facts)).figure

    assert figure(indicator="xmc2_15_60", group="nữ") == Figure(7, 9, 0)
    assert figure(indicator="xmc2_15_60", ages=(15, 15)) == Figure(8, 10, 0)
    assert figure(indicator="xmc2_15_60", ages=(15, 16)) == Figure(17, 20, 0)
    assert figure(indicator="learning_units", base="learning_units_registered") == Figure(6, 8, 0)
    assert figure(indicator="learning_units", group="không có") == Figure()


def test_who_was_missing_before_is_named(tmp_path, monkeypatch):
    silent = "Trường Mầm non Hoa Mai (trang “Mầm non”: chưa gửi tệp)"
    other = replace(
        report_of(tmp_path, period="2023", lacking={"preschool_teachers_of_norm": [silent]}),
        partial={"preschool_teachers_of_norm": Figure(50, 60)},
    )
    monkeypatch.setattr(Report, "comparable", [other])
    report = report_of(tmp_path, cell("preschool_teachers_of_norm", 54, 64))
    found = observe(report, Target("X", "I", "Tên", "rises", indicator="preschool_teachers_of_norm")).before
    assert found.why_not == f"số liệu năm 2023 còn thiếu {silent}"
