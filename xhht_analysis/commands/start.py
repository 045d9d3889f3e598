"""The command ``xhht`` from its first moment: it listens to signals before anything else is imported."""

from __future__ import annotations

import signal

from xhht_analysis.commands.signals import Ended, end_at_once, listen


def main() -> None:
    """The command, as ``pyproject.toml`` names it."""
    listen()
    try:
        from xhht_analysis.commands.cli import main as command

        command()
    except KeyboardInterrupt as asked:  # between two lines that would have put it into words
        end_at_once(asked.args[0] if isinstance(asked, Ended) else signal.SIGINT, None)
