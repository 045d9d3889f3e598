"""The survey's own date: on every page, under every picture, and never taken for the period's."""

import pytest

from tests.report.made_up import report_of
from xhht_analysis.report.captions import subtitle, survey_source, survey_subtitle

AUTUMN = {"year": 2023, "closed": "2023-09-30", "source": "file"}
UNTOLD = {"year": 2023, "closed": None, "source": ""}
OLDER = " Đây là số liệu có trước kỳ báo cáo, không phải kết quả của 6 tháng đầu năm 2024."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"survey_years": [2023], "survey": AUTUMN},
            "Số liệu từ phiếu điều tra PCGD-XMC năm 2023, chốt ngày 30/9/2023; tuổi = 2023 trừ năm sinh."
            + OLDER,
        ),
        (
            {"survey_years": [2023], "survey": UNTOLD},
            "Số liệu từ phiếu điều tra PCGD-XMC năm 2023 (không ghi ngày chốt); tuổi = 2023 trừ năm sinh."
            + OLDER,
        ),
        (  # a survey of last autumn that was kept up to date into the period is of the period
            {"survey_years": [2023], "survey": AUTUMN | {"closed": "2024-05-31"}},
            "Số liệu từ phiếu điều tra PCGD-XMC năm 2023, chốt ngày 31/5/2024; tuổi = 2023 trừ năm sinh.",
        ),
        (
            {"survey_years": [2024]},
            "Số liệu từ phiếu điều tra PCGD-XMC năm 2024 (không ghi ngày chốt); tuổi = 2024 trừ năm sinh.",
        ),
        (
            {"survey_years": [2023], "survey": AUTUMN | {"source": "mapping"}, "door": "survey"},
            "Số liệu từ điều tra dân số năm 2023, chốt ngày 30/9/2023; tuổi là số tuổi ghi trong điều tra."
            + OLDER,
        ),
    ],
)
def test_every_page_says_which_survey_it_rests_on(tmp_path, facts, sentence):
    assert report_of(tmp_path, period="2024-H1", **facts).survey_words == sentence


@pytest.mark.parametrize(
    ("period", "facts", "older"),
    [
        ("2024-H1", {"survey_years": [2023], "survey": AUTUMN}, True),
        ("2024", {"survey_years": [2023], "survey": AUTUMN}, True),
        ("2023", {"survey_years": [2023], "survey": AUTUMN}, False),
        ("2024-H1", {"survey_years": [2023], "survey": AUTUMN | {"closed": "2023-12-31"}}, True),
        ("2024-H1", {"survey_years": [2023], "survey": AUTUMN | {"closed": "2024-01-01"}}, False),
        ("2024", {"survey_years": [], "door": "none"}, False),
    ],
)
def test_whether_the_survey_is_older_than_the_period(tmp_path, period, facts, older):
    assert report_of(tmp_path, period=period, **facts).survey_is_older is older


def test_a_picture_of_the_survey_bears_the_surveys_date(tmp_path):
    report = report_of(tmp_path, period="2024-H1", survey_years=[2023], survey=AUTUMN)
    assert survey_subtitle(report, "Biết chữ") == (
        "Biết chữ, xã An Thử, điều tra năm 2023, chốt ngày 30/9/2023, %"
    )
    assert survey_source(report) == "phiếu điều tra PCGD-XMC năm 2023, chốt ngày 30/9/2023"
    assert subtitle(report, "Kinh phí", "đồng") == "Kinh phí, xã An Thử, 6 tháng đầu năm 2024, đồng"
