"""``files.toml``: what the clerk says of a period's files, each by the hash of its content.

An entry says what a file is (``is``), of whom and of which year (``unit``, ``year``), that it counts among
versions (``use``) or why it does not (``aside``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import near
from xhht_analysis.base.toml_file import read_toml, refuse_unknown
from xhht_analysis.base.vietnamese import tidy

FILES = "files.toml"
#: What a file may be said to be.
KINDS = ("register", "unit", "other")
#: Answers as ``check`` prints them.
IS_REGISTER, IS_UNIT, IS_OTHER, USE = 'is = "register"', 'is = "unit"', 'is = "other"', "use = true"
SET_ASIDE = 'aside = "lý do không tính tệp này"'
_KEYS = ("hash", "is", "unit", "year", "use", "aside", "sheet")
#: So many digits of a hash tell a file from all others of a period, and are printed.
HASH_DIGITS = 12
_HASH = re.compile(rf"[0-9a-f]{{{HASH_DIGITS},64}}")
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """One entry; ``number``: its place in the file, from 1. A blank ``sheet``: of the whole file."""

    hash: str = ""
    sheet: str = ""
    kind: str = ""
    unit: str = ""
    year: int | None = None
    use: bool = False
    aside: str = ""
    number: int = 0

    @property
    def sets_aside(self) -> bool:
        return bool(self.aside) or self.kind == "other"


NOTHING = FileAnswer()


@dataclass(frozen=True)
class FileAnswers:
    """The entries of a period. ``label`` names their file in messages."""

    label: str = FILES
    entries: tuple[FileAnswer, ...] = ()

    def of(self, sha256: str) -> tuple[FileAnswer, ...]:
        """The entries for the file of this hash and for its sheets."""
        return tuple(entry for entry in self.entries if sha256.startswith(entry.hash))

    def stale(self, hashes: Iterable[str]) -> list[Finding]:
        """A note for each entry whose file is not there (any more)."""
        hashes = tuple(hashes)
        return [
            Finding("answer_stale", FILES, detail=f'mục {entry.number}, hash = "{entry.hash}"')
            for entry in self.entries
            if not any(one.startswith(entry.hash) for one in hashes)
        ]


def load_file_answers(folder: Path) -> FileAnswers:
    """The ``files.toml`` of a period's folder; no entries where there is no such file.

    Raises InputError that names the file, the entry and the nearest right key.
    """
    label = f"{folder.parent.name}/{folder.name}/{FILES}"
    path = folder / FILES
    if not path.is_file():
        return FileAnswers(label)
    raw = read_toml(path)
    tables = raw.pop("file", [])
    if raw or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        wrong = next(iter(raw), "file")
        raise InputError(
            f"Tệp {label}: không hiểu «{wrong}»; mỗi câu trả lời phải đứng dưới một dòng [[file]].",
            en=f"{label}: “{wrong}” is not understood; each answer stands below a line [[file]].",
        )
    entries = tuple(_entry(table, number, label) for number, table in enumerate(tables, start=1))
    first: dict[tuple[str, str], int] = {}
    for entry in entries:  # hashes that begin alike are of one file
        number = first.setdefault((entry.hash[:HASH_DIGITS], entry.sheet), entry.number)
        if number != entry.number:
            raise _refused(
                label, entry.number, f"tệp này đã có ở mục {number}; hãy giữ một mục",
                f"entry {number} speaks of this file already; keep one of them",
            )  # fmt: skip
    return FileAnswers(label, entries)


def lines_to_copy(sha256: str, name: str, *answers: str, sheet: str = "") -> str:
    """The lines of an entry, ready for ``files.toml``; of several answers all but the first as comments.

    >>> print(lines_to_copy("3f2a9c01b7de55", "DATA.xlsx", 'is = "register"', 'is = "other"'))
    [[file]]  # DATA.xlsx
    hash = "3f2a9c01b7de"
    is = "register"
    # is = "other"
    """
    shown = "".join(c for c in name if c.isprintable())
    lines = [f"[[file]]  # {shown}", f'hash = "{sha256[:HASH_DIGITS]}"']
    lines += [f"sheet = {_quoted(sheet)}"] if sheet else []
    return "\n".join([*lines, *answers[:1], *(f"# {one}" for one in answers[1:])])


def is_of(unit: str) -> str:
    """The answer that a file is the report of a unit, as ``check`` prints it.

    >>> print(is_of('Trường "Hoa Sen"'))
    unit = "Trường \\"Hoa Sen\\""
    """
    return f"unit = {_quoted(unit)}"


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\{c}" if c in '"\\' else c for c in text if c.isprintable()) + '"'


def _entry(table: dict, number: int, label: str) -> FileAnswer:
    refuse_unknown(table, _KEYS, f"{label}, mục {number}")
    for key in ("hash", "is", "unit", "aside", "sheet"):
        if key in table and (not isinstance(table[key], str) or not tidy(table[key])):
            raise _refused(
                label, number, f"«{key}» phải là chữ trong dấu nháy", f"“{key}” must be text in quotes"
            )
    digest = tidy(table.get("hash", "")).lower()
    if not _HASH.fullmatch(digest):
        raise _refused(
            label, number, f"«hash» phải là ít nhất {HASH_DIGITS} chữ số đầu của mã tệp, chép từ xhht check",
            f"“hash” must be at least the first {HASH_DIGITS} digits that xhht check prints",
        )  # fmt: skip
    if table.get("is", KINDS[0]) not in KINDS:
        raise _refused(
            label, number, f"«is» phải là một trong {', '.join(KINDS)}.{near(table['is'], KINDS)}",
            f"“is” must be one of {', '.join(KINDS)}.{near(table['is'], KINDS, en=True)}",
        )  # fmt: skip
    year, use = table.get("year"), table.get("use", False)
    if year is not None and (type(year) is not int or year not in _YEARS):
        raise _refused(
            label, number, "«year» phải là một năm, ví dụ 2024", "“year” must be a year, such as 2024"
        )
    if not isinstance(use, bool):
        raise _refused(label, number, "«use» phải là true hoặc false", "“use” must be true or false")
    answer = FileAnswer(
        digest, tidy(table.get("sheet", "")), table.get("is", ""), tidy(table.get("unit", "")), year, use,
        tidy(table.get("aside", "")), number,
    )  # fmt: skip
    if answer.use and answer.sets_aside:
        raise _refused(label, number, "«use» trái với «aside» hoặc «is»", "“use” contradicts “aside” or “is”")
    if not table.keys() - {"hash", "sheet"}:
        raise _refused(
            label, number, "chưa có câu trả lời: cần «is», «unit», «year», «use» hoặc «aside»",
            "there is no answer: “is”, “unit”, “year”, “use” or “aside” is needed",
        )  # fmt: skip
    return answer


def _refused(label: str, number: int, vi: str, en: str) -> InputError:
    stop_vi, stop_en = ("" if text.endswith("?") else "." for text in (vi, en))
    return InputError(
        f"Tệp {label}, mục {number}: {vi}{stop_vi}", en=f"{label}, entry {number}: {en}{stop_en}"
    )
