"""The command ``lists``: whom to call on, for the commune alone."""

from __future__ import annotations

import click

from xhht_analysis.base.messages import Message, say
from xhht_analysis.commands.progress import Progress
from xhht_analysis.commands.project import project_store
from xhht_analysis.commands.spoken import Spoken


@click.command(
    cls=Spoken,
    words=Message(
        "Lập danh sách người cần vận động, cần hỏi lại, theo từng khóm, trường; chỉ để dùng riêng, nằm trong"
        " data/processed/<địa bàn>/<kỳ>/private."
    ),
)
@click.argument("area")
@click.argument("period")
@click.option("--compare", metavar="2023", help="so sánh từng người với kỳ trước / people of two periods")
@click.option("--delete", is_flag=True, help="xóa danh sách / delete the lists")
def lists(area: str, period: str, compare: str | None, delete: bool) -> None:
    from xhht_analysis.base.areas import known_area
    from xhht_analysis.base.periods import Period

    store, when = project_store(), Period.parse(period)
    before = Period.parse(compare) if compare else None
    if delete:
        from xhht_analysis.intake.action_files import delete_lists

        gone = delete_lists(store, known_area(store.raw, area), when)
        click.echo(say("Đã xóa {number} danh sách.", number=gone))
        return
    with Progress(say("Đang lập danh sách")) as tell:
        tell(f"{area} {when}")
        from xhht_analysis.intake.action_files import write_comparison, write_lists
        from xhht_analysis.intake.cleaned import clean_period

        cleaned = clean_period(store, area, when)
        paths, kept = write_lists(store, cleaned)
        if before is not None:
            compared = write_comparison(store, cleaned, before)
            paths, kept = [*paths, *compared.paths], [*kept, *compared.kept]
    for name in kept:
        click.echo(say("Giữ lại bản đã sửa: {name}", name=name))
    if not paths:
        click.echo(say("Không có ai trong danh sách nào."))
        return
    click.echo(say("Đã ghi {number} danh sách, chỉ để dùng riêng, vào:", number=len(paths)))
    click.echo(paths[0].parent.relative_to(store.root).as_posix())
    click.echo(say("Dùng xong thì xóa: xhht lists {area} {period} --delete", area=area, period=str(when)))
