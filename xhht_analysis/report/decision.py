"""The front page in the order in which it is acted on: met, not met, what comes next, what is blocked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import format_number, format_percent, inside_sentence, places_apart
from xhht_analysis.charts import blocks
from xhht_analysis.charts.blocks import Block, headlines, verdict_badge
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report.clauses import lacking_of
from xhht_analysis.report.distance import Distance, distances
from xhht_analysis.report.figures import number_words
from xhht_analysis.report.khom import where_unknown
from xhht_analysis.report.levels import nearest_gaps, nobody_lacking, short
from xhht_analysis.report.observed import observation_of
from xhht_analysis.report.report import Report
from xhht_analysis.report.result_words import result_words
from xhht_analysis.standards.remarks import unlike_blanks
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.verdict_words import BAD, GOOD, NO_DATA, UNDECIDED
from xhht_analysis.standards.verdicts import Verdict

#: So many of the nearest and of the furthest clauses are told.
NAMED = 3
_NOBODY_NAMED = "Chưa có số liệu của kỳ"


def reached_tiles(report: Report) -> Block:
    """How many clauses are met, not met, blocked, each beside the like period's; nothing without a plan."""
    if not report.verdicts:
        return Block("")
    like, now = _like(report), _counted(report.verdicts)
    before = _counted(like.verdicts) if like is not None else {}
    whole = len(report.verdicts)
    met = "đạt hoặc đúng tiến độ" if report.period.is_half else "đạt"
    words = {"good": met, "bad": "chưa đạt hoặc chậm" if report.period.is_half else "chưa đạt"}
    words |= {
        "blocked": "chưa kết luận được, chưa có số liệu",
        "rest": "không so sánh, chưa đến hạn, theo dõi",
    }
    css = {"good": "đạt", "bad": "chưa đạt"}
    items = []
    for kind, word in words.items():
        if now[kind] or kind == "good":
            shown = f"{now[kind]}/{whole}" if kind == "good" else now[kind]
            was = f"{before[kind]}/{len(like.verdicts)}" if like is not None and before else ""
            beside = f"{like.period.label}: {was}" if like is not None and was else ""
            items.append((shown, word, css.get(kind, ""), beside))
    return blocks.tiles(items)


def like_sentence(report: Report) -> list[str]:
    """Why no number stands beside, where there is a plan and none of the like period before."""
    if not report.verdicts or _like(report) is not None:
        return []
    label = Period(report.period.year - 1, report.period.is_half).label
    return [f"Chưa so được số chỉ tiêu đạt với {label}: không có kế hoạch hoặc số liệu của kỳ ấy."]


def _like(report: Report) -> Report | None:
    """The same part of the year before, where a plan was judged."""
    wanted = Period(report.period.year - 1, report.period.is_half)
    return next((one for one in report.comparable if one.period == wanted and one.verdicts), None)


def _counted(verdicts: Iterable[Verdict]) -> dict[str, int]:
    found = dict.fromkeys(("good", "bad", "blocked", "rest"), 0)
    for verdict in verdicts:
        found[_kind(verdict.verdict)] += 1
    return found


def _kind(word: str) -> str:
    if word in GOOD or word in BAD:
        return "good" if word in GOOD else "bad"
    return "blocked" if word in (UNDECIDED, NO_DATA) else "rest"


def nearest_table(report: Report) -> Table | Block:
    """The clauses that are not met and nearest to it; all of them where they are few."""
    measured = [one for one in distances(report) if one.share is not None]
    if not measured:
        none = any(v.verdict in BAD for v in report.verdicts)
        said = "Không chỉ tiêu nào chưa đạt mà đo được còn thiếu bao nhiêu." if none else ""
        return headlines([said or "Không có chỉ tiêu nào được kết luận là chưa đạt."])
    if len(measured) <= 2 * NAMED:
        return _table(report, "Chỉ tiêu chưa đạt, gần đích nhất trước", measured)
    return _table(report, "Ba chỉ tiêu chưa đạt gần đích nhất", measured[:NAMED])


def furthest_table(report: Report) -> Table | Block:
    """The clauses furthest from it, the furthest first; nothing where all stand in the table before."""
    measured = [one for one in distances(report) if one.share is not None]
    if len(measured) <= 2 * NAMED:
        return Block("")
    return _table(report, "Ba chỉ tiêu chưa đạt xa đích nhất", measured[: -NAMED - 1 : -1])


def other_sentences(report: Report) -> Block:
    """The other clauses that are not met, by name: between the two, or without a number to tell how far."""
    found = distances(report)
    measured = [one for one in found if one.share is not None]
    between = measured[NAMED:-NAMED] if len(measured) > 2 * NAMED else []
    without = [one for one in found if one.share is None]
    said = []
    if between:
        said.append(f"Chưa đạt khác: {_names(between)}.")
    if without:
        said.append(f"Chưa đạt, không tính được còn thiếu bao nhiêu: {_names(without)}.")
    return headlines(said) if said else Block("")


def _names(found: Iterable[Distance]) -> str:
    return "; ".join(_name(one.verdict) for one in found)


def _name(verdict: Verdict) -> str:
    return f"{verdict.target.id}. {verdict.target.name}"


def _table(report: Report, caption: str, found: Iterable[Distance]) -> Table:
    columns = [
        Column("Chỉ tiêu"),
        Column("Đánh giá"),
        Column("Còn thiếu ít nhất"),
        Column("Ở đâu"),
        Column("Hạn"),
        Column("Kết quả; mục tiêu"),
    ]
    rows: list[list[Cell]] = [
        [
            _name(one.verdict),
            verdict_badge(one.verdict.verdict),
            one.lacking,
            one.where or "xem bảng chỉ tiêu",
            one.day,
            f"{result_words(report, one.verdict) or NO_DATA}; {one.verdict.target.words}",
        ]
        for one in found
    ]
    return Table(caption, columns, rows)


def next_level(report: Report) -> Block:
    """How many more people the next level of each standard needs, and in which khóm they are."""
    if not report.judged:
        return headlines(["Kỳ này chưa có quy định công nhận mức độ."])
    return headlines(nearest_gaps(report) or [nobody_lacking(report)])


def blocked_table(report: Report) -> Table | Block:
    """Whose sheet or cell holds clauses up, those first that hold up most."""
    waiting: dict[str, list[Verdict]] = {}
    for verdict in report.verdicts:
        if verdict.verdict in (UNDECIDED, NO_DATA):
            for words in dict.fromkeys(_blocked_by(report, verdict)):
                waiting.setdefault(words, []).append(verdict)
    if not waiting:
        return headlines(["Không chỉ tiêu nào phải chờ số liệu."]) if report.verdicts else Block("")
    rows: list[list[Cell]] = [
        [words, len(held), "; ".join(map(_name, held))]
        for words, held in sorted(waiting.items(), key=lambda one: (one[0] == _NOBODY_NAMED, -len(one[1])))
    ]
    columns = [
        Column("Ai, trang nào, ô nào"),
        Column("Số chỉ tiêu", "count"),
        Column("Chỉ tiêu chưa kết luận được hoặc chưa có số liệu"),
    ]
    return Table("Đang chờ ai", columns, rows)


def _blocked_by(report: Report, verdict: Verdict) -> list[str]:
    """The units and sheets that a clause waits for, else what its remark says, else what it needs."""
    found = [
        words
        for part in verdict.each
        if part.verdict in (UNDECIDED, NO_DATA)
        for words in (
            *(part.seen.missing if part.seen else ()),
            *(part.seen.blank_at if part.seen else ()),
            *report.summary.get("lacking", {}).get(part.target.indicator, ()),
            *(
                [_suppressed(part.target.indicator)]
                if part.figure is not None and part.figure.withheld
                else []
            ),
        )
    ]
    found += [words for part in verdict.each for words in _of_level(report, part.target)]
    needs = f"Cần: {verdict.target.needs}" if verdict.target.needs else ""
    return found or [verdict.remark or needs or _NOBODY_NAMED]


def _of_level(report: Report, target: Target) -> list[str]:
    """What leaves a level open: figures that are missing or suppressed, people who are not known."""
    judged = report.judged.get(target.standard) if target.direction == "level" else None
    if judged is None:
        return []
    said = list[str]()
    for c in judged.conditions:
        name = catalogue()[c.indicator].name
        if c.outcome is not None or c.level > target.level or c.figure is None:
            said += lacking_of(report, c.indicator) if c.missing and c.level <= target.level else []
        elif c.hidden:
            said.append(_suppressed(c.indicator))
        elif c.figure.unknown:
            where = where_unknown(report, c.indicator)
            people = f"{number_words(c.figure.unknown)} người chưa rõ “{name}”"
            said.append(f"Phiếu điều tra: {people}{f' ({where})' if where else ''}")
    return said or list(_required(report, target))


def _suppressed(indicator: str) -> str:
    return f"“{catalogue()[indicator].name}”: không công bố do số người quá ít"


def _required(report: Report, target: Target) -> Iterator[str]:
    """The levels of other standards that a level asks for and that are open themselves."""
    standards = report.rules.standards if report.rules else ()
    levels = [level for one in standards if one.id == target.standard for level in one.levels]
    needed = dict.fromkeys(r for level in levels if level.level <= target.level for r in level.requires)
    for r in needed:
        judged = report.judged.get(r.standard)
        own = r.standard == target.standard
        if judged is not None and not own and judged.proven < r.level <= judged.possible:
            yield f"Chờ kết luận {inside_sentence(short(report, r.standard))}, mức độ {r.level}"


def change_tiles(report: Report, *indicators: str) -> Block:
    """Some shares now, each with the like one before and the change; nothing where none has one before."""
    items, compared = [], False
    for name in indicators:
        seen = observation_of(report, name)
        now, before = seen.figure.rate, seen.before
        if now is None or seen.missing:
            continue
        was = before.figure.rate if before.figure is not None else None
        beside = "" if was is None else _change_words(now, was, before.label)
        beside += unlike_blanks(seen.figure, before.figure) if before.figure is not None and beside else ""
        compared = compared or was is not None
        places = 2 if was is None else places_apart(now, was)
        items.append((format_percent(now, places), catalogue()[name].name, "", beside))
    return blocks.tiles(items) if compared else Block("")


def _change_words(now: Fraction, was: Fraction, label: str) -> str:
    """``điều tra năm 2023: 91,10%; tăng 1,20 điểm phần trăm``."""
    places = places_apart(now, was)
    shown = f"{label}: {format_percent(was, places)}"
    if now == was:
        return f"{shown}; không đổi"
    word = "tăng" if now > was else "giảm"
    return f"{shown}; {word} {format_number(abs(now - was) * 100, places)} điểm phần trăm"
