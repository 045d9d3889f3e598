"""Which cell feeds which clause of the plan: the table of ``docs/forms.md``, made from the forms."""

from __future__ import annotations

from xhht_analysis.forms.definition import SheetForm, sheets
from xhht_analysis.forms.layout import KIND_WORDS

_ROWS = {
    "list": "mỗi dòng một mục",
    "khom": "mỗi dòng một khóm",
    "unit": "một dòng về đơn vị",
}


def clauses_table() -> str:
    """A Markdown table, one line a clause and sheet: who fills the sheet in, and the columns that count.

    >>> clauses_table().splitlines()[2]
    '| G1 | Trang thiết bị (trung tâm học tập cộng đồng) | Số cần có · Số hiện có · Bổ sung trong kỳ |'
    """
    columns = [column for form in sheets().values() for column in form.columns]
    clauses = sorted({clause for column in columns for clause in column.clauses}, key=_order)
    lines = ["| clause | sheet (who fills it in) | columns |", "|---|---|---|"]
    for clause in clauses:
        for form in sheets().values():
            headings = [column.heading for column in form.columns if clause in column.clauses]
            if headings:
                lines.append(f"| {clause} | {form.title} ({_who(form)}) | {' · '.join(headings)} |")
    return "\n".join(lines) + "\n"


def sheets_table() -> str:
    """A Markdown table, one line a sheet: its id, who fills it in, and its rows."""
    lines = ["| sheet | id | filled in by | rows |", "|---|---|---|---|"]
    for form in sheets().values():
        rows = _ROWS.get(form.rows) or " · ".join(form.items or [item.label for item in form.item])
        lines.append(f"| {form.title} | `{form.id}` | {_who(form)} | {rows} |")
    return "\n".join(lines) + "\n"


def _who(form: SheetForm) -> str:
    levels = f": {', '.join(form.levels)}" if form.levels else ""
    return "; ".join(KIND_WORDS[kind] for kind in form.kinds) + levels


def _order(clause: str) -> tuple[int, int]:
    """G before A, as in the plan; numbers as numbers."""
    return "GABCDT".index(clause[0]), int(clause[1:])
