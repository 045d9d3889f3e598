"""Text tables (csv, tsv, txt …): how their letters are written, what parts their cells, and the cells."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import unreadable
from xhht_analysis.sources import limits
from xhht_analysis.sources.sheet import Sheet

#: Names that promise a text table; under any other name the text must plainly be one.
TEXT_TABLES = {".csv", ".tsv", ".psv", ".ssv", ".tab"}
_SAMPLE = 1 << 16
_LONGEST_LINE = 16 * limits.MIB
#: Equal texts are kept once, as long as there are not more different ones than these.
_WORDS = 200_000
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
#: In windows-1258 a tone is a mark of its own (CC D2 DE EC F2) and follows a vowel.
_TONE = re.compile(rb"[\xcc\xd2\xde\xec\xf2]")
_TONE_ON_VOWEL = re.compile(
    rb"[aeiouyAEIOUY\xc2\xca\xd4\xe2\xea\xf4\xc3\xe3\xd5\xf5\xdd\xfd][\xcc\xd2\xde\xec\xf2]"
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without BOM) or windows-1258, its tones composed to NFC.

    Single bytes that are no windows-1258 Vietnamese come as windows-1252, one character a byte, so that
    letters of an old font can still be told.
    """
    data = path.read_bytes()
    encoding = _utf_16(data[:_SAMPLE])
    if encoding:
        return data.decode(encoding, errors="replace").replace("\0", "")
    data = data.rstrip(b"\x1a").replace(b"\0", b"")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_single_bytes(data)


def looks_like_text(path: Path) -> bool:
    """Whether a file's first bytes are letters rather than a program's data."""
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    if _utf_16(sample):
        return True
    return sample.count(b"\0") * 4 <= len(sample) and len(_CONTROLS.findall(sample)) * 100 <= len(sample)


def guess_separator(text: str) -> str:
    """The separator that cuts the first lines into the most, and equally many, columns.

    >>> guess_separator("a;b;c\\n1,5;2;3\\n")
    ';'
    """
    lines = _first_lines(text)
    return max(";\t,|", key=lambda separator: _evenness(lines, separator))


def read_text_table(path: Path, *, separator: str | None = None) -> Sheet:
    """The one table of a text file; InputError where its quotes or lines cannot be made out."""
    text = read_text(path)
    _refuse_long_lines(path, text)
    if path.suffix.lower() not in TEXT_TABLES and not _plainly_a_table(text):
        raise unreadable(
            path.name,
            "văn bản thường, không phải bảng có dấu phân cách; hãy lưu số liệu dạng .xlsx",
        )
    told = re.match(r'"?sep=(.)"?\r?\n', text)  # Excel's own way to name the separator
    separator = separator or (told[1] if told else guess_separator(text))
    rows: list[list[object]] = [list(row) for row in _rows(path, text, separator)]
    if told:
        rows[0] = []
    return Sheet(path.name, path.stem, rows)


def _utf_16(sample: bytes) -> str | None:
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    # without a BOM: every second byte of Latin letters is zero; Vietnamese ones with two marks are not
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decode_single_bytes(data: bytes) -> str:
    tones, on_vowels = len(_TONE.findall(data)), len(_TONE_ON_VOWEL.findall(data))
    if tones * 9 <= on_vowels * 10:
        return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    text = data.decode("latin-1")
    high = {n: bytes([n]).decode("cp1252", errors="ignore") or chr(n) for n in range(0x80, 0xA0)}
    return text.translate(high)


def _first_lines(text: str) -> list[str]:
    return [line for line in text[:_SAMPLE].splitlines()[:20] if line.strip()]


def _evenness(lines: list[str], separator: str) -> int:
    cuts = [line.count(separator) for line in lines] or [0]
    common = max(set(cuts), key=lambda n: (cuts.count(n), n))
    return cuts.count(common) * common


def _plainly_a_table(text: str) -> bool:
    lines = _first_lines(text)
    separator = guess_separator(text)
    cuts = [line.count(separator) for line in lines]
    common = max(set(cuts), key=cuts.count, default=0)
    return len(lines) > 1 and common > 0 and cuts.count(common) * 10 >= len(cuts) * 7


def _refuse_long_lines(path: Path, text: str) -> None:
    at = 0
    while at + _LONGEST_LINE < len(text):
        window = text[at : at + _LONGEST_LINE]
        end = max(window.rfind("\n"), window.rfind("\r"))
        if end < 0:
            raise unreadable(
                path.name,
                "có dòng dài quá 16 triệu chữ, không phải bảng; hãy xin nơi gửi bảng tính Excel",
            )
        at += end + 1


def _rows(path: Path, text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader((m[0] for m in _LINE.finditer(text)), delimiter=separator)
    cells, start, last_start, row = 0, 1, 1, []
    words: dict[str, str] = {}
    once = words.setdefault
    try:
        for row in reader:
            cells += len(row)
            if len(row) > limits.MOST_COLUMNS or cells > limits.MOST_CELLS:
                raise _too_wide_or_long(path, start)
            if len(words) > _WORDS:
                words.clear()
            yield list(map(once, row, row))
            start, last_start = reader.line_num + 1, start
    except csv.Error:
        raise _unclosed(path, start) from None
    # the reader takes all lines up to the end into one cell and says nothing
    if row and reader.line_num > last_start and "\n" in row[-1].replace("\r", "\n") and text.count('"') % 2:
        raise _unclosed(path, last_start)


def _unclosed(path: Path, line: int) -> InputError:
    return unreadable(
        path.name,
        "dấu nháy mở ở dòng {line} không khép; hãy sửa dấu nháy rồi lưu lại",
        line=line,
    )


def _too_wide_or_long(path: Path, line: int) -> InputError:
    return unreadable(
        path.name,
        "tới dòng {line} đã quá nhiều ô (tối đa {most_columns} cột, {most_cells} triệu ô); hãy bỏ cột "
        "thừa hoặc tách thành nhiều tệp",
        line=line, most_columns=limits.MOST_COLUMNS, most_cells=limits.MOST_CELLS // 1000000,
    )  # fmt: skip
