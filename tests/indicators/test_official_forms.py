"""The forms hold to their identities, whoever lives there, and say the same as the counts of indicators."""

import pandas as pd
import pytest

from tests.indicators.clean_tables import random_people
from xhht_analysis.indicators.counts import count_people, figures_of
from xhht_analysis.indicators.official_forms import added_forms, official_forms


def tables(people):
    forms = official_forms(people)
    assert all(len(values) == len(form.heads) for form in forms for _, values in form.rows)
    return {
        form.number: pd.DataFrame(
            [values for _, values in form.rows], index=[label for label, _ in form.rows], columns=form.heads
        )
        for form in forms
    }


@pytest.fixture(scope="module", params=[1, 2, 3])
def people(request):
    table = random_people(request.param, 700)
    return table.assign(presence_unknown=(pd.RangeIndex(len(table)) % 40 == 0))


def test_the_forms_that_are_asked_for_are_there(people):
    assert [*tables(people)] == [
        "CMC-1", "CMC-2", "CMC-3", "CMC-4", "MN 5 tuổi", "MN 3–5 tuổi", "TH-M1", "TH-02",
        "THCS-M1", "THCS-M2",
    ]  # fmt: skip


def test_bands_add_up(people):
    t = tables(people)
    one, two, three, four = (t[f"CMC-{n}"] for n in (1, 2, 3, 4))
    apart = ["15–25", "26–35", "36–60"]
    assert (two.loc[apart].sum() == two.loc["15–60"]).all()
    for column in two.columns:
        assert one.loc["15–25", column] == two.loc["15–25", column]
        assert one.loc["15–60", column] == two.loc["15–60", column]
        assert one.loc["15–35", column] == two.loc[["15–25", "26–35"], column].sum()
    singles = three.loc[[str(age) for age in range(15, 61)]]
    assert (singles.sum() == three.loc["15–60"]).all()
    assert (singles.iloc[:11].sum() == three.loc["15–25"]).all()
    for group in ("tổng số", "nữ", "dân tộc thiểu số"):
        for band in ("15–25", "15–35", "15–60"):
            assert three.loc[band, f"Số người: {group}"] == one.loc[band, f"Số người: {group}"]
            read = three.loc[band, f"Biết chữ mức độ 2: {group}"]
            assert read == one.loc[band, f"Biết chữ mức độ 2: {group}"]
            rest = three.loc[band, f"Mù chữ mức độ 2: {group}"] + three.loc[band, f"Chưa rõ: {group}"]
            assert read + rest == three.loc[band, f"Số người: {group}"]
    assert four.loc["15–60"].tolist() == [one.loc["15–60", f"{c}: tổng số"] for c in four.columns]


def test_cohorts_that_stand_in_two_forms_are_the_same(people):
    t = tables(people)
    primary, lower, five, upper = t["TH-M1"], t["THCS-M1"], t["MN 5 tuổi"], t["THCS-M2"]
    both = ["Tổng số", "Nữ", "Dân tộc thiểu số", "Khuyết tật", "Phải phổ cập"]
    assert (primary.loc[both, "6 tuổi"] == five.loc[both, "6 tuổi"]).all()
    for age in (11, 12, 13, 14):
        assert (primary.loc[both, f"{age} tuổi"] == lower.loc[both, f"{age} tuổi"]).all()
    assert (five.loc[both, "5 tuổi"] == t["MN 3–5 tuổi"].loc[both, "5 tuổi"]).all()
    for table in (primary, lower, five, upper):
        assert (table.loc["Tổng số"] == table.loc["Phải phổ cập"] + table.loc["Khuyết tật"]).all()
    assert (
        primary.loc[both, "6–14 tuổi"] == primary.loc[both, [f"{a} tuổi" for a in range(6, 15)]].sum(axis=1)
    ).all()
    assert primary.loc["Lưu ban"].isna().all()  # the register does not tell, which is not nought
    summary = t["TH-02"]
    assert (summary.drop(index="Cộng").sum() == summary.loc["Cộng"]).all()


def test_every_cell_agrees_with_the_counts_of_indicators(people):
    t, figures = tables(people), figures_of(count_people(people))

    def asked(name):
        return figures[name].denominator + figures[name].unknown

    for level in (1, 2):
        for last in (25, 35, 60):
            row = t["CMC-1"].loc[f"15–{last}"]
            assert row["Số người: tổng số"] == asked(f"xmc{level}_15_{last}")
            assert row[f"Biết chữ mức độ {level}: tổng số"] == figures[f"xmc{level}_15_{last}"].numerator
    assert t["MN 5 tuổi"].loc["Đang đến trường, lớp", "5 tuổi"] == figures["mn5_in_class"].numerator
    finished = t["MN 5 tuổi"].loc["Hoàn thành chương trình giáo dục mầm non", "6 tuổi"]
    assert finished == figures["mn5_finished"].numerator
    primary = t["TH-M1"].loc["Hoàn thành chương trình tiểu học"]
    assert primary["11 tuổi"] == figures["th_finished_at_11"].numerator
    total = t["TH-02"].loc["Cộng"]
    assert total["Vào lớp 1"] == figures["th_grade1_at_6"].numerator
    assert total["11 tuổi còn lại đang học tiểu học"] == figures["th_others_at_11_in_primary"].numerator
    assert total["11–14 tuổi hoàn thành tiểu học"] == figures["th_finished_to_14"].numerator
    graduated = t["THCS-M2"].loc["Tốt nghiệp THCS", "15–18 tuổi"]
    assert graduated == figures["thcs_graduated_15_18"].numerator
    upper = t["THCS-M2"].loc["Đang học hoặc đã xong THPT, GDTX, GDNN", "15–18 tuổi"]
    assert upper == figures["thcs_upper_15_18"].numerator


def test_forms_of_two_communes_are_the_forms_of_all_their_people():
    one, other = random_people(5, 300), random_people(6, 400)
    other = other.assign(khom=other["khom"] + " B")
    both = pd.concat([one, other], ignore_index=True)
    khom = [*sorted(one["khom"].unique()), *sorted(other["khom"].unique())]
    added = {
        form.number: dict(form.rows) for form in added_forms([official_forms(one), official_forms(other)])
    }
    assert added == {form.number: dict(form.rows) for form in official_forms(both, khom)}
