"""Small registers of invented people, as sheets in memory or as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from xhht_analysis.sources.inbox import ReceivedFile
from xhht_analysis.sources.people import RawPeople, find_registers, read_lines
from xhht_analysis.sources.workbook import Sheet

_BORN, _KT = "Ngày, tháng, năm sinh", "Khuyết tật"
#: field → (upper heading, lower heading) in the order of the national workbook, columns A to AY
HEADINGS = {
    "khom": ("", "Khóm/thôn"),
    "number": ("TT", ""),
    "family_name": ("Họ và chữ đệm", ""),
    "given_name": ("Tên", ""),
    "birth_day": (_BORN, "Ngày"),
    "birth_month": (_BORN, "Tháng"),
    "birth_year": (_BORN, "Năm"),
    "female": ("Nữ", ""),
    "ethnicity": ("Dân tộc", ""),
    "religion": ("Tôn giáo", ""),
    "priority": ("Diện ưu tiên", ""),
    "head_family_name": ("Chủ hộ", "Họ và chữ đệm"),
    "head_given_name": ("Chủ hộ", "Tên"),
    "address": ("Địa chỉ", ""),
    "form_number": ("Số phiếu", ""),
    "stay_kind": ("Diện cư trú", ""),
    "stay_state": ("Tình trạng cư trú", ""),
    "grade": ("Khối học", ""),
    "class_now": ("Lớp học", ""),
    "school_place": ("Quận/huyện đang học", ""),
    "school": ("Tên trường", ""),
    "school_code": ("Mã trường", ""),
    "level": ("Bậc tốt nghiệp", ""),
    "complementary": ("Bổ túc", ""),
    "level_year": ("Năm tốt nghiệp", ""),
    "degree": ("Bậc TN nghề", ""),
    "degree_number": ("Số hiệu bằng", ""),
    "degree_year": ("Năm TN nghề", ""),
    "grade_finished": ("Học xong lớp", ""),
    "grade_finished_year": ("Năm học xong", ""),
    "grade_left": ("Bỏ học lớp", ""),
    "grade_left_year": ("Năm bỏ học", ""),
    "literacy_class_now": ("Đang học lớp XMC", ""),
    "literacy_stage_finished": ("Hoàn thành lớp XMC", ""),
    "relapsed_level": ("Tái mù chữ mức", ""),
    "disability_movement": (_KT, "Vận động"),
    "disability_hearing": (_KT, "Nghe, nói"),
    "disability_sight": (_KT, "Nhìn"),
    "disability_mental": (_KT, "Thần kinh, tâm thần"),
    "disability_intellect": (_KT, "Trí tuệ"),
    "disability_learning": (_KT, "Học tập"),
    "disability_autism": (_KT, "Tự kỷ"),
    "disability_other": (_KT, "Khác"),
    "disability_certified": ("Có chứng nhận khuyết tật", ""),
    "able_to_learn": ("Khả năng học tập", ""),
    "circumstance": ("Hoàn cảnh đặc biệt", ""),
    "circumstance_detail": ("Chi tiết", ""),
    "relation": ("Quan hệ với chủ hộ", ""),
    "parents": ("Họ tên cha/mẹ", ""),
    "phone": ("Điện thoại", ""),
    "note": ("Ghi chú", ""),
}
FIELDS = tuple(HEADINGS)


def without(*left_out: str) -> tuple[str, ...]:
    return tuple(field for field in FIELDS if field not in left_out)


def register_rows(
    people: Sequence[dict],
    *,
    fields: Sequence[str] = FIELDS,
    year: object = 2024,
    titles: Sequence[Sequence] = ((),),
    numbering: bool = True,
) -> list[list]:
    """Title rows, two heading rows (the year at the left of the first), column numbers, people."""
    upper, lower = [], []
    for field in fields:
        above, below = HEADINGS[field]
        # A group heading stands once, over the first of its columns, as in a merged cell.
        upper.append("" if above in upper and below else above)
        lower.append(below)
    if not upper[0]:
        upper[0] = year
    rows = [*([*title] + [""] * (len(fields) - len(title)) for title in titles), upper, lower]
    if numbering:
        rows.append(list(range(1, len(fields) + 1)))
    return rows + [[person.get(field, "") for field in fields] for person in people]


def read_people(files: Iterable[ReceivedFile]) -> RawPeople:
    """Every register among the files, and what is to be told of their columns."""
    return read_lines(find_registers(files))


def read_rows(
    *tables: Sequence[list], names: Sequence[str] = ("DATA",), file: str = "phieu.xlsx"
) -> RawPeople:
    """The registers of one workbook with these sheets, without a file."""
    sheets = [Sheet(file, name, list(rows)) for name, rows in zip(names, tables, strict=True)]
    return read_people([ReceivedFile(Path(file), "", tuple(sheets))])


def write_workbook(path: Path, sheets: dict[str, Sequence[list]], *, hidden: Sequence[str] = ()) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, value in enumerate(row):
                    if value != "":
                        sheet.write(line, place, value)
            if name in hidden:
                sheet.hide()
    return path


def child(number: int = 1, **cells: object) -> dict:
    """A boy of grade 3 in Khóm 1; ``cells`` replaces his boxes."""
    boxes = {"khom": "Khóm 1", "number": number, "family_name": "Lê Văn", "given_name": f"Thử {number}"}
    return boxes | {"birth_year": 2015, "form_number": f"{number:04d}", "class_now": "3A"} | cells
