"""What a command prints: findings and results on one screen, never what stood in a person's cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from xhht_analysis.base.findings import (
    KINDS,
    TO_MEND,
    Finding,
    count_by_file,
    count_by_kind,
    sentences_of_files,
)
from xhht_analysis.base.messages import pick, say
from xhht_analysis.base.readings import Reading
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.charts.blocks import plain

if TYPE_CHECKING:
    from xhht_analysis.publishing.bundle import Bundle

#: Findings that say how a whole file or folder is used, besides those called ``file_…``.
_OF_FILES = {
    "folder_unread", "answer_stale", "versions", "version_superseded", "versions_joined", "version_same",
    "version_set_aside", "year_differs", "unit_disputed", "unit_versions", "unit_unknown",
    "unit_file_other_area", "unit_file_other_period",
}  # fmt: skip
#: A summary fits on the smallest screen: its width, and how much of each sort it shows.
_WIDTH, _KINDS_SHOWN, _FILES_SHOWN, _LINES_OF_FIRST = 100, 6, 4, 4
#: More questions about files than these fill the screen.
_QUESTIONS_SHOWN = 6
#: A run of more periods than these names no list of its own.
_LISTS_SHOWN = 8


def summary_text(
    findings: Sequence[Finding],
    *,
    rows_read: int,
    people: int,
    list_path: str,
    readings: Sequence[Reading] = (),
) -> str:
    """A period on one screen, at most 24 lines: rows, what to mend by kind and by file, where to begin."""
    aside = rows_read - people
    lines = [
        pick(
            f"Đã đọc {format_number(rows_read)} dòng: tính {format_number(people)} người, "
            f"không tính {format_number(aside)} dòng.",
            f"{rows_read:,} rows read: {people:,} people counted, {aside:,} rows set aside.",
        ),
        *_columns(readings),
        "",
    ]
    times: Counter[str] = Counter()
    for finding in findings:
        times[finding.severity] += finding.count
    to_mend = [f for f in findings if f.severity in TO_MEND]
    in_cells = [f for f in to_mend if not _is_of_file(f)]  # the others: see files_text
    if to_mend:
        total = times["unusable"] + times["mend"]
        lines.append(pick(f"Cần sửa {format_number(total)} chỗ:", f"To mend: {total:,}"))
        lines += _most([(_what(row["kind"]), row["count"]) for row in count_by_kind(to_mend)], _KINDS_SHOWN)
        lines.append(say("Theo tệp:"))
        by_file = [(row["file"], row["unusable"] + row["mend"]) for row in count_by_file(to_mend)]
        lines += _most(sorted(by_file, key=lambda pair: -pair[1]), _FILES_SHOWN)
        if in_cells:
            lines.append(say("Sửa trước, mỗi loại một chỗ:"))
        from xhht_analysis.intake.clerk_rows import order_of_work  # with pandas, which a run may not need

        lines += _first(order_of_work(in_cells))
    else:
        lines.append(say("Không có gì cần sửa."))
    changed, notes = _number(times["changed"]), _number(times["note"])
    lines.append(say("Ngoài ra: {changed} chỗ đã hiểu lại, {notes} ghi chú.", changed=changed, notes=notes))
    lines.append(say("Danh sách đầy đủ (riêng tư): ") + list_path)
    return "\n".join(lines) + "\n"


def files_text(findings: Sequence[Finding]) -> str:
    """Why files are not used, and what to do: a line each, or one for many alike. Nothing when all are."""
    of_files = list(filter(_is_of_file, findings))
    lines = map(plain, sentences_of_files(of_files))
    return "".join(f"{line}\n" for line in lines) + ("\n" if of_files else "")


def _is_of_file(finding: Finding) -> bool:
    return finding.kind.startswith("file_") or finding.kind in _OF_FILES


def questions_text(questions: Sequence[str], path: str, *, whole: str = "") -> str:
    """What is asked about files: lines ready to copy into ``files.toml``. Nothing where nothing is asked.

    Of many only where all of them lie (``whole``).
    """
    if not questions:
        return ""
    few = len(questions) <= _QUESTIONS_SHOWN
    asked = pick(
        f"Chưa rõ {len(questions)} tệp. Chép các dòng {'sau' if few else f'trong {whole}'} vào {path}, "
        "giữ câu trả lời đúng, bỏ câu khác (docs/files.md)",
        f"{len(questions)} files are not clear. Copy {'these lines' if few else f'the lines of {whole}'} "
        f"into {path}, keep what is right and delete the others (docs/files.md)",
    )
    return "\n\n".join([f"{asked}:", *questions] if few else [f"{asked}."]) + "\n\n"


def _columns(readings: Sequence[Reading]) -> list[str]:
    """How many columns were recognised, and how surely."""
    if not readings:
        return []
    files = len({one.file for one in readings})
    doubtful = sum(one.is_doubtful for one in readings)
    by_words = sum(not one.exact and not one.is_doubtful for one in readings)
    certain = len(readings) - by_words - doubtful
    return [
        say(
            "Nhận ra {number} cột trong {files} tệp: {certain} chắc chắn, {by_words} theo từ trong tên "
            "cột, {doubtful} đáng ngờ.",
            number=_number(len(readings)),
            files=files,
            certain=_number(certain),
            by_words=by_words,
            doubtful=doubtful,
        )
    ]


def _number(count: int) -> str:
    return pick(format_number(count), f"{count:,}")


def _what(kind: str) -> str:
    return pick(KINDS[kind].what, KINDS[kind].what_en)


def _most(counted: Sequence[tuple[str, int]], shown: int) -> list[str]:
    """The first few with their counts, and how much there is besides."""
    lines = [_clip(f"{_number(count):>9}  {text}") for text, count in counted[:shown]]
    if rest := counted[shown:]:
        more = _number(sum(count for _, count in rest))
        lines.append(f"{more:>9}  " + say("ở {number} mục khác", number=len(rest)))
    return lines


def _first(findings: Sequence[Finding]) -> list[str]:
    """The first finding of each kind."""
    lines: list[str] = []
    told: set[str] = set()
    for finding in findings:
        if finding.kind in told:
            continue
        told.add(finding.kind)
        where = " › ".join(part for part in (finding.file, finding.sheet, finding.cell) if part)
        # A detail beside what stood in the cell may repeat it.
        detail = "" if finding.found else finding.detail
        text = plain(f"{where}: {_what(finding.kind)}" + (f": {detail}" if detail else ""))
        lines.append(_clip(f"  {text}"))
    return lines[:_LINES_OF_FIRST]


def _clip(line: str) -> str:
    line = "".join(c for c in line if c.isprintable())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def bundle_text(bundle: Bundle) -> str:
    """Which publication of each area is in a bundle, what is otherwise than before, and what is not in it."""
    from xhht_analysis.publishing.changes import changes_text

    lines = [_unread_words(area, count, bundle.wanted) for area, count in bundle.unread.items()]
    lines += [
        say("  ✗ {area}: chưa công bố được: {reason}", area=area, reason=str(error))
        for area, error in bundle.failed.items()
    ]
    lines += [say("  ! {of}: {reason}", of=of, reason=str(error)) for of, error in bundle.beside.items()]
    for area, edition in bundle.published.items():
        if area in bundle.unchanged:
            lines.append(say("  {area}: không đổi, vẫn là bản {words}", area=area, words=edition.told))
        else:
            lines.append(say("  {area}: {words}", area=area, words=edition.told))
        lines += changes_text(bundle.new[area]) if area in bundle.new else []
    number = len(bundle.names)
    said = [say("Đã đóng gói {number} tệp vào:", number=number)] if number else []
    return "\n".join([*lines, *said])


def _unread_words(area: str, count: int, wanted: bool) -> str:
    if wanted:
        return say("  ! {area}: dự thảo, {count} tệp chưa được tính", area=area, count=count)
    return say(
        "  ✗ {area}: không công bố vì {count} tệp chưa được tính; hãy sửa theo xhht check rồi chạy lại, hoặc "
        "thêm --with-unread",
        area=area, count=count,
    )  # fmt: skip


def to_mend_text(places: Mapping[str, int], failed: int = 0) -> str:
    """How many places of a run are to be mended, and where the lists of them lie: list's path → number.

    ``failed``: so many periods could not be read at all, and have no list.
    """
    if failed:
        vi, en = "Cần sửa {} kỳ chưa đọc được (nêu ở trên).", "{} periods to mend, see above."
        told = pick(vi, en).format(failed)
        return "\n".join([*([to_mend_text(places)] if any(places.values()) else []), told])
    total = sum(places.values())
    if not total:
        return say("Không có gì cần sửa.")
    to_mend = {path: n for path, n in places.items() if n}
    if len(to_mend) > _LISTS_SHOWN:
        lists = "data/processed/*/*/private/can-sua.xlsx"
        return say(
            "Cần sửa {total} chỗ ở {number} kỳ, danh sách: {lists}",
            total=_number(total), number=len(to_mend), lists=lists,
        )  # fmt: skip
    lines = [
        say("Cần sửa {n} chỗ, danh sách: {path}", n=_number(n), path=path) for path, n in to_mend.items()
    ]
    return "\n".join(lines)
