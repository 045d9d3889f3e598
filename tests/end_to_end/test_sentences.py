"""No sentence of the sample contradicts a table: all pages of both communes, in all their periods."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.sentences import contradictions, evidence, unlike_parts
from tests.support.once import once
from tests.support.small_commune import clean_environment

PROJECT = Path(__file__).parents[2]
PERIODS = [("phu-my", ("2023", "2024-H1", "2024")), ("phu-tan", ("2025", "2026-H1", "2026"))]


def _made(root):
    """The sample as whoever tries the program gets it: written, counted, published."""
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    for path in (PROJECT / "data" / "raw").glob("*/*.toml"):
        target = root / path.relative_to(PROJECT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for words in (["sample"], ["run"]):
        command = [sys.executable, "-c", "from xhht_analysis.commands.cli import main; main()", *words]
        subprocess.run(command, cwd=root, check=True, capture_output=True, env=clean_environment())
    return root


@pytest.mark.slow
@pytest.mark.parametrize(("area", "period"), [(area, one) for area, periods in PERIODS for one in periods])
def test_no_page_of_the_sample_contradicts_itself(tmp_path_factory, area, period):
    folder = once(tmp_path_factory, "sample-published", _made) / "outputs" / area / period
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
    assert len(pages) == 7
    csv = (folder / "chi-tieu.csv").read_text(encoding="utf-8")
    assert unlike_parts(csv) == []
    known = evidence(pages.values(), csv)
    found = {name: faults for name, page in pages.items() if (faults := contradictions(page, known))}
    assert found == {}
    if area == "phu-tan":
        assert [name for name, page in pages.items() if "khóm" in page.casefold()] == []


PAGE = """<main><ul class="headlines"><li>Còn {left} người chưa biết chữ.</li><li>{said}</li></ul>
<table><caption>{caption}</caption>
<thead><tr><th>Nhóm</th><th>Đạt</th><th>Số đạt/tổng số</th><th>Ngưỡng</th></tr></thead>
<tbody><tr><th>Xóa mù chữ, mức độ 2</th><td>90,00</td><td>90 / 100</td><td>{limit}</td></tr></tbody>
</table>
<p>Điều tra năm 2024, chốt ngày 30/9/2024; điều tra năm 2024, chốt ngày 30/9/2024; {date}</p></main>"""
RIGHT = {"left": "10", "said": "", "caption": "Biết chữ", "limit": "90,00", "date": ""}


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
    ],
)
def test_each_contradiction_is_found(wrong, words):
    page = PAGE.format(**RIGHT | wrong)
    known = evidence([page])
    found = contradictions(page, known)
    assert found == [] if words is None else [one for one in found if one.startswith(words)]
