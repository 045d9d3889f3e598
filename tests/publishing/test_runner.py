"""Running a notebook: which parameters it takes, and what is said when it fails."""

import os
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.publishing.runner import (
    NotebookFailure,
    _kernel_config,
    check_parameters,
    declared_parameters,
    run_notebook,
)

PARAMETERS = 'area = "phu-my"\nperiod = "2024"'
GIVEN = {"area": "an-thu", "period": "2023"}


def notebook(*sources: str, parameters: str = PARAMETERS):
    cells = [new_markdown_cell("# Sổ"), new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=[*cells, *map(new_code_cell, sources)], metadata={"kernelspec": kernel})


def stored(folder, *sources: str):
    path = folder / "thu.ipynb"
    nbformat.write(notebook(*sources), path)
    return path


def test_declared_parameters():
    assert declared_parameters(notebook()) == {"area": "'phu-my'", "period": "'2024'"}
    assert declared_parameters(notebook("x = 1", parameters="# none")) == {}
    assert declared_parameters(new_notebook(cells=[new_code_cell("area = 1")])) == {}


@pytest.mark.parametrize(
    ("given", "vi", "en"),
    [
        (
            GIVEN | {"perod": "2024"},
            "Sổ thu.ipynb không khai báo tham số “perod”. Có phải ý là “period”?",
            "Notebook thu.ipynb declares no parameter “perod”. Did you mean “period”?",
        ),
        (
            GIVEN | {"nguong": "90"},
            "Sổ thu.ipynb không khai báo tham số “nguong”.",
            "Notebook thu.ipynb declares no parameter “nguong”.",
        ),
        (
            GIVEN | {"period": 2024},
            "Tham số “period” phải là chữ trong dấu nháy, không phải int.",
            "The parameter “period” must be a text in quotes, not int.",
        ),
        (
            {"area": "an-thu"},
            "Sổ thu.ipynb cần tham số “period”.",
            "Notebook thu.ipynb needs the parameter “period”.",
        ),
    ],
)
def test_parameters_that_do_not_fit(given, vi, en, tmp_path):
    path = stored(tmp_path)
    with pytest.raises(InputError) as refused:
        run_notebook(path, given, folder=tmp_path)
    assert (refused.value.vi, refused.value.en) == (vi, en)


def test_parameters_that_fit():
    assert check_parameters(notebook(), GIVEN, name="thu") is None


def test_a_notebook_runs_in_the_folder_with_its_parameters(tmp_path):
    folder = tmp_path / "dự án"
    folder.mkdir()
    path = stored(tmp_path, "from pathlib import Path\n(area, period, Path.cwd().name)")
    before = path.read_bytes()
    executed = run_notebook(path, GIVEN, folder=folder)
    assert executed.cells[-1].outputs[0]["data"]["text/plain"] == "('an-thu', '2023', 'dự án')"
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == []


def test_the_number_of_a_failing_cell_is_that_of_the_stored_notebook(tmp_path):
    path = stored(tmp_path, "", "raise ValueError('một\\nhai')", "1")
    with pytest.raises(NotebookFailure) as failed:
        run_notebook(path, GIVEN, folder=tmp_path)
    assert failed.value.args == ("thu", 4, "ValueError", "một\nhai")
    assert str(failed.value) == "Sổ thu.ipynb hỏng ở ô thứ 4: ValueError."  # the words may hold a person's
    with speaking("en"):
        assert str(failed.value) == "Notebook thu.ipynb failed in cell 4: ValueError."


def test_a_kernel_that_dies(tmp_path, capfd):
    path = stored(tmp_path, "import os\nos._exit(3)", "1")
    with pytest.raises(NotebookFailure) as failed:
        run_notebook(path, GIVEN, folder=tmp_path)
    assert failed.value.args == ("thu", 3, "DeadKernelError", "Kernel died")
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="kernels talk over TCP there")
def test_kernels_of_two_runs_share_no_address(tmp_path):
    one, other = (_kernel_config(tmp_path / name)["KernelManager"]["ip"] for name in ("a", "b"))
    assert one != other
    assert Path(one).parent == tmp_path / "a"
