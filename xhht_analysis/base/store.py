"""What lies where below the project's folder, and writing that is never half done."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.parts import new_part, part_folder, remove_all_unfinished
from xhht_analysis.base.periods import Period

#: A period's counts, its summary, and which breakdowns are kept back, below data/processed/<area>/<period>/.
COUNTS_FILE, SUMMARY_FILE, DECISIONS_FILE = "counts.csv", "summary.json", "decisions.json"
#: In private/ below it: the clean table, the list of what a clerk should mend, the files by their full names.
PEOPLE_FILE, CLERK_LIST, RECEIVED_FILE = "people.parquet", "can-sua.xlsx", "files.json"
#: … and, where files are not clear, what is asked about them, ready to copy into data/raw/…/files.toml.
QUESTIONS_FILE = "files.toml"
#: The units' sheets, a table each, for the analyst.
UNIT_TABLES = "units"
#: What units wrote in sentences of their own, for the office alone.
WORDS_FILE = "unit-words.json"
#: What a summary holds of units with nothing withheld, for the office's own copy of the papers.
WHOLE_SUMMARY_FILE = "whole-summary.json"
#: The papers with nothing withheld, a folder.
OFFICE_COPY = "ban-luu"
#: Parts of the paper that nobody filled, and who is to be asked.
UNTOLD_FILE = "reports/untold.json"
#: Indicators counted without the units that are silent, those among them of which nothing is published.
PARTIAL_FILE = "lower-bounds.json"
#: What each file of ``outputs/`` was made from: hashes of whole counts and raw files are among it.
REPORTS_RECORD = "reports/made-from.json"
#: And what else was made of people, so that they need not be cleaned and counted again.
KEPT_FILE = "kept-people.json"
#: The number of the last publication made here, beside a period's counts: so that a lost record is missed.
PUBLISHED_FILE = "published.json"
#: The statistical forms: whole in ``private/``; in ``outputs/`` what may be published of them.
FORMS_FILE = "bieu-thong-ke.xlsx"

_WINDOWS = os.name == "nt"


def find_root(start: Path | None = None) -> Path:
    """The project's folder: ``XHHT_ROOT``, or the nearest folder upwards with notebooks/ and data/raw/."""
    if named := os.environ.get("XHHT_ROOT"):
        return Path(named).resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "notebooks").is_dir() and (folder / "data" / "raw").is_dir():
            return folder
    raise InputError(
        "Không tìm thấy thư mục dự án (có notebooks/ và data/raw/). Hãy chạy lệnh trong thư mục dự án "
        "hoặc đặt biến môi trường XHHT_ROOT."
    )


@dataclass(frozen=True)
class Store:
    """Paths of one project folder."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def outputs(self) -> Path:
        return self.root / "outputs"

    def rules_files(self) -> list[Path]:
        """The project's own law files, which stand beside the program's."""
        return sorted((self.root / "data" / "rules").glob("*.toml"))

    def raw_area(self, area: str) -> Path:
        """Raises InputError where a link leads out of ``data/raw``: nothing is read elsewhere."""
        return self._inside_raw(self.raw / area)

    def raw_period(self, area: str, period: Period) -> Path:
        """Raises InputError as :meth:`raw_area` does."""
        return self._inside_raw(self.raw / area / str(period))

    def publications(self, area: str) -> Path:
        """What an area has published (``base.publications``). Raises InputError as :meth:`raw_area` does."""
        return self._inside_raw(self.raw / area / "publications")

    def _inside_raw(self, folder: Path) -> Path:
        try:
            if folder.resolve().is_relative_to(self.raw.resolve()):
                return folder
        except (OSError, RuntimeError):  # a link that runs in a circle
            pass
        name = folder.relative_to(self.root).as_posix()
        raise InputError(
            "Thư mục {name} là lối tắt dẫn ra ngoài data/raw nên không đọc. Hãy chép chính các tệp vào "
            "một thư mục thường.",
            name=name,
        )

    def processed(self, area: str, period: Period) -> Path:
        """What may be published: counts only."""
        return self.root / "data" / "processed" / area / str(period)

    def private(self, area: str, period: Period) -> Path:
        """Persons: folder 0700, files 0600."""
        folder = self.processed(area, period) / "private"
        make_private(folder)
        return folder

    def office_copy(self, area: str, period: Period) -> Path:
        """The papers with nothing withheld, private; it need not exist."""
        return self.processed(area, period) / "private" / OFFICE_COPY

    def read_cache(self, area: str, period: Period) -> Path:
        """What was read of the period's workbooks, private; it need not exist."""
        return self.processed(area, period) / "private" / "read"

    def output(self, area: str, period: Period) -> Path:
        return self.outputs / area / str(period)

    def tidy(self) -> None:
        """Remove what commands that were killed had begun to write."""
        remove_all_unfinished(self.raw, self.root / "data" / "processed", self.outputs)


def make_private(folder: Path) -> None:
    """Make a folder, and let nobody but its owner into it; what the owner may do there stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        folder.chmod(mode & 0o700)


def write_atomically(path: Path, write: Callable[[Path], object], *, mode: int = 0o644) -> None:
    """Let ``write`` fill a temporary neighbour, then rename it: the name never holds half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = new_part(path.parent, os.getpid())
    try:
        write(part)
        part.chmod(mode)
        try:
            part.replace(path)
        except PermissionError:
            if not _made_writable(path):
                raise
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """A folder with its files, all at once and once only: FileExistsError where there is such a folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with part_folder(path.parent) as part:
        for name, content in files.items():
            with (part / name).open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        part.chmod(0o755)
        try:
            part.rename(path)
        except OSError:
            if path.is_dir():
                raise FileExistsError(str(path)) from None
            raise


def _made_writable(path: Path) -> bool:
    """Whether a file was marked read-only and is no more: Windows replaces none that is, others do."""
    if not _WINDOWS or not path.is_file() or path.stat().st_mode & stat.S_IWRITE:
        return False
    path.chmod(stat.S_IREAD | stat.S_IWRITE)
    return True


def write_text(path: Path, text: str, *, mode: int = 0o644, encoding: str = "utf-8") -> None:
    """Write text atomically with ``\\n`` line ends on every system."""
    write_atomically(path, lambda part: part.write_bytes(text.encode(encoding)), mode=mode)


def write_json(path: Path, value: object, *, mode: int = 0o644) -> None:
    """Write JSON atomically, keys in the given order."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n", mode=mode)


def is_released(folder: Path) -> bool:
    """Whether a processed period's counts have been through disclosure control: an older program left whole
    ones in the same place.
    """
    return all((folder / name).is_file() for name in (COUNTS_FILE, SUMMARY_FILE, DECISIONS_FILE))


def read_json(path: Path) -> Any:
    """Read JSON; whoever asks says what it holds. Raises InputError naming the command that makes it."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        area, period = path.parts[-3:-1]
        raise InputError(
            "Chưa có số liệu đã xử lý của {area}, kỳ {period}. Hãy chạy: xhht run {area} --period "
            "{period}",
            area=area, period=period,
        ) from None  # fmt: skip
    except ValueError:
        area, period = path.parts[-3:-1]
        again = f"xhht run {area} --period {period}"
        raise InputError(
            "Số liệu đã xử lý của {area}, kỳ {period} bị hỏng ({name}). Hãy chạy: {again}",
            area=area, period=period, name=path.name, again=again,
        ) from None  # fmt: skip
