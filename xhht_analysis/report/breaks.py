"""Where a series of periods breaks, and whose figures it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xhht_analysis.base.areas import Area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import listed
from xhht_analysis.report.known import survey_day
from xhht_analysis.report.report import Report

#: Facts of an area that must be the same for figures to be comparable, and what their change is called.
_FACTS = {"name": "đổi tên địa bàn", "kind": "đổi loại địa bàn", "khom": "đổi danh sách khóm"}


def breaks_between(
    report: Report, reports: Sequence[Report], labels: Mapping[Period, str], *, by_survey: bool
) -> dict[str, str]:
    """By the first period after it, what changed; of an area that others became, who of them is missing:
    in the like period a year before, ``by_survey`` in the year before the survey.
    """
    breaks = {
        labels[after.period]: ", ".join(changed)
        for before, after in zip(reports, reports[1:], strict=False)
        if (changed := _changed(before.area, after.area))
    }
    since = report.area.since
    own = [one for one in reports if since is not None and since <= one.period.reference_date]
    if own and not any(one.origin for one in reports):
        year = survey_day(own[0])[1] if by_survey else None
        last = Period(year - 1) if year else Period(own[0].period.year - 1, own[0].period.is_half)
        if missing := report.missing_before(last):
            first = labels[own[0].period]
            of = f"điều tra trước năm {year}" if year else last.label
            why = f"thiếu số liệu {of} của {listed(missing)}"
            breaks[first] = ", ".join(filter(None, [breaks.get(first), why]))
    return breaks


def _changed(before: Area, after: Area) -> list[str]:
    return [words for fact, words in _FACTS.items() if getattr(before, fact) != getattr(after, fact)]


def source_of(report: Report, shown: Sequence[Report], *, by_survey: bool) -> str:
    """Whose figures they are: before its founding those of the communes that it was made of."""
    said = f"số liệu các {'cuộc điều tra' if by_survey else 'kỳ báo cáo'} của {report.area.title}"
    summed = [one for one in shown if one.origin]
    if not summed:
        return said
    labels = listed([one.period.label for one in summed])
    return f"{said}; {labels}: cộng từ số liệu của {listed(summed[0].origin)}"
