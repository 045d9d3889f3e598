"""What a plan leaves open though it can be read: clauses that no cell answers, counts nobody wants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xhht_analysis.base.messages import Message
from xhht_analysis.base.periods import Period
from xhht_analysis.base.plan_files import plan_file
from xhht_analysis.base.toml_file import read_toml
from xhht_analysis.base.toml_places import Place, lines_of
from xhht_analysis.standards.plan import Plan, load_plan
from xhht_analysis.standards.target import Target


def plan_questions(folder: Path, period: Period) -> tuple[Message, ...]:
    """A sentence for each, with file, line and remedy; none without a plan of the period's year.

    Raises InputError for a plan that breaks the form.
    """
    plan = load_plan(folder, period)
    if plan is None:
        return ()
    name = plan_file(folder, period).name
    text, _ = read_toml(folder / name)
    found = {place: message for place, message in _questions(plan)}
    lines = lines_of(text, found)
    return tuple(
        Message(
            "Tệp {folder}/{name}, dòng {line}, mục “{id}”: {question}",
            folder=folder.name, name=name, line=lines[place], id=_id(plan, place), question=found[place],
        )
        for place in sorted(found, key=lambda place: lines[place])
    )  # fmt: skip


def _questions(plan: Plan) -> Iterator[tuple[Place, Message]]:
    for n, target in enumerate(plan.targets):
        if not all(map(_is_answered, target.aims)):
            yield (
                ("target", n),
                Message(
                    "không ô nào trả lời chỉ tiêu này. Hãy ghi “indicator” (chỉ số có sẵn, hoặc "
                    "[[indicator]] của kế hoạch), “standard”, hoặc direction = \"shown\" với “tasks”."
                ),
            )  # fmt: skip
    aimed = {name for target in plan.targets for aim in target.aims for name in (aim.indicator, aim.base)}
    for n, own in enumerate(plan.own):
        if not any(name.endswith(f".{own.id}") for name in aimed):
            yield (
                ("indicator", n),
                Message(
                    "các đơn vị phải nhập chỉ số này mà không chỉ tiêu nào dùng. Hãy ghi "
                    "indicator = \"{id}\" vào chỉ tiêu, hoặc bỏ bảng này.",
                    id=own.id,
                ),
            )  # fmt: skip


def _is_answered(aim: Target) -> bool:
    return bool(aim.indicator or (aim.standard and aim.direction == "level") or aim.tasks)


def _id(plan: Plan, place: Place) -> str:
    table, number = str(place[0]), int(place[1])
    return plan.targets[number].id if table == "target" else plan.own[number].id
