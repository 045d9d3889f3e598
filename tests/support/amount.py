"""How much input is generated: a quarter at the desk, all of it where ``XHHT_EXAMPLES=many`` (.ci/run)."""

import os

MANY = os.environ.get("XHHT_EXAMPLES") == "many"


def examples(many: int) -> int:
    """The number of examples a test has in this run; ``many`` in .ci/run."""
    return many if MANY else -(-many // 4)
