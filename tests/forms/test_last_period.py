"""What was reported a period ago is printed, locked, beside what is to be filled in, and never read."""

import re
import zipfile

from tests.forms.unit_workbooks import (
    AREA,
    CENTRE,
    HALF,
    KHOM,
    KHOM_1,
    REPORTED,
    TITLES,
    TOWN,
    WORKERS,
    YEAR,
    damage,
    read,
    sent,
    told,
)
from xhht_analysis.forms.last_period import classes_to_come, values_before
from xhht_analysis.forms.writer import write_templates
from xhht_analysis.sources.workbook import read_sheets

NOW = KHOM | {"workers": [{id: value + 1 for id, value in WORKERS.items()}]}


def rows_of(path, title):
    return next(sheet.rows for sheet in read_sheets(path) if sheet.name == title)


def test_fixed_rows_have_a_column_beside_each_and_the_units_own_row_one_below(tmp_path):
    path = sent(tmp_path, KHOM_1, {}, before=KHOM)
    titles = rows_of(path, "Danh hiệu học tập")
    assert titles[3] == ["Mục", "Tổng số", "Kỳ trước", "Đăng ký", "Kỳ trước", "Được công nhận", "Kỳ trước"]
    assert titles[4] == ["Gia đình học tập", "", "(400)", "", "(300)", "", "(280)"]
    assert titles[7] == ["Đơn vị học tập", "", "(2)", "", "(2)", "", ""]
    work = rows_of(path, "Lao động và năng lực")
    assert [row[:3] for row in work[4:]] == [["Khóm 1", "", ""], ["Kỳ trước", "(1.234)", "(500)"]]
    tasks = rows_of(path, "Việc đã làm")
    assert tasks[4] == ["Văn bản chỉ đạo, triển khai (văn bản)", "", "(có)", "", "(2)", ""]


def test_its_cells_are_locked_and_those_beside_are_not(tmp_path):
    with zipfile.ZipFile(sent(tmp_path, KHOM_1, {}, before=KHOM)) as archive:
        sheet = archive.read("xl/worksheets/sheet5.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1])
    locked = {
        c: 'locked="0"' not in formats[int(re.search(rf'r="{c}" s="(\d+)"', sheet)[1])] for c in ("B5", "C5")
    }
    assert locked == {"B5": False, "C5": True}


def test_it_is_never_read_and_refuses_nothing(tmp_path):
    reports = read(sent(tmp_path, KHOM_1, NOW, before=KHOM))
    plain = read(sent(tmp_path, KHOM_1, NOW))
    assert all(table.equals(plain.tables[id]) for id, table in reports.tables.items())
    assert (told(reports), reports.rows_read, reports.missing) == ([], plain.rows_read, plain.missing)


def test_a_template_with_nothing_but_last_periods_values_is_blank(tmp_path):
    reports = read(sent(tmp_path, KHOM_1, {}, before=KHOM))
    assert [len(table) for table in reports.tables.values()] == [0] * len(reports.tables)
    assert reports.missing["khom-1", "workers"] == "trang “Lao động và năng lực” để trống"
    filled = sent(tmp_path, KHOM_1, KHOM, name="sau.xlsx")
    both = read(sent(tmp_path, KHOM_1, {}, before=NOW, name="trước.xlsx"), filled)
    assert both.files["khom-1"].file == "sau.xlsx"


def test_where_the_name_of_its_row_was_cut_away_no_figure_of_it_is_taken(tmp_path):
    def cut(grids):
        for row in grids["Lao động và năng lực"]:
            del row[:1]

    reports = read(damage(sent(tmp_path, KHOM_1, {}, before=KHOM), cut))
    values = reports.tables["workers"].drop(columns=["unit", "khom", "item"])
    assert values.isna().all(axis=None)


def test_templates_of_a_period_tell_what_the_like_period_before_held(tmp_path):
    (tmp_path / "raw").mkdir()
    earlier = read(
        sent(tmp_path / "raw", KHOM_1, KHOM),
        sent(
            tmp_path / "raw",
            TOWN,
            {"broadcasts": [{"date": REPORTED}], "officials": [{"item": "Cán bộ", "all": 11}]},
        ),
    )
    before = values_before(earlier.tables, AREA)
    assert {id: sorted(own) for id, own in before.items() if own} == {
        "khom-1": ["citizens", "elders", "tasks", "titles", "workers"],
        TOWN.id: ["officials"],
    }
    assert before["khom-1"]["workers"] == [WORKERS]
    assert before["khom-1"]["titles"] == TITLES
    assert before[TOWN.id]["officials"] == [{"item": "Cán bộ", "all": 11}]
    write_templates(AREA, HALF, tmp_path / "mẫu", before=before)
    assert rows_of(tmp_path / "mẫu" / "khom-1.xlsx", "Công dân học tập")[5] == [
        "Kỳ trước",
        "(1.300)",
        "(700)",
    ]
    assert len(rows_of(tmp_path / "mẫu" / "khom-2.xlsx", "Công dân học tập")) == 5


def test_what_mostly_stays_as_it_was_is_filled_in_and_a_change_shows(tmp_path):
    (tmp_path / "raw").mkdir()
    planned = {
        "topic": "Nuôi lươn",
        "kind": "khác",
        "state": "trong kế hoạch",
        "planned": True,
        "learners": 9,
    }
    held = {"topic": "Trồng nấm", "kind": "khác", "state": "đã mở", "planned": True, "learners": 30}
    earlier = read(
        sent(tmp_path / "raw", KHOM_1, KHOM, period=HALF),
        sent(tmp_path / "raw", CENTRE, {"classes": [held, planned]}, period=HALF),
        period=HALF,
    )
    filled = values_before(earlier.tables, AREA, stable=True)
    assert filled["khom-1"] == {
        "workers": [
            {k: WORKERS[k] for k in ("working_age", "workers", "rural_workers", "agriculture", "farmers")}
        ],
        "elders": KHOM["elders"],
        "titles": [{"item": row["item"], "all": row["all"]} for row in TITLES],
        "citizens": [{"adults": 1300}],
    }
    to_come = classes_to_come(earlier.tables, AREA)
    assert to_come == {
        CENTRE.id: {"classes": [{k: planned[k] for k in ("topic", "kind", "state", "planned")}]}
    }
    write_templates(AREA, YEAR, tmp_path / "mẫu", filled=filled | to_come)
    path = tmp_path / "mẫu" / "khom-1.xlsx"
    assert rows_of(path, "Danh hiệu học tập")[4][:3] == ["Gia đình học tập", 400, ""]
    assert rows_of(tmp_path / "mẫu" / f"{CENTRE.id}.xlsx", "Lớp chuyên đề")[4][2:6] == [
        "Nuôi lươn", "khác", "trong kế hoạch", "có",
    ]  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        said = archive.read("xl/worksheets/sheet5.xml").decode()
        cover = archive.read("xl/sharedStrings.xml").decode()
    assert re.search(
        r'<conditionalFormatting sqref="B5"><cfRule type="cellIs"[^>]* operator="notEqual">', said
    )
    assert "đã ghi sẵn theo kỳ trước" in cover
    with zipfile.ZipFile(tmp_path / "mẫu" / "khom-2.xlsx") as archive:
        assert "đã ghi sẵn" not in archive.read("xl/sharedStrings.xml").decode()


def test_what_was_filled_in_counts_only_once_the_unit_has_confirmed_it(tmp_path):
    """Dated, or with something typed into the sheet; an untouched template says nothing of this period."""
    filled = {"elders": KHOM["elders"], "citizens": [{"adults": 1300}]}
    blank = sent(tmp_path, KHOM_1, filled, filled=True, reported=None)
    untouched = read(blank)
    assert [len(untouched.tables[id]) for id in ("elders", "citizens")] == [0, 0]
    assert untouched.missing["khom-1", "elders"].endswith("chỉ có số ghi sẵn của kỳ trước")
    assert untouched.rows_read == untouched.rows_kept + sum(untouched.aside.values())

    def type_in(grids):
        grids["Công dân học tập"][4][2] = 800

    typed = read(damage(blank, type_in))
    assert [len(typed.tables[id]) for id in ("elders", "citizens")] == [0, 1]
    dated = read(sent(tmp_path, KHOM_1, filled, filled=True))
    assert [len(dated.tables[id]) for id in ("elders", "citizens")] == [1, 1]
