"""Small counts of persons stay in, by a list written by hand; an indicator that does not say is refused."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.indicators.clean_tables import random_people
from tests.support.indicators_by_hand import NOT_PERSONS, OFFICIALS, PERSONS, REGISTER
from tests.support.small_commune import REGISTER as COMMUNE
from tests.support.small_commune import write_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, SUMMARY_FILE, Store, read_json
from xhht_analysis.disclosure import DisclosureRules, described, disclose, table
from xhht_analysis.indicators import measure
from xhht_analysis.indicators.catalogue import amounts, catalogue, parse_catalogue, with_entry
from xhht_analysis.indicators.counts import COUNTS, KEYS, count_people, select
from xhht_analysis.indicators.measure import indicator
from xhht_analysis.running.pipeline import process_period

ALL = DisclosureRules(officials=True)
#: Sums of people beside the learners: nobody is what is left of them.
AMOUNTS = {
    "rural_worker_seats", "farmer_seats", "agriculture_seats", "centre_learners", "literacy_learners_by_khom",
    "provider_learners",
}  # fmt: skip
#: A part of few, a whole of few, few who do not belong to the part.
FEW = ((3, 90), (1, 3), (87, 90))


def leaving(name: str, part: int, whole: int, rules: DisclosureRules = ALL) -> list:
    """What leaves of the total of one indicator: numerator, the rest, denominator."""
    row = (name, "", "", "", "", part, whole, 0)
    left = disclose(pd.DataFrame([row], columns=["indicator", *KEYS, *COUNTS]), rules).counts
    return [
        int(count)
        for numerator, denominator, _ in left[COUNTS].itertuples(index=False)
        for count in (numerator, denominator - numerator, denominator)
        if not pd.isna(count)
    ]


def told_of_few(name: str) -> list[int]:
    """Counts of one to four persons that leave; learners are no part of anybody, so nobody is the rest."""
    cases = FEW[:2] if name in ("learners", "literacy_class_learners") or name in AMOUNTS else FEW
    return [count for part, whole in cases for count in leaving(name, part, whole) if 0 < count < 5]


def forget() -> None:
    for found in (described.described, described.persons, described.officials, amounts):
        found.cache_clear()


@pytest.fixture
def changed(monkeypatch):
    """Entries of the catalogue otherwise, as long as a test runs."""

    def change(name: str, **facts: object) -> None:
        monkeypatch.setitem(catalogue(), name, replace(catalogue()[name], **facts))
        forget()

    yield change
    monkeypatch.undo()
    forget()


def test_every_indicator_is_in_the_list_by_hand():
    shipped = {name for name, entry in catalogue().items() if not entry.area}  # none of a plan's own
    assert set(PERSONS) | NOT_PERSONS == shipped
    assert set(PERSONS) & NOT_PERSONS == set()


@pytest.mark.parametrize("name", PERSONS)
def test_no_count_of_few_persons_leaves(name):
    assert told_of_few(name) == []


@pytest.mark.parametrize("name", PERSONS)
def test_counts_of_many_persons_leave_and_those_of_officials_as_the_area_says(name):
    rows = [(name, "", "", "", "", 600, 900, 0)]
    given = pd.DataFrame(rows, columns=["indicator", *KEYS, *COUNTS])
    assert disclose(given, ALL).counts[COUNTS].to_numpy().tolist() == [[600, 900, 0]]
    assert (3 in leaving(name, 3, 90, DisclosureRules())) == (PERSONS[name] == OFFICIALS)


@pytest.mark.parametrize("name", sorted(NOT_PERSONS))
def test_what_counts_no_persons_leaves_as_it_is(name):
    assert leaving(name, 3, 90) == [3, 87, 90]


@pytest.mark.parametrize("name", PERSONS)
def test_an_entry_that_denies_its_persons_is_found_out(changed, name):
    changed(name, counts_persons=False)
    assert told_of_few(name) != []


@pytest.mark.parametrize("place", range(len(described.described())))
def test_a_description_that_is_lost_is_found_out(monkeypatch, place):
    whole = described.described()
    monkeypatch.setattr(table, "described", lambda: whole[:place] + whole[place + 1 :])
    assert told_of_few(whole[place].indicator) != []


@pytest.mark.parametrize("name", [name for name, whom in PERSONS.items() if whom == OFFICIALS])
def test_officials_who_are_not_said_to_be_are_withheld_as_all_others(changed, name):
    changed(name, officials=False)
    assert 3 not in leaving(name, 3, 90, DisclosureRules())


def test_the_people_of_the_register_are_one_population_and_all_others_are_not():
    found = {name for name, entry in catalogue().items() if entry.whom == "register"}
    assert found == {name for name, whom in PERSONS.items() if whom == REGISTER}


def test_every_question_that_disclosure_knows_of_is_asked():
    asked = {counted.question for counted in described.described()}
    known = {*described.LADDERS, *described.FOLLOW_UPS, *(q for q, _ in described.FOLLOW_UPS.values())}
    assert known | {q for first, _, second, _ in described.IMPLIED for q in (first, second)} <= asked


def test_an_answer_that_its_question_does_not_have_is_refused(changed):
    changed("xmc2_15_60", answers=("level 3",))
    with pytest.raises(
        InputError, match=r"“xmc2_15_60”.*“literacy”.*“level 3”, chỉ có: none, level 1, level 2"
    ):
        described.described()


ENTRY = """
[widowed_60_plus]
name = "Người cao tuổi góa"
definition = "Người từ 60 tuổi góa vợ hoặc chồng"
population = "all"
ages = [60, 130]
topic = "literacy"
source = "x"
unit = "người"
counts_persons = true
whom = "register"
"""


@pytest.mark.parametrize(
    ("line", "instead", "vi", "en"),
    [
        ("counts_persons = true\n", "", "thiếu “counts_persons”", "lacks “counts_persons”"),
        ("counts_persons = true", 'counts_persons = "false"', "phải là true", "must be true"),
        ('whom = "register"\n', "", "thiếu “whom”", "lacks “whom”"),
        ('whom = "register"', 'whom = ""', "thiếu “whom”", "lacks “whom”"),
        ('unit = "người"\n', "", "thiếu “unit”", "lacks “unit”"),
        ("whom =", "who =", "thiếu “whom”", "lacks “whom”"),
        ("ages =", "age =", "“age”. Có phải ý là “ages”?", "“age”. Did you mean “ages”?"),
    ],
)  # fmt: skip
def test_an_entry_that_does_not_say_whom_it_counts_is_refused(line, instead, vi, en):
    assert parse_catalogue(ENTRY)["widowed_60_plus"].whom == "register"
    with pytest.raises(InputError) as refused:
        parse_catalogue(ENTRY.replace(line, instead))
    for language, words in (("vi", vi), ("en", en)):
        with speaking(language):
            assert words in str(refused.value)
            assert "widowed_60_plus" in str(refused.value)


def test_what_counts_no_persons_need_not_say_whom():
    text = ENTRY.replace("= true", "= false").replace('whom = "register"\n', "")
    assert parse_catalogue(text)["widowed_60_plus"].counts_persons is False


def test_nothing_is_processed_with_such_a_catalogue_and_what_left_stays(tmp_path, monkeypatch):
    store, period = Store(write_commune(tmp_path)), Period.parse(COMMUNE[1])
    process_period(store, COMMUNE[0], period)
    folder = store.processed(COMMUNE[0], period)
    before = [(folder / name).read_bytes() for name in (COUNTS_FILE, SUMMARY_FILE)]
    broken = lambda: parse_catalogue(ENTRY.replace("counts_persons = true\n", ""))  # noqa: E731
    monkeypatch.setattr(described, "catalogue", broken)
    forget()

    with pytest.raises(InputError, match="widowed_60_plus.*counts_persons"):
        process_period(store, COMMUNE[0], period)

    monkeypatch.undo()
    forget()
    assert [(folder / name).read_bytes() for name in (COUNTS_FILE, SUMMARY_FILE)] == before
    assert read_json(folder / SUMMARY_FILE)["period"] == COMMUNE[1]


def test_a_function_of_the_package_without_an_entry_is_refused():
    def widowed(people):
        return people["sex"] == "nữ"

    widowed.__module__ = "xhht_analysis.indicators.literacy"
    with pytest.raises(InputError, match="“widowed”.*“counts_persons”"):
        with_entry({"widowed": widowed})


@pytest.mark.parametrize("threshold", [1, 5])
def test_an_indicator_of_an_analysts_kernel_is_counted_for_her_and_never_leaves(monkeypatch, threshold):
    monkeypatch.setattr(measure, "_ANSWERS", dict(measure._ANSWERS))

    @indicator("minority_women")
    def minority_women(people):
        return people["minority"] & (people["sex"] == "nữ")

    people = random_people(7, 500)
    counts = pd.concat([count_people(people), count_people(people, "minority_women")], ignore_index=True)
    found = select(counts, "minority_women").iloc[0]
    assert found["denominator"] + found["unknown"] == len(people)
    assert not (count_people(people)["indicator"] == "minority_women").any()

    left = disclose(counts, DisclosureRules(threshold=threshold)).counts
    assert len(left)
    assert not (left["indicator"] == "minority_women").any()
