"""How much is looked at: ``XHHT_EXAMPLES`` is unset at the desk, ``ci`` in .ci/run, or ``many``.

In CI the pages of all periods of the sample are looked at, of those that `make report` has made before; with
``many`` four times as much input is generated besides, more seeds are attacked and more moments tried.
"""

import os

MANY = os.environ.get("XHHT_EXAMPLES") == "many"
IN_CI = MANY or os.environ.get("XHHT_EXAMPLES") == "ci"


def examples(many: int) -> int:
    """The number of examples a test has in this run, a quarter of ``many`` but where all are wanted."""
    return many if MANY else -(-many // 4)
