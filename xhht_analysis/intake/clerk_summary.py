"""The first sheet of the clerk's list: how to use it, and how much there is of what."""

from __future__ import annotations

from collections.abc import Iterable

from xhht_analysis.base.findings import BY_URGENCY, KINDS, SEVERITIES, Finding, count_by_file, count_by_kind
from xhht_analysis.base.messages import pick
from xhht_analysis.intake.clerk_rows import capital

Table = tuple[tuple[str, ...], list[tuple[str | int, ...]]]


def advice(*, notes: Iterable[str] = ()) -> list[str]:
    """Sentences above the counts: that the list is private, and what to do with it."""
    return [
        pick(
            "Danh sách riêng của cán bộ, có thông tin của từng người: không gửi, không đăng.",
            "For the clerk only, since it tells of single persons: do not send, publish or copy it.",
        ),
        pick(
            "1. Làm từ trên xuống ở trang «Cần sửa»: chỗ ảnh hưởng nhiều người đứng trước.",
            "1. Work down the sheet “To mend”: what hits most people comes first.",
        ),
        pick(
            "2. Bấm vào cột «Ô» để mở tệp gốc ngay tại ô đó. Không sửa thẳng vào tệp gốc.",
            "2. The column “Cell” opens the raw file at that cell. Do not edit the raw file itself.",
        ),
        pick(
            "3. Đề nghị nơi gửi sửa và gửi lại tệp, rồi chép tệp mới thay tệp cũ.",
            "3. Ask the sender for a mended file and put it in the place of the old one.",
        ),
        pick(
            "4. Nếu không gửi lại được: ghi chỗ sửa vào corrections.toml cạnh tệp gốc (docs/corrections.md).",
            "4. Where that cannot be: write the correction into corrections.toml beside the raw file "
            "(docs/corrections.md).",
        ),
        pick(
            "5. Chạy lại xhht check: chỗ đã sửa không còn trong danh sách mới.",
            "5. Run xhht check again: what has been mended is gone from the new list.",
        ),
        *notes,
    ]


def kinds_table(findings: Iterable[Finding]) -> Table:
    """How often each kind was noticed, what must be mended first."""
    headings = (pick("Điều nhận thấy", "Noticed"), pick("Mức", "Severity"), pick("Số lần", "Times"))
    counted = sorted(count_by_kind(findings), key=lambda row: BY_URGENCY.index(row["severity"]))
    rows: list[tuple[str | int, ...]] = []
    for row in counted:
        kind = KINDS[row["kind"]]
        severity = capital(pick(SEVERITIES[kind.severity], kind.severity))
        rows.append((pick(kind.what, kind.what_en), severity, row["count"]))
    return headings, rows


def files_table(findings: Iterable[Finding]) -> Table:
    """How often something was noticed in each file, by severity."""
    words = (capital(pick(SEVERITIES[severity], severity)) for severity in BY_URGENCY)
    rows = [
        (row["file"] or pick("(chung)", "(all)"), *(row[severity] for severity in BY_URGENCY))
        for row in count_by_file(findings)
    ]
    return (pick("Tệp", "File"), *words), rows
