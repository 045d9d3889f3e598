"""The licences of all packages that ``constraints.txt`` names, as their own metadata tells them.

    python -m tests.project.licences      # writes docs/licences.md anew

What is not installed here (of another system or Python, or in the extra ``lab``) keeps its row; one without a
row gets a "?", to be filled in where it is installed.
"""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "licences.md"
_ROW = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<licence>[^|]+) \|$", flags=re.M)
_HEAD = """\
# Licences of what is installed

Every package of `constraints.txt` with the licence that its own metadata names, as an SPDX expression where
there is one. Written by `python -m tests.project.licences`; `tests/project/test_licences.py` keeps it true.
The program itself is under the MIT licence ([LICENSE](../LICENSE)). Which of them we ask for ourselves, and
why, stands in [decisions/dependencies.md](decisions/dependencies.md); the others come with these. None is
changed or copied into the project; those under MPL-2.0 are used as they are installed.

| package | licence |
|---|---|
"""
#: Long names of classifiers and of free text → SPDX.
_SHORT = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The MIT License (MIT)": "MIT",
    "The Unlicense (Unlicense)": "Unlicense",
}


def named() -> list[str]:
    """The packages of ``constraints.txt``, in its order."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [canonicalize_name(Requirement(line).name) for line in lines]


def written() -> dict[str, str]:
    """The rows of the table."""
    text = TABLE.read_text(encoding="utf-8") if TABLE.is_file() else ""
    return {row["name"]: row["licence"] for row in _ROW.finditer(text)}


def licence(name: str) -> str | None:
    """What an installed package says of its licence; None for one that is not installed.

    >>> licence("pytest")
    'MIT'
    """
    try:
        facts = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if told := facts.get("License-Expression"):
        return told
    classifiers = facts.get_all("Classifier") or []
    last = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    last = [one for one in last if one != "OSI Approved"]
    free = (facts.get("License") or "").strip()
    if not last:
        last = [one for one in (_first_line(free), _first_line(_text(name))) if 0 < len(one) <= 60][:1]
    exact = _SHORT.get(free, free)
    if last == ["BSD License"] and re.fullmatch(r"(0BSD|BSD-\d-Clause)", exact):
        return exact
    return " OR ".join(dict.fromkeys(_SHORT.get(one, one) for one in last)) or "?"


def _text(name: str) -> str:
    """The licence itself, where a package only brings that."""
    files = importlib.metadata.files(name) or ()
    texts = [path for path in files if path.name.upper().startswith("LICEN")]
    return texts[0].read_text(encoding="utf-8") if texts else ""


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].strip()


def table() -> str:
    """The document as it should be."""
    before = written()
    rows = {name: licence(name) or before.get(name, "?") for name in named()}
    return _HEAD + "".join(f"| `{name}` | {told} |\n" for name, told in rows.items())


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
