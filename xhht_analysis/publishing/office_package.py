"""Office files are zip archives; these say nothing of when and on which system they were made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_NEVER = (1980, 1, 1, 0, 0, 0)  # the first day that a zip archive can name
_UNIX = 3  # as zip archives number the systems


def repack(package: bytes, *, replace: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """The same package with the same bytes each time: no times, no system.

    ``replace``: part's name → a text in it and what stands there instead. Raises ValueError where the text
    is not in the part, since the package would then not be what the caller thinks.
    """
    changes = dict(replace or {})
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                old, new = (text.encode() for text in changes.pop(name))
                if old not in content:
                    raise ValueError(f"{name} does not hold {old!r}")
                content = content.replace(old, new, 1)
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system = _UNIX
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=6)
    if changes:
        raise ValueError(f"no such part: {', '.join(changes)}")
    return made.getvalue()
