"""The record of what an area published: whole, unchanged, and missed where it is gone."""

import datetime as dt
import json
import shutil

import pytest

from xhht_analysis.base.areas import find_periods
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import FACTS, TABLE, Edition, Publication, read_record, write_publication

HALF, YEAR = Period(2024, True), Period(2024)
COUNTS = "period,indicator,khom,sex,group,age,numerator,denominator,unknown\n2024,xmc1_15_60,,,,,[c],11,0\n"


def publication(period, number, *after, **more):
    return Publication(period, number, dt.date(2025, 1, number), COUNTS, after=after, **more)


FIRST = publication(HALF, 1, content="ab")
SECOND = publication(YEAR, 1, "2024-H1/1")
THIRD = publication(
    HALF, 2, "2024-H1/1", "2024/1", changed=({"indicator": "xmc1_15_60", "from": "9/11", "to": "[c]/11"},)
)


@pytest.fixture
def folder(tmp_path):
    """The record of an area: its half year published twice, its year in between."""
    folder = tmp_path / "an-thu" / "publications"
    for one in (FIRST, SECOND, THIRD):
        write_publication(folder, one)
    return folder


def test_what_was_written_is_read_in_the_order_in_which_it_was_published(folder):
    record = read_record(folder)
    assert record.publications == (FIRST, SECOND, THIRD)
    assert (record.names, record.missing) == (("2024-H1/1", "2024-H1/2", "2024/1"), frozenset())
    assert (record.last(HALF), record.last(YEAR), record.last(Period(2023))) == (THIRD, SECOND, None)
    assert record.before(THIRD).publications == (FIRST, SECOND)
    assert read_record(folder.with_name("none")).publications == ()


def test_a_publication_is_two_files_and_no_period(folder):
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        f"{place}/{name}" for place in ("2024-H1/1", "2024-H1/2", "2024/1") for name in (TABLE, FACTS)
    ]
    assert find_periods(folder.parent) == []
    assert (folder / "2024-H1" / "2" / TABLE).read_text("utf-8") == COUNTS


def test_a_number_is_given_once(folder):
    with pytest.raises(FileExistsError):
        write_publication(folder, publication(YEAR, 1))
    assert read_record(folder).publications == (FIRST, SECOND, THIRD)
    assert [path for path in folder.rglob("*") if ".part" in path.name] == []


def test_git_may_change_line_ends(folder):
    for path in folder.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_record(folder).publications == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        (TABLE, lambda text: text.replace("[c]", "10")),
        (TABLE, lambda text: "\ufeff" + text),  # Excel was here
        (TABLE, None),
        (FACTS, lambda text: text.replace("2025-01-01", "2025-02-01")),
        (FACTS, lambda text: text.replace('"number": 1', '"number": 3')),
        (FACTS, lambda text: text[:40]),
        (FACTS, lambda text: "[]"),
        (FACTS, lambda text: text.replace('"after"', '"later"')),
        (FACTS, None),
    ],
)
def test_one_that_was_changed_is_refused_with_its_place_and_what_to_do(folder, name, spoil):
    path = folder / "2024" / "1" / name
    if spoil is None:
        path.unlink()
    else:
        path.write_text(spoil(path.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_record(folder)
    said = str(refused.value)
    assert said.startswith("Bản ghi công bố data/raw/an-thu/publications/2024/1/")
    assert said.endswith(
        " thiếu, hỏng hoặc đã bị sửa. Hãy chép lại cả thư mục 2024/1 ấy từ bản sao lưu hoặc từ máy đã công "
        "bố."
    )


@pytest.mark.parametrize(("gone", "missing"), [("2024-H1/1", {"2024-H1/1"}), ("2024/1", {"2024/1"})])
def test_one_that_is_gone_is_missed_by_the_later_ones(folder, gone, missing):
    shutil.rmtree(folder / gone)
    assert read_record(folder).missing == missing
    write_publication(folder, publication(HALF, 3, *read_record(folder).names, lost=(gone,)))
    assert read_record(folder).missing == set()  # given up


def test_what_is_not_a_publication_is_passed_over(folder):
    (folder / "2024" / ".0a-1-x.part").mkdir()
    (folder / "README.md").write_text("ghi chú", encoding="utf-8")
    (folder / "2024" / "Thumbs.db").write_bytes(b"")
    assert read_record(folder).publications == (FIRST, SECOND, THIRD)


def test_a_folder_that_was_copied_beside_is_told_to_be_removed(folder):
    shutil.copytree(folder / "2024" / "1", folder / "2024" / "1 - Copy")
    with pytest.raises(InputError) as refused:
        read_record(folder)
    assert "publications/2024/1 - Copy không phải một lần công bố" in str(refused.value)
    assert str(refused.value).endswith("Nếu là bản chép thừa, hãy xóa thư mục ấy.")


def test_it_holds_nothing_but_what_left(folder):
    told = json.loads((folder / "2024-H1" / "2" / FACTS).read_bytes())
    assert set(told) == {"period", "number", "day", "after", "lost", "content", "changed", "sha256"}


def test_an_edition_says_what_it_is():
    assert Edition(2, dt.date(2025, 1, 15)).words == "Công bố lần 2, ngày 15/01/2025"
    assert Edition().words == "DỰ THẢO, chưa công bố"
    assert Edition(2).words == "DỰ THẢO, khác với lần công bố 2"
