"""Commands that speak the language in force: their help, and what is wrong with a command line."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

import click

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import LANGUAGES, Message, language, pick, say, speaking
from xhht_analysis.base.parts import scratch
from xhht_analysis.commands.signals import Ended, to_end_is_to_stop

#: Exit code of any command whose input cannot be used.
UNUSABLE = 2
#: Names the language where ``--lang`` does not.
VARIABLE = "XHHT_LANG"
#: What click writes of its own accord, for a screen in Vietnamese.
_WORDS = {
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Show this message and exit.": "In lời chỉ dẫn này.",
    "Show the version and exit.": "In số phiên bản.",
}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or say("Cách dùng: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(pick(_WORDS.get(heading, heading), heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(name, _in_force(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


def _in_force(text: str) -> str:
    """The half of ``Vietnamese / English`` that is asked for, with the range that click adds.

    >>> _in_force("giây mỗi việc / seconds a step  [x>=1]")
    'giây mỗi việc  [x>=1]'
    """
    words, gap, limits = text.partition("  [")
    vi, _, en = words.partition(" / ")
    return pick(_WORDS.get(vi, vi), en or vi) + gap + limits


class _Context(click.Context):
    formatter_class = _Formatter


class Spoken(click.Command):
    """A command whose help is in the language in force when it is shown; errors of input are sentences."""

    context_class = _Context

    def __init__(self, *args: Any, words: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = words
        self.params.append(language_option())

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = str(self._words)
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return str(self._words).split(". ")[0].rstrip(".")

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo(str(error), err=True)
            ctx.exit(UNUSABLE)


def command(text: str | Message, /, **values: object) -> Callable[[Callable[..., None]], click.Command]:
    """A command of its own module, which ``cli`` adds; ``text`` is its help."""
    return click.command(cls=Spoken, words=Message.of(text, values))


class SpokenGroup(click.Group):
    """The commands together; whatever goes wrong ends in one sentence and, unless it was to be stopped, in
    ``UNUSABLE``. Nothing but that sentence is told: a trace may hold a person's data.
    """

    context_class = _Context

    def main(  # type: ignore[override]  # click declares it twice: with standalone_mode it never returns
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> object:
        """As click's own, in the language that ``--lang`` names anywhere in the line, else ``XHHT_LANG``."""
        words = list(sys.argv[1:] if args is None else args) or ["--help"]
        asked = _named_language(words) or _named_language(["--lang", os.environ.get(VARIABLE, "")])
        with speaking(asked or language()), to_end_is_to_stop(for_good=standalone_mode):
            try:
                with scratch():
                    code = super().main(words, prog_name, standalone_mode=False, **extra)
                    if sys.stdout is not None:  # closed by whoever started it
                        sys.stdout.flush()
            except BrokenPipeError:  # nobody listens any more
                code = 1
            except (Exception, KeyboardInterrupt) as error:
                said, code = _end(error)
                with contextlib.suppress(OSError):  # nobody can be told
                    click.echo(said, err=True)
        if standalone_mode:
            _leave(code if isinstance(code, int) else 0)
        return code

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = say("Từ phiếu điều tra của xã đến báo cáo xây dựng xã hội học tập.")
        super().format_help_text(ctx, formatter)


def language_option() -> click.Option:
    """``--lang``, read by SpokenGroup.main before anything else; declared so that it may stand anywhere."""
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=f"vi, en ({VARIABLE})"
    )


def _leave(code: int) -> NoReturn:
    """Exit; what could not be printed has been told, and is not tried again."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _end(error: Exception | KeyboardInterrupt) -> tuple[str, int]:
    """What is said of the error that a command ended in, and its exit code."""
    if isinstance(error, click.UsageError):
        return _usage(error), UNUSABLE
    cause = error.__cause__ if isinstance(error, click.Abort) else error
    if not isinstance(cause, Exception):
        how = cause.args[0] if isinstance(cause, Ended) else signal.SIGINT
        return say("Đã dừng theo yêu cầu."), 128 + how
    from xhht_analysis.running.faults import as_told  # rarely needed, and slow to load

    return str(as_told(cause)), UNUSABLE


def _named_language(words: list[str]) -> str | None:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        name = following if word == "--lang" else word.partition("--lang=")[2]
        if name in LANGUAGES:
            return name
    return None


def _usage(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "xhht"
    said = error.format_message()
    vi = _wrong_words(error) or said.rstrip(".")
    return pick(f"{vi}. Xem: {path} --help", f"{said} See: {path} --help")


def _wrong_words(error: click.UsageError) -> str:
    """What is wrong with a command line, in Vietnamese; nothing for what click alone can say."""
    near = f", có phải ý là “{found[0]}”" if (found := getattr(error, "possibilities", None)) else ""
    if command := getattr(error, "command_name", None):
        return f"Không có lệnh “{command}”{near}"
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn “{error.option_name}”{near}"
    name = error.param.human_readable_name if isinstance(error, click.BadParameter) and error.param else ""
    if isinstance(error, click.MissingParameter):
        return f"Lệnh còn thiếu {name}"
    return f"Giá trị của “{name}” không dùng được" if name else ""
