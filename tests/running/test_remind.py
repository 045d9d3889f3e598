"""Letters to silent units and lists of what each must mend: to whom, what they say, where they lie."""

from __future__ import annotations

import datetime as dt
import io
import os
import stat

import docx
import pytest

from tests.forms.unit_workbooks import damage
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.forms.writer import write_workbook
from xhht_analysis.running.remind import remind
from xhht_analysis.sources.workbook import read_sheets

YEAR = Period(2024)
AREA = """\
name = "Nậm Thử"
kind = "xã"
khom = ["Bản Nà Cáy", "Bản Nà Pồng", "Bản 3"]
superior = "UBND tỉnh Thử"
contact = "TTHTCĐ xã Nậm Thử"
[due]
units = { year = "05/12" }
"""


@pytest.fixture
def store(tmp_path):
    """Bản Nà Cáy sent all but one sheet, and one wrong cell; Bản Nà Pồng sent all; Bản 3 is silent."""
    folder = tmp_path / "data" / "raw" / "nam-thu" / "2024"
    folder.mkdir(parents=True)
    (folder.parent / "area.toml").write_text(AREA, encoding="utf-8")
    area = load_area(folder.parent, YEAR.reference_date)
    values = {
        "workers": [{"working_age": 100, "information": 60}], "elders": [{"population": 20, "women": 9}],
        "titles": [{"item": "Gia đình học tập", "all": 40, "registered": 30, "recognised": 28}],
        "citizens": [{"adults": 90, "citizens": 50}],
        "tasks": [{"item": "Văn bản chỉ đạo, triển khai (văn bản)", "done": True, "number": 1}],
    }  # fmt: skip
    reported = dt.date(2024, 11, 20)
    for unit in area.units[:2]:
        path = folder / f"{unit.id}.xlsx"
        own = values if unit.name == "Bản Nà Pồng" else {k: v for k, v in values.items() if k != "citizens"}
        write_workbook(path, area=area, unit=unit, period=YEAR, values=own, reported=reported)

    def wrong(grids):
        grids["Lao động và năng lực"][4][1] = "khoảng trăm"

    damage(folder / "ban-na-cay.xlsx", wrong)
    return Store(tmp_path)


def said(path) -> str:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]).replace("\xa0", " ")


def test_a_silent_unit_gets_a_letter_and_a_faulty_report_a_list(store):
    made = remind(store, "nam-thu", YEAR, as_of=dt.date(2024, 12, 10))
    assert dict(made.written) == {
        "ban-na-cay": ("nhac-ban-na-cay.docx", "can-sua-ban-na-cay.xlsx"),
        "ban-3": ("nhac-ban-3.docx",),
    }
    assert made.folder == store.root / "data" / "processed" / "nam-thu" / "2024" / "private" / "nhac"
    assert not (store.root / "outputs").exists()
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in made.folder.glob("[!.]*")} == {0o600}
        assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    silent = said(made.folder / "nhac-ban-3.docx")
    for line in (
        "UBND TỈNH THỬ",
        "Số: …/UBND",
        "V/v nhắc gửi báo cáo xây dựng xã hội học tập năm 2024",
        "Kính gửi: Bản 3",
        "Đến ngày 10/12/2024, đối với báo cáo xây dựng xã hội học tập năm 2024:",
        "Chưa nhận được báo cáo của đơn vị (hạn gửi: trước ngày 05/12/2024).",
        "Đề nghị Bản 3 hoàn thành và gửi báo cáo theo biểu mẫu về TTHTCĐ xã Nậm Thử trước ngày …",
        "- Như trên;",
    ):
        assert line in silent
    assert "còn thiếu hoặc bỏ trống trang “Công dân học tập”." in said(made.folder / "nhac-ban-na-cay.docx")


def test_the_list_says_what_to_mend_in_the_units_own_workbook(store):
    made = remind(store, "nam-thu", YEAR, as_of=dt.date(2024, 12, 10))
    (sheet,) = read_sheets(made.folder / "can-sua-ban-na-cay.xlsx")
    rows = [list(map(str, row)) for row in sheet.rows]
    assert rows[0][0] == "Những chỗ Bản Nà Cáy cần sửa, năm 2024"
    assert rows[3] == ["Trang", "Ô", "Điều nhận thấy", "Đang ghi", "Cần ghi"]
    assert rows[4][:3] == ["Công dân học tập", "", "Thiếu hoặc bỏ trống trang này"]
    (wrong,) = [row for row in rows[5:] if row[3] == "khoảng trăm"]
    assert wrong[:2] == ["Lao động và năng lực", "B5"]


def test_before_the_day_due_nobody_is_reminded(store):
    made = remind(store, "nam-thu", YEAR, as_of=dt.date(2024, 12, 4))
    assert dict(made.written) == {"ban-na-cay": ("can-sua-ban-na-cay.xlsx",)}


def test_letters_of_an_earlier_day_do_not_stay_and_equal_ones_are_equal(store):
    late = dt.date(2024, 12, 10)
    made = remind(store, "nam-thu", YEAR, as_of=late)
    before = {path.name: path.read_bytes() for path in made.folder.glob("[!.]*")}
    remind(store, "nam-thu", YEAR, as_of=dt.date(2024, 12, 4))
    assert {path.name for path in made.folder.glob("[!.]*")} == {"can-sua-ban-na-cay.xlsx"}
    remind(store, "nam-thu", YEAR, as_of=late)
    assert {path.name: path.read_bytes() for path in made.folder.glob("[!.]*")} == before
