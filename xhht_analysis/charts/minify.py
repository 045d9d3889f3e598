"""matplotlib's SVG made fit for a page: small, in the page's colours, ids of one figure only."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET

from xhht_analysis.charts.palette import CSS, INK

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")
_SHAPES = ("path", "use", "text", "rect", "circle", "line")
# What a browser assumes anyway, or what the root element says once.
_DEFAULTS = {
    "stroke-linejoin": {"miter", "round"},
    "stroke-linecap": {"butt", "square", "round"},
    "font-size": {"12px"},
    "text-anchor": {"start"},
    "stroke-width": {"1"},
    "fill-opacity": {"1"},
    "opacity": {"1"},
}


def minify(svg: str) -> str:
    """The same picture as one flat ``<svg>`` element that scales to its place."""
    # The text is what matplotlib has just written in this process, not a file from outside.
    root = ET.fromstring(svg)
    box = _short(root.get("viewBox", ""))
    markers = {f"#{path.get('id')}": path for path in root.iter(f"{_SVG}path") if path.get("id")}
    inside_defs = {id(e) for defs in root.iter(f"{_SVG}defs") for e in defs.iter()}
    flat: list[tuple[str, dict[str, str], str]] = []
    used: dict[str, str] = {}
    for element in root.iter():
        kind = str(element.tag).removeprefix(_SVG)
        if kind not in _SHAPES or id(element) in inside_defs:
            continue
        attributes = _attributes(element)
        if attributes.get("fill") == attributes.get("stroke", "none") == "none":
            continue
        if kind == "path" and not attributes.get("d"):  # a bar of no length
            continue
        if kind == "use":
            marker = used.setdefault(element.get(_HREF, ""), f"m{len(used)}")
            attributes["href"] = f"#{marker}"
        flat.append((kind, attributes, element.text if kind == "text" and element.text else ""))
    defs = "".join(
        f'<path id="{name}" d="{_path(markers[href].get("d", ""))}"/>' for href, name in used.items()
    )
    body = (f"<defs>{defs}</defs>" if defs else "") + "".join(_written(*shape) for shape in _joined(flat))
    prefix = "h" + hashlib.sha256(body.encode()).hexdigest()[:8]
    body = re.sub(r'(id="|href="#)(m\d+)"', rf'\g<1>{prefix}-\2"', body)
    fonts = 'font-family="\'DejaVu Sans\',Verdana,sans-serif" font-size="12"'
    return (
        f'<svg viewBox="{box}" width="100%" {fonts} fill="currentColor" stroke-linejoin="round">{body}</svg>'
    )


def _attributes(element: ET.Element) -> dict[str, str]:
    attributes = {}
    for part in filter(None, (element.get("style") or "").split(";")):
        name, value = (text.strip() for text in part.split(":", 1))
        if name == "font":  # "12px 'DejaVu Sans'" with weight or style before it
            attributes["font-size"] = "".join(re.findall(r"[\d.]+px", value)[:1])
            if "bold" in value or re.search(r"\b[67]00\b", value):
                attributes["font-weight"] = "bold"
            continue
        attributes[name] = value
    for name in ("x", "y", "d", "width", "height", "transform"):
        if (given := element.get(name)) is not None:
            attributes[name] = _path(given) if name == "d" else _short(given)
    if re.match(r"rotate\(-?0 ", attributes.get("transform", "")):
        del attributes["transform"]
    kept = {}
    for name, value in attributes.items():
        if name == "font-family" or value in _DEFAULTS.get(name, ()):
            continue
        if name in ("fill", "stroke") and value != "none":
            value = CSS.get(value, value)
        kept[name] = _short(value)
    is_text = element.tag == f"{_SVG}text"
    if not is_text and "fill" not in kept:
        kept["fill"] = CSS[INK] if element.tag == f"{_SVG}use" else "none"
    if kept.get("fill") == CSS[INK]:
        del kept["fill"]
    return kept


def _joined(shapes: list[tuple[str, dict[str, str], str]]) -> list[tuple[str, dict[str, str], str]]:
    """Neighbouring paths that look the same become one path."""
    joined: list[tuple[str, dict[str, str], str]] = []
    for kind, attributes, text in shapes:
        if joined and kind == joined[-1][0] == "path":
            before = joined[-1][1]
            if {**before, "d": ""} == {**attributes, "d": ""}:
                joined[-1] = (kind, {**before, "d": before["d"] + attributes["d"]}, text)
                continue
        joined.append((kind, attributes, text))
    return joined


def _written(kind: str, attributes: dict[str, str], text: str) -> str:
    style = ";".join(f"{k}:{v}" for k, v in attributes.items() if "var(" in v)
    plain = "".join(f' {k}="{_quoted(v)}"' for k, v in attributes.items() if "var(" not in v)
    styled = plain + (f' style="{style}"' if style else "")
    return f"<{kind}{styled}>{_quoted(text)}</{kind}>" if text else f"<{kind}{styled}/>"


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _short(text: str) -> str:
    return _NUMBER.sub(lambda found: f"{float(found[0]) + 0.0:.1f}".removesuffix(".0"), text)


def _path(d: str) -> str:
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", _short(d)).strip()
