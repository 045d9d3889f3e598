"""Every chart of every finished page: its alt text holds no number that its own table does not."""

import pytest

from tests.charts.alt_numbers import alt_of, figures_in, unfounded
from tests.support.small_commune import PAGES, REGISTER, SURVEY, made_commune


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_commune(tmp_path_factory)


@pytest.mark.parametrize("of", [REGISTER, SURVEY], ids="/".join)
@pytest.mark.parametrize("page", PAGES)
def test_every_number_of_an_alt_text_stands_in_the_table_below(made, page, of):
    figures = figures_in(made.page(page, of))
    assert [(alt_of(figure), bad) for figure in figures if (bad := unfounded(figure))] == []


def test_there_are_charts_to_look_at(made):
    charts = {page: len(figures_in(made.page(page))) for page in PAGES}
    assert charts["xoa-mu-chu"] >= 4
    assert charts["pho-cap-giao-duc"] >= 4
    assert charts["tong-hop"] >= 1


def test_a_number_from_nowhere_is_found():
    (figure,) = figures_in(
        '<figure class="chart"><div role="img" aria-label="2 khóm: thấp nhất 85,86%, còn thiếu 1.234 người">'
        "</div>"
        "<details><table><tbody><tr><th>Khóm A</th><td>85,860</td></tr>"
        "<tr><th>Khóm B</th><td>99,00</td></tr></tbody></table></details></figure>"
    )
    assert unfounded(figure) == {1234}
