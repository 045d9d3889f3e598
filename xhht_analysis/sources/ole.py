"""Streams of an OLE compound file, the container of .xls and of encrypted workbooks."""

from __future__ import annotations

from struct import unpack_from

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks, not places
_NO_ENTRY, _STREAM, _ROOT = 0, 2, 5


class CompoundFile:
    """The streams of a compound file, ``names`` → size; ValueError where the container is damaged."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or data[:8] != SIGNATURE:
            raise ValueError("no compound file")
        self._data = data
        shift, mini_shift = unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("odd sector size")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory_start = unpack_from("<I", data, 48)[0]
        self._cutoff, mini_start, _, more, more_count = unpack_from("<5I", data, 56)
        self._fat = self._read_fat(more, more_count)
        entries = self._entries(self._chain(directory_start))
        self._streams = {name: (start, size) for kind, name, start, size in entries if kind == _STREAM}
        self.names = {name: size for name, (_, size) in self._streams.items()}
        root = next(((start, size) for kind, _, start, size in entries if kind == _ROOT), (_LAST, 0))
        self._mini = self._chain(root[0])[: root[1]] if root[0] < _LAST else b""
        mini_fat = self._chain(mini_start) if mini_start < _LAST else b""
        self._mini_fat = unpack_from(f"<{len(mini_fat) // 4}I", mini_fat)

    def read(self, name: str) -> bytes:
        """The bytes of a stream."""
        start, size = self._streams[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        pieces = []
        for place in _follow(start, self._mini_fat):
            pieces.append(self._mini[place * self._mini_size : (place + 1) * self._mini_size])
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise ValueError("a sector lies past the end")
        return self._data[start : start + self._size]

    def _read_fat(self, more: int, more_count: int) -> tuple[int, ...]:
        places = list(unpack_from("<109I", self._data, 76))
        each = self._size // 4
        for _ in range(min(more_count, len(self._data) // self._size)):
            if more >= _LAST:
                break
            sector = self._sector(more).ljust(self._size, b"\xff")
            *others, more = unpack_from(f"<{each}I", sector)
            places += others
        table = b"".join(self._sector(p).ljust(self._size, b"\xff") for p in places if p < _LAST)
        return unpack_from(f"<{len(table) // 4}I", table)

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(place) for place in _follow(start, self._fat))

    def _entries(self, directory: bytes) -> list[tuple[int, str, int, int]]:
        found = []
        for at in range(0, len(directory) - 127, 128):
            length, kind = unpack_from("<HB", directory, at + 64)
            if kind == _NO_ENTRY or length > 64:
                continue
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", errors="replace")
            found.append((kind, name, *unpack_from("<II", directory, at + 116)))
        return found


def _follow(start: int, table: tuple[int, ...]) -> list[int]:
    """Sector numbers of a chain; one that runs in a circle or out of the table is damaged."""
    places: list[int] = []
    while start < _LAST:
        if start >= len(table) or len(places) > len(table):
            raise ValueError("a chain of sectors is damaged")
        places.append(start)
        start = table[start]
    return places
