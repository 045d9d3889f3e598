"""``jupyter nbconvert`` for the processes of ``tests.support.commands.takers``, which have loaded it."""

from __future__ import annotations

import os
from pathlib import Path


def convert(folder: Path, *words: str) -> None:
    """What the command does with these words in a folder, at a desk, where nothing says how charts are drawn.

    Raises SystemExit as it ends.
    """
    from nbconvert.nbconvertapp import NbConvertApp

    os.chdir(folder)
    os.environ.pop("MPLBACKEND", None)
    NbConvertApp.launch_instance(list(words))
