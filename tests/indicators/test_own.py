# ruff: noqa: E501 (a case a line)
"""Indicators of a plan's own: typed untidily, left blank, of a few persons, asked of the wrong unit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.planned_commune import Commune, on_the_page
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import WORDS_FILE, read_json
from xhht_analysis.forms.writer import write_templates
from xhht_analysis.indicators.catalogue import catalogue
from xhht_analysis.indicators.own import rows_of
from xhht_analysis.sources.workbook import read_sheets
from xhht_analysis.standards.plan import load_plan

AREA = """\
name = "Riêng Thử"
kind = "xã"
synthetic = true
khom = ["Khóm 1", "Khóm 2", "Khóm 3"]
[[unit]]
name = "Trường TH Riêng"
kind = "school"
levels = ["TH"]
"""
HEAD = 'title = "Kế hoạch"\nyear = 2024\n'
CLAUSE = """\
[[target]]
id = "R"
clause = "I"
name = "Chỉ tiêu riêng"
direction = "at_least"
target = {target}
indicator = "rieng"
"""
OWN = """\
[[indicator]]
id = "rieng"
name = "Chỉ số riêng"
definition = "người của khóm"
kind = "{kind}"
unit = "người"
counts_persons = {persons}
units = ["khom"]
"""
PERSONS = HEAD + OWN.format(kind="count", persons="true") + CLAUSE.format(target=40)
SHARE = HEAD + OWN.format(kind="share", persons="true") + CLAUSE.format(target=50)


def commune(plan: str, *lines: dict, **more: dict) -> Commune:
    sent = {
        f"Khóm {n}": {"own_indicators": [{"id": "rieng"} | line]} for n, line in enumerate(lines, start=1)
    }
    return Commune("rieng-thu", AREA, plan, sent | more)


@pytest.mark.slow
def test_few_persons_are_not_published_and_judged_by_what_is(tmp_path):
    report = commune(PERSONS, {"number": 30}, {"number": 20}, {"number": 3}).judged(tmp_path)
    rows = report.counts[report.counts["indicator"] == "rieng-thu.rieng"]
    shown = dict(
        zip(
            rows["khom"],
            rows["numerator"].astype(object).where(rows["numerator"].notna(), "[c]"),
            strict=True,
        )
    )
    assert 3 not in shown.values()
    assert list(shown.values()).count("[c]") >= 2 or set(shown) == {""}
    assert on_the_page(report)["R"][:3] == ("53 người", "≥ 40 người", "✓ đạt")


@pytest.mark.slow
def test_a_total_of_few_persons_is_not_told(tmp_path):
    report = commune(PERSONS, {"number": 1}, {"number": 2}, {"number": 0}).judged(tmp_path)
    result, _, verdict, why = on_the_page(report)["R"]
    assert "3" not in result
    assert (verdict, why) == ("chưa kết luận được", "Số người quá ít nên không công bố.")


@pytest.mark.slow
def test_a_blank_is_no_zero_and_its_unit_is_named(tmp_path):
    report = commune(SHARE, {"number": 30, "base": 50}, {"number": 40}, {"number": 20, "base": 60}).judged(
        tmp_path
    )
    assert on_the_page(report)["R"] == (
        "ít nhất 50 / 110",
        "≥ 50%",
        "chưa kết luận được",
        "Ít nhất 50 / 110, thiếu: Khóm 2 (trang “Chỉ tiêu khác”, “Chỉ số riêng”: cột “Tổng số để so” để trống).",
    )


@pytest.mark.slow
def test_more_than_all_is_not_believed(tmp_path):
    report = commune(
        SHARE, {"number": 70, "base": 50}, {"number": 40, "base": 60}, {"number": 9, "base": 20}
    ).judged(tmp_path)
    assert "Khóm 1 (trang" in on_the_page(report)["R"][3]
    assert "số đếm được lớn hơn tổng số" in on_the_page(report)["R"][3]


@pytest.mark.slow
def test_a_silent_unit_leaves_the_clause_open(tmp_path):
    report = commune(SHARE, {"number": 30, "base": 50}, {"number": 40, "base": 60}).judged(tmp_path)
    assert on_the_page(report)["R"][2:] == (
        "chưa kết luận được",
        "Ít nhất 70 / 110, thiếu: Khóm 3 (trang “Chỉ tiêu khác”: chưa gửi tệp).",
    )


@pytest.mark.slow
def test_blank_lines_of_the_template_say_nothing(tmp_path):
    report = commune(SHARE, {}, {}, {"note": "chưa có số"}).judged(tmp_path)
    assert on_the_page(report)["R"][2] == "○ chưa có số liệu"
    private = report.store.private("rieng-thu", Period(2024)) / WORDS_FILE
    assert [line["unit"] for line in read_json(private)["own_indicators"]] == ["Khóm 3"]


@pytest.mark.slow
def test_half_of_what_is_counted_up_is_due_half_way(tmp_path):
    counted_up = commune(PERSONS + "accumulates = true\n", {"number": 9}, {"number": 6}, {"number": 5})
    report = counted_up.judged(tmp_path, period="2024-H1")
    assert on_the_page(report)["R"][:3] == ("20 người", "≥ 40 người", "→ đúng tiến độ")


def read(folder, text: str, *, year: int = 2024):
    place = folder / "rieng-thu"
    place.mkdir(exist_ok=True)
    (place / "area.toml").write_text(AREA, encoding="utf-8")
    (place / f"plan-{year}.toml").write_text(text, encoding="utf-8")
    return load_plan(place, Period(year))


WRONG = {
    PERSONS.replace("counts_persons = true\n", ""): "thiếu “counts_persons”: ghi true khi đếm người",
    PERSONS.replace('unit = "người"\n', ""): "thiếu “unit”: đếm người, lớp",
    PERSONS.replace('id = "rieng"', 'id = "Riêng"', 1): "“id” chỉ dùng chữ thường không dấu",
    PERSONS.replace('"rieng"', '"learners"'): "“id” learners đã là chỉ số có sẵn",
    PERSONS.replace(
        '["khom"]', '["Trường TH Riên"]'
    ): "địa bàn không có đơn vị “Trường TH Riên”. Có phải ý là “Trường TH Riêng”?",
    PERSONS.replace('["khom"]', '["centre"]'): "không đơn vị nào của địa bàn được hỏi",
    PERSONS.replace('"count"', '"yes_no"'): "“counts_persons” là true nhưng chỉ số này chỉ hỏi đơn vị",
    PERSONS.replace('"count"', '"ratio"'): "phải là một trong count, share, yes_no, words",
    PERSONS.replace(
        'indicator = "rieng"', 'indicator = "riengg"'
    ): "không có chỉ số “riengg”. Có phải ý là “rieng”?",
    PERSONS + OWN.format(kind="count", persons="true"): "“id” rieng ghi hai lần",
    PERSONS + 'each = "unit"\n': "không đếm theo nhóm (có: khóm)",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=range(len(WRONG)))
def test_what_is_wrong_with_an_own_indicator_is_told(tmp_path, text, said):
    with pytest.raises(InputError) as told:
        read(tmp_path, text)
    assert said in told.value.message.vi
    assert told.value.message.vi.startswith("Tệp rieng-thu/plan-2024.toml, dòng ")


def test_one_id_means_one_thing_over_the_years(tmp_path):
    read(tmp_path, PERSONS.replace("2024", "2023"), year=2023)
    with pytest.raises(
        InputError, match="“rieng” trong rieng-thu/plan-2024.toml và plan-2023.toml khác nhau"
    ):
        read(tmp_path, PERSONS.replace("counts_persons = true", "counts_persons = false"))


def test_a_broken_plan_of_another_year_does_not_hold_this_one_up(tmp_path):
    with pytest.raises(InputError):
        read(tmp_path, PERSONS.replace("2024", "2025").replace("counts_persons = true\n", ""), year=2025)
    assert read(tmp_path, PERSONS).own[0].id == "rieng"


def test_two_areas_may_use_one_id_for_different_things(tmp_path):
    read(tmp_path, PERSONS)
    other = tmp_path / "khac-thu"
    other.mkdir()
    (other / "area.toml").write_text(AREA, encoding="utf-8")
    (other / "plan-2024.toml").write_text(
        PERSONS.replace("counts_persons = true", "counts_persons = false"), encoding="utf-8"
    )
    assert load_plan(other, Period(2024)).targets[0].indicator == "khac-thu.rieng"
    assert (catalogue()["rieng-thu.rieng"].counts_persons, catalogue()["khac-thu.rieng"].counts_persons) == (
        True,
        False,
    )


def test_a_line_is_found_however_its_id_is_typed(tmp_path):
    (own,) = read(tmp_path, PERSONS).own
    assert own.is_meant_by(" RIENG ", "")
    assert own.is_meant_by("", "Chỉ số riêng: người của khóm")
    assert not own.is_meant_by("rieng_2", "Chỉ số riêng")
    assert not own.is_meant_by("", "")
    assert own.row() == {"id": "rieng", "name": "Chỉ số riêng: người của khóm", "measure": "người"}
    assert replace(own, definition="Chỉ số riêng").row()["name"] == "Chỉ số riêng"


@pytest.mark.slow
def test_templates_of_the_units_that_are_asked_begin_with_its_line(tmp_path):
    plan, area = read(tmp_path, SHARE), load_area(tmp_path / "rieng-thu", dt.date(2024, 12, 31))
    paths = write_templates(area, Period(2024), tmp_path / "mau", own=rows_of(plan.own, area.units))
    begins = {}
    for path in paths:
        (sheet,) = [one for one in read_sheets(path) if one.name == "Chỉ tiêu khác"]
        begins[path.stem] = [
            cell
            for cell in sheet.rows[sheet.rows.index(next(row for row in sheet.rows if "Mã" in row)) + 1][1:4]
        ]
    line = ["rieng", "Chỉ số riêng: người của khóm", "người"]
    assert begins == {"khom-1": line, "khom-2": line, "khom-3": line, "truong-th-rieng": ["", "", ""]}


@pytest.mark.slow
def test_the_share_of_communes_that_reach_a_level_is_typed_by_the_office_and_judged(tmp_path):
    """10 of 13 communes are 76,92 %: less than 78 %."""
    own = OWN.format(kind="share", persons="false").replace('unit = "người"', 'unit = "xã"')
    clause = CLAUSE.format(target=78).replace('"at_least"', '"communes"\nstandard = "thcs"\naim = 3')
    plan = HEAD + own.replace('["khom"]', '["town"]') + clause
    area = AREA + '[[unit]]\nname = "UBND xã"\nkind = "town"\n'
    sent = {"UBND xã": {"own_indicators": [{"id": "rieng", "number": 10, "base": 13}]}}
    report = Commune("rieng-thu", area, plan, sent).judged(tmp_path)
    assert on_the_page(report)["R"][:3] == (
        "76,92% (10 / 13)", "≥ 78% số xã đạt mức độ 3", "▲ chưa đạt",
    )  # fmt: skip
