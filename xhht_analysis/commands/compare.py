"""``xhht compare``: what the national system's forms print, laid beside the counts here."""

from __future__ import annotations

from pathlib import Path

import click

from xhht_analysis.base.messages import say
from xhht_analysis.commands.progress import Progress
from xhht_analysis.commands.project import project_store
from xhht_analysis.commands.spoken import command


@command(
    "Đối chiếu biểu thống kê in từ hệ thống quốc gia (Excel, csv) với số đếm ở đây: ô nào khác, và những "
    "người cần xem lại, ghi vào danh sách riêng tư."
)
@click.argument("area")
@click.argument("period")
@click.argument("file", type=click.Path(path_type=Path))
def compare(area: str, period: str, file: Path) -> None:
    from xhht_analysis.base.areas import known_area
    from xhht_analysis.base.periods import Period

    store, when = project_store(), Period.parse(period)
    known_area(store.raw, area)
    with Progress(say("Đang đối chiếu")) as tell:
        tell(f"{area} {when}")
        from xhht_analysis.running.compare import compare_with

        found = compare_with(store, area, when, file)
    click.echo(
        say(
            "Đối chiếu {cells} ô có ở cả hai bên: {differ} ô khác nhau. Thêm {not_here} ô của biểu không "
            "tính được ở đây.",
            cells=found.cells, differ=found.differ, not_here=found.not_here,
        )
    )  # fmt: skip
    click.echo(
        say(
            "Từng ô, và {people} người cần xem lại (riêng tư, không gửi đi): {path}",
            people=found.people,
            path=found.path.relative_to(store.root).as_posix(),
        )
    )
