"""The inbox: each file opened once, copies and broken files told."""

from tests.cleaning.registers import register_rows, write_workbook
from xhht_analysis.sources.inbox import data_files, open_inbox, unread_folders


def test_copies_and_broken_files_are_told(tmp_path):
    good = write_workbook(tmp_path / "a.xlsx", {"DATA": register_rows([{"given_name": "Mẫu"}])})
    (tmp_path / "b.xlsx").write_bytes(good.read_bytes())
    (tmp_path / "c.xlsx").write_bytes(b"broken")
    inbox = open_inbox(data_files(tmp_path))
    assert [(f.kind, f.file) for f in inbox.findings] == [
        ("file_same", "b.xlsx"),
        ("file_unreadable", "c.xlsx"),
    ]
    assert [(f.name, len(f.sheets)) for f in inbox.files] == [("a.xlsx", 1), ("b.xlsx", 0), ("c.xlsx", 0)]
    assert [f.name for f in inbox.readable] == ["a.xlsx"]
    assert inbox.files[0].sha256 == inbox.files[1].sha256 != inbox.files[2].sha256


def test_what_lies_beside_the_data_is_no_data(tmp_path):
    for name in ("ghi chu.md", "mapping.toml", "~$khom 1.xlsx", ".an.xlsx", "khom 1.XLSX"):
        (tmp_path / name).touch()
    assert [path.name for path in data_files(tmp_path)] == ["khom 1.XLSX"]


def test_folders_inside_are_told(tmp_path):
    for name in ("khóm 2", "Khóm 1.xlsx", ".ipynb_checkpoints"):
        (tmp_path / name).mkdir()
    assert [(f.kind, f.file) for f in unread_folders(tmp_path)] == [
        ("folder_unread", "Khóm 1.xlsx"),
        ("folder_unread", "khóm 2"),
    ]
