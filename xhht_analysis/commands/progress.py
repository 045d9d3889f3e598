"""What a command shows while it works."""

from __future__ import annotations

import sys


class Progress:
    """A bar on the screen while something takes longer than a second; silent where nobody watches."""

    def __init__(self, title: str) -> None:
        self._title = title

    def __enter__(self) -> Progress:
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
