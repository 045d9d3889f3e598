"""The stylesheet keeps its colours apart: text 4.5:1, marks of a picture 3:1, in light and in dark."""

import re

import pytest

from xhht_analysis.charts.palette import CSS
from xhht_analysis.publishing.page import TEMPLATES

STYLE = (TEMPLATES / "xhht" / "style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block)) for block in re.findall(r":root\{(.*?)\}", STYLE)
)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out(colours):
    grounds = [colours["ground"], colours["panel"]]
    worst = min(contrast(colours[name], ground) for name in ("ink", "soft", "link") for ground in grounds)
    assert worst >= 4.5
    assert contrast(colours["ink"], colours["warn"]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["c1", "c2", "c3", "c4"])
def test_marks_stand_out(colours, name):
    assert contrast(colours[name], colours["ground"]) >= 3


def test_a_picture_names_only_colours_of_the_stylesheet():
    named = dict(re.findall(r"var\(--([\w-]+),(#\w+)\)", " ".join(CSS.values())))
    assert set(named) <= set(LIGHT)
    assert set(LIGHT) == set(DARK)
    assert {name: value for name, value in named.items() if name.startswith("c")} == {
        name: value for name, value in LIGHT.items() if re.fullmatch(r"c\d", name)
    }


def test_nothing_is_loaded_from_outside():
    assert not re.search(r"url\(|@import|@font-face", STYLE)
