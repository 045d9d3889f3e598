"""What ``xhht new`` writes for an area: ``area.toml`` and the plan of its first year, as texts."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from xhht_analysis.base.areas import Unit, load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.khom_word import khom_word
from xhht_analysis.base.messages import near
from xhht_analysis.base.periods import Period
from xhht_analysis.base.places import TWO_LEVELS, Place, with_code
from xhht_analysis.base.store import write_text
from xhht_analysis.standards.plan import load_plan


@dataclass(frozen=True, slots=True)
class NewArea:
    """What is known of a new area. ``keep``: ids of the known clauses that its plan has."""

    place: Place
    year: int
    hardship: bool
    khom: tuple[str, ...]
    units: tuple[Unit, ...]
    superior: str
    recipients: tuple[str, ...]
    contact: str
    half: str
    whole: str
    plan_title: str
    plan_number: str
    plan_date: dt.date | None
    keep: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"{self.place.kind} {self.place.name}"


def checked_texts(area: str, new: NewArea) -> dict[str, str]:
    """File name → text of the files in the area's folder. Raises InputError where one could not be read."""
    texts = {"area.toml": area_text(new), f"plan-{new.year}.toml": plan_text(new)}
    with tempfile.TemporaryDirectory() as room:
        for name, text in texts.items():
            write_text(Path(room, area, name), text)
        load_area(Path(room, area), Period(new.year).reference_date)
        load_plan(Path(room, area), Period(new.year))
    return texts


def area_text(new: NewArea) -> str:
    """The text of ``area.toml``."""
    place = new.place
    told = [
        "#:schema ../../../docs/schema/area.json",
        '# Chỉ “name” là bắt buộc. Sửa được bằng Notepad: lưu dạng UTF-8, chữ đứng trong dấu nháy thẳng "…".',
        f"name = {_text(place.name)}",
        f"kind = {_text(place.kind)}",
        f"code = {_text(place.code)}",
        *([f"district = {_text(place.district)}"] if place.district else []),
        f"province = {_text(place.province)}",
        *_since_lines(place),
        "# true: địa bàn đặc biệt khó khăn theo quyết định của cấp có thẩm quyền (một số mức chuẩn khác đi)",
        f"hardship = {'true' if new.hardship else 'false'}",
        'status = "sơ bộ"',
        *_list_lines("khom", new.khom),
        f"superior = {_text(new.superior)}",
        *_list_lines("recipients", new.recipients),
        f"contact = {_text(new.contact)}",
        "",
        "# Hạn báo cáo của các đơn vị, khi kế hoạch năm không nêu: trước ngày/tháng",
        "[due]",
        f"units = {{ {', '.join(_due_parts(new))} }}",
    ]
    if new.units:
        told += [
            "",
            f"# Đơn vị phải báo cáo, ngoài các {khom_word(new.khom)}: school (trường), department (ban,",
            "# ngành, đoàn thể), centre (TTHTCĐ), town (UBND)",
        ]
    for unit in new.units:
        told += ["[[unit]]", f"name = {_text(unit.name)}", f"kind = {_text(unit.kind)}"]
        if unit.levels:
            told.append(f"levels = [{', '.join(map(_text, unit.levels))}]")
        told.append("")
    return "\n".join(told).rstrip() + "\n"


def plan_text(new: NewArea) -> str:
    """The text of the plan: its head, and every clause that is kept, as a block of its own."""
    told = [
        "#:schema ../../../docs/schema/plan.json",
        "# Mỗi chỉ tiêu của kế hoạch là một bảng [[target]]. Giữ chỉ tiêu mà kế hoạch của xã có, xóa cả bảng",
        "# của chỉ tiêu không có. “clause” là mục trong kế hoạch; “shown” là chỉ theo dõi, chưa xét: có số",
        "# thì sửa như lời ghi ở cuối dòng. Dòng bắt đầu bằng # chưa có hiệu lực: muốn dùng thì bỏ dấu #",
        "# và dấu cách ở đầu dòng.",
        f"title = {_text(new.plan_title)}",
        f"number = {_text(new.plan_number)}" if new.plan_number else '# number = "…/KH-UBND"',
        f"date = {new.plan_date.isoformat()}" if new.plan_date else f"# date = {new.year}-01-31",
        f"year = {new.year}",
        "",
        "# Hạn báo cáo, khi kế hoạch nêu khác area.toml: trước ngày/tháng",
        "# [due]",
        f"# units = {{ {', '.join(_due_parts(new))} }}",
        "",
    ]
    blocks = known_clauses()
    return "\n".join(told) + "".join(f"\n{blocks[id]}\n" for id in blocks if id in (new.keep or blocks))


@cache
def known_clauses() -> dict[str, str]:
    """Id → block of each clause in ``known_clauses.toml``; commented ones too."""
    text = files(__package__).joinpath("known_clauses.toml").read_text(encoding="utf-8")
    blocks = re.split(r"\n\n+(?=(?:# )?\[\[target\]\]\n)", text.strip())[1:]
    ids = (re.search(r'id = "(\w+)"', block) for block in blocks)
    return {found[1]: block for found, block in zip(ids, blocks, strict=True) if found}


def suggested_clauses() -> list[dict[str, object]]:
    """Every known clause as a table, those that stand as comments opened."""
    opened = (re.sub("^# ", "", block, flags=re.M) for block in known_clauses().values())
    return [tomllib.loads(block)["target"][0] for block in opened]


def clause_ids(text: str) -> tuple[str, ...]:
    """Ids of known clauses with commas between them; nothing: all. InputError for one that is not known."""
    asked = [part for part in re.split(r"[\s,;]+", text.upper()) if part]
    for id in asked:
        if id not in known_clauses():
            raise InputError(
                "Không có chỉ tiêu mã “{id}”. Các mã: {ids}.{near}",
                id=id, ids=", ".join(known_clauses()), near=near(id, known_clauses()),
            )  # fmt: skip
    if asked and all(known_clauses()[id].startswith("#") for id in asked):
        raise InputError(
            "Các chỉ tiêu {ids} chỉ là gợi ý, phải điền số rồi mới dùng được. Hãy giữ thêm ít nhất một chỉ "
            "tiêu khác, ví dụ B1.",
            ids=", ".join(asked),
        )
    return tuple(asked)


def _since_lines(place: Place) -> list[str]:
    if not place.since:
        return []
    same = [
        old
        for old in with_code(place.code)
        if not old.since and (old.kind, old.name) == (place.kind, place.name)
    ]
    if same or not place.code:
        return [f"# since = {TWO_LEVELS}  # bỏ dấu # nếu đơn vị thành lập (sáp nhập) từ ngày ấy"]
    return [f"since = {TWO_LEVELS}"]


def _due_parts(new: NewArea) -> list[str]:
    days = (("half", new.half), ("year", new.whole))
    return [f"{key} = {_text(day)}" for key, day in days if day]


def _list_lines(key: str, values: Collection[str]) -> list[str]:
    quoted = [_text(value) for value in values]
    if len(one := f"{key} = [{', '.join(quoted)}]") <= 100:
        return [one]
    return [f"{key} = [", *_wrapped(quoted), "]"]


def _wrapped(quoted: Sequence[str]) -> list[str]:
    rows = [""]
    for value in quoted:
        if len(rows[-1]) + len(value) > 96:
            rows.append("")
        rows[-1] += f" {value},"
    return [f" {row}" for row in rows]


def _text(value: str) -> str:
    """A text in quotes: what JSON writes TOML reads, but for one character that no line of ours holds."""
    return json.dumps(value, ensure_ascii=False)
