"""Preloaded for the steps without charts: what they use, and a look at the program itself, once for all."""

from xhht_analysis.execution.preload import loading

with loading(
    "pandas.core.arrays.arrow.extension_types",
    "pyarrow.dataset",
    "xhht_analysis.publishing.index",
    "xhht_analysis.publishing.indicator_csv",
    "xhht_analysis.publishing.office_report",
    "xhht_analysis.publishing.provenance",
    "xhht_analysis.publishing.workbook_export",
    "xhht_analysis.running.pipeline",
    "xhht_analysis.running.steps",
):
    from xhht_analysis.base.program import program
    from xhht_analysis.publishing.gate_people import NOBODY
    from xhht_analysis.publishing.publication import text_of_the_program

    program()
    NOBODY.without(text_of_the_program())
