# ruff: noqa: E501 (a refusal a line)
"""The desk: what it opens, its frames, what it refuses and in which words."""

import shutil

import pandas as pd
import pytest

from tests.support.desk_commune import AREA_ID, MARK, YEARS, desk_commune
from tests.support.small_commune import KEPT, LITERATE_15_60, processed_commune
from xhht_analysis import indicator, open_desk
from xhht_analysis.base.errors import InputError
from xhht_analysis.desk.questions import NotCounted
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.counts import BREAKDOWNS
from xhht_analysis.indicators.figure import Figure


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return desk_commune(tmp_path_factory)


@pytest.fixture(scope="module")
def desk(root):
    return open_desk(AREA_ID, "2024", root=root)


@pytest.fixture(scope="module")
def years(root):
    return open_desk(AREA_ID, root=root)


def test_open_desk_finds_the_project(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XHHT_ROOT", str(processed_commune(tmp_path_factory)))
    words = f"xã An Thử, tỉnh Thử, năm 2024: {KEPT} người, {len(catalogue())} chỉ số"
    assert repr(open_desk("an-thu", "2024")) == words
    everything = open_desk()
    assert (everything.areas, everything.periods) == (["an-thu", "ben-thu"], ["1999", "2024"])


@pytest.mark.parametrize(
    ("area", "period", "vi"),
    [
        (AREA_ID, "2021", "Chưa có số liệu đã xử lý của an-ban, kỳ 2021. Hãy chạy: xhht run an-ban --period 2021"),
        ("an-ba", None, "Không có địa bàn “an-ba”: hãy tạo thư mục data/raw/an-ba với tệp area.toml. Có phải ý là "
         "“an-ban”?"),
        (None, "2021", "Chưa có số liệu đã xử lý trên máy này. Hãy chạy: xhht run"),
    ],
)  # fmt: skip
def test_what_was_not_processed_cannot_be_opened(root, area, period, vi):
    with pytest.raises(InputError) as refused:
        open_desk(area, period, root=root)
    assert refused.value.vi == vi


def test_frames_are_typed_and_hold_no_objects(desk, years):
    frames = [
        desk.people, years.people, years.counts, desk.catalogue(), years.catalogue(), desk.levels(),
        years.plan(), desk.call_list(), desk.call_list("Chưa đạt mức độ 2"), desk.whatif(1),
        years.rate("xmc2_15_60", by=["khom", "disabled", "level"], interval=True),
        *desk.tables.values(), desk.sql("select * from people"),
    ]  # fmt: skip
    found = {
        f"{n}: {name}" for n, frame in enumerate(frames) for name in frame if frame[name].dtype == object
    }
    assert found == set()
    assert years.people["period"].cat.ordered
    assert years.people["period"].cat.categories.tolist() == list(YEARS)
    assert desk.people["age"].dtype == "Int64"


def test_sums_are_complete_by_any_column(desk):
    whole = desk.rate("xmc2_15_60").loc[0, ["numerator", "denominator", "unknown"]].tolist()
    assert whole == [44, 60, 1]
    for by in ("khom", "sex", "group", "age", "ethnicity", "disabled", "level", ["khom", "age"], "priority"):
        told = desk.rate("xmc2_15_60", by=by)
        assert told[["numerator", "denominator", "unknown"]].sum().tolist() == whole, by


@pytest.mark.parametrize("shape", [by for by in BREAKDOWNS if by])
def test_people_and_counts_say_the_same(desk, shape):
    own = desk.rate("xmc2_15_60", by=[*shape, "disabled"]).groupby(list(shape), observed=True, dropna=False)
    whole = desk.counts[desk.counts["indicator"] == "xmc2_15_60"]
    empty = {key: whole[key].astype("str") == "" for key in ("sex", "group", "age")}
    empty["khom"] = whole["khom"].isna()
    for key, blank in empty.items():
        whole = whole[(~blank if key in shape else blank)[whole.index]]
    assert sorted(own["numerator"].sum().tolist()) == sorted(whole["numerator"].tolist())


def test_not_known_is_shown(tmp_path_factory):
    desk = open_desk("an-thu", "2024", root=processed_commune(tmp_path_factory))
    told = desk.rate("xmc2_15_60", by="ethnicity")
    assert told["ethnicity"].tolist()[-1] == "không rõ"
    assert told[["numerator", "denominator"]].sum().tolist() == list(LITERATE_15_60)


def test_what_is_withheld_in_public_is_marked(desk):
    told = desk.rate("xmc2_15_60", by=["khom", "sex"]).set_index(["khom", "sex"])["public"]
    assert told["Khóm 1", "nữ"] == "giữ lại"  # 2 of 10 are not literate
    own = desk.rate("xmc2_15_60", by="ethnicity").set_index("ethnicity")["public"].to_dict()
    assert own == {"Khmer": "giữ lại", "Kinh": "giữ lại"}  # 3 are not; of 1 nothing is known
    assert set(desk.rate("xmc1_15_60", by="ethnicity")["public"]) <= {"giữ lại", "không công bố"}


def test_a_filter_counts_those_alone(desk):
    told = desk.rate("xmc2_15_60", where={"khom": "Khóm 2", "age": range(15, 46), "sex": ["nữ"]})
    assert told.loc[0, ["numerator", "denominator", "unknown"]].tolist() == [12, 20, 1]
    older = desk.rate("xmc2_15_60", where={"age": lambda age: age > 45})
    assert older.loc[0, ["numerator", "denominator"]].tolist() == [15, 18]


def test_bands_may_overlap(desk):
    told = desk.rate("xmc2_15_60", by="age_band", bands=["15–25", "15–35", "15–60"])
    assert told["denominator"].tolist() == [10, 22, 60]


@pytest.mark.parametrize(
    ("ask", "vi"),
    [
        (lambda d: d.rate("xmc2_15_6"),
         "Không có chỉ số “xmc2_15_6”. Có phải ý là “xmc2_15_60”? Tìm bằng desk.catalogue(\"…\")."),
        (lambda d: d.rate("xmc2_15_60", by="kham"), "Không có cột “kham”. Có phải ý là “khom”?"),
        (lambda d: d.rate("xmc2_15_60", where={"khom": "Khom 1"}),
         "Cột “khom” không có giá trị “Khom 1”. Có phải ý là “Khóm 1”? Các giá trị: Khóm 1, Khóm 2, Khóm 10."),
        (lambda d: d.rate("xmc2_15_60", where={"age": "15"}), "Cột “age” là số: hãy lọc bằng số"),
        (lambda d: d.rate("xmc2_15_60", by="age_band"), "Chia theo age_band thì hãy nêu nhóm tuổi"),
        (lambda d: d.rate("xmc2_15_60", bands=[(30, 20)]), "Nhóm tuổi viết thành cặp tuổi, tuổi nhỏ trước"),
        (lambda d: d.rate("xmc2_15_60", by="name"), "Không chia, không lọc theo cột “name”"),
        (lambda d: d.rate("xmc2_15_60", where={"address": "x"}), "Không chia, không lọc theo cột “address”"),
        (lambda d: d.rate("farmer_seats", by="ethnicity"), "Không có cột “ethnicity”"),
        (lambda d: d.rate("farmer_seats", by="sex"), "“"),
        (lambda d: d.figure("???"), "Không có chỉ số “???”."),
        (lambda d: d.tables["clases"], "Không có trang “clases”. Có phải ý là “classes”?"),
        (lambda d: d.tables["titles"], "Không đơn vị nào điền trang “Danh hiệu học tập” (titles)"),
        (lambda d: d.whatif(17), "Chỉ có 16 người chưa đạt mức độ 2 trong số được chọn, không phải 17."),
        (lambda d: d.call_list("Mù chữ"), "Không có danh sách “Mù chữ”, hoặc không có ai trong đó."),
        (lambda d: d.compare("xmc2_15_60", periods=["2020"]), "Kỳ “2020” không mở."),
        (lambda d: d.to_excel(d.levels(), "../outputs/a"), "Tên tệp Excel không kèm thư mục"),
        (lambda d: d.sql("select nam from people"), "Câu SQL không chạy được: Binder Error"),
        (lambda d: d.sql("select * from 'a.csv'"), "Câu SQL không chạy được: "),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_with_what_it_may_have_meant(desk, ask, vi):
    with pytest.raises(InputError) as refused:
        ask(desk)
    assert refused.value.vi.startswith(vi)
    assert refused.value.en != refused.value.vi


def test_three_answers_for_no_figure(desk, years):
    """Withheld, never counted, and a wrong name are not the same."""
    withheld = desk.rate("xmc2_15_60", by="khom")
    assert withheld["public"].tolist() != ["công bố"] * 2 and withheld["rate"].notna().all()
    with pytest.raises(NotCounted, match="chưa được đếm: kỳ 2024 còn thiếu báo cáo: "):
        desk.rate("learning_families")
    with pytest.raises(InputError, match="Không có chỉ số “xmc”") as wrong:
        desk.rate("xmc")
    assert not isinstance(wrong.value, NotCounted)
    some_years = years.rate("farmer_seats")
    assert some_years["public"].tolist()[:2] == ["chưa đếm"] * 2


def test_no_error_text_holds_a_persons_cell(desk):
    for query in (
        "select cast(name as integer) from people",
        "select name::date from people",
        f"select * from people where {MARK}",
    ):
        with pytest.raises(InputError) as refused:
            desk.sql(query)
        assert MARK not in refused.value.vi.replace(query, "") or MARK in query
    with pytest.raises(InputError) as refused:
        desk.rate("xmc2_15_60", where={"household": "001"})
    assert "001" not in refused.value.vi


def test_sql_reaches_no_file(desk, tmp_path):
    with pytest.raises(InputError):
        desk.sql(f"copy (select * from people) to '{tmp_path / 'a.csv'}'")
    assert list(tmp_path.iterdir()) == []


def test_sql_joins_what_is_open(desk):
    told = desk.sql(
        "select w.khom, farmers, count(*) n from workers w join people p on p.khom = w.khom "
        "group by all order by 1"
    )
    assert told.to_dict("list") == {"khom": ["Khóm 1", "Khóm 2"], "farmers": [30, 50], "n": [22, 39]}


def test_the_catalogue_is_searched_without_accents(desk):
    assert desk.catalogue().index.tolist() == list(catalogue())
    assert "xmc2_15_60" in desk.catalogue("biet chu muc do 2").index
    assert desk.catalogue("biết chữ").loc["xmc2_15_60", "numerator"] == 44
    assert desk.catalogue("không có gì như vậy").empty


def test_a_figure(desk):
    assert desk.figure("xmc2_15_60") == Figure(44, 60, 1)
    assert desk.figure("xmc2_15_60", sex="nam") == Figure(24, 30, 0)


@pytest.mark.parametrize(
    ("by", "bands"), [("khom", None), ("age", None), (["khom", "sex"], None), ("level", None),
                      (["khom", "age_band"], [(15, 60)])]
)  # fmt: skip
def test_charts(desk, by, bands):
    chart = desk.chart("xmc2_15_60", by=by, bands=bands)
    assert chart.headline == "Biết chữ mức độ 2, 15–60 tuổi"
    assert chart.svg.startswith("<svg")
    assert not [name for name in chart.table if chart.table[name].dtype == object]


def test_a_threshold_stands_only_where_a_rule_asks_one(desk):
    assert any("dưới ngưỡng 90%" in note for note in desk.chart("xmc2_15_60").notes)
    assert not desk.chart("finished_primary_11_14").notes if "finished_primary_11_14" in catalogue() else True
    assert not desk.chart("xmc2_15_60", where={"sex": "nữ"}).notes


def test_an_indicator_may_be_written_again_and_takes_no_name_of_the_programs(desk):
    for answer in (True, False):

        @indicator("thu_lai")
        def thu_lai(people, answer=answer):
            return pd.Series(answer, index=people.index)

    assert desk.rate("thu_lai")["numerator"].tolist() == [0]
    with pytest.raises(InputError, match="đã là chỉ số có sẵn"):
        indicator("xmc2_15_60")

    @indicator("chu")
    def chu(people):
        return people["name"]

    with pytest.raises(InputError, match="phải trả về cho mỗi người") as refused:
        desk.rate("chu")
    assert MARK not in refused.value.vi


def test_the_plan_and_the_levels(desk):
    (clause,) = desk.plan().to_dict("records")
    assert (clause["id"], clause["numerator"], clause["denominator"]) == ("A1", 44, 60)
    levels = desk.levels().set_index("standard")
    # 44 of 61 are literate at level 2; 90 % would be 55
    assert levels.loc["xmc", ["reached", "next_level", "more_people"]].tolist() == [1, 2, 11]


def test_the_desk_writes_nothing_but_what_is_asked(root, tmp_path):
    copied = shutil.copytree(root, tmp_path / "project")
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    desk = open_desk(AREA_ID, "2024", root=copied)
    desk.rate("xmc2_15_60", by="ethnicity"), desk.call_list(), desk.plan(), desk.sql("select 1 from people")
    assert {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()} == before
    assert not (copied / "outputs").exists()
