"""The statistical forms counted a second time from the raw register, with nothing in common; in public."""

import random

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.cleaning.registers import register_rows, write_workbook
from tests.disclosure.facts import facts_of, holds, is_of_register, numbers
from tests.disclosure.forms_said import SHEETS, shares_are_formed
from tests.disclosure.leaving import read
from tests.end_to_end.recount_of_people import people_of
from tests.support.group import write_area
from tests.support.sample import PUBLISHED, published_sample
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.manifest import read_manifest
from xhht_analysis.running.official_forms import write_forms, write_public_forms
from xhht_analysis.running.pipeline import process_period

YEAR = Period(2024)
#: Periods of the sample with workbooks of units alone: their forms have no number.
WITHOUT_REGISTER = [("phu-my", "2023"), ("phu-tan", "2025")]
GROUPS = {
    "tổng số": lambda p: True,
    "nữ": lambda p: p["sex"] == "nữ",
    "dân tộc thiểu số": lambda p: p["group"] != "Kinh",
    "nữ dân tộc thiểu số": lambda p: p["sex"] == "nữ" and p["group"] != "Kinh",
}


def boxes(number: int, dice: random.Random) -> dict:
    """A line of the register: somebody of up to 70 years, with the boxes that a form looks at."""
    age = dice.randrange(0, 19) if number % 2 else dice.randrange(15, 70)
    found = {
        "number": number, "khom": f"Khóm {1 + number % 3}", "family_name": "Người Thử", "form_number": number,
        "given_name": f"S{number}", "birth_year": 2024 - age, "female": dice.choice(["", "x"]),
        "ethnicity": dice.choice(["", "", "Kinh", "Khmer"]),
    }  # fmt: skip
    grade = age - 5 - dice.choice([0, 0, 0, 1])
    if 1 <= grade <= 12 and dice.random() < 0.9:
        found["class_now"] = f"{grade}A"
        small = "MN" if dice.random() < 0.9 else ""
        found["level"] = "THCS" if grade >= 10 else "TH" if grade >= 6 else small
    elif 3 <= age <= 5 and dice.random() < 0.8:
        found["class_now"] = "Lá"
    elif age >= 15:
        found["level"] = dice.choice(["", "TH", "THCS", "THPT"])
        done = dice.choice(["", 2, 3, 4, 5]) if not found["level"] else ""
        stage = "" if done else dice.choice(["", "", 3])
        found |= {"grade_finished": done, "literacy_stage_finished": stage}
        if not found["level"] and dice.random() < 0.3:
            found["grade_left"] = 4
    if dice.random() < 0.05:
        found |= {"disability_movement": "x", "able_to_learn": dice.choice(["", "x"])}
    if dice.random() < 0.03:
        found["circumstance"] = dice.choice(["chuyển đi", "chết"])
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store, dice = Store(tmp_path_factory.mktemp("forms")), random.Random(23)
    write_area(store, "phu-my", 'name = "Thử"\nsynthetic = true\nkhom = ["Khóm 1", "Khóm 2", "Khóm 3"]\n')
    folder = store.raw / "phu-my" / "2024"
    folder.mkdir()
    write_workbook(folder / "dieu tra.xlsx", {"DATA": register_rows([boxes(n, dice) for n in range(1, 701)])})
    process_period(store, "phu-my", YEAR)
    return store


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


PUBLIC = [
    "CMC-1",
    "CMC-2",
    "CMC-3",
    "CMC-4",
    "MN 5 tuổi",
    "MN 3–5 tuổi",
    "TH-M1",
    "TH-02",
    "THCS-M1",
    "THCS-M2",
]


def test_the_public_workbook_says_what_is_published_and_nothing_else(store, sheets):
    """Every cell is that of the whole form, unless it is suppressed; of groups of ages what single ages add
    up to there. What no published count gives is marked, and said in one sentence.
    """
    path = write_public_forms(store, "phu-my", YEAR)
    assert path == store.output("phu-my", YEAR) / "bieu-thong-ke.xlsx"
    book = load_workbook(path)
    assert book.sheetnames == PUBLIC
    assert {sheet["A3"].value for sheet in book} == {"DỰ THẢO, chưa công bố"}
    looked_at = hidden = 0
    for title in PUBLIC:
        for (row, head), value in cells_of(book[title]).items():
            if value == "[x]" or row.startswith("Đang đi học") or row.endswith("năm học vừa qua"):
                continue
            if value == "[c]":
                hidden += 1
                continue
            assert value == whole_of(sheets[title], row, head), (title, row, head)
            looked_at += 1
    assert looked_at > 100 and hidden > 20
    for title in ("CMC-3", "MN 5 tuổi", "MN 3–5 tuổi", "TH-M1", "THCS-M1", "THCS-M2"):
        said = [cell.value for cell in book[title]["A"] if str(cell.value).startswith("Không công bố được")]
        assert len(said) == 1 and said[0].endswith("."), title


def whole_of(sheet, row, head):
    """The cell of the whole form; a group of ages added up from single ones, which it has."""
    if (row, head) in sheet:
        return sheet[row, head]
    ages, place = (row, 0) if "–" in row else (head.removesuffix(" tuổi"), 1)
    first, last = map(int, ages.split("–"))
    keys = [(str(age), head) if place == 0 else (row, f"{age} tuổi") for age in range(first, last + 1)]
    return sum(sheet[key] for key in keys)


@pytest.mark.parametrize(("area", "period"), PUBLISHED)
def test_public_forms_csv_and_each_other_say_the_same_of_the_sample(tmp_path_factory, area, period):
    """All counts that two files tell agree, and all sums that a form tells; percentages are formed right."""
    folder = published_sample(tmp_path_factory) / "outputs" / area / period
    names = ("chi-tieu.csv", "bieu-thong-ke.xlsx")
    documents = [one for name in names for one in read(name, (folder / name).read_bytes())]
    facts = facts_of(documents, period=period, plan=None)
    told = dict(numbers(facts))
    assert [said for said in facts.cells.values() if len(said) > 1] == []
    of_people = [fact for fact in facts.sums if all(is_of_register(cell) for cell, _ in fact.terms)]
    checked = [holds(fact, told) for fact in of_people]
    assert False not in checked
    assert checked.count(True) > 100 or (checked == [] and (area, period) in WITHOUT_REGISTER)
    assert all(shares_are_formed(table) for one in documents for table in one.tables if table.title in SHEETS)
    assert "bieu-thong-ke.xlsx" in {file["name"] for file in read_manifest(folder / "manifest.json")["files"]}
