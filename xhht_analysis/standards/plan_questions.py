"""What a plan leaves open though it can be read: clauses that no cell answers, counts nobody wants, or that
are asked for twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xhht_analysis.base.messages import Message
from xhht_analysis.base.periods import Period
from xhht_analysis.base.plan_files import plan_file
from xhht_analysis.base.toml_file import read_toml
from xhht_analysis.base.toml_places import Place, lines_of
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.standards.plan import Plan, load_plan, own_elsewhere, units_of
from xhht_analysis.standards.target import Target

_OF_COMMUNES = Message(
    "không ô nào trả lời chỉ tiêu này: bao nhiêu xã đạt mức là số của cả huyện, tỉnh, xã không tính được. "
    'Hãy thêm [[indicator]] với kind = "share", unit = "xã", counts_persons = false, units = ["town"] '
    "(cơ quan tổng hợp nhập hai số ở trang “Chỉ tiêu khác”) và ghi mã ấy vào “indicator”; chỉ theo dõi thì "
    'ghi direction = "shown".'
)


def plan_questions(folder: Path, period: Period) -> tuple[Message, ...]:
    """A sentence for each, with file, line and remedy; none without a plan of the period's year.

    Raises InputError for a plan that breaks the form.
    """
    plan = load_plan(folder, period)
    if plan is None:
        return ()
    name = plan_file(folder, period).name
    text, _ = read_toml(folder / name)
    found = [*_questions(plan), *_asked_again(folder, period, plan)]
    lines = lines_of(text, [place for place, _ in found])
    return tuple(
        Message(
            "Tệp {folder}/{name}, dòng {line}, mục “{id}”: {question}",
            folder=folder.name, name=name, line=lines[place], id=_id(plan, place), question=question,
        )
        for place, question in sorted(found, key=lambda one: lines[one[0]])
    )  # fmt: skip


def _questions(plan: Plan) -> Iterator[tuple[Place, Message]]:
    for n, target in enumerate(plan.targets):
        open_ones = [aim for aim in target.aims if not _is_answered(aim)]
        if any(aim.direction == "communes" for aim in open_ones):
            yield (("target", n), _OF_COMMUNES)
        elif open_ones:
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


def _asked_again(folder: Path, period: Period, plan: Plan) -> Iterator[tuple[Place, Message]]:
    """Own indicators that the program counts itself, or that are asked of the same units under another id."""
    units = units_of(folder, period)
    elsewhere = [(path.name, one) for path, own in own_elsewhere(folder, period) for one in own]
    shipped = {slug(entry.name): entry for entry in catalogue().values() if not entry.area}
    for n, own in enumerate(plan.own):
        place = ("indicator", n)
        if (entry := shipped.get(slug(own.name))) is not None:
            yield (
                place,
                Message(
                    "chương trình đã đếm chỉ số này: {id}. Hãy ghi indicator = \"{id}\" vào chỉ tiêu và bỏ "
                    "bảng này, để không ai phải nhập hai lần; nếu đếm khác, hãy đặt tên khác.",
                    id=entry.id,
                ),
            )  # fmt: skip
        if same := next((one for one in plan.own[:n] if own.asks_like(one, units)), None):
            yield (
                place,
                Message(
                    "hỏi cùng một điều, cùng những đơn vị với “{other}” ở trên: họ phải nhập hai lần, những "
                    "người ấy được đếm hai lần. Hãy bỏ một bảng và dùng một mã cho các chỉ tiêu; nếu là hai "
                    "việc, hãy viết “name” và “definition” cho khác nhau.",
                    other=same.id,
                ),
            )  # fmt: skip
        for name, one in elsewhere:
            if one.id != own.id and own.asks_like(one, units):
                yield (
                    place,
                    Message(
                        "hỏi cùng một điều với “{other}” của {name} mà mã khác: số liệu hai kế hoạch không "
                        "so được với nhau. Hãy dùng lại id = \"{other}\"; nếu là việc khác, hãy viết “name” "
                        "và “definition” cho khác nhau.",
                        other=one.id, name=name,
                    ),
                )  # fmt: skip


def _is_answered(aim: Target) -> bool:
    return bool(aim.indicator or (aim.standard and aim.direction == "level") or aim.tasks)


def _id(plan: Plan, place: Place) -> str:
    table, number = str(place[0]), int(place[1])
    return plan.targets[number].id if table == "target" else plan.own[number].id
