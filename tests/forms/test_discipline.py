"""Who reported when, by the log, before and after the day due; and what the command prints."""

import datetime as dt

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
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.messages import speaking
from xhht_analysis.forms.discipline import UnitStatus, report_status, status_text

DUE = dt.date(2024, 12, 5)
OVER, BEFORE = Duty(DUE), Duty(DUE, units_due=False)
A, B, C = (Unit(f"Đơn vị {letter}", "department") for letter in "ABC")


def on(unit, day, *missing, month=12):
    received = dt.date(2024, month, day)
    return UnitStatus(unit, "đúng hạn" if received < DUE else "trễ hạn", received, DUE, missing)


def absent(unit):
    return UnitStatus(unit, "chưa nhận", None, DUE)


def states(reports, duty=OVER, *, area=AREA, period=YEAR):
    return {s.unit.id: (s.state, s.received) for s in report_status(area, period, reports, duty)}


def logged(folder, *rows, duty=OVER, period=YEAR, others=()):
    """The state of khóm 1 by the centre's log; ``rows``: what is noted of it, ``others``: its own file."""
    log = [{"unit": "Khóm 1"} | ({} if day is None else {"received": day}) for day in rows]
    paths = [sent(folder, CENTRE, {"log": log}, period=period, reported=dt.date(2024, 5, 2)), *others]
    return states(read(*paths, period=period), duty, period=period)["khom-1"]


def test_nobody_reported():
    assert set(states(read()).values()) == {("chưa nhận", None)}
    assert set(states(read(), BEFORE).values()) == {("chưa đến hạn", None)}
    assert set(states(read(), Duty()).values()) == {("chưa nhận", None)}
    assert report_status(Area("a", "A"), YEAR, read(area=Area("a", "A")), OVER) == []


@pytest.mark.parametrize(
    ("period", "due", "day", "state"),
    [
        (YEAR, DUE, dt.date(2024, 12, 4), "đúng hạn"),
        (YEAR, DUE, dt.date(2024, 12, 5), "trễ hạn"),
        (HALF, dt.date(2024, 6, 5), dt.date(2024, 6, 4), "đúng hạn"),
        (HALF, dt.date(2024, 6, 5), dt.date(2024, 6, 5), "trễ hạn"),
        (HALF, dt.date(2024, 6, 15), dt.date(2024, 6, 5), "đúng hạn"),  # another plan, another day
        (HALF, None, dt.date(2024, 6, 5), "đã nhận"),  # no plan names a day
    ],
)
def test_the_due_day_itself_is_late(tmp_path, period, due, day, state):
    assert logged(tmp_path, day, duty=Duty(due), period=period) == (state, day)


def test_what_came_after_a_day_had_not_come_on_it(tmp_path):
    noted = {"Khóm 1": dt.date(2024, 11, 24), CENTRE.name: dt.date(2024, 11, 20)}
    log = [{"unit": name, "received": day} for name, day in noted.items()]
    reports = read(sent(tmp_path, CENTRE, {"log": log}))

    def on_day(day):
        found = report_status(AREA, YEAR, reports, BEFORE, as_of=dt.date(2024, 11, day))
        return {s.unit.id: (s.state, s.received) for s in found}

    assert on_day(23)["khom-1"] == ("chưa đến hạn", None)
    assert on_day(24)["khom-1"] == ("đúng hạn", dt.date(2024, 11, 24))
    assert on_day(23)[CENTRE.id] == ("đúng hạn", dt.date(2024, 11, 20))


def test_a_day_in_the_units_own_file_is_no_day_of_receipt(tmp_path):
    """What was drawn up in time may have come late; what was drawn up late cannot have come in time."""
    early, late = dt.date(2024, 12, 4), dt.date(2024, 12, 5)
    for day, state in ((early, "chưa ghi sổ"), (late, "trễ hạn"), (None, "chưa ghi sổ")):
        reports = read(sent(tmp_path, KHOM_1, KHOM, reported=day))
        status = report_status(AREA, YEAR, reports, OVER)[0]
        assert (status.state, status.received, status.drawn_up) == (state, None, day)
        assert status.days_late == (1 if day == late else None)
        assert states(reports, BEFORE)["khom-1"] == ("chưa ghi sổ", None)
        assert states(reports, Duty())["khom-1"] == ("chưa ghi sổ", None)


def test_the_log_read_twice_says_when_each_report_came(tmp_path):
    log = [
        {"unit": "khóm 01", "received": dt.date(2024, 12, 9)},
        {"unit": "Khóm 1", "received": dt.date(2024, 12, 8)},
        {"unit": "Khóm 1"},
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
        "khom-2": ("chưa rõ ngày", None),
        CENTRE.id: ("chưa ghi sổ", None),
        PRIMARY.id: ("chưa ghi sổ", None),
        CLUB.id: ("đúng hạn", dt.date(2024, 12, 1)),
    }
    assert states(read(*paths)) == states(read(*reversed(paths)))


@pytest.mark.parametrize("day", ["03/12/2023", "mồng 3 tháng 12", "31/11/2024", 20241203, "hôm qua"])
def test_a_day_of_the_log_that_cannot_be_is_no_day(tmp_path, day):
    assert logged(tmp_path, day) == ("chưa rõ ngày", None)
    assert logged(tmp_path, day, duty=BEFORE) == ("chưa rõ ngày", None)
    assert logged(tmp_path, day, dt.date(2024, 12, 3)) == ("đúng hạn", dt.date(2024, 12, 3))
    late = sent(tmp_path, KHOM_1, KHOM, reported=dt.date(2024, 12, 7))
    assert logged(tmp_path, day, others=[late]) == ("trễ hạn", None)


def test_before_the_day_due_nobody_is_late(tmp_path):
    """A day on or after it lies in the future, so that nobody knows when that report came."""
    assert logged(tmp_path, dt.date(2024, 12, 4), duty=BEFORE) == ("đúng hạn", dt.date(2024, 12, 4))
    for day in (dt.date(2024, 12, 5), dt.date(2024, 12, 20), dt.date(2025, 1, 2)):
        assert logged(tmp_path, day, duty=BEFORE) == ("chưa rõ ngày", None)
        assert logged(tmp_path, day, duty=OVER) == ("trễ hạn", day)


def test_missing_sheets_are_named(tmp_path):
    reports = read(sent(tmp_path, KHOM_1, {"workers": KHOM["workers"], "titles": KHOM["titles"]}))
    status = report_status(AREA, YEAR, reports, OVER)[0]
    assert status.missing == ("Dân số 61 tuổi trở lên", "Công dân học tập", "Việc đã làm")


def test_days_late():
    assert [on(A, day).days_late for day in (1, 4, 5, 9)] == [-3, 0, 1, 5]
    assert absent(A).days_late is None


def test_what_the_command_prints():
    area = Area("an-thu", "An Thử", kind="xã")
    text = status_text([(area, [on(A, 4), on(B, 9, "Kinh phí"), absent(C)]), (Area("b", "Bến"), [])], YEAR)
    assert text.splitlines() == [
        "xã An Thử (an-thu), năm 2024",
        "  Đơn vị    Tình trạng  Ngày nhận   Hạn: trước  Trễ (ngày)  Trang còn thiếu",
        "  Đơn vị A  đúng hạn    04/12/2024  05/12/2024  –           –",
        "  Đơn vị B  trễ hạn     09/12/2024  05/12/2024  5           Kinh phí",
        "  Đơn vị C  chưa nhận   –           05/12/2024  –           –",
        "  Đã nhận 2/3 báo cáo (đúng hạn: 1, trễ hạn: 1, chưa nhận: 1).",
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
