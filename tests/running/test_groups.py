"""``xhht run`` of a group: which periods and communes, what is made, kept, and looked over."""

import json
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.disclosure.leaving import read_folder, unread
from tests.support.group import good, write_area, write_commune
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, Store, write_text
from xhht_analysis.execution.processes import FreshProcesses
from xhht_analysis.indicators.counts import figures_of, read_counts
from xhht_analysis.publishing.gate import Gate
from xhht_analysis.running.group_counts import count_group
from xhht_analysis.running.group_steps import FILES, LIMIT
from xhht_analysis.running.groups import find_groups, periods_of, run_group
from xhht_analysis.running.results import Outcome
from xhht_analysis.running.run import choose
from xhht_analysis.running.steps import Job

REPOSITORY = Path(__file__).resolve().parents[2]
COMMUNES = ("a", "b", "c", "d")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    root = tmp_path_factory.mktemp("group")
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    store = Store(root)
    for n, area in enumerate(COMMUNES):
        away = {"mn5_in_class": (98 - n, 100 + n), "at_school_3_18": (900, 1000 + n)}
        write_commune(store, area, "2025", good(10 * n, **away), people=500 + 100 * n)
    write_commune(store, "a", "2024", good(1), people=500)
    members = ", ".join(f'"{area}"' for area in COMMUNES)
    write_area(
        store,
        "tinh",
        f'name = "Thử"\nkind = "tỉnh"\nmembers = [{members}, {{ area = "e", name = "xã E" }}]\n',
    )
    return store


def test_a_group_has_the_periods_of_its_communes(store):
    assert find_groups(store) == ["tinh"]
    assert periods_of(store, "tinh") == [Period(2024), Period(2025)]


def test_its_communes_are_looked_up_once_a_period_however_many_have_it(store, monkeypatch):
    asked = []

    def communes_of(store, group, period):
        asked.append(period)
        return list(COMMUNES)

    monkeypatch.setattr("xhht_analysis.running.groups.communes_of", communes_of)
    assert periods_of(store, "tinh") == sorted(asked, key=lambda period: period.sort_key)


def test_what_is_run_with_a_group_and_without(store):
    year = Period(2025)
    everything = choose(store, [], [year])
    assert everything == [*((area, year) for area in COMMUNES), ("tinh", year)]
    assert choose(store, ["tinh"], [year]) == everything
    assert choose(store, ["b"], [year]) == [("b", year)]


def test_whole_totals_are_the_sums_and_stay_private(store):
    count_group(store.root, "tinh", "2025")
    folder = store.processed("tinh", Period(2025))
    whole = figures_of(read_counts(folder / "private" / COUNTS_FILE))
    parts = [
        figures_of(read_counts(store.processed(a, Period(2025)) / "private" / COUNTS_FILE)) for a in COMMUNES
    ]
    for name, figure in whole.items():
        for count in ("numerator", "denominator", "unknown"):
            assert getattr(figure, count) == sum(getattr(one[name], count) for one in parts if name in one)
    assert (folder / "private" / COUNTS_FILE).stat().st_mode & 0o777 == 0o600
    assert not (folder / COUNTS_FILE).exists()


def test_files_are_made_looked_over_and_kept(store):
    year, folder = Period(2025), store.output("tinh", Period(2025))
    with FreshProcesses(1) as executor:
        job = Job(store, executor)
        first, second = (Outcome("tinh", year) for _ in range(2))
        run_group(job, first)
        assert first.failed == {}
        run_group(job, second)
    assert (first.count("built"), second.count("kept")) == (4, 4)
    assert unread(folder) == []
    for name in FILES:
        Gate().admit(name, (folder / name).read_bytes(), limit=LIMIT)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))["content"]
    assert [one["source"] for one in manifest["communes"]] == ["counted"] * 4 + [""]
    page = next(one for one in read_folder(folder) if one.name == "tong-quan.html")
    communes = next(table for table in page.tables if "thiếu nhiều người nhất trước" in table.title)
    assert len(communes.rows) == 5
    assert choose(store, ["b"], [year]) == [("b", year), ("tinh", year)]  # its total would tell otherwise


def test_what_was_sent_of_communes_stands_on_the_page_whose_notebook_may_not_read_it(store, tmp_path):
    """Files in the group's own folder lie behind the wall; so do those of the year before."""
    other = Store(Path(shutil.copytree(store.root, tmp_path / "project")))
    members = ', '.join(f'"{area}"' for area in COMMUNES)
    named = '{ area = "e", name = "xã E" }, { area = "g", name = "xã G" }'
    text = f'name = "Thử"\nkind = "tỉnh"\nmembers = [{members}, {named}]\n'
    write_area(other, "tinh", text)
    head = "area;period;indicator;numerator;denominator;percent\n"
    this = "xã E;2025;Được công nhận xóa mù chữ;;;mức độ 2\nxã G;2025;xmc2_15_60;950;1000;\n"
    write_text(other.raw / "tinh" / "2025" / "FIGURES.csv", head + this)
    write_text(other.raw / "tinh" / "2024" / "FIGURES.csv", f"{head}xã E;2024;Xóa mù chữ;;;mức độ 1\n")
    with FreshProcesses(1) as executor:
        outcome = Outcome("tinh", Period(2025))
        run_group(Job(other, executor), outcome)
    assert outcome.failed == {}
    page = (other.output("tinh", Period(2025)) / "tong-quan.html").read_text("utf-8")
    text = BeautifulSoup(page, "html.parser").get_text().replace("\u00a0", " ")
    assert "Xã E (chỉ gửi mức độ)" in text and "✓ được công nhận mức độ 2" in text
    assert "Xã G (gõ từ biểu)" in text and "✓ tệp ghi mức độ 1" in text
