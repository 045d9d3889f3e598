"""The files of an invented commune, from a register of the national form to bundles, as a user makes them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd

from tests.cleaning.registers import register_rows, write_workbook
from tests.support.small_commune import REPOSITORY
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, PEOPLE_FILE, Store
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.running import publish as published
from xhht_analysis.running.steps import Job

AREA = "an-thu"
PLAN = REPOSITORY / "data" / "raw" / "phu-my" / "plan-2024.toml"
_LEVELS = {1: "MN", 2: "TH", 3: "THCS", 4: "THPT"}


def project(root: Path, people: pd.DataFrame) -> Store:
    """A project folder with one commune and no file of a period yet."""
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    folder = root / "data" / "raw" / AREA
    folder.mkdir(parents=True)
    khom = ", ".join(f'"{name}"' for name in sorted({*people["khom"]} - {"chưa rõ", ""}))
    folder.joinpath("area.toml").write_text(
        f'name = "An Thử"\nkind = "xã"\nprovince = "tỉnh Thử"\nsynthetic = true\nkhom = [{khom}]\n', "utf-8"
    )
    shutil.copy(PLAN, folder)
    return Store(root)


def publish(store: Store, people: pd.DataFrame, period: str, executor: FreshProcesses) -> Path:
    """Publish a period of these people; returns a copy of all that has left by then."""
    of = Period.parse(period)
    folder = store.raw_period(AREA, of)
    folder.mkdir(parents=True, exist_ok=True)
    write_workbook(folder / "phieu dieu tra.xlsx", {"DATA": register_rows(_boxes(people))})
    published.publish(Job(store, executor, as_of=dt.date(2030, 1, 1)), of)
    number = len([*store.root.glob("left-*")])
    return Path(shutil.copytree(store.outputs, store.root / f"left-{number}"))


def known(store: Store, period: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clean people of a period as they are now, and their whole counts."""
    folder = store.private(AREA, Period.parse(period))
    counts = pd.read_csv(folder / COUNTS_FILE, keep_default_na=False, dtype={"age": str})
    return pd.read_parquet(folder / PEOPLE_FILE), counts


def _boxes(people: pd.DataFrame) -> list[dict]:
    return [_box(number, person) for number, person in enumerate(people.itertuples(), start=1)]


def _box(number: int, person) -> dict:
    """A line of the register; what is not known is left blank."""

    def said(value: object, words: object) -> object:
        return words if not pd.isna(value) and value else ""

    grade, level = person.grade_now, person.level_finished
    in_class = "" if pd.isna(grade) or grade < 0 else f"{grade}A" if grade else "Lá 1"
    finished = person.grade_finished
    return {
        "number": number, "khom": person.khom, "family_name": "Zkho", "given_name": f"Zkten{number}",
        "birth_year": "" if pd.isna(person.age) else 2024 - int(person.age),
        "female": said(person.sex == "nữ" if not pd.isna(person.sex) else pd.NA, "x"),
        "ethnicity": "" if pd.isna(person.minority) else "Khmer" if person.minority else "Kinh",
        "class_now": in_class, "level": "" if pd.isna(level) else _LEVELS.get(int(level), ""),
        "degree": said(person.university, "Đại học") or said(person.qualified, "THCN"),
        "grade_finished": said(finished, finished if pd.isna(finished) else int(finished)),
        "literacy_class_now": said(person.literacy_class_now, 3),
        "disability_movement": said(person.disabled, "x"), "able_to_learn": said(person.able_to_learn, "x"),
        "head_family_name": "Zkchu", "head_given_name": f"Zkho{number // 4}", "form_number": number // 4,
    }  # fmt: skip
