"""Cannot be loaded."""

from xhht_analysis.execution.preload import loading

with loading():
    raise ValueError("không sẵn sàng")
