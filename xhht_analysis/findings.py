"""A finding: one thing the program noticed about one cell, and what it did about it.

The kinds are one table. A finding keeps what stood in the cell, so a list of findings is as
private as the register; only counts by kind may leave (:func:`count_by_kind`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import NamedTuple

import pandas as pd

#: severity: note < changed (value read differently) < mend (a person should look) < aside (row not counted)
SEVERITIES = {"note": "ghi chú", "changed": "đã hiểu lại", "mend": "cần sửa", "aside": "không tính", "unusable": "không đọc được"}


class Kind(NamedTuple):
    """What a kind of finding means, in words for the clerk."""

    severity: str
    what: str
    done: str


KINDS: dict[str, Kind] = {
    # files
    "file_unreadable": Kind("unusable", "Tệp không đọc được", "bỏ qua tệp này"),
    "file_unknown": Kind("mend", "Tệp không thuộc mẫu nào đã biết", "bỏ qua tệp này"),
    "file_same": Kind("note", "Hai tệp giống hệt nhau", "chỉ đọc một tệp"),
    "sheet_same_people": Kind("note", "Trang tính không dùng vì đã có trang DATA", "bỏ qua trang này"),
    "year_differs": Kind("mend", "Năm điều tra ghi trong tệp khác với kỳ báo cáo", "tính tuổi theo năm ghi trong tệp"),
    "year_missing": Kind("mend", "Tệp không ghi năm điều tra", "tính tuổi theo năm của kỳ báo cáo"),
    "column_missing": Kind("mend", "Thiếu cột", "xem là chưa có số liệu"),
    "column_unknown": Kind("note", "Cột không rõ là gì", "không dùng cột này"),
    "sheet_hidden": Kind("note", "Trang tính bị ẩn", "vẫn đọc"),
    # rows
    "row_moved_away": Kind("aside", "Đã chuyển đi", "không tính vào dân số"),
    "row_dead": Kind("aside", "Đã chết", "không tính vào dân số"),
    "row_short_stay": Kind("aside", "Tạm trú dưới 6 tháng", "không tính vào dân số"),
    "row_duplicate": Kind("aside", "Trùng hoàn toàn với một dòng trước", "chỉ tính một lần"),
    "row_same_person": Kind("aside", "Cùng họ tên, ngày sinh và khóm với một dòng trước", "chỉ tính dòng trước"),
    "row_total": Kind("aside", "Dòng tổng cộng hoặc chữ ký", "không phải người"),
    "row_no_name": Kind("aside", "Dòng có chữ nhưng không có họ tên và năm sinh", "không tính"),
    "name_missing": Kind("mend", "Không có tên", "vẫn tính"),
    # values
    "birth_missing": Kind("mend", "Không có năm sinh", "không tính vào độ tuổi nào"),
    "birth_invalid": Kind("mend", "Ngày, tháng hoặc năm sinh không có thật", "xem là chưa rõ phần sai"),
    "birth_year_impossible": Kind("mend", "Năm sinh không thể có", "không tính vào độ tuổi nào"),
    "birth_from_text": Kind("changed", "Ngày sinh viết trong một ô", "đã tách ngày, tháng, năm"),
    "birth_before": Kind("note", "Năm sinh ghi «Trước …»", "ngoài độ tuổi điều tra"),
    "sex_unreadable": Kind("mend", "Cột nữ ghi không rõ", "xem là chưa rõ giới tính"),
    "khom_missing": Kind("mend", "Không có khóm", "xếp vào «Không rõ khóm»"),
    "khom_spelling": Kind("changed", "Tên khóm viết khác", "đã hiểu là một khóm"),
    "khom_unknown": Kind("mend", "Tên khóm không có trong danh sách khóm", "giữ nguyên tên"),
    "class_unreadable": Kind("mend", "Khối, lớp đang học không đọc được", "xem là đang học, chưa rõ khối"),
    "grade_conflict": Kind("mend", "Cột khối và cột lớp không khớp", "tính theo cột khối"),
    "grade_unreadable": Kind("mend", "Lớp đã học xong, bỏ học hoặc xóa mù chữ không đọc được", "xem là chưa rõ"),
    "level_unreadable": Kind("mend", "Bậc tốt nghiệp không đọc được", "xem là chưa rõ"),
    "degree_unreadable": Kind("mend", "Bậc tốt nghiệp nghề không đọc được", "xem là chưa rõ"),
    "relapse_unreadable": Kind("mend", "Mức tái mù chữ không đọc được", "xem là không ghi"),
    "mark_unreadable": Kind("mend", "Ô đánh dấu ghi không rõ", "xem là có đánh dấu"),
    "school_year_unreadable": Kind("mend", "Năm học hoặc năm tốt nghiệp không đọc được", "không dùng năm này"),
    "school_years_not_consecutive": Kind("mend", "Năm học không liền nhau", "không dùng năm này"),
    "graduated_before_birth": Kind("mend", "Năm tốt nghiệp trước tuổi có thể tốt nghiệp", "vẫn giữ bậc tốt nghiệp"),
    "attending_and_left": Kind("mend", "Vừa đang học vừa ghi bỏ học cùng lớp trở lên", "tính là đang học"),
    "circumstance_unknown": Kind("note", "Hoàn cảnh đặc biệt viết tắt chưa rõ", "vẫn tính"),
    "stay_unknown": Kind("note", "Diện cư trú hoặc tình trạng cư trú chưa rõ", "vẫn tính"),
    "value_unmapped": Kind("mend", "Mã không có trong mapping.toml", "xem là chưa rõ"),
    "age_unreadable": Kind("mend", "Tuổi không đọc được", "không tính vào độ tuổi nào"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``found`` is what stood in the cell (private); ``count`` > 1 joins equal findings."""

    kind: str
    file: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    detail: str = ""
    count: int = 1

    @property
    def severity(self) -> str:
        return KINDS[self.kind].severity

    def sentence(self, *, private: bool = False) -> str:
        """Plain Vietnamese; with what stood in the cell only when ``private``."""
        kind = KINDS[self.kind]
        where = " › ".join(part for part in (self.file, self.sheet, self.cell) if part)
        times = f" ({self.count} lần)" if self.count > 1 else ""
        found = f" «{self.found}»" if private and self.found else ""
        detail = f": {self.detail}" if self.detail else ""
        return f"{where}: {kind.what}{found}{detail}{times} → {kind.done}."


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as a table (one row a finding) for the analyst and the private list."""
    rows = [
        asdict(f) | {"severity": f.severity, "what": KINDS[f.kind].what, "done": KINDS[f.kind].done}
        for f in findings
    ]
    columns = ["severity", "file", "sheet", "cell", "kind", "what", "found", "detail", "done", "count"]
    return pd.DataFrame(rows, columns=columns)


def count_by_kind(findings: Iterable[Finding]) -> list[dict]:
    """Counts that may be published: kind, words, severity, how many; most frequent first."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.kind] += finding.count
    order = list(SEVERITIES)[::-1]
    rows = [
        {"kind": kind, "severity": KINDS[kind].severity, "what": KINDS[kind].what, "done": KINDS[kind].done, "count": n}
        for kind, n in counts.items()
    ]
    return sorted(rows, key=lambda row: (order.index(row["severity"]), -row["count"], row["kind"]))
