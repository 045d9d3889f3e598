"""Breakdowns that notebooks declare: what is read, and what is refused in words."""

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.indicators.declared import read_declared


def test_what_is_read():
    told = [
        {"indicator": "xmc2_15_60", "by": ["sex", "khom"]},
        {"indicator": "xmc2_15_60", "by": "khom sex"},
        {"indicator": "xmc2_15_60", "by": ["age"]},
    ]
    assert read_declared(told) == {("xmc2_15_60", ("khom", "sex")), ("xmc2_15_60", ("age",))}
    assert read_declared(None) == read_declared([]) == frozenset()


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (["khom", "age"], "sex; khom; khom, sex; age; sex, age"),
        (["group"], "sex; khom; khom, sex; age; sex, age"),
        (["khom", "sex", "age"], "sex; khom; khom, sex; age; sex, age"),
        (["school"], "sex; khom; khom, sex; age; sex, age"),
        ([], "sex; khom; khom, sex; age; sex, age"),
    ],
)
def test_what_could_not_be_protected_is_refused_with_what_is_allowed(by, allowed):
    with pytest.raises(InputError) as refused:
        read_declared([{"indicator": "xmc2_15_60", "by": by}])
    assert refused.value.vi.endswith(f"Chỉ chia theo: {allowed}.")


def test_of_everybody_from_15_on_single_ages_are_none():
    with pytest.raises(InputError) as refused:
        read_declared([{"indicator": "cmkt_15_plus", "by": ["age"]}])
    assert refused.value.vi.endswith("Chỉ chia theo: sex; khom; khom, sex.")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("khom", "“breakdowns” là một danh sách"),
        ({"indicator": "xmc2_15_60", "by": ["sex"]}, "“breakdowns” là một danh sách"),
        ([{"indicator": "xmc2_15_60"}], "“breakdowns” là một danh sách"),
        ([{"indicator": "xmc2_15_60", "by": [1]}], "“breakdowns” là một danh sách"),
        ([{"indicator": ["x"], "by": ["sex"]}], "“breakdowns” là một danh sách"),
        ([{"indicator": "xmc2_15_6", "by": ["sex"]}], "Có phải ý là “xmc2_15_60”?"),
        ([{"indicator": "literacy_classes_opened", "by": ["sex"]}], "không đếm từ phiếu"),
    ],
)
def test_what_is_no_breakdown(told, words):
    with pytest.raises(InputError) as refused:
        read_declared(told)
    assert words in refused.value.vi
