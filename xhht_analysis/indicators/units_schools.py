"""What schools and the town report of teachers, pupils, literacy classes and children in need."""

from __future__ import annotations

from math import lcm

import pandas as pd

from xhht_analysis.base.areas import Unit
from xhht_analysis.base.law import preschool_teachers
from xhht_analysis.indicators.cells import COUNTS
from xhht_analysis.indicators.units_told import Cell, Told, Untold, amount, from_units, share, yes

_TEACHERS = ("nursery_teachers", "kindergarten_teachers")
_CLASSES = ("nursery_groups", "kindergarten_classes")


@from_units("preschool_teachers_of_norm", preschool=(*_TEACHERS, *_CLASSES))
def preschool_teachers_of_norm(told: Told) -> list[Cell]:
    """Teachers of the most that the norm in force allows; both sides × what makes the norm whole numbers."""
    rows = told.rows("preschool", *_CLASSES)
    norm = preschool_teachers(told.period.reference_date)
    if norm is None:
        raise Untold("định mức giáo viên mầm non của kỳ này")
    times = lcm(norm.nursery_group.denominator, norm.kindergarten_class.denominator)
    group, of_class = int(times * norm.nursery_group), int(times * norm.kindergarten_class)
    most = group * rows["nursery_groups"] + of_class * rows["kindergarten_classes"]
    return [share(times * (rows["nursery_teachers"] + rows["kindergarten_teachers"]), most)]


@from_units(
    "policies_served",
    preschool=("teachers_served", "teachers_entitled", "children_served", "children_entitled"),
)
def policies_served(told: Told) -> list[Cell]:
    """Teachers and children who receive what they are entitled to."""
    rows = told.rows("preschool", "teachers_entitled", "children_entitled")
    teachers, children = (rows[f"{who}_served"] for who in ("teachers", "children"))
    entitled = pd.concat([rows["teachers_entitled"], rows["children_entitled"]], ignore_index=True)
    return [
        share(pd.concat([teachers, children], ignore_index=True), entitled),
        share(teachers, rows["teachers_entitled"], group="giáo viên"),
        share(children, rows["children_entitled"], group="trẻ"),
    ]


@from_units("online_learning", school=("online_materials", "online_classes"), own_plan=("materials",))
def online_learning(told: Told) -> list[Cell]:
    """Materials put online and classes held online, of schools and other units."""
    schools = told.rows("school", "online_materials", "online_classes")
    return [
        amount(
            schools["online_materials"],
            schools["online_classes"],
            told.rows("own_plan", "materials")["materials"],
        )
    ]


def is_general(unit: Unit) -> bool:
    """Whether a school teaches grades 1 to 12 (giáo dục phổ thông)."""
    return any(level in ("TH", "THCS", "THPT") for level in unit.levels)


@from_units("digital_schools", asks=is_general, school=("digital",))
def digital_schools(told: Told) -> list[Cell]:
    """General schools that manage teaching digitally."""
    rows = told.rows("school")
    general = [unit.id for unit in told.area.units if is_general(unit)]
    return [yes(rows.loc[rows["unit"].isin(general), "digital"])]


@from_units("life_skill_pupils", school=("life_skill_pupils", "pupils"))
def life_skill_pupils(told: Told) -> list[Cell]:
    """Pupils in life-skill programmes; a preschool may leave the box blank and is then not asked."""
    rows = told.rows("school", "pupils")
    general = rows["unit"].isin([unit.id for unit in told.area.units if is_general(unit)])
    rows = rows[general | rows["life_skill_pupils"].notna()]
    return [share(rows["life_skill_pupils"], rows["pupils"])]


@from_units("literacy_classes_opened", literacy_classes=("state", "planned"))
def literacy_classes_opened(told: Told) -> list[Cell]:
    """Literacy and post-literacy classes opened, of those in the schools' plans of the year.

    A line that says neither what class it is nor what became of it is no class: a school without any writes
    nought into the first line.
    """
    rows = told.rows("literacy_classes")
    rows = rows[rows[["kind", "state", "planned"]].notna().any(axis=1)]
    rows = rows[rows["planned"].fillna(True).astype(bool)]
    opened = (rows["state"] == "đã mở").astype("boolean")
    return [yes(opened.mask(rows["state"].isna() | rows["planned"].isna()))]


@from_units("literacy_class_learners", literacy_classes=("studied",))
def literacy_class_learners(told: Told) -> list[Cell]:
    """Persons who sat in a literacy class at any time of the period, and the register's people of 15 to 60
    who are not literate at level 2.

    Whoever finished is literate by now: the two are shown beside each other. People whose literacy is not
    known may be in need of a class: they are the unknown.
    """
    literate = told.counted("xmc2_15_60")
    everybody = literate[(literate[["khom", "sex", "group"]] == "").all(axis=1)]
    part, of, unknown = (int(everybody[name].tolist()[0]) for name in COUNTS)
    rows = told.rows("literacy_classes")
    not_held = rows["state"].isin(["trong kế hoạch", "đã hủy"])
    none = (rows["learners"] == 0).fillna(False) & rows[["kind", "studied"]].isna().all(axis=1)
    rows = rows[~not_held & ~none.astype(bool)]
    told.refuse_blank("literacy_classes", "studied", rows)
    return [Cell(int(rows["studied"].sum()), of - part, unknown)]


def _disadvantaged(name: str, item: str) -> None:
    @from_units(name, disadvantaged=("at_school", "all"))
    def count(told: Told) -> list[Cell]:
        rows = told.rows("disadvantaged", "all", item=item)
        return [share(rows["at_school"], rows["all"])]


# Two rates: a full group must not hide the other.
_disadvantaged("disadvantaged_6_10_at_school", "6–10 tuổi")
_disadvantaged("disadvantaged_11_14_at_school", "11–14 tuổi")
