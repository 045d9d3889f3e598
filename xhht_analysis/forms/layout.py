"""What the writer and the reader of unit workbooks must agree on: names of sheets, labels, fixed rows."""

from __future__ import annotations

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import ColumnForm, SheetForm

COVER, GUIDE = "Bìa", "Hướng dẫn"
#: Labels of the cover sheet, each with its value in the cell to the right.
LABELS = {
    "area": "Địa bàn",
    "unit": "Đơn vị",
    "kind": "Loại đơn vị",
    "period": "Kỳ",
    "reported": "Ngày lập",
    "version": "Phiên bản mẫu",
    "due": "Hạn gửi",
}
NOTE = "Ghi chú"
KIND_WORDS = {
    "khom": "khóm",
    "school": "trường học",
    "department": "ban, ngành, đoàn thể",
    "centre": "trung tâm học tập cộng đồng",
    "town": "Ủy ban nhân dân",
}
#: Heading of the first column, which names the row, by the kind of rows.
ROW_HEADINGS = {"list": "TT", "fixed": "Mục", "khom": "Khóm", "unit": "Đơn vị"}
TOTAL = "Tổng cộng"
#: Heading of a locked column with what was reported a period ago, or name of a row of them.
BEFORE = "Kỳ trước"
#: Said on the cover of a workbook that begins with what a period ago was reported.
CARRIED = (
    "Số ít thay đổi (hộ, dòng họ, lao động, người từ 61 tuổi, lớp trong kế hoạch) đã ghi sẵn theo kỳ trước: "
    "hãy xem lại, sửa chỗ đã khác (ô được sửa tự đổi màu), rồi ghi “Ngày lập”; chưa ghi thì chưa được tính."
)
YES_NO = ("có", "không")
#: Columns that say which row of which unit it is, before those of the form.
KEYS = ("unit", "khom", "item")


def fixed_rows(sheet: SheetForm, *, area: Area, unit: Unit) -> tuple[str, ...]:
    """The names of the rows that the form prescribes; none where the rows are a list.

    >>> from xhht_analysis.forms.definition import sheets
    >>> fixed_rows(sheets()["under5"], area=Area("an-thu", "An Thử"), unit=Unit("Trường A", "school"))
    ('0–2 tuổi', '3–4 tuổi')
    """
    if sheet.rows == "unit":
        return (unit.name,)
    return {"fixed": sheet.items_of(unit), "khom": area.khom}.get(sheet.rows, ())


def table_column(column: ColumnForm) -> str:
    """The column's name in a table of reports: its id, or ``written_<id>`` where that is one of the keys.

    >>> table_column(ColumnForm("unit", "Đơn vị", "text", help=""))
    'written_unit'
    """
    return f"written_{column.id}" if column.id in KEYS else column.id


def last_year(form: SheetForm, period: Period) -> int:
    """The latest year of the sheet's dates: a report may reach the town in the year after its own, and what
    is to be done next may fall due then.

    >>> from xhht_analysis.forms.definition import sheets
    >>> last_year(sheets()["log"], Period(2024)), last_year(sheets()["classes"], Period(2024))
    (2025, 2024)
    """
    return period.year + (form.id in ("log", "next_tasks"))
