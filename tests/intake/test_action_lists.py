"""Whom to call on: from a register of invented people to the workbooks that a khóm and a school get."""

import stat
from contextlib import nullcontext

import pytest
from click.testing import CliRunner
from python_calamine import load_workbook

from tests.cleaning.registers import register_rows, write_workbook
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import PEOPLE_FILE, Store, make_private
from xhht_analysis.commands.cli import main
from xhht_analysis.indicators.counts import count_people
from xhht_analysis.intake.action_files import FOLDER, delete_lists, write_comparison, write_lists
from xhht_analysis.intake.cleaned import clean_period
from xhht_analysis.running import run, steps
from xhht_analysis.running.results import Outcome

AREA = """\
name = "An Thử"
kind = "xã"
khom = ["Ấp 1", "Ấp 2"]
[[unit]]
name = "Trường Tiểu học An Thử"
kind = "school"
levels = ["TH"]
[[unit]]
name = "Trường THCS An Thử"
kind = "school"
levels = ["THCS"]
[[unit]]
name = "Trường THPT An Thử"
kind = "school"
levels = ["THPT"]
"""


def someone(given_name: str, birth_year: int | str, **boxes: object) -> dict:
    whole = {"khom": "Ấp 1", "family_name": "Nguyễn", "given_name": given_name, "birth_year": birth_year}
    return whole | {"form_number": f"H-{given_name}", "birth_day": 2, "birth_month": 3} | boxes


PEOPLE = [
    someone("An", 1980, grade_finished=4, phone="0123", address="Số 1"),
    someone("Bình", 1975, literacy_class_now=2, female="x"),
    someone("Chi", 1970, grade_left=3),
    someone("Dũng", 1950),  # 74 years: no literacy class is for him
    someone("Em", 1990),
    someone("Giang", 2015, khom="Ấp 2"),  # 9 years, in no class
    someone("Hà", 2008, grade_left=8, level="TH"),  # 16 years
    someone("Ích", 2009, class_now="9A"),  # 15 years, at school
    someone("Kim", 2007, level="THCS"),  # 17 years, went no further
    someone("Minh", 1988, disability_movement="x"),  # counted apart, as in the report
    someone("Lan", 1985, level="THPT"),
    someone("Lan", 1985, level="THPT"),
]


@pytest.fixture
def store(tmp_path):
    return commune(tmp_path, PEOPLE)


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """The same with its lists: to be looked at only."""
    store = commune(tmp_path_factory.mktemp("listed"), PEOPLE)
    make(store)
    return store


def commune(root, people, year="2024"):
    folder = root / "data/raw/an-thu" / year
    folder.mkdir(parents=True)
    (folder.parent / "area.toml").write_text(AREA, encoding="utf-8")
    rows = register_rows([one | {"number": n} for n, one in enumerate(people, 1)], year=int(year))
    write_workbook(folder / "bao cao (2) final.xlsx", {"DATA": rows})
    return Store(root)


def written(store, name, period="2024"):
    """Sheet → lines below the sentences, each as heading → text."""
    path = store.processed("an-thu", Period.parse(period)) / "private" / FOLDER / name
    told = {}
    for sheet in load_workbook(str(path)).sheet_names:
        rows = load_workbook(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        headings = rows[3]
        told[sheet] = [dict(zip(headings, row, strict=True)) for row in rows[4:]]
    return told


def make(store, year="2024"):
    return write_lists(store, clean_period(store, "an-thu", Period.parse(year))).paths


def names(lines):
    return [line["Họ và tên"].removeprefix("Nguyễn ") for line in lines]


def test_a_khom_gets_its_own_people_the_nearest_first(listed):
    told = written(listed, "ap-1.xlsx")
    assert {sheet: names(lines) for sheet, lines in told.items()} == {
        "Mù chữ mức độ 1": ["Bình", "Chi", "Em"],
        "Chưa đạt mức độ 2": ["An"],
        "Không đi học": ["Hà", "Kim"],
        "Chưa tốt nghiệp THCS": ["Ích", "Hà"],
        "Cần hỏi lại": ["Em"],
        "Ghi trùng": ["Lan"],
    }
    assert names(written(listed, "ap-2.xlsx")["Không đi học"]) == ["Giang"]


def test_a_list_names_as_many_as_the_report_is_short_of(listed):
    people = clean_period(listed, "an-thu", Period.parse("2024")).clean.people
    table = count_people(people)
    of_all = table[(table[["khom", "sex", "group", "age"]] == "").all(axis=1)].set_index("indicator")
    missing = of_all["denominator"] - of_all["numerator"]
    told = {sheet: len(lines) for sheet, lines in written(listed, "ca-xa.xlsx").items()}
    assert (missing["xmc1_15_60"], missing["xmc2_15_60"], missing["thcs_graduated_15_18"]) == (3, 4, 2)
    assert (told["Mù chữ mức độ 1"], told["Chưa đạt mức độ 2"], told["Chưa tốt nghiệp THCS"]) == (3, 1, 2)


def test_a_line_says_where_the_person_is_and_where_the_line_stands(listed):
    (an,) = written(listed, "ap-1.xlsx")["Chưa đạt mức độ 2"]
    assert an == {
        "Ấp": "Ấp 1", "Họ và tên": "Nguyễn An", "Sinh": "02/03/1980", "Giới tính": "nam",
        "Số phiếu (hộ)": "H-An", "Địa chỉ": "Số 1", "Điện thoại": "0123",
        "Đã học đến đâu": "học xong lớp 4", "Tệp": "bao cao (2) final.xlsx", "Trang": "DATA", "Dòng": "5",
        "Kết quả vận động": "",
    }  # fmt: skip
    em = written(listed, "ap-1.xlsx")["Cần hỏi lại"][0]
    assert em["Cần hỏi"] == "đã học đến đâu"


def test_a_school_gets_the_children_of_its_level(listed):
    assert names(written(listed, "truong-tieu-hoc-an-thu.xlsx")["Không đi học"]) == ["Giang"]
    told = written(listed, "truong-thcs-an-thu.xlsx")
    assert {sheet: names(lines) for sheet, lines in told.items()} == {
        "Không đi học": ["Hà"],
        "Chưa tốt nghiệp THCS": ["Ích", "Hà"],
    }
    assert names(written(listed, "truong-thpt-an-thu.xlsx")["Không đi học"]) == ["Kim"]


def test_lists_are_the_owners_alone_and_go_when_asked(store):
    paths = make(store)
    folder = paths[0].parent
    assert "private" in folder.parts
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert delete_lists(store, "an-thu", Period.parse("2024")) == len(paths)
    assert not folder.exists()


def test_a_list_of_nobody_any_more_goes(store):
    make(store)
    raw = store.raw_period("an-thu", Period.parse("2024")) / "bao cao (2) final.xlsx"
    write_workbook(raw, {"DATA": register_rows([one for one in PEOPLE if one["khom"] == "Ấp 1"])})
    assert "ap-2.xlsx" not in {path.name for path in make(store)}
    assert not (store.private("an-thu", Period.parse("2024")) / FOLDER / "ap-2.xlsx").exists()


def test_what_somebody_wrote_into_a_list_is_kept(store):
    paths = make(store)
    edited = paths[0].with_name("ap-1.xlsx")
    edited.write_bytes(b"with what was said at the door")
    told = write_lists(store, clean_period(store, "an-thu", Period.parse("2024")))
    assert told.kept == ["ap-1 (đã sửa).xlsx"]
    assert edited.with_name(told.kept[0]).read_bytes() == b"with what was said at the door"
    assert names(written(store, "ap-1.xlsx")["Chưa đạt mức độ 2"]) == ["An"]
    assert write_lists(store, clean_period(store, "an-thu", Period.parse("2024"))).kept == []


def test_two_years_person_by_person(tmp_path):
    before = [
        someone("An", 1980, grade_finished=4),
        someone("Bình", 1975),
        someone("Chi", 1970),
        *(someone("Dung", 1982, birth_day=day, grade_finished=5) for day in (7, 8)),
        *(someone("Lý", 1960, form_number=n, birth_day="", birth_month="") for n in "ab"),
    ]
    now = [
        someone("An", 1980, grade_finished=5),
        someone("Chi", 1970, khom="Ấp 2"),
        *(someone("Dung", 1982, birth_day=day, grade_finished=5) for day in (7, 8)),
        someone("Kim", 2001, level="THPT"),
        *(someone("Lý", 1960, form_number=n, birth_day="", birth_month="") for n in "ab"),
    ]
    store = commune(tmp_path, before, "2023")
    clean = clean_period(store, "an-thu", Period.parse("2023"))
    folder = store.private("an-thu", Period.parse("2023"))
    make_private(folder)
    (store.raw_area("an-thu") / "2024").mkdir()
    rows = register_rows([one | {"number": n} for n, one in enumerate(now, 1)])
    write_workbook(store.raw_area("an-thu") / "2024/DATA.xlsx", {"DATA": rows})
    later = clean_period(store, "an-thu", Period.parse("2024"))
    with pytest.raises(InputError, match="xhht run an-thu --period 2023"):
        write_comparison(store, later, Period.parse("2023"))
    clean.clean.people.to_parquet(folder / PEOPLE_FILE)
    write_comparison(store, later, Period.parse("2023"))
    told = written(store, "so-sanh-2023.xlsx")
    assert names(told["Mới có"]) == ["Kim"]
    assert names(told["Không còn"]) == ["Bình"]
    assert {line["Họ và tên"]: line["Thay đổi"] for line in told["Thay đổi"]} == {
        "Nguyễn An": "biết chữ mức độ 2: chưa → có",
        "Nguyễn Chi": "ấp: Ấp 1 → Ấp 2",
    }
    path = store.private("an-thu", Period.parse("2024")) / FOLDER / "so-sanh-2023.xlsx"
    said = load_workbook(str(path)).get_sheet_by_name("Mới có").to_python()[2][0]
    assert said == ("Có ở cả hai kỳ: 4 người; trùng họ tên và năm sinh nên không phân biệt được: 4 dòng.")


def test_a_run_writes_the_lists_too_where_it_is_asked_for(store, monkeypatch):
    def reported(job, chosen, outcomes):  # the reports themselves are others' tests
        outcomes += [Outcome(area, period) for area, period in chosen]

    (store.root / "notebooks").mkdir()
    monkeypatch.chdir(store.root)
    monkeypatch.setattr(run, "run", reported)
    monkeypatch.setattr(steps, "step_takers", lambda *_, **__: nullcontext())
    folder = store.processed("an-thu", Period.parse("2024")) / "private" / FOLDER
    CliRunner().invoke(main, ["run", "an-thu"])
    assert not folder.exists()
    said = CliRunner().invoke(main, ["run", "an-thu", "--lists"])
    assert "danh sách, chỉ để dùng riêng" in said.output
    assert list(folder.glob("*.xlsx"))
