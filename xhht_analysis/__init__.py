"""From the raw workbooks of a commune to the reports of its learning-society plan."""

import importlib
import sys

__version__ = "0.1.0"

#: What an analyst and a notebook take from here; loaded when asked for, so that commands start at once.
_HOMES = {
    "open_desk": "desk.desk",
    "indicator": "desk.adhoc",
    "read_register": "desk.registers",
    "clean_register": "desk.registers",
    "clean_sex": "desk.cleaners",
    "clean_minority": "desk.cleaners",
    "clean_grade": "desk.cleaners",
    "clean_literacy_grade": "desk.cleaners",
    "clean_level": "desk.cleaners",
    "clean_degree": "desk.cleaners",
    "clean_relapse": "desk.cleaners",
    "clean_school_year": "desk.cleaners",
    "open_group": "report.group",
    "open_report": "report.report",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in ("open_report", "open_group") and "ipykernel" in sys.modules:
        importlib.import_module(f"{__name__}.charts.by_hand").show_with_words()
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
