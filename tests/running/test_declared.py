"""A breakdown that a notebook declares is in the counts before any page is made, and gone without it."""

import pytest

from tests.disclosure.communes import draw_people
from tests.end_to_end.at_once import copy_of, draw_nothing, run_at_once
from tests.running.test_own_reports import put
from tests.support.small_commune import REGISTER, processed_commune
from xhht_analysis.base import inputs
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, Store, write_text
from xhht_analysis.indicators.counts import count_people, read_counts, write_counts
from xhht_analysis.running.release import release
from xhht_analysis.running.results import COUNTING

WANTED = {"indicator": "cmkt_15_plus", "by": ["khom", "sex"]}
AREA, PERIOD = REGISTER[0], Period.parse(REGISTER[1])


def crossed(store):
    """Indicators that are published by khóm and sex."""
    release(store, AREA, PERIOD)
    counts = read_counts(store.processed(AREA, PERIOD) / COUNTS_FILE)
    return set(counts[counts["khom"].ne("") & counts["sex"].ne("")]["indicator"])


@pytest.fixture
def store(tmp_path_factory, tmp_path, monkeypatch):
    draw_nothing(monkeypatch)
    return Store(copy_of(processed_commune(tmp_path_factory), tmp_path / "project"))


@pytest.fixture
def large(tmp_path):
    """A commune of 12.000 people whose counts wait to be released."""
    store = Store(tmp_path)
    for folder in (store.notebooks, store.raw / AREA, store.private(AREA, PERIOD)):
        folder.mkdir(parents=True, exist_ok=True)
    (store.raw / AREA / "area.toml").write_text("name = 'An Thử'\n", "utf-8")
    counts = count_people(draw_people(3, size=12000, khom=4, blanks=0))
    write_text(store.private(AREA, PERIOD) / COUNTS_FILE, write_counts(counts))
    return store


def test_it_leaves_suppressed_with_all_else_and_not_without_its_notebook(large):
    before = crossed(large)
    assert "cmkt_15_plus" not in before
    put(large.root, "theo-khom", "Theo khóm và giới", ["report.period"], breakdowns=[WANTED])
    assert crossed(large) == before | {"cmkt_15_plus"}
    (large.notebooks / "theo-khom.ipynb").unlink()
    assert crossed(large) == before


def test_the_period_is_counted_anew_for_it_before_any_page_is_made(store):
    run_at_once(store, AREA)
    put(store.root, "theo-khom", "Theo khóm và giới", ["report.period"], breakdowns=[WANTED])
    (outcome,), done = run_at_once(store, AREA)
    counted = next(one for one in outcome.results if one.report == COUNTING)
    assert (counted.state, counted.why) == ("built", (inputs.DECLARED,))
    assert done[0].startswith("count_period")
    assert {r.state for outcome in run_at_once(store, AREA)[0] for r in outcome.results} == {"kept"}


def test_one_that_cannot_be_protected_stops_its_own_page_alone(store):
    put(store.root, "a", "Một", ["report.period"], breakdowns=[WANTED | {"by": ["khom", "age"]}, WANTED])
    (outcome,), _ = run_at_once(store, AREA)
    assert set(outcome.failed) == {"so-a.html"}
    assert "Chỉ chia theo" in str(outcome.failed["so-a.html"])
    assert inputs.DECLARED not in {why for one in outcome.results for why in one.why}
