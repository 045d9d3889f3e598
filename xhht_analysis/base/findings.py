"""A finding: one thing the program noticed about one cell, and what it did about it.

The kinds are data (``findings.toml``). A finding keeps what stood in the cell, so a list of findings
is as private as the register; only counts by kind may be published (:func:`count_by_kind`).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.summary import FindingCount
from xhht_analysis.base.vietnamese import sort_key

#: from the mildest: note, changed (value read differently), mend (a person should look),
#: aside (row not counted), unusable (file not read)
SEVERITIES = {
    "note": "ghi chú",
    "changed": "đã hiểu lại",
    "mend": "cần sửa",
    "aside": "không tính",
    "unusable": "không đọc được",
}
#: the same in the order of work: what a person must mend comes first
BY_URGENCY = ("unusable", "mend", "aside", "changed", "note")
#: the same that a person must mend
TO_MEND = BY_URGENCY[:2]


#: So many files are named one by one, or as examples of more.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of finding means, in words for the clerk."""

    severity: str
    what: str
    done: str
    what_en: str
    done_en: str
    #: what the clerk should write there, in a short phrase
    expected: str = ""
    expected_en: str = ""


def _load() -> dict[str, Kind]:
    text = files("xhht_analysis.base").joinpath("findings.toml").read_text(encoding="utf-8")
    return {name: Kind(**words) for name, words in tomllib.loads(text).items()}


KINDS: dict[str, Kind] = _load()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``found`` is what stood in the cell (private); ``count`` > 1 joins equal findings."""

    kind: str
    file: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    detail: str = ""
    count: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind of finding is called {self.kind!r}")

    @property
    def severity(self) -> str:
        return KINDS[self.kind].severity

    def sentence(self, *, private: bool = False) -> str:
        """One plain sentence; with what stood in the cell only when ``private``.

        >>> Finding("sex_unreadable", "a.xlsx", "DATA", "H7", found="?").sentence()
        'a.xlsx › DATA › H7: Cột nữ ghi không rõ → xem là chưa rõ giới tính.'
        """
        kind = KINDS[self.kind]
        where = " › ".join(part for part in (self.file, self.sheet, self.cell) if part)
        times = f" ({self.count} {pick('lần', 'times')})" if self.count > 1 else ""
        found = f" “{self.found}”" if private and self.found else ""
        detail = f": {self.detail}" if self.detail else ""
        what, done = pick(kind.what, kind.what_en), pick(kind.done, kind.done_en)
        return f"{where}: {what}{found}{detail}{times} → {done}."


def sentences_of_files(findings: Iterable[Finding], *, in_full: bool = False) -> list[str]:
    """What is to be said of whole files: a sentence each; of more than a few alike one, what to do first.

    ``in_full``: also what the program does about each.

    >>> some = [Finding("file_unknown", f"{n}.xlsx") for n in range(133)]
    >>> [line] = sentences_of_files(some)
    >>> line.split(" – ")[1]
    '133 tệp: Tệp không thuộc mẫu nào đã biết (0.xlsx, 1.xlsx, 2.xlsx và 130 cái khác).'
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.kind, re.sub(r"\d+", "#", _reason(finding))), []).append(finding)
    lines = []
    one = Finding.sentence if in_full else _of_file
    for some in alike.values():
        lines += [_many(some)] if len(some) > _FEW else [one(finding) for finding in some]
    return lines


def _reason(finding: Finding) -> str:
    """Why a file cannot be read, without its name."""
    if finding.kind != "file_unreadable":
        return ""
    _, _, reason = finding.detail.partition(f"{finding.file}: ")
    return reason or finding.detail


def _of_file(finding: Finding) -> str:
    kind = KINDS[finding.kind]
    if finding.kind == "file_unreadable" and finding.detail:
        return finding.detail
    if finding.kind == "file_unknown":
        what, expected = pick(kind.what, kind.what_en), pick(kind.expected, kind.expected_en)
        return f"{finding.file}: {what}; {pick('cần có', 'wanted')}: {expected}."
    return finding.sentence()


def _many(some: list[Finding]) -> str:
    """One line: the remedy, how many files, what is wrong, and the first of them by name."""
    kind, number = KINDS[some[0].kind], len(some)
    names = ", ".join(finding.file for finding in some[:_FEW])
    others = say("{names} và {number} cái khác", names=names, number=number - _FEW)
    what, _, remedy = _reason(some[0]).rstrip(".").partition("; ")
    if not remedy:
        expected = pick(kind.expected, kind.expected_en)
        remedy = f"{pick('Cần có', 'Wanted')}: {expected}" if expected else pick(kind.done, kind.done_en)
        what = what or pick(kind.what, kind.what_en)
    remedy = remedy[:1].upper() + remedy[1:]
    things = say("tệp") if kind is not KINDS["folder_unread"] else say("thư mục")
    return f"{remedy} – {number} {things}: {what} ({others})."


def count_by_kind(findings: Iterable[Finding]) -> list[FindingCount]:
    """Counts that may be published: kind, words, severity, how many; the gravest and most frequent first."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.kind] += finding.count
    order = list(SEVERITIES)[::-1]
    rows: list[FindingCount] = [
        {
            "kind": kind,
            "severity": KINDS[kind].severity,
            "what": KINDS[kind].what,
            "done": KINDS[kind].done,
            "count": n,
        }
        for kind, n in counts.items()
    ]
    return sorted(rows, key=lambda row: (order.index(row["severity"]), -row["count"], row["kind"]))


def count_by_file(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Counts that may be published: a file and how many findings of each severity; most to mend first.

    >>> count_by_file([Finding("name_missing", "a.xlsx", count=2), Finding("file_same", "b.xlsx")])[0]
    {'file': 'a.xlsx', 'unusable': 0, 'mend': 2, 'aside': 0, 'changed': 0, 'note': 0}
    """
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        counts.setdefault(finding.file, Counter())[finding.severity] += finding.count
    rows: list[dict[str, Any]] = [
        {"file": file} | {severity: by[severity] for severity in BY_URGENCY} for file, by in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row["unusable"], -row["mend"], sort_key(row["file"])))
