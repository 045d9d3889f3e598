"""The list of communes before and since 1/7/2025, from the data of ``vietnamadminunits``.

    pip download --no-deps vietnamadminunits==1.0.4 && unzip vietnamadminunits-*.whl -d FOLDER
    python -m tests.project.places FOLDER      # writes xhht_analysis/base/places.tsv anew

The package itself is not used: docs/decisions/dependencies.md says why.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

TABLE = Path(__file__).parents[2] / "xhht_analysis" / "base" / "places.tsv"
_HEAD = """\
# Communes with their codes, a province (before 1/7/2025: a district) a line: year, province, district, then
# "code name; …". 2024: as on 31/12/2024; 2025: since 1/7/2025. Written by `python -m tests.project.places`
# from the data of the Python package vietnamadminunits 1.0.4, whose licence is:
#
"""
_SINCE = "SELECT provinceCode, province, '', '', wardCode, ward FROM admin_units"
_BEFORE = (
    "SELECT provinceCode, province, districtCode, district, wardCode, ward FROM admin_units_legacy "
    "WHERE wardCode IS NOT NULL"
)


def table(folder: Path) -> str:
    """The list as ``base/places.py`` reads it."""
    licence = next(folder.glob("vietnamadminunits-*.dist-info/licenses/LICENSE")).read_text(encoding="utf-8")
    rows: dict[tuple[str, str, str], list[str]] = {}
    with sqlite3.connect(folder / "vietnamadminunits" / "data" / "dataset.db") as data:
        for year, query in (("2025", _SINCE), ("2024", _BEFORE)):
            for _, province, _, district, code, name in sorted(data.execute(query)):
                rows.setdefault((year, province, district), []).append(f"{code} {name}")
    quoted = "".join(f"# {line}".rstrip() + "\n" for line in licence.strip().splitlines())
    return _HEAD + quoted + "".join("\t".join([*key, "; ".join(rows[key])]) + "\n" for key in rows)


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1])), encoding="utf-8", newline="\n")
