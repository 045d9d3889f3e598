"""What the sample's units report, clause by clause: the figure of each period and the verdict it is made for.

The units' sheets are filled so that they add up to these figures.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

from xhht_analysis.base.periods import Period
from xhht_analysis.indicators.catalogue import catalogue
from xhht_sample.communes import PHU_MY, PHU_TAN

#: The periods with unit workbooks. 2023 has no register and no plan: it is there to compare with.
UNIT_PERIODS = (Period(2023), Period(2024, True), Period(2024))
#: The units of Phú Tân report the same two years later, of so many percent as many people. Numbers up to
#: FEW (posts, schools, classes, months) and money stay as they are.
YEARS_LATER, PERCENT, FEW = 2, 54, 100
UNIT_PERIODS_OF = {
    PHU_MY.id: UNIT_PERIODS,
    PHU_TAN.id: tuple(Period(one.year + YEARS_LATER, one.is_half) for one in UNIT_PERIODS),
}


def due_day(period: Period) -> dt.date:
    """The sample's units report before this day, as the commune's plan has it.

    >>> due_day(Period(2024)), due_day(Period(2026))
    (datetime.date(2024, 12, 5), datetime.date(2026, 11, 25))
    """
    if period in UNIT_PERIODS:
        return dt.date(period.year, 6 if period.is_half else 12, 5)
    return dt.date(period.year, 6, 15) if period.is_half else dt.date(period.year, 11, 25)


class Intended(NamedTuple):
    """A figure and the verdict on it, ``""`` where no plan judges. ``complete``: no sheet was left out."""

    numerator: int
    denominator: int
    verdict: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of a clause in the three periods, as ``66/80 chậm``.

    An amount has the denominator 0. In brackets: what the sheets would give if none had been left out.
    """

    clause: str
    indicator: str
    year_before: str
    half: str
    year: str

    def cell(self, period: Period) -> Intended:
        """The figure and verdict of one period."""
        text = (self.year_before, self.half, self.year)[column(period)]
        match = re.fullmatch(r"(\()?([\d.]+)/([\d.]+)\)? ?(\D*)", text)
        assert match, text
        counts = [int(match[place].replace(".", "")) for place in (2, 3)]
        if not catalogue()[self.indicator].is_money:
            counts = [of_the_place(count, period) for count in counts]
        return Intended(counts[0], counts[1], match[4], match[1] is None)


LINES = (
    Line("G1", "centre_equipment", "61/80", "66/80 chậm", "74/80 chưa đạt"),
    Line("G3", "disadvantaged_6_10_at_school", "57/57", "57/57 đúng tiến độ", "(57/57) chưa có số liệu"),
    Line("G3", "disadvantaged_11_14_at_school", "43/50", "47/50 đúng tiến độ", "(50/50) chưa có số liệu"),
    Line("G4", "agriculture_reached", "410/1.480", "236/1.460 không so sánh", "452/1.450 đạt"),
    Line("G5", "money_raised", "186.500.000/0", "(98.400.000/0) không so sánh", "214.300.000/0 đạt"),
    Line("A5", "preschool_teachers_of_norm", "(530/644)", "540/644 không so sánh", "520/600 không so sánh"),
    Line("A6", "policies_served", "(88/95)", "93/96 theo dõi", "97/97 đạt"),
    Line("B1", "information_competence", "4.340/12.770", "4.860/12.790 đúng tiến độ", "5.393/12.995 đạt"),
    Line(
        "B2", "life_skills", "4.610/12.770", "5.194/12.790 đúng tiến độ", "(5.330/12.995) chưa kết luận được"
    ),
    Line("B5", "online_learning", "148/0", "(84/0) không so sánh", "176/0 đạt"),
    Line("C1", "digital_schools", "1/4", "1/4 đúng tiến độ", "3/4 đạt"),
    Line("C2", "cadres_trained", "10/11", "5/11 đúng tiến độ", "11/11 đạt"),
    Line("C3", "cadres_qualified", "9/11", "10/11 đúng tiến độ", "10/11 chưa đạt"),
    Line("C4", "officials_compulsory", "11/12", "6/12 đúng tiến độ", "11/12 chưa đạt"),
    Line("C5", "rural_workers_in_learning", "2.190/3.940", "1.212/3.920 đúng tiến độ", "2.406/3.900 đạt"),
    Line("C6", "farmers_at_centre", "322/1.200", "163/1.190 đúng tiến độ", "352/1.180 đạt"),
    Line("C7", "trained_workers", "1.312/10.390", "1.346/10.400 đúng tiến độ", "1.418/10.560 đạt"),
    Line("C7", "skilled_workers", "198/10.390", "206/10.400 đúng tiến độ", "223/10.560 đạt"),
    Line("C8", "centre_topics", "4/4", "3/4 chưa đến hạn", "4/4 đạt"),
    Line("D1", "learning_families", "3.421/5.080", "0/5.095 chưa đến hạn", "3.655/5.110 đạt"),
    Line("D1", "learning_families_registered", "4.020/5.080", "4.290/5.095", "4.310/5.110"),
    Line("D2", "learning_clans", "22/38", "0/38 chưa đến hạn", "24/38 đạt"),
    Line("D2", "learning_clans_registered", "28/38", "30/38", "31/38"),
    Line("D3", "learning_communities", "7/10", "0/10 chưa đến hạn", "7/10 giữ nguyên (chưa đạt)"),
    Line("D3", "learning_communities_registered", "9/10", "9/10", "9/10"),
    Line("D4", "learning_units", "10/14", "0/14 chưa đến hạn", "12/14 đạt"),
    Line("D4", "learning_units_registered", "12/14", "13/14", "13/14"),
    Line("", "learning_citizens", "3.853/13.760", "0/13.770", "4.720/14.040"),
    Line("D5", "centre_rated_good", "0/1", "(0/1) chưa đến hạn", "0/1 chưa đạt"),
    Line("D6", "life_skill_pupils", "2.573/4.288", "2.830/4.287 không so sánh", "3.320/4.256 chưa đạt"),
    Line("D6", "life_skill_workers", "1.247/10.390", "530/10.400 không so sánh", "1.426/10.560 chưa đạt"),
    Line("T1", "broadcast_months", "10/11", "5/5 đúng tiến độ", "10/11 chưa đạt"),
    Line("T2", "learning_week", "1/1", "0/1 chưa đến hạn", "1/1 đạt"),
    Line("T3", "classes_held", "31/36", "19/36 đúng tiến độ", "33/36 chưa đạt"),
    Line("T4", "self_ratings", "2/2", "0/2 chưa đến hạn", "2/2 đạt"),
    Line("T6", "literacy_classes_opened", "9/9", "9/10 đúng tiến độ", "9/10 chưa đạt"),
    # The denominator is the register's: people of 15 to 60 who are not literate at level 2.
    Line("", "literacy_class_learners", "(214/0)", "188/1.347", "205/1.216"),
    Line("", "learners", "2.420/0", "1.380/0", "2.760/0"),
    Line("T7", "learners_poor", "139/2.420", "80/1.380 theo dõi", "171/2.760 theo dõi"),
    Line("T7", "learners_women", "1.275/2.420", "733/1.380 theo dõi", "1.462/2.760 theo dõi"),
    Line("T7", "learners_disabled", "22/2.420", "13/1.380 theo dõi", "29/2.760 theo dõi"),
    Line("T7", "learners_homemakers", "296/2.420", "164/1.380 theo dõi", "338/2.760 theo dõi"),
    Line("T7", "learners_past_working_age", "205/2.420", "121/1.380 theo dõi", "252/2.760 theo dõi"),
    Line("T7", "learners_policy", "96/2.420", "51/1.380 theo dõi", "118/2.760 theo dõi"),
    Line("", "rural_worker_seats", "1.742/0", "968/0", "1.915/0"),
    Line("", "farmer_seats", "410/0", "212/0", "447/0"),
    Line("", "agriculture_seats", "498/0", "290/0", "551/0"),
    Line("T8", "money_spent", "142.000.000/150.000.000", "(61.500.000/168.000.000) theo dõi",
         "151.200.000/168.000.000 theo dõi"),
    Line("", "money_by_purpose", "142.000.000/0", "(61.500.000/0)", "151.200.000/0"),
    Line("T9", "reports_in_time", "20/22", "19/22 chưa đạt (đợt sơ kết)", "20/22 chưa đạt"),
    Line("T10", "reminder_list", "22/22", "22/22 đúng tiến độ", "22/22 đạt"),
    Line("T11", "own_plans", "8/12", "(9/12) chưa kết luận được", "10/12 chưa đạt"),
)  # fmt: skip
_BY_INDICATOR = {line.indicator: line for line in LINES}

#: Totals that belong to no clause's figure, in the order of the periods.
_TOTALS = {
    "pupils MN": (812, 815, 760),
    "pupils TH": (1559, 1561, 1563),
    "pupils THCS": (1266, 1259, 1278),
    "pupils THPT": (651, 652, 655),
    "under 3 in class": (46, 49, 42),
    "3 and 4 in class": (448, 452, 407),
    "elders": (1618, 1630, 1642),
    "elder women": (920, 926, 932),
    "elders qualified": (74, 77, 81),
    "elders with university": (19, 20, 22),
    "rural workers at the centre": (1360, 752, 1496),
    "farmers who learned": (520, 268, 566),
    "in literacy classes now": (170, 161, 86),
    "persons at the centre": (1815, 1020, 2034),
    "women at the centre": (960, 548, 1085),
    "poor at the centre": (98, 55, 120),
    "disabled at the centre": (15, 9, 20),
    "homemakers at the centre": (214, 118, 243),
    "past working age at the centre": (150, 88, 181),
    "policy learners at the centre": (70, 37, 86),
}


def intended(indicator: str, period: Period) -> Intended:
    """What an indicator is to show in a period; KeyError when no clause asks for it."""
    return _BY_INDICATOR[indicator].cell(period)


def total(name: str, period: Period) -> int:
    """A total that the units of a period report together, beside the clauses' figures.

    Persons who learnt at the centre are always fewer in the smaller place: few or many, they take part of the
    seats in its classes, and no more of them than there are seats.
    """
    count = _TOTALS[name][column(period)]
    if name.endswith(" at the centre"):
        return of_the_place(count, period, few=0)
    return of_the_place(count, period)


def column(period: Period) -> int:
    """Which of the three periods it is: 0 the year before, 1 the half year, 2 the year.

    >>> column(Period(2024)), column(Period(2026, True))
    (2, 1)
    """
    return next(periods.index(period) for periods in UNIT_PERIODS_OF.values() if period in periods)


def of_the_place(count: int, period: Period, *, few: int = FEW) -> int:
    """A count of Phú Mỹ as it is in the place that reports in the period.

    >>> of_the_place(200, Period(2024)), of_the_place(200, Period(2026)), of_the_place(12, Period(2026))
    (200, 108, 12)
    """
    return count if period in UNIT_PERIODS or count <= few else count * PERCENT // 100
