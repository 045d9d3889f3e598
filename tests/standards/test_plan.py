"""The plan as data: all its clauses, and each way in which its file can be wrong."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.standards.plan import Plan, load_plan, times_per_month
from xhht_analysis.standards.target import Target
from xhht_analysis.standards.target_words import NO_TARGET

PHU_MY = Path(__file__).parents[2] / "data" / "raw" / "phu-my"
YEAR, HALF = Period(2024), Period(2024, True)

#: Plan 322/KH-UBND: clause of the paper, direction, what is to be reached as a reader writes it.
CLAUSES = {
    "G1": ("II.1", "at_least", "100%"), "G2": ("II.1", "falls", "giảm"),
    "G3": ("II.1", "at_least", "100%"), "G4": ("II.1", "rises", "tăng"), "G5": ("II.1", "rises", "tăng"),
    "A1": ("II.2a", "level", "mức độ 2"), "A2": ("II.2a", "balanced", "0,97–1,03"),
    "A3": ("II.2a", "level", "đạt chuẩn"), "A4": ("II.2a", "at_least", "chưa giao chỉ tiêu"),
    "A5": ("II.2a", "rises", "tăng"), "A6": ("II.2a", "at_least", "100%"),
    "A7": ("II.2a", "level", "mức độ 3"), "A8": ("II.2a", "level", "mức độ 2, phấn đấu mức độ 3"),
    "B1": ("II.2b", "at_least", "≥ 40%"), "B2": ("II.2b", "at_least", "≥ 40%"),
    "B3": ("II.2b", "at_least", "≥ 15%"), "B4": ("II.2b", "at_least", "≥ 8%"),
    "B5": ("II.2b", "rises", "tăng"),
    "C1": ("II.2c", "at_least", "≥ 30%"), "C2": ("II.2c", "at_least", "100%"),
    "C3": ("II.2c", "at_least", "100%"), "C4": ("II.2c", "at_least", "≥ 93%"),
    "C5": ("II.2c", "at_least", "≥ 60%"), "C6": ("II.2c", "about", "khoảng 25–35%"),
    "C7": ("II.2c", "rises", "tăng"), "C8": ("II.2c", "done", "có đủ"),
    "D1": ("II.2d", "rises", "tăng"), "D2": ("II.2d", "rises", "tăng"), "D3": ("II.2d", "rises", "tăng"),
    "D4": ("II.2d", "rises", "tăng"), "D5": ("II.2d", "done", "xếp loại tốt"),
    "D6": ("II.2d", "at_least", "Học sinh: 100%; Người lao động: tăng"),
    "T1": ("IV.5", "done", "có đủ mọi tháng"), "T2": ("III.1", "done", "có tổ chức"),
    "T3": ("III.2", "at_least", "100%"),
    "T4": ("III.2, IV.2", "done", "có tự đánh giá"), "T5": ("IV.7", "at_least", "100%"),
    "T6": ("IV.7", "at_least", "Lớp đã mở: 100%; Người đã học so với người cần học: theo dõi"),
    "T7": ("IV.3", "shown", "theo dõi"), "T8": ("IV.4", "shown", "theo dõi"),
    "T9": ("V", "at_least", "100%"), "T10": ("V", "done", "có lập danh sách"),
    "T11": ("III.3", "at_least", "100%"),
}  # fmt: skip
COMPUTED = {
    "G1": "centre_equipment", "G2": "illiterate_15_60", "G3": "disadvantaged_6_10_at_school",
    "G4": "agriculture_reached", "G5": "money_raised",
    "A1": "xmc", "A2": "xmc2_15_60", "A3": "mn5", "A4": "under5_in_class",
    "A5": "preschool_teachers_of_norm", "A6": "policies_served", "A7": "th", "A8": "thcs",
    "B1": "information_competence", "B2": "life_skills", "B3": "cmkt_15_plus", "B4": "university_15_plus",
    "B5": "online_learning",
    "C1": "digital_schools", "C2": "cadres_trained", "C3": "cadres_qualified", "C4": "officials_compulsory",
    "C5": "rural_workers_in_learning", "C6": "farmers_at_centre", "C7": "trained_workers",
    "C8": "centre_topics",
    "D1": "learning_families", "D2": "learning_clans", "D3": "learning_communities", "D4": "learning_units",
    "D5": "centre_rated_good", "D6": "life_skill_pupils",
    "T1": "broadcast_months", "T2": "learning_week", "T3": "classes_held", "T4": "self_ratings",
    "T5": "schooling_known_15_60", "T6": "literacy_classes_opened", "T7": "learners_poor",
    "T8": "money_spent", "T9": "reports_in_time", "T10": "reminder_list", "T11": "own_plans",
}  # fmt: skip


@pytest.fixture(scope="module")
def phu_my() -> Plan:
    return load_plan(PHU_MY, YEAR)


def test_the_plan_holds_every_clause_in_the_papers_order(phu_my):
    of_paper = [t for t in phu_my.targets if t.id in CLAUSES]  # the area may add clauses of its own
    assert [(t.id, (t.clause, t.direction, t.words)) for t in of_paper] == list(CLAUSES.items())


def test_the_plan_says_what_is_computed_and_what_else_is_needed(phu_my):
    named = {t.id: t.indicator or t.standard for t in phu_my.targets if t.indicator or t.standard}
    assert {id: name for id, name in named.items() if id in CLAUSES} == COMPUTED
    assert {t.id: t.also for t in phu_my.targets if t.also and t.id in CLAUSES} == {
        "G3": ("disadvantaged_11_14_at_school",),
        "C7": ("skilled_workers",),
        "T7": (
            "learners_women", "learners_disabled", "learners_homemakers", "learners_past_working_age",
            "learners_policy",
        ),
    }  # fmt: skip
    assert {t.id: t.indicators for t in phu_my.targets if t.part and t.id in CLAUSES} == {
        "D6": ("life_skill_pupils", "life_skill_workers"),
        "T6": ("literacy_classes_opened", "literacy_class_learners"),
    }
    assert all(t.name and t.needs for t in phu_my.targets)
    assert all(t.band_source for t in phu_my.targets if t.direction == "balanced")


def test_what_is_counted_up_over_the_year(phu_my):
    over_the_year = [
        "G4", "G5", "B5", "C2", "C4", "C5", "C6", "C8", "D1", "D2", "D3", "D4", "D6", "T3", "T6",
    ]  # fmt: skip
    assert [t.id for t in phu_my.targets if t.accumulates and t.id in CLAUSES] == over_the_year
    when = {t.id: t.when for t in phu_my.targets if t.when and t.id in CLAUSES}
    assert when == {
        "C8": 12, "D1": 12, "D2": 12, "D3": 12, "D4": 12, "D5": 12, "T2": 10, "T4": 12,
    }  # fmt: skip
    assert [t.id for t in phu_my.targets if t.every_period and t.id in CLAUSES] == ["T1", "T9"]


def test_the_plan_of_the_half_year_is_that_of_its_year(phu_my):
    assert load_plan(PHU_MY, HALF) == phu_my
    assert (phu_my.year, phu_my.date) == (2024, dt.date(2024, 4, 16))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target("", "", "", "at_least", target=Fraction(985, 1000)), "≥ 98,5%"),
        (Target("", "", "", "at_least", target=Fraction(1)), "100%"),
        (Target("", "", "", "at_least"), NO_TARGET),
        (Target("", "", "", "at_most", target=Fraction(0)), "≤ 0%"),
        (Target("", "", "", "at_most", target=Fraction(1, 8)), "≤ 12,5%"),
        (Target("", "", "", "at_most"), NO_TARGET),
        (Target("", "", "", "band", low=Fraction(1, 4), high=Fraction(355, 1000)), "25–35,5%"),
        (Target("", "", "", "rises"), "tăng"),
        (Target("", "", "", "falls"), "giảm"),
        (Target("", "", "", "balanced", low=Fraction(97, 100), high=Fraction(1)), "0,97–1"),
        (Target("", "", "", "level", standard="th", target=Fraction(3)), "mức độ 3"),
        (
            Target("", "", "", "level", standard="thcs", target=Fraction(2), aim=3),
            "mức độ 2, phấn đấu mức độ 3",
        ),
        (Target("", "", "", "level", standard="mn5", target=Fraction(1)), "đạt chuẩn"),
        (Target("", "", "", "done"), "có"),
        (Target("", "", "", "shown"), "theo dõi"),
        (Target("", "", "", "at_least", target=Fraction(1, 3)), "≥ 33,3333%"),
        (Target("", "", "", "above", target=Fraction(985, 1000)), "> 98,5%"),
        (Target("", "", "", "below", target=Fraction(2, 100)), "< 2%"),
        (Target("", "", "", "exactly", target=Fraction(1)), "100%"),
        (Target("", "", "", "exactly", target=Fraction(1, 2)), "đúng 50%"),
        (Target("", "", "", "about", target=Fraction(42, 100)), "khoảng 42%"),
        (Target("", "", "", "about", low=Fraction(1, 4), high=Fraction(35, 100)), "khoảng 25–35%"),
        (Target("", "", "", "keep"), "giữ vững"),
        (Target("", "", "", "keep", target=Fraction(1)), "giữ vững 100%"),
        (Target("", "", "", "rises", by=Fraction(2, 100)), "tăng 2 điểm phần trăm"),
        (
            Target("", "", "", "falls", by=Fraction(5), unit="count", indicator="learning_families"),
            "giảm 5 hộ",
        ),
        (
            Target("", "", "", "at_least", target=Fraction(51), unit="count", indicator="classes_held"),
            "≥ 51 lớp",
        ),
        (Target("", "", "", "at_least", target=Fraction(986), indicator="learners"), "≥ 986 lượt người"),
        (
            Target("", "", "", "at_least", target=Fraction(500_000_000), indicator="money_raised"),
            "≥ 500.000.000 đồng",
        ),
        (Target("", "", "", "at_least", target=Fraction(80), unit="points"), "≥ 80 điểm"),
        (
            Target("", "", "", "at_least", target=Fraction(13), of=13, unit="count", indicator="own_plans"),
            "13/13 đơn vị",
        ),
        (Target("", "", "", "done", due=dt.date(2024, 3, 31)), "có, trước ngày 31/3/2024"),
        (Target("", "", "", "at_least", target=Fraction(7, 10), horizon=2030), "≥ 70%, đến năm 2030"),
        (
            Target("", "", "", "communes", standard="thcs", aim=3, target=Fraction(78, 100)),
            "≥ 78% số xã đạt mức độ 3",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value.direction,
)
def test_the_words_of_a_target(target, words):
    assert target.words == words


def plan_of(folder: Path, text: str, *, period: Period = YEAR) -> Plan | None:
    path = folder / "xa-thu" / f"plan-{period.year}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_plan(path.parent, period)


ROW = '[[target]]\nid = "B3"\nclause = "II"\nname = "Tên"\n'


def test_no_file_is_no_plan(tmp_path):
    assert load_plan(tmp_path, YEAR) is None
    plan_of(tmp_path, ROW + 'direction = "shown"')
    assert load_plan(tmp_path / "xa-thu", Period(2025)) is None


@pytest.mark.parametrize("month", [1, 12])
def test_a_month_is_any_of_twelve(tmp_path, month):
    (target,) = plan_of(tmp_path, ROW + f'direction = "done"\nwhen = {month}').targets
    assert target.when == month


def test_a_small_plan(tmp_path):
    text = (
        'ghi_chu = "của xã"\n' + ROW + 'direction = "at_least"\ntarget = 98.5\nindicator = "cmkt_15_plus"\n'
        + ROW.replace("B3", "B4") + 'direction = "band"\nlow = "2,5"\nhigh = 10\naccumulates = true'
    )  # fmt: skip
    assert plan_of(tmp_path, text) == Plan(
        "xa-thu/plan-2024.toml",
        2024,
        (
            Target("B3", "II", "Tên", "at_least", target=Fraction(985, 1000), indicator="cmkt_15_plus"),
            Target("B4", "II", "Tên", "band", low=Fraction(25, 1000), high=Fraction(1, 10), accumulates=True),
        ),
    )


#: What a plan's file may say of a target, and the target: percentages are shares, numbers of things are not.
WRITTEN = {
    'direction = "above"\ntarget = 98.5': {"direction": "above", "target": Fraction(985, 1000)},
    'direction = "about"\ntarget = 42\ntolerance = 2': {
        "direction": "about", "target": Fraction(42, 100), "tolerance": Fraction(2, 100),
    },
    'direction = "rises"\nby = 2': {"direction": "rises", "by": Fraction(2, 100)},
    'direction = "at_least"\ntarget = 986\nindicator = "learners"': {
        "direction": "at_least", "target": Fraction(986), "indicator": "learners",
    },
    'direction = "at_least"\ntarget = 500_000_000\nindicator = "money_raised"': {
        "direction": "at_least", "target": Fraction(500_000_000), "indicator": "money_raised",
    },
    'direction = "at_least"\ntarget = 13\nof = 13\nunit = "count"\nindicator = "own_plans"': {
        "direction": "at_least", "target": Fraction(13), "of": 13, "unit": "count", "indicator": "own_plans",
    },
    'direction = "done"\ndue = 2024-03-31': {"direction": "done", "due": dt.date(2024, 3, 31)},
    'direction = "at_least"\ntarget = 70\nhorizon = 2030\ngroup = "nữ"\nages = [15, 25]': {
        "direction": "at_least", "target": Fraction(7, 10), "horizon": 2030, "group": "nữ", "ages": (15, 25),
    },
    'direction = "at_least"\ntarget = 90\nindicator = "learning_units"\nbase = "learning_units_registered"': {
        "direction": "at_least", "target": Fraction(9, 10), "indicator": "learning_units",
        "base": "learning_units_registered",
    },
    'direction = "communes"\nstandard = "thcs"\naim = 3\ntarget = 78': {
        "direction": "communes", "standard": "thcs", "aim": 3, "target": Fraction(78, 100),
    },
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_every_kind_of_target_is_written_in_the_file(tmp_path, text):
    (target,) = plan_of(tmp_path, ROW + text).targets
    assert target == Target(id="B3", clause="II", name="Tên", **WRITTEN[text])


def test_parts_of_a_clause_say_only_what_is_theirs(tmp_path):
    text = (
        'direction = "at_least"\ntarget = 40\nindicator = "trained_workers"\nlabel = "Lao động"\n'
        '[[target.part]]\nname = "Tay nghề cao"\nindicator = "skilled_workers"\ntarget = 5\n'
        '[[target.part]]\nname = "Người học"\ndirection = "rises"\nindicator = "learners"\nby = 200'
    )
    (target,) = plan_of(tmp_path, ROW + text).targets
    assert [(a.direction, a.indicator, a.target, a.by, a.part_name) for a in target.aims] == [
        ("at_least", "trained_workers", Fraction(2, 5), None, "Lao động"),
        ("at_least", "skilled_workers", Fraction(1, 20), None, "Tay nghề cao"),
        ("rises", "learners", None, Fraction(200), "Người học"),
    ]
    assert target.words == "Lao động: ≥ 40%; Tay nghề cao: ≥ 5%; Người học: tăng 200 lượt người"


def test_a_standard_is_taken_on_trust_before_there_were_rules(tmp_path):
    plan = plan_of(tmp_path, ROW + 'direction = "level"\nstandard = "cu"\ntarget = 9', period=Period(1976))
    assert plan.targets[0] == Target("B3", "II", "Tên", "level", standard="cu", target=Fraction(9))


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("title = ", "viết sai cú pháp TOML", "is not valid TOML"),
        ('title = "Kế hoạch"', "chưa có bảng [[target]] nào.", "it holds no [[target]]."),
        (
            "target = 5",
            "“target” (Các chỉ tiêu) phải là các bảng [[target]].",
            "“target” must be tables [[target]].",
        ),
        (
            "target = [5]",
            "“target” (Các chỉ tiêu) phải là các bảng [[target]].",
            "“target” must be tables [[target]].",
        ),
        (
            '[target]\nid = "B3"',
            "“target” (Các chỉ tiêu) phải là các bảng [[target]].",
            "“target” must be tables [[target]].",
        ),
        (
            '[[targets]]\nid = "B3"',
            "không có mục “targets”. Có phải ý là “target”?",
            "there is no “targets”. Did you mean “target”?",
        ),
        (
            "year = 2023\n" + ROW + 'direction = "shown"',
            "“year” phải là 2024, như tên tệp.",
            "“year” must be 2024, as the file is named.",
        ),
        (
            'year = "hai"\n' + ROW + 'direction = "shown"',
            "dòng 1: “year” (Năm, như tên tệp) phải là số nguyên.",
            "line 1: “year” must be a whole number.",
        ),
        (
            ROW + 'direction = "shown"\nindicater = "x"',
            "không có mục “indicater”. Có phải ý là “indicator”?",
            "there is no “indicater”. Did you mean “indicator”?",
        ),
        (
            ROW + 'direction = "shown"\nzzz = 1',
            "không có mục “zzz”. Các mục dùng được: id, clause,",
            "there is no “zzz”. There are: id, clause,",
        ),
        (
            'titel = "x"\n' + ROW + 'direction = "shown"',
            "không có mục “titel”. Có phải ý là “title”?",
            "there is no “titel”. Did you mean “title”?",
        ),
        ('số = "x"\n' + ROW + 'direction = "shown"', "sai cú pháp TOML (dòng 1)", "not valid TOML (line 1)"),
        ('nguon = "x"\n' + ROW + 'direction = "shown"', "không có mục “nguon”. Các", "there is no “nguon”."),
        (
            'date = "16/4/2024"\n' + ROW + 'direction = "shown"',
            "dòng 1: “date” (Ngày ban hành) phải là ngày không có dấu nháy",
            "“date” must be a day without quotes",
        ),
        (
            ROW + 'direction = "at_least"\nindicator = "xmc"\nalso = [["x"]]',
            "“also” (Chỉ số khác của chỉ tiêu này) phải là danh sách chữ.",
            "“also” must be a list of texts.",
        ),
        (
            ROW + 'direction = "at_least"\ntarget = "1e999999999"',
            "“target” (Số phải đạt: phần trăm, hoặc mức công nhận) phải là số",
            "“target” must be a number",
        ),
        (
            '[[target]]\nclause = "II"',
            "dòng 1, mục 1: thiếu “id” (Mã của chỉ tiêu, mỗi chỉ tiêu một mã). Hãy ghi thêm.",
            "line 1, entry 1: “id” is missing. Add it.",
        ),
        (
            ROW,
            "dòng 1, mục “B3”: thiếu “direction” (Cách xét chỉ tiêu). Hãy ghi thêm.",
            "line 1, “B3”: “direction” is missing. Add it.",
        ),
        (
            ROW.replace('"Tên"', '""') + 'direction = "shown"',
            "dòng 4, mục “B3”: “name” để trống.",
            "“B3”: “name” is blank.",
        ),
        (
            ROW.replace('"B3"', "3") + 'direction = "shown"',
            "mục “3”: “id” (Mã của chỉ tiêu, mỗi chỉ tiêu một mã) phải là chữ trong dấu nháy.",
            "“3”: “id” must be text in quotes.",
        ),
        (
            ROW + 'direction = "shown"\nindicator = ["x"]',
            "dòng 6, mục “B3”: “indicator” (Chỉ số được tính) phải là chữ trong dấu nháy.",
            "“B3”: “indicator” must be text in quotes.",
        ),
        (
            ROW + 'direction = "shown"\naccumulates = "có"',
            "mục “B3”: “accumulates” (Cộng dồn từ đầu năm) phải là true hoặc false.",
            "“B3”: “accumulates” must be true or false.",
        ),
        (
            ROW + 'direction = "at_lest"',
            "dòng 5, mục “B3”: “direction” (Cách xét chỉ tiêu) phải là một trong at_least, above, at_most, "
            "below, exactly, about, band, keep, rises, falls, balanced, level, communes, done, shown. "
            "Có phải ý là “at_least”?",
            "“B3”: “direction” must be one of at_least, above, at_most, below, exactly, about, band, keep, "
            "rises, falls, balanced, level, communes, done, shown. Did you mean “at_least”?",
        ),
        (
            ROW + 'direction = "shown"\nindicator = "cmkt_15plus"',
            "mục “B3”: không có chỉ số “cmkt_15plus”. Có phải ý là “cmkt_15_plus”?",
            "“B3”: no indicator is “cmkt_15plus”. Did you mean “cmkt_15_plus”?",
        ),
        (
            ROW + 'direction = "rises"\nindicator = "cmkt_15_plus"\nalso = ["university15_plus"]',
            "không có chỉ số “university15_plus”. Có phải ý là “university_15_plus”?",
            "no indicator is “university15_plus”. Did you mean “university_15_plus”?",
        ),
        (
            ROW + 'direction = "rises"\nalso = ["cmkt_15_plus"]',
            "dòng 6, mục “B3”: “also” phải đứng sau “indicator”.",
            "line 6, “B3”: “also” must stand beside “indicator”.",
        ),
        (
            ROW + 'direction = "done"\nwhen = 0',
            "mục “B3”: “when” (Tháng đến hạn) phải là số nguyên từ 1 đến 12.",
            "“B3”: “when” must be a whole number from 1 to 12.",
        ),
        (
            ROW + 'direction = "done"\nwhen = 13',
            "mục “B3”: “when” (Tháng đến hạn) phải là số nguyên từ 1 đến 12.",
            "“B3”: “when” must be a whole number from 1 to 12.",
        ),
        (
            ROW + 'direction = "level"\ntarget = 2',
            "mục “B3”: cần “standard” và “target” là số mức, từ 1.",
            "“B3”: “standard” is needed, and a level from 1 on as “target”.",
        ),
        (
            ROW + 'direction = "level"\nstandard = "xmc"',
            "mục “B3”: cần “standard” và “target” là số mức, từ 1.",
            "“B3”: “standard” is needed, and a level from 1 on as “target”.",
        ),
        (
            ROW + 'direction = "level"\nstandard = "xmc"\ntarget = true',
            "mục “B3”: “target” (Số phải đạt: phần trăm, hoặc mức công nhận) phải là số, ví dụ",
            "“B3”: “target” must be a number, such as",
        ),
        (
            ROW + 'direction = "level"\nstandard = "xmc"\ntarget = 1.5',
            "mục “B3”: cần “standard” và “target” là số mức, từ 1.",
            "“B3”: “standard” is needed, and a level from 1 on as “target”.",
        ),
        (
            ROW + 'direction = "level"\nstandard = "xmc"\ntarget = 0',
            "mục “B3”: cần “standard” và “target” là số mức, từ 1.",
            "“B3”: “standard” is needed, and a level from 1 on as “target”.",
        ),
        (
            ROW + 'direction = "level"\nstandard = "xmcc"\ntarget = 2',
            "mục “B3”: không có tiêu chuẩn “xmcc”. Có phải ý là “xmc”?",
            "“B3”: no standard is “xmcc”. Did you mean “xmc”?",
        ),
        (
            ROW + 'direction = "level"\nstandard = "xmc"\ntarget = 3',
            "mục “B3”: “xmc” chỉ có đến mức độ 2.",
            "“B3”: “xmc” has no level above 2.",
        ),
        (
            ROW + 'direction = "level"\nstandard = "thcs"\ntarget = 3\naim = 4',
            "mục “B3”: “thcs” chỉ có đến mức độ 3.",
            "“B3”: “thcs” has no level above 3.",
        ),
        (
            ROW + 'direction = "at_least"\ntarget = "nhiều"',
            "mục “B3”: “target” (Số phải đạt: phần trăm, hoặc mức công nhận) phải là số, ví dụ",
            "“B3”: “target” must be a number, such as",
        ),
        (
            ROW + 'direction = "at_least"\ntarget = "1/0"',
            "mục “B3”: “target” (Số phải đạt: phần trăm, hoặc mức công nhận) phải là số, ví dụ",
            "“B3”: “target” must be a number, such as",
        ),
        (
            ROW + 'direction = "at_least"\ntarget = nan',
            "mục “B3”: “target” (Số phải đạt: phần trăm, hoặc mức công nhận) phải là số, ví dụ",
            "“B3”: “target” must be a number, such as",
        ),
        (
            ROW + 'direction = "band"\nlow = []\nhigh = 3',
            "mục “B3”: “low” (Số thấp nhất: phần trăm, hoặc tỷ số nữ/nam) phải là số, ví dụ",
            "“B3”: “low” must be a number, such as",
        ),
        (
            ROW + 'direction = "band"\nlow = 3',
            "mục “B3”: cần “low” và “high”. Hãy ghi đủ hai số.",
            "“B3”: “low” and “high” are needed. Write both.",
        ),
        (
            ROW + 'direction = "balanced"\nhigh = 1',
            "mục “B3”: cần “low” và “high”. Hãy ghi đủ hai số.",
            "“B3”: “low” and “high” are needed. Write both.",
        ),
        (
            ROW + 'direction = "band"\nlow = 35\nhigh = 25',
            "mục “B3”: “low” lớn hơn “high”.",
            "“B3”: “low” is above “high”.",
        ),
        (
            ROW + 'direction = "at_least"\nindicator = "classes_held"\ntarget = 150',
            "mục “B3”: “target” lớn hơn 100%. Nếu đó là số lượng, hãy ghi unit",
            "“B3”: “target” is more than 100%. If it is a number, write unit",
        ),
        (
            ROW + 'direction = "shown"\n' + ROW + 'direction = "shown"',
            "“id” B3 ghi hai lần.",
            "“id” B3 stands twice.",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence_that_says_where(tmp_path, text, vi, en):
    with pytest.raises(InputError) as refused:
        plan_of(tmp_path, text)

    said = str(refused.value)
    assert said.startswith("Tệp xa-thu/plan-2024.toml") and vi in said
    assert said.endswith((".", "?"))
    with speaking("en"):
        assert "xa-thu/plan-2024.toml" in str(refused.value) and en in str(refused.value)


def test_how_often_a_month_is_said_by_the_plan_of_the_year_else_by_a_later_else_by_an_earlier_one(tmp_path):
    row = ROW + 'direction = "done"\nindicator = "broadcast_months"\n'
    assert times_per_month(tmp_path, YEAR) == {}
    plans = {2022: "per_month = 5", 2024: "", 2025: "per_month = 3", 2026: "per_month = 4"}
    for year, often in plans.items():
        plan_of(tmp_path, row + often, period=Period(year))
    years = (2021, 2022, 2024, 2026, 2027)
    asked = {year: times_per_month(tmp_path / "xa-thu", Period(year)) for year in years}
    assert {year: told["broadcast_months"] for year, told in asked.items()} == {
        2021: 5, 2022: 5, 2024: 3, 2026: 4, 2027: 4,
    }  # fmt: skip


def test_phu_my_wants_two_broadcasts_a_month(phu_my):
    assert {t.id: t.per_month for t in phu_my.targets if t.per_month and t.id in CLAUSES} == {"T1": 2}
    assert times_per_month(PHU_MY, Period(2023)) == {"broadcast_months": 2}
