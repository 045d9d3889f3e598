"""TOML that people write: how a file can be wrong, and the sentence that says what to do."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from types import SimpleNamespace

import pandas as pd
import pytest

from xhht_analysis.base.areas import find_periods, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import UNPUBLISHED
from xhht_analysis.base.store import Store
from xhht_analysis.base.toml_file import read_toml
from xhht_analysis.intake.cleaned import clean_period
from xhht_analysis.publishing.publication import gate_of

#: Every key that an area.toml may hold outside its tables.
ALLOWED = (
    "name, kind, code, province, district, since, predecessor, members, hardship, synthetic, other_names, "
    "khom, khom_word, alias, superior, recipients, contact, status, smallest_count, unit, due, discipline, "
    "bands, recognised, issuer, report_number, report_date, signer_title, signer_name, change"
)
AREA = 'name = "Thử"\nkhom = ["Khóm Một", "Khóm 2"]\n'


def file_of(folder, contents):
    path = folder / "an-thu" / "area.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    return path


def refusal(call, *arguments):
    with pytest.raises(InputError) as error:
        call(*arguments)
    return error.value.vi, error.value.en


def area(folder, text):
    return load_area(file_of(folder, text).parent, dt.date(2024, 12, 31))


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_utf_8_is_read(tmp_path, start, end):
    path = file_of(tmp_path, start + AREA.replace("\n", end).encode())
    assert read_toml(path)[1] == {"name": "Thử", "khom": ["Khóm Một", "Khóm 2"]}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_told(tmp_path, encoding):
    vi, en = refusal(read_toml, file_of(tmp_path, AREA.encode(encoding)))
    assert vi == (
        "Tệp an-thu/area.toml lưu bằng bảng mã UTF-16 (“Unicode”), không phải UTF-8. "
        "Hãy mở bằng Notepad và lưu lại dạng UTF-8 (Save as → Encoding: UTF-8)."
    )
    assert en == (
        "The file an-thu/area.toml is saved in UTF-16 (“Unicode”), not in UTF-8. "
        "Open it in Notepad and save it as UTF-8 (Save as → Encoding: UTF-8)."
    )


@pytest.mark.parametrize(
    "name", ["Phú Mỹ".encode("cp1258", "replace"), b"Th\xf6 \xae\xa7\xb8", b"Ph\xf9 M\xf5"],
    ids=["windows-1258", "TCVN3", "VNI"],
)  # fmt: skip
def test_ansi_is_told(tmp_path, name):
    vi, en = refusal(read_toml, file_of(tmp_path, b'# x\nname = "' + name + b'"\n'))
    assert "lưu bằng bảng mã ANSI (windows-1258, TCVN3, VNI …), không phải UTF-8 (dòng 2)" in vi
    assert "lưu lại dạng UTF-8" in vi
    assert "is saved in an ANSI encoding" in en and "save it as UTF-8" in en


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf1", b"%PDF-1.4"])
def test_a_renamed_document_is_told(tmp_path, start):
    vi, en = refusal(read_toml, file_of(tmp_path, start + b"\0\x01"))
    assert "không phải tệp chữ thường" in vi and "no plain text" in en


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('name "Thử"', 1, "sau tên mục phải có dấu ="),
        ("\nname = “Thử”", 2, "dấu nháy phải là dấu nháy thẳng"),
        ("name = Thử", 1, "chữ phải đứng trong dấu nháy thẳng"),
        ('name = "Thử', 1, "dấu nháy mở mà không khép"),
        ('name = "a"\nname = "b"', 2, "mục này đã ghi ở trên"),
        ('name = "a" "b"', 1, "thừa chữ sau giá trị"),
        ('x = "C:\\Users"', 1, "trong dấu nháy, dấu \\ phải viết \\\\"),
        ("tên = 1", 1, "sau tên mục phải có dấu ="),
        ("when = 2024-02-30", 1, "ngày không có thật"),
        ("[[unit]\nname = 1", 1, "thiếu dấu đóng ]"),
        ("x = 1,5", 1, "thừa chữ sau giá trị"),
        (f"x = {'9' * 5000}", 1, "số quá dài"),
        (f"x = 0x{'f' * 50_000}", 1, "số quá dài"),
        (f"\n\nx = {'[' * 100_000}", 3, "lồng quá sâu"),
        (f"\nx = {'{a=' * 50_000}", 2, "lồng quá sâu"),
        (f"\n{'.'.join(['a'] * 100_000)} = 1", 2, "lồng quá sâu"),
        (f"[{'. '.join(['a'] * 100_000)}]", 1, "lồng quá sâu"),
        (f"x = {{ {'.'.join(['a'] * 100_000)} = 1 }}", 1, "lồng quá sâu"),
        (f'x = """\n"\n{"a." * 99}\n"""\ny."{"." * 99}"{".y" * 99} = 1', 5, "lồng quá sâu"),
    ],
    ids=range(19),
)
def test_broken_toml_names_its_line(tmp_path, text, line, reason):
    vi, en = refusal(read_toml, file_of(tmp_path, text))
    assert vi.startswith("Tệp an-thu/area.toml ") and f"dòng {line}" in vi and reason in vi
    assert f"line {line}" in en


def test_dots_and_brackets_in_texts_and_comments_are_none(tmp_path):
    text = f"""# {"." * 99}{"[" * 99}
a = "{"." * 99}\\"{"[" * 99}\\\\" # {"{" * 99}
b = '{"." * 99}\\'
c = '''
{"[" * 99}''\\'''
d = [{", ".join(["1.5"] * 99)}]
"""
    assert read_toml(file_of(tmp_path, text))[1].keys() == {"a", "b", "c", "d"}


def test_a_file_too_large_is_not_parsed(tmp_path):
    vi, en = refusal(read_toml, file_of(tmp_path, b"#" * (4 << 20) + b"\n"))
    assert "lớn hơn 4 MB" in vi and "larger than 4 MB" in en


def test_no_other_place_is_opened(tmp_path):
    path = file_of(tmp_path, AREA)
    elsewhere = tmp_path / "elsewhere.toml"
    path.rename(elsewhere)
    assert refusal(read_toml, path)[0] == "Thiếu tệp an-thu/area.toml. Hãy tạo tệp này (xem README)."
    path.mkdir()
    assert "là thư mục hoặc thiết bị" in refusal(read_toml, path)[0]
    path.rmdir()
    try:
        path.symlink_to(elsewhere)
    except OSError:
        pytest.skip("no links here")
    assert "là lối tắt dẫn ra ngoài thư mục" in refusal(read_toml, path)[0]
    path.unlink()
    path.symlink_to("nowhere.toml")
    assert "là lối tắt dẫn tới chỗ không có" in refusal(read_toml, path)[0]
    path.unlink()
    path.symlink_to(path)
    assert "không mở được" in refusal(read_toml, path)[0]
    path.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        assert "là thư mục hoặc thiết bị" in refusal(read_toml, path)[0]


def test_unknown_keys_are_told_with_the_nearest_or_all_right_ones(tmp_path):
    assert refusal(area, tmp_path, 'nam = "A"\nname = "A"\n') == (
        "Tệp an-thu/area.toml, dòng 1: không có mục “nam”. Có phải ý là “name”? Các mục dùng được: "
        f"{ALLOWED}; "
        "ghi chú riêng: ghi_chu.",
        f"an-thu/area.toml, line 1: there is no “nam”. Did you mean “name”? There are: {ALLOWED}; "
        "for notes of your own: ghi_chu.",
    )
    vi, en = refusal(area, tmp_path, f'name = "A"\n{UNIT}xyz = 1\n')
    assert (vi, en) == (
        "Tệp an-thu/area.toml, dòng 5, mục 1: không có mục “xyz”. "
        "Các mục dùng được: name, kind, levels; ghi chú riêng: ghi_chu.",
        "an-thu/area.toml, line 5, entry 1: there is no “xyz”. "
        "There are: name, kind, levels; for notes of your own: ghi_chu.",
    )


def test_notes_of_ones_own_may_stand_in_every_table(tmp_path):
    text = f'name = "A"\nghi_chu = 1\n{UNIT}note_2 = "x"\n[[change]]\ndate = 2020-01-01\nghi_chu_a = []\n'
    assert area(tmp_path, text).units[0].name == "Trường A"


def test_several_faults_are_told_at_once_in_the_order_of_their_lines(tmp_path):
    text = 'kind = 3\n# ghi chú\nhardship = "có"\nkhom = [\n  "Khóm 1",\n  2,\n]\n[[unit]]\nkind = "schol"\n'
    assert refusal(area, tmp_path, text) == (
        "Tệp an-thu/area.toml: thiếu “name” (Tên địa bàn, không kèm loại: Phú Mỹ). Hãy ghi thêm. "
        "Dòng 1: “kind” (Loại: thị trấn, xã, phường) phải là chữ trong dấu nháy. "
        "Dòng 3: “hardship” (Địa bàn đặc biệt khó khăn) phải là true hoặc false. "
        'Dòng 4: “khom” (Tên các khóm, ấp) phải là danh sách chữ, ví dụ ["Khóm 1", "Khóm 2"]. '
        "Dòng 8, mục 1: thiếu “name” (Tên đơn vị). Hãy ghi thêm. "
        "Còn 1 chỗ sai nữa.",
        "an-thu/area.toml: “name” is missing. Add it. "
        "Line 1: “kind” must be text in quotes. "
        "Line 3: “hardship” must be true or false. "
        'Line 4: “khom” must be a list of texts, such as ["Khóm 1", "Khóm 2"]. '
        "Line 8, entry 1: “name” is missing. Add it. "
        "More faults: 1.",
    )


def test_a_file_of_nothing_but_faults_is_gone_through_once(tmp_path, monkeypatch):
    """And not once for each of them, which takes hours."""
    parsed, loads = [], tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: parsed.append(text) or loads(text))
    lines = [f"k{n} = 1" for n in range(1000)] + [UNIT.replace("school", "schol")] * 1000
    vi, _ = refusal(area, tmp_path, "\n".join(['name = "A"', *lines]))
    assert vi.startswith("Tệp an-thu/area.toml, dòng 2: không có mục “k0”")
    assert vi.endswith(" Còn 1995 chỗ sai nữa.")
    assert len(parsed) <= 5010


UNIT = '[[unit]]\nname = "Trường A"\nkind = "school"\n'
BELOW = (
    "dòng “khom = …” nằm dưới [[unit]] nên bị hiểu là của bảng đó. Hãy chuyển dòng này lên trên [[unit]] "
    "đầu tiên.",
    "the line “khom = …” stands below [[unit]] and so belongs to that table. Move it above the first "
    "[[unit]].",
)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        (f'name = "A"\n{UNIT}khom = ["Khóm 1"]\n', *BELOW),
        ('name = "A"\n[discipline]\nkhom = ["Khóm 1"]\n', "nằm dưới [discipline]", "below [discipline]"),
        ('name = "A"\n[alias]\nkhom = ["Khóm 1"]\n', "nằm dưới [alias]", "below [alias]"),
        (
            'name = "A"\nkhom = ["Khóm 1", "KHÓM 01"]',
            "dòng 2: “KHÓM 01” ghi hai lần. Hãy giữ một, hoặc đổi tên một.",
            "line 2: “KHÓM 01” stands twice. Keep one of them, or rename one.",
        ),
        ('name = "A"\nkhom = ["Khóm 1", ""]', "dòng 2: “khom” để trống", "line 2: “khom” is blank"),
        (
            f'name = "A"\n{UNIT}{UNIT}',
            "“Trường A” ghi hai lần. Hãy giữ một, hoặc đổi tên một.",
            "“Trường A” stands twice. Keep one of them, or rename one.",
        ),
        (
            f'name = "A"\n{UNIT}level = ["TH"]',
            "dòng 5, mục 1: không có mục “level”. Có phải ý là “levels”?",
            "line 5, entry 1: there is no “level”. Did you mean “levels”?",
        ),
        (
            f'name = "A"\n{UNIT}levels = [["TH"]]',
            "dòng 5, mục 1: “levels” (Trường dạy những cấp nào) phải là danh sách trong MN, TH, THCS, THPT.",
            "line 5, entry 1: “levels” must be a list of MN, TH, THCS, THPT.",
        ),
        (
            'name = "A"\nhamlets = 3',
            "không có mục “hamlets”. Các mục dùng được: name, kind,",
            "there is no “hamlets”. There are: name, kind,",
        ),
        (
            'name = "A"\n[[change]]\ndate = 2099-01-01\nstatuss = "x"',
            "dòng 4, mục 1: không có mục “statuss”. Có phải ý là “status”?",
            "line 4, entry 1: there is no “statuss”.",
        ),
        ('name = "A"\nchange = 5', "phải là các bảng [[change]]", "“change” must be tables [[change]]"),
        (
            'name = "A"\n[change]\ndate = 2024-01-01',
            "phải là các bảng [[change]]",
            "“change” must be tables [[change]]",
        ),
        (
            'name = "A"\n[[change]]\ndate = 2024-01-01T00:00:00',
            "dòng 3, mục 1: “date” (Ngày bắt đầu áp dụng) phải là ngày không có dấu nháy, "
            "ví dụ date = 2024-04-16.",
            "line 3, entry 1: “date” must be a day without quotes, such as date = 2024-04-16.",
        ),
        ('name = "A"\n[[units]]\nname = "B"', "không có mục “units”. Có phải ý là “unit”?", "“unit”?"),
    ],
    ids=range(14),
)
def test_wrong_areas(tmp_path, text, vi, en):
    said = refusal(area, tmp_path, text)
    assert vi in said[0] and en in said[1]


def test_an_area_with_all_its_tables(tmp_path):
    text = f'{AREA}{UNIT}levels = ["TH"]\n[[change]]\ndate = 2025-01-01\nkhom = ["Khóm 3"]\n'
    assert area(tmp_path, text).khom == ("Khóm Một", "Khóm 2")
    assert [unit.id for unit in area(tmp_path, text).units] == ["khom-mot", "khom-2", "truong-a"]


def test_a_period_that_holds_folders_alone_is_one(tmp_path):
    for name in ("2022", "2023/2023", "2024/.git", "2021/__MACOSX", "x/y"):
        (tmp_path / name).mkdir(parents=True)
    assert list(map(str, find_periods(tmp_path))) == ["2023"]


@pytest.mark.skipif(os.name == "nt", reason="paths are shorter there")
def test_folders_nested_deeply_are_one_sentence(tmp_path):
    inner = tmp_path / "data" / "raw" / "an-thu" / "2024"
    inner.mkdir(parents=True)
    (inner.parent / "area.toml").write_text(AREA, encoding="utf-8")
    folder = os.open(inner, os.O_RDONLY)
    for _ in range(250):  # deeper than any path may be long
        os.mkdir("d" * 20, dir_fd=folder)
        deeper = os.open("d" * 20, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = deeper
    os.close(folder)
    vi, en = refusal(clean_period, Store(tmp_path), "an-thu", Period(2024))
    assert vi == (
        "Thư mục data/raw/an-thu/2024 chưa có tệp nào. Hãy chép phiếu điều tra vào đó. "
        f"{'d' * 20}: Thư mục con trong thư mục của kỳ → không đọc các tệp trong đó."
    )
    assert list(map(str, find_periods(inner.parent))) == ["2024"]


def test_a_file_of_another_year_in_any_encoding_stops_no_page(tmp_path):
    folder = tmp_path / "data" / "raw" / "an-thu"
    (folder / "2024").mkdir(parents=True)
    (folder / "plan-2023.toml").write_bytes(b"# K\xeb ho\xb9ch")
    (folder / "plan-2022.toml").mkdir()
    report = SimpleNamespace(
        store=Store(tmp_path), area=SimpleNamespace(id="an-thu"), period=Period(2024),
        counts=pd.DataFrame({"khom": ["Khóm 2"]}), summary={}, edition=UNPUBLISHED,
    )  # fmt: skip
    assert gate_of(report)
