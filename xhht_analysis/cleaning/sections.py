"""Lines that name the khóm of the people below them: “KHÓM 1”, “II. Thôn Nà Cáy”, “Tổ 5 khóm 2: 20 người”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from xhht_analysis.base.khom_word import KINDS
from xhht_analysis.cleaning.boxes import khom_boxes
from xhht_analysis.cleaning.khom import as_read, clean_khom
from xhht_analysis.cleaning.khom_names import KhomNames
from xhht_analysis.cleaning.values import Cleaned, cell_text, texts
from xhht_analysis.sources.people import RawPeople

_NONE = KhomNames()
#: With their marks, since Bàn, Tô and Lang are names of persons; with a number also without. A tổ is a part.
_KINDS = "|".join([*(kind.lower() for kind in KINDS if kind != "Tổ"), "tdp", "kp", "kv", "kdc"])
_PLAIN = "|".join(words[0] for kind, words in KINDS.items() if kind != "Tổ")
_MARKED = re.compile(
    rf"({_KINDS}|tổ)\b[ .:]+(số )?(?!trưởng|phó|điều tra|thị |văn )[^\d\W](?:[\w'’. ]|-(?! ))*", re.IGNORECASE
)
_NUMBERED = re.compile(
    rf"({_KINDS}|{_PLAIN}|đội|doi|tổ|to|k)[ .:]*(?:số |so )?(\d{{1,3}}[a-zđ]?|[ivx]+)", re.IGNORECASE
)
_PART = re.compile(r"\b(?:tổ|to)(?= ?\d| số)", re.IGNORECASE)
_KIND_AGAIN = re.compile(rf"\s(?=(?:{_KINDS}|{_PLAIN}|tổ|to)\b)", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:[ivx]+|\d{1,2}|[a-h])\s*[.)/:–-]\s*|(?:danh sách|ds|địa bàn|đơn vị)\b[ :]*)+", re.IGNORECASE
)
#: How many people or households a section is said to have.
_COUNTED = re.compile(
    r"\s*[:;,(–-]*\s*\d[\d.]*\s*(?:người|nguoi|nhân khẩu|khẩu|nk|hộ|ho)\b.*$", re.IGNORECASE
)
_TRAILING = re.compile(r"\s*(?::\s*\d*|\(\s*\d*\s*\))\s*$|[\s.,;:–-]+$")
_SAYS_NOTHING = re.compile(
    r"[\d.,%()+-]+|[ivx]+\.?|[a-h][.)]?|\d[\d.]*\s*(?:người|nguoi|nhân khẩu|khẩu|nk|hộ|ho)\b.*", re.IGNORECASE
)


def section_name(text: object, *, names: KhomNames = _NONE) -> str:
    """The khóm that a line names whose only text this is, as written there; "" for any other text.

    ``names``: those of the area's list, which count without the word khóm or ấp as well.

    >>> section_name("II. Thôn Nà Cáy"), section_name("KHÓM 1: 20 người"), section_name("Tổ 5, khóm 2")
    ('Thôn Nà Cáy', 'KHÓM 1', 'khóm 2')
    >>> section_name("KDC 2"), section_name("soc 3")
    ('KDC 2', 'soc 3')
    >>> section_name("Bàn Thị Mai"), section_name("Nà Cáy", names=KhomNames(["Nà Cáy"]))
    ('', 'Nà Cáy')
    """
    core = _BEFORE.sub("", as_read(text)[0])
    core = _TRAILING.sub("", _COUNTED.sub("", core)).strip()
    for part in (core, re.split(r"\s*(?:[,;]|\s[–-]\s|\()", core)[0]):
        if part and len(names.find(part)) == 1:
            return part
    segments: list[str] = []
    for part in re.split(r"\s*(?:[,;(]|\s[–-]\s)\s*", core):
        segments += _KIND_AGAIN.split(part) if _PART.search(part) else [part]
    named = [part for part in segments if _NUMBERED.fullmatch(part) or _MARKED.fullmatch(part)]
    if len(core) > 60 or not named or named[0] != segments[0]:
        return ""
    return next((part for part in named if not is_part(part)), named[0])


def is_part(name: str) -> bool:
    """Whether a name is of a part of a khóm only (a tổ).

    >>> is_part("Tổ 5"), is_part("Tổ dân phố 5")
    (True, False)
    """
    return _PART.match(name) is not None


def clean_khom_and_sections(
    raw: RawPeople, heads: Mapping[int, str], *, known: Sequence[str], alias: Mapping[str, str]
) -> Cleaned:
    """The khóm of each line: its own, else that of its section, else what address, sheet or file say.

    What is wrong with the name of a section is told of its head alone.
    """
    rows, headed = raw.rows, pd.Series(raw.rows.index.isin(list(heads)), index=raw.rows.index)
    cells = khom_boxes(rows, raw, known=known, alias=alias)
    sections = find_sections(raw, heads, names=KhomNames(known, alias))
    by_section = (sections != "") & ((texts(rows["khom"]) == "") | headed)
    cleaned = clean_khom(cells.where(~by_section, sections), known=known, alias=alias)
    odd = cleaned.problems.isin(["", "khom_spelling"]) & rows.index.isin(
        [i for i in heads if _is_odd(raw, i)]
    )
    cleaned = Cleaned(cleaned.values, cleaned.problems.mask(odd, "khom_look_alike"))
    # A sheet without the column is told once, not once a row.
    elsewhere = (rows["khom"].isna() & (cells == "") | by_section) & ~headed
    return Cleaned(cleaned.values, cleaned.problems.mask(elsewhere, ""))


def _is_odd(raw: RawPeople, head: int) -> bool:
    return any(odd for _, odd in map(as_read, raw.line(head)[1]))


def find_sections(raw: RawPeople, heads: Mapping[int, str], *, names: KhomNames = _NONE) -> pd.Series:
    """For each line of ``raw`` the khóm of the section that it stands in, "" for none.

    ``heads``: index → khóm of the lines that head a section (:func:`heads_of_sections`), in order. What
    stands alone above the headings of a sheet heads all of it.
    """
    sections = pd.Series("", index=raw.rows.index, dtype="str")
    for number, found in enumerate(raw.sheets):
        mine = raw.rows.index[raw.rows["sheet"] == number]
        if mine.empty:
            continue
        above = (section_name(_alone(row), names=names) for row in found.sheet.rows[: found.first_row])
        begins = [(mine[0], name) for name in above if name]
        begins += [(index, name) for index, name in heads.items() if mine[0] <= index <= mine[-1]]
        ends = [index for index, _ in begins[1:]] + [mine[-1] + 1]
        current = ""
        for (begin, name), end in zip(begins, ends, strict=False):
            if not (current and is_part(name) and not names.find(name)):
                current = name
            sections.loc[begin : end - 1] = current
    return sections


def heads_of_sections(
    raw: RawPeople, candidates: Sequence[int], named: pd.Series, *, names: KhomNames = _NONE
) -> dict[int, str]:
    """Index → khóm of the ``candidates`` (lines without a birth) that are nothing but the name of one.

    ``named``: the lines with a name, of which one stands below each head.
    """
    heads: dict[int, str] = {}
    for index in candidates:
        found, row = raw.line(index)
        text = _alone(row)
        if not text or not (name := section_name(text, names=names)):
            continue
        own, number = found.columns.get("khom"), found.columns.get("number")
        in_own = own is not None and own < len(row) and as_read(row[own])[0] == text
        numbered = number is not None and number < len(row) and cell_text(row[number]).isdigit()
        if not (in_own and numbered):  # a numbered line that waits for its person
            heads[index] = name
    return _with_people_below(heads, named)


def _with_people_below(heads: dict[int, str], named: pd.Series) -> dict[int, str]:
    """The heads without those of a khóm that somebody filled down beyond its people."""
    if not heads:
        return {}
    people = (named & ~named.index.isin(list(heads))).astype("int64").cumsum().tolist()
    kept: dict[int, str] = {}
    below, end = None, people[-1]
    for index in sorted(heads, reverse=True):
        if end > people[index] or below is not None and heads[below] != heads[index]:
            kept[index] = heads[index]
            below, end = index, people[index]
    return dict(sorted(kept.items()))


def _alone(row: Sequence[object]) -> str:
    """The only text of a line, beside counts and a section's number; "" where there are more, or none."""
    texts = {text for text, _ in map(as_read, row) if text and not _SAYS_NOTHING.fullmatch(text)}
    return texts.pop() if len(texts) == 1 else ""
