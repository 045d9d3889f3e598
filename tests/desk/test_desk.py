"""The analyst's desk: every question has a table, a chart or a sentence that helps."""

import pytest

from tests.report.made_up import report_of
from tests.support.small_commune import KEPT, LITERATE_15_60, processed_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.desk.desk import Desk, open_desk
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.report.report import open_report


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(open_report("an-thu", "2024", root=processed_commune(tmp_path_factory)))


def test_open_desk_finds_the_project(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XHHT_ROOT", str(processed_commune(tmp_path_factory)))
    words = f"xã An Thử, tỉnh Thử, năm 2024: {KEPT} người, {len(catalogue())} chỉ số"
    assert repr(open_desk("an-thu", "2024")) == words


def test_a_period_that_was_not_processed(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XHHT_ROOT", str(processed_commune(tmp_path_factory)))
    with pytest.raises(InputError) as refused:
        open_desk("an-thu", "2023")
    words = "Chưa có số liệu đã xử lý của an-thu, kỳ 2023. Hãy chạy: xhht run an-thu --period 2023"
    assert refused.value.vi == words


def test_periods_and_indicators(desk):
    assert desk.periods()["period"].tolist() == ["2024"]
    table = desk.indicators()
    assert table.index.tolist() == list(catalogue())
    row = table.loc["xmc2_15_60"]
    assert (row["numerator"], row["denominator"], row["unknown"]) == (*LITERATE_15_60, 0)
    assert row["rate"] == pytest.approx(13 / 17)


def test_a_figure(desk):
    assert desk.figure("xmc2_15_60") == Figure(*LITERATE_15_60, 0)
    assert desk.figure("xmc2_15_60", sex="nữ") + desk.figure("xmc2_15_60", sex="nam") == Figure(13, 17, 0)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("khom", ["khom"]),
        ("sex", ["sex"]),
        (["group", "sex"], ["sex", "group"]),
        (["khom", "age"], ["khom", "age"]),
    ],
)
def test_a_rate_by(desk, by, keys):
    table = desk.rate("xmc2_15_60", by=by)
    assert table.columns.tolist() == [*keys, "numerator", "denominator", "unknown", "rate"]
    assert (table["numerator"].sum(), table["denominator"].sum()) == LITERATE_15_60
    assert table["rate"].dropna().is_monotonic_increasing


def test_a_rate_of_everybody(desk):
    assert desk.rate("xmc2_15_60")[["numerator", "denominator"]].to_numpy().tolist() == [[13, 17]]


@pytest.mark.parametrize("by", ["khom", "age", "sex"])
def test_charts(desk, by):
    chart = desk.chart("xmc2_15_60", by=by)
    assert chart.headline == "Biết chữ mức độ 2, 15–60 tuổi"
    assert chart.svg.startswith("<svg")


def test_a_chart_is_a_figure_a_frame_and_a_file(desk, tmp_path):
    chart = desk.chart("xmc2_15_60", by="sex")
    assert chart.axes == chart.figure.axes
    assert chart.table["Nữ: đạt"].sum() + chart.table["Nam: đạt"].sum() == LITERATE_15_60[0]
    assert chart.save(tmp_path / "nu-nam.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("ask", "vi"),
    [
        (
            lambda desk: desk.rate("xmc2_15_6"),
            "Không có chỉ số “xmc2_15_6”. Có phải ý là “xmc2_15_60”?",
        ),
        (lambda desk: desk.figure("???"), "Không có chỉ số “???”."),
        (
            lambda desk: desk.chart("xmc2_15_60", by="group"),
            "Chưa có biểu đồ theo “group”: hãy chọn khom, age hoặc sex.",
        ),
    ],
)
def test_a_wrong_word(desk, ask, vi):
    with pytest.raises(InputError) as refused:
        ask(desk)
    assert refused.value.vi == vi


def test_a_breakdown_that_is_not_counted(desk):
    with pytest.raises(InputError, match="^Không có cách chia theo khom, group. Có: "):
        desk.rate("xmc2_15_60", by=["khom", "group"])


def test_people(desk, tmp_path):
    assert len(desk.people()) == KEPT
    with pytest.raises(InputError, match="^Máy này không có bảng người đã làm sạch. "):
        Desk(report_of(tmp_path)).people()
