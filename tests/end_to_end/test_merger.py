"""A commune that two others became on 1/7/2025, from their raw registers and workbooks to its page.

By hand, before anything was computed. Adults of 15 to 60 in the registers of autumn 2024:

| commune | khóm | adults | literate at level 2 | working age | information competence |
|---|---|---|---|---|---|
| thị trấn An Bình | Khóm 1 | 40 | 32 | 200 | 60 |
| thị trấn An Bình | Khóm 2 | 60 | 48 | 300 | 120 |
| xã Phú Lộc | Khóm 1 | 60 | 45 | 200 | 30 |
| together | | 160 | 125 (78,125 %) | 700 | 210 (30 %) |
| xã Tân Hải, which stays | Khóm 1 | 50 | 10 | 100 | 90 |

Of xã An Lộc in autumn 2025: 136 of 160 literate (85 %), 280 of 700 with information competence (40 %).
Illiterate 35 of 160 (21,875 %), then 24 (15 %): 6,875 points fewer. Money raised: 30 and 20 million đồng in
the first half of 2025, 65 million in that of 2026; what An Lộc raised in 2025 counts from July and is set
beside no whole year.
"""

from __future__ import annotations

import shutil

import pytest

from tests.support.notebook_cells import drawn_over_periods
from tests.support.planned_commune import Commune, on_the_page
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.report import over_time
from xhht_analysis.report.origin import origin_table

YEAR, HALF = Period(2024), Period(2025, is_half=True)

_UNITS = '[[unit]]\nname = "TTHTCĐ"\nkind = "centre"\n'
_PLAN = """\
title = "Kế hoạch thử"
year = {year}
[[target]]
id = "G2"
clause = "I"
name = "Người mù chữ"
direction = "falls"
indicator = "illiterate_15_60"
[[target]]
id = "B1"
clause = "I"
name = "Năng lực thông tin"
direction = "rises"
indicator = "information_competence"
[[target]]
id = "G5"
clause = "I"
name = "Huy động"
direction = "rises"
accumulates = true
indicator = "money_raised"
"""
_NEW = """\
name = "An Lộc"
kind = "xã"
since = 2025-07-01
khom = ["Ấp 1", "Ấp 2"]
[[predecessor]]
name = "thị trấn An Bình"
area = "an-binh"
[[predecessor]]
name = "xã Phú Lộc"
area = "phu-loc"
"""


def people(survey, **literate):
    """Of each khóm so many adults, the first of whom are literate: by its name's last number."""
    found = []
    for khom, (all_, can) in literate.items():
        name = khom.replace("_", " ")
        for n in range(all_):
            schooling = {"level": "THCS"} if n < can else {"grade_finished": "2"}
            who = {"khom": name, "family_name": "Trần", "given_name": f"{name} {n}"}
            found.append(
                who | {"female": "x" if n % 2 else "", "birth_year": survey - 20 - n % 38} | schooling
            )
    return tuple({"number": n} | one for n, one in enumerate(found, start=1))


def sent(raised, **workers):
    """What khóm tell of their workers, and what the centre raised, in million đồng."""
    money = {"source": "xã hội hóa", "planned": 10_000_000, "spent": 0, "raised_kind": 0}
    money |= {"raised_cash": raised * 1_000_000, "purpose": "học bổng, khen thưởng"}
    told = {
        khom.replace("_", " "): {"workers": [{"working_age": of, "information": can}]}
        for khom, (of, can) in workers.items()
    }
    return told | {"TTHTCĐ": {"money": [money]}}


def old(id, name, kind, khom, adults, workers, raised, period="2024"):
    area = f'name = "{name}"\nkind = "{kind}"\nkhom = {khom}\n' + _UNITS
    plan = _PLAN.format(year=period[:4])
    return Commune(id, area, plan, sent(raised, **workers), people(2024, **adults), period)


def an_binh(raised=60, period="2024"):
    adults = {"Khóm_1": (40, 32), "Khóm_2": (60, 48)}
    workers = {"Khóm_1": (200, 60), "Khóm_2": (300, 120)}
    return old("an-binh", "An Bình", "thị trấn", '["Khóm 1", "Khóm 2"]', adults, workers, raised, period)


def phu_loc(raised=40, period="2024", adults=(60, 45)):
    found = {"Khóm_1": adults}, {"Khóm_1": (200, 30)}
    return old("phu-loc", "Phú Lộc", "xã", '["Khóm 1"]', *found, raised, period)


def tan_hai():
    return old("tan-hai", "Tân Hải", "xã", '["Khóm 1"]', {"Khóm_1": (50, 10)}, {"Khóm_1": (100, 90)}, 900)


def an_loc(period="2025", raised=70, area=_NEW, survey=2025):
    adults, workers = {"Ấp_1": (100, 86), "Ấp_2": (60, 50)}, {"Ấp_1": (500, 200), "Ấp_2": (200, 80)}
    plan = _PLAN.format(year=period[:4])
    return Commune(
        "an-loc", area + _UNITS, plan, sent(raised, **workers), people(survey, **adults), period, survey
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three communes of before, and An Lộc in 2025 and in the first half of 2026."""
    root = tmp_path_factory.mktemp("merger")
    for one in (an_binh(), phu_loc(), tan_hai(), an_binh(30, "2025-H1"), phu_loc(20, "2025-H1")):
        one.judged(root)
    return root, an_loc().judged(root), an_loc("2026-H1", 65).judged(root)


def test_the_value_before_is_the_sum_of_what_the_old_communes_counted(made):
    _, year, _ = made
    before = year.before(YEAR)
    figures = {
        name: before.figure(name) for name in ("xmc2_15_60", "illiterate_15_60", "information_competence")
    }
    assert {name: (f.numerator, f.denominator, f.unknown) for name, f in figures.items()} == {
        "xmc2_15_60": (125, 160, 0),
        "illiterate_15_60": (35, 160, 0),
        "information_competence": (210, 700, 0),
    }
    assert before.origin == ("thị trấn An Bình", "xã Phú Lộc")
    told = on_the_page(year)
    assert told["G2"] == (
        "15,00% (24 / 160)", "giảm", "✓ đạt",
        "So với điều tra năm 2024, cộng các đơn vị cũ (21,88%): giảm 6,88 điểm phần trăm.",
    )  # fmt: skip
    assert told["B1"][2:] == (
        "✓ đạt", "So với năm 2024, cộng các đơn vị cũ (30,00%): tăng 10,00 điểm phần trăm."
    )  # fmt: skip


def test_what_counts_up_since_july_is_set_beside_no_whole_year(made):
    _, year, half = made
    assert on_the_page(year)["G5"][2:] == (
        "không so sánh", "Không so sánh: số liệu năm 2025 chỉ tính từ ngày 01/7/2025."
    )  # fmt: skip
    assert on_the_page(half)["G5"][2:] == (
        "→ đúng tiến độ",
        "So với 6 tháng đầu năm 2025, cộng các đơn vị cũ (50.000.000 đồng): tăng 15.000.000 đồng.",
    )  # fmt: skip


def test_khom_of_the_same_name_are_kept_apart(made):
    _, year, _ = made
    rows = [[str(cell) for cell in row] for row in origin_table(year, "xmc2_15_60").texts()]
    assert rows == [
        ["thị trấn An Bình", "80", "100", "80,00"],
        ["– Khóm 1 (thị trấn An Bình)", "32", "40", "80,00"],
        ["– Khóm 2", "48", "60", "80,00"],
        ["xã Phú Lộc", "45", "60", "75,00"],
        ["– Khóm 1 (xã Phú Lộc)", "45", "60", "75,00"],
        ["Cộng", "125", "160", "78,13"],
    ]


def test_a_page_says_whose_figures_those_of_before_are(made):
    _, year, _ = made
    table = over_time.change_table(year, "xmc2_15_60")
    assert table.columns[2].header == "Điều tra năm 2024, cộng các đơn vị cũ"
    assert table.texts()[0][1:] == ["85,00", "78,13", "+6,88"]
    said = "Số liệu năm 2024 cộng từ số liệu của thị trấn An Bình và xã Phú Lộc."
    assert said in table.notes
    chart = drawn_over_periods(year, "xmc2_15_60")
    assert [row[1] for row in chart.data_table.texts()] == ["điều tra năm 2024", "điều tra năm 2025"]
    assert "cộng từ số liệu của thị trấn An Bình và xã Phú Lộc" in chart.source
    assert "Ngắt chuỗi" not in chart.alt


def test_where_one_is_missing_the_series_is_broken_and_says_who(made, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(made[0], root)
    shutil.rmtree(Store(root).processed("phu-loc", YEAR))
    half = an_loc("2026-H1", 65).judged(root)
    chart = drawn_over_periods(half, "information_competence")
    assert "Ngắt chuỗi" not in chart.alt  # of the first half of 2025 both are there
    shutil.rmtree(Store(root).processed("phu-loc", HALF))
    report = an_loc().judged(root)
    assert on_the_page(report)["G2"][2:] == (
        "không so sánh", "Không so sánh: chưa có số liệu điều tra trước năm 2025 của xã Phú Lộc."
    )  # fmt: skip
    assert on_the_page(report)["B1"][2:] == (
        "không so sánh", "Không so sánh: chưa có số liệu năm 2024 của xã Phú Lộc."
    )  # fmt: skip
    said = "Không cộng được số liệu năm 2024 của các đơn vị cũ: thiếu xã Phú Lộc."
    assert said in over_time.change_table(report, "information_competence").html
    half = an_loc("2026-H1", 65).judged(root)
    chart = drawn_over_periods(half, "information_competence")
    assert "Ngắt chuỗi trước năm 2025: thiếu số liệu năm 2024 của xã Phú Lộc." in chart.alt
    chart = drawn_over_periods(an_loc("2026", 65, survey=2026).judged(root), "xmc2_15_60")
    said = "Ngắt chuỗi trước điều tra năm 2025: thiếu số liệu điều tra trước năm 2025 của xã Phú Lộc."
    assert said in chart.alt
