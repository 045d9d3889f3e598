"""The communes of a group in a period: where each one's figures come from, and how they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, is_released
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.group_places import Place
from xhht_analysis.report.member_files import Sent, publishable
from xhht_analysis.report.report import Report, open_report
from xhht_analysis.standards.engine import Judgement, judge
from xhht_analysis.standards.rules import load_rules

#: How a commune's figures came: counted here, sent as a table, typed from a form; levels alone; nothing.
Source = Literal["counted", "sent", "typed", "levels", ""]


@dataclass(frozen=True)
class MemberReport:
    """A commune of the group in the period: what is known of it; ``report`` where it was counted here.

    ``told``: levels typed in the group's folder, by standard and by who says it, beside whatever figures.
    """

    place: Place
    source: Source = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    judged: Mapping[str, Judgement] = field(default_factory=dict)
    people: int | None = None
    partial: frozenset[str] = frozenset()
    report: Report | None = None
    hardship: bool = False
    told: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def has_figures(self) -> bool:
        """Whether any figure has come; levels alone are none."""
        return self.source not in ("", "levels")

    @property
    def id(self) -> str:
        return self.place.member.area

    @property
    def title(self) -> str:
        return self.place.title

    def counts(self, indicator: str) -> Figure | None:
        """Its figure where it has counts, seen or suppressed; None of none, or of a percentage alone."""
        figure = self.figures.get(indicator)
        if figure is None or figure.numerator is None or figure.denominator is None:
            return None
        return figure


@dataclass(frozen=True)
class Total:
    """What a group knows of an indicator: the communes' figures added up.

    ``figure`` None where no commune has counts. ``missing``: communes without counts; ``withheld``: those
    that withhold a count; ``in_part``: those in which a unit is silent. ``at_least``: the least that the
    numerator can be.
    """

    figure: Figure | None
    counted: tuple[MemberReport, ...]
    missing: tuple[MemberReport, ...]
    withheld: tuple[MemberReport, ...] = ()
    in_part: tuple[MemberReport, ...] = ()
    at_least: int | None = None

    @property
    def is_total(self) -> bool:
        """Whether it is the sum over every commune; else it is a lower bound."""
        return self.figure is not None and not self.left_out

    @property
    def left_out(self) -> tuple[MemberReport, ...]:
        """The communes that the sum lacks, wholly or in part, each once."""
        return tuple({one.id: one for one in (*self.missing, *self.withheld, *self.in_part)}.values())


def total_of(members: Sequence[MemberReport], indicator: str) -> Total:
    """The figures of an indicator added up."""
    told = [(one, figure) for one in members if (figure := one.counts(indicator)) is not None]
    missing = tuple(one for one in members if one.counts(indicator) is None)
    if not told:
        return Total(None, (), missing)
    counted = tuple(one for one, _ in told)
    in_part = tuple(one for one in counted if indicator in one.partial)
    withheld = tuple(one for one, figure in told if figure.withheld)
    least = sum(_least(figure) for _, figure in told)
    return Total(added([figure for _, figure in told]), counted, missing, withheld, in_part, least)


def _least(figure: Figure) -> int:
    if isinstance(figure.numerator, int):
        return figure.numerator
    return figure.span.part[0] if figure.span else 0


def added(figures: Sequence[Figure]) -> Figure:
    """Figures of several communes as one: counts are added, a rate is formed afterwards.

    >>> added([Figure(90, 100), Figure(10, 50, 3)])
    Figure(numerator=100, denominator=150, unknown=3, percent=None)
    """
    first, *others = figures
    total = first
    for figure in others:
        total = total + figure
    return total


def member_report(
    store: Store, place: Place, period: Period, sent: Sequence[Sent], *, smallest: int
) -> MemberReport:
    """What is known of one commune: as it was counted here, else as it was sent, else as it was typed; of
    these what may be published with counts of fewer than ``smallest`` persons suppressed.
    """
    id, people = place.member.area, place.member.people
    names = (
        place.title,
        place.area.name if place.area else "",
        *(place.area.other_names if place.area else ()),
    )
    of_it = sorted((one for one in sent if one.is_of(id, *names)), key=lambda one: one.typed)
    levels = next((one.told for one in of_it if one.told), {})
    if place.area is not None and is_released(store.processed(id, period)):
        report = open_report(id, str(period), root=store.root)
        people = people or (report.summary["rows_kept"] if report.has_survey else None)
        figures = {**report.partial, **Report.usable(report.figures)}
        return MemberReport(
            place,
            "counted",
            figures,
            report.judged,
            people,
            frozenset(report.partial),
            report,
            place.hardship,
            levels,
        )
    if not of_it:
        return MemberReport(place, people=people, hardship=place.hardship)
    one = next((one for one in of_it if one.figures), None)
    if one is None:
        hardship = place.hardship or of_it[0].hardship
        return MemberReport(place, "levels", people=people, hardship=hardship, told=levels)
    told = publishable(one.figures, smallest)
    hardship = place.hardship or one.hardship
    rules = load_rules(period.reference_date)
    unclear = one.hardship_unclear and not place.hardship
    judged = judge(rules, Report.usable(told), hardship=hardship) if rules and not unclear else {}
    source: Source = "typed" if one.typed else "sent"
    return MemberReport(place, source, told, judged, people, hardship=hardship, told=levels)
