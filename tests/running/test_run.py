"""``xhht run``: pages, csv and indexes; one report that fails stops no other; the same bytes every time."""

import csv
import io
import re
import shutil
import stat
import sys
import tomllib
import zipfile

import pandas as pd
import pytest

from tests.end_to_end.at_once import draw_nothing, run_at_once
from tests.support.commands import invoke
from tests.support.small_commune import (
    ASIDE,
    BORN_WRITTEN,
    FILES,
    HOSTILE,
    KEPT,
    LITERATE_15_60,
    MARK,
    PAGES,
    REGISTER,
    REPOSITORY,
    SURVEY,
    break_notebook,
    made_commune,
    people,
    processed_commune,
    unfinished,
)
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message, speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import SUMMARY_FILE, Store, read_json, write_json
from xhht_analysis.execution.failures import NotebookFailure
from xhht_analysis.execution.servers import can_fork
from xhht_analysis.publishing import exporter, workbook_export
from xhht_analysis.publishing.manifest import MANIFEST, read_manifest
from xhht_analysis.publishing.papers import PAPERS
from xhht_analysis.publishing.workbook_export import indicator_workbook
from xhht_analysis.running import pipeline
from xhht_analysis.running.results import COUNTING, Outcome, results_text
from xhht_analysis.running.run import choose


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_commune(tmp_path_factory)


#: What an error of a notebook says: perhaps a cell of a person.
SECRET = "ô của Trần Thị Bí Mật"
SAID = "data/processed/an-thu/2024/private/loi-so-data_quality.txt"


@pytest.fixture(scope="module")
def broken(made, tmp_path_factory):
    """The made commune elsewhere, run again with one notebook that fails and one that ends its kernel."""
    root = tmp_path_factory.mktemp("broken") / "project"
    shutil.copytree(made.root, root)
    break_notebook(root, "data_quality", f"raise ZeroDivisionError('{SECRET}')", cell=6)
    break_notebook(root, "universal_education", "import os\nos._exit(1)", cell=4)
    return root, invoke(root, "run", REGISTER[0])


#: Of a report whose process ended in the middle of a cell.
DIED = (
    "Tiến trình lập báo cáo đã chết giữa chừng (mã thoát 1). Hãy chạy lại; nếu vẫn thế thì có thể máy thiếu "
    "bộ nhớ."
    if can_fork()
    else "Sổ universal_education.ipynb hỏng ở ô thứ 4: DeadKernelError."
)


def rows_of(made, of):
    text = made.output("chi-tieu.csv", of).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_run_ends_well_and_names_the_index_and_the_list_last(made):
    assert (made.process.returncode, made.process.stderr) == (0, "")
    lines = made.process.stdout.splitlines()
    lacking = [line for line in lines if "báo cáo Word chưa có mục" in line or line.endswith("mục khác.")]
    assert lacking and lines[-2 - len(lacking) : -2] == lacking  # parts that nobody filled, before the end
    said = [line for line in lines if line not in lacking]
    assert [line.partition(";")[0] for line in said if not line.startswith(" ")] == [
        f"an-thu 2024: lập {len(FILES)}",
        f"ben-thu 1999: lập {len(FILES)}",
        str(made.root / "outputs" / "index.html"),
        said[-1],
    ]
    assert re.fullmatch(
        r"Cần sửa \d+ chỗ, danh sách: data/processed/an-thu/2024/private/can-sua\.xlsx", said[-1]
    )
    told = [line for line in said if line.startswith(" ")]
    assert len(told) == 2 * (1 + len(FILES))
    assert all(line.startswith("  ✓ ") and line.endswith(" s): chưa có") for line in told)


def test_everything_is_made_and_nothing_else(made):
    outputs = made.root / "outputs"
    names = [*PAPERS, MANIFEST, "index.html", *(f"{page}.html" for page in PAGES)]
    expected = {"index.html"} | {"/".join([*of, name]) for of in (REGISTER, SURVEY) for name in names}
    found = {p.relative_to(outputs).as_posix() for p in outputs.rglob("*") if p.is_file()}
    assert found == expected


def test_the_csv_counts_the_people(made):
    """By hand: 13 of 17 people of 15 to 60 are literate at level 2; a degree above school have 2 of 18."""
    whole = {
        row["indicator"]: (
            row["numerator"],
            row["denominator"],
            row["unknown"],
            row["clause"],
            row["verdict"],
        )
        for row in rows_of(made, REGISTER)
        if not (row["khom"] or row["sex"] or row["group"])
    }
    assert whole["xmc2_15_60"][:3] == (*map(str, LITERATE_15_60), "0")
    assert whole["cmkt_15_plus"] == ("2", "18", "0", "B3", "chưa đạt")
    assert whole["mn5_in_class"][:3] == ("2", "3", "0")
    assert whole["th_finished_at_11"][:3] == ("2", "3", "0")


def test_every_clause_of_the_plan_has_a_row_and_an_area_without_plan_none(made):
    plan = tomllib.loads((REPOSITORY / "data/raw/phu-my/plan-2024.toml").read_text(encoding="utf-8"))
    clauses = {row["clause"] for row in rows_of(made, REGISTER)} - {""}
    assert clauses == {target["id"] for target in plan["target"]}
    assert {row["clause"] for row in rows_of(made, SURVEY)} == {""}
    assert "Địa bàn chưa có tệp kế hoạch của năm này" in made.page("tong-hop", SURVEY)


def test_before_the_rules_figures_are_computed_and_not_judged(made):
    page = made.page("xoa-mu-chu", SURVEY)
    assert "Kỳ này chưa có quy định công nhận mức độ: số liệu được tính, không xét mức độ." in page
    assert "77,78% (21/27 người)" in page


def test_a_cell_of_the_csv_is_never_a_formula(made):
    cells = [cell for row in rows_of(made, SURVEY) for cell in row.values()]
    assert f"'{HOSTILE[0]}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def unpacked(path):
    """A file's bytes, or those of what is packed in it: packed, no word could be found."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_nothing_personal_leaves(made):
    private = [p for p in made.root.rglob("private/**/*") if p.is_file()]
    told = [p for p in private if p.parent.name == "private" and MARK.lower().encode() in unpacked(p).lower()]
    # a search that finds the marks where they belong
    names = ["can-sua.xlsx", "kept-people.json", "people.parquet", "people.parquet"]
    assert sorted(p.name for p in told) == names
    outside = [p for p in (made.root / "data" / "processed").rglob("*") if p.is_file() and p not in private]
    outside += [p for p in (made.root / "outputs").rglob("*") if p.is_file()]
    # figures of two periods, the last run, what the index was made from, the index, and the reports
    assert len(outside) == 6 + 1 + 1 + 1 + 2 * (1 + len(FILES))
    secrets = [text.lower().encode() for text in (MARK, *BORN_WRITTEN)]
    assert [p for p in outside if any(secret in unpacked(p).lower() for secret in secrets)] == []
    said = (made.process.stdout + made.process.stderr).lower().encode()
    assert [secret for secret in secrets if secret in said] == []


def test_the_register_marks_every_personal_box():
    """The test above is worth what the register holds."""
    filled = {box for person in people()[:KEPT] for box, value in person.items() if MARK in str(value)}
    assert len(filled) == 14 + 3 + 22
    assert len(people()) == KEPT + ASIDE


def test_nothing_is_left_half_written(made, broken):
    assert unfinished(made.root) + unfinished(broken[0]) == []


def test_a_failing_notebook_is_named_with_its_cell_and_error(broken):
    root, process = broken
    assert process.exit_code == 1
    assert process.stderr == ""
    said = process.stdout.splitlines()
    assert said[0].startswith(f"an-thu 2024: lập 1; giữ {len(FILES) - 3}; hỏng 2; ")
    assert sorted(line for line in said[1:-1] if "✗" in line) == [
        f"  ✗ pho-cap-giao-duc.html: {DIED}",
        f"  ✗ so-lieu.html: Sổ data_quality.ipynb hỏng ở ô thứ 6: ZeroDivisionError. Lời của lỗi: {SAID}",
    ]
    (built,) = (line for line in said if "✓" in line)
    assert built.startswith("  ✓ index.html (")
    assert built.endswith(" s): đổi: báo cáo chưa lập được")
    assert said[-2] == str(root / "outputs" / "index.html")


def test_what_an_error_says_stays_private(broken):
    root, process = broken
    assert SECRET not in process.stdout
    files = [path for place in ("data", "outputs") for path in (root / place).rglob("*") if path.is_file()]
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == [root / SAID]
    assert stat.S_IMODE((root / SAID).stat().st_mode) == 0o600 or sys.platform == "win32"


def test_the_page_made_before_stays_and_the_others_are_the_same_bytes_in_another_folder(made, broken):
    folder = broken[0].joinpath("outputs", *REGISTER)
    for name in [*(f"{page}.html" for page in PAGES), *PAPERS]:
        assert (folder / name).read_bytes() == made.output(name).read_bytes(), name


def test_the_indexes_say_which_report_failed(made, broken):
    root, _ = broken
    index = root.joinpath("outputs", *REGISTER, "index.html").read_text(encoding="utf-8")
    assert "Báo cáo “Chất lượng số liệu” chưa lập được: Sổ data_quality.ipynb hỏng ở ô thứ 6" in index
    assert f"Báo cáo “Phổ cập giáo dục” chưa lập được: {DIED}" in index
    whole = (root / "outputs" / "index.html").read_text(encoding="utf-8")
    assert "2 báo cáo chưa lập được" in whole
    assert 'href="ben-thu/1999/index.html"' in whole  # an earlier run's
    assert "chưa lập được" not in made.page("index") + (made.root / "outputs" / "index.html").read_text(
        "utf-8"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_private_files_are_for_their_owner_only(made):
    inside = list(made.root.rglob("private/**/*"))
    folders = [*made.root.rglob("private"), *(p for p in inside if p.is_dir())]
    modes = {stat.S_IMODE(p.stat().st_mode) for p in inside if p.is_file()}
    assert ({stat.S_IMODE(folder.stat().st_mode) for folder in folders}, modes) == ({0o700}, {0o600})


# --- without kernels: what run does around the notebooks


@pytest.fixture
def project(tmp_path_factory, tmp_path):
    """A copy of the commune that has been counted, without any page."""
    return Store(shutil.copytree(processed_commune(tmp_path_factory), tmp_path / "project"))


@pytest.fixture
def quick(monkeypatch):
    """Notebooks that draw nothing; ``quick[name]`` is raised instead. What has been counted stays so."""
    process = pipeline.process_period

    def process_once(store, area, period, *, as_of=None):
        load_area(store.raw_area(area), period.reference_date)
        if not (store.processed(area, period) / SUMMARY_FILE).is_file():
            process(store, area, period, as_of=as_of)

    monkeypatch.setattr(pipeline, "process_period", process_once)
    return draw_nothing(monkeypatch)


def run_all(store, *areas):
    heard = []
    outcomes, _ = run_at_once(store, *areas, force=True, tell=heard.append)
    return outcomes, heard


def test_every_file_is_told_once_it_is_there(project, quick):
    _, heard = run_all(project)
    files = [f"{area} {period} {name}" for area, period in (REGISTER, SURVEY) for name in FILES]
    assert sorted(heard) == sorted(["an-thu 2024", "ben-thu 1999", *files])


def test_a_page_is_vietnamese_whatever_the_command_speaks(project, quick):
    quick["literacy"] = InputError(Message.twin("Câu tiếng Việt.", "English sentence."))
    quick["summary"] = NotebookFailure("summary", 3, "KeyError", "x")
    with speaking("en"):
        outcomes, _ = run_all(project, "an-thu")
        told = {page: str(reason) for page, reason in outcomes[0].failed.items()}
    assert told == {
        "tong-hop.html": "Notebook summary.ipynb failed in cell 3: KeyError.",
        "xoa-mu-chu.html": "English sentence.",
    }
    index = (project.output("an-thu", Period(2024)) / "index.html").read_text(encoding="utf-8")
    assert "Báo cáo “Xóa mù chữ” chưa lập được: Câu tiếng Việt." in index
    assert "Báo cáo “Báo cáo tổng hợp” chưa lập được: Sổ summary.ipynb hỏng ở ô thứ 3: KeyError." in index


def test_a_paper_that_fails_is_told_on_screen_and_in_the_index(project, quick, monkeypatch):
    def refuse(report):
        raise InputError(Message.twin("Không lập được bảng.", "No table."))

    monkeypatch.setitem(PAPERS, "chi-tieu.csv", ("Bảng chỉ tiêu (CSV)", refuse))
    outcomes, _ = run_all(project, "an-thu")
    told = [line for line in results_text(outcomes).splitlines() if "✗" in line]
    assert told == ["  ✗ chi-tieu.csv: Không lập được bảng."]
    folder = project.output("an-thu", Period(2024))
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "Báo cáo “Bảng chỉ tiêu (CSV)” chưa lập được: Không lập được bảng." in index
    assert 'href="chi-tieu.csv"' not in index
    assert not (folder / "chi-tieu.csv").exists()


def test_the_manifest_names_what_was_made_and_what_was_not(project, quick):
    quick["literacy"] = InputError(Message.twin("Câu tiếng Việt.", "English sentence."))
    run_all(project, "an-thu")
    folder = project.output("an-thu", Period(2024))
    content = read_manifest(folder / MANIFEST)
    made = {p.name for p in folder.iterdir()} - {MANIFEST}
    assert {file["name"] for file in content["files"]} == made
    assert content["missing"] == ["xoa-mu-chu.html"]


def test_a_page_that_the_gate_refuses_is_not_published_nor_is_an_older_one(project, quick, monkeypatch):
    run_all(project, "an-thu")
    folder = project.output("an-thu", Period(2024))
    assert (folder / "xoa-mu-chu.html").is_file()
    name = pd.read_parquet(folder_of_people(project))["name"].iloc[0]
    export = exporter.export
    leak = {"Xóa mù chữ": f"<p>{name}</p>"}

    def leaking(notebook, facts):
        more = leak.get(facts["title"].partition(" – ")[0], "")
        return export(notebook, facts).replace("</main>", f"{more}</main>")

    monkeypatch.setattr(exporter, "export", leaking)
    outcomes, _ = run_all(project, "an-thu")
    (reason,) = (str(error) for error in outcomes[0].failed.values())
    assert set(outcomes[0].failed) == {"xoa-mu-chu.html"}
    refused = "Tệp xoa-mu-chu.html không được công bố: có họ tên của một người"
    assert re.match(
        rf"{refused} \(dưới đề mục thứ \d+; trong số liệu: dòng \d+, .+ › DATA\)\. Hãy sửa", reason
    )
    assert name not in reason
    assert not (folder / "xoa-mu-chu.html").exists()
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert f"Báo cáo “Xóa mù chữ” chưa lập được: {refused}.</li>" in index  # no file, no sheet
    assert read_manifest(folder / MANIFEST)["missing"] == ["xoa-mu-chu.html"]


def folder_of_people(store):
    return store.private("an-thu", Period(2024)) / "people.parquet"


def test_a_reason_that_must_not_be_told_is_not_in_the_index(project, quick):
    quick["summary"] = InputError(Message.twin("Không mở được /home/an/data.", "/home/an/data is closed."))
    outcomes, _ = run_all(project, "an-thu")
    assert set(outcomes[0].failed) == {"tong-hop.html"}
    index = (project.output("an-thu", Period(2024)) / "index.html").read_text(encoding="utf-8")
    assert "Báo cáo “Báo cáo tổng hợp” chưa lập được</li>" in index


def test_a_role_that_names_a_person_is_in_no_manifest(project, quick, monkeypatch):
    monkeypatch.setattr(workbook_export, "indicator_workbook", indicator_workbook)  # it lists files
    path = project.processed("an-thu", Period(2024)) / SUMMARY_FILE
    summary = read_json(path)
    summary["files"][0]["role"] = pd.read_parquet(folder_of_people(project))["name"].iloc[0]
    write_json(path, summary)
    outcomes, _ = run_all(project, "an-thu")
    assert set(outcomes[0].failed) >= {MANIFEST, "chi-tieu.xlsx"}
    left = {p.name for p in project.output("an-thu", Period(2024)).iterdir()}
    assert left.isdisjoint({MANIFEST, "chi-tieu.xlsx", "index.html"})  # those that list files


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        (
            "plan-2024.toml",
            "year = 2023\n",
            "Tệp an-thu/plan-2024.toml: chưa có bảng [[target]] nào. Hãy ghi mỗi chỉ tiêu một bảng "
            "[[target]]. Dòng 1: “year” phải là 2024, như tên tệp.",
        ),
        (
            "area.toml",
            "name = 3\n",
            "Tệp an-thu/area.toml, dòng 1: “name” (Tên địa bàn, không kèm loại: Phú Mỹ) phải là chữ trong "
            "dấu nháy.",
        ),
    ],
)
def test_a_broken_description_stops_its_own_area_only(project, quick, file, text, reason):
    run_all(project)
    (project.raw / "an-thu" / file).write_text(text, encoding="utf-8")
    outcomes, _ = run_all(project)
    assert [(o.area, o.count("built"), {k: str(v) for k, v in o.failed.items()}) for o in outcomes] == [
        ("an-thu", 0, {COUNTING: reason}),
        ("ben-thu", len(FILES), {}),
    ]
    index = (project.outputs / "index.html").read_text(encoding="utf-8")
    assert 'href="an-thu/2024/index.html"' in index
    assert "(DỰ THẢO; dữ liệu mẫu; 1 báo cáo chưa lập được)" in index


def test_an_area_that_lacks_its_description_is_told_and_not_passed_over(project, quick):
    (project.raw / "an-thu" / "area.toml").unlink()
    outcomes, _ = run_all(project)
    assert [(o.area, o.complete) for o in outcomes] == [("an-thu", False), ("ben-thu", True)]
    reason = "Thiếu tệp an-thu/area.toml. Hãy tạo tệp này (xem README)."
    assert str(outcomes[0].failed[COUNTING]) == reason


def test_pages_lead_only_to_periods_that_were_read(project, quick):
    for period, content in ((2023, b""), (2022, b"no workbook")):
        folder = project.raw_period("an-thu", Period(period))
        folder.mkdir()
        (folder / "PCGD.xlsx").write_bytes(content)
    counted = project.processed("an-thu", Period(2024))
    shutil.copytree(counted, counted.with_name("2023"))
    outcomes, _ = run_all(project, "an-thu")
    assert [(str(o.period), o.complete) for o in outcomes] == [
        ("2022", False),
        ("2023", True),
        ("2024", True),
    ]
    page = (project.output("an-thu", Period(2023)) / "tong-hop.html").read_text(encoding="utf-8")
    assert "../2022/" not in page
    assert '<a rel="next" href="../2024/tong-hop.html">' in page


def test_choose(project):
    register, survey = ("an-thu", Period(2024)), ("ben-thu", Period(1999))
    assert choose(project, [], []) == [register, survey]
    assert choose(project, [], [Period(2024)]) == [register]
    assert choose(project, ["ben-thu", "ben-thu"], []) == [survey]
    assert choose(project, ["an-thu"], [Period(2023), Period(2023, True), Period(2023)]) == [
        ("an-thu", Period(2023, True)),
        ("an-thu", Period(2023)),
    ]


def test_choose_nothing(project, tmp_path):
    with pytest.raises(InputError, match="^Không địa bàn nào có số liệu của kỳ 2030. "):
        choose(project, [], [Period(2030)])
    empty = Store(tmp_path / "empty")
    empty.raw.mkdir(parents=True)
    with pytest.raises(InputError, match="^Chưa có kỳ nào có số liệu trong data/raw. "):
        choose(empty, [], [])


def test_an_outcome_is_complete_without_failures():
    outcome = Outcome("a", Period(2024))
    outcome.add("index.html", "built")
    assert outcome.complete
    outcome.fail("tong-hop.html", InputError(Message.twin("v", "e")))
    assert not outcome.complete
