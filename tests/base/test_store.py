"""Writing that is never half done, and names that every system takes."""

import os
import stat
from pathlib import Path, PureWindowsPath

import pytest

from xhht_analysis.base import store
from xhht_analysis.base.areas import Unit, check_area_id
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import is_device
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import (
    CLERK_LIST,
    COUNTS_FILE,
    DECISIONS_FILE,
    KEPT_FILE,
    PARTIAL_FILE,
    PEOPLE_FILE,
    QUESTIONS_FILE,
    RECEIVED_FILE,
    SUMMARY_FILE,
    WORDS_FILE,
    Store,
    write_text,
)
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.publishing.papers import DRAFT, PAPERS
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.sources.read_cache import ReadCache

#: Of 260 signs that Windows gives a path, what the folder of the project may take.
PROJECT = 60


def test_a_file_that_is_marked_read_only_is_replaced(tmp_path):
    path = tmp_path / "index.html"
    path.write_text("old")
    path.chmod(stat.S_IREAD)
    write_text(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & stat.S_IWRITE


@pytest.mark.parametrize("mark", [0o400, 0o600], ids=["read-only", "open elsewhere"])
def test_so_it_is_where_the_system_replaces_none(tmp_path, monkeypatch, mark):
    """As on Windows, where besides nobody replaces what a program has open."""
    path = tmp_path / "index.html"
    path.write_text("old")
    path.chmod(mark)
    whole, tried = Path.replace, []

    def replace(part, target):
        tried.append(target)
        if mark == 0o600 or not Path(target).stat().st_mode & stat.S_IWRITE:
            raise PermissionError(13, "Access is denied", str(part), None, str(target))
        return whole(part, target)

    monkeypatch.setattr(store, "_WINDOWS", True)
    monkeypatch.setattr(Path, "replace", replace)
    if mark == 0o400:
        write_text(path, "new")
        assert (path.read_text(), len(tried)) == ("new", 2)
    else:
        with pytest.raises(PermissionError):
            write_text(path, "new")
        assert (path.read_text(), len(tried)) == ("old", 1)
    assert [one.name for one in tmp_path.iterdir()] == ["index.html"]


def paths() -> list[PureWindowsPath]:
    """Every path that the program builds, with the longest names that it lets people choose."""
    area, period = "x" * 64, Period(2024, True)
    here = Store(Path())
    processed, output = here.processed(area, period), here.output(area, period)
    private = processed / "private"
    cached = ReadCache(here.read_cache(area, period))._path("f" * 64)
    unit = Unit("Trung tâm học tập cộng đồng " * 20, "centre").id
    pages = [f"{kind.page}.html" for kind in REPORTS]
    places = [
        *(processed / name for name in (COUNTS_FILE, SUMMARY_FILE, DECISIONS_FILE)),
        *(private / name for name in (CLERK_LIST, COUNTS_FILE, KEPT_FILE, PEOPLE_FILE, QUESTIONS_FILE)),
        *(private / name for name in (PARTIAL_FILE, RECEIVED_FILE, WORDS_FILE)),
        *(output / name for name in (*pages, *PAPERS, DRAFT, MANIFEST, "index.html")),
        *(folder / "bieu-mau" / f"{unit}.xlsx" for folder in (output, private)),
        here.outputs / f"bao-cao-{period}.zip",
        cached,
        cached.with_name(".00000000-123456789-12345678.part"),
    ]
    return [PureWindowsPath(place) for place in places]


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.name[:30])
def test_paths_are_paths_of_windows_too(path):
    assert len(str(path)) + PROJECT < 260
    for part in path.parts:
        assert not is_device(part)
        assert not set(part) & set('<>:"/\\|?*') and min(map(ord, part)) >= 32
        assert part == part.rstrip(". ")


@pytest.mark.parametrize("name", ["Cồn", "NUL", "Com 1", "Ấp Con.", "Khóm: 1/2 ", "Lpt9"])
def test_a_unit_whose_name_is_that_of_a_device(name):
    file = PureWindowsPath(f"{Unit(name, 'khom').id}.xlsx")
    assert not is_device(file.name)
    assert len(file.parts) == 1 and file.stem == file.stem.strip(". ")


def test_units_with_long_names_that_end_otherwise_have_files_of_their_own():
    names = [f"{'Trường Trung học cơ sở và Trung học phổ thông ' * 3}{n}" for n in range(50)]
    assert len({Unit(name, "school").id for name in names}) == 50


@pytest.mark.parametrize("area", ["con", "aux", "com1", "nul"])
def test_an_area_of_which_windows_makes_no_folder(area):
    with pytest.raises(InputError) as refused:
        check_area_id(area)
    assert refused.value.vi == (
        f"Tên thư mục địa bàn “{area}” không dùng được: Windows coi đó là tên thiết bị. Hãy đổi tên thư mục, "
        f"ví dụ xa-{area}."
    )
    assert check_area_id(f"xa-{area}") == f"xa-{area}"


@pytest.mark.parametrize("area", ["phu-my.", "phu my", "phu-my ", "a:b", "../x", "Phú", ""])
def test_an_area_that_is_no_name_of_a_folder(area):
    with pytest.raises(InputError):
        check_area_id(area)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file")
def test_devices_of_windows_are_those_that_python_knows():
    for name in ("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "com10", "cond", "con-1"):
        assert is_device(name) == PureWindowsPath(name).is_reserved(), name
