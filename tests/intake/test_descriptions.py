"""What is wrong in the files that describe a commune: every mistake by its place, with what to do."""

from __future__ import annotations

import pytest

from tests.support.mistakes import FILES, MISTAKES, Mistake, of, write_area
from tests.support.mistakes_table import PAGE, written
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.intake.descriptions import check_descriptions


def told_of(tmp_path, *mistakes: Mistake, period: Period | None = None):
    folder = write_area(tmp_path / "data" / "raw" / "an-thu")
    for mistake in mistakes:
        mistake.make(folder)
    found = check_descriptions(Store(tmp_path), "an-thu", period)
    return [one.vi for one in (*found.faults, *found.beside)]


def test_what_is_right_is_read_and_not_told(tmp_path):
    folder = write_area(tmp_path / "data" / "raw" / "an-thu")
    found = check_descriptions(Store(tmp_path), "an-thu")
    assert found.read == (
        "an-thu/area.toml", "an-thu/plan-2024.toml", "an-thu/2023/mapping.toml",
        "an-thu/2024/corrections.toml", "an-thu/2024/files.toml",
    )  # fmt: skip
    assert (found.faults, found.beside, found.notes) == ((), (), ())
    assert {f"an-thu/{name}" for name in FILES} == set(found.read) and folder.is_dir()


def test_there_are_enough_mistakes_and_each_is_of_its_own():
    assert len(MISTAKES) >= 58
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_each_mistake_is_told_or_does_no_harm(tmp_path, mistake):
    told = told_of(tmp_path, mistake)
    if not mistake.told:
        assert told == []
        return
    assert told, "swallowed"
    said = "\n".join(told)
    assert [part for part in mistake.told if part not in said] == [], said
    assert all(one.endswith((".", "?", ").")) for one in told)


def test_every_mistake_is_told_at_once(tmp_path):
    """In whatever files they stand, and though one of them is no TOML."""
    a, p, c, *_ = FILES
    told = told_of(
        tmp_path,
        of("", a, 'kind = "xã"', "kind = xã"),
        of("", a, "hardship =", "hardshp ="),
        of("", a, 'code = "30001"', "code = 30001"),
        of("", a, "since = 2020-07-01", 'since = "2020"'),
        of("", a, "smallest_count = 5", "smallest_count = 0"),
        of("", a, '"Ấp 2"', '"ấp 1"'),
        of("", a, 'kind = "school"', 'kind = "trường"'),
        of("", a, '= "Ấp Chợ"', '= "Ấp Lạ"'),
        of("", p, 'id = "A2"', 'id = "A1"'),
        of("", p, "year = 2024", "year = 2023"),
        of("", c, "why =", "whi ="),
        of("", c, '"G17"', '"17G"'),
    )
    places = [one.partition(":")[0] for one in told]
    assert [place for place in places if "area.toml" in place] == [
        "Tệp an-thu/area.toml viết sai cú pháp TOML (dòng 2)",
        *(f"Tệp an-thu/area.toml, dòng {n}" for n in (3, 5, 6, 7, 8)),
        "Tệp an-thu/area.toml, dòng 23, mục 1",
    ]
    assert [place for place in places if "plan" in place] == [
        "Tệp an-thu/plan-2024.toml, dòng 2",
        "Tệp an-thu/plan-2024.toml, dòng 18, mục “A1”",
    ]
    assert len([place for place in places if "corrections" in place]) == 3  # and that a reason is missing
    assert len(told) == len(set(told)) == 12


def test_what_concerns_several_keys_is_told_beside_a_key_that_nobody_knows(tmp_path):
    p = "plan-2024.toml"
    told = told_of(
        tmp_path,
        of("", p, "clause =", "clauze ="),
        of("", p, 'id = "A3"', 'id = "A2"'),
        of("", p, "title =", "titel ="),
    )
    assert ["“titel”" in one for one in told].count(True) == 1
    assert ["thiếu “clause”" in one for one in told].count(True) == 1


def test_a_plan_of_another_year_stops_no_period(tmp_path):
    folder = write_area(tmp_path / "data" / "raw" / "an-thu")
    (folder / "plan-2022.toml").write_text("year = 2021\n", encoding="utf-8")
    found = check_descriptions(Store(tmp_path), "an-thu", Period(2024))
    assert found.faults == ()
    assert [one.vi.partition(":")[0] for one in found.beside] == [
        "Tệp an-thu/plan-2022.toml",
        "Tệp an-thu/plan-2022.toml, dòng 1",
    ]
    found = check_descriptions(Store(tmp_path), "an-thu", Period(2023))
    assert [note.vi for note in found.notes] == [
        "Chưa có tệp an-thu/plan-2023.toml (đang có: plan-2022.toml, plan-2024.toml): báo cáo năm 2023 "
        "không có "
        "chỉ tiêu để xét. Nếu có kế hoạch năm 2023, hãy đặt đúng tên đó."
    ]
    assert [note.en for note in found.notes][0].startswith("There is no an-thu/plan-2023.toml")


@pytest.mark.slow
def test_the_table_in_the_manual_is_what_is_told_now():
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page


def test_a_plan_of_a_group_is_said_not_to_be_judged_and_where_its_clauses_belong(tmp_path):
    folder = tmp_path / "data" / "raw" / "huyen"
    folder.mkdir(parents=True)
    area = 'name = "Huyện Thử"\nkind = "huyện"\nmembers = ["an-thu"]\n'
    (folder / "area.toml").write_text(area, encoding="utf-8")
    assert check_descriptions(Store(tmp_path), "huyen").beside == ()
    clause = '[[target]]\nid = "1"\nclause = "I"\nname = "Số xã"\ndirection = "communes"\ntarget = 78\n'
    (folder / "plan-2024.toml").write_text(clause, encoding="utf-8")
    for period in (None, Period(2024)):
        found = check_descriptions(Store(tmp_path), "huyen", period)
        (told,) = found.beside
        assert told.vi.startswith("Tệp huyen/plan-2024.toml không được xét: địa bàn gộp từ các xã")
        assert "kế hoạch của từng xã" in told.vi
        assert (found.faults, found.notes) == ((), ())
