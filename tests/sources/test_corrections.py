"""corrections.toml: read strictly, applied to a copy, refused loudly where the cell says something else."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest

from tests.cleaning.registers import read_people, register_rows, write_workbook
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.messages import speaking
from xhht_analysis.forms.cells import read_cell
from xhht_analysis.forms.definition import ColumnForm
from xhht_analysis.sources.corrections import apply_corrections, correct_files, load_corrections
from xhht_analysis.sources.inbox import ReceivedFile, data_files, open_inbox
from xhht_analysis.sources.workbook import Sheet

ENTRY = {
    "file": '"a.xlsx"',
    "sheet": '"DATA"',
    "cell": '"B2"',
    "from": '"2204"',
    "to": '"2004"',
    "why": '"gõ nhầm"',
    "by": '"cán bộ tư pháp"',
    "when": "2024-10-02",
}


def written(tmp_path: Path, *entries: dict, text: str = "") -> Path:
    """A period's folder with a corrections.toml of these entries; None leaves a key out."""
    folder = tmp_path / "an-thu" / "2024"
    folder.mkdir(parents=True, exist_ok=True)
    tables = [
        "[[correction]]\n" + "".join(f"{k} = {v}\n" for k, v in (ENTRY | entry).items() if v is not None)
        for entry in entries
    ]
    (folder / "corrections.toml").write_text("\n".join(tables) + text, encoding="utf-8")
    return folder


def corrections(tmp_path: Path, *entries: dict):
    return load_corrections(written(tmp_path, *entries))


def sheet(rows: list[list], name: str = "DATA", **where) -> Sheet:
    return Sheet("a.xlsx", name, rows, **where)


def test_no_file_is_no_correction(tmp_path):
    folder = tmp_path / "an-thu" / "2024"
    folder.mkdir(parents=True)
    none = load_corrections(folder)
    assert none.entries == ()
    one = sheet([["a"]])
    assert apply_corrections(none, "a.xlsx", [one]) == ([one], [])


def test_an_empty_file_is_no_correction(tmp_path):
    assert corrections(tmp_path).entries == ()


def test_a_cell_is_replaced_in_a_copy_and_told(tmp_path):
    before = sheet([["Tên", "Năm"], ["Mẫu", 2204.0]])
    after, findings = apply_corrections(corrections(tmp_path, {}), "a.xlsx", [before])
    assert after[0].rows == [["Tên", "Năm"], ["Mẫu", "2004"]]
    assert before.rows == [["Tên", "Năm"], ["Mẫu", 2204.0]]
    told = Finding(
        "corrected", "a.xlsx", "DATA", "B2", "2204", "gõ nhầm; cán bộ tư pháp, ngày 02/10/2024"
    )  # fmt: skip
    assert findings == [told]
    assert told.severity == "changed"
    assert "2204" not in told.sentence()


def test_several_sheets_and_entries(tmp_path):
    found = corrections(
        tmp_path, {}, {"cell": '"a1"', "from": '"x"', "to": '""'},
        {"sheet": '"Bìa"', "cell": '"C3"', "from": '"5"', "to": '"6"'}, {"file": '"b.xlsx"'},
    )  # fmt: skip
    sheets = [sheet([["x"], ["", 2204]]), sheet([[5]], "Bìa", top=3, left=3)]
    after, findings = apply_corrections(found, "a.xlsx", sheets)
    assert [one.rows for one in after] == [[[""], ["", "2004"]], [["6"]]]
    assert [(f.sheet, f.cell) for f in findings] == [("DATA", "B2"), ("DATA", "A1"), ("Bìa", "C3")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2204, "2204"),
        (2204.0, "2204"),
        (3.5, "3.5"),
        ("  Khóm \u00a0 1 ", "Khóm 1"),
        (unicodedata.normalize("NFD", "Khóm"), "Khóm"),
        (dt.date(2024, 6, 5), "05/6/2024"),
        (dt.datetime(2024, 6, 5), "5/06/2024"),
        (dt.datetime(2024, 6, 5), "2024-06-05 00:00:00"),
        (dt.datetime(2024, 6, 5, 7, 30), "2024-06-05 07:30:00"),
        (True, "x"),
        (True, "TRUE"),
        (False, "FALSE"),
        (None, ""),
        ("", ""),
    ],
)
def test_from_is_what_a_person_reads(tmp_path, value, text):
    found = corrections(tmp_path, {"from": f'"{text}"', "to": '"mới"'})
    after, _ = apply_corrections(found, "a.xlsx", [sheet([[], ["", value]])])
    assert after[0].rows == [[], ["", "mới"]]


@pytest.mark.parametrize("value", [2205, "22O4", None, "", dt.date(2204, 1, 1), True, 2204.5, "2204 "[:3]])
def test_another_value_is_refused_without_printing_it(tmp_path, value):
    with pytest.raises(InputError) as refused:
        apply_corrections(corrections(tmp_path, {}), "a.xlsx", [sheet([[], ["", value]])])
    assert refused.value.vi == (
        "Tệp an-thu/2024/corrections.toml, dòng 1, mục 1 (“a.xlsx”, trang “DATA”, ô B2): ô này nay không "
        "ghi như "
        "“from”; hãy mở tệp gốc xem lại, rồi sửa “from” hoặc xóa mục này."
    )
    assert refused.value.en == (
        "an-thu/2024/corrections.toml, line 1, entry 1 (“a.xlsx”, sheet “DATA”, cell B2): the cell does "
        "not hold "
        "what “from” says; look at the raw file, then mend “from” or delete the entry."
    )


def test_every_entry_that_does_not_fit_is_told_with_its_line(tmp_path):
    """Not only the first: of whatever file, and what is right is no reason to be silent of the rest."""
    found = corrections(
        tmp_path,
        {"file": '"b.xlsx"'},
        {"cell": '"B3"'},
        {"from": '"9"'},
        {"sheet": '"DATAS"', "cell": '"C9"'},
    )
    file = ReceivedFile(Path("a.xlsx"), "0", (sheet([[], ["", "2204"]]),))
    with pytest.raises(InputError) as refused:
        correct_files(found, [file])
    assert [one.vi.partition(":")[0] for one in refused.value.each] == [
        "Tệp an-thu/2024/corrections.toml, dòng 1, mục 1 (“b.xlsx”, trang “DATA”, ô B2)",
        "Tệp an-thu/2024/corrections.toml, dòng 11, mục 2 (“a.xlsx”, trang “DATA”, ô B3)",
        "Tệp an-thu/2024/corrections.toml, dòng 21, mục 3 (“a.xlsx”, trang “DATA”, ô B2)",
        "Tệp an-thu/2024/corrections.toml, dòng 31, mục 4 (“a.xlsx”, trang “DATAS”, ô C9)",
    ]
    assert "Có phải ý là “DATA”?" in refused.value.each[3].vi


@pytest.mark.parametrize(
    ("cell", "top", "left", "rows"),
    [
        ("D4", 2, 2, [["a"], [], ["", "", "mới"]]),
        ("A1", 2, 2, [["mới"], ["", "a"]]),
        ("C2", 2, 2, [["a", "mới"]]),
        ("B1", 2, 2, [["mới"], ["a"]]),
        ("A2", 2, 2, [["mới", "a"]]),
    ],
)
def test_a_blank_cell_outside_the_filled_ones_is_filled(tmp_path, cell, top, left, rows):
    found = corrections(tmp_path, {"cell": f'"{cell}"', "from": '""', "to": '"mới"'})
    (after,), _ = apply_corrections(found, "a.xlsx", [sheet([["a"]], top=top, left=left)])
    assert after.rows == rows
    filled = {after.address(i, j): v for i, row in enumerate(rows) for j, v in enumerate(row) if v}
    assert filled == {"B2": "a", cell: "mới"}


@pytest.mark.parametrize("cell", ["B1002", "IX2"])
def test_a_cell_far_off_is_a_typing_error(tmp_path, cell):
    found = corrections(tmp_path, {"cell": f'"{cell}"', "from": '""'})
    with pytest.raises(InputError, match=f"ô {cell}.: ô này ở xa ngoài vùng có số liệu"):
        apply_corrections(found, "a.xlsx", [sheet([["a"]])])


def test_a_cell_not_quite_so_far_is_filled(tmp_path):
    found = corrections(tmp_path, {"cell": '"IW1001"', "from": '""'})
    (after,), _ = apply_corrections(found, "a.xlsx", [sheet([["a"]])])
    assert (len(after.rows), len(after.rows[1000]), after.rows[1000][256]) == (1001, 257, "2004")


@pytest.mark.parametrize(
    ("change", "vi"),
    [
        (
            {"form": '"2204"'},
            "dòng 10, mục 1: không có mục “form”. Có phải ý là “from”? Các mục dùng được: from, to, why, "
            "by, when, file, sheet, cell; "
            "ghi chú riêng: ghi_chu.",
        ),
        ({"why": None}, "dòng 1, mục 1: thiếu “why” (Vì sao sửa). Hãy ghi thêm."),
        ({"by": '" "'}, "dòng 8, mục 1: “by” để trống. Hãy ghi thêm."),
        (
            {"from": "2204"},
            'dòng 5, mục 1: “from” (Đang ghi, như người đọc thấy) phải là chữ trong dấu nháy, ví dụ "2204".',
        ),
        (
            {"when": '"2024-10-02"'},
            "dòng 9, mục 1: “when” (Ngày sửa) phải là ngày không có dấu nháy, ví dụ when = 2024-04-16.",
        ),
        (
            {"when": "2024-10-02T10:00:00"},
            "dòng 9, mục 1: “when” (Ngày sửa) phải là ngày không có dấu nháy, ví dụ when = 2024-04-16.",
        ),
        ({"cell": '"17G"'}, "dòng 4, mục 1: “cell” phải là địa chỉ một ô, ví dụ “G17”; không phải “17G”."),
        (
            {"cell": '"A1:B2"'},
            "dòng 4, mục 1: “cell” phải là địa chỉ một ô, ví dụ “G17”; không phải “A1:B2”.",
        ),
        ({"cell": '"XFE1"'}, "dòng 4, mục 1: “cell” phải là địa chỉ một ô, ví dụ “G17”; không phải “XFE1”."),
        ({"cell": '"G0"'}, "dòng 4, mục 1: “cell” phải là địa chỉ một ô, ví dụ “G17”; không phải “G0”."),
        ({"to": '"2204 "'}, "dòng 6, mục 1: “from” và “to” giống nhau."),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, change, vi):
    with pytest.raises(InputError) as refused:
        corrections(tmp_path, change)
    assert refused.value.vi == f"Tệp an-thu/2024/corrections.toml, {vi}"


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("[correction]\nfile = 'a'\n", "“correction” (Sửa một ô) phải là các bảng [[correction]]."),
        ("file = 'a'\n", "dòng “file = …” phải đứng dưới một dòng [[correction]] hoặc [[value]]."),
        ("value = 3\n", "“value” (Sửa mọi ô của một cột) phải là các bảng [[value]]."),
    ],
)
def test_a_file_without_tables_of_corrections(tmp_path, text, vi):
    with pytest.raises(InputError) as error:
        load_corrections(written(tmp_path, text=text))
    assert error.value.vi == f"Tệp an-thu/2024/corrections.toml, dòng 1: {vi}"


def test_a_misspelt_table_of_corrections(tmp_path):
    with pytest.raises(InputError, match=r"dòng 1: không có mục “corrections”\. Có phải ý là “correction”\?"):
        load_corrections(written(tmp_path, text="[[corrections]]\nfile = 'a'\n"))


def test_a_broken_file_names_its_line(tmp_path):
    with pytest.raises(InputError, match="2024/corrections.toml viết sai cú pháp TOML .dòng 1.: "):
        load_corrections(written(tmp_path, text="[[correction]\n"))


def test_one_cell_twice(tmp_path):
    with pytest.raises(InputError, match=r"dòng 14, mục 2: ô B2 đã sửa ở mục 1; hãy giữ một mục\."):
        corrections(tmp_path, {}, {"cell": '"b2"', "to": '"2003"'})


def test_one_cell_twice_with_and_without_its_sheet(tmp_path):
    found = corrections(tmp_path, {}, {"sheet": None})
    with pytest.raises(InputError, match=r"mục 2 .*ô B2\): ô này đã sửa ở mục 1"):
        apply_corrections(found, "a.xlsx", [sheet([[], ["", 2204]])])


def test_sheets_that_cannot_be_meant(tmp_path):
    two = [sheet([], "DATA 2024"), sheet([], "Bìa")]
    with pytest.raises(InputError, match="tệp không có trang này. Có phải ý là “DATA 2024”?"):
        apply_corrections(corrections(tmp_path, {}), "a.xlsx", two)
    with pytest.raises(InputError, match='tệp có 2 trang; hãy ghi thêm “sheet”, ví dụ sheet = "DATA 2024"'):
        apply_corrections(corrections(tmp_path, {"sheet": None}), "a.xlsx", two)


def test_files_without_cells(tmp_path):
    with pytest.raises(InputError, match="tệp này không đọc được hoặc giống hệt một tệp khác"):
        apply_corrections(corrections(tmp_path, {}), "a.xlsx", [])
    with pytest.raises(InputError, match="không sửa được ô của tệp Parquet"):
        apply_corrections(corrections(tmp_path, {"file": '"a.parquet"'}), "a.parquet", [])


def test_names_decomposed_by_the_system_are_the_same(tmp_path):
    name, data = unicodedata.normalize("NFD", "khóm.xlsx"), unicodedata.normalize("NFD", "Điều tra")
    found = corrections(tmp_path, {"file": '"khóm.xlsx"', "sheet": '"Điều tra"'})
    after, findings = apply_corrections(found, name, [Sheet(name, data, [[], ["", 2204]])])
    assert after[0].rows == [[], ["", "2004"]]
    assert (findings[0].file, findings[0].sheet) == (name, data)


def test_a_count_of_a_units_report_can_be_corrected(tmp_path):
    (after,), _ = apply_corrections(corrections(tmp_path, {}), "a.xlsx", [sheet([[], ["", 2204]])])
    column = ColumnForm("a", "A", "count", "")
    assert read_cell(after.rows[1][1], column, years=range(2024, 2025)).value == 2004


def test_a_period_of_files(tmp_path):
    folder = written(tmp_path)
    people = register_rows([{"given_name": "Mẫu", "birth_year": 2204}])
    write_workbook(folder / "a.xlsx", {"DATA": people})
    (folder / "b.csv").write_text("p,q\n\nr,s\n", encoding="utf-8")
    inbox = open_inbox(data_files(folder))
    rows = inbox.files[0].sheets[0].rows
    where = inbox.files[0].sheets[0].address(len(rows) - 1, rows[-1].index(2204))
    csv = {"file": '"b.csv"', "sheet": None, "from": '""', "to": '"y"'}
    found = corrections(tmp_path, {"cell": f'"{where}"'}, csv)
    files, findings = correct_files(found, inbox.files)
    assert list(read_people(files).rows["birth_year"]) == ["2004"]
    assert files[1].sheets[0].rows == [["p", "q"], ["", "y"], ["r", "s"]]
    assert [(f.kind, f.file, f.cell) for f in findings] == [
        ("corrected", "a.xlsx", where),
        ("corrected", "b.csv", "B2"),
    ]
    assert [file.sha256 for file in files] == [file.sha256 for file in inbox.files]


def test_a_file_that_is_not_there(tmp_path):
    found = corrections(tmp_path, {"file": '"A.xlsx"'})
    folder = written(tmp_path, {"file": '"A.xlsx"'})
    (folder / "a.xlsx").write_bytes(b"broken")
    files = open_inbox(data_files(folder)).files
    with pytest.raises(InputError, match="thư mục của kỳ không có tệp này. Có phải ý là “a.xlsx”?"):
        correct_files(found, files)
    assert correct_files(found, files, elsewhere=["A.xlsx"]) == (files, [])


def test_a_file_that_cannot_be_read(tmp_path):
    found = corrections(tmp_path, {})
    (tmp_path / "an-thu" / "2024" / "a.xlsx").write_bytes(b"broken")
    files = open_inbox(data_files(tmp_path / "an-thu" / "2024")).files
    with pytest.raises(InputError, match=r"mục 1 .*tệp này không đọc được"):
        correct_files(found, files)


def test_the_reason_in_english(tmp_path):
    with speaking("en"):
        _, findings = apply_corrections(corrections(tmp_path, {}), "a.xlsx", [sheet([[], ["", 2204]])])
    assert findings[0].detail == "gõ nhầm; cán bộ tư pháp, 2024-10-02"


def test_the_example_of_the_manual_is_read(tmp_path):
    manual = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
    folder = written(tmp_path, text=manual.split("```toml\n")[1].split("```")[0])
    assert [(e.file, e.sheet, e.cell, e.old, e.new) for e in load_corrections(folder).entries] == [
        ("khom 3 (2) final.xlsx", "DATA", "G17", "2204", "2004"),
        ("dieu tra.csv", "", "C2", "", "Khóm 4"),
    ]


VALUE = ENTRY | {
    "column": '"khom"',
    "from": '"K.Chợ"',
    "to": '"Khóm 1"',
    "cell": None,
    "file": None,
    "sheet": None,
}
MARKET = [
    {"khom": khom, "family_name": "Lê", "given_name": f"Thử {n}", "birth_year": 1990}
    for n, khom in enumerate(["K.Chợ", "Khóm 2", "K.Chợ ", "K.chợ"])
]


def value_entry(tmp_path, **change):
    lines = "".join(f"{k} = {v}\n" for k, v in (VALUE | change).items() if v is not None)
    return load_corrections(written(tmp_path, text="[[value]]\n" + lines))


def of_values(tmp_path, rows, **change):
    path = write_workbook(tmp_path / "a.xlsx", {"DATA": rows, "khác": [["x"], ["K.Chợ"]]})
    return correct_files(value_entry(tmp_path, **change), open_inbox([path]).files)


@pytest.mark.parametrize("column", ["khom", "Khóm/thôn", "KHÓM / THÔN".replace(" ", "")])
def test_one_entry_corrects_a_value_in_all_its_cells(tmp_path, column):
    files, findings = of_values(tmp_path, register_rows(MARKET), column=f'"{column}"')
    told = "gõ nhầm; cán bộ tư pháp, ngày 02/10/2024"
    assert findings == [Finding("corrected", "a.xlsx", "DATA", "A5", "K.Chợ", told, count=2)]
    assert read_people(files).rows["khom"].tolist() == ["Khóm 1", "Khóm 2", "Khóm 1", "K.chợ"]


def test_a_value_of_a_survey_by_its_heading(tmp_path):
    rows = [["stt", "Nơi ở"], [1, "K.Chợ"], [2, "x"]]
    files, findings = of_values(tmp_path, rows, column='"nơi ở"', file='"a.xlsx"', sheet='"DATA"')
    assert [row[1] for row in files[0].sheets[0].rows] == ["Nơi ở", "Khóm 1", "x"]
    assert [(f.cell, f.count) for f in findings] == [("B2", 1)]


@pytest.mark.parametrize(
    ("change", "vi"),
    [
        ({"column": '"khomm"'}, "không trang nào có cột này"),
        ({"from": '"K.Cho"'}, "không ô nào của cột này ghi như “from”"),
        ({"file": '"b.xlsx"'}, "không trang nào có cột này"),
        ({"from": '""'}, "“from” để trống"),
        ({"column": None}, "thiếu “column”"),
        ({"cell": '"A5"'}, "không có mục “cell”"),
        ({"to": '"K.Chợ"'}, "“from” và “to” giống nhau"),
    ],
)
def test_a_value_that_is_nowhere_is_refused_without_printing_it(tmp_path, change, vi):
    with pytest.raises(InputError) as error:
        of_values(tmp_path, register_rows(MARKET), **change)
    assert vi in str(error.value) and "mục 1" in str(error.value)
    assert "Chợ" not in str(error.value)


def test_values_of_files_that_are_not_opened_now(tmp_path):
    assert correct_files(value_entry(tmp_path), [], elsewhere=["a.xlsx"]) == ([], [])
