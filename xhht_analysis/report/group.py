"""A group of areas in a period as its notebook sees it: its communes, what they published, and the sums.

Only what communes publish is read: a sum tells nothing that they do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xhht_analysis.base.areas import Area, check_area_id, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, find_root
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.report.group_places import places_of
from xhht_analysis.report.member_files import sent_figures
from xhht_analysis.report.members import MemberReport, Total, member_report, total_of
from xhht_analysis.standards.law_files import judge_by_rules_of
from xhht_analysis.standards.rules import Rules, load_rules


@dataclass(frozen=True)
class GroupReport:
    """A group and a period; ``refused_rows``: of figures typed from forms, those that cannot be read."""

    store: Store
    area: Area
    period: Period
    members: tuple[MemberReport, ...]
    refused_rows: int = 0

    @cached_property
    def rules(self) -> Rules | None:
        """The rules of recognition in force on the period's last day."""
        return load_rules(self.period.reference_date)

    @property
    def sent(self) -> list[MemberReport]:
        """The communes that have any figures."""
        return [one for one in self.members if one.has_figures]

    @property
    def levels_only(self) -> list[MemberReport]:
        """The communes that told at which levels they stand, and sent no figures."""
        return [one for one in self.members if one.source == "levels"]

    @property
    def silent(self) -> list[MemberReport]:
        """The communes of which nothing has come."""
        return [one for one in self.members if not one.source]

    def total(self, indicator: str) -> Total:
        """The communes' figures of an indicator added up, and whom that leaves out."""
        return total_of(self.members, indicator)

    def observed(self, indicator: str) -> Observation | None:
        """The same as one figure of the group's area; None where no commune has counts."""
        total, entry = self.total(indicator), catalogue()[indicator]
        if total.figure is None:
            return None
        return Observation(
            indicator,
            total.figure,
            unit=entry.unit,
            reference_date=self.period.reference_date,
            sources=tuple(one.title for one in total.counted),
            missing=tuple(one.title for one in total.left_out),
            scope=self.area.scope,
        )

    @cached_property
    def before(self) -> GroupReport | None:
        """The same group a year ago, as far as its communes were counted then; None where none was."""
        period = Period(self.period.year - 1, self.period.is_half)
        found = open_group(self.area.id, str(period), root=self.store.root)
        return found if found.sent or found.levels_only else None


#: Groups that were opened for a notebook of this very process.
_at_hand: list[GroupReport] = []


@contextmanager
def at_hand(group: GroupReport) -> Iterator[None]:
    """Inside the block :func:`open_group` gives this group and reads nothing: what was sent of its communes
    lies behind the wall, counts of few persons among it, and the group holds what may be published.
    """
    _ = group.before  # closed as well
    _at_hand.append(group)
    try:
        yield
    finally:
        _at_hand.pop()


def open_group(area: str, period: str, *, root: Path | None = None) -> GroupReport:
    """Open a group of areas and a period by their names, as its notebook does.

    Raises InputError for a wrong name, an area that has no members, and what :func:`places_of` raises.
    """
    store, when = Store(root or find_root()), Period.parse(period)
    for group in _at_hand:
        if (group.area.id, group.period, group.store.root.resolve()) == (area, when, store.root.resolve()):
            return group
    judge_by_rules_of(store.root)
    facts = load_area(store.raw_area(check_area_id(area)), when.reference_date)
    if facts.scope == "commune":
        raise InputError("Địa bàn “{area}” không có “members” nên không phải nhóm xã.", area=area)
    sent = sent_figures(store.raw_period(area, when), when)
    places = places_of(store, facts, when.reference_date)
    few = facts.smallest_count
    members = [member_report(store, one, when, sent.figures, smallest=few) for one in places]
    return GroupReport(store, facts, when, tuple(members), sent.refused)
