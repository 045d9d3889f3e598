"""``private/can-sua.xlsx``: the list from which a clerk mends the files of a period."""

from xhht_analysis.clerk_list.workbook import write_clerk_list

__all__ = ["write_clerk_list"]
