"""Area and plan as workbooks: TOML rules, nothing is lost, what was typed is shown before it is written."""

import datetime as dt
import shutil
import tomllib

import openpyxl
import pytest
from click.testing import CliRunner

from tests.support.small_commune import REPOSITORY
from xhht_analysis.base.periods import Period
from xhht_analysis.base.toml_model import schema_of
from xhht_analysis.commands.cli import main
from xhht_analysis.commands.toml_sheets import tables
from xhht_analysis.standards.plan import Plan, load_plan


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The town's own area.toml and plan, as workbooks too."""
    for name in ("notebooks", "outputs"):
        (tmp_path / name).mkdir()
    folder = tmp_path / "data" / "raw" / "phu-my"
    folder.mkdir(parents=True)
    for path in (REPOSITORY / "data" / "raw" / "phu-my").glob("*.toml"):
        shutil.copy(path, folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    assert xhht("template", "phu-my", "2024", "--plan") == (
        0, "data/raw/phu-my/area.xlsx\ndata/raw/phu-my/plan-2024.xlsx\n", "",
    )  # fmt: skip
    return folder


def xhht(*words):
    ended = CliRunner().invoke(main, words, catch_exceptions=False)
    return ended.exit_code, ended.stdout, ended.stderr


def taken(*words):
    return xhht("plan", "import", "phu-my", "2024", *words)


class Typing:
    """A workbook of Excel's in which somebody types: rows by id, columns by key."""

    def __init__(self, path, sheet):
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet = self.book[sheet]
        self.places = {cell.value: cell.column for cell in self.sheet[2]}

    def line(self, id):
        return next(
            row[0].row for row in self.sheet.iter_rows(min_row=4) if row[self.places["id"] - 1].value == id
        )

    def type(self, id, **values):
        for key, value in values.items():
            self.sheet.cell(self.line(id), self.places[key.replace("_of", " của")]).value = value

    def add(self, **values):
        line = next(row[0].row for row in self.sheet.iter_rows(min_row=4) if all(not c.value for c in row))
        for key, value in values.items():
            self.sheet.cell(line, self.places[key]).value = value

    def save(self):
        self.book.save(self.path)


def plan_sheet(folder):
    return Typing(folder / "plan-2024.xlsx", "Các chỉ tiêu")


def test_every_key_of_a_clause_has_its_column(folder):
    """Whatever the plan's form knows, but tables of tables."""
    keys = {
        column.key for table in tables(schema_of(Plan)) if table.key == "target" for column in table.columns
    }
    assert keys >= {key for key in schema_of(Plan)["$defs"]["Target"]["properties"] if key != "part"}
    assert keys <= set(plan_sheet(folder).places)


def test_untouched_workbooks_change_nothing(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert taken() == (0, "phu-my/area.toml: 0 chỗ đổi\nphu-my/plan-2024.toml: 0 chỗ đổi\n", "")
    for name in ("area.xlsx", "plan-2024.xlsx"):  # Excel writes a file of its own
        openpyxl.load_workbook(folder / name).save(folder / name)
    assert taken("--write")[:2] == (0, "phu-my/area.toml: 0 chỗ đổi\nphu-my/plan-2024.toml: 0 chỗ đổi\n")
    assert {n: b for n, b in before.items() if n.endswith("toml")} == {
        path.name: path.read_bytes() for path in folder.glob("*.toml")
    }


def test_what_was_typed_is_shown_and_written_only_when_asked(folder):
    typing = plan_sheet(folder)
    typing.type("B1", target="45,5", needs="báo cáo các khóm")
    typing.type("G1", target=90)
    typing.type("T2", when=None, due=dt.datetime(2024, 10, 7))
    typing.type("C6", giữ="")
    typing.add(giữ="x", id="Z1", clause="II.9", name="Trẻ 6–14 tuổi đi học", direction="at_least", target=98,
               indicator="at_school_3_18", ages="6-14")  # fmt: skip
    typing.save()
    text = (folder / "plan-2024.toml").read_text("utf-8")
    code, said, wrong = taken()
    assert (code, wrong) == (1, "")
    assert said.splitlines() == [
        "phu-my/area.toml: 0 chỗ đổi",
        "phu-my/plan-2024.toml: 7 chỗ đổi",
        "  G1, target: 100 → 90",
        "  B1, target: 40 → 45.5",
        "  B1, needs: báo cáo các khóm, phần năng lực của người lao động → báo cáo các khóm",
        "  T2, when: 10 → (trống)",
        "  T2, due: (trống) → 07/10/2024",
        "  bỏ C6",
        "  thêm Z1",
        "Chưa ghi gì. Muốn ghi, chạy lại với --write.",
    ]
    assert (folder / "plan-2024.toml").read_text("utf-8") == text
    assert taken("--write")[0] == 0
    plan = {target.id: target for target in load_plan(folder, Period(2024)).targets}
    assert (plan["B1"].target * 1000, plan["G1"].target * 100, plan["T2"].due) == (
        455,
        90,
        dt.date(2024, 10, 7),
    )
    assert "C6" not in plan
    assert (plan["Z1"].ages, plan["Z1"].target * 100) == ((6, 14), 98)
    after = (folder / "plan-2024.toml").read_text("utf-8")
    assert after.startswith("#:schema ../../../docs/schema/plan.json\n# Plan 322/KH-UBND")
    assert "# không có target: chỉ tiêu do cấp trên giao" in after
    assert taken() == (0, "phu-my/area.toml: 0 chỗ đổi\nphu-my/plan-2024.toml: 0 chỗ đổi\n", "")


def test_parts_of_a_clause_are_rows_of_their_own(folder):
    typing = plan_sheet(folder)
    typing.add(
        **{
            "giữ": "x",
            "phần của": "T6",
            "name": "Lớp của TTHTCĐ",
            "direction": "shown",
            "indicator": "classes_held",
        }
    )
    part = next(
        row[0].row
        for row in typing.sheet.iter_rows(min_row=4)
        if row[typing.places["name"] - 1].value == "Người lao động"
    )
    typing.sheet.cell(part, typing.places["direction"]).value = "shown"
    typing.save()
    assert taken("--write")[1].splitlines()[1:4] == [
        "phu-my/plan-2024.toml: 2 chỗ đổi",
        "  D6, Người lao động, direction: rises → shown",
        "  thêm T6, Lớp của TTHTCĐ",
    ]
    plan = {t["id"]: t for t in tomllib.loads((folder / "plan-2024.toml").read_text("utf-8"))["target"]}
    assert plan["D6"]["part"][0]["direction"] == "shown"
    assert [part["name"] for part in plan["T6"]["part"]] == [
        "Người đã học so với người cần học",
        "Lớp của TTHTCĐ",
    ]


def test_the_area_is_a_workbook_too(folder):
    book = openpyxl.load_workbook(folder / "area.xlsx")
    head = book["Chung"]
    for row in head.iter_rows(min_row=2):
        if row[0].value == "due.units.half":
            row[2].value = "15/6"
        if row[0].value == "hardship":
            row[2].value = "có"
        if row[0].value == "khom":
            row[2].value = "Khóm 1; Khóm 2"
    book.save(folder / "area.xlsx")
    assert taken("--write")[0] == 0
    area = tomllib.loads((folder / "area.toml").read_text("utf-8"))
    assert (area["due"]["units"]["half"], area["hardship"], area["khom"]) == (
        "15/6",
        True,
        ["Khóm 1", "Khóm 2"],
    )
    assert len(area["change"]) == 1


def test_when_both_were_changed_nothing_is_taken_and_both_are_named(folder):
    typing = plan_sheet(folder)
    typing.type("B1", target=45)
    typing.save()
    text = (folder / "plan-2024.toml").read_text("utf-8").replace("target = 15", "target = 16")
    (folder / "plan-2024.toml").write_text(text, "utf-8")
    code, said, wrong = taken("--write")
    assert (code, said) == (2, "")
    assert wrong.startswith("Cả tệp phu-my/plan-2024.toml lẫn bảng phu-my/plan-2024.xlsx đều đã sửa")
    assert (folder / "plan-2024.toml").read_text("utf-8") == text


def test_where_the_toml_alone_was_changed_it_rules(folder):
    path = folder / "plan-2024.toml"
    path.write_text(path.read_text("utf-8").replace("target = 15", "target = 16"), "utf-8")
    assert taken()[0] == 0
    assert xhht("template", "phu-my", "2024", "--plan")[0] == 0
    typing = plan_sheet(folder)
    assert typing.sheet.cell(typing.line("B3"), typing.places["target"]).value == 16


def test_what_was_typed_is_not_written_over(folder):
    typing = plan_sheet(folder)
    typing.type("B1", target=45)
    typing.save()
    before = (folder / "plan-2024.xlsx").read_bytes()
    assert xhht("template", "phu-my", "2024", "--plan")[0] == 2
    assert (folder / "plan-2024.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"target": "nhiều"}, "Trang “Các chỉ tiêu”, ô H"),
        ({"direction": "it nhat"}, "Trang “Các chỉ tiêu”, ô G"),
        ({"target": 250}, "Tệp phu-my/plan-2024.toml"),
        ({"indicator": "khong_co"}, "Tệp phu-my/plan-2024.toml"),
    ],
    ids=str,
)
def test_what_cannot_be_is_told_and_not_written(folder, values, said):
    typing = plan_sheet(folder)
    typing.type("B1", **values)
    typing.save()
    text = (folder / "plan-2024.toml").read_bytes()
    code, _, wrong = taken("--write")
    assert (code, wrong[: len(said)]) == (2, said)
    assert (folder / "plan-2024.toml").read_bytes() == text


def test_other_workbooks_and_none_are_refused(folder):
    openpyxl.Workbook().save(folder / "plan-2024.xlsx")
    assert taken()[0] == 2
    (folder / "plan-2024.xlsx").unlink()
    (folder / "area.xlsx").unlink()
    assert taken()[2].startswith("Chưa có bảng nào trong data/raw/phu-my.")
