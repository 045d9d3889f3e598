"""Modules for fork servers to preload; they may tell tests of themselves."""

#: The processes that imported the module ``counted``.
COUNTED: list[int] = []
