"""The statistical forms counted a second time from the raw register, with nothing in common; in public."""

import pandas as pd
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.disclosure.leaving import read
from tests.end_to_end.recount_of_people import people_of
from tests.support.sample import sample_project
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.report.report import open_report
from xhht_analysis.running.official_forms import write_forms, write_public_forms

YEAR = Period(2024)
GROUPS = {
    "tổng số": lambda p: True,
    "nữ": lambda p: p["sex"] == "nữ",
    "dân tộc thiểu số": lambda p: p["group"] != "Kinh",
    "nữ dân tộc thiểu số": lambda p: p["sex"] == "nữ" and p["group"] != "Kinh",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store(sample_project(tmp_path_factory))


@pytest.fixture(scope="module")
def sheets(store):
    path = write_forms(store, "phu-my", YEAR)
    assert path.stat().st_mode & 0o777 == 0o600
    return {sheet.title: cells_of(sheet) for sheet in load_workbook(path)}


@pytest.fixture(scope="module")
def people(store):
    (path,) = (store.raw / "phu-my" / "2024").glob("*.xlsx")
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("DATA")
    return people_of(sheet.to_python(skip_empty_area=False), 2024)


def cells_of(sheet) -> dict[tuple[str, str], object]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    heads = rows[0][1:]
    end = next(n for n, row in enumerate(rows) if n and row[0] is None)
    return {(row[0], head): v for row in rows[1:end] for head, v in zip(heads, row[1:], strict=False) if head}


def aged(p, first, last):
    return p["age"] is not None and first <= p["age"] <= last


def test_every_sheet_of_literacy(sheets, people):
    able = [p for p in people if not p["disabled"]]

    def number(first, last, group, what):
        return sum(1 for p in able if aged(p, first, last) and GROUPS[group](p) and what(p))

    answers = {
        "Số người": lambda p: True,
        "Biết chữ mức độ 1": lambda p: p["literate_1"] is True,
        "Biết chữ mức độ 2": lambda p: p["literate_2"] is True,
        "Mù chữ mức độ 1": lambda p: p["literate_1"] is False,
        "Mù chữ mức độ 2": lambda p: p["literate_2"] is False,
        "Chưa rõ": lambda p: p["literate_2"] is None,
    }
    looked_at = 0
    for title in ("CMC-1", "CMC-2", "CMC-3", "CMC-4"):
        for (row, head), value in sheets[title].items():
            if head.endswith("(%)"):
                continue
            ages = [int(age) for age in row.split("–")]
            what, _, group = head.partition(": ")
            assert value == number(ages[0], ages[-1], group or "tổng số", answers[what]), (title, row, head)
            looked_at += 1
    assert looked_at == 3 * 12 + 4 * 9 + 49 * 15 + 3 * 3


def test_every_sheet_by_age(sheets, people):
    rows = {
        "Tổng số": lambda p: True,
        "Nữ": GROUPS["nữ"],
        "Dân tộc thiểu số": GROUPS["dân tộc thiểu số"],
        "Khuyết tật": lambda p: p["disabled"],
        "Khuyết tật có khả năng học tập": lambda p: p["disabled"] and p["able"],
        "Khuyết tật được tiếp cận giáo dục": lambda p: p["disabled"] and p["able"] and p["learns"] is True,
        "Phải phổ cập": lambda p: not p["disabled"],
    }
    known = {
        "Đang đến trường, lớp": lambda p: p["learns"] is True,
        "Hoàn thành chương trình giáo dục mầm non": lambda p: (p["level"] or 0) >= 1,
        **{f"Đang học lớp {n}": lambda p, n=n: p["grade"] == n for n in range(1, 6)},
        "Đang học lớp 6 trở lên": lambda p: (p["grade"] or 0) >= 6,
        "Hoàn thành chương trình tiểu học": lambda p: p["primary"] is True,
        "Đang học THCS": lambda p: p["grade"] is not None and 6 <= p["grade"] <= 9,
        "Tốt nghiệp THCS": lambda p: p["lower_secondary"] is True,
    }
    rows |= {label: lambda p, what=what: not p["disabled"] and what(p) for label, what in known.items()}
    looked_at, told = 0, set()
    for title in ("MN 5 tuổi", "MN 3–5 tuổi", "TH-M1", "THCS-M1", "THCS-M2"):
        for (row, head), value in sheets[title].items():
            told.add(row)
            if row not in rows:
                continue
            ages = [int(age) for age in head.removesuffix(" tuổi").split("–")]
            again = sum(1 for p in people if aged(p, ages[0], ages[-1]) and rows[row](p))
            assert value == again, (title, row, head)
            looked_at += 1
    assert looked_at > 200
    assert told - rows.keys() == {
        "Chuyển đến", "Chuyển đi", "Chết", "Học 2 buổi/ngày", "Lưu ban", "Bỏ học", "Trong đó GDTX",
        "Trong đó GDNN", "Học ngoài tỉnh", "Đang học hoặc đã xong THPT, GDTX, GDNN",
    }  # fmt: skip


def test_the_public_workbook_holds_no_number_that_is_not_published(store):
    path = write_public_forms(store, "phu-my", YEAR)
    report = open_report("phu-my", "2024", root=store.root)
    (document,) = read(path.name, path.read_bytes())
    assert document.tables or document.words
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["CMC-1", "CMC-4"]
    cells = cells_of(book["CMC-1"])
    for last in (25, 35, 60):
        for level in (1, 2):
            figure = report.figure(f"xmc{level}_15_{last}")
            shown = cells[f"15–{last}", f"Biết chữ mức độ {level}: tổng số"]
            assert shown == (figure.numerator if isinstance(figure.numerator, int) else "[c]")
    by_age = report.cells("xmc2_15_60", "age").set_index("age")
    told = cells_of(book["Biết chữ mức độ 2 theo nhóm tuổi"])
    for first, last in [(15, 20), *((n, n + 4) for n in range(21, 60, 5))]:
        ages = [str(age) for age in range(first, last + 1)]
        here = by_age.reindex(ages)
        whole = here[["numerator", "denominator", "unknown"]].notna().to_numpy().all()
        shown = told[f"{first}–{last}", "Biết chữ mức độ 2"]
        assert shown == (int(here["numerator"].sum()) if whole else "[c]")
    assert pd.Series([value for value in told.values()]).notna().all()
