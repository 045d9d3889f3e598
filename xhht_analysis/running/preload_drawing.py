"""Preloaded for the steps that make pages: besides what a page is made with, what publishes it."""

from xhht_analysis.execution.preload import loading

with loading(
    "xhht_analysis.publishing.preload",
    "pandas.core.arrays.arrow.extension_types",
    "pyarrow.dataset",
    "xhht_analysis.publishing.index",
    "xhht_analysis.publishing.publication",
    "xhht_analysis.running.steps",
):
    """All of it is imported."""
