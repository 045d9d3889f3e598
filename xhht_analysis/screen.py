"""What a command prints: findings and results on one screen, never what stood in a person's cell."""

from __future__ import annotations

from collections.abc import Sequence

from xhht_analysis.findings import KINDS, SEVERITIES, Finding, count_by_kind
from xhht_analysis.messages import pick
from xhht_analysis.run import Outcome

_ORDER = list(SEVERITIES)[::-1]


def findings_text(findings: Sequence[Finding], *, most: int) -> str:
    """A summary by kind, then the ``most`` gravest findings with file, sheet and cell."""
    lines = []
    for row in count_by_kind(findings):
        kind = KINDS[row["kind"]]
        severity = pick(SEVERITIES[kind.severity], kind.severity)
        what, done = pick(kind.what, kind.what_en), pick(kind.done, kind.done_en)
        lines.append(f"{row['count']:>7}  [{severity}] {what} → {done}")
    grave = [f for f in findings if f.severity in ("unusable", "mend")]
    grave.sort(key=lambda f: _ORDER.index(f.severity))
    if grave:
        lines += ["", pick("Cần xem lại:", "To look at:")]
        lines += [f"  {finding.sentence()}" for finding in grave[:most]]
        if len(grave) > most:
            more = len(grave) - most
            lines.append(pick(f"  … và {more} chỗ nữa trong danh sách.", f"  … and {more} more in the list."))
    return "\n".join([*lines, ""]) if lines else pick("Không có gì cần ghi chú.\n", "Nothing to note.\n")


def outcomes_text(outcomes: Sequence[Outcome]) -> str:
    """One line an area and period, and under it each report that could not be made and why."""
    lines = []
    for outcome in outcomes:
        made = pick(f"{len(outcome.made)} báo cáo", f"{len(outcome.made)} reports")
        lines.append(f"{outcome.area} {outcome.period}: {made}")
        for page, reason in outcome.failed.items():
            name = page if "." in page else f"{page}.html"
            name = pick("không lập được", "not made") if page == "*" else name
            lines.append(f"  ✗ {name}: {reason}")
    return "\n".join(lines)
