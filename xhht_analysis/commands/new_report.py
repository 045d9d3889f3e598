"""``xhht new-report``: a notebook that is a report as it stands, for an analyst to go on with."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.base.store import Store, find_root, write_atomically
from xhht_analysis.base.vietnamese import slug, tidy
from xhht_analysis.commands.spoken import Spoken

TEMPLATE = Path(__file__).with_name("new_report.ipynb")


@click.command(
    "new-report",
    cls=Spoken,
    words=Message(
        "Ghi một sổ báo cáo mới vào notebooks/ (NAME: tên tệp không dấu, ví dụ day-nghe): xhht run lập "
        "trang, kiểm tra và đưa vào mục lục như các báo cáo có sẵn. Không ghi đè sổ nào."
    ),
)
@click.argument("name")
@click.option("--title", help="tên báo cáo, có dấu / title, with its tone marks")
def command(name: str, title: str | None) -> None:
    store = Store(find_root())
    path = write_report(store, name, title=title)
    click.echo(path.relative_to(store.root).as_posix())
    click.echo(say("Mở sổ bằng make lab để viết tiếp; lập trang: xhht run"))


def write_report(store: Store, name: str, *, title: str | None = None) -> Path:
    """Write ``notebooks/<name>.ipynb`` from the template. Raises InputError for a name that makes no page, or
    one that is there.
    """
    from xhht_analysis.publishing.own_reports import LONGEST_TITLE, TAKEN, name_fault
    from xhht_analysis.publishing.reports import REPORTS

    if fault := name_fault(name):
        raise fault
    if name != slug(name):
        raise InputError(
            "Tên sổ chỉ dùng chữ thường không dấu, số và dấu gạch. Hãy dùng: xhht new-report {slug}",
            slug=slug(name),
        )
    path = store.notebooks / f"{name}.ipynb"
    if path.exists() or path.is_symlink():
        raise InputError("Đã có sổ notebooks/{name}.ipynb. Hãy chọn tên khác.", name=name)
    if name in {*TAKEN, *(kind.page for kind in REPORTS)}:
        raise InputError("Trang {name}.html đã có của chương trình. Hãy chọn tên khác.", name=name)
    words = tidy(title or name.replace("-", " ").capitalize())
    if not words or len(words) > LONGEST_TITLE:
        raise InputError("Tên báo cáo (--title) phải có từ 1 đến {most} ký tự.", most=LONGEST_TITLE)
    notebook = json.loads(TEMPLATE.read_text("utf-8"))
    notebook["metadata"]["xhht"]["title"] = words
    text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, lambda part: part.write_text(text, "utf-8"))
    return path
