"""``xhht plan import``: what was typed into the workbooks of the area and its plan, shown and taken over."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.commands.spoken import Spoken

if TYPE_CHECKING:
    from xhht_analysis.base.periods import Period
    from xhht_analysis.commands.toml_changes import Change
    from xhht_analysis.commands.toml_sheets import Node

#: Code of ``import`` without --write where something would change.
TO_WRITE = 1


@click.command(
    "plan",
    cls=Spoken,
    words=Message(
        "Lấy những gì đã gõ trong bảng Excel của địa bàn và kế hoạch (xhht template … --plan) vào tệp TOML: "
        "cho xem, và chỉ ghi khi có --write. Mã kết thúc: 0 không có gì đổi hoặc đã ghi, 1 có chỗ đổi, 2 "
        "không lấy được."
    ),
)
@click.argument("action", type=click.Choice(["import"]))
@click.argument("area")
@click.argument("period")
@click.option("--write", is_flag=True, help="ghi vào tệp / write it")
@click.pass_context
def command(ctx: click.Context, /, action: str, area: str, period: str, write: bool) -> None:
    from xhht_analysis.base.areas import known_area
    from xhht_analysis.base.periods import Period
    from xhht_analysis.base.store import Store, find_root, write_text
    from xhht_analysis.commands.toml_changes import changed_text

    store, when = Store(find_root()), Period.parse(period)
    folder = store.raw_area(known_area(store.raw, area))
    found = {
        file: changes
        for file, schema in _files(folder, when).items()
        if (changes := _changes(folder, file, schema)) is not None
    }
    if not found:
        raise InputError(
            "Chưa có bảng nào trong data/raw/{area}. Hãy chạy: xhht template {area} {period} --plan",
            area=area, period=period,
        )  # fmt: skip
    texts = {file: changed_text(folder / file, changes) for file, changes in found.items() if changes}
    for file, changes in found.items():
        click.echo(say("{file}: {number} chỗ đổi", file=f"{area}/{file}", number=len(changes)))
        for change in changes:
            click.echo(f"  {change.words}")
    _check(folder, texts, when)
    if texts and not write:
        click.echo(say("Chưa ghi gì. Muốn ghi, chạy lại với --write."))
        ctx.exit(TO_WRITE)
    for file, text in texts.items():
        write_text(folder / file, text)
    if texts:
        write_workbooks(folder, when, taken=True)
        click.echo(say("Đã ghi."))


def write_workbooks(folder: Path, when: Period, *, taken: bool = False) -> list[Path]:
    """Write the workbooks of ``area.toml`` and the year's plan beside them.

    InputError where one holds what was typed and not taken over, unless that was ``taken`` just now.
    """
    from xhht_analysis.base.toml_file import read_toml
    from xhht_analysis.commands.new_files import suggested_clauses
    from xhht_analysis.commands.toml_workbook import write_toml_workbook

    found = _files(folder, when)
    schemas = {file: schema for file, schema in found.items() if (folder / file).is_file()}
    texts = {file: read_toml(folder / file)[0] for file in schemas}
    for file, schema in schemas.items():
        if not taken and _changes(folder, file, schema, of_the_file=False):
            raise InputError(
                "Bảng {name} có chỗ đã gõ mà chưa lấy vào {file}. Hãy chạy xhht plan import, hoặc xóa bảng.",
                name=(folder / file).with_suffix(".xlsx").name, file=file,
            )  # fmt: skip
    written = []
    for file, text in texts.items():
        there = {str(entry.get("id")) for entry in tomllib.loads(text).get("target", ())}
        suggested = [clause for clause in suggested_clauses() if clause["id"] not in there]
        written.append((folder / file).with_suffix(".xlsx"))
        write_toml_workbook(written[-1], text, schemas[file], period=when, suggested={"target": suggested})
    return written


def _files(folder: Path, when: Period) -> dict[str, Node]:
    from xhht_analysis.base.areas import AreaFile
    from xhht_analysis.base.plan_files import plan_file
    from xhht_analysis.base.toml_model import schema_of
    from xhht_analysis.standards.plan import Plan

    return {"area.toml": schema_of(AreaFile), plan_file(folder, when).name: schema_of(Plan)}


def _changes(folder: Path, file: str, schema: Node, *, of_the_file: bool = True) -> list[Change] | None:
    """What a workbook says otherwise than the text that it was made from; None where there is no workbook.

    ``of_the_file``: to be taken over: InputError where the TOML was changed meanwhile as well.
    """
    from xhht_analysis.base.toml_file import read_toml
    from xhht_analysis.commands.toml_changes import head_changes, table_changes
    from xhht_analysis.commands.toml_sheets import tables
    from xhht_analysis.commands.toml_workbook import digest_of, read_toml_workbook

    path = (folder / file).with_suffix(".xlsx")
    if not path.is_file():
        return None
    typed = read_toml_workbook(path, schema)
    base = tomllib.loads(typed.text)
    changes = list(head_changes(base, typed.head, schema))
    for table in tables(schema):
        if table.key in typed.entries:
            changes += table_changes(base.get(table.key, []), typed.entries[table.key], table)
    if not changes or not of_the_file or digest_of(read_toml(folder / file)[0]) == typed.digest:
        return changes
    raise InputError(
        "Cả tệp {file} lẫn bảng {name} đều đã sửa từ khi bảng được ghi ra: không lấy gì. Hãy giữ một: ghi "
        "chỗ sửa của bảng vào tệp rồi xóa bảng, hoặc lấy lại tệp cũ.",
        file=f"{folder.name}/{file}", name=f"{folder.name}/{path.name}",
    )  # fmt: skip


def _check(folder: Path, texts: Mapping[str, str], when: Period) -> None:
    """Read both files as they would be: InputError names what cannot be."""
    from xhht_analysis.base.areas import load_area
    from xhht_analysis.base.store import write_text
    from xhht_analysis.base.toml_file import read_toml
    from xhht_analysis.standards.plan import load_plan

    with tempfile.TemporaryDirectory() as room:
        copy = Path(room, folder.name)
        for file in _files(folder, when):
            if (folder / file).is_file():
                write_text(copy / file, texts.get(file) or read_toml(folder / file)[0])
        load_area(copy, when.reference_date)
        load_plan(copy, when)
