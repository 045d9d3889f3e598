# ruff: noqa: E501 (a row a line)
"""Plans of other places, run by configuration alone: each clause on the page as it is judged by hand.

Three are plans of a ward, a town and a province as they were published; two are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.planned_commune import Commune, on_the_page
from xhht_analysis.report.drawn import bullet_rows
from xhht_analysis.report.plan_rows import clause_words
from xhht_analysis.report.report import Report
from xhht_analysis.report.summary import scoreboard

PLANS = Path(__file__).parent / "plans"


def titles(families, clans, communities, units) -> list[dict]:
    """Sheet “Danh hiệu học tập”: of each title all, registered, recognised."""
    names = ("Gia đình học tập", "Dòng họ học tập", "Cộng đồng học tập", "Đơn vị học tập")
    counts = (families, clans, communities, units)
    return [
        {"item": name, "all": all, "registered": registered, "recognised": recognised}
        for name, (all, registered, recognised) in zip(names, counts, strict=True)
    ]


def area(name: str, kind: str, khom: list[str], *units: tuple[str, str, str], **facts: object) -> str:
    lines = [f'name = "{name}"', f'kind = "{kind}"', "synthetic = true", f"khom = {khom}".replace("'", '"')]
    lines += [f"{key} = {value}" for key, value in facts.items()]
    for unit, of, level in units:
        lines += [
            "[[unit]]",
            f'name = "{unit}"',
            f'kind = "{of}"',
            *([f'levels = ["{level}"]'] if level else []),
        ]
    return "\n".join(lines) + "\n"


def plan(name: str) -> str:
    return (PLANS / f"{name}.toml").read_text(encoding="utf-8")


def own(**typed: object) -> list[dict]:
    """Lines of “Chỉ tiêu khác”: a number, a number of another, or an answer, by indicator."""
    return [
        {"id": id}
        | (
            {"answer": said}
            if isinstance(said, bool)
            else {"note": said}
            if isinstance(said, str)
            else dict(zip(("number", "base"), said if isinstance(said, tuple) else (said,), strict=False))
        )
        for id, said in typed.items()
    ]


WARD = Commune(
    "phuong-thu",
    area("Phường Thử", "phường", ["Khu phố 1", "Khu phố 2"], ("UBND phường Thử", "town", "")),
    plan("phuong"),
    {
        "Khu phố 1": {
            "titles": titles((400, 320, 300), (12, 8, 7), (1, 1, 1), (5, 5, 4)),
            "own_indicators": own(cong_dan_lao_dong=(300, 800)),
        },
        "Khu phố 2": {
            "titles": titles((300, 280, 200), (8, 6, 5), (1, 1, 1), (5, 4, 4)),
            "own_indicators": own(cong_dan_lao_dong=(250, 500)),
        },
        "UBND phường Thử": {"own_indicators": own(cong_dan_can_bo=(11, 20))},
    },
    period="2025",
)
TOWN = Commune(
    "thi-xa-thu",
    area(
        "Thị xã Thử",
        "thị xã",
        ["Khối phố Đông", "Thôn Tây"],
        ("UBND thị xã Thử", "town", ""),
        ("Trung tâm HTCĐ thị xã Thử", "centre", ""),
    ),
    plan("thi-xa"),
    {
        "Khối phố Đông": {
            "titles": titles((500, 450, 420), (10, 9, 8), (1, 1, 1), (10, 10, 10)),
            "own_indicators": own(nguoi_lao_dong=(500, 900)),
        },
        "Thôn Tây": {
            "titles": titles((100, 80, 60), (10, 8, 7), (1, 1, 0), (10, 9, 8)),
            "own_indicators": own(nguoi_lao_dong=(40, 180)),
        },
        "UBND thị xã Thử": {"own_indicators": own(can_bo=(72, 90))},
        "Trung tâm HTCĐ thị xã Thử": {"own_indicators": own(giam_doc=True, cntt=(6, 11))},
    },
    period="2025",
)
#: 40 people of 15 to 60: 5 with a degree of a university, 5 with another qualification.
_ADULTS = (
    *({"birth_year": 1980 + n, "level": "THPT", "degree": "Đại học"} for n in range(5)),
    *({"birth_year": 1980 + n, "level": "THPT", "degree": "THCN"} for n in range(5)),
    *({"birth_year": 1970 + n, "level": "THCS"} for n in range(30)),
)
PROVINCE = Commune(
    "xa-cua-tinh",
    area(
        "Xã Thử",
        "xã",
        ["Ấp 1", "Ấp 2"],
        ("Trường Cao đẳng Thử", "department", ""),
        ("Trường TH Thử", "school", "TH"),
        ("Trường THCS Thử", "school", "THCS"),
    ),
    plan("tinh"),
    {
        "Ấp 1": {
            "workers": [{"working_age": 200, "information": 110, "life_skills": 100}],
            "elders": [{"population": 30, "women": 15, "qualified": 8, "university": 3}],
        },
        "Ấp 2": {
            "workers": [{"working_age": 100, "information": 40, "life_skills": 79}],
            "elders": [{"population": 30, "women": 16, "qualified": 5, "university": 3}],
        },
        "Trường Cao đẳng Thử": {"own_indicators": own(dai_hoc_so=True)},
        "Trường TH Thử": {"school": [{"digital": True}]},
        "Trường THCS Thử": {"school": [{"digital": False}]},
    },
    people=tuple(
        {
            "khom": f"Ấp {1 + n % 2}",
            "number": n + 1,
            "female": "x" if n % 2 else "",
            "family_name": "Mẫu",
            "given_name": f"Số {n}",
        }
        | dict(one)
        for n, one in enumerate(_ADULTS)
    ),
)

_BAN = ("Bản Nà Thử", "Bản Pha Thử", "Bản Sin Thử")


def _mountain_people() -> tuple[dict, ...]:
    """40 adults of a minority, 4 of whom have finished grade 2 alone; 20 Kinh; 23 children, one of whom has left school."""
    old = {"birth_year": 1980, "ethnicity": "Thái"}
    thai = [
        *(old | {"level": "TH"} for _ in range(26)),
        *(old | {"grade_finished": "2", "grade_left": "3"} for _ in range(4)),
    ]
    young = [{"birth_year": 2004, "ethnicity": "Thái", "level": "THCS"} for _ in range(10)]
    kinh = [{"birth_year": 1985, "ethnicity": "Kinh", "level": "THPT"} for _ in range(20)]
    children = [
        *({"birth_year": 2020, "class_now": "Chồi"} for _ in range(5)),
        {"birth_year": 2020},
        *({"birth_year": 2014, "class_now": "5A", "level": ""} for _ in range(6)),
        {"birth_year": 2014, "grade_left": "4", "grade_finished": "3"},
        *({"birth_year": 2010, "class_now": "8A", "level": "TH"} for _ in range(10)),
    ]
    everybody = [*thai, *young, *kinh, *({"ethnicity": "Thái"} | child for child in children)]
    return tuple(
        {
            "khom": _BAN[n % 3],
            "number": n + 1,
            "female": "x" if n % 2 else "",
            "family_name": "Mẫu",
            "given_name": f"Số {n}",
        }
        | one
        for n, one in enumerate(everybody)
    )


def _ban(families: tuple[int, int, int], households: int, learners: int, shelf: bool, note: str = "") -> dict:
    typed = own(
        ho_chua_co_tu_sach=households,
        lop_xmc_ban=learners,
        tu_sach_ban=shelf,
        **({"van_hoa_doc": note} if note else {}),
    )
    return {"titles": titles(families, (2, 2, 2), (1, 1, 1), (1, 1, 1)), "own_indicators": typed}


_SCHOOL, _SECONDARY, _UBND = "Trường PTDTBT TH Thử", "Trường PTDTBT THCS Thử", "UBND xã Bản Thử"
_MOUNTAIN_AREA = area(
    "Bản Thử",
    "xã",
    list(_BAN),
    (_UBND, "town", ""),
    (_SCHOOL, "school", "TH"),
    (_SECONDARY, "school", "THCS"),
    hardship="true",
    smallest_count=1,
)
MOUNTAIN = Commune(
    "ban-thu",
    _MOUNTAIN_AREA,
    plan("vung-cao"),
    {
        "Bản Nà Thử": _ban((50, 40, 36), 10, 38, True, "Mở góc đọc sách ở nhà văn hóa"),
        "Bản Pha Thử": _ban((40, 30, 24), 8, 12, True),
        "Bản Sin Thử": _ban((30, 20, 17), 7, 9, False),
        _SCHOOL: {"own_indicators": own(chuyen_can=(480, 500), van_hoa_doc="Tuần đọc sách")},
        _SECONDARY: {"own_indicators": own(vao_lop_6=(49, 50))},
        _UBND: {
            "own_indicators": own(ke_hoach=True),
            "tasks": [{"item": "Cuộc kiểm tra, giám sát (cuộc)", "done": True, "number": 3}],
        },
    },
    people=_mountain_people(),
)
#: A year before: 31 households without a shelf, 74 of 120 learning families.
_BEFORE = Commune(
    "ban-thu",
    _MOUNTAIN_AREA,
    plan("vung-cao").replace("2024", "2023"),
    {
        "Bản Nà Thử": _ban((50, 40, 34), 12, 30, True),
        "Bản Pha Thử": _ban((40, 30, 23), 10, 10, True),
        "Bản Sin Thử": _ban((30, 20, 17), 9, 8, False),
    },
    period="2023",
)


def judged_after_a_year(root: Path):
    _BEFORE.judged(root)
    return MOUNTAIN.judged(root)


_TH1, _TH2, _OFFICE, _CENTRE = (
    "Trường Tiểu học Một",
    "Trường Tiểu học Hai",
    "UBND phường Mẫu Thử",
    "TTHTCĐ phường Mẫu Thử",
)


def _held(learners: int, **facts: object) -> dict:
    return {
        "date": "2024-05-06",
        "topic": "Chuyên đề",
        "kind": "pháp luật",
        "state": "đã mở",
        "planned": True,
        "learners": learners,
    } | facts


KHU_PHO = Commune(
    "mau-thu",
    area(
        "Mẫu Thử",
        "phường",
        ["Khu phố 1", "Khu phố 2", "Khu phố 3"],
        (_OFFICE, "town", ""),
        (_CENTRE, "centre", ""),
        (_TH1, "school", "TH"),
        (_TH2, "school", "TH"),
    ),
    plan("khu-pho"),
    {
        "Khu phố 1": {
            "titles": titles((9, 9, 9), (1, 1, 1), (1, 1, 1), (10, 10, 9)),
            "own_indicators": own(cau_lac_bo=True),
        },
        "Khu phố 2": {
            "titles": titles((9, 9, 9), (1, 1, 1), (1, 1, 1), (10, 10, 9)),
            "own_indicators": own(cau_lac_bo=True),
        },
        "Khu phố 3": {
            "titles": titles((9, 9, 9), (1, 1, 1), (1, 1, 1), (10, 10, 9)),
            "own_indicators": own(cau_lac_bo=False),
        },
        _OFFICE: {
            "own_indicators": own(ban_doc=2150, doanh_nghiep=(42, 100), xa_thcs_2=(7, 9)),
            "money": [
                {
                    "source": "xã hội hóa",
                    "planned": 0,
                    "spent": 0,
                    "raised_cash": 300_000_000,
                    "raised_kind": 0,
                }
            ],
        },
        _CENTRE: {
            "classes": [_held(500, disabled=2), _held(400, disabled=1), _held(90, disabled=0)],
            "money": [
                {
                    "source": "xã hội hóa",
                    "planned": 0,
                    "spent": 0,
                    "raised_cash": 150_000_000,
                    "raised_kind": 40_000_000,
                }
            ],
        },
        _TH1: {"own_indicators": own(hai_buoi=(400, 400))},
        _TH2: {"own_indicators": own(hai_buoi=(250, 300))},
    },
)
COMMUNES = {one.id: one for one in (WARD, TOWN, PROVINCE, MOUNTAIN, KHU_PHO)}

#: Clause → result, target, verdict, and what it rests on; each done by hand.
ON_THE_PAGE = {
    "phuong-thu": {
        "1": ("71,43% (500 / 700)", "≥ 70%, đến năm 2025; ≥ 80%, đến năm 2030", "✓ đạt", "Đến năm 2025: đạt. Đến năm 2030: chưa đến hạn. Còn 8,57 điểm phần trăm."),
        "2": ("60,00% (12 / 20)", "≥ 65%, đến năm 2025; ≥ 75%, đến năm 2030", "▲ chưa đạt", "Đến năm 2025: chưa đạt. Đến năm 2030: chưa đến hạn. Còn 15,00 điểm phần trăm."),
        "3": ("100,00% (2 / 2)", "≥ 65%, đến năm 2025; ≥ 75%, đến năm 2030", "✓ đạt", "Báo cáo các khóm."),
        "4": ("80,00% (8 / 10)", "≥ 80%, đến năm 2025; ≥ 95%, đến năm 2030", "✓ đạt", "Đến năm 2025: đạt. Đến năm 2030: chưa đến hạn. Còn 15,00 điểm phần trăm."),
        "5": ("Người lao động: 42,31% (550 / 1.300); Cán bộ, công chức: 55,00% (11 / 20); Người lao động, đến 2030: 42,31% (550 / 1.300)", "Người lao động: ≥ 40%, đến năm 2025; Cán bộ, công chức: ≥ 60%, đến năm 2025; Người lao động, đến 2030: ≥ 60%, đến năm 2030", "▲ chưa đạt", "Người lao động: đạt. Cán bộ, công chức: chưa đạt. Người lao động, đến 2030: chưa đến hạn. Chỉ tiêu đến năm 2030. Còn 17,69 điểm phần trăm."),
    },
    "thi-xa-thu": {
        "a": ("Gia đình: 80,00% (480 / 600); Dòng họ: 75,00% (15 / 20); Cộng đồng: 50,00% (1 / 2); Đơn vị: 90,00% (18 / 20)", "Gia đình: ≥ 80%; Dòng họ: ≥ 75%; Cộng đồng: ≥ 75%; Đơn vị: ≥ 90%", "▲ chưa đạt", "Gia đình: đạt. Dòng họ: đạt. Cộng đồng: chưa đạt. Với 2 khóm, 75% nghĩa là cả 2. Đơn vị: đạt."),
        "b": ("Người lao động: 50,00% (540 / 1.080); Cán bộ: 80,00% (72 / 90)", "Người lao động: ≥ 50%; Cán bộ: ≥ 70%", "✓ đạt", "Trang “Chỉ tiêu khác”."),
        "c": ("đã thực hiện", "có", "✓ đạt", "Trang “Chỉ tiêu khác”."),
        "d": ("54,55% (6 / 11)", "≥ 50%", "✓ đạt", "Trang “Chỉ tiêu khác”."),
    },
    "xa-cua-tinh": {
        "1a": ("50,00% (150 / 300)", "≥ 50%", "✓ đạt", "Báo cáo các khóm."),
        "1b": ("59,67% (179 / 300)", "≥ 60%", "▲ chưa đạt", "Báo cáo các khóm."),
        "2a": ("23,00% (23 / 100)", "khoảng 23%", "✓ đạt", "Số liệu của kỳ."),
        "2b": ("11,00% (11 / 100)", "≥ 12%", "▲ chưa đạt", "Số liệu của kỳ."),
        "3": ("Đại học, cao đẳng: 100,00% (1 / 1); Trường khác: 50,00% (1 / 2)", "Đại học, cao đẳng: ≥ 70%; Trường khác: ≥ 60%", "▲ chưa đạt", "Đại học, cao đẳng: đạt. Trường khác: chưa đạt. Với 2 trường, 60% nghĩa là cả 2."),
    },
    "ban-thu": {
        "M1": ("90,00% (36 / 40)", "≥ 90%", "✓ đạt", "Mẫu CMC-1."),
        "M2": ("93,33% (28 / 30)", "> 90%", "✓ đạt", "Mẫu CMC-1."),
        "M2b": ("90,00% (18 / 20)", "≥ 90%", "✓ đạt", "Mẫu CMC-1."),
        "M3": ("100,00% (10 / 10)", "100%", "✓ đạt", "Mẫu CMC-1."),
        "M4": ("6,67% (4 / 60)", "≤ 2%", "▲ chưa đạt", "Số liệu của kỳ."),
        "M5": ("5,88% (1 / 17)", "≤ 0%", "▲ chưa đạt", "Phiếu điều tra PCGD-XMC."),
        "M6": ("83,33% (5 / 6)", "≥ 98,5%", "▲ chưa đạt", "Với 6 người, 98,5% nghĩa là cả 6."),
        "M7": ("100,00% (10 / 10)", "≥ 95%", "✓ đạt", "Mẫu TH-2."),
        "M8": ("98,00% (49 / 50)", "≥ 98%", "✓ đạt", "Trang “Chỉ tiêu khác”."),
        "M9": ("Bản Nà Thử: 72,00% (36 / 50); Bản Pha Thử: 60,00% (24 / 40); Bản Sin Thử: 56,67% (17 / 30)", "mỗi khóm ≥ 60%", "▲ chưa đạt", "Đạt: Bản Nà Thử, Bản Pha Thử; chưa đạt: Bản Sin Thử."),
        "M10": ("38 người", "≥ 40 người", "▲ chưa đạt", "Trang “Chỉ tiêu khác”."),
        "M11": ("85,56% (77 / 90)", "≥ 90%", "▲ chưa đạt", "Báo cáo các khóm."),
        "M12": ("25 hộ", "giảm 5 hộ", "✓ đạt", "So với năm 2023 (31 hộ): giảm 6 hộ."),
        "M13": ("2 / 3 đơn vị", "3/3 đơn vị", "▲ chưa đạt", "Trang “Chỉ tiêu khác”."),
        "M14": ("đã thực hiện", "có, trước ngày 31/3/2024", "✓ đạt", "Trang “Chỉ tiêu khác”."),
        "M15": ("96,00% (480 / 500)", "≥ 96%", "✓ đạt", "Trang “Chỉ tiêu khác”."),
        "M16": ("2 / 5 đơn vị", "theo dõi", "theo dõi", "Đã viết: Bản Nà Thử, Trường PTDTBT TH Thử; chưa viết: Bản Pha Thử, Bản Sin Thử, Trường PTDTBT THCS Thử. Lời của đơn vị chỉ cơ quan tổng hợp đọc."),
        "M17": ("", "theo dõi", "theo dõi", "Cuộc kiểm tra, giám sát: 3 cuộc (1 đơn vị đã làm)."),
        "M18": ("đạt mức độ 2", "mức độ 1; mức độ 2, đến năm 2026", "✓ đạt", "Hiện đạt mức độ 2."),
        "M19": ("64,17% (77 / 120)", "tăng 2 điểm phần trăm", "✓ đạt", "So với năm 2023 (61,67%): tăng 2,50 điểm phần trăm."),
    },
    "mau-thu": {
        "K1": ("3 / 3 lớp", "≥ 3 lớp", "✓ đạt", "Báo cáo TTHTCĐ."),
        "K2": ("990 lượt người", "≥ 986 lượt người", "✓ đạt", "Báo cáo TTHTCĐ."),
        "K3": ("490.000.000 đồng", "≥ 500.000.000 đồng", "▲ chưa đạt", "Báo cáo TTHTCĐ, UBND và các ban ngành, đoàn thể."),
        "K4": ("92,86% (650 / 700)", "100%", "▲ chưa đạt", "Trang “Chỉ tiêu khác”."),
        "K5": ("Trường Tiểu học Hai: 83,33% (250 / 300); Trường Tiểu học Một: 100,00% (400 / 400)", "mỗi đơn vị ≥ 90%", "▲ chưa đạt", "Chưa đạt: Trường Tiểu học Hai; đạt: Trường Tiểu học Một."),
        "K6": ("2.150 lượt", "≥ 2.000 lượt", "✓ đạt", "Trang “Chỉ tiêu khác”."),
        "K7": ("42,00% (42 / 100)", "khoảng 42%", "✓ đạt", "Trang “Chỉ tiêu khác”."),
        "K8": ("2 / 3 đơn vị", "có", "▲ chưa đạt", "Đã có: Khu phố 1, Khu phố 2; chưa có: Khu phố 3."),
        "K9": ("77,78% (7 / 9)", "≥ 78% số xã đạt mức độ 2", "▲ chưa đạt", "Trang “Chỉ tiêu khác”."),
        "K10": ("90,00% (27 / 30)", "giữ vững 90%", "✓ giữ vững (đạt)", "Báo cáo các khóm."),
        "K11": ("", "theo dõi", "theo dõi", "Kế hoạch không nêu con số."),
        "K12": ("[c] / 990 lượt người", "≥ 5 lượt người", "chưa kết luận được", "Số người quá ít nên không công bố."),
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=COMMUNES)
def judged(request, tmp_path_factory) -> Report:
    root = tmp_path_factory.mktemp(request.param)
    return judged_after_a_year(root) if request.param == MOUNTAIN.id else COMMUNES[request.param].judged(root)


def test_each_clause_stands_on_the_page_as_it_is_judged_by_hand(judged):
    assert on_the_page(judged) == ON_THE_PAGE[judged.area.id]


def test_no_clause_is_without_a_cell_that_answers_it(judged):
    lacking = {
        name: words for name, words in judged.summary["lacking"].items() if name.startswith(judged.area.id)
    }
    assert lacking == {}


def test_a_chart_of_targets_tells_khom_and_years_apart(judged):
    names = [row.label for row in bullet_rows(judged.verdicts, judged.judged)]
    assert len(names) == len(set(names))


def test_the_plan_s_own_sentence_stands_beside_its_clause(judged):
    said = [clause_words(target) for target in judged.plan.targets if target.sentence]
    ward = (
        "II.1: “Phấn đấu đến năm 2025 có 70% và đến năm 2030 có 80% gia đình đạt danh hiệu gia đình học tập”"
    )
    assert said == ([ward] if judged.area.id == WARD.id else [])
    assert all(words in str([row[0] for row in scoreboard(judged).rows]) for words in said)
