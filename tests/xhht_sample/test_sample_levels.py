"""The levels the sample is made for, computed here from the truth and nothing else."""

from fractions import Fraction

import pytest

from xhht_sample import sample_truth

PERIODS = ("2024-H1", "2024")


@pytest.fixture(scope="module")
def truths():
    return {period: sample_truth(period) for period in PERIODS}


def inputs(truth):
    """Numerator and denominator of each recognition input; disabled people are left out."""
    p = truth[~truth["disabled"]]
    age, now, level = p["age"], p["grade_now"], p["level_finished"]
    level_2 = (
        (level >= 2) | (p["degree"] > 0) | (p["grade_finished"] >= 5) | (p["grade_left"] >= 6)
        | (p["literacy_stage_finished"] >= 5) | (now >= 6)
    )  # fmt: skip
    level_1 = (
        level_2 | (p["grade_finished"] >= 3) | (p["grade_left"] >= 4) | (p["literacy_class_now"] >= 4)
        | (p["literacy_stage_finished"] >= 3) | (now >= 4)
    )  # fmt: skip
    level_1 &= p["relapsed_level"] != 1
    level_2 &= p["relapsed_level"] == 0
    primary = (level >= 2) | (now >= 6)
    upper = (now >= 10) | (level >= 4)
    asked = {
        "mn5_in_class": (now >= 0, age == 5),
        "mn5_finished": (level >= 1, age == 6),
        "th_grade1_at_6": (now >= 1, age == 6),
        "th_finished_at_11": (primary, age == 11),
        "th_others_at_11_in_primary": (now.between(1, 5), (age == 11) & ~primary),
        "th_finished_to_14": (primary, age.between(11, 14)),
        "thcs_graduated_15_18": (level >= 3, age.between(15, 18)),
        "thcs_upper_15_18": (upper, age.between(15, 18)),
        "xmc1_15_35": (level_1, age.between(15, 35)),
        "xmc2_15_60": (level_2, age.between(15, 60)),
    }
    counts = {name: (int((yes & among).sum()), int(among.sum())) for name, (yes, among) in asked.items()}
    able = truth[truth["disabled"] & truth["able_to_learn"]]
    grown = truth[truth["age"] >= 15]
    return counts | {
        "disabled_access": (int(able["attending"].sum()), len(able)),
        "cmkt_15_plus": (int((grown["degree"] >= 1).sum()), len(grown)),
        "university_15_plus": (int((grown["degree"] >= 4).sum()), len(grown)),
    }


@pytest.mark.parametrize("period", PERIODS)
def test_levels_are_the_ones_wanted(truths, period):
    rates = {name: Fraction(*counts) for name, counts in inputs(truths[period]).items()}
    percent = {name: float(100 * rate) for name, rate in rates.items()}
    assert percent["mn5_in_class"] >= 95
    assert percent["mn5_finished"] >= 85
    assert percent["th_grade1_at_6"] >= 98
    assert percent["th_finished_at_11"] >= 90
    assert rates["th_others_at_11_in_primary"] == 1
    assert percent["th_finished_to_14"] >= 80
    assert percent["thcs_graduated_15_18"] >= 90
    assert 72 <= percent["thcs_upper_15_18"] <= 77  # level 3 wants 80
    assert percent["xmc1_15_35"] >= 90
    assert percent["disabled_access"] >= 60
    assert 12 <= percent["cmkt_15_plus"] <= 17
    assert 4 <= percent["university_15_plus"] <= 7
    low, high = {"2024-H1": (89.3, 89.8), "2024": (90.2, 90.8)}[period]
    assert low <= percent["xmc2_15_60"] <= high


def test_counts_are_the_same_on_every_machine(truths):
    assert {period: inputs(truth) for period, truth in truths.items()} == EXPECTED


EXPECTED = {
    "2024-H1": {
        "mn5_in_class": (311, 315),
        "mn5_finished": (277, 285),
        "th_grade1_at_6": (283, 285),
        "th_finished_at_11": (311, 321),
        "th_others_at_11_in_primary": (10, 10),
        "th_finished_to_14": (1276, 1287),
        "thcs_graduated_15_18": (1131, 1230),
        "thcs_upper_15_18": (894, 1230),
        "xmc1_15_35": (6241, 6430),
        "xmc2_15_60": (11562, 12910),
        "disabled_access": (46, 48),
        "cmkt_15_plus": (1799, 13326),
        "university_15_plus": (622, 13326),
    },
    "2024": {
        "mn5_in_class": (305, 311),
        "mn5_finished": (307, 313),
        "th_grade1_at_6": (311, 313),
        "th_finished_at_11": (312, 327),
        "th_others_at_11_in_primary": (15, 15),
        "th_finished_to_14": (1298, 1313),
        "thcs_graduated_15_18": (1183, 1278),
        "thcs_upper_15_18": (946, 1278),
        "xmc1_15_35": (6250, 6404),
        "xmc2_15_60": (11927, 13144),
        "disabled_access": (42, 47),
        "cmkt_15_plus": (1886, 13566),
        "university_15_plus": (661, 13566),
    },
}


@pytest.mark.parametrize("period", PERIODS)
def test_few_people_are_spoiled(truths, period):
    spoiled = truths[period]["spoiled"] != ""
    assert 40 <= spoiled.sum() <= len(spoiled) * 0.005


@pytest.mark.parametrize("period", PERIODS)
def test_shape_of_the_population(truths, period):
    truth = truths[period]
    age = truth["age"]
    assert 0.23 <= (age < 15).mean() <= 0.26
    assert (age > 60).mean() < 0.03  # registers hold few people over 60
    assert 0.015 <= truth["minority"].mean() <= 0.025
    assert sorted(truth["khom"].unique(), key=lambda k: int(k[5:])) == [f"Khóm {n}" for n in range(1, 11)]
    assert 220 <= (truth["khom"] == "Khóm 10").sum() <= 280


@pytest.mark.parametrize("period", PERIODS)
def test_older_women_and_the_remote_khom_are_behind(truths, period):
    truth = truths[period]
    older = truth[truth["age"].between(45, 60)]
    primary = (older["level_finished"] >= 2) | (older["grade_left"] >= 6) | (older["grade_finished"] >= 5)
    by_sex = primary.groupby(older["sex"]).mean()
    assert by_sex["nữ"] < by_sex["nam"] - 0.03
    grown = truth[truth["age"].between(19, 60)]
    by_khom = (grown["level_finished"] >= 2).groupby(grown["khom"]).mean()
    assert by_khom["Khóm 10"] < by_khom["Khóm 1"] - 0.05
