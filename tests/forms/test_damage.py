"""However a workbook is damaged, it is read to the end, every line accounted for, and nothing is made up."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.unit_workbooks import AREA, CENTRE, CLASSES, KHOM, KHOM_1, damage, read, sent
from tests.support.amount import examples
from xhht_analysis.forms.definition import sheets_of

STRAY = st.sampled_from(["", "?", -1, 2.5, 10**20, "Tổng cộng", "Khóm 2", "31/02/2024", "Ngày lập", True])
STROKE = st.tuples(st.sampled_from(["cell", "row", "column", "sheet"]), *[st.integers(0, 60)] * 3, STRAY)
VALUES = {KHOM_1: KHOM, CENTRE: {"classes": CLASSES}}


def strike(grids, strokes):
    for what, sheet, row, column, stray in strokes:
        name = list(grids)[sheet % len(grids)]
        rows = grids[name]
        if what == "sheet" and len(grids) > 1:
            del grids[name]
        elif what == "row" and rows:
            del rows[row % len(rows)]
        elif what == "column":
            for line in rows:
                del line[column % 20 : column % 20 + 1]
        elif what == "cell" and rows and rows[row % len(rows)]:
            line = rows[row % len(rows)]
            line[column % len(line)] = stray


@settings(max_examples=examples(30))
@given(st.sampled_from(list(VALUES)), st.lists(STROKE, min_size=1, max_size=8))
def test_strokes(unit, strokes):
    with tempfile.TemporaryDirectory() as folder:
        path = sent(Path(folder), unit, VALUES[unit], name=f"{unit.id}.xlsx")
        reports = read(damage(path, lambda grids: strike(grids, strokes)))
    assert reports.rows_read == reports.rows_kept + sum(reports.aside.values())
    assert len(reports.files) <= 1
    for owner in AREA.units:
        for form in sheets_of(owner):
            if owner.id not in reports.files:
                assert reports.missing[owner.id, form.id] == "chưa gửi tệp"
                assert owner.id not in set(reports.tables[form.id]["unit"])
    if not reports.files:
        assert any(f.severity in ("mend", "unusable") for f in reports.findings)
