"""The way into outputs/: every file of a period passes the gate."""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pandas as pd

import xhht_analysis
from xhht_analysis.base.areas import find_periods
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import lies_inside
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import PEOPLE_FILE, RECEIVED_FILE, Store, read_json, write_atomically
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.gate import Gate, Refusal
from xhht_analysis.publishing.gate_page import PAGE_LIMIT
from xhht_analysis.publishing.gate_people import COLUMNS, days_in, people_of
from xhht_analysis.publishing.gate_places import Piece, strings_in
from xhht_analysis.publishing.gate_text import TextRules
from xhht_analysis.publishing.reports import REPORTS, ReportKind
from xhht_analysis.report.report import Report

_PACKAGE = Path(xhht_analysis.__file__).parent


def put(
    folder: Path, name: str, content: bytes, *, gate: Gate, limit: int = PAGE_LIMIT, mode: int = 0o644
) -> None:
    """Publish a file in ``outputs/<area>/<period>/``, or raise Refusal.

    A file that is refused leaves nothing under its name: what an earlier run put there would be taken for
    this run's, and may hold what is refused now.
    """
    path = folder / name
    try:
        gate.admit(name, content, limit=limit)
    except Exception:
        path.unlink(missing_ok=True)
        raise
    write_atomically(path, lambda part: part.write_bytes(content), mode=mode)


def pdf_of_all(store: Store, period: Period) -> Path:
    """All pages of a period in one, of every area: printed where somebody asks for it."""
    return store.outputs / f"bao-cao-{period}.pdf"


def withdraw_pdf(store: Store, area: str, period: Period, page: str) -> None:
    """What was printed from a page that is about to be another, by itself and with all others."""
    (store.output(area, period) / page).with_suffix(".pdf").unlink(missing_ok=True)
    pdf_of_all(store, period).unlink(missing_ok=True)


def gate_of(report: Report) -> Gate:
    """The gate before the files of a period: who is in the area's registers, what the office itself wrote."""
    store, area = report.store, report.area.id
    described = sorted(store.raw_area(area).glob("*.toml"))
    written = [path for path in described if path.is_file() and lies_inside(path)]
    # one that is of no use to this period may be of any encoding
    descriptions = [_composed(path.read_text("utf-8-sig", errors="replace")) for path in written]
    # on the day of a publication a child may be born
    day = report.edition.day
    public = [*descriptions, *text_of_the_program(), *([day.isoformat()] if day else [])]
    people = people_of(_registers(store, area), year=report.period.year, public=public)
    labels = [*report.counts["khom"].unique(), *(u["name"] for u in report.summary.get("units", []))]
    return Gate(
        TextRules(
            people,
            labels="\n".join([*map(plain, labels), *map(plain, descriptions)]),
            public="\n".join(descriptions),
            given=tuple(_given(report, written)),
        )
    )


def names_refused(gate: Gate, kinds: Sequence[ReportKind]) -> dict[str, Exception]:
    """The project's own reports whose names no page may lead to, and why."""
    found = dict[str, Exception]()
    for kind in [kind for kind in kinds if kind not in REPORTS]:
        try:
            gate.admit_words(f"{kind.page}.html", kind.title, kind.sentence, f"{kind.notebook}.ipynb")
        except Refusal as error:
            found[kind.page] = error
    return found


def _given(report: Report, described: list[Path]) -> Iterator[Piece]:
    """What inputs bring into files beside figures: descriptions, names of files and of khóm."""
    for path in described:
        with suppress(OSError, ValueError, RecursionError):
            told = tomllib.loads(path.read_text("utf-8-sig"))
            yield from (Piece(plain(text), ("given", path.name, key)) for text, key in strings_in(told))
    with suppress(InputError, KeyError, TypeError):  # an older program kept no names
        for file in read_json(report.store.private(report.area.id, report.period) / RECEIVED_FILE):
            yield Piece(plain(file["name"]), ("file", file["role"]))
    yield from (Piece(plain(name), ("khom", "")) for name in report.counts["khom"].unique())


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _registers(store: Store, area: str) -> list[pd.DataFrame]:
    """The clean people of every period of an area that has been processed here."""
    folders = [store.processed(area, period) for period in find_periods(store.raw_area(area))]
    paths = [folder / "private" / PEOPLE_FILE for folder in folders]
    return [pd.read_parquet(path, columns=COLUMNS) for path in paths if path.is_file()]


@functools.cache
def text_of_the_program() -> tuple[str, ...]:
    """What the program itself says of nobody: the texts of law, the words of every indicator, and the days
    that its sentences name, such as that of a law.
    """
    days = {day for path in _PACKAGE.rglob("*.py") for day in days_in(path.read_text("utf-8"))}
    described = (path.read_text("utf-8") for path in sorted(_PACKAGE.rglob("*.toml")))
    return (*described, "\n".join(day.isoformat() for day in sorted(days)))
