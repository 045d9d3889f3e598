"""The shell that reports and index pages share: head, navigation, stylesheet, provenance, footer."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import jinja2
from markupsafe import Markup

from xhht_analysis.base.publications import OFFICE_MARK
from xhht_analysis.base.vietnamese import format_date
from xhht_analysis.charts.blocks import plain
from xhht_analysis.publishing.glossary import terms_in

TEMPLATES = Path(__file__).parent / "template"
CSP = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
#: On every printed page, whatever else stands there.
_OFFICE_STYLE = "".join(
    f'@page{name}{{@top-center{{content:"{OFFICE_MARK.upper()}";font-weight:700}}}}'
    for name in ("", " sample", " draft", " sample-draft")
)
_ABOUT = {
    "edition": "Bản này",
    "founded": "Thành lập",
    "before": "Số liệu các đơn vị cũ",
    "status": "Tình trạng số liệu",
    "data_date": "Kỳ báo cáo đến ngày",
    "reported": "Số liệu các đơn vị gửi",
    "due": "Hạn các đơn vị gửi báo cáo",
    "office_due": "Hạn gửi cấp trên",
    "next_due": "Báo cáo tiếp theo gửi cấp trên",
    "judged": "Xét",
    "contact": "Liên hệ",
}


_LINKS = ("home", "groups", "files_at", "nav", "previous", "next", "downloads")


def render_page(
    content: str, facts: Mapping[str, Any], *, contents: Sequence[tuple[str, str]] = (), words: str = ""
) -> str:
    """A whole page around ``content`` (safe markup).

    ``facts``: title, area, founded, before, status, data_date, reported, due, office_due, judged, contact,
    synthetic, unread, survey, home, groups, nav, previous, next, downloads, files, files_at, rules,
    version, plan, edition, office, next_due; all but title may be missing. ``files_at``: the page that
    lists the files, where another does.
    ``contents``: (slug, text) of the headings. ``words``: the text of the content, for the glossary.
    """
    title = plain(facts.get("title")) or "Báo cáo"
    sections = list(contents)
    provenance = any(facts.get(name) for name in ("files", "rules", "version", "plan"))
    survey, plan = plain(facts.get("survey")), plain(facts.get("plan"))
    rules = [plain(rule) for rule in facts.get("rules") or ()]
    glossary = terms_in(" ".join([title, words, survey, plan, *rules]))
    if provenance:
        sections.append(("nguon-goc", "Nguồn gốc số liệu"))
    if glossary:
        sections.append(("tu-viet-tat", "Từ viết tắt"))
    return _template().render(
        csp=CSP,
        style=Markup(_style() + (_OFFICE_STYLE if facts.get("office") else "")),
        office=plain(facts.get("office")),
        title=title,
        place=plain(facts.get("area")),
        about=[(term, _day(facts[name])) for name, term in _ABOUT.items() if facts.get(name)],
        synthetic=bool(facts.get("synthetic")),
        unread=[plain(sentence) for sentence in facts.get("unread") or ()],
        survey=survey,
        contents=sections if contents else (),
        content=Markup(content),
        provenance=provenance,
        files=[
            {"role": plain(f["role"]), "fingerprint": plain(f.get("fingerprint"))}
            for f in facts.get("files") or ()
        ],
        rules=rules,
        plan=plan if plan.lower().startswith("kế hoạch") or not plan else f"Kế hoạch {plan}",
        version=plain(facts.get("version")),
        edition=plain(facts.get("edition")),
        glossary=glossary,
        **{name: facts.get(name) for name in _LINKS},
    )


def address(href: str) -> str:
    """A relative address, percent-encoded; ValueError for one that leaves the folder of reports.

    >>> address("phú mỹ/2024/index.html#Mục 1")
    'ph%C3%BA%20m%E1%BB%B9/2024/index.html#M%E1%BB%A5c%201'
    """
    if ":" in href or href.startswith(("/", "\\")):
        raise ValueError(f"not a relative address: {href}")
    return quote(unquote(href), safe="/#.-_~")


def _day(value: object) -> str:
    """Dates as officials write them; anything else as it is."""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            return plain(value)
    return format_date(value) if isinstance(value, dt.date) else plain(value)


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "xhht"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["address"] = address
    return environment.get_template("page.html.j2")


@functools.cache
def _style() -> str:
    return (TEMPLATES / "xhht" / "style.css").read_text("utf-8").strip()
