"""How much is looked at: ``XHHT_EXAMPLES`` is unset at the desk, ``ci`` in .ci/run, or ``many``.

In CI twice as much input is generated as at the desk, second examples of a kind are tried too,
and the pages of all periods of the sample are looked at, of those that `make report` has made before. With
``many`` four times as much again is generated, more seeds are attacked and more moments tried.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")
MANY = os.environ.get("XHHT_EXAMPLES") == "many"
IN_CI = MANY or os.environ.get("XHHT_EXAMPLES") == "ci"


def examples(many: int) -> int:
    """The number of examples a test has in this run: ``many``, in CI a quarter, at the desk an eighth."""
    return many if MANY else -(-many // (4 if IN_CI else 8))


def first(cases: Sequence[Case]) -> Sequence[Case]:
    """Of cases that are alike the first alone, at the desk."""
    return cases if IN_CI else cases[:1]
