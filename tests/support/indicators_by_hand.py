"""What every indicator counts, written by hand from the law, the forms and the plan.

Tests that look for counts of few persons ask this table, never the catalogue that they put to the test: a new
indicator is written down here too.
"""

from __future__ import annotations

from typing import NamedTuple

#: The people of the survey; cadres and civil servants, whose counts an area may let out.
REGISTER, OFFICIALS = "register", "officials"


class OfPeople(NamedTuple):
    """Ages (130: and over); whether persons with a disability are left out; whether told by single age."""

    ages: tuple[int, int]
    without_disabled: bool
    by_age: bool


#: Indicators that are counted on the people of the register.
ON_PEOPLE = {
    "xmc1_15_25": OfPeople((15, 25), True, True),
    "xmc1_15_35": OfPeople((15, 35), True, True),
    "xmc1_15_60": OfPeople((15, 60), True, True),
    "xmc2_15_25": OfPeople((15, 25), True, True),
    "xmc2_15_35": OfPeople((15, 35), True, True),
    "xmc2_15_60": OfPeople((15, 60), True, True),
    "illiterate_15_60": OfPeople((15, 60), True, True),
    "untraced_15_25": OfPeople((15, 25), True, True),
    "untraced_15_35": OfPeople((15, 35), True, True),
    "untraced_15_60": OfPeople((15, 60), True, True),
    "literacy_learners_15_60": OfPeople((15, 60), True, True),
    "schooling_known_15_60": OfPeople((15, 60), False, True),
    "mn5_in_class": OfPeople((5, 5), True, False),
    "mn5_finished": OfPeople((6, 6), True, False),
    "mn35_in_class": OfPeople((3, 5), True, True),
    "mn3_programme": OfPeople((4, 4), True, False),
    "mn4_programme": OfPeople((5, 5), True, False),
    "mn5_programme": OfPeople((6, 6), True, False),
    "th_grade1_at_6": OfPeople((6, 6), True, False),
    "th_finished_at_11": OfPeople((11, 11), True, False),
    "th_others_at_11_in_primary": OfPeople((11, 11), True, False),
    "th_finished_to_14": OfPeople((11, 14), True, True),
    "thcs_graduated_15_18": OfPeople((15, 18), True, True),
    "thcs_upper_15_18": OfPeople((15, 18), True, True),
    "under5_in_class": OfPeople((0, 4), False, True),
    "age0_2_in_class": OfPeople((0, 2), False, True),
    "age3_4_in_class": OfPeople((3, 4), False, True),
    "at_school_3_18": OfPeople((3, 18), False, True),
    "cmkt_15_plus": OfPeople((15, 130), False, False),
    "university_15_plus": OfPeople((15, 130), False, False),
    "cmkt_15_60": OfPeople((15, 60), False, True),
    "university_15_60": OfPeople((15, 60), False, True),
    "disabled_access": OfPeople((0, 130), False, False),
    "rural_workers_in_learning": OfPeople((15, 130), False, False),
}

#: Every indicator that counts persons: whom.
PERSONS = {name: REGISTER for name in ON_PEOPLE} | {
    "disabled_access": "persons with a disability who are able to learn",
    "rural_workers_in_learning": "rural workers",
    "information_competence": "people of working age",
    "life_skills": "people of working age",
    "agriculture_reached": "workers in agriculture",
    "farmers_at_centre": "farmers",
    "trained_workers": "workers",
    "skilled_workers": "workers",
    "life_skill_workers": "workers",
    "learning_citizens": "people of 18 and over",
    "policies_served": "teachers and children of preschools",
    "life_skill_pupils": "pupils",
    "disadvantaged_6_10_at_school": "children of 6 to 10 in hard circumstances",
    "disadvantaged_11_14_at_school": "children of 11 to 14 in hard circumstances",
    "literacy_class_learners": "learners of literacy classes, and the register's people in need of them",
    "learners": "learners of the learning centre",
    "learners_women": "learners of the learning centre",
    "learners_poor": "learners of the learning centre",
    "learners_disabled": "learners of the learning centre",
    "learners_homemakers": "learners of the learning centre",
    "learners_past_working_age": "learners of the learning centre",
    "learners_policy": "learners of the learning centre",
    "centre_learners": "persons taught by the learning centre",
    "literacy_learners_by_khom": "learners of literacy classes",
    "provider_learners": "learners of other providers",
    "rural_worker_seats": "learners of the learning centre",
    "farmer_seats": "learners of the learning centre",
    "agriculture_seats": "learners of the learning centre",
    "cadres_trained": OFFICIALS,
    "cadres_qualified": OFFICIALS,
    "officials_compulsory": OFFICIALS,
}

#: What counts classes, schools, families, months, things, money or units.
NOT_PERSONS = {
    "conditions_staff", "conditions_rooms",
    "online_learning", "centre_topics", "classes_held", "literacy_classes_opened", "own_plans",
    "preschool_teachers_of_norm", "digital_schools", "learning_families", "learning_families_registered",
    "learning_clans",
    "learning_clans_registered", "learning_communities", "learning_communities_registered", "learning_units",
    "learning_units_registered", "centre_rated_good", "self_ratings", "learning_week", "broadcast_months",
    "centre_equipment", "provider_classes", "money_raised", "money_spent", "money_by_purpose",
    "reports_in_time", "reminder_list",
}  # fmt: skip
