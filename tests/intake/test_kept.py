"""People who did not change are not cleaned and counted again, and what comes out is as if they were."""

import datetime as dt
import shutil
import stat
import sys

import pytest

from tests.forms.unit_workbooks import KHOM, KHOM_1, sent
from tests.support.once import once
from tests.support.small_commune import REGISTER, SURVEY, write_commune
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, DECISIONS_FILE, KEPT_FILE, PEOPLE_FILE, SUMMARY_FILE, Store
from xhht_analysis.intake import cleaned as intake
from xhht_analysis.intake import kept
from xhht_analysis.running.pipeline import process_period

#: The clerk's list is among them: findings of people who were kept stand in it.
MADE = (
    COUNTS_FILE, DECISIONS_FILE, SUMMARY_FILE, "private/can-sua.xlsx", f"private/{COUNTS_FILE}",
    f"private/{PEOPLE_FILE}",
)  # fmt: skip


@pytest.fixture
def commune(tmp_path, tmp_path_factory):
    """The small commune with a report of one khóm, counted: a copy of its own for every test."""
    return Store(shutil.copytree(once(tmp_path_factory, "with a khóm", counted), tmp_path / "one"))


def counted(root):
    store = Store(write_commune(root))
    sent(store.raw.joinpath(*REGISTER), KHOM_1, KHOM, name="khom 1.xlsx")
    process(store)
    return root


@pytest.fixture
def cleaned(monkeypatch):
    """Grows by a word whenever people are cleaned, counted, or their rows so much as put into a table."""
    calls = []
    for module, name in (
        (intake, "clean_people"), (intake, "clean_survey"), (kept, "count_people"),
    ):  # fmt: skip
        real = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda *a, real=real, name=name, **k: calls.append(name) or real(*a, **k)
        )
    return calls


def process(store, of=REGISTER):
    process_period(store, of[0], Period.parse(of[1]))


def made(store, of=REGISTER):
    folder = store.processed(of[0], Period.parse(of[1]))
    return {name: (folder / name).read_bytes() for name in MADE}


def anew(store, tmp_path):
    """What a project gives that has the same raw files and has never been processed."""
    other = Store(tmp_path / "two" / store.root.name)
    shutil.copytree(store.raw, other.raw)
    process(other)
    return made(other)


def test_when_a_unit_sends_its_workbook_anew_people_stay_as_they_were_counted(commune, cleaned, tmp_path):
    before = made(commune)
    late = {"reported": dt.date(2025, 6, 1)}
    sent(commune.raw.joinpath(*REGISTER), KHOM_1, KHOM, name="khom 1.xlsx", **late)

    process(commune)

    assert cleaned == []
    assert made(commune)[f"private/{COUNTS_FILE}"] != before[f"private/{COUNTS_FILE}"]
    assert made(commune) == anew(commune, tmp_path)


def test_a_survey_is_kept_as_well(tmp_path, cleaned):
    store = Store(write_commune(tmp_path))
    process(store, SURVEY)
    first = made(store, SURVEY)
    del cleaned[:]
    process(store, SURVEY)
    assert (cleaned, made(store, SURVEY)) == ([], first)


def _append(path, text):
    path.write_bytes(path.read_bytes() + text)


CHANGES = {
    "the khóm of the area": lambda store: _append(store.raw_area(REGISTER[0]) / "area.toml", b"\n# x\n"),
    "a description beside the files": lambda store: store.raw.joinpath(*REGISTER, "files.toml").write_text(
        ""
    ),
    "the name of the register": lambda store: next(store.raw.joinpath(*REGISTER).glob("PCGD*")).rename(
        store.raw.joinpath(*REGISTER, "PCGD.xlsx")
    ),
    "the table of people": lambda store: _append(private(store) / PEOPLE_FILE, b"x"),
    "what is kept": lambda store: _append(private(store) / KEPT_FILE, b" "),
    "half of what is kept": lambda store: (private(store) / KEPT_FILE).write_text("{"),
    "nothing is kept": lambda store: (private(store) / KEPT_FILE).unlink(),
}


def private(store):
    return store.private(REGISTER[0], Period.parse(REGISTER[1]))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_may_tell_of_people_has_them_cleaned_again(commune, cleaned, tmp_path, change):
    change(commune)
    process(commune)
    assert cleaned == ["clean_people", "count_people"]
    assert made(commune) == anew(commune, tmp_path)


@pytest.mark.parametrize("what", ["program", "language"])
def test_another_program_and_another_language_have_people_cleaned_again(commune, cleaned, monkeypatch, what):
    if what == "program":
        monkeypatch.setattr(kept, "of_program", lambda: {"program": "another"})
        process(commune)
    else:
        with speaking("en"):
            process(commune)
    assert cleaned[0] == "clean_people"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_what_is_kept_is_for_its_owner(commune):
    assert stat.S_IMODE((private(commune) / KEPT_FILE).stat().st_mode) == 0o600
