"""The synthetic communes: registers of people who do not exist, reports of its units, untidy as real ones."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from xhht_analysis.base.areas import check_area_id, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import near
from xhht_analysis.base.store import write_atomically
from xhht_analysis.sources.marks import SYNTHETIC_MARK
from xhht_sample.communes import COMMUNES, PHU_MY, PHU_TAN, Commune
from xhht_sample.damages import plan_damages, spoiled_fields
from xhht_sample.register import register_rows
from xhht_sample.survey import survey
from xhht_sample.truth import truth_frame
from xhht_sample.units import UnitWorkbook, unit_workbooks
from xhht_sample.units_intended import UNIT_PERIODS_OF
from xhht_sample.workbook import write_workbook

__all__ = ["COMMUNES", "SAMPLE_FILES", "SampleFile", "sample_truth", "write_sample"]


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A workbook of the sample: its name, its survey year, and how the year stands in A2."""

    name: str
    year: int
    year_as_text: bool


#: By commune and period. A half-year's register was counted to 30/9 of the year before and kept up to date
#: until June.
SAMPLE_FILES: Mapping[str, Mapping[str, SampleFile]] = {
    PHU_MY.id: {
        "2024-H1": SampleFile("PCGD XMC thi tran Phu My (2) final.xlsx", 2023, year_as_text=False),
        "2024": SampleFile("DATA_ThiTranPhuMy 30-9-2024 sua lan 3.xlsx", 2024, year_as_text=True),
    },
    PHU_TAN.id: {
        "2026-H1": SampleFile("PCGD XMC xa Phu Tan nam 2025.xlsx", 2025, year_as_text=False),
        "2026": SampleFile("DATA_XaPhuTan 30-9-2026 (1).xlsx", 2026, year_as_text=True),
    },
}


def write_sample(raw: Path, area: str = "phu-my") -> list[Path]:
    """Write the sample's workbooks below ``raw/<area>`` and return their paths.

    Registers for two periods; where ``area.toml`` stands there already, also the workbooks of its units, for
    the year before as well. Any area but Phú Tân gets the people of Phú Mỹ. The bytes are the same on every
    call. Raises InputError, before anything is written, when a period's folder holds a file that is not the
    sample's own.
    """
    folder = raw / check_area_id(area)
    commune = COMMUNES.get(area, PHU_MY)
    registers, units = SAMPLE_FILES[commune.id], _units_of(folder, commune)
    for period in dict.fromkeys([*registers, *units]):
        own = {book.name for book, _ in units.get(period, [])}
        if period in registers:
            own.add(registers[period].name)
        _refuse_others(folder / period, own)
    written = [_write_register(folder / period, commune, sample) for period, sample in registers.items()]
    for period, books in units.items():
        for book, write in books:
            path = folder / period / book.name
            write_atomically(path, write)
            written.append(path)
    return written


def _write_register(folder: Path, commune: Commune, sample: SampleFile) -> Path:
    records = survey(commune, sample.year)
    damages = plan_damages(records, commune, sample.year)
    rows = register_rows(records, damages, commune=commune, year=sample.year)

    def write(part: Path) -> None:
        write_workbook(part, rows, commune=commune, year=sample.year, year_as_text=sample.year_as_text)

    path = folder / sample.name
    write_atomically(path, write)
    return path


def _units_of(folder: Path, commune: Commune) -> dict[str, list[tuple[UnitWorkbook, Callable[[Path], None]]]]:
    """Period → the workbooks of the area's units, each with what writes it."""
    if not (folder / "area.toml").is_file():
        return {}
    units: dict[str, list[tuple[UnitWorkbook, Callable[[Path], None]]]] = {}
    for period in UNIT_PERIODS_OF[commune.id]:
        area = load_area(folder, period.reference_date)
        books = unit_workbooks(area, period)
        if books:
            units[str(period)] = [(book, partial(book.write, area=area, period=period)) for book in books]
    return units


def sample_truth(period: str, area: str = PHU_MY.id) -> pd.DataFrame:
    """What the people of a period's register really are: one row a person of the population.

    Levels, degrees and grades are coded as in the clean table. ``spoiled`` lists the fields that the
    workbook damages on purpose, separated by ", "; the other fields of that person can be read.
    """
    registers = SAMPLE_FILES[area]
    if period not in registers:
        raise InputError(
            "Dữ liệu mẫu không có kỳ “{period}”; chỉ có {periods}.{near}",
            period=period, periods=" và ".join(registers), near=near(period, registers),
        )  # fmt: skip
    commune, year = COMMUNES[area], registers[period].year
    records = survey(commune, year)
    return truth_frame(records, spoiled_fields(plan_damages(records, commune, year)))


def _refuse_others(folder: Path, own: Collection[str]) -> None:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or (path.name in own and _is_sample(path)):
            continue
        where = f"{folder.parent.name}/{folder.name}"
        raise InputError(
            "Thư mục {where} đã có tệp “{name}”, không phải dữ liệu mẫu. Hãy chuyển tệp đó đi nơi khác, "
            "hoặc tạo dữ liệu mẫu ở địa bàn khác: xhht sample <tên thư mục>.",
            where=where, name=path.name,
        )  # fmt: skip


def _is_sample(path: Path) -> bool:
    """Whether a workbook says in its properties that its people are invented."""
    try:
        with zipfile.ZipFile(path) as archive:
            return SYNTHETIC_MARK in archive.read("docProps/core.xml").decode("utf-8")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False
