"""Printed forms of schools: what their merged headings say is what is counted, alone and together."""

import io
import os
import shutil
import subprocess

import pytest

from tests.intake.printed import LITERACY, book, cmc_1, counted, store_with
from tests.intake.printed_schools import mn_02, mn_m1, th_02, th_02_by_school, thcs_m1, thcs_m2
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE
from xhht_analysis.indicators.counts import read_counts
from xhht_analysis.indicators.form_words import meaning
from xhht_analysis.report.public_forms import public_forms
from xhht_analysis.report.report import open_report

#: By hand from the tables at the head of printed_schools.
PRIMARY = {
    "th_grade1_at_6": (89, 90), "th_finished_at_11": (105, 110), "th_others_at_11_in_primary": (3, 5),
    "th_finished_to_14": (397, 404),
}  # fmt: skip
LOWER = {"thcs_graduated_15_18": (321, 343), "thcs_upper_15_18": (305, 343)}
PRESCHOOL = {"mn5_in_class": (98, 98), "mn5_finished": (97, 98)}
#: Since the decree on ages 3 to 5.
FROM_3_TO_5 = PRESCHOOL | {
    "mn35_in_class": (272, 282), "mn3_programme": (78, 89), "mn4_programme": (90, 95),
    "mn5_programme": (97, 98),
}  # fmt: skip


def told(store, year=2024, **where):
    """Whole counts of everybody, or of a khóm or an age."""
    table = read_counts(store.private("thu", Period(year)) / COUNTS_FILE)
    keys = {"khom": "", "sex": "", "group": "", "age": ""} | where
    for key, value in keys.items():
        table = table[table[key] == value]
    assert (table["unknown"] == 0).all()
    pairs = zip(table["numerator"], table["denominator"], strict=True)
    return dict(zip(table["indicator"], pairs, strict=True))


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ([th_02], PRIMARY),
        ([th_02_by_school], PRIMARY),
        ([thcs_m1], {name: PRIMARY[name] for name in ("th_finished_at_11", "th_finished_to_14")}),
        ([thcs_m2], LOWER),
        ([mn_m1], PRESCHOOL),
        ([mn_02], PRESCHOOL),
        ([th_02, thcs_m1, thcs_m2, mn_m1, mn_02], PRIMARY | LOWER | PRESCHOOL),
    ],
)
def test_a_printed_form_is_counted_as_it_is_printed(tmp_path, forms, expected):
    store = store_with(tmp_path, bieu__xlsx=book(**{f"Bieu{n}": form for n, form in enumerate(forms)}))
    cleaned = counted(store)
    assert [(f.kind, f.cell, f.detail) for f in cleaned.clean.findings] == []
    assert [f.state for f in cleaned.files] == ["counted"]
    assert told(store) == expected


@pytest.mark.parametrize("form", [mn_m1, mn_02])
def test_ages_3_to_5_together_and_each_apart(tmp_path, form):
    def of_2026(sheet):
        form(sheet)
        sheet["A2"], sheet["C3"] = "PHỔ CẬP MẦM NON NĂM HỌC 2025-2026", None

    store = store_with(tmp_path)
    (store.raw / "thu" / "2026").mkdir()
    book(MN=of_2026).save(store.raw / "thu" / "2026" / "mn.xlsx")
    assert counted(store, "2026").clean.findings == []
    assert told(store, 2026) == FROM_3_TO_5


def test_khom_and_single_years_of_printed_forms(tmp_path):
    store = store_with(tmp_path, a__xlsx=book(A=th_02), b__xlsx=book(B=thcs_m2))
    counted(store)
    assert told(store, khom="Khóm 2")["th_finished_to_14"] == (181, 184)
    assert told(store, age="17") == {"thcs_graduated_15_18": (80, 85), "thcs_upper_15_18": (76, 85)}


def test_the_public_forms_say_of_printed_ones_what_is_published_of_them(tmp_path):
    """Women, minorities and khóm are in the published counts, and so in the public workbook too."""
    store = store_with(tmp_path, a__xlsx=book(A=cmc_1, B=th_02, C=thcs_m2))
    counted(store)
    told = {one.number: dict(one.rows) for one in public_forms(open_report("thu", "2024", root=tmp_path))}
    people, one, two = LITERACY["15-35"]
    assert told["CMC-1"]["15–35"] == (*people, *one, *two)
    assert told["TH-02"]["Khóm 2"][5:] == (184, 181)
    assert told["MN 3–5 tuổi"]["Phải phổ cập"] == (None,)  # no form of it
    assert set(told["CMC-3"]["21–25"]) == {None}  # the form has bands alone: nothing is suppressed


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        (["Sau tốt nghiệp THCS đang học", "GDTX", "Ngoài tỉnh"], "gdtx_outside"),
        (["Sau tốt nghiệp THCS", "THPT"], "thpt"),
        (["Tốt nghiệp THCS", "Bổ túc"], "graduated"),  # how they graduated
        (["Tốt nghiệp THCS", "GDTX"], "graduated"),
        (["Đang học bổ túc THCS"], "at_lower"),
        (["Bỏ học", "THPT"], "left"),
        (["Chuyển đi học THPT"], "moved_away"),
        (["Hoàn thành chương trình GDMN theo độ tuổi"], "finished_of_age"),
        (["Hoàn thành chương trình tiểu học theo độ tuổi", "11 tuổi"], "finished_primary"),
    ],
)
def test_a_heading_that_names_a_school_says_what_of_it(heading, what):
    assert meaning("education", heading).what == what


def test_ways_after_lower_secondary_that_do_not_add_up_are_told(tmp_path):
    def wrong(sheet):
        thcs_m2(sheet)
        sheet["E9"] = 71  # of ages 15 to 18 are 246 at THPT in the province, of which 70 are 15

    store = store_with(tmp_path, a__xlsx=book(A=wrong))
    (finding,) = counted(store).clean.findings
    assert finding.kind == "form_contradicts" and "“Đang học THPT trong tỉnh”, 15–18 tuổi" in finding.detail
    assert told(store) == {"thcs_graduated_15_18": (321, 343)}


def test_one_way_that_is_not_printed_is_not_nought(tmp_path):
    def without_vocational(sheet):
        thcs_m2(sheet)
        sheet.delete_rows(14, 2)

    store = store_with(tmp_path, a__xlsx=book(A=without_vocational))
    assert counted(store).clean.findings == []
    assert told(store) == {"thcs_graduated_15_18": (321, 343)}


def test_the_same_forms_saved_by_libre_office(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    made = io.BytesIO()
    book(A=th_02, B=thcs_m1, C=thcs_m2, D=mn_m1).save(made)
    (tmp_path / "in.xlsx").write_bytes(made.getvalue())
    command = [office, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "ods",
               "--outdir", str(tmp_path), str(tmp_path / "in.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ})
    store = store_with(tmp_path / "project", bieu__ods=(tmp_path / "in.ods").read_bytes())
    assert counted(store).clean.findings == []
    assert told(store) == PRIMARY | LOWER | PRESCHOOL
