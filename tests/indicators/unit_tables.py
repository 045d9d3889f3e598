"""Unit reports made by hand: three khóm, a centre, the town, schools of each level, an organisation."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from xhht_analysis.base.areas import Area, Unit
from xhht_analysis.forms.definition import sheets, sheets_of
from xhht_analysis.forms.layout import table_column
from xhht_analysis.forms.reader import UnitFile, UnitReports
from xhht_analysis.indicators.counts import COUNTS, KEYS

AREA = Area(
    "an-thu",
    "An Thử",
    khom=("Khóm 1", "Khóm 2", "Khóm 3"),
    unit=(
        Unit("TTHTCĐ", "centre"),
        Unit("UBND", "town"),
        Unit("Mầm non", "school", ("MN",)),
        Unit("Tiểu học", "school", ("TH",)),
        Unit("THCS", "school", ("THCS",)),
        Unit("Hội Nông dân", "department"),
    ),
)
UNITS = {unit.id: unit for unit in AREA.units}
DTYPES = {"count": "Int64", "money": "Int64", "date": "datetime64[s]", "yes_no": "boolean"}

#: sheet → unit id (and item after a slash) → the values of the sheet's columns in order, or by name
ROWS: dict[str, list[tuple[str, dict]]] = {
    "workers": [
        ("khom-1", {"working_age": 100, "information": 40, "life_skills": 30, "workers": 80, "skilled": 8,
                    "trained": 20, "life_skill_workers": 10, "rural_workers": 60, "agriculture": 50,
                    "farmers": 40, "rural_workers_learned": 40, "rural_workers_at_centre": 25,
                    "agriculture_learned": 30, "farmers_learned": 20, "farmers_at_centre": 12}),
        ("khom-2", {"working_age": 200, "information": 90, "life_skills": 50, "workers": 150, "skilled": 15,
                    "trained": 30, "life_skill_workers": 5, "rural_workers": 100, "agriculture": 90,
                    "farmers": 60, "rural_workers_learned": 60, "rural_workers_at_centre": 30,
                    "agriculture_learned": 45, "farmers_learned": 30, "farmers_at_centre": 20}),
        ("khom-3", {"working_age": 300, "information": 110, "life_skills": 160, "workers": 250, "skilled": 1,
                    "trained": 50, "life_skill_workers": 0, "rural_workers": 240, "agriculture": 60,
                    "farmers": 100, "rural_workers_learned": 44, "rural_workers_at_centre": 10,
                    "agriculture_learned": 15, "farmers_learned": 10, "farmers_at_centre": 8}),
    ],
    "elders": [
        ("khom-1", {"population": 10, "women": 6, "qualified": 2, "university": 1}),
        ("khom-2", {"population": 20, "women": 11, "qualified": 3, "university": 0}),
        ("khom-3", {"population": 30, "women": 15, "qualified": 0, "university": 0}),
    ],
    "titles": [
        (f"khom-{khom}/{item}", dict(zip(("all", "registered", "recognised"), numbers, strict=True)))
        for khom, of_khom in enumerate(
            [[(60, 50, 45), (4, 2, 1), (1, 1, 1), (0, 0, 0)],
             [(100, 80, 70), (5, 5, 2), (1, 1, 0), (2, 1, 1)],
             [(40, 40, 5), (1, 0, 0), (1, 0, 0), (3, 3, 2)]], start=1)
        for item, numbers in zip(sheets()["titles"].items, of_khom, strict=True)
    ],
    "citizens": [
        ("khom-1", {"adults": 90, "citizens": 30}),
        ("khom-2", {"adults": 180, "citizens": 60}),
        ("khom-3", {"adults": 270, "citizens": 0}),
    ],
    "classes": [
        ("tthtcd", {"kind": "pháp luật", "state": "đã mở", "planned": True, "learners": 50, "women": 20,
                    "farmers": 30, "agriculture": 35, "rural_workers": 45, "poor": 5, "disabled": 1,
                    "homemakers": 3, "past_working_age": 2, "policy": 4}),
        ("tthtcd", {"kind": "chuyển giao kỹ thuật", "state": "đã mở", "planned": False, "learners": 30,
                    "women": 10, "farmers": 25, "agriculture": 25, "rural_workers": 30, "poor": 2,
                    "disabled": 0, "homemakers": 0, "past_working_age": 0, "policy": 1}),
        ("tthtcd", {"kind": "sức khỏe", "state": "trong kế hoạch", "planned": True}),
        ("tthtcd", {"kind": "môi trường", "state": "đã hủy", "planned": True}),
    ],
    "equipment": [
        ("tthtcd", {"needed": 30, "had": 40, "added": 10}),
        ("tthtcd", {"needed": 10, "had": 4, "added": 0}),
    ],
    "events": [("tthtcd/Tuần lễ hưởng ứng học tập suốt đời", {"held": True})],
    "ratings": [
        ("tthtcd/TTHTCĐ", {"done": True, "points": 91, "band": "tốt"}),
        ("tthtcd/Cộng đồng học tập", {"done": False}),
    ],
    "money": [
        ("tthtcd", {"source": "ngân sách", "purpose": "lớp học, chuyên đề", "planned": 100, "spent": 60}),
        ("tthtcd", {"source": "xã hội hóa", "purpose": "tuyên truyền", "planned": 0, "spent": 0,
                    "raised_cash": 7, "raised_kind": 3}),
        ("ubnd", {"source": "ngân sách", "purpose": "trang thiết bị", "planned": 50, "spent": 50,
                  "raised_cash": 0, "raised_kind": 0}),
        ("hoi-nong-dan", {"source": "khác", "planned": 20, "spent": 0, "raised_cash": 5, "raised_kind": 0}),
    ],
    "literacy_classes": [
        ("tieu-hoc", {"kind": "XMC", "stage": "1", "learners": 6, "women": 4, "state": "đã mở",
                      "planned": True, "studied": 8, "finished": 2}),
        ("tieu-hoc", {"kind": "GDTTSKBC", "learners": 3, "women": 1, "state": "đã mở", "planned": True,
                      "studied": 4, "finished": 1}),
        ("thcs", {"learners": 0}),
        ("tieu-hoc", {"kind": "XMC", "stage": "2", "state": "đã hủy", "planned": True}),
    ],
    "school": [
        ("mam-non", {"classes": 5, "pupils": 120, "online_materials": 1, "online_classes": 0}),
        ("tieu-hoc", {"classes": 10, "pupils": 300, "life_skill_pupils": 150, "digital": True,
                      "online_materials": 12, "online_classes": 2}),
        ("thcs", {"classes": 8, "pupils": 200, "life_skill_pupils": 50, "digital": False,
                  "online_materials": 0, "online_classes": 5}),
    ],
    # One school has everything, one lacks rooms, one did not say of the training of its teachers.
    "conditions": [
        (f"{school}/{item}", {"met": {("tieu-hoc", 3): False, ("thcs", 1): None}.get((school, place), True)})
        for school in ("mam-non", "tieu-hoc", "thcs")
        for place, item in enumerate(sheets()["conditions"].items)
    ],
    "preschool": [
        ("mam-non", {"nursery_groups": 2, "nursery_teachers": 4, "kindergarten_classes": 3,
                     "kindergarten_teachers": 6, "teachers_entitled": 10, "teachers_served": 9,
                     "children_entitled": 30, "children_served": 30}),
    ],
    "learner_groups": [
        (f"tthtcd/{item}", {"persons": persons})
        for item, persons in zip(sheets()["learner_groups"].items, (70, 25, 6, 1, 3, 2, 4), strict=True)
    ],
    "learners_by_khom": [
        (f"{unit}/{khom}", {"persons": persons, "women": women})
        for unit, of_unit in {
            "tthtcd": ((30, 10), (25, 10), (15, 5)),
            "tieu-hoc": ((6, 3), (4, 2), (2, 0)),
            "thcs": ((0, 0), (0, 0), (0, 0)),
        }.items()
        for khom, (persons, women) in zip(AREA.khom, of_unit, strict=True)
    ],
    "providers": [
        ("hoi-nong-dan", {"kind": "khuyến nông", "classes": 2, "attendances": 60, "persons": 40}),
        ("ubnd", {"kind": "GDNN", "classes": 1, "attendances": 20, "persons": 20}),
    ],
    "under5": [("mam-non/0–2 tuổi", {"in_class": 20}), ("mam-non/3–4 tuổi", {"in_class": 60})],
    "officials": [
        ("ubnd/Cán bộ", {"all": 10, "trained": 8, "qualified": 10, "compulsory": 7}),
        ("ubnd/Công chức", {"all": 12, "trained": 6, "qualified": 11, "compulsory": 11}),
    ],
    "disadvantaged": [
        ("ubnd/6–10 tuổi", {"all": 20, "at_school": 20}),
        ("ubnd/11–14 tuổi", {"all": 15, "at_school": 12}),
    ],
    "broadcasts": [
        ("ubnd", {"date": dt.datetime(2024, month, day)})
        for month, day in ((1, 3), (1, 20), (2, 1), (3, 5), (3, 6), (3, 7), (5, 2), (5, 30), (6, 1))
    ],
    "own_plan": [
        ("mam-non", {"has_plan": True, "materials": 0}),
        ("tieu-hoc", {"has_plan": True, "materials": 0}),
        ("thcs", {"has_plan": False, "materials": 0}),
        ("hoi-nong-dan", {"has_plan": True, "materials": 4}),
        ("tthtcd", {"has_plan": True, "materials": 3}),
        ("ubnd", {"has_plan": False, "materials": 1}),
    ],
    "log": [
        ("tthtcd", {"written_unit": unit.name, "received": dt.datetime(2024, 6, 1)}) for unit in AREA.units
    ],
}  # fmt: skip


def tables_of(rows: dict[str, list[tuple[str, dict]]]) -> dict[str, pd.DataFrame]:
    """Every form's table, typed as the reader types them; cells that are not named are NA."""
    tables = {}
    for id, form in sheets().items():
        dtypes = dict.fromkeys(("unit", "khom", "item"), "str")
        dtypes |= {table_column(column): DTYPES.get(column.type, "str") for column in form.columns}
        records = []
        for key, values in rows.get(id, []):
            unit, _, item = key.partition("/")
            khom = UNITS[unit].name if UNITS[unit].kind == "khom" else ""
            assert set(values) <= set(dtypes)
            khom, item = (item, "") if form.rows == "khom" else (khom, item)
            records.append({"unit": unit, "khom": khom, "item": item} | values)
        tables[id] = pd.DataFrame(
            {name: pd.Series([r.get(name) for r in records], dtype=dtype) for name, dtype in dtypes.items()}
        )
    return tables


def reports_of(rows: dict[str, list[tuple[str, dict]]] | None = None, *, without: str = "") -> UnitReports:
    """Reports of all units (all that ``rows`` tells), but of the unit ``without``."""
    kept = {
        sheet: [(key, values) for key, values in of_sheet if key.partition("/")[0] != without]
        for sheet, of_sheet in (ROWS if rows is None else rows).items()
    }
    missing = {(without, form.id): "chưa gửi tệp" for form in sheets_of(UNITS[without])} if without else {}
    files = {
        id: UnitFile(id, f"{id}.xlsx", "0" * 64, dt.date(2024, 6, 1), 1) for id in UNITS if id != without
    }
    return UnitReports(tables_of(kept), files, missing)


def changed(sheet: str, place: int, **values: object) -> dict[str, list[tuple[str, dict]]]:
    """``ROWS`` with other values in one row; None blanks a cell."""
    rows = {id: list(of_sheet) for id, of_sheet in ROWS.items()}
    key, before = rows[sheet][place]
    rows[sheet][place] = (key, before | values)
    return rows


#: The register: 10 of 15 to 60 in need of a literacy class, 2 of whom it is not known.
REGISTER = pd.DataFrame(
    [
        ("xmc2_15_60", "", "", "", "", 90, 100, 2),
        ("xmc2_15_60", "Khóm 1", "", "", "", 40, 41, 1),
        ("cmkt_15_plus", "", "", "", "", 21, 110, 3),
        ("cmkt_15_60", "", "", "", "", 20, 100, 2),
        ("cmkt_15_60", "", "nam", "", "", 12, 50, 0),
        ("cmkt_15_60", "", "nữ", "", "", 8, 50, 1),
        ("cmkt_15_60", "", "chưa rõ", "", "", 0, 0, 1),
        ("cmkt_15_60", "", "nữ", "", "30", 1, 1, 0),
        ("cmkt_15_60", "Khóm 1", "", "", "", 8, 50, 1),
        ("cmkt_15_60", "Khóm 1", "nữ", "", "", 8, 50, 1),
        ("cmkt_15_60", "Khóm 2", "", "", "", 12, 50, 1),
        ("cmkt_15_60", "Khóm 2", "nam", "", "", 12, 50, 0),
        ("cmkt_15_60", "Khóm 2", "chưa rõ", "", "", 0, 0, 1),
        ("university_15_60", "", "", "", "", 5, 100, 2),
    ],
    columns=["indicator", *KEYS, *COUNTS],
)
