"""Words that stand in the boxes of a register (``words.toml``), without diacritics and in lower case."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from xhht_analysis.base.look_alikes import latin
from xhht_analysis.base.vietnamese import fold

WORDS = tomllib.loads(files("xhht_analysis.cleaning").joinpath("words.toml").read_text(encoding="utf-8"))


def plain(text: object) -> str:
    """A text as it is compared with words: look-alike letters as Latin, dots and signs at the ends left out.

    >>> plain("C.đi"), plain("Th.S"), plain(" ＮGHỈ – học.")
    ('c di', 'th s', 'nghi - hoc')
    """
    return re.sub(r"[.\s_'’`\"]+", " ", fold(latin(text))).strip(" ,:;-")


def beginning_with(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for texts that begin with one of the words; the longest of them is taken.

    >>> beginning_with(["dh", "dh sp"]).match("dh sp toan")[0], beginning_with(["dh"]).match("dhoan")
    ('dh sp', None)
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?![a-z])")


#: ways to say that there is nothing to say
NOTHING = frozenset(WORDS["ticks"]["no"])
#: ways to tick a box
MARKS = frozenset(WORDS["ticks"]["yes"])


def read_mark(text: object) -> bool | None:
    """Whether a box is ticked, None where nobody can tell.

    >>> [read_mark(t) for t in ("TRUE", "[x]", "Х", "FALSE", "□", "–", "có lẽ")]
    [True, True, True, False, False, False, None]
    """
    texts = fold(latin(text)), plain(text)
    return False if NOTHING.intersection(texts) else True if MARKS.intersection(texts) else None


#: what stands in the class column of somebody who does not go to school
NOT_AT_SCHOOL = NOTHING | frozenset(WORDS["class"]["not_at_school"])
#: the same with more behind it ("đi làm Bình Dương"); one word may mean another thing ("nghỉ hè")
NOT_AT_SCHOOL_BEGINS = beginning_with(word for word in WORDS["class"]["not_at_school"] if " " in word)
#: goes to school, of no grade that could be told
AT_SCHOOL = frozenset(WORDS["class"]["at_school"])
AFTER_SCHOOL_ALONE = frozenset(WORDS["class"]["after_school_alone"])
AFTER_SCHOOL = beginning_with(WORDS["class"]["after_school"])

#: what may stand before the name of a class: "HS lớp 4", "đang học lớp 9", "K6", "L.7"
BEFORE_CLASS = re.compile(
    r"^(?:(?:hs|hoc sinh|dang|hoc|truong)\s+)*(?:(?:lop|khoi)\s*|(?:kh?|l)\.?\s*(?=\d))?"
)
#: class 5T or five years old; a class of two grades: no single grade is told
MANY_THINGS = re.compile(r"[1-6] ?t|\d+ ?\+.*|ghep.*")
PRESCHOOL = re.compile(
    r"(nt|nha tre|nhom tre|nhom|mg|mau giao|mn|mam non|mam|choi|la|be|tre|mgb|mgn|mgl)(?![a-z])"
    r"|(nhom )?\d+\s*(-\s*\d+\s*)?(tuoi|thang)|\d\s*-\s*\d\s*t\b"
)
#: the continuing stream, before the grade or level it leads to: BTVH 10, BT THCS
COMPLEMENTARY = re.compile(
    r"^(bo tuc|(?:tt ?)?(?:gdnn[\s-]*)?gdtx|tx|bt)\s*(vh)?(?=th|[^a-z]|$)[\s.:\-]*(?:(?:lop|khoi)\s*(?=\d))?"
)
CONTINUING = re.compile(r"\b(bo tuc|bt(vh|th|thcs|thpt)?|gdtx|giao duc thuong xuyen|gdnn-gdtx)\b")
SCHOOL_BEFORE_GRADE = re.compile(
    r"^(thpt|thcs|thn|th|tieu hoc|trung hoc co so|trung hoc pho thong|trung hoc nghe|th nghe)\s*(?=\d)"
)
ROMAN = {
    numeral: value
    for value, numeral in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1
    )
}

LEVELS = {word: n for n, words in enumerate(WORDS["levels"].values(), start=1) for word in words}
VOCATIONAL_LEVELS = frozenset(WORDS["vocational_levels"]["words"])
_DEGREES = {name: words for name, words in WORDS["degrees"].items() if name != "not_yet"}
DEGREES = {word: n for n, words in enumerate(_DEGREES.values(), start=1) for word in words}
DEGREE = beginning_with(DEGREES)
NOT_YET = re.compile(rf"\b(?:{'|'.join(WORDS['degrees']['not_yet'])})\b")

RELAPSES = {
    word.format(n): n for n in (1, 2) for word in ("{}", "muc {}", "muc do {}", "m{}", "md {}", "m {}")
}

KINH, MINORITIES = (frozenset(WORDS["ethnicity"][name]) for name in ("kinh", "others"))
