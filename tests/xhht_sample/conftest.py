"""The sample is generated once for all tests."""

import pytest
from python_calamine import CalamineWorkbook

from tests.support.sample import sample_registers
from xhht_sample import SAMPLE_FILES


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    return sample_registers(tmp_path_factory)


@pytest.fixture(scope="session")
def workbooks(sample_folder):
    """Period → opened workbook."""
    return {
        period: CalamineWorkbook.from_path(str(sample_folder / period / sample.name))
        for period, sample in SAMPLE_FILES["phu-my"].items()
    }


@pytest.fixture(scope="session")
def sheets(workbooks):
    """Period → all rows of DATA, from row 1 and column A on."""
    return {
        period: book.get_sheet_by_name("DATA").to_python(skip_empty_area=False)
        for period, book in workbooks.items()
    }
