"""What a group is made up of, by day, and what its area.toml may not say."""

import datetime as dt

import pytest

from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError

MERGER = """\
name = "Phú Tân"
kind = "huyện"
province = "tỉnh An Giang"
members = [
    "phu-my",
    { area = "phu-hung", name = "xã Phú Hưng", people = 9000, until = 2025-06-30 },
    { area = "phu-tan", since = 2025-07-01 },
]
"""


def area(tmp_path, text, on=dt.date(2025, 12, 31)):
    folder = tmp_path / "nhom"
    folder.mkdir(exist_ok=True)
    (folder / "area.toml").write_text(text, encoding="utf-8")
    return load_area(folder, on)


def test_members_are_those_of_the_day(tmp_path):
    found = area(tmp_path, MERGER)
    assert found.scope == "district"
    assert [m.area for m in found.members_on(dt.date(2025, 6, 30))] == ["phu-my", "phu-hung"]
    assert [m.area for m in found.members_on(dt.date(2025, 7, 1))] == ["phu-my", "phu-tan"]


@pytest.mark.parametrize(
    ("head", "scope", "title"),
    [
        ('kind = "tỉnh"', "province", "tỉnh Thử"),
        ('kind = "province"', "province", "tỉnh Thử"),
        ('kind = "thành phố"', "province", "thành phố Thử"),
        ('kind = "thành phố"\nprovince = "tỉnh An Giang"', "district", "thành phố Thử"),
        ('kind = "group"', "group", "Thử"),
        ('kind = "cụm thi đua"', "group", "cụm thi đua Thử"),
        ("", "group", "Thử"),
    ],
)
def test_the_word_before_the_name_says_what_it_is(tmp_path, head, scope, title):
    found = area(tmp_path, f'name = "Thử"\n{head}\nmembers = ["a"]\n')
    assert (found.scope, found.title) == (scope, title)


def test_an_area_without_members_is_a_commune(tmp_path):
    assert area(tmp_path, 'name = "Thử"\nkind = "phường"\n').scope == "commune"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "T"\nkind = "tỉnh"\n', "members"),
        ('name = "T"\nkind = "district"\n', "members"),
        ('name = "T"\nmembers = ["a", "a"]\n', "hai lần"),
        ('name = "T"\nmembers = [{ area = "a", since = 2025-07-01, until = 2025-06-30 }]\n', "until"),
        ('name = "T"\nmembers = [{ name = "xã A" }]\n', "area"),
    ],
)
def test_what_is_no_group_is_told(tmp_path, text, said):
    with pytest.raises(InputError, match=said):
        area(tmp_path, text)


def test_a_member_may_leave_and_come_back(tmp_path):
    text = 'name = "T"\nmembers = [{ area = "a", until = 2020-12-31 }, { area = "a", since = 2024-01-01 }]\n'
    assert len(area(tmp_path, text).members) == 2
