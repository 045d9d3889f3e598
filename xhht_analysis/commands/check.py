"""``xhht check``: what describes an area, then the files of a period, read and told; no report is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, say
from xhht_analysis.commands.progress import Progress
from xhht_analysis.commands.project import project_store
from xhht_analysis.commands.spoken import UNUSABLE, command

if TYPE_CHECKING:
    from xhht_analysis.base.periods import Period
    from xhht_analysis.base.store import Store
    from xhht_analysis.intake.descriptions import Descriptions

#: Exit codes of ``check`` beside UNUSABLE.
CLEAN, TO_MEND = 0, 1


@command(
    "Kiểm tra các tệp khai báo của một địa bàn, và đọc số liệu một kỳ; không lập báo cáo. Mã kết thúc: 0 "
    "sạch, 1 có chỗ cần sửa, 2 không dùng được."
)
@click.argument("area")
@click.argument("period", required=False)
@click.pass_context
def check(ctx: click.Context, area: str, period: str | None) -> None:
    from xhht_analysis.base.periods import Period
    from xhht_analysis.intake.descriptions import check_descriptions

    store, when = project_store(), None if period is None else Period.parse(period)
    described = check_descriptions(store, area, when)
    said = descriptions_text(described, whole=when is None)
    if described.faults:
        click.echo(said, err=True, nl=False)
        ctx.exit(UNUSABLE)
    click.echo(said, nl=False)
    mends = bool(described.beside)
    if when is not None:
        try:
            mends |= _check_period(store, area, when)
        except InputError as error:
            if not error.each:
                raise
            click.echo("\n".join(_listed(error.each)), err=True)
            ctx.exit(UNUSABLE)
    ctx.exit(TO_MEND if mends else CLEAN)


def _check_period(store: Store, area: str, when: Period) -> bool:
    """Read and tell the files of a period; whether a person must mend something."""
    with Progress(say("Đang đọc")) as tell:
        tell(f"{area} {when}")
        from xhht_analysis.base.store import QUESTIONS_FILE
        from xhht_analysis.intake.cleaned import clean_period
        from xhht_analysis.running.pipeline import grave, write_private

        cleaned = clean_period(store, area, when)
        path = write_private(store, cleaned)
    clean = cleaned.clean
    from xhht_analysis.commands.screen import files_text, questions_text, summary_text

    said = summary_text(
        clean.findings,
        rows_read=clean.rows_read,
        people=len(clean.people),
        list_path=path.relative_to(store.root).as_posix(),
        readings=cleaned.readings,
    )
    whole = path.with_name(QUESTIONS_FILE).relative_to(store.root).as_posix()
    asked = questions_text(cleaned.questions, f"data/raw/{area}/{when}/files.toml", whole=whole)
    click.echo(files_text(clean.findings) + asked + said, nl=False)
    return grave(clean.findings)


def descriptions_text(described: Descriptions, *, whole: bool) -> str:
    """Every mistake in what describes an area, one a line; ``whole``: also which files are right."""
    lines: list[str] = []
    wrong = [*described.faults, *described.beside]
    if len(wrong) == 1:
        lines.append(str(wrong[0]))
    elif wrong:
        lines.append(say("Cần sửa {number} chỗ trong các tệp khai báo:", number=len(wrong)))
        lines += _listed(wrong)
    elif whole:
        lines.append(say("Các tệp khai báo không có gì sai: {files}.", files=", ".join(described.read)))
    lines += _listed(described.notes, "•")
    goes_on = bool(lines) and not whole and not described.faults
    return "".join(f"{line}\n" for line in [*lines, *([""] if goes_on else [])])


def _listed(messages: Sequence[Message], sign: str = "✗") -> list[str]:
    return [f"  {sign} {message}" for message in messages]
