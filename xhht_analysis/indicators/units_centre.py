"""What the community learning centre (TTHTCĐ) reports: classes, equipment, ratings, the week of learning."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.indicators.units_told import Cell, Told, Untold, amount, from_units, share, yes

#: The topics that the plan wants held (clause C8).
TOPICS = ("chuyển giao kỹ thuật", "pháp luật", "sức khỏe", "môi trường")
#: Learners of whom the plan wants to know (clause IV.3), each a column of its own.
GROUPS = ("women", "poor", "disabled", "homemakers", "past_working_age", "policy")
#: Rows of the sheet of persons: everybody, and the groups with their words.
ALL_LEARNERS = "Tất cả người học"
PERSONS = {
    "Nữ": "nữ",
    "Người nghèo": "nghèo",
    "Người khuyết tật": "khuyết tật",
    "Người nội trợ": "nội trợ",
    "Hết tuổi lao động": "hết tuổi lao động",
    "Thuộc diện chính sách": "thuộc diện chính sách",
}
#: Workers whose seats in classes are told, by indicator.
SEATS = {"rural_worker_seats": "rural_workers", "farmer_seats": "farmers", "agriculture_seats": "agriculture"}


@from_units("centre_equipment", equipment=("needed", "had"))
def centre_equipment(told: Told) -> list[Cell]:
    """What is had of what is needed; more than needed of one thing does not make up for another."""
    rows = told.rows("equipment", "needed")
    too_many = (rows["had"] > rows["needed"]).fillna(False)
    had = rows["had"].mask(too_many, rows["needed"])
    return [share(had, rows["needed"]), share(rows["added"], rows["needed"], group="bổ sung trong kỳ")]


@from_units("centre_topics", classes=("kind", "state"))
def centre_topics(told: Told) -> list[Cell]:
    """How many of the four topics had a class; a class of unknown kind or state may have been any of them."""
    rows = told.rows("classes")
    opened = (rows["state"] == "đã mở").fillna(False)
    held = set(rows.loc[opened, "kind"].dropna()) & set(TOPICS)
    perhaps = rows.loc[rows["state"].isna() | (opened & rows["kind"].isna()), "kind"]
    nameless, named = int(perhaps.isna().sum()), (set(perhaps.dropna()) & set(TOPICS)) - held
    unknown = min(len(named) + nameless, len(TOPICS) - len(held))
    total = Cell(len(held), len(TOPICS) - unknown, unknown)
    may_be = set(TOPICS) if nameless else named
    answers = [True if topic in held else None if topic in may_be else False for topic in TOPICS]
    by_topic = [
        yes(pd.Series([answer], dtype="boolean"), group=topic)
        for topic, answer in zip(TOPICS, answers, strict=True)
    ]
    return [total, *by_topic]


@from_units("classes_held", classes=("state", "planned"))
def classes_held(told: Told) -> list[Cell]:
    """Classes opened of those in the year's plan, and of each kind; a cancelled one was planned, not held."""
    rows = told.rows("classes")
    rows = rows[rows["planned"].fillna(True).astype(bool)]
    opened = (rows["state"] == "đã mở").astype("boolean")
    opened = opened.mask(rows["state"].isna() | rows["planned"].isna())
    kinds = rows["kind"].fillna("chưa rõ")
    return [yes(opened), *(yes(of_kind, group=f"loại: {kind}") for kind, of_kind in opened.groupby(kinds))]


@from_units("learners", classes=("state", "learners"))
def learners(told: Told) -> list[Cell]:
    """Seats taken in the classes held (a person in two classes takes two); then of each kind of class."""
    rows = told.held("learners")
    everybody = rows["learners"]
    if not everybody.sum():
        return [amount(everybody)]
    kinds = [
        Cell(int(of_kind.sum()), int(everybody.sum()), group=f"loại: {kind}")
        for kind, of_kind in everybody.groupby(rows["kind"].fillna("chưa rõ"))
    ]
    return [amount(everybody), *kinds]


def _group(column: str) -> None:
    @from_units(f"learners_{column}", classes=("state", "learners", column))
    def count(told: Told) -> list[Cell]:
        rows = told.held("learners")
        return [share(rows[column], rows["learners"])]


for _column in GROUPS:
    _group(_column)


@from_units("centre_learners", learner_groups=("persons",))
def centre_learners(told: Told) -> list[Cell]:
    """Persons who learnt at the centre, each once; what part of them each group is, and each khóm.

    By khóm only where every one is told. More persons of a group than seats that it took cannot be: then
    nothing is told of the group.
    """
    everybody = told.rows("learner_groups", "persons", item=ALL_LEARNERS)["persons"]
    groups = [
        share(persons, everybody, group=word)
        for (item, word), column in zip(PERSONS.items(), GROUPS, strict=True)
        for persons in [told.rows("learner_groups", item=item)["persons"]]
        if not _more_than_seats(told, persons, column)
    ]
    return [amount(everybody), *groups, *_from_khom(told, "centre", int(everybody.sum()))]


def _more_than_seats(told: Told, persons: pd.Series, column: str) -> bool:
    """Whether more persons are told than seats, where the sheet of classes tells all seats."""
    rows = told.rows("classes")
    held = rows[rows["state"] == "đã mở"]
    if rows.empty or rows["state"].isna().any() or held[column].isna().any():
        return False
    return bool(persons.sum() > held[column].sum())


@from_units(
    "literacy_learners_by_khom", learners_by_khom=("persons",), asks=lambda unit: unit.kind == "school"
)
def literacy_learners_by_khom(told: Told) -> list[Cell]:
    """Persons in literacy and post-literacy classes, of all schools; by the khóm that they come from."""
    rows = _of_kind(told, "school")
    told.refuse_blank("learners_by_khom", "persons", rows)
    return [amount(rows["persons"]), *_from_khom(told, "school", int(rows["persons"].sum()))]


def _of_kind(told: Told, kind: str) -> pd.DataFrame:
    rows = told.rows("learners_by_khom")
    return rows[rows["unit"].isin([unit.id for unit in told.area.units if unit.kind == kind])]


def _from_khom(told: Told, kind: str, whole: int) -> list[Cell]:
    rows = _of_kind(told, kind)
    if rows["persons"].isna().any():
        return []
    by_khom = rows.groupby("khom", sort=False)["persons"].sum()
    return [Cell(int(persons), whole, khom=str(khom)) for khom, persons in by_khom.items()]


@from_units("provider_classes", providers=("kind", "classes"))
def provider_classes(told: Told) -> list[Cell]:
    """Classes of other providers than the centre that units know of, by kind of provider."""
    return _of_providers(told, "classes")


@from_units("provider_learners", providers=("kind", "persons"))
def provider_learners(told: Told) -> list[Cell]:
    """Persons who learnt with other providers than the centre, as far as units know, by kind of provider."""
    return _of_providers(told, "persons")


def _of_providers(told: Told, column: str) -> list[Cell]:
    rows = told.rows("providers", column)
    whole = int(rows[column].sum())
    by_kind = rows[column].groupby(rows["kind"].fillna("chưa rõ"))
    return [amount(rows[column]), *(Cell(int(n.sum()), whole, group=str(kind)) for kind, n in by_kind)]


def _seats(name: str, column: str) -> None:
    @from_units(name, classes=("state", column))
    def count(told: Told) -> list[Cell]:
        return [amount(told.held(column)[column])]


for _name, _column in SEATS.items():
    _seats(_name, _column)


@from_units("learning_week", events=("held",))
def learning_week(told: Told) -> list[Cell]:
    """Whether the Lifelong Learning Week was held."""
    return [yes(told.rows("events", "held", item="Tuần lễ hưởng ứng học tập suốt đời")["held"])]


@from_units("self_ratings", ratings=("done",))
def self_ratings(told: Told) -> list[Cell]:
    """How many of the two self-ratings, of the centre and of the community, were done."""
    return [yes(told.rows("ratings")["done"])]


@from_units("centre_rated_good", ratings=("band",))
def centre_rated_good(told: Told) -> list[Cell]:
    """Whether the centre is rated good; before it is rated there is no figure."""
    bands = told.rows("ratings", item="TTHTCĐ")["band"].dropna()
    if bands.empty:
        raise Untold("TTHTCĐ (trang “Tự đánh giá”: chưa xếp loại)")
    return [yes(bands == "tốt")]
