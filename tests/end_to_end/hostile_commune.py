"""A commune whose every text tries to be something else than text, and its twin with tame words.

Both have the same people in the same khóm; what is counted must be the same. Hostile are the names of area,
khóm, units, files and sheets, and of people their names, schools, addresses and notes.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from pathlib import Path

import xlsxwriter

from tests.cleaning.registers import register_rows
from tests.support.small_commune import REPOSITORY
from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.forms.writer import write_workbook as write_unit_workbook

HOSTILE, TAME, YEAR = "ac-y", "hien-lanh", Period(2024)
#: Markup and script, formulas, templates, mathematics, marks on marks, paths, leftovers, length.
KHOM = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3)",
    "<svg/onload=alert(4)>",
    "</style></title><script src=//example.org/5.js></script>",
    "--><iframe srcdoc='<script>alert(6)</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<a href=javascript:alert(8)>ấn vào đây</a>",
    "&lt;script&gt;alert(9)&lt;/script&gt;&#x3c;b&#x3e;",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("https://example.org/","xem")',
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "+1+1",
    "-2+3+cmd",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "$x_1^2$ \\frac{1}{0} a_b %s %n",
    "Ấp viết ngược",
    "Z\u0335\u0327\u0321a\u0300\u0301\u0302\u0303l\u0334g\u0335o Ấp",
    "Ấp 👩👧 🇻🇳 ﷽",
    "Ấp hai\ndòng\tvà tab",
    "Ấp NaN None Traceback",
    "file:///etc/passwd C:\\Windows /home/an",
    "'; DROP TABLE khom; --",
    "Ấp " + "dài " * 2000,
)  # fmt: skip
#: What only a person's own boxes hold: none of it may be seen anywhere.
PERSONAL = (
    *KHOM,
    # area.toml may not hold what nobody sees
    "\u202eẤp viết ngược\u202c\u200b\ufeff", "Ấp 👩\u200d👩\u200d👧",
    "Ấp\x00 không", "_xD800_ nửa ký tự", "\ufdd0 không là chữ", "１＋１", "表ポあA鷗ŒéＢ逍Üßªąñ丂", "1E+309",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "CON", "#REF!",
    "%00 ../../etc/passwd", "<marquee onstart=alert(20)>", "<details open ontoggle=alert(21)>",
    "<base href=//example.org/>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(22)>", "javascript:/*--></title>",
    "<animate onbegin=alert(23) attributeName=x dur=1s>", "[c]", "undefined", "\r\nContent-Type: text/html",
)  # fmt: skip
_BOXES = (
    "family_name", "given_name", "religion", "head_family_name", "head_given_name", "address", "school",
    "school_place", "relation", "parents", "note", "circumstance_detail",
)  # fmt: skip
_EACH = 12  # people of a khóm: enough that nothing is withheld


def tame(number: int) -> str:
    return f"Khóm {number + 1}"


def _people(khom_of) -> list[dict]:
    """Of each khóm six women and six men; in every second all have a degree.

    Of every third no schooling is told, so that of four khóm nothing is known.
    """
    rows = []
    for number in range(len(KHOM)):
        for person in range(_EACH):
            boxes = {"khom": khom_of(number), "female": "x" if person % 2 else "", "birth_year": 1980}
            boxes |= {"birth_day": person + 1, "birth_month": 3}
            boxes |= {} if number % 3 == 0 else {"level": "THCS"}
            boxes |= {"degree": "Đại học"} if number % 2 else {}
            rows.append(boxes)
    return rows


def _named(rows: list[dict], word) -> list[dict]:
    return [
        {"number": n} | {box: word(n, place) for place, box in enumerate(_BOXES)} | row
        for n, row in enumerate(rows, start=1)
    ]


def _area(name: str, khom: list[str], unit: str) -> str:
    name, unit, *khom = (json.dumps(text, ensure_ascii=False) for text in (name, unit, *khom))
    return (
        f"name = {name}\nkind = 'xã'\nsynthetic = true\nkhom = [{', '.join(khom)}]\ncontact = {name}\n"
        f"[[unit]]\nname = {unit}\nkind = 'centre'\n"
    )


def write_twins(root: Path) -> Path:
    """A project with both communes and all notebooks."""
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    bad = "<b onclick=alert(0)>=1+1</b> {{7*7}} $_$"
    _write(
        root, HOSTILE, bad, list(KHOM), f"TTHTCĐ {bad}",
        file="=cmd $a_b$ {{7*7}}" + (".xlsx" if os.name == "nt" else " <img src=x onerror=alert(1)>.xlsx"),
        sheet="=A1 <b>'\"$ {{7}}", word=lambda n, place: PERSONAL[(n * 5 + place * 7) % len(PERSONAL)],
    )  # fmt: skip
    _write(
        root, TAME, "Hiền Lành", [tame(n) for n in range(len(KHOM))], "TTHTCĐ Hiền Lành",
        file="phieu.xlsx", sheet="DATA", word=lambda n, place: f"Chữ{n}x{place}",
    )  # fmt: skip
    return root


def _write_texts(path: Path, name: str, rows: list[list]) -> None:
    """A workbook in which a text is a text, also where it begins with "="."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    book.close()


def _write(root, area, name, khom, centre, *, file, sheet, word) -> None:
    folder = root / "data" / "raw" / area / str(YEAR)
    folder.mkdir(parents=True)
    folder.with_name("area.toml").write_text(_area(name, khom, centre), encoding="utf-8")
    shutil.copy(REPOSITORY / "data" / "raw" / "phu-my" / "plan-2024.toml", folder.parent)
    people = _named(_people(lambda number: khom[number]), word)
    _write_texts(folder / file, sheet, register_rows(people))
    facts = Area(area, name, kind="xã", khom=tuple(khom), unit=(Unit(centre, "centre"),))
    classes = [
        {"date": dt.date(2024, 3, 5), "topic": word(3, place), "kind": "pháp luật", "state": "đã mở",
         "planned": True, "learners": 30, "women": 12}
        for place in range(6)
    ]  # fmt: skip
    write_unit_workbook(
        folder / "trung tam.xlsx", unit=facts.units[-1], values={"classes": classes},
        area=facts, period=YEAR, reported=dt.date(2024, 11, 20),
    )  # fmt: skip
