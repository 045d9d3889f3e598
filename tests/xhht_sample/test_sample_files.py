"""What is written where, and when it is refused."""

import zipfile

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_sample import SAMPLE_FILES, sample_truth, write_sample
from xhht_sample.communes import PHU_MY
from xhht_sample.damages import plan_damages
from xhht_sample.register import register_rows
from xhht_sample.survey import survey
from xhht_sample.workbook import write_workbook

H1, YEAR = SAMPLE_FILES["phu-my"]["2024-H1"], SAMPLE_FILES["phu-my"]["2024"]


def listed(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_one_workbook_a_period_and_nothing_else(sample_folder):
    assert listed(sample_folder) == sorted([f"2024-H1/{H1.name}", f"2024/{YEAR.name}"])


@pytest.mark.parametrize("sample", SAMPLE_FILES["phu-my"].values(), ids=SAMPLE_FILES["phu-my"])
def test_size_is_between_one_and_three_megabytes(sample_folder, sample):
    path = next(sample_folder.rglob(sample.name))
    assert 1_000_000 < path.stat().st_size < 3_000_000


def test_a_second_generation_gives_the_same_bytes(sample_folder, tmp_path):
    survey.cache_clear()
    records = survey(PHU_MY, YEAR.year)
    rows = register_rows(records, plan_damages(records, PHU_MY, YEAR.year), commune=PHU_MY, year=YEAR.year)
    again = tmp_path / "again.xlsx"
    write_workbook(again, rows, commune=PHU_MY, year=YEAR.year, year_as_text=YEAR.year_as_text)
    assert again.read_bytes() == (sample_folder / "2024" / YEAR.name).read_bytes()


@pytest.mark.parametrize("period", SAMPLE_FILES["phu-my"])
def test_the_archive_tells_neither_system_nor_time(sample_folder, period):
    with zipfile.ZipFile(sample_folder / period / SAMPLE_FILES["phu-my"][period].name) as archive:
        facts = {(entry.create_system, entry.date_time) for entry in archive.infolist()}
    assert facts == {(3, (1980, 1, 1, 0, 0, 0))}


@pytest.mark.parametrize("period", ["2024-H1", "2024"])
def test_another_file_in_the_folder_stops_everything(tmp_path, period):
    mine = tmp_path / "phu-my" / period / "so lieu that.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(InputError) as refusal:
        write_sample(tmp_path)
    assert refusal.value.vi == (
        f"Thư mục phu-my/{period} đã có tệp “so lieu that.xlsx”, không phải dữ liệu mẫu. "
        "Hãy chuyển tệp đó đi nơi khác, hoặc tạo dữ liệu mẫu ở địa bàn khác: xhht sample <tên thư mục>."
    )
    assert listed(tmp_path) == [f"phu-my/{period}/so lieu that.xlsx"]
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("content", [b"", b"no workbook"])
def test_a_persons_file_under_the_samples_own_name_is_kept(tmp_path, content):
    mine = tmp_path / "phu-my" / "2024" / YEAR.name
    mine.parent.mkdir(parents=True)
    mine.write_bytes(content)
    with pytest.raises(InputError, match="phu-my/2024"):
        write_sample(tmp_path)
    assert mine.read_bytes() == content


def test_a_workbook_without_the_mark_under_the_samples_own_name_is_kept(tmp_path):
    mine = tmp_path / "phu-my" / "2024" / YEAR.name
    mine.parent.mkdir(parents=True)
    with zipfile.ZipFile(mine, "w") as archive:
        archive.writestr("docProps/core.xml", "<title>Số liệu của tôi</title>")
    with pytest.raises(InputError, match="phu-my/2024"):
        write_sample(tmp_path)
    assert listed(tmp_path) == [f"phu-my/2024/{YEAR.name}"]


def test_an_area_that_is_no_folder_name_is_refused(tmp_path):
    with pytest.raises(InputError, match="Phú Mỹ"):
        write_sample(tmp_path, "Phú Mỹ")
    assert listed(tmp_path) == []


def test_a_period_without_sample_is_refused_with_the_near_match():
    with pytest.raises(InputError) as refusal:
        sample_truth("2024-H2")
    assert refusal.value.vi == (
        "Dữ liệu mẫu không có kỳ “2024-H2”; chỉ có 2024-H1 và 2024. Có phải ý là “2024-H1”?"
    )


@pytest.mark.parametrize("period", SAMPLE_FILES["phu-my"])
def test_the_workbook_says_that_its_people_are_invented(sample_folder, workbooks, period):
    book = workbooks[period]
    assert book.sheet_names == ["DATA", "DuLieu", "MaTruong", "THONG_TIN"]
    year = SAMPLE_FILES["phu-my"][period].year
    assert book.get_sheet_by_name("THONG_TIN").to_python() == [
        ["Đơn vị", "Thị trấn Phú Mỹ"],
        ["Năm điều tra", float(year)],
        ["Thời điểm", f"30/9/{year}"],
        ["Ghi chú", SYNTHETIC_MARK],
    ]
    with zipfile.ZipFile(sample_folder / period / SAMPLE_FILES["phu-my"][period].name) as archive:
        properties = archive.read("docProps/core.xml").decode("utf-8")
    assert properties.count(SYNTHETIC_MARK) == 2  # title and comments
