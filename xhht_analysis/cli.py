"""The commands. Heavy libraries are imported inside a command, so that ``xhht --help`` answers at once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from xhht_analysis import __version__
from xhht_analysis.errors import InputError
from xhht_analysis.messages import LANGUAGES, language, pick, speaking

#: Exit codes of ``check``; ``run`` uses 0 and 1, wrong input to any command ends with 2.
CLEAN, TO_MEND, UNUSABLE = 0, 1, 2
#: So many findings are printed; all of them stand in the private list.
SHOWN = 40


class _Spoken(click.Command):
    """A command whose help is in the language in force when it is shown; errors of input are sentences."""

    def __init__(self, *args, words: tuple[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._words = words
        self.params.append(_language_option())

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = pick(*self._words)
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return pick(*self._words).split(". ")[0].rstrip(".")

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo(str(error), err=True)
            ctx.exit(UNUSABLE)


class _SpokenGroup(click.Group):
    def main(self, args=None, prog_name=None, *, standalone_mode: bool = True, **extra):
        """As click's own, in the language that ``--lang`` names anywhere in the line."""
        words = list(sys.argv[1:] if args is None else args)
        with speaking(_named_language(words) or language()):
            try:
                code = super().main(words, prog_name, standalone_mode=False, **extra)
            except click.UsageError as error:
                click.echo(_usage(error), err=True)
                code = UNUSABLE
            except click.Abort:
                click.echo(pick("Đã dừng theo yêu cầu.", "Stopped."), err=True)
                code = 130
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = pick(
            "Từ phiếu điều tra của xã đến báo cáo xây dựng xã hội học tập.",
            "From a commune's registers to the reports of its learning-society plan.",
        )
        super().format_help_text(ctx, formatter)


def _language_option() -> click.Option:
    # Read by _SpokenGroup.main before anything else; declared so that it may stand with any command.
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help="vi, en")


def _named_language(words: list[str]) -> str | None:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        name = following if word == "--lang" else word.partition("--lang=")[2]
        if name in LANGUAGES:
            return name
    return None


def _usage(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "xhht"
    said = error.format_message().rstrip(".")
    return pick(f"Lệnh viết chưa đúng ({said}). Xem: {path} --help", f"{said}. See: {path} --help")


@click.group(cls=_SpokenGroup, params=[_language_option()], context_settings={"max_content_width": 110})
@click.version_option(__version__, prog_name="xhht")
def main() -> None:
    # Windows consoles may not be set to UTF-8; a Vietnamese sentence must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _command(vi: str, en: str) -> Callable:
    return main.command(cls=_Spoken, words=(vi, en))


@_command(
    "Ghi phiếu điều tra mẫu của một xã (người trong đó không có thật).",
    "Write the sample commune's raw files (its people are made up).",
)
@click.argument("area", default="phu-my")
def sample(area: str) -> None:
    from xhht_analysis.areas import check_area_id
    from xhht_analysis.sample import write_sample

    store = _store()
    with _progress(pick("Đang ghi xã mẫu", "Writing the sample")) as tell:
        tell(area)
        paths = write_sample(store.raw, check_area_id(area))
    for path in paths:
        click.echo(path.relative_to(store.root).as_posix())


@_command(
    "Đọc và kiểm tra số liệu một kỳ, không lập báo cáo. "
    "Mã kết thúc: 0 sạch, 1 có chỗ cần sửa, 2 không dùng được.",
    "Read and check a period's files, no reports. Exit code: 0 clean, 1 something to mend, 2 unusable.",
)
@click.argument("area")
@click.argument("period")
@click.pass_context
def check(ctx: click.Context, area: str, period: str) -> None:
    from xhht_analysis.areas import check_area_id
    from xhht_analysis.periods import Period

    store, when = _store(), Period.parse(period)
    with _progress(pick("Đang đọc", "Reading")) as tell:
        tell(f"{area} {period}")
        from xhht_analysis.pipeline import clean_period, grave, write_private

        cleaned = clean_period(store, check_area_id(area), when)
        path = write_private(store, cleaned)
    clean = cleaned.clean
    from xhht_analysis.screen import findings_text

    click.echo(findings_text(clean.findings, most=SHOWN))
    click.echo(
        pick(
            f"Đã đọc {clean.rows_read} dòng: tính {len(clean.people)} người, "
            f"không tính {sum(clean.aside.values())} dòng.",
            f"{clean.rows_read} rows read: {len(clean.people)} people counted, "
            f"{sum(clean.aside.values())} rows set aside.",
        )
    )
    click.echo(pick("Danh sách đầy đủ: ", "Whole list: ") + path.relative_to(store.root).as_posix())
    ctx.exit(TO_MEND if grave(clean.findings) else CLEAN)


@_command(
    "Lập báo cáo cho mọi địa bàn và kỳ, hoặc những địa bàn và kỳ được nêu.",
    "Make the reports of all areas and periods, or of those named.",
)
@click.argument("areas", nargs=-1)
@click.option("--period", "periods", multiple=True, help="2024, 2024-H1")
@click.pass_context
def run(ctx: click.Context, areas: tuple[str, ...], periods: tuple[str, ...]) -> None:
    from xhht_analysis.periods import Period

    store = _store()
    wanted = [Period.parse(period) for period in periods]
    with _progress(pick("Đang lập báo cáo", "Making reports")) as tell:
        from xhht_analysis.publishing.reports import REPORTS
        from xhht_analysis.run import choose
        from xhht_analysis.run import run as run_all

        chosen = choose(store, areas, wanted)
        tell.total(len(chosen) * (1 + len(REPORTS)))
        outcomes = run_all(store, chosen, tell=tell)
    from xhht_analysis.screen import outcomes_text

    click.echo(outcomes_text(outcomes))
    click.echo(str(store.outputs / "index.html"))
    ctx.exit(0 if all(outcome.complete for outcome in outcomes) else 1)


@_command(
    "Xét mức độ phổ cập, xóa mù chữ từ số liệu gõ tay (tệp FIGURES.csv), không cần phiếu điều tra.",
    "Judge recognition levels from typed figures (FIGURES.csv), no register needed.",
)
@click.argument("figures", type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD", help="2024-12-31")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def levels(figures: Path, as_of: str | None, as_json: bool) -> None:
    import json

    from xhht_analysis.standards.levels import levels_report, levels_text

    report = levels_report(figures, as_of=_day(as_of))
    text = json.dumps(report, ensure_ascii=False, indent=2, default=str) if as_json else levels_text(report)
    click.echo(text)


def _day(text: str | None):
    import datetime as dt

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"Ngày «{text}» không đúng dạng. Hãy viết năm-tháng-ngày, ví dụ 2024-12-31.",
            en=f"“{text}” is no date. Write year-month-day, such as 2024-12-31.",
        ) from None


def _store():
    from xhht_analysis.store import Store, find_root

    return Store(find_root())


class _progress:
    """A bar on the screen while something takes longer than a second; silent where nobody watches."""

    def __init__(self, title: str) -> None:
        self._title = title

    def __enter__(self) -> _progress:
        from tqdm import tqdm

        watched = sys.stderr.isatty()
        self._bar = tqdm(desc=self._title, delay=1, leave=False, disable=not watched, file=sys.stderr)
        self._begun = False
        return self

    def total(self, steps: int) -> None:
        self._bar.total = steps

    def __call__(self, step: str) -> None:
        if self._begun:
            self._bar.update()
        self._begun = True
        self._bar.set_postfix_str(step)

    def __exit__(self, *_: object) -> None:
        self._bar.close()
