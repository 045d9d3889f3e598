"""``xhht forms``: the statistical forms of an area and period as one workbook."""

from __future__ import annotations

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import say
from xhht_analysis.commands.progress import Progress
from xhht_analysis.commands.project import project_store
from xhht_analysis.commands.spoken import command


@command(
    "Ghi các biểu thống kê phổ cập, xóa mù chữ (CMC, TH, THCS, MN) thành một tệp Excel: số đầy đủ để dùng "
    "nội bộ, hoặc bản công bố được."
)
@click.argument("area")
@click.argument("period")
@click.option("--public", is_flag=True, help="bản công bố được / what may be published")
def forms(area: str, period: str, public: bool) -> None:
    from xhht_analysis.base.areas import known_area
    from xhht_analysis.base.periods import Period

    store, when = project_store(), Period.parse(period)
    known_area(store.raw, area)
    with Progress(say("Đang ghi biểu")) as tell:
        tell(f"{area} {when}")
        from xhht_analysis.running.groups import find_groups
        from xhht_analysis.running.official_forms import write_forms, write_public_forms

        if public and area in find_groups(store):
            raise InputError("Bản công bố của một nhóm là trang tổng quan và chi-tieu.csv; hãy bỏ --public.")
        path = write_public_forms(store, area, when) if public else write_forms(store, area, when)
    click.echo(path.relative_to(store.root).as_posix())
