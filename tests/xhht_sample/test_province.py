"""The synthetic province: sizes, bytes, what it refuses, and that its surveys can be counted."""

from fractions import Fraction

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, read_json
from xhht_analysis.commands.cli import main
from xhht_analysis.report.report import open_report
from xhht_analysis.running.pipeline import process_period
from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_sample.province import COMMUNES, PEOPLE, SURVEY_FILE, province, write_province

YEAR = Period(2024)


def bytes_of(raw):
    return {p.relative_to(raw).as_posix(): p.read_bytes() for p in sorted(raw.rglob("*")) if p.is_file()}


def test_five_million_people_in_102_communes():
    communes = province()
    assert (
        (len(communes), sum(commune.people for commune in communes)) == (COMMUNES, PEOPLE) == (102, 5_000_000)
    )
    assert len({commune.id for commune in communes}) == COMMUNES
    assert max(commune.people for commune in communes) < 5 * min(commune.people for commune in communes)


@pytest.mark.parametrize(("people", "communes"), [(1, 1), (102, 102), (103, 102), (9_999, 7)])
def test_everybody_lives_in_one_commune_and_none_is_empty(people, communes):
    sizes = [commune.people for commune in province(people=people, communes=communes)]
    assert (len(sizes), sum(sizes), min(sizes) > 0) == (communes, people, True)


def test_fewer_people_than_communes_are_refused():
    with pytest.raises(InputError) as refusal:
        province(people=101)
    assert refusal.value.vi == "Tỉnh mẫu có 102 xã, phường: cần ít nhất 102 người, không phải 101."
    assert str(refusal.value.en).startswith("The sample province has 102 communes")


def test_equal_numbers_give_equal_bytes_and_its_own_files_are_written_anew(tmp_path):
    write_province(tmp_path / "a", people=500, communes=3)
    write_province(tmp_path / "b", people=500, communes=3)
    first = bytes_of(tmp_path / "a")
    assert first == bytes_of(tmp_path / "b")
    assert sorted(first) == [
        f"tinh-mau-00{n}/{name}" for n in (1, 2, 3)
        for name in (f"2024/{SURVEY_FILE}", "2024/mapping.toml", "area.toml")
    ]  # fmt: skip
    write_province(tmp_path / "a", people=700, communes=3)
    assert bytes_of(tmp_path / "a") != first
    write_province(tmp_path / "a", people=500, communes=3)
    assert bytes_of(tmp_path / "a") == first


def test_every_file_says_that_its_people_are_made_up(tmp_path):
    (folder,) = write_province(tmp_path, people=50, communes=1)
    assert load_area(folder, YEAR.reference_date).synthetic
    assert SYNTHETIC_MARK.encode() in pq.read_schema(folder / "2024" / SURVEY_FILE).metadata.values()
    for name in ("area.toml", "2024/mapping.toml"):
        assert SYNTHETIC_MARK in (folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["area.toml", "plan-2024.toml", "2024/mapping.toml", f"2024/{SURVEY_FILE}", "2023/phieu.xlsx"]
)
def test_an_area_that_is_there_is_never_overwritten(tmp_path, name):
    mine = tmp_path / "tinh-mau-002" / name
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(InputError, match=f"tinh-mau-002 đã có tệp “{name}”"):
        write_province(tmp_path, people=500, communes=3)
    assert bytes_of(tmp_path) == {f"tinh-mau-002/{name}": b"mine"}


def test_a_real_survey_under_its_name_is_kept(tmp_path):
    folder = tmp_path / "tinh-mau-001" / "2024"
    folder.mkdir(parents=True)
    write_province(tmp_path / "other", people=9, communes=1)
    table = pq.read_table(tmp_path / "other" / "tinh-mau-001" / "2024" / SURVEY_FILE)
    pq.write_table(table.replace_schema_metadata(None), folder / SURVEY_FILE)
    with pytest.raises(InputError, match=SURVEY_FILE):
        write_province(tmp_path, people=500, communes=1)


def test_its_surveys_are_read_whole_and_counted(tmp_path):
    store = Store(tmp_path)
    write_province(store.raw, people=3_000, communes=1)
    process_period(store, "tinh-mau-001", YEAR)
    summary = read_json(store.processed("tinh-mau-001", YEAR) / "summary.json")
    aside = {"row_moved_away", "row_short_stay", "row_dead"}
    assert (summary["rows_read"], summary["synthetic"], summary["door"]) == (3_000, True, "survey")
    assert set(summary["rows_aside"]) == aside
    assert summary["rows_kept"] == 3_000 - sum(summary["rows_aside"].values())
    assert summary["unknown"]["khom"] == summary["unknown"]["sex"] == 0
    report = open_report("tinh-mau-001", str(YEAR), root=tmp_path, whole=True)
    assert Fraction(9, 10) < report.figure("xmc1_15_60").rate < 1
    assert Fraction(6, 10) < report.figure("at_school_3_18").rate < 1


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name in ("notebooks", "data/raw"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    return tmp_path


def xhht(*words):
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.stdout, result.stderr


def test_the_command_tells_in_one_line_what_it_wrote(project):
    words = ("sample", "an", "--province", "--people", "1200")
    told = "data/raw/an-001 … data/raw/an-102: 102 xã, phường, 1.200 người\n"
    assert xhht(*words) == (0, told, "")
    assert len(list((project / "data" / "raw").iterdir())) == 102
    assert xhht(*words, "--lang", "en") == (
        0, "data/raw/an-001 … data/raw/an-102: 102 communes, 1,200 people\n", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--people", "10"), "--people chỉ dùng cùng --province.\n"),
        (("--people", "10", "--lang", "en"), "--people goes with --province only.\n"),
        (
            ("--province", "--people", "0"),
            "Tỉnh mẫu có 102 xã, phường: cần ít nhất 102 người, không phải 0.\n",
        ),
    ],
)
def test_the_command_refuses_what_makes_no_sense(project, words, said):
    assert xhht("sample", *words) == (2, "", said)
    assert list((project / "data" / "raw").iterdir()) == []
