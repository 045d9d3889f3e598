"""The community judged by the circular in force, and the learning centre's rating."""

from __future__ import annotations

import datetime as dt

from xhht_analysis.base.vietnamese import capitalised, format_date, format_number, format_percent
from xhht_analysis.charts.blocks import Block, headlines, verdict_badge
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.figures import counts_words, rate_words
from xhht_analysis.report.report import Report
from xhht_analysis.standards.bands import Rating, rate_points, read_bands
from xhht_analysis.standards.community import CommunityJudgement, ItemResult, judge_community
from xhht_analysis.standards.community_rules import CommunityRules, community_rules, repealed_rules
from xhht_analysis.standards.verdict_words import NO_DATA, UNDECIDED, level_words, proven_words

#: The rows of the centre's sheet of ratings.
CENTRE, COMMUNITY = "TTHTCĐ", "Cộng đồng học tập"
_MET = {True: "đạt", False: "chưa đạt", None: UNDECIDED}


def community_of(report: Report) -> CommunityJudgement | None:
    """The commune judged by the circular in force; None where that gives points or there was none."""
    rules = community_rules(report.period.reference_date)
    if rules is None or not rules.items:
        return None
    return judge_community(
        rules,
        judged=report.judged,
        figures=report.usable(report.figures),
        self_rated=report.summary.get("community", {}),
        hardship=report.area.hardship,
    )


def replaced_rules(report: Report) -> tuple[CommunityRules, CommunityRules] | None:
    """The circular that no longer is in force at the period's end and the one that is."""
    on = report.period.reference_date
    gone, now = repealed_rules(on), community_rules(on)
    return None if gone is None or now is None else (gone, now)


def rating_of(report: Report, rated: str, bands: str) -> tuple[int | None, Rating]:
    """Points and band of what was rated (``CENTRE``, ``COMMUNITY``), by ``[bands.<bands>]`` of area.toml."""
    said = report.summary.get("ratings", {}).get(rated)
    points, band = (said["points"], said["band"]) if said else (None, None)
    limits = read_bands(report.area.bands, bands, file=f"{report.area.id}/area.toml")
    return points, rate_points(points, band, limits)


def community_sentence(report: Report) -> str:
    """How many items of the circular are met at each level; nothing where it gives points."""
    judged = community_of(report)
    if judged is None:
        return ""
    said = [
        f"mức độ {level} có {judged.count(level, True)} nội dung đạt, {judged.count(level, False)} chưa đạt, "
        f"{judged.count(level, None)} chưa đủ số liệu"
        for level in range(1, judged.rules.levels + 1)
    ]
    return f"Cộng đồng học tập theo {judged.rules.short} ({len(judged.items)} nội dung): {'; '.join(said)}."


def centre_sentence(report: Report) -> str:
    """The learning centre's rating; nothing without one."""
    points, rating = rating_of(report, CENTRE, "centre")
    if rating.band is None:
        return ""
    by = f"{format_number(points)} điểm, " if points is not None else ""
    return f"TTHTCĐ xếp loại {rating.band} ({by}{rating.source})."


def repeal_sentence(report: Report) -> str:
    """What it means that a plan rests on a circular no longer in force; nothing while it is."""
    texts = replaced_rules(report)
    if texts is None:
        return ""
    gone, now = texts
    since = format_date(now.in_force if gone.until is None else gone.until + dt.timedelta(days=1))
    plan = report.plan
    if plan is not None and gone.id in plan.legal_texts:
        first = f"Kế hoạch viện dẫn {gone.short}, thông tư đã bị {now.short} bãi bỏ từ {since}"
    else:
        first = f"{gone.short} đã bị {now.short} bãi bỏ từ {since}"
    return (
        f"{first}: “Cộng đồng học tập” phải được tự đánh giá và công nhận theo {len(now.items)} nội dung của "
        f"{now.short}; điểm chấm theo {gone.short} không còn là căn cứ công nhận."
    )


def community_table(report: Report) -> Table | Block:
    """The items of the circular in force, each at every level, with what it rests on."""
    judged = community_of(report)
    if judged is None:
        return headlines(
            ["Quy định “Cộng đồng học tập” áp dụng cho kỳ này chấm điểm, không xét từng nội dung đạt."]
        )
    rules = judged.rules
    rows: list[list[Cell]] = [
        [
            f"{place}. {result.item.name} ({result.item.group})",
            *(verdict_badge(_outcome_words(report, result, n)) for n in range(rules.levels)),
            _evidence(result),
        ]
        for place, result in enumerate(judged.items, start=1)
    ]
    total: list[Cell] = [
        "Chung: mọi nội dung đều phải đạt",
        *(verdict_badge(_met(report, outcome)) for outcome in judged.outcomes),
        _community_result(judged.proven, judged.possible),
    ]
    columns = [
        Column("Nội dung"),
        *(Column(f"Mức độ {n}") for n in range(1, rules.levels + 1)),
        Column("Căn cứ"),
    ]
    notes = [
        f"{rules.source}. Công nhận có giá trị {rules.valid_months} tháng; số liệu lấy từ 01/01 đến 31/12.",
        *(["Bảng này là tình hình đến giữa năm."] if report.period.is_half else []),
    ]
    return Table(f"“Cộng đồng học tập” theo {rules.short}", columns, rows, notes, total=total)


def rating_sentences(report: Report) -> Block:
    """The centre's rating with the source of its bands, and what the repeal of the old circular means."""
    points, rating = rating_of(report, CENTRE, "centre")
    if rating.band is None and points is None:
        said = ["TTHTCĐ: chưa có điểm và xếp loại trong báo cáo của kỳ."]
    else:
        said = [f"TTHTCĐ: {_rating_words(points, rating.band)}. Nguồn của loại: {rating.source}."]
    if rating.remark:
        said.append(f"{capitalised(rating.remark)}.")
    texts = replaced_rules(report)
    if texts is not None:
        points, rating = rating_of(report, COMMUNITY, texts[0].id)
        if points is not None or rating.band is not None:
            words = _rating_words(points, rating.band)
            said.append(f"Cộng đồng học tập tự chấm theo cách cũ: {words} ({rating.source}).")
        said.append(repeal_sentence(report))
    return headlines(said)


def _rating_words(points: int | None, band: str | None) -> str:
    said = [f"loại {band}"] if band else ["chưa xếp loại"]
    return ", ".join([*said, *([f"{format_number(points)} điểm"] if points is not None else [])])


def _met(report: Report, outcome: bool | None) -> str:
    """In mid-year nothing is missed yet."""
    return "đến nay chưa đạt" if outcome is False and report.period.is_half else _MET[outcome]


def _outcome_words(report: Report, result: ItemResult, level: int) -> str:
    outcome = result.outcomes[level]
    nothing = outcome is None and result.self_rated is None and not any(result.figures)
    return NO_DATA if nothing and not _is_judged(result) else _met(report, outcome)


def _is_judged(result: ItemResult) -> bool:
    """Whether a figure, or a lower standard it asks for, says anything of the item's standard."""
    judged = result.judgement
    if judged is None:
        return False
    told = any(c.outcome is not None for c in judged.conditions if c.unknown_lowers)
    return told or judged.possible < len(judged.outcomes)


def _community_result(proven: int, possible: int) -> str:
    if possible == proven:
        return f"đạt mức độ {proven}" if proven else "chưa đạt mức độ nào"
    reached = f"đã chứng minh mức độ {proven}" if proven else "chưa chứng minh được mức độ nào"
    return f"{reached}, còn có thể mức độ {possible}"


def _evidence(result: ItemResult) -> str:
    """What an item rests on: a level reached, figures with their thresholds, the self-rating."""
    said = []
    if result.item.standard:
        said.append(_standing(result))
    for share, figure, asked in zip(result.item.shares, result.figures, result.thresholds, strict=True):
        if share.indicator == "learning_week":
            said.append(f"báo cáo hoạt động: {_held(figure)}")
            continue
        limits = " / ".join(format_percent(least, 0) for least in asked)
        shown = NO_DATA if figure is None or figure.rate is None else _rate_and_counts(figure)
        said.append(f"{catalogue()[share.indicator].name}: {shown}, ngưỡng {limits}")
    if result.item.self_rated:
        words = {True: "tự đánh giá: đạt", False: "tự đánh giá: chưa đạt", None: "chưa tự đánh giá"}
        said.append(words[result.self_rated])
    if result.disagrees:
        said.append("hai nguồn khác nhau, cần đối chiếu")
    return "; ".join(said)


def _standing(result: ItemResult) -> str:
    judged = result.judgement
    if judged is None or not _is_judged(result):
        return NO_DATA
    now = proven_words(judged)
    if judged.possible > max(judged.proven, judged.set_aside):
        now += f", còn có thể {level_words(result.item.standard, judged.possible)}"
    return f"hiện {now}"


def _held(figure: Figure | None) -> str:
    if figure is None or figure.rate is None:
        return NO_DATA
    return "đã tổ chức" if figure.rate == 1 else "chưa tổ chức"


def _rate_and_counts(figure: Figure) -> str:
    return f"{rate_words(figure)} ({counts_words(figure)})"
