"""``xhht template``: blank workbooks of all units, of the area's description, of the Word report."""

from __future__ import annotations

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import say
from xhht_analysis.commands.plan import write_workbooks
from xhht_analysis.commands.progress import Progress
from xhht_analysis.commands.project import project_store
from xhht_analysis.commands.spoken import command


@command("Ghi biểu mẫu trống cho mọi đơn vị phải báo cáo của một địa bàn và kỳ.")
@click.argument("area")
@click.argument("period")
@click.option(
    "--plan", "as_workbook", is_flag=True, help="bảng Excel của area.toml và kế hoạch / of area and plan"
)
@click.option("--report", "as_report", is_flag=True, help="mẫu Word của báo cáo / the report's Word template")
def template(area: str, period: str, as_workbook: bool, as_report: bool) -> None:
    from xhht_analysis.base.areas import known_area, load_area
    from xhht_analysis.base.periods import Period

    store, when = project_store(), Period.parse(period)
    if as_report:
        from xhht_analysis.publishing.office_default import write_template

        path, is_new = write_template(store.raw_area(known_area(store.raw, area)))
        click.echo(path.relative_to(store.root).as_posix())
        if not is_new:
            click.echo(say("Giữ nguyên tệp mẫu đã có; mẫu gốc của chương trình ở tệp bên cạnh."))
        return
    if as_workbook:
        for path in write_workbooks(store.raw_area(known_area(store.raw, area)), when):
            click.echo(path.relative_to(store.root).as_posix())
        return
    facts = load_area(store.raw_area(known_area(store.raw, area)), when.reference_date)
    if not facts.units:
        raise InputError(
            "Địa bàn “{area}” chưa có đơn vị nào: hãy ghi khom = […] hoặc các bảng [[unit]] vào area.toml.",
            area=area,
        )
    with Progress(say("Đang ghi biểu mẫu")) as tell:
        tell(area)
        from xhht_analysis.forms.writer import write_templates
        from xhht_analysis.indicators.own import rows_of
        from xhht_analysis.intake.carried import printed_before, still_true
        from xhht_analysis.standards.duty import load_duty
        from xhht_analysis.standards.plan import load_plan

        before, filled = printed_before(store, facts, when), still_true(store, facts, when)
        # A unit's figures of a year ago are for itself: nothing has looked whether they may be published.
        told = any(before.values()) or any(filled.values())
        folder = (store.private(area, when) if told else store.output(area, when)) / "bieu-mau"
        due = load_duty(store.raw_area(area), facts, when).units
        plan = load_plan(store.raw_area(area), when)
        own = rows_of(plan.own, facts.units) if plan else {}
        paths = write_templates(facts, when, folder, before=before, due=due, filled=filled, own=own)
    click.echo(say("Đã ghi {number} biểu mẫu vào:", number=len(paths)))
    click.echo(folder.relative_to(store.root).as_posix())
    if kept := len(facts.units) - len(paths):
        click.echo(say("Giữ nguyên {kept} tệp đã có.", kept=kept))
