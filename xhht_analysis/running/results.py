"""What became of each piece of a run: built, kept or failed, in how long, and why."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field

from xhht_analysis.base import inputs
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.file_states import state_words
from xhht_analysis.base.messages import say
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store, write_text
from xhht_analysis.execution.failures import NotebookFailure
from xhht_analysis.execution.tasks import Stopped
from xhht_analysis.running.faults import as_told
from xhht_analysis.running.outward import outward

#: The reading and counting of a period, which all its reports rest on.
COUNTING = "*"
#: All that was not reached before a run was stopped.
REST = "..."
#: Reasons that are no input: not made before, not there as it was made, asked for, a file was not read.
NEW, UNFINISHED, FORCED, UNREAD = "<new>", "<unfinished>", "<forced>", "<unread>"
_LAST = "lan-chay-cuoi.csv"
_COLUMNS = ("area", "period", "report", "state", "seconds", "reason")
_UNDONE = ("failed", "stopped", "unread")
_NAMED = 3  # so many changed inputs are named on the screen
_SHOWN = 60  # so many lines fit on it


@dataclass(frozen=True, slots=True)
class Result:
    """One file of ``outputs/``, or ``COUNTING``, or a raw file by its role.

    ``state``: built, kept, failed, or stopped; unread of a raw file. ``why``: changed inputs, or the raw
    file's own state. ``name``: the raw file's own, for the screen alone.
    """

    area: str
    period: Period
    report: str
    state: str
    seconds: float = 0.0
    why: tuple[str, ...] = ()
    error: Exception | None = None
    name: str = ""

    @property
    def reason(self) -> str:
        """In words, in the language in force."""
        if self.error is not None:
            return str(self.error)
        return state_words(*self.why) if self.state == "unread" else reason_words(self.why)


@dataclass
class Outcome:
    """What became of one area and period."""

    area: str
    period: Period
    results: list[Result] = field(default_factory=list)

    def add(
        self, report: str, state: str, *, seconds: float = 0.0, why: tuple[str, ...] = (),
        error: Exception | None = None, name: str = "",
    ) -> None:  # fmt: skip
        self.results.append(Result(self.area, self.period, report, state, seconds, why, error, name))

    def fail(self, report: str, error: Exception) -> None:
        """Note a failure; to be stopped is none, and goes on its way."""
        if isinstance(error, Stopped | CancelledError):
            raise error
        self.add(report, "failed", error=as_told(error))

    def end(self, *, files: int) -> None:
        """Note that the run was stopped before all ``files`` were seen to."""
        if not self.failed and sum(one.state != "unread" for one in self.results) < 1 + files:
            self.add(REST, "stopped")

    @property
    def failed(self) -> dict[str, Exception]:
        return {one.report: one.error for one in self.results if one.error is not None}

    @property
    def unread(self) -> list[Result]:
        """The raw files that are not read."""
        return [one for one in self.results if one.state == "unread"]

    @property
    def complete(self) -> bool:
        return not any(one.state in _UNDONE for one in self.results)

    @property
    def counted_anew(self) -> bool:
        return any(one.report == COUNTING and one.state == "built" for one in self.results)

    def count(self, state: str) -> int:
        """How many files, without the counting."""
        return sum(one.state == state and one.report not in (COUNTING, REST) for one in self.results)


def reason_words(why: Sequence[str]) -> str:
    """Why something was made, in the language in force.

    >>> reason_words(["2024/a.xlsx", "2024/b.xlsx", "plan-2024.toml", inputs.PROGRAM])
    'đổi: 2 tệp của kỳ 2024, plan-2024.toml, chương trình'
    """
    alone = {
        NEW: say("chưa có"),
        UNFINISHED: say("lần trước chưa xong, hoặc tệp đã bị sửa"),
        FORCED: say("theo yêu cầu --force"),
        UNREAD: say("đọc lại vì còn tệp chưa đọc được"),
    }
    if not why or why[0] in alone:
        return alone[why[0]] if why else ""
    words = {
        inputs.PROGRAM: say("chương trình"),
        inputs.LIBRARIES: say("thư viện"),
        inputs.LANGUAGE: say("ngôn ngữ"),
        inputs.FIGURES: say("số liệu của kỳ"),
        inputs.NEIGHBOURS: say("kỳ trước, kỳ sau"),
        inputs.DOWNLOADS: say("tệp Word, Excel, CSV"),
        inputs.FAILURES: say("báo cáo chưa lập được"),
        inputs.DUE: say("hạn báo cáo"),
        inputs.RECORD: say("các lần công bố"),
        inputs.EDITION: say("số lần công bố"),
        inputs.DECLARED: say("cách chia mà các sổ khai báo"),
        inputs.PAGES: say("các trang báo cáo"),
        inputs.RULES: say("quy định trong data/rules"),
    }
    raw = Counter(name.partition("/")[0] for name in why if "/" in name)  # names of files may name persons
    names = [say("{n} tệp của kỳ {period}", n=n, period=period) for period, n in raw.items()]
    names += [words.get(name) or _named(name) for name in why if "/" not in name]
    more = len(names) - _NAMED
    told = ", ".join(names[:_NAMED]) + (say(" và {more} mục khác", more=more) if more > 0 else "")
    return say("đổi: ") + told


def _named(name: str) -> str:
    return say("số liệu kỳ {name}", name=name) if Period.is_name(name) else name


def results_text(outcomes: Sequence[Outcome]) -> str:
    """A line an area and period; under it what was built and what failed, each with its reason.

    When there are many, what was built without trouble is left to the table in the file.
    """
    built = sum(outcome.count("built") for outcome in outcomes)
    lines = []
    for outcome in outcomes:
        lines.append(_headline(outcome))
        lines += [line for one in outcome.results if (line := _line(one, whole=built <= _SHOWN))]
    return "\n".join(lines)


def _headline(outcome: Outcome) -> str:
    states = {
        "built": say("lập"),
        "kept": say("không đổi") if outcome.unread else say("giữ"),
        "failed": say("hỏng"),
    }
    numbers = [f"{words} {n}" for state, words in states.items() if (n := outcome.count(state))]
    if COUNTING in outcome.failed and not numbers:
        numbers = [say("không lập được báo cáo nào")]
    elif COUNTING in outcome.failed:
        numbers.append(say("số liệu của lần đọc trước"))
    seconds = sum(one.seconds for one in outcome.results)
    took = [f"{seconds:.1f} s".replace(".", say(","))] if seconds else []
    return f"{outcome.area} {outcome.period}: " + "; ".join([*numbers, *took])


def _line(one: Result, *, whole: bool) -> str:
    name = say("đọc, đếm số liệu") if one.report == COUNTING else one.report
    if one.state == "stopped":
        return "  … " + say("bị dừng giữa chừng, chạy lại để làm tiếp")
    if one.state == "unread":
        how = f"xhht check {one.area} {one.period}"
        return f"  ✗ {one.name} ({name}): {one.reason}. " + say("Cách sửa: {how}", how=how)
    if one.state == "failed":
        return f"  ✗ {name}: {one.reason}{_where_kept(one)}"
    seconds = f"{one.seconds:.1f}".replace(".", say(","))
    return f"  ✓ {name} ({seconds} s): {one.reason}" if one.state == "built" and whole else ""


def _where_kept(one: Result) -> str:
    if not isinstance(one.error, NotebookFailure):
        return ""
    path = f"data/processed/{one.area}/{one.period}/private/{one.error.kept_in}"
    return " " + say("Lời của lỗi: {path}", path=path)


def write_last(store: Store, outcomes: Iterable[Outcome]) -> None:
    """``data/processed/lan-chay-cuoi.csv``: every piece of the run, for Excel and for ``--rerun-failed``.

    Raises InputError where it cannot be written, as when Excel has it open.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in (one for outcome in outcomes for one in outcome.results):
        reason = one.reason if one.error is None else outward(one.error, store, one.area)
        writer.writerow([one.area, one.period, one.report, one.state, f"{one.seconds:.2f}", reason])
    try:
        write_text(store.root / "data" / "processed" / _LAST, text.getvalue(), encoding="utf-8-sig")
    except OSError as error:
        raise as_told(error) from error


def failed_last(store: Store) -> list[tuple[str, Period]]:
    """Areas and periods of which something failed in the last run. InputError when there was none."""
    try:
        text = (store.root / "data" / "processed" / _LAST).read_text("utf-8-sig")
        return sorted(set(_failures(text)), key=lambda pair: (pair[0], pair[1].sort_key))
    except (OSError, KeyError, ValueError, InputError):
        raise InputError(
            "Không biết lần trước báo cáo nào hỏng: chưa có data/processed/lan-chay-cuoi.csv. Hãy chạy "
            "xhht run không kèm --rerun-failed."
        ) from None


def _failures(text: str) -> Iterator[tuple[str, Period]]:
    for row in csv.DictReader(io.StringIO(text)):
        if row["state"] in _UNDONE:
            yield row["area"], Period.parse(row["period"])
