"""What the head of an Education Office reads first: who, where, how many, since when."""

from __future__ import annotations

from collections.abc import Sequence

from xhht_analysis.base.vietnamese import (
    capitalised,
    format_number,
    format_percent,
    inside_sentence,
    sort_key,
)
from xhht_analysis.charts.blocks import Block, headlines, tiles
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue, shown_in
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.group_levels import (
    District,
    LevelShare,
    by_told,
    is_at_top,
    is_by_district,
    member_word,
    percent_needed,
    proven_level,
    shares_of,
)
from xhht_analysis.report.members import MemberReport, Total
from xhht_analysis.standards.rules import has_one_level
from xhht_analysis.standards.wider_report import by_told_words

#: So many communes are named in a sentence; the others are counted.
NAMED = 8


def names(members: Sequence[MemberReport | District], most: int = NAMED) -> str:
    """``xã A, xã B và 3 xã khác``."""
    told = [one.title for one in members[:most]]
    more = len(members) - len(told)
    return ", ".join(told) + (f" và {more} nơi khác" if more > 0 else "")


def coverage_words(group: GroupReport, members: Sequence[MemberReport]) -> str:
    """``15/18 xã, 90,12% số dân``: communes, and people where the number of every commune is known."""
    communes = f"{len(members)}/{len(group.members)} xã"
    of = [one.people for one in group.members]
    if not of or any(people is None for people in of):
        return communes
    all_of_them = sum(people or 0 for people in of)
    covered = sum(one.people or 0 for one in members)
    return f"{communes}, {format_number(covered)}/{format_number(all_of_them)} người"


def main_points(group: GroupReport) -> Block:
    """Who has sent, at which level the area stands, and what lacks to it."""
    return headlines(main_sentences(group))


def main_sentences(group: GroupReport) -> list[str]:
    """The same as sentences, as a paper has them too."""
    said = [f"{capitalised(group.area.title)}: có số liệu của {coverage_words(group, group.sent)}."]
    if group.levels_only:
        said.append(f"Chỉ gửi mức độ, chưa gửi số liệu: {names(group.levels_only, 20)}.")
    if group.silent:
        said.append(f"Chưa có số liệu: {names(group.silent, 20)}.")
    if told := by_told(group):
        said.append(by_told_words(len(told)))
    if group.refused_rows:
        number = format_number(group.refused_rows)
        said.append(f"{number} dòng số liệu gõ từ biểu không đọc được, coi như chưa có; nơi gửi cần sửa.")
    shares = shares_of(group)
    said += [capitalised(sentence) for sentence in level_sentences(group, shares)]
    if not shares and group.area.scope != "group":
        said.append(_not_judged(group))
    return said


def _not_judged(group: GroupReport) -> str:
    if is_by_district(group):
        return (
            "Đến hết 30/6/2025 mức độ của tỉnh tính theo huyện: chưa xét, vì có xã không thuộc huyện nào. "
            "Hãy lập nhóm cho từng huyện và ghi các huyện vào members của tỉnh."
        )
    return "Kỳ này không có văn bản nào tính mức độ của địa bàn này theo xã."


def level_sentences(group: GroupReport, shares: Sequence[LevelShare]) -> list[str]:
    """Of each standard the level of the area, and what the next takes."""
    found = []
    for standard in dict.fromkeys(one.result.standard for one in shares):
        assert group.rules is not None
        proven, possible = proven_level(shares, standard)
        of = f"{group.rules.standard(standard).short} của {group.area.title}"
        words = f"{of}: {_level(standard, proven, possible)}"
        next_one = next(
            (s for s in shares if s.result.standard == standard and s.result.outcome is not True), None
        )
        lacking = [] if next_one is None else [_lacking(standard, next_one, member_word(group))]
        found.append("; ".join([words, *lacking]) + ".")
    return found


def _level(standard: str, proven: int, possible: int) -> str:
    def word(level: int) -> str:
        return "đạt" if has_one_level(standard) else f"đạt mức độ {level}"

    if proven == possible:
        return word(proven) if proven else "chưa đạt"
    return f"{word(proven) if proven else 'chưa đủ căn cứ kết luận'}, còn có thể {word(possible)}"


def _lacking(standard: str, share: LevelShare, members: str) -> str:
    to = "để đạt" if has_one_level(standard) else f"để đạt mức độ {share.result.level}"
    group = {True: " đặc biệt khó khăn", False: "", None: ""}[share.result.hardship]
    people = (
        ""
        if share.people is None or not share.people
        else f" (gần nhất: {format_number(share.people)} người)"
    )
    return f"{to} còn thiếu {share.lacking} {members}{group}{people}"


def level_tiles(group: GroupReport) -> Block:
    """How many communes have sent, and how many have reached the highest level of each standard."""
    items: list[tuple[int | str | None, str]] = [
        (f"{len(group.sent)}/{len(group.members)}", "xã có số liệu"),
    ]
    for standard in standards_of(group):
        assert group.rules is not None
        top = len(group.rules.standard(standard).levels)
        reached = sum(is_at_top(group.rules, one, standard) for one in group.members)
        level = "" if top == 1 else f" mức {top}"
        items.append((reached, f"xã đạt {inside_sentence(group.rules.standard(standard).short)}{level}"))
    return tiles(items)


def standards_of(group: GroupReport) -> list[str]:
    """The standards that the rules in force judge, in their order."""
    return [standard.id for standard in group.rules.standards] if group.rules else []


def shares_table(group: GroupReport) -> Table | Block:
    """Each level by the communes that have reached it, beside the share that the law asks."""
    shares = shares_of(group)
    if not shares or group.rules is None:
        return Block("")
    rows: list[list[Cell]] = []
    members = member_word(group)
    for one in shares:
        result = one.result
        standard = group.rules.standard(result.standard)
        name = standard.short if has_one_level(result.standard) else f"{standard.short}, mức {result.level}"
        hardship = {True: " (xã đặc biệt khó khăn)", False: " (xã khác)", None: ""}[result.hardship]
        known = {True: "đạt", False: "chưa đạt", None: "chưa kết luận được"}[result.outcome]
        of = (result.figure.denominator or 0) + result.figure.unknown
        rows.append(
            [
                name + hardship,
                f"{result.figure.numerator}/{of}",
                percent_needed(result.threshold),
                known,
                f"{one.lacking} {members}" if one.lacking else "không",
                "không cần"
                if not one.lacking
                else "chưa tính được"
                if one.people is None
                else format_number(one.people),
                names([*one.behind]) or "không có",
                names([*one.unknown]) or "không có",
            ]
        )
    columns = [
        Column("Tiêu chuẩn"), Column("Số đạt"), Column("Cần"), Column("Kết quả"), Column("Thiếu"),
        Column("Thiếu (người)"), Column(f"{capitalised(members)} chưa đạt, gần nhất trước"),
        Column(f"{capitalised(members)} chưa rõ"),
    ]  # fmt: skip
    caption = f"Mức độ của {group.area.title} theo số {members}"
    return Table(caption, columns, rows, notes=[f"Theo {group.rules.source}."])


def totals_table(group: GroupReport) -> Table:
    """The communes' counts added up: a total where every commune is in it, else a lower bound."""
    rows = []
    for name in shown_in("levels"):
        total = group.total(name)
        if total.figure is not None and catalogue()[name].counts_persons:
            rows.append(total_row(group, name, total))
    columns = [
        Column("Chỉ số"), Column("Số người"), Column("Trên"), Column("Tỷ lệ"), Column("Tính từ"),
        Column("Còn thiếu"),
    ]  # fmt: skip
    return Table(
        f"Số liệu chung của {group.area.title}: cộng các xã",
        columns,
        rows,
        notes=["Cộng số người của các xã rồi mới tính tỷ lệ, không lấy trung bình các tỷ lệ."],
    )


def total_row(group: GroupReport, name: str, total: Total) -> list[Cell]:
    """A row of :func:`totals_table`."""
    figure = total.figure
    assert figure is not None
    least = total.at_least or 0
    number = f"{'' if total.is_total else 'ít nhất '}{format_number(least)}"
    of = format_number(figure.denominator) if isinstance(figure.denominator, int) else "[c]"
    return [
        catalogue()[name].name,
        number if least or total.is_total else "chưa rõ",
        of,
        _rate_words(total),
        coverage_words(group, total.counted),
        names(total.left_out) or "đủ",
    ]


def _rate_words(total: Total) -> str:
    """The rate of the communes in it; of withheld counts between which rates it lies."""
    figure = total.figure
    assert figure is not None
    if figure.rate is not None and not total.in_part:
        return format_percent(figure.rate)
    if total.in_part or figure.lowest is None or figure.highest is None:
        return "[c]" if figure.withheld else "chưa tính được"
    return f"từ {format_percent(figure.lowest)} đến {format_percent(figure.highest)}"


def silent_table(group: GroupReport) -> Table | Block:
    """Who has not sent, and what is known of them from the year before."""
    if not group.silent:
        return Block("<p>Mọi xã đã có số liệu.</p>")
    before = {one.id: one for one in group.before.members} if group.before else {}
    rows: list[list[Cell]] = [
        [
            capitalised(one.title),
            one.people,
            _sent_before(before.get(one.id)),
        ]
        for one in sorted(group.silent, key=lambda one: sort_key(one.title))
    ]
    columns = [Column("Xã"), Column("Số dân", "count"), Column(f"Số liệu năm {group.period.year - 1}")]
    return Table(f"Xã của {group.area.title} chưa có số liệu của kỳ này", columns, rows)


def _sent_before(one: MemberReport | None) -> str:
    if one is None or not one.source:
        return "chưa có"
    return "có" if one.has_figures else "chỉ có mức độ"
