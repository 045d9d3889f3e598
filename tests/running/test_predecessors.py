"""A commune made of others: what they gave is an input of its own, and they are counted before it."""

import pytest

from tests.end_to_end.at_once import AtOnce
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.inputs import changes, of_counting, of_reports, predecessors, successors
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, Store, write_text
from xhht_analysis.running import run
from xhht_analysis.running.steps import Job

NEW, OLD = Period(2025), Period(2024)
_PREDECESSOR = '[[predecessor]]\nname = "xã {name}"\narea = "{area}"\n'


@pytest.fixture
def store(tmp_path):
    """Ba was made of An and Ca on 1/7/2025, and of Dan, of which nothing is here."""
    store = Store(tmp_path)
    made_of = "".join(_PREDECESSOR.format(name=name, area=name.lower()) for name in ("An", "Ca"))
    told = {"an": (OLD, ""), "ba": (NEW, f'since = 2025-07-01\n{made_of}[[predecessor]]\nname = "xã Dan"\n')}
    for area, (period, more) in (told | {"ca": (OLD, "")}).items():
        write_text(store.raw / area / "area.toml", f'name = "{area.title()}"\n{more}')
        write_text(store.raw_period(area, period) / "a.csv", "a")
        for name in (COUNTS_FILE, SUMMARY_FILE, DECISIONS_FILE):
            write_text(store.processed(area, period) / name, "{}")
    return store


def test_who_was_made_of_whom(store):
    assert predecessors(store, "ba", NEW) == ["an", "ca"]
    assert (successors(store, "an"), successors(store, "ba")) == (["ba"], [])


def test_what_they_gave_is_an_input_of_counts_and_reports(store):
    def inputs():
        counting = of_counting(store, "ba", NEW, language="vi", duty=Duty())
        return counting, of_reports(store, "ba", NEW)

    before = inputs()
    write_text(store.processed("an", OLD) / COUNTS_FILE, "[]")
    assert [changes(was, now) for was, now in zip(before, inputs(), strict=True)] == [["an/2024"]] * 2
    for one in before:
        assert {"an/2024", "ca/2024"} <= one.keys()


def test_what_the_new_one_publishes_is_an_input_of_the_old_ones_counts(store):
    before = of_counting(store, "an", OLD, language="vi", duty=Duty())
    write_text(store.publications("ba") / "2025" / "1" / "counts.csv", "")
    now = of_counting(store, "an", OLD, language="vi", duty=Duty())
    assert changes(before, now) == ["publications"]


@pytest.mark.parametrize("areas", [["ba"], ["ba", "ca", "an"]])
def test_old_communes_are_counted_before_the_new_one(store, areas, monkeypatch):
    counted = []
    monkeypatch.setattr(run, "count", lambda job, outcome: counted.append((outcome.area, outcome.period)))
    monkeypatch.setattr(run.PeriodReports, "publish", lambda self: None)
    monkeypatch.setattr(run, "write_root_index", lambda store, outcomes: None)
    run.run(Job(store, AtOnce()), run.choose(store, areas, []))
    first = counted.index(("ba", NEW))
    assert {("an", OLD), ("ca", OLD)} <= set(counted[:first])


def test_a_commune_made_of_others_says_since_when(store):
    path = store.raw / "ba" / "area.toml"
    path.write_text(path.read_text("utf-8").replace("since = 2025-07-01\n", ""), "utf-8")
    with pytest.raises(InputError, match="chưa có “since”"):
        load_area(path.parent, NEW.reference_date)
