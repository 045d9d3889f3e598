"""What nobody could read is never success: exit codes, banners, the draft, the next run, the bundle."""

import json
import shutil
import zipfile

import docx
import pytest
from click.testing import CliRunner

from tests.cleaning.registers import register_rows, write_workbook
from tests.end_to_end.at_once import AtOnce, draw_nothing
from tests.forms.unit_workbooks import KHOM, KHOM_1, KHOM_2, sent, write_grids
from tests.support.small_commune import PAGES, REGISTER, people, write_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.file_states import DRAFT_MARK, state_words, unread_sentences
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.commands.cli import main
from xhht_analysis.publishing.manifest import MANIFEST, read_manifest
from xhht_analysis.publishing.papers import DRAFT, PAPERS, REPORT
from xhht_analysis.running import steps
from xhht_analysis.running.results import failed_last
from xhht_analysis.sources.workbook import read_sheets

#: Names as offices give them: that of whoever filled a file in stands in it.
NAME, OF_UNIT = "PCGD An Thử, bà Trần Thị Zét gửi.xlsx", "khom 1 (anh Lê Văn Quýt).xlsx"
PERIOD = Period(2024)
BANNER = '<div class="unread" role="note"'
_TOML = """\
name = "An Thử"
kind = "xã"
synthetic = true
smallest_count = 1
khom = ["Khóm 1", "Khóm 2", "Khóm 10"]
"""
_MAPPING = """\
file = "dieu tra.xlsx"
[columns]
age = "tuoi"
sex = { column = "gioi", values = { "1" = "nam", "2" = "nu" } }
"""


@pytest.fixture
def store(tmp_path, monkeypatch):
    """One area with a register; the command stands in its folder, nothing is drawn, papers say nothing."""
    return _project(tmp_path, monkeypatch, papers=False)


@pytest.fixture
def with_papers(tmp_path, monkeypatch):
    """The same, whose papers are made as they are."""
    return _project(tmp_path, monkeypatch, papers=True)


def _project(tmp_path, monkeypatch, *, papers):
    root = write_commune(tmp_path / "project")
    shutil.rmtree(root / "data" / "raw" / "ben-thu")
    folder = root.joinpath("data", "raw", *REGISTER)
    (folder / "PCGD xã An Thử (2) final.xlsx").rename(folder / NAME)
    (folder.parent / "area.toml").write_text(_TOML, encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    draw_nothing(monkeypatch, papers=papers)
    monkeypatch.setattr(steps, "step_takers", lambda *_, **__: AtOnce())
    return Store(root)


def xhht(*words):
    """Exit code and stdout of a command."""
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def raw(store, name=NAME):
    return store.raw.joinpath(*REGISTER, name)


def output(store, name):
    return store.outputs.joinpath(*REGISTER, name)


def pages(store):
    names = [*(f"{page}.html" for page in PAGES), "index.html"]
    return [output(store, name).read_text(encoding="utf-8") for name in names]


def truncate(path):
    """What half a download leaves; the whole file's bytes."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return whole


def with_units(store):
    sent(raw(store).parent, KHOM_1, KHOM, name=OF_UNIT)
    sent(raw(store).parent, KHOM_2, KHOM, name="khom 2.xlsx")


def texts_of(path):
    document = docx.Document(str(path))
    parts = [document, document.sections[0].header, document.sections[0].first_page_header]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return ["\n".join(p.text for p in part.paragraphs) for part in parts], cells


def test_a_truncated_register_beside_units_reports(with_papers):
    """By hand: the units' figures are there, the register is told on every page, nothing is signed."""
    store = with_papers
    with_units(store)
    whole = truncate(raw(store))
    code, said = xhht("run")
    assert code == 1
    how = "Cách sửa: xhht check an-thu 2024"
    assert f"  ✗ {NAME} (phiếu điều tra 1): chưa đọc được. {how}" in said.splitlines()
    told = "Chưa đọc được: phiếu điều tra 1."
    for page in pages(store):
        assert page.count(BANNER) == 1
        assert f"<li>{told}</li>" in page
        assert "không có phiếu điều tra" not in page
    assert not output(store, REPORT).exists()
    (text, *heads), cells = texts_of(output(store, DRAFT))
    assert all(DRAFT_MARK.upper() in head for head in heads)
    assert "BÁO CÁO (DỰ THẢO)" in text
    assert told in text
    assert any("DỰ THẢO" in cell for cell in cells)
    assert "không có phiếu điều tra" not in text
    cover = read_sheets(output(store, "chi-tieu.xlsx"))[0]
    assert ["Chưa tính", told] in [list(row) for row in cover.rows]
    content = read_manifest(output(store, MANIFEST))
    assert content["unread"] == [{"role": "phiếu điều tra 1", "state": "unread"}]
    assert REPORT not in {file["name"] for file in content["files"]} | set(content["missing"])
    assert "(DỰ THẢO; dữ liệu mẫu; 1 tệp chưa được tính)" in (store.outputs / "index.html").read_text("utf-8")
    assert failed_last(store) == [("an-thu", PERIOD)]
    assert xhht("check", *REGISTER)[0] == 1

    again, said = xhht("run")
    assert again == 1
    assert "giữ" not in said
    assert said.startswith("an-thu 2024: không đổi 13")
    assert "đọc lại vì còn tệp chưa đọc được" in said

    raw(store).write_bytes(whole)
    code, said = xhht("run")
    assert (code, output(store, DRAFT).exists()) == (0, False)
    for page in pages(store):
        assert BANNER not in page
        assert f'href="{DRAFT}"' not in page
        assert f'href="{REPORT}"' in page
    (text, *heads), _ = texts_of(output(store, REPORT))
    assert "DỰ THẢO" not in "".join([text, *heads])
    assert xhht("bundle", "2024")[0] == 0


def test_a_report_of_a_unit_that_cannot_be_read_is_not_called_missing(with_papers):
    store = with_papers
    with_units(store)
    truncate(raw(store, "khom 2.xlsx"))
    assert xhht("run")[0] == 1
    (text, *_), _ = texts_of(output(store, DRAFT))
    assert "Chưa đọc được: báo cáo Khóm 2." in text
    assert "Đơn vị chưa gửi báo cáo: Khóm 10." in text
    summary = json.loads((store.processed(REGISTER[0], PERIOD) / "summary.json").read_text("utf-8"))
    states = {unit["name"]: unit["state"] for unit in summary["units"]}
    assert states["Khóm 2"] == "chưa đọc được"
    lacking = [words for found in summary["lacking"].values() for words in found]
    assert "Khóm 2 (trang “Lao động và năng lực”: tệp chưa đọc được)" in " ".join(lacking)
    assert not any("Khóm 2, Khóm 10" in words for words in lacking)
    code, said = xhht("status", "2024")
    assert code == 0
    assert [line.split()[2:5] for line in said.splitlines() if line.startswith("  Khóm 2 ")] == [
        ["chưa", "đọc", "được"]
    ]
    assert "Chưa đọc được: data/raw/an-thu/2024/khom 2.xlsx" in said


def test_a_truncated_register_alone_makes_no_page_and_is_no_success(store):
    truncate(raw(store))
    code, said = xhht("run")
    assert code == 1
    assert said.startswith("an-thu 2024: không lập được báo cáo nào\n  ✗ đọc, đếm số liệu: ")
    assert NAME in said
    assert not output(store, "index.html").exists()
    assert xhht("check", *REGISTER)[0] == 2


def test_what_was_made_before_is_of_the_past_once_the_register_is_broken(store):
    assert xhht("run")[0] == 0
    assert output(store, REPORT).is_file()
    whole = truncate(raw(store))
    for _ in range(2):
        code, said = xhht("run")
        assert code == 1
        assert said.splitlines()[0].startswith("an-thu 2024: ")
        assert "số liệu của lần đọc trước" in said.splitlines()[0]
        assert not output(store, REPORT).exists()
        assert output(store, DRAFT).is_file()
        for page in pages(store):
            assert "<li>Chưa đọc được: phiếu điều tra 1.</li>" in page
            assert "<li>Số liệu là của lần đọc trước.</li>" in page
    assert xhht("bundle", "2024")[0] == 1
    raw(store).write_bytes(whole)
    assert xhht("run")[0] == 0
    assert all(BANNER not in page for page in pages(store))
    assert sorted(p.name for p in output(store, "").iterdir() if p.suffix != ".html") == sorted(
        [*PAPERS, MANIFEST]
    )


def test_versions_nobody_has_chosen_between_are_no_success(store):
    """By hand: two registers of the same people, one less half of them; none counts until one is chosen."""
    lines = people()[:30]
    write_workbook(raw(store, "ban 2.xlsx"), {"DATA": register_rows(lines)})
    assert xhht("run")[0] == 1
    told = "Có nhiều bản, chưa rõ dùng bản nào nên chưa tính: phiếu điều tra 1, phiếu điều tra 2."
    assert any(f"<li>{told}</li>" in page for page in pages(store))  # the index lists the files
    assert output(store, DRAFT).is_file()
    code, said = xhht("check", *REGISTER)
    assert code == 1
    asked = said[said.index("[[file]]") : said.index("Đã đọc 0 dòng")]
    chosen, other = asked.split("[[file]]")[1:]
    other = other.replace("use = true\n# aside", "aside")
    raw(store, "files.toml").write_text(f"[[file]]{chosen}[[file]]{other}", encoding="utf-8")
    assert xhht("run")[0] == 0
    assert all(BANNER not in page for page in pages(store))
    assert any(f"({state_words('set_aside')})" in page for page in pages(store))
    assert output(store, REPORT).is_file()


def test_a_mapped_survey_that_is_cut_short_is_of_the_past(store):
    folder = store.raw / "ben-thu" / "1999"
    folder.mkdir(parents=True)
    (folder.parent / "area.toml").write_text('name = "Bến Thử"\n', encoding="utf-8")
    (folder / "mapping.toml").write_text(_MAPPING, encoding="utf-8")
    rows = [["tuoi", "gioi"], *([30 + n, 1 + n % 2] for n in range(40))]
    write_grids(folder / "dieu tra.xlsx", {"A": rows})
    assert xhht("run", "ben-thu")[0] == 0
    truncate(folder / "dieu tra.xlsx")
    assert xhht("run", "ben-thu")[0] == 1
    index = (store.output("ben-thu", Period(1999)) / "index.html").read_text(encoding="utf-8")
    assert "<li>Chưa đọc được: tệp khảo sát 1.</li>" in index
    assert not (store.output("ben-thu", Period(1999)) / REPORT).exists()


def test_a_draft_is_bundled_only_when_it_is_asked_for(store):
    with_units(store)
    truncate(raw(store))
    xhht("run")
    code, said = xhht("bundle", "2024")
    assert code == 1
    assert said == (
        "  ✗ an-thu: không công bố vì 1 tệp chưa được tính; hãy sửa theo xhht check rồi chạy lại, hoặc thêm "
        "--with-unread\n"
    )
    assert not (store.outputs / "bao-cao-2024.zip").exists()
    code, said = xhht("bundle", "2024", "--with-unread")
    assert code == 0
    assert "  ! an-thu: dự thảo, 1 tệp chưa được tính" in said
    with zipfile.ZipFile(store.outputs / "bao-cao-2024.zip") as archive:
        assert f"an-thu/2024/{DRAFT}" in archive.namelist()
        assert f"an-thu/2024/{REPORT}" not in archive.namelist()
        assert "<li>Xã An Thử: 1 tệp chưa được tính.</li>" in archive.read("index.html").decode()


def test_names_of_files_stay_private(with_papers, monkeypatch):
    store = with_papers
    with_units(store)
    (raw(store).parent / "Phạm Thị Mơ.xlsx").write_bytes(b"PK")
    draw_nothing(monkeypatch, papers=True)["literacy"] = InputError("Không dùng được {name}.", name=NAME)
    xhht("run")
    assert "Không dùng được phiếu điều tra 1." in output(store, "index.html").read_text(encoding="utf-8")
    (raw(store).parent / "Phạm Thị Mơ.xlsx").unlink()
    xhht("run")  # what changed is told as well
    truncate(raw(store))
    for unit in ("khom 2.xlsx", OF_UNIT):
        raw(store, unit).unlink()
    raw(store, "Ngô Thị Lựu.xlsx").write_bytes(b"PK")  # of which no count tells
    assert "Ngô Thị Lựu" in xhht("run")[1]  # nothing can be used: the reason names files
    private = store.processed(REGISTER[0], PERIOD) / "private"
    places = [store.root / "data" / "processed", store.outputs]
    outside = [path for place in places for path in place.rglob("*") if path.is_file()]
    outside = [path for path in outside if private not in path.parents]
    assert {"lan-chay-cuoi.csv", "summary.json", MANIFEST, "tong-hop.html", "chi-tieu.xlsx"} <= {
        path.name for path in outside
    }
    found = [
        (path.name, name)
        for path in outside
        for name in ("Zét", "Quýt", "Phạm Thị Mơ", "Ngô Thị Lựu", "khom 2.xlsx")
        if name.encode() in unpacked(path) or json.dumps(name).strip('"').encode() in unpacked(path)
    ]
    assert found == []
    names = {file["name"] for file in json.loads((private / "files.json").read_text("utf-8"))}
    assert NAME in names


def unpacked(path):
    """A file's bytes, or those of what is packed in it."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_each_state_has_its_sentence():
    files = [("phiếu điều tra 2", "version"), ("tệp khác 1", "doubtful"), ("phiếu điều tra 1", "version")]
    assert unread_sentences({"role": role, "state": state} for role, state in files) == [
        "Chưa rõ có phải số liệu của địa bàn và kỳ này không nên chưa tính: tệp khác 1.",
        "Có nhiều bản, chưa rõ dùng bản nào nên chưa tính: phiếu điều tra 2, phiếu điều tra 1.",
    ]
    many = [{"role": f"tệp khác {n}", "state": "doubtful"} for n in range(1, 134)]
    assert unread_sentences(many)[0].endswith("tệp khác 8 và 125 tệp khác.")


def test_a_run_ends_with_how_much_is_to_be_mended(store):
    """By hand: 11 lines of a khóm that is none of the area's, their column, 18 boxes of a woman, a people."""
    code, said = xhht("run")
    assert code == 0  # places to mend in cells decide nobody's counting
    assert said.splitlines()[-2:] == [
        str(store.outputs / "index.html"),
        "Cần sửa 31 chỗ, danh sách: data/processed/an-thu/2024/private/can-sua.xlsx",
    ]
