import datetime as dt
from fractions import Fraction

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.standards.rules import load_rules

RULES = """
id = "{id}"
name = "Quy định thử"
name_en = "Trial rules"
source = "NĐ thử"
confidence = "law"
in_force = {in_force}
{until}
population = "without_disabled"
population_reason = "để thử"

[[standard]]
id = "th"
name = "Tiểu học"
name_en = "Primary"
short = "Phổ cập tiểu học"

[[standard.level]]
name = "mức độ 1"
name_en = "level 1"
article = "Điều 1"
requires = {requires}
conditions = [{condition}]
"""
CONDITION = '{ indicator = "th_grade1_at_6", at_least = 90 }'


def write(folder, name="a.toml", **changes):
    facts = {"id": "a", "in_force": "2020-01-01", "until": "", "requires": "[]", "condition": CONDITION}
    text = RULES
    for key, value in (facts | changes).items():
        text = text.replace("{" + key + "}", value)
    (folder / name).write_text(text, encoding="utf-8")


def percent(value: Fraction) -> int:
    assert (value * 100).denominator == 1
    return int(value * 100)


def asked(rules, *, hardship: bool) -> dict:
    table = {}
    for standard in rules.standards:
        for level in standard.levels:
            asks = [c.asks(hardship=hardship) for c in level.conditions]
            table[f"{standard.id} {level.level}"] = {name: percent(share) for name, share in asks}
    return table


def test_thresholds_of_the_decree_for_a_normal_commune():
    assert asked(load_rules(dt.date(2024, 6, 30)), hardship=False) == {
        "mn5 1": {"mn5_in_class": 95, "mn5_finished": 85},
        "th 1": {"th_grade1_at_6": 90, "th_finished_to_14": 80},
        "th 2": {"th_grade1_at_6": 95, "th_finished_at_11": 80, "th_others_at_11_in_primary": 100},
        "th 3": {"th_grade1_at_6": 98, "th_finished_at_11": 90, "th_others_at_11_in_primary": 100},
        "thcs 1": {"thcs_graduated_15_18": 80},
        "thcs 2": {"thcs_graduated_15_18": 90},
        "thcs 3": {"thcs_graduated_15_18": 95, "thcs_upper_15_18": 80},
        "xmc 1": {"xmc1_15_35": 90},
        "xmc 2": {"xmc2_15_60": 90},
    }


def test_thresholds_of_the_decree_for_a_commune_in_hardship():
    assert asked(load_rules(dt.date(2024, 6, 30)), hardship=True) == {
        "mn5 1": {"mn5_in_class": 90, "mn5_finished": 80},
        "th 1": {"th_grade1_at_6": 90, "th_finished_to_14": 70},
        "th 2": {"th_grade1_at_6": 95, "th_finished_at_11": 70, "th_others_at_11_in_primary": 100},
        "th 3": {"th_grade1_at_6": 98, "th_finished_at_11": 80, "th_others_at_11_in_primary": 100},
        "thcs 1": {"thcs_graduated_15_18": 70},
        "thcs 2": {"thcs_graduated_15_18": 80},
        "thcs 3": {"thcs_graduated_15_18": 90, "thcs_upper_15_18": 70},
        "xmc 1": {"xmc1_15_25": 90},
        "xmc 2": {"xmc2_15_35": 90},
    }


def test_levels_that_wait_for_others():
    rules = load_rules(dt.date(2024, 6, 30))
    waits = {
        f"{s.id} {level.level}": [f"{r.standard} {r.level}" for r in level.requires]
        for s in rules.standards
        for level in s.levels
        if level.requires
    }
    assert waits == {
        "th 2": ["th 1"],
        "th 3": ["th 2"],
        "thcs 1": ["th 1", "xmc 1"],
        "thcs 2": ["thcs 1"],
        "thcs 3": ["thcs 2"],
    }


def test_disabled_persons_are_asked_of_every_standard_since_the_circular():
    common = load_rules(dt.date(2024, 6, 30)).common
    people = [c for c in common if not c.resources]
    assert [(c.indicator, c.at_least, c.empty_holds, c.unknown_lowers) for c in people] == [
        ("disabled_access", Fraction(3, 5), True, False)
    ]
    assert people[0].standards == ("mn5", "th", "thcs", "xmc")
    assert load_rules(dt.date(2015, 12, 31)).common == ()


def test_staff_and_rooms_are_asked_of_the_schools_of_each_level():
    asked = [c for c in load_rules(dt.date(2024, 6, 30)).common if c.resources]
    assert {(c.standards, c.group, c.indicator) for c in asked} == {
        ((standard,), group, f"conditions_{what}")
        for standard, group in (("mn5", "MN"), ("th", "TH"), ("thcs", "THCS"))
        for what in ("staff", "rooms")
    }
    assert {(c.at_least, c.unknown_lowers) for c in asked} == {(1, False)}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2024, 12, 31), ["nd20-2014"]),
        (dt.date(2025, 6, 30), ["nd20-2014"]),
        (dt.date(2025, 7, 1), ["nd20-2014", "nd142-2025"]),
        (dt.date(2025, 11, 30), ["nd20-2014", "nd142-2025"]),
        (dt.date(2025, 12, 1), ["nd20-2014", "nd142-2025", "nd277-2025"]),
        (dt.date(2026, 12, 31), ["nd20-2014", "nd142-2025", "nd277-2025"]),
    ],
)
def test_texts_stand_beside_one_another_from_their_first_day(day, expected):
    rules = load_rules(day)
    assert [text.id for text in rules.texts] == expected
    standards = (
        ["mn5", "mn35", "th", "thcs", "xmc"] if "nd277-2025" in expected else ["mn5", "th", "thcs", "xmc"]
    )
    assert [standard.id for standard in rules.standards] == standards
    assert [text.confidence for text in rules.texts] == ["law", "second_hand", "second_hand"][: len(expected)]


@pytest.mark.parametrize("hardship", [False, True])
def test_thresholds_of_preschool_for_3_to_5(hardship):
    of_age = 80 if hardship else 85
    assert asked(load_rules(dt.date(2026, 6, 30)), hardship=hardship)["mn35 1"] == {
        "mn35_in_class": 85 if hardship else 90,
        "mn3_programme": of_age,
        "mn4_programme": of_age,
        "mn5_programme": of_age,
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2014, 5, 14), None), (dt.date(2014, 5, 15), "nd20-2014"), (dt.date(2026, 12, 31), "nd20-2014")],
)
def test_rules_apply_from_their_first_day(day, expected):
    rules = load_rules(day)
    assert (rules and rules.id) == expected


def test_rules_follow_one_another(tmp_path):
    write(tmp_path, "a.toml", id="old", until="until = 2021-12-31")
    write(tmp_path, "b.toml", id="new", in_force="2022-01-01")
    days = [dt.date(2019, 12, 31), dt.date(2021, 12, 31), dt.date(2022, 1, 1)]
    found = [load_rules(day, folder=tmp_path) for day in days]
    assert [rules and rules.id for rules in found] == [None, "old", "new"]


@pytest.mark.parametrize("until", ["", "until = 2022-01-01"])
def test_two_rules_on_one_day_are_refused(tmp_path, until):
    write(tmp_path, "a.toml", id="old", until=until)
    write(tmp_path, "b.toml", id="new", in_force="2022-01-01")
    with pytest.raises(InputError, match="“old” và “new” cùng có hiệu lực ngày 01/01/2022"):
        load_rules(dt.date(2020, 1, 1), folder=tmp_path)


def test_a_decimal_threshold_is_exact(tmp_path):
    write(tmp_path, condition='{ indicator = "th_grade1_at_6", at_least = "98.5" }')
    (standard,) = load_rules(dt.date(2024, 1, 1), folder=tmp_path).standards
    assert standard.levels[0].conditions[0].at_least == Fraction(985, 1000)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"condition": '{ indicator = "th_grade1_at_7", at_least = 90 }'}, "ý là “th_grade1_at_6”"),
        ({"condition": '{ indicator = "th_grade1_at_6", at_leest = 90 }'}, "ý là “at_least”"),
        ({"condition": '{ indicator = "th_grade1_at_6" }'}, "dòng 23, mục “th”: thiếu “at_least”."),
        ({"condition": '{ indicator = "th_grade1_at_6", at_least = 98.5 }'}, "phần trăm trên 0 đến 100"),
        ({"condition": '{ indicator = "th_grade1_at_6", at_least = true }'}, "phần trăm trên 0 đến 100"),
        ({"condition": '{ indicator = "th_grade1_at_6", at_least = 0 }'}, "phần trăm trên 0 đến 100"),
        ({"condition": '{ indicator = "th_grade1_at_6", at_least = "100.1" }'}, "phần trăm trên 0 đến 100"),
        ({"condition": '{ indicator = "th_grade1_at_6", at_least = 9, empty = "" }'}, "ý là “empty_holds”"),
        ({"condition": "3"}, "phải là các bảng [[conditions]]"),
        ({"requires": '["th"]'}, "phải viết như"),
        ({"requires": '["xmc 1"]'}, "nhắc đến “xmc 1” không có"),
        ({"requires": '["th 1"]'}, "đi vòng qua “th 1”"),
        ({"in_force": "2020-01-01T00:00:00"}, "dòng 7: “in_force” (Ngày đầu có hiệu lực"),
        ({"until": "until = 2019-01-01"}, "phải sau ngày"),
        ({"until": "untill = 2021-01-01"}, "ý là “until”"),
        ({"until": "until ="}, "sai cú pháp TOML"),
        ({"id": ""}, "dòng 2: “id” để trống"),
    ],
)
def test_a_faulty_rules_file_is_refused_with_its_place(tmp_path, changes, message):
    write(tmp_path, **changes)
    with pytest.raises(InputError) as refused:
        load_rules(dt.date(2024, 1, 1), folder=tmp_path)
    assert message in refused.value.vi
    assert "a.toml" in refused.value.vi
    assert "a.toml" in refused.value.en


FACTS = [line for line in RULES.strip().splitlines() if " = " in line]


@pytest.mark.parametrize("place", range(len(FACTS)), ids=lambda place: f"{place} {FACTS[place].split()[0]}")
def test_every_fact_of_rules_standards_and_levels_is_needed(tmp_path, place):
    write(tmp_path)
    path = tmp_path / "a.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    facts = [number for number, line in enumerate(lines) if " = " in line]
    key = lines[facts[place]].split(" = ")[0]
    path.write_text("\n".join(lines[: facts[place]] + lines[facts[place] + 1 :]), encoding="utf-8")
    if key == "requires":  # a level may wait for none
        assert load_rules(dt.date(2024, 1, 1), folder=tmp_path).id == "a"
        return
    with pytest.raises(InputError, match=key):
        load_rules(dt.date(2024, 1, 1), folder=tmp_path)


def test_the_body_that_recognises_is_dated():
    """Districts ended with 30/6/2025."""
    days = (dt.date(2024, 12, 31), dt.date(2025, 6, 30), dt.date(2025, 7, 1), dt.date(2026, 12, 31))
    assert [load_rules(day).recognised_by.split()[-1] for day in days] == ["huyện", "huyện", "tỉnh", "tỉnh"]


def test_a_text_beside_another_decides_of_the_standards_that_both_have(tmp_path):
    write(tmp_path, "a.toml", id="old")
    changes = {"in_force": "2022-01-01", "until": 'beside = "old"'}
    write(tmp_path, "b.toml", id="new", **changes, condition=CONDITION.replace("90", "95"))
    days = [dt.date(2021, 12, 31), dt.date(2022, 1, 1)]
    found = [load_rules(day, folder=tmp_path) for day in days]
    assert [asked(rules, hardship=False) for rules in found] == [
        {"th 1": {"th_grade1_at_6": 90}}, {"th 1": {"th_grade1_at_6": 95}},
    ]  # fmt: skip
    assert [rules.text_of("th").id for rules in found] == ["old", "new"]


def test_a_new_law_ends_what_it_replaces_and_keeps_what_stands_beside(tmp_path):
    write(tmp_path, "a.toml", id="old")
    write(tmp_path, "b.toml", id="beside", until='beside = "old"')
    text = (tmp_path / "b.toml").read_text(encoding="utf-8")
    (tmp_path / "b.toml").write_text(text.replace('id = "th"', 'id = "thcs"'), encoding="utf-8")
    write(tmp_path, "c.toml", id="new", in_force="2022-01-01", until='replaces = ["old"]')
    days = [dt.date(2021, 12, 31), dt.date(2022, 1, 1)]
    found = [load_rules(day, folder=tmp_path) for day in days]
    assert [[text.id for text in rules.texts] for rules in found] == [["old", "beside"], ["new", "beside"]]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"until": 'replaces = ["oldd"]'},
            "c.toml, dòng 8: “replaces” nêu “oldd” không có.",
        ),
        ({"until": 'replaces = ["old"]', "in_force": "2020-01-01"}, "c.toml, dòng 8: “replaces” nêu “old”"),
        ({}, "c.toml, dòng 7: hai bộ quy định “old” và “new” cùng có hiệu lực ngày 01/01/2022"),
        ({"until": 'beside = "odl"'}, "c.toml, dòng 8: “beside” nêu “odl” không có. Có phải ý là “old”?"),
        (
            {"until": 'beside = "old"', "in_force": "2020-01-01"},
            "c.toml, dòng 12: tiêu chuẩn “th” cũng có trong “old”, cùng ngày có hiệu lực.",
        ),
        (
            {"until": 'beside = "old"', "requires": '["xmc 1"]'},
            "c.toml, dòng 12: “requires” nhắc đến “xmc 1” không có.",
        ),
    ],
)
def test_a_law_that_does_not_fit_the_others_is_refused_with_its_line(tmp_path, changes, message):
    write(tmp_path, "a.toml", id="old")
    write(tmp_path, "c.toml", **{"id": "new", "in_force": "2022-01-01"} | changes)
    with pytest.raises(InputError) as refused:
        load_rules(dt.date(2024, 1, 1), folder=tmp_path)
    assert message in refused.value.vi
