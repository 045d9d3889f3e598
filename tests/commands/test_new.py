"""``xhht new``: what is asked, what is written, what is never taken for something else."""

import io
import tomllib

import pytest
from click.testing import CliRunner

from tests.support.small_commune import REPOSITORY
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.duty import OfPeriods
from xhht_analysis.base.periods import Period
from xhht_analysis.commands import new, new_files
from xhht_analysis.commands.cli import main
from xhht_analysis.standards.plan import load_plan


@pytest.fixture
def root(tmp_path, monkeypatch):
    for name in ("notebooks", "data/raw", "outputs"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XHHT_ROOT", raising=False)
    return tmp_path


def xhht_new(*words):
    ended = CliRunner().invoke(main, ["new", *words], catch_exceptions=False)
    return ended.exit_code, ended.stdout, ended.stderr


def files(root):
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


PHU_TAN = (
    "phu-tan", "--code", "30406", "--year", "2026", "--khom-kind", "ấp", "--khom", "1-3",
    "--unit", "Trường Tiểu học A; Trường Lê Lợi = THCS", "--unit", "Hội Khuyến học",
    "--recipient", "Sở GDĐT An Giang", "--due-half", "15/6", "--due-year", "25/11",
)  # fmt: skip


def test_options_alone_make_an_area_its_plan_folders_and_workbooks(root):
    code, said, wrong = xhht_new(*PHU_TAN)
    assert (code, wrong) == (0, "")
    assert said.startswith("30406 – xã Phú Tân, tỉnh An Giang (từ 1/7/2025)\n")
    folder = root / "data" / "raw" / "phu-tan"
    area = load_area(folder, Period(2026).reference_date)
    assert (area.title, area.code, area.province, area.district) == (
        "xã Phú Tân", "30406", "tỉnh An Giang", "",
    )  # fmt: skip
    assert (area.khom, area.hardship, area.synthetic) == (("Ấp 1", "Ấp 2", "Ấp 3"), False, False)
    assert [(unit.name, unit.kind, unit.levels) for unit in area.unit] == [
        ("TTHTCĐ xã Phú Tân", "centre", ()),
        ("UBND xã Phú Tân", "town", ()),
        ("Trường Tiểu học A", "school", ("TH",)),
        ("Trường Lê Lợi", "school", ("THCS",)),
        ("Hội Khuyến học", "department", ()),
    ]
    assert area.due.units == OfPeriods(half="15/6", year="25/11")
    assert (area.superior, area.recipients) == ("UBND tỉnh An Giang", ("Sở GDĐT An Giang",))
    assert str(area.since) == "2025-07-01"
    assert all((folder / period).is_dir() for period in ("2026-H1", "2026"))
    books = [path for path in files(root) if path.endswith(".xlsx")]
    assert len(books) == 2 * (3 + 5)
    assert books[0] == "outputs/phu-tan/2026-H1/bieu-mau/ap-1.xlsx"


def test_the_plan_holds_every_known_clause_and_judges_none_that_nobody_gave_a_number(root):
    xhht_new(*PHU_TAN)
    plan = load_plan(root / "data" / "raw" / "phu-tan", Period(2026))
    of_plan_322 = tomllib.loads((REPOSITORY / "data/raw/phu-my/plan-2024.toml").read_text("utf-8"))
    text = (root / "data/raw/phu-tan/plan-2026.toml").read_text("utf-8")
    for clause in of_plan_322["target"]:
        assert f'id = "{clause["id"]}"' in text
        assert f'"{clause.get("indicator") or clause["standard"]}"' in text
    assert {target.direction for target in plan.targets} == {"shown"}
    assert plan.title == "Kế hoạch xây dựng xã hội học tập năm 2026 của xã Phú Tân"
    assert "322" not in text
    assert "thị trấn" not in text


def test_every_known_clause_can_be_opened(root):
    """Whoever takes the # away gets a plan that is read."""
    opened = "\n\n".join(
        "\n".join(line.removeprefix("# ") for line in block.splitlines())
        for block in new_files.known_clauses().values()
    )
    (root / "plan-2026.toml").write_text(opened, "utf-8")
    plan = load_plan(root, Period(2026))
    assert [target.id for target in plan.targets] == list(new_files.known_clauses())


def test_clauses_can_be_struck(root):
    assert xhht_new(*PHU_TAN, "--keep", "b1, T9")[0] == 0
    plan = load_plan(root / "data" / "raw" / "phu-tan", Period(2026))
    assert [target.id for target in plan.targets] == ["B1", "T9"]


def test_nothing_is_overwritten(root):
    xhht_new(*PHU_TAN)
    before = {path: (root / path).read_bytes() for path in files(root)}
    code, _, wrong = xhht_new(*PHU_TAN, "--khom", "1-8")
    assert (code, wrong) == (
        2,
        "Đã có thư mục data/raw/phu-tan: không ghi đè. Hãy sửa tệp trong đó, hoặc chọn tên khác.\n",
    )
    assert {path: (root / path).read_bytes() for path in files(root)} == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Phú Tân"], "Tên thư mục “Phú Tân” không dùng được. Hãy dùng: xhht new phu-tan"),
        (["x"], "Thiếu --name (Tên xã, phường, ví dụ: xã Phú Tân)."),
        (["x", "--code", "3040"], "Mã xã, phường gồm đúng 5 chữ số, ví dụ 30406; không phải “3040”."),
        (["x", "--code", "99999"], "Danh mục không có mã 99999."),
        (
            ["x", "--code", "30406", "--name", "Phú Thạnh", "--year", "2026"],
            "Mã 30406 là của 30406 – xã Phú Tân, tỉnh An Giang (từ 1/7/2025); 30406 – thị trấn Phú Mỹ, huyện "
            "Phú Tân, tỉnh An Giang (trước 1/7/2025), không phải “Phú Thạnh”. Hãy sửa",
        ),
        (["x", "--code", "30427", "--year", "2026"], "Mã 30427 là của 30427 – xã Phú Thạnh"),
        ([*PHU_TAN, "--khom", "8-1"], "--khom: Khoảng “8-1” không dùng được."),
        ([*PHU_TAN, "--khom", "Кhóm A"], "--khom: “Khóm A” có chữ của bảng chữ khác"),
        ([*PHU_TAN, "--khom", "Ấp 2"], "--khom: “Ấp 2” ghi hai lần."),
        ([*PHU_TAN, "--unit", "Trường Phú Xuân"], "--unit: Tên “Trường Phú Xuân” không cho biết trường dạy"),
        ([*PHU_TAN, "--due-half", "31/6"], "--due-half: “31/6” không phải ngày."),
        ([*PHU_TAN, "--plan-date", "30/2/2026"], "--plan-date: “30/2/2026” không phải ngày."),
        ([*PHU_TAN, "--hardship", "hơi"], "--hardship: Hãy trả lời “có” hoặc “không”, không phải “hơi”."),
        ([*PHU_TAN, "--keep", "B1,ZZ"], "--keep: Không có chỉ tiêu mã “ZZ”."),
        ([*PHU_TAN, "--keep", "A1"], "--keep: Các chỉ tiêu A1 chỉ là gợi ý"),
    ],
    ids=lambda value: " ".join(value)[-40:] if isinstance(value, list) else "",
)
def test_a_wrong_option_is_told_and_nothing_is_written(root, words, said):
    code, out, wrong = xhht_new(*words)
    assert (code, out, wrong[: len(said)]) == (2, "", said)
    assert list((root / "data" / "raw").iterdir()) == []


def test_names_that_differ_by_a_tone_mark_are_two_places(root):
    """In huyện Phú Tân there were Phú Thạnh and Phú Thành; without marks nobody knows which one is meant."""
    code, _, wrong = xhht_new("x", "--name", "xã Phú Thanh", "--province", "An Giang", "--year", "2024")
    assert code == 2
    assert "30427 – xã Phú Thạnh" in wrong
    assert "30433 – xã Phú Thành" in wrong
    assert xhht_new("x", "--name", "Phú Thạnh", "--province", "An Giang", "--year", "2024")[0] == 0
    assert load_area(root / "data" / "raw" / "x", Period(2024).reference_date).code == "30427"


def test_one_name_that_is_like_it_is_not_taken_either(root):
    """Only Phú Thành stands since 1/7/2025 in Đồng Tháp: whoever types Phú Thạnh is shown it, no more."""
    code, _, wrong = xhht_new("x", "--name", "Phú Thạnh", "--province", "Đồng Tháp", "--year", "2026")
    assert code == 2
    assert "28663 – xã Phú Thành, tỉnh Đồng Tháp (từ 1/7/2025)" in wrong


def test_several_places_of_one_name_are_shown(root):
    code, _, wrong = xhht_new("x", "--name", "Phú Tân", "--year", "2026")
    assert code == 2
    assert wrong.splitlines()[0] == "Có 3 đơn vị tên “Phú Tân”. Hãy ghi thêm --province, hoặc --code:"
    assert [line.split()[0] for line in wrong.splitlines()[1:]] == ["28858", "30406", "32218"]


def test_a_place_before_the_two_levels_has_a_district(root):
    assert xhht_new("pm", "--name", "thị trấn Phú Mỹ", "--year", "2024")[0] == 0
    area = load_area(root / "data" / "raw" / "pm", Period(2024).reference_date)
    assert area.place == "thị trấn Phú Mỹ, huyện Phú Tân, tỉnh An Giang"
    assert (area.superior, area.recipients) == ("UBND huyện Phú Tân", ("Phòng GDĐT huyện Phú Tân",))
    assert area.since is None


def test_what_is_in_no_list_is_taken_when_that_is_said(root):
    words = ("m", "--unlisted", "--name", "xã Bản Mới", "--province", "tỉnh Thử", "--year", "2026")
    assert xhht_new(*words, "--khom", "Bản Lò; Pá Khoang", "--khom-kind", "bản", "--hardship", "có")[0] == 0
    area = load_area(root / "data" / "raw" / "m", Period(2026).reference_date)
    assert (area.title, area.code, area.hardship) == ("xã Bản Mới", "", True)
    assert area.khom == ("Bản Lò", "Bản Pá Khoang")


def answered(monkeypatch, *lines):
    """Runs ``new phu-tan`` at a terminal where these lines are typed."""
    monkeypatch.setattr(new, "at_terminal", lambda: True)
    ended = CliRunner().invoke(main, ["new", "phu-tan", "--year", "2026"], input="\n".join([*lines, ""]))
    return ended


ALL_ANSWERS = (
    "Phú Tân", "An Giang", "1", "", "ấp", "1-2", "Trường TH A", "", "", "", "", "", "", "", "", "", "B1,B2",
)  # fmt: skip


def test_at_a_terminal_everything_is_asked(root, monkeypatch):
    ended = answered(monkeypatch, *ALL_ANSWERS)
    assert ended.exit_code == 0, ended.output
    area = load_area(root / "data" / "raw" / "phu-tan", Period(2026).reference_date)
    assert (area.code, area.khom) == ("30406", ("Ấp 1", "Ấp 2"))
    assert [unit.name for unit in area.unit][2:] == [
        "Trường TH A", "Hội Khuyến học", "Hội Liên hiệp Phụ nữ", "Hội Nông dân", "Đoàn Thanh niên",
    ]  # fmt: skip


def test_a_wrong_answer_is_asked_again(root, monkeypatch):
    ended = answered(monkeypatch, *ALL_ANSWERS[:5], "2-1", *ALL_ANSWERS[5:])
    assert ended.exit_code == 0
    assert "Khoảng “2-1” không dùng được. Hãy ghi số nhỏ trước, ví dụ 1-8.\n" in ended.stderr


def test_a_place_that_no_list_has_is_asked_for_its_code(root, monkeypatch):
    own = ("phường Không Có", "tỉnh An Giang", "99", "", "có", "tổ dân phố", "1; Chợ")
    ended = answered(monkeypatch, *own, *[""] * 11)
    assert ended.exit_code == 0, ended.output
    assert "Mã xã, phường gồm đúng 5 chữ số, ví dụ 30406; không phải “99”.\n" in ended.stderr
    area = load_area(root / "data" / "raw" / "phu-tan", Period(2026).reference_date)
    assert (area.title, area.code, area.hardship) == ("phường Không Có", "", True)
    assert area.khom == ("Tổ dân phố 1", "Tổ dân phố Chợ")


def test_what_is_stopped_half_way_leaves_nothing(root, monkeypatch):
    ended = answered(monkeypatch, *ALL_ANSWERS[:6])
    assert ended.exit_code == 130
    assert list((root / "data" / "raw").iterdir()) == []


def test_without_a_terminal_nothing_is_asked(root, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Phú Tân\n"))
    assert xhht_new("x")[0] == 2
