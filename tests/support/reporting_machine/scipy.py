"""In the place of scipy, where commands run as on a machine that only makes reports: it has none."""

raise ModuleNotFoundError("No module named 'scipy'", name="scipy")
