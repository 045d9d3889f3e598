"""The commands: what they print, in which language, and their exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cleaning.registers import child, register_rows, write_workbook
from tests.end_to_end.at_once import AtOnce
from tests.support.amount import IN_CI
from tests.support.small_commune import BORN_WRITTEN, MARK, REGISTER, SURVEY, unfinished, write_commune
from xhht_analysis.commands.cli import main
from xhht_analysis.running import steps


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small commune; the command stands in its folder."""
    root = write_commune(tmp_path / "project")
    monkeypatch.chdir(root)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    return root


def xhht(*words):
    """Exit code, stdout and stderr of a command."""
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.stdout, result.stderr


def register(root: Path, *people: dict, area: str = "an-thu", period: str = "2024") -> None:
    """The area's only file: these people."""
    folder = root / "data" / "raw" / area / period
    for path in folder.iterdir():
        path.unlink()
    write_workbook(folder / "phieu.xlsx", {"DATA": register_rows(people)})


def test_help_lists_every_command_at_once():
    code = (
        "import sys; sys.argv = ['xhht', '--help']\n"
        "from xhht_analysis.commands.cli import main\n"
        "try: main()\n"
        "finally:\n"
        "    heavy = {'pandas', 'numpy', 'matplotlib', 'papermill', 'nbformat', 'nbconvert', 'jinja2'}\n"
        "    print(sorted(heavy & set(sys.modules)))\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    *text, heavy = process.stdout.splitlines()
    assert heavy == "[]"
    commands = [line.split()[0] for line in text[text.index("Các lệnh:") + 1 :]]
    assert {"sample", "check", "run", "levels"} <= set(commands)
    assert "Từ phiếu điều tra của xã đến báo cáo xây dựng xã hội học tập." in process.stdout


@pytest.mark.parametrize("words", [("--lang", "en", "run", "--help"), ("run", "--help", "--lang=en")])
def test_help_in_english(words):
    code, said, _ = xhht(*words)
    assert code == 0
    assert "Make the reports of all areas and periods, or of those named." in said


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_is_in_one_language(command, monkeypatch):
    """Whichever way it is asked for."""
    words = [command, "--help"] if command else ["--help"]
    in_english = xhht("--lang", "en", *words)[1]
    assert in_english.isascii() or set(filter(lambda c: not c.isascii(), in_english)) == {"…"}
    vietnamese = xhht(*words)[1]
    assert " / " not in vietnamese
    assert vietnamese != in_english
    monkeypatch.setenv("XHHT_LANG", "en")
    assert xhht(*words)[1] == in_english
    assert xhht("--lang", "vi", *words)[1] == vietnamese


def test_help_is_vietnamese_and_stands_for_no_words_at_all():
    code, said, wrong = xhht("check", "--help")
    assert (code, wrong) == (0, "")
    assert said.startswith("Cách dùng: ")
    assert "\nTùy chọn:\n" in said
    assert "In lời chỉ dẫn này.\n" in said
    assert not any(word in said for word in ("Usage", "Options", "Show "))
    assert xhht() == xhht("--help")


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (["chay"], "Không có lệnh “chay”. Xem: ", "No such command 'chay'. See: "),
        (["chek"], "Không có lệnh “chek”", "No such command 'chek'"),
        (
            ["run", "--perod", "2024"],
            "Không có tùy chọn “--perod”, có phải ý là “--period”. Xem: ",
            "No such option '--perod'. Did you mean '--period'? See: ",
        ),
        (["template", "an-thu"], "Lệnh còn thiếu PERIOD. Xem: ", "Missing argument 'PERIOD'. See: "),
        (
            ["run", "--lang", "fr"],
            "Giá trị của “lang” không dùng được. Xem: ",
            "",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_line_that_is_wrong(words, vi, en):
    code, said, wrong = xhht(*words)
    assert (code, said, wrong[: len(vi)]) == (2, "", vi)
    assert wrong.count("\n") == 1
    if en:
        _, _, wrong = xhht("--lang", "en", *words)
        assert wrong[: len(en)] == en


def test_outside_a_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    assert xhht("check", *REGISTER) == (
        2,
        "",
        "Không tìm thấy thư mục dự án (có notebooks/ và data/raw/). "
        "Hãy chạy lệnh trong thư mục dự án hoặc đặt biến môi trường XHHT_ROOT.\n",
    )


def test_check_a_clean_survey(project):
    """The name of one khóm holds a character that nobody sees: read without it, and told."""
    assert xhht("check", *SURVEY) == (
        0,
        "Đã đọc 32 dòng: tính 32 người, không tính 0 dòng.\n"
        "Nhận ra 6 cột trong 1 tệp: 5 chắc chắn, 0 theo từ trong tên cột, 1 đáng ngờ.\n\n"
        "Không có gì cần sửa.\n"
        "Ngoài ra: 8 chỗ đã hiểu lại, 0 ghi chú.\n"
        "Danh sách đầy đủ (riêng tư): data/processed/ben-thu/1999/private/can-sua.xlsx\n",
        "",
    )
    assert xhht("check", *SURVEY, "--lang", "en") == (
        0,
        "32 rows read: 32 people counted, 0 rows set aside.\n"
        "6 columns recognised in 1 files: 5 for certain, 0 by words of their headings, 1 doubtful.\n\n"
        "Nothing to mend.\n"
        "Besides: 8 values read differently, 0 notes.\n"
        "Whole list (private): data/processed/ben-thu/1999/private/can-sua.xlsx\n",
        "",
    )


def test_check_of_an_area_reads_what_describes_it_alone(project):
    raw = project / "data" / "raw" / "an-thu"
    assert xhht("check", "an-thu") == (
        0,
        "Các tệp khai báo không có gì sai: an-thu/area.toml, an-thu/plan-2024.toml.\n",
        "",
    )
    (raw / "plan-2023.toml.txt").write_text("", encoding="utf-8")
    code, said, wrong = xhht("check", "an-thu")
    assert (code, wrong) == (1, "")
    assert said.startswith("Tệp an-thu/plan-2023.toml.txt không được đọc. Hãy đổi tên")
    (raw / "area.toml").write_text('nme = "A"\nhardship = 1\n', encoding="utf-8")
    code, said, wrong = xhht("check", *REGISTER)
    assert (code, said) == (2, "")
    assert [line.partition(":")[0] for line in wrong.splitlines()] == [
        "Cần sửa 4 chỗ trong các tệp khai báo",
        "  ✗ Tệp an-thu/area.toml",
        "  ✗ Tệp an-thu/area.toml, dòng 1",
        "  ✗ Tệp an-thu/area.toml, dòng 2",
        "  ✗ Tệp an-thu/plan-2023.toml.txt không được đọc. Hãy đổi tên hoặc chuyển thành "
        "an-thu/plan-2023.toml "
        "(trong Windows",
    ]


def test_check_with_notes_only(project):
    register(project, child(1, khom="K1"), child(2, circumstance="Chết"))
    code, said, _ = xhht("check", *REGISTER)
    assert code == 0
    assert said.startswith("Đã đọc 2 dòng: tính 1 người, không tính 1 dòng.\n")
    assert "\nKhông có gì cần sửa.\nNgoài ra: 1 chỗ đã hiểu lại, 0 ghi chú.\n" in said


def test_check_with_something_to_mend(project):
    code, said, wrong = xhht("check", *REGISTER)
    assert (code, wrong) == (1, "")
    assert "(2) final.xlsx › DATA › Y37: Năm học hoặc năm tốt nghiệp không đọc được\n" in said
    assert "Đã đọc 38 dòng: tính 33 người, không tính 5 dòng.\n" in said
    code, said, _ = xhht("check", *REGISTER, "--lang", "en")
    assert code == 1
    assert "38 rows read: 33 people counted, 5 rows set aside.\n" in said
    assert not any(word in said for word in ("không", "người", "→ xem"))


def test_check_shows_nothing_that_stood_in_a_cell(project):
    for language in ("vi", "en"):
        _, said, wrong = xhht("check", *REGISTER, "--lang", language)
        shown = (said + wrong).lower()
        assert [secret for secret in (MARK.lower(), *BORN_WRITTEN) if secret in shown] == []


def test_many_findings_are_cut_short(project):
    register(project, *(child(number, class_now="?") for number in range(1, 46)))
    code, said, _ = xhht("check", *REGISTER)
    assert code == 1
    assert said.count("  phieu.xlsx › DATA › S") == 2  # one cell, and the column that is so full of them
    assert len(said.splitlines()) <= 24
    assert "Cần sửa 46 chỗ:\n       45  Khối, lớp đang học không đọc được\n" in said


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def broken_workbook(folder: Path) -> None:
    empty(folder)
    (folder / "phieu.xlsx").write_bytes(b"PK\x03\x04 not a workbook")


def other_workbook(folder: Path) -> None:
    empty(folder)
    write_workbook(folder / "chi tieu.xlsx", {"Sheet1": [["Mặt hàng", "Giá"], ["Gạo", 20]]})


def no_area_file(folder: Path) -> None:
    folder.with_name("area.toml").unlink()


def broken_area_file(folder: Path) -> None:
    folder.with_name("area.toml").write_text("name = \n", encoding="utf-8")


def misspelt_area_key(folder: Path) -> None:
    folder.with_name("area.toml").write_text('name = "A"\nhardshp = true\n', encoding="utf-8")


BROKEN = [
    (
        empty,
        "Thư mục data/raw/an-thu/2024 chưa có tệp nào. Hãy chép phiếu điều tra vào đó.",
        "data/raw/an-thu/2024 holds no file yet. Put the register workbook there.",
    ),
    (
        broken_workbook,
        "Không tệp nào trong data/raw/an-thu/2024 dùng được. phieu.xlsx: ",
        "No file in data/raw/an-thu/2024 can be used. phieu.xlsx: ",
    ),
    (
        other_workbook,
        "Không tệp nào trong data/raw/an-thu/2024 dùng được. chi tieu.xlsx: ",
        "No file in data/raw/an-thu/2024 can be used. chi tieu.xlsx: ",
    ),
    (
        no_area_file,
        "Thiếu tệp an-thu/area.toml. Hãy tạo tệp này (xem README).",
        "The file an-thu/area.toml is missing. Create it (see the README).",
    ),
    (
        broken_area_file,
        "Tệp an-thu/area.toml viết sai cú pháp TOML (",
        "The file an-thu/area.toml is not valid TOML (",
    ),
    (
        misspelt_area_key,
        "Tệp an-thu/area.toml, dòng 2: không có mục “hardshp”. Có phải ý là “hardship”?",
        "an-thu/area.toml, line 2: there is no “hardshp”. Did you mean “hardship”?",
    ),
]


@pytest.mark.parametrize(("spoil", "vi", "en"), BROKEN, ids=[spoil.__name__ for spoil, _, _ in BROKEN])
def test_input_that_cannot_be_used(project, monkeypatch, spoil, vi, en):
    """A run counts in a process of its own, at the desk in one case alone; what is refused there is told."""
    if spoil is not broken_workbook and not IN_CI:
        monkeypatch.setattr(steps, "step_takers", lambda *_, **__: AtOnce())
    spoil(project / "data" / "raw" / "an-thu" / "2024")
    for language, sentence in (("vi", vi), ("en", en)):
        code, said, wrong = xhht("check", *REGISTER, "--lang", language)
        assert (code, said, wrong[: len(sentence)]) == (2, "", sentence)
        assert wrong.count("\n") == 1
        assert "Traceback" not in wrong
    code, said, wrong = xhht("run", "an-thu", "--period", "2024")
    assert (code, wrong) == (1, "")
    assert said.startswith(f"an-thu 2024: không lập được báo cáo nào\n  ✗ đọc, đếm số liệu: {vi}")
    assert said.splitlines()[-2:] == [
        str(project / "outputs" / "index.html"),
        "Cần sửa 1 kỳ chưa đọc được (nêu ở trên).",
    ]
    assert not (project / "outputs" / "an-thu").exists()
    assert unfinished(project) == []


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (
            ("check", "an-thi", "2024"),
            "Không có địa bàn “an-thi”: hãy tạo thư mục data/raw/an-thi với tệp area.toml. "
            "Có phải ý là “an-thu”?",
            "There is no area “an-thi”: create data/raw/an-thi with an area.toml. Did you mean “an-thu”?",
        ),
        (
            ("run", "ben-th"),
            "Không có địa bàn “ben-th”: hãy tạo thư mục data/raw/ben-th với tệp area.toml. "
            "Có phải ý là “ben-thu”?",
            "There is no area “ben-th”: create data/raw/ben-th with an area.toml. Did you mean “ben-thu”?",
        ),
        (
            ("check", "an-thu", "2024-h1"),
            "Kỳ báo cáo “2024-h1” không đúng dạng. Có phải ý là “2024-H1”? "
            "Dạng đúng: 2024 (cả năm) hoặc 2024-H1 (6 tháng đầu năm).",
            "“2024-h1” is not a period. Did you mean “2024-H1”? "
            "Write 2024 (the year) or 2024-H1 (its first six months).",
        ),
        (
            ("run", "--period", "năm 2024"),
            "Kỳ báo cáo “năm 2024” không đúng dạng. Có phải ý là “2024”? "
            "Dạng đúng: 2024 (cả năm) hoặc 2024-H1 (6 tháng đầu năm).",
            "“năm 2024” is not a period. Did you mean “2024”? "
            "Write 2024 (the year) or 2024-H1 (its first six months).",
        ),
        (
            ("run", "--period", "2030"),
            "Không địa bàn nào có số liệu của kỳ 2030. "
            "Hãy chép phiếu điều tra vào data/raw/<địa bàn>/<kỳ>, hoặc nêu kỳ khác.",
            "No area has files of 2030. "
            "Put a register into data/raw/<area>/<period>, or name another period.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_name_that_is_wrong(project, words, vi, en):
    assert xhht(*words) == (2, "", f"{vi}\n")
    assert xhht(*words, "--lang", "en") == (2, "", f"{en}\n")
    assert not (project / "outputs").exists()


def test_a_workbook_that_cannot_be_read_beside_a_good_one(project):
    """The register is counted; the other file is told, as what a person must mend."""
    (project / "data" / "raw" / "an-thu" / "2024" / "hong.xlsx").write_bytes(b"PK\x03\x04")
    code, said, _ = xhht("check", *REGISTER)
    assert code == 1
    assert said.startswith("Không đọc được tệp hong.xlsx: tệp chưa tải hết hoặc hỏng; hãy tải lại")
    assert "tính 33 người" in said


def test_levels_of_a_file_that_is_not_there(project):
    code, said, wrong = xhht("levels", "khong-co.csv")
    assert (code, said) == (2, "")
    assert "khong-co.csv" in wrong
    assert wrong.count("\n") == 1


def test_a_day_that_is_none(project):
    assert xhht("levels", "x.csv", "--as-of", "31/12/2024", "--lang", "en") == (
        2,
        "",
        "“31/12/2024” is no date. Write year-month-day, such as 2024-12-31.\n",
    )
