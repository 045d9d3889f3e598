"""No sentence of the sample contradicts a table: both communes, in .ci/run in all their periods."""

import csv
import re
import zipfile

import pytest

from tests.end_to_end.sentences import contradictions, counts_of, evidence, unlike_parts
from tests.support.sample import PUBLISHED, published_sample
from tests.support.words import forbidden_in

IN_CI_ALONE = "its pages are made in CI alone"


@pytest.mark.slow
@pytest.mark.parametrize(("area", "period"), PUBLISHED)
def test_no_page_of_the_sample_contradicts_itself(tmp_path_factory, area, period):
    folder = published_sample(tmp_path_factory) / "outputs" / area / period
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
    assert len(pages) == 7
    table = (folder / "chi-tieu.csv").read_text(encoding="utf-8")
    assert unlike_parts(table) == []
    known, counts = evidence(pages.values(), table), counts_of(table)
    found = {name: faults for name, page in pages.items() if (faults := contradictions(page, known, counts))}
    assert found == {}
    packages = [path for path in sorted(folder.iterdir()) if path.suffix in (".docx", ".xlsx")]
    assert len(packages) >= 2
    texts = pages | {f"{path.name}/{name}": text for path in packages for name, text in parts_of(path)}
    assert {name: faults for name, text in texts.items() if (faults := forbidden_in(text))} == {}
    if area == "phu-tan":
        assert [name for name, page in pages.items() if "khóm" in page.casefold()] == []


@pytest.mark.slow
@pytest.mark.skipif(("phu-tan", "2026-H1") not in PUBLISHED, reason=IN_CI_ALONE)
def test_the_commune_of_the_merger_says_whose_figures_lack(tmp_path_factory):
    """Of the four that became Phú Tân on 1/7/2025 the sample has the town alone, none of it in 2025."""
    folder = published_sample(tmp_path_factory) / "outputs" / "phu-tan" / "2026-H1"
    three = "xã Phú Hưng, xã Tân Hòa và xã Tân Trung"
    page = (folder / "dao-tao-nang-luc.html").read_text(encoding="utf-8")
    assert f"Ngắt chuỗi trước năm 2025: thiếu số liệu năm 2024 của {three}." in page
    half = f"Không cộng được số liệu 6 tháng đầu năm 2025 của các đơn vị cũ: thiếu thị trấn Phú Mỹ, {three}."
    assert half in (folder / "tong-hop.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(("phu-my", "2024-H1") not in PUBLISHED, reason=IN_CI_ALONE)
def test_the_alarms_of_the_samples_half_year_are_those_that_docs_explain(tmp_path_factory):
    """docs/duty.md says of each why it is right; one more would have to be explained there, or mended."""
    path = published_sample(tmp_path_factory) / "outputs" / "phu-my" / "2024-H1" / "chi-tieu.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        told = {row["clause"]: row["verdict"] for row in csv.DictReader(file) if row["verdict"]}
    alarms = {"chậm", "chưa đạt", "giữ nguyên (chưa đạt)", "chưa đạt (đợt sơ kết)"}
    assert {id: word for id, word in told.items() if word in alarms} == {
        "G1": "chậm", "T9": "chưa đạt (đợt sơ kết)",
    }  # fmt: skip


def parts_of(path):
    """Name and text of each part of a docx or xlsx, without its markup."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                yield name, re.sub(r"<[^>]+>", "", package.read(name).decode())


PAGE = """<main><ul class="headlines"><li>Còn {left} người chưa biết chữ.</li><li>{said}</li></ul>
<table><caption>{caption}</caption>
<thead><tr><th>Nhóm</th><th>Đạt</th><th>Số đạt/tổng số</th><th>Ngưỡng</th></tr></thead>
<tbody><tr><th>Xóa mù chữ, mức độ 2</th><td>90,00</td><td>90 / 100</td><td>{limit}</td></tr></tbody>
</table>
<p>Điều tra năm 2024, chốt ngày 30/9/2024; điều tra năm 2024, chốt ngày 30/9/2024; {date}</p></main>"""
RIGHT = {"left": "10", "said": "", "caption": "Biết chữ", "limit": "90,00", "date": ""}

CSV = """area,indicator,khom,sex,group,numerator,denominator,unknown
x,untraced_15_60,,,,4,100,0
x,untraced_15_60,Khóm 1,,,6,80,0
x,xmc2_15_60,,,,90,100,0
x,xmc2_15_60,,nữ,,45,50,0
x,university_15_plus,,,,7,200,0
"""


def _illiterate(blanks="4", share="40,00", among="10", rate="93,75"):
    return (
        f"Trong số mù chữ có {blanks} người không có ghi chép học tập nào ({share}% của {among} người chưa "
        f"biết chữ mức độ 1); không tính họ, tỷ lệ biết chữ mức độ 2 là {rate}%."
    )


def _unqualified(blanks="4", without="3,57", rate="3,50"):
    return (
        f"Tính là chưa có chuyên môn kỹ thuật có {blanks} người 15–60 tuổi (không kể người khuyết tật) không "
        "có ghi chép học tập nào (5,00% của 80 người từ 15 tuổi chưa có); không tính họ, tỷ lệ có trình độ "
        f"đại học từ 15 tuổi là {without}% thay vì {rate}%."
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, None),
        ({"left": "12"}, "12: Còn 12 người"),
        ({"said": "Không còn thiếu người nào."}, "words: Không còn thiếu"),
        ({"said": "Đã đạt mức độ cao nhất."}, "reached, and left"),
        ({"limit": "[z]"}, "[z] under Ngưỡng"),
        ({"date": "điều tra năm 2023, chốt ngày 30/9/2023"}, "surveys: "),
        ({"said": "Biết chữ: 91,00%"}, "91: Biết chữ"),
        ({"said": _illiterate()}, None),
        ({"said": _illiterate(share="41,00")}, "41: Trong số mù chữ"),
        ({"said": _illiterate(share="50,00")}, "50: Trong số mù chữ"),  # 50 stands in the csv
        ({"said": _illiterate(among="16", share="25,00")}, "16: Trong số mù chữ"),
        ({"said": _illiterate(blanks="3", share="30,00", rate="92,78")}, "3: Trong số mù chữ"),
        ({"said": _illiterate(rate="93,74")}, "93.74: Trong số mù chữ"),
        ({"said": _illiterate(rate="90,00")}, "90: Trong số mù chữ"),  # the rate with them
        ({"said": _unqualified()}, None),
        ({"said": _unqualified(without="3,58")}, "3.58: Tính là chưa có"),
        ({"said": _unqualified(without="7,29")}, "7.29: Tính là chưa có"),  # of people of 15 to 60
        ({"said": _unqualified(rate="3,57")}, "3.57: Tính là chưa có"),
        ({"said": "Biết chữ: 93,75%"}, "93.75: Biết chữ"),  # nobody is said to be left out
        ({"said": "Có 4 người (40,00% của 10 người)."}, "40: Có 4 người"),
    ],
)
def test_each_contradiction_is_found(wrong, words):
    page = PAGE.format(**RIGHT | wrong)
    found = contradictions(page, evidence([page], CSV), counts_of(CSV))
    assert bool(found) == (words is not None)
    assert [one for one in found if not one.startswith(words)] == []
