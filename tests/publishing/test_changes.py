"""What a publication says otherwise than the one before it: published counts alone."""

import pandas as pd
import pytest

from xhht_analysis.base.messages import speaking
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.publishing.changes import changes_between, changes_text


def table(*rows):
    """Rows of indicator, khóm, numerator, denominator and unknown; None is withheld."""
    flat = [(name, khom, "", "", "", *counts) for name, khom, *counts in rows]
    return pd.DataFrame(flat, columns=["indicator", *KEYS, *COUNTS]).astype(dict.fromkeys(COUNTS, "Int64"))


FEW = (
    "    ! có chỉ số mà số đếm người đổi không quá {}: ai biết vừa sửa vài người có thể suy ra điều không "
    "công bố về họ; nên chờ, gộp với những lần sửa sau rồi hãy công bố"
)
BEFORE = table(
    ("xmc1_15_60", "", 1298, 1313, 0), ("xmc1_15_60", "Khóm 1", 298, 313, 0),
    ("xmc2_15_60", "", 1200, 1313, 2), ("xmc1_15_35", "", 50, 50, 0),
)  # fmt: skip
NOW = table(
    ("xmc1_15_60", "", None, 1313, 0), ("xmc1_15_60", "Khóm 1", 297, 313, 0),
    ("xmc2_15_60", "", 1200, 1313, 0), ("skilled_workers", "", 7, 9, 0),
)  # fmt: skip


def test_totals_by_indicator_and_how_many_other_rows():
    changes = changes_between(BEFORE, NOW)
    assert changes.totals == {
        "xmc1_15_60": ("1298/1313", "[c]/1313"),
        "xmc2_15_60": ("1200/1313 + 2", "1200/1313"),
        "skilled_workers": ("–", "7/9"),
        "xmc1_15_35": ("50/50", "–"),
    }
    assert (changes.rows, changes.shown, changes.withheld) == (1, (12, 11), (0, 1))


def test_on_the_screen():
    assert changes_text(changes_between(BEFORE, NOW)) == [
        "    Biết chữ mức độ 1, 15–60 tuổi: 1.298/1.313 → [c]/1.313",
        "    Biết chữ mức độ 2, 15–60 tuổi: 1.200/1.313 (chưa rõ 2) → 1.200/1.313",
        "    Lao động tay nghề cao: – → 7/9",
        "    Biết chữ mức độ 1, 15–35 tuổi: 50/50 → –",
        "    1 dòng theo khóm, giới tính, tuổi … đổi",
        "    số đếm công bố: 12 → 11; không công bố: 0 → 1",
        FEW.format(1),
    ]
    with speaking("en"):
        assert changes_text(changes_between(BEFORE, NOW))[-2] == "    counts shown: 12 → 11; withheld: 0 → 1"


@pytest.mark.parametrize(
    ("was", "now", "few"),
    [
        ((0, 79, 0), (None, 80, 0), 1),  # somebody came, of whom a count was 0
        ((5, 10, 0), (None, 9, 0), 1),
        ((300, 400, 0), (None, 400, 0), 0),  # as where a threshold was raised: nobody was corrected
        ((300, 400, 0), (304, 400, 0), 4),
        ((300, 400, 0), (305, 400, 0), 0),
        ((300, 400, 2), (300, 395, 0), 0),
    ],
)
@pytest.mark.parametrize("others", [100, 112])  # of another indicator, of whom many were corrected
def test_whoever_corrects_a_few_persons_is_warned_that_they_may_be_guessed(was, now, few, others):
    before, after = (
        table(("xmc1_15_60", "Khóm 1", *one), ("skilled_workers", "", number, 900, 0))
        for one, number in ((was, 100), (now, others))
    )
    said = changes_text(changes_between(before, after))
    assert [line for line in said if line.startswith("    !")] == [FEW.format(few)] * bool(few)


def test_classes_are_no_persons():
    said = changes_text(changes_between(*(table(("classes_held", "", n, 9, 0)) for n in (5, 6))))
    assert not any(line.startswith("    !") for line in said)


def test_an_indicator_that_only_an_earlier_version_knew_goes_by_its_id():
    said = changes_text(changes_between(table(("no_such_thing", "", 3, 9, 0)), table()))
    assert said[0] == "    no_such_thing: 3/9 → –"


def test_of_many_the_first_are_named():
    names = ["th_finished_at_11", "th_finished_to_14", "th_grade1_at_6", "xmc1_15_25", "xmc1_15_35"]
    names += ["xmc1_15_60", "xmc2_15_25", "xmc2_15_35", "xmc2_15_60", "skilled_workers"]
    said = changes_text(
        changes_between(*(table(*((name, "", part, 90, 0) for name in names)) for part in (50, 51)))
    )
    assert len(said) == 11
    assert said[8] == "    và 2 chỉ số khác"


def test_nothing_changed():
    changes = changes_between(BEFORE, BEFORE)
    assert not changes
    assert changes.as_records() == ()
    assert changes_text(changes) == ["    không số đếm nào đổi; lời hoặc mô tả đổi"]
