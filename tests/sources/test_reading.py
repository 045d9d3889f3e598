"""The process apart: what bad files do to it leaves this one standing."""

import os
import random
import signal
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from tests.cleaning.registers import write_workbook
from tests.sources.packages import write_package
from xhht_analysis.base.errors import InputError
from xhht_analysis.sources import limits, reading
from xhht_analysis.sources.reading import TIME_IS_UP, Reader, ReaderDied, read_apart
from xhht_analysis.sources.sheet import column_letters
from xhht_analysis.sources.sheet_bytes import unpack
from xhht_analysis.sources.workbook import read_sheets

HERE = Path(__file__).resolve().parents[2]
SAMPLES = HERE.parent / "shared" / "real" / "spreadsheets"


@pytest.fixture
def reader():
    made = Reader()
    yield made
    made.close()


@pytest.fixture
def good(tmp_path):
    return write_workbook(tmp_path / "good.xlsx", {"DATA": [["Tên"], ["Mẫu"]]})


def test_one_child_reads_file_after_file(reader, good):
    first, second = reader.read(good), reader.read(good)
    assert first == second
    assert [sheet.rows for sheet in unpack(first, good.name)] == [[["Tên"], ["Mẫu"]]]
    child = reader._child.pid
    with pytest.raises(InputError):
        reader.read(cut_short(good))
    assert reader._child.pid == child


def cut_short(good: Path) -> Path:
    path = good.with_name("cut short.xlsx")
    path.write_bytes(good.read_bytes()[:-30])
    return path


def test_a_child_that_was_killed_is_replaced(reader, good):
    reader.read(good)
    reader._child.kill()
    reader._child.wait()
    assert reader.read(good)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a system that can stop a process")
def test_a_child_that_hangs_is_ended(reader, good, monkeypatch):
    reader.read(good)
    monkeypatch.setattr(limits, "MOST_SECONDS", -4.8 / limits.PATIENCE)
    os.kill(reader._child.pid, signal.SIGSTOP)
    with pytest.raises(ReaderDied) as death:
        reader.read(good)
    assert death.value.late
    assert reader._child is None


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="needs a system that counts processor time")
def test_a_child_that_computes_too_long_is_ended():
    endless = "from xhht_analysis.sources import reading_child as c; c._allow_processor(1)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", endless], cwd=HERE)
    assert done.returncode in TIME_IS_UP


def test_a_child_that_computes_too_long_is_ended_where_the_system_does_not():
    endless = (
        "import sys; sys.modules['resource'] = None\n"  # as on Windows
        "import threading; from xhht_analysis.sources import reading_child as c; c._allow_processor(1)\n"
        "threading.Thread(target=c._watch, daemon=True).start()\nwhile True: pass"
    )
    assert subprocess.run([sys.executable, "-c", endless], cwd=HERE).returncode in TIME_IS_UP


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a system that can stop a process")
def test_waiting_is_not_computing(reader, good):
    """A computer so busy that the child stands still for long: its file is read all the same."""
    reader.read(good)
    child = reader._child.pid
    threading.Timer(3, os.kill, (child, signal.SIGCONT)).start()
    os.kill(child, signal.SIGSTOP)
    assert reader.read(good)
    assert reader._child.pid == child


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux caps the memory of a process")
def test_cells_far_apart_do_not_fill_the_memory(tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    (sheet,) = unpack(read_apart(write_package(tmp_path / "a.xlsx", cells)), "a.xlsx")
    assert (sheet.rows[0], len(sheet.rows), sheet.rows[-1][-1], len(sheet.rows[-1])) == (
        [1],
        1048576,
        2,
        16384,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux caps the memory of a process")
def test_cells_too_many_and_too_far_apart_are_told(tmp_path):
    cells = "".join(
        f'<row r="{100 * n}"><c r="{column_letters(n)}{100 * n}"><v>1</v></c></row>' for n in range(1, 8000)
    )
    with pytest.raises(InputError) as error:
        read_apart(write_package(tmp_path / "a.xlsx", cells))
    assert str(error.value) == (
        "Không đọc được tệp a.xlsx: có quá nhiều ô nằm rải quá rộng; "
        "hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu lại."
    )


@pytest.mark.parametrize(
    ("late", "reason"),
    [
        (True, "đọc quá lâu nên đã dừng; hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu lại dạng .xlsx"),
        (
            False,
            "tệp hỏng hoặc cần quá nhiều bộ nhớ nên đã dừng; "
            "hãy mở bằng Excel, xóa dòng và cột thừa rồi lưu lại dạng .xlsx",
        ),
    ],
)
def test_why_the_child_died_is_told(tmp_path, monkeypatch, late, reason):
    tried = []

    def die(self, path, *, far_apart=False):
        tried.append(far_apart)
        raise ReaderDied(late=late)

    monkeypatch.setattr(Reader, "read", die)
    with pytest.raises(InputError) as error:
        read_apart(tmp_path / "a.xlsx")
    assert str(error.value) == f"Không đọc được tệp a.xlsx: {reason}."
    assert tried == ([False] if late else [False, True])


def test_the_children_of_two_runs_and_their_end(good):
    program = (
        "import os, sys; from pathlib import Path; from xhht_analysis.sources import reading\n"
        "path = Path(sys.argv[1]); print(len(reading.read_apart(path)) > 0)\n"
        "print(reading._reader_of(os.getpid())._child.pid, flush=True); sys.stdin.read()"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(good)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE,
        )
        for _ in range(2)
    ]  # fmt: skip
    answers = [[run.stdout.readline().strip(), int(run.stdout.readline())] for run in runs]
    assert [answer[0] for answer in answers] == ["True", "True"]
    assert answers[0][1] != answers[1][1]
    runs[0].kill()
    for run in runs:
        run.communicate()
    assert [run.returncode == 0 for run in runs] == [False, True]
    if Path("/proc/self").exists():
        assert [still_runs(child) for _, child in answers] == [False, False]


def still_runs(process: int) -> bool:
    """Whether a process still runs after as long as it may need to notice that its input closed."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state == "Z":  # ended; whoever inherited it has yet to ask
            return False
        subprocess.run([sys.executable, "-c", "import time; time.sleep(0.05)"], check=True)
    return True


def test_a_child_that_cannot_start_is_told(reader, good, monkeypatch):
    monkeypatch.setattr(reading.sys, "executable", str(good))
    with pytest.raises(InputError) as error:
        reader.read(good)
    assert str(error.value) == (
        "Không đọc được tệp good.xlsx: không mở được tiến trình đọc bảng tính; hãy khởi động lại máy, "
        "nếu vẫn thế thì cài lại chương trình."
    )


def test_damaged_bytes_are_read_or_told(tmp_path, good):
    data = good.read_bytes()
    path, told = tmp_path / "damaged.xlsx", 0
    for seed in range(100):
        dice = random.Random(seed)
        damaged = bytearray(data[: len(data) * seed // 100] if seed % 2 else data)
        for _ in range(dice.choice([1, 5, 50])):
            if damaged:
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        path.write_bytes(damaged)
        try:
            read_sheets(path)
        except InputError as error:
            told += str(error).startswith("Không đọc được tệp damaged.xlsx: ")
    assert told >= 50


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the odd spreadsheets are not beside the project")
def test_every_odd_spreadsheet_is_read_or_told_in_one_sentence():
    told = {}
    for path in sorted(SAMPLES.iterdir()):
        try:
            assert all(sheet.file == path.name for sheet in read_sheets(path))
        except InputError as error:
            told[path.name] = str(error)
    assert sorted(told) == [
        "OOM_alloc3.xls", "badcolspan.html", "complex.html", "encrypted_no_password.xls", "html.html",
        "invisible_text.html", "pass_protected.xlsx", "rowcolspan.html", "simple.unknown", "simple.zip",
        "too_small.xls",
    ]  # fmt: skip
    assert all(text.count(name) == 1 and text.endswith(".") for name, text in told.items())
    locked = {name for name, text in told.items() if "mật khẩu" in text}
    assert locked == {"encrypted_no_password.xls", "pass_protected.xlsx"}


def test_a_package_damaged_inside_is_told(tmp_path):
    path = write_package(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    with zipfile.ZipFile(path) as package:
        at = package.getinfo("xl/worksheets/sheet1.xml").header_offset
    data = bytearray(path.read_bytes())
    data[at + 60 : at + 100] = bytes(40)
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_sheets(path)
    assert str(error.value).startswith("Không đọc được tệp a.xlsx: tệp hỏng hoặc không phải bảng tính;")
