"""``xhht remind``: letters to units that owe a report, and lists of what each must mend."""

from __future__ import annotations

import click

from xhht_analysis.base.messages import say
from xhht_analysis.commands.days import as_of_option, judged_on
from xhht_analysis.commands.progress import Progress
from xhht_analysis.commands.project import project_store
from xhht_analysis.commands.spoken import command


@command(
    "Soạn thư nhắc cho đơn vị chưa gửi hoặc gửi thiếu báo cáo, và danh sách chỗ từng đơn vị cần sửa; trước "
    "hạn thì chưa nhắc ai."
)
@click.argument("area")
@click.argument("period")
@as_of_option
def remind(area: str, period: str, as_of: str | None) -> None:
    from xhht_analysis.base.periods import Period

    store, when, day = project_store(), Period.parse(period), judged_on(as_of)
    with Progress(say("Đang đọc báo cáo")) as tell:
        tell(f"{area} {when}")
        from xhht_analysis.running.remind import remind as write

        made = write(store, area, when, as_of=day)
    for name in made.kept:
        click.echo(say("Giữ lại bản đã sửa: {name}", name=name))
    if not made.written:
        click.echo(say("Không đơn vị nào phải nhắc hay phải sửa."))
        return
    letters = sum(name.endswith(".docx") for names in made.written.values() for name in names)
    lists = sum(map(len, made.written.values())) - letters
    click.echo(
        say("Đã soạn {letters} thư nhắc, {lists} danh sách cần sửa vào:", letters=letters, lists=lists)
    )
    click.echo(made.folder.relative_to(store.root).as_posix())
