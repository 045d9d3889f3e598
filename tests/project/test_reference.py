"""The references of the analyst's desk, generated: every indicator, every column; current.

``python -m tests.project.test_reference`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from xhht_analysis.cleaning.schema import COLUMNS
from xhht_analysis.desk.questions import population_words
from xhht_analysis.forms.definition import sheets
from xhht_analysis.forms.layout import table_column
from xhht_analysis.indicators.catalogue import catalogue

DOCS = Path(__file__).resolve().parents[2] / "docs"
#: Column of ``desk.people`` → what it holds.
MEANINGS = {
    "area": "địa bàn (tên thư mục)",
    "period": "kỳ báo cáo",
    "source": "tệp › trang của phiếu",
    "row": "dòng trong trang",
    "name": "họ và tên",
    "khom": "khóm; “Không rõ khóm” khi không đọc được",
    "household": "số phiếu (hộ)",
    "sex": "nam, nữ",
    "birth_year": "năm sinh",
    "birth_date": "ngày sinh, khi phiếu ghi đủ ngày",
    "age": "tuổi: năm điều tra trừ năm sinh",
    "age_at_least": "tuổi, hoặc tuổi ít nhất khi chỉ biết “sinh trước …”",
    "minority": "dân tộc thiểu số",
    "presence_unknown": "không rõ còn ở đây hay đã đi, đã mất; câu trả lời nào cũng là chưa rõ",
    "attending": "đang đi học",
    "grade_now": "lớp đang học: −1 không học, 0 mầm non, 1–12, 13 sau lớp 12",
    "level_finished": "bậc đã tốt nghiệp: 0 chưa, 1 MN, 2 TH, 3 THCS, 4 THPT",
    "degree": "bằng nghề: 0 không, 1 sơ cấp, 2 trung cấp, 3 cao đẳng, 4 đại học, 5 thạc sĩ, 6 tiến sĩ",
    "qualified": "có trình độ chuyên môn kỹ thuật",
    "university": "đại học trở lên",
    "grade_finished": "lớp đã học xong: 0 không ghi, 1–12",
    "grade_left": "bỏ học ở lớp: 0 không, 1–12",
    "literacy_class_now": "lớp xóa mù chữ đang học: 0 không, 1–5",
    "literacy_stage_finished": "lớp xóa mù chữ đã xong: 0 không, 1–5 (3 hết giai đoạn 1, 5 hết giai đoạn 2)",
    "relapsed_level": "tái mù chữ mức: 0 không, 1, 2",
    "literate_level": "mức biết chữ do điều tra hỏi thẳng: 0, 1, 2",
    "literate_1": "biết chữ mức độ 1",
    "literate_2": "biết chữ mức độ 2",
    "finished_primary": "hoàn thành tiểu học",
    "finished_lower_secondary": "tốt nghiệp THCS",
    "schooling_known": "có ghi chép học tập nào không",
    "disabled": "khuyết tật",
    "able_to_learn": "khuyết tật, có khả năng học tập",
    "rural_worker": "lao động nông thôn (chỉ có trong điều tra hỏi điều này)",
    "farmer": "nông dân (như trên)",
    "in_learning": "đang học ở bất cứ nơi nào (như trên)",
    "ethnicity": "dân tộc, mỗi dân tộc một cách viết; ô trống là Kinh",
    "priority": "diện ưu tiên, chính sách, như phiếu ghi",
    "school": "tên trường, như phiếu ghi",
    "school_place": "quận, huyện đang học, như phiếu ghi",
    "address": "địa chỉ, như phiếu ghi",
    "group": "Kinh, dân tộc thiểu số",
    "level": "bậc đã tốt nghiệp, bằng chữ, xếp thứ tự",
    "degree_name": "bằng, bằng chữ, xếp thứ tự",
}
_CATEGORIES = {"area", "period", "khom", "sex", "priority", "school", "school_place", "ethnicity", "group",
               "level", "degree_name"}  # fmt: skip
_COUNT_COLUMNS = (
    ("area, period", "category", "địa bàn, kỳ"),
    ("indicator", "str", "mã chỉ số ([indicators.md](indicators.md))"),
    ("khom, sex, group, age", "category, str", "trống là tất cả"),
    ("numerator", "Int64", "số đạt"),
    ("denominator", "Int64", "số người đã biết câu trả lời; 0 khi chỉ số là một tổng"),
    ("unknown", "Int64", "số người chưa rõ"),
)
_TYPES = {"count": "Int64", "money": "Int64", "date": "datetime64", "yes_no": "boolean", "text": "str",
          "choice": "str"}  # fmt: skip
_TOPICS = {
    "literacy": "Xóa mù chữ", "universal_education": "Phổ cập giáo dục", "qualification": "Trình độ",
    "training": "Đào tạo, năng lực", "schools": "Trường học", "learning_models": "Mô hình học tập",
    "discipline": "Chế độ báo cáo",
}  # fmt: skip
_NOTE = "<!-- python -m tests.project.test_reference -->\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [[*heads], *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _kind(column: str) -> str:
    if column in _CATEGORIES:
        return "category"
    dtype = COLUMNS[column]
    return "Int64" if dtype.lower().startswith("int") else dtype


def dictionary() -> str:
    """``docs/data-dictionary.md``."""
    told = ["# Từ điển dữ liệu của bàn làm việc\n", _NOTE]
    told.append(
        "Cách hỏi: [ban-lam-viec.md](ban-lam-viec.md). Mọi bảng dưới đây là dữ liệu riêng của máy này.\n"
    )
    told.append("## `desk.people`: một dòng một người, một kỳ\n")
    told.append(_table(("cột", "kiểu", "nghĩa"), ([f"`{n}`", _kind(n), m] for n, m in MEANINGS.items())))
    told.append("Thiếu (NA) là chưa rõ, không phải không.\n")
    told.append("## `desk.counts`: số đếm đầy đủ\n")
    told.append(_table(("cột", "kiểu", "nghĩa"), ([f"`{n}`", k, m] for n, k, m in _COUNT_COLUMNS)))
    told.append("## `desk.tables[…]`: trang của các đơn vị\n")
    told.append(
        "Trang nào cũng có `area`, `period`, `unit` (đơn vị), `khom` (khi dòng của một khóm), `item`.\n"
    )
    for form in sheets().values():
        told.append(f"### `{form.id}`: {form.title}\n\n{form.help}\n")
        rows = [
            [f"`{table_column(column)}`", _TYPES[column.type], f"{column.heading}. {column.help}"]
            for column in form.columns
        ]
        told.append(_table(("cột", "kiểu", "nghĩa"), rows))
    return "\n".join(told)


def indicators() -> str:
    """``docs/indicators.md``."""
    told = ["# Các chỉ số\n", _NOTE]
    told.append('Tìm trong sổ: `desk.catalogue("biết chữ")`. Chỉ số riêng của một kế hoạch không có ở đây.\n')
    topics = dict.fromkeys(entry.topic for entry in catalogue().values() if not entry.area)
    for topic in topics:
        rows = [
            [f"`{id}`", entry.name, entry.definition, population_words(entry), entry.unit, entry.source]
            for id, entry in catalogue().items()
            if entry.topic == topic and not entry.area
        ]
        told.append(f"## {_TOPICS[topic]}\n")
        told.append(_table(("mã", "tên", "đếm gì", "trong số", "đơn vị", "nguồn"), rows))
    return "\n".join(told)


WRITTEN = {"data-dictionary.md": dictionary, "indicators.md": indicators}


def test_every_column_is_explained():
    assert set(COLUMNS) <= set(MEANINGS)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_references_are_current(name):
    assert (DOCS / name).read_text(encoding="utf-8") == WRITTEN[name]()


if __name__ == "__main__":
    for name, text in WRITTEN.items():
        (DOCS / name).write_text(text(), encoding="utf-8")
