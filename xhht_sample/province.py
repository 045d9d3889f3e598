"""A synthetic province: 102 communes, each with its description, a mapping and a survey in Parquet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from xhht_analysis.base.areas import check_area_id
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, pick
from xhht_analysis.base.store import write_atomically, write_text
from xhht_analysis.base.vietnamese import format_number
from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_sample.dice import Dice
from xhht_sample.province_people import YEAR, commune_people

COMMUNES, PEOPLE = 102, 5_000_000
#: Wards among the communes, which come first.
WARDS = 14
FEWEST_KHOM, MOST_KHOM = 6, 24
#: The largest commune has so many times the people of the smallest.
SPREAD = 5
SURVEY_FILE = f"dieu-tra-{YEAR}.parquet"
_MARK = b"xhht_analysis"

MAPPING = f"""# {SYNTHETIC_MARK}.
file = "{SURVEY_FILE}"

[columns]
khom = "khom"
household = "ho"
sex = {{ column = "gioi_tinh", values = {{ "1" = "nam", "2" = "nữ" }} }}
birth_date = "ngay_sinh"
ethnicity = "dan_toc"
residence = "cu_tru"
circumstance = "hoan_canh"
class_now = "lop_dang_hoc"
grade_finished = "lop_xong"
level_finished = "bac_tot_nghiep"
vocational_degree = "bang_nghe"
grade_left = "lop_bo"
literacy_class_now = "lop_xmc"
literacy_stage_finished = "xong_xmc"
relapsed_level = "tai_mu"
disabled = "khuyet_tat"
able_to_learn = "kha_nang_hoc"
"""


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of the province: its place in it, folder, name, khóm and number of people."""

    number: int
    id: str
    kind: str
    khom: tuple[str, ...]
    people: int

    @property
    def description(self) -> str:
        """The text of its ``area.toml``; the same however many people live there."""
        khom = ", ".join(f'"{name}"' for name in self.khom)
        return (
            f"# {SYNTHETIC_MARK}.\n"
            f'name = "Mẫu {self.number}"\nkind = "{self.kind}"\nprovince = "tỉnh Mẫu"\nsynthetic = true\n'
            f"khom = [{khom}]\n"
        )


def province(prefix: str = "tinh-mau", *, people: int = PEOPLE, communes: int = COMMUNES) -> list[Commune]:
    """The communes of a province of so many people, each with at least one.

    >>> [commune.people for commune in province(people=10, communes=3)]
    [4, 3, 3]
    """
    if people < communes:
        raise InputError(
            Message.twin(
                f"Tỉnh mẫu có {communes} xã, phường: cần ít nhất {communes} người, "
                f"không phải {format_number(people)}.",
                f"The sample province has {communes} communes: it takes at least {communes} people, "
                f"not {people}.",
            )
        )
    dice = Dice(5)
    weights = [1000 + dice.between(0, 1000 * (SPREAD - 1)) for _ in range(communes)]
    khom = [dice.between(FEWEST_KHOM, MOST_KHOM) for _ in range(communes)]
    spare, total = people - communes, sum(weights)
    sizes = [1 + spare * weight // total for weight in weights]
    left = people - sum(sizes)  # what rounding down leaves goes to the first ones, one each
    return [
        Commune(
            number=number,
            id=check_area_id(f"{prefix}-{number:03d}"),
            kind="phường" if number <= WARDS else "xã",
            khom=tuple(f"{'Khóm' if number <= WARDS else 'Ấp'} {n}" for n in range(1, khom[number - 1] + 1)),
            people=sizes[number - 1] + (number <= left),
        )
        for number in range(1, communes + 1)
    ]


def write_province(
    raw: Path,
    prefix: str = "tinh-mau",
    *,
    people: int = PEOPLE,
    communes: int = COMMUNES,
    tell: Callable[[str], None] = lambda area: None,
) -> list[Path]:
    """Write the province below ``raw`` and return its communes' folders; one commune is in memory at a time.

    ``tell`` hears each commune's folder before it is written. The bytes are the same on every call. Raises
    InputError, before anything is written, when a folder of such a name holds what is not the province's own.
    """
    those = province(prefix, people=people, communes=communes)
    for commune in those:
        _refuse_others(raw / commune.id, commune)
    for commune in those:
        tell(commune.id)
        folder = raw / commune.id
        write_text(folder / "area.toml", commune.description)
        write_text(folder / str(YEAR) / "mapping.toml", MAPPING)
        _write_survey(folder / str(YEAR) / SURVEY_FILE, commune)
    return [raw / commune.id for commune in those]


def province_text(folders: Sequence[Path], people: int, *, root: Path) -> str:
    """What has been written where, in one line."""
    first, last = (folder.relative_to(root).as_posix() for folder in (folders[0], folders[-1]))
    return pick(
        f"{first} … {last}: {len(folders)} xã, phường, {format_number(people)} người",
        f"{first} … {last}: {len(folders)} communes, {people:,} people",
    )


def _write_survey(path: Path, commune: Commune) -> None:
    table = commune_people(commune.number, commune.people, commune.khom)
    table = table.replace_schema_metadata({_MARK: SYNTHETIC_MARK.encode()})
    write_atomically(path, lambda part: pq.write_table(table, part, compression="zstd"))


def _refuse_others(folder: Path, commune: Commune) -> None:
    """Refuse a folder with anything in it but what an earlier call wrote."""
    own = {
        folder / "area.toml": lambda path: path.read_text("utf-8") == commune.description,
        folder / str(YEAR) / "mapping.toml": lambda path: path.read_text("utf-8") == MAPPING,
        folder / str(YEAR) / SURVEY_FILE: _is_sample,
    }
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name.startswith((".", "~$")) or (path in own and own[path](path)):
            continue
        name = path.relative_to(folder).as_posix()
        raise InputError(
            "Thư mục {name} đã có tệp “{name2}”, không phải dữ liệu mẫu. Hãy chuyển tệp đó đi nơi khác, "
            "hoặc tạo tỉnh mẫu dưới tên khác: xhht sample <tên> --province.",
            name=folder.name, name2=name,
        )  # fmt: skip


def _is_sample(path: Path) -> bool:
    """Whether a survey says of itself that its people are invented."""
    try:
        told = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowInvalid):
        return False
    return told.get(_MARK) == SYNTHETIC_MARK.encode()
