"""Which notebooks of a project are reports, and what the command that writes one refuses."""

import json

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.store import Store
from xhht_analysis.commands.new_report import write_report
from xhht_analysis.publishing.own_reports import reports_of
from xhht_analysis.publishing.reports import REPORTS

PARAMETERS = {
    "cell_type": "code", "metadata": {"tags": ["parameters"]},
    "source": ['area: str = "phu-my"  # địa bàn\n', 'period = "2024"'],
}  # fmt: skip
OPENS = {"cell_type": "code", "metadata": {}, "source": "report = open_report(area, period)"}


def heading(text):
    return {"cell_type": "markdown", "metadata": {}, "source": [text]}


def put(folder, name, *cells, **metadata):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4}), "utf-8")


def own(folder):
    return {kind.notebook: kind for kind in reports_of(folder)[len(REPORTS) :]}


def test_a_project_has_the_reports_of_the_package_whatever_lies_there(tmp_path):
    assert reports_of(tmp_path / "none") == REPORTS
    for name in ("summary.ipynb", "explore.ipynb", "overview.ipynb"):
        put(tmp_path, name, heading("# Một"), PARAMETERS)
    assert reports_of(tmp_path) == REPORTS


@pytest.mark.parametrize(
    ("cells", "metadata", "title"),
    [
        ([PARAMETERS, OPENS], {"xhht": {"title": "Học nghề"}}, "Học nghề"),
        ([PARAMETERS, OPENS], {"title": "Học  nghề"}, "Học nghề"),
        ([heading("# Học nghề\n\nLời."), PARAMETERS], {}, "Học nghề"),
        ([OPENS], {"xhht": {"title": "Học nghề", "parameters": {"area": "a", "period": "b"}}}, "Học nghề"),
        ([heading("# Học nghề")], {"xhht": {"parameters": {"area": "a", "period": "b"}}}, "Học nghề"),
        ([OPENS], {"xhht": {"title": "Học nghề"}}, "Học nghề"),  # lacks parameters: told when it is run
        ([heading("# Bàn"), PARAMETERS], {"xhht": {"report": False}}, None),
        ([heading("# Thử"), OPENS], {}, None),  # declares nothing
        ([heading("## Thử"), PARAMETERS], {}, None),  # has no title
        ([PARAMETERS, OPENS], {}, None),
        ([], {}, None),
    ],
)
def test_what_makes_a_notebook_a_report(tmp_path, cells, metadata, title):
    put(tmp_path, "học nghề.ipynb", *cells, **metadata)
    found = own(tmp_path).get("học nghề")
    assert (found and (found.page, found.title, found.fault)) == (title and ("hoc-nghe", title, None))


@pytest.mark.parametrize(
    "name",
    ["tong-hop", "Tổng hợp", "index", "manifest", "chi-tieu", "con", "a<b", "a'b", "<img src=x>", "x" * 51,
     "a\nb", "\u202eab", "-x", "…", "{{7}}", "a;b", "$(id)"],
)  # fmt: skip
def test_a_name_that_makes_no_page_is_refused_alone(tmp_path, name):
    put(tmp_path, f"{name}.ipynb", xhht={"title": "Một"})
    put(tmp_path, "tot.ipynb", xhht={"title": "Hai"})
    found = own(tmp_path)
    assert isinstance(found.pop(name).fault, InputError)
    assert [kind.page for kind in found.values() if kind.fault is None] == ["tot"]


def test_two_notebooks_of_one_page_and_what_is_no_notebook(tmp_path):
    put(tmp_path, "hoc nghe.ipynb", xhht={"title": "Một"})
    put(tmp_path, "hoc-nghe.ipynb", xhht={"title": "Hai"})
    (tmp_path / "hong.ipynb").write_bytes(b"\xff{")
    (tmp_path / "la.ipynb").write_text("[1]", "utf-8")
    put(tmp_path, "dai.ipynb", xhht={"title": "x" * 81})
    found = own(tmp_path)
    assert {name: str(kind.fault) for name, kind in found.items()} == {
        "hoc nghe": "None",
        "hoc-nghe": "Sổ hoc-nghe.ipynb không lập được trang: tên trang hoc-nghe.html đã có. Hãy đổi tên sổ.",
        "hong": "Sổ hong.ipynb không đọc được.",
        "la": "Sổ la.ipynb không đọc được.",
        "dai": "Sổ dai.ipynb có tên quá dài. Hãy đặt tên (title) nhiều nhất 80 ký tự.",
    }
    assert len({kind.page for kind in found.values()}) == len(found)


def test_a_new_report_is_one_and_is_never_written_twice(tmp_path):
    store = Store(tmp_path)
    store.notebooks.mkdir()
    path = write_report(store, "hoc-nghe", title="Học nghề")
    assert own(store.notebooks)["hoc-nghe"].title == "Học nghề"
    before = path.read_bytes()
    with pytest.raises(InputError) as refused:
        write_report(store, "hoc-nghe")
    assert refused.value.vi == "Đã có sổ notebooks/hoc-nghe.ipynb. Hãy chọn tên khác."
    assert path.read_bytes() == before
    assert own(store.notebooks)["hoc-nghe"].title == "Học nghề"
    write_report(store, "thu")
    assert own(store.notebooks)["thu"].title == "Thu"


@pytest.mark.parametrize(
    "name",
    ["../x", "/tmp/x", "a/b", "..", ".", "", "con", "nul", "tong-hop", "summary", "overview", "explore",
     "index", "Học nghề", "a b", "A", "-h", "a.ipynb", "a;rm", "\u202ea", "x" * 51, "a\x00b"],
)  # fmt: skip
def test_a_name_that_is_refused_writes_nothing(tmp_path, name):
    store = Store(tmp_path / "project")
    for notebook in ("summary", "overview", "explore"):
        put(store.notebooks, f"{notebook}.ipynb")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError):
        write_report(store, name)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("title", ["   ", "x" * 81])
def test_a_title_that_is_none(tmp_path, title):
    with pytest.raises(InputError, match="--title"):
        write_report(Store(tmp_path), "hoc-nghe", title=title)
