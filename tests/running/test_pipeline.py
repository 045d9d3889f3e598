"""One period from files to counts: what is private, what is not, and what cannot be used."""

import shutil
import stat
import sys

import pandas as pd
import pytest

from tests.support.small_commune import ASIDE, KEPT, MARK, REGISTER, SURVEY, processed_commune, write_commune
from xhht_analysis.base.areas import known_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, Store, read_json
from xhht_analysis.intake.cleaned import clean_period
from xhht_analysis.running.pipeline import grave, process_period, write_private


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store(processed_commune(tmp_path_factory))


@pytest.fixture
def fresh(tmp_path):
    return Store(write_commune(tmp_path / "project"))


def summary_of(store, of):
    return read_json(store.processed(of[0], Period.parse(of[1])) / SUMMARY_FILE)


def test_what_is_written(store):
    found = [p for p in (store.root / "data" / "processed").rglob("*.*") if p.suffix != ".cells"]
    names = {p.relative_to(store.root).as_posix() for p in found}
    left = ("counts.csv", "decisions.json", "summary.json")
    private = (
        "counts.csv",
        "people.parquet",
        "kept-people.json",
        "can-sua.xlsx",
        "files.json",
        "lower-bounds.json",
        "unit-words.json",
        "whole-summary.json",
    )
    kinds = (*left, *(f"private/{name}" for name in private))
    assert names == {f"data/processed/{a}/{p}/{kind}" for a, p in (REGISTER, SURVEY) for kind in kinds}


def test_the_summary_accounts_for_every_row(store):
    summary = summary_of(store, REGISTER)
    aside = {
        "row_dead": 1, "row_moved_away": 1, "row_short_stay": 1, "row_duplicate": 1, "row_total": 1,
    }  # fmt: skip
    assert summary["rows_aside"] == aside
    assert (summary["rows_kept"], summary["rows_read"]) == (KEPT, KEPT + ASIDE)
    assert (summary["door"], summary["synthetic"], summary["survey_years"]) == ("register", True, [2024])
    assert summary["survey"] == {"year": 2024, "closed": None, "source": ""}
    assert summary["missing"] == []
    assert summary["unknown"] == {
        "age": 1, "sex": 0, "minority": 2, "khom": 0, "disabled": 1, "presence": 1,
    }  # fmt: skip
    assert [(f["role"], f["state"]) for f in summary["files"]] == [("phiếu điều tra 1", "counted")]
    assert summary["unread"] == []


def test_the_summary_of_a_survey_says_what_it_does_not_ask(store):
    summary = summary_of(store, SURVEY)
    assert (summary["door"], summary["synthetic"], summary["rows_read"]) == ("survey", False, 32)
    words = {row["field"]: row["words"] for row in summary["missing"]}
    assert {"ethnicity": "dân tộc", "residence": "cư trú", "disabled": "khuyết tật"}.items() <= words.items()
    assert words.keys() & {"khom", "household", "sex", "age", "literate_level", "class_now"} == set()


def test_the_clean_table_is_one_row_a_person(store):
    folder = store.processed(REGISTER[0], Period(2024)) / "private"
    people = pd.read_parquet(folder / "people.parquet")
    assert len(people) == KEPT
    assert people["name"].str.contains(MARK).all()
    born = people.loc[people["birth_date"].notna(), "birth_date"]
    assert [str(day)[:10] for day in born] == ["1987-03-17", "1987-03-17"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_what_is_private_is_for_its_owner_even_where_the_folder_was_open(fresh):
    folder = fresh.processed(REGISTER[0], Period(2024)) / "private"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    (folder / "can-sua.xlsx").touch(0o666)
    write_private(fresh, clean_period(fresh, *_of(REGISTER)))
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in [folder, *folder.iterdir()]}
    files = ("people.parquet", "can-sua.xlsx", "files.json", "unit-words.json")
    assert modes == {"private": 0o700, "read": 0o700} | dict.fromkeys(files, 0o600)


def test_counts_are_the_same_bytes_from_the_same_files(store, fresh):
    area, period = _of(REGISTER)
    shutil.copytree(store.raw, fresh.raw, dirs_exist_ok=True)
    process_period(fresh, area, period)
    for name in (COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE):
        first, second = (s.processed(area, period) / name for s in (store, fresh))
        assert first.read_bytes() == second.read_bytes()


def test_cleaning_alone_writes_only_what_was_read(fresh):
    clean_period(fresh, *_of(REGISTER))
    written = [path for path in (fresh.root / "data" / "processed").rglob("*") if path.is_file()]
    assert [path.parent for path in written] == [fresh.read_cache(*_of(REGISTER))]


def test_a_register_beside_a_mapping_is_refused(fresh):
    for path in fresh.raw.joinpath(*REGISTER).iterdir():
        shutil.copy(path, fresh.raw.joinpath(*SURVEY))
    with pytest.raises(InputError) as refused:
        clean_period(fresh, *_of(SURVEY))
    assert refused.value.vi == (
        "Thư mục ben-thu/1999 có cả mapping.toml và phiếu điều tra PCGD xã An Thử (2) final.xlsx: "
        "một người sẽ bị tính hai lần. Hãy chỉ giữ một trong hai."
    )


def test_notes_of_the_commune_are_no_registers(fresh):
    folder = fresh.raw.joinpath(*REGISTER)
    (folder / "ghi chú.md").write_text("Đã nhận ngày 3/10", encoding="utf-8")
    (folder / "~$PCGD.xlsx").write_bytes(b"lock")
    files = clean_period(fresh, *_of(REGISTER)).files
    assert [file.name for file in files] == ["PCGD xã An Thử (2) final.xlsx"]


def test_known_area(store):
    assert known_area(store.raw, "an-thu") == "an-thu"
    with pytest.raises(InputError) as refused:
        known_area(store.raw, "anthu")
    assert refused.value.vi == (
        "Không có địa bàn “anthu”: hãy tạo thư mục data/raw/anthu với tệp area.toml. Có phải ý là “an-thu”?"
    )
    for unusable in ("../raw", "An Thu", ""):
        with pytest.raises(InputError, match="^Tên thư mục địa bàn "):
            known_area(store.raw, unusable)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], False),
        (["khom_spelling", "row_dead", "column_unknown"], False),
        (["khom_spelling", "class_unreadable"], True),
        (["file_unreadable"], True),
    ],
)
def test_grave(kinds, expected):
    assert grave([Finding(kind, "a.xlsx") for kind in kinds]) is expected


def _of(area_and_period):
    return area_and_period[0], Period.parse(area_and_period[1])


def test_corrections_and_mapping_are_among_the_files(fresh):
    folder = fresh.raw.joinpath(*SURVEY)
    (folder / "corrections.toml").write_text("correction = []\n", encoding="utf-8")
    names = [file.name for file in clean_period(fresh, *_of(SURVEY)).files]
    assert names[-2:] == ["corrections.toml", "mapping.toml"]
