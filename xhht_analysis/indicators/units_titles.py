"""Titles of learning that the khóm report: registered and recognised, of all of their kind."""

from __future__ import annotations

from xhht_analysis.indicators.units_told import Cell, Told, from_units

TITLES = {
    "learning_families": "Gia đình học tập",
    "learning_clans": "Dòng họ học tập",
    "learning_communities": "Cộng đồng học tập",
    "learning_units": "Đơn vị học tập",
}


def _title(name: str, item: str, part: str) -> None:
    @from_units(name, titles=(part, "all"))
    def count(told: Told) -> list[Cell]:
        return told.by_khom("titles", part, "all", item=item)


for _name, _item in TITLES.items():
    _title(_name, _item, "recognised")
    _title(f"{_name}_registered", _item, "registered")


@from_units("learning_citizens", citizens=("citizens", "adults"))
def learning_citizens(told: Told) -> list[Cell]:
    """Adults recognised as learning citizens."""
    return told.by_khom("citizens", "citizens", "adults")
