"""Read by Python as it starts: there is no scipy, as on a machine that only makes reports.

seaborn takes it up where it is there, to draw densities, which no report has; that takes as long as all that
draws the pages. In CI it is there.
"""

import sys

sys.modules["scipy"] = None  # type: ignore[assignment]
