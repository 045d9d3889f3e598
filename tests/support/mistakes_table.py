"""``docs/mistakes.md``: what each mistake was told on 29 November 2026, morning, and what it is told now.

``python -m tests.support.mistakes_table`` writes the last column anew; a test holds it current.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.support.mistakes import MISTAKES, Mistake, write_area
from xhht_analysis.base.store import Store
from xhht_analysis.intake.descriptions import check_descriptions

PAGE = Path(__file__).resolve().parents[2] / "docs" / "mistakes.md"
HARMLESS = "nothing: read as it is meant"
_LISTED = re.compile(r"((?:Các mục dùng được|Các mã dùng được|một trong)[: ](?:[^,;.]+, ){4})[^;.]*")


def told(mistake: Mistake, root: Path) -> list[str]:
    """Every sentence that the mistake is told."""
    mistake.make(write_area(root / "data" / "raw" / "an-thu"))
    found = check_descriptions(Store(root), "an-thu")
    return [one.vi for one in (*found.faults, *found.beside)]


def cell(sentences: list[str]) -> str:
    """A cell of the table; of a long list the first four."""
    said = "<br>".join(_LISTED.sub(r"\1…", one) for one in sentences)
    return said.replace("|", "\\|") or HARMLESS


def rows(page: str) -> list[list[str]]:
    return [
        [one.strip() for one in line[1:-1].split(" | ")]
        for line in page.splitlines()
        if line.startswith("| ")
    ]


def written(page: str) -> str:
    """The page with its last column as it is now."""
    before = {row[0]: row[1] for row in rows(page)[1:]}
    head = page[: page.index("|---")] + "|---|---|---|\n"
    lines = []
    for mistake in MISTAKES:
        with tempfile.TemporaryDirectory() as folder:
            now = cell(told(mistake, Path(folder)))
        lines.append(f"| {mistake.name} | {before.get(mistake.name, '–')} | {now} |\n")
    return head + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
