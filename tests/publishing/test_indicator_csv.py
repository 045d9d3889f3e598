"""chi-tieu.csv: a row for each cell, a row for each clause, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from xhht_analysis.base.areas import Area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.indicators.counts import COUNTS, KEYS
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.publishing.indicator_csv import COLUMNS, indicator_csv
from xhht_analysis.report.report import Report

HEAD = "area,period,clause,indicator,khom,sex,group,numerator,denominator,unknown,percent,target,verdict"
OBSERVED = "judged,unit,reference_date,survey_year,population,missing,before_period,before"
FURTHER = "value,target_low,target_high,target_kind,indicator_name,commune_code,commune"
CELLS = [
    ("th_finished_to_14", "", "", "", "", 8, 9, 1),
    ("th_finished_to_14", "", "", "", "11", 1, 2, 1),
    ("th_finished_to_14", "", "nữ", "", "12", 3, 3, 0),
    ("th_finished_to_14", "Khóm 1", "", "", "13", 2, 3, 0),
    ("th_finished_to_14", "", "nam", "Kinh", "", 2, 3, 0),
    ("th_finished_to_14", "", "chưa rõ", "", "", 0, 0, 1),
    ("cmkt_15_plus", "", "", "", "", 14999, 100000, 0),
    ("cmkt_15_plus", "", "", "", "chưa rõ", 1, 7, 0),
    ("cmkt_15_plus", "Khóm 1", "", "", "", 149999, 1000000, 0),
    ("rural_workers_in_learning", "", "", "", "", 0, 0, 4),
]
PLAN = """[[target]]
id = "B3"
clause = "II.2b"
name = "Trình độ"
direction = "at_least"
target = 15
indicator = "cmkt_15_plus"
[[target]]
id = "A1"
clause = "II.2a"
name = "Chuẩn"
direction = "level"
standard = "xmc"
target = 2
[[target]]
id = "C5"
clause = "II.2c"
name = "Lao động nông thôn"
direction = "at_least"
target = 60
indicator = "rural_workers_in_learning"
[[target]]
id = "D1"
clause = "II.2d"
name = "Gia đình"
direction = "rises"
[[target]]
id = "B9"
clause = "II.2b"
name = "Trình độ, lần nữa"
direction = "at_most"
target = "20"
indicator = "cmkt_15_plus"
"""


@pytest.fixture
def report(tmp_path):
    """A report of the given cells, with the given plan."""

    def made(cells: list[tuple], plan: str = "") -> Report:
        folder = tmp_path / "data" / "raw" / "xa-thu"
        folder.mkdir(parents=True, exist_ok=True)
        if plan:
            (folder / "plan-2024.toml").write_text(plan, encoding="utf-8")
        counts = pd.DataFrame(cells, columns=["indicator", *KEYS, *COUNTS])
        summary = {"survey_years": [2024], "door": "register"}
        return Report(Store(tmp_path), Area("xa-thu", "Thử"), Period(2024), counts, summary)

    return made


def figures_of(text: str) -> list[str]:
    """The lines up to the verdict."""
    places = len(HEAD.split(","))
    rows = csv.reader(io.StringIO(text, newline=""))
    return [",".join(row[:places]) for row in rows]


def observed(text: str) -> dict[tuple[str, str], list[str]]:
    """By clause and indicator what stands behind the verdict, of the rows of everybody."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {
        (row["clause"], row["indicator"]): [row[column] for column in OBSERVED.split(",")]
        for row in rows
        if not (row["khom"] or row["sex"] or row["group"])
    }


def test_a_row_tells_the_day_the_population_and_the_like_period(report):
    found = observed(indicator_csv(report(CELLS[6:], PLAN)))
    whom, why = (
        "người từ 15 tuổi trong điều tra, kể cả người khuyết tật",
        "chưa có số liệu điều tra trước năm 2024",
    )
    assert found["B3", "cmkt_15_plus"] == ["14.999", "%", "2024-12-31", "2024", whom, "", why, ""]
    assert found["A1", "xmc"] == ["", "", "2024-12-31", "2024", "", "", "", ""]
    assert found["C5", "rural_workers_in_learning"][2:4] == ["2024-12-31", ""]


def test_a_clause_on_a_level_carries_the_level_and_teachers_are_whole_ones(report):
    """Tenths of teachers are how they are counted, not how many there are."""
    names = [f"xmc{level}_15_{last}" for level in (1, 2) for last in (25, 35, 60)]
    people = [(name, *[""] * 4, 99, 100, 0) for name in names]
    teachers = ("preschool_teachers_of_norm", *[""] * 4, 540, 600, 0)
    text = indicator_csv(report([*people, teachers], PLAN))
    assert observed(text)["A1", "xmc"][:2] == ["2", "mức độ"]
    (row,) = [r for r in csv.DictReader(io.StringIO(text)) if r["indicator"] == "preschool_teachers_of_norm"]
    assert (row["numerator"], row["denominator"], row["percent"]) == ("54.0", "60.0", "90.00")


BALANCE = """[[target]]
id = "A2"
clause = "II.2a"
name = "Nữ so với nam"
direction = "balanced"
indicator = "xmc2_15_60"
low = "0.97"
high = "1.03"
[[target]]
id = "D6"
clause = "II.2d"
name = "Kỹ năng sống"
direction = "at_least"
target = 100
indicator = "life_skill_pupils"
label = "Học sinh"
[[target.part]]
name = "Người lao động"
direction = "at_least"
target = 20
indicator = "life_skill_workers"
[[target]]
id = "G5"
clause = "II.1"
name = "Xã hội hóa"
direction = "at_least"
target = 500_000_000
indicator = "money_raised"
"""


def test_the_row_that_is_judged_carries_the_index_and_no_percentage(report):
    cells = [
        ("xmc2_15_60", "", "", "", "", 9074, 10000, 0),
        ("xmc2_15_60", "", "nam", "", "", 913, 1000, 0),
        ("xmc2_15_60", "", "nữ", "", "", 901, 1000, 0),
    ]
    text = indicator_csv(report(cells, BALANCE))
    assert figures_of(text)[1:3] == [
        "xa-thu,2024,A2,xmc2_15_60,,,,,,,,0,97–1,03,đạt", "xa-thu,2024,A2,xmc2_15_60,,,,9074,10000,0,90.74,,",
    ]  # fmt: skip
    first = next(csv.DictReader(io.StringIO(text, newline="")))
    assert (first["judged"], first["unit"]) == ("0.987", "tỷ số nữ/nam")
    assert [first[name] for name in FURTHER.split(",")[:4]] == ["0.987", "0.97", "1.03", "balanced"]
    assert first["indicator_name"] == "Biết chữ mức độ 2, 15–60 tuổi"


def test_a_clause_of_two_figures_has_a_row_and_each_figure_its_own(report):
    cells = [
        ("life_skill_pupils", "", "", "", "", 78, 100, 0), ("life_skill_workers", "", "", "", "", 25, 100, 0),
    ]  # fmt: skip
    assert figures_of(indicator_csv(report(cells, BALANCE)))[2:5] == [
        "xa-thu,2024,D6,,,,,,,,,Học sinh: 100%; Người lao động: ≥ 20%,chưa đạt",
        "xa-thu,2024,D6,life_skill_pupils,,,,78,100,0,78.00,100%,chưa đạt",
        "xa-thu,2024,D6,life_skill_workers,,,,25,100,0,25.00,≥ 20%,đạt",
    ]


def test_a_lower_bound_names_who_is_silent(report):
    one = report([], BALANCE)
    silent = ["Hội Thử (trang “Kinh phí”: chưa gửi tệp)"]
    summary = one.summary | {"lacking": {"money_raised": silent}}
    bound = replace(one, summary=summary, partial={"money_raised": Figure(214_000_000, 0)})
    text = indicator_csv(bound)
    assert figures_of(text)[-1] == (
        "xa-thu,2024,G5,money_raised,,,,214000000,,0,,≥ 500.000.000 đồng,chưa kết luận được"
    )
    assert observed(text)["G5", "money_raised"][5] == silent[0]


def test_no_figures_and_no_plan_leave_the_heading(report):
    assert indicator_csv(report([])) == f"{HEAD},{OBSERVED},{FURTHER}\n"
    assert ",".join(COLUMNS) == f"{HEAD},{OBSERVED},{FURTHER}"


def test_without_a_plan_each_cell_is_a_row(report):
    amount = ("online_learning", "", "", "", "", 28, 0, 0)
    assert figures_of(indicator_csv(report([*CELLS, amount]))) == [
        HEAD,
        "xa-thu,2024,,th_finished_to_14,,,,8,9,1,88.89,,",
        "xa-thu,2024,,th_finished_to_14,,,11 tuổi,1,2,1,50.00,,",
        "xa-thu,2024,,th_finished_to_14,,nữ,12 tuổi,3,3,0,100.00,,",
        "xa-thu,2024,,th_finished_to_14,Khóm 1,,13 tuổi,2,3,0,66.67,,",
        "xa-thu,2024,,th_finished_to_14,,nam,Kinh,2,3,0,66.67,,",
        "xa-thu,2024,,th_finished_to_14,,chưa rõ,,0,0,1,,,",
        "xa-thu,2024,,cmkt_15_plus,,,,14999,100000,0,15.00,,",
        "xa-thu,2024,,cmkt_15_plus,,,chưa rõ tuổi,1,7,0,14.29,,",
        "xa-thu,2024,,cmkt_15_plus,Khóm 1,,,149999,1000000,0,15.00,,",
        "xa-thu,2024,,rural_workers_in_learning,,,,0,0,4,,,",
        "xa-thu,2024,,online_learning,,,,28,,0,,,",
    ]


def test_every_clause_has_a_row_and_its_verdict_stands_with_everybody(report):
    """14,999 % is not shown as 15.00 beside a target of 15 that it misses."""
    assert figures_of(indicator_csv(report(CELLS[6:], PLAN))) == [
        HEAD,
        "xa-thu,2024,B3,cmkt_15_plus,,,,14999,100000,0,14.999,≥ 15%,chưa đạt",
        "xa-thu,2024,B3,cmkt_15_plus,,,chưa rõ tuổi,1,7,0,14.29,,",
        "xa-thu,2024,B3,cmkt_15_plus,Khóm 1,,,149999,1000000,0,15.00,,",
        "xa-thu,2024,A1,xmc,,,,,,,,mức độ 2,chưa có số liệu",
        "xa-thu,2024,C5,rural_workers_in_learning,,,,0,0,4,,≥ 60%,chưa có số liệu",
        "xa-thu,2024,D1,,,,,,,,,tăng,chưa có số liệu",
        "xa-thu,2024,B9,cmkt_15_plus,,,,14999,100000,0,15.00,≤ 20%,đạt",
        "xa-thu,2024,B9,cmkt_15_plus,,,chưa rõ tuổi,1,7,0,14.29,,",
        "xa-thu,2024,B9,cmkt_15_plus,Khóm 1,,,149999,1000000,0,15.00,,",
    ]


def test_a_clause_whose_indicator_was_not_counted_keeps_its_row(report):
    lines = indicator_csv(report([], PLAN)).splitlines()
    assert [line.split(",")[2:4] for line in lines[1:]] == [
        ["B3", "cmkt_15_plus"], ["A1", "xmc"], ["C5", "rural_workers_in_learning"], ["D1", ""],
        ["B9", "cmkt_15_plus"],
    ]  # fmt: skip
    assert all("chưa có số liệu" in line for line in lines[1:])


@pytest.mark.parametrize(
    ("khom", "written"),
    [
        ("=1+1", "'=1+1"), ("+K1", "'+K1"), ("-K1", "'-K1"), ("@K1", "'@K1"), ("\t=K1\u202e", "'=K1"),
        ('Khóm "1", mới', 'Khóm "1", mới'), ("Khóm\n1", "Khóm 1"), ("1=1", "1=1"),
    ],
)  # fmt: skip
def test_no_name_of_a_khom_is_run_as_a_formula(report, khom, written):
    cells = [("cmkt_15_plus", name, "", "", "", 1, 2, 0) for name in ("", khom)]
    text = indicator_csv(report(cells))

    _, row = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["khom"], row["numerator"], row["percent"]) == (written, "1", "50.00")


def test_the_report_is_left_as_it_is(report):
    one = report(CELLS, PLAN)
    before = one.counts.copy(deep=True)
    assert indicator_csv(one) == indicator_csv(one)
    assert one.counts.equals(before)


def test_a_target_stands_as_numbers_and_what_is_no_share_as_a_value(report):
    counts = {"life_skill_pupils": (78, 100), "life_skill_workers": (25, 100)}
    counts["money_raised"] = (214_000_000, 0)
    cells = [(name, "", "", "", "", *both, 0) for name, both in counts.items()]
    rows = list(csv.DictReader(io.StringIO(indicator_csv(report(cells, BALANCE)))))
    told = {
        (row["clause"], row["indicator"]): [row[name] for name in ("percent", *FURTHER.split(",")[:4])]
        for row in rows
    }
    assert told["D6", "life_skill_workers"] == ["25.00", "", "20", "", "at_least"]
    assert told["G5", "money_raised"] == ["", "214000000", "500000000", "", "at_least"]
    assert told["D6", ""] == ["", "", "", "", ""]


IN_NUMBERS = """[[target]]
id = "D3"
clause = "II.2d"
name = "Cộng đồng học tập"
direction = "at_least"
target = 3
unit = "count"
indicator = "learning_communities"
"""


def test_what_is_judged_as_a_number_has_no_percentage_beside_it(report):
    """Two of four khóm where three are asked: 50 % is not what is judged; of one khóm it is all there is."""
    cells = [
        ("learning_communities", "", "", "", "", 2, 4, 0),
        ("learning_communities", "Khóm 1", "", "", "", 1, 1, 0),
    ]
    rows = csv.DictReader(io.StringIO(indicator_csv(report(cells, IN_NUMBERS))))
    told = [[row[name] for name in ("khom", "numerator", "percent", "judged", "value")] for row in rows]
    assert told == [["", "2", "", "2", "2"], ["Khóm 1", "1", "100.00", "", ""]]
