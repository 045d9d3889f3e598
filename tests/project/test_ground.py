"""The files a newcomer starts from say the same thing, and what they name exists."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path, PurePath

import click
import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.parsed import imports_of

ROOT = Path(__file__).parents[2]
CONDA_NAMES = {"python-duckdb": "duckdb", "jupyter_client": "jupyter-client"}
#: For the tests; conda-forge does not have them under these names.
BY_PIP = (
    "axe-playwright-python", "jupyterlab-language-pack-vi-vn", "playwright", "types-seaborn", "types-tqdm",
    "types-xlrd",
)  # fmt: skip
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
PYTHONS = ("3.11", "3.12", "3.13")
MEGABYTE = 1_000_000
needs_make = pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="needs make and sh")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict:
    return tomllib.loads(read("pyproject.toml"))["project"]


def declared() -> dict[str, Requirement]:
    extras = project()["optional-dependencies"]
    lines = project()["dependencies"] + extras["lab"] + extras["test"]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def constraints() -> dict[str, tuple[str, Marker | None]]:
    requirements = [Requirement(line) for line in read("constraints.txt").splitlines()]
    return {r.name: (str(r.specifier).removeprefix("=="), r.marker) for r in requirements}


def held_by_git() -> list[Path]:
    """What git holds; nothing in a downloaded folder, or where there is no git."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        return []
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def own_files() -> list[Path]:
    """The files of the project."""
    return held_by_git() or not_ignored()


def not_ignored() -> list[Path]:
    """The same without git: all that lies here but for what git is told to leave alone, and environments."""
    ignored = read(".gitignore").splitlines()
    anywhere = [line.rstrip("/") for line in ignored if "/" not in line.rstrip("/")]
    here = [line.rstrip("/") for line in ignored if "/" in line.rstrip("/") and not line.startswith("!")]
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    found, folders = [], [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            place = path.relative_to(ROOT).as_posix()
            left = any(fnmatch(path.name, name) for name in [".git", *anywhere])
            left = left or (path / "pyvenv.cfg").is_file()
            if left or place not in kept and any(PurePath(place).match(name) for name in here):
                continue
            (folders if path.is_dir() else found).append(path)
    return found


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), flags=re.M))


def test_constraints_are_exact_sorted_and_nothing_else():
    lines = read("constraints.txt").splitlines()
    pattern = re.compile(
        r'([a-z0-9]+(?:-[a-z0-9]+)*)==[0-9][0-9a-z.]*(?:; [a-z_]+ (?:==|!=|<) "[a-z0-9.]+")?'
    )
    assert [line for line in lines if not pattern.fullmatch(line)] == []
    names = [line.partition("==")[0] for line in lines]
    assert names == sorted(set(names))


def test_every_declared_dependency_is_pinned_within_its_bounds():
    pins = constraints()
    assert {
        name: pins[name][0] for name, r in declared().items() if Version(pins[name][0]) not in r.specifier
    } == {}


def test_conda_environment_has_the_same_packages_and_versions():
    entries = yaml.safe_load(read("environment.yml"))["dependencies"]
    packages = [e for e in entries if isinstance(e, str) and not e.startswith("python ") and e != "pip"]
    conda = {
        CONDA_NAMES.get(name, name): version for name, _, version in (p.partition("=") for p in packages)
    }
    pinned = {name: constraints()[name][0] for name in declared()}
    by_pip = [f"{name}=={pinned.pop(name)}" for name in BY_PIP]
    assert conda == pinned
    assert [e for e in entries if isinstance(e, dict)] == [{"pip": ["-e .", *by_pip]}]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_constraints_name_all_that_is_installed_on_every_system(system, python):
    pins = constraints()
    environment = {
        **SYSTEMS[system],
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    needed, waiting = set(), list(declared().values())
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        extras = {"", *requirement.extras}
        if (name, *sorted(extras)) in needed:
            continue
        needed.add((name, *sorted(extras)))
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:  # belongs to another system or Python
            continue
        if name in pins and distribution.version != pins[name][0]:
            pytest.skip(f"{name} {distribution.version} is not the version of constraints.txt")
        for line in distribution.requires or ():
            r = Requirement(line)
            if r.marker is None or any(r.marker.evaluate({**environment, "extra": e}) for e in extras):
                waiting.append(r)
    in_force = {name for name, (_, marker) in pins.items() if marker is None or marker.evaluate(environment)}
    assert {name for name, *_ in needed} - in_force == set()


def test_range_of_python_is_the_same_everywhere():
    supported = SpecifierSet(project()["requires-python"])
    versions = [f"3.{minor}" for minor in range(8, 20)]
    assert tuple(v for v in versions if v in supported) == PYTHONS
    conda = next(
        e for e in yaml.safe_load(read("environment.yml"))["dependencies"] if str(e).startswith("python ")
    )
    assert SpecifierSet(conda.removeprefix("python ")) == supported
    low, high = re.search(r"\(3, (\d+)\) <= \S+ < \(3, (\d+)\)", read("Makefile")).groups()
    assert SpecifierSet(f">=3.{low},<3.{high}") == supported
    assert f'target-version = "py{PYTHONS[0].replace(".", "")}"' in read("pyproject.toml")
    assert f"Python {PYTHONS[0]} to {PYTHONS[-1]}" in read("CONTRIBUTING.md")


def test_every_imported_package_is_declared():
    owners = importlib.metadata.packages_distributions()
    imported = set()
    for path in [*(ROOT / "xhht_analysis").rglob("*.py"), *(ROOT / "xhht_sample").rglob("*.py")]:
        for node in imports_of(path):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(node.module.partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"xhht_analysis", "xhht_sample"}
    extras = project()["optional-dependencies"]
    lines = project()["dependencies"] + extras["cluster"] + extras["stat"] + extras["lab"]
    runtime = {canonicalize_name(Requirement(line).name) for line in lines}
    assert {
        name for name in foreign if not runtime & set(map(canonicalize_name, owners.get(name, [])))
    } == set()


def test_what_can_be_added_is_tested():
    extras = project()["optional-dependencies"]
    assert set(extras["cluster"] + extras["stat"]) - set(extras["test"]) == set()


def test_every_dependency_has_its_reason_written_down():
    rows = re.findall(r"^\| `([^`]+)` \|", read("docs/decisions/dependencies.md"), flags=re.M)
    assert sorted(map(canonicalize_name, rows)) == sorted(declared())


# Commands


def test_makefile_has_its_targets():
    assert make_targets() == {"help", "report", "test", "check", "lab", "lint", "clean"}
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), flags=re.M)[1]
    assert set(phony.split()) == make_targets()


@pytest.fixture
def checkout(tmp_path):
    """A folder with a space in its name and, beside it, a Python that only writes down what it is asked."""
    folder = tmp_path / "xã mẫu"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    python = tmp_path / "python"
    python.write_text(
        "#!/bin/sh\n"
        'echo "$(basename "$0") $*" >> asked\n'
        'if [ "$2" = venv ]; then mkdir -p .venv/bin; cp "$0" .venv/bin/python; cp "$0" .venv/bin/xhht; fi\n'
    )
    python.chmod(0o755)
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    # What an outer make was called with must not reach the inner one.
    outer = {"MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MFLAGS", "ARGS", "PYTHONS"}
    environment = {key: value for key, value in os.environ.items() if key not in outer}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )


def asked(folder: Path) -> list[str]:
    """What the stand-in Python was asked since the last look, without the probing one-liners."""
    lines = (folder / "asked").read_text(encoding="utf-8").splitlines()
    (folder / "asked").unlink()
    return [line for line in lines if not line.startswith("python -c")]


ALL_TESTS = "python -m pytest --numprocesses auto --dist worksteal"
#: The last step of `make lint`.
LINT = ("python -m ruff check .", "python -m mypy")
INSTALL = "python -m pip install -qq --disable-pip-version-check --no-input -c constraints.txt -e "


@needs_make
def test_make_sets_up_once_and_again_only_when_versions_change(checkout):
    python = f"PYTHONS={checkout.parent / 'python'}"
    assert make(checkout, "test", python).returncode == 0
    assert asked(checkout) == ["python -m venv .venv", INSTALL + ".[test]", ALL_TESTS]
    make(checkout, "test", python)
    assert asked(checkout) == [ALL_TESTS]
    make(checkout, "report", python)
    assert asked(checkout) == ["xhht sample", "xhht run"]
    os.utime(checkout / ".venv/ready", (0, 0))
    make(checkout, "report", python)
    assert asked(checkout) == [INSTALL + ".", "xhht sample", "xhht run"]


@needs_make
def test_only_make_lab_installs_jupyterlab(checkout):
    python = f"PYTHONS={checkout.parent / 'python'}"
    make(checkout, "report", python)
    asked(checkout)
    make(checkout, "lab", python)
    desk = "python -m jupyterlab notebooks/explore.ipynb"
    # a fresh clone has nothing to explore: the sample is made and counted first
    assert asked(checkout) == [INSTALL + ".[lab]", "xhht sample", "xhht run", desk]
    counted = checkout / "data/processed/phu-my/2024"
    counted.mkdir(parents=True)
    (counted / "counts.csv").touch()
    make(checkout, "lab", python)
    assert asked(checkout) == [desk]
    settings = checkout / ".venv/share/jupyter/lab/settings/overrides.json"
    assert json.loads(settings.read_text()) == {
        "@jupyterlab/translation-extension:plugin": {"locale": "vi_VN"}
    }
    needed = [Requirement(line).name for line in project()["dependencies"]]
    assert "jupyterlab" not in needed


@needs_make
def test_make_runs_the_tests_that_are_named(checkout):
    make(checkout, "test", f"PYTHONS={checkout.parent / 'python'}", "ARGS=tests/cleaning -k birth")
    assert asked(checkout)[-1] == "python -m pytest tests/cleaning -k birth"


@needs_make
def test_make_check_ends_with_the_fast_tests(checkout):
    make(checkout, "check", f"PYTHONS={checkout.parent / 'python'}")
    *_, style, tests = asked(checkout)
    assert style in LINT
    assert tests == "python -m pytest -m fast --numprocesses auto --dist worksteal"


@needs_make
def test_make_report_leaves_files_that_are_there(checkout):
    period = checkout / "data/raw/phu-my/2024"
    period.mkdir(parents=True)
    (period / "PCGD XMC.xlsx").touch()
    make(checkout, "report", f"PYTHONS={checkout.parent / 'python'}")
    assert asked(checkout) == ["python -m venv .venv", INSTALL + ".", "xhht run"]


@needs_make
def test_make_in_a_moved_folder_sets_up_again(checkout):
    python = f"PYTHONS={checkout.parent / 'python'}"
    make(checkout, "report", python)
    moved = checkout.rename(checkout.parent / "moved here")
    asked(moved)
    make(moved, "report", python)
    assert asked(moved)[:2] == ["python -m venv .venv", INSTALL + "."]


@needs_make
def test_make_without_a_fitting_python_says_what_to_install(checkout):
    answer = make(checkout, "report", "PYTHONS=no-such-python")
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[:2] == [
        "Không tìm thấy Python 3.11, 3.12 hoặc 3.13. Hãy cài một bản từ python.org rồi chạy lại.",
        "No Python 3.11, 3.12 or 3.13 was found. Install one from python.org, then run this again.",
    ]
    assert not (checkout / ".venv").exists()


def test_ci_ends_with_the_test_command():
    script = ROOT / ".ci/run"
    assert read(".ci/run").splitlines()[-1] == "XHHT_EXAMPLES=ci make test"
    assert os.access(script, os.X_OK) or not held_by_git()  # what unpacks a download may lose it


def test_contributing_names_only_what_exists():
    text = read("CONTRIBUTING.md")
    code = "\n".join(re.findall(r"`([^`\n]+)`", text) + re.findall(r"^    (.+)$", text, flags=re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", code)) - make_targets() == set()

    from xhht_analysis.commands.cli import main

    commands = set(main.list_commands(click.Context(main)))
    assert set(re.findall(r"\bxhht ([a-z]+)", code)) - commands == set()

    files = re.findall(r"`([\w.-]+\.(?:md|toml|txt|yml))`", text)
    places = files + re.findall(r"`([\w.-]+(?:/[\w.-]+)*/|[\w.-]+(?:/[\w.-]+)+)`", text)
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []


# What is kept in the repository


def test_notebooks_are_stored_without_outputs():
    filled = []
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        if any(cell.get("outputs") or cell.get("execution_count") is not None for cell in cells):
            filled.append(path.name)
    assert filled == []


def test_no_large_file_is_kept():
    assert [path.name for path in own_files() if path.stat().st_size > 3 * MEGABYTE] == []


def test_no_file_names_a_package_index():
    address = re.compile(rb"index[-_]url|find[-_]links|trusted[-_]host|:/{2}\S*/simple\b|pypi[.]org", re.I)
    named = [path for path in own_files() if address.search(path.read_bytes())]
    assert [path.relative_to(ROOT).as_posix() for path in named] == []


def test_only_descriptions_are_kept_below_data_and_outputs():
    places = [path.relative_to(ROOT) for path in own_files()]
    below = [place for place in places if place.parts[0] in {"data", "outputs"} and place.name != ".gitkeep"]
    described = [place for place in below if place.parts[1] == "raw" and place.suffix in {".toml", ".md"}]
    assert set(below) - set(described) == set()


def test_without_git_the_same_files_are_looked_at():
    assert set(held_by_git()) - set(not_ignored()) == set()
    assert ROOT / "pyproject.toml" in not_ignored()
