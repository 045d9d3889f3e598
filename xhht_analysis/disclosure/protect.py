"""Withhold what has to be: every count of few persons keeps another world in which it is otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from xhht_analysis.disclosure.earlier import Before
from xhht_analysis.disclosure.exchanges import Exchanges, Moves, Reach
from xhht_analysis.disclosure.table import Cell, Places, Published
from xhht_analysis.disclosure.targets import Target, World

#: What it costs to withhold a count, by the keys of its row: the fewer keys, the more it is missed.
COST = {
    (): 1000, ("sex",): 300, ("khom",): 40, ("group",): 40, ("age",): 12,
    ("khom", "sex"): 10, ("sex", "group"): 10, ("sex", "age"): 8,
}  # fmt: skip
#: How much more it costs to withhold the share of a khóm that readers act on: another may hide as well.
ACTED_ON = 3
#: More than anything: what the period itself has shown, and is the same now, can hide nobody.
NEVER = 10**9
#: That a breakdown which was published before can be no more.
GIVEN_UP = 10**6
#: What it costs that a count could be one value fewer than it should.
NARROW = 400


@dataclass(frozen=True, slots=True)
class Protection:
    """What is withheld, the other worlds that hide it, and the targets for which there is none."""

    withheld: frozenset[Cell]
    worlds: tuple[World, ...]
    open: tuple[Target, ...]


def protect(targets: Sequence[Target], search: Search) -> Protection:
    """Choose the cells to withhold so that each target could have ``span`` other values, or nearly as many.

    A world once found stays possible when more is withheld: no target has to be looked at twice.
    """
    worlds: list[World] = []
    lacking: list[Target] = []
    reached: dict[Cell, list[World]] = {}
    for target in targets:
        if any(target.width(w) >= search.span for _, cell in target.parts for w in reached.get(cell, ())):
            continue
        world = search.cheapest(target)
        if world is None:
            lacking.append(target)
            continue
        worlds.append(world)
        for cell in world.change:
            reached.setdefault(cell, []).append(world)
    return Protection(frozenset(reached), tuple(worlds), tuple(lacking))


@dataclass(frozen=True, slots=True)
class _Choice:
    """A change that alters a target by ``effect``. ``totals``: the changed cells of rows without keys."""

    moves: Moves
    change: Mapping[int, int]
    totals: tuple[int, ...]
    effect: int


class Search:
    """The cheapest change that hides a target, given what is published and what is withheld by now.

    May begin anew with fewer breakdowns: what might be changed is found once.
    """

    def __init__(self, places: Places, exchanges: Exchanges, span: int, before: Before) -> None:
        self.span = span
        self._places = places
        self._exchanges = exchanges
        self._before = before
        self._acted_on = places.acted_on(span + 2)
        self._choices: dict[Target, list[_Choice]] = {}
        self._prices = _Prices(self._price)

    def begin(self, published: Published) -> None:
        """Nothing is withheld yet, and only these breakdowns are published."""
        self._published = frozenset(published)
        self._prices = _Prices(self._price)

    def cheapest(self, target: Target) -> World | None:
        """The change that costs least, where one that does not reach as far as it should costs more."""
        best: tuple[int, _Choice, Reach] | None = None
        for cost, choice in self._by_cost(target):
            if best and best[0] <= cost:
                break
            reach = self._exchanges.reach(choice.moves)
            width = choice.effect * (reach.back + reach.forth)
            cost += NARROW * max(0, self.span - width)
            if width and (best is None or cost < best[0]):
                best = (cost, choice, reach)
        if best is None:
            return None
        _, choice, reach = best
        published = {number: by for number, by in choice.change.items() if self._is_published(number)}
        self._prices |= dict.fromkeys(published, 0)
        return World({self._places.cells[number]: by for number, by in published.items()}, *reach)

    def _by_cost(self, target: Target) -> list[tuple[int, _Choice]]:
        """Everything that alters the target with what it costs, the cheapest first."""
        if target not in self._choices:
            self._choices[target] = list(self._alter(target))
        price = self._prices.__getitem__
        # what was shown may not hide another; where all of a count of few persons was shown, it is withheld
        own = {self._places.number(cell) for _, cell in target.parts if cell in self._before.fixed}
        own = own if len(own) == len(target.parts) else set()

        def cost(choice: _Choice) -> int:
            total = sum(map(price, choice.change))
            return total - (NEVER - NARROW) * len(own & choice.change.keys()) if total >= NEVER else total

        found = [
            (cost(choice), choice)
            for choice in self._choices[target]
            # Better not to publish a breakdown than let it take with it a total that is not withheld by now.
            if not (target.row.by and any(map(price, choice.totals)))
        ]
        return sorted((one for one in found if one[0] < NEVER), key=lambda priced: priced[0])

    def _alter(self, target: Target) -> Iterator[_Choice]:
        parts = [(sign, self._places.number(cell)) for sign, cell in target.parts]
        for moves in chain.from_iterable(map(self._exchanges.of, target.ways)):
            change = self._places.change(moves)
            effect = sum(sign * change.get(number, 0) for sign, number in parts)
            if effect:
                yield _Choice(moves, change, tuple(self._places.totals & change.keys()), abs(effect))

    def _is_published(self, number: int) -> bool:
        cell = self._places.cells[number]
        return (cell.indicator, cell.by) in self._published

    def _price(self, number: int) -> int:
        """What is not published costs nothing."""
        if not self._is_published(number):
            return 0
        cell = self._places.cells[number]
        if cell in self._before.fixed:
            return NEVER
        if tells_of_blanks(cell) and (cell.indicator, cell.by) in self._before.kept:
            return GIVEN_UP
        times = 1 if cell in self._before.withheld else 40 if cell in self._before.shown else 4
        times *= ACTED_ON if cell.which != "unknown" and cell[:5] in self._acted_on else 1
        return COST.get(cell.by, 10) * times


def tells_of_blanks(cell: Cell) -> bool:
    """Whether a breakdown in which the cell were withheld would give the number of blanks of another back."""
    by_few = cell.by not in ((), ("sex",))
    return by_few and (cell.which == "unknown" or ("age" in cell.by and cell.which == "denominator"))


class _Prices(dict[int, int]):
    """Prices of cells by their numbers, each worked out when it is first asked for; 0 is withheld by now."""

    def __init__(self, price: Callable[[int], int]) -> None:
        super().__init__()
        self._price = price

    def __missing__(self, number: int) -> int:
        self[number] = self._price(number)
        return self[number]
