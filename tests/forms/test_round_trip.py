"""Whatever is written into a template is read back as it was."""

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.unit_workbooks import AREA, REPORTED, read, records, sent
from tests.support.amount import examples
from xhht_analysis.forms.definition import sheets_of, version
from xhht_analysis.forms.layout import table_column

CELLS = {
    "count": st.integers(0, 10**6),
    "money": st.one_of(st.just(0), st.integers(10_000, 10**12)),
    "date": st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    "yes_no": st.booleans(),
    "text": st.text("aăđ =<&\"'-+@1", min_size=1, max_size=12)
    .map(lambda t: " ".join(t.split()))
    .filter(bool),
}


def rows_of(form, unit):
    optional = {
        column.id: st.sampled_from(column.choices) if column.choices else CELLS[column.type]
        for column in form.columns
    }
    row = st.fixed_dictionaries({}, optional=optional)
    if form.rows == "unit":
        return st.lists(row, max_size=1)
    if form.rows == "list":
        return st.lists(row.filter(bool), max_size=3)
    key, names = ("khom", AREA.khom) if form.rows == "khom" else ("item", form.items_of(unit))
    return st.tuples(*(row.map(lambda r, name=name: {key: name} | r) for name in names)).map(list)


reports = st.sampled_from(AREA.units).flatmap(
    lambda unit: st.tuples(
        st.just(unit), st.fixed_dictionaries({form.id: rows_of(form, unit) for form in sheets_of(unit)})
    )
)


def expected(unit, form, rows):
    """The rows as ``records`` tells them: nothing of a sheet in which nothing stands."""
    if not any(row.keys() - {"item", "khom"} for row in rows):
        return []
    keys = {"unit": unit.id} | ({"khom": unit.name} if unit.kind == "khom" else {})
    names = {column.id: table_column(column) for column in form.columns}
    names |= {"fixed": {"item": "item"}, "khom": {"khom": "khom"}}.get(form.rows, {})
    return [keys | {names[key]: value for key, value in row.items()} for row in rows]


@settings(max_examples=examples(30))
@given(reports)
def test_values_come_back_equal(case):
    unit, values = case
    with tempfile.TemporaryDirectory() as folder:
        back = read(sent(Path(folder), unit, values), area=AREA)
    for form in sheets_of(unit):
        assert records(back, form.id) == expected(unit, form, values[form.id])
    blank = {
        (unit.id, form.id): f"trang “{form.title}” để trống"
        for form in sheets_of(unit)
        if form.rows != "list" and not form.optional and not expected(unit, form, values[form.id])
    }
    assert {key: why for key, why in back.missing.items() if key[0] == unit.id} == blank
    assert {f.kind for f in back.findings} <= {"part_exceeds_whole", "unit_sheet_blank"}
    assert back.rows_read == back.rows_kept == sum(len(table) for table in back.tables.values())
    assert (back.files[unit.id].reported, back.files[unit.id].version) == (REPORTED, version())
