"""What must be the same on every machine that makes the same bytes."""

import shutil
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from xhht_analysis.base import program

ROOT = Path(__file__).resolve().parents[2]
#: Starts kernels, shows progress, reads the command line: nothing of it is in a file.
NOT_IN_FILES = {"click", "jupyter-client", "pypdf", "tomlkit", "tqdm"}


def test_every_dependency_that_shapes_a_file_is_looked_at():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["stat"]]
    assert {*program.LIBRARIES, *NOT_IN_FILES} == {Requirement(line).name for line in lines}
    assert "–" not in program.program().values()


def test_any_other_byte_or_name_is_another_program(tmp_path):
    package = tmp_path / "package"
    shutil.copytree(ROOT / "xhht_analysis" / "standards", package)
    first = program._hash(package)
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "names.pyc").write_bytes(b"x")
    assert program._hash(package) == first
    (package / "names.py").rename(package / "nimes.py")
    renamed = program._hash(package)
    (package / "nimes.py").write_bytes((package / "nimes.py").read_bytes() + b"\n")
    assert len({first, renamed, program._hash(package)}) == 3
