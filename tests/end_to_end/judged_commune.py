# ruff: noqa: E501 (a case a line)
"""A commune made up so that every edge of the verdicts stands in it: raw files, a plan, a run, its pages.

A year before (2023), a half year (2024-H1) whose register is last autumn's, a year (2024), and a half year
(2025-H1) judged before its day due. Every figure is typed here by hand; nothing is computed by the package.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cleaning.registers import register_rows
from tests.cleaning.registers import write_workbook as write_register
from tests.support.amount import IN_CI
from tests.support.commands import takers
from tests.support.once import once
from tests.support.small_commune import REPOSITORY, draw_little, xhht
from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.forms.writer import write_workbook
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.maker import make_page
from xhht_analysis.report.report import open_report
from xhht_analysis.running.pipeline import process_period

YEARS = {"2023": Period(2023), "2024-H1": Period(2024, is_half=True), "2024": Period(2024)}
AS_OF = "2025-05-20"
_SHORT = ("tong-hop", "mo-hinh-hoc-tap")
#: Period → its pages that are looked at, beside the csv file.
LOOKED_AT = {"2024-H1": _SHORT, "2024": (*_SHORT, "dao-tao-nang-luc", "so-lieu"), "2025-H1": _SHORT}

CENTRE, TOWN = Unit("TTHTCĐ xã Xét Thử", "centre"), Unit("UBND xã Xét Thử", "town")
NURSERY = Unit("Trường Mầm non Hoa Thử", "school", ("MN",))
PRIMARY, SECONDARY = Unit("Trường TH Số 1", "school", ("TH",)), Unit("Trường THCS Số 1", "school", ("THCS",))
CLUB = Unit("Hội Khuyến học", "department")
OTHERS = (CENTRE, TOWN, NURSERY, PRIMARY, SECONDARY, CLUB)
AREA = Area(
    "xet-thu", "Xét Thử", kind="xã", province="tỉnh Thử",
    khom=("Khóm 1", "Khóm 2", "Khóm 3", "Khóm 4"), unit=OTHERS,
)  # fmt: skip
KHOM = AREA.units[:4]

_AREA_FILE = """\
name = "Xét Thử"
kind = "xã"
province = "tỉnh Thử"
synthetic = true
khom = ["Khóm 1", "Khóm 2", "Khóm 3", "Khóm 4"]
[due]
units = { half = "05/6", year = "05/12" }
""" + "".join(
    f'[[unit]]\nname = "{one.name}"\nkind = "{one.kind}"\n'
    + (f'levels = ["{one.levels[0]}"]\n' if one.levels else "")
    for one in OTHERS
)

#: id, direction and what it is judged by.
_CLAUSES = {
    # rises and falls, at their ends and short of them
    "R10": 'direction = "rises"\nindicator = "learning_communities"\naccumulates = true\nwhen = 12',
    "R14": 'direction = "rises"\nindicator = "learning_units"\naccumulates = true\nwhen = 12',
    "R100": 'direction = "rises"\nindicator = "digital_schools"',
    "F0": 'direction = "falls"\nindicator = "learning_clans"\naccumulates = true\nwhen = 12',
    "R998": 'direction = "rises"\nindicator = "learning_families"\naccumulates = true\nwhen = 12',
    "R71": 'direction = "rises"\nindicator = "information_competence"',
    "RSAME": 'direction = "rises"\nindicator = "trained_workers"',
    # about 25–35
    "ABOUT": 'direction = "about"\nlow = 25\nhigh = 35\nindicator = "farmers_at_centre"\naccumulates = true',
    "ABOUT2": 'direction = "about"\nlow = 25\nhigh = 35\nindicator = "agriculture_reached"\naccumulates = true',
    # stocks, topics, days
    "B1": 'direction = "at_least"\ntarget = 40\nindicator = "life_skills"',
    "G1": 'direction = "at_least"\ntarget = 100\nindicator = "centre_equipment"',
    "G2": 'direction = "falls"\nindicator = "illiterate_15_60"',
    "A1": 'direction = "level"\nstandard = "xmc"\ntarget = 2',
    "A3": 'direction = "level"\nstandard = "mn5"\ntarget = 1',
    "A2": 'direction = "balanced"\nindicator = "xmc2_15_60"\nlow = "0.97"\nhigh = "1.03"',
    "B3": 'direction = "at_least"\ntarget = 15\nindicator = "cmkt_15_plus"',
    "C8": 'direction = "done"\nindicator = "centre_topics"\naccumulates = true\nwhen = 12',
    "D5": 'direction = "done"\nindicator = "centre_rated_good"\nwhen = 12',
    "T2": 'direction = "done"\nindicator = "learning_week"\nwhen = 10',
    "T4": 'direction = "done"\nindicator = "self_ratings"\nwhen = 12',
    "T9": 'direction = "at_least"\ntarget = 100\neach_period = true\nindicator = "reports_in_time"',
    "T10": 'direction = "done"\nindicator = "reminder_list"\neach_period = true',
    # who is silent
    "M100": 'direction = "at_least"\ntarget = 100000000\nunit = "dong"\nindicator = "money_raised"\naccumulates = true',
    "M500": 'direction = "at_least"\ntarget = 500000000\nunit = "dong"\nindicator = "money_raised"\naccumulates = true',
    "MRISE": 'direction = "rises"\nindicator = "money_raised"\naccumulates = true',
    "BLANK": 'direction = "at_least"\ntarget = 50\nindicator = "rural_workers_in_learning"\naccumulates = true',
    "BLANK0": 'direction = "at_least"\ntarget = 5\nindicator = "rural_workers_in_learning"\naccumulates = true',
    "MOST": 'direction = "at_least"\ntarget = 50\nindicator = "skilled_workers"',
    # persons, amounts, parts
    "C4": 'direction = "at_least"\ntarget = 93\nindicator = "officials_compulsory"\naccumulates = true',
    "A5": 'direction = "rises"\nceiling = 100\nindicator = "preschool_teachers_of_norm"',
    "D6": (
        'direction = "at_least"\ntarget = 100\nindicator = "life_skill_pupils"\naccumulates = true\n'
        'label = "Học sinh"\n[[target.part]]\nname = "Người lao động"\ndirection = "rises"\n'
        'indicator = "life_skill_workers"'
    ),
    "T6": (
        'direction = "at_least"\ntarget = 100\nindicator = "literacy_classes_opened"\naccumulates = true\n'
        'label = "Lớp đã mở"\n[[target.part]]\nname = "Người đã học"\ndirection = "shown"\n'
        'indicator = "literacy_class_learners"'
    ),
    "L5000": 'direction = "at_least"\ntarget = 5000\nunit = "count"\nindicator = "learners"\naccumulates = true',
}  # fmt: skip


def _plan(year: int) -> str:
    head = f'title = "Kế hoạch xét thử {year}"\nyear = {year}\n'
    return head + "".join(
        f'[[target]]\nid = "{id}"\nclause = "I"\nname = "Chỉ tiêu {id}"\n{told}\n'
        for id, told in _CLAUSES.items()
    )


# --- the units' figures, by period

#: Each of four khóm has 25.000 people of working age: 71,526 % and 71,529 % of them know how to use information.
_INFORMATION = {
    "2023": (17881, 17881, 17882, 17882),
    "2024-H1": (17882,) * 4,
    "2024": (17882, 17882, 17882, 17883),
}
_LIFE_SKILLS = {"2023": 8500, "2024-H1": 9500, "2024": 10000}  # 34, 38, 40 %
_RURAL = {"2023": 60, "2024-H1": 20, "2024": 45}  # of 100 a khóm, as the next two
_AGRICULTURE = {"2023": 40, "2024-H1": 45, "2024": 45}
_FARMERS = {"2023": 30, "2024-H1": 36, "2024": 36}
_SKILLED_LIFE = {"2023": 30, "2024-H1": 20, "2024": 40}  # workers in life-skill programmes, of 250 a khóm

Values = dict[str, list[dict[str, object]]]


def _of_khom(period: str, n: int) -> Values:
    workers: dict[str, object] = {
        "working_age": 25_000, "information": _INFORMATION[period][n], "life_skills": _LIFE_SKILLS[period],
        "workers": 250, "trained": 75, "life_skill_workers": _SKILLED_LIFE[period],
        # Khóm 1 alone says who is highly skilled, and there all are.
        "skilled": 250 if n == 0 else None,
        "rural_workers": 100, "rural_workers_learned": _RURAL[period], "rural_workers_at_centre": 10,
        "agriculture": 100, "agriculture_learned": _AGRICULTURE[period],
        "farmers": 100, "farmers_learned": 50, "farmers_at_centre": _FARMERS[period],
    }  # fmt: skip
    if period == "2024" and n == 3:
        workers["rural_workers_learned"] = None  # one blank cell
        workers["rural_workers_at_centre"] = None
    is_half = period == "2024-H1"
    families = 0 if is_half else 124 if (period, n) == ("2024", 3) else 125
    communities, units = (4, 2, 2, 2)[n], (5, 3, 3, 3)[n]
    titles = [
        _title("Gia đình học tập", 125, families),
        _title("Dòng họ học tập", 3, 0),
        _title("Cộng đồng học tập", communities, 0 if is_half else communities),
        _title("Đơn vị học tập", units, 0 if is_half else units),
    ]
    elders = {"population": 40, "women": 22, "qualified": 8, "university": 0}
    return {
        "workers": [workers], "titles": titles, "elders": [elders],
        "citizens": [{"adults": 200, "citizens": 0 if is_half else 120}],
    }  # fmt: skip


def _title(item: str, of: int, recognised: int) -> dict[str, object]:
    return {"item": item, "all": of, "registered": of, "recognised": recognised}


_TOPICS = ("chuyển giao kỹ thuật", "pháp luật", "sức khỏe", "môi trường")
_HELD = {"2023": 4, "2024-H1": 2, "2024": 4}
_HAD = {"2023": 60, "2024-H1": 72, "2024": 80}


def _of_centre(period: str) -> Values:
    year, half = YEARS[period].year, YEARS[period].is_half
    classes = [
        {"date": dt.date(year, 2 + 3 * n, 5), "topic": f"Lớp {n + 1}", "kind": kind, "planned": True}
        | (
            {"state": "đã mở", "learners": 690, "women": 345}
            if n < _HELD[period]
            else {"state": "trong kế hoạch"}
        )
        for n, kind in enumerate(_TOPICS)
    ]
    day = dt.date(year, 5, 30) if half else dt.date(year, 11, 20)
    log = [{"unit": unit.name, "received": day} for unit in AREA.units if not (half and unit in (TOWN, CLUB))]
    if half:
        log.append({"unit": TOWN.name, "received": dt.date(year, 6, 5)})  # the day itself is late
    return {
        "classes": classes,
        "equipment": [{"item": "Máy tính", "needed": 80, "had": _HAD[period], "added": 4}],
        "money": [_money(100 if period == "2023" else 60 if half else 114)],
        "log": log,
        "events": [{"item": "Tuần lễ hưởng ứng học tập suốt đời", "held": not half}],
        "ratings": [
            {"item": item, "done": not half} | ({} if half else {"band": "tốt", "points": 90})
            for item in ("TTHTCĐ", "Cộng đồng học tập")
        ],
        "own_plan": [{"has_plan": True, "materials": 3}],
    }


def _money(raised: int) -> dict[str, object]:
    return {
        "source": "xã hội hóa", "planned": 10_000_000, "spent": 5_000_000,
        "raised_cash": raised * 1_000_000, "raised_kind": 0, "purpose": "học bổng, khen thưởng",
    }  # fmt: skip


def _of_town(period: str) -> Values:
    half = YEARS[period].is_half
    officials = {
        "item": "Công chức",
        "all": 12,
        "trained": 12,
        "qualified": 12,
        "compulsory": 6 if half else 11,
    }
    return {
        "officials": [
            {"item": "Cán bộ", "all": 10, "trained": 10, "qualified": 10, "compulsory": 10},
            officials,
        ],
        "money": [_money(50 if period == "2023" else 60)],
        "own_plan": [{"has_plan": True, "materials": 0}],
        "disadvantaged": [{"item": f"{ages} tuổi", "all": 50, "at_school": 50} for ages in ("6–10", "11–14")],
    }


_PUPILS_IN_LIFE_SKILLS = {"2023": 300, "2024-H1": 330, "2024": 390}  # of 500 a school
_STUDIED = {"2023": 20, "2024-H1": 8, "2024": 10}
_NURSERY_TEACHERS = {"2023": 63, "2024-H1": 61, "2024": 59}


def _of_school(unit: Unit, period: str) -> Values:
    plan: Values = {"own_plan": [{"has_plan": True, "materials": 0}]}
    if unit == NURSERY:
        preschool = {
            "nursery_groups": 24, "nursery_teachers": _NURSERY_TEACHERS[period], "kindergarten_classes": 0,
            "kindergarten_teachers": 0, "teachers_entitled": 20, "teachers_served": 20, "children_entitled": 30,
            "children_served": 30,
        }  # fmt: skip
        return plan | {"school": [{"classes": 24, "pupils": 200}], "preschool": [preschool]}
    taught = {"kind": "XMC", "stage": "1", "learners": 8, "women": 4, "state": "đã mở", "planned": True}
    classes = [taught | {"studied": _STUDIED[period], "finished": 0}]
    school = {
        "classes": 15, "pupils": 500, "life_skill_pupils": _PUPILS_IN_LIFE_SKILLS[period], "digital": True,
        "online_materials": 5, "online_classes": 1,
    }  # fmt: skip
    return plan | {"school": [school], "literacy_classes": classes}


_CONDITIONS = (
    "Giáo viên, nhân viên đủ theo định mức", "Giáo viên đạt chuẩn trình độ",
    "Có người theo dõi phổ cập giáo dục, xóa mù chữ", "Phòng học đủ theo quy định",
    "Thiết bị dạy học, công trình theo quy định",
)  # fmt: skip


def _values(unit: Unit, period: str) -> Values:
    """Everything a unit owes; Khóm 2 left the sheet of tasks blank."""
    tasks = (
        []
        if unit == KHOM[1]
        else [{"item": "Văn bản chỉ đạo, triển khai (văn bản)", "done": True, "number": 1}]
    )
    told = _judged(unit, period) | {"tasks": tasks}
    if unit.kind == "school":
        told |= {"conditions": [{"item": item, "met": True} for item in _CONDITIONS]}
    if unit == NURSERY:
        told |= {"under5": [{"item": f"{ages} tuổi", "in_class": 40} for ages in ("0–2", "3–4")]}
    if unit == CENTRE:
        told |= {"community": [{"item": "Bố trí kinh phí", "met": True}]}
    return told


def _judged(unit: Unit, period: str) -> Values:
    if unit in KHOM:
        return _of_khom(period, KHOM.index(unit))
    if unit == CENTRE:
        return _of_centre(period)
    if unit == TOWN:
        return _of_town(period)
    if unit == CLUB:
        return {
            "money": [_money(36 if period == "2023" else 40)],
            "own_plan": [{"has_plan": True, "materials": 0}],
        }
    return _of_school(unit, period)


# --- the registers

#: Adults of a khóm who are not literate, by survey year. In Khóm 4 they are too few to be told.
_NOT_LITERATE = {2023: (10, 14, 10, 6), 2024: (5, 9, 6, 2)}


def _people(survey: int) -> list[dict[str, object]]:
    people = [
        _person(f"Lớn {n} {i}", khom, survey - 20 - i % 38, i, **_schooling(i, _NOT_LITERATE[survey][n]))
        for n, khom in enumerate(AREA.khom)
        for i in range(60)
    ]
    people += [
        _person(f"Nhỏ {n} {i}", khom, survey - age, i, class_now=group, **left)
        for n, khom in enumerate(AREA.khom)
        for i, (age, group, left) in enumerate(
            [(5, "Lá 1", {}), (5, "Lá 1", {}), (6, "1A", {"level": "MN"}), (6, "1A", {"level": "MN"}),
             (11, "6A", {"level": "TH"}), (14, "9A", {"level": "TH"}), (16, "11A", {"level": "THCS"})]
        )
    ]  # fmt: skip
    return [{"number": n} | person for n, person in enumerate(people, start=1)]


def _schooling(i: int, not_literate: int) -> dict[str, object]:
    """The first of a khóm are not literate: a trace of schooling each, no blank."""
    if i < not_literate:
        return {"grade_finished": "2"}
    return {"level": "THPT", "degree": "Trung cấp"} if i >= 48 else {"level": "THCS"}


def _person(name: str, khom: str, born: int, i: int, **boxes: object) -> dict[str, object]:
    female = "x" if i % 2 else ""
    return {
        "khom": khom,
        "family_name": "Trần",
        "given_name": name,
        "birth_year": born,
        "female": female,
    } | boxes


def _write_register(folder: Path, survey: int) -> None:
    titles = [(f"Số liệu chốt ngày 30/9/{survey}",)]
    rows = register_rows(_people(survey), year=survey, titles=titles)
    write_register(folder / f"PCGD {survey}.xlsx", {"DATA": rows})


# --- the project


@dataclass(frozen=True)
class Judged:
    """The commune after ``xhht run``."""

    root: Path

    def page(self, period: str, name: str = "tong-hop") -> str:
        return (self.root / "outputs" / AREA.id / period / f"{name}.html").read_text(encoding="utf-8")

    def words(self, period: str, name: str = "tong-hop") -> str:
        """What a reader of the page sees, in one line."""
        return words_of(self.page(period, name))

    def clause(self, period: str, id: str) -> tuple[str, ...]:
        """The clause's row on the page: its heading, figure, target, verdict and remark."""
        rows = re.findall(r"(?s)<tr[^>]*>(.*?)</tr>", self.page(period))
        found = [
            cells
            for row in rows
            if len(cells := [words_of(cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)])
            == 5
            and cells[0].startswith(f"{id}. ")
        ]
        assert len(found) == 1, (period, id, found)
        name, verdict, figure, target, remark = found[0]
        return name, figure, target, verdict, remark

    def csv(self, period: str) -> list[dict[str, str]]:
        path = self.root / "outputs" / AREA.id / period / "chi-tieu.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def words_of(markup: str) -> str:
    shown = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", markup)
    plain = html.unescape(re.sub(r"<[^>]+>", "", shown)).replace("\u2060", "")
    return " ".join(plain.split())


def judged_commune(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The commune with all its reports: made once in a whole run, to be looked at only."""
    return once(tmp_path_factory, "xét thử", _make)


def _make(root: Path) -> Judged:
    raw = root / "data" / "raw" / AREA.id
    for period, survey in (("2023", 2023), ("2024-H1", 2023), ("2024", 2024), ("2025-H1", 2024)):
        folder = raw / period
        folder.mkdir(parents=True)
        _write_register(folder, survey)
        if period == "2025-H1":
            continue  # its day due is still to come, and nobody has reported
        for unit in AREA.units:
            if period == "2024-H1" and unit == CLUB:
                continue  # the one that is silent
            path = folder / f"{unit.id}.xlsx"
            day = dt.date(YEARS[period].year, 5 if YEARS[period].is_half else 11, 15)
            write_workbook(
                path, area=AREA, unit=unit, period=YEARS[period], values=_values(unit, period), reported=day
            )
    (raw / "area.toml").write_text(_AREA_FILE, encoding="utf-8")
    for year in (2024, 2025):
        (raw / f"plan-{year}.toml").write_text(_plan(year), encoding="utf-8")
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    if IN_CI:
        draw_little(root, "data_quality", "learning_models", "summary", "training")
        made = xhht(root, "run", "--as-of", AS_OF)
        assert made.returncode in (0, 1), made.stderr
    else:
        _make_what_is_looked_at(root)
    return Judged(root)


def _make_what_is_looked_at(root: Path) -> None:
    """As the run makes it, without the pages and papers that no test of verdicts opens."""
    store = Store(root)
    for period in ("2023", *LOOKED_AT):
        process_period(store, AREA.id, Period.parse(period), as_of=dt.date.fromisoformat(AS_OF))
    for period, pages in LOOKED_AT.items():
        folder = store.output(AREA.id, Period.parse(period))
        folder.mkdir(parents=True)
        made = {page: takers().submit(make_page, root, AREA.id, period, page) for page in pages}
        for page, text in made.items():
            (folder / f"{page}.html").write_text(text.result(), encoding="utf-8")
        table = indicator_csv(open_report(AREA.id, period, root=root))
        (folder / "chi-tieu.csv").write_text(table, encoding="utf-8")
