"""Texts as they are typed: other code points, other tone places, spaces too many."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from xhht_sample.dice import Dice
from xhht_sample.traits import SHARES

_OTHER_TYPING: dict[str, Callable[[str], str]] = {
    "double_space": lambda text: text.replace(" ", "  ", 1),
    "no_break_space": lambda text: text.replace(" ", "\u00a0", 1),
    "trailing_space": lambda text: f"{text} ",
    "nfd": lambda text: unicodedata.normalize("NFD", text),
}
_OTHER_TONE = {"Hòa": "Hoà", "Thủy": "Thuỷ", "Quý": "Quí", "Thúy": "Thuý"}


def misspell(text: str, dice: Dice) -> str:
    """The text, now and then with one of the traits of real registers."""
    for usual, other in _OTHER_TONE.items():
        if usual in text and dice.chance(SHARES["other_tone_place"]):
            text = text.replace(usual, other)
    if "Đ" in text and dice.chance(SHARES["icelandic_eth"]):
        text = text.replace("Đ", "Ð")
    return respace(text, dice)


def respace(text: str, dice: Dice) -> str:
    """The same letters, now and then decomposed or with other spaces."""
    way = dice.fraction()
    for trait, change in _OTHER_TYPING.items():
        if way < SHARES[trait]:
            return change(text)
        way -= SHARES[trait]
    return text


def number_or_text(number: int, dice: Dice) -> int | str:
    """A number, now and then typed as text."""
    return str(number) if dice.chance(SHARES["number_as_text"]) else number
