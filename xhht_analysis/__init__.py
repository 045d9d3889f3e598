"""From the raw workbooks of a commune to the reports of its learning-society plan."""

__version__ = "0.1.0"
