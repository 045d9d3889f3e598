"""Files that a person may go on writing in: made anew, and what somebody wrote is never lost."""

import os
import stat

import pytest

from xhht_analysis.base.renewal import renew


def shown(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_what_nobody_changed_is_made_anew_and_goes_when_it_is_not_wanted(tmp_path):
    assert renew(tmp_path / "a", {"1.docx": b"one", "2.docx": b"two"}) == []
    assert renew(tmp_path / "a", {"1.docx": b"one more"}) == []
    assert shown(tmp_path / "a") == {"1.docx": b"one more"}


def test_what_somebody_changed_stays_beside_under_a_name_that_says_so(tmp_path):
    renew(tmp_path, {"1.docx": b"one", "2.docx": b"two"})
    for name in ("1.docx", "2.docx"):
        (tmp_path / name).write_bytes(b"mine")
    assert renew(tmp_path, {"1.docx": b"new"}) == ["1 (đã sửa).docx", "2 (đã sửa).docx"]
    (tmp_path / "1.docx").write_bytes(b"mine again")
    assert renew(tmp_path, {"1.docx": b"newer"}) == ["1 (đã sửa 2).docx"]
    assert shown(tmp_path) == {
        "1.docx": b"newer",
        "1 (đã sửa).docx": b"mine",
        "1 (đã sửa 2).docx": b"mine again",
        "2 (đã sửa).docx": b"mine",
    }


def test_what_it_never_wrote_is_left_alone_and_what_has_its_name_kept(tmp_path):
    (tmp_path / "ghi chú.txt").write_bytes(b"mine")
    (tmp_path / "1.docx").write_bytes(b"mine too")
    (tmp_path / "thư mục").mkdir()
    assert renew(tmp_path, {"1.docx": b"one"}) == ["1 (đã sửa).docx"]
    assert renew(tmp_path, {}) == []
    assert {path.name for path in tmp_path.iterdir()} == {
        ".made.json", "ghi chú.txt", "1 (đã sửa).docx", "thư mục",
    }  # fmt: skip


def test_some_files_alone_take_the_place_of_their_like(tmp_path):
    renew(tmp_path, {"a-1": b"1", "a-2": b"2"}, replaces=lambda name: name.startswith("a-"))
    renew(tmp_path, {"b-1": b"3"}, replaces=lambda name: name.startswith("b-"))
    renew(tmp_path, {"a-1": b"4"}, replaces=lambda name: name.startswith("a-"))
    assert shown(tmp_path) == {"a-1": b"4", "b-1": b"3"}


def test_a_damaged_record_loses_nothing(tmp_path):
    renew(tmp_path, {"1.docx": b"one"})
    (tmp_path / ".made.json").write_text("[", encoding="utf-8")
    assert renew(tmp_path, {"1.docx": b"two"}) == ["1 (đã sửa).docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_their_owner_reads_them(tmp_path):
    renew(tmp_path / "a", {"1.docx": b"one"})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").iterdir()} == {0o600}
