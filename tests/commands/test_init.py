"""``xhht init``: a folder with all that the program needs; again, it renews what nobody edited."""

import shutil

import pytest
from click.testing import CliRunner

from tests.support.sample import sample_registers
from tests.support.small_commune import REPOSITORY
from xhht_analysis.commands.cli import main
from xhht_analysis.commands.init import RECORD, write_project
from xhht_sample.communes import COMMUNES


def init(*words):
    ended = CliRunner().invoke(main, ["init", *map(str, words)], catch_exceptions=False)
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.fixture
def home(tmp_path):
    """A program's folder with one notebook and a guide."""
    for name, text in (("notebooks/a.ipynb", "{}"), ("docs/huong-dan.md", "# Một")):
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return tmp_path / "program"


def test_a_folder_with_spaces_and_tone_marks_becomes_a_project(tmp_path, monkeypatch):
    root = tmp_path / "Dự án xã"
    assert init(root)[:2] == (
        0,
        f"Dự án ở: {root}\nTiếp theo, trong thư mục ấy: xhht new <xã>. Hướng dẫn: docs/huong-dan.md\n",
    )
    for name in ("notebooks", "docs/schema", "docs"):
        for path in (REPOSITORY / name).glob("*.ipynb" if name == "notebooks" else "*.json"):
            assert (root / name / path.name).read_bytes() == path.read_bytes()
    assert (root / "docs" / "huong-dan.md").is_file()
    assert [path.name for path in (root / "data" / "raw").iterdir()] == []
    monkeypatch.chdir(root)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    ended = CliRunner().invoke(main, ["status", "2024"])
    assert ended.exit_code == 0, ended.output


def test_the_sample_comes_along_with_its_descriptions(tmp_path, tmp_path_factory, monkeypatch):
    """The registers are those that were made for all tests."""
    made, wanted = sample_registers(tmp_path_factory), []

    def write(raw, area):
        wanted.append((raw, area))
        if area == made.name:
            shutil.copytree(made, raw / area, dirs_exist_ok=True)

    monkeypatch.setattr("xhht_sample.write_sample", write)
    assert init(tmp_path / "p", "--sample")[:2] == (
        0, f"Dự án ở: {tmp_path / 'p'}\nTiếp theo, trong thư mục ấy: xhht run\n",
    )  # fmt: skip
    raw = tmp_path / "p" / "data" / "raw"
    assert wanted == [(raw, area) for area in COMMUNES]
    assert {path.parent.name for path in raw.glob("*/area.toml")} == set(COMMUNES)
    assert len([*raw.glob("phu-my/*/*.xls*")]) == 2


def test_git_is_told_to_leave_persons_alone(tmp_path):
    init(tmp_path)
    ignored = (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert {"data/raw/*/*/*", "data/processed/", "data/private/", "outputs/"} <= set(ignored)


def test_again_renews_what_nobody_edited_and_names_what_somebody_did(home, tmp_path):
    root = tmp_path / "p"
    assert write_project(home, root) == []
    (home / "notebooks" / "a.ipynb").write_text('{"new": 1}', "utf-8")
    (home / "docs" / "huong-dan.md").write_text("# Hai", "utf-8")
    (root / "docs" / "huong-dan.md").write_text("# Của tôi", "utf-8")
    (root / "data" / "raw" / "x").mkdir()
    assert write_project(home, root) == ["docs/huong-dan.md"]
    assert (root / "notebooks" / "a.ipynb").read_text("utf-8") == '{"new": 1}'
    assert (root / "docs" / "huong-dan.md").read_text("utf-8") == "# Của tôi"
    assert (root / "data" / "raw" / "x").is_dir()


def test_what_was_there_before_is_not_overwritten(home, tmp_path):
    root = tmp_path / "p"
    (root / "notebooks").mkdir(parents=True)
    (root / "notebooks" / "a.ipynb").write_text("mine", "utf-8")
    assert write_project(home, root) == ["notebooks/a.ipynb"]
    assert (root / "notebooks" / "a.ipynb").read_text("utf-8") == "mine"


def test_the_programs_own_folder_and_files_are_refused(tmp_path):
    assert init(REPOSITORY)[0] == 2
    assert not (REPOSITORY / RECORD).exists()
    (tmp_path / "tep").write_text("", "utf-8")
    assert init(tmp_path / "tep")[0] == 2
