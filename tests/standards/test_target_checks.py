# ruff: noqa: E501 (a case a line)
"""What no clause can mean is asked about: file, line, clause, what is wrong and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.standards.plan import Plan, load_plan

ROW = '[[target]]\nid = "B3"\nclause = "II"\nname = "Tên"\n'
SHARE = 'indicator = "cmkt_15_plus"\n'
AREA = 'name = "Bản Thử"\nkhom = ["Bản Nà Thử", "Bản Pha Thử"]\n'


def read(folder: Path, text: str, *, area: str = AREA) -> Plan:
    place = folder / "ban-thu"
    place.mkdir(exist_ok=True)
    (place / "area.toml").write_text(area, encoding="utf-8")
    (place / "plan-2024.toml").write_text(ROW + text, encoding="utf-8")
    plan = load_plan(place, Period(2024))
    assert plan is not None
    return plan


#: What was written, the line, and how the question begins or what it names.
ASKED = {
    'direction = "at_least"\ntarget = 0.4': (6, "“target” là 0,4%: có phải 40% không? Nếu phải, hãy ghi target = 40;"),
    'direction = "about"\nlow = 0.25\nhigh = 35': (6, "“low” là 0,25%: có phải 25% không?"),
    'direction = "exactly"\ntarget = "0,985"': (6, "“target” là 0,985%: có phải 98,5% không?"),
    'direction = "at_least"\ntarget = 250': (6, "“target” lớn hơn 100%. Nếu đó là số lượng, hãy ghi unit ="),
    'direction = "rises"\nby = 250': (6, "“by” lớn hơn 100%."),
    'direction = "at_least"\ntarget = -5': (6, "“target” nhỏ hơn 0. Hãy ghi số dương;"),
    'direction = "rises"\nby = -2': (6, "“by” nhỏ hơn 0. Hãy ghi số dương; muốn giảm thì ghi direction = \"falls\"."),
    'direction = "at_least"\ntarget = 0': (6, "“target” là 0%: lúc nào cũng đạt."),
    'direction = "at_most"\ntarget = 100': (6, "“target” là 100%: lúc nào cũng đạt."),
    'direction = "band"\nlow = 35\nhigh = 25': (6, "“low” lớn hơn “high”. Hãy sửa lại hai số."),
    'direction = "at_least"\nstandard = "th"\ntarget = 2': (
        5, "“standard” chỉ dùng với direction = \"level\" (đạt mức mấy).",
    ),
    'direction = "at_least"\ntarget = 40\nby = 2': (7, "“by” không dùng với direction = \"at_least\" (dùng: target)."),
    'direction = "done"\ntarget = 1': (6, "“target” không dùng với direction = \"done\" (dùng: không số nào)."),
    'direction = "at_least"\ntarget = 14\nof = 13\nunit = "count"': (7, "“of” là tổng số: cần unit = \"count\""),
    'direction = "at_least"\ntarget = 13\nof = 13': (7, "“of” là tổng số: cần unit = \"count\""),
    'direction = "at_least"\ntarget = 40.5\nunit = "count"': (6, "“target” đếm người, lớp, đồng … nên phải là số nguyên."),
    'direction = "done"\nwhen = 3\ndue = 2024-03-31': (6, "có cả “when” và “due”. Hãy giữ một:"),
    'direction = "done"\ndue = 2023-03-31': (6, "“due” thuộc năm 2023, kế hoạch là của năm 2024."),
    'direction = "at_least"\ntarget = 40\nhorizon = 20300': (7, "“horizon” là 20300, quá xa năm 2024."),
    'direction = "at_least"\ntarget = 40\nages = [30, 20]': (7, "“ages”: tuổi đầu 30 lớn hơn tuổi cuối 20."),
    'direction = "at_least"\ntarget = 40\nages = [6, 14]': (7, "chỉ đếm người 15–130 tuổi. Hãy sửa “ages”"),
    'direction = "at_least"\ntarget = 40\nages = [20, 30]': (7, "không đếm theo tuổi (có: nam, nữ; khóm)."),
    'direction = "at_least"\ntarget = 40\ngroup = "dân tộc thiểu số"': (7, "không đếm theo nhóm (có: nam, nữ; khóm)."),
    'direction = "at_least"\ntarget = 40\nunit = "dong"': (7, "không đếm bằng đồng."),
    'direction = "at_least"\ntarget = 40\nkhom = "Bản Nà"': (
        7, "địa bàn không có “Bản Nà”. Có phải ý là “Bản Nà Thử”?",
    ),
    'direction = "at_least"\ntarget = 40\nkhom = "Bản Nà Thử"\neach = "khom"': (8, "có cả “khom” và “each”."),
    'direction = "shown"\ntasks = ["Cuộc kiểm tra"]': (
        6, "trang “Việc đã làm” không có “Cuộc kiểm tra”. Có phải ý là “Cuộc kiểm tra, giám sát”?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_what_cannot_be_meant_is_asked_about(tmp_path, text):
    line, said = ASKED[text]
    with pytest.raises(InputError) as told:
        read(tmp_path, f"{text}\n{SHARE if 'standard' not in text else ''}")
    with speaking("vi"):
        words = str(told.value)
    assert words.startswith(f"Tệp ban-thu/plan-2024.toml, dòng {line}, mục “B3”: ")
    assert said in words
    assert words.endswith((".", "?"))
    with speaking("en"):
        assert str(told.value).startswith(f"ban-thu/plan-2024.toml, line {line}, “B3”: ")


@pytest.mark.parametrize(
    "text",
    [
        'direction = "at_least"\ntarget = 0.4\nsure = true',
        'direction = "at_most"\ntarget = 0.4',
        'direction = "at_most"\ntarget = 0',
        'direction = "rises"\nby = 0.5',
        'direction = "at_least"\ntarget = 40\nhorizon = 2030\ndue = 2030-12-31',
        'direction = "at_least"\ntarget = 40\ngroup = "phụ nữ"',
        'direction = "at_least"\ntarget = 40\neach = "khom"',
        'direction = "at_least"\ntarget = 40\nkhom = "Bản Pha Thử"',
    ],
)
def test_what_can_be_meant_is_taken(tmp_path, text):
    (target,) = read(tmp_path, f"{text}\n{SHARE}").targets
    assert target.indicator == "cmkt_15_plus"


def test_numbers_of_an_amount_are_no_share(tmp_path):
    with pytest.raises(InputError, match="là số lượng, không có phần trăm"):
        read(tmp_path, 'direction = "at_least"\ntarget = 80\nunit = "percent"\nindicator = "learners"')


def test_a_part_is_asked_about_in_its_own_table(tmp_path):
    text = f'direction = "at_least"\ntarget = 40\n{SHARE}[[target.part]]\nhorizon = 2030\ntarget = 0.5\n'
    with pytest.raises(InputError, match="dòng 10, mục “B3”: “target” là 0,5%: có phải 50% không"):
        read(tmp_path, text)


def test_what_is_unlike_the_clause_leaves_its_numbers_and_days_behind(tmp_path):
    text = (
        f'direction = "rises"\nceiling = 100\nwhen = 6\n{SHARE}[[target.part]]\ndirection = "at_least"\n'
        'target = 50\ndue = 2024-12-10\n'
    )  # fmt: skip
    (target,) = read(tmp_path, text).targets
    assert (target.aims[1].ceiling, target.aims[1].when) == (None, None)


def test_two_groups_at_once_are_found_whatever_they_are_called(tmp_path):
    text = 'direction = "at_least"\ntarget = 80\nindicator = "xmc1_15_60"\ngroup = "{}"'
    for written in ("nữ, dân tộc thiểu số", "DTTS, phụ nữ"):
        assert read(tmp_path, text.format(written)).targets[0].group == "nữ, dân tộc thiểu số"
    with pytest.raises(InputError, match="không đếm nhóm “nữ, hộ nghèo”"):
        read(tmp_path, text.format("nữ, hộ nghèo"))
