"""Workbooks that are handed out: what stands in them and what they let be typed."""

import datetime as dt
import re
import zipfile

import pytest

from tests.forms.unit_workbooks import (
    AREA,
    CENTRE,
    CLASSES,
    CLUB,
    HALF,
    HIGH,
    KHOM_1,
    NURSERY,
    PRIMARY,
    REPORTED,
    TASKS,
    TOWN,
    WORKERS,
    YEAR,
    sent,
)  # fmt: skip
from xhht_analysis.base.areas import Area
from xhht_analysis.forms.definition import sheets, version
from xhht_analysis.forms.writer import write_templates
from xhht_analysis.sources.workbook import read_sheets


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cells(path):
    return {sheet.name: sheet.rows for sheet in read_sheets(path)}


def test_every_unit_gets_the_sheets_that_it_owes(tmp_path):
    every = ["Việc đã làm", "Nhận xét", "Chỉ tiêu khác", "Việc kỳ tới"]
    own = {
        KHOM_1: ["Lao động và năng lực", "Dân số 61 tuổi trở lên", "Danh hiệu học tập", "Công dân học tập"],
        CENTRE: ["Lớp chuyên đề", "Trang thiết bị", "Kinh phí", "Hoạt động", "Tự đánh giá",
                 "Cộng đồng học tập TT25", "Sổ nhận báo cáo", "Kế hoạch bồi dưỡng", "Nơi tổ chức học",
                 "Người học theo nhóm", "Người học theo khóm"],
        TOWN: ["Kinh phí", "Cán bộ, công chức", "Trẻ em khó khăn", "Phát thanh", "Kế hoạch bồi dưỡng",
               "Nơi tổ chức học"],
        NURSERY: ["Trường học", "Mầm non", "Trẻ dưới 5 tuổi", "Kế hoạch bồi dưỡng", "Điều kiện bảo đảm"],
        PRIMARY: ["Lớp XMC và GDTTSKBC", "Trường học", "Kế hoạch bồi dưỡng", "Người học theo khóm",
                  "Điều kiện bảo đảm"],
        HIGH: ["Trường học", "Kế hoạch bồi dưỡng", "Điều kiện bảo đảm"],
        CLUB: ["Kinh phí", "Kế hoạch bồi dưỡng", "Nơi tổ chức học"],
    }  # fmt: skip
    for unit, titles in own.items():
        assert list(cells(sent(tmp_path, unit))) == ["Bìa", "Hướng dẫn", *titles, *every]


def test_templates_are_called_after_the_units_and_are_the_same_to_the_byte(tmp_path):
    paths = write_templates(AREA, HALF, tmp_path / "mẫu")
    assert [path.name for path in paths] == [f"{unit.id}.xlsx" for unit in AREA.units]
    assert all(path.name.isascii() and path.is_file() for path in paths)
    again = write_templates(AREA, HALF, tmp_path / "mẫu 2")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]
    assert write_templates(Area("khong", "Không"), YEAR, tmp_path / "không") == []


def test_a_template_that_somebody_may_have_filled_in_stays(tmp_path):
    first, *others = write_templates(AREA, HALF, tmp_path)
    first.write_bytes(b"filled in")
    others[0].unlink()
    assert write_templates(AREA, HALF, tmp_path) == [others[0]]
    assert first.read_bytes() == b"filled in"


def test_cover(tmp_path):
    rows = cells(
        sent(tmp_path, KHOM_1, period=HALF, reported=None, note="Dữ liệu thử", due=dt.date(2024, 6, 5))
    )["Bìa"]
    assert [[value for value in row if value] for row in rows[:9]] == [
        ["BÁO CÁO SỐ LIỆU CỦA ĐƠN VỊ"],
        [],
        ["Địa bàn", "xã An Thử"],
        ["Đơn vị", "Khóm 1"],
        ["Loại đơn vị", "khóm"],
        ["Kỳ", "6 tháng đầu năm 2024"],
        ["Ngày lập"],
        ["Phiên bản mẫu", float(version())],
        ["Hạn gửi", "trước ngày 05/6/2024"],
    ]
    assert rows[-1] == ["Ghi chú", "Dữ liệu thử"]
    assert cells(sent(tmp_path, KHOM_1))["Bìa"][6][1] == REPORTED


def test_list_sheet_has_numbered_lines_and_room_for_a_total(tmp_path):
    rows = cells(sent(tmp_path, CENTRE, {"classes": CLASSES}, totals={"classes": {"learners": 50}}))
    lines = rows["Lớp chuyên đề"]
    assert lines[3] == ["TT", *(column.heading for column in sheets()["classes"].columns)]
    assert lines[4][:9] == [
        1,
        CLASSES[0]["date"],
        "Trồng nấm",
        "chuyển giao kỹ thuật",
        "đã mở",
        "có",
        30,
        12,
        "",
    ]
    assert lines[6][5] == "không"
    assert [row[0] for row in lines[4:]] == [*range(1, 41), "Tổng cộng"]
    assert [value for value in lines[-1] if value] == ["Tổng cộng", 50]


def test_a_long_list_gets_more_lines(tmp_path):
    lines = cells(sent(tmp_path, CENTRE, {"classes": CLASSES * 20}))["Lớp chuyên đề"]
    assert [row[0] for row in lines[4:]] == [*range(1, 71), "Tổng cộng"]


def test_fixed_rows_and_the_unit_itself_are_printed(tmp_path):
    rows = cells(sent(tmp_path, KHOM_1, {"workers": [WORKERS]}))
    assert rows["Lao động và năng lực"][4] == ["Khóm 1", *WORKERS.values()]
    assert [row[0] for row in rows["Danh hiệu học tập"][3:]] == ["Mục", *sheets()["titles"].items]
    assert [row[0] for row in rows["Việc đã làm"][3:]] == ["Mục", *(task["item"] for task in TASKS)]


def test_guide_explains_every_column_with_an_example(tmp_path):
    rows = cells(sent(tmp_path, CENTRE))["Hướng dẫn"][3:]
    owed = [form for form in sheets().values() if form.owed_by(CENTRE)]
    assert [row[1] for row in rows if not row[0]] == [c.heading for form in owed for c in form.columns]
    assert [row[0] for row in rows if row[0]] == [form.title for form in owed]
    assert [row for row in rows if not all(row[1:])] == []
    women = next(row for row in rows if row[1] == "Trong đó nữ")
    assert women == [
        "",
        "Trong đó nữ",
        "Số người học là nữ.",
        "số nguyên từ 0; không biết thì để trống; không lớn hơn “Số người học”",
        "15",
    ]


def test_cells_take_only_what_the_form_asks_for(tmp_path):
    sheet = parts(sent(tmp_path, CENTRE))["xl/worksheets/sheet3.xml"]
    rules = re.findall(r"<dataValidation .*?</dataValidation>", sheet)
    kinds = [(re.search(r'type="(\w+)"', r)[1], re.search(r'sqref="([\w:]+)"', r)[1]) for r in rules]
    assert kinds[:6] == [("date", "B5:B44"), ("list", "D5:D44"), ("list", "E5:E44"), ("list", "F5:F44"),
                         ("whole", "G5:G45"), ("whole", "H5:H45")]  # fmt: skip
    assert len(kinds) == 16
    assert all("error=" in rule and "showErrorMessage" in rule for rule in rules)
    assert "<formula1>0</formula1>" in rules[4] and 'operator="greaterThanOrEqual"' in rules[4]
    assert "<formula1>&quot;có,không&quot;</formula1>" in rules[3] or '"có,không"' in rules[3]


def test_headings_are_locked_without_a_password_and_stay_in_sight(tmp_path):
    for name, sheet in parts(sent(tmp_path, TOWN)).items():
        if name.startswith("xl/worksheets/sheet"):
            assert "<sheetProtection " in sheet and "password" not in sheet
            assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet
    broadcasts = parts(sent(tmp_path, TOWN))["xl/worksheets/sheet6.xml"]
    assert '<pane xSplit="1" ySplit="4"' in broadcasts


@pytest.mark.parametrize("text", ["=1+1", "https://example.org", "<b>&", "12", "\u202ea", "{=A1}"])
def test_a_text_stays_a_text(tmp_path, text):
    path = sent(tmp_path, TOWN, {"broadcasts": [{"topic": text}]})
    assert cells(path)["Phát thanh"][4][2] == text
    assert not any("<f>" in part or "<hyperlink" in part for part in parts(path).values())


@pytest.mark.parametrize(
    ("unit", "options", "message"),
    [
        (KHOM_1, {"values": {"money": []}}, "khom-1 does not owe the sheets ['money']"),
        (KHOM_1, {"values": {"citizens": [{"adult": 1}]}}, "the sheet citizens has no columns ['adult']"),
        (KHOM_1, {"values": {"citizens": [{}, {}]}}, "the sheet citizens has one row only"),
        (KHOM_1, {"values": {"titles": [{"item": "Ấp"}]}}, "the sheet titles has no rows ['Ấp']"),
        (KHOM_1, {"totals": {"titles": {"all": 1}}}, "the sheet titles is no list and has no row of totals"),
    ],
)  # fmt: skip
def test_what_the_form_does_not_have_is_refused(tmp_path, unit, options, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        sent(tmp_path, unit, **options)
    assert list(tmp_path.iterdir()) == []
