import pandas as pd
import pytest

from xhht_analysis.cleaning.khom import clean_khom

LISTED = ["Khóm 1", "Khóm 2", "Khóm Thượng"]


@pytest.mark.parametrize(
    ("cell", "name", "problem"),
    [
        ("Khóm 1", "Khóm 1", ""),
        ("khóm  1", "Khóm 1", ""),
        ("Kho\u0301m 1", "Khóm 1", ""),
        ("KHÓM 1", "Khóm 1", ""),
        ("K1", "Khóm 1", "khom_spelling"),
        ("K.01", "Khóm 1", "khom_spelling"),
        (1.0, "Khóm 1", "khom_spelling"),
        ("Khóm  02", "Khóm 2", "khom_spelling"),
        ("khom thuong", "Khóm Thượng", ""),
        ("Khóm 11", "Không rõ khóm", "khom_unknown"),
        ("", "Không rõ khóm", "khom_missing"),
        (None, "Không rõ khóm", "khom_missing"),
        ("???", "Không rõ khóm", "khom_missing"),
    ],
)
def test_one_khom(cell, name, problem):
    cleaned = clean_khom(pd.Series([cell], dtype=object), known=LISTED)
    assert (cleaned.values.tolist(), cleaned.problems.tolist()) == ([name], [problem])


def test_without_a_list_the_commonest_spelling_names_the_khom():
    cells = pd.Series(["khóm 1", "Khóm 1", "Khóm 1", "K1", "Ấp 2", "", "", "", "-"])
    cleaned = clean_khom(cells)
    assert cleaned.values.tolist() == ["Khóm 1"] * 4 + ["Ấp 2"] + ["Không rõ khóm"] * 4
    assert cleaned.problems.tolist() == ["", "", "", "khom_spelling", "", *["khom_missing"] * 4]


def test_no_cell():
    assert clean_khom(pd.Series([], dtype=object), known=LISTED).values.tolist() == []
