"""The project that a command works in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xhht_analysis.base.store import Store


def project_store() -> Store:
    """The store of the project around the current folder, without what killed commands left half written.

    Raises InputError where there is no project.
    """
    from xhht_analysis.base.store import Store, find_root

    store = Store(find_root())
    store.tidy()
    return store
