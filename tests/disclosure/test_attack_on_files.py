"""Everything that leaves together, attacked with the numbers that stand in the files themselves."""

import shutil

import pytest

pytest.importorskip("scipy", reason="the attacker solves linear programmes with scipy")

from tests.disclosure.communes import draw_people, reference
from tests.disclosure.explained import unexplained
from tests.disclosure.facts import facts_of, holds, numbers
from tests.disclosure.file_attack import YEAR, Left, attack_commune, left_in
from tests.disclosure.leaving import READERS, Document, Table, read, unread
from tests.support.amount import IN_CI
from tests.support.once import once
from tests.support.sample import PUBLISHED, RAW, published_sample
from tests.support.small_commune import REPOSITORY

#: As many counts are not known of the small commune at least: the attack is one.
SOME = 30


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """A commune with blank boxes: its half year, its year, the year again with eight persons corrected."""

    def attack(root):
        return root, attack_commune(root, size=400, khom=3, seed=5, blanks=0.001)

    return once(tmp_path_factory, "left", attack)


def test_all_files_say_the_same_of_a_commune_and_nothing_that_is_not_so(attacked):
    _, found = attacked
    assert (found["wrong"], found["untrue"]) == ([], [])
    assert found["told"] > SOME < found["withheld"]


def test_no_withheld_count_is_told_by_all_files_of_two_periods_and_two_publications(attacked):
    assert attacked[1]["pinned"] == []


def test_a_count_that_one_file_tells_is_noticed(attacked, tmp_path):
    """One [c] of the csv becomes a number, or a page says more than the csv."""
    left = shutil.copytree(attacked[0] / "left-0", tmp_path / "left")
    table = next(left.rglob("chi-tieu.csv"))
    lines = table.read_text("utf-8-sig").splitlines()
    place = next(n for n, line in enumerate(lines) if ",xmc2_15_60," in line and "[c]" in line)
    lines[place] = lines[place].replace("[c]", "7", 1)
    table.write_text("\n".join([*lines, ""]), "utf-8")
    assert any("xmc2_15_60" in told for told in left_in(left).wrong())


def test_a_file_of_a_kind_that_no_reader_takes_is_told(attacked, tmp_path):
    left = shutil.copytree(attacked[0] / "left-2", tmp_path / "left")
    asked_for = {".pdf"}  # printed from pages by ``bundle --pdf`` alone
    assert {path.suffix for path in left.rglob("*.*")} | {"SHA256SUMS"} | asked_for == READERS.keys()
    (left / "an-thu" / YEAR / "ban-do.geojson").write_text("{}", "utf-8")
    assert unread(left) == [f"an-thu/{YEAR}/ban-do.geojson"]
    assert left_in(left).wrong() == [f"['an-thu/{YEAR}/ban-do.geojson']"]


@pytest.mark.parametrize("area", sorted({area for area, _ in PUBLISHED}))
def test_every_table_of_the_sample_is_read_and_no_file_contradicts_another(tmp_path_factory, area):
    outputs = published_sample(tmp_path_factory) / "outputs" / area
    left = left_in(outputs, plans=RAW.parent / area)
    assert left.wrong() == []
    assert sum(len(facts.of_register) for facts in left.of.values()) > (1_000 if IN_CI else 500)


def test_a_table_that_nobody_understands_is_told():
    tables = [Table("Bảng 9. Theo dòng họ", ("Dòng họ", "Người biết chữ"), (("Nguyễn", "4"),))]
    facts = facts_of([Document("trang.html", tables)], period=YEAR)
    assert facts.not_understood == ["trang.html “Bảng 9. Theo dòng họ”: Dòng họ | Người biết chữ"]


PAGE = """<p>Biết chữ mức độ 2, 15–60 tuổi: 90,00% ([c] trên 200 người).</p>
<table><caption>Bảng 1. Từng điều kiện công nhận</caption>
<tr><th>Điều kiện</th><th>Tỷ lệ (%)</th><th>Số đếm</th><th>Ngưỡng (%)</th><th>Còn thiếu (người)</th></tr>
<tr><td>Mức độ 2: Biết chữ mức độ 2, 15–60 tuổi</td><td>90,00</td><td>[c] / 200</td><td>92,00</td>
<td>4</td></tr></table>"""


def test_sentences_and_sums_are_read_as_what_they_say():
    """90,00 % of 200 are 180; four are lacking to 92 %, which are 184."""
    facts = facts_of(read("trang.html", PAGE.encode()), period=YEAR)
    row = (YEAR, "xmc2_15_60", "", "", "", "")
    assert {cell: set(said) for cell, said in facts.cells.items()} == {
        (row, "numerator"): {"[c]"}, (row, "denominator"): {200}
    }  # fmt: skip
    assert facts.not_understood == []
    for literate, so in ((180, True), (179, False), (181, False)):
        known = dict(numbers(facts)) | {(row, "numerator"): literate, (row, "unknown"): 0}
        assert all(holds(fact, known) for fact in facts.sums) is so


def test_a_number_in_words_that_no_table_gives_is_told():
    """20 of 200 follow from 180; that three of them are women does not, nor does a share in an alt text."""
    shown = PAGE.replace("[c]", "180").replace("</p>", "; còn 20 người chưa biết chữ.</p>")
    more = '<svg aria-label="Thấp nhất 81,25% (Khóm 1); trong đó 3 người là nữ."></svg>'
    told = []
    for page in (shown, shown + more):
        documents = [*read("trang.html", page.encode())]
        told.append(unexplained(documents, facts_of(documents, period=YEAR), YEAR))
    assert told[0] == []
    assert [text.split(" in ")[0] for text in told[1]] == ["trang.html: 81,25", "trang.html: 3"]


def test_a_share_beside_a_withheld_count_is_found_out():
    facts = facts_of(read("trang.html", PAGE.encode()), period=YEAR)
    attack = Left({YEAR: facts}, []).attack(YEAR, reference(), ["Khóm 1"])
    assert ("xmc2_15_60", "", "", "", "", "numerator") in attack.pinned()


def test_readers_take_nothing_of_the_program():
    for name in ("leaving", "facts", "explained"):
        text = (REPOSITORY / "tests" / "disclosure" / f"{name}.py").read_text("utf-8")
        assert "import xhht_analysis" not in text and "from xhht_analysis" not in text


def test_a_drawn_commune_has_blank_boxes_for_the_attack():
    people = draw_people(5, size=400, khom=3, blanks=0.001)
    assert people[["age", "sex", "minority", "level_finished", "qualified"]].isna().to_numpy().any()
