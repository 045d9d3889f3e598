import pandas as pd
import pytest

from tests.cleaning.registers import write_workbook
from xhht_analysis.base.errors import InputError
from xhht_analysis.sources.inbox import ReceivedFile, open_inbox
from xhht_analysis.sources.mapping import load_mapping
from xhht_analysis.sources.survey import is_columnar, read_survey

ROWS = [["Mã", "Tuổi"], ["1", "30"], ["2", ""]]
WANTED = [["1", "30"], ["2", ""]]
AGE = '[columns]\nage = "a"\n'
PLAIN = 'file = "{}"\n[columns]\nkhom = "Mã"\nage = "Tuổi"\n'


def mapped(folder, text):
    folder.mkdir(exist_ok=True)
    path = folder / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def raw_survey(folder, mapping):
    path = folder / mapping.file
    file = ReceivedFile(path, "") if is_columnar(path) else open_inbox([path]).files[0]
    return read_survey(file, mapping)


def cells(folder, mapping):
    return raw_survey(folder, mapping).cells


def refusal(function, *arguments):
    with pytest.raises(InputError) as error:
        function(*arguments)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "",
            ": thiếu “file” (Tên tệp số liệu cùng thư mục). Hãy ghi thêm. "
            "Thiếu bảng [columns] (Mỗi mục ở cột nào). Hãy ghi thêm.",
        ),
        (f'file = "../a.csv"\n{AGE}', ", dòng 1: “file” phải là tên tệp cùng thư mục."),
        ('file = "a.csv"', ": thiếu bảng [columns] (Mỗi mục ở cột nào). Hãy ghi thêm."),
        (
            f'file = "a.csv"\nsepparator = ";"\n{AGE}',
            ", dòng 2: không có mục “sepparator”. Có phải ý là “separator”?",
        ),
        (f'file = "a.csv"\n{AGE}sexx = "a"', ", dòng 4: không có mục “sexx”. Có phải ý là “sex”?"),
        (
            f'file = "a.csv"\n{AGE}ghi_chu = "a"\nxyz = "b"',
            ", dòng 5: không có mục “xyz”. Các mục dùng được: khom,",
        ),
        (
            f'file = "a.csv"\n{AGE}sheet = "a"',
            ", dòng 4: dòng “sheet = …” nằm dưới [columns] nên bị hiểu là của bảng đó. "
            "Hãy chuyển dòng này lên trên [columns] đầu tiên.",
        ),
        (
            'file = "a.csv"\n[columns]\nage = { colum = "a", column = "b" }',
            ", dòng 3: không có mục “colum”. Có phải ý là “column”?",
        ),
        (
            'file = "a.csv"\n[columns]\nsex = "a"',
            ", dòng 2: cần một trong “age”, “birth_date”, “birth_year”.",
        ),
        (
            'file = "a.csv"\n[columns]\nage = 3',
            ', dòng 3: “age” (tuổi) phải là một bảng, ví dụ "p04" hoặc { column = "p04" }.',
        ),
        ('file = "a.csv"\n[columns]\nage = {}', ", dòng 3: thiếu “column”. Hãy ghi thêm."),
        (
            'file = "a.csv"\n[columns]\nage = { columns = [1] }',
            ', dòng 3: “columns” (Tên các cột) phải là danh sách chữ, ví dụ ["a", "b"].',
        ),
        (
            'file = "a.csv"\n[columns]\nage = { columns = "a" }',
            ', dòng 3: “columns” (Tên các cột) phải là danh sách chữ, ví dụ ["a", "b"].',
        ),
        (
            'file = "a.csv"\n[columns]\nage = { columns = [{ column = "a", missing = [9] }] }',
            ", dòng 3: cột có mã riêng thì cần “take”.",
        ),
        (
            'file = "a.csv"\n[columns]\nage = { column = "a", missing = "9" }',
            ', dòng 3: “missing” (Mã có nghĩa là không rõ) phải là danh sách chữ, ví dụ ["9", "99"].',
        ),
        (
            'file = "a.csv"\n[columns]\nage = { column = "a", values = "9" }',
            ', dòng 3: “values” (Mã của phiếu = giá trị của ta) phải là một bảng, ví dụ { "1" = "nam" }.',
        ),
        (
            f'file = "a.csv"\nsurvey_year = "2024"\n{AGE}',
            ", dòng 2: “survey_year” (Năm điều tra) phải là số nguyên từ 1900 đến 2100.",
        ),
        (
            f'file = "a.csv"\nseparator = "--"\n{AGE}',
            ", dòng 2: “separator” (Dấu ngăn cột của tệp chữ, một ký tự) phải là chữ "
            'trong dấu nháy, ví dụ ";".',
        ),
        (
            f'file = "a.csv"\nsheet = 1\n{AGE}',
            ", dòng 2: “sheet” (Trang của sổ tính) phải là chữ trong dấu nháy.",
        ),
    ],
)
def test_wrong_mappings(tmp_path, text, reason):
    folder = tmp_path / "2024"
    assert refusal(mapped, folder, text).startswith(f"Tệp 2024/mapping.toml{reason}")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "txt"])
def test_text_tables(tmp_path, separator, encoding, suffix):
    text = "\r\n".join(separator.join(row) for row in ROWS)
    (tmp_path / f"a.{suffix}").write_bytes(text.encode(encoding))
    table = cells(tmp_path, mapped(tmp_path, PLAIN.format(f"a.{suffix}")))
    assert (list(table.columns), table.to_numpy().tolist()) == (ROWS[0], WANTED)


def test_headings_match_however_they_are_spelt(tmp_path):
    (tmp_path / "a.csv").write_text(" Ma\u0303 ,Tuo\u0302\u0309i,\n1,30,x\n\n2\n", encoding="utf-8")
    assert cells(tmp_path, mapped(tmp_path, PLAIN.format("a.csv"))).to_numpy().tolist() == WANTED


def test_workbooks_and_parquet(tmp_path):
    numbers = [["Mã", "Tuổi"], [1, 30.0], ["2", ""]]
    write_workbook(tmp_path / "a.xlsx", {"Bìa": [], "Người": numbers})
    pd.DataFrame({"Mã": [1, 2], "Tuổi": [30.0, None], "thừa": [True, None]}).to_parquet(
        tmp_path / "a.parquet"
    )
    frames = [cells(tmp_path, mapped(tmp_path, PLAIN.format(f"a.{kind}"))) for kind in ("xlsx", "parquet")]
    assert [frame.to_numpy().tolist() for frame in frames] == [WANTED, WANTED]


def test_parquet_of_dates_and_categories(tmp_path):
    days = pd.to_datetime(pd.Series(["1990-06-05", None]))
    pd.DataFrame({"Mã": pd.Categorical(["a", None]), "Tuổi": days}).to_parquet(tmp_path / "a.parquet")
    table = cells(tmp_path, mapped(tmp_path, PLAIN.format("a.parquet")))
    assert table.to_numpy().tolist() == [["a", "1990-06-05 00:00:00"], ["", ""]]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", "Mã,Tuôi\n1,2\n", "mapping.toml: tệp “a.csv” không có cột “Tuổi”. Có phải ý là “Tuôi”?"),
        ("a.csv", "Mã,Tuổi,Tuổi\n1,2,3\n", "a.csv: có hai cột cùng tên “Tuổi”; hãy đổi tên một cột"),
        ("a.csv", ",\n ,\n", "a.csv: không có dòng nào"),
        (
            "a.csv",
            "Mã,Tuổi\n1,30\n1,30,5\n",
            "a.csv: dòng 3 có nhiều ô hơn dòng tiêu đề; hãy đặt ô có dấu phẩy trong dấu nháy",
        ),
        ("a.parquet", "no", "a.parquet: tệp hỏng hoặc không phải Parquet"),
    ],
)
def test_files_that_cannot_be_used(tmp_path, name, data, reason):
    folder = tmp_path / "2024"
    mapping = mapped(folder, PLAIN.format(name or "a.csv"))
    if name:
        (folder / name).write_text(data, encoding="utf-8")
    assert refusal(cells, folder, mapping) == f"Tệp 2024/{reason}"


def test_a_sheet_that_does_not_exist(tmp_path):
    folder = tmp_path / "2024"
    mapping = mapped(folder, 'sheet = "Nguoi"\n' + PLAIN.format("a.xlsx"))
    write_workbook(folder / "a.xlsx", {"Người": ROWS})
    assert refusal(cells, folder, mapping) == (
        "Tệp 2024/a.xlsx: không có trang “Nguoi”. Có phải ý là “Người”?"
    )


def test_lines_and_letters_are_those_of_the_file(tmp_path):
    (tmp_path / "a.csv").write_text("\nx,Tuổi,Mã\n,30,1\n,,\n,,2\n", encoding="utf-8")
    raw = raw_survey(tmp_path, mapped(tmp_path, PLAIN.format("a.csv")))
    assert raw.cells.to_numpy().tolist() == WANTED
    assert (list(raw.lines), raw.letters, raw.sheet) == ([3, 5], {"Mã": "C", "Tuổi": "B"}, "a")
