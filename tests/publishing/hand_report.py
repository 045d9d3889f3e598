"""A period written by hand: a few counts, a plan with every kind of target, units that owe a report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import Edition
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, Store, write_json, write_text
from xhht_analysis.disclosure.kept_back import as_json
from xhht_analysis.report.report import Report, open_report

#: What a report is that has been published once.
PUBLISHED = Edition(1, dt.date(2025, 1, 15))
AREA = """\
name = "An Thử"
kind = "xã"
province = "tỉnh Thử"
superior = "UBND huyện Thử"
recipients = ["Phòng GDĐT huyện Thử", "Đảng ủy xã"]
"""
PLAN = """\
title = "Kế hoạch 7/KH-UBND về xây dựng xã hội học tập năm 2024"
year = 2024
[due]
units = { half = "05/6", year = "05/12" }
[[target]]
id = "G2"
clause = "II.1"
name = "Tỷ lệ mù chữ"
direction = "falls"
indicator = "illiterate_15_60"
[[target]]
id = "A1"
clause = "II.2a"
name = "Chuẩn xóa mù chữ"
direction = "level"
standard = "xmc"
target = 2
needs = "phiếu điều tra"
[[target]]
id = "A2"
clause = "II.2a"
name = "Nữ so với nam"
direction = "balanced"
indicator = "xmc2_15_60"
low = "0.97"
high = "1.03"
[[target]]
id = "A4"
clause = "II.2a"
name = "Trẻ dưới 5 tuổi ra lớp"
direction = "at_least"
indicator = "under5_in_class"
[[target]]
id = "B3"
clause = "II.2b"
name = "Có trình độ chuyên môn kỹ thuật"
direction = "at_least"
target = 15
indicator = "cmkt_15_plus"
[[target]]
id = "B4"
clause = "II.2b"
name = "Có trình độ đại học"
direction = "at_least"
target = 8
indicator = "university_15_plus"
[[target]]
id = "C1"
clause = "II.2c"
name = "Trường quản lý dạy học trên môi trường số"
direction = "at_least"
target = 30
needs = "báo cáo các trường; sổ của xã"
[[target]]
id = "T5"
clause = "IV.7"
name = "Đã rõ trình độ học vấn"
direction = "at_least"
target = 100
indicator = "schooling_known_15_60"
[[target]]
id = "T9"
clause = "V"
name = "Đơn vị gửi báo cáo đúng hạn"
direction = "shown"
needs = "sổ của xã"
"""
#: indicator, khom, sex, group, age, numerator, denominator, unknown
COUNTS = """\
xmc1_15_35,,,,,950,1000,0
xmc2_15_60,,,,,1800,2000,3
xmc2_15_60,Khóm 1,,,,900,950,0
xmc2_15_60,Khóm 1,nữ,,,400,450,0
xmc2_15_60,Khóm 10,,,,900,1050,3
xmc2_15_60,,nam,,,950,1000,1
xmc2_15_60,,nữ,,,850,1000,2
xmc2_15_60,,,Kinh,,1700,1800,0
xmc2_15_60,,,,15,30,30,0
xmc2_15_60,,nữ,,15,14,14,0
illiterate_15_60,,,,,13,800,0
under5_in_class,,,,,0,0,0
cmkt_15_plus,,,,,14999,100000,0
university_15_plus,,,,,1,800,0
schooling_known_15_60,,,,,1999999,2000000,0
"""
SUMMARY = {
    "version": "0.1.0", "door": "register", "synthetic": False, "survey_years": [2024],
    "files": [{"role": "phiếu điều tra 1", "sha256": "ab" * 32, "state": "counted"},
              {"role": "tệp khác 1", "sha256": "cd" * 32, "state": "other"}],
    "rows_read": 12, "rows_kept": 11, "rows_aside": {}, "findings": [], "missing": [],
    "unknown": {"age": 0, "sex": 1, "minority": 0, "khom": 0},
    "duty": {"units": "2024-12-05", "office": "2024-12-10"},
}  # fmt: skip
UNITS = [
    {"id": id, "name": name, "kind": kind, "missing": [], "state": state, "received": received, "file": file}
    for id, name, kind, state, received, file in (
        ("khom-1", "Khóm 1", "khom", "đúng hạn", "2024-11-30", "báo cáo Khóm 1"),
        ("khom-2", "Khóm 2", "khom", "trễ hạn", "2024-12-09", "báo cáo Khóm 2"),
        ("hoi", "Hội", "department", "chưa nhận", None, None),
        ("doan", "Đoàn", "department", "chưa nhận", None, None),
    )
]


def hand_report(
    root: Path, *, period: str = "2024", area: str = AREA, plan: str = PLAN, counts: str = COUNTS, **summary
) -> Report:
    """The report of one period of an area written into ``root``; ``summary`` replaces facts of SUMMARY."""
    store, when = Store(root), Period.parse(period)
    write_text(store.raw_area("an-thu") / "area.toml", area)
    if plan:
        write_text(store.raw_area("an-thu") / "plan-2024.toml", plan)
    folder = store.processed("an-thu", when)
    header = "indicator,khom,sex,group,age,numerator,denominator,unknown\n"
    write_text(folder / COUNTS_FILE, header + counts)
    write_json(folder / DECISIONS_FILE, as_json(()))
    write_json(folder / SUMMARY_FILE, SUMMARY | {"area": "an-thu", "period": period} | summary)
    return open_report("an-thu", period, root=root)
