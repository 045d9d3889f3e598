"""How much of time, memory and space one file may take before it is given up."""

from __future__ import annotations

MIB = 1 << 20

#: On disk: a workbook, a text table.
MOST_BYTES_WORKBOOK = 256 * MIB
MOST_BYTES_TEXT = 1024 * MIB

#: Unpacked: all of a workbook; beyond what size and by how many times one part may not swell. Cells of real
#: sheets swell 10 to 60 times, a part made to swell about 1.000 times.
MOST_BYTES_UNPACKED = 2048 * MIB
SUSPICIOUS_PART, MOST_SWELLING = 64 * MIB, 300

#: Parts of a package, sheets of a workbook, columns of a sheet (Excel's own limit), cells of a sheet.
MOST_PARTS = 20_000
MOST_SHEETS = 1_000
MOST_COLUMNS = 16_384
MOST_CELLS = 64_000_000

#: A file's time: so many seconds whatever its size, so many more for a MiB unpacked (some 30.000 cells, which
#: take a hundredth of it), and never more than the last. They are the processor's, so that a busy computer
#: makes no file bad; a clock, so many times more patient, ends only a reader that stands still.
SECONDS, SECONDS_PER_MIB, MOST_SECONDS = 120.0, 2.0, 1800.0
PATIENCE = 10

#: The same for memory, in bytes and in bytes for a byte unpacked.
MEMORY, MEMORY_PER_BYTE, MOST_MEMORY = 704 * MIB, 6, 4096 * MIB


def seconds_for(unpacked: int) -> float:
    """Seconds of the processor that a workbook of so many bytes unpacked may take.

    >>> seconds_for(0), seconds_for(40 * MIB), seconds_for(10_000 * MIB)
    (120.0, 200.0, 1800.0)
    """
    return min(SECONDS + SECONDS_PER_MIB * unpacked / MIB, MOST_SECONDS)


def memory_for(unpacked: int) -> int:
    """Bytes of memory that a workbook of so many bytes unpacked may take.

    >>> memory_for(0) // MIB, memory_for(40 * MIB) // MIB, memory_for(10_000 * MIB) // MIB
    (704, 944, 4096)
    """
    return min(MEMORY + MEMORY_PER_BYTE * unpacked, MOST_MEMORY)
