"""The same for every test: no window for charts, and property tests that try the same cases each time."""

import os

from hypothesis import settings

os.environ["MPLBACKEND"] = "Agg"

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")
