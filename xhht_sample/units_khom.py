"""What the khóm of the sample report: workers and competences, people over 60, titles, learning citizens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xhht_analysis.base.periods import Period
from xhht_analysis.forms.definition import sheets
from xhht_sample.units_intended import column, intended, total
from xhht_sample.units_spread import spread

Values = dict[str, list[dict[str, Any]]]

#: People of working age by khóm, about as the registers of the two years have them; the ninth khóm of 2024
#: counts more than its register does.
_WORKING_AGE = (
    (1760, 1655, 1530, 1502, 1393, 1247, 1289, 1149, 1056, 181),
    (1786, 1672, 1537, 1525, 1400, 1256, 1305, 1167, 1162, 189),
)
#: How the rest lies across the khóm: people by the market are better trained, fields lie farther out.
_ELDERS = (268, 241, 209, 203, 175, 158, 146, 131, 104, 17)
_FAMILIES = (722, 671, 624, 592, 551, 511, 487, 449, 426, 75)
_TRAINED = (118, 112, 107, 104, 100, 98, 95, 92, 88, 74)  # percent of the average
_RURAL = (140, 210, 300, 400, 420, 450, 560, 640, 660, 120)
_AGRICULTURE = (40, 60, 90, 120, 150, 160, 200, 260, 280, 90)
_FARMERS = (28, 45, 70, 100, 122, 135, 165, 215, 230, 70)
_CLANS = (5, 5, 4, 4, 4, 4, 4, 3, 3, 2)
_BODIES = (2, 2, 2, 2, 1, 1, 1, 1, 1, 1)

#: Title of the form → indicator and how many of its kind the khóm have, as weights.
_TITLES = {
    "Gia đình học tập": ("learning_families", _FAMILIES),
    "Dòng họ học tập": ("learning_clans", _CLANS),
    "Cộng đồng học tập": ("learning_communities", (1,) * 10),
    "Đơn vị học tập": ("learning_units", _BODIES),
}


def khom_values(khom: Sequence[str], period: Period) -> dict[str, Values]:
    """Unit id → sheet id → rows, for units that are khóm."""
    if not khom:
        return {}
    share = _Shares(len(khom), period)
    workers = _workers(share)
    elders = _elders(share)
    citizens = {
        "adults": share.of(intended("learning_citizens", period).denominator, share.working_age),
        "citizens": share.of(intended("learning_citizens", period).numerator, share.working_age),
    }
    titles = {item: _title(share, item) for item in sheets()["titles"].items}
    return {
        unit: {
            "workers": [_row(workers, place)],
            "elders": [_row(elders, place)],
            "titles": [{"item": item} | _row(columns, place) for item, columns in titles.items()],
            "citizens": [_row(citizens, place)],
        }
        for place, unit in enumerate(khom)
    }


class _Shares:
    """Totals of a period shared out among so many khóm, the tenth followed by one like the first."""

    def __init__(self, count: int, period: Period) -> None:
        self.count, self.period = count, period
        # The half-year's register is the one of the autumn before.
        self.working_age = _WORKING_AGE[column(period) == 2]

    def of(self, amount: int, weights: Sequence[int]) -> list[int]:
        """One part a khóm."""
        return spread(amount, [weights[place % len(weights)] for place in range(self.count)])

    def trained(self, amount: int) -> list[int]:
        """One part a khóm, more where people are better trained."""
        return self.of(amount, [w * t for w, t in zip(self.working_age, _TRAINED, strict=True)])


def _workers(share: _Shares) -> Mapping[str, list[int]]:
    def figure(name: str, place: int) -> int:
        told = intended(name, share.period)
        return (told.numerator, told.denominator)[place]

    return {
        "working_age": share.of(figure("information_competence", 1), share.working_age),
        "information": share.trained(figure("information_competence", 0)),
        "life_skills": share.trained(figure("life_skills", 0)),
        "workers": share.of(figure("trained_workers", 1), share.working_age),
        "skilled": share.trained(figure("skilled_workers", 0)),
        "trained": share.trained(figure("trained_workers", 0)),
        "life_skill_workers": share.trained(figure("life_skill_workers", 0)),
        "rural_workers": share.of(figure("rural_workers_in_learning", 1), _RURAL),
        "agriculture": share.of(figure("agriculture_reached", 1), _AGRICULTURE),
        "farmers": share.of(figure("farmers_at_centre", 1), _FARMERS),
        "rural_workers_learned": share.of(figure("rural_workers_in_learning", 0), _RURAL),
        "rural_workers_at_centre": share.of(total("rural workers at the centre", share.period), _RURAL),
        "agriculture_learned": share.of(figure("agriculture_reached", 0), _AGRICULTURE),
        "farmers_learned": share.of(total("farmers who learned", share.period), _FARMERS),
        "farmers_at_centre": share.of(figure("farmers_at_centre", 0), _FARMERS),
    }


def _elders(share: _Shares) -> Mapping[str, list[int]]:
    names = {
        "population": "elders",
        "women": "elder women",
        "qualified": "elders qualified",
        "university": "elders with university",
    }
    return {column: share.of(total(name, share.period), _ELDERS) for column, name in names.items()}


def _title(share: _Shares, item: str) -> Mapping[str, list[int]]:
    indicator, weights = _TITLES[item]
    recognised = intended(indicator, share.period)
    registered = intended(f"{indicator}_registered", share.period)
    counts = [recognised.denominator, registered.numerator, recognised.numerator]
    if item == "Cộng đồng học tập":  # a khóm is one community
        counts = [min(count, share.count) for count in counts]
    return {
        name: share.of(count, weights)
        for name, count in zip(("all", "registered", "recognised"), counts, strict=True)
    }


def _row(columns: Mapping[str, list[int]], place: int) -> dict[str, object]:
    return {name: parts[place] for name, parts in columns.items()}
