"""One table of all areas of a period, from the tables that each has published."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def merged_csv(tables: Iterable[bytes]) -> bytes:
    """The rows of several ``chi-tieu.csv`` below each other, in the order given; the same bytes for the same.

    A column that an older table does not have yet stays empty in its rows.

    >>> merged_csv([b"area,value\\na,1\\n", b"area\\nb\\n"]).decode("utf-8-sig")
    'area,value\\na,1\\nb,\\n'
    """
    readers = [csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")) for table in tables]
    columns = dict.fromkeys(name for reader in readers for name in reader.fieldnames or ())
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for reader in readers:
        writer.writerows(reader)
    return out.getvalue().encode("utf-8-sig")
