"""Mistakes that people make in the files that describe a commune, each with what it must be told.

The commune is right as it stands below; a mistake changes one thing of it. ``told``: what the message must
hold, by hand: where it stands, what is allowed, what to do; nothing: it does no harm and is not told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FILES = {
    "area.toml": """\
name = "An Thử"
kind = "xã"
code = "30001"
province = "tỉnh Thử"
hardship = false
since = 2020-07-01
smallest_count = 5
khom = ["Ấp 1", "Ấp 2", "Ấp Chợ"]
superior = "UBND tỉnh Thử"
recipients = ["Sở GDĐT Thử"]

[alias]
"Ấp Chợ Cũ" = "Ấp Chợ"

[due]
units = { half = "05/6", year = "05/12" }

[discipline]
remind_days_late = 3

[[unit]]
name = "Trường Tiểu học Mẫu"
kind = "school"
levels = ["TH"]

[[recognised]]
standard = "th"
level = 2
number = "12/QĐ-UBND"
date = 2023-12-20
body = "UBND tỉnh Thử"

[[change]]
date = 2026-01-01
superior = "UBND tỉnh Thử Mới"

[bands.centre]
source = "Công văn số 1"
limits = { "tốt" = 80, "khá" = 65 }
""",
    "plan-2024.toml": """\
title = "Kế hoạch số 9/KH-UBND"
year = 2024
date = 2024-02-01
legal_texts = ["tt44-2014"]

[due]
units = { year = "25/11" }

[[target]]
id = "A1"
clause = "I.1"
name = "Biết chữ mức độ 1, 15–60 tuổi"
direction = "at_least"
target = 98.5
indicator = "xmc1_15_60"

[[target]]
id = "A2"
clause = "I.2"
name = "Gia đình học tập"
direction = "at_least"
target = 80
indicator = "learning_families"

[[target]]
id = "A3"
clause = "I.3"
name = "Phổ cập tiểu học"
direction = "level"
target = 2
standard = "th"
""",
    "2024/corrections.toml": """\
[[correction]]
file = "phieu.xlsx"
sheet = "DATA"
cell = "G17"
from = "2204"
to = "2004"
why = "gõ nhầm năm sinh"
by = "công chức văn hóa"
when = 2024-10-02
""",
    "2024/files.toml": """\
[[file]]
hash = "3f2a9c01b7de"
is = "register"
""",
    "2023/mapping.toml": """\
file = "dieu tra.csv"
separator = ";"
survey_year = 2023

[columns]
khom = "ap"
sex = { column = "gioi", values = { "1" = "nam", "2" = "nu" } }
age = "tuoi"
class_now = "lop"
""",
}
AREA_KEYS = (
    "Các mục dùng được: name, kind, code, province, district, since, predecessor, members, hardship, "
    "synthetic, other_names, khom"
)
TARGET_KEYS = "Các mục dùng được: id, clause, name, direction, target, low, high"


@dataclass(frozen=True)
class Mistake:
    """``change``: what is done to the bytes of ``file``, or to the area's folder where no file is named."""

    name: str
    file: str
    change: Callable[[bytes], bytes] | Callable[[Path], object]
    told: tuple[str, ...] = ()

    def make(self, folder: Path) -> None:
        if self.file:
            path = folder / self.file
            path.write_bytes(self.change(path.read_bytes()))  # type: ignore[arg-type, call-overload]
        else:
            self.change(folder)  # type: ignore[arg-type]


def write_area(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (folder / "2023" / "dieu tra.csv").write_text("ap;gioi;tuoi;lop\nẤp 1;1;30;\n", encoding="utf-8")
    return folder


def of(name: str, file: str, old: str, new: str, *told: str) -> Mistake:
    """A text is written otherwise."""
    assert FILES[file].count(old) >= 1, (file, old)
    return Mistake(name, file, lambda data: data.replace(old.encode(), new.encode(), 1), told)


def as_bytes(name: str, file: str, change: Callable[[str], bytes], *told: str) -> Mistake:
    return Mistake(name, file, lambda data: change(data.decode()), told)


def lying(name: str, change: Callable[[Path], object], *told: str) -> Mistake:
    return Mistake(name, "", change, told)


def renamed(old: str, new: str) -> Callable[[Path], object]:
    def move(folder: Path) -> None:
        (folder / new).parent.mkdir(exist_ok=True)
        (folder / old).rename(folder / new)

    return move


A, P, C, F, M = FILES
MISTAKES = (
    # keys of area.toml
    of(
        "a key mistyped",
        A,
        "hardship =",
        "hardshp =",
        "an-thu/area.toml, dòng 5",
        "không có mục “hardshp”",
        "Có phải ý là “hardship”?",
        AREA_KEYS,
    ),
    of(
        "a key that nobody knows",
        A,
        "kind =",
        "population =",
        "dòng 2",
        "không có mục “population”",
        AREA_KEYS,
    ),
    of(
        "the needed key mistyped",
        A,
        'name = "An',
        'nmae = "An',
        "thiếu “name”",
        "Hãy ghi thêm",
        "dòng 1",
        "“nmae”",
        "Có phải ý là “name”?",
    ),
    of(
        "a key in Vietnamese without marks",
        A,
        'name = "An',
        'ten = "An',
        "dòng 1",
        "không có mục “ten”",
        AREA_KEYS,
        "thiếu “name”",
    ),
    of("a key with marks", A, "kind =", "loại =", "dòng 2", "tên mục chỉ dùng chữ không dấu, số, _ và -"),
    of("a key in capitals", A, "kind =", "KIND =", "dòng 2", "không có mục “KIND”", AREA_KEYS),
    of("a colon for =", A, "kind = ", "kind: ", "dòng 2", "sau tên mục phải có dấu ="),
    of("no =", A, "kind = ", "kind ", "dòng 2", "sau tên mục phải có dấu ="),
    of(
        "a key twice",
        A,
        'kind = "xã"',
        'kind = "xã"\nkind = "phường"',
        "dòng 3",
        "đã ghi ở trên; hãy giữ một",
    ),
    of(
        "khom below a table",
        A,
        'levels = ["TH"]',
        'levels = ["TH"]\nkhom = ["Ấp 9"]',
        "dòng 25",
        "“khom = …” nằm dưới [[unit]]",
        "chuyển dòng này lên trên [[unit]] đầu tiên",
    ),
    of(
        "a unit's key above its table",
        A,
        "hardship = false",
        'levels = ["TH"]',
        "dòng 5",
        "phải đứng dưới một dòng [[unit]]",
    ),
    of(
        "a table's name mistyped",
        A,
        "[[unit]]",
        "[[units]]",
        "không có mục “units”",
        "Có phải ý là “unit”?",
        AREA_KEYS,
    ),
    of(
        "a table of days mistyped",
        A,
        "[due]\nunits",
        "[due]\nunit",
        "dòng 16",
        "không có mục “unit”",
        "Các mục dùng được: units, office",
    ),
    of(
        "a rule mistyped",
        A,
        "remind_days_late",
        "remind_day_late",
        "dòng 19",
        "“remind_day_late”",
        "Có phải ý là “remind_days_late”?",
        "commend_days_early",
    ),
    of(
        "bands of something else",
        A,
        "[bands.centre]",
        "[bands.center]",
        "dòng 37",
        "không có mục “center”",
        "centre",
    ),
    of("bands without limits", A, "limits =", "limit =", "không có mục “limit”", "limits"),
    # types
    of(
        "yes in words",
        A,
        "hardship = false",
        'hardship = "không"',
        "dòng 5",
        "“hardship”",
        "phải là true hoặc false",
    ),
    of(
        "yes in words without quotes",
        A,
        "hardship = false",
        "hardship = Có",
        "dòng 5",
        "ghi true (có) hoặc false (không)",
    ),
    of("True with a capital", A, "hardship = false", "hardship = True", "dòng 5", "chữ thường"),
    of("yes as a number", A, "hardship = false", "hardship = 1", "dòng 5", "phải là true hoặc false"),
    of(
        "a code as a number",
        A,
        'code = "30001"',
        "code = 30001",
        "dòng 3",
        "“code”",
        'phải là chữ trong dấu nháy, ví dụ "30406"',
    ),
    of(
        "one khóm without its list",
        A,
        'khom = ["Ấp 1", "Ấp 2", "Ấp Chợ"]',
        'khom = "Ấp Chợ"',
        "dòng 8",
        "“khom”",
        'phải là danh sách chữ, ví dụ ["Khóm 1", "Khóm 2"]',
    ),
    of(
        "how many khóm for which",
        A,
        'khom = ["Ấp 1", "Ấp 2", "Ấp Chợ"]',
        "khom = 3",
        "dòng 8",
        "“khom”",
        "phải là danh sách chữ",
    ),
    of("numbers for names of khóm", A, '"Ấp 2"', "2", "dòng 8", "phải là danh sách chữ"),
    of(
        "a day as text",
        A,
        "since = 2020-07-01",
        'since = "2020-07-01"',
        "dòng 6",
        "“since”",
        "ngày không có dấu nháy, ví dụ since = 2024-04-16",
    ),
    of(
        "a day as it is written in Vietnam",
        A,
        "since = 2020-07-01",
        "since = 01/07/2020",
        "dòng 6",
        "ngày viết năm-tháng-ngày",
    ),
    of("a day that never was", A, "since = 2020-07-01", "since = 2020-06-31", "dòng 6", "ngày không có thật"),
    of(
        "a decimal comma",
        A,
        "smallest_count = 5",
        "smallest_count = 5,5",
        "dòng 7",
        "số thập phân dùng dấu chấm",
    ),
    of(
        "a number in quotes",
        A,
        "smallest_count = 5",
        'smallest_count = "5"',
        "dòng 7",
        "phải là số nguyên từ 1 trở lên",
    ),
    of(
        "less than one",
        A,
        "smallest_count = 5",
        "smallest_count = 0",
        "dòng 7",
        "phải là số nguyên từ 1 trở lên",
    ),
    of(
        "a kind of unit in Vietnamese",
        A,
        'kind = "school"',
        'kind = "trường"',
        "dòng 23",
        "phải là một trong khom, school, department, centre, town",
    ),
    of(
        "one level without its list",
        A,
        'levels = ["TH"]',
        'levels = "TH"',
        "dòng 24",
        "phải là danh sách trong MN, TH, THCS, THPT",
    ),
    of(
        "a level in words",
        A,
        'levels = ["TH"]',
        'levels = ["Tiểu học"]',
        "dòng 24",
        "phải là danh sách trong MN, TH, THCS, THPT",
    ),
    of(
        "one recipient without a list",
        A,
        'recipients = ["Sở GDĐT Thử"]',
        'recipients = "Sở GDĐT Thử"',
        "dòng 10",
        "phải là danh sách chữ",
    ),
    of(
        "a day due that is none",
        A,
        'half = "05/6"',
        'half = "31/6"',
        "dòng 16",
        'Hãy viết ngày/tháng, ví dụ "05/6"',
    ),
    of(
        "one day due for both",
        A,
        'units = { half = "05/6", year = "05/12" }',
        'units = "05/6"',
        "dòng 16",
        "“units”",
        "phải là một bảng",
    ),
    of("one bracket for two", A, "[[change]]", "[change]", "dòng 33", "phải là các bảng [[change]]"),
    of("a change without its day", A, "date = 2026-01-01\n", "", "dòng 33", "thiếu “date”", "Hãy ghi thêm"),
    of(
        "a standard that is none",
        A,
        'standard = "th"',
        'standard = "TH1"',
        "dòng 27",
        "phải là một trong mn5, mn35, th, thcs, xmc",
    ),
    of("a level that is none", A, "level = 2", "level = 4", "dòng 28", "phải là số nguyên từ 1 đến 3"),
    # names of khóm and units
    of(
        "a khóm twice",
        A,
        '"Ấp 2"',
        '"ấp 01"',
        "dòng 8",
        "“ấp 01” ghi hai lần",
        "Hãy giữ một, hoặc đổi tên một",
    ),
    of(
        "another name of no khóm",
        A,
        '= "Ấp Chợ"',
        '= "Ấp Chơ"',
        "dòng 13",
        "“Ấp Chơ”",
        "Có phải ý là “Ấp Chợ”?",
    ),
    of(
        "another name the wrong way round",
        A,
        '"Ấp Chợ Cũ" = "Ấp Chợ"',
        '"Ấp Chợ" = "Ấp Chợ Cũ"',
        "dòng 13",
        "“Ấp Chợ Cũ”",
        "tên trong tệp = tên trong danh sách “khom”",
    ),
    of(
        "a unit of a khóm that there is not",
        A,
        'kind = "school"\nlevels = ["TH"]',
        'kind = "khom"',
        "dòng 22",
        "“Trường Tiểu học Mẫu”",
        "danh sách “khom”",
    ),
    of("letters of another alphabet", A, '"Ấp 1"', '"Аp 1"', "dòng 8", "chữ của bảng chữ khác", "Hãy gõ lại"),
    # how it was typed
    of("smart quotes", A, 'kind = "xã"', "kind = “xã”", "dòng 2", 'dấu nháy phải là dấu nháy thẳng "…"'),
    of("no quotes", A, 'kind = "xã"', "kind = xã", "dòng 2", "chữ phải đứng trong dấu nháy thẳng"),
    of("a quote not closed", A, 'kind = "xã"', 'kind = "xã', "dòng 2", "dấu nháy mở mà không khép"),
    of(
        "a comma at the end",
        A,
        'kind = "xã"',
        'kind = "xã",',
        "dòng 2",
        "thừa chữ sau giá trị",
        "không có dấu , hoặc ;",
    ),
    of(
        "a list not closed",
        A,
        '"Ấp Chợ"]',
        '"Ấp Chợ"',
        "dòng 9",
        "danh sách ở trên dòng này thiếu dấu đóng ]",
    ),
    of("no comma in a list", A, '"Ấp 1", ', '"Ấp 1" ', "dòng 8", "thiếu dấu phẩy giữa hai giá trị"),
    of("a title not closed", A, "[[unit]]", "[[unit]", "dòng 21", "thiếu dấu đóng ]"),
    of(
        "a comment of another language",
        A,
        "kind =",
        "// ghi chú\nkind =",
        "dòng 2",
        "ghi chú phải bắt đầu bằng dấu #",
    ),
    of("an odd space", A, "kind = ", "kind\u00a0= ", "dòng 2", "dấu cách lạ", "gõ lại"),
    of(
        "a backslash",
        A,
        '"UBND tỉnh Thử"\nrecip',
        '"UBND\\tỉnh \\Thử"\nrecip',
        "dòng 9",
        "dấu \\ phải viết \\\\",
    ),
    of("tabs", A, "kind = ", "\tkind\t=\t"),
    of("people's own notes", A, "kind =", 'ghi_chu = "hỏi lại"\nkind ='),
    # how it was saved
    as_bytes("a byte order mark", A, lambda text: b"\xef\xbb\xbf" + text.encode()),
    as_bytes("lines of Windows", A, lambda text: text.replace("\n", "\r\n").encode()),
    as_bytes("lines of an old Mac", A, lambda text: text.replace("\n", "\r").encode()),
    as_bytes("letters taken apart", A, lambda text: unicodedata.normalize("NFD", text).encode()),
    as_bytes(
        "UTF-16", A, lambda text: text.encode("utf-16"), "an-thu/area.toml", "UTF-16", "lưu lại dạng UTF-8"
    ),
    as_bytes(
        "UTF-16 without its mark",
        P,
        lambda text: text.encode("utf-16-le"),
        "plan-2024.toml",
        "UTF-16",
        "lưu lại dạng UTF-8",
    ),
    as_bytes(
        "Windows-1258",
        A,
        lambda text: unicodedata.normalize("NFD", text).encode("cp1258", "replace"),
        "bảng mã ANSI",
        "dòng 1",
        "lưu lại dạng UTF-8",
    ),
    as_bytes(
        "TCVN3",
        C,
        lambda text: text.replace("gõ", "\x00").encode("latin-1", "ignore").replace(b"\x00", b"g\xe2"),
        "2024/corrections.toml",
        "bảng mã ANSI",
        "dòng 7",
    ),
    as_bytes(
        "a Word file",
        A,
        lambda text: b"PK\x03\x04" + text.encode(),
        "an-thu/area.toml",
        "không phải tệp chữ thường",
        "Notepad",
    ),
    as_bytes("nothing in it", A, lambda text: b"", "an-thu/area.toml", "thiếu “name”", "Hãy ghi thêm"),
    # how it is called and where it lies
    lying(
        "area.toml.txt",
        renamed(A, "area.toml.txt"),
        "an-thu/area.toml.txt không được đọc",
        "đổi tên",
        "an-thu/area.toml",
    ),
    lying("Area.TOML", renamed(A, "Area.TOML"), "an-thu/Area.TOML không được đọc", "an-thu/area.toml"),
    lying(
        "a plan with its ending doubled",
        renamed(P, "plan-2024.toml.txt"),
        "an-thu/plan-2024.toml.txt không được đọc",
        "an-thu/plan-2024.toml",
    ),
    lying(
        "a plan with another stroke",
        renamed(P, "plan_2024.toml"),
        "an-thu/plan_2024.toml không được đọc",
        "an-thu/plan-2024.toml",
    ),
    lying(
        "a plan in Vietnamese", renamed(P, "Kế hoạch 2024.toml"), "không được đọc", "an-thu/plan-2024.toml"
    ),
    lying(
        "a plan without its whole year",
        renamed(P, "plan-24.toml"),
        "an-thu/plan-24.toml không được đọc",
        "plan-<năm>.toml",
    ),
    lying(
        "a copy of a plan",
        lambda folder: (folder / "plan-2024 (1).toml").write_bytes((folder / P).read_bytes()),
        "plan-2024 (1).toml không được đọc",
        "chương trình đọc an-thu/plan-2024.toml",
        "giữ một",
    ),
    lying(
        "a plan in the period's folder",
        renamed(P, "2024/plan-2024.toml"),
        "an-thu/2024/plan-2024.toml không được đọc",
        "an-thu/plan-2024.toml",
    ),
    lying(
        "corrections in the area's folder",
        renamed(C, "corrections.toml"),
        "an-thu/corrections.toml không được đọc",
        "an-thu/<kỳ>/corrections.toml",
    ),
    lying(
        "corrections without their s",
        renamed(C, "2024/correction.toml"),
        "an-thu/2024/correction.toml không được đọc",
        "an-thu/2024/corrections.toml",
    ),
    lying(
        "a mapping saved as text",
        renamed(M, "2023/mapping.txt"),
        "an-thu/2023/mapping.txt không được đọc",
        "an-thu/2023/mapping.toml",
    ),
    lying(
        "a period in small letters", renamed("2023", "2023-h1"), "an-thu/2023-h1 không được đọc", "2023-H1"
    ),
    lying("a period in words", renamed("2023", "năm 2023"), "không được đọc", "Hãy đổi tên thành 2023"),
    # plans
    of(
        "another year than the file's",
        P,
        "year = 2024",
        "year = 2023",
        "an-thu/plan-2024.toml, dòng 2",
        "“year” phải là 2024, như tên tệp",
    ),
    of("the year in quotes", P, "year = 2024", 'year = "2024"', "dòng 2", "“year”", "phải là số nguyên"),
    of("an id twice", P, 'id = "A2"', 'id = "A1"', "dòng 18", "“id” A1 ghi hai lần", "Hãy đổi một trong hai"),
    of("no id", P, 'id = "A2"\n', "", "dòng 17", "thiếu “id”", "Hãy ghi thêm"),
    of(
        "a direction as a sign",
        P,
        'direction = "at_least"',
        'direction = ">="',
        "dòng 13",
        "phải là một trong at_least, above, at_most",
    ),
    of(
        "a direction mistyped",
        P,
        'direction = "at_least"',
        'direction = "at_lest"',
        "dòng 13",
        "phải là một trong at_least",
        "Có phải ý là “at_least”?",
    ),
    of("a target with its sign", P, "target = 98.5", "target = 98.5%", "dòng 14", "số viết không có dấu %"),
    of(
        "a target in words",
        P,
        "target = 98.5",
        'target = "trên 98,5"',
        "dòng 14",
        "“target”",
        'phải là số, ví dụ 15 hoặc "98.5"',
    ),
    of("a target with a comma", P, "target = 98.5", "target = 98,5", "dòng 14", "số thập phân dùng dấu chấm"),
    of("a target with a comma in quotes", P, "target = 98.5", 'target = "98,5"'),
    of(
        "more than everybody",
        P,
        "target = 80",
        "target = 800",
        "dòng 22",
        "“target” lớn hơn 100%",
        'unit = "count"',
    ),
    of(
        "an indicator mistyped",
        P,
        '"learning_families"',
        '"learning_family"',
        "dòng 23",
        "“learning_family”",
        "Có phải ý là “learning_families”?",
    ),
    of(
        "a key of a clause mistyped",
        P,
        'indicator = "learning_families"',
        'indcator = "learning_families"',
        "dòng 23",
        "“indcator”",
        "Có phải ý là “indicator”?",
        TARGET_KEYS,
    ),
    of(
        "a level that the standard has not",
        P,
        "target = 2\n",
        "target = 5\n",
        "dòng 30",
        "“th” chỉ có đến mức độ 3",
    ),
    of(
        "a standard in capitals",
        P,
        'standard = "th"',
        'standard = "TH"',
        "dòng 31",
        "không có tiêu chuẩn “TH”",
    ),
    of("one bracket for a clause", P, '[[target]]\nid = "A1"', '[target]\nid = "A1"', "[[target]]"),
    of(
        "the title below a clause",
        P,
        'id = "A1"',
        'number = "9/KH-UBND"\nid = "A1"',
        "dòng 10",
        "nằm dưới [[target]]",
        "lên trên [[target]] đầu tiên",
    ),
    of(
        "a day of the plan as text",
        P,
        "date = 2024-02-01",
        'date = "01/02/2024"',
        "dòng 3",
        "ngày không có dấu nháy, ví dụ date = 2024-04-16",
    ),
    of("a law that nobody knows", P, '"tt44-2014"', '"TT44/2014"', "dòng 4", "“TT44/2014”", "tt44-2014"),
    as_bytes(
        "no clause at all",
        P,
        lambda text: text.split("[[target]]")[0].encode(),
        "an-thu/plan-2024.toml",
        "chưa có bảng [[target]] nào",
    ),
    # corrections, files.toml
    of(
        "no reason",
        C,
        'why = "gõ nhầm năm sinh"\n',
        "",
        "an-thu/2024/corrections.toml, dòng 1",
        "thiếu “why”",
        "Hãy ghi thêm",
    ),
    of(
        "a correction's key mistyped",
        C,
        "why =",
        "whi =",
        "dòng 7",
        "không có mục “whi”",
        "Có phải ý là “why”?",
    ),
    of("an address the wrong way round", C, '"G17"', '"17G"', "dòng 4", "địa chỉ một ô, ví dụ “G17”"),
    of("a range of cells", C, '"G17"', '"G17:G20"', "dòng 4", "địa chỉ một ô"),
    of(
        "a number for a text",
        C,
        'to = "2004"',
        "to = 2004",
        "dòng 6",
        'phải là chữ trong dấu nháy, ví dụ "2004"',
    ),
    of("nothing corrected", C, 'to = "2004"', 'to = "2204"', "dòng 6", "“from” và “to” giống nhau"),
    of(
        "a correction's day as text",
        C,
        "when = 2024-10-02",
        'when = "02/10/2024"',
        "dòng 9",
        "ngày không có dấu nháy",
    ),
    of(
        "corrections in the plural",
        C,
        "[[correction]]",
        "[[corrections]]",
        "dòng 1",
        "không có mục “corrections”",
        "Có phải ý là “correction”?",
    ),
    as_bytes(
        "one cell twice",
        C,
        lambda text: (text + text).encode(),
        "dòng 13",
        "ô G17 đã sửa ở mục 1; hãy giữ một mục",
    ),
    of(
        "a hash too short",
        F,
        "3f2a9c01b7de",
        "3f2a",
        "an-thu/2024/files.toml, dòng 2",
        "ít nhất 12 chữ số đầu",
        "chép từ xhht check",
    ),
    of(
        "a file of an unknown kind",
        F,
        '"register"',
        '"phieu"',
        "dòng 3",
        "phải là một trong register, unit, other",
    ),
    # mapping
    of(
        "a field that nobody knows",
        M,
        "class_now =",
        "lop =",
        "2023/mapping.toml, dòng 9",
        "không có mục “lop”",
        "khom, household, sex, age",
    ),
    of(
        "a field mistyped",
        M,
        "class_now =",
        "clas_now =",
        "dòng 9",
        "“clas_now”",
        "Có phải ý là “class_now”?",
    ),
    of("no age", M, 'age = "tuoi"\n', "", "dòng 5", "cần một trong “age”, “birth_date”, “birth_year”"),
    of("no columns", M, "[columns]\n", "[column]\n", "không có mục “column”", "Có phải ý là “columns”?"),
    of(
        "two signs between columns",
        M,
        'separator = ";"',
        'separator = "; "',
        "dòng 2",
        "“separator”",
        "một ký tự",
    ),
    of(
        "a file elsewhere",
        M,
        '"dieu tra.csv"',
        '"D:/so lieu/dieu tra.csv"',
        "dòng 1",
        "“file” phải là tên tệp cùng thư mục",
    ),
    of(
        "values without a table",
        M,
        'values = { "1" = "nam", "2" = "nu" }',
        'values = "nam"',
        "dòng 7",
        "“values”",
        'phải là một bảng, ví dụ { "1" = "nam" }',
    ),
    of(
        "a year of two digits",
        M,
        "survey_year = 2023",
        "survey_year = 23",
        "dòng 3",
        "phải là số nguyên từ 1900 đến 2100",
    ),
)
