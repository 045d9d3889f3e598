"""Counts of findings that may leave: by kind and by file, with nothing of any cell."""

from xhht_analysis.base.findings import BY_URGENCY, SEVERITIES, Finding, count_by_file

FOUND = [
    Finding("row_dead", "khom 10.xlsx", "DATA", "A9", "x"),
    Finding("birth_missing", "khom 10.xlsx", "DATA", "G9", "x"),
    Finding("khom_spelling", "khom 2.xlsx", "DATA", "A9", "K1", count=3),
    Finding("birth_missing", "khom 2.xlsx", "DATA", "G7"),
    Finding("sex_unreadable", "a.xlsx", "DATA", "H7", "?", count=2),
    Finding("file_same", "b.xlsx"),
    Finding("file_unreadable", "c.xlsx"),
]


def test_counts_by_file_have_what_is_worst_first():
    assert count_by_file([]) == []
    none = dict.fromkeys(BY_URGENCY, 0)
    assert count_by_file(FOUND) == [
        {"file": "c.xlsx"} | none | {"unusable": 1},
        {"file": "a.xlsx"} | none | {"mend": 2},
        {"file": "khom 2.xlsx"} | none | {"mend": 1, "changed": 3},
        {"file": "khom 10.xlsx"} | none | {"mend": 1, "aside": 1},
        {"file": "b.xlsx"} | none | {"note": 1},
    ]


def test_every_severity_has_its_turn():
    assert sorted(BY_URGENCY) == sorted(SEVERITIES)
