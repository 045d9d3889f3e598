"""The first sheet of the clerk's list: how to use it, and how much there is of what."""

from __future__ import annotations

from collections.abc import Iterable

from xhht_analysis.base.findings import BY_URGENCY, KINDS, SEVERITIES, Finding, count_by_file, count_by_kind
from xhht_analysis.base.messages import pick, say
from xhht_analysis.intake.clerk_rows import capital
from xhht_analysis.intake.private_workbook import Table


def advice(*, notes: Iterable[str] = ()) -> list[str]:
    """Sentences above the counts: that the list is private, and what to do with it."""
    return [
        say("Danh sách riêng của cán bộ, có thông tin của từng người: không gửi, không đăng."),
        say("1. Làm từ trên xuống ở trang “Cần sửa”: chỗ ảnh hưởng nhiều người đứng trước."),
        say("2. Bấm vào cột “Ô” để mở tệp gốc ngay tại ô đó. Không sửa thẳng vào tệp gốc."),
        say("3. Đề nghị nơi gửi sửa và gửi lại tệp, rồi chép tệp mới thay tệp cũ."),
        say(
            "4. Nếu không gửi lại được: ghi chỗ sửa vào corrections.toml cạnh tệp gốc (docs/corrections.md)."
        ),
        say("5. Chạy lại xhht check: chỗ đã sửa không còn trong danh sách mới."),
        *notes,
    ]


def kinds_table(findings: Iterable[Finding]) -> Table:
    """How often each kind was noticed, what must be mended first."""
    headings = (say("Điều nhận thấy"), say("Mức"), say("Số lần"))
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
        (row["file"] or say("(chung)"), *(row[severity] for severity in BY_URGENCY))
        for row in count_by_file(findings)
    ]
    return (say("Tệp"), *words), rows
