"""The forms that leave: no cell holds few persons, be it a published count, a sum or a difference."""

import pytest

from tests.disclosure.communes import draw_people
from tests.disclosure.telling import commune_report
from xhht_analysis.indicators.counts import count_people
from xhht_analysis.report.public_forms import public_forms

#: Blanks of the whole commune and of its women, which tell of the register.
BLANKS = "Chưa rõ"


@pytest.mark.parametrize(("seed", "size"), [(0, 300), (1, 500), (2, 800), (3, 1_300), (4, 2_500), (5, 5_000)])
def test_no_cell_holds_one_to_four_persons(seed, size):
    people = draw_people(seed, size=size, khom=3 + seed, blanks=(0, 0.0002, 0.001)[seed % 3])
    shown, suppressed, few = 0, 0, []
    for form in public_forms(commune_report(count_people(people))):
        for label, values in form.rows:
            for head, value in zip(form.heads, values, strict=True):
                suppressed += value == "[c]"
                if isinstance(value, int) and not head.startswith(BLANKS):
                    shown += 1
                    few += [(form.number, label, head, value)] if value < 0 or 0 < value < 5 else []
    assert few == []
    assert shown > 20 and suppressed > 20
