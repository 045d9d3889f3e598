"""Plans of both communes in one folder: of the one before 1/7/2025 and of the one since."""

from __future__ import annotations

import shutil

import pytest

from tests.support.mistakes import write_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.inputs import changes, of_reports
from xhht_analysis.base.periods import Period
from xhht_analysis.base.plan_files import plan_file, plan_files
from xhht_analysis.base.store import Store
from xhht_analysis.intake.descriptions import check_descriptions
from xhht_analysis.standards.plan import load_plan, times_per_month

PLAN = """\
title = "{title}"
year = 2025
[[target]]
id = "1"
clause = "I"
name = "Gia đình học tập"
direction = "at_least"
target = {target}
indicator = "learning_families"
[[target]]
id = "2"
clause = "I"
name = "Phát thanh"
direction = "done"
per_month = {times}
indicator = "broadcast_months"
{own}
"""
OWN = """\
[[indicator]]
id = "tu_sach"
name = "Tủ sách"
definition = "số tủ sách"
kind = "count"
unit = "{unit}"
counts_persons = false
units = ["khom"]
"""
HALF, YEAR, LATER = Period(2025, True), Period(2025), Period(2026, True)


@pytest.fixture
def folder(tmp_path):
    made = write_area(tmp_path / "data" / "raw" / "an-thu")
    for inner in made.glob("20*"):
        shutil.rmtree(inner)
    for path in made.glob("plan-*"):
        path.unlink()
    for period in (HALF, YEAR):
        (made / str(period)).mkdir()
    return made


def write(folder, name, *, target=80, times=2, own=""):
    text = PLAN.format(title=name, target=target, times=times, own=own)
    (folder / f"plan-{name}.toml").write_text(text, encoding="utf-8")


def test_each_period_is_judged_by_the_plan_of_its_own_commune(folder):
    write(folder, "2025", target=70, times=1)
    assert {load_plan(folder, period).title for period in (HALF, YEAR)} == {"2025"}
    write(folder, "2025-H1", target=80, times=2)
    assert [load_plan(folder, period).title for period in (HALF, YEAR)] == ["2025-H1", "2025"]
    assert [int(load_plan(folder, one).targets[0].target * 100) for one in (HALF, YEAR)] == [80, 70]
    told = [times_per_month(folder, period)["broadcast_months"] for period in (HALF, YEAR, LATER)]
    assert told == [2, 1, 1]
    assert [path.name for path in plan_files(folder).values()] == ["plan-2025-H1.toml", "plan-2025.toml"]


def test_a_year_is_never_judged_by_the_plan_of_its_half(folder):
    write(folder, "2025-H1")
    assert load_plan(folder, YEAR) is None and load_plan(folder, HALF).title == "2025-H1"
    (note,) = check_descriptions(Store(folder.parents[2]), "an-thu", YEAR).notes
    assert note.vi.startswith("Chưa có tệp an-thu/plan-2025.toml (đang có: plan-2025-H1.toml)")


def test_a_plan_of_the_half_year_is_an_input_of_that_half_alone(folder):
    store = Store(folder.parents[2])
    write(folder, "2025")
    before = [of_reports(store, "an-thu", period) for period in (HALF, YEAR)]
    write(folder, "2025-H1")
    after = [of_reports(store, "an-thu", period) for period in (HALF, YEAR)]
    assert [changes(*pair) for pair in zip(before, after, strict=True)] == [
        ["plan-2025-H1.toml", "plan-2025.toml"], [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plan-2025-H2.toml", "chương trình đọc an-thu/plan-2025.toml. Hãy giữ một"),
        ("plan-2025 moi.toml", "chương trình đọc an-thu/plan-2025.toml. Hãy giữ một"),
        ("ke hoach 2025 6 thang.toml", "chương trình đọc an-thu/plan-2025-H1.toml. Hãy giữ một"),
        ("plan-2025-H1.toml.txt", "chương trình đọc an-thu/plan-2025-H1.toml. Hãy giữ một"),
    ],
)
def test_two_plans_of_one_period_are_told(folder, name, told):
    write(folder, "2025")
    write(folder, "2025-H1")
    shutil.copy(folder / "plan-2025.toml", folder / name)
    found = check_descriptions(Store(folder.parents[2]), "an-thu")
    (message,) = found.beside
    assert message.vi.startswith(f"Tệp an-thu/{name} không được đọc") and told in message.vi


def test_both_plans_are_checked_and_one_id_means_one_thing(folder):
    write(folder, "2025", own=OWN.format(unit="tủ"))
    write(folder, "2025-H1", own=OWN.format(unit="xã"))
    with pytest.raises(InputError, match="an-thu/plan-2025.toml và plan-2025-H1.toml khác nhau"):
        load_plan(folder, YEAR)
    write(folder, "2025-H1", target=250)
    found = check_descriptions(Store(folder.parents[2]), "an-thu", YEAR)
    assert not found.faults and "plan-2025-H1.toml" in found.beside[0].vi
    assert plan_file(folder, HALF).name == "plan-2025-H1.toml"
