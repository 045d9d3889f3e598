"""The day of judging: nothing of it is kept but what has fallen due, and only that makes pages anew."""

import datetime as dt
import json
import shutil

import pytest

from tests.end_to_end.at_once import copy_of, draw_nothing, run_at_once
from tests.running.test_only_changed import ALL, built
from tests.support.amount import IN_CI
from tests.support.small_commune import FILES, REGISTER, processed_commune
from xhht_analysis.base import inputs
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import REPORTS_RECORD, Store
from xhht_analysis.forms.writer import write_workbook
from xhht_analysis.publishing.manifest import MANIFEST
from xhht_analysis.running.results import COUNTING, NEW

AREA, HALF = REGISTER[0], Period(2024, True)
UNITS = """
[[unit]]
name = "TTHTCĐ xã An Thử"
kind = "centre"

[[unit]]
name = "Hội Khuyến học"
kind = "department"

[[unit]]
name = "Hội Nông dân"
kind = "department"
"""
#: The centre's log: a day before the day due, one on it, one that nobody can read.
LOG = [
    {"unit": "TTHTCĐ", "received": dt.date(2024, 6, 3)},
    {"unit": "Hội Khuyến học", "received": dt.date(2024, 6, 6)},
    {"unit": "Hội Nông dân", "received": "hôm nọ"},
]


@pytest.fixture
def store(tmp_path_factory, tmp_path, monkeypatch):
    """The small commune's register as that of half a year, with units, a plan that names days, and a log."""
    draw_nothing(monkeypatch)
    store = Store(copy_of(processed_commune(tmp_path_factory), tmp_path / "project"))
    folder = store.raw / AREA
    shutil.move(folder / "2024", folder / "2024-H1")
    shutil.rmtree(store.processed(AREA, HALF).parent)
    shutil.rmtree(store.raw / "ben-thu")
    description = folder / "area.toml"
    description.write_text(description.read_text("utf-8") + UNITS, encoding="utf-8")
    area = load_area(folder, HALF.reference_date)
    centre = next(unit for unit in area.units if unit.kind == "centre")
    path = folder / "2024-H1" / "tthtcd.xlsx"
    reported = dt.date(2024, 6, 3)
    write_workbook(path, area=area, unit=centre, period=HALF, values={"log": LOG}, reported=reported)
    return store


def run(store, day, **options):
    outcomes, _ = run_at_once(store, as_of=day, **options)
    assert [outcome.failed for outcome in outcomes] == [{}] * len(outcomes)
    return built(outcomes).get((AREA, "2024-H1"), {})


def states(store):
    summary = json.loads((store.processed(AREA, HALF) / "summary.json").read_bytes())
    return {unit["name"]: unit["state"] for unit in summary["units"] if unit["kind"] != "khom"}


def published(store):
    """Every file as it lies there; of the manifest what is hashed."""
    folder = store.output(AREA, HALF)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    manifest = json.loads(files.pop(MANIFEST))
    record = json.loads((store.processed(AREA, HALF) / "private" / REPORTS_RECORD).read_bytes())
    return files | {"content": manifest["content"], "made": [one["inputs"] for one in record.values()]}


def test_pages_are_made_anew_when_a_day_due_passes_and_on_no_other_day(store):
    assert run(store, dt.date(2024, 6, 1)) == dict.fromkeys(ALL, (NEW,))
    before = published(store)
    assert states(store) == {
        "TTHTCĐ xã An Thử": "đúng hạn", "Hội Khuyến học": "chưa rõ ngày", "Hội Nông dân": "chưa rõ ngày",
    }  # fmt: skip
    assert run(store, dt.date(2024, 6, 4)) == {}
    assert run(store, dt.date(2024, 6, 5)) == dict.fromkeys(FILES, (inputs.FIGURES,)) | {
        COUNTING: (inputs.DUE,)
    }
    on = published(store)
    assert states(store) == {
        "TTHTCĐ xã An Thử": "đúng hạn", "Hội Khuyến học": "trễ hạn", "Hội Nông dân": "chưa rõ ngày",
    }  # fmt: skip
    for day in (dt.date(2024, 6, 6), dt.date(2024, 6, 7), dt.date(2026, 11, 29)):
        assert run(store, day) == {}
    assert published(store) == on != before
    run(store, dt.date(2024, 6, 4))
    assert published(store) == before


def test_all_days_on_one_side_of_a_day_due_give_the_same_bytes(store):
    """Each made from nothing, by another day of judging."""
    made = []
    for day in (3, 4, 5, *([6] * IN_CI), 7):
        shutil.rmtree(store.processed(AREA, HALF).parent, ignore_errors=True)
        shutil.rmtree(store.outputs, ignore_errors=True)
        run(store, dt.date(2024, 6, day))
        made.append((published(store), (store.processed(AREA, HALF) / "summary.json").read_bytes()))
    assert made[0] == made[1] != made[2]
    assert made[2:] == made[2:3] * len(made[2:])
