"""The files in which people describe an area and its periods, read before any data: every mistake at once.

The project's law files, ``area.toml``, the plans, and of a period ``corrections.toml``,
``mapping.toml`` and ``files.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xhht_analysis.base.areas import AreaFile, find_periods, known_area, load_area
from xhht_analysis.base.errors import InputError, each_of
from xhht_analysis.base.files import is_there
from xhht_analysis.base.messages import Message
from xhht_analysis.base.periods import Period
from xhht_analysis.base.plan_files import PLAN, plan_file, plan_files
from xhht_analysis.base.store import Store
from xhht_analysis.base.toml_model import read_model
from xhht_analysis.intake.strays import AREA, strays
from xhht_analysis.sources.corrections_file import CORRECTIONS, load_corrections
from xhht_analysis.sources.file_answers import FILES, load_file_answers
from xhht_analysis.sources.mapping import MAPPING, load_mapping
from xhht_analysis.standards.bands import read_bands
from xhht_analysis.standards.community_rules import all_community_rules
from xhht_analysis.standards.law_files import judge_by_rules_of
from xhht_analysis.standards.plan import load_plan
from xhht_analysis.standards.plan_questions import plan_questions
from xhht_analysis.standards.rules import all_decrees, read_law


@dataclass(frozen=True)
class Descriptions:
    """Which files describe an area, and what is wrong in them.

    ``faults``: nothing can be read before they are mended. ``beside``: mistakes that concern another period,
    or a file that is not read. ``notes``: no mistakes.
    """

    read: tuple[str, ...]
    faults: tuple[Message, ...] = ()
    beside: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


def check_descriptions(store: Store, area: str, period: Period | None = None) -> Descriptions:
    """Read every description that concerns a period of an area, or all of them where none is named.

    Raises InputError where there is no such area; what is wrong in a file is returned.
    """
    folder = store.raw_area(known_area(store.raw, area))
    periods = find_periods(folder) if period is None else [period]
    plans = plan_files(folder)
    mine = None if period is None else plan_file(folder, period)
    names, faults, beside = list[str](), list[InputError](), [*strays(folder, periods)]
    judge_by_rules_of(store.root)
    faults += _faults_of_laws(store)
    names += [f"data/rules/{path.name}" for path in store.rules_files()]
    for name, load in _files(folder, periods, plans):
        names.append(f"{folder.name}/{name}")
        plan = PLAN.fullmatch(name)
        try:
            load()
        except InputError as error:
            other = plan is not None and mine is not None and name != mine.name
            (beside if other else faults).append(error)
    lacks = bool(plans) and mine not in (None, *plans.values())
    notes = [_no_plan(folder.name, period, plans)] if period and lacks else []
    if _is_group(folder):  # told of each plan there, which nothing is judged by
        beside += [_of_group(folder.name, path.name) for path in plans.values()]
        notes = []
    elif not faults:
        for when in plans if period is None else [period]:
            with suppress(InputError):  # told already
                notes += plan_questions(folder, when)
    return Descriptions(tuple(names), each_of(faults), each_of(beside), tuple(notes))


def _files(
    folder: Path, periods: list[Period], plans: Mapping[Period, Path]
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each file by its name below the area's folder, and how it is read."""
    yield AREA, partial(_area, folder, periods)
    for when, path in plans.items():
        yield path.name, partial(load_plan, folder, when)
    for inner in (folder / str(period) for period in periods):
        for name, load in (
            (CORRECTIONS, partial(load_corrections, inner)),
            (MAPPING, partial(load_mapping, inner / MAPPING)),
            (FILES, partial(load_file_answers, inner)),
        ):
            if is_there(inner / name):
                yield f"{inner.name}/{name}", load


def _faults_of_laws(store: Store) -> list[InputError]:
    """What is wrong in each law file of the project; where each is right, in all of them together."""
    found = list[InputError]()
    for path in store.rules_files():
        try:
            read_law(path)
        except InputError as error:
            found.append(error)
    if not found:
        try:
            all_decrees()
            all_community_rules()
        except InputError as error:
            found.append(error)
    return found


def _area(folder: Path, periods: list[Period]) -> None:
    for period in periods or [Period(2200)]:
        facts = load_area(folder, period.reference_date)
        for name in facts.bands:
            read_bands(facts.bands, name, file=f"{folder.name}/{AREA}")


def _is_group(folder: Path) -> bool:
    with suppress(InputError):  # told where it is read
        return bool(read_model(folder / AREA, AreaFile).members)
    return False


def _of_group(area: str, name: str) -> InputError:
    return InputError(
        "Tệp {area}/{name} không được xét: địa bàn gộp từ các xã chưa có kế hoạch riêng trong chương trình. "
        "Tỷ lệ số xã đạt từng mức đã có ở trang tong-quan.html; chỉ tiêu về số xã hãy ghi vào kế hoạch của "
        "nơi nhập số ấy (direction = \"communes\", [[indicator]] kind = \"share\", unit = \"xã\"), chỉ "
        "tiêu giao cho xã thì ghi vào kế hoạch của từng xã, rồi bỏ tệp này.",
        area=area, name=name,
    )  # fmt: skip


def _no_plan(area: str, period: Period, plans: Mapping[Period, Path]) -> Message:
    there = ", ".join(path.name for path in plans.values())
    return Message(
        "Chưa có tệp {area}/plan-{year}.toml (đang có: {there}): báo cáo năm {year} không có chỉ tiêu để "
        "xét. "
        "Nếu có kế hoạch năm {year}, hãy đặt đúng tên đó.",
        area=area, year=period.year, there=there,
    )  # fmt: skip
