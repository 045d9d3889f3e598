"""``xhht backup``: what is kept, who may open it, where it may lie, and that it brings everything back."""

import os
import stat
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.small_commune import write_commune
from xhht_analysis.base.fingerprints import KEY, make_key
from xhht_analysis.commands.cli import main


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = write_commune(tmp_path / "du an")
    for name in ("data/raw/an-thu/2024/files.toml", "data/raw/an-thu/2024/corrections.toml"):
        (root / name).write_text("", "utf-8")
    publication = root / "data/raw/an-thu/publications/2024/1"
    publication.mkdir(parents=True)
    (publication / "publication.json").write_text("{}", "utf-8")
    (root / "data/processed/an-thu/2024/private").mkdir(parents=True)
    (root / "data/processed/an-thu/2024/private/people.parquet").write_bytes(b"can be made anew")
    (root / "data/processed/an-thu/2024/published.json").write_text("{}", "utf-8")
    (root / "outputs/an-thu").mkdir(parents=True)
    (root / "outputs/bao-cao-2024.zip").write_bytes(b"sent")
    (root / "outputs/an-thu/index.html").write_text("can be made anew", "utf-8")
    make_key(root)
    monkeypatch.chdir(root)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    return root


def backup(*words):
    ended = CliRunner().invoke(main, ["backup", *map(str, words)], catch_exceptions=False)
    return ended.exit_code, ended.stdout, ended.stderr


def test_all_that_cannot_be_made_anew_is_kept_and_nothing_else(root):
    code, said, wrong = backup()
    assert (code, wrong) == (0, "")
    path = Path(said.splitlines()[-1])
    assert path.parent == root / "sao-luu"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        content = {name: archive.read(name) for name in names}
    raw = [p for p in (root / "data/raw").rglob("*") if p.is_file()]
    expected = {p.relative_to(root).as_posix() for p in [*raw, *(root / "notebooks").iterdir()]}
    assert set(names) == expected | {
        KEY.as_posix(), "data/processed/an-thu/2024/published.json", "outputs/bao-cao-2024.zip",
    }  # fmt: skip
    assert all((root / name).read_bytes() == data for name, data in content.items())
    assert said.startswith(f"Đã sao lưu {len(names)} tệp")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_its_owner_may_open_it(root):
    path = Path(backup()[1].splitlines()[-1])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_second_one_stands_beside_the_first(root):
    first, second = (Path(backup()[1].splitlines()[-1]) for _ in range(2))
    assert second.name == f"{first.stem}-2.zip"
    assert first.read_bytes() != b""


@pytest.mark.parametrize("place", ["outputs/a.zip", "data/raw/an-thu/2024/a.zip", "data/a.zip", "outputs"])
def test_it_never_lies_where_files_are_published_or_read(root, place):
    before = sorted(root.rglob("*"))
    assert backup(place)[0] == 2
    assert sorted(root.rglob("*")) == before


def test_it_overwrites_nothing_and_makes_no_folders(root, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"mine")
    assert backup(tmp_path / "a.zip")[0] == 2
    assert (tmp_path / "a.zip").read_bytes() == b"mine"
    assert backup(tmp_path / "usb" / "a.zip")[0] == 2
    assert not (tmp_path / "usb").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_told_and_not_followed(root, tmp_path):
    (tmp_path / "secret.txt").write_text("elsewhere", "utf-8")
    (root / "data/raw/an-thu/2024/link.txt").symlink_to(tmp_path / "secret.txt")
    _, said, _ = backup(tmp_path / "b.zip")
    assert "Không sao lưu lối tắt: data/raw/an-thu/2024/link.txt\n" in said
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert not [name for name in archive.namelist() if name.endswith("link.txt")]


def test_unpacked_over_a_new_project_it_is_the_old_one_again(root, tmp_path, monkeypatch):
    """As docs/chuyen-may.md has it: init on the other computer, unpack, go on."""
    path = backup()[1].splitlines()[-1]
    other = tmp_path / "máy mới"
    assert CliRunner().invoke(main, ["init", str(other)]).exit_code == 0
    with zipfile.ZipFile(path) as archive:
        archive.extractall(other)
    for place in ("data/raw", "data/private", "notebooks"):
        for file in (file for file in (root / place).rglob("*") if file.is_file()):
            assert (other / file.relative_to(root)).read_bytes() == file.read_bytes()
    monkeypatch.chdir(other)
    ended = CliRunner().invoke(main, ["check", "ben-thu", "1999"])
    assert ended.exit_code == 0, ended.output
