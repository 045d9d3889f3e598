"""The table of licences names what is installed, and nothing that would bind who uses the program."""

import importlib.metadata

from packaging.requirements import Requirement

from tests.project import licences

PINS = {
    Requirement(line).name: str(Requirement(line).specifier).removeprefix("==")
    for line in (licences.ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
}


def test_every_package_has_a_licence_and_nothing_else_has_a_row():
    assert list(licences.written()) == licences.named()
    assert [name for name, told in licences.written().items() if "?" in told] == []


def test_the_table_says_what_the_packages_say():
    told, seen = licences.written(), 0
    for name, version in PINS.items():
        try:
            if importlib.metadata.version(name) != version:
                continue
        except importlib.metadata.PackageNotFoundError:  # of another system or Python, or of an extra
            continue
        seen += 1
        assert told[name] == licences.licence(name), name
    assert seen


def test_nothing_asks_that_the_program_be_given_away_under_its_licence():
    """GPL and AGPL do; the LGPL does not of who only uses a library as it is installed."""
    strict = [n for n, told in licences.written().items() if "GPL" in told.replace("LGPL", "")]
    assert strict == []
