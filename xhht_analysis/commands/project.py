"""The project that a command works in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xhht_analysis.base.store import Store


def project_store() -> Store:
    """The store of the project around the current folder, without what killed commands left half written; its
    law files hold from now on.

    Raises InputError where there is no project.
    """
    from xhht_analysis.base.store import Store, find_root
    from xhht_analysis.standards.law_files import judge_by_rules_of

    store = Store(find_root())
    store.tidy()
    judge_by_rules_of(store.root)
    return store
