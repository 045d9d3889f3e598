"""The same for every test: no window for charts, and property tests that try the same cases each time."""

import os
import signal

from hypothesis import settings

os.environ["MPLBACKEND"] = "Agg"
# A shell that starts the tests in the background lets Ctrl-C be ignored, by all that they start as well.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")
