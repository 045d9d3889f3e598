"""What the learning centre says of itself, as plain values that JSON can hold."""

import json

import pandas as pd

from xhht_analysis.standards.self_ratings import centre_ratings, self_rated_items


def test_items_met_not_met_and_blank():
    sheet = pd.DataFrame({"item": ["a", "b", "c"], "met": pd.array([True, False, None], dtype="boolean")})
    assert self_rated_items(sheet) == {"a": True, "b": False, "c": None}
    assert self_rated_items(sheet[:0]) == {}


def test_ratings_with_points_and_without():
    sheet = pd.DataFrame(
        {
            "item": ["TTHTCĐ", "Cộng đồng học tập"],
            "done": pd.array([True, None], dtype="boolean"),
            "points": pd.array([84, None], dtype="Int64"),
            "band": pd.array(["khá", None], dtype="str"),
            "date": pd.array(["2024-11-28", None], dtype="datetime64[s]"),
        }
    )
    ratings = centre_ratings(sheet)
    assert ratings == {
        "TTHTCĐ": {"done": True, "points": 84, "band": "khá", "date": "2024-11-28"},
        "Cộng đồng học tập": {"done": None, "points": None, "band": None, "date": None},
    }
    assert json.loads(json.dumps(ratings)) == ratings
    assert centre_ratings(sheet[:0]) == {}
