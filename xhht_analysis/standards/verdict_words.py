"""The words of verdicts, and which of them are good news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.standards.engine import Judgement
from xhht_analysis.standards.rules import has_one_level
from xhht_analysis.standards.target_words import NO_TARGET

REACHED, NOT_REACHED = "đạt", "chưa đạt"
KEPT, UNCHANGED = "giữ vững (đạt)", "giữ nguyên (chưa đạt)"
EXCEEDED, EARLY = "vượt", "vượt sớm"
MISSED_SO_FAR = "chưa đạt (đợt sơ kết)"
ON_PACE, BEHIND = "đúng tiến độ", "chậm"
NO_DATA = "chưa có số liệu"
UNDECIDED = "chưa kết luận được"
NOT_COMPARED = "không so sánh"
NOT_DUE = "chưa đến hạn"
SHOWN = "theo dõi"
VERDICTS = (
    REACHED,
    KEPT,
    EXCEEDED,
    EARLY,
    ON_PACE,
    BEHIND,
    NOT_REACHED,
    UNCHANGED,
    MISSED_SO_FAR,
    UNDECIDED,
    NOT_COMPARED,
    NOT_DUE,
    NO_TARGET,
    SHOWN,
    NO_DATA,
)
#: What is reached, or on its way there.
GOOD = (REACHED, KEPT, EXCEEDED, EARLY, ON_PACE)
#: What is missed, or behind.
BAD = (BEHIND, NOT_REACHED, UNCHANGED, MISSED_SO_FAR)
#: Of a clause with several figures the worse verdict stands: the first of these.
_WORST_FIRST = (
    NOT_REACHED, MISSED_SO_FAR, UNCHANGED, BEHIND, NO_DATA, UNDECIDED, NOT_COMPARED, NO_TARGET, SHOWN,
    NOT_DUE, ON_PACE, REACHED, KEPT, EARLY, EXCEEDED,
)  # fmt: skip


def worst(words: Iterable[str]) -> str:
    """The worst of some verdicts.

    >>> worst(["đạt", "chưa kết luận được", "đúng tiến độ"])
    'chưa kết luận được'
    """
    return min(words, key=_WORST_FIRST.index)


def counted_words(words: Iterable[str]) -> str:
    """How often which verdict, the most frequent first: ``12 đạt, 3 chậm``.

    >>> counted_words(["chậm", "đạt", "đạt"])
    '2 đạt, 1 chậm'
    """
    return ", ".join(f"{n} {word}" for word, n in Counter(words).most_common())


def proven_words(judged: Judgement) -> str:
    """The level that is reached for certain, or if a suppressed figure is as it should be.

    Not that none is, where suppressed figures leave it open.
    """
    if judged.set_aside > judged.proven:
        hidden = (c.indicator for c in judged.conditions if c.hidden and not c.unknown_lowers)
        named = " và ".join(f"“{catalogue()[name].name}”" for name in dict.fromkeys(hidden))
        return f"{level_words(judged.standard, judged.set_aside)} nếu đủ điều kiện {named} (không công bố)"
    return UNDECIDED if judged.untold else level_words(judged.standard, judged.proven)


def level_words(standard: str, level: int) -> str:
    """A level as a reader says it.

    >>> level_words("xmc", 2), level_words("mn5", 1), level_words("th", 0)
    ('đạt mức độ 2', 'đạt chuẩn', 'chưa đạt chuẩn')
    """
    if level == 0:
        return "chưa đạt chuẩn"
    return "đạt chuẩn" if has_one_level(standard) else f"đạt mức độ {level}"
