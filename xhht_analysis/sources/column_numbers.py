"""The row of column numbers below a register's headings: what each number stands for in the national form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xhht_analysis.sources.sheet import plain_heading

#: So many headings must agree with the numbers, and this share of those that are known.
_ENOUGH, _SHARE = 8, 0.8
#: Two columns that some copies of the form have swapped: their numbers prove nothing.
_SWAPPED = {"disability_mental", "disability_intellect"}


def is_numbering(row: Sequence[object]) -> bool:
    """A row of column numbers 1, 2, 3 … (hidden columns may be skipped), or of (1), (2) …

    >>> is_numbering([1.0, 2.0, "", 3.0, 4.0, 5.0]), is_numbering(["Khóm 1", 1, "Lê", "An", 1, 1, 1990])
    (True, False)
    """
    filled = [cell for cell in map(plain_heading, row) if cell]
    numbers = [int(cell) for cell in filled if re.fullmatch(r"\d{1,3}", cell)]
    rising = all(a < b for a, b in zip(numbers, numbers[1:], strict=False))
    return len(numbers) >= 5 and len(numbers) >= 0.8 * len(filled) and rising and numbers[0] <= 3


def name_by_numbers(
    columns: Mapping[str, int], row: Sequence[object], forms: Sequence[Sequence[str]]
) -> dict[str, int]:
    """The columns that only their number names: field → index, to add to those that headings named.

    ``columns``: what headings named; ``row``: the numbers; ``forms``: fields in the order of their numbers,
    one list for each way to leave columns out. That list counts which most of the known columns agree with;
    nothing is named where too few do.
    """
    numbers = {
        place: int(text)
        for place, text in enumerate(map(plain_heading, row))
        if re.fullmatch(r"\d{1,3}", text)
    }
    named = {place: field for field, place in columns.items() if place in numbers and field not in _SWAPPED}

    def agreeing(form: Sequence[str]) -> int:
        return sum(form[numbers[place] - 1 : numbers[place]] == [field] for place, field in named.items())

    form = max(map(list, forms), key=agreeing)
    if agreeing(form) < max(_ENOUGH, _SHARE * len(named)):
        return {}
    found = {form[number - 1]: place for place, number in numbers.items() if 0 < number <= len(form)}
    taken = set(columns.values())
    return {field: place for field, place in found.items() if field not in columns and place not in taken}
