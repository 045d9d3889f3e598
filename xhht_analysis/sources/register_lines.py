"""The lines of a register as a person reads them: merged cells filled down, crossed out boxes blank."""

from __future__ import annotations

from collections.abc import Sequence

from xhht_analysis.base.findings import Finding
from xhht_analysis.base.vietnamese import tidy
from xhht_analysis.sources.register import RegisterSheet, field_words
from xhht_analysis.sources.seen import Lines, columns_of, is_filled

_NAMES = ("full_name", "family_name", "given_name")
#: A merged cell of these means the same for each of its people: where they live, who they belong to.
_HELD = {
    "khom", "address", "form_number", "head_family_name", "head_given_name", "parents", "ethnicity",
    "religion", "priority", "stay_kind", "stay_state",
    "circumstance", "circumstance_detail", "school_place", "school",
    "school_code", "grade", "class_now",
}  # fmt: skip
#: Of these nothing depends on what a merged cell means.
_NOT_ASKED = {*_NAMES, "number", "birth_day", "birth_month", "birth_year", "year_of_man", "year_of_woman",
              "relation", "phone", "note", "degree_number"}  # fmt: skip


def seen_lines(
    register: RegisterSheet, places: Sequence[int], findings: list[Finding]
) -> tuple[list[list[object]], set[int]]:
    """The rows at these places of the sheet, and which of them were crossed out; what was changed is told."""
    sheet = register.sheet
    if not sheet.struck and not sheet.merged:
        return [sheet.rows[place] for place in places], set()
    seen = Lines(sheet, {place: sheet.rows[place] for place in places})
    struck = _strike(register, seen, findings)
    _fill_merged(register, seen, findings)
    return list(seen.rows.values()), struck


def _strike(register: RegisterSheet, seen: Lines, findings: list[Finding]) -> set[int]:
    """Places of the lines that were crossed out; of others the boxes that were are blanked, and told."""
    sheet = register.sheet
    names = [register.columns[name] for name in _NAMES if name in register.columns]
    fields = {place: name for name, place in register.columns.items()}
    gone = {line for line in seen.struck if seen.is_struck(line, names)}
    for line in sorted(seen.struck.keys() - gone):
        for place in seen.blank_struck(line):
            if place in fields:
                detail, found = f"“{field_words()[fields[place]]}”", tidy(sheet.rows[line][place])
                where = (sheet.file, sheet.name, sheet.address(line, place))
                findings.append(Finding("box_struck", *where, found, detail))
    return gone


def _fill_merged(register: RegisterSheet, seen: Lines, findings: list[Finding]) -> None:
    """Fill cells merged down their people; where it is not plain that each is meant, tell it."""
    sheet = register.sheet
    fields = {place: name for name, place in register.columns.items()}
    names = [register.columns[name] for name in _NAMES if name in register.columns]
    filled: dict[int, int] = {}
    for place, line, below in seen.merged_down():
        name = fields.get(place)
        if name in _HELD:
            seen.fill_down(place, line, below)
            filled[place] = filled.get(place, 0) + len(below)
        elif name and name not in _NOT_ASKED:
            people = [k for k in below if any(is_filled(seen.rows[k], n) for n in names)]
            if people:
                detail, where = (
                    f"“{field_words()[name]}”",
                    (sheet.file, sheet.name, sheet.address(line, place)),
                )
                findings.append(Finding("merged_unclear", *where, detail=detail, count=len(people)))
    if filled:
        detail = columns_of(sheet, filled)
        findings.append(
            Finding("merged_held", sheet.file, sheet.name, detail=detail, count=sum(filled.values()))
        )
