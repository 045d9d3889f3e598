"""Days due as they are written, and what follows from the day of judging."""

import datetime as dt

import pytest

from xhht_analysis.base.duty import DueDays, Duty
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_model import parse_model

HALF, YEAR = Period(2024, True), Period(2024)
WRITTEN = 'units = { half = "05/6", year = "05/12" }\noffice = { year = "10/12" }\n'


def days(text=WRITTEN):
    return parse_model(text, DueDays, file="due.toml")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("05/6", dt.date(2024, 6, 5)),
        ("5/06", dt.date(2024, 6, 5)),
        ("31/5", dt.date(2024, 5, 31)),
        ("25/11/2024", dt.date(2024, 11, 25)),
        ("10/01/2025", dt.date(2025, 1, 10)),  # the report of a year may be owed in the next one
    ],
)
def test_a_day_as_offices_write_it(written, day):
    assert days(f'units = {{ half = "{written}" }}').units.day(HALF) == day


@pytest.mark.parametrize(
    "written", ['"6/31"', '"31/6"', '"29/02"', '"05-6"', '"05/6/24"', '""', "5", "2024-06-05"]
)
def test_what_is_no_day_is_refused(written):
    with pytest.raises(InputError, match="due.toml"):
        days(f"units = {{ half = {written} }}")


def test_the_plan_goes_before_the_area():
    both = days('units = { half = "15/6" }').or_else(days())
    assert both == days('units = { half = "15/6", year = "05/12" }\noffice = { year = "10/12" }')


def judged(day, period=HALF, text=WRITTEN, **clauses):
    return Duty.of(days(text), period, day, clauses=clauses)


def test_the_same_duty_on_all_days_of_one_side_of_a_day_due():
    before, on, after, later = (judged(dt.date(2024, 6, day)) for day in (4, 5, 6, 7))
    assert before != on == after == later == judged(dt.date(2026, 11, 29)) == judged(None)
    assert before == judged(dt.date(2024, 6, 1))
    assert (before.units, before.units_due, on.units_due) == (dt.date(2024, 6, 5), False, True)


def test_what_had_fallen_due_is_told_by_days_due_and_never_by_the_day_of_judging():
    clauses = {"D3": dt.date(2024, 12, 31), "T2": dt.date(2024, 10, 31)}
    said = {day: judged(dt.date(*day), YEAR, **clauses).words for day in (
        (2024, 10, 31), (2024, 11, 1), (2024, 11, 29), (2024, 12, 10), (2024, 12, 31), (2025, 1, 1),
    )}  # fmt: skip
    assert list(said.values()) == [
        "khi chưa đến hạn nào (hạn đầu tiên: ngày 31/10/2024)",
        "theo các hạn đến ngày 31/10/2024 (hạn tiếp theo: ngày 05/12/2024)",
        "theo các hạn đến ngày 31/10/2024 (hạn tiếp theo: ngày 05/12/2024)",
        "theo các hạn đến ngày 10/12/2024 (hạn tiếp theo: ngày 31/12/2024)",
        "theo các hạn đến ngày 10/12/2024 (hạn tiếp theo: ngày 31/12/2024)",
        "",
    ]


def test_months_that_ended_before_units_report_and_by_the_day_of_judging():
    months = {day: judged(dt.date(*day)).months for day in ((2023, 12, 31), (2024, 1, 31), (2024, 2, 1))}
    assert months == {(2023, 12, 31): 0, (2024, 1, 31): 0, (2024, 2, 1): 1}
    assert [judged(None, period).months for period in (HALF, YEAR)] == [5, 11]
    assert [judged(None, period, "").months for period in (HALF, YEAR)] == [6, 12]
    assert judged(None, YEAR, 'units = { year = "10/01/2025" }').months == 12


def test_the_office_has_its_own_day():
    told = [judged(dt.date(2024, 12, day), YEAR) for day in (4, 5, 9, 10)]
    assert [(one.units_due, one.office_due) for one in told] == [
        (False, False), (True, False), (True, False), (True, True),
    ]  # fmt: skip
    assert (judged(None).office, told[0].office) == (None, dt.date(2024, 12, 10))


def test_a_clause_is_due_from_the_day_after_its_last_one():
    last = dt.date(2024, 10, 31)
    assert judged(dt.date(2024, 10, 31), YEAR, T2=last).not_due == ("T2",)
    assert judged(dt.date(2024, 11, 1), YEAR, T2=last).not_due == ()
    assert judged(None, YEAR, T2=last).not_due == ()


def test_where_no_day_is_set_nothing_is_owed_and_nothing_waits():
    assert judged(None, text="") == Duty(months=6)
    assert judged(dt.date(2024, 1, 1), text="") == Duty(months=0)


@pytest.mark.parametrize(
    "duty", [judged(None), judged(dt.date(2024, 6, 4), T2=dt.date(2024, 10, 31)), Duty()]
)
def test_a_summary_keeps_what_follows_and_not_the_day_of_judging(duty):
    assert Duty.from_json(duty.as_json()) == duty
    assert "2024-06-04" not in str(duty.as_json())


def test_a_summary_of_an_older_program_tells_no_day():
    assert Duty.from_json({}) == Duty()
