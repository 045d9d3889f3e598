"""Whom to commend and to remind, each with the reasons: by reports in time and by results."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.forms.commendation import rules_words, standings
from xhht_analysis.forms.discipline import UnitStatus

HALF, DUE = dt.date(2024, 6, 5), dt.date(2024, 12, 5)
A, B, C, D = (Unit(f"Đơn vị {letter}", "department") for letter in "ABCD")
GOOD = {unit.id: {"T11": True} for unit in (A, B, C, D)}
COMMEND, REMIND, NEITHER = "Đề nghị biểu dương", "Đề nghị nhắc nhở", "Không thuộc hai danh sách"


def on(unit, day, *missing, month=12, due=DUE):
    received = dt.date(2024, month, day)
    return UnitStatus(unit, "đúng hạn" if received < due else "trễ hạn", received, due, missing)


def absent(unit, due=DUE):
    return UnitStatus(unit, "chưa nhận", None, due)


def placed(statuses, results=GOOD, **options):
    return {one.unit.name[-1]: (one.group, *one.reasons) for one in standings(statuses, results, **options)}


def groups(statuses, results=GOOD, **options):
    return {name: group for name, (group, *_) in placed(statuses, results, **options).items()}


def test_in_time_and_whole_is_not_enough_results_count_too():
    statuses = [on(A, 4), on(B, 4), on(C, 4), on(D, 4)]
    results = {A.id: {"B1": True, "T11": True}, B.id: {"B1": False, "T11": True}, C.id: {"T11": False}}
    assert placed(statuses, results) == {
        "A": (COMMEND, "gửi đúng hạn, đủ trang", "đạt B1, T11"),
        "B": (NEITHER, "gửi đúng hạn, đủ trang", "đạt T11", "chưa đạt B1"),
        "C": (NEITHER, "gửi đúng hạn, đủ trang", "chưa đạt T11"),
        "D": (NEITHER, "gửi đúng hạn, đủ trang", "chưa có chỉ tiêu nào của đơn vị đã đạt hay đến hạn"),
    }


def test_reminded_of_what_is_late_absent_or_blank_whatever_was_reached():
    assert placed([on(A, 5), absent(B), on(C, 4, "Kinh phí", "Lao động"), on(D, 9, "Kinh phí")]) == {
        "A": (REMIND, "báo cáo hạn trước 05/12/2024: trễ hạn 1 ngày"),
        "B": (REMIND, "báo cáo hạn trước 05/12/2024: chưa gửi"),
        "C": (REMIND, "báo cáo hạn trước 05/12/2024: thiếu hoặc bỏ trống trang “Kinh phí”, “Lao động”"),
        "D": (
            REMIND,
            "báo cáo hạn trước 05/12/2024: trễ hạn 5 ngày",
            "báo cáo hạn trước 05/12/2024: thiếu hoặc bỏ trống trang “Kinh phí”",
        ),
    }


@pytest.mark.parametrize(
    ("state", "doubt"),
    [
        ("chưa đến hạn", "chưa đến hạn"),
        ("chưa ghi sổ", "chưa rõ ngày nhận (chưa ghi sổ)"),
        ("chưa rõ ngày", "chưa rõ ngày nhận (chưa ghi sổ)"),
        ("chưa đọc được", "tệp chưa đọc được"),
    ],
)
def test_a_unit_of_which_it_is_not_known_stands_on_neither_list(state, doubt):
    assert placed([UnitStatus(A, state, None, DUE)]) == {"A": (NEITHER, doubt, "đạt T11")}


def test_nobody_is_reminded_before_the_day_due():
    waits = [
        UnitStatus(A, "chưa đến hạn", None, DUE, ("Lao động",), is_due=False),
        UnitStatus(B, "đúng hạn", dt.date(2024, 11, 4), DUE, ("Lao động",), is_due=False),
    ]
    assert placed(waits) == {
        "A": (NEITHER, "chưa đến hạn", "đạt T11"),
        "B": (NEITHER, "gửi đúng hạn, chưa đủ trang", "đạt T11"),
    }


def test_late_by_the_day_in_its_own_file():
    status = UnitStatus(A, "trễ hạn", None, DUE, (), dt.date(2024, 12, 8))
    assert placed([status]) == {
        "A": (REMIND, "báo cáo hạn trước 05/12/2024: trễ hạn ít nhất 4 ngày (chưa ghi sổ)")
    }


def test_every_report_of_the_year_counts():
    year = [on(A, 1, month=6, due=HALF), on(B, 1, month=6, due=HALF), absent(C, HALF)]
    year += [on(A, 2), on(B, 7), on(C, 1)]
    assert placed(year) == {
        "A": (COMMEND, "gửi đúng hạn, đủ trang", "đạt T11"),
        "B": (REMIND, "báo cáo hạn trước 05/12/2024: trễ hạn 3 ngày"),
        "C": (REMIND, "báo cáo hạn trước 05/6/2024: chưa gửi"),
    }
    assert standings([]) == []


def test_the_commune_may_change_the_rules():
    statuses = [on(A, 1), on(B, 2), on(C, 5), on(D, 7)]
    early, patient = {"commend_days_early": 3}, {"remind_days_late": 3}
    assert groups(statuses, rules=early) == {"A": COMMEND, "B": NEITHER, "C": REMIND, "D": REMIND}
    assert groups(statuses, rules=patient) == {"A": COMMEND, "B": COMMEND, "C": NEITHER, "D": REMIND}
    assert placed(statuses, rules=early)["B"] == (NEITHER, "gửi đúng hạn, sớm 2 ngày", "đạt T11")
    assert placed(statuses, rules=patient)["C"] == (NEITHER, "trễ hạn 1 ngày", "đạt T11")
    assert groups([absent(A)], rules={"remind_days_late": 30}) == {"A": REMIND}


def test_where_no_day_is_set_nobody_is_judged():
    statuses = [UnitStatus(A, "đã nhận", dt.date(2024, 6, 3), None), absent(B, None)]
    assert placed(statuses) == {
        "A": (NEITHER, "đã nhận; chưa có hạn gửi", "đạt T11"),
        "B": (NEITHER, "chưa nhận; chưa có hạn gửi", "đạt T11"),
    }


def test_rules_in_words():
    assert rules_words() == (
        "Biểu dương: gửi mọi báo cáo trong năm đúng hạn, đủ các trang, đạt chỉ tiêu của đơn vị.",
        "Nhắc nhở: đến hạn mà chưa gửi báo cáo, gửi trễ từ 1 ngày trở lên, hoặc bỏ trống trang.",
    )
    with speaking("en"):
        assert rules_words({"commend_days_early": 2, "remind_days_late": 0}) == (
            "Commended: every report of the year sent at least 2 days before the last day, "
            "no sheet missing, its own targets reached.",
            "Reminded: a report that is due and not sent, sent 1 days late or more, "
            "or with a sheet left blank.",
        )


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (
            {"commend_day_early": 1},
            "không có mục “commend_day_early”. Có phải ý là “commend_days_early”? "
            "Chỉ dùng: commend_days_early, remind_days_late.",
        ),
        ({"remind_days_late": -1}, "“remind_days_late” phải là số ngày, từ 0."),
        ({"remind_days_late": True}, "“remind_days_late” phải là số ngày, từ 0."),
    ],
)
def test_wrong_rules_are_refused(rules, sentence):
    with pytest.raises(InputError) as error:
        standings([], rules=rules)
    assert re.sub(r"^Bảng \[discipline\] của area.toml:? ", "", str(error.value)) == sentence


def test_who_left_a_column_blank_that_leaves_a_figure_open_is_not_commended():
    whole = on(A, 4)
    blank = replace(whole, blank=("trang “Lao động và năng lực”: cột “Có kỹ năng sống” để trống",))
    assert placed([whole])["A"][0] == COMMEND
    assert placed([blank]) == {
        "A": (
            NEITHER,
            "gửi đúng hạn, chưa đủ số liệu: trang “Lao động và năng lực”: cột “Có kỹ năng sống” để trống",
            "đạt T11",
        )
    }
