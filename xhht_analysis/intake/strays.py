"""Files that are meant to describe an area or a period, and that nothing reads where they lie as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import TEMPLATE_FILE
from xhht_analysis.base.messages import Message, near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.vietnamese import fold
from xhht_analysis.sources.corrections_file import CORRECTIONS
from xhht_analysis.sources.file_answers import FILES
from xhht_analysis.sources.mapping import MAPPING

AREA = "area.toml"
_OF_PERIOD = (CORRECTIONS, MAPPING, FILES)
#: Endings that editors and Windows put behind or instead of ours.
_TEXT = re.compile(r"\.(toml|tml|txt|ini|cfg|conf|json|ya?ml)$")
#: How a file is called that is meant as one of ours; the first that fits. Folded: without marks, small.
_MEANT = (
    (re.compile(r"plan|\bkh|ke hoach|chi tieu"), ""),
    (re.compile(r"\barea|dia ban"), AREA),
    (re.compile(r"correct|sua"), CORRECTIONS),
    (re.compile(r"mapp"), MAPPING),
    (re.compile(r"^files?\b"), FILES),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
#: A folder that is meant as a period: a year, with or without words for its half.
_PERIOD = re.compile(r"(?:nam|ky)?[ _-]?((?:19|20|21)\d\d)[ _-]*(.*)")


def strays(folder: Path, periods: Sequence[Period]) -> Iterator[InputError]:
    """Each file below an area's folder that looks like a description and is not read, with the right name.

    Only the folders of ``periods`` are looked into. A file whose name differs in capitals alone is read on
    some systems; there it is none.
    """
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _folder(path)
        elif told := _misplaced(path, folder.name):
            yield told
    for inner in (folder / str(period) for period in periods):
        for path in sorted(inner.iterdir()) if inner.is_dir() else ():
            if path.is_file() and (told := _misplaced(path, f"{folder.name}/{inner.name}")):
                yield told


def _misplaced(path: Path, place: str) -> InputError | None:
    in_period = "/" in place
    if in_period and path.name == TEMPLATE_FILE:
        area = place.partition("/")[0]
        return InputError(
            "Tệp {place}/{name} không được đọc. Hãy chuyển lên {area}/{name}.",
            place=place, name=TEMPLATE_FILE, area=area,
        )  # fmt: skip
    name, right = path.name, _right_name(path.name, in_period=in_period)
    if name.startswith((".", "~$")) or right is None or _is_read(path, right, in_period=in_period):
        return None
    area = place.partition("/")[0]
    home: str | Message = area
    if right in _OF_PERIOD:
        home = place if in_period else Message.twin(f"{area}/<kỳ>", f"{area}/<period>")
    elif not right:
        return InputError(
            "Tệp {place}/{name} không được đọc vì tên không đúng.{near} Tên dùng được: {names}. Hãy đổi tên, "
            "hoặc bỏ tệp ra khỏi thư mục.",
            place=place, name=_shown(name), near=near(name, _names(in_period)),
            names=Message.twin(", ".join(_names(in_period)), ", ".join(_names(in_period, "YYYY"))),
        )  # fmt: skip
    if (path.parents[1] if in_period and home == area else path.parent).joinpath(right).is_file():
        return InputError(
            "Tệp {place}/{name} không được đọc: chương trình đọc {home}/{right}. Hãy giữ một, bỏ tệp kia ra "
            "khỏi thư mục.",
            place=place, name=_shown(name), home=home, right=right,
        )  # fmt: skip
    return InputError(
        "Tệp {place}/{name} không được đọc. Hãy đổi tên hoặc chuyển thành {home}/{right} (trong Windows: "
        "View → "
        "File name extensions để thấy đuôi tệp).",
        place=place, name=_shown(name), home=home, right=right,
    )  # fmt: skip


def _names(in_period: bool, year: str = "<năm>") -> list[str]:
    return [*_OF_PERIOD] if in_period else [AREA, f"plan-{year}.toml"]


def _is_read(path: Path, right: str, *, in_period: bool) -> bool:
    """Whether a file has its right name in its right place, or the system takes it for that."""
    if not right or in_period != (right in _OF_PERIOD):
        return False
    other = path.with_name(right)
    return path.name == right or (other.is_file() and path.samefile(other))


def _right_name(name: str, *, in_period: bool) -> str | None:
    """The name that a file is meant to have; blank where nobody can tell; None for what is no description.

    >>> _right_name("area.toml.txt", in_period=False), _right_name("Ke hoach 2024.toml", in_period=False)
    ('area.toml', 'plan-2024.toml')
    >>> _right_name("mapping.toml", in_period=True), _right_name("ghi chú.md", in_period=False)
    ('mapping.toml', None)
    """
    folded = fold(name)
    ending = _TEXT.search(folded)
    if ending is None or (".toml" not in folded and ending[1] != "tml" and not _is_alike(folded)):
        return None
    stem = folded.partition(".")[0].replace("_", " ").replace("-", " ")
    for pattern, right in _MEANT:
        if pattern.search(stem):
            year = _YEAR.search(stem)
            return right or (f"plan-{year[0]}{_half(stem[year.end() :])}.toml" if year else "")
    return ""


def _half(rest: str) -> str:
    """What a plan's name has behind its year: its first half is meant where that is said."""
    return "-H1" if re.match(r" ?(h ?1\b|6 ?th|dau nam)", rest) else ""


def _is_alike(folded: str) -> bool:
    """Whether a file with another ending has just the name of ours: notes and data may be called anything."""
    stem = folded.partition(".")[0]
    return stem in ("area", "corrections", "mapping") or bool(
        re.fullmatch(r"plan[-_ ]?\d{4}([-_ ]?h1)?", stem)
    )


def _folder(path: Path) -> Iterator[InputError]:
    """A folder that is meant as a period and is none."""
    found = _PERIOD.fullmatch(fold(path.name))
    if found is None or Period.is_name(path.name):
        return
    half = bool(re.search(r"h ?1|6|dau", found[2]))
    yield InputError(
        "Thư mục {place} không được đọc. Tên thư mục của kỳ: {year} (cả năm) hoặc {year}-H1 (6 tháng đầu "
        "năm). "
        "Hãy đổi tên thành {right}.",
        place=f"{path.parent.name}/{_shown(path.name)}", year=found[1],
        right=f"{found[1]}-H1" if half else found[1],
    )  # fmt: skip


def _shown(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:60]
