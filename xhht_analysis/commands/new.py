"""``xhht new``: a commune from its first answers to the workbooks that its units fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.store import Store, find_root, write_folder
from xhht_analysis.base.vietnamese import slug
from xhht_analysis.commands.asking import Questions, at_terminal
from xhht_analysis.commands.spoken import Spoken


@click.command(
    "new",
    cls=Spoken,
    words=Message(
        "Lập một xã, phường mới: hỏi (hoặc lấy từ tùy chọn) tên, mã, các khóm, đơn vị, hạn báo cáo, rồi ghi "
        "area.toml, kế hoạch, các thư mục và biểu mẫu. Không ghi đè tệp nào. Dấu ; ngăn các mục của một tùy "
        "chọn."
    ),
)
@click.argument("area")
@click.option("--name", help="tên, đúng dấu: xã Phú Tân / name, with its tone marks")
@click.option("--kind", help="xã, phường, đặc khu, thị trấn / xa, phuong, dac khu, thi tran")
@click.option("--code", help="mã 5 chữ số / official code: 30406")
@click.option("--province", help="tỉnh An Giang / An Giang, with its tone marks")
@click.option("--district", help="huyện, trước 1/7/2025 / before 1/7/2025")
@click.option("--unlisted", is_flag=True, help="không có trong danh mục / not in the official list")
@click.option("--year", type=click.IntRange(2000, 2100), help="năm của kế hoạch / year of the plan")
@click.option("--hardship", help="có, không / yes, no")
@click.option("--khom-kind", help="ấp, khóm, thôn, bản, tổ dân phố / ap, khom, thon, ban, to dan pho")
@click.option("--khom", multiple=True, help="1-8; Chợ / 1-8; names")
@click.option("--unit", "unit", multiple=True, help="Trường A = THCS; Hội B / names; a school = its levels")
@click.option("--superior", help="cơ quan cấp trên / superior office")
@click.option("--recipient", multiple=True, help="nơi nhận / who receives reports")
@click.option("--contact", help="nơi liên hệ / contact")
@click.option("--due-half", help="05/6")
@click.option("--due-year", help="05/12")
@click.option("--plan-title", help="tên kế hoạch / title of the plan")
@click.option("--plan-number", help="…/KH-UBND")
@click.option("--plan-date", help="ngày ban hành / day of issue: 16/4/2026")
@click.option("--keep", help="mã chỉ tiêu được giữ / ids of clauses to keep: B1,B2")
@click.pass_context
def command(
    ctx: click.Context, /, area: str, year: int | None, **told: str | bool | tuple[str, ...] | None
) -> None:
    from xhht_analysis.base.areas import check_area_id
    from xhht_analysis.commands.new_files import checked_texts
    from xhht_analysis.commands.new_questions import ask_all

    if area != slug(area):
        raise InputError(
            "Tên thư mục “{area}” không dùng được. Hãy dùng: xhht new {slug}", area=area, slug=slug(area)
        )
    check_area_id(area)
    store = Store(find_root())
    folder = store.raw / area
    if folder.exists():
        raise _there_already(area)
    asked = ask_all(Questions(asks=at_terminal()), year or dt.date.today().year, _texts(told))
    texts = checked_texts(area, asked)
    try:
        write_folder(folder, {name: text.encode() for name, text in texts.items()})
    except FileExistsError:
        raise _there_already(area) from None
    periods = [f"{asked.year}-H1", str(asked.year)]
    for period in periods:
        (folder / period).mkdir()
    click.echo(asked.place.words)
    for path in [*(folder / name for name in texts), *(folder / period for period in periods)]:
        click.echo(path.relative_to(store.root).as_posix())
    root = ctx.find_root()
    template = root.command.get_command(root, "template") if isinstance(root.command, click.Group) else None
    assert template is not None
    for period in periods:
        ctx.invoke(template, area=area, period=period)
    click.echo(
        say(
            "Tiếp theo: xem lại data/raw/{area}/plan-{year}.toml, gửi biểu mẫu cho các đơn vị, chép tệp nhận "
            "được vào data/raw/{area}/{year}, rồi chạy: xhht check {area} {year}",
            area=area,
            year=asked.year,
        )  # fmt: skip
    )


def _there_already(area: str) -> InputError:
    return InputError(
        "Đã có thư mục {folder}: không ghi đè. Hãy sửa tệp trong đó, hoặc chọn tên khác.",
        folder=f"data/raw/{area}",
    )


def _texts(told: Mapping[str, str | bool | tuple[str, ...] | None]) -> dict[str, str | None]:
    """Options as texts: several of one with semicolons between them; what is not given is None."""
    return {
        name: "; ".join(value) or None
        if isinstance(value, tuple)
        else None
        if value is False
        else value and str(value)
        for name, value in told.items()
    }
