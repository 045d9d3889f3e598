"""Colours that keep 3:1 against their ground, in light and in dark, and that colour-blind readers tell apart.

A picture names a colour by its light value; :mod:`minify` turns it into a CSS variable with that value as
fallback, so that the page's stylesheet can change it on a dark ground.
"""

INK = "#000000"  # text and axes: the page's own text colour
RULE = "#bfbfbf"  # grid lines and context
TRACK = "#e3e6ea"  # what a bar could reach
GROUND = "#ffffff"  # gaps between neighbours
BLUE, TEAL, ORANGE, PLUM = "#12436d", "#28a197", "#f46a25", "#801650"

SERIES = (BLUE, TEAL, ORANGE, PLUM)
MEN, WOMEN = BLUE, TEAL
REACHED, NOT_REACHED, OPEN = BLUE, ORANGE, TEAL

CSS = {
    INK: "currentColor",
    RULE: f"var(--rule,{RULE})",
    TRACK: f"var(--track,{TRACK})",
    GROUND: f"var(--ground,{GROUND})",
    BLUE: f"var(--c1,{BLUE})",
    TEAL: f"var(--c2,{TEAL})",
    ORANGE: f"var(--c3,{ORANGE})",
    PLUM: f"var(--c4,{PLUM})",
}
