"""The same for every test: no window for charts, property tests that try the same cases each time, and the
longest first.
"""

import os
import signal

from hypothesis import settings

os.environ["MPLBACKEND"] = "Agg"
# A shell that starts the tests in the background lets Ctrl-C be ignored, by all that they start as well.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")

#: Files of some minutes: begun last, one of them would keep a single core busy while the others wait.
LONG = {
    "test_cluster.py",
    "test_equal_bytes.py",
    "test_faults.py",
    "test_only_changed.py",
    "test_pages_in_browser.py",
}


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.name not in LONG)
