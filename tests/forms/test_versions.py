"""A workbook of an earlier version is read as it was handed out; what it did not ask for is told at once."""

import pytest

from tests.forms.unit_workbooks import (
    AREA,
    CENTRE,
    KHOM,
    KHOM_1,
    PRIMARY,
    TOWN,
    WORKERS,
    YEAR,
    column,
    damage,
    read,
    records,
    sent,
    told,
)
from xhht_analysis.base.duty import Duty
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.discipline import report_status
from xhht_analysis.forms.told import words_told
from xhht_analysis.sources.workbook import read_sheets

LEARNED = ("rural_workers_learned", "rural_workers_at_centre", "agriculture_learned", "farmers_learned",
           "farmers_at_centre")  # fmt: skip
OLD_WORKERS = {id: value for id, value in WORKERS.items() if id not in LEARNED}
OLD_KHOM = {sheet: rows for sheet, rows in KHOM.items() if sheet != "tasks"} | {"workers": [OLD_WORKERS]}
LEARNED_WORDS = (
    "“Lao động nông thôn đã học”, “Lao động nông thôn đã học tại TTHTCĐ”, “Lao động nông nghiệp đã học”, "
    "“Nông dân đã học”, “Nông dân đã học tại TTHTCĐ”"
)


#: Nothing was due on a day of the year.
OVER = Duty()


def first_version(folder, unit=KHOM_1, values=OLD_KHOM, **options):
    return sent(folder, unit, values, as_version=1, **options)


def test_the_first_version_asked_for_less(tmp_path):
    names = [sheet.name for sheet in read_sheets(first_version(tmp_path))]
    assert names == ["Bìa", "Hướng dẫn", "Lao động và năng lực", "Dân số 61 tuổi trở lên",
                     "Danh hiệu học tập", "Công dân học tập"]  # fmt: skip


def test_a_filled_workbook_of_the_first_version_is_read_whole(tmp_path):
    reports = read(first_version(tmp_path))
    for sheet, rows in OLD_KHOM.items():
        assert records(reports, sheet) == [{"unit": "khom-1", "khom": "Khóm 1"} | row for row in rows]
    assert (reports.rows_read, reports.rows_kept) == (7, 7)
    assert told(reports) == [
        ("unit_file_version", "Bìa", "",
         f"phiên bản 1, mẫu hiện nay là 3; mẫu cũ chưa hỏi cột {LEARNED_WORDS} của trang “Lao động và năng "
         "lực”, trang “Việc đã làm”, trang “Nhận xét”, trang “Chỉ tiêu khác”, trang “Việc kỳ tới”"),
    ]  # fmt: skip


def test_what_it_lacks_is_missing_and_nobodys_fault(tmp_path):
    reports = read(first_version(tmp_path))
    missing = {sheet: why for (unit, sheet), why in reports.missing.items() if unit == "khom-1"}
    assert missing == {
        "workers": f"thiếu cột {LEARNED_WORDS}",
        "tasks": "mẫu phiên bản 1 chưa có trang “Việc đã làm”",
        "remarks": "mẫu phiên bản 1 chưa có trang “Nhận xét”",
        "own_indicators": "mẫu phiên bản 1 chưa có trang “Chỉ tiêu khác”",
        "next_tasks": "mẫu phiên bản 1 chưa có trang “Việc kỳ tới”",
    }
    assert report_status(AREA, YEAR, reports, OVER)[0].missing == ()


def test_a_blank_sheet_of_the_first_version_is_still_a_gap(tmp_path):
    reports = read(first_version(tmp_path, values=OLD_KHOM | {"citizens": []}))
    assert reports.missing["khom-1", "citizens"] == "trang “Công dân học tập” để trống"
    assert report_status(AREA, YEAR, reports, OVER)[0].missing == ("Công dân học tập",)


def test_a_column_cut_out_of_it_is_told_beside_those_it_never_had(tmp_path):
    def delete(grids):
        rows = grids["Lao động và năng lực"]
        place = column(rows, "Nông dân")
        for row in rows:
            del row[place : place + 1]

    reports = read(damage(first_version(tmp_path), delete))
    assert reports.missing["khom-1", "workers"] == f"thiếu cột “Nông dân”, {LEARNED_WORDS}"
    assert ("column_missing", "Lao động và năng lực", "", "“Nông dân”") in told(reports)
    assert report_status(AREA, YEAR, reports, OVER)[0].missing == ("Lao động và năng lực",)


def test_classes_of_the_first_version_are_read_and_those_of_today_beside_them(tmp_path):
    old = [{"kind": "XMC", "stage": "1", "learners": 12, "women": 7}]
    new = [{"kind": "XMC", "learners": 5, "state": "đã mở", "planned": True, "studied": 9, "finished": 4}]
    path = first_version(tmp_path, PRIMARY, {"literacy_classes": old})
    assert records(read(path), "literacy_classes") == [{"unit": PRIMARY.id} | old[0]]
    assert records(read(sent(tmp_path, PRIMARY, {"literacy_classes": new})), "literacy_classes") == [
        {"unit": PRIMARY.id} | new[0]
    ]


@pytest.mark.parametrize("unit", [CENTRE, TOWN, PRIMARY], ids=lambda unit: unit.kind)
def test_nothing_of_a_blank_workbook_of_the_first_version_is_taken_for_an_odd_file(tmp_path, unit):
    kinds = {finding.kind for finding in read(first_version(tmp_path, unit, {})).findings}
    assert kinds == {"unit_file_version", "unit_sheet_blank"}


def test_every_sheet_and_column_of_later_versions_says_so():
    assert {form.since for form in sheets().values()} == {1, 2}
    assert {c.since for form in sheets().values() if form.since == 1 for c in form.columns} == {1, 2}


def test_remarks_of_the_second_version_are_read_for_the_office_alone(tmp_path):
    """It said: “Chỉ cơ quan tổng hợp đọc, không công bố.”"""
    remarks = [{"item": "Nguyên nhân", "text": "Lớp mở vào mùa thu hoạch"}]
    for number, kept in ((2, [True]), (3, [None])):
        reports = read(sent(tmp_path, KHOM_1, KHOM | {"remarks": remarks}, as_version=number))
        versions = {id: file.version for id, file in reports.files.items()}
        said = words_told(reports.tables, AREA, versions)["remarks"]
        assert [(one["text"], one.get("kept")) for one in said] == [("Lớp mở vào mùa thu hoạch", *kept)]
    reports = read(sent(tmp_path, KHOM_1, KHOM | {"remarks": remarks}, as_version=2))
    assert told(reports) == [
        ("unit_file_version", "Bìa", "",
         "phiên bản 2, mẫu hiện nay là 3; theo mẫu cũ, chỉ cơ quan tổng hợp đọc trang “Nhận xét”, không đưa "
         "vào báo cáo"),
    ]  # fmt: skip
