"""Tells the process that loads it, and takes long when it is asked to: nobody waits for it."""

import os
import time
from pathlib import Path

from tests.execution.work import tell

told = Path(os.environ["TELL"])
tell(told, os.getpid())
if "LOAD_LONG" in os.environ:
    time.sleep(60)
    told.unlink()
