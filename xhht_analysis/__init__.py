"""From the raw workbooks of a commune to the reports of its learning-society plan."""

import importlib

__version__ = "0.1.0"

#: What an analyst and a notebook take from here; loaded when asked for, so that commands start at once.
_HOMES = {"open_desk": "desk.desk", "open_group": "report.group", "open_report": "report.report"}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
