"""Vietnamese text, numbers and dates: parse them, print them, sort them.

The only place that rounds a figure for a reader: HTML, Excel and Word call the same
functions, so they can never show two roundings of one figure.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

#: How :func:`sort_key` orders texts: letters and numbers, then tones, then the text itself.
SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=10)}
# Unicode tone marks in the order of Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
TONES = {"̀": 1, "̉": 2, "̃": 3, "́": 4, "̣": 5}
_SPACES = re.compile(r"[\s\u00a0\u200b\u200c\u200d\ufe0e\ufe0f\ufeff]+")
#: Full-width letters, digits and signs (1９６５, Ａ) stand 0xFEE0 above the ordinary ones.
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_TYPED_NUMBER = re.compile(r"['‘’`´](?=\d)|(?<=\d)[.,]00?$")
_TYPED_AS = re.compile(r"['‘’`´]?\d+(?:[.,]00?)?")


def tidy(text: object) -> str:
    """One spelling of a text: NFC, Ð (Icelandic) as Đ, no full-width signs, single spaces, none at the ends.

    >>> tidy("  Ðinh\\u00a0 Thi\\u0323 ")
    'Đinh Thị'
    """
    if text is None:
        return ""
    plain = str(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain).replace("Ð", "Đ").replace("ð", "đ")
        plain = _FULL_WIDTH.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), plain)
    return _SPACES.sub(" ", plain).strip()


def tidy_number(text: object) -> str:
    """:func:`tidy`, and a whole number without what programs put to it: "1965.0", "15,0", a typed "'1965".

    >>> tidy_number(1965.0), tidy_number("15,00"), tidy_number("'0905"), tidy_number("1.965")
    ('1965', '15', '0905', '1.965')
    """
    if isinstance(text, float) and text.is_integer():
        return str(int(text))
    plain = tidy(text)
    if plain[:1].isalpha() or not _TYPED_AS.fullmatch(plain):
        return plain
    return _TYPED_NUMBER.sub("", plain)


@lru_cache(maxsize=1 << 15, typed=True)  # a register repeats its few words
def fold(text: object) -> str:
    """Lower-case ASCII skeleton for comparing spellings (Hòa = Hoà, Quí ≠ Quý).

    >>> fold("Tình trạng  CƯ TRÚ")
    'tinh trang cu tru'
    """
    lowered = tidy(text).lower().replace("đ", "d")
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def same_spelling(name: str) -> str:
    """A name in the one spelling that stands for all: a word's tone counts, its place does not.

    >>> same_spelling("HÒA") == same_spelling("Hoà"), same_spelling("Hoa") == same_spelling("Hòa")
    (True, False)
    """
    return " ".join(map(_tone_last, name.lower().split()))


@lru_cache(maxsize=1 << 14)  # the names of a commune are made of some hundred words
def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in TONES) + "".join(c for c in letters if c in TONES)


@lru_cache(maxsize=4096)  # the few names of units are asked for again and again
def slug(text: object) -> str:
    """ASCII identifier for an address inside a page.

    >>> slug("Xóa mù chữ: nữ")
    'xoa-mu-chu-nu'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "muc"


def capitalised(text: str) -> str:
    """The text as it begins a sentence.

    >>> capitalised("năm 2024")
    'Năm 2024'
    """
    return text[:1].upper() + text[1:]


def inside_sentence(text: str) -> str:
    """The text as it stands inside a sentence; an abbreviation keeps its capitals.

    >>> inside_sentence("Phổ cập THCS"), inside_sentence("THCS")
    ('phổ cập THCS', 'THCS')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def listed(names: Sequence[str]) -> str:
    """Names in a row, as a sentence ends.

    >>> listed(["Khóm 1", "Khóm 2", "Khóm 3"])
    'Khóm 1, Khóm 2 và Khóm 3'
    """
    return " và ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def sort_key(text: object) -> SortKey:
    """Key of Vietnamese dictionary order; numbers inside count as numbers.

    >>> sorted(["Khóm 10", "Khóm 2", "Đa", "Da"], key=sort_key)
    ['Da', 'Đa', 'Khóm 2', 'Khóm 10']
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for part in re.findall(r"\d+|\D", tidy(text).lower()):
        if part.isdecimal():
            letters.append((1, int(part)))
            continue
        tone = 0
        base = ""
        for c in unicodedata.normalize("NFD", part):
            if c in TONES:
                tone = TONES[c]
            else:
                base += c
        base = unicodedata.normalize("NFC", base)
        letters.append((2, _RANK[base]) if base in _RANK else (0, ord(base[0]) if base else 0))
        tones.append(tone)
    return (tuple(letters), tuple(tones), tidy(text))


class Withheld:
    """A count of so few people that it may not be shown (:data:`WITHHELD`, the only one).

    Whatever is worked out from it is withheld too, so that no sentence gives it back; it is not nothing, and
    cannot be compared.

    >>> 1_200 - WITHHELD, bool(WITHHELD)
    ([c], True)
    """

    def __repr__(self) -> str:
        return "[c]"

    def __reduce__(self) -> str:
        return "WITHHELD"

    def _itself(self, *_: object) -> Withheld:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _itself
    __abs__ = __neg__ = _itself


WITHHELD = Withheld()


def round_half_up(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """Round an exact number half away from zero, as the official forms do.

    >>> round_half_up(Fraction(184900, 2000), 1)
    Decimal('92.5')
    """
    quantum = Decimal(1).scaleb(-decimals)
    if isinstance(value, Fraction):
        scaled = value * 10**decimals
        whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
        return (Decimal(whole if scaled >= 0 else -whole) * quantum).quantize(quantum)
    return Decimal(value).quantize(quantum, rounding=ROUND_HALF_UP)


def decimals_of(number: Decimal) -> int:
    """With how many decimals a number is written.

    >>> decimals_of(Decimal("1.50")), decimals_of(Decimal("1E+3"))
    (2, 0)
    """
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def format_number(value: int | Decimal | Fraction | Withheld, decimals: int = 0) -> str:
    """A number as Vietnamese readers write it; ``[c]`` for one that is withheld.

    >>> format_number(Decimal("1234.5"), 1)
    '1.234,5'
    """
    if isinstance(value, Withheld):
        return str(value)
    rounded = round_half_up(value, decimals)
    return f"{rounded:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def format_percent(rate: Fraction, decimals: int = 2, *, threshold: Fraction | None = None) -> str:
    """A share (0 to 1) as a percentage; more decimals where rounding would hide the verdict.

    >>> format_percent(Fraction(9, 10))
    '90,00%'
    >>> format_percent(Fraction(89999, 100000), threshold=Fraction(9, 10))
    '89,999%'
    """
    places = _places(rate, decimals, threshold)
    return format_number(rate * 100, places) + "%"


def percent(rate: Fraction, decimals: int = 2, *, threshold: Fraction | None = None) -> Decimal:
    """The rounded percentage itself, by the same rule as :func:`format_percent`."""
    return round_half_up(rate * 100, _places(rate, decimals, threshold))


def _places(rate: Fraction, decimals: int, threshold: Fraction | None) -> int:
    if threshold is None:
        return decimals
    places = decimals
    while places < decimals + 6:
        shown = Fraction(round_half_up(rate * 100, places))
        if (shown >= threshold * 100) == (rate >= threshold):
            return places
        places += 1
    return places


def places_apart(one: Fraction, other: Fraction, decimals: int = 2) -> int:
    """With how many decimals two shares are told apart as percentages (:func:`format_percent`)."""
    shown = range(decimals, decimals + 7 if one != other else decimals)
    return next((n for n in shown if percent(one, n) != percent(other, n)), decimals)


def format_date(day: dt.date) -> str:
    """A date as in official papers: days under 10 and months 1 and 2 are padded (NĐ 30/2020).

    >>> format_date(dt.date(2024, 6, 5))
    '05/6/2024'
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


_COUNT = re.compile(r"\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+")
_DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def parse_count(text: object) -> int:
    """A whole number as offices type it: ``1847``, ``2.910``, ``21,600``, ``21 600``.

    Raises ValueError for anything else: ``2,5`` and ``1.23`` could be two numbers.

    >>> parse_count("2.910")
    2910
    """
    if isinstance(text, float) and text.is_integer():
        return int(text)
    cleaned = tidy(text)
    if not _COUNT.fullmatch(cleaned):
        raise ValueError(cleaned)
    return int(re.sub(r"\D", "", cleaned))


def parse_decimal(text: object) -> Decimal:
    """A decimal number with one mark, comma or dot: ``60,08`` or ``97.78``.

    Raises ValueError where two readings are possible or none (``1.234,5,6``).

    >>> parse_decimal("97,78")
    Decimal('97.78')
    """
    cleaned = tidy(text)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+", cleaned):
        return Decimal(cleaned.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+\.\d+", cleaned):
        return Decimal(cleaned.replace(",", ""))
    if not _DECIMAL.fullmatch(cleaned):
        raise ValueError(cleaned)
    return Decimal(cleaned.replace(",", "."))
