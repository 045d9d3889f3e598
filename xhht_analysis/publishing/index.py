"""Index pages: the reports of one area and period, and all areas and periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xhht_analysis.base.khom_word import in_own_words
from xhht_analysis.base.vietnamese import capitalised, sort_key
from xhht_analysis.charts.blocks import Block, escaped
from xhht_analysis.charts.tables import Column, Table
from xhht_analysis.publishing.content import finish
from xhht_analysis.publishing.page import address, render_page


def area_index(facts: Mapping[str, Any], reports: Sequence[Mapping[str, Any]]) -> str:
    """``outputs/<area>/<period>/index.html``: what there is to read, to download, and what failed.

    ``reports``: title, sentence and href; or title and ``failed`` (True, or the reason in words).
    """
    made = [report for report in reports if not report.get("failed")]
    failed = [report for report in reports if report.get("failed")]
    parts = []
    if failed:
        items = "".join(f"<li>{_failure(report)}</li>" for report in failed)
        parts.append(f'<ul class="failures">{items}</ul>')
    parts.append("<h2>Các báo cáo</h2>")
    cards = "".join(
        f'<li><a href="{address(report["href"])}">{escaped(report["title"])}</a>'
        f"<p>{in_own_words(escaped(report.get('sentence')), str(facts.get('khom') or 'khóm'))}</p></li>"
        for report in made
    )
    parts.append(f'<ul class="cards">{cards}</ul>' if cards else "<p>Chưa có báo cáo nào.</p>")
    return _page("".join(parts), facts)


def root_index(entries: Sequence[Mapping[str, Any]], facts: Mapping[str, Any] | None = None) -> str:
    """``outputs/index.html``: areas × periods with links.

    ``entries``: area (whole name), period (label), href (relative to outputs/), optional ``order`` of the
    period in time, ``failed`` (names or number of reports that could not be made), ``synthetic``, ``unread``
    (number of files that are not read), ``edition`` (which publication it is, or that it is a draft),
    ``within`` (the group, by its whole name, below which the area stands), ``khom`` (where its khóm stand).
    """
    facts = {"title": "Báo cáo xây dựng xã hội học tập", **(facts or {})}
    entries = list(entries)
    if any(entry.get("synthetic") for entry in entries):
        facts["synthetic"] = True
    areas = _below_their_groups(entries)
    order = {str(entry["period"]): entry.get("order", ()) for entry in entries}
    periods = sorted(order, key=lambda period: (order[period], sort_key(period)))
    if not entries:
        return _page("<p>Chưa có kỳ báo cáo nào. Hãy chạy lệnh <code>xhht run</code>.</p>", facts)
    cells = {(str(entry["area"]), str(entry["period"])): _link(entry) for entry in entries}
    table = Table(
        "Báo cáo theo địa bàn và kỳ",
        [Column("Địa bàn"), *(Column(capitalised(period)) for period in periods)],
        [
            [_indented(area, depth), *(cells.get((area, period), "chưa lập") for period in periods)]
            for area, depth in areas
        ],
    )
    return _page(table._repr_html_(), facts)


def _below_their_groups(entries: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Each area once with its depth: groups, below each its members; of several groups below the first."""
    known = sorted({str(entry["area"]) for entry in entries}, key=sort_key)
    above = {str(e["area"]): str(e["within"]) for e in reversed(entries) if e.get("within") in known}
    order: dict[str, int] = {}

    def add(area: str, depth: int) -> None:
        if area not in order:
            order[area] = depth
            for other in known:
                if above.get(other) == area:
                    add(other, depth + 1)

    for area in [*(one for one in known if one not in above), *known]:
        add(area, 0)
    return [*order.items()]


def _indented(area: str, depth: int) -> Block | str:
    name = capitalised(area)
    return Block(f'<span class="within-{min(depth, 2)}">{escaped(name)}</span>') if depth else name


def bundle_index(
    entries: Sequence[Mapping[str, Any]],
    *,
    period: str,
    synthetic: bool = False,
    leads_out: bool = False,
) -> str:
    """The first page of a bundle: every area of one period with its pages and files.

    ``entries``: area (whole name), href of its index, ``downloads`` (href, text, size), ``edition``, and
    ``unread`` (number of raw files).
    ``leads_out``: whether pages lead to other periods, which are not in this bundle.
    """
    kinds = list(dict.fromkeys(item["text"] for entry in entries for item in entry["downloads"]))
    rows = []
    for entry in sorted(entries, key=lambda entry: sort_key(entry["area"])):
        files = {item["text"]: item for item in entry["downloads"]}
        named = {key: entry.get(key) for key in ("area", "href", "unread", "edition")}
        named |= {"period": period}
        cells = [_file(files[kind], entry["area"]) if kind in files else "chưa lập" for kind in kinds]
        rows.append([entry["area"], _link(named), *cells])
    columns = [Column("Địa bàn"), Column("Các trang"), *(Column(kind) for kind in kinds)]
    table = Table(f"Báo cáo {period} theo địa bàn", columns, rows)
    checked = (
        "<p>Mở được ngay từ thư mục này, không cần mạng. Tệp <code>SHA256SUMS</code> ghi mã kiểm tra của "
        "từng tệp; lệnh <code>sha256sum -c SHA256SUMS</code> cho biết tệp nào đã bị sửa.</p>"
    )
    elsewhere = (
        "<p>Liên kết sang kỳ trước, kỳ sau ở đầu mỗi trang mở được khi gói của kỳ ấy cũng được giải nén vào "
        "thư mục này.</p>"
    )
    unread = [
        f"{capitalised(entry['area'])}: {entry['unread']} tệp chưa được tính."
        for entry in sorted(entries, key=lambda entry: sort_key(entry["area"]))
        if entry.get("unread")
    ]
    facts = {"title": f"Báo cáo xây dựng xã hội học tập – {period}", "synthetic": synthetic, "unread": unread}
    return _page(table._repr_html_() + checked + (elsewhere if leads_out else ""), facts)


def _file(item: Mapping[str, Any], area: str) -> Block:
    name = escaped(f"{item['text']}, {area}")
    return Block(
        f'<a href="{address(item["href"])}" aria-label="Tải {name}">Tải về</a> ({escaped(item["size"])})'
    )


def _failure(report: Mapping[str, Any]) -> str:
    reason = "" if report["failed"] is True else f": {escaped(report['failed'])}"
    return f"Báo cáo “{escaped(report['title'])}” chưa lập được{reason}"


def _link(entry: Mapping[str, Any]) -> Block:
    name = escaped(f"{entry['area']}, {entry['period']}")
    failed = entry.get("failed")
    notes = []
    if entry.get("edition"):
        notes.append(str(entry["edition"]))
    if entry.get("synthetic"):
        notes.append("dữ liệu mẫu")
    if entry.get("unread"):
        notes.append(f"{entry['unread']} tệp chưa được tính")
    if failed:
        number = failed if isinstance(failed, int) else len(failed)
        notes.append(f"{number} báo cáo chưa lập được")
    tail = f" ({escaped('; '.join(notes))})" if notes else ""
    khom = ""
    if entry.get("khom"):
        href, word = address(entry["khom"]), escaped(entry.get("word") or "khóm")
        khom = f' · <a href="{href}" aria-label="Xem từng {word}, {name}">Từng {word}</a>'
    return Block(
        f'<a href="{address(entry["href"])}" aria-label="Xem báo cáo {name}">Xem báo cáo</a>{khom}{tail}'
    )


def _page(markup: str, facts: Mapping[str, Any]) -> str:
    content, contents, words = finish(markup, title=str(facts.get("title", "")))
    return render_page(content, facts, contents=contents if len(contents) > 1 else (), words=words)
