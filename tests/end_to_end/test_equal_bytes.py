"""The same input gives the same bytes: in another folder, on another day, in another zone and language."""

import datetime as dt
import json
import shutil
import subprocess
import sys

import pytest

from tests.support.small_commune import REGISTER, clean_environment, made_commune
from xhht_analysis.publishing.manifest import MANIFEST

#: Python runs this at its start, in the command as in every kernel: it is some four hundred days later.
LATER = """\
import datetime, time_machine
time_machine.travel(datetime.datetime.now() + datetime.timedelta(days=400), tick=True).start()
"""
ELSEWHERE = {
    "PYTHONHASHSEED": "1234",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "COLUMNS": "40",
    "USER": "nguoi-khac",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_commune(tmp_path_factory)


@pytest.fixture(scope="module")
def again(tmp_path_factory, made):
    """The outputs of a second run on the same files, as different as a run can be."""
    base = tmp_path_factory.mktemp("elsewhere")
    root = base / "một nơi khác, rất xa"
    shutil.copytree(made.root / "notebooks", root / "notebooks", copy_function=shutil.copyfile)
    shutil.copytree(made.root / "data" / "raw", root / "data" / "raw", copy_function=shutil.copyfile)
    (base / "start").mkdir()
    (base / "start" / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    before = clean_environment()
    paths = [str(base / "start"), before.get("PYTHONPATH", "")]
    separator = ";" if sys.platform == "win32" else ":"
    answer = subprocess.run(
        [sys.executable, "-c", "from xhht_analysis.commands.cli import main; main()", "run", REGISTER[0]],
        cwd=root, capture_output=True, encoding="utf-8", timeout=300, check=False,
        env=before | ELSEWHERE | {"PYTHONPATH": separator.join(filter(None, paths))},
    )  # fmt: skip
    assert (answer.returncode, answer.stderr) == (0, "")
    return root.joinpath("outputs", *REGISTER)


def manifest(folder):
    return json.loads((folder / MANIFEST).read_bytes())


def test_every_file_has_the_same_bytes(made, again):
    first = made.output("index.html").parent
    names = sorted(path.name for path in first.iterdir())
    assert sorted(path.name for path in again.iterdir()) == names
    different = [name for name in names if (first / name).read_bytes() != (again / name).read_bytes()]
    assert different == [MANIFEST]


def test_manifests_differ_only_in_the_run_itself(made, again):
    one, other = manifest(made.output("index.html").parent), manifest(again)
    assert one.pop("run") != other.pop("run")
    assert one == other


def test_the_second_run_was_on_another_day(made, again):
    """The tests above are worth what this one says."""
    folders = (made.output("index.html").parent, again)
    first, second = (dt.datetime.fromisoformat(manifest(folder)["run"]["at"]) for folder in folders)
    assert (second - first).days >= 399
    assert second.utcoffset() == dt.timedelta(hours=14)
