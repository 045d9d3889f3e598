"""Bands by points: only an area's file knows their limits, and it has to say from where."""

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.standards.bands import Bands, Rating, rate_points, read_bands

TABLE = {"centre": {"source": "Công văn 1/SGDĐT", "limits": {"khá": 65, "tốt": 80, "yếu": 0}}}
BANDS = Bands("Công văn 1/SGDĐT", (("tốt", 80), ("khá", 65), ("yếu", 0)))


def test_bands_of_an_area_from_the_highest_down():
    assert read_bands(TABLE, "centre") == BANDS
    assert read_bands(TABLE, "tt44-2014") is None
    assert read_bands({}, "centre") is None


@pytest.mark.parametrize("points, band", [(100, "tốt"), (80, "tốt"), (79, "khá"), (65, "khá"), (0, "yếu")])
def test_a_band_begins_at_its_limit(points, band):
    assert BANDS.band(points) == band


def test_points_below_the_lowest_band():
    bands = Bands("Công văn 1", (("đạt", 50),))
    assert rate_points(49, None, bands) == Rating(None, "Công văn 1")
    said = "49 điểm ứng với dưới loại thấp nhất, TTHTCĐ tự đánh giá loại đạt"
    assert rate_points(49, "đạt", bands) == Rating(None, "Công văn 1", said)


@pytest.mark.parametrize(
    "facts",
    [
        "tốt",
        {"limits": {"tốt": 80}},
        {"source": " ", "limits": {"tốt": 80}},
        {"source": "CV 1"},
        {"source": "CV 1", "limits": {}},
        {"source": "CV 1", "limits": {"tốt": "80"}},
        {"source": "CV 1", "limits": {"tốt": True}},
        {"source": "CV 1", "limits": {"tốt": 80, "khá": 80}},
    ],
    ids=str,
)
def test_a_faulty_table_is_refused_with_its_name(facts):
    with pytest.raises(InputError) as refused:
        read_bands({"centre": facts}, "centre", file="an-thu/area.toml")
    assert "an-thu/area.toml: bảng [bands.centre]" in refused.value.vi
    assert "an-thu/area.toml: [bands.centre]" in refused.value.en


NO_LIMITS = "chưa có quy định mức điểm của từng loại"


@pytest.mark.parametrize(
    ("points", "typed", "bands", "rating"),
    [
        (84, "khá", None, Rating("khá", "TTHTCĐ tự đánh giá", NO_LIMITS)),
        (84, None, None, Rating(None, "TTHTCĐ tự đánh giá", NO_LIMITS)),
        (None, None, None, Rating(None, "TTHTCĐ tự đánh giá")),
        (84, "tốt", BANDS, Rating("tốt", "Công văn 1/SGDĐT")),
        (84, None, BANDS, Rating("tốt", "Công văn 1/SGDĐT")),
        (
            None, "khá", BANDS,
            Rating("khá", "TTHTCĐ tự đánh giá", "chưa có điểm để xếp theo Công văn 1/SGDĐT"),
        ),
        (
            84, "khá", BANDS,
            Rating("tốt", "Công văn 1/SGDĐT", "84 điểm ứng với loại tốt, TTHTCĐ tự đánh giá loại khá"),
        ),
    ],
)  # fmt: skip
def test_the_band_and_where_it_comes_from(points, typed, bands, rating):
    assert rate_points(points, typed, bands) == rating
