"""Why something failed, as it may stand in a page or a table that is not private: without names of raw files.

They may name persons. The person at the screen sees them, and the files of ``private/``.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import RECEIVED_FILE, Store, read_json

#: Names of sheets, which are typed by whoever sent the file.
_SHEET = re.compile(r"(trang|sheet) [«“][^»”]*[»”]")
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")  # systems hand out either


def outward(error: Exception, store: Store, area: str) -> str:
    """An error's words, in the language in force, each raw file of the area by its role."""
    said = error.outward if isinstance(error, InputError) else None
    text = str(error if said is None else said)
    names = {unicodedata.normalize(form, name): role for name, role in _names(store, area) for form in _FORMS}
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", names[name].replace("\\", r"\\"), text)
    return _SHEET.sub(r"\1 “…”", text)


def _names(store: Store, area: str) -> Iterator[tuple[str, str]]:
    """Every name of a raw file, or of a folder among them, with what may be told instead."""
    with contextlib.suppress(OSError):  # where nothing can be looked at, no name was read either
        for folder in sorted(path for path in (store.raw / area).iterdir() if Period.is_name(path.name)):
            with contextlib.suppress(OSError):
                yield from ((path.name, "…") for path in folder.iterdir() if path.suffix.lower() != ".toml")
    for received in (store.root / "data" / "processed" / area).glob(f"*/private/{RECEIVED_FILE}"):
        with contextlib.suppress(InputError, OSError, KeyError, TypeError):
            yield from ((file["name"], file["role"]) for file in read_json(received))
