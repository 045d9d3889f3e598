"""A file of typed figures in which every row is right."""

from __future__ import annotations

from pathlib import Path

from xhht_analysis.standards.typed_figures import TypedFigures, read_typed


def read_figures(path: Path) -> list[TypedFigures]:
    """Areas and periods in the file's order; raises the InputError that lists all that is wrong."""
    found = read_typed(path)
    if found.refused:
        raise found.refused
    return list(found.figures)
