"""Parts of files: what a killed command was writing is removed, what is in use or not ours stays."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from xhht_analysis.base.parts import new_part, part_folder, remove_all_unfinished, remove_unfinished, scratch

TWO_DAYS = 2 * 86_400
signals = pytest.mark.skipif(os.name == "nt", reason="Windows does not tell whether a process lives")


@pytest.fixture(scope="module")
def ended() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def of_another_computer(part: Path) -> Path:
    host = part.name[1:9]
    return part.rename(part.with_name(part.name.replace(host, "0" * 8 if host != "0" * 8 else "1" * 8)))


def grow_old(*parts: Path) -> None:
    for part in parts:
        os.utime(part, (time.time() - TWO_DAYS,) * 2)


@signals
def test_a_part_of_a_process_that_has_ended_is_removed(tmp_path, ended):
    new_part(tmp_path, ended)
    folder = new_part(tmp_path, ended)
    folder.unlink()
    (folder / "inner").mkdir(parents=True)  # a library's own files, in a folder made for them
    (folder / "inner" / "tmpabc").write_bytes(b"a person's cell")
    alive = new_part(tmp_path, os.getppid())
    grow_old(alive)  # or the clock was wrong, or somebody's is
    remove_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == [alive]


def test_a_part_of_which_nobody_knows_is_removed_after_a_day(tmp_path, ended):
    old, new = (of_another_computer(new_part(tmp_path, ended)) for _ in range(2))
    grow_old(old)
    remove_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == [new]


def test_what_others_call_a_part_stays(tmp_path):
    others = [tmp_path / name for name in ("tai ve.xlsx.part", ".tai-ve.part", ".abc.12-34.part")]
    for other in others:
        other.touch()
    grow_old(*others)
    remove_unfinished(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(others)


@signals
def test_below_a_folder_links_are_not_followed(tmp_path, ended):
    inner, elsewhere = tmp_path / "top" / "inner", tmp_path / "elsewhere"
    for folder in (inner, elsewhere):
        folder.mkdir(parents=True)
        new_part(folder, ended)
    (inner / "link").symlink_to(elsewhere)
    remove_all_unfinished(tmp_path / "top", tmp_path / "none")
    assert [len(list(folder.glob(".*"))) for folder in (inner, elsewhere)] == [0, 1]


def test_a_folder_for_parts_goes_with_the_block(tmp_path):
    with pytest.raises(KeyError), part_folder(tmp_path) as folder:
        (folder / "rows").write_text("…")
        remove_unfinished(tmp_path)  # another command, meanwhile
        assert (folder / "rows").exists()
        assert os.name == "nt" or folder.stat().st_mode & 0o777 == 0o700
        raise KeyError
    assert list(tmp_path.iterdir()) == []


@signals
def test_temporary_files_of_libraries_go_with_the_command_or_at_the_next(tmp_path, monkeypatch, ended):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    new_part(tmp_path, ended)
    with scratch():
        (own,) = tmp_path.iterdir()
        handle, made = tempfile.mkstemp()
        os.close(handle)
        assert Path(made).parent == own == Path(os.environ["TMPDIR"])
    assert list(tmp_path.iterdir()) == []
    assert (tempfile.gettempdir(), os.environ["TMPDIR"]) == (str(tmp_path), str(tmp_path))


def test_without_a_place_for_temporary_files_nothing_is_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    monkeypatch.delenv("TMPDIR", raising=False)
    with scratch():
        assert tempfile.tempdir == str(tmp_path / "none")
        assert "TMPDIR" not in os.environ
