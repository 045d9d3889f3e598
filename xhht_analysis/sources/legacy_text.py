"""Vietnamese typed in the 8-bit fonts of before Unicode (TCVN3, VNI, VietWare), told apart and decoded.

Such a file holds the codes of Western letters, and only the font shows them as Vietnamese: ``NguyÔn``
in .VnTime, ``Nguyeãn`` in VNI-Times. Where the font is known it decides; where it is not, only text
that reads as Vietnamese syllables after decoding, and does not before, is taken for one of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import product


class Encoding(StrEnum):
    """An 8-bit encoding of Vietnamese that a font stands for."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VIETWARE = "VietWare X"


# --- the tables ---------------------------------------------------------------------------------------

# The letters of TCVN3: all small ones and the seven capitals that have no tone. A capital with a tone is a
# small one in a font of capitals, so Ò, À or ° in such text are no Vietnamese letters and stay.
_TCVN3 = str.maketrans(
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ¡¢£¤¥¦§",
    "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂÊÔƠƯĐ",
)
_HUYEN, _HOI, _NGA, _SAC, _NANG = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES = (_SAC, _HUYEN, _HOI, _NGA, _NANG)


def _pairs(letters: str, base: str, marks: str) -> dict[str, str]:
    """A letter and its mark as typed → the letter in Unicode; ``marks`` in the order of the tones."""
    return {f"{letter}{mark}": f"{base or letter}{tone}"
            for letter in letters for mark, tone in zip(marks, _TONES, strict=True)}  # fmt: skip


def _table(small: dict[str, str]) -> dict[str, str]:
    """The same for capitals; the mark after a letter may be typed in either case."""
    table = {}
    for typed, letter in small.items():
        whole = unicodedata.normalize("NFC", letter)
        for spelling in {typed, typed[0] + typed[1:].upper()}:
            table[spelling] = whole
            table[spelling[0].upper() + spelling[1:]] = whole.upper()
    return table


# VNI writes a letter and then its hat, bowl or tone, or both in one mark.
_VNI = _table(
    {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
    | {f"{letter}â": f"{letter}\u0302" for letter in "aeo"}
    | {"aê": "ă"}
    | _pairs("aeouy", "", "ùøûõï")
    | _pairs("ô", "ơ", "ùøûõï")
    | _pairs("ö", "ư", "ùøûõï")
    | _pairs("a", "â", "áàåãä")
    | _pairs("e", "ê", "áàåãä")
    | _pairs("o", "ô", "áàåãä")
    | _pairs("a", "ă", "éèúüë")
)
# VietWare X has a letter for each vowel and writes the tone after it.
_VIETWARE = _table(
    dict(zip("àáâãäåæçêèéë", "ăâđêôơưìíỉĩị", strict=True))
    | _pairs("aeuy", "", "ïìíîû")
    | _pairs("o", "", "ïìíîü")
    | _pairs("å", "ơ", "ïìíîü")
    | _pairs("æ", "ư", "ïìíîû")
    | _pairs("á", "â", "úöøùû")
    | _pairs("ã", "ê", "úöøùû")
    | _pairs("ä", "ô", "úöøùü")
    | _pairs("à", "ă", "õòóôû")
    | {"yñ": "ỵ"}
)
_SPELLINGS = {Encoding.VNI: _VNI, Encoding.VIETWARE: _VIETWARE}
_PLACES = {
    encoding: re.compile("|".join(sorted(table, key=len, reverse=True)))
    for encoding, table in _SPELLINGS.items()
}
# The marks are drawn over the letter before, so a mark typed twice looks like one.
_MARK_TWICE = re.compile("([ùøûõïÙØÛÕÏ])\\1+")

# Punctuation that a reader of raw bytes left as control characters.
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
# What a reader of windows-1258 made of the bytes in which it differs from Western ones.
_FROM_1258 = {ord(bytes([code]).decode("cp1258")): code for code in range(0xA0, 0x100)}


def decode(text: str, encoding: Encoding) -> str:
    """``text``, typed in a font of ``encoding``, in Unicode NFC; what the font has no letter for stays.

    >>> decode("NguyÔn ThÞ H\\xad¬ng 12", Encoding.TCVN3), decode("Nguyeãn Thò Höông", Encoding.VNI)
    ('Nguyễn Thị Hương 12', 'Nguyễn Thị Hương')
    """
    plain = text.translate(_CONTROLS)
    if encoding is Encoding.TCVN3:
        return unicodedata.normalize("NFC", plain.translate(_TCVN3))
    once, table = _MARK_TWICE.sub(r"\1", plain), _SPELLINGS[encoding]
    return unicodedata.normalize("NFC", _PLACES[encoding].sub(lambda place: table[place[0]], once))


# --- what reads as Vietnamese -------------------------------------------------------------------------

_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en "
    "eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om "
    "on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uy uya "
    "uych uyên uyêt uynh uyt uyu uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt ư ưa ưc ưi "
    "ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh ych yt"
).replace(" ", "|")
_SYLLABLE = re.compile(f"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?(?:{_RHYMES})")
_TONE_MARKS = re.compile(f"[{''.join(_TONES)}]")
_VOWELS = re.compile("[aeiouyăâêôơư]")
_BETWEEN_WORDS = re.compile(r"[\s\d\x00-/:-@\[-`{-\x7f‘’“”…–—•]+")
_SIGNS = frozenset("Ø×÷µ·°±²³§©®«»")
# Letters and signs Vietnamese in Unicode never uses, but most words in an old font do.
_STRANGE = re.compile("[¡-¬\xad®¯µ-¹»-¿ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ]")
# Letters no Western byte stands for, and of these the ones that windows-1258 has no byte for either.
_NEVER_1258 = re.compile("[\u1ea0-\u1ef9]")
_WIDE = re.compile("[\u0102-\u0103\u0110-\u0111\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")


@lru_cache(maxsize=1 << 16)  # a language has few syllables, a register many lines
def is_syllable(word: str) -> bool:
    """Whether a word is spelt as a Vietnamese syllable can be.

    >>> is_syllable("Nguyễn"), is_syllable("NguyÔn"), is_syllable("hoc\u0323")
    (True, False, True)
    """
    tones = _TONE_MARKS.findall(unicodedata.normalize("NFD", word))
    bare = _without_tones(word)
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    # A syllable that ends in a stop is sắc or nặng, never anything else.
    return not tones or not bare.endswith(("c", "ch", "p", "t")) or tones[0] in (_SAC, _NANG)


def _without_tones(word: str) -> str:
    return unicodedata.normalize("NFC", _TONE_MARKS.sub("", unicodedata.normalize("NFD", word.lower())))


def _telling_words(text: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(text) if not word.isascii() and word not in _SIGNS]


def _syllables(text: str) -> int:
    return sum(map(is_syllable, _telling_words(text)))


def from_font(text: str, encoding: Encoding, *, via_1258: bool = False) -> str:
    """``text`` of a cell in a font of ``encoding``, in NFC; ``via_1258`` if read as windows-1258.

    People also type Unicode while such a font is set: letters that no 8-bit font has stay themselves, and
    a text that has some and reads no better decoded is left alone.

    >>> from_font("phụ tïng", Encoding.TCVN3), from_font("Hà Nội", Encoding.TCVN3)
    ('phụ tùng', 'Hà Nội')
    """
    if via_1258:
        return decode(text.translate(_FROM_1258), encoding)
    decoded = decode(text, encoding)
    if not _WIDE.search(text):
        return decoded
    before, after = _syllables(text), _syllables(decoded)
    if before > after or (before == after and not _STRANGE.search(text)):
        return unicodedata.normalize("NFC", text)
    return decoded


def was_read_as_1258(texts: Iterable[str], encoding: Encoding) -> bool:
    """Whether texts in a font of ``encoding`` read better as bytes that were taken for windows-1258."""
    suspects = {text for text in texts if _WIDE.search(text) and not _NEVER_1258.search(text)}
    plain = sum(_syllables(from_font(text, encoding)) for text in suspects)
    return sum(_syllables(from_font(text, encoding, via_1258=True)) for text in suspects) > plain


# --- which encoding a text without a known font has ---------------------------------------------------

_ENOUGH_WORDS = 5000


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text was taken for: ``certainty`` is the share of its ``words`` that then read as Vietnamese.

    ``mixed``: most of them read as Vietnamese as they stand, so that these are Unicode already.
    """

    encoding: Encoding
    certainty: Fraction
    words: int
    via_1258: bool = False
    mixed: bool = False


def could_be_old(texts: Iterable[str]) -> bool:
    """Whether any text has a letter or sign strange to Unicode Vietnamese: a look that spares the guess."""
    return any(_STRANGE.search(text) for text in texts)


def guess_encoding(texts: Iterable[str], *, at_least: int = 3) -> Guess | None:
    """The encoding of texts of one table or column, or None where they do not settle it.

    Settled means: of the different words with letters beyond ASCII, ``at_least`` become Vietnamese
    syllables that were none before, four in five are syllables afterwards, and no other encoding comes near.

    >>> guess_encoding(["TrÇn V¨n Hïng", "Lª ThÞ TuyÕt"]).encoding.value
    'TCVN3'
    >>> guess_encoding(["Trần Văn Hùng", "François, São Paulo, Málaga, Köln"])
    """
    if not could_be_old(texts := list(texts)):
        return None
    joined = "\n".join(text for text in texts if not text.isascii())
    words = sorted(set(_telling_words(joined)))[:_ENOUGH_WORDS]
    ways = (False, True) if _WIDE.search(joined) and not _NEVER_1258.search(joined) else (False,)
    best: dict[Encoding, tuple[int, Guess]] = {}
    for encoding, via_1258 in product(Encoding, ways):
        gained, guess = _try(words, encoding, via_1258)
        settled = gained >= at_least and 5 * guess.certainty >= 4
        if settled and (encoding not in best or gained > best[encoding][0]):
            best[encoding] = (gained, guess)
    found = sorted(best.values(), key=lambda found: -found[0])
    if not found or any(2 * gained > found[0][0] for gained, _ in found[1:]):
        return None
    return found[0][1]


def _try(words: list[str], encoding: Encoding, via_1258: bool) -> tuple[int, Guess]:
    """How many words become syllables by a way of decoding, and that way."""
    spoken = [known for word in words if (known := _reads(word, encoding, via_1258))]
    right = sum(after for _, after in spoken)
    gained = sum(after and not before for before, after in spoken)
    share = Fraction(right, len(spoken) or 1)
    mixed = 2 * sum(before for before, _ in spoken) > len(spoken)
    return gained, Guess(encoding, share, len(spoken), via_1258, mixed)


@lru_cache(maxsize=1 << 16)  # the workbooks of a period say the same words
def _reads(word: str, encoding: Encoding, via_1258: bool) -> tuple[bool, bool] | None:
    """Whether a word is a syllable as it stands, and decoded; None for one that proves nothing.

    An abbreviation (QĐ, TĐC) has no vowel, a lone letter is no word.
    """
    after = from_font(word, encoding, via_1258=via_1258)
    if len(word) < 2 or not _VOWELS.search(_without_tones(after)):
        return None
    return is_syllable(word), is_syllable(after)


def from_guess(text: str, guess: Guess) -> str:
    """``text`` of a table taken for ``guess``; a text that reads better as it stands is left alone.

    Of a mixed table only a text is decoded that does not read as it stands and reads whole afterwards.

    >>> guess = Guess(Encoding.TCVN3, Fraction(1), 9)
    >>> from_guess("sè nhµ", guess), from_guess("Đà Nẵng", guess), from_guess("Ø 20", guess)
    ('số nhà', 'Đà Nẵng', 'Ø 20')
    """
    if not _telling_words(text):
        return text
    decoded = from_font(text, guess.encoding, via_1258=guess.via_1258)
    before, after = _syllables(text), _syllables(decoded)
    if guess.mixed and (before == len(_telling_words(text)) or after < len(_telling_words(decoded))):
        return text
    return decoded if after >= before else text
