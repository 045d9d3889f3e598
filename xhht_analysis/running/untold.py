"""What the clerk hears of a paper: parts that nobody filled, whom to ask, and sentences that stay private."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.store import UNTOLD_FILE, WORDS_FILE, Store, read_json
from xhht_analysis.running.results import Outcome

_SHOWN = 8


def untold_text(store: Store, outcomes: Sequence[Outcome]) -> list[str]:
    """A line a part, as many as fit on a screen beside all else."""
    lines = list(_lines(store, outcomes))
    more = len(lines) - _SHOWN
    return lines[:_SHOWN] + ([say("… và {more} mục khác.", more=more)] if more > 0 else [])


def office_text(store: Store, outcomes: Sequence[Outcome]) -> str:
    """Where the office's own copies lie, and what may be done with them."""
    folders = [store.office_copy(one.area, one.period) for one in outcomes if not one.failed]
    lines = [folder.relative_to(store.root).as_posix() for folder in folders]
    told = say("Bản lưu nội bộ có đủ mọi số, kể cả số ít người: chỉ gửi cơ quan công nhận, không công bố.")
    return "\n".join([told, *lines]) if lines else ""


def _lines(store: Store, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        private = store.processed(outcome.area, outcome.period) / "private"
        told: dict[str, list[dict[str, str]] | list[str]] = {}
        with contextlib.suppress(InputError):
            told = read_json(private / UNTOLD_FILE)
        of = f"{outcome.area} {outcome.period}"
        for part in told.get("parts", ()):
            assert isinstance(part, dict)
            sheet = Message(" (trang “{sheet}”)", sheet=part["sheet"]) if part["sheet"] else ""
            yield say(
                "{of}: báo cáo Word chưa có mục “{part}”. Hãy hỏi: {units}{sheet}",
                of=of, part=part["part"], units=part["units"] or "phiếu điều tra PCGD-XMC", sheet=sheet,
            )  # fmt: skip
        if kept := told.get("kept"):
            yield say(
                "{of}: {number} câu nhận xét của đơn vị nêu tên người hoặc số người nên không vào báo cáo; "
                "xem private/{file}",
                of=of, number=len(kept), file=WORDS_FILE,
            )  # fmt: skip
