"""Tables and pictures of what some units told while another is silent."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tests.support.unit_report import cell, unit_report
from xhht_analysis.indicators.counts import COUNTS, KEYS, figures_of
from xhht_analysis.report import money, training
from xhht_analysis.report.report import Report

SILENT = "Hội Thử (trang “Kinh phí”: chưa gửi tệp)"
NOTE = f"Số liệu của các đơn vị đã báo cáo, nên là ít nhất; thiếu: {SILENT}."


def in_part(root, *cells: dict) -> Report:
    bounds = pd.DataFrame(list(cells), columns=["indicator", *KEYS, *COUNTS])
    lacking = {name: [SILENT] for name in bounds["indicator"].unique()}
    return replace(unit_report(root, lacking=lacking), partial_rows=bounds, partial=figures_of(bounds))


def test_money_of_those_who_reported(tmp_path):
    report = in_part(
        tmp_path,
        cell("money_spent", 59_700_000, 163_000_000),
        cell("money_spent", 59_700_000, 163_000_000, group="ngân sách"),
        cell("money_raised", 90_600_000, 0),
        cell("money_raised", 90_600_000, 0, group="xã hội hóa"),
        cell("money_by_purpose", 59_700_000, 0),
        cell("money_by_purpose", 59_700_000, 0, group="tuyên truyền"),
    )
    table = money.money_table(report)
    assert table.texts() == [
        ["Ngân sách", "163.000.000", "59.700.000", "36,63", "[x]"],
        ["Xã hội hóa", "[x]", "[x]", "[x]", "90.600.000"],
        ["Cộng (ít nhất)", "163.000.000", "59.700.000", "36,63", "90.600.000"],
    ]
    assert table.notes[-1] == NOTE
    purposes = money.money_by_purpose(report)
    assert purposes.texts()[-1] == ["Cộng (ít nhất)", "59.700.000"]
    assert purposes.notes == [NOTE]
    assert money.headline_of_money(report) == (
        f"Đã chi ít nhất 59,7 triệu đồng; dự toán ít nhất 163,0 triệu đồng; thiếu: {SILENT}"
    )


def test_other_places_of_learning_of_those_who_reported(tmp_path):
    report = in_part(
        tmp_path,
        cell("provider_classes", 5, 0),
        cell("provider_classes", 5, 0, group="GDNN"),
        cell("provider_learners", 144, 0),
    )
    table = training.providers_table(report)
    assert table.texts() == [["GDNN", "5"], ["Cộng (ít nhất)", "5"]]
    assert table.notes == [NOTE, "Số người học: ít nhất 144 người."]


def test_where_nobody_told_anything_that_is_said(tmp_path):
    assert money.money_by_source(unit_report(tmp_path)).empty
