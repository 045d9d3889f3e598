"""Withhold what has to be: every count of few persons keeps another world in which it is otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xhht_analysis.disclosure.earlier import Before
from xhht_analysis.disclosure.exchanges import Exchanges, Moves, Reach
from xhht_analysis.disclosure.table import Cell, Places
from xhht_analysis.disclosure.targets import Target, World

#: What it costs to withhold a count, by the keys of its row: the fewer keys, the more it is missed.
COST = {
    (): 1000, ("sex",): 300, ("khom",): 40, ("group",): 40, ("age",): 12,
    ("khom", "sex"): 10, ("sex", "group"): 10, ("sex", "age"): 8,
}  # fmt: skip
#: What it costs that a count could be one value fewer than it should.
NARROW = 400


@dataclass(frozen=True, slots=True)
class Protection:
    """What is withheld, the other worlds that hide it, and the targets for which there is none."""

    withheld: frozenset[Cell]
    worlds: tuple[World, ...]
    open: tuple[Target, ...]


def protect(
    targets: Sequence[Target],
    *,
    places: Places,
    exchanges: Exchanges,
    span: int,
    before: Before,
) -> Protection:
    """Choose the cells to withhold so that each target could have ``span`` other values, or nearly as many.

    A world once found stays possible when more is withheld: no target has to be looked at twice.
    """
    search = _Search(places, exchanges, span, before)
    worlds: list[World] = []
    lacking: list[Target] = []
    reached: dict[Cell, list[World]] = {}
    for target in targets:
        if any(target.width(w) >= span for _, cell in target.parts for w in reached.get(cell, ())):
            continue
        world = search.cheapest(target)
        if world is None:
            lacking.append(target)
            continue
        worlds.append(world)
        for cell in world.change:
            reached.setdefault(cell, []).append(world)
    return Protection(frozenset(reached), tuple(worlds), tuple(lacking))


class _Search:
    """The cheapest change that hides a target, given what is withheld by now."""

    def __init__(self, places: Places, exchanges: Exchanges, span: int, before: Before) -> None:
        self._places = places
        self._exchanges = exchanges
        self._span = span
        self._before = before
        self._prices: dict[int, int] = {}

    def cheapest(self, target: Target) -> World | None:
        """The change that costs least, where one that does not reach as far as it should costs more."""
        best: tuple[int, Moves, Reach] | None = None
        for cost, _, moves, effect in sorted(self._choices(target), key=lambda choice: choice[:2]):
            if best and best[0] <= cost:
                break
            reach = self._exchanges.reach(moves)
            width = effect * (reach.back + reach.forth)
            cost += NARROW * max(0, self._span - width)
            if width and (best is None or cost < best[0]):
                best = (cost, moves, reach)
        if best is None:
            return None
        change = self._places.change(best[1])
        self._prices |= dict.fromkeys(change, 0)
        return World({self._places.cells[number]: by for number, by in change.items()}, *best[2])

    def _choices(self, target: Target) -> Iterator[tuple[int, int, Moves, int]]:
        """Cost, place in order, moves and effect of everything that alters the target."""
        parts = [(sign, self._places.number(cell)) for sign, cell in target.parts]
        for order, moves in enumerate(self._exchanges.of(target)):
            change = self._places.change(moves)
            if target.row.by and self._hides_a_total(change):
                continue  # a breakdown had better not leave than take the total with it
            effect = sum(sign * change.get(number, 0) for sign, number in parts)
            if effect:
                yield sum(map(self._price, change)), order, moves, abs(effect)

    def _hides_a_total(self, change: Mapping[int, int]) -> bool:
        """Whether a total would be withheld that is not withheld by now."""
        return any(not self._places.cells[number].by and self._price(number) for number in change)

    def _price(self, number: int) -> int:
        if number not in self._prices:
            cell = self._places.cells[number]
            times = 1 if cell in self._before.withheld else 40 if cell in self._before.told else 4
            self._prices[number] = COST.get(cell.by, 10) * times
        return self._prices[number]
