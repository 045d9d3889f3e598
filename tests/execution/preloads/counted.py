"""Notes which process imports it."""

import os

from tests.execution.preloads import COUNTED

COUNTED.append(os.getpid())
