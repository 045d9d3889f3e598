"""An indicator of which nobody said whom it counts does not leave: its period is refused."""

import pytest

from tests.indicators.clean_tables import random_people
from tests.support.small_commune import REGISTER, write_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, SUMMARY_FILE, Store, read_json
from xhht_analysis.disclosure import DisclosureRules, disclose
from xhht_analysis.disclosure.described import NOT_PERSONS, persons
from xhht_analysis.indicators import catalogue as module
from xhht_analysis.indicators.catalogue import Entry, Measure, catalogue, measures
from xhht_analysis.indicators.counts import count_people
from xhht_analysis.running.pipeline import process_period

NEW = "widowed_60_plus"


@pytest.fixture
def added(monkeypatch):
    """An indicator added as docs/architecture.md says, and described nowhere for disclosure control."""
    entry = Entry(
        id=NEW, name="Người cao tuổi góa", definition="x", topic="literacy", source="x", population="all"
    )
    everything = catalogue() | {NEW: entry}
    measured = {**module._MEASURES, NEW: lambda people: Measure(people["age"] >= 60, people["minority"])}
    monkeypatch.setattr(module, "catalogue", lambda: everything)
    for user in ("pipeline", "indicators.counts"):
        monkeypatch.setattr(f"xhht_analysis.{user}.catalogue", lambda: everything)
    monkeypatch.setattr(module, "_MEASURES", measured)
    return NEW


def test_of_every_indicator_it_is_said_whether_and_whom_it_counts():
    assert persons() | NOT_PERSONS == set(catalogue())
    assert persons() & NOT_PERSONS == set()
    assert set(measures()) & NOT_PERSONS == set()


def test_a_period_with_an_indicator_that_is_not_described_is_refused(tmp_path, added):
    store, period = Store(write_commune(tmp_path)), Period.parse(REGISTER[1])
    folder = store.processed(REGISTER[0], period)

    with pytest.raises(InputError) as refused:
        process_period(store, REGISTER[0], period)

    assert not folder.exists()
    for language in ("vi", "en"):
        with speaking(language):
            assert added in str(refused.value)
            assert "xhht_analysis/disclosure/described.py" in str(refused.value)


def test_what_left_before_stays_as_it_was(tmp_path, request):
    store, period = Store(write_commune(tmp_path)), Period.parse(REGISTER[1])
    process_period(store, REGISTER[0], period)
    folder = store.processed(REGISTER[0], period)
    before = [(folder / name).read_bytes() for name in (COUNTS_FILE, SUMMARY_FILE)]
    request.getfixturevalue("added")

    with pytest.raises(InputError):
        process_period(store, REGISTER[0], period)

    assert [(folder / name).read_bytes() for name in (COUNTS_FILE, SUMMARY_FILE)] == before
    assert read_json(folder / SUMMARY_FILE)["period"] == REGISTER[1]


@pytest.mark.parametrize("threshold", [1, 5])
def test_no_table_with_such_an_indicator_leaves_on_any_way(added, threshold):
    counts = count_people(random_people(7, 500))
    assert (counts["indicator"] == added).any()

    with pytest.raises(InputError, match=added):
        disclose(counts, DisclosureRules(threshold=threshold))
