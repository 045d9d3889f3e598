"""The commands. Heavy libraries are imported inside a command, so that ``xhht --help`` answers at once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xhht_analysis import __version__
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.commands import backup, init, new, new_report
from xhht_analysis.commands import plan as plan_command
from xhht_analysis.commands.check import check
from xhht_analysis.commands.compare import compare
from xhht_analysis.commands.days import as_of_option, day_of, judged_on
from xhht_analysis.commands.forms import forms
from xhht_analysis.commands.lists import lists
from xhht_analysis.commands.progress import Progress
from xhht_analysis.commands.project import project_store
from xhht_analysis.commands.remind import remind
from xhht_analysis.commands.spoken import Spoken, SpokenGroup, language_option
from xhht_analysis.commands.template import template

if TYPE_CHECKING:
    from xhht_analysis.running.results import Outcome


@click.group(cls=SpokenGroup, params=[language_option()], context_settings={"max_content_width": 110})
@click.version_option(__version__, prog_name="xhht")
def main() -> None:
    # Windows consoles may not be set to UTF-8; a Vietnamese sentence must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from xhht_analysis.base.whole import read_whole_counts
    from xhht_analysis.indicators.catalogue import catalogue

    read_whole_counts(False)
    catalogue()  # refused before anything is read, where an indicator does not say whether it counts persons


main.add_command(lists)


def _command(text: str | Message, /, **values: object) -> Callable[[Callable[..., None]], click.Command]:
    return main.command(cls=Spoken, words=Message.of(text, values))


@_command("Ghi tệp gốc của hai xã mẫu, hoặc một trong hai, hoặc cả một tỉnh (người trong đó không có thật).")
@click.argument("area", required=False)
@click.option("--province", is_flag=True, help="102 xã, phường / 102 communes")
@click.option("--people", type=int, metavar="N", help="--province: 5000000")
def sample(area: str | None, province: bool, people: int | None) -> None:
    from xhht_analysis.base.areas import check_area_id

    store = project_store()
    if province:
        from xhht_sample.province import PEOPLE, province_text, write_province

        wanted = PEOPLE if people is None else people
        with Progress(say("Đang ghi tỉnh mẫu")) as tell:
            folders = write_province(store.raw, area or "tinh-mau", people=wanted, tell=tell)
        click.echo(province_text(folders, wanted, root=store.root))
        return
    if people is not None:
        raise InputError("--people chỉ dùng cùng --province.")
    from xhht_sample import write_sample
    from xhht_sample.communes import COMMUNES

    paths = []
    with Progress(say("Đang ghi xã mẫu")) as tell:
        for one in COMMUNES if area is None else [check_area_id(area)]:
            tell(one)
            paths += write_sample(store.raw, one)
    for path in paths:
        click.echo(path.relative_to(store.root).as_posix())


main.add_command(check)
main.add_command(remind)
main.add_command(forms)
main.add_command(compare)
main.add_command(template)


@_command(
    "Lập báo cáo cho mọi địa bàn và kỳ, hoặc những địa bàn và kỳ được nêu. Mã kết thúc: 0 đủ, 1 có báo "
    "cáo hỏng hoặc có tệp chưa được tính, 2 lệnh sai."
)
@click.argument("areas", nargs=-1)
@click.option("--period", "periods", multiple=True, help="2024, 2024-H1")
@click.option("--jobs", type=click.IntRange(1), help="số việc cùng lúc (số CPU) / steps at once (CPUs)")
@click.option("--force", is_flag=True, help="lập lại tất cả / rebuild everything")
@click.option("--rerun-failed", is_flag=True, help="chỉ kỳ có báo cáo hỏng / only what failed last time")
@click.option("--full", is_flag=True, help="bản lưu nội bộ, không công bố / the office's own copy")
@click.option("--lists", "with_lists", is_flag=True, help="cả danh sách vận động, riêng / private lists too")
@click.option("--limit", type=click.IntRange(1), help="giây mỗi việc / seconds a step")
@click.option("--scheduler", metavar="tls://…", help="cụm Dask / Dask cluster")
@as_of_option
@click.pass_context
def run(
    ctx: click.Context,
    areas: tuple[str, ...],
    periods: tuple[str, ...],
    jobs: int | None,
    force: bool,
    rerun_failed: bool,
    full: bool,
    with_lists: bool,
    limit: int | None,
    scheduler: str | None,
    as_of: str | None,
) -> None:
    from xhht_analysis.base.periods import Period
    from xhht_analysis.commands.screen import to_mend_text
    from xhht_analysis.running.period_reports import files_of
    from xhht_analysis.running.republication import key_text, republications_text
    from xhht_analysis.running.results import failed_last, results_text, write_last
    from xhht_analysis.running.run import choose, places_to_mend, to_list
    from xhht_analysis.running.run import run as run_all
    from xhht_analysis.running.steps import Job, step_takers
    from xhht_analysis.running.untold import office_text, untold_text

    store, day = project_store(), judged_on(as_of)
    told = [name for name in areas if Period.is_name(name) and not (store.raw / name).is_dir()]
    areas = tuple(name for name in areas if name not in told)
    chosen = choose(store, areas, [Period.parse(period) for period in (*periods, *told)])
    if rerun_failed:
        failed = failed_last(store)
        chosen = [pair for pair in chosen if pair in failed]
        if not chosen:
            click.echo(say("Lần chạy trước không có báo cáo nào hỏng."))
            return
    for line in key_text(store):  # at once: the next command finds a key and says nothing
        click.echo(line)
    outcomes: list[Outcome] = []
    try:
        with Progress(say("Đang lập báo cáo")) as tell:
            tell.total(len(chosen) * (1 + len(files_of(store))))
            with step_takers(store.root, scheduler, jobs=jobs, seconds=limit) as executor:
                job = Job(store, executor, force=force, full=full, tell=tell, as_of=day)
                run_all(job, chosen, outcomes)
    finally:  # also when it was stopped; what did not begin leaves the last run's table alone
        if outcomes:
            click.echo(results_text(outcomes))
            if not full:
                write_last(store, outcomes)
    if full:
        click.echo(office_text(store, outcomes))
        ctx.exit(0 if all(outcome.complete for outcome in outcomes) else 1)
    lines = [
        *untold_text(store, outcomes), *republications_text(store, outcomes),
        str(store.outputs / "index.html"),
    ]  # fmt: skip
    click.echo("\n".join([*lines, to_mend_text(*places_to_mend(store, outcomes))]))
    for area, period in to_list(store, outcomes) if with_lists else ():
        ctx.invoke(lists, area=area, period=str(period), compare=None, delete=False)
    ctx.exit(0 if all(outcome.complete for outcome in outcomes) else 1)


@_command("Xét mức độ phổ cập, xóa mù chữ từ số liệu gõ tay (tệp FIGURES.csv), không cần phiếu điều tra.")
@click.argument("figures", type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD", help="2024-12-31")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def levels(figures: Path, as_of: str | None, as_json: bool) -> None:
    import json

    from xhht_analysis.standards.levels import judge_file, levels_text

    with suppress(InputError):  # figures may lie anywhere; where that is a project, its law files hold
        project_store()
    judged = judge_file(figures, as_of=day_of(as_of))
    report = judged.entries
    text = json.dumps(report, ensure_ascii=False, indent=2, default=str) if as_json else levels_text(report)
    click.echo(text)
    if judged.refused:
        click.echo(str(judged.refused), err=True)
        click.get_current_context().exit(1)


@_command("Cho biết báo cáo nào của kỳ đã nhận, trễ hạn, chưa nhận; trước hạn thì chưa ai trễ.")
@click.argument("period")
@as_of_option
def status(period: str, as_of: str | None) -> None:
    from xhht_analysis.base.areas import find_areas, load_area
    from xhht_analysis.base.periods import Period

    store, when, day = project_store(), Period.parse(period), judged_on(as_of)
    found, lost = [], []
    with Progress(say("Đang đọc báo cáo")) as tell:
        from xhht_analysis.forms.discipline import report_status, status_text
        from xhht_analysis.intake.cleaned import received_reports
        from xhht_analysis.standards.duty import load_duty

        for name in find_areas(store.raw):
            tell(name)
            area = load_area(store.raw_area(name), when.reference_date)
            if area.scope != "commune" or not area.is_there(when.reference_date):
                continue
            reports, unread = received_reports(store, area, when)
            lost += [f"{name}/{when}/{file}" for file in unread]
            duty = load_duty(store.raw_area(name), area, when, as_of=day)
            found.append((area, report_status(area, when, reports, duty, as_of=day_of(as_of))))
    click.echo(status_text(found, when))
    for path in lost:
        click.echo(say("Chưa đọc được: data/raw/{path}", path=path))


@_command(
    "Công bố báo cáo của một kỳ: lập lại với số lần công bố, đóng gói thành một tệp zip, ghi vào data/raw/"
    "<địa bàn>/publications; không có gì đổi thì vẫn là lần trước. Mã kết thúc: 0 đủ, 1 chưa công bố đủ."
)
@click.argument("period")
@click.option("--with-unread", is_flag=True, help="cả địa bàn có tệp chưa đọc được / unread files too")
@click.option("--without-record", is_flag=True, help="bản ghi công bố cũ đã mất hẳn / the record is lost")
@click.option("--pdf", is_flag=True, help="in các trang ra PDF bằng trình duyệt / pages as PDF, by a browser")
@click.option("--full", is_flag=True, help="gói bản lưu nội bộ, không công bố / pack the office's own copy")
@as_of_option
@click.pass_context
def bundle(ctx: click.Context, /, period: str, as_of: str | None, full: bool, pdf: bool, **how: bool) -> None:
    from xhht_analysis.base.periods import Period

    store, when, day = project_store(), Period.parse(period), judged_on(as_of)
    if full:
        from xhht_analysis.running.office_bundle import pack_office_copies
        from xhht_analysis.running.results import results_text

        with Progress(say("Đang lập bản lưu")) as tell:
            outcomes, packed = pack_office_copies(store, when, tell=tell, as_of=day)
        click.echo(results_text(outcomes))
        for path in packed:
            click.echo(path.relative_to(store.root).as_posix())
        ctx.exit(0 if all(outcome.complete for outcome in outcomes) else 1)
    with Progress(say("Đang công bố")) as tell:
        from xhht_analysis.running.publish import publish_here
        from xhht_analysis.running.republication import key_text

        for line in key_text(store, publishes=True):
            click.echo(line)
        made = publish_here(store, when, tell=tell, as_of=day, **how)
    from xhht_analysis.commands.screen import bundle_text

    click.echo(bundle_text(made))
    if made.names:
        click.echo(made.path.relative_to(store.root).as_posix())
    if pdf and made.names:
        with Progress(say("Đang in ra PDF")) as tell:
            from xhht_analysis.running.pdf_files import print_reports

            paths = print_reports(store, made.published, when, tell=tell)
        click.echo(paths[-1].relative_to(store.root).as_posix())
    ctx.exit(0 if made.complete else 1)


for _module in (backup, init, new, new_report, plan_command):
    main.add_command(_module.command)
