"""Who reported when: states, days, the two lists and what the command prints."""

import datetime as dt
import re

import pytest

from tests.forms.unit_workbooks import (
    AREA,
    CENTRE,
    CLUB,
    HALF,
    KHOM,
    KHOM_1,
    KHOM_2,
    PRIMARY,
    YEAR,
    read,
    sent,
)
from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.forms.discipline import (
    UnitStatus,
    commend_and_remind,
    report_status,
    rules_words,
    status_text,
)

DUE = dt.date(2024, 12, 5)
A, B, C, D = (Unit(f"Đơn vị {letter}", "department") for letter in "ABCD")


def on(unit, day, *missing, month=12):
    received = dt.date(2024, month, day)
    return UnitStatus(unit, "đúng hạn" if received < DUE else "trễ hạn", received, DUE, missing)


def absent(unit):
    return UnitStatus(unit, "chưa nhận", None, DUE)


def states(reports, *, area=AREA, period=YEAR):
    return {s.unit.id: (s.state, s.received) for s in report_status(area, period, reports)}


def test_nobody_reported():
    assert set(states(read()).values()) == {("chưa nhận", None)}
    assert report_status(Area("a", "A"), YEAR, read(area=Area("a", "A"))) == []


@pytest.mark.parametrize(
    ("period", "day", "state"),
    [
        (YEAR, dt.date(2024, 12, 4), "đúng hạn"),
        (YEAR, dt.date(2024, 12, 5), "trễ hạn"),
        (HALF, dt.date(2024, 6, 4), "đúng hạn"),
        (HALF, dt.date(2024, 6, 5), "trễ hạn"),
    ],
)
def test_the_due_day_itself_is_late(tmp_path, period, day, state):
    reports = read(sent(tmp_path, KHOM_1, KHOM, period=period, reported=day), period=period)
    assert states(reports, period=period)["khom-1"] == (state, day)


def test_the_log_goes_before_the_date_in_the_file(tmp_path):
    log = [
        {"unit": "khóm 01", "received": dt.date(2024, 12, 9)},
        {"unit": "Khóm 1", "received": dt.date(2024, 12, 8)},
        {"unit": "Hội Khuyến học", "received": dt.date(2024, 12, 1)},
        {"unit": "Khóm 2"},
        {"unit": "Ai đó", "received": dt.date(2024, 12, 1)},
        {"received": dt.date(2024, 12, 2)},
    ]
    day = dt.date(2024, 11, 30)
    paths = [sent(tmp_path, unit, KHOM, reported=day) for unit in (KHOM_1, KHOM_2)]
    paths += [sent(tmp_path, CENTRE, {"log": log}, reported=day), sent(tmp_path, PRIMARY, reported=None)]
    found = {id: state for id, state in states(read(*paths)).items() if state[0] != "chưa nhận"}
    assert found == {
        "khom-1": ("trễ hạn", dt.date(2024, 12, 8)),
        "khom-2": ("đúng hạn", day),
        CENTRE.id: ("đúng hạn", day),
        PRIMARY.id: ("chưa rõ ngày", None),
        CLUB.id: ("đúng hạn", dt.date(2024, 12, 1)),
    }


def test_missing_sheets_are_named(tmp_path):
    reports = read(sent(tmp_path, KHOM_1, {"workers": KHOM["workers"], "titles": KHOM["titles"]}))
    status = report_status(AREA, YEAR, reports)[0]
    assert status.missing == ("Dân số 61 tuổi trở lên", "Công dân học tập", "Việc đã làm")


def test_days_late():
    assert [on(A, day).days_late for day in (1, 4, 5, 9)] == [-3, 0, 1, 5]
    assert absent(A).days_late is None


def test_lists_by_the_rules_that_hold_without_a_word():
    undated = UnitStatus(D, "chưa rõ ngày", None, DUE)
    commend, remind = commend_and_remind([on(A, 4), on(B, 4, "Kinh phí"), on(C, 5), undated])
    assert (commend, remind) == ([A], [C])
    assert commend_and_remind([absent(A)]) == ([], [A])
    assert commend_and_remind([]) == ([], [])


def test_every_report_of_the_year_counts():
    year = [on(A, 1), on(B, 1), on(C, 1), on(A, 2), on(B, 7), absent(C)]
    assert commend_and_remind(year) == ([A], [B, C])


def test_the_commune_may_change_the_rules():
    statuses = [on(A, 1), on(B, 2), on(C, 5), on(D, 7)]
    assert commend_and_remind(statuses, rules={"commend_days_early": 3}) == ([A], [C, D])
    assert commend_and_remind(statuses, rules={"remind_days_late": 3}) == ([A, B], [D])
    assert commend_and_remind([absent(A)], rules={"remind_days_late": 30}) == ([], [A])


def test_rules_in_words():
    assert rules_words() == (
        "Biểu dương: gửi mọi báo cáo trong năm đúng hạn, đủ các trang.",
        "Nhắc nhở: chưa gửi báo cáo, hoặc gửi trễ từ 1 ngày trở lên.",
    )
    with speaking("en"):
        assert rules_words({"commend_days_early": 2, "remind_days_late": 0}) == (
            "Commended: every report of the year sent at least 2 days before the last day, no sheet missing.",
            "Reminded: a report not sent, or sent 1 days late or more.",
        )


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (
            {"commend_day_early": 1},
            "không có mục «commend_day_early». Có phải ý là «commend_days_early»? "
            "Chỉ dùng: commend_days_early, remind_days_late.",
        ),
        ({"remind_days_late": -1}, "«remind_days_late» phải là số ngày, từ 0."),
        ({"remind_days_late": True}, "«remind_days_late» phải là số ngày, từ 0."),
    ],
)
def test_wrong_rules_are_refused(rules, sentence):
    with pytest.raises(InputError) as error:
        commend_and_remind([], rules=rules)
    assert re.sub(r"^Bảng \[discipline\] của area.toml:? ", "", str(error.value)) == sentence


def test_what_the_command_prints():
    area = Area("an-thu", "An Thử", kind="xã")
    text = status_text([(area, [on(A, 4), on(B, 9, "Kinh phí"), absent(C)]), (Area("b", "Bến"), [])], YEAR)
    assert text.splitlines() == [
        "xã An Thử (an-thu), năm 2024",
        "  Đơn vị    Tình trạng  Ngày nhận   Hạn: trước  Trễ (ngày)  Trang còn thiếu",
        "  Đơn vị A  đúng hạn    04/12/2024  05/12/2024  –           –",
        "  Đơn vị B  trễ hạn     09/12/2024  05/12/2024  5           Kinh phí",
        "  Đơn vị C  chưa nhận   –           05/12/2024  –           –",
        "  Đã nhận 2 trên 3 báo cáo (đúng hạn: 1, trễ hạn: 1, chưa nhận: 1).",
        "",
        "Bến (b), năm 2024",
        "  Chưa có đơn vị nào trong area.toml ([[unit]] hoặc khom).",
    ]


def test_what_the_command_prints_in_english():
    with speaking("en"):
        text = status_text([(Area("an-thu", "An Thử", kind="xã"), [on(A, 4), absent(C)])], YEAR)
    assert text.splitlines() == [
        "xã An Thử (an-thu), 2024",
        "  Unit      State         Received    Due before  Days late  Sheets missing",
        "  Đơn vị A  in time       04/12/2024  05/12/2024  –          –",
        "  Đơn vị C  not received  –           05/12/2024  –          –",
        "  1 of 2 reports received (in time: 1, not received: 1).",
    ]
