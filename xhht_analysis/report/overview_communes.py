"""Commune by commune: levels, what lacks to the next, what rests on blanks; the worst; what has changed."""

from __future__ import annotations

from itertools import zip_longest

from xhht_analysis.base.groups import has_pages
from xhht_analysis.base.vietnamese import WITHHELD, capitalised, format_number, format_percent, sort_key
from xhht_analysis.charts.blocks import Block, escaped, headlines
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.report.blanks import UNTRACED
from xhht_analysis.report.group import GroupReport
from xhht_analysis.report.group_levels import PeopleGap, gap_to_next, is_at_top, member_of
from xhht_analysis.report.members import MemberReport
from xhht_analysis.report.overview import standards_of
from xhht_analysis.standards.claims import said_of, standing
from xhht_analysis.standards.rules import Rules, has_one_level

_TOLD = (
    "“Được công nhận”, “tệp ghi”, “đăng ký”: do nơi gửi ghi, không tính từ số liệu. Mức độ của địa bàn tính "
    "cả mức được công nhận và mức tệp ghi khi số liệu chưa kết luận được, không tính mức đăng ký; khác với "
    "số liệu thì coi là chưa rõ.",
)
_NONE = "○ chưa có"
#: So many communes lack most.
WORST = 20
#: The rates that stand in the table of communes.
_RATES = ("xmc1_15_35", "xmc2_15_60")
_SOURCES = {
    "counted": "tính từ sổ", "sent": "tệp của nơi khác", "typed": "gõ từ biểu", "levels": "chỉ gửi mức độ",
    "": "chưa gửi",
}  # fmt: skip


def by_gap(group: GroupReport) -> list[MemberReport]:
    """The communes, those first that lack most people to their next levels; behind them those that told
    levels alone; the silent ones last.
    """
    gaps = {one.id: gap_to_next(one) for one in group.members}
    return sorted(
        group.members,
        key=lambda one: (not one.source, not one.has_figures, -gaps[one.id].people, sort_key(one.title)),
    )


def communes_table(group: GroupReport) -> Block:
    """All communes with links to their pages, and filters that work by the address alone."""
    standards, ordered = standards_of(group), by_gap(group)
    columns = [
        Column("Xã"),
        *(Column(group.rules.standard(s).short) for s in standards if group.rules),
        *(Column(catalogue()[name].name, "rate") for name in _RATES),
        Column("Thiếu để lên mức kế tiếp", unit="người"),
        Column("Không có ghi chép học tập, 15–60 tuổi", unit="người"),
    ]
    table = Table(
        f"Từng xã của {group.area.title}, thiếu nhiều người nhất trước",
        columns,
        [_row(group, one, standards) for one in ordered],
        notes=[
            "Xếp theo số người còn thiếu, không theo tỷ lệ. Người không có ghi chép học tập được tính là mù "
            "chữ; rà soát lại có thể đổi kết quả.",
            "* nếu đủ điều kiện tiếp cận giáo dục của người khuyết tật: số ít người nên không công bố. "
            "? chưa kết luận được từ số liệu công bố.",
            *(_TOLD if any(one.told for one in ordered) else ()),
        ],
        classes=[" ".join(_classes(group, one, standards)) for one in ordered],
    )
    filters = [
        ("tat-ca", "Tất cả"),
        *((s, _filter_words(group, s)) for s in standards),
        ("chua-gui", "Chưa gửi"),
    ]
    count = {id: len([1 for one in ordered if id in _classes(group, one, standards)]) for id, _ in filters}
    count["tat-ca"] = len(ordered)
    links = "".join(
        f'<li><a href="#loc-{escaped(id)}">{escaped(words)} ({count[id]})</a></li>' for id, words in filters
    )
    marks = "".join(f'<span id="loc-{escaped(id)}"></span>' for id, _ in filters)
    return Block(
        f'<div class="filtered"><nav class="filters" aria-label="Lọc các xã"><ul>{links}</ul></nav>{marks}'
        f"{table._repr_html_()}</div>"
    )


def finder(group: GroupReport) -> Block:
    """Every commune by its name, to go to its row: nothing is asked of a server and nothing runs."""
    ordered = sorted(
        group.members, key=lambda one: sort_key(one.place.area.name if one.place.area else one.title)
    )
    links = "".join(f'<li><a href="#xa-{escaped(one.id)}">{escaped(one.title)}</a></li>' for one in ordered)
    return Block(f'<details class="finder"><summary>Tìm xã theo tên</summary><ul>{links}</ul></details>')


def _filter_words(group: GroupReport, standard: str) -> str:
    assert group.rules is not None
    top = len(group.rules.standard(standard).levels)
    short = group.rules.standard(standard).short
    return f"{short}: chưa đạt" if top == 1 else f"{short}: dưới mức {top}"


def _classes(group: GroupReport, one: MemberReport, standards: list[str]) -> list[str]:
    if not one.source:
        return ["chua-gui"]
    return [s for s in standards if group.rules and not is_at_top(group.rules, one, s)]


def _row(group: GroupReport, one: MemberReport, standards: list[str]) -> list[Cell]:
    gap = gap_to_next(one)
    name, mark = escaped(capitalised(one.title)), f'id="xa-{escaped(one.id)}"'
    page = f"../../{one.id}/{group.period}/"
    shown = has_pages(group.store, one.id, group.period)
    if one.report is not None and not shown:
        first = f"<span {mark}>{name}</span>"
    elif one.report is None:
        note = f"({_SOURCES[one.source]})"
        first = f"<span {mark}>{name} {escaped(note)}</span>"
    else:
        first = f'<a {mark} href="{escaped(page)}index.html">{name}</a>'
    levels: list[Cell] = []
    for standard in standards:
        words = level_mark(one, standard)
        by_khom = standard == "xmc" and shown
        link = f'<a href="{escaped(page)}xoa-mu-chu.html#theo-khom">{escaped(words)}</a>'
        levels.append(Block(link) if by_khom else words)
    rates: list[Cell] = [one.figures.get(name) for name in _RATES]
    return [Block(first), *levels, *rates, gap_words(one, gap), blanks_words(one)]


def level_mark(one: MemberReport, standard: str) -> str:
    """``✓ mức 2``, ``▲ chưa đạt``, ``? mức 1, có thể 2``: the sign repeats the word. A level that was told
    says who says it, ``✓ được công nhận mức độ 2``; it stands behind what figures prove.
    """
    by_figures, told = _by_figures(one, standard), one.told.get(standard)
    if not told:
        return by_figures
    level, said = standing(told), said_of(told, standard)
    if by_figures != _NONE:
        return f"{by_figures}; {said}"
    return f"{'○' if level is None else '✓' if level else '▲'} {said}"


def _by_figures(one: MemberReport, standard: str) -> str:
    judged = one.judged.get(standard)
    if judged is None or all(c.missing for c in judged.conditions if c.unknown_lowers):
        return _NONE
    if judged.set_aside > judged.proven:
        return "✓ đạt *" if has_one_level(standard) else f"✓ mức {judged.set_aside} *"
    if has_one_level(standard):
        return "✓ đạt" if judged.proven else "? chưa rõ" if judged.possible else "▲ chưa đạt"
    if judged.proven == judged.possible:
        return f"✓ mức {judged.proven}" if judged.proven else "▲ chưa đạt"
    known = f"mức {judged.proven}" if judged.proven else "chưa rõ"
    return f"? {known}, có thể {judged.possible}"


def gap_words(one: MemberReport, gap: PeopleGap) -> str:
    """How many people lack; at least so many where a figure is suppressed or not there."""
    if not one.has_figures:
        return "[x]"
    if gap.open:
        return f"ít nhất {format_number(gap.people)}" if gap.people else "chưa rõ"
    return format_number(gap.people)


def blanks_words(one: MemberReport) -> str:
    """Persons without any trace of schooling: they count as illiterate, and may not be."""
    figure = one.figures.get(UNTRACED)
    if figure is None or figure.numerator is None:
        return "[x]"
    return str(WITHHELD) if not isinstance(figure.numerator, int) else format_number(figure.numerator)


def worst_table(group: GroupReport) -> Table:
    """The twenty communes that lack most people, and at what."""
    rows: list[list[Cell]] = []
    for one in by_gap(group)[:WORST]:
        gap = gap_to_next(one)
        if one.has_figures and (gap.people or gap.open):
            rows.append([capitalised(one.title), gap_words(one, gap), _reasons(one, gap)])
    columns = [Column("Xã"), Column("Thiếu", unit="người"), Column("Thiếu ở đâu")]
    return Table(f"Hai mươi xã của {group.area.title} còn thiếu nhiều người nhất", columns, rows)


def _reasons(one: MemberReport, gap: PeopleGap) -> str:
    parts = [
        f"{catalogue()[name].name}: {format_number(people)} người{_from_blanks(one, name)}"
        for name, people in sorted(gap.needed.items(), key=lambda item: -item[1])
        if people
    ]
    hidden = [catalogue()[name].name for name in gap.open]
    parts += [f"chưa rõ: {', '.join(hidden)}"] if hidden else []
    return "; ".join(parts)


def _from_blanks(one: MemberReport, name: str) -> str:
    """Said beside what lacks of literacy: how many persons of these ages have no trace of schooling."""
    if not name.startswith("xmc"):
        return ""
    figure = one.figures.get(f"untraced_15_{name.rpartition('_')[2]}")
    if figure is None or not isinstance(figure.numerator, int) or not figure.numerator:
        return ""
    return f" (trong tuổi này {format_number(figure.numerator)} người không có ghi chép)"


def rates_table(group: GroupReport, *indicators: str) -> Table:
    """Counts and rates of every commune: for whoever wants the number behind a level. Not folded away: what
    is folded is not printed.
    """
    found = [n for n in indicators if any(n in one.figures for one in group.members)]
    rows: list[list[Cell]] = [
        [capitalised(one.title), *(_counts_and_rate(one, name) for name in found)]
        for one in sorted(group.sent, key=lambda one: sort_key(one.title))
    ]
    columns = [Column("Xã"), *(Column(catalogue()[name].name) for name in found)]
    return Table(f"Số người và tỷ lệ của từng xã của {group.area.title}", columns, rows)


def _counts_and_rate(one: MemberReport, name: str) -> str:
    figure = one.figures.get(name)
    if figure is None:
        return "[x]"
    if figure.pair is None:
        return "[c]" if figure.withheld else format_percent(figure.rate) if figure.rate is not None else "[x]"
    rate = "[z]" if figure.rate is None else format_percent(figure.rate)
    return f"{format_number(figure.pair[0])} / {format_number(figure.pair[1])} ({rate})"


def _differs(rules: Rules, then: MemberReport, now: MemberReport, standard: str) -> bool:
    """Whether a commune stands at another level; that somebody else says the same of it is no change."""
    if then.told.get(standard) or now.told.get(standard):
        was, is_ = (member_of(rules, one).outcomes.get(standard, ()) for one in (then, now))
        return any(a is not b for a, b in zip_longest(was, is_))
    return level_mark(now, standard) != level_mark(then, standard)


def changes_table(group: GroupReport) -> Table | Block:
    """Communes whose level is another than a year ago; those that did not exist then are told apart."""
    before = group.before
    if before is None:
        return Block(f"<p>Chưa có số liệu năm {group.period.year - 1} để so sánh.</p>")
    was = {one.id: one for one in before.members if one.source}
    rows: list[list[Cell]] = []
    new = []
    known = [*group.sent, *group.levels_only]
    for one in sorted(known, key=lambda one: sort_key(one.title)):
        if one.id not in was or was[one.id].title != one.title:
            new.append(one.title)
            continue
        for standard in standards_of(group):
            now, then = level_mark(one, standard), level_mark(was[one.id], standard)
            if group.rules is not None and _differs(group.rules, was[one.id], one, standard):
                rows.append([capitalised(one.title), group.rules.standard(standard).short, then, now])
    columns = [Column("Xã"), Column("Tiêu chuẩn"), Column(f"Năm {before.period.year}"), Column("Kỳ này")]
    notes = (
        [f"Không so sánh được (mới, đổi tên hoặc năm trước chưa có số liệu): {', '.join(new)}."]
        if new
        else []
    )
    if not rows:
        compared = len(new) < len(known)
        said = [f"Không xã nào đổi mức độ so với năm {before.period.year}."] if compared else []
        return headlines([*said, *notes])
    caption = f"Xã của {group.area.title} đổi mức độ so với năm {before.period.year}"
    return Table(caption, columns, rows, notes=notes)
