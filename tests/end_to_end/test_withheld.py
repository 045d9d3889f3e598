"""Every page can be made when counts are withheld, whichever they are, and shows them as such."""

import ast
import random
from functools import cache

import nbformat
import pandas as pd
import pytest

from tests.end_to_end.at_once import copy_of
from tests.support.amount import MANY
from tests.support.small_commune import REGISTER, SURVEY, processed_commune
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE, Store
from xhht_analysis.base.vietnamese import WITHHELD, format_number
from xhht_analysis.charts.tables import Column, cell_text
from xhht_analysis.indicators.counts import COUNTS, figure_at, read_counts, write_counts
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.papers import PAPERS
from xhht_analysis.publishing.reports import REPORTS
from xhht_analysis.report.report import open_report


def test_what_is_worked_out_from_a_withheld_count_is_withheld():
    assert (WITHHELD + 1, 1 - WITHHELD, 2 * WITHHELD, -WITHHELD) == (WITHHELD,) * 4
    assert (format_number(WITHHELD), str(Figure(1, 2) + Figure(WITHHELD, 2)).count("[c]")) == ("[c]", 1)
    with pytest.raises(TypeError):
        _ = WITHHELD < 5


@pytest.mark.parametrize("counts", [(WITHHELD, 90, 0), (3, WITHHELD, 0), (80, 90, WITHHELD)])
def test_a_figure_with_a_withheld_count_bounds_no_rate(counts):
    figure = Figure(*counts)
    assert figure.withheld
    assert (figure.lowest, figure.highest) == (None, None)
    assert (figure.rate is None) == (WITHHELD in counts[:2])
    assert WITHHELD not in (Figure(3, 90, 0).numerator, Figure().numerator)


def test_withheld_is_neither_missing_nor_not_applicable():
    rate = Column("Tỷ lệ", "rate")
    shown = [cell_text(value, rate) for value in (Figure(WITHHELD, 90), Figure(), Figure(0, 0), WITHHELD)]
    assert shown == ["[c]", "[x]", "[z]", "[c]"]


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    """A copy, since counts are written over."""
    return copy_of(processed_commune(tmp_path_factory), tmp_path_factory.mktemp("withheld") / "project")


def withhold(path, share, dice):
    """Withhold a share of the counts of a file, at random; returns the whole table."""
    whole = read_counts(path)
    hidden = whole.astype(dict.fromkeys(COUNTS, "Int64"))
    for column in COUNTS:
        mask = pd.Series([dice.random() < share for _ in range(len(hidden))])
        hidden[column] = hidden[column].mask(mask)
    path.write_text(write_counts(hidden), encoding="utf-8")
    return whole


def shown_by(notebook, area, period):
    """What the cells of a notebook show, run here."""
    names = {"area": area, "period": period}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type != "code" or "parameters" in cell.metadata.get("tags", ()):
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, notebook.name, "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), notebook.name, "eval"), names)
            yield value._repr_html_()


@pytest.mark.parametrize(
    ("of", "share"),
    [(REGISTER, 0.5), (REGISTER, 1.0), (SURVEY, 0.1)]
    + [(REGISTER, 0.1), (SURVEY, 0.5), (SURVEY, 1.0)] * MANY,
    ids=str,
)
def test_every_page_and_paper_can_be_made(processed, monkeypatch, of, share):
    monkeypatch.setenv("XHHT_ROOT", str(processed))
    path = Store(processed).processed(of[0], Period.parse(of[1])) / COUNTS_FILE
    before = path.read_bytes()
    withhold(path, share, random.Random(int(share * 10)))
    try:
        opened = cache(open_report)  # what can be, bounded once for all pages
        monkeypatch.setattr("xhht_analysis.open_report", opened, raising=False)
        report = opened(*of)
        pages = {kind.page: "".join(shown_by(processed / "notebooks" / f"{kind.notebook}.ipynb", *of))
                 for kind in REPORTS}  # fmt: skip
        papers = [make(report) for _, make in PAPERS.values()]
        text = indicator_csv(report)
    finally:
        path.write_bytes(before)
    assert all(pages.values()) and all(papers)
    assert "[c]" in text
    assert share < 1 or "[c]" in pages["xoa-mu-chu"]
    bare = ("<NA>", ">nan<", ">None<")
    assert [page for page, html in pages.items() if any(word in html for word in bare)] == []


def test_counts_written_and_read_back(processed, tmp_path):
    path = tmp_path / COUNTS_FILE
    source = Store(processed).processed(REGISTER[0], Period.parse(REGISTER[1])) / COUNTS_FILE
    path.write_bytes(source.read_bytes())
    whole = withhold(path, 0.3, random.Random(1))
    back = read_counts(path)
    assert (back["numerator"].isna().sum() > 0, len(back)) == (True, len(whole))
    kept = back["numerator"].notna()
    assert back.loc[kept, "numerator"].tolist() == whole.loc[kept, "numerator"].tolist()
    assert {figure_at(row).numerator for row in back[~kept].itertuples()} == {WITHHELD}
