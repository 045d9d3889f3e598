"""Two areas that every module of reports is tried on."""

import pytest

from tests.support.small_commune import processed_commune
from xhht_analysis.report.report import open_report


@pytest.fixture(scope="session")
def commune(tmp_path_factory):
    """A register of 33 people, by the rules of 2024."""
    return open_report("an-thu", "2024", root=processed_commune(tmp_path_factory))


@pytest.fixture(scope="session")
def survey(tmp_path_factory):
    """A survey before there were rules and plans."""
    return open_report("ben-thu", "1999", root=processed_commune(tmp_path_factory))
