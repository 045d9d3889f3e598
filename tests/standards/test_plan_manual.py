"""docs/plan.md is true: its examples make one plan, each is read as it says, every kind has an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xhht_analysis.base.periods import Period
from xhht_analysis.standards.plan import Plan, load_plan
from xhht_analysis.standards.target_form import DIRECTIONS

MANUAL = (Path(__file__).parents[2] / "docs" / "plan.md").read_text(encoding="utf-8")
EXAMPLES = "\n".join(re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL))
AREA = """\
name = "Mẫu"
khom = ["Khóm 1", "Khóm 2", "Khóm 3"]
[[unit]]
name = "UBND xã Mẫu"
kind = "town"
[[unit]]
name = "Trường TH Mẫu"
kind = "school"
levels = ["TH"]
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Plan:
    folder = tmp_path_factory.mktemp("mau")
    (folder / "area.toml").write_text(AREA, encoding="utf-8")
    (folder / "plan-2024.toml").write_text(EXAMPLES, encoding="utf-8")
    read = load_plan(folder, Period(2024))
    assert read is not None
    return read


def test_each_example_is_read_as_the_manual_says(plan):
    said = re.findall(r"# đọc là: (.*)", EXAMPLES)
    assert [target.words for target in plan.targets] == said


def test_every_direction_and_every_kind_of_own_indicator_has_an_example(plan):
    used = {aim.direction for target in plan.targets for aim in target.aims}
    assert used == set(DIRECTIONS) - {"below"}
    assert {one.kind for one in plan.own} == {"count", "share", "yes_no", "words"}


def test_every_own_indicator_of_the_manual_is_aimed_at(plan):
    aimed = {name for target in plan.targets for name in target.indicators}
    area = next(name for name in aimed if name.endswith(".hai_buoi")).removesuffix("hai_buoi")
    assert {f"{area}{one.id}" for one in plan.own} <= aimed
