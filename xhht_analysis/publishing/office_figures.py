"""Figures as a signed paper says them: counts with their unit, the rate, the like figure before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from xhht_analysis.base.vietnamese import capitalised, format_percent
from xhht_analysis.forms.definition import sheets
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.indicators.observation import Observation
from xhht_analysis.report.figures import number_words
from xhht_analysis.report.observed import observation_of
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import done_words, result_words, share_words
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdict_words import NO_DATA, NOT_COMPARED, UNDECIDED
from xhht_analysis.standards.verdicts import Verdict

#: In the place of a number that is not published; a note below the table says so.
KEPT = "(*)"
#: In the place of one that nobody told.
NONE = "–"
#: What a page may say and a signed paper says otherwise.
_WORDS = {
    UNDECIDED: "chưa đủ căn cứ kết luận", NOT_COMPARED: "chưa có số liệu để so sánh",
    " (không công bố)": "", "đủ trang": "đủ nội dung",
}  # fmt: skip
_COUNTS = re.compile(r"\(([\d.]+) / ([\d.]+)\)")
#: Sheets, columns and files of the units' workbooks, and what a paper calls them.
_SHEETS = (
    (re.compile(r"\(trang (“[^”]+”)[^()]*?: chưa gửi tệp\)"), r"(chưa gửi nội dung \1)"),
    (re.compile(r"trang (“[^”]+”)(?:, “[^”]+”)?: cột (“[^”]+”) để trống"), r"nội dung \1 chưa ghi \2"),
)


def in_paper(verdict: str) -> str:
    """A verdict, a level, a target or a reason in the words of a paper.

    >>> in_paper("chưa kết luận được"), in_paper("có"), in_paper("33,62% (4.720 / 14.040)")
    ('chưa đủ căn cứ kết luận', 'thực hiện', '33,62% (4.720/14.040 người)')
    """
    if verdict == "có":
        return "thực hiện"
    for page, paper in _WORDS.items():
        verdict = verdict.replace(page, paper)
    return _COUNTS.sub(r"(\1/\2 người)", verdict)


def without_sheets(text: str) -> str:
    """What is missing in the words of a paper, which knows no sheets, columns and files.

    >>> without_sheets("Hội Nông dân (trang “Kinh phí”: chưa gửi tệp)")
    'Hội Nông dân (chưa gửi nội dung “Kinh phí”)'
    >>> without_sheets("Khóm 4 (trang “Lao động và năng lực”: cột “Nông dân” để trống)")
    'Khóm 4 (nội dung “Lao động và năng lực” chưa ghi “Nông dân”)'
    """
    for told, paper in _SHEETS:
        text = told.sub(paper, text)
    for form in sheets().values():
        text = text.replace(f"trang “{form.title}”", f"nội dung “{form.title}”")
    return text


def clause_name(target: Target) -> str:
    """A clause by its name and where the plan has it: the program's own codes stand in no paper.

    >>> clause_name(Target("D1", "II.2d", "Gia đình học tập", "rises", indicator="learning_families"))
    'Gia đình học tập (mục II.2d)'
    """
    return f"{target.name} (mục {target.clause})"


def kept_note(report: Report) -> str:
    """What the mark stands for."""
    few = report.area.smallest_count
    return f"{KEPT} Không công bố do số người dưới {few}, hoặc để không suy ra được số người dưới {few}."


def count(number: object) -> str:
    """A count in a cell: a mark where it is not published or not known.

    >>> count(1234), count(None)
    ('1.234', '–')
    """
    if number is None:
        return NONE
    return number_words(number) if isinstance(number, int) else KEPT


def rate(figure: Figure | None, threshold: Fraction | None = None) -> str:
    """A share in a cell under "%", with more decimals where rounding would hide the side of a threshold."""
    if figure is None or figure.rate is None:
        return KEPT if figure is not None and figure.withheld else NONE
    return format_percent(figure.rate, threshold=threshold).removesuffix("%")


def measured(seen: Observation, target: Target | None = None) -> str:
    """A figure with its unit: ``90,74% (11.921/13.137 người)``, ``2.760 lượt người``, ``đã thực hiện``."""
    if seen.figure.withheld and seen.figure.rate is None:
        return KEPT
    if not seen.known:
        return NO_DATA
    part, of = seen.figure.numerator, seen.figure.denominator
    entry, unit = seen.entry, seen.unit
    if part is None or of is None:
        return NO_DATA
    if entry is not None and entry.amount:
        return f"{'ít nhất ' if seen.missing else ''}{seen.number(part)} {unit}"
    if words := done_words(seen, target):
        return words
    unknown = f"; chưa rõ {seen.number(seen.figure.unknown)} {unit}" if seen.figure.unknown else ""
    counts = f"{seen.number(part)}/{seen.number(of)} {unit}"
    if seen.missing:
        return f"ít nhất {counts}"
    return f"{share_words(seen, target)} ({counts}{unknown})"


def before(seen: Observation) -> str:
    """The like figure before with its unit; a dash where there is none to compare with."""
    figure = seen.before.figure
    if figure is None:
        return NONE
    if seen.entry is not None and seen.entry.amount:
        return NONE if figure.numerator is None else f"{count(figure.numerator)} {seen.unit}"
    if words := replace(seen, figure=figure, missing=()).done_words:
        return words
    return f"{shown}%" if (shown := rate(figure)) not in (NONE, KEPT) else shown


def known(report: Report, indicator: str) -> bool:
    """Whether a paper has anything to say of an indicator."""
    seen = observation_of(report, indicator)
    return seen.known and not (seen.figure.withheld and seen.figure.rate is None)


def told(report: Report, indicator: str, name: str = "") -> list[str]:
    """``Công dân học tập: 33,62% (4.720/14.040 người); năm 2023: 28,00%.`` Nothing where nothing is known."""
    if not known(report, indicator):
        return []
    seen = observation_of(report, indicator)
    earlier = before(seen)
    since = "" if earlier in (NONE, KEPT) else f"; {seen.before.label}: {earlier}"
    return [f"{capitalised(name or catalogue()[indicator].name)}: {measured(seen)}{since}."]


def rows_of(report: Report, indicators: Iterable[str]) -> list[dict[str, str]]:
    """A row an indicator of which anything is known: counts, rate, what was before, what the plan wants."""
    wanted = {v.target.indicator: v.target.words for v in report.verdicts}
    rows = []
    for name in indicators:
        seen = observation_of(report, name)
        if not seen.known and not seen.figure.withheld:
            continue
        rows.append(
            {
                "chi_so": catalogue()[name].name,
                "dvt": seen.unit,
                "so_dat": _scaled(seen, seen.figure.numerator),
                "tong_so": _scaled(seen, seen.figure.denominator),
                "ty_le": rate(seen.figure, report.threshold(name)),
                "ky_truoc": rate(seen.before.figure),
                "muc_tieu": in_paper(wanted.get(name, NONE)),
            }
        )
    return rows if any(row["ty_le"] not in (NONE, KEPT) for row in rows) else []


def _scaled(seen: Observation, number: object) -> str:
    """A count in a cell, in its unit where tenths are counted."""
    return seen.number(number) if isinstance(number, int) else count(number)


def result(report: Report, verdict: Verdict) -> str:
    """What became of a clause, each of its figures by name where it has several."""
    found = [_result(report, part) for part in verdict.each]
    if len(found) == 1 or len({part.target.part_name for part in verdict.parts}) == 1:
        return "; ".join(dict.fromkeys(found))
    return "; ".join(f"{p.target.part_name}: {one}" for p, one in zip(verdict.parts, found, strict=True))


def result_before(verdict: Verdict) -> str:
    """The like before, as far as it may be set beside."""
    found = [before(part.seen) if part.seen else NONE for part in verdict.each]
    return "; ".join(dict.fromkeys(found)) if any(one != NONE for one in found) else NONE


def _result(report: Report, part: Verdict) -> str:
    if part.target.direction in ("level", "balanced") or part.seen is None:
        words = result_words(report, part)
        return KEPT if words == "[c]" else in_paper(words or NO_DATA)
    return part.seen.wrote or measured(part.seen, part.target)


def labels_before(report: Report, indicators: Iterable[str]) -> str:
    """Which earlier figures stand in the column of the period before: ``điều tra năm 2023, năm 2023``."""
    earlier = [observation_of(report, name).before for name in indicators]
    labels = dict.fromkeys(one.label for one in earlier if one.figure is not None)
    return f"Kỳ trước: {' và '.join(labels)}." if labels else ""
