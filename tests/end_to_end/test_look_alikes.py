"""A khóm in letters that only look like its own, in every kind of input: read as it reads or not, and told.

The plan of a year names no khóm; its file is checked by its own keys.
"""

import datetime as dt

import pandas as pd
import pytest

from tests.cleaning.registers import child, read_people, read_rows, register_rows, without, write_workbook
from tests.forms.unit_workbooks import AREA, CENTRE, KHOM_1, REPORTED, damage, read, sent
from tests.support.typed import read_figures
from xhht_analysis.base.areas import load_area
from xhht_analysis.base.duty import Duty
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.cleaning.people import clean_people
from xhht_analysis.cleaning.survey import clean_survey
from xhht_analysis.forms.discipline import report_status
from xhht_analysis.intake.cross_checks import check_sources
from xhht_analysis.sources.corrections import open_corrected
from xhht_analysis.sources.inbox import open_inbox
from xhht_analysis.sources.mapping import load_mapping
from xhht_analysis.sources.survey import read_survey

CYRILLIC, WIDE, HIDDEN = "Кhóm 1", "Khóm １", "Kh\u200bóm 1"
EACH = pytest.mark.parametrize("written", [CYRILLIC, WIDE, HIDDEN], ids=["cyrillic", "wide", "hidden"])
LISTED = pytest.mark.parametrize("listed", [("Khóm 1", "Khóm 2"), ()], ids=["list", "no list"])
YEAR = Period(2024)
TOLD = "khom_look_alike"


def kinds(findings):
    return [finding.kind for finding in findings if "khom" in finding.kind]


@EACH
@LISTED
def test_register(written, listed):
    people = [child(1, khom="Khóm 1"), child(2, khom=written), child(3, khom="Khóm 2")]
    clean = clean_people(read_rows(register_rows(people)), period=YEAR, khom=listed)
    assert clean.people["khom"].tolist() == ["Khóm 1", "Khóm 1", "Khóm 2"]
    assert kinds(clean.findings) == [TOLD]


@EACH
def test_line_that_heads_a_khom_of_a_register(written):
    people = [{"family_name": "Khóm 2"}, child(1), {"family_name": written}, child(2)]
    rows = register_rows(people, fields=without("khom"), titles=((),))
    clean = clean_people(read_rows(rows), period=YEAR, khom=("Khóm 1", "Khóm 2"))
    assert clean.people["khom"].tolist() == ["Khóm 2", "Khóm 1"]
    assert kinds(clean.findings) == [TOLD]


def test_line_that_heads_an_unlisted_khom(tmp_path):
    rows = register_rows([{"family_name": "Кhóm 9"}, child(1)], fields=without("khom"), titles=((),))
    clean = clean_people(read_rows(rows), period=YEAR, khom=("Khóm 1", "Khóm 2"))
    assert clean.people["khom"].tolist() == ["Không rõ khóm"]
    assert kinds(clean.findings) == ["khom_unknown"]


def survey(folder, rows, values=""):
    write_workbook(folder / "a.xlsx", {"A": [["khom", "tuoi"], *rows]})
    column = '{ column = "khom", values = { ' + values + " } }" if values else '"khom"'
    text = f'file = "a.xlsx"\n[columns]\nage = "tuoi"\nkhom = {column}\n'
    (folder / "mapping.toml").write_text(text, encoding="utf-8")
    mapping = load_mapping(folder / "mapping.toml")
    return read_survey(open_inbox([folder / "a.xlsx"]).files[0], mapping), mapping


@EACH
@LISTED
def test_survey(tmp_path, written, listed):
    raw, mapping = survey(tmp_path, [["Khóm 1", 30], [written, 31], ["Khóm 1", 32], ["Khóm 2", 33]])
    clean = clean_survey(raw, mapping, period=YEAR, khom=listed)
    found = clean.people["khom"].tolist()
    assert found[0] == found[2] == "Khóm 1" and found[3] == "Khóm 2"
    assert set(found) <= {"Khóm 1", "Khóm 2", "Không rõ khóm"}
    assert set(kinds(clean.findings)) & {TOLD, "khom_unknown"}


def test_survey_in_parquet(tmp_path):
    pd.DataFrame({"khom": [CYRILLIC, "Khóm 1", WIDE], "tuoi": [30, 31, 32]}).to_parquet(
        tmp_path / "a.parquet"
    )
    text = 'file = "a.parquet"\n[columns]\nage = "tuoi"\nkhom = "khom"\n'
    (tmp_path / "mapping.toml").write_text(text, encoding="utf-8")
    mapping = load_mapping(tmp_path / "mapping.toml")
    raw = read_survey(open_inbox([tmp_path / "a.parquet"]).files[0], mapping)
    clean = clean_survey(raw, mapping, period=YEAR)
    assert clean.people["khom"].tolist() == ["Khóm 1"] * 3
    assert TOLD in kinds(clean.findings)


def test_mapping(tmp_path):
    raw, mapping = survey(tmp_path, [["1", 30], ["2", 31]], f'"1" = "{CYRILLIC}", "2" = "Кhóm 7"')
    clean = clean_survey(raw, mapping, period=YEAR, khom=("Khóm 1",))
    assert clean.people["khom"].tolist() == ["Khóm 1", "Không rõ khóm"]
    assert sorted(kinds(clean.findings)) == [TOLD, "khom_unknown"]


def test_corrections(tmp_path):
    """What is read instead is typed by a person too; a cell that is not as ``from`` says is refused."""
    rows = register_rows([child(1, khom="Khom 11"), child(2, khom="Khóm 1")])
    write_workbook(tmp_path / "a.xlsx", {"DATA": rows})
    note = 'why = "gõ sai"\nby = "văn thư"\nwhen = 2024-11-02\n'
    path = tmp_path / "corrections.toml"
    path.write_text(f'[[value]]\ncolumn = "khom"\nfrom = "Khom 11"\nto = "{CYRILLIC}"\n{note}', "utf-8")
    inbox = open_corrected(tmp_path, [tmp_path / "a.xlsx"])
    clean = clean_people(read_people(inbox.files), period=YEAR, khom=("Khóm 1",))
    assert clean.people["khom"].tolist() == ["Khóm 1", "Khóm 1"]
    assert TOLD in kinds(clean.findings)
    path.write_text(f'[[value]]\ncolumn = "khom"\nfrom = "{CYRILLIC}"\nto = "Khóm 1"\n{note}', "utf-8")
    with pytest.raises(InputError, match="không ô nào của cột này ghi như “from”"):
        open_corrected(tmp_path, [tmp_path / "a.xlsx"])


@EACH
def test_row_and_cover_of_a_units_workbook(tmp_path, written):
    values = {"learners_by_khom": [{"khom": name, "persons": n} for n, name in enumerate(AREA.khom, 10)]}

    def retype(grids):
        for row in grids["Người học theo khóm"]:
            row[:] = [written if cell == "Khóm 1" else cell for cell in row]

    reports = read(damage(sent(tmp_path, CENTRE, values), retype))
    table = reports.tables["learners_by_khom"]
    assert dict(zip(table["khom"], table["persons"], strict=True)) == {
        "Khóm 1": 10,
        "Khóm 2": 11,
        "Khóm 10": 12,
    }
    assert kinds(reports.findings) == [TOLD]

    def retype_cover(grids):
        for row in next(iter(grids.values())):
            row[:] = [written if cell == "Khóm 1" else cell for cell in row]

    reports = read(damage(sent(tmp_path, KHOM_1, {"citizens": [{"adults": 3}]}), retype_cover))
    assert list(reports.files) == ["khom-1"]
    assert TOLD in kinds(reports.findings)


def test_an_unlisted_khom_of_a_units_workbook_is_set_aside_and_told(tmp_path):
    values = {"learners_by_khom": [{"khom": name, "persons": 10} for name in AREA.khom]}

    def retype(grids):
        for row in grids["Người học theo khóm"]:
            row[:] = ["Кhóm 99" if cell == "Khóm 10" else cell for cell in row]

    reports = read(damage(sent(tmp_path, CENTRE, values), retype))
    assert reports.tables["learners_by_khom"]["persons"].isna().tolist() == [False, False, True]
    assert {"row_item_unknown", "row_item_missing"} <= {finding.kind for finding in reports.findings}


def test_log_of_receipts(tmp_path):
    log = [{"unit": unit, "received": REPORTED} for unit in (CYRILLIC, "Khóm 99")]
    reports = read(sent(tmp_path, CENTRE, {"log": log}))
    days = {status.unit.name: status.received for status in report_status(AREA, YEAR, reports, Duty())}
    assert days["Khóm 1"] == dt.date(2024, 11, 20)
    told = check_sources(reports, None, area=AREA, period=YEAR)
    assert [(f.kind, f.file, f.found) for f in told] == [
        ("log_unit_unknown", "tthtcd-xa-an-thu.xlsx", "Khóm 99")
    ]


@EACH
def test_typed_figures(tmp_path, written):
    path = tmp_path / "figures.csv"
    lines = [
        "area;period;indicator;percent",
        "Khóm 1;2024;mn5_in_class;97%",
        f"{written};2024;mn5_in_class;98%",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_figures(path)
    assert "dòng 3, cột “area”: tên có chữ của bảng chữ khác, chữ toàn khổ hoặc ký tự ẩn" in str(
        refused.value
    )


@EACH
@pytest.mark.parametrize(
    "text", ['khom = ["Khóm 1", "{}"]', '[[unit]]\nname = "{}"\nkind = "khom"'], ids=["khom", "unit"]
)
def test_area(tmp_path, written, text):
    (tmp_path / "area.toml").write_text('name = "Thử"\n' + text.format(written), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_area(tmp_path, YEAR.reference_date)
    assert "“Khóm 1” có chữ của bảng chữ khác, chữ toàn khổ hoặc ký tự ẩn. Hãy gõ lại tên" in str(
        refused.value
    )
