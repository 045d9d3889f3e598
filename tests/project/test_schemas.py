"""The JSON Schemas by which editors complete and check: current, and the sample and the manuals hold to them.

``python -m tests.project.test_schemas`` writes them anew.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from xhht_analysis.base.areas import AreaFile
from xhht_analysis.base.toml_model import schema_of
from xhht_analysis.sources.corrections_file import CorrectionsFile
from xhht_analysis.sources.file_answers import FileAnswers
from xhht_analysis.sources.mapping_file import MappingFile
from xhht_analysis.standards.plan import Plan
from xhht_analysis.standards.rule_parts import Decree

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schema"
#: One for each kind of file that people write.
KINDS = {
    "area": AreaFile,
    "corrections": CorrectionsFile,
    "files": FileAnswers,
    "mapping": MappingFile,
    "plan": Plan,
    "rules": Decree,
}


def text_of(name: str) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema_of(KINDS[name])
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def written(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(name: str, text: str) -> list[str]:
    """What a schema finds in a TOML text, days as the texts that editors make of them."""
    said = json.loads(json.dumps(tomllib.loads(text), default=dt.date.isoformat))
    return [error.message for error in written(name).iter_errors(said)]


def test_each_kind_of_file_has_its_schema_and_no_other_lies_there():
    assert sorted(path.stem for path in SCHEMAS.iterdir()) == sorted(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_the_schemas_are_current(name):
    assert (SCHEMAS / f"{name}.json").read_text(encoding="utf-8") == text_of(name)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("area", "data/raw/phu-my/area.toml"),
        ("plan", "data/raw/phu-my/plan-2024.toml"),
        ("rules", "xhht_analysis/standards/nd20-2014.toml"),
        ("rules", "xhht_analysis/standards/nd142-2025.toml"),
        ("rules", "xhht_analysis/standards/nd277-2025.toml"),
    ],
)
def test_what_lies_here_holds_to_its_schema_and_names_it(name, file):
    path = ROOT / file
    text = path.read_text(encoding="utf-8")
    assert faults(name, text) == []
    named = re.match(r"#:schema (\S+)\n", text)
    assert (path.parent / named[1]).resolve() == SCHEMAS / f"{name}.json"


@pytest.mark.parametrize(
    ("name", "manual"), [("mapping", "mapping.md"), ("corrections", "corrections.md"), ("files", "files.md")]
)
def test_the_example_of_the_manual_holds_to_its_schema(name, manual):
    text = (ROOT / "docs" / manual).read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    assert faults(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("area", 'kind = "xã"', "'name' is a required property"),
        ("area", 'name = "A"\nkhomm = []', "'khomm' does not match any of the regexes: '^(ghi_chu|note)'"),
        ("area", 'name = "A"\n[[change]]\ndate = "x"', "'x' is not a 'date'"),
        ("plan", '[[target]]\nid = "A"\nclause = "I"\nname = "N"\ndirection = "up"', "'up' is not one of ["),
        ("mapping", 'file = "a.csv"\n[columns]\nsexx = "a"', "'sexx' was unexpected"),
        ("files", '[[file]]\nhash = "0123456789ab"\nis = "x"', "'x' is not one of ['register',"),
    ],
)
def test_an_editor_sees_what_the_program_would_refuse(name, text, fault):
    assert any(fault in message for message in faults(name, text))


def test_an_editor_lets_notes_stand():
    text = 'name = "A"\nghi_chu = 1\n[[unit]]\nname = "B"\nkind = "school"\nnote_1 = "x"'
    assert faults("area", text) == []


if __name__ == "__main__":
    for name in KINDS:
        (SCHEMAS / f"{name}.json").write_text(text_of(name), encoding="utf-8")
