"""Fifteen things that an analyst wants to know, each in at most three statements at the desk.

What is expected was worked out by hand from the table in ``tests/support/desk_commune.py``.
"""

import shutil
import stat
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.image import imread
from openpyxl import load_workbook

from tests.support.amount import IN_CI
from tests.support.desk_commune import AREA_ID, MARK, desk_commune
from xhht_analysis import indicator, open_desk

BANDS = [(15, 25), (26, 60)]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return desk_commune(tmp_path_factory)


@pytest.fixture(scope="module")
def desk(root):
    return open_desk(AREA_ID, "2024", root=root)


def counts(table, *keys):
    return table[[*keys, "numerator", "denominator", "unknown"]].astype(object).to_numpy().tolist()


def test_1_literacy_by_age_band_and_sex_with_an_interval(desk):
    told = desk.rate("xmc2_15_60", by=["age_band", "sex"], bands=BANDS, interval=True)
    assert counts(told, "age_band", "sex") == [
        ["15–25", "nữ", 8, 10, 0],
        ["26–60", "nam", 24, 30, 0],
        ["26–60", "nữ", 12, 20, 1],
    ]
    # Wilson's interval of 8 of 10 at 95 %: 0,490 to 0,943
    assert told.loc[0, ["rate", "low", "high"]].tolist() == pytest.approx([0.8, 0.4902, 0.9433], abs=1e-4)
    assert set(told["population"]) == {"người 15–60 tuổi trong điều tra, không tính người khuyết tật"}


def test_2_a_rate_by_khom(desk):
    told = desk.rate("xmc2_15_60", by="khom")
    assert counts(told, "khom") == [["Khóm 1", 17, 22, 0], ["Khóm 2", 27, 38, 1]]
    assert desk.people["khom"].cat.categories.tolist() == ["Khóm 1", "Khóm 2", "Khóm 10"]


def test_3_three_periods_beside_each_other(root):
    told = open_desk(AREA_ID, root=root).compare("xmc2_15_60", by="khom", periods=["2022", "2023", "2024"])
    assert told.columns.tolist() == ["2022", "2023", "2024", "change"]
    assert told.loc["Khóm 2"].tolist() == pytest.approx([21 / 38, 25 / 38, 27 / 38, 6 / 38])
    assert told.loc["Khóm 1", "change"] == 0


def test_4_which_courses_reached_farmers_by_khom(desk):
    courses = desk.tables["classes"].groupby("kind")["farmers"].sum()
    khom = desk.tables["workers"].set_index("khom")[["farmers", "farmers_at_centre"]]
    assert courses.to_dict() == {"chuyển giao kỹ thuật": 35, "pháp luật": 5}
    assert khom.loc["Khóm 2"].tolist() == [50, 35]


def test_5_classes_joined_with_the_register(desk):
    adults = desk.people[desk.people["age"].between(15, 60)].groupby("khom", observed=True).size()
    told = desk.tables["workers"].set_index("khom")["farmers"].to_frame().join(adults.rename("adults"))
    assert told.to_dict("index") == {
        "Khóm 1": {"farmers": 30, "adults": 22},
        "Khóm 2": {"farmers": 50, "adults": 39},
    }


def test_6_those_who_could_finish_level_2(desk):
    told = desk.call_list("Chưa đạt mức độ 2", nearest=5)
    assert told["schooling"].str.contains("bỏ học lớp 4").tolist() == [True] * 4 + [False]
    assert len(desk.call_list("Chưa đạt mức độ 2", nearest=50)) == 2 + 3 + 8 + 3
    assert told["name"].str.startswith(MARK).all()


def test_7_what_if_so_many_finish_level_2(desk):
    # 44 + 10 of 61 are 88,5 %, 44 + 11 are 90,2 %: 90 % is asked of ages 15 to 60
    assert desk.whatif(10).loc["xmc", ["now", "least", "most"]].tolist() == [1, 1, 1]
    assert desk.whatif(11).loc["xmc", ["now", "least", "most"]].tolist() == [1, 2, 2]


def test_8_ethnicity_by_age(desk):
    told = desk.rate("xmc2_15_60", by=["ethnicity", "age_band"], bands=BANDS)
    assert counts(told, "ethnicity", "age_band") == [
        ["Khmer", "26–60", 15, 18, 0],
        ["Kinh", "15–25", 8, 10, 0],
        ["Kinh", "26–60", 21, 32, 1],
    ]


def test_9_a_heat_map_of_khom_and_age(desk):
    chart = desk.chart("xmc2_15_60", by=["khom", "age_band"], bands=BANDS)
    shown = [text.get_text() for text in chart.axes[0].texts]
    assert shown == ["80,00%", "75,00%", "[z]", "71,05%"]
    assert "Bản đồ nhiệt, khóm theo nhóm tuổi" in chart.alt


def test_10_a_chart_of_her_own_as_png_and_svg(desk, tmp_path):
    ax = sns.barplot(desk.rate("xmc2_15_60", by="khom"), x="rate", y="khom")
    ax.figure.savefig(tmp_path / "khom.png")
    ax.figure.savefig(tmp_path / "khom.svg")
    assert imread(tmp_path / "khom.png").std() > 0
    assert (tmp_path / "khom.svg").read_text(encoding="utf-8").count("<!-- Khóm") == len(ax.patches) == 2
    plt.close(ax.figure)


def test_11_sql(desk):
    told = desk.sql("select khom, count(*) as people from people where literate_2 group by khom order by 1")
    assert told.to_dict("list") == {"khom": ["Khóm 1", "Khóm 2"], "people": [17, 27]}
    assert told.dtypes.astype(str).to_dict() == {"khom": "str", "people": "Int64"}


def test_12_an_indicator_of_her_own(desk):
    @indicator("tre_biet_chu", name="Trẻ biết chữ mức độ 2", ages=(15, 30))
    def tre_biet_chu(people):
        return people["literate_2"]

    told = desk.rate("tre_biet_chu", by="sex")
    assert counts(told, "sex") == [["nam", 9, 12, 0], ["nữ", 8, 10, 0]]
    assert desk.chart("tre_biet_chu", by="khom").headline == "Trẻ biết chữ mức độ 2"


def test_13_a_table_to_excel(desk, root, tmp_path):
    path = desk.to_excel(desk.rate("xmc2_15_60", by="khom"), "theo-khom")
    sheet = load_workbook(path).active
    assert [cell.value for cell in sheet[2]][:4] == ["Khóm 1", 17, 22, 0]
    assert path.is_relative_to(root / "data" / "processed" / "_desk")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()


def test_15_a_hundred_and_two_communes_in_one_frame(root, tmp_path):
    """So many in CI, twelve at the desk."""
    communes = 102 if IN_CI else 12
    for number in range(communes):
        name = f"xa-{number:03d}"
        raw = shutil.copytree(root / "data/raw" / AREA_ID, tmp_path / "data/raw" / name, ignore=_workbooks)
        (raw / "2024").mkdir(exist_ok=True)
        shutil.copytree(root / f"data/processed/{AREA_ID}/2024", tmp_path / f"data/processed/{name}/2024")
    told = open_desk(root=tmp_path).rate("xmc2_15_60", by="area")
    assert len(told) == communes
    assert told["numerator"].sum() == communes * 44
    assert pd.api.types.is_float_dtype(told["rate"])


def _workbooks(folder, names):
    return [name for name in names if name.endswith(".xlsx")]
