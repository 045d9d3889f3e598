"""What was read of a workbook is kept as it was read, found by content, and never trusted when broken."""

import datetime as dt
import math
import stat
import sys

import pandas as pd
import pyreadstat
import pytest

from tests.cleaning.registers import write_workbook
from xhht_analysis.sources import inbox, read_cache
from xhht_analysis.sources.inbox import open_inbox
from xhht_analysis.sources.read_cache import ReadCache
from xhht_analysis.sources.sheet import Sheet
from xhht_analysis.sources.sheet_bytes import pack, unpack

BLANK: list = ["", ""]
SHEETS = [
    Sheet(
        "a.xlsx", "DATA", [["Tên", 1.0, True, 1, None, -2.5], BLANK, BLANK, [], ["\ud800", math.inf]],
        top=3, left=2, hidden=True, merged=(((0, 0), (2, 1)),), uncalculated=("A1", "B2"),
        errors=("C3",), hidden_rows=frozenset({4, 9}),
        old_fonts=(("old_font", "TCVN3", 5),), struck=frozenset({(1, 2)}), percents=frozenset({(3, 4)}),
    ),
    Sheet("a.xlsx", "ngày", [
        [dt.date(2024, 2, 29), dt.datetime(2024, 1, 2, 3, 4, 5, 678), dt.time(1, 2, 3)],
        [dt.timedelta(2, 3, 4), False, 0.0],
    ]),
    Sheet("a.xlsx", "trống", []),
]  # fmt: skip


def written(sheets):
    """The cells as they print, which tells 1 from 1.0 and True."""
    return [repr(sheet.rows) for sheet in sheets]


def test_nothing_is_lost():
    back = unpack(pack(SHEETS), "b.xlsx")
    assert [sheet.file for sheet in back] == ["b.xlsx"] * 3
    assert written(back) == written(SHEETS)
    assert [sheet.__class__(**vars(sheet) | {"file": "a.xlsx"}) for sheet in back] == SHEETS
    assert back[0].rows[1] is back[0].rows[2]
    with pytest.raises(TypeError):
        pack([Sheet("a.xlsx", "a", [[object()]])])


@pytest.fixture
def read(monkeypatch):
    """The names of the files that were read."""
    names = []
    plain = inbox.read_sheets

    def note(path, **how):
        names.append(path.name)
        return plain(path, **how)

    monkeypatch.setattr(inbox, "read_sheets", note)
    return names


def test_a_file_is_read_once_whatever_it_is_called(tmp_path, read):
    cache = ReadCache(tmp_path / "private" / "read")
    paths = [write_workbook(tmp_path / f"{n}.xlsx", {"DATA": [["Tên", n]]}) for n in (1, 2)]
    first = open_inbox(paths, cache=cache)
    renamed = paths[0].rename(tmp_path / "0.xlsx")
    write_workbook(paths[1], {"DATA": [["Tên", 3]]})
    second = open_inbox([renamed, paths[1]], cache=cache)
    assert read == ["1.xlsx", "2.xlsx", "2.xlsx"]
    assert [[s.rows for s in file.sheets] for file in second.files] == [[[["Tên", 1.0]]], [[["Tên", 3.0]]]]
    assert second.files[0].sheets[0].file == "0.xlsx"
    assert open_inbox([paths[1]]).files[0].sheets == second.files[1].sheets
    assert first.findings == second.findings == []
    if sys.platform != "win32":
        assert {stat.S_IMODE(p.stat().st_mode) for p in cache.folder.iterdir()} == {0o600}
        assert {stat.S_IMODE(p.stat().st_mode) for p in (cache.folder, cache.folder.parent)} == {0o700}
    cache.keep_only(file.sha256 for file in second.files)
    assert sorted(p.name[:64] for p in cache.folder.iterdir()) == sorted(f.sha256 for f in second.files)


def test_a_file_of_spss_under_another_name(tmp_path, read):
    """What was kept says nothing of the name that the file had."""
    cache, path = ReadCache(tmp_path / "private" / "read"), tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame({"sex": [1.0]}), path)
    open_inbox([path], cache=cache)
    renamed = path.rename(tmp_path / "b.sav")
    kept, anew = (open_inbox([renamed], cache=one).files[0].sheets for one in (cache, None))
    assert (read, kept) == (["a.sav", "b.sav"], anew)


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: b"x" + data])
def test_a_broken_copy_is_made_anew(tmp_path, read, damage):
    cache = ReadCache(tmp_path / "private" / "read")
    path = write_workbook(tmp_path / "a.xlsx", {"DATA": [["Tên"]]})
    open_inbox([path], cache=cache)
    (kept,) = cache.folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert open_inbox([path], cache=cache).files[0].sheets[0].rows == [["Tên"]]
    assert (read, kept.read_bytes()) == (["a.xlsx"] * 2, whole)


def test_another_program_reads_anew(tmp_path, read, monkeypatch):
    cache = ReadCache(tmp_path / "private" / "read")
    path = write_workbook(tmp_path / "a.xlsx", {"DATA": [["Tên"]]})
    open_inbox([path], cache=cache)
    monkeypatch.setattr(read_cache, "_reader", lambda: "newer")
    files = open_inbox([path], cache=cache).files
    cache.keep_only(file.sha256 for file in files)
    assert (len(read), [p.name for p in cache.folder.iterdir()]) == (2, [f"{files[0].sha256}-newer.cells"])


def test_what_was_refused_is_tried_again_and_text_is_not_kept(tmp_path, read):
    cache = ReadCache(tmp_path / "private" / "read")
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    for _ in range(2):
        files = open_inbox(sorted(tmp_path.glob("*.*")), cache=cache).files
        assert [bool(file.refusal) for file in files] == [True, False]
    assert (read, cache.folder.exists()) == (["a.xlsx", "b.csv"] * 2, False)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "private").write_text("", encoding="utf-8")
    path = write_workbook(tmp_path / "a.xlsx", {"DATA": [["Tên"]]})
    cache = ReadCache(tmp_path / "private" / "read")
    files = open_inbox([path], cache=cache).files
    cache.keep_only(file.sha256 for file in files)
    assert files[0].sheets[0].rows == [["Tên"]]
