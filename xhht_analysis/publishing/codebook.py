"""What columns and codes of ``chi-tieu.csv`` mean: ``bang-ma.csv``, and CSV on the Web for programs."""

from __future__ import annotations

import csv
import io
import json

from xhht_analysis.charts.tables import SHORTHANDS
from xhht_analysis.indicators.catalogue import catalogue

#: Of each column its Vietnamese name, what it holds, and its type (XML Schema, as CSV on the Web names them).
COLUMNS: dict[str, tuple[str, str, str]] = {
    "area": ("Mã địa bàn", "Mã do xã đặt, cũng là tên thư mục", "string"),
    "period": ("Kỳ báo cáo", "2024 là cả năm; 2024-H1 là 6 tháng đầu năm", "string"),
    "clause": ("Mã chỉ tiêu", "Mã chỉ tiêu của kế hoạch; trống nếu kế hoạch không nêu", "string"),
    "indicator": ("Mã chỉ số", "Mã trong bảng mã này, hoặc tiêu chuẩn công nhận", "string"),
    "khom": ("Đơn vị dân cư", "Trống là chung cho cả địa bàn", "string"),
    "sex": ("Giới tính", "nam, nữ; trống là chung", "string"),
    "group": ("Nhóm hoặc tuổi", "Dân tộc, nhóm, hoặc từng tuổi; trống là chung", "string"),
    "numerator": ("Số đạt, hoặc số lượng", "[c] là không công bố", "string"),
    "denominator": ("Tổng số", "Trống với chỉ số chỉ đếm số lượng", "string"),
    "unknown": ("Chưa rõ", "Số thuộc diện được hỏi mà chưa rõ; không nằm trong tổng số", "string"),
    "percent": ("Tỷ lệ (%)", "Số đạt trên tổng số, đã làm tròn; trống nếu không phải tỷ lệ", "string"),
    "target": ("Mục tiêu", "Như người đọc viết", "string"),
    "verdict": ("Đánh giá", "Xét trên số chưa làm tròn", "string"),
    "judged": ("Giá trị được xét", "Số đặt cạnh mục tiêu, theo đơn vị ở cột unit", "string"),
    "unit": ("Đơn vị tính", "Của cột judged, before, value", "string"),
    "reference_date": ("Ngày của số liệu", "Ngày mà số liệu phản ánh", "date"),
    "survey_year": ("Năm điều tra", "Với số liệu từ phiếu điều tra", "gYear"),
    "population": ("Diện được tính", "Ai được tính vào tổng số", "string"),
    "missing": ("Còn thiếu", "Đơn vị chưa gửi, hoặc để trống ô", "string"),
    "before_period": ("Kỳ so sánh", "Kỳ tương ứng trước đó, hoặc vì sao không có", "string"),
    "before": ("Giá trị kỳ so sánh", "Cùng đơn vị với cột judged", "decimal"),
    "value": (
        "Giá trị không phải tỷ lệ",
        "Chỉ số cân bằng, số lượng, mức độ; trống nếu là %",
        "decimal",
    ),
    "target_low": ("Mục tiêu, từ", "Số nhỏ nhất được coi là đạt, theo cột unit", "decimal"),
    "target_high": ("Mục tiêu, đến", "Số lớn nhất được coi là đạt, theo cột unit", "decimal"),
    "target_kind": ("Cách xét", "Mã trong bảng mã này", "string"),
    "indicator_name": ("Tên chỉ số", "Tên của cột indicator", "string"),
    "commune_code": ("Mã đơn vị hành chính", "Trống nếu xã chưa khai", "string"),
    "commune": ("Tên địa bàn", "Tên của địa bàn và của cấp trên", "string"),
}
#: How a target is judged, by its code in a plan.
KINDS = {
    "at_least": "ít nhất", "at_most": "nhiều nhất", "exactly": "đúng bằng", "about": "khoảng",
    "band": "trong khoảng", "keep": "giữ vững", "rises": "tăng", "falls": "giảm", "above": "trên",
    "below": "dưới", "balanced": "cân bằng nữ và nam", "level": "đạt mức độ công nhận",
    "communes": "số xã đạt mức độ", "done": "có làm", "shown": "theo dõi",
}  # fmt: skip
_HEADINGS = ("kind", "code", "name", "unit", "definition", "source")


def codebook() -> str:
    """``bang-ma.csv``: a row for each column, kind of target, mark and indicator."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADINGS)
    writer.writerows(("cột", name, *told[:1], "", told[1], "") for name, told in COLUMNS.items())
    writer.writerows(("cách xét", code, words, "", "", "") for code, words in KINDS.items())
    writer.writerows(("ký hiệu", mark, meaning, "", "", "") for mark, meaning in SHORTHANDS.items())
    writer.writerows(
        ("chỉ số", name, entry.name, entry.unit, entry.definition, entry.source)
        for name, entry in catalogue().items()
    )
    return out.getvalue()


def csv_metadata(title: str) -> str:
    """``csv-metadata.json``: both tables as CSV on the Web describes them (W3C, tabular metadata)."""
    columns = [
        {"name": name, "titles": {"vi": told[0]}, "dc:description": {"vi": told[1]}, "datatype": told[2]}
        for name, told in COLUMNS.items()
    ]
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "dc:title": title,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tables": [
            {"url": "chi-tieu.csv", "tableSchema": {"columns": columns}},
            {
                "url": "bang-ma.csv",
                "tableSchema": {
                    "columns": [{"name": name, "datatype": "string"} for name in _HEADINGS],
                    "primaryKey": ["kind", "code"],
                },
            },
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
