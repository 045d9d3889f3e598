"""The unit workbooks as files: the same bytes, marked as synthetic, untidy, and judged as intended."""

import shutil
import zipfile
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.support.amount import first
from tests.support.sample import sample_units
from xhht_analysis.base.areas import Unit, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.store import Store
from xhht_analysis.forms.definition import sheets, sheets_of
from xhht_analysis.forms.reader import read_unit_reports
from xhht_analysis.report.report import open_report
from xhht_analysis.running.pipeline import process_period
from xhht_analysis.sources.inbox import open_inbox
from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_sample import write_sample
from xhht_sample.units import unit_workbooks
from xhht_sample.units_intended import LINES, UNIT_PERIODS
from xhht_sample.units_workbook import Edits, edit_workbook

FOLDER = Path(__file__).parents[2] / "data" / "raw" / "phu-my"
BEFORE, HALF, YEAR = UNIT_PERIODS
CLUB = Unit("Đoàn Thanh niên", "department")
#: What the first version of the workbooks did not ask a school for.
LATER = (
    "“Số phòng học”, “Số giáo viên”, “Giáo viên đạt chuẩn trình độ”, “Số nhân viên”, “Học sinh, trẻ nơi khác "
    "đến”, “Học sinh khó khăn 6–10 tuổi”, “Học sinh khó khăn 11–14 tuổi”"
)


def write_all(folder, period):
    area = load_area(FOLDER, period.reference_date)
    folder.mkdir(parents=True)
    for book in unit_workbooks(area, period):
        book.write(folder / book.name, area=area, period=period)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A project with the unit workbooks of all periods and no register, counted."""
    root = tmp_path_factory.mktemp("of-units")
    shutil.copytree(sample_units(tmp_path_factory), root / "data" / "raw" / "phu-my")
    for period in UNIT_PERIODS:
        process_period(Store(root), "phu-my", period)
    return root


def files(root, period):
    return sorted((root / "data" / "raw" / "phu-my" / str(period)).iterdir())


@cache
def reports(root, period):
    """What was sent, read once for all who look at it."""
    area = load_area(FOLDER, period.reference_date)
    inbox = open_inbox(files(root, period))
    found = read_unit_reports(inbox.readable, area=area, period=period)
    found.findings[:0] = inbox.findings
    return found


@pytest.mark.parametrize("period", first(UNIT_PERIODS), ids=str)
def test_a_second_generation_gives_the_same_bytes(root, tmp_path, period):
    write_all(tmp_path / "again", period)
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert again == {path.name: path.read_bytes() for path in files(root, period)}


@pytest.mark.parametrize("period", UNIT_PERIODS, ids=str)
def test_every_workbook_says_on_its_cover_and_in_its_properties_that_it_is_made_up(root, period):
    for path in files(root, period):
        cover = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Bìa").to_python()
        assert [row[1] for row in cover if row[0] == "Ghi chú"] == [SYNTHETIC_MARK]
        with zipfile.ZipFile(path) as archive:
            assert SYNTHETIC_MARK in archive.read("docProps/core.xml").decode("utf-8")
            facts = {(entry.create_system, entry.date_time) for entry in archive.infolist()}
        assert facts == {(3, (1980, 1, 1, 0, 0, 0))}


def test_names_are_those_of_real_life(root):
    names = {path.name for path in files(root, HALF)}
    assert len(names) == 22
    assert {"Bao cao XHHT K3 (1).xlsx", "bao cao khom 3.xlsx", "bao cao khom 4 (2) final.xlsx",
            "6 thang - Truong TH so 1 final.xlsx"} <= names  # fmt: skip


def told(root, period):
    """Kind of finding → what is told of each, or the sheet where nothing is."""
    found = {}
    for finding in reports(root, period).findings:
        found.setdefault(finding.kind, []).append(finding.detail or finding.sheet)
    return found


def test_what_clerks_did_wrong_is_found(root):
    assert told(root, BEFORE) == {"unit_sheet_extra": ["Sheet1"], "unit_sheet_blank": ["Mầm non"]}
    assert told(root, HALF) == {
        "unit_file_twice": ["Khóm 3: dùng tệp “Bao cao XHHT K3 (1).xlsx”"],
        "unit_sheet_extra": ["Sheet1"],
        "row_form_total": ["Lớp chuyên đề"],
        "unit_sheet_blank": ["Trẻ dưới 5 tuổi"],
        "part_exceeds_whole": ["“Trong đó nữ” 20 lớn hơn “Số người học” 17"],
    }
    assert told(root, YEAR) == {
        "unit_file_version": [
            f"phiên bản 1, mẫu hiện nay là 3; mẫu cũ chưa hỏi cột {LATER} của trang “Trường học”, "
            "trang “Điều kiện bảo đảm”, trang “Việc đã làm”, trang “Nhận xét”, trang “Chỉ tiêu khác”, "
            "trang “Việc kỳ tới”"
        ],
        "file_same": ["BC khom 6 nam 2024 - Copy.xlsx"],
        "sheet_hidden": ["Công dân học tập"],
        "row_form_total": ["Lớp chuyên đề"],
        "total_differs": ["cột “Số người học” ghi 2.790, cộng các dòng được 2.760"],
        "unit_sheet_blank": ["Trẻ em khó khăn"],
        "unit_sheet_extra": ["Sheet1"],
        "column_renamed": ["“Số học sinh, trẻ”"],
    }


def test_counts_dates_and_answers_are_typed_as_text_too(root):
    def cells(name, sheet, period=HALF):
        path = root / "data" / "raw" / "phu-my" / str(period) / name
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
        return {cell for row in rows for cell in row}

    assert "1.764" in cells("khom 1 - sua lan 2.xlsx", "Lao động và năng lực")
    assert " 1349 " in cells("6 thang khom 2.xlsx", "Lao động và năng lực")
    centre = cells("6 thang - TTHTCD thi tran phu my final.xlsx", "Lớp chuyên đề")
    assert {"18/01/2024", "x", "Có", "có", "không", "khuyến nông", "Pháp Luật "} <= centre


def test_what_is_missing_is_the_unsent_file_and_the_blank_sheets(root):
    assert {period: reports(root, period).missing for period in UNIT_PERIODS} == {
        BEFORE: {("truong-mam-non-hoa-mai", "preschool"): "trang “Mầm non” để trống"},
        HALF: {
            ("truong-mam-non-hoa-mai", "under5"): "trang “Trẻ dưới 5 tuổi” để trống",
            **{
                ("doan-thanh-nien", form.id): "chưa gửi tệp" for form in sheets_of(Unit("Đoàn", "department"))
            },
        },
        YEAR: {
            ("ubnd-thi-tran-phu-my", "disadvantaged"): "trang “Trẻ em khó khăn” để trống",
            ("truong-thpt-so-1", "school"): f"thiếu cột {LATER}",
            **{
                ("truong-thpt-so-1", id): f"mẫu phiên bản 1 chưa có trang “{sheets()[id].title}”"
                for id in ("conditions", "tasks", "remarks", "own_indicators", "next_tasks")
            },
        },
    }


#: Without a register nothing is known of those who need a literacy class.
WITH_REGISTER = {"literacy_class_learners"}


@pytest.mark.parametrize("period", UNIT_PERIODS, ids=str)
def test_figures_read_back_are_the_intended_ones(root, period):
    figures = open_report("phu-my", str(period), root=root, whole=True).figures
    complete = [line for line in LINES if line.indicator not in WITH_REGISTER and line.cell(period).complete]
    read = {line.indicator: figures[line.indicator] for line in complete}
    assert {name: (f.numerator, f.denominator, f.unknown) for name, f in read.items()} == {
        line.indicator: (*line.cell(period)[:2], 0) for line in complete
    }


def test_the_blank_cell_leaves_the_khom_unknown(root):
    figure = open_report("phu-my", "2024", root=root).figures["life_skills"]
    assert (figure.numerator, figure.denominator, figure.unknown) == (4695, 11471, 1524)


@pytest.mark.parametrize("period", [HALF, YEAR], ids=str)
def test_verdicts_are_the_intended_ones(root, period):
    whole, published = (
        {v.target.id: v.verdict for v in open_report("phu-my", str(period), root=root, whole=of).verdicts}
        for of in (True, False)
    )
    wanted = {
        line.clause: line.cell(period).verdict
        for line in LINES
        if line.indicator not in WITH_REGISTER and line.cell(period).verdict
    }
    assert {clause: whole[clause] for clause in wanted} == wanted
    # In June 3 of 50 children are not at school: too few for a verdict of what is published.
    suppressed = {"G3": "chưa kết luận được"} if period == HALF else {}
    assert {clause: published[clause] for clause in wanted} == wanted | suppressed


@pytest.mark.parametrize("period", UNIT_PERIODS, ids=str)
def test_a_persons_file_beside_the_workbooks_stops_everything(tmp_path, period):
    shutil.copytree(
        FOLDER, tmp_path / "phu-my", ignore=lambda folder, names: [n for n in names if "toml" not in n]
    )
    mine = tmp_path / "phu-my" / str(period) / "khom 1 - sua lan 2.xlsx"
    mine.parent.mkdir()
    mine.write_bytes(b"mine")
    with pytest.raises(InputError, match=f"phu-my/{period}"):
        write_sample(tmp_path)
    assert [p.name for p in tmp_path.rglob("*.xlsx")] == [mine.name]


def test_the_sample_is_written_over_itself_and_by_unit(tmp_path, monkeypatch):
    area = tmp_path / "an-thu" / "area.toml"
    area.parent.mkdir()
    area.write_text('name = "An Thử"\nkhom = ["Khóm 1"]\n', encoding="utf-8")
    monkeypatch.setattr("xhht_sample._write_register", lambda folder, commune, sample: folder / sample.name)
    names = [path.relative_to(tmp_path).as_posix() for path in write_sample(tmp_path, "an-thu")[2:]]
    assert names == [
        "an-thu/2023/khom 1 - sua lan 2.xlsx",
        "an-thu/2024-H1/khom 1 - sua lan 2.xlsx",
        "an-thu/2024/khom 1 - sua lan 2.xlsx",
    ]
    assert [p.relative_to(tmp_path).as_posix() for p in write_sample(tmp_path, "an-thu")[2:]] == names


def test_an_edit_that_finds_nothing_to_edit_is_refused(tmp_path):
    area = load_area(FOLDER, YEAR.reference_date)
    path = tmp_path / "khom.xlsx"
    unit_workbooks(area, YEAR)[0].write(path, area=area, period=YEAR)
    with pytest.raises(ValueError, match="sharedStrings"):
        edit_workbook(path, Edits(heading=("Cột không có", "Cột")))
